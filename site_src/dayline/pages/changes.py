"""The changes of an item that readers should know of."""

from typing import NamedTuple

from dayline.pages.edition import Edition
from dayline.pages.wording import stated
from dayline.schema import vocabulary as words
from dayline.schema.record import Change


class Badge(NamedTuple):
    """A change that readers should know of: `kind` in words, `text` what was wrong and what is right."""

    kind: str
    date: str
    text: str
    field: str
    was: str
    now: str


def changes(log: tuple[Change, ...], edition: Edition) -> tuple[Badge, ...]:
    """The entries of a log of changes that readers should know of, newest first."""
    shown = [change for change in log if not change.minor]
    shown.sort(key=lambda change: change.date, reverse=True)
    return tuple(
        Badge(
            words.CHANGE_KINDS[change.kind], stated(change.date), edition.text(change.text), change.field or "",
            change.was or "", change.now or "",
        )
        for change in shown
    )  # fmt: skip
