"""The result of a build."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dayline import urls
from dayline.cache.memory import Memory
from dayline.pages.index import SiteIndex
from dayline.problems import Problem
from dayline.write.publish import Written


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build; `written` is None if nothing was written. `reasons` say why pages were rendered.

    `memory` and, in this process, `live` make the next build faster. `warnings`, `note` and `failure` are printed at
    the end: the number of warnings, if known; what was skipped; and what failed after the pages were published.
    """

    problems: tuple[Problem, ...]
    written: Written | None
    pages: int = 0
    reasons: Mapping[str, str] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    live: SiteIndex | None = None
    warnings: str = ""
    note: str = ""
    failure: str = ""

    @property
    def ok(self) -> bool:
        return self.written is not None

    def explained(self) -> list[str]:
        """Why each page was rendered, as lines for `--explain`."""
        return [f"{url.replace(urls.ROOT, '/')}: {reason}" for url, reason in sorted(self.reasons.items())]
