"""A build from `content/` to the output folder, which rebuilds only what has changed."""

from dataclasses import replace
from typing import TYPE_CHECKING

from dayline.build.finishing import finish
from dayline.build.options import Options
from dayline.build.rebuild import Built, rebuild
from dayline.build.state import load_templates, save_state
from dayline.build.unchanged import Earlier, earlier
from dayline.cache.memory import Memory, load_memory
from dayline.cache.shelf import Damaged
from dayline.cache.store import Store
from dayline.cache.version import program
from dayline.lazy import lazy
from dayline.read.content import combine
from dayline.read.gc_pause import gc_paused
from dayline.rules.run import check
from dayline.rules.starters import not_ready
from dayline.write.manifest import Digest
from dayline.write.publish import Written

if TYPE_CHECKING:
    from dayline.report.resolve_positions import counts
else:
    counts = lazy("report.resolve_positions:counts")


def build(options: Options, last: Earlier | None = None) -> Built:
    """Build a site, using what earlier builds left in the cache.

    Raises `write.OutputError` if the output folder can't be used.
    """
    last = last or earlier(options)
    if last.inputs and last.is_current:
        written = Written((), (), Digest(last.inputs.edition))
        return Built(last.inputs.problems, written, last.inputs.pages, warnings=last.inputs.warnings)
    with gc_paused():
        store = Store(options.cache, program())
        codes = load_templates(store)
        try:
            return _build(options, last, load_memory(store, last.inputs, last.state), codes)
        except Damaged:
            return _build(options, last, Memory(), codes)


def _build(options: Options, last: Earlier, before: Memory, codes: dict[str, bytes]) -> Built:
    cached = len(codes)
    built = _with_starter_problems(rebuild(options, before, codes, last.changed), last)
    if built.ok:
        built = replace(built, warnings="" if before.reading.files else _count_warnings(built, options))
        built = save_state(options, built, codes if len(codes) != cached else {}, last.state)
        saved = built.memory
        built = finish(options, built, codes)
        if built.memory is not saved:
            built = save_state(options, built, {}, last.state)
    return built


def _with_starter_problems(built: Built, last: Earlier) -> Built:
    """The build with a warning for each starter text, unless it has problems already."""
    timeline = built.memory.timeline
    if not built.ok or built.problems or timeline is None:
        return built
    if last.inputs and built.memory.salt:  # only words have changed
        return replace(built, problems=last.inputs.problems)
    return replace(built, problems=tuple(not_ready(timeline)))


def _count_warnings(built: Built, options: Options) -> str:
    """The number of warnings that `check` would report for this build; empty if none or not comparable."""
    timeline = built.memory.timeline
    if built.problems or options.drafts or timeline is None:
        return ""
    problems = dict.fromkeys(check(combine(built.memory.reading), timeline))
    return counts(problems) if problems else ""
