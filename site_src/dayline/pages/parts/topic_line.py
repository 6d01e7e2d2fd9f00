"""A topic in a list: its paragraph or its first sentence, the day of its latest event, and the number of its events."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from markupsafe import Markup

from dayline.pages.index import SiteIndex
from dayline.pages.latest import latest_day
from dayline.pages.links import Link
from dayline.pages.wording import event_count, short_date
from dayline.queries.query import query


class TopicLine(NamedTuple):
    """A topic in a list."""

    link: Link
    summary: Markup
    sentence: Markup  # the first of the summary
    latest: str  # the day of its latest event: `18 March`
    machine: str  # `2022-03-18`
    total: str  # how many events it has, in words


def topic_lines(ids: Iterable[str], index: SiteIndex) -> tuple[TopicLine, ...]:
    """Topics, the one with the latest event first."""
    lines = sorted((_line(id, index) for id in sorted(ids)), key=lambda line: line.machine, reverse=True)
    return tuple(lines)


def topics_of(status: str, index: SiteIndex) -> tuple[TopicLine, ...]:
    """The topics that are active, dormant or closed."""
    threads = index.timeline.threads.items()
    return topic_lines((id for id, entry in threads if entry.record.status == status), index)


def moved_topics(day: date, least: int, most: int, index: SiteIndex) -> tuple[TopicLine, ...]:
    """The active topics with an event in the 14 days up to a day, the latest first; if these are few, others too."""
    topics = topics_of("active", index)
    since = (day - timedelta(days=14)).isoformat()
    moved = sum(topic.machine > since for topic in topics)
    return topics[: min(max(moved, least), most)]


@query
def _line(id: str, index: SiteIndex) -> TopicLine:
    events = index.timeline.of_thread.get(id, ())
    latest = latest_day(events)
    summary = index.timeline.threads[id].record.summary
    return TopicLine(
        link=index.link("thread", id),
        summary=index.inline(summary),
        sentence=index.sentence(summary),
        latest=short_date(latest) if latest and latest > date.min else "",
        machine=latest.isoformat() if latest and latest > date.min else "",
        total=event_count(len(events)),
    )
