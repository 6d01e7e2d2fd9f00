"""Catch up: what is new in a period, in pages and for the script."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SiteBuilder
from dayline import urls
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.figure_changes import figure_changes, leading_figures
from dayline.pages.index import SiteIndex
from dayline.pages.kinds.catch_up import view
from dayline.pages.links import Link
from dayline.pages.news import Period, news_of, of_month, of_week, report_counts
from dayline.pages.parts.topic_news import summary_date, topic_news
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
        "changes: [{date: 2022-03-20, kind: clarification, text: It was the evening.}]\n"
        "standfirst: What came first.\nnot_known: [Where they are]\n---\n\n## What happened\n\nWords.\n"
    ),
    "content/questions/who.yaml": (
        "question: Who has gone?\nopened: 2022-03-10\nthreads: siege\n"
        "closed_by: 2022-03-19/counted\nanswer: The *old*.\n"
    ),
    "content/questions/why.yaml": "question: Why did they go?\nopened: 2022-03-19\nthreads: siege\n",
}  # fmt: skip
THREE_DAYS = """\
The last 3 days: 17–20 March 2022
3 new reports (1 added to earlier days), 1 plan announced, 4 updates or corrections, 2 claims newly confirmed, \
denied or disputed.
All 3 reports of these days rest on one source, example.org. None verified by us.
In figures
Cars (City Council): 100 cars (11 March 2022), now 160 cars (19 March 2022, +60)
The siege
2 new reports
What happens there. As of 19 March 2022
12 March 2022 Something that we heard of late
19 March 2022 The council says that more cars are out
What came due
18 March 2022 The talks about a way out were held Announced on 10 March 2022, took place on 18 March 2022
2 updates or corrections, 2 claims newly confirmed, denied or disputed, 1 question asked
Claims newly confirmed, denied or disputed
It is so Denied by Army on 19 March
The council says that nine are gone Status changed, 19 March 2022: The army denies it. Before: Single source, not \
verified. Now: Disputed.
Corrected or updated
The council says that nine are gone Correction, 20 March 2022: Nine & not seven. Before: Seven. Now: Nine.
Questions answered
Who has gone? The old.
Questions asked
Why did they go?
Outside the topics
1 new report, 1 plan announced
19 March 2022 The army denies that it is so
25 March 2022 The talks are to be held again Announced on 20 March 2022, expected on 25 March 2022
1 update or correction
Corrected or updated
12 March 2022 Clarification, 20 March 2022: It was the evening."""
WEEK = """\
The week of 7–13 March 2022
4 new reports (1 added to earlier days), 4 updates or corrections, 1 claim newly confirmed, denied or disputed.
3 of 4 reports of these days rest on one source, example.org, not verified by us. Marked: 1 disputed.
Day by day
12 March The day
Read the briefs of these days in a row
The siege
4 new reports
What happens there. As of 19 March 2022
11 March 2022 The council counts the cars again
12 March 2022 Something that we heard of late
18 March 2022 The talks about a way out were held Announced on 10 March 2022, took place on 18 March 2022
1 more on the topic’s page
Figures, then and now
Cars (City Council): 100 cars (11 March 2022, first given)
2 updates or corrections, 1 claim newly confirmed, denied or disputed
Claims newly confirmed, denied or disputed
The council says that nine are gone Status changed, 19 March 2022: The army denies it. Before: Single source, not \
verified. Now: Disputed.
Corrected or updated
The council says that nine are gone Correction, 20 March 2022: Nine & not seven. Before: Seven. Now: Nine.
Questions answered
Who has gone? The old.
Outside the topics
1 update or correction
Corrected or updated
12 March 2022 Clarification, 20 March 2022: It was the evening."""
CHOICE = """\
Catch up
What is new, topic by topic, in three minutes.
The latest days
The last day 19–20 March 2022 3 new reports, 1 plan announced
The last 3 days 17–20 March 2022 3 new reports, 1 plan announced
The last 7 days 13–20 March 2022 3 new reports, 1 plan announced
The last 30 days 18 February – 20 March 2022 6 new reports, 1 plan announced
Any two days
From Until Show
Remember when I was last on this page Saved only on this device, and only if you tick the box.
Months and weeks
March 2022 7–13 March 2022 14–20 March 2022
What is counted
Reports count if they are about these days or were added on them; updates and corrections if they were made on \
these days or to these reports. So a longer period never has fewer."""
BRIEFS = """\
The briefs of 7–13 March 2022
The summaries of these days in a row.
Saturday 12 March 2022
The day
What came first.
Clarified 20 March 2022
What happened
Words.
What we do not know
Where they are"""


@pytest.fixture
def built(site: SiteBuilder) -> SiteBuilder:
    """A site on which some things are new."""
    found = build(Options(site.write(FILES).folder, site.folder / "public", NOW, jobs=1))
    assert found.ok, found.problems
    return site


def page(site: SiteBuilder, name: str) -> str:
    """The readable text of a page."""
    return readable((site.folder / "public" / name / "index.html").read_text("utf-8"))


def test_three_days(built: SiteBuilder) -> None:
    """By topic: its dated summary, the weightiest reports with their dates, figures, what came due, and the rest."""
    assert page(built, "catch-up/3") == THREE_DAYS


def test_a_week_before(built: SiteBuilder) -> None:
    """A week has the reports about its days, late ones included, and all corrections to these, whenever made."""
    assert page(built, "catch-up/2022-w10") == WEEK


def test_the_choice_says_how_much_is_new(built: SiteBuilder) -> None:
    """The choice of a period says which days they are, how much each would show, and what is counted."""
    assert page(built, "catch-up") == CHOICE
    assert 'data-months="2022-03"' in (built.folder / "public/catch-up/index.html").read_text("utf-8")


def test_briefs_in_a_row(built: SiteBuilder) -> None:
    """A period with briefs has them all on one page, below one heading; one without briefs has no such page."""
    assert page(built, "catch-up/2022-w10/briefs") == BRIEFS
    html = (built.folder / "public/catch-up/2022-w10/briefs/index.html").read_text("utf-8")
    assert re.findall(r"<(h\d)[^>]*>(.*?)</h\d>", html.partition("<footer")[0]) == [
        ("h1", "The briefs of 7–13 March 2022"), ("h2", "The day"), ("h3", "What happened"),
        ("h3", "What we do not know"),
    ]  # fmt: skip
    assert not (built.folder / "public/catch-up/2022-w11/briefs").exists()
    assert "briefs of these days" not in page(built, "catch-up/2022-w11")


def test_too_many_briefs_for_a_row(site: SiteBuilder) -> None:
    """A month with fifteen has no page of them and no link to one; its weeks have."""
    brief = "---\ndate: 2022-03-{day:02}\ntitle: Day {day}\n---\n\nWords.\n"
    event = "date: 2022-03-01\ntitle: It begins\nsource: https://example.org/a\n"
    briefs = {f"content/briefs/2022/2022-03-{day:02}.md": brief.format(day=day) for day in range(1, 16)}
    assert site.edited({**briefs, "content/events/2022/03/01/it.yaml": event}, "catch-up/2022-03")
    assert not (site.folder / "public/catch-up/2022-03/briefs").exists()
    assert "in a row" not in page(site, "catch-up/2022-03")
    assert "in a row" in page(site, "catch-up/2022-w09")


def test_weeks_and_months_follow_each_other(built: SiteBuilder) -> None:
    """A week links to the weeks with news before and after it."""
    html = (built.folder / "public/catch-up/2022-w11/index.html").read_text("utf-8")
    assert '<a class="back" href="../../catch-up/2022-w10/"><span>Before</span> 7–13 March 2022</a>' in html
    assert 'class="on"' not in html
    assert 'class="turn"' not in (built.folder / "public/catch-up/2022-03/index.html").read_text("utf-8")


SPANS = [Period(date(2022, 3, first), date(2022, 3, last)) for first in range(9, 22) for last in range(first, 22)]


def test_counts_grow_with_the_period(site: SiteBuilder) -> None:
    """Whatever a period counts, a longer one counts too; what is counted is what its topics have."""
    index = SiteIndex(site.write(FILES).timeline("2022-03-20T12:00"))
    news = {period: news_of(period, index) for period in SPANS}
    for outer in SPANS:
        inner = [period for period in SPANS if period.first in outer and period.last in outer]
        assert all(set(news[period]) <= set(news[outer]) for period in inner)
        view = topic_news(news[outer], outer, index)
        assert numbers(topic.total for topic in view) == numbers(report_counts(news[outer], index))
        assert numbers(topic.also for topic in view).keys() <= {"update", "claim", "question"}


def numbers(texts: Iterable[str]) -> Counter[str]:
    """The sums of what some texts count, by the last word in the singular."""
    pattern = r"(\d+) (?:new )?(report|plan|update|claim|question)"
    sums: Counter[str] = Counter()
    for number, kind in re.findall(pattern, " ".join(texts)):
        sums[kind] += int(number)
    return sums


def test_the_last_days_of_a_quiet_site(site: SiteBuilder) -> None:
    """The last days count from the newest day with content, however long ago; today is added the day after."""
    site.write({"content/events/2022/03/10/one.yaml": EVENT.format("2022-03-10", "Something happens in the city")})
    for now, days in (("2022-03-10", "4–10"), ("2022-03-11", "4–11"), ("2022-03-12", "4–10"), ("2023-01-01", "4–10")):
        index = SiteIndex(site.timeline(f"{now}T12:00"))
        assert view("7", "", "", index).head.title == f"The last 7 days: {days} March 2022"
        assert view("7", "", "", index).total == "1 new report"


def test_a_site_without_content(site: SiteBuilder) -> None:
    """Where there is nothing new, the page says so, and offers no dates."""
    build(Options(site.folder, site.folder / "public", NOW, jobs=1))
    assert page(site, "catch-up/1").splitlines()[-1] == "Nothing new in this period."
    assert "Any two days" not in page(site, "catch-up")


def many(number: int, **priorities: str) -> dict[str, str | bytes]:
    """Files of events on 10 to 19 March in a thread, some with a priority by their number."""
    return {
        f"content/events/2022/03/{10 + n % 10}/n{n:02}.yaml": (
            EVENT.format(f"2022-03-{10 + n % 10}", f"Something happens, number {n}")
            + f"threads: siege\npriority: {priorities.get(f'n{n}', 'normal')}\n"
        )
        for n in range(number)
    }


def test_three_reports_by_weight(site: SiteBuilder) -> None:
    """Of many reports in a topic the three weightiest are shown, of equals the newest, in the order of their days."""
    site.write({**many(20, n3="key", n8="lead"), "content/threads/siege.yaml": FILES["content/threads/siege.yaml"]})
    index = SiteIndex(site.timeline("2022-03-20T12:00"))
    topic = view("2022-03", "", "", index).topics[0]
    assert [(line.when, line.link.text) for line in topic.reports] == [
        ("13 March 2022", "Something happens, number 3"), ("18 March 2022", "Something happens, number 8"),
        ("19 March 2022", "Something happens, number 19"),
    ]  # fmt: skip
    assert (topic.total, topic.more) == (
        "20 new reports",
        Link("17 more on the topic’s page", urls.entry("thread", "siege")),
    )


def test_topics_by_weight(site: SiteBuilder) -> None:
    """Leading events come before key events, these before many others, and what is outside all topics comes last."""

    def event(name: str, more: str) -> dict[str, str | bytes]:
        return {f"content/events/2022/03/19/{name}.yaml": EVENT.format("2022-03-19", f"Thing {name} happens") + more}

    topics = {f"content/threads/{id}.yaml": f"title: Topic {id}\nsummary: So.\n" for id in ("a", "b", "c")}
    site.write({**topics, **event("one", "threads: a\n"), **event("two", "threads: a\n"),
                **event("three", "priority: lead\n"), **event("four", "threads: b\npriority: key\n"),
                **event("five", "threads: c\npriority: lead\n")})  # fmt: skip
    titles = [topic.topic.text for topic in view("3", "", "", SiteIndex(site.timeline("2022-03-20T12:00"))).topics]
    assert titles == ["Topic c", "Topic b", "Topic a", "Outside the topics"]


def test_three_minutes(site: SiteBuilder) -> None:
    """As many topics are unfolded as can be read in three minutes, the others folded; the first is always open."""
    long = "word " * 250
    topics = {f"content/threads/t{n}.yaml": f"title: Topic {n}\nsummary: {long}\n" for n in range(4)}
    events = {
        f"content/events/2022/03/19/n{n}.yaml": EVENT.format("2022-03-19", f"Something happens {n}")
        + f"threads: t{n}\n"
        for n in range(4)
    }
    site.write({**topics, **events})
    assert [it.is_open for it in view("3", "", "", SiteIndex(site.timeline("2022-03-20T12:00"))).topics] == [
        True, False, False, False,
    ]  # fmt: skip


def test_uncertain_dates_stay_uncertain(site: SiteBuilder) -> None:
    """A date keeps its uncertainty, and is that of the event, not of the day on which it was entered."""
    dates = {"by": "../2022-03-14", "two": "2022-03-16/2022-03-17", "late": "2022-02-27\nadded: 2022-03-16"}
    folders = {"by": "2022/03/14", "two": "2022/03/16", "late": "2022/02/27"}
    for name, value in dates.items():
        event = EVENT.format(value, f"Something is {name}")
        site.write({f"content/events/{folders[name]}/{name}.yaml": event})
    index = SiteIndex(site.timeline("2022-03-20T12:00"))
    [topic] = view("2022-w11", "", "", index).topics
    assert [line.when for line in topic.reports] == ["27 February 2022", "By 14 March 2022", "16–17 March 2022"]


def test_summary_says_how_old_it_is(site: SiteBuilder) -> None:
    """The date of a topic's paragraph is that of its last logged change, or else of its last event; never a plan's."""
    plan = "event_status: planned\nplanned: {announced: 2022-03-12, expected: 2022-03-19}\n"
    site.write(
        {
            **many(5),
            "content/threads/siege.yaml": FILES["content/threads/siege.yaml"],
            "content/events/2022/03/19/plan.yaml": EVENT.format("2022-03-19", "Talks are planned")
            + "threads: siege\n"
            + plan,
        }
    )
    assert summary_date("siege", SiteIndex(site.timeline("2022-03-20T12:00"))) == "As of 14 March 2022"
    changes = "changes: [{date: 2022-03-12, kind: update, text: New.}]\n"
    site.write({"content/threads/siege.yaml": f"{FILES['content/threads/siege.yaml']!s}{changes}"})
    assert summary_date("siege", SiteIndex(site.timeline("2022-03-20T12:00"))) == "As of 12 March 2022"


def test_promise_and_plan_with_one_outcome(site: SiteBuilder) -> None:
    """What came due is said once: a promise whose outcome is that of a plan beside it is not repeated."""
    promise = (
        "claims:\n  - {id: it, by: council, text: The talks will be held, kind: intent,\n"
        "     promise: {due: 2022-03-18, outcome: kept, shown_by: %s}}\n"
    )
    site.write({name: FILES[name] for name in FILES if "threads/" in name or "actors/" in name or "talks" in name})
    said = EVENT.format("2022-03-12", "The council promises talks") + "threads: siege\n"
    for shown, expected in (
        ("2022-03-18/talks", ["Announced on 10 March 2022, took place on 18 March 2022"]),
        (
            "2022-03-12/said",
            ["Promise by City Council: Kept", "Announced on 10 March 2022, took place on 18 March 2022"],
        ),
    ):
        site.write({"content/events/2022/03/12/said.yaml": said + promise % shown})
        index = SiteIndex(site.timeline("2022-03-20T12:00"))
        topic = view("2022-w11", "", "", index).topics[0]
        assert sorted(line.text for line in topic.due) == sorted(expected)


def test_a_plan_is_no_report_of_the_day_it_is_for(site: SiteBuilder) -> None:
    """A plan is new when it is announced and due on its day; before that day has come, it is not due."""
    site.write({"content/events/2022/03/25/ahead.yaml": FILES["content/events/2022/03/25/ahead.yaml"]})
    index = SiteIndex(site.timeline("2022-03-21T12:00"))
    assert view("2022-w12", "", "", index).topics == ()
    [topic] = view("2022-w11", "", "", index).topics
    assert ([line.link.text for line in topic.reports], topic.due) == (["The talks are to be held again"], ())
    [topic] = view("2022-w12", "", "", SiteIndex(site.timeline("2022-03-27T12:00"))).topics
    assert ([line.text for line in topic.due], topic.total) == (
        ["Announced on 20 March 2022, expected on 25 March 2022"],
        "",
    )


def test_for_the_script(built: SiteBuilder) -> None:
    """A month's file says the same in the same words, with the days that decide in which period it is."""
    month = json.loads((built.folder / "public/data/changes/2022-03.json").read_text("utf-8"))
    assert month["threads"] == {"siege": ["The siege", "threads/siege/", "What happens there.", "As of 19 March 2022"]}
    assert month["headlines"] == [["2022-03-12", "12 March", "The day", "2022/03/12/"]]
    lines = {(item[0], item[1], item[4]): item for item in month["items"]}
    assert lines["2022-03-12/late", 0, "event"] == [
        "2022-03-12/late", 0, ["2022-03-20", "2022-03-20", "2022-03-12"], "2022-03-12", "event", "siege", 2, True,
        ["12 March 2022", "Something that we heard of late", "2022/03/12/late/", "", "", "", "open", ""],
    ]  # fmt: skip
    assert lines["2022-03-10/read", 1, "change"] == [
        "2022-03-10/read", 1, ["2022-03-20", "2022-03-10", "2022-03-10"], "", "change", "siege", 0, False,
        ["", "The council says that nine are gone", "2022/03/10/read/", "",
         "Correction, 20 March 2022: Nine & not seven. Before: Seven. Now: Nine.", "", "", ""],
    ]  # fmt: skip
    assert lines["2022-03-10/read#it", 0, "claim"][8][1:5] == [
        "It is so",
        "2022/03/10/read/it/",
        "",
        "Denied by Army on 19 March",
    ]
    assert lines["who", 0, "answer"][8][1:5] == ["Who has gone?", "questions/who/", "", "The old."]
    assert [(due[0], due[2], due[4][0], due[4][4]) for due in month["due"]] == [
        ("2022-03-18/talks", "2022-03-18", "18 March 2022", "Announced on 10 March 2022, took place on 18 March 2022"),
    ]  # fmt: skip
    assert month["figures"] == {"cars": ["Cars", "figures/cars/", 1, 94]}
    assert month["figures_of"] == {"": [], "siege": ["cars"]}
    assert month["values"] == [
        ["cars", "2022-03-11", "City Council", "100 cars", "11 March 2022", "", "", "", 100, None],
        ["cars", "2022-03-19", "City Council", "160 cars", "19 March 2022", "", "100 cars", "11 March 2022", 160, 100],
        ["cars", "2022-03-11", "Army", "7 cars", "11 March 2022", "", "", "", 7, None],
    ]


