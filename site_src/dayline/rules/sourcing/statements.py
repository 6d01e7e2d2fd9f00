"""The sentences of a brief, each with the records that it links to."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dayline.patterns import lazy_pattern
from dayline.problems import Spot
from dayline.read.entry import Entry
from dayline.rules.sourcing.numbers import counts
from dayline.rules.sourcing.paragraphs import Links, Paragraph, Target, addresses, paragraphs, words
from dayline.schema.brief import BriefRecord
from dayline.schema.markdown.sentences import Stretch, is_statement, sentences
from dayline.schema.markdown_fields import spot_in_text

SOURCES = ("event", "claim", "figure", "question")
"""What counts as a source of a sentence; links of other kinds explain a word."""

_ASIDE = lazy_pattern(r"([*_])(?![*_\s])(?:(?!\1).)+\1", re.DOTALL)

_FOUND: "dict[bytes, tuple[Statement, ...]]" = {}


class Statement(NamedTuple):
    """A sentence of a brief: where it begins in a field's text, its words with `SYNTAX` for Markdown, its sources."""

    field: Spot
    text: str
    start: int
    words: str
    sources: tuple[Target, ...]

    def at(self, start: int, end: int) -> Spot:
        """The place of a part of the sentence."""
        first = self.start + start
        return spot_in_text(self.field, self.text, self.text[first : self.start + end], first)

    @property
    def spot(self) -> Spot:
        return self.at(0, len(self.words))

    @property
    def has_broken_link(self) -> bool:
        """Whether the address of a source is in it, but not in a working link."""
        written = self.text[self.start : self.start + len(self.words)]
        return any(kind in SOURCES for kind, _ in addresses(written))

    @property
    def is_highlight(self) -> bool:
        return "highlights" in self.field.path


def statements(entry: Entry[BriefRecord]) -> tuple[Statement, ...]:
    """The sentences of a brief: of standfirst, highlights and body, without code and plain headings and asides.

    An aside is a paragraph of the body in italics: what editors say of their own work. All sentences of a
    highlight have its events as sources. Several rules ask, so that what was found in a brief is kept.
    """
    if entry.digest not in _FOUND:
        _FOUND[entry.digest] = tuple(_statements(entry))
    return _FOUND[entry.digest]


def _statements(entry: Entry[BriefRecord]) -> Iterator[Statement]:
    brief, spot = entry.record, entry.spot
    yield from _said(spot.at("standfirst"), brief.standfirst or "")
    for number, highlight in enumerate(brief.highlights):
        events = tuple(("event", id) for id in highlight.events)
        yield from _said(spot.at("highlights", number, "text"), highlight.text, events)
    yield from _said(spot.at("body"), brief.body)


def _said(field: Spot, text: str, sources: tuple[Target, ...] = ()) -> Iterator[Statement]:
    masked, links = words(text)
    for paragraph in paragraphs(text):
        said = masked[paragraph.start : paragraph.end].strip()
        if _is_apart(field, paragraph, said):
            continue
        for stretch in sentences(masked, paragraph.start, paragraph.end):
            linked = (*sources, *_linked(links, stretch))
            said = masked[stretch.start : stretch.end]
            yield Statement(field, text, stretch.start, said, tuple(dict.fromkeys(linked)))


def _is_apart(field: Spot, paragraph: Paragraph, said: str) -> bool:
    """Whether a paragraph states nothing of the world: a heading that is no sentence, or an aside, without counts."""
    if paragraph.is_heading:
        return not is_statement(said) and not counts(said)
    return field.path == ("body",) and bool(_ASIDE.fullmatch(said)) and not counts(said)


def _linked(links: Links, stretch: Stretch) -> Iterator[Target]:
    for at, targets in links.items():
        if stretch.start <= at < stretch.end:
            yield from (target for target in targets if target[0] in SOURCES)
