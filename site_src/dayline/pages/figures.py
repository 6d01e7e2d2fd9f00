"""Measured values: as lines beside an event, and as the pages of what is counted."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages import lists
from dayline.pages.changes import Badge, changes
from dayline.pages.edition import Edition
from dayline.pages.keys import joined
from dayline.pages.page import Head, Link, Page
from dayline.pages.people import Byline, byline
from dayline.pages.wording import amount, full_date, number
from dayline.schema import vocabulary as words
from dayline.schema.event import Observation
from dayline.timeline.timeline import MadeObservation


class FigureLine(NamedTuple):
    """One value: with the party that gives it, the day it is for, and what changed since that party's last."""

    figure: Link
    amount: str
    by: Byline | None
    as_of: str
    day: date | None
    change: str
    scope: str
    original: str
    note: str
    event: Link


class Series(NamedTuple):
    """All values of one party, in the order of their days."""

    by: Byline | None
    lines: tuple[FigureLine, ...]


class FigureView(NamedTuple):
    """The page of a figure."""

    head: Head
    unit: str
    kind: str
    counts: str
    excludes: str
    direction: str
    place: Link | None
    thread: Link | None
    actors: tuple[Link, ...]
    series: tuple[Series, ...]
    changes: tuple[Badge, ...]


def pages(edition: Edition) -> Iterator[Page]:
    """A page for each figure, and the list of them."""
    for id in edition.timeline.figures:
        yield Page(urls.entry("figure", id), "figure.html", partial(_key, id), partial(_view, id))
    yield lists.page("figure", "Figures", "What is counted, by whom")


def _key(id: str, edition: Edition) -> bytes:
    return joined([edition.keys.site, edition.keys.figure(id)])


def figure_line(made: MadeObservation, edition: Edition) -> FigureLine:
    """A value as it stands beside its event."""
    figure = edition.timeline.figures[made.observation.figure].record
    observation = made.observation
    return FigureLine(
        figure=edition.link("figure", observation.figure),
        amount=amount(observation, figure.unit, edition.timeline.site.units == "imperial"),
        by=byline(made.by, edition),
        as_of=full_date(made.as_of) if made.as_of else "",
        day=made.as_of,
        change=_change(made, edition),
        scope=edition.text(observation.scope),
        original=edition.text(observation.original),
        note=edition.text(observation.note),
        event=edition.link("event", made.event.id),
    )


def _change(made: MadeObservation, edition: Edition) -> str:
    """The difference from the same party's value before."""
    earlier = edition.values[made.event.id, made.number][1]
    before, now = (_best(earlier.observation) if earlier else None), _best(made.observation)
    since = earlier.as_of if earlier else None
    if earlier is None or before is None or now is None or since is None or since == made.as_of:
        return ""
    if now == before:
        return f"unchanged since {full_date(since)}"
    if {made.observation.qualifier, earlier.observation.qualifier} != {"exact"}:
        return ""
    return f"{'+' if now > before else '−'}{number(abs(round(now - before, 9)))} since {full_date(since)}"


def _best(observation: Observation) -> float | None:
    if observation.low is not None or observation.high is not None:
        return None
    return observation.value


def _view(id: str, edition: Edition) -> FigureView:
    record = edition.timeline.figures[id].record
    url = urls.entry("figure", id)
    title = edition.text(record.title)
    trail = (Link("Figures", urls.index("figure")),)
    return FigureView(
        head=Head(url, title, "figure", edition.text(record.counts), trail),
        unit=record.unit,
        kind=words.FIGURE_KINDS[record.kind] + (f", per {record.period}" if record.period else ""),
        counts=edition.text(record.counts),
        excludes=edition.text(record.excludes),
        direction=record.direction.replace("-", " ") if record.direction else "",
        place=edition.link("place", record.place) if record.place else None,
        thread=edition.link("thread", record.thread) if record.thread else None,
        actors=edition.links("actor", record.actors),
        series=_series(id, edition),
        changes=changes(record.changes, edition),
    )


def _series(id: str, edition: Edition) -> tuple[Series, ...]:
    parties: dict[object, list[MadeObservation]] = {}
    for made in edition.timeline.observations.get(id, ()):
        parties.setdefault(made.party, []).append(made)
    return tuple(
        Series(byline(found[0].by, edition), tuple(figure_line(made, edition) for made in found))
        for found in parties.values()
    )
