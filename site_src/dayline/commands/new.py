"""`dayline new`: create starter files; existing files are never overwritten."""

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from dayline.commands.option_checks import as_sentence, first_error, setting_error, unknown_reference
from dayline.commands.starter_texts import SITE, quoted, starter
from dayline.edtf import EdtfError, parse
from dayline.read.content import Content, read_content
from dayline.schema.fields import EMPTY_SLUG, as_slug, is_slug
from dayline.timeline.zones import zone

Ask = Callable[[str, str], str] | None
Answers = Mapping[str, str | None]

_SITE = click.option(
    "--site", type=click.Path(file_okay=False, path_type=Path), default=".", help="The folder that contains content/."
)


@click.group("new")
def command() -> None:
    """Create a new site, event or brief; existing files are never overwritten."""


@command.command("site")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="The name of the site.")
@click.option("--base-url", help="The site's address.")
@click.option("--timezone", help="The site's time zone, as in Europe/Kyiv.")
def new_site(folder: Path, **values: str | None) -> None:
    """Create a site in FOLDER, with settings, pages and a first event."""
    _create("site", folder, values)


@command.command("event")
@click.argument("title", required=False)
@_SITE
@click.option("--date", help="When it happened; by default today.")
@click.option("--source", help="The source: a URL or the id of a reference.")
@click.option("--place", help="Where it happened: the id of a place.")
@click.option("--slug", help="The last part of its address; by default made from the title.")
def new_event(site: Path, **values: str | None) -> None:
    """Create an event with TITLE."""
    _create("event", site, values)


@command.command("brief")
@click.argument("date", required=False)
@_SITE
@click.option("--title", help="The day's headline.")
def new_brief(site: Path, **values: str | None) -> None:
    """Create the brief for DATE (by default today), with links to the day's events."""
    _create("brief", site, values)


def _create(kind: str, folder: Path, values: Answers) -> None:
    try:
        created = create(kind, folder, values, ask=_ask if sys.stdin.isatty() else None)
    except CannotCreate as reason:
        raise click.UsageError(str(reason)) from reason
    for path in created:
        click.echo(f"created {path}")


def _ask(question: str, default: str) -> str:
    return str(click.prompt(question, default=default or None, show_default=bool(default)))


class CannotCreate(Exception):
    """A file can't be created; the message says why."""


def create(kind: str, folder: Path, given: Answers, ask: Ask = None) -> list[Path]:
    """Create a `site`, an `event` or a `brief`; returns the files created. Raises CannotCreate."""
    files = {"site": _site, "event": _event, "brief": _brief}[kind](folder, given, ask)
    for path, text in files.items():
        name = path.relative_to(folder).as_posix()
        if name.startswith("content/") and (problem := first_error(name, text)):
            raise CannotCreate(as_sentence(problem))
    taken = [path for path in files if path.exists()]
    if taken:
        raise CannotCreate(f"`{taken[0]}` already exists; nothing was changed.")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    return list(files)


def _site(folder: Path, given: Answers, ask: Ask) -> dict[Path, str]:
    title = _answer(
        "title", given, ask, "What is the site called", folder.resolve().name.replace("-", " ").capitalize()
    )
    base_url = _answer("base_url", given, ask, "What will its address be", "https://example.org/")
    name = _answer("timezone", given, ask, "Which time zone does it use", "UTC")
    for field, value in (("title", title), ("base_url", base_url), ("timezone", name)):
        if problem := setting_error(field, value):
            raise CannotCreate(as_sentence(problem))
    today = datetime.now(zone(name)).date()
    fill = {"title": quoted(title), "base_url": base_url.rstrip("/") + "/", "timezone": name, "day": today.isoformat(),
            "folder": f"{today:%Y/%m/%d}", "year": str(today.year)}  # fmt: skip
    return {folder / _fill(path, fill): _fill(starter(source), fill) for path, source in SITE.items()}


