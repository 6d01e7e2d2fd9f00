"""Editions of the site as it was known at an earlier moment: content and warnings."""

from collections.abc import Iterator

from dayline.build.options import Options
from dayline.problems import Problem
from dayline.read.content import Content
from dayline.schema.event import EventRecord
from dayline.timeline.as_of import content_as_of
from dayline.timeline.publication import is_public


def content_at(content: Content, options: Options) -> Content:
    """The content of an edition: all of it, or as it was known at `options.as_of`."""
    return content if options.as_of is None else content_as_of(content, options.as_of).content


def present_events(content: Content, options: Options) -> tuple[EventRecord, ...]:
    """The events of today whose location policies also apply to an earlier edition; empty for today's edition."""
    if options.as_of is None:
        return ()
    events = (entry.record for entry in content.entries if entry.kind == "event")
    return tuple(record for record in events if options.drafts or is_public(record, options.now))


def anachronisms(content: Content, options: Options) -> Iterator[Problem]:
    """Later knowledge that an earlier edition reveals because the records don't say what was there before."""
    for spot in content_as_of(content, options.moment).anachronisms:
        if spot.path[-1:] == ("title",):
            message = "the title from before the outcome was not logged, so the edition derives one from the address"
            help = "add an entry to `changes` with `field: title` and the old title as `was`"
        else:
            message = "this later change can't be reverted, so the edition shows its result"
            help = "add the `field` and its old value as `was`"
        yield Problem("W90", spot, message, help)
