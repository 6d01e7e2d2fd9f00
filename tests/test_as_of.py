"""The site as it was known at a moment: what is absent, what is as it was before, and that nothing breaks."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from posixpath import join, normpath

import pytest

from conftest import SiteBuilder
from dayline import cli
from dayline.build.options import Options, as_of_options
from dayline.build.pipeline import build
from dayline.read.content import read_content
from dayline.timeline.as_of import ContentAsOf, content_as_of
from dayline.timeline.link import link
from dayline.timeline.timeline import Timeline

ROOT = Path(__file__).parents[1]
HEAD = "title: Something happens in the city\nsource: https://example.org/a\n"
NOW = datetime(2022, 5, 1, 12, tzinfo=UTC)


def at(moment: str) -> datetime:
    """A moment in the site's zone."""
    return datetime.fromisoformat(moment)


def event(fields: str, day: str = "14") -> str:
    """An event filed under a day of March."""
    return f"date: 2022-03-{day}\n{HEAD}{fields}" if not fields.startswith("date:") else f"{HEAD}{fields}"


def past(site: SiteBuilder, moment: str) -> ContentAsOf:
    """The site's content as it was known."""
    return content_as_of(site.content(), at(moment))


def seen(site: SiteBuilder, moment: str) -> Timeline:
    """The site's timeline as it was known."""
    return link(past(site, moment).content, at(moment))


KNOWN = {
    "a day is known at its end": ("", "2022-03-14T23:58", False),
    "and then it is": ("", "2022-03-14T23:59", True),
    "a time is known when it has come": ("time: 14:30\n", "2022-03-14T14:30", True),
    "and not before": ("time: 14:30\n", "2022-03-14T14:29", False),
    "what lasts is known when it is over": ("time: 14:30/16:00\n", "2022-03-14T15:00", False),
    "a part of the day is not a time": ("time: morning\n", "2022-03-14T18:00", False),
    "a time is that of the event's own zone": ("time: 18:01\ntimezone: America/New_York\n", "2022-03-14T23:59", False),
    "and passes there": ("time: 18:01\ntimezone: America/New_York\n", "2022-03-15T00:01", True),
    "what was reported later was known later": ("reported: 2022-03-20\n", "2022-03-19T23:59", False),
    "and from then on": ("reported: 2022-03-20\n", "2022-03-20T23:59", True),
    "what was added later counts from then": ("reported: 2022-03-15\nadded: 2022-03-20\n", "2022-03-19T23:59", False),
    "a month is known at its end": ("date: 2022-03\n", "2022-03-30T23:59", False),
    "what goes on is known from its start": ("date: 2022-03-04/..\n", "2022-03-04T23:59", True),
    "an embargo holds": ("embargo: 2022-03-16T09:00+02:00\n", "2022-03-16T08:59", False),
    "until its hour": ("embargo: 2022-03-16T09:00+02:00\n", "2022-03-16T09:00", True),
    "an offset is heeded": ("time: 14:30\n", "2022-03-14T12:30+00:00", True),
}  # fmt: skip


@pytest.mark.parametrize("case", KNOWN)
def test_what_is_known(site: SiteBuilder, case: str) -> None:
    """An event is there from the moment on at which its clocks say that it was known."""
    fields, moment, there = KNOWN[case]
    site.write({"content/events/2022/03/14/one.yaml": event(fields)})
    assert bool(seen(site, moment).events) is there


LIFE = """\
verification: {status: verified, methods: [documents], by: desk, on: 2022-03-30}
summary: It was nine.
claims:
  - {id: it, text: It is so, status: debunked}
  - {id: other, text: And this}
changes:
  - {date: 2022-03-16, kind: status, text: Two sources., field: claims.it.status, was: unverified, now: disputed}
  - {date: 2022-03-20, kind: correction, text: Nine., field: summary, was: It was seven., now: It was nine.}
  - {date: 2022-03-30, kind: status, text: Shown false., field: claims.it.status, was: disputed, now: debunked}
  - {date: 2022-03-30, kind: status, text: Seen., field: verification, was: corroborated, now: verified}
"""


