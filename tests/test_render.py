"""A template and a view become a file, whatever short ways are taken inside."""

import re
import sys
from datetime import UTC, date, datetime
from gettext import NullTranslations
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import urljoin
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.utils import missing
from markupsafe import Markup
from markupsafe import escape as as_markup

import dayline.render
from conftest import SiteBuilder
from dayline import urls
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.links import Link
from dayline.pages.site import SiteView
from dayline.render import BrokenTemplate, Renderer
from dayline.render.environment import PACKAGE, compiled_modules
from dayline.render.runtime import escape
from dayline.theme import Theme
from dayline.words import speaking

ROOT = "https://example.org/"
NOW = datetime(2022, 3, 15, tzinfo=UTC)
MENU = re.compile(r'(?s)<nav aria-label="(?:Site|About and lists)">(.*?)</nav>')
LINK = re.compile(r'<a href="([^"]*)"( aria-current="page")?>')
PARTS = """\
{% macro link(it, before="", after="") %}{{ before }}<a href="{{ it.url }}">{{ it.text }}</a>{{ after }}{% endmacro %}
{% macro name(site) %}{{ site.title }}{% endmacro %}
{% macro rest() %}{{ varargs|length }}{{ kwargs|length }}{% endmacro %}
{% macro box() %}[{{ caller() }}]{% endmacro %}
"""


class View(NamedTuple):
    """A view with the fields that these templates show."""

    link: Link = Link("a & b", f"{urls.ROOT}a/")
    html: Markup = Markup("<b>&amp;</b>")
    day: date = date(2022, 3, 14)
    links: tuple[Link, ...] = (Link("x"), Link("y"))


def about(title: str = "<Site>") -> SiteView:
    """A site of that title."""
    return SiteView(title, *[""] * 3, "https://example.net/", *[""] * 2, (), (), *[""] * 13)


def renderer(template: str, title: str = "<Site>", **others: str) -> Renderer:
    """A renderer of a theme with `x.html` and `parts.html`."""
    templates = {"x.html": template, "parts.html": PARTS, **{f"{name}.html": text for name, text in others.items()}}
    return Renderer(Theme(templates, {}, {}), about(title), repr((templates, title)).encode())


def shown(template: str, **others: str) -> str:
    """What a template shows of a view."""
    return renderer(template, **others).render((f"{urls.ROOT}a/b/", "x.html", View())).decode()


def mistake(template: str, **others: str) -> str:
    """What is said of a template that can't be filled."""
    with pytest.raises(BrokenTemplate) as raised:
        shown(template, **others)
    problem = raised.value.problem
    assert problem.spot.span
    assert problem.message.startswith(f"the template `{problem.spot.file}` can't render `/a/b/`: ")
    return f"{problem.spot.file}:{problem.spot.span.line}: {problem.message.split('/a/b/`: ')[1]}"


@given(st.one_of(st.text(), st.text().map(Markup), st.integers(), st.none(), st.dates(), st.floats()))
def test_escape_agrees_with_markupsafe(value: object) -> None:
    """Every value comes out as Jinja's own escaping gives it."""
    assert str(escape(value)) == str(as_markup(value))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ page.link.text }} {{ page.html }} {{ page.day }}", "a &amp; b <b>&amp;</b> 2022-03-14"),
        ("{{ page.day.isoformat() }} {{ page['link'].text|upper }}", "2022-03-14 A &amp; B"),
        ("{{ '<i>' }}{{ page.link.text ~ '<i>' }}", "&lt;i&gt;a &amp; b&lt;i&gt;"),
        ("{{ page.html ~ '<i>' }}", "<b>&amp;</b>&lt;i&gt;"),
        ("{% for it in page.links %}{{ loop.index }}{{ it.text }}{% if loop.last %}.{% endif %}{% endfor %}", "1x2y."),
        ("{% set n = namespace(i=0) %}{% for i in range(4) %}{% set n.i = n.i + i %}{% endfor %}{{ n.i }}", "6"),
        ("{{ page.links|map(attribute='text')|join('<') }}", "x&lt;y"),
    ],
)
def test_values(template: str, expected: str) -> None:
    """Text is escaped once, HTML is not, and Jinja's own functions are there."""
    assert shown(template) == expected


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("link(page.link)", '<a href="../../a/">a &amp; b</a>'),
        ("link(page.link, '<')", '&lt;<a href="../../a/">a &amp; b</a>'),
        ("link(page.link, after='>')", '<a href="../../a/">a &amp; b</a>&gt;'),
        ("link(*[page.link, 1, 2])", '1<a href="../../a/">a &amp; b</a>2'),
        ("rest(1, 2, a=3)", "21"),
        ("name(site)", "&lt;Site&gt;"),
    ],
)
def test_macros(call: str, expected: str) -> None:
    """A macro gives the same whichever way its arguments come, and is not escaped again."""
    imports = '{% from "parts.html" import link, name, rest %}'
    assert shown(imports + "{{ " + call + " }}") == expected
    assert shown('{% import "parts.html" as parts %}{{ parts.' + call + " }}") == expected


