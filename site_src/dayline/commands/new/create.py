"""Creating records: questions, the check of everything that is new, and the files."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

from dayline.commands.new.file_text import escaped
from dayline.commands.new.interview import CannotCreate, Given, Interview, Setting, Terminal
from dayline.commands.new.known import KnownIds
from dayline.commands.new.questions import KINDS
from dayline.commands.option_checks import as_sentence, first_error_in
from dayline.commands.starter_texts import quoted
from dayline.read.content import Content, read_content
from dayline.rules import of_record
from dayline.timeline.link import link
from dayline.timeline.order import within_day
from dayline.timeline.timeline import Event
from dayline.timeline.zones import zone


def create(kind: str, site: Path, given: Given, terminal: Terminal | None = None, *, yes: bool = False) -> list[Path]:
    """Create a record, and those that it needs; returns the new files. Raises CannotCreate."""
    content = _content(site)
    site_zone = _zone(content)
    today = datetime.now(site_zone).date()
    while True:
        interview = Interview(Setting(site, KnownIds(content), today, site_zone, terminal, yes))
        interview.record(kind, given)
        files = _with_events_of_the_day(kind, interview, content)
        problem = first_error_in(files, content)
        if problem is None:
            return write_new(site, files)
        question = KINDS[kind].question(problem.spot.path[0] if problem.spot.path else "")
        if terminal is None or question is None or not question.text:
            raise CannotCreate(as_sentence(problem))
        terminal.say(as_sentence(problem))
        given = {**interview.typed, question.field: None}


def write_new(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write new files, by their paths in a folder. Raises CannotCreate, before the first is written, if one exists."""
    paths = {folder / name: text for name, text in files.items()}
    if taken := next((path for path in paths if path.exists() or path.is_symlink()), None):
        raise CannotCreate(f"`{taken}` already exists; nothing was changed.")
    if blocked := next((up for path in paths for up in path.parents if up.exists() and not up.is_dir()), None):
        raise CannotCreate(f"`{blocked}` is not a folder; nothing was changed.")
    try:
        for path, text in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise CannotCreate(f"`{error.filename}` can't be written: {reason}.") from error
    return list(paths)


def _with_events_of_the_day(kind: str, interview: Interview, content: Content) -> Mapping[str, str]:
    """The files; a new brief lists the events of its day as highlights and links."""
    if kind != "brief":
        return interview.files
    ((name, text),) = interview.files.items()
    events = _events_on(date.fromisoformat(interview.typed["slug"]), content)
    highlights = "".join(
        f"  - text: {quoted(escaped(event.record.title))}\n    events: [{event.id}]\n" for event in events[:7]
    )
    links = "".join(f"\n[{escaped(event.record.title)}](event:{event.id})\n" for event in events)
    front, comment, rest = text.partition("# More fields")
    listed = f"highlights:\n{highlights}" if events else ""
    return {name: f"{front}{listed}{comment}{rest.rstrip()}\n{links}"}


def _events_on(day: date, content: Content) -> tuple[Event, ...]:
    """The published events of a day, in the order of the day's page."""
    timeline = link(Content(content.entries, (), content.broken), datetime.now(UTC))
    return within_day(event for event in timeline.events.values() if event.record.date.earliest == day)


def _content(site: Path) -> Content:
    if not (site / "content").is_dir():
        raise CannotCreate(f"there is no `content` folder in `{site}`; create a site with `dayline new site FOLDER`.")
    return read_content(site, of_record)


def _zone(content: Content) -> tzinfo:
    settings = next((entry.record for entry in content.entries if entry.kind == "site"), None)
    return (zone(settings.timezone) if settings else None) or UTC
