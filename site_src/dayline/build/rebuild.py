"""Building again: read, linked, judged, rendered and written is what differs from the build before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from dayline import urls
from dayline.build import as_of, static_files
from dayline.build.making import Making
from dayline.build.options import Options
from dayline.build.revising import Live, lived_on, revision, wanted
from dayline.build.static_files import StaticFiles
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
    """How a build went; `written` is None if nothing was written. `reasons` say why pages were rendered.

    `memory` and, in this process, `live` are what makes the next one quick. `warnings`, `note` and `failure` are said
    at the end: how many warnings there are, if that is known, what was left out, and what went wrong after the pages
    were published.
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
    """What one build works with: compiled templates by name, and whether every file of the output is read.

    `refused` is what keeps the site's own theme and static files from being used.
    """

    options: Options
    crew: Workers
    codes: dict[str, bytes]
    verify: bool
    static: StaticFiles
    refused: tuple[Problem, ...] = ()

    def published(self, files: Iterable[tuple[str, Content]]) -> Written:
        """The files as the whole edition."""
        return publish(files, self.options.output, verify=self.verify)

    def amended(self, files: Iterable[tuple[str, Content]], base: str) -> Written:
        """The files in the edition that there is, if it is the one that is known as `base`."""
        return amend(files, (), self.options.output, base=base, verify=self.verify)


def rebuild(
    options: Options,
    before: Memory,
    codes: dict[str, bytes],
    changed: Iterable[str] | None = None,
    live: Live | None = None,
) -> Built:
    """Read, assemble, check, plan, render and write, each as far as it differs from the build before.

    `changed` names the only files that can have changed since. `live` is of the build before, if it was made in this
    process.

    Raises `write.OutputError` before anything is read if the output holds what no build put there.
    """
    foreign.check(options.output)
    with gc_paused(), workers(options.jobs, options.executor) as crew:
        static = static_files.found(options.site)
        refused = (*theme_problems(options.site), *static.problems)
        run = Run(options, crew, codes, options.verify or not before.made, static, refused)
        reading = _read(run, before, changed)
        memory = replace(before, reading=reading, timeline=None)
        try:
            revised = None if run.refused else revision(options, before, reading)
            built = _revised(run, memory, live, *revised) if revised else None
            return built or _rebuilt(run, memory, before.timeline)
        except Missing:
            return _rebuilt(replace(run, verify=True), replace(memory, made={}, index=SearchIndex()), before.timeline)
        except BrokenTemplate as mistake:
            return Built((mistake.problem,), None, memory=memory)


def timeline_of(reading: Reading, options: Options, before: Timeline | None = None) -> Timeline:
    """The timeline of what was read."""
    content = combine(reading)
    careful = as_of.present_events(content, options)
    timeline = link(as_of.content_at(content, options), options.moment, options.drafts, before, careful)
    if options.base_url:
        timeline = replace(timeline, site=replace(timeline.site, base_url=options.base_url))
    return timeline


def strictly(problems: Iterable[Problem], strict: frozenset[str]) -> tuple[Problem, ...]:
    """The problems, with the warnings that count as errors marked."""
    if not strict:
        return tuple(problems)
    return tuple(replace(problem, strict="all" in strict or problem.code in strict) for problem in problems)


def searched(memory: Memory, options: Options) -> list[tuple[str, Content]]:
    """The files of the search index as they are, where one is wanted."""
    return [(path, Digest(sealed)) for path, sealed in memory.index.files.items()] if "search" in options.extras else []


def _read(run: Run, before: Memory, changed: Iterable[str] | None) -> Reading:
    site, spread = run.options.site, run.crew.read
    again = reread(site, changed, spread, before.reading) if changed is not None else None
    return again or read(site, spread, before.reading)


