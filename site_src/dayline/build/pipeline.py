"""A build, from `content/` to the output folder, stage by stage; only what has changed goes through them.

Files are read, records linked to a timeline, pages planned, the content judged, what changed followed to the pages that
asked for it, these rendered, all published, and what the next build can use kept. After an edit of words nothing is
linked or planned again.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from dayline.build import static_files
from dayline.build.built import Built
from dayline.build.edition_files import EditionFiles, page_of
from dayline.build.finishing import finish
from dayline.build.judgement import Checked, problems_of, record_problems, timeline_of
from dayline.build.options import Options
from dayline.build.run import Run, prepared
from dayline.build.search_index import index_files
from dayline.build.state import load_templates, save_state
from dayline.build.text_edits import revised_timeline, selected
from dayline.build.unchanged import Earlier, clock_of, earlier
from dayline.build.workers import workers
from dayline.cache.inputs import Clock
from dayline.cache.memory import Edits, Memory, SearchIndex, load_memory, stamps_of, whole
from dayline.cache.store import Store
from dayline.cache.version import program
from dayline.lazy import lazy
from dayline.pages.index import SiteIndex
from dayline.pages.page import Page
from dayline.pages.plan import clashes, plan_by_kind
from dayline.queries.graph import CHECKED, PAGE, Changes
from dayline.queries.recorder import Query
from dayline.read.content import Reading, combine, read, reread
from dayline.read.gc_pause import gc_paused
from dayline.read.stamps import Stamps
from dayline.render import BrokenTemplate
from dayline.render.copied_templates import outdated_copies
from dayline.rules.run import check
from dayline.rules.starters import not_ready
from dayline.timeline.timeline import Timeline
from dayline.write import foreign
from dayline.write.errors import Missing
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
        return whole(load_memory(store, last.inputs, last.state), partial(_build, options, last, codes))


def _build(options: Options, last: Earlier, codes: dict[str, bytes], before: Memory) -> Built:
    cached = len(codes)
    built = _with_starter_problems(rebuild(options, before, codes, last.changed), last)
    if built.ok:
        options.progress.begin("counting warnings")
        built = replace(built, warnings="" if before.reading.files else _count_warnings(built, options))
        built = save_state(options, built, codes if len(codes) != cached else {}, last.state)
        saved = built.memory
        built = finish(options, built, codes)
        if built.memory is not saved:
            built = save_state(options, built, {}, last.state)
    return built


def rebuild(
    options: Options,
    before: Memory,
    codes: dict[str, bytes],
    changed: Iterable[str] | None = None,
    live: SiteIndex | None = None,
) -> Built:
    """Read, link, check, plan, render and write what has changed since the previous build.

    `changed` names the only files that can have changed since. `live` is that of the previous build, if it ran in this
    process.

    Raises `write.OutputError` before anything is read if the output holds files that no build put there.
    """
    foreign.check(options.output)
    with gc_paused(), workers(options.jobs, options.executor, options.progress) as crew:
        run = prepared(options, crew, codes, before)
        reading = _read(run, before, changed)
        memory = replace(before, reading=reading, timeline=None)
        try:
            revised = None if run.problems else revised_timeline(options, before, reading)
            built = _text_rebuild(run, *revised, live) if revised else None
            return built or _full_rebuild(run, memory, before.timeline)
        except Missing:
            return _full_rebuild(
                replace(run, verify=True), replace(memory, pages={}, index=SearchIndex()), before.timeline
            )
        except BrokenTemplate as error:
            return Built((error.problem,), None, memory=memory)


def _read(run: Run, before: Memory, changed: Iterable[str] | None) -> Reading:
    site, read_batch = run.options.site, run.crew.read
    is_known = changed is not None and bool(before.reading.files)
    updated = reread(site, changed or (), read_batch, before.reading) if is_known else None
    return updated or read(site, read_batch, before.reading)


def _full_rebuild(run: Run, memory: Memory, before: Timeline | None) -> Built:
    """Link, check and plan everything again, as any change may require."""
    run.options.progress.begin("linking records")
    timeline = timeline_of(memory.reading, run.options, before)
    if invalid := record_problems(memory, timeline, run.options):
        return Built(invalid, None, memory=memory)
    index = run.styled(SiteIndex(timeline, run.options.site))
    by_kind = plan_by_kind(index)
    planned = tuple(chain.from_iterable(by_kind.values()))
    pages = selected(planned, run.options)
    changes = Changes(memory.graph, index)
    mistakes, checked = problems_of(memory, index, changes, run.options)
    problems = (
        *mistakes,
        *run.problems,
        *static_files.missing(run.static, timeline),
        *(() if mistakes else clashes(pages, index)),
    )
    if any(problem.is_error for problem in problems):
        return Built(problems, None, memory=memory)
    edition = EditionFiles(run.options, index, changes.spread(), memory.pages, run.codes, run.theme)
    if unusable := (
        *edition.template_problems(),
        *static_files.conflicts(run.static, planned, index, dict(edition.assets())),
    ):
        return Built(unusable, None, memory=memory)
    late = [page for page in pages if page.late]
    search_files = index_files(memory, run.options)
    files = edition.files((page for page in pages if not page.late), run.crew, memory.reading)
    others = chain(edition.base_maps(), edition.assets(), edition.previous(late), search_files, run.static.contents())
    written = run.publish(chain(files, others))
    _note(memory, index, changes, edition, checked)
    memory = replace(
        memory, pages=edition.pages, theme=edition.theme + run.static.digest, timeline=timeline,
        edition=written.edition, due=_due(memory, edition, late), index=memory.index if search_files else SearchIndex(),
        lookups=index.own_lookups, clock=_clock(memory, timeline, run.options),
        stamps=Stamps.of(stamps_of(memory.reading.files)), stored=None, earlier=memory.stored, salt=b"", edits=Edits(),
    )  # fmt: skip
    return Built(problems, written, len(pages), edition.reasons, memory, index.resting())


def _text_rebuild(run: Run, memory: Memory, touched: frozenset[Query], live: SiteIndex | None) -> Built | None:
    """Update the pages that show the edited texts; None if the theme or `static/` has changed too."""
    index = run.styled(_index(run.options, memory, touched, live))
    changes = Changes(memory.graph, index, touched).spread()
    pages = [page_of(url, memory.pages[url]) for url in sorted(changes.affected(PAGE))]
    late = [page for page in pages if page.late]
    edition = EditionFiles(run.options, index, changes, memory.pages, run.codes, run.theme)
    if edition.theme + run.static.digest != memory.theme:
        return None
    files = edition.files((page for page in pages if not page.late), run.crew, memory.reading)
    written = run.amend(chain(files, edition.base_maps()), memory.edition)
    memory.graph.follow(changes, index)
    edition.note(memory.graph)
    due = {**memory.due, **edition.outdated(late)}
    memory = memory.with_pages(edition.pages, edition=written.edition, due=due)
    return Built((), written, len(memory.pages), edition.reasons, memory, index)


def _index(options: Options, memory: Memory, touched: frozenset[Query], live: SiteIndex | None) -> SiteIndex:
    """The site index after an edit of words."""
    assert memory.timeline is not None, "such an edit revises a timeline"  # noqa: S101
    if live and not memory.stored:
        return live.revised(memory.timeline, touched)
    return SiteIndex(memory.timeline, options.site, lookups=memory.lookups)


def _due(memory: Memory, edition: EditionFiles, late: list[Page]) -> dict[str, str]:
    """The social cards to be drawn: those that were due already, and those that are now."""
    planned = {page.url for page in late}
    return {**{url: why for url, why in memory.due.items() if url in planned}, **edition.outdated(late)}


def _note(memory: Memory, index: SiteIndex, changes: Changes, edition: EditionFiles, checked: Checked) -> None:
    """Note in the graph what pages and rules asked, and forget pages and events that are gone."""
    graph = memory.graph
    index.recorder.settle()
    graph.follow(changes, index)
    edition.note(graph)
    pages = edition.pages
    for asker in [asker for asker, *_ in graph.asked(PAGE) if asker[1] not in pages]:
        graph.drop(asker)
    for id, queries in checked.items():
        if queries is None:
            graph.drop((CHECKED, id))
        else:
            graph.note((CHECKED, id), queries, index)


def _clock(memory: Memory, timeline: Timeline, options: Options) -> Clock:
    embargoes = (entry.record.embargo for entry in combine(memory.reading).entries if entry.kind == "event")
    closed = timeline.site.closed.latest if timeline.site.closed else None
    return clock_of(timeline.site.timezone, closed, embargoes, options.moment)


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
    of_content = check(combine(built.memory.reading), timeline)
    problems = dict.fromkeys((*of_content, *outdated_copies(options.site)))
    return counts(problems) if problems else ""
