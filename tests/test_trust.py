"""The sentence on what a page rests on: forty mixes with their sentences, and what no sentence may say."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SiteBuilder
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import claims, days, figures
from dayline.pages.parts.trust import DAY, PERIOD, PLACE, PLANS, TOPIC, VALUES, Item, Subject, trust
from dayline.schema.statuses import STATUSES, UNMARKED

AP, BBC, WHO, UNHCR, DIGEST = (
    Item(UNMARKED, name) for name in ("AP", "BBC", "WHO", "UNHCR", "Wikipedia’s news digest")
)
OTHER, SIXTH = Item(UNMARKED, "Reuters"), Item(UNMARKED, "example.net")
SECOND, SEVERAL, OWN, CHECKED, DISPUTED, FALSE, WITHDRAWN, WITHHELD = map(
    Item, ("second-hand", "corroborated", "own", "verified", "disputed", "debunked", "retracted", "withheld")
)

MIXES: list[tuple[Subject, list[Item], str]] = [
    (DAY, [], ""),
    # one item
    (DAY, [AP], "The one report of this day rests on a single source, AP. Not verified by us."),
    (TOPIC, [SECOND], "The one report on this topic is known only second-hand. Not verified by us."),
    (DAY, [SEVERAL], "The one report of this day rests on several independent sources. Not verified by us."),
    (DAY, [OWN], "The one report of this day is our own reporting."),
    (PLACE, [CHECKED], "The one report on this place is verified by us."),
    (DAY, [DISPUTED], "The one report of this day is disputed."),
    (DAY, [FALSE], "The one report of this day has been shown to be false."),
    (VALUES, [WITHDRAWN], "The one value here has been withdrawn."),
    (DAY, [WITHHELD], "The one report of this day is withheld."),
    (PLANS, [AP], "The one plan here rests on a single source, AP. Not verified by us."),
    # two items of one status
    (DAY, [AP, AP], "Both reports of this day rest on one source, AP. Neither verified by us."),
    (DAY, [AP, BBC], "Both reports of this day rest on a single source each (AP 1, BBC 1). Neither verified by us."),
    (PERIOD, [SECOND] * 2, "Both reports of these days are known only second-hand. Neither verified by us."),
    (DAY, [SEVERAL] * 2, "Both reports of this day rest on several independent sources each. Neither verified by us."),
    (DAY, [OWN] * 2, "Both reports of this day are our own reporting."),
    (VALUES, [CHECKED] * 2, "Both values here are verified by us."),
    (DAY, [DISPUTED] * 2, "Both reports of this day are disputed."),
    (DAY, [FALSE] * 2, "Both reports of this day have been shown to be false."),
    (DAY, [WITHDRAWN] * 2, "Both reports of this day have been withdrawn."),
    (DAY, [WITHHELD] * 2, "Both reports of this day are withheld."),
    # two items of two statuses
    (
        DAY, [AP, DISPUTED],
        "1 of 2 reports of this day rests on a single source, AP, not verified by us. Marked: 1 disputed.",
    ),
    (
        DAY, [AP, OWN],
        ("1 of 2 reports of this day rests on a single source, AP, not verified by us. "
        "Marked: 1 from our own reporting."),
    ),
    (
        TOPIC, [AP, SECOND],
        ("1 of 2 reports on this topic rests on a single source, AP, not verified by us. "
        "Marked: 1 known only second-hand."),
    ),
    (
        DAY, [SEVERAL, AP],
        ("1 of 2 reports of this day rests on a single source, AP, not verified by us. "
        "Marked: 1 with several independent sources."),
    ),
    (
        DAY, [AP, CHECKED],
        "1 of 2 reports of this day rests on a single source, AP, not verified by us. Marked: 1 verified by us.",
    ),
    (
        DAY, [AP, FALSE],
        "1 of 2 reports of this day rests on a single source, AP, not verified by us. Marked: 1 shown to be false.",
    ),
    (
        DAY, [AP, WITHDRAWN],
        "1 of 2 reports of this day rests on a single source, AP, not verified by us. Marked: 1 withdrawn.",
    ),
    (
        DAY, [WITHHELD, AP],
        "1 of 2 reports of this day rests on a single source, AP, not verified by us. Marked: 1 withheld.",
    ),
    (DAY, [CHECKED, DISPUTED], "Both reports of this day are marked: 1 verified by us and 1 disputed."),
    (
        DAY, [OWN, SEVERAL],
        "Both reports of this day are marked: 1 with several independent sources and 1 from our own reporting.",
    ),
    (DAY, [FALSE, WITHHELD], "Both reports of this day are marked: 1 shown to be false and 1 withheld."),
    # seven items
    (
        DAY, [DIGEST] * 6 + [UNHCR],
        ("All 7 reports of this day rest on a single source each (Wikipedia’s news digest 6, UNHCR 1). "
        "None verified by us."),
    ),
    (DAY, [AP] * 7, "All 7 reports of this day rest on one source, AP. None verified by us."),
    (
        DAY, [AP, AP, AP, BBC, BBC, OTHER, WHO],
        "All 7 reports of this day rest on a single source each (AP 3, BBC 2, Reuters 1, WHO 1). None verified by us.",
    ),
    (
        TOPIC, [AP, AP, AP, BBC, OTHER, UNHCR, WHO],
        ("All 7 reports on this topic rest on a single source each (AP 3, BBC 1, Reuters 1, UNHCR 1, WHO 1). "
        "None verified by us."),
    ),
    (
        TOPIC, [AP, AP, BBC, OTHER, UNHCR, WHO, SIXTH],
        ("All 7 reports on this topic rest on a single source each (AP 2, BBC 1, Reuters 1, UNHCR 1, others 2). "
        "None verified by us."),
    ),
    (
        DAY, [AP, AP, AP, BBC, BBC, DISPUTED, CHECKED],
        ("5 of 7 reports of this day rest on a single source each (AP 3, BBC 2), not verified by us. "
        "Marked: 1 verified by us and 1 disputed."),
    ),
    (
        DAY, [AP, AP, OWN, OWN, OWN, SEVERAL, WITHHELD],
        ("2 of 7 reports of this day rest on one source, AP, not verified by us. Marked: 1 with several independent "
        "sources, 3 from our own reporting and 1 withheld."),
    ),
    (
        DAY, [SECOND, SEVERAL, OWN, CHECKED, DISPUTED, FALSE, WITHDRAWN],
        ("All 7 reports of this day are marked: 1 known only second-hand, 1 with several independent sources, 1 from "
        "our own reporting, 1 verified by us, 1 disputed, 1 shown to be false and 1 withdrawn."),
    ),
    # many
    (
        VALUES, [UNHCR] * 1200 + [WHO] * 34,
        "All 1,234 values here rest on a single source each (UNHCR 1,200, WHO 34). None verified by us.",
    ),
    (PERIOD, [SECOND] * 3, "All 3 reports of these days are known only second-hand. None verified by us."),
    (DAY, [SEVERAL] * 3, "All 3 reports of this day rest on several independent sources each. None verified by us."),
    (PERIOD, [OWN] * 40, "All 40 reports of these days are our own reporting."),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "items", "sentence"), MIXES)
def test_sentence(subject: Subject, items: list[Item], sentence: str) -> None:
    """Written by hand, for none, one, two and seven items, each status alone and in pairs."""
    assert trust(items, subject) == sentence


def test_every_status_is_in_the_table() -> None:
    """Alone, and beside another."""
    for count in (1, 2):
        assert {item.status for _, items, _ in MIXES if len(items) == count for item in items} == {*STATUSES}


ITEMS = st.lists(
    st.one_of(
        st.builds(Item, st.just(UNMARKED), st.sampled_from(("AP", "BBC", "WHO", "Reuters", "UNHCR", "DW", "NHK"))),
        st.builds(Item, st.sampled_from(sorted(STATUSES.keys() - {UNMARKED}))),
    ),
    max_size=12,
)
NEGATED = re.compile(r"(?:[Nn]ot|None|Neither) verified by us")
NUMBERS = {"one": 1, "both": 2, "two": 2, "three": 3}
STRONG = {"independent": "corroborated", "verified": "verified", "confirmed": "", "own": "own"}


@given(ITEMS, st.sampled_from((DAY, TOPIC, PLACE, PERIOD, VALUES, PLANS)))
def test_sentence_never_says_too_much(items: list[Item], subject: Subject) -> None:
    """No number is larger than that of the items; a strong word is only said of as many as have that status."""
    sentence = trust(items, subject)
    words = re.findall(r"[a-z]+|[0-9,]*[0-9]", sentence.lower())
    assert max([int(word.replace(",", "")) for word in words if word[0].isdigit()], default=0) <= len(items)
    assert max([NUMBERS.get(word, 0) for word in words], default=0) <= max(len(items), 1)
    statuses = Counter(item.status for item in items)
    for word, status in STRONG.items():
        counted = re.findall(rf"(\d+) (?:[a-z]+ ){{0,3}}{word}\b", NEGATED.sub("", sentence))
        if counted and len(statuses) > 1:
            assert counted == [str(statuses[status])]
        elif word in NEGATED.sub("", sentence).lower().split():
            assert statuses == {status: len(items)}, sentence


@given(ITEMS)
def test_sentence_counts_every_item_once(items: list[Item]) -> None:
    """What it says of parts adds up: the unmarked by source, and the marked by status."""
    sentence = trust(items, DAY)
    unmarked = sum(item.status == UNMARKED for item in items)
    brackets = re.search(r"\((.*)\)", sentence)
    if brackets:
        assert sum(int(part.rsplit(" ", 1)[1]) for part in brackets[1].split(", ")) == unmarked
    if ":" in sentence:
        marked = re.split(r", | and ", sentence.partition(": ")[2])
        assert sum(int(part.split(" ")[0]) for part in marked) == len(items) - unmarked


AGENCY = "name: Agency\nkind: news-agency\ndomains: [agency.example]\n"
PAPER = "name: Paper\nkind: newspaper\ndomains: [paper.example]\n"
EVENT = "date: 2022-03-14\ntitle: {title}\n"
SOURCES = {"content/sources/agency.yaml": AGENCY, "content/sources/paper.yaml": PAPER}


def index_of(site: SiteBuilder, **events: str) -> SiteIndex:
    """The site with two sources and events of one day."""
    files = {f"content/events/2022/03/14/{id}.yaml": EVENT.format(title=id) + text for id, text in events.items()}
    return SiteIndex(site.write({**SOURCES, **files}).timeline())


DAYS = [
    ({}, ""),
    (
        {"a": "source: https://agency.example/1\n"},
        "The one report of this day rests on a single source, Agency. Not verified by us.",
    ),
    (
        {"a": "source: https://agency.example/1\n", "b": "event_status: planned\nplanned: {announced: 2022-03-10, "
         "expected: 2022-03-14}\nsource: https://paper.example/1\n"},
        "The one report of this day rests on a single source, Agency. Not verified by us.",
    ),
    (
        {"b": "event_status: planned\nplanned: {announced: 2022-03-10, expected: 2022-03-14}\n"
         "source: https://paper.example/1\n"},
        "The one plan here rests on a single source, Paper. Not verified by us.",
    ),
    (
        {"a": "source: {url: https://agency.example/1, role: background}\n"},
        "The one report of this day is known only second-hand. Not verified by us.",
    ),
    (
        {"a": "sources: [https://agency.example/1, https://paper.example/1]\n"},
        "The one report of this day rests on several independent sources. Not verified by us.",
    ),
    ({"a": "source: {kind: observation}\n"}, "The one report of this day is our own reporting."),
    (
        {"a": "source: https://agency.example/1\nstate: withheld\n"
         "changes: [{date: 2022-03-15, kind: withheld, text: To protect somebody.}]\n"},
        "The one report of this day is withheld.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("events", "sentence"), DAYS)
def test_sentence_of_a_day(site: SiteBuilder, events: dict[str, str], sentence: str) -> None:
    """From the records: what was planned counts only if nothing took place."""
    index = index_of(site, **events)
    day = index.timeline.today.replace(day=14)
    assert (days.view(day, index).trust if events else trust([], DAY)) == sentence


FIGURE = "title: Cars\ncounts: Cars that left\nkind: flow\nperiod: day\nunit: cars\n"
TABLE = FIGURE + "table:\n  source: https://agency.example/table\n  date: day\n  values: {column: cars}\n"


def test_sentence_of_a_figure(site: SiteBuilder) -> None:
    """Values of events have the status of the event, values of a table rest on its source."""
    site.write(
        {"content/figures/cars.yaml": TABLE, "content/figures/cars.csv": "day,cars\n2022-03-12,5\n2022-03-13,7\n"}
    )
    index = index_of(
        site,
        a="source: https://paper.example/1\nfigures: [{figure: cars, value: 3}]\n",
        b="source: {kind: observation}\nfigures: [{figure: cars, value: 4}]\n",
    )
    assert figures.view("cars", index).trust == (
        "3 of 4 values here rest on a single source each (Agency 2, Paper 1), not verified by us. "
        "Marked: 1 from our own reporting."
    )
    site.write({"content/figures/none.yaml": FIGURE})
    assert figures.view("none", SiteIndex(site.timeline())).trust == ""


CLAIM = "claims: [{{id: c, text: All is well{}}}]\n"
ONE, BOTH = "source: https://agency.example/1\n", "sources: [https://agency.example/1, https://paper.example/1]\n"
BY = "attribution: {anonymous: true, described_as: officer in the town, reason: not given}\n"
DONE = (
    "changes: [{date: 2022-03-15, kind: status, text: So it is., field: claims.c.status, was: unverified, now: %s}]\n"
)
CLAIMS = [
    (ONE + BY + CLAIM.format(""), ("", "This claim rests on a single source, Agency. Not verified by us.")),
    (BOTH + BY + CLAIM.format(""), ("", "This claim is reported by Agency and Paper. Not verified by us.")),
    (
        BOTH + CLAIM.format(""),
        ("Two or more independent sources",
         "This claim has several independent sources: Agency and Paper. Not verified by us."),
    ),
    (
        "source: {url: https://agency.example/1, role: background}\n" + BY + CLAIM.format(""),
        ("Second-hand, not verified", "We know this claim only second-hand. Not verified by us."),
    ),
    (
        "source: {kind: interview}\n" + BY + CLAIM.format(""),
        ("", "This claim was made to us. Not verified by us."),
    ),
    ("source: {kind: observation}\n" + CLAIM.format(""), ("Our own reporting", "This claim is our own reporting.")),
    (
        ONE + BY + CLAIM.format(", status: debunked") + DONE % "debunked",
        ("Shown to be false on 15 March", "This claim rests on a single source, Agency. Shown to be false."),
    ),
    (
        ONE + BY + CLAIM.format(", status: verified") + DONE % "verified",
        ("Verified by us on 15 March", "This claim rests on a single source, Agency. Verified by us."),
    ),
    (
        ONE + BY + CLAIM.format("") + "state: withheld\n"
        "changes: [{date: 2022-03-15, kind: withheld, text: To protect somebody.}]\n",
        ("Withheld", ""),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("event", "expected"), CLAIMS)
def test_sentence_of_a_claim(site: SiteBuilder, event: str, expected: tuple[str, str]) -> None:
    """Beside its mark: who reports it, and what we say of it; that several report somebody's words confirms none."""
    view = claims.view("2022-03-14/a#c", index_of(site, a=event))
    assert (view.claim.standing, view.trust) == expected
