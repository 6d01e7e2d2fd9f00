"""What pages are made from, as digests: a page whose key is the same need not be made again.

While a page's key is taken, `Keys.used` collects the ids of the events and briefs that it stands on: so
it is known which pages another word in one of them can change.

A record's digest is taken once, when its file is read. Everything here combines such digests, so that
the key of a page that shows fifty events is the digest of fifty short digests, and no view is made to
find out that it would be as before. `tests/test_rebuild.py` holds this to what views really show.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

from dayline.digests import digest
from dayline.pages.backlinks import Point, reached
from dayline.schema.event import MediaUse
from dayline.timeline.clock import brief_update_days, update_days
from dayline.timeline.lookups import relations
from dayline.timeline.series import SeriesPoint, event_points
from dayline.timeline.timeline import Event, Timeline

REGISTRIES = ("actor", "place", "thread", "figure", "source", "reference", "term", "question", "page",
              "media", "picture")  # fmt: skip
_LASTING = ("site", "today", "facts", "entries", "placed", "maps")  # what no change of words touches


def joined(digests: Iterable[bytes]) -> bytes:
    """16 bytes for a sequence of digests."""
    return blake2b(b"".join(digests), digest_size=16).digest()


class EventDigests(NamedTuple):
    """The digests of an event by itself: of what lines and lists show of it, and of all there is."""

    line: bytes
    whole: bytes


class Surroundings(NamedTuple):
    """What an event's card shows of others: a digest for this day, one for any day, and the events on it."""

    key: bytes
    on_any_day: bytes
    shown: tuple[str, ...]


