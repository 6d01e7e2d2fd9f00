"""Quotes: who said them, and how much is quoted."""

from collections.abc import Iterator

from dayline.patterns import lazy_pattern
from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.rule import records, rule
from dayline.schema.event import EventRecord
from dayline.schema.markdown_fields import quoted_passages, spot_in_text

LONGEST = 60
_CUT = lazy_pattern(r"(?<![\[.])(?:\.{3,}|…)(?!\])")


@rule(
    "E17",
    "nothing says who said the words of a quote",
    on=records("event"),
    fix="Add `by:` to the quote.",
)
def without_speaker(entry: Entry[EventRecord]) -> Iterator[Problem]:
    for number, quote in enumerate(entry.record.quotes):
        if quote.by is None and quote.attribution is None:
            help = "add `by: …` with the id of an actor, or an `attribution`"
            yield Problem("E17", entry.spot.at("quotes", number, "text"), "nothing says who said these words", help)


@rule(
    "E17",
    "a quote is cut with dots that don't say who left words out",
    on=records("event"),
    fix="Write `[…]` for words that you left out.",
)
def cut(entry: Entry[EventRecord]) -> Iterator[Problem]:
    for number, quote in enumerate(entry.record.quotes):
        match = _CUT.search(quote.text)
        if match:
            spot = spot_in_text(entry.spot.at("quotes", number, "text"), quote.text, match[0], match.start())
            message = f"the quote is cut with `{match[0]}` and not with `[…]`"
            help = "write `[…]` where words were left out, so that readers know that we did it"
            yield Problem("E17", spot, message, help)


@rule(
    "W46",
    "a quote has more than 60 words",
    on=records("event"),
    fix="Cut it with `[…]`, or use your own words.",
)
def too_long(entry: Entry[EventRecord]) -> Iterator[Problem]:
    for number, quote in enumerate(entry.record.quotes):
        words = len(quote.text.split())
        if words > LONGEST:
            spot = entry.spot.at("quotes", number, "text")
            message = f"the quote has {words} words, more than {LONGEST}"
            yield Problem("W46", spot, message, "cut it with `[…]`, or say the rest in your own words")


@rule(
    "W46",
    "an item has more than 60 quoted words, and they make up over a quarter of it",
    on=records("event"),
)
def too_much(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """A few quoted words in a short item are fine."""
    record = entry.record
    if not record.quotes or any(len(quote.text.split()) > LONGEST for quote in record.quotes):
        return
    said = sum(len(quote.text.split()) for quote in record.quotes)
    own_words = " ".join(filter(None, (record.title, record.summary, record.body)))
    said_within = sum(len(words.split()) for words in quoted_passages(own_words))
    share = (said + said_within) / (said + len(own_words.split()))
    if said + said_within > LONGEST and share > 0.25:
        message = f"{share:.0%} of this item is quotation, more than a quarter"
        help = "leave quotes out, or say more in your own words"
        yield Problem("W46", entry.spot.at("quotes", on="key"), message, help)
