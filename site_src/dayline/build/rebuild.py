"""An incremental build: only what has changed is read, linked, checked, rendered and written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from dayline import urls
from dayline.build import as_of, static_files
from dayline.build.edition_files import EditionFiles
from dayline.build.options import Options
from dayline.build.static_files import StaticFiles
from dayline.build.text_edits import revised_timeline, selected
from dayline.build.unchanged import clock_of
from dayline.build.workers import Workers, workers
from dayline.cache.inputs import Clock
from dayline.cache.memory import Edits, Memory, RenderedPage, SearchIndex, stamps_of
from dayline.lazy import load
from dayline.pages.index import SiteIndex
from dayline.pages.maps.map_style import map_style
from dayline.pages.page import Page
from dayline.pages.plan import clashes, plan_by_kind
from dayline.problems import Problem
from dayline.queries.graph import CHECKED, PAGE, Changes
from dayline.queries.recorder import Query
from dayline.read.content import Content as Records
from dayline.read.content import Reading, combine, read, reread
from dayline.read.gc_pause import gc_paused
from dayline.render import BrokenTemplate
from dayline.render.theme_errors import theme_problems
from dayline.rules.run import check, errors, of_event
from dayline.theme import Theme
from dayline.theme import load as load_theme
from dayline.timeline.link import link
from dayline.timeline.timeline import Timeline
from dayline.write import foreign
from dayline.write.errors import Missing
from dayline.write.incoming import Content
from dayline.write.manifest import Digest
from dayline.write.publish import Written, amend, publish

Checked = dict[str, tuple[Query, ...] | None]  # what the rules asked about events; None: to be forgotten


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


def _errors_of(id: str, index: SiteIndex) -> list[Problem]:
    """The errors of an event in relation to others, noting what the rules ask."""
    event = index.timeline.events[id]
    index.summary(event)
    return [problem for problem in of_event(event, index.timeline) if problem.is_error]


@dataclass(frozen=True, slots=True)
class Run:
    """What one build works with: `codes` are compiled templates by name; with `verify` the whole output is read.

    `problems` are those of the site's own templates and static files; without any, the `theme` is loaded.
    """

    options: Options
    crew: Workers
    codes: dict[str, bytes]
    verify: bool
    static: StaticFiles
    problems: tuple[Problem, ...] = ()
    theme: Theme | None = None

    def styled(self, index: SiteIndex) -> SiteIndex:
        """The index, with base maps in the theme's style from the first question on."""
        if self.theme:
            index.base_maps.style = map_style(self.theme.style, self.theme.map_rules)
        return index

    def publish(self, files: Iterable[tuple[str, Content]]) -> Written:
        """Publish the files as a whole edition."""
        return publish(files, self.options.output, verify=self.verify)

    def amend(self, files: Iterable[tuple[str, Content]], base: str) -> Written:
        """Publish the current edition with these files changed, if it is still `base`."""
        return amend(files, (), self.options.output, base=base, verify=self.verify)


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
    with gc_paused(), workers(options.jobs, options.executor) as crew:
        static = static_files.load(options.site)
        problems = (*theme_problems(options.site), *static.problems)
        theme = None if problems else load_theme(options.site)
        run = Run(options, crew, codes, options.verify or not before.pages, static, problems, theme)
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


def timeline_of(reading: Reading, options: Options, before: Timeline | None = None) -> Timeline:
    """The timeline of the content that was read."""
    content = combine(reading)
    present = as_of.present_events(content, options)
    timeline = link(as_of.content_at(content, options), options.moment, options.drafts, before, present)
    if options.base_url:
        timeline = replace(timeline, site=replace(timeline.site, base_url=options.base_url))
    return timeline


def with_strict(problems: Iterable[Problem], strict: frozenset[str]) -> tuple[Problem, ...]:
    """The problems, with those warnings marked that `--strict` treats as errors."""
    if not strict:
        return tuple(problems)
    return tuple(replace(problem, strict="all" in strict or problem.code in strict) for problem in problems)


def index_files(memory: Memory, options: Options) -> list[tuple[str, Content]]:
    """The current files of the search index, by their digests; empty if the site is built without one."""
    return [(path, Digest(digest)) for path, digest in memory.index.files.items()] if "search" in options.extras else []


def _read(run: Run, before: Memory, changed: Iterable[str] | None) -> Reading:
    site, read_batch = run.options.site, run.crew.read
    updated = reread(site, changed, read_batch, before.reading) if changed is not None else None
    return updated or read(site, read_batch, before.reading)


