"""Redaction: how much of events and places may be shown. The strictest published event at a place decides.

This is the only place that decides it: hidden data is removed from the records, so that no page, map, list or data
file of a timeline can show it.

An event's policy applies to the places it names and, if they are finer than a settlement, to the places of its
figures and pictures. A place's policy also applies to places within it and to enclosing places finer than a
settlement, because one would reveal the other. Regions and countries are never hidden.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from dayline.geo.viewport import KM
from dayline.read.entry import Entry
from dayline.read.records import with_record
from dayline.schema import change_paths
from dayline.schema.claim import Claim
from dayline.schema.event import EventRecord, HiddenLocation
from dayline.schema.omit_defaults import omit_defaults
from dayline.schema.record import Change
from dayline.schema.registry import PlaceRecord
from dayline.schema.vocabulary import PLACE_PRECISION, PRECISION_KM

WIDE_KINDS = ("country", "admin1", "admin2", "region")  # kinds of places larger than a settlement
HALF_DIAGONAL = 0.71  # of a grid square: how far rounding can move a place
EXTERNAL_IDS = ("geonames", "wikidata", "pcode")
REVEALING_FIELDS = ("lat", "lon", "uncertainty_m", *EXTERNAL_IDS, "country", "admin1", "parent", "timezone")

SCENE_FIELDS = ("place", "places")

Record = TypeVar("Record")
Places = Mapping[str, Entry[PlaceRecord]]
Kinds = Mapping[str, Mapping[str, Entry[Any]]]


class LocationPolicy(NamedTuple):
    """How a place may be shown: rounded to a grid in degrees, with an uncertainty in km, or withheld."""

    grid: float = 0
    km: float = 0
    withheld: bool = False

    def stricter(self, other: "LocationPolicy") -> "LocationPolicy":
        """The stricter of two policies, in each respect."""
        return LocationPolicy(max(self.grid, other.grid), max(self.km, other.km), self.withheld or other.withheld)


UNRESTRICTED = LocationPolicy()
SETTLEMENT = LocationPolicy(0.05, PRECISION_KM["settlement"])  # this grid stays within the 5 km of a settlement


class RedactedPlace(NamedTuple):
    """A place that is only partly shown: the entry as written, and the uncertainty of what is shown in km."""

    written: Entry[PlaceRecord]
    km: float


def hidden_location(record: EventRecord) -> HiddenLocation:
    """An event's settings for hiding its location."""
    return (record.sensitivity and record.sensitivity.location) or HiddenLocation()


def is_finer(record: PlaceRecord) -> bool:
    """Whether a place is more precise than a settlement."""
    coarse = record.uncertainty_m is not None and record.uncertainty_m >= PRECISION_KM["settlement"] * 1000
    return record.kind not in (*WIDE_KINDS, "settlement") and not coarse


def visible_record(record: EventRecord, places: Places) -> EventRecord:
    """The part of an event that readers may see: without the places that it withholds.

    A withheld event shows only its date, its threads and why it is withheld; its title and its claims have no text.
    """
    if record.state != "withheld":
        return without_location(record, places)
    return EventRecord(
        date=record.date,
        title="",
        state="withheld",
        threads=record.threads,
        claims=tuple(Claim(id=claim.id, text="") for claim in record.claims),
        changes=tuple(
            Change(date=change.date, kind=change.kind, text=change.text)
            for change in record.changes
            if change.kind == "withheld"
        ),
    )


def without_location(record: EventRecord, places: Places) -> EventRecord:
    """The event without the places that it withholds; places larger than a settlement stay."""
    if not hidden_location(record).withheld:
        return record
    may_be_shown = {id for id, entry in places.items() if _is_wide(entry.record)}
    fields: dict[str, Any] = {
        name: tuple(scene for scene in getattr(record, name) if scene.place in may_be_shown) for name in SCENE_FIELDS
    }
    fields["figures"] = tuple(
        value if value.place is None or value.place in may_be_shown else omit_defaults(replace(value, place=None))
        for value in record.figures
    )
    return _replace_fields(record, SCENE_FIELDS, **fields)


def redact_places(
    kinds: Kinds, careful: Iterable[EventRecord]
) -> tuple[dict[str, RedactedPlace], dict[str, dict[str, Entry[Any]]]]:
    """The redacted places, and the visible entries of the kinds that change.

    `careful` are the events whose policies apply.
    """
    careful = list(careful)
    places = kinds["place"]
    policies = _spread_policies(_policies(kinds, careful), places)
    redacted = {id: RedactedPlace(places[id], policy.km) for id, policy in policies.items()}
    hidden = {id for id, policy in policies.items() if policy.withheld}
    visible = {id: with_record(places[id], _visible_place(id, policy, places)) for id, policy in policies.items()}
    return redacted, {"place": {**places, **visible}, **_without_places(kinds, careful, hidden)}


def _replace_fields(record: Record, hidden_fields: Iterable[str], **fields: Any) -> Record:
    """The record with other values in some fields, and without the changelog entries about `hidden_fields`."""
    written: tuple[Change, ...] = getattr(record, "changes", ())
    log = tuple(
        change
        for change in written
        if change_paths.first_field(change.field or "") not in hidden_fields and not _is_of_value(change)
    )
    instance: Any = record
    changed: Record = omit_defaults(replace(instance, changes=log, **fields))
    return changed


def _is_of_value(change: Change) -> bool:
    """Whether a change says where a value of a figure was."""
    return bool(change.field and change.field.startswith("figures.") and change.field.endswith(".place"))


def _is_wide(record: PlaceRecord) -> bool:
    return record.kind in WIDE_KINDS


