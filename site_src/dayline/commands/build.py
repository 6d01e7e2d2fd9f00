"""`dayline build`: from `content/` to the output folder, as far as it has changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dayline import theme, urls
from dayline.cache.memory import Clock, Inputs, Memory, recall, remember, stamps
from dayline.cache.store import Store
from dayline.cache.version import program
from dayline.commands.making import Making
from dayline.commands.options import Options
from dayline.commands.work import Workers, workers
from dayline.problems import Problem
from dayline.read.content import Reading, gather, is_unchanged, no_collection, read, read_again
from dayline.timeline.zones import standing_still, zone
from dayline.write import Missing, Written, digest, edition, publish

if TYPE_CHECKING:
    from dayline.pages.page import Page
    from dayline.timeline.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Built:
    """How a build went; `written` is None if nothing was written. `reasons` say why pages were rendered."""

    problems: tuple[Problem, ...]
    written: Written | None
    pages: int = 0
    reasons: Mapping[str, str] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)

    @property
    def ok(self) -> bool:
        return self.written is not None


def build(options: Options) -> Built:
    """Build a site in a process of its own, with what earlier ones left behind.

    Raises `write.OutputError` if the output folder can't be used.
    """
    store = Store(options.cache, program())
    inputs: Inputs | None = store.read("inputs")
    state = state_of(options)
    if inputs and inputs.state == state and _still(inputs.clock, options.now):
        current = edition(options.output)
        if current and is_unchanged(options.site, inputs.files):
            try:
                return Built((), publish(current.items(), options.output), inputs.pages)
            except Missing:
                pass  # somebody took files out of the output: they are made again
    before = recall(store, inputs)
    codes = store.read("templates") or {}
    known = len(codes)
    built = rebuild(options, before, codes)
    if built.ok:
        kept(options, before, built, codes if len(codes) != known else {}, state)
    return built


def rebuild(
    options: Options,
    before: Memory,
    codes: dict[str, bytes],
    changed: Iterable[str] | None = None,
    *,
    trust: bool = False,
) -> Built:
    """Read, assemble, check, plan, render and write, each as far as it differs from the build before.

    `changed` names the only files that can have changed since. With `trust` the output is believed to be
    as the last build left it.
    """
    from dayline.pages.plan import plan

    with no_collection(), workers(options.jobs, options.executor) as crew:
        reading = _read(options, before, crew, changed)
        timeline = _timeline(reading, options, before.timeline)
        pages = plan(timeline)
        problems, clean = _problems(reading, timeline, pages, before, options)
        memory = replace(before, reading=reading, clean=clean, timeline=timeline)
        if any(problem.is_error for problem in problems):
            return Built(problems, None, memory=memory)
        return _written(options, timeline, pages, memory, problems, crew, codes, trust=trust)


def recalled(options: Options) -> tuple[Memory, dict[str, bytes]]:
    """What earlier builds left behind: the memory, and compiled templates."""
    store = Store(options.cache, program())
    return recall(store, store.read("inputs")), store.read("templates") or {}


def kept(options: Options, before: Memory, built: Built, codes: dict[str, bytes], state: bytes | None = None) -> None:
    """Leave what the next process can use: what was read and made, and compiled templates if there are new ones."""
    store = Store(options.cache, program())
    remember(store, before, built.memory, _inputs(built, options, state or state_of(options)))
    if codes:
        store.write("templates", codes)


def forget(options: Options) -> None:
    """Take away what earlier builds left behind."""
    Store(options.cache, program()).clear()


def path(url: str) -> str:
    """An address as `--explain` names it."""
    return url.replace(urls.ROOT, "/")


def judge(options: Options) -> "tuple[Timeline, tuple[Problem, ...]]":
    """The timeline of a site's content, and everything that is wrong with it."""
    from dayline.rules.run import check

    with workers(options.jobs, options.executor) as crew:
        reading = read(options.site, crew.read, recall(Store(options.cache, program()), None).reading)
    timeline = _timeline(reading, options)
    return timeline, strictly(check(gather(reading), timeline), options.strict)


