"""The table of statuses: the same words in the docs, on the demonstration's pages and on the page that lists them."""

import re
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.pages.data import social_cards
from dayline.pages.data.facet_columns import titles
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import claims, days, events, facets
from dayline.schema.statuses import OWN_REPORTING, STATUSES

ROOT = Path(__file__).parents[1]


def table(page: str, first: str) -> list[list[str]]:
    """The cells of the table whose first heading is given."""
    lines = (ROOT / page).read_text("utf-8").split(f"| {first} |")[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize(("page", "first"), [("docs/statuses.md", "what readers see"),
                                             ("content/pages/method.md", "What you read")])  # fmt: skip
def test_written_tables_have_the_words_of_the_table(page: str, first: str) -> None:
    """All statuses in order, each with its label and its meaning."""
    assert [row[:2] for row in table(page, first)] == [[words.label, words.meaning] for words in STATUSES.values()]


def test_docs_list_the_kinds_of_own_reporting() -> None:
    """Each kind with what readers see for it."""
    assert table("docs/statuses.md", "`kind`") == [[f"`{kind}`", words] for kind, words in OWN_REPORTING.items()]


WRITTEN = (".md", ".html", ".yaml")
OLD = re.compile(r"checked by us|more than one independent|independent origins? in all", re.IGNORECASE)


def test_no_page_has_the_words_of_before() -> None:
    """Neither the demonstration nor a template nor the docs has a second name for a status."""
    folders = ("content", "templates", "docs")
    files = [
        path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in (".md", ".html", ".yaml")
    ]
    assert [path.relative_to(ROOT).as_posix() for path in files if OLD.search(path.read_text("utf-8"))] == []


SEEN = """\
date: 2022-03-14
title: A column of 40 cars leaves
source: {kind: observation, note: Counted from the bridge.}
"""
TOLD = """\
date: 2022-03-14
title: The mayor says that the road is open
attribution: {by: mayor}
source: {kind: interview}
claims: [{id: road, text: The road is open}]
"""
REPORTED = "date: 2022-03-14\ntitle: Cars leave the town\nsource: https://agency.example/1\n"
FILES = {
    "content/actors/mayor.yaml": "name: Halyna Moroz\nkind: person\ncountry: UA\npublic_figure: true\n",
    "content/sources/agency.yaml": "name: Agency\nkind: news-agency\ndomains: [agency.example]\n",
    "content/events/2022/03/14/seen.yaml": SEEN,
    "content/events/2022/03/14/told.yaml": TOLD,
    "content/events/2022/03/14/reported.yaml": REPORTED,
}
DESK = {"content/sources/our-desk.yaml": "name: The Desk\nkind: desk\n"}
REFERENCE = """\
source: our-desk
kind: document
title: Order of 12 March
copy: {note: A photograph is in our safe.}
"""


def index_of(site: SiteBuilder, files: dict[str, str]) -> SiteIndex:
    """The site with some more files, valid as a whole."""
    site.write({**FILES, **files})
    return SiteIndex(site.timeline())


def test_statuses_are_listed_with_their_meaning(site: SiteBuilder) -> None:
    """All of them in the order of the table; one that no event has links nowhere."""
    page = next(page for page in facets.pages(index_of(site, {})) if page.url.endswith("statuses/"))
    rows = [(row.link.text, bool(row.link.url), row.number) for row in page.make(index_of(site, {})).values]
    assert rows == [
        ("Single source, not verified", True, "1"), ("Second-hand, not verified", False, "0"),
        ("Two or more independent sources", False, "0"), ("Our own reporting", True, "2"),
        ("Verified by us", False, "0"), ("Disputed", False, "0"), ("Shown to be false", False, "0"),
        ("Withdrawn", False, "0"), ("Withheld", False, "0"),
    ]  # fmt: skip


def test_what_the_desk_saw_needs_four_lines(site: SiteBuilder) -> None:
    """An event with nothing but a kind is valid, and its page says how we know it and who we are."""
    index = index_of(site, {})
    assert site.problems() == "no problems\n"
    view = events.view("2022-03-14/seen", index)
    line = view.sources[0]
    assert (view.card.status, view.card.standing, view.card.tone) == (("Seen by our reporter",) * 2 + ("good",))
    assert (line.title, line.publisher.text, line.origin.text, line.role, line.note, line.consulted) == (
        "Seen by our reporter", "Day by Day editors", "Our own reporting", "main source", "Counted from the bridge.",
        True,
    )  # fmt: skip


def test_a_desk_with_an_entry_is_the_source(site: SiteBuilder) -> None:
    """What is cited inline belongs to it, as do its references, and both are one origin."""
    twice = SEEN.replace("source:", "sources:\n  - order\n  -")
    index = index_of(
        site,
        {
            **DESK,
            "content/references/2022/03/order.yaml": REFERENCE,
            "content/events/2022/03/14/twice.yaml": twice,
        },
    )
    view = events.view("2022-03-14/twice", index)
    assert [(line.title, line.publisher.text) for line in view.sources] == [
        ("Order of 12 March", "The Desk"), ("Seen by our reporter", "The Desk"),
    ]  # fmt: skip
    assert view.card.status == "From a document that we hold"
    assert [
        (origin.link.text, origin.counts, [report.link.text for report in origin.reports]) for origin in view.origins
    ] == [("The Desk", True, ["Order of 12 March", "Seen by our reporter"])]
    assert index.timeline.events["2022-03-14/twice"].origins == ("our-desk",)


def test_two_desks_are_one_origin(site: SiteBuilder) -> None:
    """Two desks of the same publisher do not corroborate each other."""
    both = SEEN.replace("source:", "sources:\n  - {kind: call, source: other-desk}\n  -")
    other = {"content/sources/other-desk.yaml": "name: Second desk\nkind: desk\n"}
    index = index_of(site, {**DESK, **other, "content/events/2022/03/14/both.yaml": both})
    assert len(index.timeline.events["2022-03-14/both"].origins) == 1


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("{kind: interview, source: agency}", "Single source, not verified"),
        ("{kind: document, url: https://agency.example/order.pdf}", "Single source, not verified"),
        ("{kind: document, url: https://elsewhere.example/order.pdf}", "Single source, not verified"),
        ("{kind: observation, origin: agency}", "Single source, not verified"),
        ("{kind: observation, role: background}", "Second-hand, not verified"),
        ("{kind: email, source: our-desk}", "Written to our reporter"),
        ("{kind: press-conference}", "Heard by our reporter"),
    ],
)
def test_whose_reporting_it_is(site: SiteBuilder, source: str, status: str) -> None:
    """Somebody else's interview is not ours, nor is a document at an address."""
    event = f"date: 2022-03-14\ntitle: It happened\nsource: {source}\n"
    index = index_of(site, {**DESK, "content/events/2022/03/14/other.yaml": event})
    assert events.view("2022-03-14/other", index).card.status == status


