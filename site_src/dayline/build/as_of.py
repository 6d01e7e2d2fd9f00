"""Editions of the site as it was known at an earlier moment: options, content and warnings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from dayline.build.options import Options

if TYPE_CHECKING:
    from dayline.problems import Problem
    from dayline.read.content import Content
    from dayline.schema.event import EventRecord


def as_of_options(options: Options, as_of: datetime, *, own_output: bool) -> Options:
    """The options for an earlier edition, with a separate cache and, unless one was given, a separate output folder."""
    cache = options.cache and options.cache.with_name(f"{options.cache.name}-as-of")
    named = as_of.isoformat(timespec="minutes").replace(":", "-")
    output = options.output.with_name(f"{options.output.name}-as-of-{named}") if own_output else options.output
    return replace(options, as_of=as_of, cache=cache, output=output, extras=options.extras - {"cards"})


def content_at(content: "Content", options: Options) -> "Content":
    """The content of an edition: all of it, or as it was known at `options.as_of`."""
    if options.as_of is None:
        return content
    from dayline.timeline.as_of import content_as_of

    return content_as_of(content, options.as_of).content


def present_events(content: "Content", options: Options) -> "tuple[EventRecord, ...]":
    """The events of today whose location policies also apply to an earlier edition; empty for today's edition."""
    if options.as_of is None:
        return ()
    from dayline.timeline.publication import is_public

    events = (entry.record for entry in content.entries if entry.kind == "event")
    return tuple(record for record in events if options.drafts or is_public(record, options.now))


def anachronisms(content: "Content", options: Options) -> "Iterator[Problem]":
    """Later knowledge that an earlier edition reveals because the records don't say what was there before."""
    from dayline.problems import Problem
    from dayline.timeline.as_of import content_as_of

    for spot in content_as_of(content, options.moment).anachronisms:
        if spot.path[-1:] == ("title",):
            message = "the title from before the outcome was not logged, so the edition derives one from the address"
            help = "add an entry to `changes` with `field: title` and the old title as `was`"
        else:
            message = "this later change can't be reverted, so the edition shows its result"
            help = "add the `field` and its old value as `was`"
        yield Problem("W90", spot, message, help)
