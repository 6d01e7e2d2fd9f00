"""From the bytes of a file to its text, and from an offset in the text to line and column."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from dayline.problems import Problem, Span, Spot
from dayline.read.scan import largest

BYTE_ORDER_MARK = "\ufeff"

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Decomposed characters, which some systems write: accents, Korean syllables, Japanese voiced sounds.
_DECOMPOSED = re.compile("[^\u0300-\u036f][\u0300-\u036f]+|[\u1100-\u11ff]+|.[\u3099\u309a]")
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_WIDE_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


def decode(raw: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file, with `\\n` at line ends; or None and the problem with the bytes (E01)."""
    if len(raw) > largest(file):
        return None, [_too_large(file)]
    if _has_many_nuls(raw):
        return None, [_not_utf8(raw, raw.index(0), file)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(raw, error.start, file)]
    text = normalised(text)
    problem = forbidden_character(Source(text, file))
    return (None, [problem]) if problem else (text, [])


def normalised(text: str) -> str:
    """The text with `\\n` at line ends and composed characters, without a byte order mark."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else _DECOMPOSED.sub(lambda match: normalize("NFC", match[0]), text)


def not_utf8(raw: bytes, file: str) -> Problem | None:
    """The first place where bytes are not UTF-8, with the encoding they seem to have (E01); None if they are."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(raw, error.start, file)
    return None


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file, or of the part of it that begins on line `first_line`."""

    text: str
    file: str
    first_line: int = 1

    def span(self, start: int, end: int) -> Span:
        """The span from `start` to `end`, cut off at the end of its line, at least one column wide."""
        start = max(0, min(start, len(self.text)))
        begin = self.text.rfind("\n", 0, start) + 1
        stop = min(max(end, start + 1), max(self.line_end(start), start + 1))
        line = self.first_line + self.text.count("\n", 0, start)
        return Span(line, start - begin + 1, stop - begin + 1)

    def line_end(self, offset: int) -> int:
        """The offset where the line with `offset` ends."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def mistake(self, start: int, end: int, message: str, advice: str) -> Problem:
        """An E01 that points at the text from `start` to `end`."""
        return Problem("E01", Spot(self.file, span=self.span(start, end)), message, advice)


def forbidden_character(source: Source) -> Problem | None:
    """The problem with the first forbidden control or invisible character."""
    if source.text.replace("\n", "").isprintable():
        return None
    match = _FORBIDDEN.search(source.text)
    return match and source.mistake(match.start(), match.end(), *_describe(match.group()))


def forbidden_in(text: str) -> str:
    """The first forbidden character in a text, or an empty text."""
    match = None if text.isprintable() else _FORBIDDEN.search(text)
    return match.group() if match else ""


def _describe(character: str) -> tuple[str, str]:
    """Message and help for a forbidden character."""
    name = f"U+{ord(character):04X}"
    if character in _BIDI_CONTROLS:
        return (
            f"an invisible character that changes the direction of text ({name})",
            "delete it; text in Arabic or Hebrew needs no such character",
        )
    if character in "\u2028\u2029\x85":
        return f"an invisible character that breaks the line ({name})", "delete it and press Enter instead"
    return (
        f"a character that is not text ({name})",
        "delete it; it is often left behind by copying from another program",
    )


def _too_large(file: str) -> Problem:
    help = "split it into smaller files; pictures and documents belong in `media/`"
    return Problem("E01", Spot(file, span=Span(1, 1, 2)), "the file is larger than 1 MB", help)


def _not_utf8(raw: bytes, start: int, file: str) -> Problem:
    before = normalised(raw[:start].decode("utf-8", "replace"))
    guess = _encoding(raw, start)
    message = f"the file is not UTF-8 but {guess}" if guess else "this character is damaged: it is not UTF-8"
    advice = "save the file as UTF-8 in your editor" if guess else "type the character again and save the file as UTF-8"
    return Source(before + "?", file).mistake(len(before), len(before) + 1, message, advice)


def _has_many_nuls(raw: bytes) -> bool:
    """Whether the bytes look like European text in UTF-16 or UTF-32, with or without a byte order mark."""
    return raw.count(0) * 8 > len(raw) > 3


def _encoding(raw: bytes, start: int) -> str:
    for mark, name in _WIDE_MARKS.items():
        if raw.startswith(mark):
            return name
    if _has_many_nuls(raw):
        return "UTF-16"
    if not raw[:start].isascii():
        return ""
    cyrillic = re.search(rb"[\xa5\xa8\xaa\xaf\xb2-\xb4\xb8\xba\xbf\xc0-\xff]{3}", raw[start:])
    return "Windows-1251" if cyrillic else "Windows-1252 or Latin-1"
