"""Open questions, promises and unnamed sources, from every end."""

from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import actors, days, events, home, questions, static_pages, threads
from dayline.pages.kinds.anonymous_sources import Row
from dayline.pages.links import Link
from dayline.pages.page import Page
from dayline.pages.parts.brief import Unknown
from dayline.pages.parts.deadline import Matter
from dayline.pages.parts.month_links import MonthPager
from dayline.pages.parts.question import QuestionLine
from dayline.pages.parts.upcoming import Coming
from dayline.pages.plan import plan
from dayline.timeline.revised import differs_in_words

ROOT = "\x1d"
HELD = "changes: [{date: 2022-03-16, kind: update, text: Yes., field: event_status, was: planned}]\n"
SOURCED = "source: https://example.org/a\n"
HEAD = "date: 2022-03-{day}\ntitle: {title}\nsource: https://example.org/{day}\n"


def event(day: int, slug: str, title: str, more: str = "") -> dict[str, str | bytes]:
    """The file of an event."""
    return {f"content/events/2022/03/{day}/{slug}.yaml": HEAD.format(day=day, title=title) + more}


def brief(day: int, *unknown: str) -> dict[str, str | bytes]:
    """The file of a brief that says what is not known."""
    lines = "".join(f"  - {entry}\n" for entry in unknown)
    head = f"---\ndate: 2022-03-{day}\ntitle: Day {day}\nnot_known:\n{lines}---\n"
    return {f"content/briefs/2022/2022-03-{day}.md": head}


FILES: dict[str, str | bytes] = {
    "content/site.yaml": """\
title: Days
base_url: https://example.org/
timezone: UTC
publisher: {name: The desk, policies: {unnamed_sources: method}}
desk: {unnamed: {vague: [western official], reason: required, origins: 2, not_for: [prediction]}}
""",
    "content/actors/council.yaml": "name: City Council\nkind: government\ncountry: UA\n",
    "content/actors/army.yaml": "name: Army\nkind: armed-force\ncountry: UA\n",
    "content/threads/siege.yaml": "title: The siege\nsummary: What happens there.\n",
    "content/questions/where-they-went.yaml": """\
question: Where did the cars "go"?
opened: 2022-03-13
known: They left to the *west*.
threads: siege
events: 2022-03-14/convoy
""",
    "content/questions/how-many-cars.yaml": """\
question: How many cars left?
opened: 2022-03-12
threads: siege
closed_by: 2022-03-15/count
answer: There were *160*.
""",
    **event(14, "convoy", "Civilian cars leave the city", "threads: siege\n"),
    **event(15, "count", "The council has counted the cars"),
    **event(
        10,
        "promise",
        "The council promises buses",
        """\
claims:
  - {id: buses, by: council, text: Buses *will* come, kind: intent, promise: {due: 2022-03-15, to: army, outcome: kept,
     shown_by: 2022-03-15/count, note: All of them.}}
  - {id: bread, by: council, text: Bread will come, kind: intent, promise: {due: 2022-03-12}}
  - {id: water, by: council, text: Water will come, kind: intent, promise: {due: 2022-04-02/2022-04-05}}
""",
    ),
    **event(
        21,
        "talks",
        "Talks are to be held again",
        "event_status: planned\nplanned: {announced: 2022-03-15, expected: 2022-03-21}\n",
    ),
    **event(
        11,
        "aide",
        "An aide says that cars will leave",
        """\
attribution: {anonymous: true, described_as: aide, organisation: council, reason: fear, basis: briefed}
quotes:
  - text: It is so
    attribution: {anonymous: true, described_as: aide, organisation: council, reason: fear, basis: briefed}
  - {text: It was so, attribution: {anonymous: true, described_as: driver, reason: private}}
""",
    ),
    **brief(12, "how-many-cars", "What *else* happened"),
    **brief(14, "how-many-cars", "where-they-went"),
    **brief(16, "how-many-cars", "where-they-went"),
    "content/pages/method.md": "---\ntitle: How we work\n---\nWe read closely.\n",
    "content/pages/corrections-policy.md": "---\ntitle: Corrections\n---\nWe say what was wrong.\n",
}
REST = "rests on or quotes a source that is not named."
NOW = "2022-03-20T12:00+00:00"
WHERE = Link("Where did the cars “go”?", f"{ROOT}questions/where-they-went/")
HOW_MANY = Link("How many cars left?", f"{ROOT}questions/how-many-cars/")
COUNTED = Link("The council has counted the cars", f"{ROOT}2022/03/15/count/")
COUNCIL = Link("City Council", f"{ROOT}actors/council/")
ARMY = Link("Army", f"{ROOT}actors/army/")
BUSES = f"{ROOT}2022/03/10/promise/buses/"


