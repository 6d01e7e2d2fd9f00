"""What addresses mean, which pages there are for readers, and where old addresses lead."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dayline import urls
from dayline.timeline.link import start_day
from dayline.timeline.timeline import Timeline

KINDS = {folder: kind for kind, folder in urls.FOLDERS.items()}
_DATED = re.compile(r"/(\d{4}(?:/\d\d){0,2})/(?:([a-z0-9]+(?:-[a-z0-9]+)*)/(?:([a-z0-9]+(?:-[a-z0-9]+)*)/)?)?")
_FILED = re.compile(r"/([a-z0-9]+(?:-[a-z0-9]+)*)/(?:([a-z0-9]+(?:-[a-z0-9]+)*)/)?")
TIMES = ("year", "month", "day")


class Meant(NamedTuple):
    """What a page is of: a `kind` (`event`, `claim`, `day`, `month`, `year`, `page`, a registry) and an id.

    Of a `list` of a registry's entries the id is its folder.
    """

    kind: str
    id: str


def meant(address: str) -> Meant | None:
    """What the page at an address such as `/places/kyiv/` is of; None if no such page can be there."""
    if found := _DATED.fullmatch(address):
        return _dated(found[1].replace("/", "-"), found[2], found[3])
    found = _FILED.fullmatch(address)
    if found is None:
        return None
    folder, name = found.groups()
    if name is None:
        return Meant("list" if folder in KINDS else "page", folder)
    return Meant(KINDS[folder], name) if folder in KINDS else None


def address(of: Meant) -> str:
    """The address of a page as editors write it: `/places/kyiv/`."""
    return url(of).replace(urls.ROOT, "/")


def pages(timeline: Timeline) -> Iterator[Meant]:
    """The pages that readers may have kept the address of, but for what is made of these by month, type or status."""
    yield from (Meant("event", id) for id in timeline.events)
    yield from (Meant("claim", id) for id in timeline.claims)
    yield from (Meant("page", id) for id in timeline.pages)
    for kind, folder in urls.FOLDERS.items():
        yield Meant("list", folder)
        yield from (Meant(kind, id) for id in timeline.registry(kind))
    for day in timeline.days:
        yield from times(day)
    for event in timeline.events.values():
        yield from () if event.when.days else times(start_day(event))[:2]


def times(day: date) -> list[Meant]:
    """The pages of a day's year, of its month and of the day itself."""
    return [Meant(kind, day.isoformat()[: 4 + 3 * n]) for n, kind in enumerate(TIMES)]


def redirects(timeline: Timeline) -> Mapping[Meant, Meant]:
    """Old pages and those that they lead to, as the settings have it; as far as both can be."""
    pairs = ((meant(old), meant(new)) for old, new in (timeline.site.redirects or {}).items())
    return {old: new for old, new in pairs if old and new}


def _dated(filed: str, slug: str | None, claim: str | None) -> Meant:
    if slug is None:
        return Meant(TIMES[filed.count("-")], filed)
    return Meant("claim", f"{filed}/{slug}#{claim}") if claim else Meant("event", f"{filed}/{slug}")


def url(of: Meant) -> str:
    """The address of a page as pages hold it."""
    if of.kind == "event":
        return urls.event(of.id)
    if of.kind == "claim":
        return urls.claim(of.id)
    if of.kind in ("page", "list"):
        return urls.page(of.id)
    return f"{urls.ROOT}{of.id.replace('-', '/')}/" if of.kind in TIMES else urls.entry(of.kind, of.id)
