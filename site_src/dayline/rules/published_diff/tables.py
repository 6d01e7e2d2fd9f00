"""Published rows of tables that were changed."""

from collections.abc import Iterator

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.published_diff.pair import COMPARISON, Pair
from dayline.rules.rule import rule
from dayline.schema.table import Rows, Table

MOST = 20  # rows: a restated table is reported once


@rule(
    "E21",
    "a value of a published table was changed or removed, and no new entry of its figure's `changes` says so",
    on=COMPARISON,
)
def silent_rows(figure: Pair, was: Entry[Rows], now: Entry[Rows]) -> Iterator[Problem]:
    before, table = figure.was.record.table, figure.now.record.table
    if figure.since or not table or before != table:
        return
    old, new = _values(was.record, table), _values(now.record, table)
    changed = [day for day in old if old[day][1] != new.get(day, (0, ()))[1]]
    for day in changed[:MOST]:
        row = new[day][0] if day in new else 0
        what = "is another now" if day in new else "is gone"
        message = f"what the table said for `{day}` {what}, and no entry of the figure's `changes` says so"
        help = f"add an entry to `changes` in `{figure.now.entry.file}`, with what it was and is in its `text`"
        also = ((was.spot.at(old[day][0]), "as it was published"),)
        yield Problem("E21", now.spot.at(row), message, help, also)


def _values(rows: Rows, table: Table) -> dict[str, tuple[int, tuple[str, ...]]]:
    """By day as written the number of its row and the cells that are values; nothing if a column is missing."""
    names = [name for one in table.values for name in (one.column, one.low, one.high) if name]
    if not {table.date.column, *names} <= set(rows.header):
        return {}
    day, *at = (rows.header.index(name) for name in (table.date.column, *names))
    return {row[day]: (number, tuple(row[cell] for cell in at)) for number, row in enumerate(rows.rows, start=1)}
