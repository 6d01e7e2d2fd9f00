"""What pages show of the fields of records, and of relations from their other end."""

import pytest

from conftest import SiteBuilder
from dayline.pages import events, sources, threads
from dayline.pages.cards import duration
from dayline.pages.edition import Edition

FILES: dict[str, str | bytes] = {
    "content/actors/peskov.yaml": "name: Dmitry Peskov\nkind: person\npublic_figure: true\ncountry: RU\n",
    "content/threads/talks.yaml": "title: Talks\nsummary: They talk\nopened: 2022-03-01\nclosed: 2022-03-19\n",
    "content/sources/ap.yaml": "name: AP\nkind: news-agency\npolicy: background-only\n",
    "content/references/2022/03/one.yaml": "source: ap\nkind: article\ntitle: One\nurl: https://example.org/1\n",
    "content/references/2022/03/two.yaml": "source: ap\nkind: article\ntitle: Two\nbased_on: one\nlang: en\n",
    "content/events/2022/03/21/talks-to-resume.yaml": """\
date: 2022-03-21
title: Talks are to go on there
source: two
event_status: planned
threads: talks
tags: [peace]
external_ids: {acled: X1}
planned:
  announced: 2022-03-14
  by: peskov
  expected: 2022-03-21
  expected_text: Monday
  previous: [2022-03-16, 2022-03-18]
""",
}


@pytest.fixture
def edition(site: SiteBuilder) -> Edition:
    """An edition with one plan and two documents."""
    return Edition(site.write(FILES).timeline())


def test_plan_in_full(edition: Edition) -> None:
    """An event shows who announced it, in which words, and for when it was planned before."""
    view = events.view(edition.timeline.events["2022-03-21/talks-to-resume"], edition)
    assert view.planner is not None
    assert view.planner.who.text == "Dmitry Peskov"
    assert view.plan_notes == "In the source: “Monday”; planned before for 16 March 2022 and 18 March 2022"
    assert (view.tags, view.elsewhere) == (("peace",), (("ACLED", "X1"),))


def test_basis_from_both_ends(edition: Edition) -> None:
    """A document shows what it is based on, and the other one what is based on it."""
    one, two = (sources.reference_view(id, edition) for id in ("one", "two"))
    assert [link.text for link in two.based_on] == ["One"]
    assert [link.text for link in one.basis_of] == ["Two"]
    assert two.language == "en"


def test_source_and_thread(edition: Edition) -> None:
    """A source shows how it is used, a thread from when to when it ran."""
    assert sources.source_view("ap", edition).policy == "for background only"
    assert threads.view("talks", edition).span == "Since 1 March 2022, closed 19 March 2022"


@pytest.mark.parametrize(
    ("written", "shown"),
    [("PT3H", "3 hours"), ("P1DT30M", "1 day and 30 minutes"), ("several hours", "several hours"), ("PT", "PT"),
     ("P" + "9" * 5000 + "D", "P" + "9" * 5000 + "D")],
    ids=["hours", "day", "words", "nothing", "huge"],
)  # fmt: skip
def test_duration(written: str, shown: str) -> None:
    """Durations of ISO 8601 are put into words, everything else stays as it is."""
    assert duration(written) == shown
