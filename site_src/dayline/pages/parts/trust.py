"""One sentence on what everything on a page rests on: how many sources, and how much of it we have verified.

It counts items, never sources, so that nothing in it reads as if many sources agreed. Whatever is not as most items
are is named, and marked where it is shown; the others carry no mark.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dayline.pages.claim_standing import claim_code
from dayline.pages.index import SiteIndex
from dayline.pages.parts.origins import origin_link
from dayline.pages.wording import comma_separated, listing
from dayline.queries.query import query
from dayline.schema.statuses import STATUSES, UNMARKED
from dayline.timeline.claim_status import origins_of, resolved
from dayline.timeline.origins import independent_origins
from dayline.timeline.standing import own_kinds, standing, table_standing, value_standing
from dayline.timeline.timeline import Event, LinkedClaim
from dayline.words import N_, gettext

NAMED = 4  # sources that are named, at most; one more is named too, where it would be the only other
# Where all items have one status: of one item, of both, and of more.
_ALL = {
    "second-hand": (
        N_("{subject} is known only second-hand. Not verified by us."),
        N_("{subject} are known only second-hand. Neither verified by us."),
        N_("{subject} are known only second-hand. None verified by us."),
    ),
    "corroborated": (
        N_("{subject} rests on several independent sources. Not verified by us."),
        N_("{subject} rest on several independent sources each. Neither verified by us."),
        N_("{subject} rest on several independent sources each. None verified by us."),
    ),
    "own": (N_("{subject} is our own reporting."), *[N_("{subject} are our own reporting.")] * 2),
    "verified": (N_("{subject} is verified by us."), *[N_("{subject} are verified by us.")] * 2),
    "disputed": (N_("{subject} is disputed."), *[N_("{subject} are disputed.")] * 2),
    "debunked": (N_("{subject} has been shown to be false."), *[N_("{subject} have been shown to be false.")] * 2),
    "retracted": (N_("{subject} has been withdrawn."), *[N_("{subject} have been withdrawn.")] * 2),
    "withheld": (N_("{subject} is withheld."), *[N_("{subject} are withheld.")] * 2),
}
_COUNTED = {
    "second-hand": N_("{number} known only second-hand"),
    "corroborated": N_("{number} with several independent sources"),
    "own": N_("{number} from our own reporting"), "verified": N_("{number} verified by us"),
    "disputed": N_("{number} disputed"), "debunked": N_("{number} shown to be false"),
    "retracted": N_("{number} withdrawn"), "withheld": N_("{number} withheld"),
}  # fmt: skip
_CLAIM_VERDICTS = {
    "verified": N_("{sources} Verified by us."), "debunked": N_("{sources} Shown to be false."),
    "retracted": N_("{sources} Withdrawn."),
}  # fmt: skip
_NOT_VERIFIED = N_("{sources} Not verified by us.")


class Item(NamedTuple):
    """What a sentence counts: the code of an item's status, and the source that it rests on if there is only one."""

    status: str
    source: str = ""


class Subject(NamedTuple):
    """The items as the subject of a sentence: the only one, both, all, and a part of them."""

    one: str
    both: str
    all: str
    some: str


DAY = Subject(
    N_("The one report of this day"), N_("Both reports of this day"), N_("All {number} reports of this day"),
    N_("{part} of {number} reports of this day"),
)  # fmt: skip
TOPIC = Subject(
    N_("The one report on this topic"), N_("Both reports on this topic"), N_("All {number} reports on this topic"),
    N_("{part} of {number} reports on this topic"),
)  # fmt: skip
PLACE = Subject(
    N_("The one report on this place"), N_("Both reports on this place"), N_("All {number} reports on this place"),
    N_("{part} of {number} reports on this place"),
)  # fmt: skip
PERIOD = Subject(
    N_("The one report of these days"), N_("Both reports of these days"), N_("All {number} reports of these days"),
    N_("{part} of {number} reports of these days"),
)  # fmt: skip
VALUES = Subject(
    N_("The one value here"), N_("Both values here"), N_("All {number} values here"),
    N_("{part} of {number} values here"),
)  # fmt: skip
PLANS = Subject(
    N_("The one plan here"), N_("Both plans here"), N_("All {number} plans here"), N_("{part} of {number} plans here"),
)  # fmt: skip


def trust_in(events: Iterable[Event], subject: Subject, index: SiteIndex) -> str:
    """The sentence on the events that took place, or whose outcome is not known; else on what is planned."""
    plans: list[Item] = []
    reports: list[Item] = []
    for event in events:
        (plans if event.record.event_status == "planned" else reports).append(item(event, index))
    return trust(reports, subject) if reports else trust(plans, PLANS)


def trust_of_values(figure: str, index: SiteIndex) -> str:
    """The sentence on all values of a figure: each rests on what its event, or the table that it is from, rests on."""
    return trust(list(_values(figure, index)), VALUES)


def trust_of_claim(claim: LinkedClaim, index: SiteIndex) -> str:
    """The sentence on a claim: who reports it, and what we say of it; empty if it is withheld."""
    code = claim_code(claim, index)
    if code == "withheld":
        return ""
    if code == "own":
        return gettext("This claim is our own reporting.")
    message = _CLAIM_VERDICTS.get(code, _NOT_VERIFIED)
    return gettext(message, sources=_claim_sources(claim, code, index))


def item(event: Event, index: SiteIndex) -> Item:
    """An event as it is counted."""
    return _item(event.id, index)


