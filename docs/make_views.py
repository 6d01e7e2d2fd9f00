"""Writes `docs/views.md` from the views: `python3 docs/make_views.py`.

A view is a `NamedTuple` below `dayline.pages`. What its docstring says of a field in backticks, or a comment behind the
field, becomes the field's meaning.
"""

import inspect
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

DOCS = Path(__file__).parent
sys.path[:0] = [str(DOCS), str(DOCS.parent / "site_src")]

from template_views import View, templates  # noqa: E402

from dayline.pages.site import SiteView  # noqa: E402

PARTS = DOCS.parent / "templates/parts"
PYTHON = "../site_src/dayline/pages/parts"
VIEWS = DOCS / "views.md"
INTRODUCTION = """\
# Views

A template gets two values, `page` and `site`, and nothing else. This page lists their fields. For how templates fit \
together, see [templates.md](templates.md).

It is made from the program: `python3 docs/make_views.py` writes it.

- `text` is escaped by the template. `HTML` is safe to print as it is. A `url` is an address.
- `list of X` can be empty, and an empty list, an empty text and `none` all count as false: `{% if page.brief %}`.
- A field without a meaning here means what its name says. A type that is a link has its own table.
- `(X, Y)` is a pair: `{% for label, links in page.roles %}`.
"""
MACRO = re.compile(r"(?:^\{#(?P<comment>.*?)#\}\n)?^\{% macro (?P<signature>.+?) %\}", re.MULTILINE | re.DOTALL)
SUBJECT = re.compile(r"`\w+`(?:(?:, | and )`\w+`)*(?!`)")
PLAIN = {str: "text", int: "number", float: "number", bool: "true or false", bytes: "bytes", NoneType: "none"}


class Tables(NamedTuple):
    """The views in the order in which they are written, those of each heading together."""

    pages: dict[str, list[View]]
    parts: dict[str, list[View]]
    others: list[View]

    def all(self) -> list[View]:
        """Every view that has a table, once."""
        lists = (*self.pages.values(), *self.parts.values(), self.others)
        return list(dict.fromkeys([SiteView, *(view for views in lists for view in views)]))


def text() -> str:
    """The whole page."""
    tables = _tables()
    names = _names(tables.all())
    lines = [INTRODUCTION, _contents(tables), "## `site`\n", *_table(SiteView, names), "## Page templates\n"]
    for template, views in tables.pages.items():
        lines += [f"### {template}\n", f"`page` is {_linked(_view_of(template), names)}.\n"]
        lines += [line for view in views for line in _section(view, names)]
    lines += ["## Parts\n", "[templates.md](templates.md#parts) says what each macro shows.\n"]
    for name, views in tables.parts.items():
        lines += [f"### parts/{name}.html\n", *_of_part(name), *_made_by(name, views, names)]
        lines += [line for view in views for line in _section(view, names)]
    lines.append("## Other types\n")
    lines += [line for view in tables.others for line in _section(view, names)]
    return "\n".join(lines)


@cache
def _view_of(template: str) -> View:
    return templates()[template]


def _tables() -> Tables:
    """Each view under the first heading that it belongs to: its page's, its part's, else the last one."""
    reached = [view for view in _reached(templates().values()) if view is not SiteView]
    pages: dict[str, list[View]] = {}
    for template, view in templates().items():
        placed = {one for views in pages.values() for one in views}
        beside = [one for one in _reached([view]) if one.__module__ == view.__module__]
        pages[template] = [one for one in beside if one not in placed]
    placed = {one for views in pages.values() for one in views}
    names = [path.stem for path in sorted(PARTS.glob("*.html"))]
    parts = {name: [one for one in reached if one not in placed and _home(one) == name] for name in names}
    placed |= {one for views in parts.values() for one in views}
    others = [view for view in reached if view not in placed]
    return Tables(pages, parts, sorted(others, key=lambda view: (view.__name__, view.__module__)))


def _is_view(one: object) -> bool:
    return isinstance(one, type) and one.__module__.startswith("dayline.") and hasattr(one, "_fields")


def _reached(views: Iterable[View]) -> list[View]:
    """These views and all that are in their fields, each once."""
    found = dict.fromkeys(views)
    waiting = list(found)
    while waiting:
        for type_ in get_type_hints(waiting.pop(0)).values():
            new = [one for one in _mentioned(type_) if one not in found]
            found |= dict.fromkeys(new)
            waiting += new
    return list(found)


def _mentioned(type_: Any) -> Iterator[View]:
    if _is_view(type_):
        yield type_
    for argument in get_args(type_):
        yield from _mentioned(argument)


def _names(views: Iterable[View]) -> dict[View, str]:
    """The heading of each view: its name, with its module where two have the same."""
    often = Counter(view.__name__ for view in views)
    return {view: f"{view.__name__} ({_home(view)})" if often[view.__name__] > 1 else view.__name__ for view in views}


def _home(view: View) -> str:
    return str(view.__module__).rpartition(".")[2]


