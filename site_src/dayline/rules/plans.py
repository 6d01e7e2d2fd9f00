"""Plans, their outcome, and what is not public yet."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.schema.event import EventRecord
from dayline.schema.vocabulary import OUTCOMES
from dayline.timeline.publication import UNPUBLISHED_STATES
from dayline.timeline.timeline import Event, Timeline


def without_block(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """E15: a planned event that does not say what was announced."""
    if entry.record.event_status == "planned" and entry.record.planned is None:
        message = "a planned event needs a `planned` block that says for when"
        help = f"add `planned:` with an indented line `expected: {entry.record.date.text}`"
        yield Problem("E15", entry.spot.at("event_status"), message, help)


def before_announcement(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """E15: an outcome that is dated before the plan was announced."""
    plan = entry.record.planned
    if plan and plan.announced and plan.announced.certainly_after(entry.record.date):
        message = f"the {entry.kind} is dated `{entry.record.date.text}`, before it was announced"
        also = ((entry.spot.at("planned", "announced"), "the announcement"),)
        yield Problem("E15", entry.spot.at("date"), message, "correct one of the two dates", also)


def embargo_without_offset(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """E26: an embargo that ends at another moment in every time zone."""
    embargo = entry.record.embargo
    if embargo and embargo.tzinfo is None:
        message = "an embargo needs its offset from UTC, so that it ends at one moment everywhere"
        help = f"write it as `{embargo:%Y-%m-%dT%H:%M}+02:00`"
        yield Problem("E26", entry.spot.at("embargo"), message, help)


def overdue(event: Event, timeline: Timeline) -> Iterator[Problem]:
    """W33: a plan whose day is over, without a word about what came of it."""
    plan = event.record.planned
    if event.record.event_status != "planned" or plan is None or plan.expected.latest is None:
        return
    if is_over(plan.expected.latest, timeline):
        message = f"this was planned for `{plan.expected.text}`, and nothing says what came of it"
        help = "write what happened as `event_status`: " + ", ".join(f"`{word}`" for word in OUTCOMES)
        yield Problem("W33", event.entry.spot.at("event_status"), message, help)


def is_over(day: date, timeline: Timeline) -> bool:
    """Whether a day has been over for so long that what came of it should be known."""
    over = datetime.combine(day + timedelta(days=1), time(), timeline.zone)
    return timeline.now - over > timedelta(hours=timeline.site.checks.overdue_plan_hours)


def unpublished_in_public(timeline: Timeline) -> Iterator[Problem]:
    """E26: an event, brief or page that is not for readers yet, in a repository that everybody can read."""
    if timeline.site.repository != "public":
        return
    for entry in (*timeline.unpublished.values(), *timeline.drafts.values()):
        is_draft = entry.record.state in UNPUBLISHED_STATES
        word = f"`{entry.record.state}`" if is_draft else "under embargo"
        message = f"the {entry.kind} is {word}, but everybody can read this repository"
        help = "keep it in a private copy or branch, and merge it when it may be read"
        yield Problem("E26", entry.spot.at("state" if is_draft else "embargo"), message, help)