def strictly(problems: Iterable[Problem], strict: frozenset[str]) -> tuple[Problem, ...]:
    """The problems, with the warnings that count as errors marked."""
    if not strict:
        return tuple(problems)
    return tuple(replace(problem, strict="all" in strict or problem.code in strict) for problem in problems)


def state_of(options: Options) -> bytes:
    """The digest of everything that makes pages what they are, but for the content and the time."""
    told = (options.base_url, sorted(options.strict), options.drafts, options.portable, str(options.output.resolve()))
    return bytes.fromhex(digest(program() + theme.digest(theme.files(options.site)) + repr(told).encode()))


def _read(options: Options, before: Memory, crew: Workers, changed: Iterable[str] | None) -> Reading:
    again = read_again(options.site, changed, crew.read, before.reading) if changed is not None else None
    return again or read(options.site, crew.read, before.reading)


def _timeline(reading: Reading, options: Options, before: "Timeline | None" = None) -> "Timeline":
    from dayline.timeline.assemble import assemble

    timeline = assemble(gather(reading), options.now, options.drafts, before)
    if options.base_url:
        timeline = replace(timeline, site=replace(timeline.site, base_url=options.base_url))
    return timeline


def _problems(
    reading: Reading, timeline: "Timeline", pages: "tuple[Page, ...]", before: Memory, options: Options
) -> tuple[tuple[Problem, ...], Mapping[str, bytes]]:
    """What stops the build, and the events in which nothing does; warnings only if some count as errors."""
    from dayline.rules.run import check, errors

    content = gather(reading)
    if options.strict:
        return strictly(check(content, timeline), options.strict), before.clean
    keys = {page.url: page.key for page in pages}
    now = {id: keys[urls.event(id)] for id in timeline.events}
    found, faulty = errors(content, timeline, {id for id, key in now.items() if before.clean.get(id) != key})
    return found, {id: key for id, key in now.items() if id not in faulty}


def _written(
    options: Options,
    timeline: "Timeline",
    pages: "tuple[Page, ...]",
    memory: Memory,
    problems: tuple[Problem, ...],
    crew: Workers,
    codes: dict[str, bytes],
    *,
    trust: bool,
) -> Built:
    from dayline.render import TemplateMistake

    making = Making(options, timeline, pages, memory.made, codes)
    try:
        try:
            written = publish(making.files(crew), options.output, trust=trust)
        except Missing:
            making = Making(options, timeline, pages, {}, codes)
            written = publish(making.files(crew), options.output)
    except TemplateMistake as mistake:
        return Built((*problems, mistake.problem), None, memory=memory)
    return Built(problems, written, len(pages), making.reasons, replace(memory, made=making.made))


def _inputs(built: Built, options: Options, state: bytes) -> Inputs:
    """What tells the next build that nothing has changed."""
    entries = gather(built.memory.reading).entries
    site = next(entry.record for entry in entries if entry.kind == "site")
    closed = site.closed.latest if site.closed else None
    now = standing_still(closed, options.now, zone(site.timezone) or UTC)
    embargoes = (entry.record.embargo for entry in entries if entry.kind == "event" and entry.record.embargo)
    ahead = min((moment for moment in embargoes if moment.tzinfo and moment > now), default=None)
    clock = Clock(site.timezone, closed, now.date(), ahead)
    return Inputs(state, clock, stamps(built.memory.reading), built.pages)


def _still(clock: Clock, now: datetime) -> bool:
    """Whether a site's time looks as it did: the same day, and nothing come out since."""
    moment = standing_still(clock.closed, now, zone(clock.zone) or UTC)
    due = clock.embargo is not None and moment >= clock.embargo
    return moment.date() == clock.today and not due
