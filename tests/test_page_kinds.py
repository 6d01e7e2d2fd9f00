"""The table of page kinds against everything that has to agree with it."""

import re
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest

from conftest import SiteBuilder
from dayline import page_kinds, pages, urls
from dayline.page_kinds import FOLLOW, FOOTER, KINDS, MAIN, RESERVED, Address, MenuEntry, PageKind, entries, reserved
from dayline.pages.index import SiteIndex
from dayline.pages.menus import footer, navigation
from dayline.pages.page import Page
from dayline.pages.plan import pages_of, plan
from dayline.pages.site import site_view
from dayline.read.content import read_content
from dayline.rules import of_record
from dayline.timeline.link import link
from demonstration import EXAMPLES, largest_of_each_shape, shape

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
MODULES = Path(pages.__file__).parent
VARYING = {"YYYY": r"\d{4}", "MM": r"\d\d", "DD": r"\d\d"}


@pytest.fixture(scope="module")
def index() -> SiteIndex:
    """The demonstration site."""
    timeline = link(read_content(ROOT, of_record), datetime(2026, 11, 30, 12, tzinfo=UTC))
    return SiteIndex(timeline, ROOT)


@pytest.fixture(scope="module")
def planned(index: SiteIndex) -> dict[str, tuple[Page, ...]]:
    """The pages of the demonstration site by the names of their kinds; the sitemap is planned with all of them."""
    made = {kind.name: tuple(pages_of(kind, index)) for kind in KINDS}
    made["sitemap and robots.txt"] += plan(index)[-1:]
    return made


def holds(address: Address, path: str) -> bool:
    """Whether a path below the root is the file, or in the folder, that an address of the table means."""
    parts = (VARYING.get(part, "[^/]+" if part.isupper() else re.escape(part)) for part in address.path.split("/"))
    return re.fullmatch("/".join(parts) + (".*" if address.path.endswith("/") else ""), path) is not None