@pytest.mark.parametrize(
    ("moment", "summary", "claim", "status", "log"),
    [
        ("2022-03-14", "It was seven.", "unverified", "corroborated", 0),
        ("2022-03-16", "It was seven.", "disputed", "corroborated", 1),
        ("2022-03-29", "It was nine.", "disputed", "corroborated", 2),
        ("2022-03-30", "It was nine.", "debunked", "verified", 4),
    ],
)
def test_changes_are_taken_back(
    site: SiteBuilder, moment: str, summary: str, claim: str, status: str, log: int
) -> None:
    """A field that was changed later is what it `was`, and the change is not in the log."""
    site.write({"content/events/2022/03/14/one.yaml": event(LIFE)})
    record = seen(site, f"{moment}T23:59").events["2022-03-14/one"].record
    assert record.summary == summary
    assert (record.claims[0].status, record.claims[1].status) == (claim, "unverified")
    assert record.verification.status == status
    assert bool(record.verification.methods) is (status == "verified")
    assert len(record.changes) == log


def test_a_check_of_a_later_day_has_not_been_made(site: SiteBuilder) -> None:
    """A verification is as old as its `on`, whether the log tells of it or not."""
    checked = "verification: {status: verified, methods: [documents], by: desk, on: 2022-03-30}\n"
    site.write({"content/events/2022/03/14/one.yaml": event(checked)})
    assert seen(site, "2022-03-29T23:59").events["2022-03-14/one"].record.verification.status == "unverified"


def test_what_can_not_be_taken_back_is_told(site: SiteBuilder) -> None:
    """A later change without what was there before, or to a field that there is not, is named; a spelling is not."""
    log = """\
changes:
  - {date: 2022-03-20, kind: update, text: A second source., field: source}
  - {date: 2022-03-20, kind: correction, text: Another., field: claims.gone.text, was: Was this}
  - {date: 2022-03-20, kind: update, text: A comma., minor: true}
  - {date: 2022-03-20, kind: editors-note, text: We looked again.}
"""
    site.write({"content/events/2022/03/14/one.yaml": event(log)})
    assert [spot.path for spot in past(site, "2022-03-15").anachronisms] == [("changes", 0), ("changes", 1)]
    assert past(site, "2022-03-21").anachronisms == ()


def test_what_is_withheld_stays_withheld(site: SiteBuilder) -> None:
    """No earlier edition brings back what readers must not see, nor hides why."""
    log = """\
state: withheld
changes:
  - {date: 2022-03-20, kind: withheld, text: To protect a person., field: state, was: published}
"""
    site.write({"content/events/2022/03/14/one.yaml": event(f"summary: Her name.\n{log}")})
    record = seen(site, "2022-03-15").events["2022-03-14/one"].record
    assert (record.title, record.summary, len(record.changes)) == ("", None, 1)


PLAN = """\
date: 2022-03-18
event_status: {status}
planned: {{announced: 2022-03-14, expected: 2022-03-18}}
summary: They met.
quotes: [{{text: We met, by: council}}]
figures: [{{figure: cars, value: 3}}]
"""
OUTCOME = """\
changes:
  - {date: 2022-03-19, kind: update, text: It was held., field: event_status, was: planned, now: occurred}
  - {date: 2022-03-19, kind: update, text: Held., field: title, was: The council is to meet, now: The council met}
"""
BESIDE = {
    "content/actors/council.yaml": "name: City Council\nkind: government\ncountry: UA\n",
    "content/figures/cars.yaml": "title: Cars\nunit: cars\nkind: level\ncounts: Cars.\n",
}


def test_a_plan_is_a_plan_again(site: SiteBuilder) -> None:
    """Before its day, or before the log tells its outcome, a plan says nothing of what came of it."""
    path = "content/events/2022/03/18/the-council-meets.yaml"
    id = "2022-03-18/the-council-meets"
    site.write({**BESIDE, path: event(PLAN.format(status="occurred"))})
    assert id not in seen(site, "2022-03-13T23:59").events
    record = seen(site, "2022-03-17T23:59").events[id].record
    assert (record.event_status, record.title, record.summary) == ("planned", "The council meets", None)
    assert (record.quotes, record.figures) == ((), ())
    assert [spot.path for spot in past(site, "2022-03-17T23:59").anachronisms] == [("title",)]
    assert seen(site, "2022-03-18T23:59").events[id].record.event_status == "occurred"
    site.write({path: event(PLAN.format(status="occurred") + OUTCOME)})
    record = seen(site, "2022-03-18T23:59").events[id].record
    assert (record.event_status, record.title) == ("planned", "The council is to meet")
    assert past(site, "2022-03-18T23:59").anachronisms == ()
    site.write({path: event(PLAN.format(status="planned"))})
    assert seen(site, "2022-03-17T23:59").events[id].record.summary == "They met."


