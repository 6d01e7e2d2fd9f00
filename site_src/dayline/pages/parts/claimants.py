"""Who counts what: the claimants of a figure, and why their lines are not one."""

from collections import Counter
from typing import NamedTuple

from dayline.pages.index import SiteIndex
from dayline.pages.parts.attribution import Byline, byline
from dayline.pages.wording import amount, as_of, count, listing, number
from dayline.schema import vocabulary as words
from dayline.timeline.timeline import Series, Value


class Claimant(NamedTuple):
    """Somebody who counts: what part, with which interest, how often and how exactly."""

    by: Byline | None
    scope: str
    stake: str
    note: str
    span: str
    exactness: str


def claimants(found: tuple[Series, ...], index: SiteIndex) -> tuple[Claimant, ...]:
    """The claimants of some series, in their order."""
    return tuple(_claimant(one, index) for one in found)


def summary(id: str, found: tuple[Series, ...], index: SiteIndex) -> str:
    """What the values come to, where the figure says that they may be taken together."""
    record = index.timeline.figures[id].record
    last = index.last_value(id)
    if record.aggregation == "latest" and last:
        value, by = last.value, byline(last.series.by, index)
        who = f", according to {by.who.text}" if by else ""
        return f"Latest: {amount(value, record.unit, imperial=False)}{who}, {_day(value)}."
    values = [value.best for one in found for value in one.values]
    known = [value for value in values if value is not None]
    if record.aggregation == "sum" and record.kind == "flow" and len(found) == 1 and len(known) == len(values):
        total = number(round(sum(known), 9))
        return f"Sum of the {count(len(values), 'value')}: {total} {record.unit}. Days without a value are not in it."
    return ""


def of_stake(actor: str | None, index: SiteIndex) -> str:
    """Which interest somebody has in what is counted, as far as the registries say."""
    entry = index.timeline.actors.get(actor or "")
    if entry and entry.record.party_to_conflict:
        return "party to the conflict"
    own = [source for _, source in index.pointing("actor", actor or "", "source")]
    stakes = {index.timeline.sources[id].record.stake for id in own if index.timeline.sources[id].record.actor == actor}
    return next((words.STAKES[stake] for stake in ("party", "allied", "none") if stake in stakes), "")


def _claimant(one: Series, index: SiteIndex) -> Claimant:
    first, last = one.values[0], one.values[-1]
    days = f", {_day(first)} to {_day(last)}" if first.day != last.day else f", {_day(first)}"
    return Claimant(
        by=byline(one.by, index),
        scope=index.text(one.scope),
        stake=of_stake(one.by.by, index),
        note=index.text(one.note),
        span=count(len(one.values), "value") + days,
        exactness=_exactness(one.values),
    )


def _exactness(values: tuple[Value, ...]) -> str:
    """How exact the values say that they are: `“about” for all of them`."""
    told = Counter(words.QUALIFIERS[value.qualifier].strip() for value in values if value.qualifier != "exact")
    told["from … to"] = sum(value.low is not None and value.high is not None for value in values)
    parts = [f"“{word}”{_times(number, len(values))}" for word, number in sorted(told.items()) if number]
    return listing(parts)


def _times(number: int, of: int) -> str:
    return " for all of them" if number == of > 1 else f" for {number:,} of them" if of > 1 else ""


def _day(value: Value) -> str:
    return as_of(value) or "without a date"


def name(one: Series, index: SiteIndex) -> str:
    """What a line is called: who counts, and what part."""
    by = byline(one.by, index)
    who = _short(one.by.by, index) or (by.who.text if by else "No party named")
    return f"{who}, {index.text(one.scope)}" if one.scope else who


def _short(actor: str | None, index: SiteIndex) -> str:
    """The short name of an actor: of its own channel, or its first alias that is one word in capitals."""
    entry = index.timeline.actors.get(actor or "")
    aliases = entry.record.aliases if entry else ()
    return next((index.text(alias) for alias in aliases if alias.isupper()), "")
