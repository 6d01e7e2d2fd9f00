"""All values of a figure as comma-separated values (RFC 4180), for spreadsheets and programs."""

import csv
import io
import re
from collections.abc import Iterator

from dayline import urls
from dayline.pages.edition import Edition
from dayline.pages.figures import table_source
from dayline.pages.people import byline
from dayline.timeline.timeline import Series, Value

COLUMNS = (
    "day", "value", "low", "high", "qualifier", "unit", "by", "name", "scope", "event", "source", "original", "note",
)  # fmt: skip
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def values_text(id: str, edition: Edition) -> str:
    """The values of a figure, one a row, claimant by claimant in the order of their days."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in edition.series(id):
        writer.writerows([_safe(cell) for cell in _row(id, one, value, edition)] for value in one.values)
    return out.getvalue()


def _row(id: str, one: Series, value: Value, edition: Edition) -> Iterator[str]:
    seen = edition.timeline.events[value.event].record.figures[value.number] if value.event else None
    by = byline(one.by, edition)
    yield value.day.isoformat() if value.day else ""
    yield from (_plain(number) for number in (value.best, value.low, value.high))
    yield value.qualifier
    yield value.unit or edition.timeline.figures[id].record.unit
    yield one.by.by or ""
    yield by.who.text if by else ""
    yield one.scope or ""
    yield urls.event(value.event) if value.event else ""
    yield "" if value.event else " ".join(link.url for link in table_source(id, edition))
    yield (seen.original if seen else "") or ""
    yield (seen.note if seen else one.note) or ""


def _plain(number: float | None) -> str:
    """A number with a point and without an exponent."""
    if number is None:
        return ""
    return str(number) if isinstance(number, int) else f"{number:.9f}".rstrip("0").rstrip(".")


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in tuple("=+-@\t") and not _NUMBER.fullmatch(cell) else cell
