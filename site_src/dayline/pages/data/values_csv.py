"""All values of a figure as comma-separated values (RFC 4180), for spreadsheets and programs."""

from collections.abc import Iterator
from itertools import chain

from dayline import urls
from dayline.pages.data.csv_text import csv_text
from dayline.pages.index import SiteIndex
from dayline.pages.parts.attribution import byline
from dayline.pages.parts.value import revision, table_source
from dayline.schema.clock import clock_text
from dayline.timeline.series import SeriesPoint

COLUMNS = (
    "day", "time", "value", "low", "high", "qualifier", "unit", "by", "name", "scope", "place", "event", "source",
    "original", "caveat", "note",
)  # fmt: skip


def values_text(id: str, index: SiteIndex) -> str:
    """The values of a figure, one per row, by claimant and then by day."""
    points = (SeriesPoint(id, series, n) for series in index.series(id) for n in range(len(series.values)))
    rows = (_row(point, index) for point in points)
    return csv_text(chain([COLUMNS], rows))


def _row(placed: SeriesPoint, index: SiteIndex) -> Iterator[str]:
    id, series, value = placed.figure, placed.series, placed.value
    figure = index.timeline.events[value.event].record.figures[value.number] if value.event else None
    by = byline(series.by, index)
    yield value.day.isoformat() if value.day else ""
    yield "" if value.minutes is None else clock_text(value.minutes)
    yield from (_plain(number) for number in (value.best, value.low, value.high))
    yield value.qualifier
    yield value.unit or index.timeline.figures[id].record.unit
    yield series.by.by or ""
    yield by.who.text if by else ""
    yield series.scope or ""
    yield series.place or index.timeline.figures[id].record.place or ""
    yield urls.event(value.event) if value.event else ""
    yield "" if value.event else " ".join(link.url for link in table_source(id, index))
    yield (figure.original if figure else "") or ""
    yield " ".join(filter(None, (figure.caveat if figure else series.caveat, revision(placed))))
    yield (figure.note if figure else series.note) or ""


def _plain(number: float | None) -> str:
    """A number with a decimal point and without an exponent."""
    if number is None:
        return ""
    return str(number) if isinstance(number, int) else f"{number:.9f}".rstrip("0").rstrip(".")
