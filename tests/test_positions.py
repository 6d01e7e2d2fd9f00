"""A spot in the content is found again in the text of its file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.problems import Span, Spot, Step
from dayline.read.positions import locate

EVENT = """\
# the seed
date: 2022-03-14
title: "Talks, talks and talks"
place: kyiv
planned:
attribution:
  by: mykhailo-podolyak  # who
  basis:
claims:
  - id: request
    text: >-
      Russia asked for
      equipment.

  - id: other
tags: [talks, war]
summary: It began
  on Monday and
  went on.
note: >-
quotes: {}
"""
BRIEF = """\
---
date: 2022-03-14
highlights:
  - nothing
---

The talks [paused](event:talks).
The talks go on.
"""


@pytest.mark.parametrize(
    ("path", "pointed", "line"),
    [
        (("date",), "2022-03-14", 2),
        (("title",), '"Talks, talks and talks"', 3),
        (("place",), "kyiv", 4),
        (("place", "place"), "kyiv", 4),
        (("place", 0), "kyiv", 4),
        (("place", 0, "role"), "kyiv", 4),
        (("planned",), "planned", 5),
        (("planned", "for"), "planned", 5),
        (("attribution", "by"), "mykhailo-podolyak", 7),
        (("attribution", "reason"), "by", 7),
        (("attribution", "basis"), "basis", 8),
        (("attribution",), "by: mykhailo-podolyak  # who", 7),
        (("claims",), "- id: request", 10),
        (("claims", 0), "id: request", 10),
        (("claims", 0, "text"), "Russia asked for", 12),
        (("claims", 1, "text"), "id", 15),
        (("claims", 7), "- id: request", 10),
        (("tags",), "[talks, war]", 16),
        (("tags", 1), "war", 16),
        (("tags", "x"), "[talks, war]", 16),
        (("summary",), "It began", 17),
        (("note",), "note", 20),
        (("quotes",), "{}", 21),
        (("quotes", "by"), "{}", 21),
        (("source",), "# the seed", 1),
        ((), "# the seed", 1),
    ],
)
def test_value(path: tuple[Step, ...], pointed: str, line: int) -> None:
    """A value is shown, or the deepest part of the way to it that exists."""
    assert found(Spot("a.yaml", path), EVENT) == (pointed, line)


@pytest.mark.parametrize(
    ("path", "pointed", "line"),
    [
        (("date",), "date", 2),
        (("claims", 1, "id"), "id", 15),
        (("claims", 1), "id: other", 15),
        (("planned",), "planned", 5),
    ],
)
def test_key(path: tuple[Step, ...], pointed: str, line: int) -> None:
    """The key is shown where it is what is wrong; a list entry has none."""
    assert found(Spot("a.yaml", path, on="key"), EVENT) == (pointed, line)


@pytest.mark.parametrize(
    ("path", "text", "nth", "pointed", "line"),
    [
        (("title",), "talks", 1, "talks", 3),
        (("title",), "talks", 9, "talks", 3),
        (("title",), "walks", 0, '"Talks, talks and talks"', 3),
        (("claims", 0, "text"), "equipment", 0, "equipment", 13),
        (("claims", 0, "text"), "for equipment", 0, "for", 12),
        (("summary",), "on Monday", 0, "on Monday", 18),
        (("summary",), "Monday or Tuesday", 0, "Monday", 18),
        (("claims",), "other", 0, "other", 15),
        ((), "war", 0, "war", 16),
    ],
)
def test_part_of_a_value(path: tuple[Step, ...], text: str, nth: int, pointed: str, line: int) -> None:
    """A part is found though lines are folded; else its first word, else the value's first line."""
    assert found(Spot("a.yaml", path, text=text, nth=nth), EVENT) == (pointed, line)


@pytest.mark.parametrize(
    ("path", "text", "nth", "pointed", "line"),
    [
        (("highlights", 0), "", 0, "nothing", 4),
        (("closed",), "", 0, "date: 2022-03-14", 2),
        (("body",), "", 0, "The talks [paused](event:talks).", 7),
        (("body",), "talks", 2, "talks", 8),
        (("body",), "peace", 0, "The talks [paused](event:talks).", 7),
    ],
)
def test_markdown(path: tuple[Step, ...], text: str, nth: int, pointed: str, line: int) -> None:
    """In a Markdown file both the fields and the text beneath them are found."""
    assert found(Spot("a.md", path, text=text, nth=nth), BRIEF) == (pointed, line)


def test_markdown_without_fields() -> None:
    """Where a file has no fields, all of it is text."""
    assert found(Spot("a.md", ("body",), text="on"), "Go\non.\n") == ("on", 2)
    assert found(Spot("a.md", ("title",)), "Go\non.\n") == ("Go", 1)


def test_known_span_is_kept() -> None:
    """What the reader found itself needs no second look."""
    assert locate(Spot("a.yaml", span=Span(7, 2, 3)), "") == Span(7, 2, 3)


def test_list_of_events() -> None:
    """In a file that holds several events, a missing field is shown in its own event."""
    assert found(Spot("a.yaml", (1, "title")), "- date: 2022\n- slug: b\n") == ("slug", 2)


def test_unreadable_file() -> None:
    """If the file can't be read any more, its first line must do."""
    assert found(Spot("a.yaml", ("a",)), "a: [b\n") == ("a: [b", 1)


def test_file_whose_slips_are_clear() -> None:
    """What was put right to read the rest is on the same lines."""
    assert found(Spot("a.yaml", ("c",)), "a: b: c\n  d\nc: e\n") == ("e", 3)


paths = st.lists(st.sampled_from(["a", "b", "body", 0, 1, -1])).map(tuple) | st.just(("claims", 0, "text"))
spots = st.builds(
    Spot,
    st.sampled_from(["a.yaml", "a.md"]),
    paths,
    st.sampled_from(["key", "value"]),
    st.text(max_size=5),
    st.integers(-1, 3),
)


@given(st.sampled_from([EVENT, BRIEF, "", "a:\n  - b: 1\n  -  a\n"]) | st.text(), spots)
def test_anything_is_somewhere(source: str, spot: Spot) -> None:
    """No spot and no text raise, and the answer lies within the file."""
    span = locate(spot, source)
    assert 1 <= span.line <= source.count("\n") + 1
    assert 1 <= span.column < span.end


def found(spot: Spot, source: str) -> tuple[str, int]:
    """The words that a spot points at, and their line."""
    span = locate(spot, source)
    return source.split("\n")[span.line - 1][span.column - 1 : span.end - 1], span.line


def test_number_of_many_digits() -> None:
    """A number that is too long for Python is a place in a GeoJSON as any other."""
    text = '{"type": "Point", "coordinates": [' + "1" * 5000 + ", 2]}"
    assert locate(Spot("content/maps/a.geojson", ("coordinates", 0)), text) == Span(1, 35, 5035)