@pytest.fixture
def index(site: SiteBuilder) -> SiteIndex:
    """An edition with two questions, three promises, a plan and two unnamed sources."""
    return SiteIndex(site.write(FILES).timeline(NOW))


def page(index: SiteIndex, url: str) -> Page:
    """The page with an address."""
    return next(found for found in plan(index) if found.url == ROOT + url)


def test_questions_of_a_day(index: SiteIndex) -> None:
    """A brief shows since when each question is open, and how it stands today; texts are as they were."""
    entries = [days.brief_view(brief, index).not_known for brief in index.timeline.briefs.values()]
    how_many, where = Markup("How many cars left?"), Markup("Where did the cars “go”?")
    assert entries == [
        (
            Unknown(how_many, HOW_MANY.url, "Unanswered on this day; answered on 15 March 2022"),
            Unknown(Markup("What <em>else</em> happened")),
        ),
        (
            Unknown(how_many, HOW_MANY.url, "Unanswered on this day; answered on 15 March 2022"),
            Unknown(where, WHERE.url, "Unanswered since 13 March 2022"),
        ),
        (
            Unknown(how_many, HOW_MANY.url, "Answered on 15 March 2022"),
            Unknown(where, WHERE.url, "Unanswered since 13 March 2022"),
        ),
    ]


WATCHING = """---
date: 2022-03-{day}
title: Day {day}
status: closed
as_of: 2022-03-{day}T23:59
highlights:
  - {{text: Cars leave, events: [2022-03-14/convoy, 2022-03-21/talks]}}
watch:
  - 2022-03-21/talks
  - {{date: 2022-03-18, text: The *market* opens, outcome: It stayed shut., shown_by: 2022-03-15/count}}
  - {{date: 2022-04-01, text: The bans end}}
---
"""


def test_dated_matters_of_briefs(site: SiteBuilder) -> None:
    """They stand on their day's page with what came of them, on the page of what is next and, if ahead, on home."""
    index = SiteIndex(site.write({**FILES, "content/briefs/2022/2022-03-14.md": WATCHING.format(day=14)}).timeline(NOW))
    talks = Link("Talks are to be held again", f"{ROOT}2022/03/21/talks/")
    bans = Coming(Link("The bans end", ""), "Friday 1 April 2022", "", "")
    assert days.view(date(2022, 3, 14), index).coming == (
        Coming(talks, "Monday 21 March 2022", "in 7 days", ""),
        Coming(Link("The market opens", COUNTED.url), "Friday 18 March 2022", "in 4 days", "It stayed shut."),
        bans._replace(ahead="in 18 days"),
    )
    assert home.view(index).coming == (
        Coming(talks, "Monday 21 March 2022", "", "", "2022-03-21"), bans._replace(machine="2022-04-01"),
    )  # fmt: skip
    due = page(index, "due/").make(index)
    day = Link("14 March 2022", f"{ROOT}2022/03/14/")
    assert [line.matter for line in (*due.coming, *due.outcomes) if line.matter] == [
        Matter(Link("The bans end", ""), "", day),
        Matter(Link("The market opens", COUNTED.url), "It stayed shut.", day),
    ]  # fmt: skip


def test_a_closed_brief_does_not_name_what_came_later(site: SiteBuilder) -> None:
    """Under a highlight stand events of its day, not those of later days; while it is open, all of them."""
    text = WATCHING.format(day=14)
    for state, titles in (("closed", ["Civilian cars leave the city"]), ("open", None)):
        files = {**FILES, "content/briefs/2022/2022-03-14.md": text.replace("status: closed", f"status: {state}")}
        index = SiteIndex(site.write(files).timeline(NOW))
        brief = days.brief_view(index.timeline.briefs[date(2022, 3, 14)], index)
        assert [link.text for link in brief.highlights[0].events] == (
            titles or ["Civilian cars leave the city", "Talks are to be held again"]
        )


