"""How figures changed in a period: what a reader who was away saw last, and what is given now."""

from datetime import date
from typing import NamedTuple

from dayline.pages.amounts import amount, exact, signed
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.attribution import byline
from dayline.pages.parts.value import caveat_of
from dayline.pages.weights import rank
from dayline.pages.wording import as_of, comma_separated
from dayline.queries.query import query
from dayline.timeline.series import SeriesPoint
from dayline.timeline.timeline import Series, Value

LEADING = 3  # figures at the top of a period
_ORDER = {"cumulative": 0, "level": 1}


class FigureChange(NamedTuple):
    """A value of a figure, and one before it by the same party; `then` is empty if there is none."""

    figure: Link
    by: str
    now: str
    now_as_of: str
    caveat: str  # what has to be known of it
    then: str
    then_as_of: str
    difference: str  # `+444,444`; empty unless both are exact
    day: date
    order: int  # totals first, then levels


class Step(NamedTuple):
    """A change with the numbers to subtract, if they are exact."""

    change: FigureChange
    now: float | None
    then: float | None


@query
def figure_changes(figure: str, first: date, last: date, index: SiteIndex) -> tuple[FigureChange, ...]:
    """For each party with values in a period: its last there, and its first there or else its last before.

    So both are of days that the period names, wherever the party counted at its beginning. Amounts that stand for
    themselves, such as the dead of one attack, do not change.
    """
    changes = []
    if index.timeline.figures[figure].record.is_of_single_amounts:
        return ()
    for series in _totals(index.series(figure)):
        inside = [value for value in series.values if value.day and first <= value.day <= last]
        if inside:
            then = inside[0] if inside[0].day != inside[-1].day else _before(inside[0], series)
            changes.append(_change(figure, series, inside[-1], then, index))
    return tuple(changes)


@query
def figure_steps(figure: str, first: date, last: date, index: SiteIndex) -> tuple[Step, ...]:
    """The values of each party in a period, oldest first, each with the one before it."""
    if index.timeline.figures[figure].record.is_of_single_amounts:
        return ()
    return tuple(
        _step(figure, series, value, index)
        for series in _totals(index.series(figure))
        for value in series.values
        if value.day and first <= value.day <= last
    )


@query
def rank_of(figure: str, index: SiteIndex) -> int:
    """The place of a figure among others, the first with the lowest number."""
    return rank(index.timeline.figures[figure].record)


def leading_figures(first: date, last: date, index: SiteIndex) -> tuple[FigureChange, ...]:
    """The weightiest figures that changed in a period, one change each; one of each degree before a second of it."""
    leading = []
    for figure in index.timeline.figures:
        changed = [it for it in figure_changes(figure, first, last, index) if it.then and it.then != it.now]
        leading += [(rank_of(figure, index), changed[0].order, figure, changed[0])] if changed else []
    leading.sort(key=lambda entry: entry[:3])
    degrees = [degree for degree, *_ in leading]
    turns = [degrees[:place].count(degree) for place, degree in enumerate(degrees)]
    chosen = sorted(range(len(leading)), key=lambda place: turns[place])[:LEADING]
    return tuple(leading[place][-1] for place in sorted(chosen))


def _before(value: Value, series: Series) -> Value | None:
    """The last value of a series for an earlier time."""
    return next((v for v in reversed(series.values) if v.day and value.day and v.moment < value.moment), None)


def _totals(series: tuple[Series, ...]) -> list[Series]:
    """The series of each party, but none for a part or a place if it has one for the whole."""
    whole = {of_party.by for of_party in series if _is_whole(of_party)}
    return [of_party for of_party in series if _is_whole(of_party) or of_party.by not in whole]


def _is_whole(series: Series) -> bool:
    return not series.scope and not series.place


def _step(figure: str, series: Series, value: Value, index: SiteIndex) -> Step:
    unit, then = index.timeline.figures[figure].record.unit, _before(value, series)
    return Step(_change(figure, series, value, then, index), exact(value, unit), exact(then, unit) if then else None)


def _change(figure: str, series: Series, now: Value, then: Value | None, index: SiteIndex) -> FigureChange:
    record, imperial = index.timeline.figures[figure].record, index.timeline.site.units == "imperial"
    by = byline(series.by, index)
    place = index.link("place", series.place).text if series.place else ""
    named = comma_separated(filter(None, (by.who.text if by else "", index.text(series.scope), place)))
    return FigureChange(
        index.link("figure", figure),
        named,
        amount(now, record.unit, imperial),
        as_of(now),
        caveat_of(SeriesPoint(figure, series, series.values.index(now)), index),
        amount(then, record.unit, imperial) if then else "",
        as_of(then) if then else "",
        _difference(now, then, record.unit),
        now.day or date.min,
        _ORDER.get(record.kind, len(_ORDER)),
    )


def _difference(now: Value, then: Value | None, unit: str) -> str:
    numbers = exact(now, unit), exact(then, unit) if then else None
    if numbers[0] is None or numbers[1] is None or numbers[0] == numbers[1]:
        return ""
    return signed(numbers[0] - numbers[1])
