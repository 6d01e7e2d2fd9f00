"""Translation of messages in templates at compile time, so that rendering them costs nothing."""

import re
from collections.abc import Callable
from typing import Any

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension
from jinja2.visitor import NodeTransformer

from dayline.words import gettext, ngettext, pgettext

_PLACEHOLDER = re.compile(r"%\((\w+)\)s|%(%)")


class CompiledMessages(InternationalizationExtension):
    """Compiles `{% trans %}` to plain text and values; only plural forms are chosen at render time."""

    def _make_node(
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,
        num_called_num: bool,
    ) -> nodes.Output:
        if plural is not None:
            return super()._make_node(
                singular, plural, context, variables, plural_expr, vars_referenced, num_called_num
            )
        text = pgettext(context, singular) if context else gettext(singular)
        return nodes.Output(list(_pieces(text, variables)))


def _pieces(text: str, variables: dict[str, nodes.Expr]) -> Any:
    """A message split into literal text and values."""
    end = 0
    for match in _PLACEHOLDER.finditer(text):
        yield nodes.TemplateData(text[end : match.start()] + (match[2] or ""))
        if match[1]:
            yield variables[match[1]]
        end = match.end()
    yield nodes.TemplateData(text[end:])


class FoldMessages(NodeTransformer):
    """Replaces calls such as `_("Day before")` by the translated text."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja names it
        """The translated message, if it has no values."""
        self.generic_visit(node)
        function = _AT_ONCE.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        given = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        if function is None or node.kwargs or len(given) != len(node.args):
            return node
        return nodes.Const(function(*given), lineno=node.lineno)


_AT_ONCE: dict[str, Callable[..., str]] = {"_": gettext, "gettext": gettext, "pgettext": pgettext}
FUNCTIONS = {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext}
