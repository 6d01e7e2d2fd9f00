"""Links, notes, code and bold words that readers see as they were typed."""

import re
from collections.abc import Iterator

from dayline.rules.previews.finding import Finding
from dayline.schema.markdown.blocks import Document, Line
from dayline.schema.markdown.inline import literal_spans
from dayline.schema.markdown.links import SCHEMES, without_code, without_literals
from dayline.schema.markdown.parser import parse

_OURS = rf"(?:{'|'.join(SCHEMES)}):"
_PARTED = re.compile(
    rf"(\[[^\[\]\n]{{1,300}}\])(\s{{1,8}})\(\s?((?:{_OURS}|https?://|mailto:)[^\s<>()]{{1,2000}})\s?\)"
)
_SWAPPED = re.compile(rf"\(([^()\[\]\n]{{1,300}})\)\[((?:{_OURS}|https?://)[^\s\[\]]{{1,2000}})\]")
_ADDRESS = re.compile(r"(?<![\w:/<])(?:event|claim|day):\d{4}[\w/#-]{0,300}")
_MARK = re.compile(r"\[\^([^\]\s]{1,200})\]")
_REFERRING = re.compile(r"\[([^\[\]\n]{1,300})\]\[([\w -]{0,100})\]")
_LINK_SHOWN = re.compile(rf"\]\((?:{_OURS}|https?://)")
_APOSTROPHE = re.compile(r"([^\W\d_]{0,30})(?<=[^\W\d_])`(?=[^\W\d_])([^\W\d_]{1,30})")
_BOLD = re.compile(r"\*\*(?=[^\s*])(?:(?!\*\*).)+?(?<=[^\s*])\*\*(?!\*)", re.DOTALL)
_SPACED_BOLD = re.compile(r"(?<!\*)\*\*([ \t]*)([^\s*][^*\n]{0,300}?)([ \t]*)\*\*(?!\w)")
_OPEN_BOLD = re.compile(r"(?<![\w*])\*\*(?=[\w“‘(\[])[^\W_]*")


def in_words(text: str, *, shows_code: bool) -> Iterator[Finding]:
    """What is shown otherwise within the lines of a text; some texts, such as manuals, show links as code."""
    may_link, may_mark = "]" in text or _ADDRESS.search(text), "`" in text or "**" in text
    if not may_link and not may_mark:
        return
    document = parse(text)
    if may_link:
        bare = without_code(text)
        yield from _parted(bare, document)
        yield from _notes(bare, document)
        yield from _undefined(bare, document)
    for block in document.root.walk() if may_mark else ():
        for lines in [[row] for row in block.lines] if block.kind == "table" else [block.lines]:
            if lines and block.kind in ("table", "paragraph", "heading"):
                yield from _backticks(lines, shows_code=shows_code)
                yield from _bold(lines)


def _parted(text: str, document: Document) -> Iterator[Finding]:
    """Text that was meant as a link but is not: a space, swapped brackets, or no brackets at all."""
    seen = set()
    for match in _PARTED.finditer(text):
        seen.add(match.start(3))
        if _label(match[1][1:-1]) not in document.references:
            gap = "line break" if "\n" in match[2] else "space"
            message = f"a {gap} parts `{match[1]}` from its address, so it is not a link"
            yield Finding(match.start(), match[1], message, f"write `{match[1]}({match[3]})`")
    for match in _SWAPPED.finditer(text):
        seen.add(match.start(2))
        message = "the brackets of this link are the wrong way round, so it is not a link"
        yield Finding(match.start(), match[0], message, f"write `[{match[1]}]({match[2]})`")
    for match in _ADDRESS.finditer(text):
        before = text[max(0, match.start() - 50) : match.start()].rstrip()
        if match.start() not in seen and not before.endswith(("](", "]:", "<", "](<")):
            message = f"readers see the address `{match[0]}` as it is written"
            word = re.search(r"([^\W_]+)[ \n]?\(?\Z", text[max(0, match.start() - 50) : match.start()])
            help = f"make it the address of a link: `[{word[1] if word else 'words'}]({match[0]})`"
            yield Finding(match.start(), match[0], message, help)


