"""What records hold that a sentence of a brief can repeat: texts, numbers, and words that were quoted."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Any

from dayline.problems import Spot
from dayline.rules.sourcing.numbers import Number, dated, measured, numbers
from dayline.rules.sourcing.paragraphs import Target, words
from dayline.schema.event import EventRecord, Observation
from dayline.schema.markdown.sentences import SYNTAX
from dayline.schema.markdown_fields import APOSTROPHES, markdown, plain_texts, spot_in_text
from dayline.timeline.timeline import Event, Timeline

_AROUND = " .,;:!?–—-"


class Holding:
    """What the record at `spot` holds; nothing at all if it is withheld."""

    def __init__(
        self, spot: Spot, texts: Iterable[tuple[Spot, str]], given: Iterable[tuple[Spot, Number]], *, in_words: bool
    ) -> None:
        self.spot = spot
        self.texts = tuple(texts)
        self._given, self._in_words = tuple(given), in_words

    @cached_property
    def numbers(self) -> tuple[tuple[Spot, Number], ...]:
        """Its numbers with their places; a date counts with its year and day."""
        in_texts = (
            (spot_in_text(spot, text, text[number.start : number.end], number.start), number)
            for spot, text in self.texts
            for number in numbers(text, in_words=self._in_words)
        )
        return (*in_texts, *self._given)

    @cached_property
    def words(self) -> tuple[tuple[Spot, str], ...]:
        """Its texts with what is to be compared of them."""
        return tuple((spot, compared(words(text).text)) for spot, text in self.texts)


Holdings = dict[Target, Holding]


def holding(target: Target, timeline: Timeline, known: Holdings) -> Holding | None:
    """What the record holds that a link leads to, for a claim its event; taken from `known`, and added there."""
    kind, id = target
    if kind == "claim":
        kind, id = "event", id.partition("#")[0]
    entry = timeline.registry(kind).get(id)
    if (kind, id) not in known and entry:
        known[kind, id] = _of_event(entry, timeline) if kind == "event" else _of_entry(entry, kind, timeline)
    return known.get((kind, id))


def compared(text: str) -> str:
    """Words as they are compared: marks in one shape, white space as one space, nothing of Markdown."""
    text = re.sub(rf"[{SYNTAX}*_]+", "", text)
    text = re.sub(r"[“”„«»]", '"', text.translate(APOSTROPHES).replace("‘", "'"))
    return " ".join(text.split()).strip(_AROUND)


def read_in_words(timeline: Timeline) -> bool:
    """Whether numbers in words can be read: in English."""
    return timeline.site.language.partition("-")[0] == "en"


def _of_event(event: Event, timeline: Timeline) -> Holding:
    record, spot = event.record, event.entry.spot
    given = [(spot.at("date"), one) for text in _dates(record) for one in dated(text)]
    for number, seen in enumerate(record.figures):
        unit = seen.unit or (timeline.figures[seen.figure].record.unit if seen.figure in timeline.figures else "")
        given += [(spot.at("figures", number, name), measured(value, unit)) for name, value in _values(seen)]
    shown = spot.at("state") if record.state == "withheld" else spot
    return Holding(shown, _texts(record, spot), given, in_words=read_in_words(timeline))


def _of_entry(entry: Any, kind: str, timeline: Timeline) -> Holding:
    """What a figure holds with all its values, or a question."""
    names = ("title", "question", "counts", "excludes", "known", "answer")
    texts = [(entry.spot.at(name), text) for name in names if (text := getattr(entry.record, name, None))]
    given = [
        (entry.spot.at("opened"), one) for one in dated(getattr(getattr(entry.record, "opened", None), "text", ""))
    ]
    for linked in timeline.observations.get(entry.id, ()) if kind == "figure" else ():
        spot, seen = linked.event.entry.spot.at("figures", linked.number), linked.observation
        given += [(spot.at(name), measured(value, seen.unit or entry.record.unit)) for name, value in _values(seen)]
        given += [(spot.at("as_of"), one) for one in dated(linked.as_of.isoformat() if linked.as_of else "")]
        texts += [(spot.at("original"), seen.original)] if seen.original else []
    given += _tabled(entry, timeline) if kind == "figure" else []
    return Holding(entry.spot, texts, given, in_words=read_in_words(timeline))


def _tabled(entry: Any, timeline: Timeline) -> list[tuple[Spot, Any]]:
    """What the rows of a figure's table hold, each with its place."""
    given = []
    rows = (value for one in timeline.series.get(entry.id, ()) for value in one.values if not value.event)
    for value in rows:
        spot = timeline.tables[entry.id].spot.at(value.number)
        numbers = (number for number in (value.best, value.low, value.high) if number is not None)
        given += [(spot, measured(number, entry.record.unit)) for number in numbers]
        given += [(spot, one) for one in dated(value.day.isoformat() if value.day else "")]
    return given


def _values(seen: Observation) -> Iterator[tuple[str, float]]:
    for name in ("value", "low", "high"):
        value = getattr(seen, name)
        if value is not None:
            yield name, value


def _texts(record: EventRecord, spot: Spot) -> Iterator[tuple[Spot, str]]:
    """The texts of an event with their places; not its log of changes, which holds what was wrong."""
    for path, text in chain(markdown(record), plain_texts(record)):
        if path[0] != "changes":
            yield spot.at(*path), text
    if record.time:
        yield spot.at("time"), record.time.text


def _dates(record: EventRecord) -> Iterator[str]:
    plan = record.planned
    dates = (record.date, record.reported, *((plan.expected, plan.announced) if plan else ()))
    yield from (date.text for date in dates if date)
    yield from (seen.as_of.text for seen in record.figures if seen.as_of)