def _rebuilt(run: Run, memory: Memory, before: Timeline | None) -> Built:
    """After any change everything is linked, judged and planned again."""
    timeline = timeline_of(memory.reading, run.options, before)
    if refused := _refused(memory, timeline, run.options):
        return Built(refused, None, memory=memory)
    index = SiteIndex(timeline, run.options.site)
    by_kind = plan_by_kind(index)
    planned = tuple(chain.from_iterable(by_kind.values()))
    pages = wanted(planned, run.options)
    keys, shown = keyed(pages, index)
    found, clean = _problems(memory, timeline, keys, run.options)
    problems = (*found, *run.refused, *(() if found else clashes(pages, index)))
    if any(problem.is_error for problem in problems):
        return Built(problems, None, memory=replace(memory, clean=clean))
    making = Making(run.options, index, keys, memory.made, run.codes)
    if unfit := (*making.unreadable(), *static_files.taken(run.static, planned, index, dict(making.assets()))):
        return Built(unfit, None, memory=replace(memory, clean=clean))
    late = [page for page in pages if page.late]
    searchable = searched(memory, run.options)
    files = making.files((page for page in pages if not page.late), run.crew)
    others = chain(making.base_maps(), making.assets(), making.standing(late), searchable, run.static.contents())
    written = run.published(chain(files, others))
    memory = replace(
        memory, clean=clean, made=making.made, look=making.look + run.static.digest, shown=shown, timeline=timeline,
        kinds={page.url: kind for kind, some in by_kind.items() for page in some}, revised=False,
        edition=written.edition, due=making.due(late), index=memory.index if searchable else SearchIndex(),
    )  # fmt: skip
    if run.options.as_of:
        memory = replace(memory, timeline=None)
    live = Live(index.resting(), {page.url: page for page in pages})
    return Built(problems, written, len(pages), making.reasons, memory, live)


def _refused(memory: Memory, timeline: Timeline, options: Options) -> tuple[Problem, ...]:
    """Everything that is wrong, if it is with records themselves: pages are planned only from what they may hold."""
    content = combine(memory.reading)
    if not any(problem.is_error for problem in (*content.problems, *content.remarks)):
        return ()
    found = strictly(check(content, timeline), options.strict)
    return found if options.strict else tuple(problem for problem in found if problem.is_error)


def _revised(run: Run, memory: Memory, live: Live | None, timeline: Timeline, ids: frozenset[str]) -> Built | None:
    """After a change of words only the pages that stand on them are planned; None if the theme or `static/` changed."""
    addresses = {url for id in ids for url in memory.shown.get(id, ())}
    live = lived_on(live, timeline, ids, run.options)
    live = live.planned({memory.kinds[url] for url in addresses | memory.due if url not in live.pages}, run.options)
    pages = [live.pages[url] for url in sorted(addresses)]
    keys, shown = keyed(pages, live.site)
    late = [page for page in pages if page.late]
    making = Making(run.options, live.site, keys, memory.made, run.codes)
    if making.look + run.static.digest != memory.look:
        return None
    files = making.files((page for page in pages if not page.late), run.crew)
    written = run.amended(chain(files, making.base_maps()), memory.edition)
    memory = replace(
        memory, made={**memory.made, **making.made}, shown=_more(memory.shown, shown), timeline=timeline, revised=True,
        edition=written.edition, due=memory.due | making.due(late),
    )  # fmt: skip
    return Built((), written, len(memory.made), making.reasons, memory, live)


def _more(before: Mapping[str, list[str]], shown: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    """What stands on what: as before, with more that may have come by new links."""
    found = {id: [url for url in urls if url not in before.get(id, ())] for id, urls in shown.items()}
    return {**before, **{id: [*before.get(id, ()), *new] for id, new in found.items() if new}}


def _problems(
    memory: Memory, timeline: Timeline, keys: Mapping[str, bytes], options: Options
) -> tuple[tuple[Problem, ...], Mapping[str, bytes]]:
    """What stops the build, and the events in which nothing does; warnings only if some count as errors."""
    content = combine(memory.reading)
    if options.as_of:
        timeline = timeline_of(memory.reading, replace(options, as_of=None))
        found = strictly(check(content, timeline), options.strict)
        early = strictly(as_of.anachronisms(content, options), options.strict)
        return (*(p for p in found if options.strict or p.is_error), *early), {}
    if options.strict:
        return strictly(check(content, timeline), options.strict), memory.clean
    now = {id: keys[urls.event(id)] for id in timeline.events}
    found, faulty = errors(content, timeline, {id for id, key in now.items() if memory.clean.get(id) != key})
    return found, {id: key for id, key in now.items() if id not in faulty}
