"""What figures are about, the levels in their charts, and the counts that the desk does not have."""

from collections.abc import Iterator

from dayline.patterns import lazy_pattern
from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.rule import TIMELINE, records, rule
from dayline.schema.closest import closest
from dayline.schema.registry import FigureRecord
from dayline.timeline.timeline import Timeline
from dayline.urls import COUNTS

_ONE_WORD = lazy_pattern(r"[\W\d_]*[A-Za-z]*[\W\d_]*")


@rule("E06", "a figure is about a subject that is unknown", on=TIMELINE)
def unknown_subject(timeline: Timeline) -> Iterator[Problem]:
    for figure in timeline.figures.values():
        about = figure.record.about
        if about and about not in timeline.subjects:
            near = closest(about, timeline.subjects)
            others = ", ".join(f"`{word}`" for word in timeline.subjects if word != near)
            help = f"the closest subject is `{near}`; the others are {others}" if near else f"write one of {others}"
            help += "; `content/vocab/figure-subjects.yaml` adds more"
            yield Problem("E06", figure.spot.at("about"), f"`{about}` is not a subject of figures", help)


@rule("E03", "a figure has the address of the page with all subjects", on=records("figure"))
def reserved_id(entry: Entry[FigureRecord]) -> Iterator[Problem]:
    if entry.id == COUNTS:
        message = f"the address `/figures/{COUNTS}/` belongs to another page"
        yield Problem("E03", entry.spot, message, f"rename the file, as in `{COUNTS}-people.yaml`")


@rule("E20", "a level is in another unit than its figure", on=records("figure"))
def level_in_another_unit(entry: Entry[FigureRecord]) -> Iterator[Problem]:
    unit = entry.record.unit
    for number, level in enumerate(entry.record.levels):
        if level.unit and level.unit.casefold().strip() != unit.casefold().strip():
            spot = entry.spot.at("levels", number, "unit")
            message = f"the level is in `{level.unit}`, the figure in `{unit}`"
            also = ((entry.spot.at("unit"), "the figure's unit"),)
            yield Problem("E20", spot, message, f"write `value` in `{unit}`, and take `unit` out", also)


@rule("E06", "`not_held` does not say which count is missing", on=records("figure"))
def unnamed_gap(entry: Entry[FigureRecord]) -> Iterator[Problem]:
    for number, text in enumerate(entry.record.not_held):
        if _ONE_WORD.fullmatch(text):
            message = f"`{text}` does not say which count we do not have"
            help = "name it in a few words, as in `UN count of civilian deaths`"
            yield Problem("E06", entry.spot.at("not_held", number), message, help)
