"""Claims: a page for each claim with its history, and lists of all claims by status."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.pages.by_month import Month, month_of
from dayline.pages.claim_standing import claim_marks
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.attribution import name
from dayline.pages.parts.citation import UNCITED, Cite, cite_claim
from dayline.pages.parts.claim import ClaimView, claim_view
from dayline.pages.parts.month_links import MonthPager, month_pager
from dayline.pages.parts.origins import Origin, tree
from dayline.pages.parts.source_list import SourceLine, source_lines
from dayline.pages.parts.status import Status
from dayline.pages.parts.trust import trust_of_claim
from dayline.pages.wording import claim_text, comma_separated, dated, full_date, month_name
from dayline.schema.statuses import STATUSES
from dayline.timeline.claim_status import status_group, status_history
from dayline.timeline.timeline import LinkedClaim
from dayline.words import N_, gettext, ngettext

GROUPS = {  # label and meaning
    "disputed": (N_("Disputed"), N_("Somebody denies all of it, or another claim contradicts it.")),
    "unsettled": (N_("Not settled"), N_("Neither denied in full nor shown to be true or false.")),
    "settled": (N_("Settled"), N_("Verified by us, shown to be false, or withdrawn.")),
    "ahead": (N_("Predictions and intentions"), N_("What was still to come. Nobody could check it at the time.")),
}
SHOWN = 12  # of each group on the first page


class Step(NamedTuple):
    """A change in the status of a claim, with its date."""

    date: str
    text: str
    note: str


class ClaimPage(NamedTuple):
    """A claim's page: `steps` are the changes of its status, oldest first."""

    head: Head
    claim: ClaimView
    made: str
    trust: str  # who reports the claim, and whether we have verified it
    steps: tuple[Step, ...]
    sources: tuple[SourceLine, ...]
    origins: tuple[Origin, ...]
    others: tuple[Link, ...]
    cite: Cite


class ClaimLine(NamedTuple):
    """A claim in one line: `marks` say how it stands and who answered it; none means a single source, not verified."""

    text: str
    url: str
    by: Link
    date: str
    topic: Link | None
    marks: tuple[Status, ...]


class ClaimGroup(NamedTuple):
    """Claims that stand alike, newest first; if only some are `shown`, `months` link to those of each month."""

    id: str
    label: str
    meaning: str
    number: str
    claims: tuple[ClaimLine, ...]
    shown: str
    months: tuple[Link, ...]


class Claimant(NamedTuple):
    """Somebody who makes several claims: how many, and how many of them are in each group."""

    name: Link
    total: str
    groups: str


class ClaimsView(NamedTuple):
    """Claims by how they stand; only the first page has `claimants` and links to all `months`."""

    head: Head
    total: str
    pager: MonthPager
    groups: tuple[ClaimGroup, ...]
    claimants: tuple[Claimant, ...]
    other_claimants: str
    months: tuple[Link, ...]


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each claim, one for each month of claims, and the list of all."""
    for id in index.timeline.claims:
        yield Page(urls.claim(id), "claim.html", partial(view, id))
    for month in index.lookups.claims_in:
        yield Page(urls.claims(*month), "claims.html", partial(_month, month))
    yield Page(urls.claims(), "claims.html", _list)


def view(id: str, index: SiteIndex) -> ClaimPage:
    """The view of a claim's page."""
    claim = index.timeline.claims[id]
    event, text = claim.event, index.words(claim_text(claim.claim))
    by = name(claim.by, index).text
    head = Head(
        urls.claim(id),
        text,
        "claim-record",
        gettext("Claim by {name}, what was answered, and how it stands: {claim}", name=by, claim=text),
        (_all_claims(), index.link("event", event.id)),
        sort=gettext("Claim by {name}", name=by),
    )
    page = ClaimPage(
        head=head,
        claim=claim_view(claim, index),
        made=dated(event),
        trust=trust_of_claim(claim, index),
        steps=tuple(_steps(claim, index)),
        sources=source_lines(event, index),
        origins=tree(event, index),
        others=tuple(_link(other, index) for other in index.timeline.claims_of(event) if other.id != id),
        cite=UNCITED,
    )
    return page._replace(cite=cite_claim(claim, text, page, index))


def _steps(claim: LinkedClaim, index: SiteIndex) -> Iterator[Step]:
    for move in status_history(claim):
        day = full_date(move.on) if move.on else ""
        yield Step(day, _change_of_status(move.was, move.now), index.text(move.reason))


def _change_of_status(was: str, now: str) -> str:
    """The new status of a claim, and the one before if it had any."""
    text = gettext(STATUSES[now].label) if now in STATUSES else gettext("Reviewed")
    if was not in STATUSES:
        return text
    return gettext("{status}; before: {before}", status=text, before=gettext(STATUSES[was].within))


def _all_claims() -> Link:
    """A link to the list of all claims."""
    return Link(gettext("Claims"), urls.claims())


