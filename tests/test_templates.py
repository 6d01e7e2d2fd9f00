"""Templates as a whole: names that hide each other."""

from pathlib import Path

import pytest
from jinja2 import Environment, nodes

TEMPLATES = Path(__file__).parents[1] / "templates"
_JINJA = Environment(autoescape=True)
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
    tree = _JINJA.parse(sources[name])
    family = [tree]
    while bases := list(family[-1].find_all(nodes.Extends)):
        family.append(_JINJA.parse(sources[bases[0].template.value]))
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
