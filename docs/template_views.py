"""Which view each template shows, read from the modules of the page kinds; `make_views.py` uses it."""

import ast
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

from dayline import pages
from dayline.page_kinds import KINDS

PAGES = Path(pages.__file__).parent
View = type[Any]  # a NamedTuple below `dayline.pages`


def templates() -> dict[str, View]:
    """For each template of a page the view that it shows, as the modules of the page kinds say."""
    modules = [import_module(f"dayline.pages.{path.parent.name}.{path.stem}") for path in _modules("kinds", "data")]
    views = {template: view for module in modules for template, view in _planned(module)}
    listed = dict.fromkeys(template for kind in KINDS for template in kind.templates)
    return {template: views[template] for template in listed if template in views}


def _modules(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((PAGES / folder).glob("*.py")) if path.stem != "__init__"]


def _planned(module: ModuleType) -> Iterator[tuple[str, View]]:
    """The templates in a module's calls of `Page`, each with what its `make` returns."""
    for function in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(function, ast.FunctionDef):
            values = _assigned(function)
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "Page" and len(call.args) > 2:
                    template, make = call.args[1:3]
                    if isinstance(template, ast.Constant) and template.value:
                        yield template.value, _returned(_maker(make, values, module))


def _assigned(function: ast.FunctionDef) -> dict[str, ast.expr]:
    """The expressions that are assigned to the names in a function."""
    values: dict[str, ast.expr] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            target = node.targets[0]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                values |= {ast.unparse(name): value for name, value in zip(target.elts, node.value.elts, strict=True)}
            else:
                values[ast.unparse(target)] = node.value
    return values


def _maker(make: ast.expr, values: dict[str, ast.expr], module: ModuleType) -> Callable[..., Any]:
    """The function that makes a view: as it is, or some of its arguments given by `partial`."""
    if isinstance(make, ast.Call):
        return _maker(make.args[0], values, module)
    name = ast.unparse(make)
    if name in values:
        return _maker(values[name], values, module)
    function: Callable[..., Any] = getattr(module, name)
    return function


def _returned(function: Callable[..., Any]) -> View:
    view: View = get_type_hints(function)["return"]
    return view
