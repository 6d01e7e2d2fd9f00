"""The ledger of claims: a page for each claim with its whole record, and the list of them all by how they stand."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.digests import digest
from dayline.pages.index import SiteIndex
from dayline.pages.keys import joined
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.attribution import name
from dayline.pages.parts.citation import Cite, cite_claim
from dayline.pages.parts.claim import ClaimView, claim_view
from dayline.pages.parts.origins import Origin, tree
from dayline.pages.parts.source_list import SourceLine, source_line
from dayline.pages.wording import claim_status, count, dated, full_date, month_name, part
from dayline.schema import vocabulary as words
from dayline.timeline.claim_status import status_group, status_history
from dayline.timeline.link import start_day
from dayline.timeline.timeline import LinkedClaim

GROUPS = {"open": "Open", "disputed": "Disputed", "resolved": "Resolved"}
_WHOLE = Link("Claims", urls.claims())
SHOWN = 20  # of each group on the first page


class Step(NamedTuple):
    """Something that happened to a claim, on its day."""

    date: str
    text: str
    note: str


class ClaimPage(NamedTuple):
    """A claim's page: `steps` are the moves of its status, oldest first."""

    head: Head
    claim: ClaimView
    made: str
    steps: tuple[Step, ...]
    sources: tuple[SourceLine, ...]
    origins: tuple[Origin, ...]
    others: tuple[Link, ...]
    cite: Cite


class ClaimLine(NamedTuple):
    """A claim in one line: `age` since it was made, where it is open."""

    text: str
    url: str
    by: Link
    date: str
    status: str
    tone: str
    age: str


class Group(NamedTuple):
    """Claims that stand alike; where `shown` of them are not all, `months` lead to those of each month."""

    id: str
    label: str
    total: str
    claims: tuple[ClaimLine, ...]
    shown: str
    months: tuple[Link, ...]


class Claimant(NamedTuple):
    """Somebody who makes claims, and how many of them stand how."""

    name: Link
    counts: tuple[str, ...]


