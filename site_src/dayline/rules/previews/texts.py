"""All Markdown of a record, checked for what readers see differently from its editor."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.previews.addresses import about, in_addresses
from dayline.rules.previews.finding import BLOCK, Finding, Lines
from dayline.rules.previews.words import in_words
from dayline.rules.rule import applied_to, records, rule
from dayline.schema.forbidden import in_plain_text as forbidden
from dayline.schema.markdown.blocks import Block
from dayline.schema.markdown.links import without_code
from dayline.schema.markdown.parser import parse
from dayline.schema.markdown_fields import markdown, plain_texts, spot_in_text, web_addresses

MANUALS = ("page", "term")
"""Kinds of records whose texts may show how a link is written."""

_BEGINS_SOMETHING = re.compile(
    r"^[ \t]*(?:[*+>#|`~•‣▪◦●○■□·∙–—-]|\d{1,9}[.)])|^(?: {4}|\t)|\n[ \t]*(?:=+|-+)[ \t]*$|\||\S *\t|^title:|^date:",
    re.MULTILINE,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|[mn]dash|hellip|[lr][sd]quo|#\d{1,6}|#[xX][\da-fA-F]{1,6});")
_CALLED = {
    "list": "a list", "quote": "a quotation", "heading": "a heading", "code": "code", "table": "a table",
    "rule": "a line across the page",
}  # fmt: skip


@rule(
    "W63",
    "links, notes and bold words are shown as they were typed, and so is `&amp;` in a title",
    on=records(),
    fix="Do what the help line says; [markdown.md](markdown.md#shown-otherwise-than-it-was-meant) explains each.",
)
def shown_otherwise(entry: Entry[Any]) -> Iterator[Problem]:
    for path, text in markdown(entry.record):
        findings = [*_of_blocks(text, path[-1] == "body"), *in_words(text, shows_code=entry.kind in MANUALS)]
        if "://" in text:
            findings += in_addresses(without_code(text))
        for start, part, message, help in sorted(findings):
            yield Problem("W63", spot_in_text(entry.spot.at(*path), text, part, start), message, help)
    for path, text in plain_texts(entry.record):
        if "&" in text and (entity := _ENTITY.search(text)):
            spot = spot_in_text(entry.spot.at(*path), text, entity[0], entity.start())
            yield Problem("W63", spot, f"readers see `{entity[0]}` here as it is written", _unescaped(text, entity[0]))


@rule("W63", "an address can only be opened by its editor, or carries a name", on=records())
def private_addresses(entry: Entry[Any]) -> Iterator[Problem]:
    """Other rules check the settings."""
    for path, address in web_addresses(entry.record) if entry.kind != "site" else ():
        if wrong := about(address):
            yield Problem("W63", entry.spot.at(*path), *wrong)


def _unescaped(text: str, entity: str) -> str:
    """What to write in place of a text with a sign as HTML has it, in quotes where YAML needs them."""
    plain = unescape(text).replace("\u00a0", " ")
    if any(forbidden(plain)):
        return f"write a word in place of `{entity}`"
    if len(plain) > 80:
        return f"write the whole text in quotes, with `{unescape(entity)}` in place of `{entity}`"
    needs_quotes = plain[0] in "\"'&*!|>%@`[{#-?" or ": " in plain or " #" in plain
    return "write `'{}'`".format(plain.replace("'", "''")) if needs_quotes else f"write `{plain}`"


def _of_blocks(text: str, has_blocks: bool) -> Iterator[Finding]:
    if not _BEGINS_SOMETHING.search(text):
        return
    root, lines = parse(text).root, Lines(text)
    outermost = set() if has_blocks else set(map(id, root.blocks))
    for block in root.walk():
        found = [one for rule in applied_to(BLOCK) for one in rule(lines, block)]
        yield from found
        if id(block) in outermost and block.kind in _CALLED and not found:
            yield _no_paragraph(lines, block)


def _no_paragraph(lines: Lines, block: Block) -> Finding:
    start, line = lines.words(block.first)
    message = f"this line begins {_CALLED[block.kind]}, but the field is one paragraph"
    return Finding(start, line, message, "write it as a sentence, or with a word before it on the same line")
