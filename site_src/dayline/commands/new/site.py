"""`dayline new site`: a folder with settings, pages and examples."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from dayline.commands.new.create import write_new
from dayline.commands.new.interview import CannotCreate, Given, Terminal
from dayline.commands.option_checks import as_sentence, first_error, setting_error
from dayline.commands.starter_texts import SITE, quoted, starter
from dayline.timeline.zones import zone


def new_site(folder: Path, given: Given, terminal: Terminal | None = None) -> list[Path]:
    """Create a site in a folder; returns the new files. Raises CannotCreate."""
    title = _answer(
        "title", given, terminal, "What is the site called", folder.resolve().name.replace("-", " ").capitalize()
    )
    base_url = _answer("base_url", given, terminal, "What will its address be", "https://example.org/")
    name = _answer("timezone", given, terminal, "Which time zone does it use", "UTC")
    today = datetime.now(zone(name)).date()
    fill = {"title": quoted(title), "base_url": base_url.rstrip("/") + "/", "timezone": name, "day": today.isoformat(),
            "folder": f"{today:%Y/%m/%d}", "year": str(today.year)}  # fmt: skip
    files = {_fill(path, fill): _fill(starter(source), fill) for path, source in SITE.items()}
    for path, text in files.items():
        if path.startswith("content/") and (problem := first_error(path, text)):
            raise CannotCreate(as_sentence(problem))
    return write_new(folder, files)


def _answer(field: str, given: Given, terminal: Terminal | None, question: str, default: str) -> str:
    """The value of a setting: as given, or else as typed, or else the default; a wrong one is asked for again."""
    typed = given.get(field)
    while True:
        if typed is None:
            typed = terminal.ask(question, default) if terminal else default
        value = " ".join(typed.split())
        problem = setting_error(field, value)
        if problem is None:
            return value
        if terminal is None:
            raise CannotCreate(as_sentence(problem))
        terminal.say(as_sentence(problem))
        typed = None


def _fill(text: str, fill: Mapping[str, str]) -> str:
    for key, value in fill.items():
        text = text.replace("{" + key + "}", value)
    return text
