"""Actor pages: what actors did, what they said and what was said about them, in separate columns."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from dayline import urls
from dayline.pages.archive import newest
from dayline.pages.entry_head import entry_head
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import lists
from dayline.pages.kinds.threads import is_plan
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.change_badge import Badge, changes
from dayline.pages.parts.claim import AnsweredView, ClaimView, answered, claim_view
from dayline.pages.parts.event_line import DayLines, by_day
from dayline.pages.parts.filters import FEW
from dayline.pages.parts.month_links import Archive, archive
from dayline.pages.parts.promise import PromiseRecord, promise_record
from dayline.pages.parts.quote import QuoteView, quote_view
from dayline.pages.parts.ties import TiesView, ties_view
from dayline.pages.wording import event_count, stated
from dayline.schema import vocabulary as words
from dayline.schema.claim import Claim, Quote, Response
from dayline.schema.registry import Role
from dayline.timeline.anonymous_sources import anonymous_sources
from dayline.timeline.statements import quotes_in, speaker
from dayline.timeline.timeline import Event, LinkedClaim
from dayline.words import N_, gettext, ngettext

ACTING = ("participant", "initiator", "host", "mediator")


LONG = 20  # actors from which on their list has groups
SORTS = {
    N_("Governments and authorities"): ("government", "office"),
    N_("Armed forces and groups"): ("armed-force", "armed-group"),
    N_("International and other organisations"): ("igo", "ngo", "population", "other"),
    N_("Companies and media"): ("company", "media"),
    N_("People"): ("person",),
}


class RoleView(NamedTuple):
    """An office with its term."""

    title: str
    organisation: Link | None
    term: str


class ActorView(NamedTuple):
    """An actor page."""

    head: Head
    kind: str
    country: str
    party: bool
    names: tuple[tuple[str, str], ...]
    aliases: str
    description: Markup
    roles: tuple[RoleView, ...]
    parent: Link | None
    members: tuple[Link, ...]
    places: tuple[Link, ...]
    wikidata: str
    total: str
    ties: TiesView | None
    did: tuple[DayLines, ...]
    said: tuple[DayLines, ...]
    about: tuple[DayLines, ...]
    planned: tuple[DayLines, ...]
    unnamed: Link | None
    promises: PromiseRecord | None
    promised: PromiseRecord | None
    claims: tuple[ClaimView, ...]
    answers: tuple[AnsweredView, ...]
    claims_about: tuple[ClaimView, ...]
    quotes: tuple[QuoteView, ...]
    named_by: tuple[tuple[str, tuple[Link, ...]], ...]
    changes: tuple[Badge, ...]
    archive: Archive | None  # where all events are, if there are many
    filtered: bool


NAMED_BY = {"thread": N_("Topics"), "figure": N_("Figures"), "source": N_("Own channels")}


def pages(index: SiteIndex) -> Iterator[Page]:
    """A page for each actor, and the list of them."""
    for id in index.timeline.actors:
        yield Page(urls.entry("actor", id), "actor.html", partial(view, id))
    yield Page(urls.index("actor"), "list.html", listed)


def listed(index: SiteIndex) -> lists.ListView:
    """The list of actors."""
    title, description = gettext("People and groups"), gettext("People, governments, forces and organisations")
    return lists.view("actor", title, description, _sorts(index), index)


def _sorts(index: SiteIndex) -> list[lists.Sort]:
    """The groups of a long list, by what actors are."""
    kinds = {id: actor.record.kind for id, actor in index.timeline.actors.items()}
    if len(kinds) < LONG:
        return []
    return [lists.Sort(gettext(title), [(id, "") for id in kinds if kinds[id] in of]) for title, of in SORTS.items()]


def view(id: str, index: SiteIndex) -> ActorView:
    """The view of an actor page."""
    timeline, record = index.timeline, index.timeline.actors[id].record
    every = timeline.of_actor.get(id, ())
    events = newest(every)
    said = tuple(event for event in events if _said(event, id))
    did = tuple(event for event in events if _did(event, id) and not is_plan(event))
    rest = [event for event in events if not _said(event, id)]
    about = tuple(event for event in rest if not _did(event, id) and not is_plan(event))
    claims = [claim for event in events for claim in timeline.claims_of(event)]
    promising = [claim for event in every for claim in timeline.claims_of(event) if claim.claim.promise]
    filtered = len(events) >= FEW
    return ActorView(
        head=entry_head("actor", id, _description(id, index), index),
        kind=gettext(words.ACTOR_KINDS[record.kind]),
        country=record.country or "",
        party=record.party_to_conflict,
        names=tuple((record.names or {}).items()),
        aliases=", ".join(record.aliases),
        description=index.inline(record.description),
        roles=tuple(_role(role, index) for role in record.roles),
        parent=index.link("actor", record.parent) if record.parent else None,
        members=index.links("actor", index.children("actor", id)),
        places=index.links("place", record.places),
        wikidata=record.wikidata or "",
        total=event_count(len(every)),
        ties=ties_view(id, index),
        did=by_day(did, index, filtered=filtered),
        said=by_day(said, index, filtered=filtered),
        about=by_day(about, index, filtered=filtered),
        planned=by_day(tuple(filter(is_plan, rest)), index, filtered=filtered),
        unnamed=_anonymous_items(every, id),
        promises=promise_record((claim for claim in promising if claim.by.by == id), index),
        promised=promise_record((c for c in promising if c.claim.promise and id in c.claim.promise.to), index),
        claims=tuple(claim_view(claim, index) for claim in reversed(claims) if claim.by.by == id),
        answers=tuple(_answers(events, id, {urls.claim(c.id) for c in claims if _is_shown(c, id)}, index)),
        claims_about=tuple(claim_view(c, index) for c in reversed(claims) if id in c.claim.about and c.by.by != id),
        quotes=tuple(quote_view(q, index) for e in reversed(events) for q in quotes_in(e) if q.by.by == id),
        named_by=index.named_by("actor", id, NAMED_BY),
        changes=changes(record.changes, index),
        archive=archive("actor", id, len(events), index),
        filtered=filtered,
    )


def _is_shown(claim: LinkedClaim, id: str) -> bool:
    """Whether an actor's page shows a claim with its answers: the actor made it or it is about them."""
    return claim.by.by == id or id in claim.claim.about


