"""The steps that are measured on one site, one after the other."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

from builds import ENV, Hugo, build, clear, clear_hugo, hugo_build, output, verify
from edits import EDITS, Edit, Site, change_word, next_day
from measure import Command, Failed, cost, total_memory
from results import Row, Runs, Saves, Table, before
from tables import line

from serving import save_to_page

SAVES = 5
FIRST = 1000  # the number of the first edit after a clean build; later edits begin at 0


@dataclass(frozen=True)
class Plan:
    """How to measure: the interpreter, rounds of a step, edits of a word, whether outputs are compared."""

    python: str
    rounds: int
    edits: int
    is_verified: bool

    def build(self, site: Site) -> Command:
        """The command that builds a site."""
        return build(self.python, site)

    def count(self, edit: Edit) -> int:
        """How often a step is run."""
        return self.edits if edit is change_word else self.rounds


def measured(plan: Plan, site: Site, hugo: Hugo | None, table: Table, *, is_open: bool) -> Table:
    """A table with the rows of all steps on one site."""
    say(table.title)
    rows = list(_clean_rows(plan, site, hugo))
    table = replace(table, output=output(site.output), hugo_output=output(hugo.output) if hugo else None)
    for step, edit in EDITS.items():
        if is_open or edit is not next_day:
            rows.append(_edit_row(plan, site, step, edit))
    return replace(table, rows=tuple(rows), saves=_saves(plan, site))


def _clean_rows(plan: Plan, site: Site, hugo: Hugo | None) -> Iterator[Row]:
    """Clean builds of Dayline's and Hugo's, and the first edit after each of Dayline's."""
    clean, first = Row("clean build", before()), Row("a word of a summary, first edit after a clean build", before())
    try:
        ours, edited, theirs = _clean_rounds(plan, site, hugo)
    except Failed as failure:
        say(f"clean build: {failure}")
        yield clean
        return
    for row in (replace(clean, ours=ours, hugo=theirs), replace(first, ours=edited)):
        say(line(row))
        yield row


def _clean_rounds(plan: Plan, site: Site, hugo: Hugo | None) -> tuple[Runs, Runs, Runs | None]:
    """Clean builds, first edits and Hugo's builds in turn, so that all meet the same machine."""
    clean, first, beside = [], [], []
    for number in range(plan.rounds):
        clear(site)
        clean.append(cost(plan.build(site), ENV))
        if hugo:
            clear_hugo(hugo)
            beside.append(cost(hugo_build(hugo), {}))
        first.append(cost(plan.build(change_word(site, FIRST + number)), ENV))
    clear(site)
    ours = Runs(tuple(clean), total_memory(plan.build(site), ENV))
    edited = Runs(tuple(first), total_memory(plan.build(change_word(site, FIRST + plan.rounds)), ENV))
    return ours, edited, Runs(tuple(beside), _hugo_memory(hugo)) if hugo else None


def _hugo_memory(hugo: Hugo) -> float:
    clear_hugo(hugo)
    return total_memory(hugo_build(hugo), {})


def _edit_row(plan: Plan, site: Site, step: str, edit: Edit) -> Row:
    """A step's row; a failure is printed and leaves the row empty."""
    row = Row(step, before())
    try:
        row = replace(row, ours=_edited(plan, site, step, edit), is_verified=plan.is_verified)
    except Failed as failure:
        say(f"{step}: {failure}")
    say(line(row))
    return row


def _edited(plan: Plan, site: Site, step: str, edit: Edit) -> Runs:
    """Builds after an edit each, the last of which is for the memory and not timed."""
    count = plan.count(edit)
    costs = tuple(cost(plan.build(edit(site, number)), ENV) for number in range(count))
    last = edit(site, count)
    runs = Runs(costs, total_memory(plan.build(last), ENV))
    if plan.is_verified:
        verify(plan.python, last, step)
    return runs


def _saves(plan: Plan, site: Site) -> Saves | None:
    machine = before()
    try:
        return Saves(machine, tuple(save_to_page(plan.python, ENV, site, SAVES)))
    except Failed as failure:
        say(f"`serve`: {failure}")
        return None


def say(text: str) -> None:
    """Report progress."""
    print(text, file=sys.stderr, flush=True)
