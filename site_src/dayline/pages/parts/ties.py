"""An actor's ties as its page shows them, and the words for all ties."""

from collections.abc import Iterable
from typing import NamedTuple

from dayline import urls
from dayline.digests import digest
from dayline.pages.drawing.ego_network import MOST, Other, star
from dayline.pages.drawing.shapes import Drawing, Strand
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import answered, capital, count, dated
from dayline.timeline.interactions import Act, Party, Tie

_DRAWN = {"met": "met", "accused": "accused", "warned": "asked", "demanded": "asked", "asked": "asked",
          "answered": "answered"}  # fmt: skip
KINDS = {"met": "met or held talks", "accused": "accused", "asked": "warned, demanded or asked", "answered": "answered"}
_MEETINGS = {"in-person": "met in person", "video": "met by video link", "phone": "spoke by phone",
             "talks": "held talks", "agreement": "made an agreement"}  # fmt: skip
_TOWARDS = {
    "accused": "accused them", "warned": "warned them", "demanded": "demanded something of them",
    "asked": "asked something of them", "answered": "answered a claim of theirs",
}  # fmt: skip
_FROM = {
    "accused": "was accused by them", "warned": "was warned by them", "demanded": "faced a demand of theirs",
    "asked": "had a request from them", "answered": "was answered by them",
}  # fmt: skip
_BETWEEN = {
    "accused": "accused", "warned": "warned", "demanded": "demanded something of", "asked": "asked something of",
    "answered": "answered{how} a claim of",
}  # fmt: skip


class TieRow(NamedTuple):
    """What an actor and another one did, how often, from when to when, and the newest item in which it stands."""

    what: str
    times: str
    span: str
    newest: Link


class Others(NamedTuple):
    """Another one, and everything between the two."""

    who: Link
    rows: tuple[TieRow, ...]


class TiesView(NamedTuple):
    """An actor's ties: as a drawing, if any of them stands, and as a table."""

    drawing: Drawing | None
    says: str
    kinds: tuple[tuple[str, str], ...]
    note: str
    others: tuple[Others, ...]
    all: str


def key(id: str, index: SiteIndex) -> bytes:
    """The digest of everything that an actor's ties show."""
    keys, found = index.keys, index.ties_of(id)
    names = (keys.entry("actor", party.actor) for tie in found for party in (tie.act.by, tie.act.to))
    shown = (keys.event(event) for tie in found for event in (tie.events[0], tie.events[-1]))
    return digest(repr(found), *names, *shown)


def ties_view(id: str, index: SiteIndex) -> TiesView | None:
    """An actor's ties, or None if there are none."""
    found = index.ties_of(id)
    if not found:
        return None
    own, others = Party(id), _by_other(Party(id), found)
    joining = ((other, strands_between(own, other, ties, index)) for other, ties in others)
    standing = [Other(name(other, index), strands) for other, strands in joining if strands]
    drawn, left = standing[:MOST], len(standing[MOST:])
    strands = [strand for other in drawn for strand in other.strands]
    return TiesView(
        drawing=star(name(own, index), drawn) if drawn else None,
        says=f"Lines lead to {count(len(drawn), 'other')}; the table says the same in words.",
        kinds=kinds_of(strands),
        note=note(strands, f"And {left:,} more in the table." if left else ""),
        others=tuple(
            Others(name(other, index), tuple(_row(own, tie, index) for tie in ties)) for other, ties in others
        ),
        all=urls.network(),
    )


def strands_between(one: Party, other: Party, ties: Iterable[Tie], index: SiteIndex) -> tuple[Strand, ...]:
    """The lines between two: one for each kind of tie, without what was withdrawn."""
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        if not tie.act.withdrawn:
            found.setdefault(_DRAWN[tie.act.kind], []).append(tie)
    return tuple(
        Strand(
            kind,
            any(tie.act.by == one for tie in found[kind]) and kind != "met",
            any(tie.act.by == other for tie in found[kind]) and kind != "met",
            sum(len(tie.events) for tie in found[kind]),
            "; ".join(_sentence(tie, index) for tie in found[kind]),
        )
        for kind in KINDS
        if kind in found
    )


def kinds_of(strands: Iterable[Strand]) -> tuple[tuple[str, str], ...]:
    """The kinds of lines that there are, with their words."""
    there = {strand.kind for strand in strands}
    return tuple((kind, words) for kind, words in KINDS.items() if kind in there)


def note(strands: Iterable[Strand], rest: str) -> str:
    """What stands beneath a drawing: what thickness says, and what is left out."""
    thick = any(strand.number > 1 for strand in strands)
    thickness = "The thicker a line, the more often: once, two to four times, five times or more. " if thick else ""
    return (thickness + rest).strip()


def did(act: Act) -> str:
    """What one did, as words that lead on to the other."""
    if act.kind == "met":
        return f"{_MEETINGS[act.how]}{' as mediator' if act.mediated else ''} with"
    return _BETWEEN[act.kind].format(how=_how(act))


def withdrawn(act: Act) -> str:
    return " (withdrawn since)" if act.withdrawn else ""


def name(party: Party, index: SiteIndex) -> Link:
    """An actor, or whose the one is who is not named."""
    link = index.link("actor", party.actor)
    return Link(f"Unnamed, {link.text}", link.url) if party.anonymous else link


def _by_other(own: Party, ties: Iterable[Tie]) -> list[tuple[Party, list[Tie]]]:
    """Ties by the other one: who has the most first, then who has the newest."""
    others: dict[Party, list[Tie]] = {}
    for tie in sorted(ties, key=lambda tie: (-len(tie.events), -tie.last.toordinal(), tie.act)):
        others.setdefault(tie.act.to if tie.act.by == own else tie.act.by, []).append(tie)
    strength = {
        other: (-sum(len(tie.events) for tie in found), -max(tie.last for tie in found).toordinal(), other)
        for other, found in others.items()
    }
    return sorted(others.items(), key=lambda pair: strength[pair[0]])


def _row(own: Party, tie: Tie, index: SiteIndex) -> TieRow:
    events = index.timeline.events
    first, last = (dated(events[id]) for id in (tie.events[0], tie.events[-1]))
    return TieRow(
        capital(_what(own, tie.act)) + withdrawn(tie.act),
        f"{len(tie.events):,}",
        first if first == last else f"{first} – {last}",
        index.link("event", tie.events[-1]),
    )


def _what(own: Party, act: Act) -> str:
    """What an actor did with another one or had done to it."""
    if act.kind == "met":
        return _MEETINGS[act.how] + (_mediator(own, act) if act.mediated else "")
    return (_TOWARDS if act.by == own else _FROM)[act.kind] + _how(act)


def _mediator(own: Party, act: Act) -> str:
    return " as mediator" if act.by == own else " with them as mediator"


def _how(act: Act) -> str:
    answer = answered(act.how, act.addresses) if act.kind == "answered" else ""
    answer = answer.removeprefix("Answered, but ")
    return f" ({answer[:1].lower()}{answer[1:]})" if answer else ""


def _sentence(tie: Tie, index: SiteIndex) -> str:
    act = tie.act
    return f"{name(act.by, index).text} {did(act)} {name(act.to, index).text}: {len(tie.events):,}"
