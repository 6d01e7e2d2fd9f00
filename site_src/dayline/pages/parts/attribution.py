"""Who says so, in the words that stand beside everything that is said."""

from typing import NamedTuple

from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import NUMBERS, stated
from dayline.schema import vocabulary as words
from dayline.schema.event import Attribution
from dayline.schema.registry import ActorRecord


class Byline(NamedTuple):
    """Somebody who says something.

    `office` is what a person is; of an unnamed source `who` holds the description as the report gives
    it, `organisation` whose it is, `reason` why it is unnamed. `how` is the medium, basis and date.
    """

    who: Link  # of an unnamed source, its description as the report gives it
    office: str = ""  # what a person is
    anonymous: bool = False  # whether the source is unnamed
    organisation: Link | None = None  # whose an unnamed source is
    reason: str = ""  # why a source is unnamed
    how: str = ""  # the medium, basis and date
    inferred: bool = False  # whether the name is an inference of the desk's
    note: str = ""


def byline(
    attribution: Attribution, index: SiteIndex, medium: str | None = None, inferred: bool = False
) -> Byline | None:
    """Who is behind a statement, or None if nobody is named."""
    how = _how(attribution, medium)
    inferred = inferred or attribution.identity == "inferred"
    note = index.text(attribution.note)
    if attribution.anonymous:
        organisation = index.link("actor", attribution.organisation) if attribution.organisation else None
        reason = index.text(attribution.reason)
        return Byline(Link(index.text(_unnamed(attribution))), "", True, organisation, reason, how, inferred, note)
    if not attribution.by:
        return None
    actor = index.timeline.actors[attribution.by].record
    who = index.link("actor", attribution.by)
    return Byline(who, index.text(office(actor)), how=how, inferred=inferred, note=note)


def office(actor: ActorRecord) -> str:
    """The first office of a person."""
    return actor.roles[0].title if actor.roles else ""


def name(attribution: Attribution, index: SiteIndex) -> Link:
    """Just the name, for tight places."""
    if attribution.anonymous:
        return Link(index.text(_unnamed(attribution)))
    return index.link("actor", attribution.by) if attribution.by else Link("somebody who is not named")


def _unnamed(attribution: Attribution) -> str:
    described = attribution.described_as or "source"
    if attribution.count > 1:
        number = NUMBERS[attribution.count] if attribution.count < len(NUMBERS) else str(attribution.count)
        return f"{number} unnamed sources ({described})"
    return f"{described}, not named"


def _how(attribution: Attribution, medium: str | None) -> str:
    parts = []
    medium = medium or attribution.medium
    if medium and medium != "unstated":
        parts.append(words.MEDIUMS[medium])
    if attribution.basis and attribution.basis != "unstated":
        parts.append(words.BASES[attribution.basis])
    if attribution.said:
        parts.append(stated(attribution.said))
    return ", ".join(parts)