def test_news_of_a_day_to_come_is_none(site: SiteBuilder) -> None:
    """What becomes known later than the day of the build is not shown."""
    site.write({"content/events/2022/03/21/one.yaml": EVENT.format("2022-03-21", "Something happens in the city")})
    assert news(site.timeline("2022-03-20T12:00")) == ()
    day = date(2022, 3, 21)
    assert news(site.timeline("2022-03-21T12:00")) == (
        NewsItem(day, "event", "event", "2022-03-21/one", day, about=day),
    )


def test_change_of_an_event_that_was_no_plan(site: SiteBuilder) -> None:
    """Only what was planned has an outcome; another change of `event_status` is a change."""
    log = "changes: [{date: 2022-03-19, kind: update, text: It is over., field: event_status, was: ongoing}]\n"
    plan = "planned: {announced: 2022-03-09, expected: 2022-03-10}\n"
    for more, kind in (("", "change"), (plan, "outcome")):
        site.write({"content/events/2022/03/10/one.yaml": EVENT.format("2022-03-10", "It goes on") + log + more})
        kinds = [(item.day.isoformat(), item.kind) for item in news(site.timeline("2022-03-20T12:00"))]
        assert kinds == [("2022-03-09" if more else "2022-03-10", "event"), ("2022-03-19", kind)]


