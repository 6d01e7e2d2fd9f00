"""What became known when: the news since a day, and the months with news."""

from bisect import bisect_left
from datetime import timedelta

from dayline.pages.by_month import Month
from dayline.pages.index import SiteIndex
from dayline.timeline.news import NewsItem


def news_since(index: SiteIndex, days: int) -> tuple[NewsItem, ...]:
    """What became known today and in a number of whole days before."""
    first = index.timeline.today - timedelta(days=days)
    all_news = index.lookups.news
    place = bisect_left(all_news, first, key=lambda item: item.day)
    return tuple(
        item for item in all_news[place:] if item.kind in ("event", "figure", "question") or item.known_since < first
    )


def news_months(index: SiteIndex) -> tuple[Month, ...]:
    """The months in which something became known."""
    return tuple(index.lookups.news_in)
