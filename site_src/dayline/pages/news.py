"""What became known when: the news since a day, the months with news, and what pages of news depend on."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.timeline.news import NewsItem


def news_keys(news: Iterable[NewsItem], index: SiteIndex) -> Iterator[bytes]:
    """The digests of everything that news items show."""
    keys, timeline = index.keys, index.timeline
    for item in news:
        yield repr(item).encode()
        if item.item_kind == "brief":
            yield keys.brief(date.fromisoformat(item.id))
        elif item.item_kind == "question":
            yield keys.question(item.id)
        else:
            yield keys.line(item.id)
        if item.kind == "figure":
            yield keys.figure(timeline.events[item.id].record.figures[item.number].figure)


def news_since(index: SiteIndex, days: int) -> tuple[NewsItem, ...]:
    """What became known today and in a number of whole days before."""
    first = index.timeline.today - timedelta(days=days)
    place = bisect_left(index.news, first, key=lambda item: item.day)
    return tuple(
        item for item in index.news[place:] if item.kind in ("event", "figure", "question") or item.known_since < first
    )


def news_months(index: SiteIndex) -> tuple[Month, ...]:
    """The months in which something became known."""
    return tuple(dict.fromkeys((item.day.year, item.day.month) for item in index.news))
