"""What a build is told."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dayline.build.workers import default_jobs

CARD_LIBRARIES = ("resvg_py", "PIL")  # what social cards are drawn with


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is told: `strict` are codes of warnings that count as errors (`all` for every one).

    `executor` is `module:callable` that gives a `concurrent.futures` executor; without it there are
    `jobs` processes. `cache` is the folder of what builds leave behind, None for none. With `as_of` the site
    is built as it was known then. `later` names what follows when the pages have been published: `cards`, `search`.
    """

    site: Path
    output: Path
    now: datetime
    base_url: str | None = None
    strict: frozenset[str] = frozenset()
    drafts: bool = False
    portable: bool = False
    jobs: int = field(default_factory=default_jobs)
    executor: str = ""
    cache: Path | None = None
    as_of: datetime | None = None
    extras: frozenset[str] = frozenset()

    @property
    def moment(self) -> datetime:
        """The moment that pages are made for."""
        return self.as_of or self.now
