"""How to cite a page: its edition, and the same for programs that keep references."""

from collections.abc import Iterable, Iterator
from datetime import date
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
_IN_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


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
    month = edtf.MONTHS[newest.month - 1][:3].lower() if newest else ""
    lines = [
        f"@misc{{{_name(url)},",
        f"  author = {{{{{_latex(by)}}}}},",
        f"  title = {{{{{_latex(title)}}}}},",
        f"  howpublished = {{{_latex(site)}}},",
        *([f"  year = {{{newest.year}}},", f"  month = {month},"] if newest else []),
        f"  note = {{{_latex(_edition(newest, record))}}},",
        f"  url = {{{url.translate(_IN_URL)}}}",
        "}",
    ]
    return "\n".join(lines)


def ris(url: str, title: str, by: str, site: str, newest: date | None, record: str) -> str:
    """An entry in the RIS format, a field a line."""
    fields = [
        ("TY", "ELEC"), ("TI", _line(title)), *([] if "," in by else [("AU", _line(by))]), ("PB", _line(by)),
        ("T2", _line(site)), *([("PY", f"{newest.year}"), ("DA", f"{newest:%Y/%m/%d/}")] if newest else []),
        ("N1", _edition(newest, record)), ("UR", url), ("ER", ""),
    ]  # fmt: skip
    return "\n".join(f"{tag}  - {text}" for tag, text in fields)


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


def _name(url: str) -> str:
    """A name for an entry, from its address: letters, digits and hyphens."""
    return "-".join(part for part in url.strip(f"{urls.ROOT}/").split("/") if part)


def _latex(text: str) -> str:
    return _line(text).translate(_LATEX)


def _line(text: str) -> str:
    return " ".join(text.split())
