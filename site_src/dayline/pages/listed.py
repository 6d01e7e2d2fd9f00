"""Whether the lists that menus link to have anything in them; no page kind is loaded to find out."""

from collections.abc import Iterator
from datetime import date

from dayline.schema.event import EventRecord
from dayline.timeline.linked_events import start_day
from dayline.timeline.timeline import Timeline


def has_events(timeline: Timeline) -> bool:
    """Whether any event has a type and a status to be listed under."""
    return any(_shown(timeline))


def has_key_events(timeline: Timeline) -> bool:
    """Whether any event carries weight."""
    return any(record.priority in ("lead", "key") for record in _shown(timeline))


def has_scenes(timeline: Timeline) -> bool:
    """Whether any event is at a place."""
    return any(record.scenes for record in _shown(timeline))


def has_claims(timeline: Timeline) -> bool:
    """Whether any claim is not withheld."""
    return any(claim.event.record.state != "withheld" for claim in timeline.claims.values())


def has_counts(timeline: Timeline) -> bool:
    """Whether any figure is about a subject."""
    return any(figure.record.about in timeline.subjects for figure in timeline.figures.values())


def has_deadlines(timeline: Timeline) -> bool:
    """Whether anything was planned or promised, or has a date in a brief."""
    dated = any(item.date for brief in timeline.briefs.values() for item in brief.record.watch)
    return dated or bool(timeline.promises) or any(event.record.planned for event in timeline.events.values())


def has_anonymous_sources(timeline: Timeline) -> bool:
    """Whether any item has an anonymous source."""
    return bool(timeline.with_anonymous_sources)


def _shown(timeline: Timeline) -> Iterator[EventRecord]:
    """The events in the lists of months: those that are not withheld and have a date."""
    for event in timeline.events.values():
        if event.record.state != "withheld" and start_day(event) > date.min:
            yield event.record
