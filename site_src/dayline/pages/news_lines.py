"""News in the words that readers see: one line for each item, the same on pages and in the files for the script."""

from datetime import date
from typing import NamedTuple

from dayline import prose, urls
from dayline.pages.claim_standing import answer_status
from dayline.pages.index import SiteIndex
from dayline.pages.links import Link
from dayline.pages.parts.change_badge import Badge, badge
from dayline.pages.parts.event_line import line
from dayline.pages.parts.promise import promise_line
from dayline.pages.parts.question import answer
from dayline.pages.wording import claim_text, stated_label
from dayline.queries.query import query
from dayline.schema.vocabulary import PRIORITIES
from dayline.timeline.news import NewsItem
from dayline.words import gettext


class NewsLine(NamedTuple):
    """A news item in one line."""

    when: str  # the date of the event, in words; empty for anything else
    link: Link
    lang: str = ""  # the language of the title, if that is not the site's
    text: str = ""  # what is said of it: of a plan, a change, an answer
    mark: str = ""  # its status, if it is another than that of most
    tone: str = ""  # the class for that status
    changed: str = ""  # when it was corrected or changed


def news_line(item: NewsItem, index: SiteIndex) -> NewsLine:
    """A news item as a line."""
    if item.kind in ("status", "change"):
        return _changed(item, index)
    if item.kind == "claim":
        claim = index.timeline.claims[item.id]
        status = answer_status(index.timeline.answers[item.id][item.number], claim, index)
        return NewsLine("", Link(index.words(claim_text(claim.claim)), urls.claim(item.id)), text=status.label)
    if item.item_kind == "question":
        record = index.timeline.questions[item.id].record
        text = prose.plain_text(answer(record, index)) if item.kind == "answer" else ""
        return NewsLine("", index.link("question", item.id), text=text)
    return due_line(item.id, index) if item.kind == "outcome" else event_news(item.id, index)


@query
def event_news(id: str, index: SiteIndex) -> NewsLine:
    """An event as a line, with its own date."""
    event = line(index.timeline.events[id], index)
    when = event.qualified_date or event.date
    link = Link(event.title, event.url)
    return NewsLine(when, link, event.lang, event.plan, event.standing, event.tone, event.changed)


def due_line(id: str, index: SiteIndex) -> NewsLine:
    """A plan or a promise by its event's or claim's id: when it was due, and what became of it."""
    if "#" not in id:
        planned = index.timeline.events[id].record.planned
        return event_news(id, index)._replace(when=stated_label(planned.expected) if planned else "")
    claim = index.timeline.claims[id]
    promised = promise_line(claim, index)
    if promised is None or claim.claim.promise is None:
        raise LookupError(id)
    text = gettext("Promise by {name}: {outcome}", name=promised.by.text, outcome=promised.promise.outcome)
    return NewsLine(stated_label(claim.claim.promise.due), Link(promised.text, promised.url), text=text)


def weight(id: str, index: SiteIndex) -> int:
    """The weight of an event, the heaviest with the lowest number."""
    return PRIORITIES.index(index.timeline.events[id].record.priority)


def _changed(item: NewsItem, index: SiteIndex) -> NewsLine:
    if item.item_kind == "brief":
        day = date.fromisoformat(item.id)
        change = badge(index.timeline.briefs[day].record.changes[item.number], index)
        return NewsLine("", index.day(day), text=_sentences(change))
    record = index.timeline.events[item.id].record
    return NewsLine("", index.link("event", item.id), text=_sentences(badge(record.changes[item.number], index)))


def _sentences(badge: Badge) -> str:
    """A change with the value before and the value now."""
    sentences = [gettext("{change}, {date}: {text}", change=badge.kind, date=badge.date, text=badge.text)]
    sentences += [gettext("Before: {value}.", value=badge.was)] if badge.was else []
    sentences += [gettext("Now: {value}.", value=badge.now)] if badge.now else []
    return " ".join(sentences)
