"""Templates compiled once in a process, not once for each site: most of the time of a build without a cache."""

from collections.abc import Callable
from typing import Any

from dayline.words import speaks_english


def remembered(compiled: Callable[..., Any]) -> Callable[..., Any]:
    """Jinja's `compile`, which is asked once for an English template: its code depends on its source alone."""
    codes: dict[tuple[Any, ...], Any] = {}

    def compile_once(jinja: Any, *what: Any, **options: Any) -> Any:
        if not speaks_english():
            return compiled(jinja, *what, **options)
        key = (*what, *sorted(options.items()))
        if key not in codes:
            codes[key] = compiled(jinja, *what, **options)
        return codes[key]

    return compile_once
