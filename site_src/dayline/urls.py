"""Every address of the site.

Addresses start with `ROOT`, a control character that content can't contain. `render` replaces it by the relative
path to the site's root, so that an address can be used on any page.
"""

import re
from datetime import date

from dayline.page_kinds import ASSETS, FACETS, FOLDERS, Address

ROOT = "\x1d"
COUNTS = "about"  # no figure may have this id
_DAY = re.compile(ROOT + r"\d{4}/\d\d/\d\d/")


def home() -> str:
    return ROOT


def owned(address: Address) -> str:
    """An address that belongs to a page kind."""
    return f"{ROOT}{address.path}"


def by_month(folder: str, year: int = 0, month: int = 0) -> str:
    """The folder of a page kind; with a month its page for that month."""
    return f"{ROOT}{folder}/{year:04}-{month:02}/" if month else f"{ROOT}{folder}/"


def day(day: date) -> str:
    return f"{ROOT}{day.year:04}/{day.month:02}/{day.day:02}/"


def is_day(url: str) -> bool:
    return _DAY.fullmatch(url) is not None


def month(year: int, month: int) -> str:
    return f"{ROOT}{year:04}/{month:02}/"


def year(year: int) -> str:
    return f"{ROOT}{year:04}/"


def event(id: str) -> str:
    """An event's page: its id, with the parts of the date as folders."""
    filed, slug = id.split("/")
    return f"{ROOT}{filed.replace('-', '/')}/{slug}/"


def anchor(id: str) -> str:
    """The fragment that identifies an event on a page with several."""
    return "e-" + id.replace("/", "-")


def claim(id: str) -> str:
    """A claim's page, below its event's."""
    event_id, local = id.split("#")
    return f"{event(event_id)}{local}/"


def claims(year: int = 0, month: int = 0) -> str:
    """The ledger of claims, or its page for a month."""
    return by_month("claims", year, month)


def quote(event_id: str, number: int) -> str:
    """A quote on its event's page."""
    return f"{event(event_id)}#quote-{number}"


def entry(kind: str, id: str) -> str:
    """The page of a registry entry."""
    return f"{ROOT}{FOLDERS[kind]}/{id}/"


def archive(kind: str, id: str, year: int, month: int = 0) -> str:
    """The page of an entry's events of a month or, as month 0, of a year."""
    return f"{entry(kind, id)}{year:04}-{month:02}/" if month else f"{entry(kind, id)}{year:04}/"


def reference(id: str, event_id: str = "") -> str:
    """A report's page, or its place among the sources of the only event that cites it."""
    return f"{event(event_id)}#{citation(id)}" if event_id else entry("reference", id)


def citation(id: str) -> str:
    """The fragment that identifies a report among the sources of an event."""
    return f"ref-{id}"


def values(figure: str, year: int = 0, month: int = 0) -> str:
    """A figure's values as CSV, or the page of a month's values."""
    last = f"{year:04}-{month:02}/" if month else "values.csv"
    return f"{entry('figure', figure)}{last}"


def counts(subject: str = "") -> str:
    """Who says how many: the overview, or the page of a subject."""
    return f"{index('figure')}{COUNTS}/{subject}/" if subject else f"{index('figure')}{COUNTS}/"


def index(kind: str) -> str:
    """The index page of a registry."""
    return f"{ROOT}{FOLDERS[kind]}/"


def network() -> str:
    """The network of ties between actors."""
    return f"{ROOT}network/"


def page(id: str) -> str:
    """A static page (`content/pages/`)."""
    return f"{ROOT}{id}/"


def calendar() -> str:
    return f"{ROOT}calendar/"


def due(year: int = 0, month: int = 0) -> str:
    """What comes next; with a month what was or is due in it."""
    return by_month("due", year, month)


def anonymous_sources(year: int = 0, month: int = 0) -> str:
    """How often sources are not named; with a month the items of it."""
    return by_month("unnamed-sources", year, month)


def map(year: int = 0, month: int = 0) -> str:
    """The map, or the map of a month."""
    return by_month("map", year, month)


def catch_up(period: str = "") -> str:
    """The choice of a period, or what is new in the last days (`7`), a week (`2022-w11`) or a month (`2022-03`)."""
    return f"{ROOT}catch-up/{period}/" if period else f"{ROOT}catch-up/"


def briefs_of(period: str) -> str:
    """The briefs of a period in a row."""
    return f"{catch_up(period)}briefs/"


def news(year: int, month: int) -> str:
    """A month's news as JSON, for the script of the catch-up page."""
    return f"{ROOT}data/changes/{year:04}-{month:02}.json"


def changes(year: int = 0, month: int = 0) -> str:
    """What changed, or what changed in a month."""
    return by_month("changes", year, month)


def corrections(year: int = 0, month: int = 0) -> str:
    """The corrections, or those of a month."""
    return by_month("corrections", year, month)


def changes_feed() -> str:
    return f"{ROOT}changes.atom"


def corrections_feed() -> str:
    return f"{ROOT}corrections.atom"


def social_card(url: str) -> str:
    """The social card of a page: the preview image for shared links."""
    return f"{url}card.png"


def picture(digest: str, width: int, ending: str) -> str:
    """A picture scaled to a width in pixels; the name contains its digest."""
    return f"{ROOT}media/{digest}-{width}.{ending}"


def facet(kind: str, value: str = "", year: int = 0, month: int = 0) -> str:
    """The list of events of a type or status, or of key events; with a month, only that month's."""
    folders = (FACETS[kind], value, f"{year:04}-{month:02}" if month else "")
    return ROOT + "".join(f"{folder}/" for folder in folders if folder)


def asset(name: str) -> str:
    return f"{ROOT}{ASSETS}/{name}"


def base_map(digest: str) -> str:
    """The file of a base map; the name is the digest of what is in it."""
    return f"{ROOT}{ASSETS}/maps/{digest}.svg"


def search() -> str:
    return f"{ROOT}search/"


def search_index(name: str) -> str:
    """A file of the search index."""
    return f"{ROOT}search/index/{name}"


def name_index(part: str = "") -> str:
    """The index of names, or a further page of it."""
    return f"{search()}names/{part}/" if part else f"{search()}names/"


def facets(year: int) -> str:
    """The facets of a year's events as JSON, for the script of the search page."""
    return f"{ROOT}data/facets/{year:04}.json"


def titles(year: int, month: int) -> str:
    """The titles of a month's events as JSON, for the script of the search page."""
    return f"{ROOT}data/titles/{year:04}-{month:02}.json"


def names() -> str:
    """The list of the parts of all names as JSON, for the jump box and the search page."""
    return f"{ROOT}data/names.json"


def names_part(name: str) -> str:
    """A part of the names of everything that has a page."""
    return f"{ROOT}data/names/{name}.json"


def feed() -> str:
    return f"{ROOT}feed.atom"


def sitemap(part: str = "") -> str:
    """The sitemap, or a part of one that is too long for one file."""
    return f"{ROOT}sitemaps/{part}.xml" if part else f"{ROOT}sitemap.xml"


def robots() -> str:
    return f"{ROOT}robots.txt"


def not_found() -> str:
    return f"{ROOT}404.html"


def path(url: str) -> str:
    """The path of an address's file in the output folder."""
    name = url.removeprefix(ROOT).split("#")[0]
    return f"{name}index.html" if not name or name.endswith("/") else name


def relative_root(url: str) -> str:
    """The relative path from an address to the root: `../../`, or `./` at the root."""
    return "../" * path(url).count("/") or "./"
