"""Markdown to blocks, by the GitHub Flavored Markdown spec (0.29), with footnotes.

Nothing else decides where a list begins or what is code: pages are built from these blocks (prose/), and the rules
use them too.
"""

import re

from dayline.schema.markdown.blocks import TAB, Block, Document, Line, References, cells

_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
_FENCE = re.compile(r"(`{3,})(?=[^`]*$)|(~{3,})")
_LIST_MARKER = re.compile(r"(?:([*+-])|(\d{1,9})([.)]))(?=[ \t]|$)")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,200})\]:[ \t]*")
_TITLE = r"\"(?:[^\"\\]|\\.){0,999}\"|'(?:[^'\\]|\\.){0,999}'|\((?:[^()\\]|\\.){0,999}\)"
_REFERENCE = re.compile(
    r" {0,3}\[(?!\^)((?:[^\[\]\\]|\\.){1,999})\]:[ \t]*\n?[ \t]*(<[^<>\n]{0,2000}>|[^\s<]\S{0,2000})"
    rf"(?:(?:[ \t]+|[ \t]*\n[ \t]*)({_TITLE}))?[ \t]*(?:\n|$)"
)
_DELIMITER_ROW = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def parse(text: str) -> Document:
    """The blocks of a Markdown text."""
    return _Parser().parse(text)