def test_question_page(index: SiteIndex) -> None:
    """A question's page says since when it is asked, in which briefs it stood, what closed it, and the answer."""
    one, two = (questions.view(id, index) for id in ("where-they-went", "how-many-cars"))
    assert (one.asked, one.age) == ("13 March 2022", "Unanswered since 13 March 2022")
    assert (one.closed, one.closing, one.answer) == ("", None, "")
    assert (one.known, one.threads) == (
        Markup("They left to the <em>west</em>."), (Link("The siege", f"{ROOT}threads/siege/"),)
    )  # fmt: skip
    assert [line.title for line in one.events] == ["Civilian cars leave the city"]
    assert [(it.day.text, it.title) for it in one.briefs] == [("14 March 2022", "Day 14"), ("16 March 2022", "Day 16")]
    assert (two.asked, two.age, two.closed) == ("12 March 2022", "Was open 3 days", "Answered on 15 March 2022")
    assert (two.answer, two.closing and two.closing.url) == (Markup("There were <em>160</em>."), COUNTED.url)


def test_questions_from_other_ends(index: SiteIndex) -> None:
    """The list, the thread, the home page and the events lead to the questions, the open ones first."""
    lines = (
        QuestionLine(WHERE, "Unanswered since 13 March 2022", "", Markup()),
        QuestionLine(HOW_MANY, "Was open 3 days", "answered on 15 March 2022", Markup("There were <em>160</em>.")),
    )
    listed = page(index, "questions/").make(index)
    assert (listed.total, listed.open, listed.closed) == ("1 open, 1 answered", lines[:1], lines[1:])
    topic = threads.view("siege", index)
    open_question = Unknown(Markup.escape(WHERE.text), WHERE.url, lines[0].age)
    assert (topic.not_known, topic.answered) == ((open_question,), lines[1:])
    assert home.view(index).questions == Link("1 open question we follow", f"{ROOT}questions/")
    assert events.view("2022-03-15/count", index).questions == (("Answers the question", (HOW_MANY,)),)
    assert events.view("2022-03-14/convoy", index).questions == (("Related open question", (WHERE,)),)


def test_age_of_a_question_without_a_certain_day(site: SiteBuilder) -> None:
    """An uncertain day is said to be, and a question closed by a mere plan is open."""
    first = {
        "content/questions/who-it-was.yaml": "question: Who was it?\nopened: 2022-03-13~\nclosed_by: 2022-03-21/talks\n"
    }
    index = SiteIndex(site.write({**FILES, **first}).timeline(NOW))
    view = questions.view("who-it-was", index)
    assert (view.asked, view.closed) == ("around 13 March 2022", "")
    assert view.age == "Unanswered; first asked around 13 March 2022"


def test_promise_with_its_claim(index: SiteIndex) -> None:
    """A claim shows by when and to whom it was promised and what came of it."""
    shown = [claim.promise for claim in events.view("2022-03-10/promise", index).card.claims]
    assert [(it.due, it.to, it.outcome, it.tone, it.shown_by, it.note) for it in shown if it] == [
        ("15 March 2022", (ARMY,), "Kept", "good", COUNTED, Markup("All of them.")),
        ("12 March 2022", (), "Outcome open", "open", None, Markup()),
        ("2–5 April 2022", (), "Outcome open", "open", None, Markup()),
    ]


def test_promises_from_other_ends(index: SiteIndex) -> None:
    """The actor who promised has its record, the one it was promised to too, and the event that shows it leads back."""
    council, army = (actors.view(id, index) for id in ("council", "army"))
    assert council.promises is not None
    assert army.promised is not None
    assert council.promises.tally == (("Kept", "1"), ("Kept in part", "0"), ("Not kept", "0"), ("Outcome open", "2"))
    assert [line.text for line in council.promises.promises] == [
        "Water will come",
        "Buses will come",
        "Bread will come",
    ]
    assert [(line.text, line.url, line.by) for line in army.promised.promises] == [("Buses will come", BUSES, COUNCIL)]
    assert (council.promised, army.promises) == (None, None)
    assert [line.url for line in events.view("2022-03-15/count", index).outcomes] == [BUSES]


def test_what_is_due(index: SiteIndex) -> None:
    """Plans and promises stand together: what comes next, what is overdue, and what became of the rest."""
    view = page(index, "due/").make(index)
    shown = [[(it.when, it.machine, it.plan.title if it.plan else it.promise.text) for it in part]
             for part in (view.coming, view.overdue, view.outcomes)]  # fmt: skip
    assert shown == [
        [
            ("Monday 21 March 2022", "2022-03-21", "Talks are to be held again"),
            ("2–5 April 2022", "", "Water will come"),
        ],
        [("Saturday 12 March 2022", "2022-03-12", "Bread will come")],
        [("Tuesday 15 March 2022", "", "Buses will come")],
    ]
    months = ((Link("April 2022", f"{ROOT}due/2022-04/"), "1"), (Link("March 2022", f"{ROOT}due/2022-03/"), "3"))
    assert view.months == months
    april = page(index, "due/2022-04/").make(index)
    assert (april.pager, len(april.due)) == (MonthPager(Link("March 2022", f"{ROOT}due/2022-03/"), None), 1)


