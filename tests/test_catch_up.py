"""Catch me up: what is new since a day, in pages and for the script."""

import json
from datetime import UTC, datetime

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.index import SiteIndex
from dayline.pages.kinds.catch_up import view
from dayline.timeline.news import NewsItem, news
from test_claim_life import readable

NOW = datetime(2022, 3, 20, 12, tzinfo=UTC)
EVENT = "date: {}\ntitle: {}\nsource: https://example.org/a\n"
CHANGED = """\
threads: siege
claims:
  - {id: it, text: It is so, status: disputed}
changes:
  - {date: 2022-03-19, kind: status, text: The army denies it., field: claims.it.status, was: unverified, now: disputed}
  - {date: 2022-03-20, kind: correction, text: Nine & not seven., field: title, was: Seven, now: Nine}
  - {date: 2022-03-20, kind: update, text: A comma., minor: true}
"""
FILES = {
    "content/threads/siege.yaml": "title: The siege\nsummary: What happens *there*.\n",
    "content/actors/council.yaml": "name: City Council\nkind: government\ncountry: UA\n",
    "content/actors/army.yaml": "name: Army\nkind: armed-force\ncountry: UA\n",
    "content/figures/cars.yaml": "title: Cars\nunit: cars\nkind: level\ncounts: Cars that got out.\n",
    "content/events/2022/03/10/read.yaml": EVENT.format("2022-03-10", "The council says that nine are gone") + CHANGED,
    "content/events/2022/03/11/counted.yaml": (
        EVENT.format("2022-03-11", "The council counts the cars again")
        + "threads: siege\nfigures: [{figure: cars, value: 100, by: council}, {figure: cars, value: 7, by: army}]\n"
    ),
    "content/events/2022/03/18/talks.yaml": (
        EVENT.format("2022-03-18", "The talks about a way out were held")
        + "threads: siege\nplanned: {announced: 2022-03-10, expected: 2022-03-18}\n"
    ),
    "content/events/2022/03/19/counted.yaml": (
        EVENT.format("2022-03-19", "The council says that more cars are out")
        + "threads: siege\npriority: key\nfigures: [{figure: cars, value: 160, by: council}]\n"
    ),
    "content/events/2022/03/19/denied.yaml": (
        EVENT.format("2022-03-19", "The army denies that it is so")
        + "attribution: {by: army}\nresponses: [{claim: 2022-03-10/read#it, type: denies}]\n"
    ),
    "content/events/2022/03/12/late.yaml": (
        EVENT.format("2022-03-12", "Something that we heard of late") + "threads: siege\nadded: 2022-03-20\n"
    ),
    "content/events/2022/03/25/ahead.yaml": (
        EVENT.format("2022-03-25", "The talks are to be held again")
        + "event_status: planned\nplanned: {announced: 2022-03-20, expected: 2022-03-25}\n"
    ),
    "content/briefs/2022/2022-03-12.md": (
        "---\ndate: 2022-03-12\ntitle: The day\n"
        "changes: [{date: 2022-03-20, kind: clarification, text: It was the evening.}]\n---\n\nWords.\n"
    ),
    "content/questions/who.yaml": (
        "question: Who has gone?\nopened: 2022-03-10\nthreads: siege\n"
        "closed_by: 2022-03-19/counted\nanswer: The *old*.\n"
    ),
    "content/questions/why.yaml": "question: Why did they go?\nopened: 2022-03-19\nthreads: siege\n",
}  # fmt: skip
SINCE_THREE_DAYS = """\
The last 3 days
What is new since Thursday 17 March 2022, thread by thread.
The siege
What happens there.
What became of plans
18 March 2022 The talks about a way out were held Announced on 10 March 2022, took place on 18 March 2022.
Statuses that moved
The council says that nine are gone
Status changed, 19 March 2022: The army denies it. Before: Single source, not verified. Now: Disputed.
Corrected or changed since you may have read it
The council says that nine are gone
Correction, 20 March 2022: Nine & not seven. Before: Seven. Now: Nine.
Questions answered
Who has gone? The old.
New
12 March 2022 Something that we heard of late
19 March 2022 The council says that more cars are out
Questions asked
Why did they go?
Figures, then and now
Cars City Council
Then 100 cars 11 March 2022, now 160 cars 19 March 2022
Outside the threads
Corrected or changed since you may have read it
12 March 2022
Clarification, 20 March 2022: It was the evening.
New
25 March 2022 The talks are to be held again Announced on 20 March 2022, expected on 25 March 2022.
19 March 2022 The army denies that it is so"""


