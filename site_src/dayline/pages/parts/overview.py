"""The overview: the whole timeline as a strip with zoom levels, and the same as text.

Each month is a drawing of 31 columns, one per day; heights are in tenths of an em. Days are cells, and below them
are tracks: bars for long events, then a lane for each thread, with a mark on its days with reports and a thin line
while a long event of the thread goes on. Narrow windows have a strip of the newest days instead of the cells.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from dayline import edtf, urls
from dayline.pages.by_month import Month, counted_in
from dayline.pages.drawing import tracks
from dayline.pages.drawing.month_tracks import MonthTracks, lasting_events, month_tracks
from dayline.pages.drawing.tracks import Bar
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.day_strip import Cell, Strip, cell, cell_of, strip_of
from dayline.pages.wording import comma_separated, event_count, month_name, short_date
from dayline.timeline.linked_events import start_day
from dayline.timeline.lookups import grouped
from dayline.timeline.timeline import Event
from dayline.words import N_, gettext, ngettext

NEWEST = 42  # days in the strip of narrow windows
NAMED = 3  # long events in the legend
ZOOMS = (("years", N_("Years"), 400), ("months", N_("Months"), 45), ("days", N_("Days"), 0))
YEARS = 2  # that are drawn


class DayCell(NamedTuple):
    """A day: `column` is its number in the month, `planned` is true if everything on it is still to come."""

    url: str
    label: str
    column: int
    weight: int
    planned: bool


class MonthCells(NamedTuple):
    """A month of the strip with its number of `days`; `today` is the column of today, or 0.

    `few` is true if it holds no more than one day and no tracks.
    """

    link: Link
    days: int
    cells: tuple[DayCell, ...]
    tracks: MonthTracks | None
    today: int
    few: bool


class YearCells(NamedTuple):
    """A year of the strip; `before` are the months left out at its start."""

    link: Link
    before: range
    months: tuple[MonthCells, ...]


class MonthInWords(NamedTuple):
    """A month in words: its events, busiest day, active threads and long events."""

    link: Link
    events: str
    busiest: Link | None
    moved: str
    bars: tuple[Link, ...]


class Zoom(NamedTuple):
    """A zoom level; one is chosen at first."""

    id: str
    label: str
    chosen: bool


class Overview(NamedTuple):
    """The strip; `planned`, `expected`, `unheard`, `through` and `today` are true if it has such cells, bars or lines.

    Only the last two years are drawn; `earlier` links to the others. `lasting` are the newest long events, `more` says
    how many there are besides; `strip` has the newest days.
    """

    zooms: tuple[Zoom, ...]
    years: tuple[YearCells, ...]
    earlier: tuple[Link, ...]
    threads: tuple[Link, ...]
    strip: Strip
    lasting: tuple[Link, ...]
    more: str
    planned: bool
    expected: bool
    unheard: bool
    through: bool
    today: bool
    text: tuple[MonthInWords, ...]


class Shown(NamedTuple):
    """The input of an overview: cells by day, events by day and by month, threads with their days, and bars."""

    cells: Mapping[date, Cell]
    on_day: Mapping[date, Sequence[Event]]
    begun: Mapping[Month, Sequence[Event]]
    moves: Mapping[str, Counter[date]]
    bars: tuple[Bar, ...]


def overview(index: SiteIndex) -> Overview:
    """The whole timeline, with its busiest active threads as lanes."""
    timeline = index.timeline
    moves = {id: tracks.moves(id, index) for id in tracks.busiest(index)}
    years, earlier = _drawn(timeline.days)
    cells = {day: cell(day, index) for day in timeline.days if day.year in years}
    events = [event for event in timeline.events.values() if _is_drawn(event, years)]
    shown = Shown(cells, timeline.on_day, _begun(events, years), moves, tracks.bars(events, index))
    return _overview(shown, earlier, index)


def overview_of(events: Sequence[Event], threads: Sequence[str], index: SiteIndex) -> Overview:
    """The days of some events, weighted by these events alone, with threads as lanes."""
    on_day: dict[date, list[Event]] = {}
    for event in events:
        for day in event.when.days:
            on_day.setdefault(day, []).append(event)
    years, earlier = _drawn(sorted(on_day))
    moves = {id: tracks.moves(id, index) for id in threads[: tracks.LANES]}
    cells = {day: cell_of(day, on_day[day]) for day in sorted(on_day) if day.year in years}
    drawn = [event for event in events if _is_drawn(event, years)]
    return _overview(Shown(cells, on_day, _begun(drawn, years), moves, tracks.bars(drawn, index)), earlier, index)


def _drawn(days: Sequence[date]) -> tuple[frozenset[int], tuple[Link, ...]]:
    """The years with days that are drawn, and links to those before."""
    years = sorted({day.year for day in days})
    return frozenset(years[-YEARS:]), tuple(Link(str(year), urls.year(year)) for year in years[:-YEARS])


def _is_drawn(event: Event, years: frozenset[int]) -> bool:
    """Whether an event begins in years that are drawn, or goes on in them."""
    last = event.when.days[-1] if event.when.days else start_day(event)
    return start_day(event).year in years or last.year in years


def _begun(events: Iterable[Event], years: frozenset[int]) -> dict[Month, tuple[Event, ...]]:
    """The events by the month in which they begin, so that each is counted once."""
    return grouped((counted_in(event), event) for event in events if start_day(event).year in years)


def _overview(shown: Shown, earlier: tuple[Link, ...], index: SiteIndex) -> Overview:
    months = {month: tuple(days) for month, days in groupby(shown.cells, lambda day: (day.year, day.month))}
    cells = {month: _month(month, months.get(month, ()), shown, index) for month in _all_months(months)}
    years = groupby(cells, lambda month: month[0])
    drawn = [month.tracks for month in cells.values() if month.tracks]
    kinds = {bar.kind for month in drawn for bar in month.bars}
    lasting = lasting_events(shown.bars, index)
    return Overview(
        zooms=_zooms(tuple(shown.cells)),
        years=tuple(_year(year, tuple(of_year), cells) for year, of_year in years),
        earlier=earlier,
        threads=index.links("thread", shown.moves),
        strip=strip_of(dict(tuple(shown.cells.items())[-NEWEST:])),
        lasting=lasting[:NAMED],
        more=ngettext("and {number} more", "and {number} more", len(lasting[NAMED:])) if lasting[NAMED:] else "",
        planned=any(cell.planned for month in cells.values() for cell in month.cells),
        expected="expected" in kinds,
        unheard="unheard" in kinds,
        through=any(month.through for month in drawn),
        today=any(month.today for month in cells.values()),
        text=tuple(_in_words(month, months.get(month, ()), shown, index) for month in sorted({*months, *shown.begun})),
    )


def _zooms(days: tuple[date, ...]) -> tuple[Zoom, ...]:
    """The zoom levels; the first that suits the length of the timeline is chosen."""
    span = (days[-1] - days[0]).days if days else 0
    chosen = next(id for id, _, least in ZOOMS if span >= least)
    return tuple(Zoom(id, gettext(label), id == chosen) for id, label, _ in ZOOMS)


def _all_months(months: Mapping[Month, object]) -> Iterator[Month]:
    """The months with days, and those of the same year between them."""
    for year, of_year in groupby(months, lambda month: month[0]):
        numbers = [number for _, number in of_year]
        yield from ((year, number) for number in range(numbers[0], numbers[-1] + 1))


def _year(year: int, months: tuple[Month, ...], cells: Mapping[Month, MonthCells]) -> YearCells:
    several = len({year for year, _ in cells}) > 1
    before = range(months[0][1] - 1 if several else 0)
    return YearCells(Link(str(year), urls.year(year)), before, tuple(cells[month] for month in months))


def _month(month: Month, days: tuple[date, ...], shown: Shown, index: SiteIndex) -> MonthCells:
    tracks = month_tracks(month, shown.bars, shown.moves, index)
    return MonthCells(
        link=Link(edtf.month_name(month[1]), urls.month(*month) if days else ""),
        days=monthrange(*month)[1],
        cells=tuple(_cell(day, shown, index) for day in days),
        tracks=tracks,
        today=_today(month, index),
        few=len(days) <= 1 and tracks is None,
    )


def _cell(day: date, shown: Shown, index: SiteIndex) -> DayCell:
    url, label, _, weight, _ = shown.cells[day]
    planned = _is_ahead(day, shown.on_day, index)
    return DayCell(url, gettext("{day}, planned", day=label) if planned else label, day.day, weight, planned)


def _is_ahead(day: date, on_day: Mapping[date, Sequence[Event]], index: SiteIndex) -> bool:
    """Whether a day lies ahead and holds nothing but plans."""
    events = on_day.get(day, ())
    holds_plans = bool(events) and all(event.record.event_status == "planned" for event in events)
    return holds_plans and not index.has_come(day + timedelta(days=1))


def _today(month: Month, index: SiteIndex) -> int:
    is_now = index.timeline.site.closed is None and index.is_current(*month)
    return index.timeline.today.day if is_now else 0


def _in_words(month: Month, days: tuple[date, ...], shown: Shown, index: SiteIndex) -> MonthInWords:
    """A month in words, or what is dated only to a year, as its month 0."""
    number = {day: len(shown.on_day.get(day, ())) for day in days}
    most = max(days, key=lambda day: number[day], default=None)
    begun = shown.begun.get(month, ())
    ids = {event.id for event in begun}
    moved = {id: sum(event.id in ids for event in index.timeline.of_thread.get(id, ())) for id in shown.moves}
    return MonthInWords(
        link=Link(month_name(*month), urls.month(*month)) if month[1] else Link(str(month[0]), urls.year(month[0])),
        events=_events(begun, sum(map(bool, number.values()))),
        busiest=Link(f"{short_date(most)} ({number[most]})", urls.day(most)) if most and len(days) > 1 else None,
        moved=comma_separated(f"{index.link('thread', id).text} ({n})" for id, n in moved.items() if n),
        bars=index.links("event", (bar.event.id for bar in _bars_in(month, shown))),
    )


def _bars_in(month: Month, shown: Shown) -> Iterator[Bar]:
    if month[1]:
        first, last = date(*month, 1), date(*month, monthrange(*month)[1])
        yield from (bar for bar in shown.bars if tracks.within(bar, first, last))


def _events(events: Sequence[Event], days: int) -> str:
    """The number of events, of those without a day, and of days in words."""
    undated, all_of_them = sum(not event.when.days for event in events), event_count(len(events))
    if not undated:
        return gettext("{events} on {days}", events=all_of_them, days=_days(days))
    if undated == len(events):
        return gettext("{events} without a day", events=all_of_them)
    number, text = f"{undated:,}", N_("{events} on {days}, {number} of them without a day")
    return gettext(text, events=all_of_them, days=_days(days), number=number)


def _days(number: int) -> str:
    return ngettext("{number} day", "{number} days", number)
