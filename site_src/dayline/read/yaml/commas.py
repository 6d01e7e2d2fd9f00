"""Values in braces that a comma tore apart."""

import re

from dayline.read.text import Source
from dayline.read.yaml.builder import Comma, Entries, Fields, extent
from dayline.read.yaml.mistakes import Mistake, in_quotes
from dayline.schema.hints import number_hint
from dayline.schema.yaml_quotes import quoted

_NUMBER = re.compile(r"write `(-?[\d.]+)`")
_WORD = re.compile(r"[a-z]+(?:_[a-z]+)*")


def mistake(source: Source, torn: Comma) -> Mistake:
    """A value in braces that ends at a comma, so that what goes on behind it would be lost."""
    start, end = extent(torn.value)[0], torn.rest[-1].end_mark.index
    lost = torn.rest[0].start_mark.index
    rest = " ".join(source.text[lost:end].split())
    if not isinstance(torn.value, Entries | Fields) and torn.name:
        value = torn.value.value
        between = source.text[torn.value.end_mark.index : lost]
        whole = value + " ".join(f"x{between}x".split())[1:-1] + rest
        message = f"the comma ends `{torn.name}` at `{value}`; what follows, `{rest}`, would be lost"
        number = _number(whole)
        advice = f"write `{torn.name}: {number}`" if number else _advice(torn.name, whole, rest)
        lines = source.text.count("\n", start, end)
        return Mistake(start, end, message, advice, (start, end, (number or quoted(whole)) + "\n" * lines))
    return Mistake(lost, end, f"`{rest}` has no `:` behind it", "write it as `name: value`; or delete it")


def _number(whole: str) -> str:
    """The number that a comma divided; empty if it is none."""
    found = _NUMBER.fullmatch(number_hint(whole.replace(" ", ""), whole=False)) if whole[-1].isdigit() else None
    return found[1] if found else ""


def _advice(name: str, whole: str, rest: str) -> str:
    """The advice to write a value with what a comma cut off from it."""
    advice = in_quotes(f"{name}: ", whole)
    return f"{advice}; if `{rest}` is a field, write its value after a `:`" if _WORD.fullmatch(rest) else advice
