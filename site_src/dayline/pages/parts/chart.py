"""The graph of a figure: its chart for wide and for narrow windows, its text, and the legend of its signs."""

from typing import NamedTuple

from dayline.pages.amounts import amount
from dayline.pages.drawing.chart import FEW, NARROW, WIDE, Chart, Line, chart
from dayline.pages.drawing.points import pieces, point
from dayline.pages.index import SiteIndex
from dayline.pages.parts.claimants import name, part_of
from dayline.pages.parts.value import level_name
from dayline.pages.wording import as_of, comma_separated, listing, on, on_day
from dayline.schema.change_paths import covers
from dayline.schema.registry import FigureRecord
from dayline.timeline.lookups import grouped
from dayline.timeline.series import restarted
from dayline.timeline.timeline import Series, Value
from dayline.words import N_, gettext, ngettext

MOST = 8  # claimants in one chart
COUNTS = ("flow", "duration")  # kinds whose scale must begin at zero, because the height shows the amount

_SIGNS = (
    ("▲", "above", N_("at least, or more than")), ("▼", "below", N_("at most, or nearly")), ("○", "rings", N_("about")),
    ("▒", "band", N_("from the lowest to the highest figure given")),
    ("I", "bars", N_("from the lowest to the highest")), ("✱", "stars", N_("corrected")),
)  # fmt: skip


class Corrected(NamedTuple):
    """A corrected value: its day, its source, and the text of the correction."""

    day: str
    who: str
    text: str


class Graph(NamedTuple):
    """A chart in two sizes; `keys` are the claimants in the order of their numbers, `notes` explain how to read it.

    `named` says that the wide chart has all their names at the ends of their lines.
    """

    name: str  # of its drawings: other than that of the other charts on the page
    title: str
    text: str
    wide: Chart
    narrow: Chart
    keys: tuple[str, ...]
    named: bool
    signs: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    corrected: tuple[Corrected, ...]


def graphs(id: str, all_series: tuple[Series, ...], index: SiteIndex) -> tuple[Graph, ...]:
    """The charts of a figure: one for each part of what is counted, and each place, with values to compare."""
    record = index.timeline.figures[id].record
    parts = grouped((part_of(series, record), series) for series in all_series)
    longest_first = sorted(parts.values(), key=lambda part: -sum(len(series.values) for series in part))
    charts = (_graph(id, part, index) for part in longest_first)
    return tuple(chart._replace(name=f"chart-{n}") for n, chart in enumerate(filter(None, charts), start=1))


def _graph(id: str, all_series: tuple[Series, ...], index: SiteIndex) -> Graph | None:
    """The chart of some series, or None with fewer than two values to draw."""
    record = index.timeline.figures[id].record
    drawn = _drawn(id, all_series, index)
    if sum(len(line.points) for line in drawn) < 2:
        return None
    numbers = [value.level for line in drawn for value in line.points]
    from_zero = record.kind in COUNTS or min(numbers) <= 0 or min(numbers) < 0.6 * max(numbers)
    levels = [(level.value, level_name(level, record.unit, index)) for level in record.levels]
    short = [(level.value, index.text(level.label)) for level in record.levels]
    wide = chart(drawn, record.chart, from_zero, WIDE, levels)
    narrow = chart(drawn, record.chart, from_zero, NARROW, short)
    return Graph(
        name="",
        title=_title(record, all_series, index),
        text=_text(record.unit, all_series, index),
        wide=wide,
        narrow=narrow,
        keys=tuple(line.name for line in drawn) if len(drawn) > 1 else (),
        named=wide.named,
        signs=_signs(wide, any(series.restarts for series in all_series)),
        notes=tuple(_notes(wide, drawn, len(all_series), record.chart)),
        corrected=_corrected(id, all_series, index),
    )


