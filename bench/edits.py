"""Edits to a generated site, as an editor would make them: each call makes a new one."""

import re
from dataclasses import dataclass
from pathlib import Path

_SUMMARY = re.compile(r"(?<=^summary: >\n  )[\w*]+", re.MULTILINE)
BUILT_IN = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True)
class Site:
    """A generated site's folder, the folder it is built to, and an event in the middle of it."""

    folder: Path
    output: Path
    event: Path

    @property
    def page(self) -> Path:
        """The page of the event in the output."""
        within = self.event.relative_to(self.folder / "content" / "events").with_suffix("")
        return self.output / within / "index.html"


def site(folder: Path, output: Path) -> Site:
    """The site in a folder; its event is one of an ordinary date, half-way through the days."""
    days = sorted((folder / "content" / "events").glob("*/*/*/"))
    day = days[len(days) // 2]
    plain = f"date: {'-'.join(day.parts[-3:])}\n"
    found = (path for path in sorted(day.iterdir()) if path.read_text("utf-8").startswith(plain))
    return Site(folder, output, next(path for path in found if _SUMMARY.search(path.read_text("utf-8"))))


def change_word(at: Site, number: int) -> str:
    """One word of the event's summary is another one, which comes back."""
    word = f"Changed{number}"
    at.event.write_text(_SUMMARY.sub(word, at.event.read_text("utf-8"), count=1), "utf-8")
    return word


def add_event(at: Site, number: int) -> str:
    """A new event on the day of the event, with an actor, a place and a thread that exist; its title."""
    title = f"A new event, number {number} of this series"
    lines = at.event.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.startswith(("date:", "threads:"))]
    listed = [line for line in lines if line.startswith(("  - {actor", "  - {place"))]
    text = f"{''.join(kept)}title: {title}\nsource: https://example.org/new/{number}\nsummary: A summary.\n"
    for key in ("actor", "place"):
        text += f"{key}s:\n" + "".join(line for line in listed if line.startswith(f"  - {{{key}"))
    (at.event.parent / f"new-event-{number}.yaml").write_text(text, "utf-8")
    return title


def change_template(at: Site, number: int) -> str:
    """The site's own `event.html`, equal to the built-in one but for some spaces."""
    text = (BUILT_IN / "event.html").read_text("utf-8")
    spaces = " " * number
    path = at.folder / "templates" / "event.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace("<article", f"{spaces}<article", 1), "utf-8")
    return spaces