def test_call_blocks() -> None:
    """A macro can be given a block of the template."""
    imports = '{% from "parts.html" import box %}'
    assert shown(imports + "{% call box() %}{{ page.link.text }}{% endcall %}") == "[a &amp; b]"


def test_import_with_context() -> None:
    """A part that is imported with its context sees the page; one that is included too."""
    part = "{% macro own() %}{{ page.link.text }}{% endmacro %}"
    assert shown('{% from "own.html" import own with context %}{{ own() }}', own=part) == "a &amp; b"
    assert shown('{% include "own.html" %}', own="{{ page.day }}") == "2022-03-14"


def test_messages() -> None:
    """Messages are in a template as they are said; their values are escaped as all others."""
    assert shown("{{ _('Day before') }}|{{ pgettext('Tuesday', 'T') }}|{{ _(page.day.isoformat()) }}") == (
        "Day before|T|2022-03-14"
    )
    assert shown(
        "{% trans name=page.link.text, html=page.html %}By <i>{{ name }}</i>, {{ html }}, 5 %{% endtrans %}"
    ) == ("By <i>a &amp; b</i>, <b>&amp;</b>, 5 %")
    assert shown("{{ ngettext('Thread', 'Threads', page.links|length) }}") == "Threads"


def test_blocks() -> None:
    """A template fills the blocks of the one it extends, and can show what was there."""
    base = "<{% block a %}base{% endblock %}|{% block b %}{% endblock %}>"
    child = (
        '{% extends "base.html" %}{% block a %}{{ super() }}+{% endblock %}{% block b %}{{ page.day }}{% endblock %}'
    )
    assert shown(child, base=base) == "<base+|2022-03-14>"


def test_of_the_site_alone() -> None:
    """What a macro makes of the site is made once for each site, never for another one."""
    template = '{% from "parts.html" import name %}{{ name(site) }}{{ name(site) }}'
    views = [(urls.ROOT, "x.html", View())] * 2
    for title in ("One", "Two", "One"):
        assert [*map(renderer(template, title).render, views)] == [f"{title}{title}".encode()] * 2


UNDERSCORE = "is not for templates: its name begins with an underscore"
NO_EXPORT = "(imported on line 1 in 'x.html') does not export the requested name 'no'"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("\n{{ page.nothing }}", "x.html:2: 'View' object has no attribute 'nothing'"),
        ("\n\n{{ page.link.nothing.more }}", "x.html:3: 'Link' object has no attribute 'nothing'"),
        ("{{ nothing }}", "x.html:1: 'nothing' is undefined"),
        ("{{ nothing.more }}", "x.html:1: 'nothing' is undefined"),
        ("\n{{ page._fields }}", f"x.html:2: '_fields' {UNDERSCORE}"),
        ("{{ page.__class__ }}", f"x.html:1: '__class__' {UNDERSCORE}"),
        ("\n{{ page.day() }}", "x.html:2: 'datetime.date' object is not callable"),
        ("{% from 'parts.html' import no %}\n{{ no(1) }}", f"x.html:2: the template 'parts.html' {NO_EXPORT}"),
        (
            "{% from 'parts.html' import link %}\n\n{{ link(page.day) }}",
            "parts.html:1: 'datetime.date' object has no attribute 'url'",
        ),
        ("{% from 'parts.html' import link %}\n{{ link() }}", "parts.html:1: parameter 'it' was not provided"),
        (
            "{% from 'parts.html' import link %}\n{{ link(1, 2, 3, 4) }}",
            "x.html:2: macro 'link' takes not more than 3 argument(s)",
        ),
    ],
)
def test_mistakes_name_their_line(template: str, message: str) -> None:
    """What a template gets wrong is told with the template and the line."""
    assert mistake(template) == message


