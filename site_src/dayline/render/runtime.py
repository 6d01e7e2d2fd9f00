"""What compiled templates call, where Jinja's own does more than our pages need."""

from collections.abc import Callable
from typing import Any

from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup
from markupsafe import escape as as_markup

from dayline.pages.site import SiteView

try:
    # The loop in C without the `Markup` around its result, which costs more than the loop.
    from markupsafe import _escape_inner as escaped  # type: ignore[attr-defined]
except ImportError:

    def escaped(text: str, /) -> str:
        """A text as HTML."""
        return str(as_markup(text))


def escape(value: Any) -> str:
    """A value as HTML: what is HTML already stays as it is, all else is escaped."""
    kind = value.__class__
    if kind is str:
        return escaped(value)
    return value if kind is Markup else str(as_markup(value))


def macro(
    environment: Any, function: Callable[..., str], name: str, arguments: tuple[str, ...], *special: bool
) -> Callable[..., str]:
    """A macro as Jinja calls it; called with plain arguments it takes a shorter way than Jinja's own.

    What it makes of the site alone is the same for all pages, and made once.
    """
    whole = Macro(environment, function, name, list(arguments), *special)
    if whole.caller or whole.catch_kwargs or whole.catch_varargs:
        return whole
    rest = [(missing,) * (len(arguments) - given) for given in range(len(arguments) + 1)]
    of_site: tuple[Any, str] = (None, "")

    def called(*given: Any, **named: Any) -> str:
        nonlocal of_site
        if named or len(given) >= len(rest):
            return whole(*given, **named)
        is_of_site = len(given) == 1 and given[0].__class__ is SiteView
        if is_of_site and of_site[0] is given[0]:
            return of_site[1]
        made = str.__new__(Markup, function(*given, *rest[len(given)]))
        if is_of_site:
            of_site = (given[0], made)
        return made

    return called