def _event(site: Path, given: Answers, ask: Ask) -> dict[Path, str]:
    content = _content(site)
    title = _answer("title", given, ask, "What happened, in one sentence")
    if len(title) < 10:
        raise CannotCreate("the title needs at least 10 characters; say who did what.")
    when = _answer("date", given, ask, "When did it happen", _today(content).isoformat())
    try:
        stated = parse(when)
    except EdtfError as error:
        raise CannotCreate(f"{error.message}; {error.help}.") from error
    source = _answer("source", given, ask, "What is the source (a URL, or the id of a reference)")
    where = "Where did it happen (the id of a place; leave empty if none)"
    place = _answer("place", given, ask, where, needed=False)
    slug = _given_slug(given.get("slug")) or _slug(title, ask)
    first = stated.earliest or stated.latest or _today(content)
    parts = {"month": f"{first:%Y/%m}", "year": f"{first:%Y}"}.get(stated.precision, f"{first:%Y/%m/%d}")
    lines = {"date": when, "title": title, "place": place, "source": source}
    text = "".join(f"{key}: {quoted(value)}\n" for key, value in lines.items() if value) + starter("event.yaml")
    path = Path("content/events", parts, f"{slug}.yaml")
    if problem := unknown_reference(path.as_posix(), text, content):
        raise CannotCreate(as_sentence(problem))
    return {site / path: text}


def _given_slug(slug: str | None) -> str | None:
    if slug and not is_slug(slug):
        raise CannotCreate(f"`{slug}` can't be used in an address; write it as `{as_slug(slug)}`.")
    return slug


def _slug(title: str, ask: Ask) -> str:
    """The slug of an event, from its title if that has Latin letters."""
    if as_slug(title) != EMPTY_SLUG:
        return as_slug(title)
    if ask is None:
        raise CannotCreate("no address can be made from this title; add one with --slug, as in bridge-closed.")
    return as_slug(ask("A short name for its address, in Latin letters", ""))


def _brief(site: Path, given: Answers, ask: Ask) -> dict[Path, str]:
    content = _content(site)
    day = _day(given.get("date") or _today(content).isoformat())
    title = _answer("title", given, ask, "What is the day's headline")
    events = sorted(e.id for e in content.entries if e.kind == "event" and e.record.date.earliest == day)
    titles = {entry.id: entry.record.title for entry in content.entries if entry.kind == "event"}
    highlights = "".join(f"  - text: {quoted(titles[id])}\n    events: [{id}]\n" for id in events[:7])
    listed = f"highlights:\n{highlights}" if events else ""
    fill = {"day": day.isoformat(), "title": quoted(title), "highlights": listed,
            "links": "".join(f"[{titles[id]}](event:{id})\n\n" for id in events)}  # fmt: skip
    return {site / f"content/briefs/{day.year}/{day.isoformat()}.md": _fill(starter("brief.md"), fill)}


def _fill(text: str, fill: Mapping[str, str]) -> str:
    for key, value in fill.items():
        text = text.replace("{" + key + "}", value)
    return text


def _answer(key: str, given: Answers, ask: Ask, question: str, default: str = "", *, needed: bool = True) -> str:
    """The answer given as an option, or else typed by the user, or else the default."""
    value = given.get(key)
    if value is None and ask is not None and (needed or default == ""):
        value = ask(question, default)
    value = " ".join((value or default).split())
    if needed and not value:
        raise CannotCreate(f"the {key.replace('_', ' ')} is missing; add it to the command.")
    return value


def _content(site: Path) -> Content:
    if not (site / "content").is_dir():
        raise CannotCreate(f"there is no `content` folder in `{site}`; create a site with `dayline new site FOLDER`.")
    return read_content(site)


def _today(content: Content) -> date:
    settings = next((entry.record for entry in content.entries if entry.kind == "site"), None)
    own_zone = (zone(settings.timezone) if settings else None) or UTC
    return datetime.now(own_zone if isinstance(own_zone, ZoneInfo) else UTC).date()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CannotCreate(f"`{text}` is not a date; write it as 2022-03-14.") from None
