"""Days with many events: their cards are short, and outside its summary a day page says nothing twice."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import days, home
from dayline.pages.parts.topic_line import moved_topics
from dayline.schema.markdown.sentences import first_sentence

DAY = date(2022, 3, 14)
FIRST = """\
date: 2022-03-14
title: A convoy leaves
summary: >
  It left in **the morning**. It arrived in the evening.
attribution: {by: anna}
quotes:
  - {text: "We saw it leave.", by: anna, lang: en}
claims:
  - {id: all, text: All of them got out, by: anna}
figures:
  - {figure: cars, value: 160}
changes:
  - {date: 2022-03-15, kind: correction, text: We wrote of two convoys., was: two, now: one}
"""


def site_with(site: SiteBuilder, number: int) -> SiteIndex:
    """A day with a number of events, the first of them with everything that a card can show."""
    actor = {"content/actors/anna.yaml": "name: Anna Koval\nkind: person\n"}
    figure = {"content/figures/cars.yaml": "title: Cars\nunit: cars\nkind: level\ncounts: Cars that got out.\n"}
    events = {f"event-{n}": f"date: 2022-03-14\ntitle: Event {n}\n" for n in range(1, number)} | {
        "a-convoy-leaves": FIRST
    }
    site.write({**actor, **figure, **{f"content/events/2022/03/14/{name}.yaml": text for name, text in events.items()}})
    return SiteIndex(site.timeline())


@pytest.mark.parametrize(
    ("number", "summary", "parts", "in_the_column"),
    [
        (9, "It left in <strong>the morning</strong>. It arrived in the evening.", (1, 1, 1), []),
        (10, "It left in <strong>the morning</strong>.", (0, 0, 0), ["160 cars"]),
    ],
)
def test_cards_are_cut_from_ten_events_on(
    site: SiteBuilder, number: int, summary: str, parts: tuple[int, ...], in_the_column: list[str]
) -> None:
    """A short card has the first sentence; quotes, claims and values are on the event's page, values beside too."""
    page = days.view(DAY, site_with(site, number))
    card = next(card for card in page.events if card.title == "A convoy leaves")
    assert card.summary == summary
    assert (len(card.quotes), len(card.claims), len(card.figures)) == parts
    assert [value.amount for value in page.figures] == in_the_column
    assert [change.mark for change in card.changes] == ["Corrected 15 March 2022"]
    assert card.byline is not None
    assert card.byline.who.text == "Anna Koval"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("He said “No. Never.” and left. Then he came back.", "He said “No. Never.” and left."),
        ("See [Mr. X. Y. left. He](/a/) and so on. Two.", "See [Mr. X. Y. left. He](/a/) and so on."),
        ("*All of it. In one go.* Two.", "*All of it. In one go.*"),
        ("No stop", "No stop"),
        ("…", "…"),
    ],
)
def test_first_sentence(text: str, first: str) -> None:
    """It never ends within a link or emphasis."""
    assert first_sentence(text) == first


@pytest.mark.parametrize(
    ("newest", "names"),
    [("2022-03-14", ["A", "B", "C"]), ("2022-01-12", ["A", "B", "C"]), ("2022-01-06", ["A", "B", "C", "D", "E"])],
)
def test_topics_that_moved(site: SiteBuilder, newest: str, names: list[str]) -> None:
    """Those of the last 14 days, but three at least and five at most."""
    for number, name in enumerate("abcdefg"):
        event = f"date: 2022-01-0{7 - number}\ntitle: Of {name}\nthreads: [{name}]\n"
        site.write({f"content/threads/{name}.yaml": f"title: {name.upper()}\nsummary: It goes on. And on.\n"})
        site.write({f"content/events/2022/01/0{7 - number}/of-{name}.yaml": event})
    index = SiteIndex(site.timeline())
    topics = moved_topics(date.fromisoformat(newest), *home.TOPICS, index)
    expected = {"2022-01-12": 5}.get(newest, len(names))
    assert [topic.link.text for topic in topics] == list("ABCDEFG")[:expected]
    assert {topic.sentence for topic in topics} == {"It goes on."}


def headings_and_values(page: Path) -> list[str]:
    """Everything that a day page says of records, outside its summary: titles of events, values, questions."""
    text = page.read_text("utf-8").split('<main id="main"')[1].split("</main>")[0]
    body = text[: text.index('<div class="brief">')] + text[text.index('<div class="course">') :]
    value = r'<p class="amount">(.*?)</p>\n(?:<div>)?<p><a[^>]*>(.*?)</a>(.*?)</p>'
    records = re.findall(rf'<h3 id="t[^>]*><a[^>]*>(.*?)</a>|{value}', body)
    return [unescape(" ".join(part for part in parts if part)) for parts in records]


def test_no_fact_stands_twice_beside_the_summary(demo: Path) -> None:
    """Each event and each value of a day is there once, whether its cards are short or not."""
    for page in demo.glob("2022/[0-9][0-9]/[0-9][0-9]/index.html"):
        facts = headings_and_values(page)
        assert [fact for fact in facts if facts.count(fact) > 1] == [], page
