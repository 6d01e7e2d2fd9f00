"""Pages of topics and places, and the list of topics: what a reader finds at the top, and in which order."""

import re

import pytest
from markupsafe import Markup

from conftest import SiteBuilder
from dayline.build.pipeline import build
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import home, lists, places, threads
from dayline.pages.kinds.places import PlaceName
from dayline.pages.kinds.topics import topics_view
from dayline.pages.links import Link
from dayline.pages.parts.brief import Unknown
from dayline.pages.parts.documents import Document
from dayline.pages.parts.last_report import LastReport
from dayline.pages.parts.value import last_lines
from dayline.timeline.revised import differs_in_words
from dayline.urls import ROOT

NOW = "2022-03-20T12:00+02:00"
FILES: dict[str, str | bytes] = {
    "content/threads/siege.yaml": "title: The siege\nsummary: The town is *cut off*.\nplaces: [town]\n",
    "content/threads/talks.yaml": "title: The talks\nsummary: They talk.\n",
    "content/places/land.yaml": "name: The Land\nkind: country\ncountry: UA\n",
    "content/places/coast.yaml": "name: The Coast\nkind: admin1\ncountry: UA\nadmin1: UA-14\nparent: land\n",
    "content/places/town.yaml": (
        "name: Town\nnames: {uk: Місто, ru: Город, crh: Şeer}\naliases: [The Port]\nkind: settlement\ncountry: UA\n"
        "admin1: UA-14\nparent: coast\nlat: 47.1\nlon: 37.5\ndescribed_as: City\nsummary: It is *cut off*.\n"
    ),
    "content/actors/army.yaml": "name: The army\nkind: armed-force\ncountry: RU\n",
}


def event(day: int, slug: str, *lines: str, source: str = "source: https://news.example/a") -> dict[str, str | bytes]:
    """The file of an event."""
    text = "\n".join((f"date: 2022-03-{day}", f"title: The event called {slug}", *lines, source, ""))
    return {f"content/events/2022/03/{day}/{slug}.yaml": text}


def brief(day: int, *unknown: str) -> dict[str, str | bytes]:
    """The file of a brief with entries under `not_known`."""
    entries = "".join(f"  - {entry}\n" for entry in unknown)
    text = f"---\ndate: 2022-03-{day}\ntitle: Day\nnot_known:\n{entries}---\n"
    return {f"content/briefs/2022/2022-03-{day}.md": text}


def index_of(site: SiteBuilder, *files: dict[str, str | bytes]) -> SiteIndex:
    """The index of a site with two topics, a place and these files."""
    for written in (FILES, *files):
        site.write(written)
    return SiteIndex(site.timeline(NOW))


SIEGE, TALKS, HERE = "threads: [siege]", "threads: [talks]", "place: town"
QUIET = "Our sources carry nothing later on this topic."


@pytest.mark.parametrize(
    ("dates", "others", "last"),
    [
        (("2022-03-14",), ("2022-03-14",), ("14 March 2022", "2022-03-14", "")),
        (("2022-03-12", "2022-03-14"), ("2022-03-15",), ("14 March 2022", "2022-03-14", QUIET)),
        # What began earlier and went on longer is the later news.
        (("2022-03-12/2022-03-14", "2022-03-13"), ("2022-03-15",), ("12–14 March 2022", "2022-03-12", QUIET)),
        (("../2022-03-14",), ("2022-03-15",), ("by 14 March 2022", "2022-03-14", QUIET)),
        # Within a month that is not over nobody can say that nothing came later.
        (("2022-03",), ("2022-03-15",), ("March 2022", "2022-03-01", "")),
        (("2022-02",), ("2022-03-15",), ("February 2022", "2022-02-01", QUIET)),
        ((), ("2022-03-15",), None),
    ],
)  # fmt: skip
def test_the_last_report(
    site: SiteBuilder, dates: tuple[str, ...], others: tuple[str, ...], last: tuple[str, str, str] | None
) -> None:
    """Its date; and where other topics have later news, that there is none here."""
    for thread, days in (("siege", dates), ("talks", others)):
        for number, day in enumerate(days):
            text = f"date: {day}\ntitle: Something happens there\nthreads: [{thread}]\nsource: https://a.example/\n"
            folder = day.replace("../", "")[:10].replace("-", "/")
            site.write({f"content/events/{folder}/{thread}-{number}.yaml": text})
    shown = threads.view("siege", index_of(site)).last
    assert (shown and (shown.day.text, shown.machine, shown.silence)) == last


