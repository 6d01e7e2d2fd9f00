"""Place pages: what happened at a place, and where it is."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.archive import newest
from dayline.pages.entry_head import entry_head
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import lists
from dayline.pages.kinds.threads import is_plan
from dayline.pages.languages import language_name
from dayline.pages.links import Head, Link
from dayline.pages.maps.event_locations import Location, location
from dayline.pages.not_known import not_known, questions_on
from dayline.pages.page import Page
from dayline.pages.parts.brief import Unknown
from dayline.pages.parts.change_badge import Badge, changes
from dayline.pages.parts.documents import Documents, documents
from dayline.pages.parts.event_line import DayLines, by_day, has_key
from dayline.pages.parts.filters import FEW
from dayline.pages.parts.last_report import ON_PLACE, LastReport, last_report
from dayline.pages.parts.map import MapView, map_of
from dayline.pages.parts.month_links import Archive, archive
from dayline.pages.parts.question import QuestionLine, answered_among
from dayline.pages.parts.trust import PLACE, trust_in
from dayline.pages.parts.value import FigureLine, last_lines
from dayline.schema import vocabulary as words
from dayline.schema.registry import PlaceRecord
from dayline.words import N_, gettext


class PlaceName(NamedTuple):
    """The name of a place in another language."""

    name: str
    lang: str  # `uk`
    language: str  # `Ukrainian`; empty for a code that we have no name for


class PlaceView(NamedTuple):
    """A place page; `uncertainty` says in words how exact the `coordinates` are."""

    head: Head
    kind: str  # what it is: `City`
    around: tuple[Link, ...]  # the places that contain it, the smallest first
    summary: Markup  # what has happened here, in a paragraph
    description: Markup  # what kind of place it is
    disputed: str
    last: LastReport | None
    trust: str  # what all of it rests on
    documents: Documents  # what it was written from
    not_known: tuple[Unknown, ...]
    answered: tuple[QuestionLine, ...]  # questions that have their answer
    figures: tuple[FigureLine, ...]  # the newest value of each figure, the gravest first
    days: tuple[DayLines, ...]
    has_key: bool  # whether any of them is a key event
    planned: tuple[DayLines, ...]
    map: MapView | None
    names: tuple[PlaceName, ...]
    aliases: str
    children: tuple[Link, ...]
    named_by: tuple[tuple[str, tuple[Link, ...]], ...]
    coordinates: str
    uncertainty: str
    code: str  # the code of a place that nothing else says where it is
    geonames: str
    wikidata: str
    changes: tuple[Badge, ...]
    archive: Archive | None  # where all events are, if there are many
    filtered: bool


MANY = 8  # places in a country from which on it has a group of its own in the list
NAMED_BY = {"thread": N_("Topics"), "actor": N_("Groups based here")}


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each place, and the list of them."""
    for id in index.timeline.places:
        yield Page(urls.entry("place", id), "place.html", partial(view, id))
    yield Page(urls.index("place"), "list.html", listed)


def listed(index: SiteIndex) -> lists.ListView:
    """The list of places."""
    title, description = gettext("Places"), gettext("Where events happened")
    return lists.view("place", title, description, _sorts(index), index)


def _sorts(index: SiteIndex) -> list[lists.Sort]:
    """Countries with many places, those with most first, and the others together, where each says where it is."""
    of_country: dict[str, list[str]] = {}
    for id in index.timeline.places:
        of_country.setdefault(next(iter(parents(id, index)), id), []).append(id)
    many = {top: ids for top, ids in of_country.items() if len(ids) >= MANY}
    sorts = [
        lists.Sort(index.link("place", top).text, [(id, "") for id in many[top]])
        for top in sorted(many, key=lambda top: (-len(many[top]), top))
    ]
    rest = [(id, _whereabouts(id, top, index)) for top, ids in of_country.items() if top not in many for id in ids]
    return [*sorts, lists.Sort(gettext("Elsewhere"), rest)]