def _title(record: FigureRecord, part: tuple[Series, ...], index: SiteIndex) -> str:
    """What a chart shows: the figure, and the part and the place that all its lines have in common."""
    scopes, places = {series.scope for series in part}, {series.place for series in part}
    of = [index.text(scope) for scope in scopes if scope] if len(scopes) == 1 else []
    at = [index.link("place", place).text for place in places if place] if len(places) == 1 else []
    return comma_separated([index.text(record.title), *of, *at, record.unit])


def _drawn(id: str, all_series: tuple[Series, ...], index: SiteIndex) -> list[Line]:
    lines = []
    for series in all_series:
        days = dict(series.revised)
        firsts = restarted(series)
        marked = (point(v, v.day in days or bool(_correction(v, id, index)), v in firsts) for v in series.values)
        points = tuple(there for there in marked if there)
        shared = sum(other.by == series.by for other in all_series) > 1
        short = index.text(series.scope) if series.scope and shared else name(series, index)
        lines += [Line(name(series, index), short, points)] if points else []
    return lines[:MOST]


def _correction(value: Value, figure: str, index: SiteIndex) -> str:
    """The text of a correction to a value, from the changelog of its event."""
    log = index.timeline.events[value.event].record.changes if value.event else ()
    texts = (c.text for c in log if c.kind == "correction" and c.field and covers(c.field, f"figures.{figure}"))
    return next(texts, "")


def _corrected(id: str, all_series: tuple[Series, ...], index: SiteIndex) -> tuple[Corrected, ...]:
    corrections = []
    for series in all_series:
        days = dict(series.revised)
        for value in series.values:
            text = _correction(value, id, index) or (days.get(value.day, "") if value.day else "")
            if text and value.day:
                corrections.append((value.day, Corrected(as_of(value), name(series, index), index.text(text))))
    return tuple(corrected for _, corrected in sorted(corrections))


def _text(unit: str, all_series: tuple[Series, ...], index: SiteIndex) -> str:
    """The chart in words: the first and last value of each line."""
    parts = []
    for series in all_series[:MOST]:
        ends = [series.values[0]] if len(series.values) == 1 else [series.values[0], series.values[-1]]
        values = [
            gettext("{amount} {when}", amount=amount(v, unit, imperial=False), when=_on(v)) for v in ends if v.day
        ]
        if len(values) == 2:
            parts.append(
                gettext("{name}: {first} to {last}.", name=name(series, index), first=values[0], last=values[1])
            )
        else:
            parts.append(gettext("{name}: {value}.", name=name(series, index), value="".join(values)))
    return " ".join(parts)


def _on(value: Value) -> str:
    return on(value.stated) if value.stated else on_day(as_of(value))


def _signs(drawn: Chart, has_restarts: bool) -> tuple[tuple[str, str], ...]:
    """The signs that occur in a chart, with their meanings."""
    meanings = {sign: meaning for sign, part, meaning in _SIGNS if any(getattr(line, part) for line in drawn.lines)}
    if has_restarts and "✱" in meanings:
        meanings["✱"] = N_("corrected, or counted anew")
    return tuple((sign, gettext(meaning)) for sign, meaning in meanings.items())


def _has_gap(line: Line) -> bool:
    return any(not piece[0].first for piece in pieces(line.points)[1:])


def _notes(drawn: Chart, lines: list[Line], claimants: int, shape: str) -> list[str]:
    notes = []
    if drawn.lowest:
        notes.append(gettext("The scale begins at {number}, not at zero.", number=drawn.lowest))
    together = (listing(list(map(str, group))) for group in drawn.together)
    notes += [gettext("Lines {numbers} lie on each other.", numbers=numbers) for numbers in together]
    if shape in ("line", "step") and any(map(_has_gap, lines)):
        notes.append(gettext("Where a line is broken there is no value for that time."))
    if any(len(line.points) > FEW and any(value.qualifier != "exact" for value in line.points) for line in lines):
        notes.append(
            gettext("Of the values in a row that are not exact, only some have their sign; the tables have all.")
        )
    if claimants > MOST:
        notes.append(
            ngettext(
                "{number} more claimant is in the tables only.",
                "{number} more claimants are in the tables only.",
                claimants - MOST,
            )
        )
    return notes