PROMISE = """\
claims:
  - id: it
    text: We will meet
    kind: intent
    promise: {due: 2022-03-18, to: council, outcome: partly, shown_by: 2022-03-25/shown, note: A part.}
  - {id: other, text: And speak, kind: intent, promise: {due: 2022-03-18, outcome: kept}}
"""


@pytest.mark.parametrize(
    ("moment", "first", "other"),
    [
        ("2022-03-17", ("2022-03-18", ("council",), None, None, None), ("2022-03-18", (), None, None, None)),
        ("2022-03-20", ("2022-03-18", ("council",), None, None, None), ("2022-03-18", (), "kept", None, None)),
        (
            "2022-03-25",
            ("2022-03-18", ("council",), "partly", "2022-03-25/shown", "A part."),
            ("2022-03-18", (), "kept", None, None),
        ),
    ],
)
def test_a_promise_is_open_until_its_outcome_is_shown(
    site: SiteBuilder, moment: str, first: tuple[object, ...], other: tuple[object, ...]
) -> None:
    """What came of a promise is told when it is due, and not before the event that shows it."""
    shown = "content/events/2022/03/25/shown.yaml"
    site.write({**BESIDE, "content/events/2022/03/14/one.yaml": event(PROMISE), shown: event("", "25")})
    claims = seen(site, f"{moment}T23:59").events["2022-03-14/one"].record.claims
    promises = [claim.promise for claim in claims if claim.promise]
    assert [(p.due.text, p.to, p.outcome, p.shown_by, p.note) for p in promises] == [first, other]


LINKED = {
    **BESIDE,
    "content/actors/late.yaml": "name: Late\nkind: government\ncountry: UA\nparent: council\n",
    "content/places/city.yaml": "name: City\nkind: settlement\ncountry: UA\n",
    "content/sources/paper.yaml": "name: Paper\nkind: newspaper\n",
    "content/references/2022/03/before.yaml": "source: paper\nkind: article\ntitle: B\nurl: https://p.example/1\n",
    "content/references/2022/03/after.yaml": (
        "source: paper\nkind: article\ntitle: A\nurl: https://p.example/2\npublished: 2022-03-18\n"
    ),
    "content/threads/first.yaml": (
        "title: First\nsummary: Of [that](event:2022-03-16/then) and [her](actor:late).\n"
        "pinned: [2022-03-14/one, 2022-03-16/then]\nstatus: closed\nclosed: 2022-03-20\n"
    ),
    "content/threads/second.yaml": "title: Second\nsummary: What came.\nopened: 2022-03-16\n",
    "content/threads/second.md": "More of it.\n",
    "content/events/2022/03/14/one.yaml": (
        "date: 2022-03-14\ntitle: Something happens in the city\nsources: [before, after]\nthreads: [first, second]\n"
        "place: city\nclaims:\n  - {id: it, text: It is so, same_as: 2022-03-16/then#that}\n"
    ),
    "content/events/2022/03/16/then.yaml": (
        f"date: 2022-03-16\n{HEAD}follows: 2022-03-14/one\nattribution: {{by: late}}\nthreads: [first]\n"
        "claims:\n  - {id: that, text: And that}\nresponses:\n  - {claim: 2022-03-14/one#it, type: denies}\n"
    ),
    "content/briefs/2022/2022-03-14.md": (
        "---\ndate: 2022-03-14\ntitle: The day\n"
        "highlights:\n  - {text: One, events: [2022-03-14/one, 2022-03-16/then]}\n"
        "watch: 2022-03-16/then\n---\n\nSee [that](event:2022-03-16/then) and [the day](day:2022-03-16).\n"
    ),
    "content/briefs/2022/2022-03-16.md": "---\ndate: 2022-03-16\ntitle: The other day\n---\n\nWords.\n",
    "content/questions/why.yaml": (
        "question: Why did it happen?\nopened: 2022-03-14\nthreads: first\nclosed_by: 2022-03-16/then\nanswer: So.\n"
    ),
    "content/questions/whence.yaml": "question: Where did it come from?\nopened: 2022-03-16\nthreads: first\n",
}  # fmt: skip


