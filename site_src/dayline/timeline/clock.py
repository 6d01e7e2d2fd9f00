"""From an event's date, time and time zone to its days in the site's time zone."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from dayline.edtf import EdtfDate
from dayline.schema.brief import BriefRecord
from dayline.schema.clock import ClockTime
from dayline.schema.event import EventRecord
from dayline.schema.record import Change
from dayline.timeline.zones import zone

SHORT_INTERVAL = 3


class LocalTime(NamedTuple):
    """The time at an event's place (`18:01`, or a part of the day), and the day there if it is another one."""

    time: str
    day: date | None = None


class When(NamedTuple):
    """The days whose pages show an event, and its time in the site's time zone.

    `minutes` counts from midnight; `clock` is the same in digits, unless only a `part_of_day` is known. `local` is the
    time at the event's place if it differs. `middle` is the period between the first and last day of a longer event,
    for the "ongoing" strip.
    """

    days: tuple[date, ...]
    minutes: int | None = None
    clock: str = ""
    part_of_day: str = ""
    local: LocalTime | None = None
    middle: tuple[date, date | None] | None = None


def when(record: EventRecord, site_zone: tzinfo) -> When:
    """The days and time of an event."""
    if record.time and record.date.is_certain_day and record.date.earliest:
        return _timed(record, record.time, record.date.earliest, site_zone)
    return When(days_of(record.date), middle=middle_of(record.date))


def days_of(stated: EdtfDate) -> tuple[date, ...]:
    """The days whose pages show a date: none for a month or year, only the first and last of a long interval."""
    parts = [part for part in (stated.start, stated.end) if part and part.precision == "day"]
    ends = tuple(sorted({part.earliest for part in parts}))
    if len(ends) == 2 and (ends[1] - ends[0]).days < SHORT_INTERVAL:
        return tuple(ends[0] + timedelta(days=n) for n in range((ends[1] - ends[0]).days + 1))
    return ends


def middle_of(stated: EdtfDate) -> tuple[date, date | None] | None:
    """The days on which it was certainly going on and whose pages don't show it already."""
    start, end, days = stated.start, stated.end, days_of(stated)
    if stated.precision != "interval" or start is None:
        return None
    first = start.latest + timedelta(days=1)
    last = end.earliest - timedelta(days=1) if end else None
    return (first, last) if last is None or (first <= last and last not in days) else None


def _timed(record: EventRecord, stated: ClockTime, day: date, site_zone: tzinfo) -> When:
    event_zone = (zone(record.timezone) if record.timezone else None) or site_zone
    if stated.part:
        local = None if event_zone == site_zone else LocalTime(stated.part)
        return When((day,), stated.start, part_of_day=stated.part, local=local)
    start = _convert(day, stated.start, event_zone, site_zone)
    clock = f"{start:%H:%M}"
    if stated.end is not None:
        clock += f"–{_convert(day, stated.end, event_zone, site_zone):%H:%M}"
    local = LocalTime(stated.text.replace("/", "–"), None if start.date() == day else day)
    differs = local.day or local.time != clock
    return When((start.date(),), start.hour * 60 + start.minute, clock, local=local if differs else None)


def _convert(day: date, minutes: int, event_zone: tzinfo, site_zone: tzinfo) -> datetime:
    moment = datetime.combine(day, time(minutes // 60, minutes % 60), event_zone)
    return moment.astimezone(UTC).astimezone(site_zone)


def at_site(day: date, minutes: int, timezone: str | None, site_zone: tzinfo) -> tuple[date, int]:
    """A clock time at an event's place as day and minutes in the site's time zone."""
    moment = _convert(day, minutes, (zone(timezone) if timezone else None) or site_zone, site_zone)
    return moment.date(), moment.hour * 60 + moment.minute


def known_since(record: EventRecord) -> EdtfDate:
    """The date when an event became known here: added, announced, reported, or else happened."""
    announced = record.planned.announced if record.planned else None
    return record.added or announced or record.reported or record.date


def update_days(record: EventRecord) -> Iterator[date]:
    """The days on which an event's page may have changed: the ends of each date of an update.

    Updates are: becoming known, each logged change, and a plan's outcome if no change logs it.
    """
    yield from _ends(known_since(record))
    yield from _changed(record.changes)
    if record.planned and record.event_status != "planned":
        logged = any(change.field == "event_status" for change in record.changes)
        yield from () if logged else _ends(record.date)


def brief_update_days(record: BriefRecord) -> Iterator[date]:
    """The days on which a brief may have changed: when it was closed, and each logged change."""
    yield from (record.as_of.date(),) if record.as_of else _ends(record.date)
    yield from _changed(record.changes)


def _changed(log: Iterable[Change]) -> Iterator[date]:
    return (day for change in log for day in _ends(change.date))


def _ends(stated: EdtfDate) -> Iterator[date]:
    return (day for day in (stated.earliest, stated.latest) if day)


def clock_time_exists(day: date, minutes: int, event_zone: tzinfo) -> bool:
    """Whether a clock time exists on a day: not in the hour that summer time skips."""
    moment = datetime.combine(day, time(minutes // 60, minutes % 60), event_zone)
    return moment.astimezone(UTC).astimezone(event_zone).replace(tzinfo=None) == moment.replace(tzinfo=None)