def _answers(events: tuple[Event, ...], id: str, shown: set[str], index: SiteIndex) -> Iterator[AnsweredView]:
    """An actor's answers to claims, newest first, except to the claims `shown` on the page with their answers."""
    for event in reversed(events):
        yield from (claim for claim in answered(event, index) if _is_answered_by(id, claim) and claim.url not in shown)


def _is_answered_by(id: str, claim: AnsweredView) -> bool:
    return bool(claim.answer.by and claim.answer.by.who.url == urls.entry("actor", id))


def _anonymous_items(events: tuple[Event, ...], id: str) -> Link | None:
    """The number of items that quote an unnamed source from an organisation, linked to the totals."""
    number = sum(any(source.who.organisation == id for source in anonymous_sources(event.record)) for event in events)
    items = ngettext("{number} item", "{number} items", number)
    return Link(items, urls.anonymous_sources()) if number else None


def _said(event: Event, id: str) -> bool:
    """Whether an actor, or somebody from that organisation, speaks in an event, a quotation, claim or answer of it."""
    record = event.record
    answers = (answer for answer in record.responses if answer.type != "no-response")
    spoken: tuple[Claim | Quote | Response, ...] = (*record.claims, *record.quotes, *answers)
    voices = [record.attribution, *(speaker(text.by, text.attribution, None) for text in spoken)]
    attributed = any(voice and id in (voice.by, voice.organisation) for voice in voices)
    return attributed or any(part.actor == id and part.role == "speaker" for part in record.actors)


def _did(event: Event, id: str) -> bool:
    return any(part.actor == id and part.role in ACTING for part in event.record.actors)


def _description(id: str, index: SiteIndex) -> str:
    record = index.timeline.actors[id].record
    if not record.roles:
        text = gettext("{name}: what they did, what they said, and what was said about them.", name=record.name)
        return index.text(text)
    text = gettext(
        "{name}, {office}: what they did, what they said, and what was said about them.",
        name=record.name,
        office=record.roles[0].title,
    )
    return index.text(text)


def _role(role: Role, index: SiteIndex) -> RoleView:
    organisation = index.link("actor", role.organisation) if role.organisation else None
    return RoleView(index.text(role.title), organisation, _term(role))


def _term(role: Role) -> str:
    """The dates between which an office was held, where known."""
    if role.from_ and role.to:
        return gettext("{first} – {last}", first=stated(role.from_), last=stated(role.to))
    if role.from_:
        return gettext("since {date}", date=stated(role.from_))
    return gettext("until {date}", date=stated(role.to)) if role.to else ""
