"""Regular expressions that are compiled when they are first used.

Most say what is wrong with a text, and most texts are right: to compile them at every start would take longer than to
read an event.
"""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


class _Pattern:
    """The source of an expression; asked for anything else, it is compiled, and its methods are kept."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__ |= {method: getattr(compiled, method) for method in _METHODS}
        return getattr(compiled, name)


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but later: for what few runs need."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
