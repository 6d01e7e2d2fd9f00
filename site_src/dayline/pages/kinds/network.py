"""The network of actors: who met, accused, asked or answered whom, across the whole site."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dayline import urls
from dayline.pages.drawing.arc_diagram import MOST, arcs
from dayline.pages.drawing.shapes import Drawing, Strand
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link
from dayline.pages.page import Page
from dayline.pages.parts.ties import did, kinds_of, name, note, strands_between
from dayline.pages.wording import dated
from dayline.queries.query import query
from dayline.timeline.interactions import Party, Tie
from dayline.words import gettext, ngettext

ROWS = 250  # in the table of ties
SHOWN = 3  # linked items in each row


class TieRow(NamedTuple):
    """What one party did with another, how often, the newest items, and a link to the rest."""

    one: Link
    what: str
    other: Link
    times: str
    items: tuple[Link, ...]
    more: Link | None


class NetworkView(NamedTuple):
    """All ties: the strongest as a drawing, and a table."""

    head: Head
    summary: str
    drawing: Drawing | None
    says: str
    kinds: tuple[tuple[str, str], ...]
    note: str
    rows: tuple[TieRow, ...]
    more: Link | None


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of the network, if there are any ties."""
    if index.lookups.has_ties:
        yield Page(urls.network(), "network.html", _view)


def _view(index: SiteIndex) -> NetworkView:
    ties = sorted(index.lookups.ties, key=lambda tie: (-len(tie.events), -tie.last.toordinal(), tie.act))
    parties = {party for tie in ties for party in _ends(tie)}
    drawing, strands, left = _drawing(ties, index)
    title, trail = (
        gettext("Who met, accused, answered whom"),
        (Link(gettext("People and groups"), urls.index("actor")),),
    )
    not_drawn = ngettext("{number} other is not drawn.", "{number} others are not drawn.", left) if left else ""
    return NetworkView(
        head=Head(urls.network(), title, "network", "", trail),
        summary=gettext(
            "{contacts} between {parties}.",
            contacts=ngettext("{number} contact", "{number} contacts", len(ties)),
            parties=ngettext("{number} person or group", "{number} people and groups", len(parties)),
        ),
        drawing=drawing,
        says=gettext("Names one below the other, with lines between them; the table says the same in words."),
        kinds=kinds_of(strands),
        note=note(strands, not_drawn),
        rows=tuple(_row(tie, index) for tie in ties[:ROWS]),
        more=_more(len(ties)),
    )


def _more(ties: int) -> Link | None:
    """A link to the remaining ties, if the table is cut short."""
    if ties <= ROWS:
        return None
    text = ngettext(
        "{shown} of {number} contact: all on the pages of people and groups",
        "{shown} of {number} contacts: all on the pages of people and groups",
        ties,
        shown=ROWS,
    )
    return Link(text, urls.index("actor"))


def _drawing(ties: Sequence[Tie], index: SiteIndex) -> tuple[Drawing | None, list[Strand], int]:
    """A drawing of the strongest ties, its strands, and how many parties are left out."""
    current = [tie for tie in ties if not tie.act.withdrawn]
    weights = _weights(current)
    strongest = set(sorted(weights, key=lambda party: (-weights[party], party))[:MOST])
    drawn = [tie for tie in current if strongest.issuperset(_ends(tie))]
    groups = _grouped(_weights(drawn), index)
    places = {party: place for place, party in enumerate(party for group in groups for party in group)}
    between: dict[tuple[Party, ...], list[Tie]] = {}
    for tie in drawn:
        between.setdefault(tuple(sorted(_ends(tie), key=lambda party: places[party])), []).append(tie)
    pairs = {
        (places[left], places[right]): strands_between(left, right, shared, index)
        for (left, right), shared in sorted(between.items(), key=lambda pair: [places[party] for party in pair[0]])
    }
    drawing = arcs([[name(party, index) for party in group] for group in groups], pairs) if pairs else None
    return drawing, [strand for strands in pairs.values() for strand in strands], len(weights) - len(places)


def _ends(tie: Tie) -> tuple[Party, Party]:
    return tie.act.by, tie.act.to


def _weights(ties: Iterable[Tie]) -> dict[Party, int]:
    """For each party the number of events in its ties."""
    weights: Counter[Party] = Counter()
    for tie in ties:
        for party in _ends(tie):
            weights[party] += len(tie.events)
    return weights


def _grouped(weights: dict[Party, int], index: SiteIndex) -> list[list[Party]]:
    """Parties grouped by the actor at the top of their organisation: strongest group first, single parties last."""
    groups: dict[str, list[Party]] = {}
    for party in sorted(weights, key=lambda party: (-weights[party], party)):
        groups.setdefault(_top(party.actor, index), []).append(party)
    together = [group for group in groups.values() if len(group) > 1]
    together.sort(key=lambda group: (-sum(weights[party] for party in group), group))
    alone = [group[0] for group in groups.values() if len(group) == 1]
    return [*together, alone] if alone else together


def _top(id: str, index: SiteIndex) -> str:
    """The actor at the top of an actor's organisation, which may be the actor itself."""
    seen = []
    while id not in seen:
        seen.append(id)
        record = index.timeline.actors[id].record
        id = record.parent or next((role.organisation for role in record.roles if role.organisation), id)
    return min(seen[seen.index(id) :])


def _row(tie: Tie, index: SiteIndex) -> TieRow:
    act = tie.act
    newest = tuple(Link(_date(id, index), urls.event(id)) for id in reversed(tie.events[-SHOWN:]))
    return TieRow(
        name(act.by, index),
        did(act),
        name(act.to, index),
        f"{len(tie.events):,}",
        newest,
        _earlier(tie, len(tie.events) - len(newest), index),
    )


def _earlier(tie: Tie, number: int, index: SiteIndex) -> Link | None:
    """A link to the items of a tie that its row leaves out."""
    if not number:
        return None
    first = _date(tie.events[0], index)
    text = ngettext("and {number} more since {date}", "and {number} more since {date}", number, date=first)
    return Link(text, name(tie.act.by, index).url)


@query
def _date(id: str, index: SiteIndex) -> str:
    """The date of an event; the page shows nothing else of it."""
    return dated(index.timeline.events[id])
