"""House style."""

import re
from collections.abc import Iterator
from itertools import pairwise

from dayline.problems import Problem, Spot
from dayline.read.entry import Entry
from dayline.rules.lengths import most
from dayline.rules.rule import TIMELINE, records, rule
from dayline.schema.event import EventRecord
from dayline.schema.markdown_fields import spot_in_text, without_quotations
from dayline.schema.registry import TermRecord
from dayline.timeline.timeline import Event, Timeline

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_SENTENCE = 110, 600, 35
_WORD = re.compile(r"[^\W\d_]+")
_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]\.$")
_END = re.compile(r"[.!?][”\"»)]*(?=\s)|\n\s*\n|\n(?=\s*(?:[*+-]|\d+\.) )|\Z")


@rule(
    "W30",
    "a title is too long, is in capitals or ends in a full stop",
    on=records("event"),
    fix="Reword it.",
)
def title(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """A title that is longer still gets W64."""
    text, spot = entry.record.title, entry.spot.at("title")
    if LONGEST_TITLE < len(text) <= most(EventRecord, "title"):
        message = f"the title has {len(text)} characters, more than {LONGEST_TITLE}"
        yield Problem("W30", spot, message, "shorten it, and say the rest in the summary")
    elif _shouts(text):
        yield Problem("W30", spot, "the title is in capital letters", "write it like a sentence")
    elif text.endswith(".") and not _INITIAL.search(text):
        spot = spot.at(text=".", nth=text.count(".") - 1)
        yield Problem("W30", spot, "the title ends in a full stop", "take the full stop out")


@rule("W30", "a summary has more than 600 characters", on=records("event"))
def long_summary(entry: Entry[EventRecord]) -> Iterator[Problem]:
    """A summary that is longer still gets W64."""
    text = entry.record.summary or ""
    if LONGEST_SUMMARY < len(text) <= most(EventRecord, "summary"):
        message = f"the summary has {len(text)} characters, more than {LONGEST_SUMMARY}"
        yield Problem("W30", entry.spot.at("summary"), message, "shorten it, or move the details to `body`")


@rule("W30", "a sentence has more than 35 words", on=records("event"))
def long_sentence(entry: Entry[EventRecord]) -> Iterator[Problem]:
    for field, text in (("summary", entry.record.summary), ("body", entry.record.body)):
        if not text or text.count(" ") + text.count("\n") < LONGEST_SENTENCE:
            continue
        yield from _long(entry.spot.at(field), text)


@rule("W30", "a title or summary has a word that the glossary avoids", on=TIMELINE)
def avoided_words(timeline: Timeline) -> Iterator[Problem]:
    """Quoted words are left alone."""
    avoided = [(word.casefold(), entry) for entry in timeline.terms.values() for word in entry.record.avoid]
    if not avoided:
        return
    for event in timeline.events.values():
        both = f"{event.record.title}\n{event.record.summary or ''}".casefold()
        for word, term in avoided:
            if word in both:
                yield from _avoided(event, word, term)


def _shouts(text: str) -> bool:
    """Whether words are in capitals that are no abbreviation: two in a row, one of them a long one."""
    if not any(len(word) > 6 and word.isupper() for word in text.split()):
        return text.isupper()
    words = [len(word) if word.isupper() else 0 for word in _WORD.findall(text)]
    return any(min(pair) > 2 and max(pair) > 6 for pair in pairwise(words))


def _long(spot: Spot, text: str) -> Iterator[Problem]:
    begin = 0
    for end in _END.finditer(text):
        sentence, begin = text[begin : end.end()], end.end()
        if sentence.count(" ") + sentence.count("\n") < LONGEST_SENTENCE:
            continue
        words = sentence.split()
        if len(words) > LONGEST_SENTENCE:
            start = end.end() - len(sentence.lstrip())
            first = " ".join(words[:3])
            message = f"the sentence that begins here has {len(words)} words, more than {LONGEST_SENTENCE}"
            nth = " ".join(text[:start].split()).count(first)
            yield Problem("W30", spot.at(text=first, nth=nth), message, "make two sentences of it")


def _avoided(event: Event, word: str, term: Entry[TermRecord]) -> Iterator[Problem]:
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    for field, text in (("title", event.record.title), ("summary", event.record.summary or "")):
        match = pattern.search(without_quotations(text))
        if match:
            spot = spot_in_text(event.entry.spot.at(field), text, match[0], match.start())
            message = f"`{match[0]}` is a word that the glossary avoids"
            help = f"write `{term.record.term}`, or put it in quotation marks if somebody said it"
            yield Problem("W30", spot, message, help)
