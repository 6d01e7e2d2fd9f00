"""`dayline day DATE`: a day's brief and events in the terminal."""

import shutil
import sys
import textwrap
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import click

from dayline import prose
from dayline.build.cache_access import with_usable_cache
from dayline.build.check import check_site
from dayline.build.options import Options
from dayline.commands.site_options import build_options, site_options
from dayline.pages.index import SiteIndex
from dayline.pages.kinds.days import DayView, view
from dayline.pages.parts.event_card import EventCard
from dayline.pages.wording import comma_separated
from dayline.words import gettext


@click.command("day")
@click.argument("date")
@site_options
def command(date: str, site: Path, **values: Any) -> None:
    """Print the brief and events of DATE."""
    printout = day_text(date, with_usable_cache(build_options(site, None, drafts=True, **values), writable=False))
    if printout is None:
        raise click.UsageError(f"`{date}` is not a date; write it as 2022-03-14.")
    click.echo(printout.text, nl=False)
    sys.exit(printout.code)


class Printout(NamedTuple):
    """The text to print, and the exit code."""

    text: str
    code: int = 0


def day_text(text: str, options: Options) -> Printout | None:
    """The brief and events of a day as plain text; None if the text is not a date."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    timeline, problems = check_site(options)
    if any(problem.is_error for problem in problems):
        return Printout("The content has errors; `check` shows them.\n", 1)
    index = SiteIndex(timeline)
    if not index.has_day(day):
        return Printout(gettext("No brief and no events for {date}.", date=text) + "\n")
    return Printout("\n".join(_lines(view(day, index), min(100, shutil.get_terminal_size().columns))) + "\n")


def _lines(page: DayView, width: int) -> list[str]:
    counter = f" · {page.day.counter}" if page.day.counter else ""
    lines = [f"{page.head.title}{counter}", page.events_total, *_wrapped(page.trust, width)]
    if page.brief:
        lines += ["", page.brief.title, *_wrapped(prose.plain_text(page.brief.standfirst), width)]
    later = ((gettext("Planned"), page.planned), (gettext("Added later"), page.added_later))
    for label, cards in (("", page.events), *later):
        lines += [""] + ([label, ""] if label and cards else []) if cards else []
        for card in cards:
            lines += _event(card, width)
    if page.brief and page.brief.not_known:
        unknown = (prose.plain_text(question.text) for question in page.brief.not_known)
        items = (textwrap.wrap(text, width, initial_indent="  - ", subsequent_indent="    ") for text in unknown)
        lines += ["", gettext("Not known"), *chain.from_iterable(items)]
    return lines


def _event(card: EventCard, width: int) -> list[str]:
    mark = {"lead": "●", "key": "•", "normal": "·", "minor": " "}[card.weight]
    title = gettext("{title} [draft]", title=card.title) if card.draft else card.title
    head = f"{card.clock.text:>13} {mark} {title}"
    sources = comma_separated(name.text for name in card.origins.names) or card.origins.only_cited
    about = (card.id, card.qualified_date, card.status, sources)
    body = " · ".join(part for part in about if part)
    return [*_wrapped(head, width, 16), *_wrapped(body, width, 16, first=16)]


def _wrapped(text: str, width: int, indent: int = 0, first: int = 0) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=" " * first, subsequent_indent=" " * indent)
