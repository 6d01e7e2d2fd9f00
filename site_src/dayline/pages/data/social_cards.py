"""Social cards: the preview pictures of days, events and threads where links to them are shared.

A card is drawn again only if its text (`CardText`) has changed. The layout is made when it is drawn.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from dayline import urls
from dayline.fonts.faces import shown
from dayline.pages.data.card_layout import CardText, SocialCard, view
from dayline.pages.index import SiteIndex
from dayline.pages.languages import direction
from dayline.pages.links import Link
from dayline.pages.page import Page
from dayline.pages.parts.attribution import byline
from dayline.pages.parts.status import event_status
from dayline.pages.wording import (
    comma_separated,
    event_title,
    long_date,
    month_name,
    stated,
    type_name,
    weekday,
)
from dayline.queries.query import query
from dayline.schema import vocabulary as words
from dayline.schema.brief import BriefRecord
from dayline.timeline.order import weightiest
from dayline.timeline.timeline import Event
from dayline.words import gettext, ngettext


def pages(index: SiteIndex) -> Iterator[Page]:
    """A card for the site, each day, each thread, and the events that the site's settings select."""
    timeline = index.timeline
    if timeline.site.social_cards == "none":
        return
    yield _page(urls.home(), "site", "")
    for day in timeline.days:
        yield _page(urls.day(day), "day", day.isoformat())
    for id in timeline.threads:
        yield _page(urls.entry("thread", id), "thread", id)
    for event in timeline.events.values():
        if _has_card(event, index):
            yield _page(urls.event(event.id), "event", event.id)


def day_card(day: date) -> Link:
    """A link to the card of a day, with its text."""
    return Link(long_date(day), urls.social_card(urls.day(day)))


def thread_card(id: str, index: SiteIndex) -> Link:
    """The card of a thread."""
    link = index.link("thread", id)
    return Link(link.text, urls.social_card(link.url))


def event_card(event: Event, index: SiteIndex) -> Link:
    """The card of an event, or of its day; withheld events have none."""
    if event.record.state != "published":
        return Link("")
    if _has_card(event, index):
        link = index.link("event", event.id)
        return Link(link.text, urls.social_card(link.url))
    return day_card(event.when.days[0]) if event.when.days else Link("")


def _page(url: str, kind: str, id: str) -> Page:
    return Page(urls.social_card(url), "card.svg", partial(_view, kind, id), late=True)


def _view(kind: str, id: str, index: SiteIndex) -> SocialCard:
    return view(_text(kind, id, index))


@query
def _text(kind: str, id: str, index: SiteIndex) -> CardText:
    return _TEXTS[kind](id, index)


def _has_card(event: Event, index: SiteIndex) -> bool:
    wanted = index.timeline.site.social_cards
    is_wanted = wanted == "all" or (wanted == "key" and event.record.priority in ("lead", "key"))
    return is_wanted and event.record.state == "published"


def _card_text(index: SiteIndex, kind: str, headline: str, **more: str) -> CardText:
    """The text of a card, without characters that its fonts lack."""
    site = index.timeline.site
    right_to_left = direction(site.language) == "rtl"
    texts: dict[str, Any] = {name: text if name == "tone" else shown(text) for name, text in more.items()}
    return CardText(kind, shown(index.text(site.title)), right_to_left, site.language, shown(headline), **texts)


def _of_site(_: str, index: SiteIndex) -> CardText:
    site = index.timeline.site
    text = _card_text(index, "site", index.text(site.title), lead=index.text(site.description), foot=_host(index))
    return text._replace(site=shown(site.publisher.name) if site.publisher else "")


def _of_day(id: str, index: SiteIndex) -> CardText:
    day = date.fromisoformat(id)
    headline, lead = _headline_and_lead(day, index)
    text = _card_text(index, "day", headline, lead=lead, corner=index.counter(day), foot=_host(index))
    return text._replace(day=(weekday(day), str(day.day), month_name(day.year, day.month)))


def _headline_and_lead(day: date, index: SiteIndex) -> tuple[str, str]:
    """The headline and lead of a day: from its brief, or from its most important event."""
    brief = index.timeline.briefs.get(day)
    if brief is None:
        return _weightiest(day, index)
    return index.text(brief.record.title), index.words(_lead(brief.record, index))


def _lead(brief: BriefRecord, index: SiteIndex) -> str | None:
    """A brief's first highlight; if the brief has a content warning, the first whose events have none."""
    if not brief.content_warning:
        return brief.highlights[0].text if brief.highlights else brief.standfirst
    events = index.timeline.events
    mild = {id for highlight in brief.highlights for id in highlight.events if id in events}
    mild = {id for id in mild if not events[id].record.content_warning}
    return next(
        (highlight.text for highlight in brief.highlights if highlight.events and mild.issuperset(highlight.events)),
        None,
    )


def _weightiest(day: date, index: SiteIndex) -> tuple[str, str]:
    events = [event for event in index.timeline.on_day.get(day, ()) if event.record.state == "published"]
    if not events:
        return "", ""
    lead = weightiest(events)
    others = ngettext("and {number} more event", "and {number} more events", len(events) - 1)
    return index.text(lead.record.title), others if events[1:] else ""


def _of_thread(id: str, index: SiteIndex) -> CardText:
    record = index.timeline.threads[id].record
    foot = gettext(words.THREAD_STATUSES[record.status])
    if record.opened:
        foot = gettext("{status}, since {date}", status=foot, date=stated(record.opened))
    title, lead = index.text(record.title), index.words(record.summary)
    return _card_text(index, "thread", title, kicker=gettext("Topic"), lead=lead, foot=foot)


def _of_event(id: str, index: SiteIndex) -> CardText:
    event = index.timeline.events[id]
    record = event.record
    status = event_status(event, index)
    who = byline(record.attribution, index) if record.attribution else None
    kind = type_name(record.type, index.timeline)
    course = [gettext(words.EVENT_STATUSES[record.event_status])] if record.event_status != "occurred" else []
    says = comma_separated(part for part in (who.who.text, who.office) if part) if who else ""
    return _card_text(
        index,
        "event",
        index.text(event_title(record)),
        corner=_when(event, index),
        foot=status.label,
        tone=status.tone,
        kicker=" · ".join([kind, *course]),
        lead=says,
    )


def _host(index: SiteIndex) -> str:
    """The site's host name."""
    return urlsplit(index.timeline.site.base_url).hostname or ""


def _when(event: Event, index: SiteIndex) -> str:
    if not event.record.date.is_certain_day:
        return stated(event.record.date)
    day = event.when.days[0]
    return " · ".join(part for part in (long_date(day), index.counter(day)) if part)


_TEXTS: dict[str, Callable[[str, SiteIndex], CardText]] = {
    "site": _of_site, "day": _of_day, "thread": _of_thread, "event": _of_event,
}  # fmt: skip