def test_a_mere_plan_is_no_report(site: SiteBuilder) -> None:
    """Neither of the topic nor of the others; the day of the last report is a link."""
    planned = "event_status: planned\nplanned: {announced: 2022-03-14, expected: 2022-03-25}"
    index = index_of(site, event(14, "a", SIEGE, HERE), event(25, "b", TALKS, planned), event(25, "c", SIEGE, planned))
    last = LastReport(Link("14 March 2022", f"{ROOT}2022/03/14/"), "2022-03-14", "")
    assert (threads.view("siege", index).last, places.view("town", index).last) == (last, last)
    index = index_of(site, event(15, "d", TALKS))
    assert (threads.view("siege", index).last, places.view("town", index).last) == (
        last._replace(silence=QUIET), last._replace(silence="Our sources carry nothing later on this place."),
    )  # fmt: skip


REGISTRIES: dict[str, str | bytes] = {
    "content/sources/ap.yaml": "name: Associated Press\nshort_name: AP\nkind: news-agency\n",
    "content/sources/paper.yaml": "name: The Paper\nkind: newspaper\n",
    "content/sources/times.yaml": "name: The Times\nshort_name: Times\nkind: newspaper\n",
    "content/references/2022/03/copy.yaml": (
        "source: paper\norigin: ap\nkind: article\ntitle: A report\nurl: https://paper.example/1\n"
        "published: 2022-03-14\n"
    ),
    "content/references/2022/03/own.yaml": "source: paper\nkind: article\ntitle: Own\nurl: https://paper.example/2\n",
    "content/references/2022/03/own-too.yaml": "source: paper\nkind: article\ntitle: Z\nurl: https://paper.example/3\n",
    "content/references/2022/03/scoop.yaml": (
        "source: times\nkind: article\ntitle: Scoop\nurl: https://times.example/1\nconsulted: false\ncited_by: copy\n"
    ),
}


def test_the_documents_are_counted_once_each(site: SiteBuilder) -> None:
    """Whoever cites them how often; most used first; those of one publisher together; a URL by its host."""
    index = index_of(
        site, REGISTRIES,
        event(14, "a", SIEGE, source="sources: [{ref: copy}, {ref: scoop, role: first-report}]"),
        event(14, "b", SIEGE, source="sources: [{ref: copy}, {ref: own}]"),
        event(15, "c", SIEGE, source="sources: [{ref: copy}, {ref: own-too}, {url: https://www.blog.example/x}]"),
        event(15, "d", SIEGE, source="sources: [{ref: copy, locator: p. 1}, {ref: copy, locator: p. 2}]"),
        event(16, "e", SIEGE, "state: withheld",
              "changes: [{date: 2022-03-17, kind: withheld, text: For the safety of those there.}]"),
    )  # fmt: skip
    documents = threads.view("siege", index).documents
    assert documents.total == "5 events, 4 documents"
    assert documents.read == (
        Document(Link("AP via The Paper, 14 March 2022", f"{ROOT}references/copy/"), "4"),
        Document(Link("The Paper, 2 documents", f"{ROOT}sources/paper/"), "2"),
        Document(Link("blog.example"), "1"),
    )
    assert (documents.others, documents.unread, documents.more_unread) == (
        "", (Link("The Times", f"{ROOT}sources/times/"),), "",
    )  # fmt: skip


def test_a_long_list_of_documents_says_what_it_leaves_out(site: SiteBuilder) -> None:
    """Six are named, the others counted."""
    urls = [event(14, f"e{n}", SIEGE, source=f"source: https://{n}.example/") for n in range(8)]
    documents = threads.view("siege", index_of(site, *urls)).documents
    assert (documents.total, len(documents.read), documents.others) == ("8 events, 8 documents", 6, "2 others")


