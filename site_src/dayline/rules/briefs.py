"""The summaries of days."""

from collections.abc import Iterator
from datetime import date

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.rule import TIMELINE, WHOLE, records, rule
from dayline.schema.brief import BriefRecord
from dayline.schema.markdown_fields import link_targets
from dayline.timeline.timeline import Event, Timeline

FEWEST = 3


@rule(
    "E27",
    "a brief's name and date differ",
    on=records("brief"),
    fix="Correct the date or the link, or leave the brief open.",
)
def date_mismatch(entry: Entry[BriefRecord]) -> Iterator[Problem]:
    if entry.record.date.text != entry.id:
        message = f"the file is named after `{entry.id}`, but the date is `{entry.record.date.text}`"
        yield Problem("E27", entry.spot.at("date"), message, f"write `date: {entry.id}`, or rename the file")


@rule("E27", "a brief is closed without `as_of` or highlights", on=records("brief"))
def incomplete_but_closed(entry: Entry[BriefRecord]) -> Iterator[Problem]:
    brief = entry.record
    if brief.status != "closed":
        return
    lacking = [f"`{name}`" for name, value in (("as_of", brief.as_of), ("highlights", brief.highlights)) if not value]
    if lacking:
        message = f"a closed brief needs {' and '.join(lacking)}"
        help = f"add {' and '.join(lacking)}, or write `status: open`"
        yield Problem("E27", entry.spot.at("status"), message, help)


@rule("E27", "what a brief watches is neither an event nor has a date and a text", on=records("brief"))
def incomplete_watch(entry: Entry[BriefRecord]) -> Iterator[Problem]:
    for number, item in enumerate(entry.record.watch):
        if item.event is None and not (item.date and item.text):
            lacking = "`date:`" if item.text else "`text:`"
            message = f"what is watched needs {lacking}"
            help = "write the date and what is expected then, as in `{date: 2022-03-18, text: The share market opens}`"
            yield Problem("E27", entry.spot.at("watch", number), message, help)


@rule("E08", "a brief's `as_of`, which is local time, has an offset", on=records("brief"))
def as_of_with_offset(entry: Entry[BriefRecord]) -> Iterator[Problem]:
    as_of = entry.record.as_of
    if as_of and as_of.tzinfo:
        help = f"write it in the site's time zone, as in `{as_of:%Y-%m-%dT%H:%M}`"
        yield Problem("E08", entry.spot.at("as_of"), "`as_of` is local time and takes no offset", help)


@rule("W47", "a day has a second lead event", on=TIMELINE)
def two_leads(timeline: Timeline) -> Iterator[Problem]:
    for events in timeline.on_day.values():
        leads = [event for event in events if event.record.priority == "lead"]
        for event in leads[1:]:
            message, help = "the day has another lead event", "write `priority: key` in one of the two"
            also = ((leads[0].entry.spot.at("priority"), "the other one"),)
            yield Problem("W47", event.entry.spot.at("priority"), message, help, also)


@rule("W47", "a closed brief leaves out a lead or key event", on=WHOLE, fix="Complete the brief.")
def omitted_events(timeline: Timeline) -> Iterator[Problem]:
    for day, entry in timeline.briefs.items():
        if entry.record.status == "closed":
            mentioned = _mentioned(entry.record)
            for event in _important(timeline, day):
                if event.id not in mentioned and not _is_later(event, entry.record):
                    message = f"the brief leaves out the {event.record.priority} event `{event.id}`"
                    help = f"link to it in the text with `event:{event.id}`, or lower its `priority`"
                    also = ((event.entry.spot.at("priority"), "the event"),)
                    yield Problem("W47", entry.spot.at("title"), message, help, also)


@rule("W47", "a brief has too few or too many highlights, or one without an event", on=WHOLE)
def highlights(timeline: Timeline) -> Iterator[Problem]:
    most = timeline.site.checks.max_highlights
    for entry in timeline.briefs.values():
        brief, spot = entry.record, entry.spot
        for number, highlight in enumerate(brief.highlights):
            if not highlight.events:
                help = "add `events: …` with the ids of the events that it sums up"
                yield Problem("W47", spot.at("highlights", number, "text"), "the highlight names no event", help)
        count = len(brief.highlights)
        if count > most or (0 < count < FEWEST and brief.status == "closed"):
            message = f"there {'is' if count == 1 else 'are'} {count} highlight{'s' * (count != 1)}"
            help = f"choose {min(FEWEST, most)} to {most} things to know"
            yield Problem("W47", spot.at("highlights", on="key"), message, help)


@rule("W47", "a closed brief has no gaps, although an important event is unverified", on=WHOLE)
def missing_gaps(timeline: Timeline) -> Iterator[Problem]:
    for day, entry in timeline.briefs.items():
        if entry.record.status != "closed" or entry.record.not_known:
            continue
        events = [event for event in _important(timeline, day) if event.record.verification.status == "unverified"]
        if events:
            message = f"the brief says nothing about what is not known, but `{events[0].id}` is unverified"
            also = ((events[0].entry.spot.at("priority"), "an unverified event"),)
            help = "add `not_known` with what readers should not take as known"
            yield Problem("W47", entry.spot.at("title"), message, help, also)


@rule("W47", "an important event is newer than the closed brief of its day", on=WHOLE)
def outdated(timeline: Timeline) -> Iterator[Problem]:
    for day, entry in timeline.briefs.items():
        events = [event for event in _important(timeline, day) if _is_later(event, entry.record)]
        if events:
            message = f"`{events[0].id}` became known after the brief was closed"
            also = ((events[0].entry.spot.at("added" if events[0].record.added else "reported"), "the event"),)
            help = "leave the brief as it is, or add to it with an entry in `changes`"
            yield Problem("W47", entry.spot.at("as_of"), message, help, also)


def _important(timeline: Timeline, day: date) -> list[Event]:
    """The lead and key events of one day only."""
    events = timeline.on_day.get(day, ())
    return [event for event in events if event.record.priority in ("lead", "key") and event.when.days == (day,)]


def _is_later(event: Event, brief: BriefRecord) -> bool:
    known = event.record.added or event.record.reported
    written = {change.date.earliest for change in brief.changes}
    if brief.status != "closed" or brief.as_of is None or known is None or known.earliest is None:
        return False
    return known.earliest > brief.as_of.date() and not any(day and day >= known.earliest for day in written)


def _mentioned(brief: BriefRecord) -> set[str]:
    """The ids of all events that a brief names or links to, also by a claim of theirs."""
    named = {
        brief.lead,
        *(item.event for item in brief.watch),
        *(id for highlight in brief.highlights for id in highlight.events),
    }
    linked = {id.partition("#")[0] for kind, id in link_targets(brief) if kind in ("event", "claim")}
    return {id for id in named if id} | linked
