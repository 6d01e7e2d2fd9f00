"""Corrections for cells that are not valid days, worked out from these cells and the others in their column."""

import re
from collections.abc import Collection
from datetime import date, timedelta

from dayline.patterns import lazy_pattern
from dayline.schema.table import ISO
from dayline.timeline.cell_parsing import FORMATS, Hint, Interpretation, day_as, interpretations, is_like, parse_day

_SHORT_YEAR = lazy_pattern(
    r"(?P<begin>\d{1,2}(?P<sign>[./-])\d{1,2}(?P=sign)|\d{1,2}[ -][A-Za-z]{3,9}[ -])(?P<year>\d\d)"
)
_TIME = lazy_pattern(
    r"(?P<day>.*\d)(?:T|,?\s+)\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[ap]m|Z|\s?[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_TWELVE_HOURS = lazy_pattern(r"\b(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::\d\d)?\s?(?P<half>[ap])m$", re.IGNORECASE)
_WEEKDAY = lazy_pattern(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+(?P<day>.*)", re.IGNORECASE)
_EPOCH = date(1899, 12, 30)  # the day that spreadsheets count from
_SERIALS = range(20_000, 60_000)  # 1954 to 2064
_EXPORT = "format the column in the spreadsheet as a date like `{}`, and export it again"


def hints(texts: Collection[str], format: str, setting: str) -> dict[str, Hint]:
    """A hint for each text in a column that is not a day in the given format.

    `setting` begins the line that names another format: "date: {column: day".
    """
    wrong = [text for text in texts if parse_day(text, format) is None]
    ways = _ways(texts) if wrong else []
    right = {text: day for text in texts if (day := parse_day(text, format)) is not None}
    if len(right) > len(wrong):  # slips in a few cells are no reason to read the others differently
        ways = [way for way in ways if right.items() <= way.values.items()]
    if any(way.format == format for way in ways):
        ways = []
    plain = {text: _plainer(text) for text in texts} if wrong else {}
    plain_ways = _ways(plain.values()) if wrong else []
    return {text: _hint(text, format, setting, ways) or _other(text, plain[text], format, plain_ways) for text in wrong}


def _ways(texts: Collection[str]) -> list[Interpretation[date]]:
    """The formats in which a column can be read, the one with the shortest period first."""
    ways = interpretations(texts, FORMATS, parse_day)
    return sorted(ways, key=lambda way: max(way.values.values()) - min(way.values.values()))


def _hint(text: str, format: str, setting: str, ways: list[Interpretation[date]]) -> Hint | None:
    if ways and text in ways[0].values:
        return _of_column(text, format, setting, ways)
    alternatives = interpretations([text], FORMATS, parse_day)
    if alternatives:
        message = f"`{text}` is not a date in the format `{format}`"
        return Hint("E07", message, _write([way.values[text] for way in alternatives], format))
    return None


def _of_column(text: str, format: str, setting: str, ways: list[Interpretation[date]]) -> Hint:
    """The hint if all days of the column can be read in another format, or in several."""
    telling = next((cell for cell in ways[0].values if len({way.values[cell] for way in ways}) > 1), text)
    first, last = min(ways[0].values.values()), max(ways[0].values.values())
    line = f'`{setting}, format: "{ways[0].format}"}}`'
    if len(ways) == 1:
        message = f"`{text}` is not a date in the format `{format}`"
        help = f"set the format under `table:`, {line}: the days are then from {first} to {last}"
        return Hint("E07", message, help, "column")
    message = f"`{telling}` can be read in {'two' if len(ways) == 2 else 'several'} ways"
    help = f"write under `table:` {line} if it is {ways[0].values[telling]} (the days are then from {first} to {last})"
    for way in ways[1:]:
        first, last = min(way.values.values()), max(way.values.values())
        help += f', or `format: "{way.format}"` if it is {way.values[telling]} ({first} to {last})'
    return Hint("E07", message, help, f"column {telling}")


def _write(days: list[date], format: str, clock: str = "") -> str:
    if len(set(days)) == 1:
        return f"write `{day_as(days[0], format)}{clock}`"
    return f"write {' or '.join(f'`{day_as(day, format)}{clock}`' for day in days)}, whichever is meant"


def _clock(text: str) -> str:
    """The time behind a day, which is on a clock of twelve hours if it could not be read: ` 14:00`."""
    time = _TWELVE_HOURS.search(text)
    if time is None or not 1 <= int(time["hour"]) <= 12:
        return ""
    return f" {int(time['hour']) % 12 + (12 if time['half'] in 'pP' else 0):02}:{time['minute']}"


def _other(text: str, plain: str, format: str, ways: list[Interpretation[date]]) -> Hint:
    """The hint for a cell that has no known date format."""
    if is_like(text, format):
        return Hint("E07", f"`{text}` is not a valid date", "correct the day, month or year")
    if day := _serial(text):
        message = f"`{text}` is a spreadsheet’s number for a day, {day}"
        return Hint("E07", message, _EXPORT.format(day_as(day, format)), "serial")
    likely = [way for way in ways if plain in way.values]
    if plain != text and (alternatives := likely or interpretations([plain], FORMATS, parse_day)):
        message = (
            f"the year of `{text}` needs four digits" if _SHORT_YEAR.fullmatch(text) else f"`{text}` is more than a day"
        )
        return Hint("E07", message, _write([way.values[plain] for way in alternatives], format, _clock(text)))
    if re.fullmatch(r"\d{8}", text) and (day := parse_day(f"{text[:4]}-{text[4:6]}-{text[6:]}", ISO)):
        return Hint("E07", f"`{text}` is not a date in the format `{format}`", _write([day], format))
    example = day_as(date(2024, 9, 13), format)
    help = f"write the day of this row, as in `{example}`; delete the row if it is not for a day, such as a total"
    return Hint("E07", f"`{text}` is not a date in the format `{format}`", help)


def _plainer(text: str) -> str:
    """A day without weekday and time, and with a four-digit year, in the century that is usual for two digits."""
    longer = _TIME.fullmatch(text) or _WEEKDAY.fullmatch(text)
    text = longer["day"] if longer else text
    short = _SHORT_YEAR.fullmatch(text)
    return f"{short['begin']}{'20' if int(short['year']) < 69 else '19'}{short['year']}" if short else text


def _serial(text: str) -> date | None:
    """The day that a spreadsheet's number stands for."""
    number = re.fullmatch(r"(\d{5})(?:[.,]\d+)?", text)
    return _EPOCH + timedelta(days=int(number[1])) if number and int(number[1]) in _SERIALS else None