def test_what_is_not_known(site: SiteBuilder) -> None:
    """Open questions, then the entries of briefs that link to the topic or place, to what happened, or to a claim."""
    claim = "claims: [{id: said, text: It was said}]"
    question = "question: Who is it?\nopened: 2022-03-14\nevents: [2022-03-14/a]\n"
    answered = "question: Who was it?\nopened: 2022-03-14\nclosed_by: 2022-03-15/b\nanswer: They.\nthreads: [siege]\n"
    index = index_of(
        site, event(14, "a", HERE), event(14, "c", SIEGE, claim), event(15, "b", TALKS),
        {"content/questions/who.yaml": question, "content/questions/was.yaml": answered},
        brief(14, "Nothing is linked here", "When [it](event:2022-03-14/c) was", "What [b](event:2022-03-15/b) was"),
        brief(15, "When [it](event:2022-03-14/c) was", "Why [he](claim:2022-03-14/c#said) spoke",
              "Who is in [Town](place:town)", "Whether [it](thread:siege) ends"),
    )  # fmt: skip

    def told(view: threads.ThreadView | places.PlaceView) -> list[tuple[str, str]]:
        return [(str(entry.text.striptags()), entry.state) for entry in view.not_known]

    new, town = "Not known on 15 March 2022", ("Who is in Town", "Not known on 15 March 2022")
    siege = threads.view("siege", index)
    assert told(siege) == [("When it was", new), ("Why he spoke", new), town, ("Whether it ends", new)]
    assert [line.link.text for line in siege.answered] == ["Who was it?"]
    assert told(places.view("town", index)) == [("Who is it?", "Unanswered since 14 March 2022"), town]
    assert threads.view("talks", index).not_known == (
        Unknown(Markup('What <a href="{}">b</a> was').format(f"{ROOT}2022/03/15/b/"), "", "Not known on 14 March 2022"),
    )


def test_words_and_links_of_what_is_not_known(site: SiteBuilder) -> None:
    """Another word moves nothing; another link, or one fewer before it, makes the pages of topics again."""
    asked = brief(14, "Why", "When [it](event:2022-03-14/a) was")
    before = index_of(site, event(14, "a", SIEGE), event(14, "b"), asked)
    for entries, stands in (
        (("Why now", "Since when [it](event:2022-03-14/a) was"), True),
        (("When [it](event:2022-03-14/a) was",), False),
        (("Why", "When [it](event:2022-03-14/b) was"), False),
        (("Why", "When it was"), False),
    ):
        site.write(brief(14, *entries))
        entry = next(entry for entry in site.content().entries if entry.id == "2022-03-14")
        assert differs_in_words(before.own_timeline, entry) == stands, entries


def test_edits_of_what_is_not_known(site: SiteBuilder) -> None:
    """Pages of topics and places are made again when an entry about them has other words or another link."""
    index_of(site, event(14, "a", SIEGE, HERE), event(14, "b", TALKS), brief(14, "When [it](event:2022-03-14/a) was"))
    pages = ["places/town/index.html", "threads/siege/index.html"]
    assert [p for p in site.edited(brief(14, "Since when [it](event:2022-03-14/a) was")) if p in pages] == pages
    other = site.edited(brief(14, "Since when [it](event:2022-03-14/b) was"))
    assert {*pages, "threads/talks/index.html"} <= set(other)


def figure(title: str, unit: str, more: str = "") -> str:
    """The file of a figure."""
    return f"title: {title}\nunit: {unit}\nkind: level\ncounts: As stated\nplace: town\nthread: siege\n{more}"


def test_the_gravest_figures_come_first(site: SiteBuilder) -> None:
    """Those with the most weight, then the dead, the injured, the missing, others; each with its caveat."""
    written = {
        "cars": figure("Civilian cars that left", "cars"), "left": figure("Who has left", "people", "weight: 1"),
        "gone": figure("People missing in the town", "people", "about: missing"),
        "hurt": figure("Who was hurt", "people", "about: injured"),
        "toll": figure("Deaths in the town", "people", "about: killed"),
    }  # fmt: skip
    values = ", ".join(f"{{figure: {id}, value: 5, caveat: 'Of {id}.'}}" for id in written)
    index = index_of(site, {f"content/figures/{id}.yaml": text for id, text in written.items()},
                     event(14, "a", SIEGE, HERE, f"figures: [{values}]"))  # fmt: skip
    for lines in (threads.view("siege", index).figures, places.view("town", index).figures):
        assert [line.caveat for line in lines] == ["Of left.", "Of toll.", "Of hurt.", "Of gone.", "Of cars."]
    assert last_lines((), index) == ()