class LedgerView(NamedTuple):
    """Claims by how they stand; the first page has months and claimants, a month's page its neighbours."""

    head: Head
    total: str
    labels: tuple[str, ...]
    groups: tuple[Group, ...]
    claimants: tuple[Claimant, ...]
    months: tuple[Link, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each claim and each month of claims, and the ledger."""
    for id in index.timeline.claims:
        yield Page(urls.claim(id), "claim.html", partial(key, id), partial(view, id))
    for month in index.claims_by_month:
        yield Page(urls.claims(*month), "claims.html", partial(_month_key, month), partial(_month, month))
    yield Page(urls.claims(), "claims.html", _ledger_key, _ledger)


def key(id: str, index: SiteIndex) -> bytes:
    """The digest of everything that a claim's page shows."""
    return joined([index.keys.site, index.keys.card(index.timeline.claims[id].event)])


def view(id: str, index: SiteIndex) -> ClaimPage:
    """Everything that a claim's page shows."""
    made = index.timeline.claims[id]
    event, shown = made.event, claim_view(made, index)
    text = index.words(made.claim.text)
    head = Head(
        urls.claim(id), text, "claim-record", f"Who says so, what was answered, and how it stands: {text}",
        (_WHOLE, index.link("event", event.id)), sort=f"Claim by {name(made.by, index).text}",
    )  # fmt: skip
    return ClaimPage(
        head=head,
        claim=shown,
        made=dated(event),
        steps=tuple(_steps(made, index)),
        sources=tuple(source_line(cite, index) for cite in event.cited),
        origins=tree(event, index),
        others=tuple(_link(other, index) for other in index.timeline.claims_of(event) if other.id != id),
        cite=cite_claim(made, text, index),
    )


def _steps(made: LinkedClaim, index: SiteIndex) -> Iterator[Step]:
    for move in status_history(made):
        was = f"; before: {_label(move.was)}" if move.was in words.VERIFICATIONS else ""
        day = full_date(move.on) if move.on else ""
        yield Step(
            day,
            f"{_label(move.now).capitalize() if move.now in words.VERIFICATIONS else 'Reviewed'}{was}",
            index.text(move.reason),
        )


def _label(status: str) -> str:
    return claim_status(status)[0].lower()


def _link(made: LinkedClaim, index: SiteIndex) -> Link:
    return Link(index.words(made.claim.text), urls.claim(made.id))


def _ledger_key(index: SiteIndex) -> bytes:
    return joined([index.keys.site, index.keys.today, *_cards(index.timeline.claims.values(), index)])


def _month_key(month: tuple[int, int], index: SiteIndex) -> bytes:
    months = index.claims_by_month
    lengths = repr([(other, len(found)) for other, found in months.items()])
    return digest(index.keys.site, index.keys.today, lengths, *_cards(months[month], index))


def _cards(claims: Iterable[LinkedClaim], index: SiteIndex) -> list[bytes]:
    events = {made.event.id: made.event for made in claims}
    return [index.keys.card(event) for event in events.values()]


def _ledger(index: SiteIndex) -> LedgerView:
    months = index.claims_by_month
    claims = [made for found in months.values() for made in found]
    head = Head(urls.claims(), "Claims", "claims", "What was claimed, by whom, what was answered, and how it stands.")
    return LedgerView(
        head=head,
        total=count(len(claims), "claim"),
        labels=tuple(GROUPS.values()),
        groups=tuple(_group(id, claims, index, SHOWN) for id in GROUPS),
        claimants=_claimants(claims, index),
        months=tuple(_month_link(month, len(found)) for month, found in months.items()),
    )


def _month(month: tuple[int, int], index: SiteIndex) -> LedgerView:
    months = index.claims_by_month
    order = list(months)
    place = order.index(month)
    near = [other for other in order[max(0, place - 1) : place + 2] if other != month]
    title = f"Claims made in {month_name(*month)}" if month > (1, 1) else "Claims without a date"
    return LedgerView(
        head=Head(
            urls.claims(*month), title, "claims", f"{title}, and how they stand.", (Link("Claims", urls.claims()),)
        ),
        total=count(len(months[month]), "claim"),
        labels=(),
        groups=tuple(_group(id, months[month], index) for id in GROUPS),
        claimants=(),
        months=tuple(_month_link(other, len(months[other])) for other in near),
    )


def _month_link(month: tuple[int, int], number: int) -> Link:
    return Link(f"{month_name(*month)} ({number:,})", urls.claims(*month))


def _group(id: str, claims: list[LinkedClaim], index: SiteIndex, limit: int | None = None) -> Group:
    """Claims of a group: open ones oldest first, others newest first."""
    found = [made for made in claims if status_group(made) == id]
    order = found if id == "open" else found[::-1]
    lines = tuple(_line(made, index) for made in order[:limit])
    shown = part(len(lines), len(found), "claim")
    return Group(id, GROUPS[id], count(len(found), "claim"), lines, shown, _months_of(id, order) if shown else ())


def _months_of(id: str, claims: list[LinkedClaim]) -> tuple[Link, ...]:
    """The claims of a group month by month, in their order there."""
    months = Counter((start_day(made.event).year, start_day(made.event).month) for made in claims)
    return tuple(
        Link(f"{month_name(*month) if month > (1, 1) else 'No date'} ({number:,})", f"{urls.claims(*month)}#{id}")
        for month, number in months.items()
    )


def _line(made: LinkedClaim, index: SiteIndex) -> ClaimLine:
    shown, first = claim_view(made, index), start_day(made.event)
    days = (index.timeline.today - first).days if first > date.min else 0
    age = f"open {count(days, 'day')}" if status_group(made) == "open" and days > 0 else ""
    by, when = name(made.by, index), dated(made.event)
    return ClaimLine(index.words(made.claim.text), shown.url, by, when, shown.status, shown.tone, age)


def _claimants(claims: list[LinkedClaim], index: SiteIndex) -> tuple[Claimant, ...]:
    """Everybody who makes claims, those with the most first."""
    found: dict[Link, dict[str, int]] = {}
    for made in claims:
        counts = found.setdefault(name(made.by, index), dict.fromkeys(GROUPS, 0))
        counts[status_group(made)] += 1
    order = sorted(found, key=lambda link: (-sum(found[link].values()), link.text))
    return tuple(Claimant(link, tuple(f"{number:,}" for number in found[link].values())) for link in order)
