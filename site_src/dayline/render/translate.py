"""Messages in templates, translated while a template is compiled: showing them costs nothing."""

import re
from collections.abc import Callable
from typing import Any

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension
from jinja2.visitor import NodeTransformer

from dayline.words import gettext, ngettext, pgettext

_PLACEHOLDER = re.compile(r"%\((\w+)\)s|%(%)")


class Messages(InternationalizationExtension):
    """`{% trans %}` as plain text with the values in their places; only plurals are chosen while a page is made."""

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
    """A message as template data and values."""
    end = 0
    for found in _PLACEHOLDER.finditer(text):
        yield nodes.TemplateData(text[end : found.start()] + (found[2] or ""))
        if found[1]:
            yield variables[found[1]]
        end = found.end()
    yield nodes.TemplateData(text[end:])


class Fold(NodeTransformer):
    """Calls such as `_("Day before")` replaced by what they say."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja names it
        """The message itself where it has no values."""
        self.generic_visit(node)
        function = _AT_ONCE.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        given = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        if function is None or node.kwargs or len(given) != len(node.args):
            return node
        return nodes.Const(function(*given), lineno=node.lineno)


_AT_ONCE: dict[str, Callable[..., str]] = {"_": gettext, "gettext": gettext, "pgettext": pgettext}
FUNCTIONS = {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext}
