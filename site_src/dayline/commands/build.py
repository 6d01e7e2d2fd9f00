"""`dayline build`: from `content/` to the output folder."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from dayline import theme, urls
from dayline.pages.page import Page
from dayline.pages.plan import plan
from dayline.pages.site import site_view
from dayline.problems import Problem
from dayline.read.content import read_content
from dayline.render import Renderer, TemplateMistake
from dayline.rules.run import check
from dayline.timeline.assemble import assemble
from dayline.timeline.timeline import Timeline
from dayline.write import Written, publish


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is told: `strict` are codes of warnings that count as errors (`all` for every one)."""

    site: Path
    output: Path
    now: datetime
    base_url: str | None = None
    strict: frozenset[str] = frozenset()
    drafts: bool = False
    portable: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """How a build went; `written` is None if nothing was written."""

    problems: tuple[Problem, ...]
    written: Written | None
    pages: int = 0

    @property
    def ok(self) -> bool:
        return self.written is not None


def build(options: Options) -> Built:
    """Read, assemble, check, plan, render and write; with an error nothing is written.

    Raises `write.OutputError` if the output folder can't be used.
    """
    timeline, problems = judge(options)
    if any(problem.is_error for problem in problems):
        return Built(problems, None)
    pages = plan(timeline)
    try:
        files = tuple(render(pages, timeline, options))
    except TemplateMistake as mistake:
        return Built((*problems, mistake.problem), None)
    return Built(problems, publish(files, options.output), len(pages))


def judge(options: Options) -> tuple[Timeline, tuple[Problem, ...]]:
    """The timeline of a site's content, and everything that is wrong with it."""
    content = read_content(options.site)
    timeline = assemble(content, options.now, options.drafts)
    return _based(timeline, options.base_url), _strictly(check(content, timeline), options.strict)


def render(pages: tuple[Page, ...], timeline: Timeline, options: Options) -> Iterator[tuple[str, bytes]]:
    """The files of all pages and assets, by their paths."""
    look = theme.load(options.site)
    renderer = Renderer(look, site_view(timeline, look.assets), options.portable)
    for page in pages:
        yield urls.path(page.url), renderer.render(page)
    for name, raw in look.assets.items():
        yield urls.path(urls.asset(name)), raw


def _strictly(problems: Iterable[Problem], strict: frozenset[str]) -> tuple[Problem, ...]:
    """The problems, with the warnings that count as errors marked."""
    if not strict:
        return tuple(problems)
    return tuple(replace(problem, strict="all" in strict or problem.code in strict) for problem in problems)


def _based(timeline: Timeline, base_url: str | None) -> Timeline:
    return replace(timeline, site=replace(timeline.site, base_url=base_url)) if base_url else timeline