def test_unnamed_sources_in_numbers(index: SiteIndex) -> None:
    """The page counts items, and each source once in an item, and says what the desk asks for."""
    view = page(index, "unnamed-sources/").make(index)
    assert view.summary == f"Of the 5 items on this site, 1 (20%) {REST}"
    assert view.policy == Link("How we work", f"{ROOT}method/")
    assert view.months.rows == (Row(Link("March 2022", f"{ROOT}unnamed-sources/2022-03/"), "1", "5"),)
    assert [(table.title, table.rows) for table in view.tables] == [
        ("Whose they are", (Row(COUNCIL, "1"), Row(Link("Not stated"), "1"))),
        ("Why they are not named", (Row(Link("Fear"), "1"), Row(Link("Private"), "1"))),
        ("How they know", (Row(Link("Briefed on the matter"), "1"), Row(Link("How they know is not stated"), "1"))),
    ]
    assert view.rules[1:] == (
        "These descriptions are not enough: western official.",
        "A source that gives no reason is not used.",
        (
            "An item that rests on one is called more than unverified, or leads a day, only with at least "
            "2 independent origins."
        ),
        "Never taken from an unnamed source: prediction.",
    )


def test_unnamed_sources_of_a_month(index: SiteIndex) -> None:
    """A month names each item with its unnamed sources and what for; the policy leads to the numbers."""
    view = page(index, "unnamed-sources/2022-03/").make(index)
    assert view.summary == f"Of the 5 items of March 2022, 1 (20%) {REST}"
    assert [(it.event.title, [(use.source.who.text, use.fields) for use in it.uses]) for it in view.items] == [
        (
            "An aide says that cars will leave",
            [("aide, not named", "for the item itself and for a quotation"), ("driver, not named", "for a quotation")],
        )
    ]
    assert actors.view("council", index).unnamed == Link("1 item", f"{ROOT}unnamed-sources/")
    assert static_pages.view("method", index).see == Link(
        "How often we use sources that are not named", f"{ROOT}unnamed-sources/"
    )
    assert static_pages.view("corrections-policy", index).see is None


def test_site_without_any_of_it(site: SiteBuilder) -> None:
    """Without questions, plans, promises and unnamed sources the lists say so."""
    index = SiteIndex(site.timeline(NOW))
    assert page(index, "questions/").make(index).total == "0 open, 0 answered"
    assert page(index, "due/").make(index)[1:] == ((), (), (), None, ())
    view = page(index, "unnamed-sources/").make(index)
    assert (view.summary, view.tables) == (f"None of the 0 items on this site {REST}", ())
    assert home.view(index).questions is None


def test_texts_are_escaped(site: SiteBuilder) -> None:
    """A question's text is text wherever it is shown, in pages and in the feed."""
    site.write(
        {**FILES, "content/questions/where-they-went.yaml": 'question: Is 1 < 2 & 3 "so"?\nopened: 2022-03-13\n'}
    )
    assert build(Options(site.folder, site.folder / "public", datetime(2022, 3, 20, tzinfo=UTC))).ok
    for name in ("questions/index.html", "questions/where-they-went/index.html", "2022/03/14/index.html"):
        assert "Is 1 &lt; 2 &amp; 3 “so”?" in (site.folder / "public" / name).read_text("utf-8")
    assert "Is 1 &amp;lt; 2 &amp;amp; 3 “so”?" in (site.folder / "public/feed.atom").read_text("utf-8")


def test_words_and_questions_of_a_brief(site: SiteBuilder) -> None:
    """Another word in `not_known` moves nothing; another question does."""
    before = site.write(FILES).timeline(NOW)
    for unknown, stands in (("What is new", True), ("where-they-went", False)):
        site.write(brief(12, "how-many-cars", unknown))
        entry = next(entry for entry in site.content().entries if entry.id == "2022-03-12")
        assert differs_in_words(before, entry) == stands


