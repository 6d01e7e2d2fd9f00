"""Bytes of content files become text, or one problem that says where they don't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.problems import Problem, Span, Spot
from dayline.read.scan import LARGEST
from dayline.read.text import Source, decode

UTF8 = "save the file as UTF-8 in your editor"
NOT_TEXT = "delete it; it is often left behind by copying from another program"


def refused(line: int, column: int, message: str, advice: str) -> tuple[None, list[Problem]]:
    """What decode says about a file it refuses."""
    span = Span(line, column, column + 1)
    return None, [Problem("E01", Spot("a.yaml", span=span), message, advice)]


def test_line_ends_become_newlines() -> None:
    """CRLF and CR are read as LF."""
    assert decode(b"a: 1\r\nb: 2\rc: 3\n", "a.yaml") == ("a: 1\nb: 2\nc: 3\n", [])


def test_byte_order_mark_is_skipped() -> None:
    """A UTF-8 byte order mark is no part of the text."""
    assert decode(b"\xef\xbb\xbfa: 1\n", "a.yaml") == ("a: 1\n", [])


def test_any_language_is_accepted() -> None:
    """Letters, joiners and emoji of any script pass unchanged, direction marks of a single character too."""
    text = "title: Київ \u200fعربي\u200e 東京 é 👩\u200d👩 \u00a0\n"
    assert decode(text.encode(), "a.yaml") == (text, [])


def test_large_file_is_refused() -> None:
    """One byte more than a megabyte is too much, a megabyte is not."""
    advice = "split it into smaller files; pictures and documents belong in `media/`"
    assert decode(b"a" * LARGEST, "a.yaml") == ("a" * LARGEST, [])
    assert decode(b"a" * (LARGEST + 1), "a.yaml") == refused(1, 1, "the file is larger than 1 MB", advice)


@pytest.mark.parametrize(
    ("raw", "line", "column", "message", "advice"),
    [
        ("Київ".encode("utf-16"), 1, 1, "the file is not UTF-8 but UTF-16", UTF8),
        ("a: Київ".encode("utf-16-le"), 1, 2, "the file is not UTF-8 but UTF-16", UTF8),
        ("a: 1".encode("utf-32-be"), 1, 1, "the file is not UTF-8 but UTF-16", UTF8),
        ("a: 1\nb: Київ".encode("cp1251"), 2, 4, "the file is not UTF-8 but Windows-1251", UTF8),
        ("a: café".encode("latin-1"), 1, 7, "the file is not UTF-8 but Windows-1252 or Latin-1", UTF8),
        (
            "a: Київ ".encode() + b"\xff",
            1,
            9,
            "this character is damaged: it is not UTF-8",
            "type the character again and save the file as UTF-8",
        ),
    ],
)
def test_other_encodings_are_named(raw: bytes, line: int, column: int, message: str, advice: str) -> None:
    """The encoding is guessed, and the first bad byte pointed at."""
    assert decode(raw, "a.yaml") == refused(line, column, message, advice)


@pytest.mark.parametrize("character", ["\0", "\x07", "\x0b", "\x1b", "\x7f", "\x9b", "\ufdd0", "\ufffe", "\uffff"])
def test_characters_that_are_not_text_are_refused(character: str) -> None:
    """Control characters and noncharacters are shown where they stand."""
    raw = f"a: 1\nb: x{character}y\n".encode()
    message = f"a character that is not text (U+{ord(character):04X})"
    assert decode(raw, "a.yaml") == refused(2, 5, message, NOT_TEXT)


@pytest.mark.parametrize("character", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_turned_text_is_refused(character: str) -> None:
    """Characters that turn the direction of what follows can disguise text."""
    message = f"an invisible character that changes the direction of text (U+{ord(character):04X})"
    advice = "delete it; text in Arabic or Hebrew needs no such character"
    assert decode(f"a: {character}b".encode(), "a.yaml") == refused(1, 4, message, advice)


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_hidden_line_breaks_are_refused(character: str) -> None:
    """Breaks that YAML sees and editors don't are refused."""
    message = f"an invisible character that breaks the line (U+{ord(character):04X})"
    assert decode(f"a: {character}b".encode(), "a.yaml") == refused(1, 4, message, "delete it and press Enter instead")


@given(st.binary())
def test_any_bytes_are_text_or_one_problem(raw: bytes) -> None:
    """No bytes raise, and what is refused is one E01."""
    text, problems = decode(raw, "a.yaml")
    assert (text is None) == (len(problems) == 1)
    assert all(problem.code == "E01" for problem in problems)


@given(st.text(), st.integers(0, 99), st.integers(0, 99))
def test_spans_lie_in_one_line(text: str, start: int, end: int) -> None:
    """A span is at least one column wide and ends with its line at the latest."""
    span = Source(text, "a.yaml", 3).span(start, end)
    line = text.split("\n")[span.line - 3]
    assert 1 <= span.column < span.end <= max(len(line), span.column) + 1
