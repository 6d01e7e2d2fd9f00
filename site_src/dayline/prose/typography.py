"""Typographic quotes, dashes and ellipses instead of typewriter ones."""

import re
from functools import lru_cache

from dayline.prose.links import TAG_REST

_TAG = "\x06"  # stands in for a tag while quotes are curled; content can't contain it
_QUOTES = {
    "en": "“”‘’", "uk": "«»„“", "ru": "«»„“", "fr": "«»‘’", "de": "„“‚‘", "sq": "„“‚‘", "pl": "„”‚’", "it": "«»“”",
    "es": "«»“”",
}  # fmt: skip
_ENCLOSING_QUOTES = re.compile(
    r"“(?P<a>[^“”„]+)”|„(?P<b>[^“”„]+)[“”]|«(?P<c>[^«»]+)»|»(?P<d>[^«»]+)«|\"(?P<e>[^\"]+)\"|「(?P<f>[^「」]+)」"
    r"|『(?P<g>[^『』]+)』|[‘‚](?P<h>(?:[^‘’‚]|(?<=\w)’(?=\w))+)[’‘]|'(?P<i>(?:[^']|(?<=\w)'(?=\w))+)'"
)
_CODE = re.compile(rf"(<(?:code|pre)\b.*?</(?:code|pre)>|<{TAG_REST})", re.DOTALL)
_SINGLE = re.compile(r"(?<=[^\W_])'(?=[^\W_])|(?<=[\s(\[“«„—–])'(?=\d\ds?\b)|^'(?=\d\ds?\b)")


@lru_cache(16384)
def plain(text: str, language: str = "en") -> str:
    """The text with typographic quotes, dashes and ellipses; not yet escaped."""
    if not _needs_typography(text):
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
    """The text without enclosing quotation marks, for pages that add their own."""
    match = _ENCLOSING_QUOTES.fullmatch(text)
    return text[match.start(match.lastgroup or 0) : match.end(match.lastgroup or 0)] if match else text


def curl_quotes(html: str, language: str) -> str:
    """HTML with typographic quotes in its text, but not in tags and code."""
    return _outside_tags(html, language) if _needs_typography(html) else html


def _needs_typography(text: str) -> bool:
    return "'" in text or '"' in text or "--" in text or "..." in text or "ʼ" in text


def _outside_tags(html: str, language: str) -> str:
    """Curl the whole text at once, so that a quote after a tag is curled by the character before it."""
    pieces = _CODE.split(html)
    joined = _TAG.join(pieces[0::2])
    curled = plain(joined, language).split(_TAG)
    return "".join(text + tag for text, tag in zip(curled, [*pieces[1::2], ""], strict=True))
