"""What no text may contain: HTML, pictures, links that readers can't follow, too much Markdown.

The same for all texts in all files, whether a brief, a summary or a title.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dayline.schema.markdown.limits import excesses
from dayline.schema.markdown.links import SCHEMES, Link, broken_address, links, without_code, without_literals
from dayline.schema.markdown.parser import parse

_EXTERNAL_SCHEMES = ("https", "http", "mailto")
_HTML = re.compile(r"<(?:![-–—]+|/?[A-Za-z][A-Za-z0-9-]*|!|\?)")
_COMMENT = re.compile(r"(<![-–—]+)(.*?(?:([-–—]+>)|\Z))", re.DOTALL)
_COMMENT_LINE = re.compile(r"^ {0,3}(\[[^\]\n]{1,200}\]:)[ \t]*(#|<>|<#>)[ \t]+\S", re.MULTILINE)
_BRACKETED = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\n]*|[^\s<>@]+@[^\s<>@]+)>")
_PICTURE = re.compile(r"(?<!\\)!\[([^\]]{0,1000}+)\](\(|\[([^\]]{0,200}+)\])?")
_SCHEME_PREFIX = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_LINK_HELP = (
    "write the complete address with `https://`, or an internal one such as `event:2022-03-14/slug` or `page:method`"
)


class Forbidden(NamedTuple):
    """A forbidden part of a text: message, help, the part, and how many parts like it come before (from 0)."""

    message: str
    help: str
    part: str
    nth: int


def in_plain_text(text: str) -> Iterator[Forbidden]:
    """The forbidden parts of a text that is not Markdown."""
    if "<" not in text:
        return
    help = "write plain text; where `<` means “less than”, put a space after it"
    for tag in _tags(text):
        address = _BRACKETED.match(text, tag.start())
        if address:
            message = f"`{shortened(address[0])}` is not a link here"
            yield _forbidden(text, address[0], address.start(), message, "write the address without `<` and `>`")
        else:
            yield _html(text, tag, help)


def in_markdown(text: str) -> Iterator[Forbidden]:
    """The forbidden parts of a Markdown text."""
    for part, start, message, help in excesses(text):
        yield _forbidden(text, part, start, message, help)
    yield from _in_links(text)
    for start in _pictures(text) if "![" in text else ():
        help = "remove the `!` to make it a link"
        yield _forbidden(text, "![", start, "pictures can't be put into the text", help)
    help = "write it in Markdown, or write `&lt;` for the `<`, or show it as code in backticks"
    for tag in _tags(without_literals(text)) if "<" in text else ():
        address = _BRACKETED.match(text, tag.start())
        if address:
            message = f"`{shortened(address[0])}` is not an address that can be a link"
            advice = "write it as `[text](address)`, without spaces in the address"
            yield _forbidden(text, address[0], address.start(), message, advice)
        else:
            yield _html(text, tag, help)


def _in_links(text: str) -> Iterator[Forbidden]:
    """Links that can't be followed, and reference definitions that hide a note."""
    comments = tuple(_COMMENT_LINE.finditer(without_code(text))) if "]:" in text else ()
    for comment in comments:
        yield _hidden_note(text, comment[1], comment.start(1), "delete the line")
    comment_targets = {start for comment in comments for start in (comment.start(2), comment.start(2) + 1)}
    for link in links(text):
        if broken := broken_address(text, link):
            address, white_space = broken
            message = f"{white_space} after `{shortened(link.target)}` ends the address"
            yield _forbidden(text, link.target, link.start, message, f"write `({address})`, without it")
        elif link.start not in comment_targets and (message := _link_mistake(link.target)):
            yield _forbidden(text, *_target(text, link), message, _LINK_HELP)


def _pictures(text: str) -> Iterator[int]:
    """The offset of each picture, whether its address follows or is in a reference definition."""
    references = parse(text).references
    for picture in _PICTURE.finditer(without_code(text)):
        label = " ".join((picture[3] or picture[1]).lower().split())
        if picture[2] == "(" or label in references:
            yield picture.start()


def _tags(text: str) -> Iterator[re.Match[str]]:
    """The HTML tags in a text, except closing tags that have an opening one, and anything inside a comment."""
    opened = set()
    for tag in _HTML.finditer(_COMMENT.sub(lambda comment: comment[1] + " " * len(comment[2]), text)):
        if tag[0][1:2] != "/" or tag[0][2:].lower() not in opened:
            yield tag
        opened.add(tag[0][1:].lower())


def _html(text: str, tag: re.Match[str], help: str) -> Forbidden:
    if comment := _COMMENT.match(text, tag.start()):
        end = f", up to and including `{comment[3]}`" if comment[3] else ""
        return _hidden_note(text, tag[0], tag.start(), f"delete the note{end}")
    return _forbidden(text, tag[0], tag.start(), f"`{tag[0]}` starts HTML, which is not allowed", help)


def _hidden_note(text: str, mark: str, start: int, help: str) -> Forbidden:
    """A note that readers were not meant to see; the help offers no way to keep it."""
    message = f"`{mark}` starts a hidden note, but everything in this file can be published"
    return _forbidden(text, mark, start, message, help)


def _forbidden(text: str, part: str, start: int, message: str, help: str) -> Forbidden:
    return Forbidden(message, help, part, text.count(part, 0, start))


def _target(text: str, link: Link) -> tuple[str, int]:
    """The part to point at, with its offset: the target, or the empty brackets of a link without one."""
    return (link.target, link.start) if link.target else (text[link.start - 2 : link.start + 1], link.start - 2)


def _link_mistake(target: str) -> str:
    """Why readers can't follow a link; empty if they can."""
    if not target:
        return "the link has no address"
    scheme = _SCHEME_PREFIX.match(target)
    if not scheme:
        return f"`{shortened(target)}` is not a complete address"
    if scheme[1].lower() not in _EXTERNAL_SCHEMES and scheme[1] not in SCHEMES:
        return f"links can't begin with `{scheme[1]}:`"
    if scheme[0] == target:
        return f"`{target}` is not a complete address"
    return ""


def shortened(text: str) -> str:
    """The text, cut off after 60 characters."""
    return text if len(text) <= 60 else text[:59] + "…"