def _link(claim: LinkedClaim, index: SiteIndex) -> Link:
    return Link(index.words(claim_text(claim.claim)), urls.claim(claim.id))


def _list(index: SiteIndex) -> ClaimsView:
    months = index.lookups.claims_in
    claims = [index.timeline.claims[id] for ids in months.values() for id in ids]
    counts = _counts_by_claimant(claims, index)
    several = [who for who in counts if counts[who].total() > 1]
    description = gettext("What was claimed, by whom, what was answered, and how it stands.")
    return ClaimsView(
        head=Head(urls.claims(), gettext("Claims"), "claims", description),
        total=_total(claims),
        pager=MonthPager(),
        groups=tuple(_group(id, claims, index, SHOWN) for id in GROUPS),
        claimants=tuple(_claimant(who, counts[who]) for who in several),
        other_claimants=_others(len(counts) - len(several), bool(several)),
        months=tuple(_month_link(month, len(of_month)) for month, of_month in months.items()),
    )


def _month(month: Month, index: SiteIndex) -> ClaimsView:
    months = index.lookups.claims_in
    claims = [index.timeline.claims[id] for id in months[month]]
    return ClaimsView(
        head=_month_head(month),
        total=_total(claims),
        pager=month_pager(month, list(months), urls.claims),
        groups=tuple(_group(id, claims, index) for id in GROUPS),
        claimants=(),
        other_claimants="",
        months=(),
    )


def _month_head(month: Month) -> Head:
    when = month_name(*month)
    title = gettext("Claims made in {month}", month=when)
    description = gettext("Claims made in {month}, and how they stand.", month=when)
    return Head(urls.claims(*month), title, "claims", description, (_all_claims(),))


def _month_link(month: Month, number: int, fragment: str = "") -> Link:
    return Link(f"{month_name(*month)} ({number:,})", f"{urls.claims(*month)}{fragment}")


def _total(claims: list[LinkedClaim]) -> str:
    return ngettext(
        "{number} claim, and whether it was confirmed, denied or disputed.",
        "{number} claims, and whether they were confirmed, denied or disputed.",
        len(claims),
    )


def _group(id: str, claims: list[LinkedClaim], index: SiteIndex, limit: int | None = None) -> ClaimGroup:
    """The claims of a group, from claims in order of time."""
    members = [claim for claim in reversed(claims) if status_group(claim, index.timeline) == id]
    lines = tuple(_line(claim, index) for claim in members[:limit])
    label, meaning = map(gettext, GROUPS[id])
    group = ClaimGroup(id, label, meaning, f"{len(members):,}", lines, "", ())
    if len(lines) == len(members):
        return group
    shown = ngettext("{shown} of {number} claim", "{shown} of {number} claims", len(members), shown=len(lines))
    return group._replace(shown=shown, months=_months_of(id, members))


def _months_of(id: str, claims: list[LinkedClaim]) -> tuple[Link, ...]:
    """Links to the claims of a group month by month, in the order of the group."""
    months = Counter(month_of(claim.event) for claim in claims)
    return tuple(_month_link(month, number, f"#{id}") for month, number in months.items())


def _line(claim: LinkedClaim, index: SiteIndex) -> ClaimLine:
    topics = claim.event.record.threads
    return ClaimLine(
        text=index.words(claim_text(claim.claim)),
        url=urls.claim(claim.id),
        by=name(claim.by, index),
        date=dated(claim.event),
        topic=index.link("thread", topics[0]) if topics else None,
        marks=claim_marks(claim, index),
    )


def _counts_by_claimant(claims: list[LinkedClaim], index: SiteIndex) -> dict[Link, Counter[str]]:
    """The number of claims in each group by everybody who makes claims, those with the most claims first."""
    counts: dict[Link, Counter[str]] = {}
    for claim in claims:
        counts.setdefault(name(claim.by, index), Counter())[status_group(claim, index.timeline)] += 1
    return {who: counts[who] for who in sorted(counts, key=lambda link: (-counts[link].total(), link.text))}


def _claimant(who: Link, counts: Counter[str]) -> Claimant:
    in_words = {
        "disputed": ngettext("{number} disputed", "{number} disputed", counts["disputed"]),
        "unsettled": ngettext("{number} not settled", "{number} not settled", counts["unsettled"]),
        "settled": ngettext("{number} settled", "{number} settled", counts["settled"]),
        "ahead": ngettext("{number} about what is to come", "{number} about what is to come", counts["ahead"]),
    }
    groups = comma_separated(in_words[group] for group in GROUPS if counts[group])
    return Claimant(who, ngettext("{number} claim", "{number} claims", counts.total()), groups)


def _others(number: int, some_listed: bool) -> str:
    """How many people and groups make one claim each, if there are any."""
    if not number:
        return ""
    if some_listed:
        return ngettext("{number} other made one claim.", "{number} others made one claim each.", number)
    return ngettext("{number} claimant, with one claim.", "{number} claimants, with one claim each.", number)
