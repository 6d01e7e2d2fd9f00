"""Markdown is shown as the GitHub Flavored Markdown specification has it, or is on the list of what is not."""

import re

import pytest

from dayline.prose import markdown
from dayline.schema.markdown.links import without_code

# Each construct: its name, the examples of the specification (0.29) that it is like, what is written, and the
# specification's HTML for it. The headings' level and what our tables carry besides are the only differences.
CONSTRUCTS = [
    ("a list right after a paragraph", "283", "Cars left:\n- 160 cars\n- 2 buses",
     "<p>Cars left:</p>\n<ul>\n<li>160 cars</li>\n<li>2 buses</li>\n</ul>"),
    ("a numbered list right after a paragraph, from 1 only", "284, 285",
     "Cars left in\n2022. They came back.\n\nCars left:\n1. 160 cars",
     "<p>Cars left in\n2022. They came back.</p>\n<p>Cars left:</p>\n<ol>\n<li>160 cars</li>\n</ol>"),
    ("nesting by two spaces", "272, 303", "- a\n  - b\n    - c\n- d",
     "<ul>\n<li>a\n<ul>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n</li>\n<li>d</li>\n</ul>"),
    ("nesting by the width of the number", "274, 275", "1. a\n   - b\n2. c",
     "<ol>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ol>"),
    ("four spaces nest too", "", "- a\n    - b",
     "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
    ("a second paragraph of an item", "234, 296", "- a\n\n  b\n- c",
     "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>"),
    ("a paragraph after a list, not of it", "233", "- a\n\nb",
     "<ul>\n<li>a</li>\n</ul>\n<p>b</p>"),
    ("a line of an item goes on", "269", "- a\nb\n  c",
     "<ul>\n<li>a\nb\nc</li>\n</ul>"),
    ("items with empty lines between", "286", "- a\n\n- b",
     "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>"),
    ("other bullets, other lists", "281", "- a\n* b\n+ c",
     "<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>\n<ul>\n<li>c</li>\n</ul>"),
    ("`10)`", "274, 282", "10) a\n11) b\n1. c",
     "<ol start=\"10\">\n<li>a</li>\n<li>b</li>\n</ol>\n<ol>\n<li>c</li>\n</ol>"),
    ("a year and a full stop", "243, 246", "2022. a",
     "<ol start=\"2022\">\n<li>a</li>\n</ol>"),
    ("an escaped full stop", "308", "2022\\. a",
     "<p>2022. a</p>"),
    ("code in an item", "242, 248", "- a\n\n      b",
     "<ul>\n<li>\n<p>a</p>\n<pre><code>b\n</code></pre>\n</li>\n</ul>"),
    ("`#word`", "34", "#word\n\n# word\n\n## two ##\n\n#",
     "<p>#word</p>\n<h1>word</h1>\n<h2>two</h2>\n<h1></h1>"),
    ("a heading right after a paragraph", "47", "a\n## b\nc",
     "<p>a</p>\n<h2>b</h2>\n<p>c</p>"),
    ("underlined headings", "50, 52", "a\n===\n\nb\nc\n---",
     "<h1>a</h1>\n<h2>b\nc</h2>"),
    ("a line across", "13, 28, 30", "a\n\n***\n- b\n* * *",
     "<p>a</p>\n<hr />\n<ul>\n<li>b</li>\n</ul>\n<hr />"),
    ("backtick fences", "89", "a\n```\n<b> *c*\n\n- d\n```\ne",
     "<p>a</p>\n<pre><code>&lt;b&gt; *c*\n\n- d\n</code></pre>\n<p>e</p>"),
    ("tilde fences", "90", "~~~ yaml\na: b\n~~~~",
     "<pre lang=\"yaml\"><code>a: b\n</code></pre>"),
    ("a fence in an item", "298", "- a\n  ```\n  b\n  ```\n- c",
     "<ul>\n<li>a\n<pre><code>b\n</code></pre>\n</li>\n<li>c</li>\n</ul>"),
    ("a fence without end", "96", "```\na\n\nb",
     "<pre><code>a\n\nb\n</code></pre>"),
    ("indented code", "77, 83", "a\n    b\n\n    c",
     "<p>a\nb</p>\n<pre><code>c\n</code></pre>"),
    ("quotations", "206, 211", "> a\nb\n> - c\n\n> d",
     "<blockquote>\n<p>a\nb</p>\n<ul>\n<li>c</li>\n</ul>\n</blockquote>\n<blockquote>\n<p>d</p>\n</blockquote>"),
    ("`2*3*4`", "361, 365", "2*3*4 = 24, 2 * 3 * 4 and 5*6",
     "<p>2<em>3</em>4 = 24, 2 * 3 * 4 and 5*6</p>"),
    ("emphasis within a word", "364, 366", "a_b_c, *d*e, f**g**h, __i__j",
     "<p>a_b_c, <em>d</em>e, f<strong>g</strong>h, __i__j</p>"),
    ("emphasis beside signs", "362", "a*\"b\"*c, a*(b)*, *(c)*, _“d”_e",
     "<p>a*&quot;b&quot;<em>c, a</em>(b)*, <em>(c)</em>, _“d”_e</p>"),
    ("smart quotes after marks", "", "*“a”* _‘b’_ **“c”** !“d” \\*“e”",
     "<p><em>“a”</em> <em>‘b’</em> <strong>“c”</strong> !“d” *“e”</p>"),
    ("emphasis in emphasis", "418", "*a **b** c* ***d*** **e *f* g**",
     "<p><em>a <strong>b</strong> c</em> <em><strong>d</strong></em> <strong>e <em>f</em> g</strong></p>"),
    ("marks without a partner", "", "*a **b* c** and * d",
     "<p><em>a <em><em>b</em> c</em></em> and * d</p>"),
    ("emphasis around links and code", "413, 428", "*a [b](https://c.example/) `d`* **`e`**",
     "<p><em>a <a href=\"https://c.example/\">b</a> <code>d</code></em> <strong><code>e</code></strong></p>"),
    ("marks in an address", "", "https://a.example/b_c_d*e and *https://a.example/f*",
     ("<p><a href=\"https://a.example/b_c_d*e\">https://a.example/b_c"
      "_d*e</a> and <em><a href=\"https://a.example/f\">https://a.example/f</a></em></p>")),
    ("strike-through", "491", "~~a~~ ~b~ ~~~c~~~ ca. ~300 and ~400",
     "<p><del>a</del> <del>b</del> ~~~c~~~ ca. ~300 and ~400</p>"),
    ("bare addresses", "622, 624, 628", "See https://a.example/b?c=d_e. Or www.a.example, (https://a.example/f_(g))",
     ("<p>See <a href=\"https://a.example/b?c=d_e\">https://a.example"
      "/b?c=d_e</a>. Or <a href=\"http://www.a.example\">www.a.exampl"
      "e</a>, (<a href=\"https://a.example/f_(g)\">https://a.example/f_(g)</a>)</p>")),
    ("bare addresses of e-mail", "629, 631", "Write to desk@a.example. Or to @desk",
     "<p>Write to <a href=\"mailto:desk@a.example\">desk@a.example</a>. Or to @desk</p>"),
    ("addresses in angle brackets", "602, 612", "<https://a.example/b> <desk@a.example>",
     ("<p><a href=\"https://a.example/b\">https://a.example/b</a> <a "
      "href=\"mailto:desk@a.example\">desk@a.example</a></p>")),
    ("a backslash at a line's end", "654, 664", "a\\\nb\n\nc\\",
     "<p>a<br />\nb</p>\n<p>c\\</p>"),
    ("two spaces at a line's end", "653, 665", "a  \nb\nc  ",
     "<p>a<br />\nb\nc</p>"),
    ("other backslashes", "308, 309", "\\*a\\* \\# \\b \\& \\&amp; \\<b",
     "<p>*a* # \\b &amp; &amp;amp; &lt;b</p>"),
    ("code of several backticks", "339, 359", "`` a`b `` ` c ` `d\ne` `f",
     "<p><code>a`b</code> <code>c</code> <code>d e</code> `f</p>"),
    ("definition lists, which there are not", "", "a\n: b\n\n:   c",
     "<p>a\n: b</p>\n<p>:   c</p>"),
    ("tables", "198, 201", "a\n| b | c |\n| :- | -: |\n| d `e\\|f` | g | h |\n| *i* |\n\nj",
     ("<p>a</p>\n<table>\n<thead>\n<tr>\n<th align=\"left\">b</th>\n<th align=\"right\">c</th>\n</tr>\n</thead>\n"
      "<tbody>\n<tr>\n<td align=\"left\">d <code>e|f</code></td>\n<td align=\"right\">g</td>\n</tr>\n<tr>\n"
      "<td align=\"left\"><em>i</em></td>\n<td align=\"right\"></td>\n</tr>\n</tbody>\n</table>\n<p>j</p>")),
    ("references", "161", "[a][B c], [d]\n\n[b  C]: https://b.example/ \"e\"\n[d]: <https://d.example/>",
     "<p><a href=\"https://b.example/\" title=\"e\">a</a>, <a href=\"https://d.example/\">d</a></p>"),
]  # fmt: skip


def same(html: str) -> str:
    """HTML without what nobody sees: white space around blocks, and how a character is written."""
    blocks = "p|ul|ol|li|blockquote|h[1-6]|hr|table|thead|tbody|tr|th|td|br"
    html = re.sub(r"<(br|hr) />", r"<\1>", html).replace("&quot;", '"').replace("\n</code>", "</code>")
    html = re.sub(r' aria-label="[^"]*"| lang="[^"]*"|<tbody>\s*</tbody>', "", html)
    html = re.sub(rf"\s*(</?(?:{blocks})(?: [^>]*)?>|<pre>|</pre>)\s*", r"\1", html.replace("h1>", "h2>"))
    return html.strip()


@pytest.mark.parametrize(("name", "examples", "written", "shown"), CONSTRUCTS, ids=[one[0] for one in CONSTRUCTS])
def test_as_the_specification(name: str, examples: str, written: str, shown: str) -> None:
    """What is written comes out as the specification says, but for white space that nobody sees."""
    assert same(markdown.convert(written)) == same(shown), (name, examples)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# a", "<h2>a</h2>"),
        ("a <b>c</b> <!-- d -->", "<p>a &lt;b&gt;c&lt;/b&gt; &lt;!-- d --&gt;</p>"),
        ("<div>\n*a*\n</div>", "<p>&lt;div&gt;\n<em>a</em>\n&lt;/div&gt;</p>"),
        ("a ![b](https://c.example/d.png)", "<p>a </p>"),
        ("- [ ] a\n- [x] b", "<ul>\n<li>[ ] a</li>\n<li>[x] b</li>\n</ul>"),
        ("> [!NOTE]\n> a", "<blockquote>\n<p>[!NOTE]\na</p>\n</blockquote>"),
        ("<tel:+44> ftp://a.example", "<p><a>tel:+44</a> ftp://a.example</p>"),
        ("“https://a.example/b”", '<p>“<a href="https://a.example/b">https://a.example/b</a>”</p>'),
        ("[a](/b) [c](d.md)", "<p><a>a</a> <a>c</a></p>"),
        ("@a #1 :smile:", "<p>@a #1 :smile:</p>"),
    ],
)
def test_on_purpose_not(written: str, shown: str) -> None:
    """What is not as on GitHub: it is refused, gets a warning, or is better so; docs/markdown.md lists it."""
    assert markdown.convert(written) == shown


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("a `b` c", "a     c"),
        ("a `` b`c `` `d", "a           `d"),
        ("a\n\n    b `\n\n`c`", "a\n\n       \n\n   "),
        ("- a\n\n      b\n\n  c", "- a\n\n       \n\n  c"),
        ("- a\n\n    b", "- a\n\n    b"),
        ("> ```x\n> b\n> ```\n> c", "      \n   \n     \n> c"),
        ("~~~\na\n```\nb", "   \n \n   \n "),
        ("> a `b\n> c` d", "> a   \n>    d"),
        ("| `a | b` |\n| - | - |", "| `a | b` |\n| - | - |"),
        ("`a\n\nb`", "`a\n\nb`"),
        ("> [a]: <https://b.example/>\n> `c", "> [a]: <https://b.example/>\n> `c"),
        ("\\`a`b`", "\\`a   "),
        ("\t`a`\n\n\tb\n- \tc `d`", "    \n\n  \n- \tc    "),
    ],
)
def test_code_is_left_out(written: str, left: str) -> None:
    """What is code for readers is code for the rules, and nothing else is; all other words stay where they are."""
    assert without_code(written) == left