class _Parser:
    """Reads line by line; `open_blocks` are those that the next line may continue, outermost first.

    A `depth` is a number of open blocks: what begins at depth 2 belongs into the second of them.
    """

    def __init__(self) -> None:
        self.number = 0
        self.root = Block("document", 0)
        self.open_blocks = [self.root]
        self.references: References = {}

    def parse(self, text: str) -> Document:
        start = 0
        for self.number, line in enumerate(text.split("\n")):
            self._read(Line(line, start))
            start += len(line) + 1
        self._close(0)
        return Document(self.root, self.references)

    def _read(self, line: Line) -> None:
        is_empty = line.is_blank
        depth, line = self._continue(line)
        if self.open_blocks[-1].kind == "code" and depth == len(self.open_blocks):
            self._add_code(self.open_blocks[-1], line)
            return
        rest = self._begin(line, depth)
        if rest:
            self._add_text(*rest)
        quotes = [n for n, block in enumerate(self.open_blocks, 1) if block.kind == "quote"] if line.is_blank else []
        reached = len(self.open_blocks) if not line.is_blank else quotes[-1] if quotes and not is_empty else 0
        for block in self.open_blocks[:reached]:
            block.last = self.number

    def _continue(self, line: Line) -> tuple[int, Line]:
        """How many of the open blocks a line continues, and what remains of it inside them."""
        for depth, block in enumerate(self.open_blocks):
            rest = _continuation(block, line)
            if rest is None:
                return depth, line
            line = rest
        return len(self.open_blocks), line

    def _begin(self, line: Line, depth: int) -> tuple[Line, int] | None:
        """Open all blocks that begin in a line; what remains of the line with its depth, None if it is used up."""
        while not line.is_blank:
            if line.indent >= TAB:
                if self.open_blocks[-1].kind == "paragraph":
                    break
                self._open(Block("code", self.number, [line.outdented(TAB)]), depth)
                return None
            bare = line.bare()
            inner = self._begin_container(line, bare, depth)
            if inner is None:
                if self._begin_leaf(line, bare, depth):
                    return None
                break
            line, depth = inner, len(self.open_blocks)
        return line, depth

    def _begin_container(self, line: Line, bare: Line, depth: int) -> Line | None:
        """Open a quotation, list item or footnote, if one begins here; the rest of the line, None if none begins."""
        if bare.text.startswith(">"):
            self._open(Block("quote", self.number), depth)
            return bare.cut(1).outdented(1)
        if footnote := _FOOTNOTE.match(bare.text):
            self._open(Block("note", self.number, mark=footnote[1]), depth)
            has_tab = "\t" in footnote[0]
            return bare.cut(footnote[0].index(":") + 1).bare() if has_tab else bare.cut(footnote.end())
        marker = None if _RULE.match(bare.text) else _LIST_MARKER.match(bare.text)
        return self._begin_item(line, bare, marker, depth) if marker else None

    def _begin_item(self, line: Line, bare: Line, marker: re.Match[str], depth: int) -> Line | None:
        rest = bare.cut(marker.end())
        if self._interrupts_paragraph(depth) and (rest.is_blank or marker[2] not in (None, "1")):
            return None
        space = 1 if rest.is_blank or rest.indent > TAB else rest.indent
        self._close(depth)
        mark = marker[1] or marker[3]
        if self.open_blocks[-1].kind != "list" or self.open_blocks[-1].mark != mark:
            self._open(Block("list", self.number, mark=mark, number=int(marker[2] or 0)), depth)
        item = Block("item", self.number, mark=marker[0], number=line.indent + marker.end() + space)
        self._open(item, len(self.open_blocks))
        return rest if rest.is_blank else rest.outdented(space)

    def _begin_leaf(self, line: Line, bare: Line, depth: int) -> bool:
        """Whether a heading, fence, table or rule begins or ends here; it is opened or added if so."""
        if heading := _HEADING.match(bare.text):
            text = bare.cut(heading.end()).bare()
            text = text._replace(text=_HEADING_END.sub("", text.text).rstrip(" \t"))
            self._add(Block("heading", self.number, [text], number=len(heading[1])), depth)
        elif fence := _FENCE.match(bare.text):
            self._open(Block("code", self.number, mark=fence[0], number=line.indent), depth)
        elif self._interrupts_paragraph(depth) and self._convert_paragraph(bare):
            pass
        elif _RULE.match(bare.text):
            self._add(Block("rule", self.number), depth)
        else:
            return False
        return True

    def _convert_paragraph(self, bare: Line) -> bool:
        """Whether a line turns the open paragraph into a heading, or its last line into the header of a table."""
        paragraph = self.open_blocks[-1]
        if _UNDERLINE.match(bare.text):
            self._extract_references(paragraph)
            if not paragraph.lines:
                return False
            paragraph.kind, paragraph.number, paragraph.last = "heading", 1 + (bare.text[0] == "-"), self.number
            self.open_blocks.pop()
            return True
        header = paragraph.lines[-1]
        if not _DELIMITER_ROW.match(bare.text) or len(cells(header.text)) != len(cells(bare.text)):
            return False
        paragraph.lines.pop()
        paragraph.last = self.number - 2
        depth = len(self.open_blocks) - 1
        if not paragraph.lines:
            self.open_blocks[depth - 1].blocks.remove(paragraph)
        self._open(Block("table", self.number - 1, [header], mark=bare.text), depth)
        return True

    def _add_text(self, line: Line, depth: int) -> None:
        """Add what remains of a line in which no block begins: text, or nothing."""
        last = self.open_blocks[-1]
        if line.is_blank:
            self._close(depth)
        elif last.kind == "paragraph" or (last.kind == "table" and depth == len(self.open_blocks) - 1):
            last.lines.append(line.bare())
        else:
            self._open(Block("paragraph", self.number, [line.bare()]), depth)

    def _add_code(self, code: Block, line: Line) -> None:
        fence = code.mark
        if fence and line.indent < TAB and _closes(line.text.strip(" \t"), fence):
            self.open_blocks.pop()
        else:
            code.lines.append(line.outdented(min(line.indent, code.number if fence else TAB)))
        if fence or not line.is_blank:
            for block in (*self.open_blocks, code):
                block.last = self.number

    def _interrupts_paragraph(self, depth: int) -> bool:
        """Whether a block that begins at a depth directly follows the lines of an open paragraph there."""
        return self.open_blocks[-1].kind == "paragraph" and depth == len(self.open_blocks) - 1

    def _open(self, block: Block, depth: int) -> None:
        self._close(depth)
        if self.open_blocks[-1].kind == "list" and block.kind != "item":
            self.open_blocks.pop()
        self.open_blocks[-1].blocks.append(block)
        self.open_blocks.append(block)
        block.last = self.number

    def _add(self, block: Block, depth: int) -> None:
        """Add a block of one line, which no later line continues."""
        self._open(block, depth)
        self.open_blocks.pop()

    def _close(self, depth: int) -> None:
        """Close all open blocks below a depth; at depth 0 the document too."""
        while len(self.open_blocks) > max(depth, 1):
            self._finish(self.open_blocks.pop())
        if not depth:
            self._finish(self.open_blocks[-1])

    def _finish(self, block: Block) -> None:
        if block.kind == "paragraph":
            self._extract_references(block)
            if not block.lines:
                block.kind = "references"

    def _extract_references(self, block: Block) -> None:
        """Move the reference definitions at the beginning of a paragraph into `references`."""
        text = block.text if block.lines[:1] and block.lines[0].text.startswith("[") else ""
        while definition := _REFERENCE.match(text):
            address = definition[2][1:-1] if definition[2].startswith("<") else definition[2]
            label = " ".join(definition[1].lower().split())
            title = definition[3] and _ESCAPED.sub(r"\1", definition[3][1:-1])
            self.references.setdefault(label, (_ESCAPED.sub(r"\1", address), title))
            text = text[definition.end() :]
            line_count = definition[0].rstrip("\n").count("\n") + 1
            block.references += block.lines[:line_count]
            del block.lines[:line_count]


def _continuation(block: Block, line: Line) -> Line | None:
    """What remains of a line that continues a block; None if it does not continue it."""
    if block.kind in ("document", "list"):
        return line
    if block.kind == "quote":
        bare = line.bare()
        return bare.cut(1).outdented(1) if line.indent < TAB and bare.text.startswith(">") else None
    if block.kind in ("item", "note"):
        columns = block.number or TAB
        is_continued = line.indent >= columns or (line.is_blank and block.blocks)
        return line.outdented(columns) if is_continued else None
    if block.kind == "code":
        return line if block.mark or line.is_blank or line.indent >= TAB else None
    return None


def _closes(text: str, fence: str) -> bool:
    """Whether a line ends a fenced block of code."""
    return len(text) >= len(fence) and not text.strip(fence[0])
