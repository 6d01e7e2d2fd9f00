"""Figures and their tables as they were known at an earlier moment."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.schema.omit_defaults import omit_defaults
from dayline.schema.registry import FigureRecord
from dayline.schema.table import Rows
from dayline.timeline.tables import TableReader

Knows = Callable[[date], bool]


def known_rows(figure: Entry[FigureRecord], rows: Entry[Rows], knows: Knows) -> Rows:
    """The rows of a table that were known at a moment, by their publication day or else their date."""
    table = figure.record.table
    if table is None:
        return rows.record
    ignored: list[Problem] = []
    reader = TableReader(figure, table, rows, ignored)
    days = reader.days(table.date, "date")
    published = reader.days(table.published, "published") if table.published else {}
    known = tuple(
        row
        for number, row in enumerate(rows.record.rows, start=1)
        if (day := published.get(number, days.get(number))) is None or knows(day)
    )
    return rows.record if len(known) == len(rows.record.rows) else Rows(rows.record.header, known)


def known_revisions(record: FigureRecord, knows: Knows) -> FigureRecord:
    """The figure without revisions that claimants made later."""
    table = record.table
    days = [revision.date.earliest for column in table.values for revision in column.revised] if table else []
    if table is None or all(_is_known(day, knows) for day in days):
        return record
    values = tuple(
        omit_defaults(
            replace(column, revised=tuple(old for old in column.revised if _is_known(old.date.earliest, knows)))
        )
        for column in table.values
    )
    known: FigureRecord = omit_defaults(replace(record, table=omit_defaults(replace(table, values=values))))
    return known


def _is_known(day: date | None, knows: Knows) -> bool:
    return day is None or knows(day)
