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
from dayline.timeline.link import relations
from dayline.timeline.origins import ResolvedCitation
from dayline.timeline.series import SeriesPoint, event_points
from dayline.timeline.timeline import Event, Timeline

REGISTRIES = ("actor", "place", "thread", "figure", "source", "reference", "term", "question", "page",
              "media", "picture")  # fmt: skip
_LASTING = ("site", "today", "facts", "entries", "placed", "maps")  # what no change of words touches


def joined(digests: Iterable[bytes]) -> bytes:
    """16 bytes for a sequence of digests."""
    return blake2b(b"".join(digests), digest_size=16).digest()


class Card(NamedTuple):
    """The digest of a card, the ids of the events on it, and the digest that it has whatever the day is."""

    key: bytes
    shown: tuple[str, ...]
    on_any_day: bytes


class Keys:
    """The digests of everything in a timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.site = digest(repr(timeline.site), repr(sorted(timeline.types.items())))
        self.today = digest(timeline.today.isoformat())
        self.used: set[str] = set()
        self._records: dict[str, bytes] = {}
        self._cards: dict[str, Card] = {}

    def revised(self, timeline: Timeline, ids: AbstractSet[str]) -> "Keys":
        """The keys after a change of words in some events."""
        made = Keys(timeline)
        made.__dict__ |= {name: self.__dict__[name] for name in _LASTING if name in self.__dict__}
        made._records = {id: key for id, key in self._records.items() if id not in ids}
        made._cards = {id: card for id, card in self._cards.items() if ids.isdisjoint(card.shown)}
        return made

    def stands(self, card: str, ids: AbstractSet[str]) -> bool:
        """Whether an event's card is known to show none of some events."""
        return card in self._cards and ids.isdisjoint(self._cards[card].shown)

    def entry(self, kind: str, id: str) -> bytes:
        """A registry's entry, with all that its name, its links and its origin depend on."""
        if kind == "reference":
            return self.reference(id)
        return self.entries.get((kind, id), b"")

    def reference(self, id: str) -> bytes:
        """A report, with the addresses of the report itself and of those that it names."""
        timeline = self.timeline
        record = timeline.references[id].record
        shown = (id, *record.based_on, record.cited_by or "")
        return digest(self.entries["reference", id], *(timeline.cited_once.get(other, "") for other in shown))

    def cited(self, cites: Iterable[ResolvedCitation]) -> bytes:
        """The reports that are cited; events know only what is in them, not where they are shown."""
        return joined([self.reference(cite.reference.id) for cite in cites if cite.reference])

    def event(self, id: str) -> bytes:
        """An event by itself, as one line shows it."""
        found = self._records.get(id)
        if found is None:
            event = self.timeline.events.get(id)
            found = self._records[id] = self._record(event) if event else b""
        self.used.add(id)
        return found

    def stands_on(self, id: str) -> None:
        """Note that the page whose key is being taken stands on an event or a brief."""
        self.used.add(id)

    def events(self, events: Iterable[Event]) -> bytes:
        """Events by themselves, in their order."""
        return joined([self.event(event.id) for event in events])

    def card(self, event: Event) -> bytes:
        """An event with what stands on its card: claims and their answers, values and the ones before.

        If dates in it have not come yet, the page's edition depends on the day.
        """
        found = self._cards.get(event.id)
        if found is None:
            shown = (event.id, *self._on_card(event))
            own, events = joined([*map(self.event, shown), *self._before(event)]), self.timeline.events
            days = (day for id in shown if id in events for day in update_days(events[id].record))
            found = self._cards[event.id] = Card(self._until(days, own), shown, own)
        self.used.update(found.shown)
        return found.key

    def on_any_day(self, event: Event) -> bytes:
        """An event with what stands on its card, the same on every day."""
        self.card(event)
        return self._cards[event.id].on_any_day

    def on_card(self, event: Event) -> tuple[str, ...]:
        """The ids of the events that stand on an event's card, its own first."""
        self.card(event)
        return self._cards[event.id].shown

    def cards(self, events: Iterable[Event]) -> bytes:
        """Events with what stands on their cards, in their order."""
        return joined([self.card(event) for event in events])

    def related(self, event: Event) -> Iterator[bytes]:
        """The events in relation to an event, from both ends."""
        for relation in relations(event.record):
            for id in getattr(event.record, relation):
                yield self.event(id)
        for relation, id in self.timeline.incoming_relations.get(event.id, ()):
            yield digest(relation, self.event(id))

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
        return joined([self.entry("question", id), self.event(closed_by) if closed_by else b""])

    def figure(self, id: str) -> bytes:
        """A figure with its table and all events that give values of it."""
        values, table = self.timeline.observations.get(id, ()), self.timeline.tables.get(id)
        own = [self.entry("figure", id), table.digest if table else b""]
        return joined([*own, *(self.event(made.event.id) for made in values)])

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

    def _record(self, event: Event) -> bytes:
        entries = self.entries
        parts = [event.entry.digest]
        parts += [entries[point] for point in event.entry.points if point in entries and point[0] != "media"]
        if held := self.timeline.held_back:  # what is judged with the event, though no page shows it
            parts += [held[point].digest for point in event.entry.points if point in held]
        for cite in event.cited:
            if not cite.reference:
                parts += [entries.get(("source", cite.origin), b""), cite.origin.encode()]
                parts += [entries["source", cite.source.id]] if cite.source else []
        return joined(parts)

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
        return self.event(point[1]) if point[0] == "event" else self.entries.get(point, b"")