def _full_rebuild(run: Run, memory: Memory, before: Timeline | None) -> Built:
    """Link, check and plan everything again, as any change may require."""
    timeline = timeline_of(memory.reading, run.options, before)
    if invalid := _record_problems(memory, timeline, run.options):
        return Built(invalid, None, memory=memory)
    index = run.styled(SiteIndex(timeline, run.options.site))
    by_kind = plan_by_kind(index)
    planned = tuple(chain.from_iterable(by_kind.values()))
    pages = selected(planned, run.options)
    changes = Changes(memory.graph, index)
    mistakes, checked = _problems(memory, index, changes, run.options)
    problems = (*mistakes, *run.problems, *(() if mistakes else clashes(pages, index)))
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
    files = edition.files((page for page in pages if not page.late), run.crew)
    others = chain(edition.base_maps(), edition.assets(), edition.previous(late), search_files, run.static.contents())
    written = run.publish(chain(files, others))
    _note(memory, index, changes, edition, checked)
    memory = replace(
        memory, pages=edition.pages, theme=edition.theme + run.static.digest, timeline=timeline,
        edition=written.edition, due=edition.outdated(late), index=memory.index if search_files else SearchIndex(),
        lookups=index.own_lookups, clock=_clock(memory, timeline, run.options), stamps=stamps_of(memory.reading.files),
        stored=None, salt=b"", edits=Edits(),
    )  # fmt: skip
    return Built(problems, written, len(pages), edition.reasons, memory, index.resting())


def _note(memory: Memory, index: SiteIndex, changes: Changes, edition: EditionFiles, checked: Checked) -> None:
    """Note in the graph what pages and rules asked, and forget pages and events that are gone."""
    graph = memory.graph
    graph.follow(changes, index)
    edition.note(graph)
    for url in memory.pages.keys() - edition.pages.keys():
        graph.drop((PAGE, url))
    for id, queries in checked.items():
        if queries is None:
            graph.drop((CHECKED, id))
        else:
            graph.note((CHECKED, id), queries, index)


def _record_problems(memory: Memory, timeline: Timeline, options: Options) -> tuple[Problem, ...]:
    """All problems, if a record is invalid: pages are planned from valid records only."""
    content = combine(memory.reading)
    if not any(problem.is_error for problem in (*content.problems, *content.remarks)):
        return ()
    problems = with_strict(check(content, timeline), options.strict)
    return problems if options.strict else tuple(problem for problem in problems if problem.is_error)


def _clock(memory: Memory, timeline: Timeline, options: Options) -> Clock:
    embargoes = (entry.record.embargo for entry in combine(memory.reading).entries if entry.kind == "event")
    closed = timeline.site.closed.latest if timeline.site.closed else None
    return clock_of(timeline.site.timezone, closed, embargoes, options.moment)


def _index(options: Options, memory: Memory, touched: frozenset[Query], live: SiteIndex | None) -> SiteIndex:
    """The site index after an edit of words."""
    assert memory.timeline is not None, "such an edit revises a timeline"  # noqa: S101
    if live and not memory.stored:
        return live.revised(memory.timeline, touched)
    return SiteIndex(memory.timeline, options.site, lookups=memory.lookups)


def _text_rebuild(run: Run, memory: Memory, touched: frozenset[Query], live: SiteIndex | None) -> Built | None:
    """Update the pages that show the edited texts; None if the theme or `static/` has changed too."""
    index = run.styled(_index(run.options, memory, touched, live))
    changes = Changes(memory.graph, index, touched).spread()
    pages = [page_of(url, memory.pages[url]) for url in sorted(changes.affected(PAGE))]
    late = [page for page in pages if page.late]
    edition = EditionFiles(run.options, index, changes, memory.pages, run.codes, run.theme)
    if edition.theme + run.static.digest != memory.theme:
        return None
    files = edition.files((page for page in pages if not page.late), run.crew)
    written = run.amend(chain(files, edition.base_maps()), memory.edition)
    memory.graph.follow(changes, index)
    edition.note(memory.graph)
    due = {**memory.due, **edition.outdated(late)}
    memory = memory.with_pages(edition.pages, edition=written.edition, due=due)
    return Built((), written, len(memory.pages), edition.reasons, memory, index)


def page_of(url: str, rendered: RenderedPage) -> Page:
    """The page that was rendered, to be made again."""
    return Page(url, rendered.template, partial(load(rendered.maker), *rendered.given), rendered.late)


def _problems(
    memory: Memory, index: SiteIndex, changes: Changes, options: Options
) -> tuple[tuple[Problem, ...], Checked]:
    """The errors, and warnings too if `--strict` names some; and what the rules asked about events."""
    content, timeline = combine(memory.reading), index.own_timeline
    known = {asker[1] for asker in memory.graph.asked(CHECKED)}
    affected = set(changes.affected(CHECKED))
    if options.as_of or options.strict:
        checked: Checked = dict.fromkeys(known if options.as_of else affected)
        return _all_problems(content, timeline, memory, options), checked
    mistakes, checked = list(errors(content, timeline)), dict.fromkeys(known - timeline.events.keys())
    for id in timeline.events.keys() - (known - affected):
        problems, checked[id] = index.recorder.made(partial(_errors_of, id, index))
        mistakes += problems
    return tuple(mistakes), checked


def _all_problems(content: Records, timeline: Timeline, memory: Memory, options: Options) -> tuple[Problem, ...]:
    if not options.as_of:
        return with_strict(check(content, timeline), options.strict)
    timeline = timeline_of(memory.reading, replace(options, as_of=None))
    problems = with_strict(check(content, timeline), options.strict)
    anachronisms = with_strict(as_of.anachronisms(content, options), options.strict)
    return (*(problem for problem in problems if options.strict or problem.is_error), *anachronisms)