def _policies(kinds: Kinds, careful: Iterable[EventRecord]) -> dict[str, LocationPolicy]:
    """The policies for places, from events and from places that are sensitive themselves."""
    places, policies = kinds["place"], dict[str, LocationPolicy]()
    for record in careful:
        location = hidden_location(record)
        if location.generalised or location.withheld:
            grid = location.generalised or 0
            for id in _places_of(record, kinds):
                withheld = bool(location.withheld) and not _is_wide(places[id].record)
                policy = LocationPolicy(grid, grid * KM * HALF_DIAGONAL, withheld)
                policies[id] = policies.get(id, UNRESTRICTED).stricter(policy)
    sensitive = {id for id, entry in places.items() if entry.record.sensitive and is_finer(entry.record)}
    for id in sensitive - _shown_exactly(careful) if sensitive else ():
        policies[id] = policies.get(id, UNRESTRICTED).stricter(SETTLEMENT)
    return {id: policy for id, policy in policies.items() if policy.grid or policy.withheld}


def _places_of(record: EventRecord, kinds: Kinds) -> Iterator[str]:
    """The places that an event's policy applies to."""
    places = kinds["place"]
    yield from (scene.place for scene in record.scenes if scene.place in places)
    yield from (value.place for value in record.figures if value.place and value.place in places)
    for kind, id in _entries_with_place(record):
        place = places.get(kinds[kind][id].record.place or "") if id in kinds[kind] else None
        if place and is_finer(place.record):
            yield place.id


def _entries_with_place(record: EventRecord) -> Iterator[tuple[str, str]]:
    """An event's figures and media, which may have a place, as (kind, id)."""
    yield from (("figure", value.figure) for value in record.figures)
    yield from (("media", use.media) for use in record.media)


def _shown_exactly(careful: Iterable[EventRecord]) -> set[str]:
    """The places that every event there explicitly shows exactly, with a stated basis."""
    exact_places: dict[str, bool] = {}
    for record in careful:
        basis = bool(record.sensitivity and record.sensitivity.basis)
        for scene in record.scenes:
            exact_places[scene.place] = exact_places.get(scene.place, True) and basis and scene.precision == "exact"
    return {id for id, exact in exact_places.items() if exact}


def _spread_policies(policies: Mapping[str, LocationPolicy], places: Places) -> dict[str, LocationPolicy]:
    """The policies, extended to places within and to enclosing places finer than a settlement."""
    near: dict[str, list[str]] = {}
    for id, entry in places.items() if policies else ():
        parent = places.get(entry.record.parent or "")
        if parent and not _is_wide(parent.record):
            near.setdefault(parent.id, []).append(id)
        if parent and is_finer(parent.record):
            near.setdefault(id, []).append(parent.id)
    spread, queue = dict(policies), list(policies)
    while queue:
        id = queue.pop()
        for other in near.get(id, ()):
            policy = spread[id].stricter(spread.get(other, UNRESTRICTED))
            if policy != spread.get(other):
                spread[other] = policy
                queue.append(other)
    return spread


def _visible_place(id: str, policy: LocationPolicy, places: Places) -> PlaceRecord:
    """The visible part of a place, without external ids and parents that would reveal the rest."""
    record = places[id].record
    if policy.withheld:
        hidden = (*REVEALING_FIELDS, "summary")  # what happened there is what is withheld
        return _replace_fields(record, hidden, **dict.fromkeys(hidden))
    parent = places.get(record.parent or "")
    fields: dict[str, Any] = {} if _is_wide(record) else dict.fromkeys(EXTERNAL_IDS)
    fields |= {"parent": None} if parent and _extent(parent.record) < policy.km else {}
    fields |= {"admin1": None} if PRECISION_KM["admin1"] < policy.km else {}
    fields["uncertainty_m"] = max(policy.km, _extent(record)) * 1000
    if record.lat and record.lon:
        fields |= {"lat": _rounded(record.lat, policy.grid, 90), "lon": _rounded(record.lon, policy.grid, 180)}
    return _replace_fields(record, REVEALING_FIELDS, **fields)


def _extent(record: PlaceRecord) -> float:
    """The size of a place in km."""
    return record.uncertainty_m / 1000 if record.uncertainty_m else float(PRECISION_KM[PLACE_PRECISION[record.kind]])


def _rounded(degrees: str, grid: float, limit: int) -> str:
    value = round(round(float(degrees) / grid) * grid, 4)
    return f"{min(max(value, -limit), limit) + 0.0:.4f}".rstrip("0").rstrip(".")


def _without_places(kinds: Kinds, careful: Iterable[EventRecord], hidden: set[str]) -> dict[str, dict[str, Entry[Any]]]:
    """The figures and media of events that withhold their location, without the hidden places."""
    if not hidden:
        return {}
    visible: dict[str, dict[str, Entry[Any]]] = {kind: dict(kinds[kind]) for kind in ("figure", "media")}
    for record in careful:
        for kind, id in _entries_with_place(record) if hidden_location(record).withheld else ():
            entry = visible[kind].get(id)
            if entry and (record_without := _without_place(entry.record, hidden)) is not entry.record:
                without_place = with_record(entry, record_without)
                visible[kind][id] = without_place._replace(points=entry.points)  # the place still counts as used
    return visible


def _without_place(record: Any, hidden: set[str]) -> Any:
    """A figure or a picture without hidden places, those of the columns of its table included."""
    table = getattr(record, "table", None)
    if table and any(column.place in hidden for column in table.values):
        columns = tuple(
            omit_defaults(replace(column, place=None)) if column.place in hidden else column for column in table.values
        )
        record = _replace_fields(record, ("table",), table=omit_defaults(replace(table, values=columns)))
    return _replace_fields(record, ("place",), place=None) if record.place in hidden else record
