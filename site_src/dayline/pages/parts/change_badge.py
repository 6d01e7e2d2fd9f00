"""Changes to an item that readers should know about."""

from contextlib import suppress
from typing import NamedTuple

from dayline import edtf
from dayline.pages.changed_words import Words, changed_words
from dayline.pages.index import SiteIndex
from dayline.pages.wording import claim_text, comma_separated, stated
from dayline.schema import vocabulary as words
from dayline.schema.record import Change
from dayline.schema.statuses import STATUSES
from dayline.timeline.changelog import CORRECTIONS
from dayline.words import gettext

_CODES = {**{code: row.label for code, row in STATUSES.items()}, **words.EVENT_STATUSES}
KINDS = {  # the kinds of records that the values of a field are ids of
    **dict.fromkeys(("about", "actor", "actors", "by", "organisation", "people", "to"), ("actor",)),
    **dict.fromkeys(
        ("announced_in", "closed_by", "corrects", "event", "events", "follows", "lead", "part_of", "pinned",
         "responds_to", "shown_by", "supersedes", "supports", "updates", "watch"), ("event",)),
    **dict.fromkeys(("contradicts", "same_as"), ("event", "claim")), "claim": ("claim",),
    **dict.fromkeys(("based_on", "cited_by", "ref", "sources"), ("reference",)), "source": ("reference", "source"),
    **dict.fromkeys(("origin", "prefer", "syndicated_from"), ("source",)),
    **dict.fromkeys(("place", "places"), ("place",)), **dict.fromkeys(("thread", "threads"), ("thread",)),
    "parent": ("actor", "place", "thread"), "figure": ("figure",),
}  # fmt: skip
_DATES = ("date", "reported", "added", "said", "as_of", "expected", "due", "opened", "closed")


class Badge(NamedTuple):
    """A change that readers should know about: `kind` in words, `text` what was wrong and what is right.

    `before` and `after` are `was` and `now` with the words that differ. `mark` is the short form with the date:
    `Corrected 16 March 2022`.
    """

    kind: str
    date: str
    text: str
    field: str
    was: str
    now: str
    before: tuple[Words, ...]
    after: tuple[Words, ...]
    mark: str


def changes(log: tuple[Change, ...], index: SiteIndex) -> tuple[Badge, ...]:
    """The entries of a changelog that readers should know about, newest first."""
    shown = [change for change in log if not change.minor]
    shown.sort(key=lambda change: change.date, reverse=True)
    return tuple(badge(change, index) for change in shown)


def badge(change: Change, index: SiteIndex) -> Badge:
    """A change in words."""
    was, now = _value(change.was, change, index), _value(change.now, change, index)
    before, after = changed_words(was, now)
    return Badge(
        gettext(words.CHANGE_KINDS[change.kind]), stated(change.date), index.text(change.text), change.field or "",
        was, now, before, after, _mark(change),
    )  # fmt: skip


def mark(log: tuple[Change, ...]) -> str:
    """The most important change of a log and its date: the newest correction, or else the newest change."""
    shown = [change for change in log if not change.minor]
    candidates = [change for change in shown if change.kind in CORRECTIONS] or shown
    return _mark(max(candidates, key=lambda change: change.date)) if candidates else ""


def _value(text: str | None, change: Change, index: SiteIndex) -> str:
    """A value for use in a sentence: a date in words, names for ids, text without its full stop."""
    steps = (change.field or "").split(".")
    if text and steps[-1] in _DATES:
        with suppress(edtf.EdtfError):
            return stated(edtf.parse(text))
    if text and (kinds := next((KINDS[step] for step in reversed(steps) if step in KINDS), ())):
        return comma_separated(_name(part, kinds, index) for part in text.split(", "))
    return gettext(_CODES[text]) if text in _CODES else (text or "").removesuffix(".")


def _name(text: str, kinds: tuple[str, ...], index: SiteIndex) -> str:
    """The name of a record of one of some kinds; a text that is no id of any stays as it is."""
    kind = next((kind for kind in kinds if index.has_page(kind, text)), "")
    if kind == "claim":
        return index.words(claim_text(index.timeline.claims[text].claim))
    return index.link(kind, text).text if kind else gettext(_CODES[text]) if text in _CODES else text.removesuffix(".")


def _mark(change: Change) -> str:
    return gettext(words.CHANGED[change.kind], date=stated(change.date))