def test_nothing_leads_to_what_is_absent(site: SiteBuilder) -> None:
    """Ids of what is not known yet are taken out, groups go with the id they need, and registries with their use."""
    timeline = seen(site.write(LINKED), "2022-03-15T12:00")
    record = timeline.events["2022-03-14/one"].record
    assert list(timeline.events) == ["2022-03-14/one"]
    assert [citation.ref for citation in record.citations] == ["before"]
    assert (record.threads, record.claims[0].same_as) == (("first",), None)
    assert timeline.threads["first"].record.pinned == ("2022-03-14/one",)
    assert timeline.threads["first"].record.status == "active"
    brief = timeline.briefs[date(2022, 3, 14)].record
    assert (brief.highlights[0].events, brief.watch) == (("2022-03-14/one",), ())
    question = timeline.questions["why"].record
    assert (question.closed_by, question.answer) == (None, None)
    absent = (
        timeline.threads.keys() | timeline.actors.keys() | timeline.references.keys() | timeline.questions.keys()
    ) & {"second", "after", "whence"}
    assert absent == set()
    assert (list(timeline.briefs), timeline.thread_texts, timeline.answers) == ([date(2022, 3, 14)], {}, {})


def test_links_to_what_is_absent_are_text(site: SiteBuilder) -> None:
    """A link in a text to something that was not known is words; the site is built all the same."""
    options = as_of_options(
        Options(site.write(LINKED).folder, site.folder / "public", NOW, jobs=1), at("2022-03-15"), own_output=True
    )
    built = build(options)
    assert built.ok, built.problems
    page = (options.output / "2022/03/14/index.html").read_text("utf-8")
    assert "<p>See <a>that</a> and <a>the day</a>.</p>" in page
    assert "This is the site as it was known on 15 March 2022, 00:00 Kyiv" not in page
    assert "This is the site as it was known on 15 March 2022, 00:00 Europe/Kyiv." in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<link rel="canonical" href="https://example.org/2022/03/14/">' in page


def test_a_late_moment_is_the_present() -> None:
    """After everything that is in it, the content is what it was, entry by entry."""
    content = read_content(ROOT)
    late = content_as_of(content, at("2030-01-01"))
    assert all(one is other for one, other in zip(late.content.entries, content.entries, strict=True))


NO_TITLE = "W90: the title from before the outcome was not logged, so the edition derives one from the address"
NO_WAY_BACK = "W90: this later change can't be reverted, so the edition shows its result"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2022-03-10T09:00", []),
        ("2022-03-13T23:59", [NO_TITLE]),
        ("2022-03-14T18:00", [NO_TITLE]),
        ("2022-03-16T23:59", [NO_WAY_BACK, NO_WAY_BACK]),
    ],
)
def test_the_demonstration_at_a_moment(tmp_path: Path, moment: str, said: list[str]) -> None:
    """Editions of the demonstration are built whole: every link in them leads somewhere, nothing comes too early."""
    options = as_of_options(Options(ROOT, tmp_path / "public", NOW, jobs=1), at(moment), own_output=True)
    built = build(options)
    assert built.ok, built.problems
    assert [f"{problem.code}: {problem.message}" for problem in built.problems] == said
    pages = {path.relative_to(options.output).as_posix(): path for path in options.output.rglob("*.html")}
    dead = [
        (name, url) for name, path in pages.items() for url in _links(path) if not _leads(options.output, name, url)
    ]
    assert dead == []
    timeline = link(content_as_of(read_content(ROOT), at(moment)).content, at(moment))
    ahead = [e for e in timeline.events.values() if e.record.date.earliest and e.record.date.earliest > timeline.today]
    assert [event.id for event in ahead if event.record.event_status != "planned"] == []


def test_known_things_stay_known() -> None:
    """What was known on a day is known on every later one."""
    content = read_content(ROOT)
    before: set[tuple[str, str]] = set()
    for day in range(9, 20):
        found = content_as_of(content, at(f"2022-03-{day:02}T23:59")).content.entries
        assert before <= {(entry.kind, entry.id) for entry in found}
        before = {(entry.kind, entry.id) for entry in found}


def _links(path: Path) -> list[str]:
    found = re.findall(r'(?:href|src)="([^"#?]*)', path.read_text("utf-8"))
    return [url for url in found if url and not re.match(r"[a-z]+:", url)]


def _leads(folder: Path, name: str, url: str) -> bool:
    if name == "404.html":
        return True
    where = normpath(join(name.rpartition("/")[0], url))
    return (folder / where / "index.html").is_file() or (folder / where).is_file()


