"""The style sheets: what the program writes is what they say."""

import re
from pathlib import Path

import pytest

from dayline.style import minified_css
from dayline.theme import load

STYLE = Path(__file__).parents[1] / "templates/assets/style"
TOKEN = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6}|#[0-9a-f]{3}|var\(--[a-z]+\));")
MEANINGS = ("ink", "accent", "good", "doubt", "bad", "change")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PRELUDE = re.compile(r"(?<=[{};])\s*([^{};@]+?)\s*(?=\{)")


def selectors(style: str) -> list[str]:
    """What stands before the braces, written one way; spaces that mean something are kept."""
    found = PRELUDE.findall(";" + COMMENT.sub("", style))
    return [re.sub(r"\s*([>+~,()])\s*", lambda sign: sign[0].strip(), " ".join(prelude.split())) for prelude in found]


def test_bundle_has_every_selector() -> None:
    """The bundle has every selector of the sheets as it is written there: what is minified means the same."""
    bundle = next(raw for name, raw in load(Path()).assets.items() if re.fullmatch(r"style\.\w+\.css", name))
    sheets = "".join(path.read_text("utf-8") for path in sorted(STYLE.glob("*.css")))
    assert selectors(bundle.decode()) == selectors(sheets)


@pytest.mark.parametrize(
    ("sheet", "minified"),
    [
        # between two parts of a selector a space is a combinator, in whatever block the rule is
        ("@layer x { .a :is(b) { c: d } }", "@layer x{.a :is(b){c:d}}"),
        ("@container x (a) { .z { y: x }\n.a :hover { c: d } }", "@container x (a){.z{y:x}.a :hover{c:d}}"),
        ("@scope (.a) to (.b) { .a :not(b :is(c)) { c: d } }", "@scope (.a) to (.b){.a :not(b :is(c)){c:d}}"),
        ("@starting-style { a ::before { c: d } }", "@starting-style{a ::before{c:d}}"),
        (".x { e: f; .a :is( b , c ) { c: d } & :hover { c: d } }", ".x{e:f;.a :is(b,c){c:d}& :hover{c:d}}"),
        ("@supports not selector(a :is(b)) { a { c: d } }", "@supports not selector(a :is(b)){a{c:d}}"),
        ("@page x :first { margin: 0 }", "@page x :first{margin:0}"),
        (".a [x] .b #c * ::part(d) :e { c: d }", ".a [x] .b #c * ::part(d) :e{c:d}"),
        ("a > :is(b) ~ c + :is(d) , :is(e) { c: d }", "a>:is(b)~c + :is(d),:is(e){c:d}"),
        ("a[x = 'y' i] :nth-child( 2n + 1 of b ) { c: d }", "a[x='y' i] :nth-child(2n + 1 of b){c:d}"),
        # a comment is no space, and parts two words
        (".a/* x */:is(b), .a /* x */ :is(b), a/* x */b { c: d }", ".a/**/:is(b),.a :is(b),a/**/b{c:d}"),
        ("/* x */\na { /* x */ b: c; /* } */ } /* x */ d { e: f } /* x", "a{b:c}d{e:f}"),
        # in values, conditions and statements
        ("a { b: calc( 1px + (2px - 3px) * -1 ) -2px +3px }", "a{b:calc(1px + (2px - 3px) * -1) -2px +3px}"),
        ("a { b: var( --x ) (1px) [y] #fff url( z ) !important ; }", "a{b:var(--x) (1px) [y] #fff url( z )!important}"),
        ("@media not all and (min-width: 3px) , (1px <= width <= 3px) {a{b:c}}",
         "@media not all and (min-width:3px),(1px<=width<=3px){a{b:c}}"),
        ("@layer a , b ;\n@import url(x) layer(a) supports(b: c) ;",
         "@layer a,b;@import url(x) layer(a) supports(b:c);"),
        # what is quoted or escaped stays
        (r"""a { b: "x  :  \"y /* z */" ' ; ' url( x;y ) url( "x y" ) }""",
         r"""a{b:"x  :  \"y /* z */" ' ; ' url( x;y ) url("x y")}"""),
        (r".a\ :is(b) .\26 B .\;  :c { d: e }", r".a\ :is(b) .\26 B .\; :c{d:e}"),
        ("a { --x: ; --y: { a :is(b) } ;; }", "a{--x:;--y:{a :is(b)}}"),
        ("", ""),
    ],
)  # fmt: skip
def test_minified(sheet: str, minified: str) -> None:
    """A style sheet keeps each space that means something, and loses the others; what is minified stays as it is."""
    assert minified_css(sheet) == minified
    assert minified_css(minified) == minified


def tokens(sheet: str) -> dict[str, str]:
    """The colours that a part of a style sheet gives to tokens."""
    return dict(TOKEN.findall(sheet))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
        parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_one_colour_per_meaning(scheme: str) -> None:
    """What is confirmed, disputed, false or changed has a colour of its own that can be read on both backgrounds."""
    light, dark = (STYLE / "10-tokens.css").read_text("utf-8").split("@media (prefers-color-scheme: dark)")
    printed, _ = (STYLE / "90-print.css").read_text("utf-8").split("@media (forced-colors: active)")
    sheets = {"light": light, "dark": dark, "print": printed}
    colours = tokens(light) | tokens(sheets[scheme])
    meant = [colours[name] for name in MEANINGS if scheme != "print" or name != "accent"]
    assert len(set(meant)) == len(meant)
    grounds = [colours["paper"], colours["paper-2"]]
    assert [(colour, ground) for colour in meant for ground in grounds if contrast(colour, ground) < 4.5] == []
    assert tokens(light)["warning"] == "var(--ink)"


def test_forced_colours_have_every_meaning() -> None:
    """With the reader's own colours each of these is the colour of text."""
    forced = (STYLE / "90-print.css").read_text("utf-8").split("forced-colors: active")[1]
    assert set(re.findall(r"--([a-z0-9-]+): CanvasText;", forced)) >= set(MEANINGS)


@pytest.mark.parametrize(
    ("token", "rules"),
    [
        ("doubt", {".doubt", ".line .status.doubt"}),
        ("change", {".change", ".mark"}),
        ("warning", {".warning", ".draft", ".then", ".gate"}),
        ("bad", {".bad", ".line .status.bad"}),
        ("good", {".good", ".line .status.good"}),
    ],
)
def test_a_colour_means_one_thing(token: str, rules: set[str]) -> None:
    """No other rule borrows the colour of a meaning: not a line in a chart, an arrow or today's mark."""
    sheets = [*STYLE.glob("*.css"), *STYLE.parent.glob("*.css")]
    text = "\n".join(COMMENT.sub("", path.read_text("utf-8")) for path in sheets)
    used = re.findall(r"([^{};]+)\{[^{}]*var\(--" + token + r"\)[^{}]*\}", text)
    assert {" ".join(prelude.split()) for prelude in used} == rules
