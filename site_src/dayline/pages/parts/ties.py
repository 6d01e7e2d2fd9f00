"""An actor's ties on its page, and the wording of all ties."""

from collections.abc import Iterable
from typing import NamedTuple

from dayline import urls
from dayline.pages.drawing.ego_network import MOST, Other, ego_network
from dayline.pages.drawing.shapes import Drawing, Strand
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.wording import dated
from dayline.timeline.interactions import Act, Party, Tie
from dayline.words import N_, gettext, ngettext

_LINE_KINDS = {"met": "met", "accused": "accused", "warned": "asked", "demanded": "asked", "asked": "asked",
          "answered": "answered"}  # fmt: skip
KINDS = {
    "met": N_("met or held talks"), "accused": N_("accused"), "asked": N_("warned, demanded or asked"),
    "answered": N_("answered"),
}  # fmt: skip
# Of a meeting: without a mediator, as mediator, with the other one as mediator.
_MEETINGS = {
    "in-person": (N_("Met in person"), N_("Met in person as mediator"), N_("Met in person with them as mediator")),
    "video": (
        N_("Met by video link"), N_("Met by video link as mediator"), N_("Met by video link with them as mediator"),
    ),
    "phone": (N_("Spoke by phone"), N_("Spoke by phone as mediator"), N_("Spoke by phone with them as mediator")),
    "talks": (N_("Held talks"), N_("Held talks as mediator"), N_("Held talks with them as mediator")),
    "agreement": (
        N_("Made an agreement"), N_("Made an agreement as mediator"), N_("Made an agreement with them as mediator"),
    ),
}  # fmt: skip
# Between the names of two who met: without a mediator, with the first one as mediator.
_MET = {
    "in-person": (N_("met in person with"), N_("met in person as mediator with")),
    "video": (N_("met by video link with"), N_("met by video link as mediator with")),
    "phone": (N_("spoke by phone with"), N_("spoke by phone as mediator with")),
    "talks": (N_("held talks with"), N_("held talks as mediator with")),
    "agreement": (N_("made an agreement with"), N_("made an agreement as mediator with")),
}
# Beside the name of the other actor: what the actor whose page it is did, and what the other one did.
_TOWARDS = {
    "accused": N_("{name} accused them"), "warned": N_("{name} warned them"),
    "demanded": N_("{name} demanded something of them"), "asked": N_("{name} asked something of them"),
    "answered": N_("{name} answered a claim of theirs ({how})"),
}  # fmt: skip
_FROM = {
    "accused": N_("Accused {name}"), "warned": N_("Warned {name}"), "demanded": N_("Demanded something of {name}"),
    "asked": N_("Asked something of {name}"), "answered": N_("Answered a claim of {name} ({how})"),
}  # fmt: skip
_BETWEEN = {
    "accused": N_("accused"), "warned": N_("warned"), "demanded": N_("demanded something of"),
    "asked": N_("asked something of"), "answered": N_("answered ({how}) a claim of"),
}  # fmt: skip
_HOW = {
    ("confirms", "whole"): N_("confirmed"), ("confirms", "part"): N_("confirmed in part"),
    ("partly-confirms", "whole"): N_("confirmed in part"), ("partly-confirms", "part"): N_("confirmed in part"),
    ("denies", "whole"): N_("denied"), ("denies", "part"): N_("denied in part"),
    ("partly-denies", "whole"): N_("denied in part"), ("partly-denies", "part"): N_("denied in part"),
    ("declines-to-comment", "whole"): N_("no comment"), ("declines-to-comment", "part"): N_("no comment on part of it"),
    ("no-response", "whole"): N_("no response"), ("no-response", "part"): N_("no response to part of it"),
    ("deflects", "whole"): N_("not answered directly"), ("deflects", "part"): N_("part of it not answered directly"),
    ("questions", "whole"): N_("questioned"), ("questions", "part"): N_("questioned in part"),
}  # fmt: skip


class TieRow(NamedTuple):
    """One kind of tie between two actors: how often, the first and last date, and the newest item."""

    what: str
    times: str
    span: str
    newest: Link


class OtherParty(NamedTuple):
    """Another actor and all ties with it."""

    who: Link
    rows: tuple[TieRow, ...]


class TiesView(NamedTuple):
    """An actor's ties: as a drawing, unless all were withdrawn, and as a table."""

    drawing: Drawing | None
    description: str
    kinds: tuple[tuple[str, str], ...]
    note: str
    others: tuple[OtherParty, ...]
    all: str


