"""Typographic quotes, dashes and ellipses for what was typed on a keyboard."""

import re
from functools import lru_cache

from dayline.prose.links import TAG_REST

_TAG = "\x06"  # where a tag was, while quotes are curled; content can't contain it
_QUOTES = {
    "en": "“”‘’", "uk": "«»„“", "ru": "«»„“", "fr": "«»‘’", "de": "„“‚‘", "sq": "„“‚‘", "pl": "„”‚’", "it": "«»“”",
    "es": "«»“”",
}  # fmt: skip
_AROUND = re.compile(
    r"“(?P<a>[^“”„]+)”|„(?P<b>[^“”„]+)[“”]|«(?P<c>[^«»]+)»|»(?P<d>[^«»]+)«|\"(?P<e>[^\"]+)\"|「(?P<f>[^「」]+)」"
    r"|『(?P<g>[^『』]+)』|[‘‚](?P<h>(?:[^‘’‚]|(?<=\w)’(?=\w))+)[’‘]|'(?P<i>(?:[^']|(?<=\w)'(?=\w))+)'"
)
_CODE = re.compile(rf"(<(?:code|pre)\b.*?</(?:code|pre)>|<{TAG_REST})", re.DOTALL)
_SINGLE = re.compile(r"(?<=[^\W_])'(?=[^\W_])|(?<=[\s(\[“«„—–])'(?=\d\ds?\b)|^'(?=\d\ds?\b)")


@lru_cache(16384)
def plain(text: str, language: str = "en") -> str:
    """A text with typographic quotes, dashes and ellipses; still text, to be escaped."""
    if not _is_typed(text):
        return text
    text = text.replace("ʼ", "’")
    double_open, double_close, single_open, single_close = tuple(
        _QUOTES.get(language.split("-", maxsplit=1)[0], _QUOTES["en"])
    )
    text = text.replace("...", "…").replace("---", "—").replace("--", "–")
    text = _SINGLE.sub("’", text)
    text = re.sub(rf'((?:^|[\s(\[—–/=‘“«„])[*_{_TAG}]*)"', rf"\1{double_open}", text)
    text = text.replace('"', double_close)
    text = re.sub(rf"((?:^|[\s(\[—–/{double_open}])[*_{_TAG}]*)'(?={_TAG}*[^\s{_TAG}])", rf"\1{single_open}", text)
    return text.replace("'", "’" if single_close == "’" or single_open not in text else single_close)


def unquoted(text: str) -> str:
    """A text without the quotation marks around the whole of it, for where a page has marks of its own."""
    found = _AROUND.fullmatch(text)
    return text[found.start(found.lastgroup or 0) : found.end(found.lastgroup or 0)] if found else text


def curl_quotes(html: str, language: str) -> str:
    """Typographic quotes in the text of some HTML, not in its tags and code."""
    return _outside_tags(html, language) if _is_typed(html) else html


def _is_typed(text: str) -> bool:
    return "'" in text or '"' in text or "--" in text or "..." in text or "ʼ" in text


def _outside_tags(html: str, language: str) -> str:
    """Curl over the whole text at once, so that a quote mark after a tag knows what stands before it."""
    pieces = _CODE.split(html)
    joined = _TAG.join(pieces[0::2])
    curled = plain(joined, language).split(_TAG)
    return "".join(text + tag for text, tag in zip(curled, [*pieces[1::2], ""], strict=True))
