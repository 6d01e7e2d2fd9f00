"""Runtime helpers for compiled templates, where Jinja's own do more than our pages need."""

from collections.abc import Callable
from typing import Any

from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup
from markupsafe import escape as as_markup

from dayline.pages.site import SiteView

try:
    # The C loop without wrapping its result in `Markup`, which costs more than the loop itself.
    from markupsafe import _escape_inner as escaped  # type: ignore[attr-defined]
except ImportError:

    def escaped(text: str, /) -> str:
        """The text escaped for HTML."""
        return str(as_markup(text))


def escape(value: Any) -> str:
    """The value as HTML: `Markup` as it is, everything else escaped."""
    kind = value.__class__
    if kind is str:
        return escaped(value)
    return value if kind is Markup else str(as_markup(value))


def macro(
    environment: Any, function: Callable[..., str], name: str, arguments: tuple[str, ...], *special: bool
) -> Callable[..., str]:
    """A Jinja macro with a fast path for positional arguments.

    The output of a macro whose only argument is the site is the same for all pages and is cached.
    """
    general = Macro(environment, function, name, list(arguments), *special)
    if general.caller or general.catch_kwargs or general.catch_varargs:
        return general
    padding = [(missing,) * (len(arguments) - count) for count in range(len(arguments) + 1)]
    cached: tuple[Any, str] = (None, "")

    def call(*args: Any, **kwargs: Any) -> str:
        nonlocal cached
        if kwargs or len(args) >= len(padding):
            return general(*args, **kwargs)
        is_cacheable = len(args) == 1 and args[0].__class__ is SiteView
        if is_cacheable and cached[0] is args[0]:
            return cached[1]
        html = str.__new__(Markup, function(*args, *padding[len(args)]))
        if is_cacheable:
            cached = (args[0], html)
        return html

    return call