def test_a_macro_in_a_parent_template() -> None:
    """A mistake in a block is told of the template that fills it."""
    base = "\n{% block a %}{% endblock %}"
    child = '{% extends "base.html" %}\n\n{% block a %}\n{{ page.nothing }}{% endblock %}'
    assert mistake(child, base=base).startswith("x.html:4: ")


def test_what_is_left_out_is_missing() -> None:
    """Jinja's mark for an argument that was not given is what macros compare with."""
    from dayline.render.runtime import macro

    given: list[Any] = []
    called = macro(None, lambda *told: given.extend(told) or "", "m", ("a", "b"), False, False, False, True)
    called(1)
    assert given == [1, missing]


def test_menus_mark_the_page_one_is_on(site: SiteBuilder) -> None:
    """Every page that a menu leads to is marked there, and nothing else is."""
    output = site.folder / "public"
    assert build(Options(site.folder, output, NOW)).ok
    marked, listed = set(), set()
    for path in output.rglob("*.html"):
        here = f"{ROOT}{path.relative_to(output).as_posix().removesuffix('index.html')}"
        for url, mark in LINK.findall("".join(MENU.findall(path.read_text("utf-8")))):
            listed.add(urljoin(here, url))
            if mark:
                assert urljoin(here, url) == here
                marked.add(here)
    assert marked == listed - {f"{ROOT}feed.atom"}


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The sources of two templates whose modules are as in a wheel."""
    sources = {"x.html": "{% extends 'base.html' %}{% block a %}{{ page.link.text }}\n{{ page.no }}{% endblock %}",
               "base.html": "<h1>{% block a %}{% endblock %}</h1>{{ _('Day before') }}"}  # fmt: skip
    folder = tmp_path / PACKAGE
    folder.mkdir()
    for name, code in compiled_modules(sources).items():
        (folder / name).write_text(code, "utf-8")
    monkeypatch.setattr(dayline.render, "__path__", [*dayline.render.__path__, str(tmp_path)])
    monkeypatch.delitem(sys.modules, f"dayline.render.{PACKAGE}", raising=False)
    return sources


def of_shipped(templates: dict[str, str]) -> tuple[Renderer, dict[str, bytes]]:
    """A renderer of these templates, and what it compiled itself."""
    compiled: dict[str, bytes] = {}
    return Renderer(Theme(templates, {}, {}), about(), uuid4().bytes, bytecode=compiled), compiled


def test_templates_from_the_wheel(shipped: dict[str, str]) -> None:
    """Templates of the wheel are not compiled; a site's own one is, and nothing else."""
    page = (f"{urls.ROOT}a/", "x.html", SimpleNamespace(link=Link("a & b"), no=1))
    whole, compiled = of_shipped(shipped)
    assert (whole.render(page), compiled) == (b"<h1>a &amp; b\n1</h1>Day before", {})
    own, compiled = of_shipped({**shipped, "base.html": "<p>{% block a %}{% endblock %}</p>"})
    assert (own.render(page), len(compiled)) == (b"<p>a &amp; b\n1</p>", 1)


def test_built_in_templates_from_the_wheel(shipped: dict[str, str]) -> None:
    """The default template beside a site's own one of that name is the wheel's."""
    theme, compiled = of_shipped(
        {"x.html": "{% extends 'built-in/base.html' %}", "built-in/base.html": shipped["base.html"]}
    )
    page = (f"{urls.ROOT}a/", "x.html", SimpleNamespace())
    assert (theme.render(page), len(compiled)) == (b"<h1></h1>Day before", 1)


def test_templates_in_another_language(shipped: dict[str, str]) -> None:
    """The modules of the wheel are in English: where pages are not, templates are compiled."""

    class Loud(NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper()

    page = (f"{urls.ROOT}a/", "base.html", SimpleNamespace())
    with speaking(Loud()):
        theme, compiled = of_shipped(shipped)
        assert (theme.render(page), len(compiled)) == (b"<h1></h1>DAY BEFORE", 1)


def test_an_error_in_a_template_from_the_wheel(shipped: dict[str, str]) -> None:
    """It is reported at the line of the template, as if that had been compiled here."""
    page = (f"{urls.ROOT}a/", "x.html", SimpleNamespace(link=Link("a")))
    with pytest.raises(BrokenTemplate) as raised:
        of_shipped(shipped)[0].render(page)
    problem = raised.value.problem
    assert (problem.spot.file, problem.spot.span and problem.spot.span.line) == ("x.html", 2)