def _whereabouts(id: str, top: str, index: SiteIndex) -> str:
    """The country of a place, or what it is if it is in none."""
    return index.link("place", top).text if id != top else _what(index.timeline.places[id].record, index)


def _what(record: PlaceRecord, index: SiteIndex) -> str:
    return index.text(record.described_as) or gettext(words.PLACE_KINDS[record.kind])


def view(id: str, index: SiteIndex) -> PlaceView:
    """The view of a place page."""
    timeline, record = index.timeline, index.timeline.places[id].record
    events = timeline.of_place.get(id, ())
    past = tuple(event for event in events if not is_plan(event))
    filtered = len(events) >= FEW
    shown_here = newest(past)
    days = by_day(shown_here, index, filtered=filtered)
    return PlaceView(
        head=entry_head("place", id, _description(record, index), index),
        kind=_what(record, index),
        around=index.links("place", reversed(parents(id, index))),
        summary=index.inline(record.summary),
        description=index.inline(record.description),
        disputed=index.text(record.disputed),
        last=last_report(events, ON_PLACE, index),
        trust=trust_in(events, PLACE, index),
        documents=documents(past, index),
        not_known=not_known("place", id, index),
        answered=answered_among(questions_on("place", id, index), index),
        figures=last_lines(index.figures_of("place", id), index),
        days=days,
        has_key=has_key(days),
        planned=by_day(tuple(filter(is_plan, events)), index, filtered=filtered),
        map=map_of(_on_map(id, index), index, record.map.zoom if record.map else ""),
        names=tuple(PlaceName(name, lang, language_name(lang)) for lang, name in (record.names or {}).items()),
        aliases=", ".join(record.aliases),
        children=index.links("place", index.children("place", id)),
        named_by=index.named_by("place", id, NAMED_BY),
        coordinates=_coordinates(record),
        uncertainty=_uncertainty(record),
        code=record.pcode or ("" if record.parent else record.admin1 or record.country or ""),
        geonames=record.geonames or "",
        wikidata=record.wikidata or "",
        changes=changes(record.changes, index),
        archive=archive("place", id, len(shown_here), index),
        filtered=filtered,
    )


def _description(record: PlaceRecord, index: SiteIndex) -> str:
    return index.words(record.summary) or gettext("Events in and around {place}.", place=index.text(record.name))


def _on_map(id: str, index: SiteIndex) -> list[Location]:
    """The place, and what is in it if it is a town or smaller."""
    is_local = index.timeline.places[id].record.kind in ("settlement", "district", "site")
    within = [location(child, index) for child in index.children("place", id)] if is_local else []
    return [location(id, index), *(child for child in within if child.is_drawn)]


def parents(id: str, index: SiteIndex) -> list[str]:
    """The places that contain a place, largest first."""
    containing: list[str] = []
    parent = index.timeline.places[id].record.parent
    while parent and parent not in containing:
        containing.append(parent)
        parent = index.timeline.places[parent].record.parent
    return containing[::-1]


def _coordinates(record: PlaceRecord) -> str:
    if not record.lat or not record.lon:
        return ""
    latitude = _degrees(record.lat, N_("{degrees}° N"), N_("{degrees}° S"))
    return f"{latitude}, {_degrees(record.lon, N_('{degrees}° E'), N_('{degrees}° W'))}"


def _degrees(value: str, positive: str, negative: str) -> str:
    """A coordinate with a compass direction instead of its sign."""
    message = negative if value.startswith("-") else positive
    return gettext(message, degrees=value.lstrip("-"))


def _uncertainty(record: PlaceRecord) -> str:
    if record.uncertainty_m:
        distance = f"{record.uncertainty_m / 1000:.3g}"
        return gettext("within {distance} km", distance=distance)
    return gettext(words.PRECISIONS[words.PLACE_PRECISION[record.kind]]) if record.lat else ""
