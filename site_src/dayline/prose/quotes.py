"""Typographic quotes, dashes and ellipses for what was typed on a keyboard."""

import re
from functools import lru_cache

from dayline.prose.links import TAG_REST

_TAG = "\x06"  # where a tag was, while quotes are curled; content can't contain it
_QUOTES = {
    "en": "“”‘’", "uk": "«»„“", "ru": "«»„“", "fr": "«»‘’", "de": "„“‚‘", "sq": "„“‚‘", "pl": "„”‚’", "it": "«»“”",
    "es": "«»“”",
}  # fmt: skip
_CODE = re.compile(rf"(<(?:code|pre)\b.*?</(?:code|pre)>|<{TAG_REST})", re.DOTALL)
_SINGLE = re.compile(r"(?<=\w)'(?=\w)|(?<=[\s(\[“«„—–])'(?=\d\ds?\b)|^'(?=\d\ds?\b)")


@lru_cache(16384)
def plain(text: str, language: str = "en") -> str:
    """A text with typographic quotes, dashes and ellipses; still text, to be escaped."""
    if not _is_typed(text):
        return text
    double_open, double_close, single_open, single_close = tuple(
        _QUOTES.get(language.split("-", maxsplit=1)[0], _QUOTES["en"])
    )
    text = text.replace("...", "…").replace("---", "—").replace("--", "–")
    text = _SINGLE.sub("’", text)
    text = re.sub(rf'((?:^|[\s(\[—–/=‘“«„]){_TAG}*)"', rf"\1{double_open}", text)
    text = text.replace('"', double_close)
    text = re.sub(rf"((?:^|[\s(\[—–/{double_open}]){_TAG}*)'(?={_TAG}*[^\s{_TAG}])", rf"\1{single_open}", text)
    return text.replace("'", "’" if single_close == "’" or single_open not in text else single_close)


def curled(html: str, language: str) -> str:
    """Typographic quotes in the text of some HTML, not in its tags and code."""
    return _outside_tags(html, language) if _is_typed(html) else html


def _is_typed(text: str) -> bool:
    return "'" in text or '"' in text or "--" in text or "..." in text


def _outside_tags(html: str, language: str) -> str:
    """Curl over the whole text at once, so that a quote mark after a tag knows what stands before it."""
    pieces = _CODE.split(html)
    joined = _TAG.join(pieces[0::2])
    curled = plain(joined, language).split(_TAG)
    return "".join(text + tag for text, tag in zip(curled, [*pieces[1::2], ""], strict=True))
