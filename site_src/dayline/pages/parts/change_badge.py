"""Changes to an item that readers should know about."""

from contextlib import suppress
from typing import NamedTuple

from dayline import edtf
from dayline.pages.index import SiteIndex
from dayline.pages.wording import stated
from dayline.schema import vocabulary as words
from dayline.schema.record import Change
from dayline.schema.statuses import STATUSES
from dayline.timeline.changelog import CORRECTIONS
from dayline.words import gettext

_CODES = {**{code: row.label for code, row in STATUSES.items()}, **words.EVENT_STATUSES}
_DATES = ("date", "reported", "added", "said", "as_of", "expected", "due", "opened", "closed")


class Badge(NamedTuple):
    """A change that readers should know about: `kind` in words, `text` what was wrong and what is right.

    `mark` is the short form with the date: `Corrected 16 March 2022`.
    """

    kind: str
    date: str
    text: str
    field: str
    was: str
    now: str
    mark: str


def changes(log: tuple[Change, ...], index: SiteIndex) -> tuple[Badge, ...]:
    """The entries of a changelog that readers should know about, newest first."""
    shown = [change for change in log if not change.minor]
    shown.sort(key=lambda change: change.date, reverse=True)
    return tuple(badge(change, index) for change in shown)


def badge(change: Change, index: SiteIndex) -> Badge:
    """A change in words."""
    return Badge(
        gettext(words.CHANGE_KINDS[change.kind]), stated(change.date), index.text(change.text), change.field or "",
        _value(change.was, change), _value(change.now, change), _mark(change),
    )  # fmt: skip


def mark(log: tuple[Change, ...]) -> str:
    """The most important change of a log and its date: the newest correction, or else the newest change."""
    shown = [change for change in log if not change.minor]
    candidates = [change for change in shown if change.kind in CORRECTIONS] or shown
    return _mark(max(candidates, key=lambda change: change.date)) if candidates else ""


def _value(text: str | None, change: Change) -> str:
    """A value for use in a sentence: a date in words, text without its full stop."""
    if text and (change.field or "").rpartition(".")[2] in _DATES:
        with suppress(edtf.EdtfError):
            return stated(edtf.parse(text))
    return gettext(_CODES[text]) if text in _CODES else (text or "").removesuffix(".")


def _mark(change: Change) -> str:
    return gettext(words.CHANGED[change.kind], date=stated(change.date))