def _notes(text: str, document: Document) -> Iterator[Finding]:
    """Marks of notes without a text, and the other way round."""
    notes = {block.mark: block for block in document.root.walk() if block.kind == "note"}
    marks = [match for match in _MARK.finditer(text) if not _defines(text, match)]
    for match in marks:
        if match[1] not in notes and text[match.start() - 1 : match.start()] != "\\":
            message = f"the note `{match[0]}` has no text: readers see `{match[0]}`"
            help = f"add a line `{match[0]}: …` with its text after an empty line at the end, or delete `{match[0]}`"
            yield Finding(match.start(), match[0], message, help)
    for mark in notes.keys() - {match[1] for match in marks}:
        sign = f"[^{mark}]"
        help = f"write `{sign}` after the words that it belongs to, or delete the line"
        message = f"the note `{sign}` belongs to no words: readers see it alone below the text"
        yield Finding(text.index(f"{sign}:"), f"{sign}:", message, help)


def _undefined(text: str, document: Document) -> Iterator[Finding]:
    """Links by reference without an address."""
    for match in _REFERRING.finditer(text):
        label = match[2] or match[1]
        if _label(label) in document.references or match[1].casefold() == "sic" or text[match.start() - 1] == "\\":
            continue
        message = f"no line says where `[{label}]` leads, so this is not a link: readers see `{match[0]}`"
        help = f"write the address after it, as in `[{match[1]}](https://…)`, or add a line `[{label}]: https://…`"
        yield Finding(match.start(), match[0], message, help)


def _backticks(lines: list[Line], *, shows_code: bool) -> Iterator[Finding]:
    """Backticks instead of apostrophes or quotation marks, which make code of a link between them."""
    text = "\n".join(line.text for line in lines)
    code = [(start, end) for kind, start, end in literal_spans(text) if kind == "code"]
    for start, end in code:
        words, apostrophe = text[start:end], _APOSTROPHE.search(text, max(0, start - 30), end)
        if apostrophe and text[apostrophe.start() : start + 1].endswith(f"{apostrophe[1]}`"):
            message = "two backticks make code of what is between them" + (
                ", and the link there is none" if _LINK_SHOWN.search(words) else ""
            )
            help = f"write an apostrophe in place of each: `{apostrophe[1]}'{apostrophe[2]}`"
            yield Finding(_place(lines, start), "`", message, help)
        elif not shows_code and _LINK_SHOWN.search(words):
            help = "remove the backticks; for a quotation, write quotation marks"
            yield Finding(_place(lines, start), "`", "the link between these backticks is code, not a link", help)
    for match in _APOSTROPHE.finditer(text):
        at = match.end(1)
        if not any(start <= at < end for start, end in code):
            message = "a backtick instead of an apostrophe"
            yield Finding(_place(lines, at), "`", message, f"write `{match[1]}'{match[2]}`")


def _bold(lines: list[Line]) -> Iterator[Finding]:
    """Asterisks that make nothing bold, because there is a space inside or the second pair is missing."""
    text = without_literals("\n".join(line.text for line in lines))
    left = _BOLD.sub(lambda match: " " * len(match[0]), text) if "**" in text else ""
    for match in _SPACED_BOLD.finditer(left):
        if not match[1] and not match[3]:
            continue
        message = "a space within `**` keeps the words from being bold: readers see the asterisks"
        yield Finding(_place(lines, match.start()), match[0], message, f"write `**{match[2]}**`")
    for match in _OPEN_BOLD.finditer(_SPACED_BOLD.sub(lambda match: " " * len(match[0]), left)):
        message = "`**` is never closed: readers see the asterisks"
        help = "write `**` after the last bold word too, or delete it here"
        yield Finding(_place(lines, match.start()), match[0], message, help)


def _defines(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark begins its note."""
    before = text[text.rfind("\n", 0, mark.start()) + 1 : mark.start()]
    return text[mark.end() : mark.end() + 1] == ":" and not before.strip("> \t")


def _label(words: str) -> str:
    return " ".join(words.lower().split())


def _place(lines: list[Line], at: int) -> int:
    """Where in a text a character of some of its lines is."""
    for line in lines:
        if at <= len(line.text):
            return line.start + at
        at -= len(line.text) + 1
    return lines[-1].start + len(lines[-1].text)
