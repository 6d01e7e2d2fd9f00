"""What no text may hold: HTML, pictures, links that readers cannot follow, more Markdown than can become a page.

One rule for every text of every file, whether it is a brief, a summary or a title.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dayline.schema.markdown_blocks import parse
from dayline.schema.markdown_limits import excesses
from dayline.schema.markdown_links import SCHEMES, Link, links, parted, plain, without_code

OUTSIDE = ("https", "http", "mailto")
_HTML = re.compile(r"<(?:![-–—]+|/?[A-Za-z][A-Za-z0-9-]*|!|\?)")
_HIDDEN = re.compile(r"(<![-–—]+)(.*?(?:([-–—]+>)|\Z))", re.DOTALL)
_HIDDEN_LINE = re.compile(r"^ {0,3}(\[[^\]\n]{1,200}\]:)[ \t]*(#|<>|<#>)[ \t]+\S", re.MULTILINE)
_WHOLE = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\n]*|[^\s<>@]+@[^\s<>@]+)>")
_PICTURE = re.compile(r"(?<!\\)!\[([^\]]{0,1000}+)\](\(|\[([^\]]{0,200}+)\])?")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_LINK_HELP = "write the whole address with `https://`, or one of ours such as `event:2022-03-14/slug` or `page:method`"


class Wrong(NamedTuple):
    """What is wrong with a part of a text, what helps, the part, and how many like it come before."""

    message: str
    help: str
    part: str
    nth: int


def in_words(text: str) -> Iterator[Wrong]:
    """What may not be in a text that is no Markdown."""
    if "<" not in text:
        return
    help = "write plain text; where `<` means “less than”, put a space after it"
    for found in _tags(text):
        whole = _WHOLE.match(text, found.start())
        if whole:
            message = f"`{_short(whole[0])}` is not a link here"
            yield _wrong(text, whole[0], whole.start(), message, "write the address without `<` and `>`")
        else:
            yield _html(text, found, help)


def in_markdown(text: str) -> Iterator[Wrong]:
    """What may not be in a Markdown text."""
    for part, start, message, help in excesses(text):
        yield _wrong(text, part, start, message, help)
    yield from _of_links(text)
    for start in _pictures(text) if "![" in text else ():
        help = "take the `!` away, so that it becomes a link"
        yield _wrong(text, "![", start, "a picture can't be put into the text", help)
    help = "write it in Markdown, or `&lt;` for the `<`, or put it in backticks to show it"
    for tag in _tags(plain(text)) if "<" in text else ():
        whole = _WHOLE.match(text, tag.start())
        if whole:
            message = f"`{_short(whole[0])}` is not an address that can be a link"
            yield _wrong(text, whole[0], whole.start(), message, "write it as `[words](address)`, without spaces")
        else:
            yield _html(text, tag, help)


def _of_links(text: str) -> Iterator[Wrong]:
    """Addresses that lead nowhere, or that hide a note."""
    hidden = tuple(_HIDDEN_LINE.finditer(without_code(text))) if "]:" in text else ()
    for note in hidden:
        yield _hidden_note(text, note[1], note.start(1), "delete the line")
    notes = {start for note in hidden for start in (note.start(2), note.start(2) + 1)}
    for link in links(text):
        if whole := parted(text, link):
            message = f"{whole[1]} after `{_short(link.target)}` ends the address"
            yield _wrong(text, link.target, link.start, message, f"write `({whole[0]})`, without it")
        elif link.start not in notes and (message := _unfollowable(link.target)):
            yield _wrong(text, *_shown(text, link), message, _LINK_HELP)


def _pictures(text: str) -> Iterator[int]:
    """Where pictures begin, their address right behind or in a reference."""
    known = parse(text).references
    for found in _PICTURE.finditer(without_code(text)):
        label = " ".join((found[3] or found[1]).lower().split())
        if found[2] == "(" or label in known:
            yield found.start()


def _tags(text: str) -> Iterator[re.Match[str]]:
    """Where HTML begins in a text; the end of a tag goes with its beginning, and what is in a hidden note with that."""
    begun = set()
    for found in _HTML.finditer(_HIDDEN.sub(lambda note: note[1] + " " * len(note[2]), text)):
        if found[0][1:2] != "/" or found[0][2:].lower() not in begun:
            yield found
        begun.add(found[0][1:].lower())


def _html(text: str, found: re.Match[str], help: str) -> Wrong:
    if note := _HIDDEN.match(text, found.start()):
        end = f", up to and with `{note[3]}`" if note[3] else ""
        return _hidden_note(text, found[0], found.start(), f"delete the note{end}")
    return _wrong(text, found[0], found.start(), f"`{found[0]}` begins HTML, which is not allowed", help)


def _hidden_note(text: str, mark: str, start: int, help: str) -> Wrong:
    """That somebody wrote a note which readers should not see; no way is offered to keep it."""
    message = f"`{mark}` begins a hidden note, and everything in this file can be published"
    return _wrong(text, mark, start, message, help)


def _wrong(text: str, part: str, start: int, message: str, help: str) -> Wrong:
    return Wrong(message, help, part, text.count(part, 0, start))


def _shown(text: str, link: Link) -> tuple[str, int]:
    """What to point at: the address, or the empty brackets where one should be."""
    return (link.target, link.start) if link.target else (text[link.start - 2 : link.start + 1], link.start - 2)


def _unfollowable(target: str) -> str:
    if not target:
        return "the link has no address"
    found = _SCHEME.match(target)
    if not found:
        return f"`{_short(target)}` is not a whole address"
    if found[1].lower() not in OUTSIDE and found[1] not in SCHEMES:
        return f"links can't begin with `{found[1]}:`"
    if found[0] == target:
        return f"`{target}` is not a whole address"
    return ""


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"