def test_every_kind_has_its_module() -> None:
    """And every module that plans pages is of a kind in the table."""
    planning = {
        ".".join(path.relative_to(MODULES).with_suffix("").parts)
        for path in MODULES.rglob("*.py")
        if re.search(r"^def pages\(\w+: SiteIndex\)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert planning == {kind.module for kind in KINDS}


def test_nothing_is_in_the_table_twice() -> None:
    """Names, modules, addresses, examples, and places in a menu."""
    addresses = [address for kind in KINDS for address in kind.addresses]
    for values in (
        [kind.name for kind in KINDS],
        [kind.module for kind in KINDS],
        [address.path for address in addresses],
        [example["name"] for of_kind in EXAMPLES.values() for example in of_kind],
        [example["address"] for of_kind in EXAMPLES.values() for example in of_kind],
        [address.menu[:2] for address in addresses if address.menu],
    ):
        assert len(values) == len(set(values))


def test_each_kind_uses_the_templates_in_its_row(planned: dict[str, tuple[Page, ...]]) -> None:
    """And no other; the demonstration has a page of each but for these."""
    used = {name: {page.template for page in made} - {""} for name, made in planned.items()}
    absent = {"redirects": {"redirect.html"}, "figures": {"figure-month.html"},
              "sitemap and robots.txt": {"sitemap-index.xml"}}  # fmt: skip
    assert {kind.name: set(kind.templates) - absent.get(kind.name, set()) for kind in KINDS} == used


def test_every_template_belongs_to_a_kind_or_is_a_part() -> None:
    """Templates of kinds are there; each other one is named by a template."""
    files = {path.relative_to(TEMPLATES).as_posix(): path for path in TEMPLATES.rglob("*") if path.is_file()}
    names = {name for name in files if not name.startswith("assets/")}
    of_kinds = {template for kind in KINDS for template in kind.templates}
    parts = set(re.findall(r'(?:extends|from|include|import) "([^"]+)"', "".join(files[n].read_text() for n in names)))
    assert of_kinds - names == set()
    assert names - of_kinds == parts


def test_each_kind_keeps_to_its_addresses(planned: dict[str, tuple[Page, ...]]) -> None:
    """Every page of the demonstration has an address of its kind; redirects and cards are where other pages are."""
    paths = {name: [page.url.removeprefix(urls.ROOT) for page in made] for name, made in planned.items()}
    owning = [kind for kind in KINDS if kind.addresses]
    astray = [
        (kind.name, path)
        for kind in owning
        for path in paths[kind.name]
        if not any(holds(address, path) for address in kind.addresses)
    ]
    assert astray == []
    assert {kind.name for kind in KINDS} - {kind.name for kind in owning} == {"redirects", "social cards"}


@pytest.mark.parametrize(
    ("address", "path", "held"),
    [("", "", True), ("", "claims/", False), ("claims/", "claims/2022-03/", True), ("claims/", "claims.html", False),
     ("feed.atom", "feed.atom", True), ("feed.atom", "feed-atom", False), ("YYYY/MM/DD/", "2022/03/14/", True),
     ("YYYY/MM/DD/", "2022/quotes/", False), ("PAGE/", "method/", True), ("PAGE/", "method", False)],
)  # fmt: skip
def test_what_an_address_holds(address: str, path: str, held: bool) -> None:
    """The test above sees a path that is not of its kind."""
    assert holds(Address(address), path) is held


def test_examples_are_pages_of_their_kind(planned: dict[str, tuple[Page, ...]]) -> None:
    """Whatever browsers are sent to is in the demonstration, and each kind for readers has an example."""
    for name, of_kind in EXAMPLES.items():
        there = {page.url.removeprefix(urls.ROOT) for page in planned[name]}
        assert {example["address"].partition("?")[0] for example in of_kind} <= there
    assert {kind.name for kind in KINDS if kind.in_sitemap} - EXAMPLES.keys() == set()


@pytest.mark.parametrize(
    ("address", "alike"),
    [
        ("", ("",)),
        ("404.html", ("*",)),
        ("claims/", ("claims", "")),
        ("claims/2022-03/", ("claims", "0-0", "")),
        ("method/", ("*", "")),
        ("2022/03/14/", ("0", "0", "0", "")),
        ("2022/03/14/160-cars/", ("0", "0", "0", "*", "")),
        ("catch-up/7/", ("catch-up", "0", "")),
        ("catch-up/2022-w11/briefs/", ("catch-up", "0-w0", "*", "")),
        ("statuses/unverified/2022-03/", ("statuses", "*", "0-0", "")),
    ],
)
def test_shapes_of_addresses(address: str, alike: tuple[str, ...]) -> None:
    """Periods and names are all one; folders at the root, days, weeks and months are told apart."""
    assert shape(address) == ("", *alike)


def test_browsers_visit_the_largest_page_of_each_shape(tmp_path: Path) -> None:
    """Of two days the larger, an event and a claim both, no redirect, and whatever a new page kind has."""
    pages = {
        "index.html": ("home", 1), "2022/03/14/index.html": ("day", 2), "2022/03/15/index.html": ("day", 1),
        "2022/03/14/a/index.html": ("event", 1), "2022/03/14/old/index.html": ("", 9),
        "claims/index.html": ("claims", 1), "claims/2022-03/index.html": ("claims", 1), "odd/x/index.html": ("odd", 1),
    }  # fmt: skip
    for name, (body, size) in pages.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((f'<body class="{body}">' if body else "<body>") + size * "x", "utf-8")
    assert largest_of_each_shape(tmp_path) == [
        "", "2022/03/14/", "2022/03/14/a/", "claims/", "claims/2022-03/", "odd/x/",
    ]  # fmt: skip


def test_menus_lead_to_pages(planned: dict[str, tuple[Page, ...]]) -> None:
    """Each entry leads to a page of the kind in whose row it is."""
    for kind in KINDS:
        there = {page.url for page in planned[kind.name]}
        assert {urls.owned(address) for address in kind.addresses if address.menu} <= there
    assert {address.menu.menu for kind in KINDS for address in kind.addresses if address.menu} == {MAIN, *FOOTER}


OWN = (
    PageKind("letters", "kinds.letters", (Address("letters/", MenuEntry(FOLLOW, 20, "Letters")),), ("letters.html",)),
    PageKind(
        "quotes",
        "kinds.quotes",
        (Address("quotes/", MenuEntry(FOLLOW, 10, "Quotes")), Address("data/quotes/"), Address("quotes.atom")),
        ("quotes.html",),
    ),
    PageKind("weeks", "kinds.weeks", (Address("weeks/", MenuEntry(MAIN, 5, "Weeks")), Address("YYYY/WW/")), ()),
)


def test_menus_are_in_the_order_of_their_numbers() -> None:
    """Wherever their rows are; each has a name."""
    assert [(name, address.menu and address.menu.menu) for name, address in entries(OWN).items()] == [
        ("weeks", MAIN), ("quotes", FOLLOW), ("letters", FOLLOW),
    ]  # fmt: skip


def offered(site: SiteBuilder) -> set[str]:
    """What both menus of a site offer, without the static pages."""
    view = site_view(site.timeline("2022-03-20T12:00+02:00"), ())
    links = (*view.nav, *(link for group in view.footer for link in group.links))
    return {link.text for link in links} - {"How we correct", "How we work"}


ALWAYS = {"Latest", "Calendar", "Search", "What changed", "Corrections"}  # an empty list is an answer there, too
EVENT = "date: 2022-03-14\ntitle: A thing happens\nsource: https://example.org/a\n"
OF_EVENTS = {"Catch up", "Types of events", "What the statuses mean", "Feed"}
WITHHELD = "state: withheld\nchanges: [{date: 2022-03-15, kind: withheld, text: A person could be harmed.}]\n"
OFFERED: dict[str, tuple[dict[str, str], set[str]]] = {
    "nothing": ({}, set()),
    "an event": ({"events/2022/03/14/thing": EVENT}, OF_EVENTS),
    "a figure about something": (
        {"figures/dead": "title: Dead\nunit: people\nkind: level\ncounts: All\nabout: killed\n"},
        {"Figures", "Who says how many"},
    ),
    "a withheld event": (
        {"events/2022/03/14/thing": f"{EVENT}priority: key\nclaims: [{{id: it, by: mayor, text: So.}}]\n{WITHHELD}"},
        set(),
    ),
    "a key event": ({"events/2022/03/14/thing": f"{EVENT}priority: key\n"}, {"Key events"} | OF_EVENTS),
    "a claim": (
        {"events/2022/03/14/thing": f"{EVENT}claims: [{{id: it, by: mayor, text: So.}}]\n"}, {"Claims"} | OF_EVENTS
    ),
    "an event at a place": ({"events/2022/03/14/thing": f"{EVENT}place: kyiv\n"}, {"Map"} | OF_EVENTS),
    "a plan": (
        {"events/2022/03/14/thing": f"{EVENT}planned: {{announced: 2022-03-13, expected: 2022-03-14}}\n"},
        {"What’s next"} | OF_EVENTS,
    ),
    "an anonymous source": (
        {"events/2022/03/14/thing": f"{EVENT}attribution: {{anonymous: true, described_as: a man, reason: fear}}\n"},
        {"Unnamed sources"} | OF_EVENTS,
    ),
    "an actor": ({"actors/mayor": "name: The mayor\nkind: person\npublic_figure: true\n"}, {"People and groups"}),
    "a place": ({"places/kyiv": "name: Kyiv\nkind: settlement\ncountry: UA\n"}, {"Places"}),
    "a thread": ({"threads/siege": "title: The siege\nsummary: What happens there.\n"}, {"Topics"}),
    "a source": ({"sources/ap": "name: AP\nkind: news-agency\n"}, {"Sources"}),
    "a report": (
        {"references/one": "source: ap\nkind: article\ntitle: A report\nurl: https://example.net/1\n"},
        {"Reports cited"},
    ),
    "a figure": ({"figures/cars": "title: Cars\nunit: cars\nkind: level\ncounts: cars\n"}, {"Figures"}),
    "a question": ({"questions/who": "question: Who did it?\nopened: 2022-03-14\n"}, {"Not known"}),
    "a term": ({"glossary/word.md": "---\nterm: word\n---\nWhat it means.\n"}, {"Glossary"}),
}  # fmt: skip


@pytest.mark.parametrize("name", OFFERED)
def test_menus_offer_what_lists_something(site: SiteBuilder, name: str) -> None:
    """An entry is there if its page lists anything; each new one of the table has a case above."""
    files, expected = OFFERED[name]
    site.write({f"content/{path}{'' if '.' in path else '.yaml'}": text for path, text in files.items()})
    assert offered(site) == ALWAYS | expected


def test_every_entry_of_the_menus_can_be_absent() -> None:
    """Only those that are meant to be there on every site are."""
    texts = {address.menu.text for address in entries().values() if address.menu}
    assert texts == ALWAYS.union(*(expected for _, expected in OFFERED.values()))


def test_lists_of_facets_are_offered_like_the_menu(site: SiteBuilder) -> None:
    """The links beside filters are those of facets in the footer; the list that has nothing is not among them."""
    assert site_view(site.timeline(), ()).facets == ()
    site.write({"content/events/2022/03/14/thing.yaml": EVENT})
    assert [link.text for link in site_view(site.timeline(), ()).facets] == [
        "Types of events",
        "What the statuses mean",
    ]


SETTINGS = """title: Day by Day
base_url: https://example.org/
nav: [method, {page: threads, text: Stories}, glossary, {text: Partner, url: "https://partner.example.net/"}, latest]
"""
GROUPS = "footer: [{title: More, links: [calendar, glossary]}, {title: Empty, links: [glossary]}, {links: [feed]}]\n"


def test_menus_of_the_settings(site: SiteBuilder) -> None:
    """In their order and with their texts; a list without entries is left out; the footer has whatever is left."""
    site.write({"content/events/2022/03/14/thing.yaml": EVENT, "content/site.yaml": SETTINGS})
    view = site.write({"content/threads/siege.yaml": "title: The siege\nsummary: What happens there.\n"}).timeline()
    assert [(link.text, link.url.removeprefix(urls.ROOT)) for link in navigation(view)] == [
        ("How we work", "method/"),
        ("Stories", "threads/"),
        ("Partner", "https://partner.example.net/"),
        ("Latest", ""),
    ]
    assert [(group.title, [link.text for link in group.links]) for group in footer(view)] == [
        ("Follow the news", ["Catch up", "Search", "Calendar", "What changed", "Corrections", "Feed"]),
        ("Look things up", ["Types of events"]),
        ("How we work", ["Corrections", "What the statuses mean"]),
    ]
    own = site.write({"content/site.yaml": SETTINGS + GROUPS}).timeline()
    assert [(group.title, [link.text for link in group.links]) for group in footer(own)] == [
        ("More", ["Calendar"]), ("", ["Feed"]),
    ]  # fmt: skip


def test_a_list_that_gets_its_first_entry_joins_the_menu(site: SiteBuilder) -> None:
    """On all pages, and it leaves them with the last one."""
    path = "content/glossary/word.md"
    pages = [f"{folder}index.html" for folder in ("calendar/", "method/")]
    for text in ("---\nterm: word\n---\nWhat it means.\n", None):
        assert {*pages} - {*site.edited({path: text})} == set()
        assert ["glossary/" in (site.folder / "public" / page).read_text("utf-8") for page in pages] == [bool(text)] * 2


def test_the_sitemap_lists_pages_for_readers(planned: dict[str, tuple[Page, ...]], index: SiteIndex) -> None:
    """Pages of the kinds that are in it, without files beside them."""
    listed = plan(index)[-1].make(index).urls
    left_out = {page.url for made in planned.values() for page in made} - set(listed)
    assert {PurePosixPath(url.removeprefix(urls.ROOT)).name for url in left_out} > {
        "404.html", "card.png", "feed.atom", "values.csv", "names.json", "robots.txt", "sitemap.xml",
    }  # fmt: skip
    assert [url for url in left_out if url.endswith("/") or url == urls.home()] == []
    assert [url for url in listed if not url.endswith("/") and url != urls.home()] == []
    assert list(listed) == sorted(listed)


def test_a_kind_outside_the_sitemap_is_not_in_it(index: SiteIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """What its row says decides, whatever its pages look like."""
    before = plan(index)[-1].make(index).urls
    without = [kind._replace(in_sitemap=kind.name != "glossary") for kind in KINDS if kind.in_sitemap]
    monkeypatch.setattr("dayline.pages.plan.KINDS", without)
    gone = set(before) - set(plan(index)[-1].make(index).urls)
    assert gone == {url for url in before if url.startswith(urls.index("term"))} != set()


def test_what_is_reserved() -> None:
    """The first folders of all kinds, and that of the theme; no file, and nothing that varies."""
    assert reserved(OWN) == {"assets", "data", "letters", "quotes", "weeks"}


@pytest.mark.parametrize("name", [*sorted(RESERVED), "2022", "0001"])
def test_no_free_page_takes_a_reserved_address(site: SiteBuilder, name: str) -> None:
    """The message and what to do, for every folder."""
    report = site.write({f"content/pages/{name}.md": "---\ntitle: Ours\n---\nText.\n"}).problems()
    assert f"error[E03]: the address `/{name}/` belongs to other pages\n  --> content/pages/{name}.md:1:1\n" in report
    assert f"help: rename the file, as in `{name}-page.md`\n" in report
    renamed = site.remove(f"content/pages/{name}.md")
    renamed.write({f"content/pages/{name}-page.md": "---\ntitle: Ours\n---\nText.\n"})
    assert "E03" not in renamed.problems()


@pytest.mark.parametrize("name", ["editorial", "assets-2", "22", "20222", "index", "404"])
def test_other_names_are_free(site: SiteBuilder, name: str) -> None:
    """A static page may have any other name."""
    assert "E03" not in site.write({f"content/pages/{name}.md": "---\ntitle: Ours\n---\nText.\n"}).problems()


def test_first_folders_of_all_pages_are_reserved(planned: dict[str, tuple[Page, ...]]) -> None:
    """But for years and the static pages themselves."""
    kinds = {name: pages for name, pages in planned.items() if name != "static pages"}
    ours = [page.url.removeprefix(urls.ROOT) for pages in kinds.values() for page in pages]
    folders = {path.partition("/")[0] for path in ours if "/" in path}
    assert [folder for folder in sorted(folders) if not page_kinds.is_reserved(folder)] == []