def test_answer_that_became_known_late(site: SiteBuilder) -> None:
    """An answer is news on the day on which it became known, whenever the event was that gave it."""
    asked = str(FILES["content/questions/who.yaml"]).replace("2022-03-19/counted", "2022-03-12/late")
    late = "content/events/2022/03/12/late.yaml"
    site.write({"content/threads/siege.yaml": FILES["content/threads/siege.yaml"], late: FILES[late]})
    site.write({"content/questions/who.yaml": asked})
    index = SiteIndex(site.timeline("2022-03-20T12:00"))
    assert [(item.day.day, item.kind) for item in news_of(Period(date(2022, 3, 20), date(2022, 3, 20)), index)] == [
        (20, "answer"), (20, "event"),
    ]  # fmt: skip
    assert [group.title for group in view("2022-w11", "", "", index).topics[0].groups] == ["Questions answered"]


CONFIRMS = (
    "attribution: {{by: {by}}}\nresponses: [{{claim: 2022-03-10/read#it, type: {type}, addresses: {addresses}}}]\n"
)


@pytest.mark.parametrize(
    ("by", "type", "addresses", "expected"),
    [("army", "denies", "whole", ["Denied by Army on 19 March"]),
     ("army", "confirms", "part", ["Confirmed in part by Army on 19 March"]),
     ("council", "confirms", "whole", []), ("council", "denies", "whole", ["Denied by City Council on 19 March"]),
     ("army", "denies", "other", []), ("army", "no-response", "whole", [])],
)  # fmt: skip
def test_claims_newly_confirmed_or_denied(
    site: SiteBuilder, by: str, type: str, addresses: str, expected: list[str]
) -> None:
    """Who confirmed or denied a claim, and when; a claimant who repeats it confirms nothing, nor does silence."""
    claim = EVENT.format("2022-03-10", "The council says that nine are gone")
    claim += "threads: siege\nattribution: {by: council}\nclaims: [{id: it, text: It is so}]\n"
    answer = EVENT.format("2022-03-19", "An answer to that is given") + CONFIRMS.format(
        by=by, type=type, addresses=addresses
    )
    site.write({name: FILES[name] for name in FILES if "threads/" in name or "actors/" in name})
    site.write({"content/events/2022/03/10/read.yaml": claim, "content/events/2022/03/19/answer.yaml": answer})
    topics = view("1", "", "", SiteIndex(site.timeline("2022-03-19T12:00"))).topics
    assert [line.text for topic in topics for group in topic.groups for line in group.lines] == expected


