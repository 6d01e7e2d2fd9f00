"""Dates, clock times and time zones of events."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from dayline.patterns import lazy_pattern
from dayline.problems import Problem, Step
from dayline.read.entry import Entry
from dayline.rules.rule import EVENT, records, rule
from dayline.schema.clock import clock_text
from dayline.schema.closest import closest
from dayline.schema.event import EventRecord
from dayline.schema.markdown_fields import spot_in_text, without_quotations
from dayline.schema.registry import PlaceRecord
from dayline.schema.zone_hints import zone_problem
from dayline.timeline.clock import clock_time_exists
from dayline.timeline.timeline import Event, Timeline
from dayline.timeline.zones import zone

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_RELATIVE = lazy_pattern(
    r"\b(?:today|tonight|yesterday|tomorrow|recently|(?:last|next|this) (?:week|month|year|night)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)
EARLIEST = timezone(timedelta(hours=14))  # where each day begins first
_HINTS = (
    *("day", "omorrow", "onight", "ecently"),
    *(f"{which} {span}" for which in ("ast", "ext", "his") for span in ("week", "month", "year", "night")),
)
_DATE_AFTER = lazy_pattern(rf"[\s,(]*(?:the )?(?:\d|{_MONTHS})")
_DATE_BEFORE = lazy_pattern(rf"(?:\d|{_MONTHS})(?:th|st|nd|rd)?[\s,(]*$")


@rule("E08", "a time is given for a day that is not known", on=records("event"))
def time_without_day(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """A night may lie between two days."""
    record = entry.record
    if record.time is None or record.date.is_certain_day or _is_a_night(record):
        return
    message = f"a time needs one certain day, and the date is `{record.date.text}`"
    also = ((entry.spot.at("date"), "the date"),)
    yield Problem("E08", entry.spot.at("time"), message, "take the time out, or write the one day", also)


@rule(
    "E08",
    "a time zone is unknown, or counts the other way round (`Etc/GMT+2` is UTC−2)",
    on=records("event", "place", partial=True),
)
def unknown_zone(entry: Entry[EventRecord] | Entry[PlaceRecord]) -> Iterator[Problem]:
    name = entry.record.timezone
    if name and zone(name) is None:
        yield Problem("E08", entry.spot.at("timezone"), *zone_problem(name))


@rule(
    "W31",
    "an event is in the folder of another day, and no change says why",
    on=records("event"),
    fix="Correct the date, or add an entry to `changes`; the file can stay.",
)
def wrong_folder(entry: Entry[EventRecord]) -> Iterator[Problem]:
    record = entry.record
    first, last = _period(entry.id.partition("/")[0])
    if record.timezone:
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    starts, ends = record.date.earliest or date.min, record.date.latest or date.max
    if starts > last or ends < first:
        if any(not c.field or c.field.startswith(("date", "planned")) for c in record.changes):
            return
        message = f"the event is filed under `{entry.id.partition('/')[0]}`, but its date is `{record.date.text}`"
        help = "correct the date, or say in `changes` (with `field: date`) why it moved; the file can stay"
        yield Problem("W31", entry.spot.at("date"), message, help)


@rule("E06", "an event's type is unknown", on=EVENT)
def unknown_type(event: Event, timeline: Timeline) -> Iterator[Problem]:
    type = event.record.type
    if type not in timeline.types:
        near = closest(type, timeline.types)
        others = ", ".join(f"`{word}`" for word in timeline.types if word != near)
        help = f"the closest type is `{near}`; the others are {others}" if near else f"write one of {others}"
        help += "; `content/vocab/event-types.yaml` adds more"
        yield Problem("E06", event.entry.spot.at("type"), f"`{type}` is not a type of event", help)


@rule("E08", "a time is in the hour that clocks skipped", on=EVENT)
def skipped_hour(event: Event, timeline: Timeline) -> Iterator[Problem]:
    name = event.record.timezone
    event_zone = (zone(name) if name else None) or timeline.zone
    for path, day, minutes in _moments(event.record):
        if not clock_time_exists(day, minutes, event_zone):
            message = f"on `{day}` there was no `{clock_text(minutes)}` in `{name or timeline.site.timezone}`"
            help = "correct the time: clocks were put forward in that hour, or the zone is another one"
            yield Problem("E08", event.entry.spot.at(*path), message, help)
            return


def _moments(record: EventRecord) -> Iterator[tuple[tuple[Step, ...], date, int]]:
    """The clock times of an event and of its values, with the fields that hold them and the days."""
    stated, day = record.time, record.date.earliest
    if stated and not stated.part and day and record.date.is_certain_day:
        yield from ((("time",), day, minutes) for minutes in (stated.start, stated.end) if minutes is not None)
    for number, value in enumerate(record.figures):
        as_of = value.as_of
        if as_of and as_of.minutes is not None and as_of.date.earliest:
            yield ("figures", number, "as_of"), as_of.date.earliest, as_of.minutes


@rule(
    "W40",
    "a time is at a place in another time zone, and nothing says which zone is meant",
    on=EVENT,
    fix="Add `timezone:` to the time.",
)
def ambiguous_zone(event: Event, timeline: Timeline) -> Iterator[Problem]:
    stated, day = event.record.time, event.record.date.earliest
    if stated is None or stated.part or event.record.timezone or day is None:
        return
    for place, name in _zones_of_places(event, timeline):
        there = zone(name)
        noon = datetime.combine(day, time(12), there)
        if there and noon.utcoffset() != noon.replace(tzinfo=timeline.zone).utcoffset():
            message = f"`{place}` has another time zone, and nothing says which one `{stated.text}` is in"
            help = f"add `timezone: {name}`, or `timezone: {timeline.site.timezone}`"
            yield Problem("W40", event.entry.spot.at("time"), message, help)
            return


@rule("E15", "something took place in the future", on=EVENT)
def in_the_future(event: Event, timeline: Timeline) -> Iterator[Problem]:
    record = event.record
    first = record.date.earliest
    if first is None or first <= timeline.today or record.event_status not in ("occurred", "ongoing"):
        return
    names = [record.timezone] if record.timezone else [name for _, name in _zones_of_places(event, timeline)]
    if any(zone_ and first <= timeline.now.astimezone(zone_).date() for zone_ in map(zone, names)):
        return
    message = f"`{record.date.text}` is in the future, but the event is given as `{record.event_status}`"
    help = "correct the date, or write `event_status: planned` and a `planned` block"
    if not names and first <= timeline.now.astimezone(EARLIEST).date():
        help = f"if that day has begun where it happened, add its zone, as in `timezone: Pacific/Auckland`; else {help}"
    yield Problem("E15", event.entry.spot.at("date"), message, help)


def _zones_of_places(event: Event, timeline: Timeline) -> Iterator[tuple[str, str]]:
    """The places of an event that have their own time zone, each with its name."""
    for scene in event.record.scenes:
        place = timeline.written_place(scene.place)
        if place and place.record.timezone and scene.role in ("scene", "host"):
            yield scene.place, place.record.timezone


@rule(
    "W40",
    "a summary says “today”, “recently” or a bare weekday",
    on=EVENT,
    fix="Write the date in place of the weekday.",
)
def relative_day(event: Event, timeline: Timeline) -> Iterator[Problem]:
    """Only summaries in English are read."""
    text = event.record.summary
    if not text or not (event.record.lang or timeline.site.language).startswith("en"):
        return
    if not any(hint in text for hint in _HINTS):
        return
    for match in _RELATIVE.finditer(text):
        plain = without_quotations(text)
        if plain[match.start()] != " " and not _is_dated(plain, match.start(), match.end()):
            spot = spot_in_text(event.entry.spot.at("summary"), text, match[0], match.start())
            help = "write the date, as in `on Tuesday 15 March`"
            yield Problem("W40", spot, f"`{match[0]}` won't tell later readers when that was", help)


def _is_dated(text: str, start: int, end: int) -> bool:
    if text[start : start + 1].islower() and not text[start:end].endswith("day"):
        return False
    return bool(_DATE_AFTER.match(text, end) or _DATE_BEFORE.search(text, max(0, start - 20), start))


def _is_a_night(record: EventRecord) -> bool:
    """Whether the time is a night and the date two days in a row."""
    first, last = record.date.earliest, record.date.latest
    part = record.time.part if record.time else ""
    if first is None or last is None:
        return False
    return part in ("night", "overnight") and last - first == timedelta(days=1)


@lru_cache(1024)
def _period(filed: str) -> tuple[date, date]:
    """The first and last day of a folder's name: `2022-03-14`, `2022-03` or `2022`."""
    year, month, day = ([int(part) for part in filed.split("-")] + [0, 0])[:3]
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return date.min, date.max
    if day:
        return first, first
    if month:
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first, date(year, 12, 31)
