"""What pages say once and under the right heading, and how shortened lists lead to the whole."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import actors, changelog, claims, places
from dayline.pages.parts.event_card import card
from dayline.pages.parts.event_line import DayLines

NOW = datetime(2022, 3, 20, 12, tzinfo=UTC)
HEAD = "date: 2022-03-{day:02}\ntitle: {title}\nsource: https://example.net/{day}\n"
FILES: dict[str, str | bytes] = {
    "content/actors/council.yaml": "name: Council\nkind: government\ncountry: UA\n",
    "content/actors/army.yaml": "name: Army\nkind: armed-force\ncountry: RU\n",
    "content/actors/mayor.yaml": "name: Mayor\nkind: person\npublic_figure: true\ncountry: UA\n",
    "content/actors/agency.yaml": "name: Agency\nkind: igo\ncountry: UA\n",
    "content/places/town.yaml": "name: Town\nkind: settlement\ncountry: UA\nlat: 48.5\nlon: 35.0\n",
    "content/events/2022/03/13/quoted.yaml": HEAD.format(day=13, title="The mayor spoke to the town")
    + "place: town\nquotes:\n  - {text: We stay here, by: mayor}\n",
    "content/events/2022/03/14/both.yaml": HEAD.format(day=14, title="Council and army differ over the bridge")
    + """\
place: town
claims:
  - {id: hit, by: council, text: The bridge was hit, about: [army], status: disputed}
  - {id: whole, by: army, text: The bridge is whole, contradicts: '2022-03-14/both#hit', status: disputed}
responses:
  - {claim: '2022-03-14/both#hit', by: army, type: denies, text: Nothing was hit}
  - {claim: '2022-03-14/both#hit', by: agency, type: no-response}
""",
    "content/events/2022/03/25/meeting.yaml": HEAD.format(day=25, title="The council is to meet in town")
    + "place: town\nevent_status: planned\nactors: [{actor: council, role: participant}]\n"
    "planned: {announced: 2022-03-14, expected: 2022-03-25}\n",
    "content/events/2022/03/16/called-off.yaml": HEAD.format(day=16, title="The fair in town was called off")
    + "place: town\nevent_status: cancelled\nactors: [{actor: council, role: host}]\n"
    "planned: {announced: 2022-03-14, expected: 2022-03-16}\n",
}


@pytest.fixture
def index(site: SiteBuilder) -> SiteIndex:
    """An edition in which one is quoted, two contradict each other, and two plans lie at a place."""
    return SiteIndex(site.write(FILES).timeline("2022-03-20T12:00+02:00"))


def titles(days: tuple[DayLines, ...]) -> list[str]:
    """The titles of events under their days."""
    return [it.id for day in days for it in day.events]


@pytest.mark.parametrize(
    ("id", "did", "said", "about", "planned"),
    [
        ("mayor", [], ["2022-03-13/quoted"], [], []),
        ("council", [], ["2022-03-14/both"], [], ["2022-03-25/meeting", "2022-03-16/called-off"]),
        ("army", [], ["2022-03-14/both"], [], []),
        ("agency", [], [], ["2022-03-14/both"], []),
    ],
)
def test_who_speaks(
    index: SiteIndex, id: str, did: list[str], said: list[str], about: list[str], planned: list[str]
) -> None:
    """Quotations, claims and answers count as said, no answer does not; what is planned has not been done."""
    view = actors.view(id, index)
    assert [titles(part) for part in (view.did, view.said, view.about, view.planned)] == [did, said, about, planned]


def test_what_is_planned_at_a_place(index: SiteIndex) -> None:
    """Plans, and plans that came to nothing, are not among what happened at a place."""
    view = places.view("town", index)
    assert titles(view.days) == ["2022-03-14/both", "2022-03-13/quoted"]
    assert titles(view.planned) == ["2022-03-25/meeting", "2022-03-16/called-off"]


def test_a_claim_and_its_denial_are_shown_once(site: SiteBuilder, index: SiteIndex) -> None:
    """Wherever a claim is shown with its answers, an answer of the same event is not shown again; its mark names it."""
    both = card(index.timeline.events["2022-03-14/both"], index)
    assert [[answer.kind for answer in claim.answers] for claim in both.claims] == [["Denied", "No response"], []]
    assert both.answers == ()
    public = built(site)
    for page in ("2022/03/14/both", "2022/03/14", "actors/army"):
        text = main_of(public / page / "index.html")
        assert [text.count(words) for words in ("Nothing was hit", "The bridge was hit", "The bridge is whole")] == (
            [1, 2, 1] if page != "actors/army" else [1, 3, 2]
        ), page
    assert "Contradicted by" in main_of(public / "2022/03/14/both/index.html")


def test_answers_elsewhere_stay(site: SiteBuilder) -> None:
    """An answer to another event's claim is shown where it was given."""
    more = HEAD.format(day=15, title="The army answers the council") + (
        "attribution: {by: army}\nresponses:\n  - {claim: '2022-03-14/both#whole', type: confirms}\n"
    )
    index = SiteIndex(site.write(FILES | {"content/events/2022/03/15/answer.yaml": more}).timeline("2022-03-20T12:00Z"))
    found = card(index.timeline.events["2022-03-15/answer"], index).answers
    assert [(one.claim, one.answer.kind) for one in found] == [("The bridge is whole", "Confirmed")]