def counted(day: int, value: int, more: str = "") -> dict[str, str | bytes]:
    """The file of an event in which the council counts cars."""
    text = EVENT.format(f"2022-03-{day}", f"The cars of day {day}") + more
    return {f"content/events/2022/03/{day}/n.yaml": f"{text}figures: [{{figure: cars, value: {value}, by: council}}]\n"}


@pytest.mark.parametrize(
    ("days", "expected"),
    [((11, 12, 19), ["120 cars (12 March 2022) 160 cars (19 March 2022) +40"]),
     ((19,), [" () 160 cars (19 March 2022) "]),
     ((11, 18, 19), ["140 cars (18 March 2022) 160 cars (19 March 2022) +20"]),
     ((18, 19), ["140 cars (18 March 2022) 160 cars (19 March 2022) +20"]), ((11, 12), [])],
)  # fmt: skip
def test_values_then_and_now(site: SiteBuilder, days: tuple[int, ...], expected: list[str]) -> None:
    """Now is the last value in the period, then the first in it or else the last before it; each with its own date."""
    values = {11: 100, 12: 120, 18: 140, 19: 160}
    site.write({f"content/{name}.yaml": FILES[f"content/{name}.yaml"] for name in ("actors/council", "figures/cars")})
    for day in days:
        site.write(counted(day, values[day]))
    site.write({"content/events/2022/03/19/other.yaml": EVENT.format("2022-03-19", "Something else happens")})
    index = SiteIndex(site.timeline("2022-03-19T12:00"))
    changes = figure_changes("cars", date(2022, 3, 17), date(2022, 3, 19), index)
    assert [f"{it.then} ({it.then_as_of}) {it.now} ({it.now_as_of}) {it.difference}" for it in changes] == expected
    shown = view("3", "", "", index)
    in_topics = [it for topic in shown.topics for it in topic.figures]
    assert ((*shown.figures, *in_topics) if changes else ()) == changes, "each change once"


