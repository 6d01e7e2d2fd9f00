"""The last report on a topic or a place, and that there is none later where others have gone on."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dayline.pages.index import SiteIndex
from dayline.pages.latest import has_later, latest_event
from dayline.pages.links import Link
from dayline.pages.wording import dated
from dayline.timeline.linked_events import start_day
from dayline.timeline.timeline import Event
from dayline.words import N_, gettext

ON_TOPIC = N_("Our sources carry nothing later on this topic.")
ON_PLACE = N_("Our sources carry nothing later on this place.")


class LastReport(NamedTuple):
    """The date of the latest event."""

    day: Link  # its date in words, linked if that is one certain day
    machine: str  # `2022-03-14`
    silence: str  # that our sources carry nothing later, where other topics have later news


def last_report(events: Sequence[Event], silence: str, index: SiteIndex) -> LastReport | None:
    """The last report among some events; none if nothing has taken place. `silence` is a message."""
    event = latest_event(events)
    if event is None or start_day(event) == date.min:
        return None
    first, stated = start_day(event), event.record.date
    last = event.when.days[-1] if event.when.days else stated.latest
    day = index.day(first) if stated.is_certain_day else Link(dated(event))
    return LastReport(day, first.isoformat(), gettext(silence) if last and has_later(last, index) else "")