def test_editions_do_not_disturb_each_other(site: SiteBuilder) -> None:
    """Builds of the present and of moments, in turn and with one cache, are what they are from nothing."""
    present = Options(site.write(LINKED).folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    moments = (at("2022-03-14T23:59"), at("2022-03-17"), at("2022-03-14T23:59"))
    for options in (present, *(replace(present, as_of=moment) for moment in moments), present):
        assert build(options).ok
        clean = replace(options, output=site.folder / "clean", cache=None)
        build(clean)
        assert _files(options.output) == _files(clean.output)
        assert build(options).reasons == {}, "nothing has changed"
        change = site.folder / "content/events/2022/03/14/one.yaml"
        change.write_text(change.read_text("utf-8").replace("Something", "Something more", 1), "utf-8")
        build(options)
        build(clean)
        assert _files(options.output) == _files(clean.output)


LINKING = {
    "content/events/2022/03/14/one.yaml": event(""),
    "content/events/2022/03/16/then.yaml": event("", "16"),
    "content/briefs/2022/2022-03-14.md": (
        "---\ndate: 2022-03-14\ntitle: The day\n---\n\nSee [that](event:2022-03-16/then).\n"
    ),
    "content/threads/first.yaml": "title: First\nsummary: Until [the day](day:2022-03-16).\n",
    "content/events/2022/03/14/two.yaml": event("threads: first\n"),
}


def test_links_come_and_go_with_what_they_lead_to(site: SiteBuilder) -> None:
    """When something is known at a moment and was not in the build before, links in texts that stayed lead to it."""
    present = Options(site.write(LINKING).folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    options = replace(present, as_of=at("2022-03-17"))
    dead = ["See <a>that</a>.", "Until <a>the day</a>."]
    live = [
        'See <a href="../../../2022/03/16/then/">that</a>.',
        'Until <a href="../../2022/03/16/">the day</a>.',
    ]
    for added, links in (("2022-03-20", dead), ("2022-03-16", live), ("2022-03-20", dead)):
        site.write({"content/events/2022/03/16/then.yaml": event(f"added: {added}\n", "16")})
        assert build(options).problems == ()
        pages = [(options.output / name / "index.html").read_text("utf-8") for name in ("2022/03/14", "threads/first")]
        assert [re.findall(r"(?:See|Until) <a.*?</a>\.", page)[-1] for page in pages] == links


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_present_is_judged(site: SiteBuilder) -> None:
    """Mistakes anywhere in the content stop an edition of a moment too, and nothing else does."""
    options = Options(site.write(LINKED).folder, site.folder / "public", NOW, jobs=1, as_of=at("2022-03-15"))
    site.write({"content/events/2022/03/18/bad.yaml": event("place: nowhere\n", "18")})
    built = build(options)
    assert (built.ok, [problem.code for problem in built.problems]) == (False, ["E09"])


def test_command(site: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """`build --as-of` writes beside the present edition; a day alone is its end; what is told too early is named."""
    late = "changes: [{date: 2022-03-20, kind: update, text: A second source., field: source}]\n"
    site.write({"content/events/2022/03/14/one.yaml": event(late)})
    assert cli.main(["build", "--site", str(site.folder), "--as-of", "2022-03-14"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0].split(":")[0].endswith(f"pages in {site.folder}/public-as-of-2022-03-14T23-59")
    assert err == (
        "warning[W90]: this later change can't be reverted, so the edition shows its result\n"
        "  --> content/events/2022/03/14/one.yaml:4:11\n"
        "  |\n"
        "4 | changes: [{date: 2022-03-20, kind: update, text: A second source., field: source}]\n"
        f"  |           {'^' * 71}\n"
        "help: add the `field` and its old value as `was`\n"
        "\n"
        "1 warning\n"
    )
    for strict in ("W90", "all"):
        assert cli.main(["build", "--site", str(site.folder), "--as-of", "2022-03-14", "--strict", strict]) == 1
        assert capsys.readouterr().err.startswith("error[W90]: this later change can't be reverted")
    assert cli.main(["build", "--site", str(site.folder), "--as-of", "2022-03-14", "--strict", "W30"]) == 0
    assert cli.main(["build", "--site", str(site.folder), "--as-of", "yesterday"]) == 2
    assert not (site.folder / "public").exists()
