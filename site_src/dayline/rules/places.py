"""How exactly a place may be shown."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.rule import EVENT, records, rule
from dayline.schema.event import EventRecord
from dayline.schema.registry import PlaceRecord
from dayline.schema.vocabulary import PLACE_PRECISION
from dayline.timeline.redaction import hidden_location, is_finer
from dayline.timeline.timeline import Event, Timeline

DECIMALS, DECIMALS_IF_SENSITIVE = 4, 2
DELAY = timedelta(hours=72)
EXACT = ("exact", "near")
FLAGS = ("true", "yes", "on", "false", "no", "off")


@rule("E23", "one of `lat` and `lon` is missing, or is not on Earth", on=records("place"))
def coordinates(entry: Entry[PlaceRecord]) -> Iterator[Problem]:
    place = entry.record
    if bool(place.lat) != bool(place.lon):
        there, lacking = ("lat", "lon") if place.lat else ("lon", "lat")
        message = f"`{there}` needs a `{lacking}` beside it"
        yield Problem("E23", entry.spot.at(there), message, f"add `{lacking}: …`, or take `{there}` out")
    for field, value, most in (("lat", place.lat, 90), ("lon", place.lon, 180)):
        if value and abs(float(value)) > most:
            message = f"`{value}` is not a {'latitude' if field == 'lat' else 'longitude'}"
            yield Problem("E23", entry.spot.at(field), message, f"write degrees from -{most} to {most}")


@rule(
    "E23",
    "a place is shown more exactly than it may be",
    on=records("place"),
    fix="Round the coordinates, or take them out; [maps.md](maps.md#places-that-must-not-be-found).",
)
def too_exact(entry: Entry[PlaceRecord]) -> Iterator[Problem]:
    place = entry.record
    most = DECIMALS_IF_SENSITIVE if place.sensitive else DECIMALS
    for field, value in (("lat", place.lat), ("lon", place.lon)):
        decimals = len((value or "").partition(".")[2])
        if value and decimals > most:
            kind = "a sensitive place" if place.sensitive else "a place"
            message = f"`{value}` has {decimals} decimals, and {kind} may have {most}"
            yield Problem("E23", entry.spot.at(field), message, f"round `lat` and `lon` to {most} decimals")
            return


@rule(
    "E23",
    "an event withholds its location, and its place has coordinates finer than a settlement",
    on=EVENT,
)
def withheld_but_shown(event: Event, timeline: Timeline) -> Iterator[Problem]:
    written = event.entry.record
    if not hidden_location(written).withheld:
        return
    for field, scenes in (("place", written.place), ("places", written.places)):
        for number, scene in enumerate(scenes):
            place = timeline.written_place(scene.place)
            if place and place.record.lat and is_finer(place.record):
                also = ((event.entry.spot.at("sensitivity", "location", "withheld"), "the location is withheld"),)
                message = f"the location is withheld, but `content/places/{scene.place}.yaml` holds its coordinates"
                help = "name the district, region or country here, and take `lat` and `lon` out of that file"
                yield Problem("E23", event.entry.spot.at(field, number, "place"), message, help, also)


@rule("E23", "a location is `withheld` without a reason", on=records("event"))
def empty_location_policy(entry: Entry[EventRecord]) -> Iterator[Problem]:
    location = entry.record.sensitivity.location if entry.record.sensitivity else None
    if location is None:
        return
    if (location.withheld or "").casefold() in FLAGS:
        message = f"`withheld: {location.withheld}` says neither what is left out nor why"
        help = "write it as readers may know it, as in `withheld: The building, for the safety of those there.`"
        yield Problem("E23", entry.spot.at("sensitivity", "location", "withheld"), message, help)
    elif not location.withheld and not location.generalised:
        message = "`location` says neither what is withheld nor how far it is coarsened"
        help = "write `withheld: …` with the reason, or `generalised: 0.1` (degrees), or take `location` out"
        yield Problem("E23", entry.spot.at("sensitivity", "location", on="key"), message, help)


@rule(
    "W41",
    "a sensitive place is shown exactly within 72 hours",
    on=EVENT,
    fix="Name the settlement instead, or wait.",
)
def exact_too_soon(event: Event, timeline: Timeline) -> Iterator[Problem]:
    last = event.record.date.latest
    if last is None or (timeline.today - last).days > 5 or not event.record.scenes:
        return
    if timeline.now - datetime.combine(last, time(), timeline.zone) > DELAY + timedelta(days=1):
        return
    for field, scenes in (("place", event.record.place), ("places", event.record.places)):
        for number, scene in enumerate(scenes):
            place = timeline.written_place(scene.place)
            if place and place.record.sensitive and (scene.precision or PLACE_PRECISION[place.record.kind]) in EXACT:
                message = f"`{scene.place}` is a sensitive place, and less than 72 hours have passed"
                help = "name the settlement instead, or wait until 72 hours have passed"
                yield Problem("W41", event.entry.spot.at(field, number, "place"), message, help)
