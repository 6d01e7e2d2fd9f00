"""Block parser for Python-Markdown that follows GitHub: the library's own reads lists differently."""

from itertools import zip_longest
from typing import Any
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.util import AtomicString, code_escape

from dayline.schema.markdown.blocks import Block, cells
from dayline.schema.markdown.parser import parse

_TAGS = {"quote": "blockquote", "rule": "hr", "item": "li"}


class Blocks(BlockParser):
    """Builds the element tree from `schema.markdown.parser`; text inside a block is left to inline patterns."""

    def __init__(self, md: Markdown, footnotes: Any) -> None:
        super().__init__(md)
        self._footnotes = footnotes

    def parseDocument(self, lines: Any) -> Any:  # noqa: N802 - the library's name
        """The tree of a whole text; references and footnotes are stored for the inline patterns."""
        document = parse("\n".join(lines))
        references: Any = self.md.references
        references.update(document.references)
        for block in document.root.walk():
            if block.kind == "note":
                self._footnotes.setFootnote(block.mark, block)
        self.root = Element(self.md.doc_tag)
        _fill(self.root, document.root)
        return ElementTree(self.root)

    def parseChunk(self, parent: Element, text: Any) -> None:  # noqa: N802 - the library's name
        """Add the blocks of a footnote; the footnotes extension passes the block that was stored."""
        _fill(parent, text)


def _fill(parent: Element, block: Block, tight: bool = False) -> None:
    for inner in block.blocks:
        if inner.kind == "paragraph" and tight:
            _append(parent, inner.text.rstrip())
        elif inner.kind not in ("references", "note"):
            _element(parent, inner)


def _append(parent: Element, text: str) -> None:
    """Add text directly to a list item, without a paragraph."""
    if len(parent):
        parent[-1].tail = f"\n{text}"
    else:
        parent.text = text


def _element(parent: Element, block: Block) -> None:
    if block.kind == "list":
        _list(parent, block)
    elif block.kind == "table":
        _table(SubElement(parent, "table"), block)
    elif block.kind == "code":
        code = SubElement(SubElement(parent, "pre"), "code")
        code.text = AtomicString(code_escape(block.text.rstrip() + "\n"))
    elif block.kind in ("paragraph", "heading"):
        tag = "p" if block.kind == "paragraph" else f"h{block.number}"
        SubElement(parent, tag).text = block.text.rstrip()
    else:
        _fill(SubElement(parent, _TAGS[block.kind]), block)


def _list(parent: Element, block: Block) -> None:
    is_numbered = block.mark in (".", ")")
    element = SubElement(parent, "ol" if is_numbered else "ul")
    if is_numbered and block.number != 1:
        element.set("start", str(block.number))
    is_tight = not block.is_loose
    for item in block.blocks:
        _fill(SubElement(element, "li"), item, is_tight)


def _table(table: Element, block: Block) -> None:
    """Fill a table; it has as many columns as its header row."""
    alignments = [_alignment(cell) for cell in cells(block.mark)]
    head, *rows = block.lines
    _row(SubElement(SubElement(table, "thead"), "tr"), "th", cells(head.text), alignments)
    body = SubElement(table, "tbody") if rows else table
    for row in rows:
        _row(SubElement(body, "tr"), "td", cells(row.text)[: len(alignments)], alignments)


def _row(row: Element, tag: str, texts: list[str], alignments: list[str]) -> None:
    for text, alignment in zip_longest(texts, alignments, fillvalue=""):
        cell = SubElement(row, tag)
        cell.text = text
        if alignment:
            cell.set("align", alignment)


def _alignment(dashes: str) -> str:
    left, right = dashes.startswith(":"), dashes.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""
