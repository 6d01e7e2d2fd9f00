"""Actors' network: who met, accused, asked or answered whom, on the whole site."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dayline import urls
from dayline.digests import digest
from dayline.pages.drawing.arc_diagram import MOST, arcs
from dayline.pages.drawing.shapes import Drawing, Strand
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head, Link, rest
from dayline.pages.page import Page
from dayline.pages.parts.ties import did, kinds_of, name, note, strands_between
from dayline.pages.wording import count, dated, part
from dayline.timeline.interactions import Party, Tie

ROWS = 400  # of the table of all ties
SHOWN = 3  # items that a row of it leads to
TITLE = "Who met, accused, answered whom"


class AllRow(NamedTuple):
    """What one party did with another, how often, in which items, and since when there are more."""

    one: Link
    what: str
    other: Link
    times: str
    items: tuple[Link, ...]
    more: Link | None


class NetworkView(NamedTuple):
    """The ties of all: the strongest as a drawing, and a table."""

    head: Head
    told: str
    drawing: Drawing | None
    says: str
    kinds: tuple[tuple[str, str], ...]
    note: str
    rows: tuple[AllRow, ...]
    more: Link | None


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of all ties, if there are any."""
    if index.has_ties:
        yield Page(urls.network(), "network.html", _key, _view)


def _key(index: SiteIndex) -> bytes:
    keys = index.keys
    actors = sorted({party.actor for tie in index.ties for party in _ends(tie)})
    dates = (
        index.timeline.events[id].record.date.text for tie in index.ties for id in (tie.events[0], *tie.events[-SHOWN:])
    )
    return digest(keys.site, repr(index.ties), *(keys.entry("actor", id) for id in actors), *dates)


def _view(index: SiteIndex) -> NetworkView:
    ties = sorted(index.ties, key=lambda tie: (-len(tie.events), -tie.last.toordinal(), tie.act))
    parties = {party for tie in ties for party in _ends(tie)}
    drawing, strands, left = _drawing(ties, index)
    head = Head(urls.network(), TITLE, "network", "", (Link("Actors", urls.index("actor")),))
    return NetworkView(
        head=head,
        told=f"{count(len(parties), 'party', 'parties')}, {count(len(ties), 'tie')} between two of them.",
        drawing=drawing,
        says="Names one below the other, with lines between them; the table says the same in words.",
        kinds=kinds_of(strands),
        note=note(strands, f"{count(left, 'other is', 'others are')} not drawn." if left else ""),
        rows=tuple(_all_row(tie, index) for tie in ties[:ROWS]),
        more=rest(part(min(ROWS, len(ties)), len(ties), "tie"), urls.index("actor"), "all on the pages of the actors"),
    )


def _drawing(ties: Sequence[Tie], index: SiteIndex) -> tuple[Drawing | None, list[Strand], int]:
    """The strongest ties as a drawing, its strands, and how many parties are left out."""
    standing = [tie for tie in ties if not tie.act.withdrawn]
    weights = _weights(standing)
    strongest = set(sorted(weights, key=lambda party: (-weights[party], party))[:MOST])
    drawn = [tie for tie in standing if strongest.issuperset(_ends(tie))]
    groups = _grouped(_weights(drawn), index)
    places = {party: place for place, party in enumerate(party for group in groups for party in group)}
    between: dict[tuple[Party, ...], list[Tie]] = {}
    for tie in drawn:
        between.setdefault(tuple(sorted(_ends(tie), key=lambda party: places[party])), []).append(tie)
    pairs = {
        (places[one], places[other]): strands_between(one, other, found, index)
        for (one, other), found in sorted(between.items(), key=lambda pair: [places[party] for party in pair[0]])
    }
    made = arcs([[name(party, index) for party in group] for group in groups], pairs) if pairs else None
    return made, [strand for strands in pairs.values() for strand in strands], len(weights) - len(places)


def _ends(tie: Tie) -> tuple[Party, Party]:
    return tie.act.by, tie.act.to


def _weights(ties: Iterable[Tie]) -> dict[Party, int]:
    """In how many ties' events each party stands."""
    found: Counter[Party] = Counter()
    for tie in ties:
        for party in _ends(tie):
            found[party] += len(tie.events)
    return found


def _grouped(weights: dict[Party, int], index: SiteIndex) -> list[list[Party]]:
    """Parties, those who belong to the same actor together: the strongest group first, who stand alone last."""
    groups: dict[str, list[Party]] = {}
    for party in sorted(weights, key=lambda party: (-weights[party], party)):
        groups.setdefault(_top(party.actor, index), []).append(party)
    together = [group for group in groups.values() if len(group) > 1]
    together.sort(key=lambda group: (-sum(weights[party] for party in group), group))
    alone = [group[0] for group in groups.values() if len(group) == 1]
    return [*together, alone] if alone else together


def _top(id: str, index: SiteIndex) -> str:
    """The actor to which an actor belongs in the end, which may be itself."""
    seen = []
    while id not in seen:
        seen.append(id)
        record = index.timeline.actors[id].record
        id = record.parent or next((role.organisation for role in record.roles if role.organisation), id)
    return min(seen[seen.index(id) :])


def _all_row(tie: Tie, index: SiteIndex) -> AllRow:
    act, events = tie.act, index.timeline.events
    newest = tuple(Link(dated(events[id]), urls.event(id)) for id in reversed(tie.events[-SHOWN:]))
    left = len(tie.events) - len(newest)
    since = dated(events[tie.events[0]])
    return AllRow(
        name(act.by, index),
        did(act),
        name(act.to, index),
        f"{len(tie.events):,}",
        newest,
        Link(f"and {left:,} more since {since}", name(act.by, index).url) if left else None,
    )
