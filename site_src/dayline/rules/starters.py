"""What `dayline new` wrote and must not go live: its texts and its example address."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.rule import WHOLE, rule
from dayline.rules.site import SETTINGS
from dayline.timeline.timeline import Timeline

_EXAMPLES = ("example.org", "example.com", "example.net")
_NOBODYS = frozenset((*_EXAMPLES, *(f"www.{name}" for name in _EXAMPLES)))
_HERE = frozenset(("localhost", "127.0.0.1", "::1", "0.0.0.0"))  # noqa: S104 - compared with, not listened on


@rule(
    "W61",
    "a site is not ready to be published: `base_url` is `example.org`, `.com` or `.net`, or this computer, or "
    "a page, event or brief is still the one that `dayline new` wrote (`starter: true`)",
    on=WHOLE,
    fix="Write the address; write a text of your own and delete the line `starter: true`; write `demonstration: "
    "true` in `content/site.yaml` if the site is only for show: every page then says that it is. `build` gives"
    " this warning at its end; `--strict` makes it an error.",
)
def not_ready(timeline: Timeline) -> Iterator[Problem]:
    if not timeline.site.demonstration:
        yield from _address(timeline.site.base_url)
        yield from _texts(timeline)


def _address(base_url: str) -> Iterator[Problem]:
    host = (urlsplit(base_url).hostname or "").rstrip(".")
    if host in _NOBODYS | _HERE:
        why = "is only an example" if host in _NOBODYS else "is this computer only"
        message = f"`{base_url}` {why}: links in feeds, in search engines and to shared pages would not work"
        help = "write the address that the site will have; `demonstration: true` if it is only for show"
        yield Problem("W61", SETTINGS.at("base_url"), message, help)


def _texts(timeline: Timeline) -> Iterator[Problem]:
    events = (event.entry for event in timeline.events.values())
    entries: Iterable[Entry[Any]] = chain(timeline.pages.values(), events, timeline.briefs.values())
    for entry in entries:
        if entry.record.starter:
            message = "this is still what `dayline new` wrote"
            yield Problem("W61", entry.spot.at("starter", on="key"), message, _HELP[entry.kind])


_HELP = {
    "page": "write your own text below, then delete the line `starter: true`",
    "event": "write an event of your own here, then delete the line `starter: true`; "
    "or delete the file, and the brief that links to it",
    "brief": "write your own summary, then delete the line `starter: true`; or delete the file",
}
