"""The ledger of claims: how a claim stands and since when, its page, and the list of them all."""

from datetime import UTC, datetime

import pytest

from conftest import PagesOnce, SiteBuilder
from dayline.build.judgement import timeline_of
from dayline.build.options import Options
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import claims, redirects, sources
from dayline.pages.kinds.events import view as event_view
from dayline.pages.links import Link
from dayline.read.content import in_process, read

FILES: dict[str, str | bytes] = {
    "content/actors/council.yaml": "name: City Council\nkind: government\ncountry: UA\n",
    "content/actors/army.yaml": "name: Army\nkind: armed-force\ncountry: RU\n",
    "content/sources/ap.yaml": "name: The Agency\nshort_name: AP\nkind: news-agency\n",
    "content/sources/paper.yaml": "name: The Paper\nkind: newspaper\n",
    "content/references/2022/03/one.yaml": "source: ap\nkind: article\ntitle: One\nurl: https://example.org/1\n",
    "content/references/2022/03/two.yaml": (
        "source: paper\nkind: article\ntitle: Two\nurl: https://example.org/2\nsyndicated_from: [ap]\norigin: ap\n"
    ),
    "content/events/2022/03/14/convoy.yaml": """\
date: 2022-03-14
title: The council says that 160 cars left the city
sources: [one, two]
claims:
  - {id: cars, by: council, text: 160 cars left the city, status: debunked}
  - {id: safe, by: council, text: The road was safe}
  - {id: shots, by: council, text: "Shots were fired, *they* say"}
changes:
  - {date: 2022-03-20, kind: status, field: claims.cars, was: unverified, now: disputed, text: The army denies it.}
  - {date: 2022-04-02, kind: status, field: claims.cars, was: disputed, now: debunked, text: Pictures show 60 cars.}
""",
    "content/events/2022/03/20/denial.yaml": """\
date: 2022-03-20
title: The army says that no car has left the city
source: one
attribution: {by: army}
responses:
  - {claim: 2022-03-14/convoy#cars, type: denies}
  - {claim: 2022-03-14/convoy#safe, type: denies, addresses: part}
claims:
  - {id: none, by: army, text: No car left, status: disputed, contradicts: 2022-03-14/convoy#cars}
""",
}


@pytest.fixture
def index(site: SiteBuilder) -> SiteIndex:
    """An edition with four claims of two parties."""
    site.write({"content/site.yaml": "title: Days\nbase_url: https://example.org/\ntimezone: UTC\n", **FILES})
    options = Options(site.folder, site.folder / "public", datetime(2022, 4, 13, tzinfo=UTC))
    return SiteIndex(timeline_of(read(site.folder, in_process(None)), options))


def test_status_and_its_day_wherever_a_claim_is_shown(index: SiteIndex) -> None:
    """On its event's page each claim has today's status, with the day since when."""
    card = event_view("2022-03-14/convoy", index).card
    assert [(claim.status, claim.tone) for claim in card.claims] == [
        ("Shown to be false on 2 April", "bad"),
        ("Denied in part by Army on 20 March", "doubt"),
        ("Single source, not verified", "open"),
    ]


def test_a_claims_page(index: SiteIndex) -> None:
    """A claim's page has every answer, the moves of its status, and where its reports come from."""
    page = claims.view("2022-03-14/convoy#cars", index)
    assert page.head.url == "\x1d2022/03/14/convoy/cars/"
    assert page.made == "14 March 2022"
    assert [(answer.kind, answer.date) for answer in page.claim.answers] == [("Denied", "20 March")]
    assert [other.url for other in page.claim.contradicting] == ["\x1d2022/03/20/denial/none/"]
    assert page.steps == (
        claims.Step("20 March 2022", "Disputed; before: single source, not verified", "The army denies it."),
        claims.Step("2 April 2022", "Shown to be false; before: disputed", "Pictures show 60 cars."),
    )
    assert [(origin.link.text, origin.counts, [r.link.text for r in origin.reports]) for origin in page.origins] == [
        ("AP", True, ["One", "Two"])
    ]
    assert [[step.text for step in report.via] for report in page.origins[0].reports] == [[], ["The Paper"]]
    assert page.others == (
        Link("The road was safe", "\x1d2022/03/14/convoy/safe/"),
        Link("Shots were fired, they say", "\x1d2022/03/14/convoy/shots/"),
    )


def marks(line: claims.ClaimLine) -> list[str]:
    """What a list says of a claim."""
    return [mark.mark for mark in line.marks]


