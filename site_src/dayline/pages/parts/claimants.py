"""The claimants of a figure, and how their counts differ."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dayline.pages.amounts import amount, number
from dayline.pages.index import SiteIndex
from dayline.pages.parts.attribution import Byline, byline
from dayline.pages.wording import as_of, comma_separated, listing
from dayline.schema import vocabulary as words
from dayline.schema.registry import FigureRecord
from dayline.timeline.series import SeriesPoint
from dayline.timeline.timeline import Series, Value
from dayline.words import N_, gettext, ngettext

_RANGE = N_("from … to")


class Claimant(NamedTuple):
    """A claimant: the part it counts, its interest, how often and how exactly it counts.

    `has_rivals` says that somebody counts the same as somebody else.
    """

    by: Byline | None
    scope: str
    stake: str
    note: str
    span: str
    exactness: str
    has_rivals: bool


def claimants(all_series: tuple[Series, ...], record: FigureRecord, index: SiteIndex) -> tuple[Claimant, ...]:
    """The claimants of a figure's series, in order."""
    rivals = have_rivals(all_series, record)
    return tuple(_claimant(series, rivals, index) for series in all_series)


def part_of(series: Series, record: FigureRecord) -> tuple[str | None, str | None]:
    """What a series counts of the whole, and where; only series that count the same may share a chart."""
    return (None, None) if record.one_chart else (series.scope, series.place)


def have_rivals(all_series: Iterable[Series], record: FigureRecord) -> bool:
    """Whether several claimants count the same."""
    parts = {(part_of(series, record), series.by) for series in all_series}
    return len({part for part, _ in parts}) < len(parts)


def summary(id: str, all_series: tuple[Series, ...], index: SiteIndex) -> str:
    """The latest value or the sum, if the figure allows its values to be combined."""
    record = index.timeline.figures[id].record
    last = index.last_value(id)
    if record.aggregation == "latest" and last:
        return _latest(last, record.unit, index)
    values = [value.best for series in all_series for value in series.values]
    known = [value for value in values if value is not None]
    if record.aggregation == "sum" and record.kind == "flow" and len(all_series) == 1 and len(known) == len(values):
        total = number(round(sum(known), 9))
        return ngettext(
            "Sum of the {number} value: {total} {unit}. Days without a value are not in it.",
            "Sum of the {number} values: {total} {unit}. Days without a value are not in it.",
            len(values),
            total=total,
            unit=record.unit,
        )
    return ""


def _latest(last: SeriesPoint, unit: str, index: SiteIndex) -> str:
    by, shown = byline(last.series.by, index), amount(last.value, unit, imperial=False)
    if by is None:
        return gettext("Latest: {amount}, {date}.", amount=shown, date=_day(last.value))
    name, day = by.who.text, _day(last.value)
    return gettext("Latest: {amount}, according to {name}, {date}.", amount=shown, name=name, date=day)


def stake(actor: str | None, index: SiteIndex) -> str:
    """A claimant's interest in what is counted, according to the registries."""
    entry = index.timeline.actors.get(actor or "")
    if entry and entry.record.party_to_conflict:
        return gettext("party to the conflict")
    ids = [source for _, source in index.pointing("actor", actor or "", "source")]
    stakes = {index.timeline.sources[id].record.stake for id in ids if index.timeline.sources[id].record.actor == actor}
    return next((gettext(words.STAKES[stake]) for stake in ("party", "allied", "none") if stake in stakes), "")


def _claimant(series: Series, has_rivals: bool, index: SiteIndex) -> Claimant:
    return Claimant(
        by=byline(series.by, index),
        scope=index.text(series.scope),
        stake=stake(series.by.by, index),
        note=index.text(" ".join(filter(None, (series.caveat, series.note)))),
        span=_span(series.values),
        exactness=_exactness(series.values),
        has_rivals=has_rivals,
    )


def _span(values: tuple[Value, ...]) -> str:
    """The number of values and their first and last date."""
    first, last = values[0], values[-1]
    if first.day == last.day:
        return ngettext("{number} value, {date}", "{number} values, {date}", len(values), date=_day(first))
    return ngettext(
        "{number} value, {first} to {last}",
        "{number} values, {first} to {last}",
        len(values),
        first=_day(first),
        last=_day(last),
    )


def _exactness(values: tuple[Value, ...]) -> str:
    """The qualifiers of the values: `“about” for all of them`."""
    counts = Counter(words.QUALIFIERS[value.qualifier] for value in values if value.qualifier != "exact")
    counts[_RANGE] = sum(value.low is not None and value.high is not None for value in values)
    return listing([_times(gettext(word), number, len(values)) for word, number in sorted(counts.items()) if number])


def _times(word: str, number: int, total: int) -> str:
    """How many of the values have a qualifier: `“about” for 2 of them`."""
    if total == 1:
        return gettext("“{word}”", word=word)
    if number == total:
        return gettext("“{word}” for all of them", word=word)
    return ngettext("“{word}” for {number} of them", "“{word}” for {number} of them", number, word=word)


def _day(value: Value) -> str:
    return as_of(value) or gettext("without a date")


def name(series: Series, index: SiteIndex) -> str:
    """The name of a line: the claimant, the part it counts, and where."""
    by = byline(series.by, index)
    who = _short(series.by.by, index) or (by.who.text if by else gettext("Source not stated"))
    place = index.link("place", series.place).text if series.place else ""
    return comma_separated(part for part in (who, index.text(series.scope), place) if part)


def _short(actor: str | None, index: SiteIndex) -> str:
    """The short name of an actor: its first alias in capitals."""
    entry = index.timeline.actors.get(actor or "")
    aliases = entry.record.aliases if entry else ()
    return next((index.text(alias) for alias in aliases if alias.isupper()), "")
