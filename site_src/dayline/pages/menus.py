"""The menus of a site: of the entries in the table of page kinds those that lead to something."""

from dayline import urls
from dayline.lazy import load
from dayline.page_kinds import Address, menu
from dayline.pages.links import Link
from dayline.timeline.timeline import Timeline
from dayline.words import gettext


def offered(name: str, timeline: Timeline) -> tuple[Address, ...]:
    """The addresses of a menu whose pages list something, or are there whatever the site has."""
    return tuple(address for address, _ in menu(name) if _lists_something(address, timeline))


def links(addresses: tuple[Address, ...]) -> tuple[Link, ...]:
    """Links to addresses in a menu."""
    return tuple(Link(gettext(address.menu.text), urls.owned(address)) for address in addresses if address.menu)


def _lists_something(address: Address, timeline: Timeline) -> bool:
    if address.menu and address.menu.when:
        return bool(load(f"pages.{address.menu.when}")(timeline))
    return not address.record or bool(timeline.registry(address.record))
