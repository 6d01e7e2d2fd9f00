"""Templates as a whole: names that hide each other, and which of them lead to which."""

from pathlib import Path

import pytest
from jinja2 import meta, nodes

from dayline import theme
from dayline.theme import Theme, parsed

TEMPLATES = Path(__file__).parents[1] / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*") if "assets" not in path.parts)


def _names(target: nodes.Node) -> set[str]:
    return {target.name} if isinstance(target, nodes.Name) else {name.name for name in target.find_all(nodes.Name)}


def macros(tree: nodes.Template) -> set[str]:
    """The names of the macros that a template imports or defines."""
    found = {macro.name for macro in tree.find_all(nodes.Macro)}
    found |= {import_.target for import_ in tree.find_all(nodes.Import)}
    for import_ in tree.find_all(nodes.FromImport):
        found |= {name if isinstance(name, str) else name[1] for name in import_.names}
    return found


def values(tree: nodes.Template) -> set[str]:
    """The names that a template gives to values: by `set`, as a loop's variable, as an argument."""
    found: set[str] = set()
    for node in tree.find_all((nodes.Assign, nodes.AssignBlock, nodes.For)):
        found |= _names(node.target)
    for macro in tree.find_all(nodes.Macro):
        found |= {argument.name for argument in macro.args}
    return found


def hidden(name: str, sources: dict[str, str]) -> set[str]:
    """Names of macros that a template, or one that it extends, gives to a value too."""
    tree = parsed(sources[name])
    family = [tree]
    while bases := list(family[-1].find_all(nodes.Extends)):
        family.append(parsed(sources[bases[0].template.value]))
    return set.union(*map(macros, family)) & set.union(*map(values, family))


@pytest.mark.parametrize("name", NAMES)
def test_no_value_hides_a_macro(name: str) -> None:
    """A value named like a macro takes its place, and a page with that value fails or shows something else."""
    sources = {other: (TEMPLATES / other).read_text("utf-8") for other in NAMES}
    assert hidden(name, sources) == set()


@pytest.mark.parametrize(
    ("base", "page"),
    [
        ("{% set picture = 1 %}", '{% from "m" import picture %}'),
        ("", '{% from "m" import figure as picture %}{% set picture %}a{% endset %}'),
        ("", "{% macro picture() %}{% endmacro %}{% for picture in page.all %}{% endfor %}"),
        ("{% macro picture() %}{% endmacro %}", "{% for a, picture in page.all %}{% endfor %}"),
        ("", '{% import "m" as picture %}{% macro show(picture) %}{% endmacro %}'),
    ],
)
def test_every_way_to_hide_a_macro_is_found(base: str, page: str) -> None:
    """In the template itself and in the one it extends."""
    assert hidden("page", {"base": base, "page": '{% extends "base" %}' + page}) == {"picture"}


VAGUE = {"it", "found", "told", "ways", "turn", "own", "of", "one"}


@pytest.mark.parametrize("name", NAMES)
def test_values_say_what_they_are(name: str) -> None:
    """An argument of a macro and a loop's variable are named for what they hold."""
    tree = parsed((TEMPLATES / name).read_text("utf-8"))
    assert values(tree) & VAGUE == set()
    assert values(parsed("{% macro a(it) %}{% for own in it %}{% endfor %}{% endmacro %}")) & VAGUE == {
        "it",
        "own",
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_macro_is_imported_in_vain(name: str) -> None:
    """Each imported macro is called."""
    tree = parsed((TEMPLATES / name).read_text("utf-8"))
    imported = macros(tree) - {macro.name for macro in tree.find_all(nodes.Macro)}
    called = {call.node.name for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}
    assert imported - called == set()


THERE = ("other.html", "second.html", "third.html")
ALL = {*THERE, "none.html"}


@pytest.mark.parametrize(
    ("written", "reached"),
    [
        ('{% include "other.html" %}', {"other.html"}),
        ("{%- include 'other.html' -%}", {"other.html"}),
        ('{%+ include "other.html" %}', {"other.html"}),
        ('{%+ include "other.html" +%}', {"other.html"}),
        ('{%include"other.html"%}', {"other.html"}),
        ('{%\n  include\n  "other.html"\n%}', {"other.html"}),
        ('{% include "other.html" ignore missing %}', {"other.html"}),
        ('{% include "other.html" without context %}', {"other.html"}),
        ('{% include "other.html" ignore missing with context %}', {"other.html"}),
        ('{% include ["other.html", "second.html"] %}', {"other.html", "second.html"}),
        ('{% include ("none.html", "second.html") ignore missing %}', {"none.html", "second.html"}),
        ('{% include "oth" "er.html" %}', {"other.html"}),
        (r'{% include "oth\x65r.html" %}', {"other.html"}),
        ('{% import "other.html" as it %}', {"other.html"}),
        ('{%+ import "other.html" as it with context %}', {"other.html"}),
        ('{% from "other.html" import a, b as c with context %}', {"other.html"}),
        ('{%+ extends "other.html" %}', {"other.html"}),
        ('{% extends "other.html" if page.a else "second.html" %}', ALL),
        ("{% include page.name %}", ALL),
        ('{% include "oth" ~ "er.html" %}', ALL),
        ('{% include "other" + page.ending %}', ALL),
        ('{% include ["second.html", page.name] %}', ALL),
        ('{% include "other.html"|lower %}', ALL),
        ('{% include "other.html" %}{% include page.name %}', ALL),
        ('{% trans a=page.a %}By {{ a }}{% endtrans %}{% include ["other.html"] %}', {"other.html"}),
        ("{% include %}", ALL),
        ("{% set include = 1 %}{{ include }} import from", set()),
    ],
)
def test_what_a_template_leads_to(written: str, reached: set[str]) -> None:
    """Whichever way a template names another one, it changes with it; with a name worked out it changes with all."""
    sources = {**dict.fromkeys(THERE, "{{ page }}"), "page.html": written}

    def changed(name: str) -> bool:
        look = Theme({**sources, name: "{{ page.other }}"}, {}, {}).digests()["page.html"]
        return look != Theme(sources, {}, {}).digests()["page.html"]

    assert {name for name in ALL if changed(name)} == reached


def test_an_empty_file_is_another_one_than_none() -> None:
    """The first template of a list that there is gets shown, be it empty."""
    sources = {"page.html": '{% include ["other.html", "second.html"] %}', "second.html": "2"}
    looks = [Theme(them, {}, {}).digests()["page.html"] for them in (sources, {**sources, "other.html": ""})]
    assert looks[0] != looks[1]


@pytest.mark.parametrize("name", NAMES)
def test_leads_as_jinja_finds_them(name: str) -> None:
    """The short way finds in the built-in templates what Jinja's parser does."""
    source = (TEMPLATES / name).read_text("utf-8")
    assert sorted(theme.referenced_templates(source)) == sorted(meta.find_referenced_templates(parsed(source)))
