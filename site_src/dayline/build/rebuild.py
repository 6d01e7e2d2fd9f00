"""An incremental build: only what has changed is read, linked, checked, rendered and written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from dayline import urls
from dayline.build import as_of, static_files
from dayline.build.edition_files import EditionFiles
from dayline.build.options import Options
from dayline.build.static_files import StaticFiles
from dayline.build.text_edits import Live, revised_timeline, selected, updated_live
from dayline.build.workers import Workers, workers
from dayline.cache.memory import Memory, SearchIndex
from dayline.pages.index import SiteIndex
from dayline.pages.plan import clashes, keyed, plan_by_kind
from dayline.problems import Problem
from dayline.read.content import Reading, combine, read, reread
from dayline.read.gc_pause import gc_paused
from dayline.render import BrokenTemplate
from dayline.render.theme_errors import theme_problems
from dayline.rules.run import check, errors
from dayline.timeline.link import link
from dayline.timeline.timeline import Timeline
from dayline.write import foreign
from dayline.write.errors import Missing
from dayline.write.incoming import Content
from dayline.write.manifest import Digest
from dayline.write.publish import Written, amend, publish


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
    live: Live | None = None
    warnings: str = ""
    note: str = ""
    failure: str = ""

    @property
    def ok(self) -> bool:
        return self.written is not None

    def explained(self) -> list[str]:
        """Why each page was rendered, as lines for `--explain`."""
        return [f"{url.replace(urls.ROOT, '/')}: {reason}" for url, reason in sorted(self.reasons.items())]


@dataclass(frozen=True, slots=True)
class Run:
    """What one build works with: `codes` are compiled templates by name; with `verify` the whole output is read.

    `problems` are those of the site's own templates and static files.
    """

    options: Options
    crew: Workers
    codes: dict[str, bytes]
    verify: bool
    static: StaticFiles
    problems: tuple[Problem, ...] = ()

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
    live: Live | None = None,
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
        run = Run(options, crew, codes, options.verify or not before.pages, static, problems)
        reading = _read(run, before, changed)
        memory = replace(before, reading=reading, timeline=None)
        try:
            revised = None if run.problems else revised_timeline(options, before, reading)
            built = _text_rebuild(run, memory, live, *revised) if revised else None
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
    index = SiteIndex(timeline, run.options.site)
    by_kind = plan_by_kind(index)
    planned = tuple(chain.from_iterable(by_kind.values()))
    pages = selected(planned, run.options)
    keys, dependents = keyed(pages, index)
    mistakes, clean = _problems(memory, timeline, keys, run.options)
    problems = (*mistakes, *run.problems, *(() if mistakes else clashes(pages, index)))
    if any(problem.is_error for problem in problems):
        return Built(problems, None, memory=replace(memory, clean=clean))
    edition = EditionFiles(run.options, index, keys, memory.pages, run.codes)
    if unusable := (
        *edition.template_problems(),
        *static_files.conflicts(run.static, planned, index, dict(edition.assets())),
    ):
        return Built(unusable, None, memory=replace(memory, clean=clean))
    late = [page for page in pages if page.late]
    search_files = index_files(memory, run.options)
    files = edition.files((page for page in pages if not page.late), run.crew)
    others = chain(edition.base_maps(), edition.assets(), edition.previous(late), search_files, run.static.contents())
    written = run.publish(chain(files, others))
    memory = replace(
        memory, clean=clean, pages=edition.pages, theme=edition.theme + run.static.digest, dependents=dependents,
        kinds={page.url: kind for kind, pages_of_kind in by_kind.items() for page in pages_of_kind}, timeline=timeline,
        edition=written.edition, due=edition.outdated(late), index=memory.index if search_files else SearchIndex(),
        revised=False,
    )  # fmt: skip
    if run.options.as_of:
        memory = replace(memory, timeline=None)
    live = Live(index.resting(), {page.url: page for page in pages})
    return Built(problems, written, len(pages), edition.reasons, memory, live)


def _record_problems(memory: Memory, timeline: Timeline, options: Options) -> tuple[Problem, ...]:
    """All problems, if a record is invalid: pages are planned from valid records only."""
    content = combine(memory.reading)
    if not any(problem.is_error for problem in (*content.problems, *content.remarks)):
        return ()
    problems = with_strict(check(content, timeline), options.strict)
    return problems if options.strict else tuple(problem for problem in problems if problem.is_error)


def _text_rebuild(run: Run, memory: Memory, live: Live | None, timeline: Timeline, ids: frozenset[str]) -> Built | None:
    """Update the pages that show the edited texts; None if the theme or `static/` has changed too."""
    addresses = {url for id in ids for url in memory.dependents.get(id, ())}
    live = updated_live(live, timeline, ids, run.options)
    live = live.with_kinds({memory.kinds[url] for url in addresses | memory.due if url not in live.pages}, run.options)
    pages = [live.pages[url] for url in sorted(addresses)]
    keys, dependents = keyed(pages, live.site)
    late = [page for page in pages if page.late]
    edition = EditionFiles(run.options, live.site, keys, memory.pages, run.codes)
    if edition.theme + run.static.digest != memory.theme:
        return None
    files = edition.files((page for page in pages if not page.late), run.crew)
    written = run.amend(chain(files, edition.base_maps()), memory.edition)
    memory = replace(
        memory, pages={**memory.pages, **edition.pages}, dependents=_merged(memory.dependents, dependents),
        timeline=timeline, revised=True, edition=written.edition, due=memory.due | edition.outdated(late),
    )  # fmt: skip
    return Built((), written, len(memory.pages), edition.reasons, memory, live)


def _merged(before: Mapping[str, list[str]], now: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    """The pages that show each event and brief: those of before, and those that new links have added."""
    added = {id: [url for url in urls if url not in before.get(id, ())] for id, urls in now.items()}
    return {**before, **{id: [*before.get(id, ()), *new] for id, new in added.items() if new}}


def _problems(
    memory: Memory, timeline: Timeline, keys: Mapping[str, bytes], options: Options
) -> tuple[tuple[Problem, ...], Mapping[str, bytes]]:
    """The errors, and the keys of events without any; warnings too if `--strict` names some."""
    content = combine(memory.reading)
    if options.as_of:
        timeline = timeline_of(memory.reading, replace(options, as_of=None))
        problems = with_strict(check(content, timeline), options.strict)
        anachronisms = with_strict(as_of.anachronisms(content, options), options.strict)
        return (*(p for p in problems if options.strict or p.is_error), *anachronisms), {}
    if options.strict:
        return with_strict(check(content, timeline), options.strict), memory.clean
    event_keys = {id: keys[urls.event(id)] for id in timeline.events}
    changed = {id for id, key in event_keys.items() if memory.clean.get(id) != key}
    mistakes, faulty = errors(content, timeline, changed)
    return mistakes, {id: key for id, key in event_keys.items() if id not in faulty}
