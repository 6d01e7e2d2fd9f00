"""What a build is told."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dayline.commands.work import cores


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is told: `strict` are codes of warnings that count as errors (`all` for every one).

    `executor` is `module:callable` that gives a `concurrent.futures` executor; without it there are
    `jobs` processes. `cache` is the folder of what builds leave behind, None for none.
    """

    site: Path
    output: Path
    now: datetime
    base_url: str | None = None
    strict: frozenset[str] = frozenset()
    drafts: bool = False
    portable: bool = False
    jobs: int = field(default_factory=cores)
    executor: str = ""
    cache: Path | None = None
