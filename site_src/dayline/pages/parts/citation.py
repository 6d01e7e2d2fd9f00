"""How to cite a page: its edition, and entries for reference managers."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dayline import edtf, urls
from dayline.digests import digest
from dayline.pages.index import SiteIndex
from dayline.pages.wording import event_title, full_date, long_date
from dayline.timeline.clock import brief_update_days, update_days
from dayline.timeline.lookups import on_card
from dayline.timeline.timeline import Event, LinkedClaim
from dayline.words import gettext

DIGITS = 12
_LATEX = str.maketrans({
    "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}", "%": "\\%", "&": "\\&", "#": "\\#", "$": "\\$", "_": "\\_",
})  # fmt: skip
_AROUND = f"{urls.ROOT}/"


class Cite(NamedTuple):
    """How to cite a page: its author, the day of its newest part, and a digest of what it shows.

    `bibtex` and `ris` hold the page's address with the root mark.
    """

    by: str
    edition: str
    record: str
    bibtex: str
    ris: str


UNCITED = Cite("", "", "", "", "")


def cite_event(event: Event, shown: object, index: SiteIndex) -> Cite:
    """How to cite the page of an event, given what it shows on any day besides its neighbours."""
    title = index.text(event_title(event.record))
    return cite(urls.event(event.id), title, _update_dates(event, index), shown, index)


def cite_claim(claim: LinkedClaim, text: str, shown: object, index: SiteIndex) -> Cite:
    """How to cite the page of a claim, given its text and what the page shows on any day."""
    return cite(urls.claim(claim.id), text, _update_dates(claim.event, index), shown, index)


def cite_day(day: date, shown: object, index: SiteIndex) -> Cite:
    """How to cite the page of a day, given what it shows on any day."""
    brief, events = index.timeline.briefs.get(day), index.timeline.on_day.get(day, ())
    dates = [day for event in events for day in _update_dates(event, index)]
    dates += brief_update_days(brief.record) if brief else ()
    return cite(urls.day(day), long_date(day), dates, shown, index)


def cite(url: str, title: str, dates: Iterable[date], shown: object, index: SiteIndex) -> Cite:
    """How to cite a page; its edition is the last of these dates that is not in the future.

    The record number is the digest of what the page shows.
    """
    site = index.timeline.site
    by = site.publisher.name if site.publisher else site.title
    newest, record = max(filter(index.has_come, dates), default=None), digest(repr(shown)).hex()[:DIGITS]
    fields = (url, title, by, site.title, newest, record)
    return Cite(by, full_date(newest) if newest else "", record, bibtex(*fields), ris(*fields))


def bibtex(url: str, title: str, by: str, site: str, newest: date | None, record: str) -> str:
    """An entry for BibTeX and biblatex, with all LaTeX commands in the title escaped."""
    month = f"  year = {{{newest.year}}},\n  month = {edtf.MONTHS[newest.month - 1][:3].lower()},\n" if newest else ""
    return (
        f"@misc{{{url.strip(_AROUND).replace('/', '-')},\n"
        f"  author = {{{{{_always(by)}}}}},\n"
        f"  title = {{{{{_latex(title)}}}}},\n"
        f"  howpublished = {{{_always(site)}}},\n{month}"
        f"  note = {{{_edition(newest, record)}}},\n"
        f"  url = {{{url}}}\n"
        "}"
    )


def ris(url: str, title: str, by: str, site: str, newest: date | None, record: str) -> str:
    """An entry in the RIS format, one field per line; a name with a comma would be read as a person's."""
    name = _line(by)
    author = "" if "," in name else f"AU  - {name}\n"
    dated = f"PY  - {newest.year}\nDA  - {newest:%Y/%m/%d/}\n" if newest else ""
    return (
        f"TY  - ELEC\nTI  - {_line(title)}\n{author}PB  - {name}\nT2  - {_line(site)}\n{dated}"
        f"N1  - {_edition(newest, record)}\nUR  - {url}\nER  - "
    )


def _edition(newest: date | None, record: str) -> str:
    if newest is None:
        return gettext("Record {record}", record=record)
    return gettext("Edition of {date}, record {record}", date=full_date(newest), record=record)


def _update_dates(event: Event, index: SiteIndex) -> Iterator[date]:
    """The days on which an event's card changed, with those of other events that it shows."""
    events = index.timeline.events
    ids = on_card(event, index.timeline)
    return (day for id in ids if id in events for day in update_days(events[id].record))


def _latex(text: str) -> str:
    return _line(text).translate(_LATEX)


_always = lru_cache(8)(_latex)  # what is the same on all pages


def _line(text: str) -> str:
    return " ".join(text.split())
