"""Links in Markdown: where they may lead, and whether they do."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from dayline.problems import MOST, Problem, Spot, first_few
from dayline.read.records import Entry
from dayline.rules.known import Known
from dayline.rules.references import missing
from dayline.schema.texts import SCHEMES, Link, links, markdown, pointing, without_code

OUTSIDE = ("https", "http", "mailto")
_PICTURE = re.compile(r"(?<!\\)!\[[^\]]{0,1000}+\]\(")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HTML = re.compile(
    r"<(?!https?://[^<>\s]+>|(?:mailto:)?[\w.+-]+@[\w.-]+>)"
    r"([A-Za-z][A-Za-z0-9-]*|/[A-Za-z][A-Za-z0-9-]*|!|\?)"
)
_HELP = "write the whole address with `https://`, or one of ours such as `event:2022-03-14/slug` or `page:method`"


def forbidden(entry: Entry[Any]) -> Iterator[Problem]:
    """E28: a link that runs code or depends on where it stands, or HTML."""
    for path, text in markdown(entry.record):
        spot = entry.spot.at(*path)
        wrong = [link for link in links(text) if _forbidden(link.target)]
        yield from first_few(wrong, partial(_wrong, spot, text))
        if path == ("body",) and "<" in text and entry.kind != "event":
            yield from _html(entry.spot.at(*path), text)


def picture(entry: Entry[Any]) -> Iterator[Problem]:
    """E28: a picture in Markdown, which is not shown."""
    for path, text in markdown(entry.record):
        found = _PICTURE.search(without_code(text)) if "![" in text else None
        if found:
            message = "a picture can't be put into the text"
            help = "take the `!` away, so that it becomes a link"
            yield Problem("E28", pointing(entry.spot.at(*path), text, "![", found.start()), message, help)


def dead(entry: Entry[Any], known: Known) -> Iterator[Problem]:
    """E09, in briefs E27: a link of ours that leads nowhere."""
    code = "E27" if entry.kind == "brief" else "E09"
    for path, text in markdown(entry.record):
        wrong = [link for link in links(text) if _is_dead(link.target, known)]
        for number, (target, start) in enumerate(wrong[: MOST + 1]):
            scheme, _, id = target.partition(":")
            for problem in _dead(pointing(entry.spot.at(*path), text, target, start), scheme, id, known, code):
                yield problem if number < MOST else problem.among(len(wrong) - MOST)


def _is_dead(target: str, known: Known) -> bool:
    scheme, colon, id = target.partition(":")
    return bool(colon) and scheme in SCHEMES and id not in known.registries[scheme]


def _dead(spot: Spot, scheme: str, id: str, known: Known, code: str) -> Iterator[Problem]:
    if scheme != "day":
        yield from missing(spot, scheme, id, known, code)
    elif not known.broken.on_day(id):
        message = f"there is no page for the day `{id}`"
        yield Problem(code, spot, message, "link to a day with events or a brief, as in `day:2022-03-14`")


def _wrong(spot: Spot, text: str, link: Link) -> Problem:
    place = pointing(spot, text, link.target, link.start) if link.target else spot
    return Problem("E28", place, _forbidden(link.target), _HELP)


def _forbidden(target: str) -> str:
    if not target:
        return "the link has no address"
    found = _SCHEME.match(target)
    if not found:
        return f"`{_short(target)}` is not a whole address"
    if found[1].lower() not in OUTSIDE and found[1] not in SCHEMES:
        return f"links can't begin with `{found[1]}:`"
    return ""


def _short(target: str) -> str:
    return target if len(target) <= 60 else target[:59] + "…"


def _html(spot: Spot, text: str) -> Iterator[Problem]:
    plain = without_code(text)
    found = _HTML.search(plain)
    if found:
        message = f"`{found[0]}` begins HTML, which is not allowed"
        help = "write it in Markdown, or `&lt;` for the `<`, or put it in backticks to show it"
        yield Problem("E28", pointing(spot, text, found[0], found.start()), message, help)
