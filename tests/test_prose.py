"""Markdown and plain text become HTML that is safe and well set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline import prose, urls
from dayline.prose import fast, markdown
from dayline.prose.kept import Kept
from dayline.prose.links import Resolve, resolve_links, strip_links
from dayline.prose.typography import curl_quotes
from dayline.read.text import forbidden_in
from dayline.schema.markdown.limits import excesses

PIECES = (
    "a", "word", " ", "\n", "\n\n", "- ", "\n- b", "## ", "\n\n### T\n\n", "*e*", "**s t**", "*", "**", "[", "](", "]",
    "[a b](event:x)", "[c](claim:2022-03-14/a#c-1)", "[d](https://a.example/b_c?d=e)", "[x](http://xn--a.b)", "(",
    "[y](https://1.2.3.4/)", "[z](mailto:a@b.c)", "[^1]", "[r]: y", "1.", "'", '"', "&", "&amp;", "<", ">", "\\", "`",
    ")", "!", "_", "|", "~", "^", "=", "---", "+", "    ", "  ", "\t", "\xa0", "\u3000", "\u200b", "é", "Київ", ":",
    ".", "?", "#", "/", "{", "@", "https://a.example", "www.a.example", "a@b.example", "\n ", "“", "”", "€", "~~",
    "```\n", "\n  - c", "\n\n  d", "2. ", "3) ",
)  # fmt: skip
TEXT = st.text(st.characters(codec="utf-8").filter(lambda character: not forbidden_in(character)))
WRITTEN = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
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
        ("*\"so\" and _'so'", "*“so” and _‘so’"),
        ('"Stop !" *"so*"', "“Stop !” *“so*”"),
        ("Прокопʼєв, Прокоп'єв і Прокоп’єв", "Прокоп’єв, Прокоп’єв і Прокоп’єв"),
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
        ("Прокопʼєв *і* `ʼ`", "<p>Прокоп’єв <em>і</em> <code>ʼ</code></p>"),
        ("", ""),
    ],
)
def test_block(written: str, shown: str) -> None:
    """Markdown becomes HTML; HTML in it, foreign schemes, relative links and pictures do not."""
    assert prose.block(written, resolve) == shown


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("“Something”", "Something"),
        ('"Something"', "Something"),
        ("„Так“", "Так"),
        ("«Так»", "Так"),
        ("‘I don’t know’", "I don’t know"),
        ("'I don't know'", "I don't know"),
        ("“One” and “two”", "“One” and “two”"),
        ("“One.” He left", "“One.” He left"),
        ("‘One’ and ‘two’", "‘One’ and ‘two’"),
        ("“He said ‘no’”", "He said ‘no’"),
        ("“He said “no””", "“He said “no””"),
        ("’22 to ’24", "’22 to ’24"),
        ("“”", "“”"),
        ("", ""),
    ],
)
def test_marks_around_the_whole(text: str, left: str) -> None:
    """Quotation marks go where a page adds its own, if they are around the whole and nothing else."""
    assert prose.unquoted(text) == left


def test_inline() -> None:
    """A field of one paragraph has no paragraph around it."""
    assert prose.inline("a *b*", resolve) == "a <em>b</em>"


def through_markdown(text: str, resolve: Resolve) -> str:
    """The same as `block`, but always through Python-Markdown."""
    return resolve_links(curl_quotes(markdown.convert(text), "en"), resolve)


@given(PLAIN)
def test_short_cut_agrees(text: str) -> None:
    """A text without Markdown characters comes out the same with and without a Markdown run."""
    text = " ".join(text.split())
    if not text or prose.is_markdown(text):
        return
    assert prose.block(text, resolve) == through_markdown(text, resolve)


@given(WRITTEN)
def test_common_agrees(text: str) -> None:
    """What is converted in the short way comes out as in the long way."""
    html = fast.convert(text.strip())
    assert html is None or html == markdown.convert(text.strip())


@given(WRITTEN.filter(lambda text: "\xa0" not in text))
def test_every_way_agrees(text: str) -> None:
    """Whichever way a text takes, it comes out the same."""
    assert prose.block(text, resolve) == through_markdown(text.strip(), resolve)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*a b* and **c**.", "<p><em>a b</em> and <strong>c</strong>.</p>"),
        ("[d\ne](actor:f)", '<p><a href="\x1factor/f">d\ne</a></p>'),
        ("[a](https://b.example/c_d)", '<p><a href="https://b.example/c_d">a</a></p>'),
        ("## A b\n\nc\n\nd", "<h2>A b</h2>\n<p>c</p>\n<p>d</p>"),
        ("- d\n- *e*\n\nf", "<ul>\n<li>d</li>\n<li><em>e</em></li>\n</ul>\n<p>f</p>"),
        ("# A", "<h2>A</h2>"),
    ],
)  # fmt: skip
def test_common(written: str, shown: str) -> None:
    """Paragraphs, headings and lists of words, links and emphasis need no Python-Markdown."""
    assert fast.convert(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        "![a](event:b)", "[a](javascript:b)", "[a](event:b 'c')", "[*a*](event:b)", "*[a](event:b)*", "***a***", "* a",
        "*a **b***", "a * b", "- a\n\n- b", "- a\n  b", "- a\n    - b", "- # a", "## a #", "a\n## b", "`a`", "a_b_",
        "a\xa0*b*", "[a](mailto:b@c.d)", "[a](https://127.1/)", "[a](https://xn--b.c/)", "[a][b]", "> a",
        "a  \n*b*", "\n\n*a*", "a & b", "1. *a*",
    ],
)  # fmt: skip
def test_uncommon(written: str) -> None:
    """Everything else is left to Python-Markdown."""
    assert fast.convert(written) is None


def test_links_lead_where_they_are_asked_to() -> None:
    """The same text leads elsewhere, or nowhere, on a site that has other things."""
    for text in ("[a](event:b)", '[a](event:b "c & d")', "[a](event:b) `c`"):
        found = [prose.inline(text, lambda _scheme, _id, url=url: url) for url in ("/x/", "/y/", None, "/x/")]
        assert found[0] == found[3] == found[1].replace("/y/", "/x/")
        assert found[2] == found[0].replace(' href="/x/"', "")


def test_links_ask_for_what_was_written() -> None:
    """The id in a link is asked for as it was written."""
    asked = []
    prose.block('[a](term:b&c"d) [e](claim:2022-03-14/f#g)', lambda *found: asked.append(found))
    assert asked == [("term", 'b&c"d'), ("claim", "2022-03-14/f#g")]


class Slow:
    """A way to HTML that counts how often it is taken."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def __call__(self, text: str) -> str:
        self.taken.append(text)
        return f"<p>{text}</p>"


