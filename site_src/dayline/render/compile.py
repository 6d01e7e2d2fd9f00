"""Templates compiled to less work: what Jinja looks up in the most general way is written plainly."""

import keyword
from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame

from dayline.render.translate import FoldMessages


class FastCodeGenerator(CodeGenerator):
    """Python for a template: plain attributes, plain calls, and what `runtime` has in place of Jinja's."""

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        """A line; what blocks and the parent template yield is joined there, not handed up piece by piece."""
        if x.startswith("yield from "):
            x = f"yield concat({x.removeprefix('yield from ')})"
        super().writeline(x, node, extra)
        if x.startswith("from jinja2.runtime import "):
            super().writeline("from dayline.render.runtime import escape, macro as Macro")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja names it
        """An attribute, but for names that are not for templates or not for Python."""
        if node.attr.startswith("_") or keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A call with plain arguments; nothing that our templates can call wants Jinja's context."""
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
    """Jinja for views, which are objects without items."""

    code_generator_class = FastCodeGenerator

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._parts: dict[str, Any] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        FoldMessages().visit(tree)
        return tree

    def part(self, name: str) -> Any:
        """The macros of a template."""
        found = self._parts.get(name)
        if found is None:
            found = self._parts[name] = self.get_template(name).module
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Jinja's own functions in a plain dictionary: it is copied for every page."""
        return {**self.globals, **(d or {})}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute of a view, where it was not written plainly."""
        if attribute.startswith("_"):
            raise AttributeError(f"{attribute!r} is not for templates: its name begins with an underscore")
        return getattr(obj, attribute)