def test_word_in_an_event_that_closes_a_question(site: SiteBuilder) -> None:
    """Its title is told anew by the question, by the promise that it settles, and by whoever made that."""
    folder = site.write(FILES).folder
    options = Options(folder, folder / "public", datetime(2022, 3, 20, tzinfo=UTC), cache=folder / "cache", jobs=1)
    build(options)
    site.write(event(15, "count", "The council has told the cars"))
    rendered = {url.replace(ROOT, "/") for url in build(options).reasons}
    assert rendered >= {"/questions/how-many-cars/", "/due/", "/due/2022-03/", "/2022/03/10/promise/", "/actors/army/"}
    assert rendered.isdisjoint({"/due/2022-04/", "/unnamed-sources/", "/unnamed-sources/2022-03/"})


@pytest.mark.parametrize(
    ("date", "more", "shown"),
    [
        ("2022-03-15", "added: 2022-03-18\n", ("Was open 6 days", "Answered on 18 March 2022", "2022-03-18")),
        ("2022-03-15", "reported: 2022-03-17\n", ("Was open 5 days", "Answered on 17 March 2022", "2022-03-17")),
        (
            "2022-03-15",
            "reported: 2022-03-16\nadded: 2022-03-18\n",
            ("Was open 6 days", "Answered on 18 March 2022", "2022-03-18"),
        ),
        ("2022-03-15~", "", ("Was open about 3 days", "Answered around 15 March 2022", "2022-03-15")),
        ("2022-03", "", ("Was open at most 19 days", "Answered in March 2022", "2022-03-31")),
        ("2022-03-XX", "", ("Was open at most 19 days", "Answered some day in March 2022", "2022-03-31")),
        (
            "2022-03-14/2022-03-15",
            "",
            ("Was open at most 3 days", "Answered on 14–15 March 2022", "2022-03-15"),
        ),
        (
            "2022-03-15",
            "added: 2022-03-10\nplanned: {announced: 2022-03-10, expected: 2022-03-15}\n",
            ("Was open 3 days", "Answered on 15 March 2022", "2022-03-15"),
        ),
        (
            "2022-03-15",
            f"planned: {{expected: 2022-03-15}}\n{HELD}",
            ("Was open 4 days", "Answered on 16 March 2022", "2022-03-16"),
        ),
    ],
)
def test_day_of_an_answer(site: SiteBuilder, date: str, more: str, shown: tuple[str, str, str]) -> None:
    """A question has its answer from the day on which that became known, as precisely as that is stated."""
    counted = {"content/events/2022/03/15/count.yaml": f"date: {date}\ntitle: They are counted\n{SOURCED}{more}"}
    index = SiteIndex(site.write({**FILES, **counted}).timeline("2022-03-31T12:00+00:00"))
    view = questions.view("how-many-cars", index)
    day = [one.day.isoformat() for one in index.lookups.news if one.kind == "answer"]
    assert (view.age, view.closed, *day) == shown


def test_plan_that_would_close_a_question(site: SiteBuilder) -> None:
    """What is still planned answers nothing; it bears on the question."""
    text = "question: Where?\nopened: 2022-03-13\nclosed_by: 2022-03-21/talks\nanswer: There.\n"
    index = SiteIndex(site.write({**FILES, "content/questions/where-they-went.yaml": text}).timeline(NOW))
    where = WHERE._replace(text="Where?")
    assert events.view("2022-03-21/talks", index).questions == (("Related open question", (where,)),)


@pytest.mark.parametrize(
    ("planned", "part", "machine"),
    [
        ("{expected: 2022-03-28}", "coming", "2022-03-28"),
        ("{expected: 2022-03-18, previous: [2022-03-16]}", "overdue", "2022-03-18"),
        ("{expected: 2022-03-16}", "outcomes", ""),
        ("{expected: 2022-03-28~}", "coming", ""),
        ("{expected: 2022-04}", "coming", ""),
    ],
)
def test_postponed_plan(site: SiteBuilder, planned: str, part: str, machine: str) -> None:
    """What was put off to a later day is open; what is due on no certain day is no number of days off."""
    put_off = event(16, "talks", "Talks were to be held", f"event_status: postponed\nplanned: {planned}\n")
    index = SiteIndex(site.write(put_off).timeline(NOW))
    view = page(index, "due/").make(index)
    parts = {"coming": view.coming, "overdue": view.overdue, "outcomes": view.outcomes}
    assert {name: [(it.plan.title, it.machine) for it in found] for name, found in parts.items() if found} == {
        part: [("Talks were to be held", machine)]
    }
