"""The tracks of a month in the overview: bars for long events, and a lane for each thread, as paths."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dayline.pages.by_month import Month
from dayline.pages.drawing import tracks
from dayline.pages.drawing.strip_layout import StripLayout
from dayline.pages.drawing.tracks import Bar
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import stated
from dayline.words import gettext


class Run(NamedTuple):
    """A bar as a path; `kind` is `bar`, `expected` if it is planned, or `unheard` after the last report."""

    path: str
    kind: str


class MonthTracks(NamedTuple):
    """The tracks of a month; `depth` is their height in tenths of an em.

    `rows` names the bars by their rows. `lanes` are paths of the days with reports, `through` of the days on which
    something goes on, `guides` of whole lanes.
    """

    bars: tuple[Run, ...]
    rows: tuple[str, ...]
    lanes: tuple[str, ...]
    through: str
    guides: str
    depth: int
    height: str


class _Drawn(NamedTuple):
    """A bar and the days of the month on which it runs."""

    bar: Bar
    columns: tuple[int, ...]


def month_tracks(
    month: Month, bars: Sequence[Bar], moves: Mapping[str, Mapping[date, int]], index: SiteIndex
) -> MonthTracks | None:
    """The tracks of a month, or None if it has neither bars nor reports of these threads."""
    first, last = date(*month, 1), date(*month, monthrange(*month)[1])
    drawn = [_Drawn(bar, columns) for bar in bars if (columns := tracks.within(bar, first, last))]
    moved = [[day.day for day in sorted(days) if first <= day <= last] for days in moves.values()]
    if not drawn and not any(moved):
        return None
    layout = StripLayout(max((bar.row + 1 for bar in bars), default=0), len(moves))
    through = [_through(thread, drawn, last, index) for thread in moves] if any(moved) else []
    depth = layout.depth(any(moved))
    return MonthTracks(
        bars=tuple(run for bar, columns in drawn for run in _runs(bar, columns, last, layout.bar(bar.row))),
        rows=_names([bar for bar, _ in drawn], layout.rows, index) if drawn else (),
        lanes=tuple(tracks.path(columns, layout.lane(lane)) for lane, columns in enumerate(moved) if columns),
        through="".join(tracks.path(columns, layout.lane(lane)) for lane, columns in enumerate(through)),
        guides="".join(tracks.path(range(1, last.day + 1), layout.lane(lane)) for lane in range(len(through))),
        depth=depth,
        height=f"{depth / 10:.1f}em",
    )


def lasting_events(bars: Sequence[Bar], index: SiteIndex) -> tuple[Link, ...]:
    """The long events that have bars, newest first, with their dates in words."""
    return tuple(_lasting(bar, index) for bar in reversed(bars) if not bar.planned)


def _lasting(bar: Bar, index: SiteIndex) -> Link:
    link = index.link("event", bar.event.id)
    return link._replace(text=gettext("{event} ({date})", event=link.text, date=stated(bar.event.record.date)))


def _runs(bar: Bar, columns: Sequence[int], last: date, height: int) -> Iterator[Run]:
    """A bar in the month that ends with `last`: as far as there are reports, and from there on."""
    heard = [column for column in columns if last.replace(day=column) <= bar.known]
    if heard:
        yield Run(tracks.path(heard, height), "expected" if bar.planned else "bar")
    if len(heard) < len(columns):
        yield Run(tracks.path(columns[len(heard) :], height), "unheard")


def _names(bars: Sequence[Bar], rows: int, index: SiteIndex) -> tuple[str, ...]:
    """The names of the bars in each row of a month."""
    names = [[index.link("event", bar.event.id).text for bar in bars if bar.row == row] for row in range(rows)]
    return tuple(" · ".join(of_row) for of_row in names)


def _through(thread: str, drawn: Sequence[_Drawn], last: date, index: SiteIndex) -> list[int]:
    """The days of a month on which an event of a thread is reported to go on."""
    ids = {event.id for event in index.timeline.of_thread.get(thread, ())}
    going_on = [(bar.known, columns) for bar, columns in drawn if bar.event.id in ids and not bar.planned]
    return sorted({day for known, columns in going_on for day in columns if last.replace(day=day) <= known})
