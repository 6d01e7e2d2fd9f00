"""The table of page kinds, one row each.

Reserved addresses, menus, the sitemap and `docs/pages.md` are all made from it.
Pages are planned in the order of its rows.
"""

from collections.abc import Iterable
from typing import NamedTuple

from dayline.words import N_

MAIN = "main navigation"
FOLLOW, LOOK_UP, ABOUT = "follow", "look up", "about"
FOOTER = {  # its groups of links, in their order
    FOLLOW: N_("Follow the news"), LOOK_UP: N_("Look things up"), ABOUT: N_("How we work"),
}  # fmt: skip


class MenuEntry(NamedTuple):
    """An entry of the main navigation or of a group of the footer: its text, and its place, from low to high.

    `when` names the function below `dayline.pages`, as `module:function`, that says of a timeline whether the page
    lists anything. The entry of a registry's list needs none; any other entry without one is in the menu of every site.
    """

    menu: str
    order: int
    text: str
    when: str = ""


class Address(NamedTuple):
    """A folder (`claims/`) or a file (`feed.atom`) of a page kind; parts in capitals vary.

    The folder of a `record` has a page for each entry of that registry, the folder of a `facet` one for each value.
    """

    path: str
    menu: MenuEntry | None = None
    record: str = ""
    facet: str = ""

    @property
    def top(self) -> str:
        """The first folder of the path without its slash, or an empty text for a file at the root."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    @property
    def name(self) -> str:
        """Its name in the menus of `site.yaml`."""
        return self.path.partition(".")[0].rstrip("/") or "latest"

    @property
    def is_fixed(self) -> bool:
        """Whether the first folder has the same name on every site."""
        return bool(self.top) and not self.top.isupper()


class PageKind(NamedTuple):
    """A row of the table; the function `pages(index)` of its `module` in `dayline.pages` plans its pages."""

    name: str
    module: str
    addresses: tuple[Address, ...]
    templates: tuple[str, ...]
    in_sitemap: bool = True


KINDS = (
    PageKind("redirects", "kinds.redirects", (), ("redirect.html",), in_sitemap=False),
    PageKind("home", "kinds.home", (Address("", MenuEntry(MAIN, 10, N_("Latest"))),), ("home.html",)),
    PageKind("days", "kinds.days", (Address("YYYY/MM/DD/"),), ("day.html",)),
    PageKind(
        "events",
        "kinds.events",
        (Address("YYYY/MM/DD/EVENT/"), Address("YYYY/MM/EVENT/"), Address("YYYY/EVENT/")),
        ("event.html",),
    ),
    PageKind(
        "claims",
        "kinds.claims",
        (Address("claims/", MenuEntry(MAIN, 70, N_("Claims"), "listed:has_claims")), Address("YYYY/MM/DD/EVENT/CLAIM/"),
         Address("YYYY/MM/EVENT/CLAIM/"), Address("YYYY/EVENT/CLAIM/")),
        ("claims.html", "claim.html"),
    ),
    PageKind(
        "threads",
        "kinds.threads",
        (Address("threads/", MenuEntry(MAIN, 30, N_("Topics")), record="thread"),),
        ("thread.html", "topics.html"),
    ),
    PageKind(
        "actors",
        "kinds.actors",
        (Address("actors/", MenuEntry(LOOK_UP, 10, N_("People and groups")), record="actor"),),
        ("actor.html", "list.html"),
    ),
    PageKind("network", "kinds.network", (Address("network/"),), ("network.html",)),
    PageKind(
        "places",
        "kinds.places",
        (Address("places/", MenuEntry(LOOK_UP, 20, N_("Places")), record="place"),),
        ("place.html", "list.html"),
    ),
    PageKind(
        "sources",
        "kinds.sources",
        (Address("sources/", MenuEntry(LOOK_UP, 30, N_("Sources")), record="source"),
         Address("references/", MenuEntry(LOOK_UP, 40, N_("Reports cited")), record="reference")),
        ("source.html", "reference.html", "list.html"),
    ),
    PageKind(
        "figures",
        "kinds.figures",
        (Address("figures/", MenuEntry(MAIN, 50, N_("Figures")), record="figure"),),
        ("figure.html", "figure-month.html", "values.csv", "list.html"),
    ),
    PageKind(
        "who says how many",
        "kinds.counts",
        (Address("figures/about/", MenuEntry(LOOK_UP, 35, N_("Who says how many"), "listed:has_counts")),),
        ("counts.html",),
    ),
    PageKind(
        "questions",
        "kinds.questions",
        (Address("questions/", MenuEntry(MAIN, 60, N_("Not known")), record="question"),),
        ("question.html", "questions.html"),
    ),
    PageKind(
        "deadlines",
        "kinds.deadlines",
        (Address("due/", MenuEntry(FOLLOW, 30, N_("What’s next"), "listed:has_deadlines")),),
        ("deadlines.html", "deadlines-month.html"),
    ),
    PageKind(
        "anonymous sources",
        "kinds.anonymous_sources",
        (Address("unnamed-sources/", MenuEntry(ABOUT, 80, N_("Unnamed sources"), "listed:has_anonymous_sources")),),
        ("anonymous-sources.html", "anonymous-sources-month.html"),
    ),
    PageKind(
        "glossary",
        "kinds.glossary",
        (Address("glossary/", MenuEntry(LOOK_UP, 60, N_("Glossary")), record="term"),),
        ("term.html", "list.html"),
    ),
    PageKind(
        "months and years",
        "kinds.months",
        (Address("calendar/", MenuEntry(FOLLOW, 10, N_("Calendar"))), Address("YYYY/"), Address("YYYY/MM/")),
        ("month.html", "year.html", "calendar.html"),
    ),
    PageKind(
        "facets",
        "kinds.facets",
        (Address("key-events/", MenuEntry(FOLLOW, 20, N_("Key events"), "listed:has_key_events"), facet="key"),
         Address("types/", MenuEntry(LOOK_UP, 50, N_("Types of events"), "listed:has_events"), facet="type"),
         Address("statuses/", MenuEntry(ABOUT, 70, N_("What the statuses mean"), "listed:has_events"), facet="status")),
        ("facet.html", "facets.html"),
    ),
    PageKind(
        "archives of entries",
        "kinds.archives",
        (Address("threads/TOPIC/MONTH/"), Address("actors/ACTOR/MONTH/"), Address("places/PLACE/MONTH/"),
         Address("sources/SOURCE/MONTH/")),
        ("facet.html",),
    ),
    PageKind(
        "maps of months",
        "kinds.month_maps",
        (Address("map/", MenuEntry(MAIN, 40, N_("Map"), "listed:has_scenes")),),
        ("month-map.html",),
    ),
    PageKind(
        "catch-up",
        "kinds.catch_up",
        (Address("catch-up/", MenuEntry(MAIN, 20, N_("Catch up"), "listed:has_events")),),
        ("catch-up.html", "catch-up-choice.html", "briefs.html"),
    ),
    PageKind("new since (data)", "data.new_since", (Address("data/changes/"),), ("changes.json",), in_sitemap=False),
    PageKind(
        "changelog",
        "kinds.changelog",
        (Address("changes/", MenuEntry(FOLLOW, 40, N_("What changed"))),
         Address("corrections/", MenuEntry(FOLLOW, 50, N_("Corrections")))),
        ("changelog.html",),
    ),
    PageKind(
        "feeds of changes",
        "data.change_feeds",
        (Address("changes.atom"), Address("corrections.atom")),
        ("changes.atom",),
        in_sitemap=False,
    ),
    PageKind(
        "facet columns (data)",
        "data.facet_columns",
        (Address("data/facets/"), Address("data/titles/")),
        ("facets.json", "titles.json"),
        in_sitemap=False,
    ),
    PageKind("names (data)", "data.jump_names", (Address("data/names.json"), Address("data/names/")),
             ("names.json", "names-part.json"), in_sitemap=False),
    PageKind("search", "kinds.search", (Address("search/", MenuEntry(MAIN, 80, N_("Search"))),), ("search.html",)),
    PageKind("index of names", "kinds.name_index", (Address("search/names/"),), ("name-index.html",)),
    PageKind("static pages", "kinds.static_pages", (Address("PAGE/"),), ("static-page.html",)),
    PageKind("page not found", "kinds.not_found", (Address("404.html"),), ("404.html",), in_sitemap=False),
    PageKind("images", "data.images", (Address("media/"),), (), in_sitemap=False),
    PageKind(
        "feed of days",
        "data.feeds",
        (Address("feed.atom", MenuEntry(FOLLOW, 60, N_("Feed"), "data.feed_days:has_feed")),),
        ("feed.atom",),
        in_sitemap=False,
    ),
    PageKind(
        "sitemap and robots.txt",
        "data.sitemap",
        (Address("sitemap.xml"), Address("sitemaps/"), Address("robots.txt")),
        ("sitemap.xml", "sitemap-index.xml", "robots.txt"),
        in_sitemap=False,
    ),
    PageKind("social cards", "data.social_cards", (), ("card.svg",), in_sitemap=False),
)  # fmt: skip
ASSETS = "assets"  # the folder of the theme's files


def reserved(kinds: Iterable[PageKind]) -> frozenset[str]:
    """The names of folders at the root that page kinds and the theme use."""
    return frozenset({ASSETS, *(address.top for kind in kinds for address in kind.addresses if address.is_fixed)})


def entries(kinds: Iterable[PageKind] = KINDS) -> dict[str, Address]:
    """All addresses that a menu can have, by name (`threads`, `feed`; `latest` is the home page), in their order."""
    named = [(address, address.menu) for kind in kinds for address in kind.addresses]
    ordered = sorted((entry.order, address) for address, entry in named if entry)
    return {address.name: address for _, address in ordered}


RESERVED = reserved(KINDS)
FOLDERS = {address.record: address.top for kind in KINDS for address in kind.addresses if address.record}
LISTS = {
    address.record: address.menu.text for kind in KINDS for address in kind.addresses if address.record and address.menu
}
FACETS = {address.facet: address.top for kind in KINDS for address in kind.addresses if address.facet}


def is_reserved(name: str) -> bool:
    """Whether a name at the root is a year, or belongs to a page kind or the theme."""
    return name in RESERVED or (len(name) == len("YYYY") and name.isdecimal())
