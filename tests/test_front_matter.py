"""Markdown files are split into their fields and their text."""

from hypothesis import given
from hypothesis import strategies as st

from dayline.problems import Problem, Span, Spot
from dayline.read.front_matter import FrontMatter, split


def test_fields_and_text_keep_their_lines() -> None:
    """Both parts know the number of their first line."""
    text = "---\ntitle: Method\nlang: en\n---\n\nHow we work.\n\n---\n\nMore.\n"
    parts = FrontMatter("title: Method\nlang: en\n", 2, "\nHow we work.\n\n---\n\nMore.\n", 5)
    assert split(text, "a.md") == (parts, [])


def test_empty_parts_are_allowed() -> None:
    """Nothing between the lines, and nothing behind them, is for others to judge."""
    assert split("---\n---", "a.md") == (FrontMatter("", 2, "", 3), [])


def test_spaces_behind_the_dashes_do_no_harm() -> None:
    """What can't be seen at the end of a `---` line is ignored."""
    assert split("---  \na: 1\n--- \t\nb", "a.md") == (FrontMatter("a: 1\n", 2, "b", 4), [])


def test_missing_opening_line() -> None:
    """A file that starts with a field is shown where the dashes belong."""
    advice = "write `---` as the first line, the fields below it, and `---` again before the text"
    problem = Problem("E01", Spot("a.md", span=Span(1, 1, 9)), "the file does not begin with a line `---`", advice)
    assert split("title: A\n---\ntext", "a.md") == (None, [problem])


def test_missing_closing_line() -> None:
    """Fields without an end are shown at their beginning."""
    advice = "write a line `---` between the last field and the text"
    spot = Spot("a.md", span=Span(1, 1, 4))
    problem = Problem("E01", spot, "the fields that begin here are never closed", advice)
    assert split("---\ntitle: A\n\ntext ---\n ---\n", "a.md") == (None, [problem])


@given(st.text(alphabet="-\n a:"))
def test_parts_lie_where_they_say(text: str) -> None:
    """No text raises, and both parts are found again by their line numbers."""
    parts, problems = split(text, "a.md")
    assert (parts is None) == bool(problems)
    if parts:
        lines = [*text.split("\n"), ""]
        assert "\n".join(lines[parts.body_line - 1 :]).startswith(parts.body)
        assert "\n".join(lines[parts.first_line - 1 :]).startswith(parts.yaml)
