"""How statuses changed since they were published."""

from collections.abc import Iterator

from dayline.problems import Problem
from dayline.rules import status_moves
from dayline.rules.published_diff.pair import PAIR, Pair
from dayline.rules.rule import rule
from dayline.schema.event import EventRecord


@rule(
    "E14",
    "a published status became one that may not follow it, or no entry of `changes` says so",
    on=PAIR,
)
def unlogged_move(pair: Pair) -> Iterator[Problem]:
    if pair.kind != "event" or pair.is_withheld:
        return
    now = dict(_statuses(pair.now.record))
    for path, was in _statuses(pair.was.record):
        if path in now and now[path] != was and not _is_told(pair, path, was, now[path]):
            for message, help in _wrong(pair, path, was, now[path]):
                yield Problem("E14", pair.now.spot(path), message, help, pair.before(path))


def _statuses(record: EventRecord) -> Iterator[tuple[str, str]]:
    yield "verification.status", record.verification.status
    yield from ((f"claims.{claim.id}.status", claim.status) for claim in record.claims)


def _is_told(pair: Pair, path: str, was: str, now: str) -> bool:
    """Whether entries since then lead from one status to the other; the rule for the log checks each of them."""
    named = (change for change in pair.named(path) if change.kind == "status" and change.was and change.now)
    told = sorted(named, key=lambda change: change.date)
    return bool(told) and told[0].was == was and told[-1].now == now


def _wrong(pair: Pair, path: str, was: str, now: str) -> Iterator[tuple[str, str]]:
    logged = tuple(pair.named(path))
    if not status_moves.is_allowed(was, now):
        yield status_moves.why_not(was, now)
    elif not any(change.kind == "status" or (change.kind, now) == ("retraction", "retracted") for change in logged):
        message = f"`{was}` became `{now}` after it was published, and no entry of `changes` says so"
        more = ", and one with `kind: correction`" if status_moves.needs_correction(was, now) else ""
        yield message, f"add an entry with `kind: status`, `field: {path}`, `was: {was}` and `now: {now}`{more}"
    elif status_moves.needs_correction(was, now) and not any(
        status_moves.corrects(change.kind, now) for change in logged
    ):
        message = f"readers were told `{was}`, and no correction says that it is `{now}`"
        yield message, "add to `changes` an entry with `kind: correction` that says what was wrong"
