"""The options of a build."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from dayline.build.cores import cores
from dayline.build.progress import SILENT, Progress

CARD_LIBRARIES = ("resvg_py", "PIL")  # needed to draw social cards


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a build: `strict` holds codes of warnings to treat as errors (`all` for every one).

    `executor` is `module:callable` that returns a `concurrent.futures` executor; without it, `jobs` processes are
    used. `cache` is the cache folder, None for no cache. With `as_of` the site is built as it was known then.
    `extras` are made after the pages have been published: `cards`, `search`. With `verify` every file of the output is
    read before it is replaced. `progress` hears of each stage of the build.
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
    as_of: datetime | None = None
    extras: frozenset[str] = frozenset()
    verify: bool = False
    progress: Progress = SILENT

    @property
    def moment(self) -> datetime:
        """The moment for which pages are built."""
        return self.as_of or self.now


def as_of_options(options: Options, as_of: datetime, *, own_output: bool) -> Options:
    """The options for an earlier edition, with a separate cache and, unless one was given, a separate output folder."""
    cache = options.cache and options.cache.with_name(f"{options.cache.name}-as-of")
    moment = as_of.isoformat(timespec="minutes").replace(":", "-")
    output = options.output.with_name(f"{options.output.name}-as-of-{moment}") if own_output else options.output
    return replace(options, as_of=as_of, cache=cache, output=output, extras=options.extras - {"cards"})
