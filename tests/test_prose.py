"""Markdown and plain text become HTML that is safe and well set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline import prose, urls

PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)


def resolve(scheme: str, id: str) -> str | None:
    return None if id == "dead" else f"{urls.ROOT}{scheme}/{id}/"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ukraine's offer", "Ukraine’s offer"),
        ('He said "no" twice', "He said “no” twice"),
        ("the 'technical pause'", "the ‘technical pause’"),
        ("12--13 March... or later --- perhaps", "12–13 March… or later — perhaps"),
        ("the winter of '22", "the winter of ’22"),
        ("plain words", "plain words"),
    ],
)
def test_plain(written: str, shown: str) -> None:
    """Typewriter quotes, dashes and dots become typographic ones."""
    assert prose.plain(written) == shown


def test_plain_by_language() -> None:
    """Each language has its own quotation marks."""
    assert [prose.plain('"так"', lang) for lang in ("en", "uk", "de")] == ["“так”", "«так»", "„так“"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("two\nlines", "<p>two\nlines</p>"),
        ("*a* and `<b>'c'`", "<p><em>a</em> and <code>&lt;b&gt;'c'</code></p>"),
        ('He said *"a b"*', "<p>He said <em>“a b”</em></p>"),
        ('"[a pause](event:x)" and "*b*"', '<p>“<a href="\x1devent/x/">a pause</a>” and “<em>b</em>”</p>'),
        ("[x](event:2022-03-14/a)", '<p><a href="\x1devent/2022-03-14/a/">x</a></p>'),
        ("[x](event:dead)", "<p><a>x</a></p>"),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("[x](JaVaScRiPt:alert(1))", "<p><a>x</a></p>"),
        ("[x](data:text/html,hi) [y](../../etc) [z](//evil.example)", "<p><a>x</a> <a>y</a> <a>z</a></p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ('<img src=x onerror="alert(1)">', "<p>&lt;img src=x onerror=“alert(1)”&gt;</p>"),
        ("![a](https://example.net/x.png)", "<p></p>"),
        ("# One\n\n## Two", "<h2>One</h2>\n<h2>Two</h2>"),
        ("<https://example.net/>", '<p><a href="https://example.net/">https://example.net/</a></p>'),
        ("Q&A at A&amp;B", "<p>Q&amp;A at A&amp;B</p>"),
        ("a &#x1d;b&#29; &#6; 'c' &#X202e; &#8217;", "<p>a �b� � ‘c’ � ’</p>"),
        ("", ""),
    ],
)
def test_block(written: str, shown: str) -> None:
    """Markdown becomes HTML; HTML in it, foreign schemes, relative links and pictures do not."""
    assert prose.block(written, resolve) == shown


def test_inline() -> None:
    """A field of one paragraph has no paragraph around it."""
    assert prose.inline("a *b*", resolve) == "a <em>b</em>"


@given(PLAIN)
def test_short_cut_agrees(text: str) -> None:
    """A text without Markdown characters comes out the same with and without a Markdown run."""
    text = " ".join(text.split())
    if not text or prose.is_markdown(text):
        return
    assert prose.block(text, resolve) == prose.through_markdown(text, resolve)


@given(st.text())
def test_never_active(text: str) -> None:
    """Whatever is written, nothing comes out that a browser would run or fetch."""
    html = str(prose.block(text, resolve)).lower()
    assert not any(mark in html for mark in ("<script", "<img", "<iframe", "<style", "<svg", 'href="javascript'))


@given(st.text())
def test_same_again(text: str) -> None:
    """The same text gives the same HTML whatever was converted before."""
    first = prose.block(text, resolve)
    prose.block("[^1]: x\n\n[^1] *y*", resolve)
    assert prose.block(text, resolve) == first
