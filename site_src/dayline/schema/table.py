"""The table of a figure: what its columns contain, and its rows as text."""

import re
from typing import Annotated

from dayline.schema.fields import Choice, DateValue, FieldType, FlagValue, Many, PlainText, Shorthand, refuse
from dayline.schema.frozen import frozen
from dayline.schema.ids import ActorId, PlaceId
from dayline.schema.record import record
from dayline.schema.sourcing import Attribution, Citations
from dayline.schema.vocabulary import QUALIFIERS

NUMBERS = ("1234.5", "1,234.5", "1 234.5", "1'234.5", "1234,5", "1.234,5", "1 234,5")
ISO = "year-month-day"


class DayFormat(FieldType):
    """How a date is written, with the words `year`, `month` and `day`: `day.month.year`."""

    def read(self, value: object) -> str:
        text = value.strip() if isinstance(value, str) else ""
        if sorted(re.findall(r"[a-z]+", text)) != ["day", "month", "year"]:
            forms = '`day.month.year` or `"month day, year"`'
            help = f"use each of the words `year`, `month` and `day` once, as in {forms}"
            refuse("E06", f"`{text}` does not say how dates are written", help)
        return text


@record
class DayColumn:
    """A column of dates, and how they are written; a month may be a number or an English name."""

    column: PlainText
    format: Annotated[str, DayFormat()] = ISO


@record
class QualifierColumn:
    """The qualifier of all values in a column (`word`), or the column with the qualifiers and what its words mean."""

    word: Annotated[str, Choice(tuple(QUALIFIERS))] = "exact"
    column: PlainText | None = None
    words: dict[PlainText, Annotated[str, Choice(tuple(QUALIFIERS))]] | None = None


@record
class Revision:
    """A day on which the claimant revised earlier values, and how; with `restart` it began to count anew."""

    date: DateValue
    text: PlainText
    restart: FlagValue = False


@record
class ValueColumn:
    """A column with the values of one claimant, or two columns with their lower and upper bounds.

    `checked` lists days whose values look wrong but are right; they get no warning.
    """

    column: PlainText | None = None
    low: PlainText | None = None
    high: PlainText | None = None
    by: ActorId | None = None
    attribution: Attribution | None = None
    qualifier: Annotated[QualifierColumn, Shorthand("word")] = QualifierColumn()
    scope: PlainText | None = None
    note: PlainText | None = None
    place: PlaceId | None = None
    caveat: PlainText | None = None
    revised: Annotated[tuple[Revision, ...], Many()] = ()
    checked: Annotated[tuple[DateValue, ...], Many()] = ()


@record
class Table:
    """How to read `figures/<id>.csv`: its source, and the columns with the dates and the values.

    A time of day is in the column with the dates, behind the day, or in one of its own (`time`).
    """

    source: Citations
    date: Annotated[DayColumn, Shorthand("column")]
    time: PlainText | None = None
    published: Annotated[DayColumn, Shorthand("column")] | None = None
    values: Annotated[tuple[ValueColumn, ...], Many()]
    numbers: Annotated[str, Choice(NUMBERS)] = "1234.5"


@frozen
class Rows:
    """A table as text: its column names, and its rows, each with as many cells as there are columns."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
