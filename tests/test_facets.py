"""Events by what they are: by type, by status and the key events, without script."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.index import SiteIndex
from dayline.pages.parts import filters
from dayline.pages.parts.event_line import line
from dayline.pages.parts.facet_counts import facet_name
from dayline.schema.statuses import STATUSES
from test_claim_life import readable

NOW = datetime(2022, 3, 20, 12, tzinfo=UTC)
UNMARKED = "Without a mark: single source, not verified."
WAYS = "Key events · Types of events · Statuses"
EVENT = "date: {}\ntitle: {}\nsource: https://example.org/a\n"
FILES: dict[str, str | bytes] = {
    "content/threads/siege.yaml": "title: The siege\nsummary: What happens there.\n",
    "content/threads/talks.yaml": "title: Talks & terms\nsummary: They talk.\n",
    "content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\ncountry: UA\n",
    "content/actors/army.yaml": "name: Army\nkind: armed-force\ncountry: UA\n",
    "content/events/2022/02/27/one.yaml": EVENT.format("2022-02-27", "The first strike") + "type: attack\n",
    "content/events/2022/03/02/two.yaml": (
        EVENT.format("2022-03-02", "The second strike")
        + "type: attack\npriority: key\nthreads: [siege, talks]\nplace: kyiv\nactors: [army]\n"
    ),
    "content/events/2022/03/09/three.yaml": EVENT.format("2022-03-09", "The third strike") + "type: attack\n",
    "content/events/2022/03/09/four.yaml": EVENT.format("2022-03-09", "The two sides meet")
    + "type: talks\npriority: lead\n",
}


@pytest.fixture
def public(site: SiteBuilder) -> Path:
    """The built pages."""
    options = Options(site.write(FILES).folder, site.folder / "public", NOW, jobs=1)
    assert build(options).problems == ()
    return options.output


def main(public: Path, name: str) -> str:
    """What a reader sees of a page's main part, without its menus."""
    return readable((public / name / "index.html").read_text("utf-8"))


def test_pages_of_a_type(public: Path) -> None:
    """A type has its newest month, the way to all its months, and a page for each."""
    assert main(public, "types").splitlines()[2:] == ["Attack 3", "Talks 1"]
    third, second = "9 March 2022\nThe third strike", "2 March 2022\nThe second strike"
    assert main(public, "types/attack") == f"Attack\n3 events\n{UNMARKED}\nMarch 2022\n{WAYS}\n{third}\n{second}"
    first = "27 February 2022\nThe first strike"
    head = f"Attack: February 2022\n1 event\n{UNMARKED}\nFebruary 2022"
    assert main(public, "types/attack/2022-02") == f"{head}\n{WAYS}\n{first}"
    text = (public / "types/attack/index.html").read_text("utf-8")
    assert re.findall(r'"../../types/attack/([^"]+)">[^<]+</a> <span class="by">(\d)', text) == [
        ("2022-03/", "2"), ("2022-02/", "1"),
    ]  # fmt: skip


def test_status_and_key_events(public: Path) -> None:
    """Statuses and key events are cut by month in the same way."""
    listed = main(public, "statuses").splitlines()[2:]
    assert [line for line in listed if line[-1].isdigit()] == [
        f"{words.label} {4 * (code == 'unverified')}" for code, words in STATUSES.items()
    ]
    assert [line for line in listed if not line[-1].isdigit()] == [words.meaning for words in STATUSES.values()]
    events = f"March 2022\n{WAYS}\n9 March 2022\nThe two sides meet\n2 March 2022\nThe second strike"
    assert main(public, "key-events") == f"Key events\n2 events\n{UNMARKED}\n{events}"
    assert main(public, "key-events/2022-03") == f"Key events of March 2022\n2 events\n{UNMARKED}\n{events}"


def test_month_leads_on(public: Path) -> None:
    """A month's page leads to its events by type and status, with how many there are."""
    text = (public / "2022/03/index.html").read_text("utf-8")
    ways = ("types/talks/2022-03/", "types/attack/2022-03/", "statuses/unverified/2022-03/", "key-events/2022-03/")
    assert [way for way in ways if f'href="../../{way}"' not in text] == []


def test_a_site_without_events(site: SiteBuilder) -> None:
    """Where nothing is published yet the lists are empty, and nothing breaks."""
    assert build(Options(site.folder, site.folder / "public", NOW, jobs=1)).ok
    assert main(site.folder / "public", "key-events") == "Key events\n0 events\nThere are none."


def test_names_to_filter_by(site: SiteBuilder) -> None:
    """An event says its type, status, threads, places and actors in the words that readers see."""
    index = SiteIndex(site.write(FILES).timeline())
    two, four = (index.timeline.events[id] for id in ("2022-03-02/two", "2022-03-09/four"))
    status = "Single source, not verified"
    assert filters.facets(two, index) == f"Attack\n{status}\nThe siege\tTalks & terms\nKyiv\nArmy"
    assert filters.facets(four, index) == f"Talks\n{status}\n\n\n"


def test_only_filters_ask_for_names(site: SiteBuilder) -> None:
    """A line in a list without filters shows no actor, so it is the same when one is renamed."""
    index = SiteIndex(site.write(FILES).timeline())
    event = index.timeline.events["2022-03-02/two"]
    plain, filtered = line(event, index), line(event, index, filtered=True)
    assert plain.facets == ""
    assert filtered == plain._replace(facets=filters.facets(event, index))
    asked = {
        name: {*index.recorder.node((f"pages.parts.event_line:{name}", "en", event.id)).reads}
        for name in ("_line", "_filtered_line")
    }
    army = ("pages.names:Names.link", "en", "actor", "army")
    assert [name for name, reads in asked.items() if army in reads] == ["_filtered_line"]


def test_a_handful_needs_no_filters(site: SiteBuilder, public: Path) -> None:
    """The script and the names are only where there are more than a few events."""
    page = public / "types/attack/2022-03/index.html"
    assert ("data-f=" in page.read_text("utf-8"), "filter." in page.read_text("utf-8")) == (False, False)
    for number in range(filters.FEW):
        site.write(
            {
                f"content/events/2022/03/09/more-{number}.yaml": EVENT.format("2022-03-09", "Another strike")
                + "type: attack\n"
            }
        )
    options = Options(site.folder, site.folder / "public", NOW, jobs=1)
    assert build(options).ok
    assert page.read_text("utf-8").count("data-f=") == filters.FEW + 2
    assert page.read_text("utf-8").count("assets/filter.") == 1


def test_every_facet_has_its_words(site: SiteBuilder) -> None:
    """No facet is shown by its code."""
    index = SiteIndex(site.write(FILES).timeline())
    assert [facet_name(*facet, index) for facet in index.lookups.facet_months] == [
        "Key events", "Single source, not verified", "Attack", "Talks",
    ]  # fmt: skip
