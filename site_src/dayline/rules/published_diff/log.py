"""The log of changes: published entries stay as they are."""

from collections.abc import Iterator

from dayline.problems import Problem
from dayline.rules.published_diff.pair import PAIR, Pair
from dayline.rules.rule import rule
from dayline.schema.record import Change


@rule(
    "E22",
    "an old entry of `changes` was edited or removed",
    on=PAIR,
    fix="Leave old entries as they were, and add another.",
)
def rewritten_log(pair: Pair) -> Iterator[Problem]:
    fresh = list(pair.since)
    for number, change in enumerate(pair.was.log):
        if change in pair.now.log:
            continue
        also = ((pair.was.entry.spot.at("changes", number), "as it was published"),)
        edited = next((other for other in fresh if _resembles(other, change)), None)
        if edited:
            fresh.remove(edited)
            spot = pair.now.entry.spot.at("changes", pair.now.log.index(edited))
            help = "write it as it was, and say in a further entry what is true now"
            yield Problem("E22", spot, "an entry of `changes` was edited after it was published", help, also)
        else:
            message = f"the entry of `{change.date.text}` has gone from `changes`"
            help = "bring it back, and say in a further entry what was wrong"
            yield Problem("E22", pair.now.entry.spot.at("changes"), message, help, also)


def _resembles(one: Change, other: Change) -> bool:
    """Whether one entry is probably an edited version of the other."""
    pairs = ((one.date, other.date), (one.kind, other.kind), (one.text, other.text), (one.field, other.field))
    return sum(a == b for a, b in pairs) > 1
