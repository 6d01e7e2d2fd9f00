"""Slow work after the pages have been published: social cards and the search index."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from dayline.build import search_index
from dayline.build.built import Built
from dayline.build.edition_files import EditionFiles, page_of
from dayline.build.options import Options
from dayline.build.workers import workers
from dayline.cache.memory import Memory, SearchIndex
from dayline.pages.data import social_cards
from dayline.pages.index import SiteIndex
from dayline.pages.page import Page
from dayline.queries.graph import Changes
from dayline.render import BrokenTemplate
from dayline.write.errors import Missing
from dayline.write.incoming import Content
from dayline.write.manifest import Digest, hex_digest
from dayline.write.publish import Written, amend


def is_due(options: Options, memory: Memory) -> bool:
    """Whether an edition still lacks social cards or a current search index."""
    return has_due_cards(options, memory) or has_due_index(options, memory)


def has_due_cards(options: Options, memory: Memory) -> bool:
    """Whether an edition still lacks social cards."""
    return "cards" in options.extras and bool(memory.due)


def has_due_index(options: Options, memory: Memory) -> bool:
    """Whether the search index is not that of the current pages."""
    return search_index.is_wanted(options) and memory.index.of != search_index.index_digest(memory)


def finish(options: Options, built: Built, codes: dict[str, bytes]) -> Built:
    """Add social cards and the search index to an edition, unless another build has published since."""
    try:
        if has_due_cards(options, built.memory):
            built = _with_cards(options, built, codes)
        return _with_index(options, built)
    except Missing:
        return built
    except BrokenTemplate as error:
        return replace(built, problems=(*built.problems, error.problem))


def indexed(options: Options, built: Built, files: Mapping[str, bytes]) -> Built:
    """Publish another search index; raises Missing if another build has published since."""
    memory = built.memory
    new = {path: hex_digest(content) for path, content in files.items()}
    old = memory.index.files
    contents = ((path, Digest(new[path]) if old.get(path) == new[path] else raw) for path, raw in files.items())
    written = _amend(options, memory, contents, old.keys() - new.keys())
    index = SearchIndex(search_index.index_digest(memory), new)
    return replace(
        built, memory=replace(memory, index=index, edition=written.edition), written=_combined(built.written, written)
    )


def _with_cards(options: Options, built: Built, codes: dict[str, bytes]) -> Built:
    if built.live is None:
        return built
    memory, index = built.memory, built.live
    pages = _due_pages(memory, index)
    changes = Changes(memory.graph, index, frozenset())
    edition = EditionFiles(options, index, changes, {}, codes)
    with workers(options.jobs, options.executor, options.progress) as crew:
        written = _amend(options, memory, edition.files(pages, crew, memory.reading))
    edition.note(memory.graph)
    memory = memory.with_pages(edition.pages, edition=written.edition, due={})
    reasons = {**built.reasons, **built.memory.due}
    return replace(built, memory=memory, written=_combined(built.written, written), reasons=reasons)


def _due_pages(memory: Memory, index: SiteIndex) -> list[Page]:
    """The social cards to be drawn; all are planned only if some are new."""
    known = {url: page_of(url, memory.pages[url]) for url in memory.due if url in memory.pages}
    new = {page.url: page for page in social_cards.pages(index)} if memory.due.keys() - known.keys() else {}
    return [known.get(url) or new[url] for url in sorted(memory.due)]


def _with_index(options: Options, built: Built) -> Built:
    if "search" in options.extras and not search_index.is_wanted(options):
        return replace(built, note=search_index.MISSING)
    if not has_due_index(options, built.memory):
        return built
    pages = search_index.indexed_files(built.memory)
    if not pages:
        return indexed(options, built, {})
    import tempfile

    with tempfile.TemporaryDirectory(prefix="dayline-search-") as name:
        folder = Path(name)
        options.progress.begin("indexing days for search", len(pages))
        try:
            files = search_index.finish_pagefind(search_index.start_pagefind(options.output, pages, folder), folder)
        except (search_index.IndexingFailed, OSError) as error:
            return replace(built, failure=str(error))
        return replace(indexed(options, built, files), note=search_index.limitation(folder))


def _amend(
    options: Options, memory: Memory, files: Iterable[tuple[str, Content]], removed: Iterable[str] = ()
) -> Written:
    return amend(files, removed, options.output, base=memory.edition)


def _combined(first: Written | None, second: Written) -> Written:
    """The changes of two editions, one after the other."""
    if first is None:
        return second
    written = {*first.written, *second.written}
    removed = sorted({*first.removed, *second.removed} - written)
    return Written(tuple(sorted(written)), tuple(removed), second.edition)