@pytest.mark.parametrize(
    ("unit", "values", "difference"),
    [("people", ("100", "100"), ""), ("people", ("1200", "200"), "−1,000"), ("USD", ("100", "200"), ""),
     ("people", ("100", "200, qualifier: more-than"), ""), ("km", ("1.1", "1.3"), "+0.2")],
)  # fmt: skip
def test_difference_between_values(site: SiteBuilder, unit: str, values: tuple[str, str], difference: str) -> None:
    """Only exact numbers are subtracted, and no sums of money, which are written in words."""
    site.write({"content/figures/n.yaml": f"title: N\nunit: {unit}\nkind: level\ncounts: Some.\n"})
    for day, value in zip((18, 19), values, strict=True):
        text = f"{EVENT.format(f'2022-03-{day}', f'Number {day} is given')}figures: [{{figure: n, value: {value}}}]\n"
        site.write({f"content/events/2022/03/{day}/n.yaml": text})
    [change] = figure_changes("n", date(2022, 3, 17), date(2022, 3, 19), SiteIndex(site.timeline("2022-03-19T12:00")))
    assert change.difference == difference


def test_the_gravest_figure_of_each_kind_leads(site: SiteBuilder) -> None:
    """Three figures lead: one of each degree of gravity before a second of the same."""
    units = {"a": "cars", "b": "people left", "c": "killed in town", "d": "killed in country", "e": "km", "f": "killed"}
    for id, unit in units.items():
        site.write({f"content/figures/{id}.yaml": f"title: {id}\nunit: {unit}\nkind: level\ncounts: Some.\n"})
    site.write({"content/figures/d.yaml": "title: d\nunit: killed in country\nkind: cumulative\ncounts: Some.\n"})
    given = {18: "abcde", 19: "abcdef"}
    for day, ids in given.items():
        values = ", ".join(f"{{figure: {id}, value: {day}}}" for id in ids)
        text = EVENT.format(f"2022-03-{day}", f"The numbers of day {day}")
        site.write({f"content/events/2022/03/{day}/n.yaml": f"{text}figures: [{values}]\n"})
    index = SiteIndex(site.timeline("2022-03-19T12:00"))
    shown = view("3", "", "", index).figures
    assert [(it.figure.text, it.then, it.now) for it in shown] == [
        ("d", "18 killed in country", "19 killed in country"), ("b", "18 people left", "19 people left"),
        ("a", "18 cars", "19 cars"),
    ]  # fmt: skip
    assert leading_figures(date(2022, 3, 1), date(2022, 3, 16), index) == ()