def test_claims_are_about_the_topics_that_they_name(site: SiteBuilder) -> None:
    """Else about those of their event; what is disputed, what is said and what is to come are kept apart."""
    index = index_of(
        site,
        event(14, "a", "threads: [siege, talks]", "attribution: {by: army}", "claims:",
              "  - {id: plan, text: All goes to plan, threads: [talks], status: disputed}",
              "  - {id: hit, text: The house was hit}", "  - {id: whole, text: The bridge is whole}",
              "  - {id: soon, text: It will end soon, kind: prediction, status: disputed}",
              "  - {id: leave, text: We shall leave, kind: intent, promise: {due: 2022-03-18}}",
              "  - {id: sure, text: It is so, status: verified}"),
        event(15, "b", "claims:",
              "  - {id: bridge, text: The bridge is gone, contradicts: 2022-03-14/a#whole, threads: [siege]}",
              "responses: [{claim: 2022-03-14/a#hit, type: denies}]"),
        event(16, "c", SIEGE, "state: withheld", "claims: [{id: x, text: SECRET}]",
              "changes: [{date: 2022-03-17, kind: withheld, text: For the safety of those there.}]"),
    )  # fmt: skip

    def ids(topic: str) -> list[list[str]]:
        return [
            [claim.anchor.removeprefix("claim-") for claim in group.claims]
            for group in threads.view(topic, index).claims
        ]

    disputed = [[link.text for link in threads.view(topic, index).disputed.first] for topic in ("siege", "talks")]
    assert disputed == [["It will end soon", "All goes to plan"], ["All goes to plan", "It will end soon"]]
    assert ids("siege") == [["bridge", "whole", "hit"], [], ["leave", "soon"]]
    assert ids("talks") == [["whole", "hit", "plan"], [], ["leave", "soon"]]


def test_key_events_are_named_once(site: SiteBuilder) -> None:
    """Those that a topic pins are key events there; where all or none are, nothing is said of it."""
    index = index_of(site, event(14, "a", SIEGE), event(14, "b", "threads: [siege, talks]"))
    assert [threads.view(id, index).has_key for id in ("siege", "talks")] == [False, False]
    pinned = "title: The siege\nsummary: Cut off.\npinned: [2022-03-14/b]\n"
    index = index_of(site, {"content/threads/siege.yaml": pinned})
    siege, talks = threads.view("siege", index), threads.view("talks", index)
    assert [[line.priority for line in day.events] for day in (*siege.days, *talks.days)] == [
        ["normal", "key"], ["normal"],
    ]  # fmt: skip
    assert (siege.has_key, talks.has_key) == (True, False)


def test_topics_by_their_latest_news(site: SiteBuilder) -> None:
    """Not by the alphabet; dormant and closed ones apart; the home page has the same lines."""
    more = {f"content/threads/{id}.yaml": f"title: {id}\nsummary: Of {id}.\nstatus: {status}\n"
            for id, status in (("asleep", "dormant"), ("over", "closed"), ("new", "active"))}  # fmt: skip
    index = index_of(site, more, event(14, "a", SIEGE), event(15, "b", TALKS), event(13, "c", TALKS),
                     event(12, "d", "threads: [over]"))  # fmt: skip
    view = topics_view(index)
    assert (view.head.title, view.total) == ("Topics", "5 topics")
    assert [
        [(topic.link.text, str(topic.summary), topic.latest, topic.machine, topic.total) for topic in group]
        for group in (view.active, view.dormant, view.closed)
    ] == [
        [("The talks", "They talk.", "15 March", "2022-03-15", "2 events"),
         ("The siege", "The town is <em>cut off</em>.", "14 March", "2022-03-14", "1 event"),
         ("new", "Of new.", "", "", "0 events")],
        [("asleep", "Of asleep.", "", "", "0 events")],
        [("over", "Of over.", "12 March", "2022-03-12", "1 event")],
    ]  # fmt: skip
    assert home.view(index).threads == view.active


