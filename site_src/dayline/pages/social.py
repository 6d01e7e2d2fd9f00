"""Social cards: the pictures that stand for days, events and threads where links to them are shared.

What a card says (`Said`) is all that it depends on, and its key is the digest of just that. How its texts
are set is worked out when it is drawn. Coordinates are pixels from the upper left corner of 1200 × 630.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from dayline import urls
from dayline.lettering.fonts import is_right_to_left, shown, width
from dayline.lettering.lines import Step, fitted
from dayline.pages.edition import Edition
from dayline.pages.keys import digest
from dayline.pages.page import Link, Page
from dayline.pages.people import byline
from dayline.pages.site import RIGHT_TO_LEFT
from dayline.pages.wording import count, full_date, month_name, stated, status, weekday
from dayline.schema import vocabulary as words
from dayline.timeline.timeline import Event

WIDTH, EDGE, COLUMN = 1200, 72, 436
ROOM, FOOT = WIDTH - 2 * EDGE, 572
_WIDE: tuple[Step, ...] = ((76, 2), (68, 3), (60, 4), (52, 5), (46, 5), (40, 6))
_NARROW: tuple[Step, ...] = ((62, 3), (56, 4), (50, 5), (44, 6), (38, 7))
_ISOLATED = "\u2067{}\u2069"  # from right to left, whatever stands around it


class Said(NamedTuple):
    """What a card says; `corner` stands across from the site's name, `day` are weekday, number and month."""

    kind: str
    site: str
    right_to_left: bool
    language: str
    headline: str
    corner: str = ""
    day: tuple[str, str, str] = ("", "", "")
    kicker: str = ""
    lead: str = ""
    foot: str = ""
    tone: str = ""


class Line(NamedTuple):
    """A line of text and where its letters stand."""

    text: str
    y: int


class Block(NamedTuple):
    """Lines of one size that begin or end at `x`."""

    x: int
    anchor: str
    size: int
    lines: tuple[Line, ...]


class SocialCard(NamedTuple):
    """A social card: its texts, where they stand; `mark` is the middle of the sign before its foot."""

    kind: str
    language: str
    tone: str
    mark: int
    site: Block
    corner: Block
    weekday: Block
    number: Block
    month: Block
    kicker: Block
    headline: Block
    lead: Block
    foot: Block


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


def day_card(day: date, edition: Edition) -> Link:
    """The card of a day, with what can be read on it."""
    return Link(f"{weekday(day)} {full_date(day)}", urls.social_card(urls.day(day)))


def thread_card(id: str, edition: Edition) -> Link:
    """The card of a thread."""
    link = edition.link("thread", id)
    return Link(link.text, urls.social_card(link.url))


def event_card(event: Event, edition: Edition) -> Link:
    """The card of an event, or that of its day; what is withheld has none."""
    if event.record.state not in ("published", "review"):
        return Link("")
    if _has_card(event, edition):
        link = edition.link("event", event.id)
        return Link(link.text, urls.social_card(link.url))
    return day_card(event.when.days[0], edition) if event.when.days else Link("")


def view(said: Said) -> SocialCard:
    """A card as it is drawn."""
    start = 1 if said.right_to_left else 0
    is_day = said.kind == "day"
    x, room, steps = (COLUMN, WIDTH - EDGE - COLUMN, _NARROW) if is_day else (EDGE, ROOM, _WIDE)
    top = 158 if is_day else 222 if said.kicker else 180
    headline = _set(said.headline, "serif-bold", x, room, steps, top, start)
    end = headline.lines[-1].y + headline.size // 2 if headline.lines else top
    lead_steps = tuple((size, max((500 + 72 * is_day - end) // (size * 4 // 3), 0)) for size in (32, 28))
    corner = _line(said.corner, "sans", 28, EDGE, 104, 1 - start, ROOM // 2)
    taken = width(said.corner, "sans") * 28 // 1000 + 40 if said.corner else 0
    column = COLUMN - EDGE - 48
    return SocialCard(
        kind=said.kind,
        language=said.language,
        tone=said.tone,
        mark=WIDTH - EDGE - 12 if start else EDGE + 12,
        site=_line(said.site, "serif-bold", 34, EDGE, 104, start, ROOM - taken),
        corner=corner,
        weekday=_line(said.day[0], "sans-bold", 30, EDGE, 198, start, column),
        number=_line(said.day[1], "serif-bold", 260, EDGE - 10, 416, start, column + 48),
        month=_line(said.day[2], "serif-bold", 44, EDGE, 492, start, column),
        kicker=_line(said.kicker, "sans-bold", 30, EDGE, 196, start, ROOM),
        headline=headline,
        lead=_set(said.lead, "serif", x, room, lead_steps, end, start) if lead_steps[-1][1] else _none(),
        foot=_line(said.foot, "sans", 30, EDGE + 38 * bool(said.tone), FOOT, start, ROOM - 38),
    )


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
    right_to_left = site.language.split("-")[0] in RIGHT_TO_LEFT
    texts = {name: text if name == "tone" else shown(text) for name, text in more.items()}
    return Said(kind, shown(edition.text(site.title)), right_to_left, site.language, shown(headline), **texts)


def _of_site(edition: Edition) -> Said:
    site = edition.timeline.site
    said = _said(edition, "site", edition.text(site.title), lead=edition.text(site.description))
    return said._replace(site=shown(site.publisher.name) if site.publisher else "")


def _of_day(day: date, edition: Edition) -> Said:
    headline, lead = _told(day, edition)
    said = _said(edition, "day", headline, lead=lead, corner=edition.counter(day))
    return said._replace(day=(weekday(day), str(day.day), month_name(day.year, day.month)))


def _told(day: date, edition: Edition) -> tuple[str, str]:
    """What a day's brief says first; without a brief the first of its weightiest events."""
    brief = edition.timeline.briefs.get(day)
    if brief is None:
        return _weightiest(day, edition)
    edition.keys.brief_on_any_day(day)
    record = brief.record
    first = record.highlights[0].text if record.highlights else None
    return edition.text(record.title), edition.words(first or record.standfirst)


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


def _when(event: Event, edition: Edition) -> str:
    when = event.record.date
    day = when.earliest
    counted = edition.counter(day) if when.is_single_day and day else ""
    return " · ".join(part for part in (stated(when), counted) if part)


def _set(text: str, face: str, x: int, room: int, steps: tuple[Step, ...], top: int, start: int) -> Block:
    """A text in lines below a height, from the side on which it begins; `start` is 1 if the site's is the right."""
    made = fitted(text, face, room, steps)
    first, step = top + made.size * 4 // 5, made.size * (118 if face == "serif-bold" else 134) // 100
    lines = tuple(Line(_directed(line, text, start), first + step * number) for number, line in enumerate(made.lines))
    left = WIDTH - x - room if start else x
    from_right = is_right_to_left(text, bool(start))
    return Block(left + room if from_right else left, "end" if from_right else "start", made.size, lines)


def _line(text: str, face: str, size: int, x: int, y: int, start: int, room: int) -> Block:
    """A text in one line, as far from the start of the card as `x`, or from its end if `start` is not the site's."""
    made = fitted(text, face, room, ((size, 1), (size * 7 // 8, 1)))
    lines = tuple(Line(_directed(line, text, start), y) for line in made.lines)
    return Block(WIDTH - x if start else x, "end" if start else "start", made.size, lines)


def _directed(line: str, text: str, start: int) -> str:
    return _ISOLATED.format(line) if is_right_to_left(text, bool(start)) else line


def _none() -> Block:
    return Block(0, "start", 0, ())
