"""Changes to published facts that the log does not name."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from dayline.problems import Problem
from dayline.rules.published_diff.pair import PAIR, Pair, plain
from dayline.rules.published_diff.quotes import keyed
from dayline.rules.references import NOUNS
from dayline.rules.rule import rule
from dayline.schema.brief import BriefRecord
from dayline.schema.event import EventRecord

WATCHED: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "event": ("title", "date", "time", "event_status", "state", "attribution"),
    "reference": ("title", "source", "published", "origin"),
    "source": ("name", "reliability"),
    "actor": ("name",),
    "place": ("name", "lat", "lon"),
    "thread": ("title", "status"),
    "figure": ("title", "unit", "kind", "counts"),
    "question": ("question", "opened"),
    "term": ("term",),
    "media": ("credit", "taken", "place", "sha256"),
    "page": ("title",),
})  # fmt: skip
FOLLOWS = ("title", "date", "time", "planned.expected", "event_status")  # from the outcome of a plan
CLOSED = ("title", "standfirst", "status", "highlights", "not_known", "body")


@rule(
    "E21",
    "something that readers were told was changed, and no new entry of `changes` names it",
    on=PAIR,
    fix="Add an entry with the `field`; for mere wording `minor: true` keeps it off the corrections page.",
)
def silent_change(pair: Pair) -> Iterator[Problem]:
    told = FOLLOWS if _has_come_about(pair) else ()
    was, now = _watched(pair.kind, pair.was.record), _watched(pair.kind, pair.now.record)
    kept = [path for path in was if path in now or not path.startswith(("claims.", "quotes."))]
    for path in ("state",) if pair.is_withheld else kept:
        if path not in told and was[path] and was[path] != now.get(path) and not any(pair.named(path)):
            noun = NOUNS.get(pair.kind, pair.kind)
            message = f"`{path}` changed after this {noun} was published, and no entry of `changes` says so"
            help = f"add to `changes` an entry with `field: {path}`, `was` and `now`; mere wording may be `minor: true`"
            yield Problem("E21", pair.now.spot(path), message, help, pair.before(path))


def _has_come_about(pair: Pair) -> bool:
    """Whether a plan now has an outcome that an entry names: what `FOLLOWS` from it needs no entry."""
    was = getattr(pair.was.record, "event_status", "")
    return was == "planned" and any(change.field == "event_status" for change in pair.since)


def _watched(kind: str, record: Any) -> dict[str, Any]:
    """What readers are told in a record, by path, in a form that can be compared."""
    if isinstance(record, BriefRecord):
        return _plain(record, CLOSED if record.status == "closed" else ())
    fields = _plain(record, WATCHED.get(kind, ()))
    return {**fields, **_within(record)} if isinstance(record, EventRecord) else fields


def _plain(record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    values = ((name, getattr(record, name)) for name in names)
    return {name: plain(value) if isinstance(value, str) else value for name, value in values}


def _within(record: EventRecord) -> dict[str, Any]:
    """The places, figures, claims and speakers of an event."""
    of_figure = attrgetter("figure")
    fields: dict[str, Any] = {"place": tuple(scene.place for scene in record.scenes)}
    if record.planned:
        fields["planned.expected"] = record.planned.expected
    for figure, values in groupby(sorted(record.figures, key=of_figure), of_figure):
        fields[f"figures.{figure}"] = tuple(_VALUE(value) for value in values)
    for claim in record.claims:
        fields[f"claims.{claim.id}"] = plain(claim.text), claim.by, claim.attribution
    for key, quote in keyed(record).items():
        fields[f"quotes.{key}.by"] = quote.by or quote.attribution
    return fields


_VALUE = attrgetter("value", "low", "high", "qualifier", "unit", "as_of", "by", "attribution", "scope")