def test_the_list(index: SiteIndex) -> None:
    """Claims by how they stand, newest first, with who answered them, and by claimant and month."""
    pages = {page.url: page for page in claims.pages(index)}
    assert list(pages) == [
        "\x1d2022/03/14/convoy/cars/", "\x1d2022/03/14/convoy/safe/", "\x1d2022/03/14/convoy/shots/",
        "\x1d2022/03/20/denial/none/", "\x1dclaims/2022-03/", "\x1dclaims/",
    ]  # fmt: skip
    view = pages["\x1dclaims/"].make(index)
    assert view.total == "4 claims, and whether they were confirmed, denied or disputed."
    groups = [(group.label, group.number, [(line.text, marks(line)) for line in group.claims]) for group in view.groups]
    assert groups == [
        ("Disputed", "1", [("No car left", ["Contradicted by City Council on 14 March"])]),
        ("Not settled", "2", [
            ("Shots were fired, they say", []), ("The road was safe", ["Denied in part by Army on 20 March"]),
        ]),
        ("Settled", "1", [("160 cars left the city", ["Shown to be false on 2 April", "Denied by Army on 20 March"])]),
        ("Predictions and intentions", "0", []),
    ]  # fmt: skip
    assert [(who.name.text, who.total, who.groups) for who in view.claimants] == [
        ("City Council", "3 claims", "2 not settled, 1 settled"),
    ]
    assert view.other_claimants == "1 other made one claim."
    assert view.months == (Link("March 2022 (4)", "\x1dclaims/2022-03/"),)


STANDING = {
    "unsettled": ["{}", "{kind: accusation}", "{kind: assessment}", "{status: corroborated}"],
    "disputed": ["{status: disputed}", "{kind: assessment, status: disputed}"],
    "settled": ["{status: debunked}", "{status: retracted}", "{kind: prediction, status: debunked}"],
    "ahead": [
        "{kind: prediction}", "{kind: intent}", "{kind: prediction, status: disputed}",
        "{kind: factual, promise: {due: 2022-03-20}}",
    ],
}  # fmt: skip


def test_what_is_to_come_is_kept_apart(site: SiteBuilder) -> None:
    """Predictions, intentions and promises are in a group of their own until we have settled them."""
    kinds = [(group, fields) for group, rows in STANDING.items() for fields in rows]
    event = "date: 2022-03-14\ntitle: The council says many things\nsource: https://example.net/1\nclaims:\n" + "".join(
        f"  - {{id: c{number:02}, text: Number {number:02}{', ' if fields != '{}' else ''}{fields[1:-1]}}}\n"
        for number, (_, fields) in enumerate(kinds)
    )
    index = SiteIndex(site.write({"content/events/2022/03/14/many.yaml": event}).timeline("2022-04-02T12:00Z"))
    view = next(page for page in claims.pages(index) if page.url.endswith("claims/")).make(index)
    listed = {
        group.id: sorted(int(line.text.removeprefix("Number ")) for line in group.claims) for group in view.groups
    }
    expected = {id: [n for n, (group, _) in enumerate(kinds) if group == id] for id in STANDING}
    assert listed == expected


def test_a_denial_disputes_what_nobody_has_marked(site: SiteBuilder) -> None:
    """A claim denied in full is disputed though its status is the default; an outcome of a promise is its mark."""
    site.write({
        "content/actors/army.yaml": "name: Army\nkind: armed-force\ncountry: RU\n",
        "content/events/2022/03/14/said.yaml": (
            "date: 2022-03-14\ntitle: The council says two things\nsource: https://example.net/1\nclaims:\n"
            "  - {id: it, text: It is so}\n"
            "  - {id: then, text: It will be so, kind: intent, promise: {due: 2022-03-15, outcome: broken, "
            "shown_by: 2022-03-15/denied}}\n"
        ),
        "content/events/2022/03/15/denied.yaml": (
            "date: 2022-03-15\ntitle: The army says no\nsource: https://example.net/2\nattribution: {by: army}\n"
            "responses: [{claim: 2022-03-14/said#it, type: denies}]\n"
        ),
    })  # fmt: skip
    index = SiteIndex(site.timeline("2022-04-02T12:00Z"))
    view = next(page for page in claims.pages(index) if page.url.endswith("claims/")).make(index)
    assert {group.id: [(line.text, marks(line)) for line in group.claims] for group in view.groups} == {
        "disputed": [("It is so", ["Denied by Army on 15 March"])],
        "unsettled": [],
        "settled": [],
        "ahead": [("It will be so", ["Not kept"])],
    }


def test_how_a_sources_claims_turned_out(index: SiteIndex) -> None:
    """A source's page counts the claims it carried by how they stand, and grades nothing."""
    assert sources.source_view("ap", index).claims == (
        ("Carried", "4"), ("Later corroborated", "0"), ("Verified by us", "0"), ("Disputed", "1"),
        ("Shown to be false", "1"), ("Withdrawn", "0"), ("Not verified", "2"),
    )  # fmt: skip