def ties_view(id: str, index: SiteIndex) -> TiesView | None:
    """An actor's ties, or None if there are none."""
    ties = index.ties_of(id)
    if not ties:
        return None
    party, others = Party(id), _by_other(Party(id), ties)
    pairs = ((other, strands_between(party, other, ties, index)) for other, ties in others)
    connected = [Other(name(other, index), strands) for other, strands in pairs if strands]
    drawn, left = connected[:MOST], len(connected[MOST:])
    strands = [strand for other in drawn for strand in other.strands]
    return TiesView(
        drawing=ego_network(name(party, index), drawn) if drawn else None,
        description=ngettext(
            "Lines lead to {number} other; the table says the same in words.",
            "Lines lead to {number} others; the table says the same in words.",
            len(drawn),
        ),
        kinds=kinds_of(strands),
        note=note(strands, _more(left)),
        others=tuple(
            OtherParty(name(other, index), tuple(_row(party, tie, index) for tie in ties)) for other, ties in others
        ),
        all=urls.network(),
    )


def strands_between(party: Party, other: Party, ties: Iterable[Tie], index: SiteIndex) -> tuple[Strand, ...]:
    """The lines between two parties, one per kind of tie; withdrawn acts are left out."""
    by_kind: dict[str, list[Tie]] = {}
    for tie in ties:
        if not tie.act.withdrawn:
            by_kind.setdefault(_LINE_KINDS[tie.act.kind], []).append(tie)
    return tuple(
        Strand(
            kind,
            any(tie.act.by == party for tie in by_kind[kind]) and kind != "met",
            any(tie.act.by == other for tie in by_kind[kind]) and kind != "met",
            sum(len(tie.events) for tie in by_kind[kind]),
            "; ".join(_sentence(tie, index) for tie in by_kind[kind]),
        )
        for kind in KINDS
        if kind in by_kind
    )


def kinds_of(strands: Iterable[Strand]) -> tuple[tuple[str, str], ...]:
    """The kinds of lines in a drawing, with their labels."""
    there = {strand.kind for strand in strands}
    return tuple((kind, gettext(words)) for kind, words in KINDS.items() if kind in there)


def note(strands: Iterable[Strand], rest: str) -> str:
    """The note below a drawing: what thickness means, and what is left out."""
    thick = any(strand.number > 1 for strand in strands)
    thickness = gettext("The thicker a line, the more often: once, two to four times, five times or more.")
    return " ".join(filter(None, (thickness if thick else "", rest)))


def did(act: Act) -> str:
    """An act as words between the names of both parties."""
    met = act.kind == "met"
    text = gettext(_MET[act.how][act.mediated]) if met else gettext(_BETWEEN[act.kind], how=_how(act))
    return gettext("{text} (withdrawn since)", text=text) if act.withdrawn else text


def name(party: Party, index: SiteIndex) -> Link:
    """A party's name; an unnamed one by its actor."""
    link = index.link("actor", party.actor)
    return Link(gettext("Unnamed, {name}", name=link.text), link.url) if party.anonymous else link


def _more(left: int) -> str:
    return ngettext("And {number} more in the table.", "And {number} more in the table.", left) if left else ""


def _by_other(party: Party, ties: Iterable[Tie]) -> list[tuple[Party, list[Tie]]]:
    """Ties by the other party: most ties first, then newest."""
    others: dict[Party, list[Tie]] = {}
    for tie in sorted(ties, key=lambda tie: (-len(tie.events), -tie.last.toordinal(), tie.act)):
        others.setdefault(tie.act.to if tie.act.by == party else tie.act.by, []).append(tie)
    strength = {
        other: (-sum(len(tie.events) for tie in shared), -max(tie.last for tie in shared).toordinal(), other)
        for other, shared in others.items()
    }
    return sorted(others.items(), key=lambda pair: strength[pair[0]])


def _row(party: Party, tie: Tie, index: SiteIndex) -> TieRow:
    events = index.timeline.events
    first, last = (dated(events[id]) for id in (tie.events[0], tie.events[-1]))
    return TieRow(
        _what(party, tie.act, index),
        f"{len(tie.events):,}",
        first if first == last else gettext("{first} – {last}", first=first, last=last),
        index.link("event", tie.events[-1]),
    )


def _what(party: Party, act: Act, index: SiteIndex) -> str:
    """An act beside the name of the other actor, on the page of this one."""
    is_by = act.by == party
    if act.kind == "met":
        text = gettext(_MEETINGS[act.how][0 if not act.mediated else 1 if is_by else 2])
    else:
        message = (_TOWARDS if is_by else _FROM)[act.kind]
        text = gettext(message, name=index.link("actor", party.actor).text, how=_how(act))
    return gettext("{text} (withdrawn since)", text=text) if act.withdrawn else text


def _how(act: Act) -> str:
    """How a claim was answered, in a sentence."""
    message = _HOW.get((act.how, act.addresses))
    return gettext(message) if message else gettext("without addressing it")


def _sentence(tie: Tie, index: SiteIndex) -> str:
    act = tie.act
    first, other = name(act.by, index).text, name(act.to, index).text
    number = f"{len(tie.events):,}"
    return gettext("{one} {did} {other}: {number}", one=first, did=did(act), other=other, number=number)
