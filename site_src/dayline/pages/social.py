"""Social cards: the pictures that stand for days, events and threads where links to them are shared.

What a card says (`Said`) is all that it depends on, and its key is the digest of just that. How its texts
are set is worked out when it is drawn.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from dayline import urls
from dayline.fonts.faces import shown
from dayline.pages.edition import Edition
from dayline.pages.keys import digest
from dayline.pages.page import Link, Page
from dayline.pages.people import byline
from dayline.pages.tongues import direction
from dayline.pages.typeset import Said, SocialCard, view
from dayline.pages.wording import count, long_date, month_name, stated, status, weekday
from dayline.schema import vocabulary as words
from dayline.schema.brief import BriefRecord
from dayline.timeline.timeline import Event


def pages(edition: Edition) -> Iterator[Page]:
    """A card for the site, each day, each thread, and for as many events as the site wants."""
    timeline = edition.timeline
    if timeline.site.social_cards == "none":
        return
    yield _page(urls.home(), _of_site)
    for day in timeline.days:
        yield _page(urls.day(day), partial(_of_day, day))
    for id in timeline.threads:
        yield _page(urls.entry("thread", id), partial(_of_thread, id))
    for event in timeline.events.values():
        if _has_card(event, edition):
            yield _page(urls.event(event.id), partial(_of_event, event.id))


def day_card(day: date) -> Link:
    """The card of a day, with what can be read on it."""
    return Link(long_date(day), urls.social_card(urls.day(day)))


def thread_card(id: str, edition: Edition) -> Link:
    """The card of a thread."""
    link = edition.link("thread", id)
    return Link(link.text, urls.social_card(link.url))


def event_card(event: Event, edition: Edition) -> Link:
    """The card of an event, or that of its day; what is withheld has none."""
    if event.record.state != "published":
        return Link("")
    if _has_card(event, edition):
        link = edition.link("event", event.id)
        return Link(link.text, urls.social_card(link.url))
    return day_card(event.when.days[0]) if event.when.days else Link("")


def _page(url: str, say: Callable[[Edition], Said]) -> Page:
    return Page(urls.social_card(url), "card.svg", partial(_key, say), partial(_view, say), late=True)


def _key(say: Callable[[Edition], Said], edition: Edition) -> bytes:
    return digest(repr(say(edition)))


def _view(say: Callable[[Edition], Said], edition: Edition) -> SocialCard:
    return view(say(edition))


def _has_card(event: Event, edition: Edition) -> bool:
    wanted = edition.timeline.site.social_cards
    is_wanted = wanted == "all" or (wanted == "key" and event.record.priority in ("lead", "key"))
    return is_wanted and event.record.state == "published"


def _said(edition: Edition, kind: str, headline: str, **more: str) -> Said:
    """What a card says, as far as there are letters for it."""
    site = edition.timeline.site
    right_to_left = direction(site.language) == "rtl"
    texts: dict[str, Any] = {name: text if name == "tone" else shown(text) for name, text in more.items()}
    return Said(kind, shown(edition.text(site.title)), right_to_left, site.language, shown(headline), **texts)


def _of_site(edition: Edition) -> Said:
    site = edition.timeline.site
    said = _said(edition, "site", edition.text(site.title), lead=edition.text(site.description), foot=_host(edition))
    return said._replace(site=shown(site.publisher.name) if site.publisher else "")


def _of_day(day: date, edition: Edition) -> Said:
    headline, lead = _told(day, edition)
    said = _said(edition, "day", headline, lead=lead, corner=edition.counter(day), foot=_host(edition))
    return said._replace(day=(weekday(day), str(day.day), month_name(day.year, day.month)))


def _told(day: date, edition: Edition) -> tuple[str, str]:
    """What a day's brief says first; without a brief the first of its weightiest events."""
    brief = edition.timeline.briefs.get(day)
    if brief is None:
        return _weightiest(day, edition)
    edition.keys.brief_on_any_day(day)
    return edition.text(brief.record.title), edition.words(_lead(brief.record, edition))


def _lead(brief: BriefRecord, edition: Edition) -> str | None:
    """A brief's first highlight; if the brief has a content warning the first whose events are known to have none."""
    if not brief.content_warning:
        return brief.highlights[0].text if brief.highlights else brief.standfirst
    events = edition.timeline.events
    mild = {id for highlight in brief.highlights for id in highlight.events if id in events}
    mild = {id for id in mild if not events[id].record.content_warning}
    return next((one.text for one in brief.highlights if one.events and mild.issuperset(one.events)), None)


def _weightiest(day: date, edition: Edition) -> tuple[str, str]:
    events = [event for event in edition.timeline.on_day.get(day, ()) if event.record.state == "published"]
    if not events:
        return "", ""
    lead = min(events, key=lambda event: words.PRIORITIES.index(event.record.priority))
    edition.keys.stands_on(lead.id)
    return edition.text(lead.record.title), f"and {count(len(events) - 1, 'more event')}" if events[1:] else ""


def _of_thread(id: str, edition: Edition) -> Said:
    record = edition.timeline.threads[id].record
    since = [f"since {stated(record.opened)}"] if record.opened else []
    foot = ", ".join([words.THREAD_STATUSES[record.status], *since])
    return _said(edition, "thread", edition.text(record.title), kicker="Thread", lead=edition.words(record.summary),
                 foot=foot)  # fmt: skip


def _of_event(id: str, edition: Edition) -> Said:
    event = edition.timeline.events[id]
    record = event.record
    edition.keys.stands_on(id)
    label, tone = status(event)
    who = byline(record.attribution, edition) if record.attribution else None
    kind = edition.timeline.types.get(record.type, record.type)
    course = [words.EVENT_STATUSES[record.event_status]] if record.event_status != "occurred" else []
    says = ", ".join(part for part in (who.who.text, who.office) if part) if who else ""
    return _said(edition, "event", edition.text(record.title), corner=_when(event, edition), foot=label, tone=tone,
                 kicker=" · ".join([kind, *course]), lead=says)  # fmt: skip


def _host(edition: Edition) -> str:
    """Where the site is found."""
    return urlsplit(edition.timeline.site.base_url).hostname or ""


def _when(event: Event, edition: Edition) -> str:
    if not event.record.date.is_certain_day:
        return stated(event.record.date)
    day = event.when.days[0]
    return " · ".join(part for part in (long_date(day), edition.counter(day)) if part)