@pytest.fixture
def built(site: SiteBuilder) -> SiteBuilder:
    """A site on which some things are new."""
    found = build(Options(site.write(FILES).folder, site.folder / "public", NOW, jobs=1))
    assert found.ok, found.problems
    return site


def page(site: SiteBuilder, name: str) -> str:
    """The readable text of a page."""
    return readable((site.folder / "public" / name / "index.html").read_text("utf-8"))


def test_since_three_days(built: SiteBuilder) -> None:
    """By threads: outcomes, statuses that moved, corrections to what was read, answers, events, figures."""
    assert page(built, "catch-up/3") == SINCE_THREE_DAYS


def test_what_is_new_is_not_corrected(built: SiteBuilder) -> None:
    """To somebody who was not here before an item was added, its corrections are no news."""
    text = page(built, "catch-up/30")
    assert "The council says that nine are gone" in text
    assert "Corrected or changed" not in text
    assert "Then" not in text


def test_the_first_page_says_how_much_is_new(built: SiteBuilder) -> None:
    """The choice of days says how much each would show."""
    text = (built.folder / "public/catch-up/index.html").read_text("utf-8")
    assert (
        '<a href="../catch-up/3/">The last 3 days</a> <span class="by">4 new events, 5 changes to what was there'
        in text
    )
    assert 'data-months="2022-03"' in text


def test_nothing_new(site: SiteBuilder) -> None:
    """Where nothing has become known, the page says so."""
    site.write({"content/events/2022/03/10/one.yaml": EVENT.format("2022-03-10", "Something happens in the city")})
    build(Options(site.folder, site.folder / "public", NOW, jobs=1))
    assert page(site, "catch-up/1").splitlines()[-1] == "Nothing has become known since then."


def test_long_matters_are_cut(site: SiteBuilder) -> None:
    """Of many events in a thread the weightiest are shown, and the way to the others."""
    text = "threads: siege\npriority: {}\n"
    events = {
        f"content/events/2022/03/19/n{number:02}.yaml": EVENT.format(
            "2022-03-19", f"Something happens, number {number}"
        )
        + text.format("key" if number == 3 else "normal")
        for number in range(20)
    }
    site.write({**events, "content/threads/siege.yaml": FILES["content/threads/siege.yaml"]})
    build(Options(site.folder, site.folder / "public", NOW, jobs=1))
    shown = page(site, "catch-up/3")
    assert shown.count("Something happens, number") == 12
    assert "Something happens, number 3\n" in shown
    assert shown.splitlines()[-1] == "12 of 20 new events: all on the thread’s page"


def test_for_the_script(built: SiteBuilder) -> None:
    """A month's file tells the same to a script: day, kind, thread, address, title, text, known since."""
    found = json.loads((built.folder / "public/data/changes/2022-03.json").read_text("utf-8"))
    assert found["threads"] == {"siege": ["The siege", "threads/siege/"]}
    read = "2022/03/10/read/"
    assert [item for item in found["items"] if item[3] == read] == [
        ["2022-03-10", "event", "siege", read, "The council says that nine are gone",
         "Disputed: It is so", "2022-03-10"],
        ["2022-03-19", "status", "siege", read, "The council says that nine are gone",
         "Status changed, 19 March 2022: The army denies it. Before: Single source, not verified. Now: Disputed.",
         "2022-03-10"],
        ["2022-03-20", "change", "siege", read, "The council says that nine are gone",
         "Correction, 20 March 2022: Nine & not seven. Before: Seven. Now: Nine.", "2022-03-10"],
    ]  # fmt: skip
    assert ["2022-03-19", "figure", "siege", "2022/03/19/counted/", "Cars",
            "160 cars, City Council, +60 since 11 March 2022", "2022-03-19"] in found["items"]  # fmt: skip
    assert ["2022-03-19", "answer", "siege", "questions/who/", "Who has gone?", "The old.", "2022-03-10"] in found[
        "items"
    ]
    assert [item[0] for item in found["items"]] == sorted(item[0] for item in found["items"])


