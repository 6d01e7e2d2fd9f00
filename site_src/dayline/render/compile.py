"""Faster compiled templates: plain Python where Jinja would use its most general lookup."""

import keyword
from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame

from dayline.render.translate import FoldMessages


class FastCodeGenerator(CodeGenerator):
    """Generates plain attribute access, plain calls, and calls to `runtime` instead of Jinja's own helpers."""

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        """Write a line; output of blocks and parent templates is joined at once, not yielded piece by piece."""
        if x.startswith("yield from "):
            x = f"yield concat({x.removeprefix('yield from ')})"
        super().writeline(x, node, extra)
        if x.startswith("from jinja2.runtime import "):
            super().writeline("from dayline.render.runtime import escape, macro as Macro")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja names it
        """Write an attribute access, unless the name is private or a Python keyword."""
        if node.attr.startswith("_") or keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write a call with positional arguments; nothing that our templates call needs Jinja's context."""
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.part(")
        self.visit(node.template, frame)
        self.write(")")


class FastEnvironment(Environment):
    """A Jinja environment for views, whose values are attributes, never items."""

    code_generator_class = FastCodeGenerator

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._parts: dict[str, Any] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        FoldMessages().visit(tree)
        return tree

    def part(self, name: str) -> Any:
        """The macros of a template, imported once."""
        module = self._parts.get(name)
        if module is None:
            module = self._parts[name] = self.get_template(name).module
        return module

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Jinja's globals as a plain dictionary, which is quick to copy for every page."""
        return {**self.globals, **(d or {})}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute of a view, where the generated code could not access it directly."""
        if attribute.startswith("_"):
            raise AttributeError(f"{attribute!r} is not for templates: its name begins with an underscore")
        return getattr(obj, attribute)
