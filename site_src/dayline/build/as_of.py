"""Editions of the site as it was known at an earlier moment: where they go, and what is said about them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from dayline.build.options import Options

if TYPE_CHECKING:
    from dayline.problems import Problem
    from dayline.read.content import Content
    from dayline.schema.event import EventRecord


def dated(options: Options, as_of: datetime, *, own_output: bool) -> Options:
    """The options for an edition of a moment, with caches of its own and, unless a folder was named, its own output."""
    cache = options.cache and options.cache.with_name(f"{options.cache.name}-as-of")
    named = as_of.isoformat(timespec="minutes").replace(":", "-")
    output = options.output.with_name(f"{options.output.name}-as-of-{named}") if own_output else options.output
    return replace(options, as_of=as_of, cache=cache, output=output, later=options.later - {"cards"})


def known(content: "Content", options: Options) -> "Content":
    """The content that an edition shows: all of it, or as it was known at a moment."""
    if options.as_of is None:
        return content
    from dayline.timeline.as_of import content_as_of

    return content_as_of(content, options.as_of).content


def careful(content: "Content", options: Options) -> "tuple[EventRecord, ...]":
    """The events of the present whose care for places holds in an edition of an earlier moment too."""
    if options.as_of is None:
        return ()
    from dayline.timeline.publication import is_public

    events = (entry.record for entry in content.entries if entry.kind == "event")
    return tuple(record for record in events if options.drafts or is_public(record, options.now))


def told_early(content: "Content", options: Options) -> "Iterator[Problem]":
    """What an edition of a moment tells too early, because the records don't say what was there before."""
    from dayline.problems import Problem
    from dayline.timeline.as_of import content_as_of

    for spot in content_as_of(content, options.moment).anachronisms:
        if spot.path[-1:] == ("title",):
            message = "the title from before the outcome is not written down, so the edition makes one from the address"
            help = "add to `changes` an entry with `field: title` and what it `was`"
        else:
            message = "this later change can't be taken back, so the edition shows what came of it"
            help = "write the `field`, and what it `was`"
        yield Problem("W90", spot, message, help)
