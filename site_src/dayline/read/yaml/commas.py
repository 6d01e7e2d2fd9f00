"""Values in braces that an unquoted comma split."""

import re

from dayline.read.text import Source
from dayline.read.yaml.builder import Entries, Fields, SplitValue, extent
from dayline.read.yaml.mistakes import Mistake, quote_advice
from dayline.schema.hints import number_hint
from dayline.schema.yaml_quotes import quoted

_NUMBER = re.compile(r"write `(-?[\d.]+)`")
_WORD = re.compile(r"[a-z]+(?:_[a-z]+)*")


def mistake(source: Source, split: SplitValue) -> Mistake:
    """A value in braces that ends at a comma, so that the rest would be lost."""
    start, end = extent(split.value)[0], split.rest[-1].end_mark.index
    rest_start = split.rest[0].start_mark.index
    rest = " ".join(source.text[rest_start:end].split())
    if isinstance(split.value, Entries | Fields) or not split.name:
        return Mistake(rest_start, end, f"`{rest}` has no `:` after it", "write it as `name: value`; or delete it")
    value = split.value.value
    between = source.text[split.value.end_mark.index : rest_start]
    whole = value + " ".join(f"x{between}x".split())[1:-1] + rest
    message = f"the comma ends `{split.name}` at `{value}`; what follows, `{rest}`, would be lost"
    number = _number(whole)
    advice = f"write `{split.name}: {number}`" if number else _advice(split.name, whole, rest)
    lines = source.text.count("\n", start, end)
    return Mistake(start, end, message, advice, (start, end, (number or quoted(whole)) + "\n" * lines))


def _number(whole: str) -> str:
    """The number that a comma split; empty if it is not a number."""
    advice = _NUMBER.fullmatch(number_hint(whole.replace(" ", ""), whole=False)) if whole[-1].isdigit() else None
    return advice[1] if advice else ""


def _advice(name: str, whole: str, rest: str) -> str:
    """The advice to quote a value together with the rest that a comma cut off."""
    advice = quote_advice(f"{name}: ", whole)
    return f"{advice}; if `{rest}` is a field, write its value after a `:`" if _WORD.fullmatch(rest) else advice
