"""A figure's table: its rows as they stand in the file, and which of its columns hold what."""

import re
from typing import Annotated

from dayline.schema.event import ActorId, Attribution, Citations
from dayline.schema.fields import Choice, DateValue, FieldType, Many, PlainText, Short, refuse
from dayline.schema.frozen import frozen
from dayline.schema.record import record
from dayline.schema.vocabulary import QUALIFIERS

NUMBERS = ("1234.5", "1,234.5", "1 234.5", "1'234.5", "1234,5", "1.234,5", "1 234,5")
ISO = "year-month-day"


class DayFormat(FieldType):
    """How a day is written, in the words `year`, `month` and `day`: `day.month.year`."""

    def read(self, value: object) -> str:
        text = value.strip() if isinstance(value, str) else ""
        if sorted(re.findall(r"[a-z]+", text)) != ["day", "month", "year"]:
            refuse(
                "E06",
                f"`{text}` does not say how a day is written",
                'use each of the words `year`, `month` and `day` once, as in `day.month.year` or `"month day, year"`',
            )
        return text


@record
class DayColumn:
    """A column of days, and how they are written; a month may be its number or its English name."""

    column: PlainText
    format: Annotated[str, DayFormat()] = ISO


@record
class QualifierColumn:
    """The qualifier of all values of a column, or the column that says it and what its words mean."""

    word: Annotated[str, Choice(tuple(QUALIFIERS))] = "exact"
    column: PlainText | None = None
    words: dict[PlainText, Annotated[str, Choice(tuple(QUALIFIERS))]] | None = None


@record
class Revised:
    """A day on which the claimant changed its count, and how."""

    date: DateValue
    text: PlainText


@record
class ValueColumn:
    """A column with the values of one claimant, or two with their bounds.

    `checked` are days whose values look wrong and are right, so that nothing warns of them.
    """

    column: PlainText | None = None
    low: PlainText | None = None
    high: PlainText | None = None
    by: ActorId | None = None
    attribution: Attribution | None = None
    qualifier: Annotated[QualifierColumn, Short("word")] = QualifierColumn()
    scope: PlainText | None = None
    note: PlainText | None = None
    revised: Annotated[tuple[Revised, ...], Many()] = ()
    checked: Annotated[tuple[DateValue, ...], Many()] = ()


@record
class Table:
    """How to read `figures/<id>.csv`: where it is from, and which columns hold the days and the values."""

    source: Citations
    date: Annotated[DayColumn, Short("column")]
    published: Annotated[DayColumn, Short("column")] | None = None
    values: Annotated[tuple[ValueColumn, ...], Many()]
    numbers: Annotated[str, Choice(NUMBERS)] = "1234.5"


@frozen
class Rows:
    """The text of a table: the names of its columns, and its rows, each as long as the first."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