def _contents(tables: Tables) -> str:
    pages = ", ".join(f"[{template}](#{_anchor(template)})" for template in tables.pages)
    parts = ", ".join(f"[{name}](#{_anchor(f'parts/{name}.html')})" for name in tables.parts)
    return f"[`site`](#site) · Page templates: {pages} · Parts: {parts} · [Other types](#other-types)\n"


def _anchor(heading: str) -> str:
    """The anchor that a code host gives a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _section(view: View, names: dict[View, str]) -> list[str]:
    return [f"#### {names[view]}\n", *_table(view, names)]


def _table(view: View, names: dict[View, str]) -> list[str]:
    described, meanings = _said(view)
    rows = ["| field | type | meaning |", "| --- | --- | --- |"]
    for name, type_ in get_type_hints(view).items():
        rows.append(f"| `{name}` | {_type(type_, names)} | {meanings.get(name, '')} |".replace("|  |", "| |"))
    return [f"{described}\n", *rows, ""]


def _said(view: View) -> tuple[str, dict[str, str]]:
    """What is said of a view, and of its fields: the parts of its docstring, and comments behind fields."""
    described, meanings = [], dict(_comments(view))
    for clause in _clauses(view):
        subject = SUBJECT.match(clause)
        named = re.findall(r"`(\w+)`", subject[0]) if subject else []
        if named and set(named) <= set(view._fields):
            short = re.sub(r"^(is|are) ", "", clause[len(subject[0]) :].strip()) if len(named) == 1 else clause
            meanings = dict.fromkeys(named, short.rstrip(".")) | meanings
        else:
            described.append(clause.rstrip(".") + ("" if clause.endswith(":") else "."))
    return " ".join(described), meanings


def _clauses(view: View) -> Iterator[str]:
    """The sentences of a view's docstring, and the parts of them that begin with fields."""
    docstring = re.sub(r"\s+", " ", inspect.getdoc(view) or "").replace("None", "`none`")
    field = f"`(?:{'|'.join(view._fields)})`"
    for sentence in re.split(rf"(?<=\.)\s+|; (?=`)|: (?={field})", docstring):
        clause = ""
        for part in re.split(rf", (?={field})", sentence):
            if sentence.startswith("`") and clause and not re.fullmatch(rf"{field}(, {field})*", clause):
                yield clause
                clause = part
            else:
                clause = f"{clause}, {part}" if clause else part
        yield clause


def _comments(view: View) -> Iterator[tuple[str, str]]:
    """The comments behind fields."""
    for line in inspect.getsource(view).splitlines():
        if found := re.fullmatch(r" +(\w+): [^#]*#\s*(?!fmt|noqa|type:)(.+)", line):
            yield found[1], found[2]


def _type(type_: Any, names: dict[View, str]) -> str:
    """A type in words: `list of links`, `text or none`."""
    origin, arguments = get_origin(type_), get_args(type_)
    if origin in (Union, UnionType):
        return " or ".join(_type(one, names) for one in sorted(arguments, key=lambda one: one is NoneType))
    if origin is tuple and arguments[1:] == (...,):
        return f"list of {_type(arguments[0], names)}"
    if origin is tuple:
        return f"({', '.join(_type(one, names) for one in arguments)})"
    if origin is not None:
        return f"{origin.__name__} of {' to '.join(_type(one, names) for one in arguments)}"
    return _linked(type_, names)


def _linked(type_: View, names: dict[View, str]) -> str:
    if type_ in names:
        return f"[`{type_.__name__}`](#{_anchor(names[type_])})"
    return "HTML" if type_.__name__ == "Markup" else PLAIN.get(type_, f"`{type_.__name__}`")


def _of_part(name: str) -> list[str]:
    """What a part says of its macros, and their arguments."""
    source = (PARTS / f"{name}.html").read_text("utf-8")
    macros = [f"`{found['signature']}`" for found in MACRO.finditer(source)]
    return [f"Macros: {', '.join(macros)}.\n"]


def _made_by(name: str, views: Iterable[View], names: dict[View, str]) -> list[str]:
    """The functions of a part's module that make its views."""
    makers = ", ".join(_makers(name, set(views), names))
    return [f"Made by, in [parts/{name}.py]({PYTHON}/{name}.py): {makers}.\n"] if makers else []


def _makers(name: str, views: set[View], names: dict[View, str]) -> Iterator[str]:
    """Each function with what it returns, in the order of the module: `quotes(event, index)` → list of `QuoteView`."""
    if not views:
        return
    module = import_module(f"dayline.pages.parts.{name}")
    for function in vars(module).values():
        if inspect.isfunction(function) and function.__module__ == module.__name__ and function.__name__[0] != "_":
            returned = get_type_hints(function).get("return")
            if views & set(_mentioned(returned)):
                parameters = ", ".join(inspect.signature(function).parameters)
                yield f"`{function.__name__}({parameters})` → {_type(returned, names)}"


if __name__ == "__main__":
    VIEWS.write_text(text(), "utf-8")
