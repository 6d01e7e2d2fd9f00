"""All problems with a site, found without writing anything."""

from collections.abc import Iterable
from functools import partial

from dayline.build import static_files
from dayline.build.judgement import timeline_of, with_strict
from dayline.build.options import Options
from dayline.build.template_trial import try_templates
from dayline.build.unchanged import state_of
from dayline.build.workers import workers
from dayline.cache.memory import Memory, load_memory, whole
from dayline.cache.store import Store
from dayline.cache.version import program
from dayline.problems import Problem
from dayline.read.content import combine, read
from dayline.read.gc_pause import gc_paused
from dayline.read.git_revision import Revision
from dayline.render.copied_templates import outdated_copies
from dayline.render.theme_errors import theme_problems
from dayline.rules.published_diff import compare
from dayline.rules.run import check
from dayline.rules.sourcing import Sourcing, sourcing
from dayline.timeline.timeline import Timeline


def check_site(
    options: Options, then: Revision | None = None, *, templates: bool = False
) -> tuple[Timeline, tuple[Problem, ...]]:
    """The timeline of a site, and all problems with its content, also compared with an earlier revision (`then`).

    With `templates`, the site's own templates are tried out too.
    """
    store = Store(options.cache, program())
    before = load_memory(store, store.read("inputs"), state_of(options))
    return whole(before, partial(_checked, options, then, templates))


def _checked(
    options: Options, then: Revision | None, templates: bool, before: Memory
) -> tuple[Timeline, tuple[Problem, ...]]:
    with gc_paused(), workers(options.jobs, options.executor, options.progress) as crew:
        reading = read(options.site, crew.read, before.reading)
        options.progress.begin("checking")
        timeline = timeline_of(reading, options, before.timeline)
        content = combine(reading)
        since = compare(content, timeline, then) if then else ()
        theme, copied = theme_problems(options.site), static_files.load(options.site)
        problems = (*check(content, timeline), *since, *theme, *copied.problems)
        problems += (*static_files.missing(copied, timeline), *outdated_copies(options.site))
        fill = not any(problem.is_error for problem in problems)
        if fill and copied.files:
            problems += static_files.check(copied, timeline, options.site, with_theme=templates)
        if templates and not theme:
            problems += tuple(try_templates(options, timeline, content, _templates(options), fill=fill))
        return timeline, with_strict(problems, options.strict)


def _templates(options: Options) -> dict[str, bytes]:
    """The compiled templates in the cache."""
    return Store(options.cache, program()).read("templates") or {}


def brief_sourcing(timeline: Timeline, problems: Iterable[Problem]) -> tuple[Sourcing, ...]:
    """The sourcing of the briefs; empty if there are errors, because content may be missing."""
    return () if any(problem.code.startswith("E") for problem in problems) else sourcing(timeline)
