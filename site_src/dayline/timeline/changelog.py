"""The changelog: the logged changes of all items together."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from dayline.schema.record import Change
from dayline.timeline.timeline import Timeline

CORRECTIONS = ("correction", "clarification", "retraction", "withheld", "editors-note")
_REGISTRIES = ("actor", "place", "thread", "figure", "source", "reference", "question", "term", "page")


class LoggedChange(NamedTuple):
    """A change that readers should know about: its day, the item's kind and id, and its index in the item's log."""

    day: date
    item_kind: str
    id: str
    number: int
    change: Change

    @property
    def is_correction(self) -> bool:
        """Whether it corrects something that was published."""
        return self.change.kind in CORRECTIONS


def changelog(timeline: Timeline) -> tuple[LoggedChange, ...]:
    """All changes up to the timeline's day except minor ones, newest first."""
    changes = (change for kind, id, log in _logs(timeline) for change in _of(kind, id, log))
    known = (change for change in changes if change.day <= timeline.today)
    return tuple(sorted(known, key=_newest_first))


def _newest_first(change: LoggedChange) -> tuple[int, str, str, int]:
    return -change.day.toordinal(), change.item_kind, change.id, -change.number


def _logs(timeline: Timeline) -> Iterator[tuple[str, str, Iterable[Change]]]:
    for id, event in timeline.events.items():
        yield "event", id, event.record.changes
    for day, brief in timeline.briefs.items():
        yield "brief", day.isoformat(), brief.record.changes
    for kind in _REGISTRIES:
        yield from ((kind, id, _log(entry.record)) for id, entry in timeline.registry(kind).items())


def _log(record: Any) -> tuple[Change, ...]:
    log: tuple[Change, ...] = record.changes
    return log


def _of(item_kind: str, id: str, log: Iterable[Change]) -> Iterator[LoggedChange]:
    for number, change in enumerate(log):
        if change.date.latest and not change.minor:
            yield LoggedChange(change.date.latest, item_kind, id, number, change)