def test_the_weightiest_answer_is_told(site: SiteBuilder) -> None:
    """A later answer hides no denial, a claimant who repeats himself confirms nothing, a month is no day."""
    claim = "2022-03-14/convoy#safe"
    site.write({"content/site.yaml": "title: Days\nbase_url: https://example.org/\ntimezone: UTC\n", **FILES})
    site.write({
        "content/events/2022/03/21/later.yaml": (
            "date: 2022-03-21\ntitle: Nobody wants to say more of it\nsource: one\nresponses:\n"
            f"  - {{claim: {claim}, by: army, type: declines-to-comment}}\n"
            f"  - {{claim: {claim}, by: council, type: confirms}}\n"
            "  - {claim: 2022-03-14/convoy#shots, by: army, type: denies, addresses: part, said: 2022-03}\n"
        ),
    })  # fmt: skip
    options = Options(site.folder, site.folder / "public", datetime(2022, 4, 13, tzinfo=UTC))
    index = SiteIndex(timeline_of(read(site.folder, in_process(None)), options))
    card = event_view("2022-03-14/convoy", index).card
    assert [claim.status for claim in card.claims] == [
        "Shown to be false on 2 April",
        "Denied in part by Army on 20 March",
        "Denied in part by Army (March 2022)",
    ]


def test_a_renamed_event_takes_its_claims_along(site: SiteBuilder) -> None:
    """The old addresses of an event's claims lead to the new ones."""
    renamed = str(FILES["content/events/2022/03/14/convoy.yaml"]) + "aliases: [2022-03-14/cars]\n"
    site.write({"content/site.yaml": "title: Days\nbase_url: https://example.org/\ntimezone: UTC\n", **FILES})
    site.write({"content/events/2022/03/14/convoy.yaml": renamed})
    options = Options(site.folder, site.folder / "public", datetime(2022, 4, 13, tzinfo=UTC))
    index = SiteIndex(timeline_of(read(site.folder, in_process(None)), options))
    assert {page.url: page.make(index).target.url for page in redirects.pages(index)} == {
        f"\x1d2022/03/14/cars/{local}": f"\x1d2022/03/14/convoy/{local}" for local in ("", "cars/", "safe/", "shots/")
    }


def test_a_months_page_knows_its_neighbours(site: SiteBuilder, index: SiteIndex) -> None:
    """A new month of claims after it makes it again; how many claims that month has is not shown."""
    later = "date: 2022-04-02\ntitle: One word more\nsource: https://example.net/9\nclaims:\n"
    with_april = []
    for claims_then in ("  - {id: a, text: It was so}\n", "  - {id: a, text: It was so}\n  - {id: b, text: Or not}\n"):
        site.write({"content/events/2022/04/02/more.yaml": later + claims_then})
        with_april.append(SiteIndex(site.timeline(index.timeline.now.isoformat())))
    one, two = with_april
    assert "\x1dclaims/2022-03/" in PagesOnce(index).renewed(one)
    assert "\x1dclaims/2022-03/" not in PagesOnce(one).renewed(two)
    assert "\x1dclaims/2022-04/" in PagesOnce(one).renewed(two)


@pytest.mark.parametrize(
    ("attribution", "roles"),
    [
        ("", [("Speaker", ["Army (its staff)", "City Council"])]),
        ("{by: council}", [("Who else spoke", ["Army (its staff)"])]),
        ("{anonymous: true, organisation: council}", [("Who else spoke", ["Army (its staff)"])]),
        ("{by: army}", [("How the speaker is described", ["Army (its staff)"]), ("Who else spoke", ["City Council"])]),
        ("{anonymous: true}", [("Who else spoke", ["Army (its staff)", "City Council"])]),
    ],
)
def test_nobody_is_twice_the_speaker(site: SiteBuilder, attribution: str, roles: list[tuple[str, list[str]]]) -> None:
    """Whoever the attribution names, or is unnamed in, is no second speaker: one voice would read as two."""
    event = (
        "date: 2022-03-14\ntitle: It was said\nsource: one\nactors:\n  - {actor: army, role: speaker, as: its staff}\n"
    )
    event += "  - {actor: council, role: speaker}\n" + (f"attribution: {attribution}\n" if attribution else "")
    files = {name: text for name, text in FILES.items() if "/events/" not in name}
    site.write({**files, "content/events/2022/03/14/said.yaml": event})
    view = event_view("2022-03-14/said", SiteIndex(site.timeline(), site.options()))
    assert [(role, [link.text for link in links]) for role, links in view.roles] == roles


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("type: confirms", ("Confirmed", "agreed")),
        ("type: partly-confirms", ("Confirmed in part", "agreed")),
        ("type: denies", ("Denied", "doubt")),
        ("type: confirms, addresses: other", ("Replied without addressing this", "open")),
    ],
)
def test_no_word_of_another_has_the_colour_of_what_we_verified(
    site: SiteBuilder, answer: str, shown: tuple[str, str]
) -> None:
    """Green is for what the desk has verified; somebody who confirms a claim is one more who says so."""
    denial = str(FILES["content/events/2022/03/20/denial.yaml"]).replace("type: denies}", f"{answer}}}", 1)
    site.write({**FILES, "content/events/2022/03/20/denial.yaml": denial})
    page = claims.view("2022-03-14/convoy#cars", SiteIndex(site.timeline(), site.options()))
    assert [(reply.kind, reply.tone) for reply in page.claim.answers] == [shown]
