"""How sure we are of an event or a claim, in words: as a label and, where it differs from the rule, as a mark."""

from typing import NamedTuple

from dayline.pages.index import SiteIndex
from dayline.pages.wording import in_words
from dayline.schema.statuses import OWN_REPORTING, STATUSES, UNMARKED
from dayline.timeline.standing import INDEPENDENT, disputed_claims, own_kinds, standing
from dayline.timeline.timeline import Event
from dayline.words import gettext, ngettext


class Status(NamedTuple):
    """How sure we are: `label` in full, `mark` only where it differs from the rule, and the class of the mark."""

    label: str
    mark: str
    tone: str


def event_status(event: Event, index: SiteIndex) -> Status:
    """The status of an event."""
    code = standing(event)
    words = STATUSES[code]
    label = _named(code, event, index) or gettext(words.label)
    return Status(label, "" if code == UNMARKED else label, words.tone)


def _named(code: str, event: Event, index: SiteIndex) -> str:
    """A label that names what is disputed, how many sources there are, or how we know it; empty if none does."""
    match code:
        case "disputed":
            return _disputed(event, index)
        case "own":
            return gettext(OWN_REPORTING[own_kinds(event.cited)[0]])
        case "corroborated" if len(event.origins) >= INDEPENDENT:
            number = len(event.origins)
            text = in_words(number, label=True)
            return ngettext("{in_words} independent source", "{in_words} independent sources", number, in_words=text)
    return ""


def _disputed(event: Event, index: SiteIndex) -> str:
    """What is disputed, if the record says so."""
    claims = disputed_claims(event.record.claims)
    if not claims or not claims[0].text:
        return ""
    first = gettext("Disputed: {claim}", claim=index.words(claims[0].text).removesuffix("."))
    if len(claims) == 1:
        return first
    return ngettext(
        "{disputed}, and {number} more claim",
        "{disputed}, and {number} more claims",
        len(claims) - 1,
        disputed=first,
    )