def test_news_of_a_day_to_come_is_none(site: SiteBuilder) -> None:
    """What becomes known later than the day of the build is not told."""
    site.write({"content/events/2022/03/21/one.yaml": EVENT.format("2022-03-21", "Something happens in the city")})
    assert news(site.timeline("2022-03-20T12:00")) == ()
    day = datetime(2022, 3, 21, tzinfo=UTC).date()
    assert news(site.timeline("2022-03-21T12:00")) == (NewsItem(day, "event", "event", "2022-03-21/one", day),)


def test_change_of_an_event_that_was_no_plan(site: SiteBuilder) -> None:
    """Only what was planned has an outcome; another change of `event_status` is a change."""
    log = "changes: [{date: 2022-03-19, kind: update, text: It is over., field: event_status, was: ongoing}]\n"
    plan = "planned: {announced: 2022-03-09, expected: 2022-03-10}\n"
    for more, kind in (("", "change"), (plan, "outcome")):
        site.write({"content/events/2022/03/10/one.yaml": EVENT.format("2022-03-10", "It goes on") + log + more})
        found = [(one.day.isoformat(), one.kind) for one in news(site.timeline("2022-03-20T12:00"))]
        assert found == [("2022-03-09" if more else "2022-03-10", "event"), ("2022-03-19", kind)]


def test_answer_that_became_known_late(site: SiteBuilder) -> None:
    """An answer is news on the day on which it became known, whenever the event was that gave it."""
    asked = FILES["content/questions/who.yaml"].replace("2022-03-19/counted", "2022-03-12/late")
    late = "content/events/2022/03/12/late.yaml"
    site.write({"content/threads/siege.yaml": FILES["content/threads/siege.yaml"], late: FILES[late]})
    build(Options(site.write({"content/questions/who.yaml": asked}).folder, site.folder / "public", NOW, jobs=1))
    assert page(site, "catch-up/1") == (
        "Since yesterday\nWhat is new since Saturday 19 March 2022, thread by thread.\nThe siege\nWhat happens there.\n"
        "Questions answered\nWho has gone? The old.\n"
        "New\n12 March 2022 Something that we heard of late"
    )
    items = json.loads((site.folder / "public/data/changes/2022-03.json").read_text("utf-8"))["items"]
    assert items == [
        ["2022-03-10", "question", "siege", "questions/who/", "Who has gone?", "", "2022-03-10"],
        ["2022-03-20", "answer", "siege", "questions/who/", "Who has gone?", "The old.", "2022-03-10"],
        ["2022-03-20", "event", "siege", "2022/03/12/late/", "Something that we heard of late",
         "", "2022-03-20"],
    ]  # fmt: skip


def counted(day: int, value: int, more: str = "") -> dict[str, str | bytes]:
    """The file of an event in which the council counts cars."""
    text = EVENT.format(f"2022-03-{day}", f"The cars of day {day}") + more
    return {f"content/events/2022/03/{day}/n.yaml": f"{text}figures: [{{figure: cars, value: {value}, by: council}}]\n"}


def figures_since(site: SiteBuilder, *events: dict[str, str | bytes]) -> list[list[str]]:
    """What the last three days say of figures, thread by thread."""
    names = ("actors/council", "figures/cars", "threads/siege")
    site.write({f"content/{name}.yaml": FILES[f"content/{name}.yaml"] for name in names})
    for found in events:
        site.write(found)
    index = SiteIndex(site.timeline("2022-03-20T12:00"))
    return [
        [f"{it.then.amount if it.then else None} {it.now.amount}" for it in matter.figures]
        for matter in view(3, index).matters
    ]


def test_values_then_and_now(site: SiteBuilder) -> None:
    """Now is the newest value of all, then the last that is not new, in whatever order they became known."""
    added = "added: 2022-03-20\n"
    assert figures_since(site, counted(11, 100), counted(12, 120, added), counted(13, 130), counted(19, 160)) == [
        ["130 cars 160 cars"]
    ]
    assert figures_since(site, counted(18, 140, "threads: siege\n")) == [["130 cars 160 cars"], ["130 cars 160 cars"]]


def test_late_value_of_an_earlier_day(site: SiteBuilder) -> None:
    """A value that is new but older than the newest changes nothing now."""
    assert figures_since(site, counted(11, 100), counted(10, 90, "added: 2022-03-20\n")) == [[]]