class Keys:
    """The digests of everything in a timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.site = digest(repr(timeline.site), repr(sorted(timeline.types.items())))
        self.today = digest(timeline.today.isoformat())
        self.used: set[str] = set()
        self._events: dict[str, EventDigests] = {}
        self._surroundings: dict[str, Surroundings] = {}

    def revised(self, timeline: Timeline, ids: AbstractSet[str]) -> "Keys":
        """The keys after a change of words in some events."""
        made = Keys(timeline)
        made.__dict__ |= {name: self.__dict__[name] for name in _LASTING if name in self.__dict__}
        made._events = {id: digests for id, digests in self._events.items() if id not in ids}
        kept = self._surroundings.items()
        made._surroundings = {id: others for id, others in kept if ids.isdisjoint(others.shown)}
        return made

    def stands(self, card: str, ids: AbstractSet[str]) -> bool:
        """Whether an event's card is known to show none of some events."""
        return card in self._surroundings and ids.isdisjoint(self._surroundings[card].shown)

    def entry(self, kind: str, id: str) -> bytes:
        """A registry's entry, with all that its name, its links and its origin depend on."""
        return self.entries.get((kind, id), b"")

    def line(self, id: str) -> bytes:
        """An event as lines and lists show it: without the text of its card."""
        return self._event(id).line

    def lines(self, events: Iterable[Event]) -> bytes:
        """Events as lines and lists show them, in their order."""
        return joined([self.line(event.id) for event in events])

    def shows(self, id: str) -> None:
        """Note that the page whose key is being taken shows an event or a brief."""
        self.used.add(id)

    def card(self, event: Event) -> bytes:
        """An event with all that its card shows: its text, claims and their answers, values and the ones before.

        If dates in it have not come yet, the digest depends on the day.
        """
        return joined([self._event(event.id).whole, self._around(event).key])

    def cards(self, events: Iterable[Event]) -> bytes:
        """Events with all that their cards show, in their order."""
        return joined([self.card(event) for event in events])

    def card_on_any_day(self, event: Event) -> bytes:
        """An event with all that its card shows, the same on every day."""
        return joined([self._event(event.id).whole, self._around(event).on_any_day])

    def statements(self, event: Event) -> bytes:
        """An event with its claims, quotes and values and what was answered, as on its card, but without its text."""
        return joined([self._event(event.id).line, self._around(event).key])

    def statements_on_any_day(self, event: Event) -> bytes:
        """An event's statements, the same on every day."""
        return joined([self._event(event.id).line, self._around(event).on_any_day])

    def on_card(self, event: Event) -> tuple[str, ...]:
        """The ids of the events that an event's card shows, its own first."""
        return self._around(event).shown

    def related(self, event: Event) -> Iterator[bytes]:
        """The events in relation to an event, from both ends."""
        for relation in relations(event.record):
            for id in getattr(event.record, relation):
                yield self.line(id)
        for relation, id in self.timeline.incoming_relations.get(event.id, ()):
            yield digest(relation, self.line(id))

    def brief(self, day: date) -> bytes:
        """The brief of a day, with the events it names; if dates in it have not come yet, with today."""
        entry = self.timeline.briefs.get(day)
        return self._until(brief_update_days(entry.record), self.brief_on_any_day(day)) if entry else b""

    def brief_on_any_day(self, day: date) -> bytes:
        """The brief of a day, with the events it names, the same on every day."""
        entry = self.timeline.briefs.get(day)
        if entry is None:
            return b""
        self.used.add(entry.id)
        return joined([entry.digest, *(self._point(point) for point in entry.points)])

    def pictures(self, uses: Iterable[MediaUse]) -> bytes:
        """Pictures with what is said of them, in their order; no event's or brief's own digest holds that."""
        return joined([self.entry("media", use.media) for use in uses])

    def day_cells(self, days: Iterable[date]) -> bytes:
        """How much is on each of some days."""
        facts = self.facts
        return digest(*(facts.get(day, "") for day in days))

    def question(self, id: str) -> bytes:
        """A question with the event that closed it."""
        closed_by = self.timeline.questions[id].record.closed_by
        return joined([self.entry("question", id), self.line(closed_by) if closed_by else b""])

    def figure(self, id: str) -> bytes:
        """A figure with its table and all events that give values of it."""
        values, table = self.timeline.observations.get(id, ()), self.timeline.tables.get(id)
        own = [self.entry("figure", id), table.digest if table else b""]
        return joined([*own, *(self.line(made.event.id) for made in values)])

    def values(self, placed: Iterable[SeriesPoint]) -> bytes:
        """Values as they stand in a column, each with the ones before it: in its small line, and what it differs by."""
        return digest(
            *(
                part
                for one in placed
                for part in (one.figure, repr((one.recent, one.previous)), self.entry("figure", one.figure))
            )
        )

    @cached_property
    def facts(self) -> dict[date, str]:
        """Of each day its date, and how many events of which weight are on it."""
        timeline = self.timeline
        return {
            day: f"{day} {' '.join(event.record.priority for event in timeline.on_day.get(day, ()))}"
            for day in timeline.days
        }

    @cached_property
    def maps(self) -> bytes:
        """The site's own maps, and the names of countries, which stand on maps for orientation."""
        timeline = self.timeline
        own = [entry.digest for maps in (timeline.maps, timeline.map_shapes) for _, entry in sorted(maps.items())]
        places = ((id, entry.record) for id, entry in sorted(timeline.places.items()))
        names = [f"{id} {place.country} {place.name}" for id, place in places if place.kind == "country"]
        return digest(*own, *names)

    @cached_property
    def entries(self) -> dict[Point, bytes]:
        """All entries of registries, each with everything it leads to in them."""
        own = {(kind, id): entry for kind in REGISTRIES for id, entry in self.timeline.registry(kind).items()}
        return {key: joined([own[one].digest for one in found]) for key, found in reached(own).items()}

    @cached_property
    def placed(self) -> dict[tuple[str, int], SeriesPoint]:
        """Each value of an event, by the event's id and its number there, among the others of its claimant."""
        return event_points(self.timeline.series)

    def _until(self, days: Iterable[date], key: bytes) -> bytes:
        """A key, with today if one of some days has not come."""
        today = self.timeline.today
        return joined([key, self.today]) if any(day > today for day in days) else key

    def _event(self, id: str) -> EventDigests:
        self.used.add(id)
        digests = self._events.get(id)
        if digests is None:
            event = self.timeline.events.get(id)
            digests = self._events[id] = self._digests(event) if event else EventDigests(b"", b"")
        return digests

    def _digests(self, event: Event) -> EventDigests:
        entries = self.entries
        parts = [entries[point] for point in event.entry.points if point in entries and point[0] != "media"]
        if held := self.timeline.held_back:  # what is judged with the event, though no page shows it
            parts += [held[point].digest for point in event.entry.points if point in held]
        for cite in event.cited:
            if not cite.reference:
                parts += [entries.get(("source", cite.origin), b""), cite.origin.encode()]
                parts += [entries["source", cite.source.id]] if cite.source else []
        return EventDigests(joined([event.entry.line_digest, *parts]), joined([event.entry.digest, *parts]))

    def _around(self, event: Event) -> Surroundings:
        others = self._surroundings.get(event.id)
        if others is None:
            shown, events = (event.id, *self._on_card(event)), self.timeline.events
            on_any_day = joined([*map(self.line, shown[1:]), *self._before(event)])
            days = (day for id in shown if id in events for day in update_days(events[id].record))
            others = self._surroundings[event.id] = Surroundings(self._until(days, on_any_day), on_any_day, shown)
        self.used.update(others.shown)
        return others

    def _on_card(self, event: Event) -> Iterator[str]:
        timeline, record = self.timeline, event.record
        for claim in record.claims:
            id = f"{event.id}#{claim.id}"
            yield from (made.event.id for made in timeline.answers.get(id, ()))
            others = (*timeline.contradictions.get(id, ()), *timeline.same_claims.get(id, ()))
            yield from (other.partition("#")[0] for other in others)
            yield claim.promise.shown_by or "" if claim.promise else ""
        yield from (response.claim.partition("#")[0] for response in record.responses)

    def _before(self, event: Event) -> Iterator[bytes]:
        """The values that those of an event are compared with."""
        for number in range(len(event.record.figures)):
            yield repr(self.placed[event.id, number].previous).encode()

    def _point(self, point: Point) -> bytes:
        if point[0] == "question":
            return self.question(point[1]) if point in self.entries else b""
        if point[0] == "media":
            return b""
        return self.line(point[1]) if point[0] == "event" else self.entries.get(point, b"")
