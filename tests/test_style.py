"""The style sheets: what the program writes is what they say."""

import re
from pathlib import Path

import pytest

from dayline.style import minified_css
from dayline.theme import load

STYLE = Path(__file__).parents[1] / "templates/assets/style"
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