@query
def _item(id: str, index: SiteIndex) -> Item:
    event = index.timeline.events[id]
    status = standing(event)
    return Item(status, origin_link(event.origins[0], index).text if status == UNMARKED else "")


def _values(figure: str, index: SiteIndex) -> Iterator[Item]:
    for series in index.series(figure):
        for value in series.values:
            yield _of_value(value.event, value.number, index) if value.event else _of_table(figure, index)


@query
def _of_value(id: str, number: int, index: SiteIndex) -> Item:
    """A value from an event; which of several sources it is from is not known."""
    event = index.timeline.events[id]
    status = value_standing(event, number)
    names = [origin_link(origin, index).text for origin in event.origins]
    return Item(status, " / ".join(names) if status == UNMARKED else "")


@query
def _of_table(figure: str, index: SiteIndex) -> Item:
    """A value from a figure's table; which of several sources it is from is not known."""
    table = index.timeline.figures[figure].record.table
    cited = resolved(table.source if table else (), index.timeline)
    names = [origin_link(origin, index).text for origin in independent_origins(cited)]
    status = table_standing(cited)
    return Item(status, " / ".join(names) if status == UNMARKED else "")


def _claim_sources(claim: LinkedClaim, code: str, index: SiteIndex) -> str:
    """Who reports a claim; several that report somebody else's words don't confirm them."""
    names = [origin_link(origin, index).text for origin in origins_of(claim, index.timeline)]
    if not names:
        return gettext("We know this claim only second-hand.")
    if len(names) == 1 and own_kinds(claim.event.cited):
        return gettext("This claim was made to us.")
    if len(names) == 1:
        return gettext("This claim rests on a single source, {source}.", source=names[0])
    if code == "corroborated":
        return gettext("This claim has several independent sources: {sources}.", sources=listing(names))
    return gettext("This claim is reported by {sources}.", sources=listing(names))


def trust(items: list[Item], subject: Subject) -> str:
    """The sentence on some items; empty if there are none."""
    unmarked = [item for item in items if item.status == UNMARKED]
    marked = Counter(item.status for item in items if item.status != UNMARKED)
    if not items:
        return ""
    if not unmarked:
        return _all_marked(marked, subject)
    named = _subject(len(unmarked), len(items), subject)
    if not marked:
        return _unmarked(unmarked, named)
    return gettext("{unmarked} Marked: {marked}.", unmarked=_partly_unmarked(unmarked, named), marked=_numbered(marked))


def _subject(part: int, number: int, subject: Subject) -> str:
    if part < number:
        return gettext(subject.some, part=_digits(part), number=_digits(number))
    message = {1: subject.one, 2: subject.both}.get(number, subject.all)
    return gettext(message, number=_digits(number))


def _unmarked(items: list[Item], subject: str) -> str:
    """All of them rest on a single source."""
    sources = _sources(items)
    match len(items), len(_counts(items)):
        case 1, _:
            message = N_("{subject} rests on a single source, {sources}. Not verified by us.")
        case 2, 1:
            message = N_("{subject} rest on one source, {sources}. Neither verified by us.")
        case 2, _:
            message = N_("{subject} rest on a single source each ({sources}). Neither verified by us.")
        case _, 1:
            message = N_("{subject} rest on one source, {sources}. None verified by us.")
        case _:
            message = N_("{subject} rest on a single source each ({sources}). None verified by us.")
    return gettext(message, subject=subject, sources=sources)


def _partly_unmarked(items: list[Item], subject: str) -> str:
    """Some of them rest on a single source."""
    sources = _sources(items)
    match len(items), len(_counts(items)):
        case 1, _:
            message = N_("{subject} rests on a single source, {sources}, not verified by us.")
        case _, 1:
            message = N_("{subject} rest on one source, {sources}, not verified by us.")
        case _:
            message = N_("{subject} rest on a single source each ({sources}), not verified by us.")
    return gettext(message, subject=subject, sources=sources)


def _counts(items: Iterable[Item]) -> Counter[str]:
    return Counter(item.source for item in items)


def _sources(items: list[Item]) -> str:
    """The sources with the number of items that rest on each, most first; the name alone of a single one."""
    counts = _counts(items)
    if len(counts) == 1:
        return items[0].source
    order = sorted(counts, key=lambda source: (-counts[source], source))
    shown = order if len(order) <= NAMED + 1 else order[:NAMED]
    named = [gettext("{source} {number}", source=source, number=_digits(counts[source])) for source in shown]
    others = len(items) - sum(counts[source] for source in shown)
    return comma_separated([*named, *([gettext("others {number}", number=_digits(others))] if others else [])])


def _all_marked(marked: Counter[str], subject: Subject) -> str:
    """None of them is as most are elsewhere."""
    number = marked.total()
    named = _subject(number, number, subject)
    if len(marked) > 1:
        return gettext("{subject} are marked: {marked}.", subject=named, marked=_numbered(marked))
    message = _ALL[next(iter(marked))][min(number, 3) - 1]
    return gettext(message, subject=named)


def _numbered(marked: Counter[str]) -> str:
    """`2 disputed and 1 verified by us`, in the order of the table of statuses."""
    codes = [code for code in STATUSES if marked[code]]
    return listing([gettext(_COUNTED[code], number=_digits(marked[code])) for code in codes])


def _digits(number: int) -> str:
    return f"{number:,}"