def test_folded_topics_show_their_first_report(site: SiteBuilder) -> None:
    """A topic that is folded shows its weightiest report, which its fold does not repeat."""
    for n in range(2):
        site.write({f"content/threads/t{n}.yaml": f"title: Topic {n}\nsummary: {'word ' * 500}\n"})
        for name, priority in (("x", "key"), ("y", "normal")):
            text = EVENT.format("2022-03-19", f"Thing {name} of {n}") + f"threads: t{n}\npriority: {priority}\n"
            site.write({f"content/events/2022/03/19/{name}{n}.yaml": text})
    assert build(Options(site.folder, site.folder / "public", NOW, jobs=1)).ok
    assert page(site, "catch-up/3").replace("word ", "").splitlines()[-9:] == [
        "2 new reports", "As of 19 March 2022", "19 March 2022 Thing x of 0",
        "19 March 2022 Thing y of 0",
        "Topic 1", "19 March 2022 Thing x of 1", "2 new reports", "As of 19 March 2022",
        "19 March 2022 Thing y of 1",
    ]  # fmt: skip


@given(st.dates(date(2021, 12, 1), date(2024, 3, 1)))
def test_weeks_and_months_hold_each_day_once(day: date) -> None:
    """A day is in the week and the month that are named after it, and a period has days in its months only."""
    week, month = of_week(day.isocalendar()[:2]), of_month((day.year, day.month))
    assert (day in week, week.days, day in month) == (True, 7, True)
    assert {(it.year, it.month) for it in (week.first, week.last)} == set(week.months)
    assert month.months == ((day.year, day.month),)
    assert month.last + timedelta(days=1) == (month.first + timedelta(days=31)).replace(day=1)