def many(number: int, first: int = 1) -> dict[str, str | bytes]:
    """As many claims of two months, each in an event of its own, with a correction."""
    files: dict[str, str | bytes] = {}
    for n in range(first, number + first):
        month, day = (2, n) if n <= 14 else (3, n - 14)
        date = f"2022-{month:02}-{day:02}"
        files[f"content/events/2022/{month:02}/{day:02}/claim-{n}.yaml"] = (
            f"date: {date}\ntitle: The council says number {n} of what it says\nsource: https://example.net/{n}\n"
            f"attribution: {{by: council}}\nclaims:\n  - {{id: it, text: Number {n}}}\n"
            f"changes:\n  - {{date: {date}, kind: correction, text: It was {n}.}}\n"
        )
    return files


def test_claims_lead_to_all_of_them(site: SiteBuilder) -> None:
    """A shortened group says how many it shows, and leads to the group on the page of each month."""
    index = SiteIndex(site.write({**FILES, **many(29)}).timeline("2022-03-20T12:00+02:00"))
    view = claims.pages(index)
    groups = next(page for page in view if page.url.endswith("claims/")).make(index).groups
    shown = {group.id: (len(group.claims), group.shown, group.months) for group in groups}
    assert (shown["unsettled"][:2], shown["disputed"][1:]) == ((12, "12 of 29 claims"), ("", ()))
    assert [(month.text, month.url.removeprefix("\x1d")) for month in shown["unsettled"][2]] == [
        ("March 2022 (15)", "claims/2022-03/#unsettled"),
        ("February 2022 (14)", "claims/2022-02/#unsettled"),
    ]
    public = built(site)
    listed = [main_of(public / f"claims/2022-{month}/index.html").count(">Number ") for month in ("02", "03")]
    assert listed == [14, 15]


def test_every_shortened_list_leads_on(site: SiteBuilder) -> None:
    """Changes, corrections, plans, figures and events of the home page say how much they show of how much."""
    figures: dict[str, str | bytes] = {}
    for n in range(8):
        figures[f"content/figures/f-{n}.yaml"] = f"title: Figure {n}\nunit: cars\nkind: level\ncounts: All\n"
    seen = "figures:\n" + "".join(f"  - {{figure: f-{n}, value: {n + 1}, by: council}}\n" for n in range(8))
    events = {
        f"content/events/2022/03/19/e-{n}.yaml": HEAD.format(day=19, title=f"This is event number {n} of the day")
        + (seen if n == 0 else "")
        for n in range(9)
    }
    plans = {
        f"content/events/2022/04/{n + 1:02}/plan.yaml": HEAD.format(day=n + 1, title=f"Plan {n} is to be carried out")
        .replace("2022-03", "2022-04") + "event_status: planned\n"
        f"planned: {{announced: 2022-03-01, expected: 2022-04-{n + 1:02}}}\n"
        for n in range(9)
    }  # fmt: skip
    public = built(site.write({**FILES, **many(29), **figures, **events, **plans}))
    found = {
        page: re.findall(r'<p class="rest"><a href="([^"]*)">(.*?)</a></p>', main_of(public / page / "index.html"))
        for page in (".", "changes", "corrections", "2022/03/19")
    }
    assert found == {
        ".": [("./2022/03/19/", "7 of 9 events: see all"), ("./figures/", "3 of 8 figures: see all")],
        "changes": [("../changes/#months", "7 of 30 days with changes: all by month")],
        "corrections": [],
        "2022/03/19": [("../../../due/", "6 of 10 plans: see all")],
    }
    assert 'id="months"' in (public / "changes/index.html").read_text("utf-8")


def test_corrections_and_outcomes(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first page of the corrections says how many it shows; of outcomes the same."""
    monkeypatch.setattr(changelog, "NEWEST", 5)
    index = SiteIndex(site.write({**FILES, **many(6)}).timeline("2022-03-20T12:00+02:00"))
    rest = changelog.view(False, None, index).rest
    assert rest is not None
    assert (rest.text, rest.url) == ("5 of 6 corrections: all by month", "\x1dcorrections/#months")
    assert changelog.view(False, (2022, 2), index).rest is None


def built(site: SiteBuilder) -> Path:
    public = site.folder / "public"
    found = build(Options(site.folder, public, NOW, jobs=1))
    assert [problem.message for problem in found.problems if problem.is_error] == []
    return public


def main_of(page: Path) -> str:
    return page.read_text("utf-8").partition("<main")[2].partition("</main>")[0]
