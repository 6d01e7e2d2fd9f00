"""Records as they were at an earlier moment: later changes are reverted from the changelog.

Withheld records and the fields in `NEVER_REVERTED` stay as they are: what readers must not see now they must not see
in an edition of an earlier day either.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from dayline.edtf import EdtfDate
from dayline.problems import Step
from dayline.read.entry import Entry
from dayline.schema.change_paths import first_field, with_value
from dayline.schema.claim import Claim, Promise
from dayline.schema.event import EventRecord
from dayline.schema.omit_defaults import omit_defaults
from dayline.schema.record import Change
from dayline.schema.registry import ActorRecord, ThreadRecord
from dayline.schema.sourcing import Verification
from dayline.timeline.zones import zone

NEVER_REVERTED = ("state", "embargo", "sensitivity")
OUTCOME_FIELDS = (
    "summary",
    "body",
    "verification",
    "claims",
    "responses",
    "quotes",
    "figures",
)  # fields that reveal a plan's outcome
_SILENT_KINDS = ("editors-note", "withheld")


class Cutoff(NamedTuple):
    """The moment, in the site's time zone, up to which things were known."""

    at: datetime

    def knows(self, stated: EdtfDate | None) -> bool:
        """Whether a day, month or year was over: what has a date is known by its end."""
        day = last_day(stated) if stated else None
        return day is None or end_of_day(day, self.at) <= self.at

    def has_seen(self, record: EventRecord, stated: EdtfDate) -> bool:
        """Whether something with one of an event's dates was known, to the minute if the event has a time."""
        day = record.date.earliest
        timed = record.time and not record.time.part and record.date.is_certain_day
        if not (record.time and timed and day and day == last_day(stated)):
            return self.knows(stated)
        event_zone = (zone(record.timezone) if record.timezone else None) or self.at.tzinfo
        minutes = record.time.start if record.time.end is None else record.time.end
        over = day + timedelta(days=minutes < record.time.start)
        return datetime.combine(over, time(minutes // 60, minutes % 60), event_zone) <= self.at

    def is_before(self, stated: EdtfDate | None) -> bool:
        """Whether a date begins on a later day."""
        return bool(stated and stated.earliest and stated.earliest > self.at.date())


class Reverted(NamedTuple):
    """A record as it was, and the paths in it that may contain later knowledge."""

    record: Any
    anachronisms: tuple[tuple[Step, ...], ...] = ()


def last_day(stated: EdtfDate) -> date | None:
    """The last day that a date can mean, or the first if it has an open end."""
    return stated.latest or stated.earliest


def end_of_day(day: date, like: datetime) -> datetime:
    """The last minute of a day, in the time zone of `like`."""
    return datetime.combine(day, time(23, 59), like.tzinfo)


def revert(entry: Entry[Any], moment: Cutoff) -> Reverted:
    """The record of an entry as it was at a cutoff."""
    record = entry.record
    earlier = _without_later_changes(record, moment)
    if isinstance(record, EventRecord):
        return _event(earlier, entry, moment)
    if isinstance(record, ActorRecord):
        return earlier._replace(record=_actor(earlier.record, moment))
    if isinstance(record, ThreadRecord) and record.closed and not moment.knows(record.closed):
        return earlier._replace(record=_with(earlier.record, status="active", closed=None))
    return earlier


def _without_later_changes(record: Any, moment: Cutoff) -> Reverted:
    """The record with all later changes reverted, the last one first."""
    log: tuple[Change, ...] = getattr(record, "changes", ())
    later = [place for place, change in enumerate(log) if not _is_kept(change, moment)]
    later.sort(key=lambda place: (log[place].date, place), reverse=True)
    anachronisms: list[tuple[Step, ...]] = []
    earlier = record
    for place in later:
        before = _before_change(earlier, log[place])
        if before is None and not _needs_no_revert(log[place]):
            anachronisms.append(("changes", place))
        earlier = earlier if before is None else before
    if not later:
        return Reverted(record)
    kept = tuple(change for place, change in enumerate(log) if place not in later)
    return Reverted(_with(earlier, changes=kept), tuple(reversed(anachronisms)))


def _is_kept(change: Change, moment: Cutoff) -> bool:
    return change.kind == "withheld" or moment.knows(change.date)


def _before_change(record: Any, change: Change) -> Any:
    """The record before a change; None if the changelog does not say."""
    if not change.field or not change.was or first_field(change.field) in NEVER_REVERTED:
        return None
    return with_value(record, change.field, change.was)


def _needs_no_revert(change: Change) -> bool:
    """Whether a change has nothing to revert, or nothing that may be reverted."""
    return change.kind in _SILENT_KINDS or change.minor or first_field(change.field or "") in NEVER_REVERTED


def _event(reverted: Reverted, entry: Entry[EventRecord], moment: Cutoff) -> Reverted:
    earlier, now = reverted.record, entry.record
    if now.verification != earlier.verification:
        earlier = _with(earlier, verification=Verification(status=earlier.verification.status))
    elif moment.is_before(now.verification.on):
        earlier = _with(earlier, verification=Verification())
    if (claims := tuple(_reopen_promise(claim, moment) for claim in earlier.claims)) != earlier.claims:
        earlier = _with(earlier, claims=claims)
    if now.event_status != "planned" and _was_still_planned(earlier, moment):
        return _planned(reverted._replace(record=earlier), entry)
    return Reverted(earlier, reverted.anachronisms)


def _planned(reverted: Reverted, entry: Entry[EventRecord]) -> Reverted:
    """The event as a plan without its outcome; if its earlier title was not logged, it is taken from its address."""
    earlier, now = reverted.record, entry.record
    reset = {
        name: getattr(EventRecord, name) for name in OUTCOME_FIELDS if getattr(earlier, name) == getattr(now, name)
    }
    anachronisms = reverted.anachronisms
    if earlier.title == now.title:
        reset["title"] = entry.id.partition("/")[2].replace("-", " ").capitalize()
        anachronisms = (*anachronisms, ("title",))
    return Reverted(_with(earlier, event_status="planned", **reset), anachronisms)


def _was_still_planned(earlier: EventRecord, moment: Cutoff) -> bool:
    """Whether a plan's outcome was not known yet: from the changelog, or else because its day was not over."""
    if earlier.planned is None:
        return False
    known = any(change.field == "event_status" for change in earlier.changes)
    return earlier.event_status == "planned" or not (known or moment.has_seen(earlier, earlier.date))


def _reopen_promise(claim: Claim, moment: Cutoff) -> Claim:
    """The claim with its promise open, if it was not due yet."""
    promise = claim.promise
    if promise is None or not moment.is_before(promise.due):
        return claim
    return replace(claim, promise=Promise(due=promise.due, to=promise.to))


def _actor(earlier: ActorRecord, moment: Cutoff) -> ActorRecord:
    """The actor with the roles it held or had held."""
    held = tuple(
        _with(role, to=None) if moment.is_before(role.to) else role
        for role in earlier.roles
        if not moment.is_before(role.from_)
    )
    return earlier if held == earlier.roles else _with(earlier, roles=held)


def _with(record: Any, **values: Any) -> Any:
    return omit_defaults(replace(record, **values))
