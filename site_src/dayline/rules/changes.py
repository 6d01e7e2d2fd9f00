"""The log of changes in a record."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, pairwise
from typing import Any

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.read.records import RECORDS
from dayline.rules import status_moves
from dayline.rules.id_index import others
from dayline.rules.rule import TIMELINE, records, rule
from dayline.schema import change_paths
from dayline.schema.closest import closest
from dayline.schema.forbidden import shortened
from dayline.schema.introspect import fields_by_yaml
from dayline.schema.record import Change
from dayline.schema.vocabulary import VERIFICATIONS
from dayline.timeline.timeline import Timeline

Numbered = tuple[int, Change]


@rule("E22", "a change is not dated to the day", on=records(), fix="Write the day on which it was made.")
def undated(entry: Entry[Any]) -> Iterator[Problem]:
    for number, change in log(entry):
        if not change.date.is_certain_day:
            message = f"a change needs its day, and `{change.date.text}` is not one certain day"
            spot = entry.spot.at("changes", number, "date")
            yield Problem("E22", spot, message, "write the day of the change, as in `2022-03-16`")


@rule("E22", "a change names an unknown field", on=records())
def unknown_field(entry: Entry[Any]) -> Iterator[Problem]:
    for number, change in log(entry):
        fields = fields_by_yaml(entry.record.__class__)
        name = change_paths.first_field(change.field or "")
        if change.field and name not in fields:
            cls, noun = RECORDS[entry.kind]
            near = closest(name, fields_by_yaml(cls))
            help = (
                f"the field with the closest name is `{near}`" if near else "write the name of the field that changed"
            )
            spot = entry.spot.at("changes", number, "field")
            yield Problem("E22", spot, f"`{name}` is not a field of {noun}", help)


@rule(
    "E22",
    "a change begins with another value than the change of that field before it ended with",
    on=records(),
)
def inconsistent_values(entry: Entry[Any]) -> Iterator[Problem]:
    for (first, before), (number, change) in chain.from_iterable(map(pairwise, _by_field(entry))):
        if before.now and change.was and before.now != change.was:
            was = shortened(change.was)
            message = f"`{change.field}` was `{was}` here, but the change before made it something else"
            spot = entry.spot.at("changes", number, "was")
            also = ((entry.spot.at("changes", first, "now"), "the change before"),)
            yield Problem("E22", spot, message, "write in both entries what readers saw in between", also)


@rule(
    "W57",
    "the last change of a field says that it is `now` something that it is not, or can't be",
    on=records(),
    fix="Correct `now`, written as the field is, or add the change that is missing.",
)
def other_value_now(entry: Entry[Any]) -> Iterator[Problem]:
    """Only the last change of a field counts."""
    ordered = log(entry)
    for at, (number, change) in enumerate(ordered):
        path, now = change.field or "", change.now
        is_last = not any(_may_touch(other, change) for _, other in ordered[at + 1 :])
        if path and now and is_last and not change_paths.agrees(entry.record, path, now):
            there = change_paths.value_text(entry.record, path)
            is_ = "leads nowhere here" if there is None else f"is `{shortened(there)}` now"
            message = f"the change says that `{path}` is `{shortened(now)}`, but it {is_}"
            spot = entry.spot.at(*change_paths.data_path(entry.record, path))
            also = ((spot, "the value now"),) if there is not None else ()
            help = "correct `now`, or add an entry for the change that came later"
            yield Problem("W57", entry.spot.at("changes", number, "now"), message, help, also)


@rule(
    "E14",
    "a change of a status is one that is not allowed, or one that needs a correction and has none",
    on=records(),
    fix="Correct the status, or add the entries to `changes`. [The table below](#moves-of-a-status) says which "
    "moves there are.",
)
def disallowed_move(entry: Entry[Any]) -> Iterator[Problem]:
    for number, change in log(entry):
        was, now = change.was or "", change.now or ""
        if change.kind != "status" or was not in VERIFICATIONS or now not in VERIFICATIONS:
            continue
        spot = entry.spot.at("changes", number, "now")
        also = ((entry.spot.at("changes", number, "was"), "the status before"),)
        if not status_moves.is_allowed(was, now):
            yield Problem("E14", spot, *status_moves.why_not(was, now), also)
        elif status_moves.needs_correction(was, now) and not _is_corrected(entry, change):
            message = f"readers were told `{was}`, and no correction says that it is `{now}`"
            help = f"add to `changes` an entry of `{change.date.text}` with `kind: correction` that says what was wrong"
            yield Problem("E14", spot, message, help, also)


@rule("E22", "a change is dated in the future", on=TIMELINE)
def future_dated(timeline: Timeline) -> Iterator[Problem]:
    for entry in chain((event.entry for event in timeline.events.values()), others(timeline)):
        for number, change in log(entry):
            if change.date.earliest and change.date.earliest > timeline.today:
                message = f"the change is dated `{change.date.text}`, which is in the future"
                spot = entry.spot.at("changes", number, "date")
                yield Problem("E22", spot, message, "write the day on which the change was made")


def log(entry: Entry[Any]) -> list[Numbered]:
    """The changes of an entry in the order of their days, each with its number in the file."""
    return sorted(enumerate(getattr(entry.record, "changes", ())), key=lambda pair: pair[1].date.earliest or date.min)


def _by_field(entry: Entry[Any]) -> list[list[Numbered]]:
    """The changes of an entry by the field that they name, in the order of their days."""
    groups: dict[str, list[Numbered]] = {}
    for number, change in log(entry):
        if change.field:
            groups.setdefault(change.field, []).append((number, change))
    return list(groups.values())


def _may_touch(change: Change, other: Change) -> bool:
    return not change.field or change_paths.covers(change.field, other.field or "")


def _is_corrected(entry: Entry[Any], move: Change) -> bool:
    return any(status_moves.corrects(c.kind, move.now or "") and c.date == move.date for _, c in log(entry))
