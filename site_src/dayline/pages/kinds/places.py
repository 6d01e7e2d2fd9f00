"""Place pages: what happened at a place, and where it is."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.entry_head import entry_head
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import lists
from dayline.pages.kinds.threads import is_plan
from dayline.pages.links import Head, Link
from dayline.pages.maps.event_locations import Location, location
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge, changes
from dayline.pages.parts.event_line import DayLines, by_day
from dayline.pages.parts.filters import FEW
from dayline.pages.parts.map import MapView, map_of
from dayline.pages.parts.value import FigureLine, last_lines
from dayline.pages.wording import event_count
from dayline.schema import vocabulary as words
from dayline.schema.registry import PlaceRecord
from dayline.words import N_, gettext


class PlaceView(NamedTuple):
    """A place page; `uncertainty` says in words how exact the `coordinates` are."""

    head: Head
    kind: str
    codes: str
    names: tuple[tuple[str, str], ...]
    aliases: str
    description: Markup
    disputed: str
    parents: tuple[Link, ...]
    children: tuple[Link, ...]
    coordinates: str
    map: MapView | None
    uncertainty: str
    geonames: str
    wikidata: str
    total: str
    days: tuple[DayLines, ...]
    planned: tuple[DayLines, ...]
    figures: tuple[FigureLine, ...]
    named_by: tuple[tuple[str, tuple[Link, ...]], ...]
    changes: tuple[Badge, ...]
    filtered: bool


NAMED_BY = {"thread": N_("Topics"), "actor": N_("Groups based here")}


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each place, and the list of them."""
    for id in index.timeline.places:
        yield Page(urls.entry("place", id), "place.html", partial(view, id))
    yield lists.page("place", N_("Places"), N_("Where events happened, by name"))


def view(id: str, index: SiteIndex) -> PlaceView:
    """The view of a place page."""
    timeline, record = index.timeline, index.timeline.places[id].record
    events = timeline.of_place.get(id, ())
    past = tuple(event for event in events if not is_plan(event))
    description = gettext("Events in and around {place}.", place=index.text(record.name))
    filtered = len(events) >= FEW
    return PlaceView(
        head=entry_head("place", id, description, index),
        kind=gettext(words.PLACE_KINDS[record.kind]),
        codes=", ".join(filter(None, (record.admin1 or record.country, record.pcode))),
        names=tuple((record.names or {}).items()),
        aliases=", ".join(record.aliases),
        description=index.inline(record.description),
        disputed=index.text(record.disputed),
        parents=index.links("place", parents(id, index)),
        children=index.links("place", index.children("place", id)),
        coordinates=_coordinates(record),
        map=map_of(_on_map(id, index), index, record.map.zoom if record.map else ""),
        uncertainty=_uncertainty(record),
        geonames=record.geonames or "",
        wikidata=record.wikidata or "",
        total=event_count(len(past)),
        days=by_day(past, index, filtered=filtered),
        planned=by_day(tuple(filter(is_plan, events)), index, filtered=filtered),
        figures=last_lines(index.figures_of("place", id), index),
        named_by=index.named_by("place", id, NAMED_BY),
        changes=changes(record.changes, index),
        filtered=filtered,
    )


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
