"""Attributions: the source of every statement, in words."""

from typing import NamedTuple

from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import comma_separated, in_words, stated
from dayline.schema import vocabulary as words
from dayline.schema.registry import ActorRecord
from dayline.schema.sourcing import Attribution
from dayline.words import gettext, ngettext


class Byline(NamedTuple):
    """The source of a statement.

    `office` is a person's position; for an unnamed source `who` holds the report's description,
    `organisation` where the source works and `reason` why it is unnamed. `how` is the medium, basis and date.
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
    """The source of a statement, or None if nobody is named."""
    how = _how(attribution, medium)
    inferred = inferred or attribution.identity == "inferred"
    note = index.text(attribution.note)
    if attribution.anonymous:
        organisation = index.link("actor", attribution.organisation) if attribution.organisation else None
        reason = index.text(attribution.reason)
        return Byline(Link(_unnamed(attribution, index)), "", True, organisation, reason, how, inferred, note)
    if not attribution.by:
        return None
    actor = index.timeline.actors[attribution.by].record
    who = index.link("actor", attribution.by)
    return Byline(who, index.text(office(actor)), how=how, inferred=inferred, note=note)


def office(actor: ActorRecord) -> str:
    """A person's first listed position."""
    return actor.roles[0].title if actor.roles else ""


def name(attribution: Attribution, index: SiteIndex) -> Link:
    """Just the name, where space is short."""
    if attribution.anonymous:
        return Link(_unnamed(attribution, index))
    return index.link("actor", attribution.by) if attribution.by else Link(gettext("somebody who is not named"))


def _unnamed(attribution: Attribution, index: SiteIndex) -> str:
    number, described = attribution.count, index.text(attribution.described_as) or gettext("source")
    if number == 1:
        return gettext("{description}, not named", description=described)
    return ngettext(
        "{in_words} unnamed source ({description})",
        "{in_words} unnamed sources ({description})",
        number,
        in_words=in_words(number),
        description=described,
    )


def _how(attribution: Attribution, medium: str | None) -> str:
    parts = []
    medium = medium or attribution.medium
    if medium and medium != "unstated":
        parts.append(gettext(words.MEDIUMS[medium]))
    if attribution.basis and attribution.basis != "unstated":
        parts.append(gettext(words.BASES[attribution.basis]))
    if attribution.said:
        parts.append(stated(attribution.said))
    return comma_separated(parts)
