"""`dayline new site`: asks for the settings of a site, and creates its folder."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from dayline.commands.new.create import write_new
from dayline.commands.new.interview import CannotCreate, Given, Terminal
from dayline.commands.new.kits import kit_names, load_kit
from dayline.commands.new.repository import repository
from dayline.commands.option_checks import as_sentence, first_error, first_error_in, setting_mistake
from dayline.read.content import Content
from dayline.timeline.zones import zone

SETTINGS = ("site.yaml", "site.yml")
EXAMPLE = "https://example.org/"
_QUESTIONS = {
    "title": ("What is the site called", ""),
    "base_url": ("What will its address be", EXAMPLE),
    "timezone": ("Which time zone does it use, as in Europe/Prague", "UTC"),
    "language": ("In which language do you write, in two letters", "en"),
}


class NewSite(NamedTuple):
    """The files of a new site that were created, and those that were there before and were kept."""

    created: list[Path]
    kept: list[Path]


def new_site(folder: Path, given: Given, terminal: Terminal | None = None) -> NewSite:
    """Create a site in a folder. Raises CannotCreate, before anything is written."""
    if taken := next((path for name in SETTINGS if (path := folder / "content" / name).exists()), None):
        raise CannotCreate(f"`{taken}` already exists; nothing was changed.")
    name = folder.resolve().name.replace("-", " ").capitalize()
    settings = {}
    for field, (question, usual) in _QUESTIONS.items():
        check = _setting_check(field)
        settings[field] = _answer(given.get(field), terminal, question, usual or name, check)
    listed = "".join(f"\n  {one}  ({load_kit(one).about})" for one in kit_names())
    kit = load_kit(_answer(given.get("kit"), terminal, f"What is it about{listed}\nSubject", "general", _kit_mistake))
    today = datetime.now(zone(settings["timezone"])).date()
    settings["base_url"] = settings["base_url"].rstrip("/") + "/"
    files = repository({**settings, "id": _id(settings["base_url"], today)}, kit, today)
    _check(files)
    kept = [folder / path for path in files if (folder / path).exists()]
    return NewSite(write_new(folder, {path: text for path, text in files.items() if folder / path not in kept}), kept)


def _check(files: Mapping[str, str]) -> None:
    """Refuse files that `check` would not accept, as those of a kit may be. Raises CannotCreate."""
    content = {path: text for path, text in files.items() if path.startswith("content/") and "README" not in path}
    problems = (first_error(path, text) for path, text in content.items())
    problem = next(filter(None, problems), None) or first_error_in(content, Content((), (), frozenset()))
    if problem:
        raise CannotCreate(f"`{problem.spot.file}`: {as_sentence(problem)}")


def _setting_check(field: str) -> Callable[[str], str]:
    return lambda value: setting_mistake(field, value)


def _kit_mistake(name: str) -> str:
    try:
        load_kit(name)
    except CannotCreate as reason:
        return str(reason)
    return ""


def _answer(
    typed: str | None, terminal: Terminal | None, question: str, usual: str, check: Callable[[str], str]
) -> str:
    """The value of a setting: as given, or else as typed, or else the usual one; a wrong one is asked for again."""
    while True:
        if typed is None:
            typed = terminal.ask(question, usual) if terminal else usual
        value = " ".join(typed.split())
        mistake = check(value)
        if not mistake:
            return value
        if terminal is None:
            raise CannotCreate(mistake)
        terminal.say(mistake)
        typed = None


def _id(base_url: str, today: date) -> str:
    """The prefix of the ids in feeds, from the address of the site; empty if that is only the example."""
    parts = urlsplit(base_url)
    path = parts.path.strip("/").replace("/", "-")
    return "" if base_url == EXAMPLE else f"{parts.hostname},{today.year}" + (f":{path}" if path else "")
