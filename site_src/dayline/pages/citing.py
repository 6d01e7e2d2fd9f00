"""How to cite a page: its edition, and the same for programs that keep references."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dayline import edtf, urls
from dayline.pages.edition import Edition
from dayline.pages.keys import joined
from dayline.pages.wording import full_date, weekday
from dayline.schema.record import Change
from dayline.timeline.timeline import Event, MadeClaim

DIGITS = 12
_LATEX = str.maketrans({
    "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}", "%": "\\%", "&": "\\&", "#": "\\#", "$": "\\$", "_": "\\_",
})  # fmt: skip
_AROUND = f"{urls.ROOT}/"


class Cite(NamedTuple):
    """How to cite a page: by whom it is, the day of its newest part, and a digest of the records it shows.

    `bibtex` and `ris` hold the page's address with the root mark.
    """

    by: str
    edition: str
    record: str
    bibtex: str
    ris: str


def cite_event(event: Event, edition: Edition) -> Cite:
    """How to cite the page of an event."""
    title = edition.text(event.record.title)
    return cite(urls.event(event.id), title, _known(_on_card(event, edition)), edition.keys.card(event), edition)


def cite_claim(made: MadeClaim, text: str, edition: Edition) -> Cite:
    """How to cite the page of a claim, given its text."""
    shown = _known(_on_card(made.event, edition))
    return cite(urls.claim(made.id), text, shown, edition.keys.card(made.event), edition)


def cite_day(day: date, edition: Edition) -> Cite:
    """How to cite the page of a day."""
    title = f"{weekday(day)} {full_date(day)}"
    brief, events = edition.timeline.briefs.get(day), edition.timeline.on_day.get(day, ())
    dates = [*_known(shown for event in events for shown in _on_card(event, edition))]
    if brief:
        dates += [brief.record.as_of.date() if brief.record.as_of else day, *_changed(brief.record.changes)]
    digest = joined([edition.keys.brief(day), edition.keys.cards(events)])
    return cite(urls.day(day), title, dates, digest, edition)


def cite(url: str, title: str, dates: Iterable[date], digest: bytes, edition: Edition) -> Cite:
    """How to cite a page whose newest part is of the last of some dates."""
    site = edition.timeline.site
    by = site.publisher.name if site.publisher else site.title
    newest, record = max(dates, default=None), digest.hex()[:DIGITS]
    told = (url, title, by, site.title, newest, record)
    return Cite(by, full_date(newest) if newest else "", record, bibtex(*told), ris(*told))


def bibtex(url: str, title: str, by: str, site: str, newest: date | None, record: str) -> str:
    """An entry for BibTeX and biblatex, in which nothing of the title means anything to LaTeX."""
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
    """An entry in the RIS format, a field a line; a name with a comma in it would be taken for a person's."""
    name = _line(by)
    author = "" if "," in name else f"AU  - {name}\n"
    dated = f"PY  - {newest.year}\nDA  - {newest:%Y/%m/%d/}\n" if newest else ""
    return (
        f"TY  - ELEC\nTI  - {_line(title)}\n{author}PB  - {name}\nT2  - {_line(site)}\n{dated}"
        f"N1  - {_edition(newest, record)}\nUR  - {url}\nER  - "
    )


def _edition(newest: date | None, record: str) -> str:
    return f"Edition of {full_date(newest)}, record {record}" if newest else f"Record {record}"


def _on_card(event: Event, edition: Edition) -> Iterator[Event]:
    """An event and the others that its card shows something of."""
    events = edition.timeline.events
    return (events[id] for id in edition.keys.on_card(event) if id in events)


def _known(events: Iterable[Event]) -> Iterator[date]:
    """The days on which something became known of some events or changed in them."""
    for event in events:
        plan = event.record.planned if event.record.event_status == "planned" else None
        known = (plan.announced.latest if plan.announced else None) if plan else event.known_on
        yield from filter(None, (known,))
        yield from _changed(event.record.changes)


def _changed(log: Iterable[Change]) -> Iterator[date]:
    return (change.date.latest for change in log if change.date.latest)


def _latex(text: str) -> str:
    return _line(text).translate(_LATEX)


_always = lru_cache(8)(_latex)  # what is the same on all pages


def _line(text: str) -> str:
    return " ".join(text.split())
