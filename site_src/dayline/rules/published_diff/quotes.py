"""Published quotes stay letter by letter."""

from collections.abc import Iterator
from typing import Any

from dayline.problems import Problem
from dayline.rules.published_diff.pair import PAIR, Pair, plain
from dayline.rules.rule import rule
from dayline.schema.claim import Quote


@rule(
    "E17",
    "the words of a published quote were changed without a `correction`",
    on=PAIR,
    fix="Keep published quotes letter by letter.",
)
def altered_quotes(pair: Pair) -> Iterator[Problem]:
    if pair.kind != "event" or pair.is_withheld:
        return
    now = keyed(pair.now.record)
    kept = {plain(quote.text) for quote in now.values()}
    for key, quote in keyed(pair.was.record).items():
        path = f"quotes.{key}"
        corrected = any(change.kind in ("correction", "retraction") for change in pair.named(path))
        if plain(quote.text) not in kept and not corrected:
            what = "the words of this quote changed" if key in now else "a quote has gone"
            message = f"{what} after it was published, and no correction says so"
            help = f"write it as it was, or add to `changes` an entry with `kind: correction` and `field: {path}`"
            yield Problem("E17", pair.now.spot(path), message, help, pair.before(path))


def keyed(record: Any) -> dict[str, Quote]:
    """The quotes of an event by what a path calls them: their id, or else their number."""
    return {quote.id or str(number): quote for number, quote in enumerate(record.quotes, 1)}
