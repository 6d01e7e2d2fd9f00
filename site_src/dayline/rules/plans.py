"""Plans and their outcomes, drafts and embargoes."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.rule import EVENT, TIMELINE, records, rule
from dayline.schema.event import EventRecord
from dayline.schema.vocabulary import OUTCOMES
from dayline.timeline.publication import UNPUBLISHED_STATES
from dayline.timeline.timeline import Event, Timeline


@rule(
    "E15",
    "a `planned` event has no `planned:` block",
    on=records("event"),
    fix="Correct the date, `event_status` or `kind`, or add `planned:`.",
)
def missing_block(entry: Entry[EventRecord]) -> Iterator[Problem]:
    if entry.record.event_status == "planned" and entry.record.planned is None:
        message = "a planned event needs a `planned` block that says for when"
        help = f"add `planned:` with an indented line `expected: {entry.record.date.text}`"
        yield Problem("E15", entry.spot.at("event_status"), message, help)


@rule("E15", "an outcome is dated before the announcement of its plan", on=records("event"))
def before_announcement(entry: Entry[EventRecord]) -> Iterator[Problem]:
    plan = entry.record.planned
    if plan and plan.announced and plan.announced.certainly_after(entry.record.date):
        message = f"the {entry.kind} is dated `{entry.record.date.text}`, before it was announced"
        also = ((entry.spot.at("planned", "announced"), "the announcement"),)
        yield Problem("E15", entry.spot.at("date"), message, "correct one of the two dates", also)


@rule("E26", "an embargo has no offset from UTC", on=records("event"), fix="Add the offset.")
def embargo_without_offset(entry: Entry[EventRecord]) -> Iterator[Problem]:
    embargo = entry.record.embargo
    if embargo and embargo.tzinfo is None:
        message = "an embargo needs its offset from UTC, so that it ends at one moment everywhere"
        help = f"write it as `{embargo:%Y-%m-%dT%H:%M}+02:00`"
        yield Problem("E26", entry.spot.at("embargo"), message, help)


@rule(
    "W33",
    "the day of a plan is over, and nothing says what came of it",
    on=EVENT,
    fix="Write what came of a plan as its `event_status`.",
)
def overdue(event: Event, timeline: Timeline) -> Iterator[Problem]:
    plan = event.record.planned
    if event.record.event_status != "planned" or plan is None or plan.expected.latest is None:
        return
    if is_over(plan.expected.latest, timeline):
        message = f"this was planned for `{plan.expected.text}`, and nothing says what came of it"
        help = "write what happened as `event_status`: " + ", ".join(f"`{word}`" for word in OUTCOMES)
        yield Problem("W33", event.entry.spot.at("event_status"), message, help)


def is_over(day: date, timeline: Timeline) -> bool:
    """Whether a day has been over for so long that its outcome should be known."""
    over = datetime.combine(day + timedelta(days=1), time(), timeline.zone)
    return timeline.now - over > timedelta(hours=timeline.site.checks.overdue_plan_hours)


@rule(
    "E26",
    "a draft or an item under embargo is in a repository that everybody can read",
    on=TIMELINE,
    fix="Keep drafts in a private copy.",
)
def unpublished_in_public(timeline: Timeline) -> Iterator[Problem]:
    if timeline.site.repository != "public":
        return
    for entry in (*timeline.unpublished.values(), *timeline.drafts.values()):
        is_draft = entry.record.state in UNPUBLISHED_STATES
        word = f"`{entry.record.state}`" if is_draft else "under embargo"
        message = f"the {entry.kind} is {word}, but everybody can read this repository"
        help = "keep it in a private copy or branch, and merge it when it may be read"
        yield Problem("E26", entry.spot.at("state" if is_draft else "embargo"), message, help)
