"""What readers can filter a page's events by: facet names, which a script collects from the page."""

from dayline.pages.index import SiteIndex
from dayline.pages.wording import type_name
from dayline.schema.statuses import STATUSES
from dayline.timeline.standing import standing
from dayline.timeline.timeline import Event
from dayline.words import gettext

FEW = 8  # events from which a page has filters


def facets(event: Event, index: SiteIndex) -> str:
    """An event's type, status, threads, places and actors, one line each, names separated by tabs.

    A withheld event has only its status and its threads.
    """
    record, link = event.record, index.link
    shown = record.state != "withheld"
    groups = (
        (type_name(record.type, index.timeline),) if shown else (),
        (gettext(STATUSES[standing(event)].label),),
        (link("thread", id).text for id in record.threads),
        (link("place", id).text for id in dict.fromkeys(scene.place for scene in record.scenes)),
        (link("actor", id).text for id in event.actors),
    )
    return "\n".join("\t".join(group) for group in groups)
