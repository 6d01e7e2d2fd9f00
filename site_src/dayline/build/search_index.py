"""The search index: Pagefind over the published day pages, and the files of the index to publish.

Pagefind finds pages, not events. We therefore add one file with the day of each indexed page and the number of the
word at which each of its events starts. From the positions of the words found, the search page's script can tell
which events they are in without loading any page.
"""

import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dayline import urls
from dayline.build import pagefind
from dayline.build.indexed_words import UNSPACED, word_files
from dayline.build.options import Options
from dayline.build.pagefind import installed
from dayline.cache.memory import Memory
from dayline.cache.version import program
from dayline.digests import digest
from dayline.lazy import lazy
from dayline.patterns import lazy_pattern
from dayline.write.incoming import Content
from dayline.write.manifest import Digest

if TYPE_CHECKING:
    from subprocess import Popen

    from dayline.pages.data.facet_columns import checksum
else:
    checksum = lazy("pages.data.facet_columns:checksum")

ROOT_SELECTOR = "main"
EXCLUDED_SELECTORS = (
    ".turn, .state, .switch, .warning, .also, .facts, .changes, .strip-all, .side > section:not(.unknown), .course h2"
)
MISSING = "The search page has no index: Pagefind is not installed (pip install 'dayline[search]')."
SMALL = (
    "The search index is large, and search marks whole sentences: only the basic Pagefind is installed, which does not "
    "divide this language into words (pip install 'dayline[search]')."
)
_SEGMENTED_LANGUAGES = ("zh", "ja", "th")
_USED = lazy_pattern(r"pagefind-entry\.json|pagefind\.js|pagefind\.[^/]+\.pf_meta|(?:index|fragment)/[^/]+")
_SIGNATURE = b"pagefind_dcd"
_EVENT = "e-"


class IndexingFailed(Exception):
    """Pagefind failed; the message quotes Pagefind's."""


def is_wanted(options: Options) -> bool:
    """Whether a search index is wanted and Pagefind is installed."""
    return "search" in options.extras and bool(installed())


def index_digest(memory: Memory) -> bytes:
    """A 16-byte digest of the contents of all day pages and of the way they are indexed."""
    days = (f"{url} {memory.pages[url].content}" for url in sorted(filter(urls.is_day, memory.pages)))
    return digest(installed(), ROOT_SELECTOR, EXCLUDED_SELECTORS, *days, program())


def indexed_files(memory: Memory) -> list[str]:
    """The files to index, in chronological order."""
    return sorted(urls.path(url) for url in memory.pages if urls.is_day(url))


def index_files(memory: Memory, options: Options) -> list[tuple[str, Content]]:
    """The current files of the search index, by their digests; empty if the site is built without one."""
    return [(path, Digest(digest)) for path, digest in memory.index.files.items()] if "search" in options.extras else []


def start_pagefind(output: Path, pages: list[str], folder: Path) -> "Popen[bytes]":
    """Start Pagefind on pages in `output`; its files go to `folder`."""
    import subprocess

    config = {"root_selector": ROOT_SELECTOR, "exclude_selectors": EXCLUDED_SELECTORS.split(", ")}
    job = folder / "job.json"
    job.write_text(
        json.dumps({"site": str(output.absolute()), "pages": pages, "output": str(folder), "config": config})
    )
    command = [sys.executable, "-P", pagefind.__file__]
    with job.open("rb") as stream:
        return subprocess.Popen(command, stdin=stream, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder)


def finish_pagefind(process: "Popen[bytes]", folder: Path) -> dict[str, bytes]:
    """The files of the index by path, once Pagefind is done; raises IndexingFailed."""
    printed = process.communicate()[0].decode(errors="replace").strip()
    if process.returncode:
        lines = printed.splitlines() or [f"it exited with code {process.returncode}"]
        raise IndexingFailed(f"the search index could not be built; Pagefind says: {lines[-1]}")
    return {urls.path(urls.search_index(name)): content for name, content in _files(folder)}


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files that browsers request, without Pagefind's own pages, styles and unused languages."""
    engines = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in _languages(folder).values()}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and (_USED.fullmatch(name) or name in engines):
            yield name, path.read_bytes()
    fragments = sorted((folder / "fragment").glob("*"))
    yield "events.json", event_offsets(fragments)
    yield from word_files(_page(path.read_bytes())["content"] for path in fragments)


def _languages(folder: Path) -> dict[str, Any]:
    """The languages of an index by code."""
    languages: dict[str, Any] = json.loads((folder / "pagefind-entry.json").read_bytes())["languages"]
    return languages


def limitation(folder: Path) -> str:
    """A note if the larger Pagefind would divide the text into words, otherwise empty."""
    is_divisible = any(language.split("-")[0] in _SEGMENTED_LANGUAGES for language in _languages(folder))
    if installed() == pagefind.PROGRAMS[0] or not is_divisible:
        return ""
    texts = (_page(path.read_bytes())["content"] for path in (folder / "fragment").glob("*"))
    return SMALL if any(map(UNSPACED.search, texts)) else ""


def event_offsets(fragments: list[Path]) -> bytes:
    """For each indexed page, by name: its day, a checksum of its events, and the word number at which each starts."""
    offsets = {path.stem: _start(_page(path.read_bytes())) for path in fragments}
    return json.dumps(offsets, ensure_ascii=False, separators=(",", ":")).encode()


def _page(raw: bytes) -> dict[str, Any]:
    page: dict[str, Any] = json.loads(zlib.decompress(raw, 47).removeprefix(_SIGNATURE))
    return page


def _start(page: dict[str, Any]) -> tuple[str, str, list[int]]:
    """The day, the checksum, and the word numbers at which events start, each counted from the one before."""
    day = page["url"].strip("/").replace("/", "-")
    events = [(anchor["location"], anchor["id"]) for anchor in page["anchors"] if anchor["id"].startswith(_EVENT)]
    places = [place for place, _ in events]
    return day, checksum(id for _, id in events), [b - a for a, b in zip([0, *places], places, strict=False)]
