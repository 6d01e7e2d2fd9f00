"""What readers click on before content that not everybody wants to see is shown."""

from dayline.pages.wording import listing
from dayline.schema import vocabulary as words
from dayline.schema.event import EventRecord
from dayline.words import gettext


def gate(record: EventRecord) -> str:
    """The words to click on before what an event says is shown; empty if it is shown at once."""
    if record.sensitivity is None or record.sensitivity.display != "click-through":
        return ""
    if warning := content_warning(record):
        return gettext("Contains: {warning}.", warning=warning)
    return gettext("Not everybody wants to read this.")


def content_warning(record: EventRecord) -> str:
    """What in an event may disturb readers: `death and torture`."""
    return listing([gettext(words.CONTENT_WARNINGS[warning]) for warning in record.content_warning])
