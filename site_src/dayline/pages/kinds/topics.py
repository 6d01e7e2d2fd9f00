"""The list of all topics, with their paragraphs."""

from typing import NamedTuple

from dayline import urls
from dayline.pages.index import SiteIndex
from dayline.pages.links import Head
from dayline.pages.parts.topic_line import TopicLine, topics_of
from dayline.words import gettext, ngettext


class TopicsView(NamedTuple):
    """The list of topics, by whether they go on; in each group the one with the latest event comes first."""

    head: Head
    total: str
    active: tuple[TopicLine, ...]
    dormant: tuple[TopicLine, ...]
    closed: tuple[TopicLine, ...]


def topics_view(index: SiteIndex) -> TopicsView:
    """The view of the list of topics."""
    number = len(index.timeline.threads)
    return TopicsView(
        head=Head(urls.index("thread"), gettext("Topics"), "list topics", gettext("Where each topic stands")),
        total=ngettext("{number} topic", "{number} topics", number),
        active=topics_of("active", index),
        dormant=topics_of("dormant", index),
        closed=topics_of("closed", index),
    )