def test_a_place_in_words(site: SiteBuilder) -> None:
    """What it is and where, its paragraph, and its names in languages, not in codes."""
    index = index_of(site, event(14, "a", HERE))
    town, coast = places.view("town", index), places.view("coast", index)
    assert (town.kind, [link.text for link in town.around], str(town.summary), town.code) == (
        "City", ["The Coast", "The Land"], "It is <em>cut off</em>.", "",
    )  # fmt: skip
    assert town.names == (
        PlaceName("Місто", "uk", "Ukrainian"), PlaceName("Город", "ru", "Russian"), PlaceName("Şeer", "crh", ""),
    )  # fmt: skip
    assert (coast.kind, coast.last, coast.trust, town.head.description) == ("Region", None, "", "It is cut off.")
    listed = lists.page("place", "Places", "").make(index)
    assert [(entry.link.text, entry.kind) for letter in listed.groups[0].letters for entry in letter.entries] == [
        ("The Coast", "Region"), ("The Land", "Country"), ("Town", "City"),
    ]  # fmt: skip
    assert town.trust == "The one report on this place rests on a single source, news.example. Not verified by us."


def test_what_happened_at_a_withheld_place_is_not_told(site: SiteBuilder) -> None:
    """Its paragraph goes with everything else that would say so."""
    house = "name: Safe house\nkind: site\ncountry: UA\nparent: town\nsummary: Somebody hid here.\n"
    hidden = "sensitivity: {location: {withheld: 'For the safety of those there.'}}"
    index = index_of(site, {"content/places/house.yaml": house}, event(14, "a", "place: house", hidden),
                     event(15, "b", "place: house"))  # fmt: skip
    shown = places.view("house", index)
    assert (str(shown.summary), [line.id for day in shown.days for line in day.events]) == ("", ["2022-03-15/b"])


def headings(site: SiteBuilder, page: str) -> list[tuple[int, str]]:
    """The headings within the main part of a page."""
    text = (site.folder / "public" / page / "index.html").read_text("utf-8")
    found = re.findall(r"<h(\d)[^>]*>(.*?)</h\1>", text.partition("<main")[2].partition("</main>")[0], re.DOTALL)
    return [(int(level), re.sub("<[^>]*>", "", words)) for level, words in found]


def test_the_order_of_a_page(site: SiteBuilder) -> None:
    """What is not known and the figures come first, then what is disputed, the events, and what is to come."""
    index_of(
        site, brief(14, "When [it](event:2022-03-14/a) was"),
        {"content/figures/toll.yaml": figure("Deaths in the town", "people")},
        {"content/threads/siege.md": "Long ago.\n"},
        event(14, "a", SIEGE, HERE, "figures: [{figure: toll, value: 5, by: army}]", "claims:",
              "  - {id: hit, text: The house was hit}", "  - {id: whole, text: The bridge is whole}",
              "  - {id: soon, text: It will end soon, kind: prediction}"),
        event(14, "b", "responses: [{claim: 2022-03-14/a#hit, type: denies}]"),
    )  # fmt: skip
    assert build(site.options(NOW)).ok
    assert headings(site, "threads/siege") == [
        (1, "The siege"), (2, "What we do not know"), (2, "Latest figures"), (2, "Sources"), (2, "Disputed"),
        (2, "Events by day"), (3, "14 March 2022"), (2, "Predictions and promises"), (2, "Background"),
        (2, "Days of this topic"), (2, "Where"), (2, "Said, not verified"),
    ]  # fmt: skip
    assert headings(site, "places/town") == [
        (1, "Town"), (2, "What we do not know"), (2, "Latest figures"), (2, "What happened here"), (3, "14 March 2022"),
        (2, "Topics"), (2, "Sources"), (2, "About this place"),
    ]  # fmt: skip
    assert headings(site, "threads") == [(1, "Topics"), (2, "The siege"), (2, "The talks")]
    town = (site.folder / "public/places/town/index.html").read_text("utf-8")
    assert '<li>Town is <span lang="uk" dir="ltr">Місто</span> in Ukrainian.</li>' in town
    assert '<li>Also written <span lang="crh" dir="ltr">Şeer</span>.</li>' in town
    land = (site.folder / "public/places/land/index.html").read_text("utf-8")
    assert "No events here in the reports we have; see also the places within it." in land
