"""The menus of a site: what its settings list or, without these, the entries in the table of page kinds.

An entry is left out if its page lists nothing.
"""

from collections.abc import Iterable
from typing import NamedTuple

from dayline import urls
from dayline.lazy import load
from dayline.page_kinds import ABOUT, FOLLOW, FOOTER, MAIN, Address, entries
from dayline.pages.links import Link
from dayline.schema.site import MenuItem
from dayline.timeline.timeline import Timeline
from dayline.words import gettext


class LinkGroup(NamedTuple):
    """A group of links in the footer; its title may be empty."""

    title: str
    links: tuple[Link, ...]


def navigation(timeline: Timeline) -> tuple[Link, ...]:
    """The links of the main navigation."""
    return _chosen(timeline.site.nav, timeline) if timeline.site.nav else links(_offered(MAIN, timeline))


def footer(timeline: Timeline) -> tuple[LinkGroup, ...]:
    """The groups of links in the footer: those of the settings, or whatever the main navigation leaves."""
    if timeline.site.footer:
        groups = [LinkGroup(group.title, _chosen(group.links, timeline)) for group in timeline.site.footer]
    else:
        groups = [LinkGroup(gettext(title), tuple(_left(name, timeline))) for name, title in FOOTER.items()]
    return tuple(group for group in groups if group.links)


def facets(timeline: Timeline) -> tuple[Link, ...]:
    """Links to events by type, by status and to key events."""
    return links(address for address in entries().values() if address.facet and _lists_something(address, timeline))


def links(addresses: Iterable[Address]) -> tuple[Link, ...]:
    """Links to addresses in a menu."""
    return tuple(Link(gettext(address.menu.text), urls.owned(address)) for address in addresses if address.menu)


def _left(group: str, timeline: Timeline) -> list[Link]:
    """The links of a group of the footer that are not in the main navigation."""
    there = {link.url for link in navigation(timeline)}
    own = [Link(entry.record.title, urls.page(id)) for id, entry in timeline.pages.items()] if group == ABOUT else []
    moved = _offered(MAIN, timeline) if group == FOLLOW else ()
    return [link for link in (*links(moved), *own, *links(_offered(group, timeline))) if link.url not in there]


def _offered(menu: str, timeline: Timeline) -> tuple[Address, ...]:
    """The addresses of a menu whose pages list something, or are there whatever the site has."""
    of_menu = (address for address in entries().values() if address.menu and address.menu.menu == menu)
    return tuple(address for address in of_menu if _lists_something(address, timeline))


def _chosen(items: Iterable[MenuItem], timeline: Timeline) -> tuple[Link, ...]:
    """The links that settings list."""
    return tuple(link for item in items if (link := _link(item, timeline)))


def _link(item: MenuItem, timeline: Timeline) -> Link | None:
    if item.url:
        return Link(item.text or item.url, item.url)
    name = item.page or ""
    if address := entries().get(name):
        link = links([address])[0]
        return Link(item.text or link.text, link.url) if _lists_something(address, timeline) else None
    page = timeline.pages.get(name)
    return Link(item.text or page.record.title, urls.page(name)) if page else None


def _lists_something(address: Address, timeline: Timeline) -> bool:
    if address.menu and address.menu.when:
        return bool(load(f"pages.{address.menu.when}")(timeline))
    return not address.record or bool(timeline.registry(address.record))