def test_what_somebody_told_us_is_that_persons_claim(site: SiteBuilder) -> None:
    """That it was said is our own reporting; what was said is not verified, and the event's page says neither of it."""
    index = index_of(site, {})
    card, claim = events.view("2022-03-14/told", index).card, claims.view("2022-03-14/told#road", index)
    assert card.status == "Told to our reporter"
    assert (claim.claim.status, claim.claim.standing) == ("Single source, not verified", "")
    assert claim.trust == "This claim was made to us. Not verified by us."


def test_own_reporting_among_the_sources_of_a_day(site: SiteBuilder) -> None:
    """It is named as ours, and never as one of several sources that agree."""
    index = index_of(site, {})
    view = days.view(index.timeline.events["2022-03-14/seen"].when.days[0], index)
    assert [(source.origin.text, source.events) for source in view.sources] == [
        ("Our own reporting", "2 events"), ("Agency", "1 event"),
    ]  # fmt: skip
    assert view.trust == (
        "1 of 3 reports of this day rests on a single source, Agency, not verified by us. "
        "Marked: 2 from our own reporting."
    )


def test_mark_is_the_same_in_search_and_on_cards(site: SiteBuilder) -> None:
    """The search's titles, the social card and a line have the same words as the event's card."""
    index = index_of(site, {})
    rows = titles((2022, 3), index).days["2022-03-14"]
    assert [(row.id, row.status) for row in rows] == [
        ("2022-03-14/reported", ""), ("2022-03-14/seen", "Seen by our reporter"),
        ("2022-03-14/told", "Told to our reporter"),
    ]  # fmt: skip
    assert social_cards._of_event("2022-03-14/seen", index).foot == "Seen by our reporter"
