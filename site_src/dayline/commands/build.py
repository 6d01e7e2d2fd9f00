"""`dayline build`: from `content/` to the output folder; only what changed is built again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from dayline import prose, urls
from dayline.build import static_files
from dayline.build.options import Options
from dayline.build.workers import workers
from dayline.cache.inputs import Clock, Inputs
from dayline.cache.memory import Memory, recall, remember, stamps
from dayline.cache.store import Store
from dayline.cache.version import program
from dayline.commands.finishing import finish, is_due
from dayline.commands.rebuild import Built, rebuild, strictly, timeline_of
from dayline.commands.unchanged import Earlier, earlier, state_of
from dayline.geo import memory as drawn
from dayline.problems import Problem
from dayline.read.content import combine, read
from dayline.read.gc_pause import gc_paused
from dayline.timeline.zones import build_moment, zone
from dayline.write.manifest import Digest
from dayline.write.publish import Written

if TYPE_CHECKING:
    from dayline.read.git_revision import Revision
    from dayline.rules.sourcing import Sourcing
    from dayline.timeline.timeline import Timeline


def build(options: Options, left: Earlier | None = None) -> Built:
    """Build a site, using what earlier builds left in the cache.

    Raises `write.OutputError` if the output folder can't be used.
    """
    left = left or earlier(options)
    if left.inputs and left.stands:
        written = Written((), (), Digest(left.inputs.edition))
        return Built((), written, left.inputs.pages, warnings=left.inputs.warnings)
    with gc_paused():
        store = Store(options.cache, program())
        before = recall(store, left.inputs, left.state)
        codes = _load_templates(store)
        known = len(codes)
        built = _with_starter_problems(rebuild(options, before, codes))
        if built.ok:
            built = replace(built, warnings="" if before.reading.files else _count_warnings(built, options))
            save_state(options, before, built, codes if len(codes) != known else {}, left.state)
            before = built.memory
            built = finish(options, built, codes)
            if built.memory is not before:
                save_state(options, before, built, {}, left.state)
    return built


def _with_starter_problems(built: Built) -> Built:
    """The build with problems for starter texts that must not go live, unless it has reported problems already."""
    from dayline.rules.starters import not_ready

    timeline = built.memory.timeline
    if not built.ok or built.problems or timeline is None:
        return built
    return replace(built, problems=tuple(not_ready(timeline)))


def load_state(options: Options) -> tuple[Memory, dict[str, bytes]]:
    """What earlier builds left in the cache: their memory, and compiled templates."""
    store = Store(options.cache, program())
    return recall(store, store.read("inputs"), state_of(options)), _load_templates(store)


def save_state(
    options: Options, before: Memory, built: Built, codes: dict[str, bytes], state: bytes | None = None
) -> None:
    """Save what the next process can reuse: records, pages, texts, maps, and compiled templates if given."""
    store = Store(options.cache, program())
    remember(store, before, built.memory, _inputs(built, options, state or state_of(options)))
    if codes:
        store.write("templates", codes)
    if (texts := prose.fresh()) is not None:
        store.write("texts", texts)
    if (maps := drawn.fresh()) is not None:
        store.write("maps", maps)


def _load_templates(store: Store) -> dict[str, bytes]:
    """Compiled templates from the cache; converted texts and drawn maps are loaded when first needed."""
    prose.recall(lambda: store.read("texts") or {})
    drawn.recall(lambda: store.read("maps") or {})
    return store.read("templates") or {}


def clear_cache(options: Options) -> None:
    """Delete what earlier builds left in the cache."""
    Store(options.cache, program()).clear()


def path(url: str) -> str:
    """An address as `--explain` prints it."""
    return url.replace(urls.ROOT, "/")


def check_site(
    options: Options, then: "Revision | None" = None, *, templates: bool = False
) -> "tuple[Timeline, tuple[Problem, ...]]":
    """The timeline of a site, and all problems with its content, also compared with an earlier revision (`then`).

    With `templates`, the site's own templates are tried out too.
    """
    from dayline.commands.template_trial import try_templates
    from dayline.render.theme_errors import theme_problems
    from dayline.rules.published_diff import compare
    from dayline.rules.run import check

    with gc_paused(), workers(options.jobs, options.executor) as crew:
        store = Store(options.cache, program())
        before = recall(store, store.read("inputs"), state_of(options))
        reading = read(options.site, crew.read, before.reading)
        timeline = timeline_of(reading, options, before.timeline)
        content = combine(reading)
        since = compare(content, timeline, then) if then else ()
        unfit, copied = theme_problems(options.site), static_files.found(options.site)
        found = (*check(content, timeline), *since, *unfit, *copied.problems)
        fill = not any(problem.is_error for problem in found)
        if fill and copied.files:
            found += static_files.judged(copied, timeline, options.site, themed=templates)
        if templates and not unfit:
            found += tuple(try_templates(options, timeline, content, store.read("templates") or {}, fill=fill))
        return timeline, strictly(found, options.strict)


def brief_sourcing(timeline: "Timeline", problems: Iterable[Problem]) -> "tuple[Sourcing, ...]":
    """The sourcing of the briefs; empty if there are errors, because content may be missing."""
    from dayline.rules.sourcing import sourcing

    return () if any(problem.code.startswith("E") for problem in problems) else sourcing(timeline)


def _count_warnings(built: Built, options: Options) -> str:
    """The number of warnings that `check` would report for this build; empty if none or not comparable."""
    from dayline.report.resolve_positions import counts
    from dayline.rules.run import check

    timeline = built.memory.timeline
    if built.problems or options.drafts or timeline is None:
        return ""
    found = dict.fromkeys(check(combine(built.memory.reading), timeline))
    return counts(found) if found else ""


def _inputs(built: Built, options: Options, state: bytes) -> Inputs:
    """The inputs by which the next build can tell that nothing has changed."""
    entries = combine(built.memory.reading).entries
    site = next(entry.record for entry in entries if entry.kind == "site")
    closed = site.closed.latest if site.closed else None
    now = build_moment(closed, options.moment, zone(site.timezone) or UTC)
    embargoes = (entry.record.embargo for entry in entries if entry.kind == "event" and entry.record.embargo)
    ahead = min((moment for moment in embargoes if moment.tzinfo and moment > now), default=None)
    clock = Clock(site.timezone, closed, now.date(), ahead)
    finished = not is_due(options, built.memory) and not built.problems  # so that they are reported again
    return Inputs(
        state, clock, stamps(built.memory.reading), built.pages, built.memory.edition, finished, built.warnings
    )