def test_kept_texts_are_made_once() -> None:
    """A text that was made before is not made again, in this process or the next."""
    slow = Slow()
    first, second = Kept(slow), Kept(slow)
    assert [first("a"), first("b"), first("a")] == ["<p>a</p>", "<p>b</p>", "<p>a</p>"]
    fresh = first.fresh()
    assert fresh is not None
    second.recall(lambda: fresh)
    assert [second("b"), second("c")] == ["<p>b</p>", "<p>c</p>"]
    assert slow.taken == ["a", "b", "c"]


def test_only_what_is_new_is_to_be_kept() -> None:
    """Nothing is written again that is kept already."""
    kept = Kept(Slow())
    assert kept.fresh() is None
    kept("a")
    assert len(kept.fresh() or ()) == 1
    kept("a")
    assert kept.fresh() is None


def test_texts_are_not_loaded_before_they_are_needed() -> None:
    """What was kept costs nothing where no text asks for it."""
    loaded = []
    kept = Kept(Slow())
    kept.recall(lambda: loaded.append(1) or {})
    assert kept.fresh() is None
    assert loaded == []
    kept("a")
    kept("b")
    assert loaded == [1]


def test_texts_that_are_gone_are_forgotten() -> None:
    """After most texts were asked for, the others are not kept; after a few, they are."""
    before = Kept(Slow())
    for text in "abcdef":
        before(text)
    known = before.fresh() or {}
    for asked, left in (("ax", 7), ("abcx", 4)):
        kept = Kept(Slow())
        kept.recall(lambda: known)
        for text in asked:
            kept(text)
        assert len(kept.fresh() or ()) == left


@given(st.one_of(TEXT, WRITTEN))
def test_never_active(text: str) -> None:
    """Whatever is written, nothing comes out that a browser would run or fetch."""
    html = str(prose.block(text, resolve)).lower()
    assert not any(mark in html for mark in ("<script", "<img", "<iframe", "<style", "<svg", 'href="javascript'))


@given(TEXT)
def test_same_again(text: str) -> None:
    """The same text gives the same HTML whatever was converted before."""
    first = prose.block(text, resolve)
    prose.block("[^1]: x\n\n[^1] *y*", resolve)
    assert prose.block(text, resolve) == first


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<a title="a > b">"c"</a> \'d\'', '<a title="a > b">“c”</a> ‘d’'),
        ("<a title='\"a\" > b'>--</a>", "<a title='\"a\" > b'>–</a>"),
        ('<th align="x>">"a"</th><code>"b"</code>', '<th align="x>">“a”</th><code>"b"</code>'),
        ('a <b "c', "a <b “c"),
    ],
)
def test_tags_are_left_as_they_are(html: str, shown: str) -> None:
    """A `>` in an attribute does not end the tag, so that the quotation mark behind it is not curled."""
    assert curl_quotes(html, "en") == shown


def test_links_are_taken_out_whole() -> None:
    """A `>` in an attribute does not end the tag of a link that is taken out."""
    assert strip_links('<em><a href="b" title="c > d">e</a></em> <abbr>f</abbr>') == "<em>e</em> <abbr>f</abbr>"


