"""The texts in a record: which are Markdown, what their links lead to, and what is in quotation marks."""

import re
from collections.abc import Iterator
from typing import Any

from dayline.problems import Spot
from dayline.schema.fields import Body, Inline, InlineOrId, Prose, Text, Url
from dayline.schema.introspect import DataPath, Types, field_values
from dayline.schema.markdown.links import SCHEMES, blank, links

APOSTROPHES = str.maketrans("’ʼ", "''")
"""For `str.translate`: the typographic apostrophe and the modifier letter become the plain apostrophe."""
MARKDOWN: Types = (Inline, InlineOrId, Prose, Body)
FieldText = tuple[DataPath, str]
"""A text with its data path."""

_QUOTATION = re.compile(
    r"“[^”]{0,3000}+”|\"[^\"]{0,3000}+\"|«[^»]{0,3000}+»|„[^„“”]{0,3000}+[“”]|「[^」]{0,3000}+」|『[^』]{0,3000}+』"
)


def markdown(record: Any) -> Iterator[FieldText]:
    """All Markdown texts in a record."""
    yield from _texts(record, MARKDOWN)


def plain_texts(record: Any) -> Iterator[FieldText]:
    """All plain texts in a record, such as its title."""
    yield from _texts(record, (Text,))


def web_addresses(record: Any) -> Iterator[FieldText]:
    """All addresses in a record that are fields, not links in a text."""
    yield from _texts(record, (Url,))


def link_targets(record: Any) -> Iterator[tuple[str, str]]:
    """Kind and id of everything that internal links in a record's Markdown lead to."""
    for _, text in markdown(record):
        for target, _ in links(text):
            scheme, _, id = target.partition(":")
            if scheme in SCHEMES:
                yield scheme, id


def without_quotations(text: str) -> str:
    """A text of the same length with spaces in place of quotations."""
    return _QUOTATION.sub(lambda quotation: blank(quotation[0]), text)


def quoted_passages(text: str) -> Iterator[str]:
    """The quotations in a text, with their quotation marks."""
    yield from _QUOTATION.findall(text)


def quotations(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """A match for each quotation between two offsets, with its quotation marks."""
    yield from _QUOTATION.finditer(text, start, len(text) if end is None else end)


def spot_in_text(spot: Spot, text: str, part: str, start: int) -> Spot:
    """The spot of a part of a text, which begins at the offset `start`; `spot` is that of the text."""
    return spot.at(text=part, nth=text.count(part, 0, start))


def _texts(record: Any, types: Types) -> Iterator[FieldText]:
    for path, _, text in field_values(record, types):
        yield path, text
