"""The search index: Pagefind's program over the published day pages, and what of its files is published.

Pagefind knows pages, not what stands on them. So we add one file: for each page of the index its day, and at
which word each of its events begins. With the places of the words that Pagefind finds, the script of the
search page knows which events have them without loading any page.
"""

import json
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dayline import urls
from dayline.build import pagefind
from dayline.build.options import Options
from dayline.build.pagefind import installed
from dayline.cache.memory import Memory
from dayline.cache.version import program
from dayline.write.manifest import digest

ROOT_SELECTOR = "main"
EXCLUDED_SELECTORS = (
    ".turn, .state, .switch, .warning, .also, .facts, .changes, .strip-all, .side > section:not(.unknown), .course h2"
)
MISSING = "The search page has no index: Pagefind is not installed (pip install 'dayline[search]')."
_HALF = "Where words are written without spaces, as in Chinese, search finds only the first one of a sentence: "
SMALL = f"{_HALF}the small Pagefind is installed (pip install 'dayline[search]')."
UNSEGMENTED = f"{_HALF}Pagefind divides text into words only where the site's `language` is zh, ja or th."
_SEGMENTED_LANGUAGES = ("zh", "ja", "th")
_UNSPACED = re.compile(
    "[\u0e01-\u0e30\u0e80-\u0edf\u1000-\u109f\u1780-\u17df\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
_USED = re.compile(r"pagefind-entry\.json|pagefind\.js|pagefind\.[^/]+\.pf_meta|(?:index|fragment)/[^/]+")
_SIGNATURE = b"pagefind_dcd"
_EVENT = "e-"


class IndexingFailed(Exception):
    """Pagefind ended with an error; the message says what it said."""


def is_wanted(options: Options) -> bool:
    """Whether there should be an index and the program for it is there."""
    return "search" in options.extras and bool(installed())


def index_digest(memory: Memory) -> bytes:
    """16 bytes for the contents of all day pages and for how they are indexed."""
    days = (f"{url} {made.content}" for url, made in sorted(memory.made.items()) if urls.is_day(url))
    return bytes.fromhex(
        digest("\n".join([installed(), ROOT_SELECTOR, EXCLUDED_SELECTORS, *days]).encode() + program())
    )


def indexed_files(memory: Memory) -> list[str]:
    """The files that are indexed, in the order of their days."""
    return sorted(urls.path(url) for url in memory.made if urls.is_day(url))


def start_pagefind(output: Path, pages: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """Pagefind at work on pages in `output`; its files go to `folder`."""
    config = {"root_selector": ROOT_SELECTOR, "exclude_selectors": EXCLUDED_SELECTORS.split(", ")}
    told = folder / "told.json"
    told.write_text(
        json.dumps({"site": str(output.absolute()), "pages": pages, "output": str(folder), "config": config})
    )
    command = [sys.executable, "-P", pagefind.__file__]
    with told.open("rb") as stream:
        return subprocess.Popen(command, stdin=stream, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder)


def finish_pagefind(process: subprocess.Popen[bytes], folder: Path) -> dict[str, bytes]:
    """The files of the index by their paths, once Pagefind is done; raises NotIndexed."""
    said = process.communicate()[0].decode(errors="replace").strip()
    if process.returncode:
        lines = said.splitlines() or [f"it ended with {process.returncode}"]
        raise IndexingFailed(f"the search index could not be made; Pagefind says: {lines[-1]}")
    return {urls.path(urls.search_index(name)): content for name, content in _files(folder)}


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What readers' browsers ask for; Pagefind's own pages, styles and languages not in use are left out."""
    engines = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in _languages(folder).values()}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and (_USED.fullmatch(name) or name in engines):
            yield name, path.read_bytes()
    yield "events.json", event_offsets(sorted((folder / "fragment").glob("*")))


def _languages(folder: Path) -> dict[str, Any]:
    """The languages of an index by their codes."""
    languages: dict[str, Any] = json.loads((folder / "pagefind-entry.json").read_bytes())["languages"]
    return languages


def limitation(folder: Path) -> str:
    """What is to be said of an index: that words in the middle of sentences are not found, where that is so."""
    is_small = installed() != pagefind.PROGRAMS[0]
    if not is_small and all(language.split("-")[0] in _SEGMENTED_LANGUAGES for language in _languages(folder)):
        return ""
    texts = (_page(path.read_bytes())["content"] for path in (folder / "fragment").glob("*"))
    return (UNSEGMENTED, SMALL)[is_small] if any(map(_UNSPACED.search, texts)) else ""


def event_offsets(fragments: list[Path]) -> bytes:
    """For each page of the index, by its name: its day, the seal of its events, and at which word each begins."""
    found = {path.stem: _start(_page(path.read_bytes())) for path in fragments}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _page(raw: bytes) -> dict[str, Any]:
    page: dict[str, Any] = json.loads(zlib.decompress(raw, 47).removeprefix(_SIGNATURE))
    return page


def _start(page: dict[str, Any]) -> tuple[str, str, list[int]]:
    """The day, the seal, and the words at which events begin, each counted from the one before."""
    from dayline.pages.data.facet_columns import seal

    day = page["url"].strip("/").replace("/", "-")
    events = [(anchor["location"], anchor["id"]) for anchor in page["anchors"] if anchor["id"].startswith(_EVENT)]
    places = [place for place, _ in events]
    return day, seal(id for _, id in events), [b - a for a, b in zip([0, *places], places, strict=False)]