DEEP = {
    "lists": "\n".join(f"{'    ' * depth}- a" for depth in range(400)),
    "numbered lists": "\n".join(f"{'    ' * depth}1. a" for depth in range(400)),
    "tabs": "\n".join("\t" * depth + "- a" for depth in range(400)),
    "lists on one line": "- " * 600 + "a",
    "numbers on one line": "1. " * 600 + "a",
    "quotations": ">" * 600 + "a",
    "quotations and lists": "> - " * 600 + "a",
    "brackets": "[" * 600 + "a" + "](event:b)" * 600,
    "emphasis": "*a _b " * 600 + "c_ d* " * 600,
    "footnotes": "[^0]\n\n" + "".join(f"{'    ' * n}[^{n}]: a [^{n + 1}]\n\n" for n in range(150)),
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_however_deep(text: str) -> None:
    """A text that is too deep for Python-Markdown comes out as it was written, and the next one as ever."""
    assert through_markdown(text, resolve)
    assert through_markdown("- *a*\n    - b", resolve) == ("<ul>\n<li><em>a</em><ul>\n<li>b</li>\n</ul>\n</li>\n</ul>")


def test_too_deep_as_written() -> None:
    """What Python-Markdown gives up on is shown as text."""
    assert through_markdown("- " * 600 + "<b>", resolve) == f"<p>{'- ' * 600}&lt;b&gt;</p>"


NESTING = st.lists(st.sampled_from(("- ", "1. ", "> ", ">", "    ", "\t", "* ", "[^1]: ")), max_size=20).map("".join)


@given(st.lists(st.tuples(NESTING, WRITTEN), max_size=60))
def test_every_text_comes_out(lines: list[tuple[str, str]]) -> None:
    """No text, however deep its lists and quotations, makes `prose` fail."""
    text = "\n".join(nesting + written for nesting, written in lines)
    assert isinstance(prose.block(text, resolve), str)


@pytest.mark.parametrize(
    ("part", "most", "message"),
    [
        ("    " * 20 + "- a\n", 0, "lists or quotations nested more than 20 levels deep"),
        (">" * 21 + " a\n", 0, "lists or quotations nested more than 20 levels deep"),
        ("- > 1. " * 7 + "a\n", 0, "lists or quotations nested more than 20 levels deep"),
        ("|a" * 101 + "|\n", 0, "a table with more than 100 columns"),
        ("`" * 9 + " a\n", 0, "more than 8 backticks in a row"),
        ("a\n", 2998, "3,001 lines, more than 3,000"),
        ("# a\n\n", 200, "201 headings, more than 200"),
        ("> ## a\n\n", 200, "201 headings, more than 200"),
        ("a: 1\n---\n", 100, "101 lines such as `---` or `===`, more than 100"),
        ("a\n=\n", 100, "101 lines such as `---` or `===`, more than 100"),
        ("* * *\n", 100, "101 lines such as `---` or `===`, more than 100"),
        ("_ _ _\n", 100, "101 lines such as `---` or `===`, more than 100"),
        ("[^1] ", 200, "201 footnote marks, more than 200"),
        ("[a]: b\n", 200, "201 addresses and notes that begin with `[…]:`, more than 200"),
        ("[a](", 600, "601 `[`, more than 600"),
        ("![", 600, "601 `[`, more than 600"),
        ("www.a.b ", 1200, "1,201 addresses, more than 1,200"),
        ("a@b.example ", 1200, "1,201 addresses, more than 1,200"),
        ("http://a.b/ ", 1200, "1,201 addresses, more than 1,200"),
        ("*a _", 2000, "4,002 `*`, `_` and `~`, more than 4,000"),
        ("~a ", 4000, "4,001 `*`, `_` and `~`, more than 4,000"),
        ("` ", 1000, "1,001 backticks, more than 1,000"),
        ("\\a", 2000, "2,001 backslashes, more than 2,000"),
        ("| a\n| ", 2500, "5,002 `|`, more than 5,000"),
        ("<&", 2000, "4,002 `<` and `&`, more than 4,000"),
    ],
)  # fmt: skip
def test_limits(part: str, most: int, message: str) -> None:
    """A text at a limit becomes a page, and one beyond it is told why it does not."""
    begun = "Words before all of this, so that the text is long enough.\n\n"
    assert list(excesses(begun + part * most)) == []
    assert prose.block(begun + part * most, resolve)
    found = [it.message for it in excesses(begun + part * (most + 1))]
    assert found == [f"the text has {message}"]


@pytest.mark.parametrize("length", [987, 988, 989, 990, 991])
def test_links_reach_so_far(length: int) -> None:
    """A link of more than 1,000 characters is none, whichever way the text takes; the next one is."""
    text = f"[{'a' * length}](event:b) [c](event:d)"
    found = [prose.block(text, resolve).count("<a "), through_markdown(text, resolve).count("<a ")]
    assert found == ([2, 2] if length <= 990 else [1, 1])
