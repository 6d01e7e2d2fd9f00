"""What follows when the pages have been published: social cards and the search index, for which no page waits."""

from collections.abc import Iterable
from dataclasses import replace

from dayline.cache.memory import Memory
from dayline.commands.making import Making
from dayline.commands.options import Options
from dayline.commands.rebuild import Built
from dayline.commands.work import workers
from dayline.write import Content, Missing, Written, amend


def is_due(options: Options, memory: Memory) -> bool:
    """Whether something is still to be made for an edition."""
    return "cards" in options.later and bool(memory.due)


def finish(options: Options, built: Built, codes: dict[str, bytes], *, trust: bool = False) -> Built:
    """The edition with its late pages and its search index; where somebody else has published since, as it was."""
    from dayline.render import TemplateMistake

    try:
        return _with_cards(options, built, codes, trust=trust) if is_due(options, built.memory) else built
    except Missing:
        return built
    except TemplateMistake as mistake:
        return replace(built, problems=(*built.problems, mistake.problem))


def _with_cards(options: Options, built: Built, codes: dict[str, bytes], *, trust: bool) -> Built:
    from dayline.pages.plan import keyed

    if built.live is None:
        return built
    memory, edition = built.memory, built.live.edition
    pages = [built.live.pages[url] for url in sorted(memory.due)]
    keys, _ = keyed(pages, edition)
    making = Making(options, edition, keys, memory.made, codes)
    with workers(options.jobs, options.executor) as crew:
        written = _amended(options, memory, making.files(pages, crew), trust=trust)
    memory = replace(memory, made={**memory.made, **making.made}, edition=written.edition, due=frozenset())
    reasons = {**built.reasons, **making.reasons}
    return replace(built, memory=memory, written=_both(built.written, written), reasons=reasons)


def _amended(
    options: Options, memory: Memory, files: Iterable[tuple[str, Content]], gone: Iterable[str] = (), *, trust: bool
) -> Written:
    return amend(files, gone, options.output, base=memory.edition, trust=trust)


def _both(first: Written | None, then: Written) -> Written:
    """What two editions changed, one after the other."""
    if first is None:
        return then
    written = {*first.written, *then.written}
    removed = sorted({*first.removed, *then.removed} - written)
    return Written(tuple(sorted(written)), tuple(removed), then.unchanged, then.edition)
