"""Corrections for cells that are not valid numbers, worked out from these cells and the others in their table."""

import re
from collections.abc import Collection
from decimal import Decimal

from dayline.timeline.cell_parsing import NUMBERS, Hint, Interpretation, interpretations, parse_number

_DIGITS = r"(?P<number>[-−]?\d(?:[\d.,'’ \u00a0\u2009\u202f]*\d)?)"
_SIGNS = {
    **dict.fromkeys((">", "more than", "over", "above"), "more-than"),
    **dict.fromkeys((">=", "≥", "at least", "min."), "at-least"),
    **dict.fromkeys(("<", "<=", "≤", "at most", "up to", "under", "below", "fewer than", "less than"), "at-most"),
    **dict.fromkeys(("~", "≈", "about", "around", "approx.", "approx", "ca.", "ca", "c.", "circa", "some"), "about"),
    **dict.fromkeys(("nearly", "almost"), "nearly"),
}  # fmt: skip
_QUALIFIED = re.compile(
    rf"(?P<sign>{'|'.join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))})\s*(?P<rest>\d.*)",
    re.IGNORECASE,
)
_PLUS = re.compile(r"(?P<rest>.*\d)\s?\+")
_NOTED = re.compile(rf"{_DIGITS}\s*(?P<mark>[*†‡§#^¹²³?]+|\[[^\]]*\]|\([^)]*\))")
_RANGE = re.compile(rf"{_DIGITS}\s*(?:-|–|—|\bto\b)\s*(?P<other>\d[\d.,'’]*)")
_TIMES = {"k": 3, "thousand": 3, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_SCALED = re.compile(rf"{_DIGITS}\s*(?P<times>{'|'.join(_TIMES)})\b\.?(?:\s+[^\W\d]+)?", re.IGNORECASE)
_UNIT = re.compile(rf"(?P<before>[€$£¥]?)\s*{_DIGITS}\s*(?P<unit>\D*)")
_EXPONENT = re.compile(r"[-−]?\d(?:[.,]\d+)?[eE][+-]?\d{1,2}")
_PERCENT = frozenset(("%", "percent", "per cent"))
_NOTE = "what `{}` stands for belongs in the column’s `note:`"


def hints(texts: Collection[str], written: str, unit: str) -> dict[str, Hint]:
    """A hint for each text in a table's cells that is not a number `written` like that example."""
    wrong = [text for text in texts if parse_number(text, written) is None]
    right = {text: value for text in texts if (value := parse_number(text, written)) is not None}
    ways = interpretations(texts, NUMBERS, parse_number) if wrong else []
    ways = [way for way in ways if right.items() <= way.values.items()]
    if any(way.format == written for way in ways):
        ways = []
    return {text: _hint(text, written, unit, ways) for text in wrong}


def number_as(value: float, written: str) -> str:
    """A number in digits, with the decimal sign of that example."""
    plain = str(int(value)) if value == int(value) else f"{Decimal(str(value)):f}"
    return plain.replace(".", ",") if written.endswith(",5") else plain


def _hint(text: str, written: str, unit: str, ways: list[Interpretation[float]]) -> Hint:
    if ways and text in ways[0].values:
        return _of_table(text, written, ways)
    if alternatives := interpretations([text], NUMBERS, parse_number):
        return _of_cell(text, written, [way.values[text] for way in alternatives])
    message, help = _other(text, written, unit)
    return Hint("E06", message, help)


def _of_table(text: str, written: str, ways: list[Interpretation[float]]) -> Hint:
    """The hint if all numbers of the table can be read in another format, or in several."""
    telling = next((cell for cell in ways[0].values if len({way.values[cell] for way in ways}) > 1), text)
    ways = sorted(ways, key=lambda way: abs(way.values[telling]))
    settings = [f"`numbers: {way.format}`" for way in ways]
    results = [f"`{number_as(way.values[telling], '1234.5')}`" for way in ways]
    if len(ways) == 1:
        message = f"`{text}` is not a number in the format `{written}`"
        help = f"set the number format under `table:`, {settings[0]}: this number is then {results[0]}"
        return Hint("E06", message, help, "table")
    choices = [f"if it is {result}, {setting}" for result, setting in zip(results, settings, strict=True)]
    message = f"`{telling}` can be read in {'two' if len(ways) == 2 else 'several'} ways"
    return Hint("E06", message, f"set the number format under `table:`: {'; '.join(choices)}", f"table {telling}")


def _of_cell(text: str, written: str, values: list[float]) -> Hint:
    options = [f"`{number_as(value, written)}`" for value in values]
    if len(options) == 1:
        return Hint("E06", f"`{text}` is not a number in the format `{written}`", f"write {options[0]}")
    help = f"write {' or '.join(options)}, whichever is meant"
    return Hint("E06", f"`{text}` can be read in two ways", help)


def _other(text: str, written: str, unit: str) -> tuple[str, str]:
    """Message and help for a cell that has no known number format."""
    if set(text) == {"#"} or re.fullmatch(r"#[A-Z/0!?]+", text):
        help = "correct the formula or widen the column in the spreadsheet, and export the table again"
        return f"`{text}` is what a spreadsheet shows where it has no number to show", help
    if text.startswith("="):
        return f"`{text}` is a formula, not a number", "export the table with its values instead of its formulas"
    if _EXPONENT.fullmatch(text):
        value = number_as(float(Decimal(text.replace(",", ".").replace("−", "-"))), written)
        help = f"show all digits in the spreadsheet and export it again; if none are missing, write `{value}`"
        return f"`{text}` is a spreadsheet’s short form, which may leave out digits", help
    message = f"`{text}` is not a number"
    if not any(sign.isdigit() for sign in text):
        return message, "write a number, or leave the cell empty if there is no value"
    return message, _with_words(text, written, unit) or _alone(written)


def _alone(written: str) -> str:
    return f"write the number alone, as in `{written}`; other words belong in the column’s `note:`"


def _with_words(text: str, written: str, unit: str) -> str:
    """The help for a number with text around it."""
    qualified = _QUALIFIED.fullmatch(text) or _PLUS.fullmatch(text)
    if qualified:
        word = _SIGNS[qualified["sign"].lower()] if "sign" in qualified.groupdict() else "at-least"
        return _qualified(qualified["rest"], word, written)
    noted = _NOTED.fullmatch(text)
    if noted and (number := _number(noted["number"], written)):
        return f"write `{number}`; {_NOTE.format(noted['mark'])}"
    between = _RANGE.fullmatch(text)
    if between:
        low, high = _number(between["number"], written), _number(between["other"], written)
        help = f"write `{low}` and `{high}` in two columns, and name those by `low:` and `high:` under `values:`"
        return help if low and high else ""
    return _with_unit(text, written, unit)


def _qualified(rest: str, word: str, written: str) -> str:
    number = _number(rest, written) or _times(rest, written)
    help = (
        "and `{}` in the same row of a new column `exactness`; add `qualifier: {{column: exactness}}` under `values:`"
    )
    return f"write `{number}`, {help.format(word)}" if number else ""


def _with_unit(text: str, written: str, unit: str) -> str:
    """The help for a number followed by its unit or by `million`."""
    if number := _times(text, written):
        return f"write `{number}`"
    parts = _UNIT.fullmatch(text)
    number = _number(parts["number"], written) if parts else ""
    if not parts or not number:
        return ""
    written_unit = f"{parts['before']}{parts['unit']}".strip()
    if _plain(written_unit) == _plain(unit):
        return f"write `{number}`: the figure’s `unit` says the rest"
    return f"write `{number}` if that is in `{unit}`, the figure’s unit; else convert it"


def _times(text: str, written: str) -> str:
    """The digits of `1.2 million`; empty for other texts."""
    scaled = _SCALED.fullmatch(text)
    number = _number(scaled["number"], written) if scaled else ""
    if not scaled or not number:
        return ""
    value = Decimal(number.replace(",", ".")) * 10 ** _TIMES[scaled["times"].lower()]
    return number_as(float(value), written)


def _plain(unit: str) -> str:
    plain = unit.casefold().strip().rstrip(".")
    return "%" if plain in _PERCENT else plain


def _number(text: str, written: str) -> str:
    """The number in a text, in the table's format; empty if it is not certain."""
    value = parse_number(text, written)
    alternatives = interpretations([text], NUMBERS, parse_number) if value is None else []
    values = [value] if value is not None else [way.values[text] for way in alternatives]
    return number_as(values[0], written) if len(values) == 1 else ""
