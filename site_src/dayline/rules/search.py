"""Synonyms for search that change nothing."""

from collections.abc import Iterator

from dayline.problems import Problem, Spot
from dayline.rules.rule import TIMELINE, rule
from dayline.schema.registry import Synonym
from dayline.schema.search_words import left_out
from dayline.timeline.timeline import Timeline
from dayline.word_parts import words_in


@rule(
    "W65",
    "a synonym changes no search: search leaves out its words, there are none, or it only repeats them",
    on=TIMELINE,
    fix="Delete it, or write the words that readers type and those that this site uses.",
)
def useless_synonym(timeline: Timeline) -> Iterator[Problem]:
    ignored = frozenset(left_out(timeline.site.language))
    for entry in timeline.synonyms.values():
        for number, synonym in enumerate(entry.record.synonyms):
            spot = entry.spot.at("synonyms", number)
            yield from _unsearched(synonym, spot, ignored)
            yield from _repeated(synonym, spot)


def _unsearched(synonym: Synonym, spot: Spot, ignored: frozenset[str]) -> Iterator[Problem]:
    """The texts that no search can look for."""
    for field, texts in (("words", synonym.words), ("also", synonym.also)):
        for number, text in enumerate(texts):
            words = words_in(text)
            if all(word in ignored for word in words):
                why = "is left out of every search, like all words that are on nearly every page"
                message = f"`{text}` {why if words else 'has no letter and no number to search for'}"
                yield Problem("W65", spot.at(field, number), message, "delete it, or write a longer phrase")


def _repeated(synonym: Synonym, spot: Spot) -> Iterator[Problem]:
    """The entry if `also` adds nothing to the only word."""
    if len({tuple(words_in(text)) for text in (*synonym.words, *synonym.also)}) == 1:
        message = f"`{synonym.also[0]}` is what readers typed already, so nothing more is found"
        yield Problem("W65", spot.at("also"), message, "write other words that this site uses, or delete the entry")
