"""Edits to a site, as an editor would make them: each call makes a new one and returns the site to build."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

BUILT_IN = Path(__file__).parents[1] / "templates"
_SUMMARY = re.compile(r"(?<=^summary: >\n  )\w+", re.MULTILINE)
_TITLE = re.compile(r"(?<=^title: )\w+", re.MULTILINE)
_NAME = re.compile(r"(?<=^name: )\w+", re.MULTILINE)
_DATE = re.compile(r"(?<=^date: )\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?$", re.MULTILINE)
_ACTOR = re.compile(r"(?<=actor: )[\w-]+")
_FIXED = re.compile(r"^(time|planned|series|changes):|^date: .*/", re.MULTILINE)  # what a date depends on


@dataclass(frozen=True)
class Site:
    """A site's folder, the folder it is built to, the moment it is built for, and the events that are edited."""

    folder: Path
    output: Path
    now: str
    events: tuple[Path, ...]

    def event(self, number: int) -> Path:
        """The event for an edit with a number."""
        return self.events[number % len(self.events)]

    def page(self, number: int) -> Path:
        """The page in the output of the event for an edit with a number."""
        within = self.event(number).relative_to(self.folder / "content" / "events").with_suffix("")
        return self.output / within / "index.html"


Edit = Callable[[Site, int], Site]


def site(folder: Path, output: Path, count: int) -> Site:
    """The site in a folder, with up to `count` events from all its days to edit."""
    moment = folder / "now"
    now = moment.read_text("utf-8").strip() if moment.exists() else ""
    return Site(folder, output, now, tuple(_spread(folder, count)))


def _spread(folder: Path, count: int) -> Iterator[Path]:
    """Events that every edit fits, evenly from all days but the last, of which no next day is known."""
    paths = sorted((folder / "content" / "events").glob("*/*/*/*.yaml"))
    fitting = [path for path in paths if path.parent != paths[-1].parent and _fits(path)]
    for number in range(min(count, len(fitting))):
        yield fitting[number * len(fitting) // count if count < len(fitting) else number]


def _fits(path: Path) -> bool:
    text = path.read_text("utf-8")
    return all(pattern.search(text) for pattern in (_SUMMARY, _TITLE, _DATE, _ACTOR)) and not _FIXED.search(text)


def word(number: int) -> str:
    """The word that an edit with a number writes."""
    return f"Changed{number}"


def nothing(site: Site, _number: int) -> Site:
    """The site as it was."""
    return site


def change_word(site: Site, number: int) -> Site:
    """The first word of a summary is another one."""
    _replace(site.event(number), _SUMMARY, word(number))
    return site


def change_title(site: Site, number: int) -> Site:
    """The first word of a title is another one."""
    _replace(site.event(number), _TITLE, word(number))
    return site


def change_date(site: Site, number: int) -> Site:
    """An event lasts a day longer, so that it is on the next day's pages too."""
    path = site.event(number)
    first = date.fromisoformat("-".join(path.parts[-4:-1]))
    _replace(path, _DATE, f"{first}/{first + timedelta(days=1 + number // len(site.events))}")
    return site


def rename_actor(site: Site, number: int) -> Site:
    """The first actor of an event has another name."""
    actor = _ACTOR.findall(site.event(number).read_text("utf-8"))[0]
    _replace(site.folder / "content" / "actors" / f"{actor}.yaml", _NAME, word(number))
    return site


def add_event(site: Site, number: int) -> Site:
    """There is one more event on a day, with actors, places and threads that exist."""
    path = site.event(number)
    kept = [
        line
        for line in path.read_text("utf-8").splitlines(keepends=True)
        if line.startswith(("threads:", "actors:", "places:", "  - {actor", "  - {place"))
    ]
    text = (
        f"date: {'-'.join(path.parts[-4:-1])}\ntitle: A new event, number {number} of this series\n"
        f"source: https://example.org/new/{number}\nsummary: A summary.\n{''.join(kept)}"
    )
    path.with_name(f"new-event-{number}.yaml").write_text(text, "utf-8")
    return site


def change_template(site: Site, number: int) -> Site:
    """The site's own `event.html` is equal to the built-in one but for some spaces."""
    text = (BUILT_IN / "event.html").read_text("utf-8")
    path = site.folder / "templates" / "event.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace("<article", f"{' ' * (number + 1)}<article", 1), "utf-8")
    return site


def next_day(site: Site, number: int) -> Site:
    """The same site on a later day."""
    moment = datetime.fromisoformat(site.now) + timedelta(days=number + 1)
    return replace(site, now=f"{moment:%Y-%m-%dT%H:%M}")


EDITS: Mapping[str, Edit] = {
    "nothing changed": nothing,
    "a word of a summary, later edits": change_word,
    "a title": change_title,
    "a date": change_date,
    "a new event": add_event,
    "a renamed actor": rename_actor,
    "a template": change_template,
    "the first build of a new day": next_day,
}


def _replace(path: Path, pattern: re.Pattern[str], text: str) -> None:
    path.write_text(pattern.sub(text, path.read_text("utf-8"), count=1), "utf-8")
