"""Sites with one event or a few days: no page looks as if something were missing."""

import re
from html import unescape

import pytest

from conftest import SiteBuilder
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import home, months

NOW = "2022-03-20T12:00+00:00"


def days_with(site: SiteBuilder, number: int) -> SiteIndex:
    """Days from 1 March on, each with a minor and a key event, and without briefs."""
    for day in range(1, number + 1):
        for priority in ("minor", "key"):
            event = f"date: 2022-03-{day:02}\ntitle: A {priority} thing on day {day}\npriority: {priority}\n"
            site.write({f"content/events/2022/03/{day:02}/{priority}.yaml": event})
    return SiteIndex(site.timeline(NOW))


@pytest.mark.parametrize(("number", "is_drawn"), [(1, False), (4, False), (5, True)])
def test_home_without_briefs(site: SiteBuilder, number: int, is_drawn: bool) -> None:
    """The newest day and those before lead with their key events; a drawing of all days comes with the fifth."""
    page = home.view(days_with(site, number))
    assert [card.title for card in page.events] == [f"A key thing on day {number}", f"A minor thing on day {number}"]
    before = range(number - 1, max(number - 1 - home.DAYS, 0), -1)
    assert [day.lead.title for day in page.week if day.lead] == [f"A key thing on day {day}" for day in before]
    assert bool(page.overview) is is_drawn


def test_what_is_withheld_leads_nothing(site: SiteBuilder) -> None:
    """A withheld key event comes after a minor one, on home and among the days before."""
    days_with(site, 2)
    withheld = "state: withheld\nchanges: [{date: 2022-03-03, kind: withheld, text: A court ordered it.}]\n"
    for day in (1, 2):
        event = f"date: 2022-03-0{day}\ntitle: A key thing on day {day}\npriority: key\n"
        site.write({f"content/events/2022/03/0{day}/key.yaml": event + withheld})
    index = SiteIndex(site.timeline(NOW))
    page = home.view(index)
    assert page.events[0].title == "A minor thing on day 2"
    assert [day.lead.title for day in page.week if day.lead] == ["A minor thing on day 1"]


def test_a_day_without_brief_and_key_events(site: SiteBuilder) -> None:
    """In its month it has its weightiest event below it, not nothing."""
    site.write({"content/events/2022/03/07/it.yaml": "date: 2022-03-07\ntitle: Words were said\n"})
    index = SiteIndex(site.timeline(NOW))
    month = next(page for page in months.pages(index) if page.url.endswith("2022/03/")).make(index)
    assert [[line.title for line in day.events] for day in month.days] == [["Words were said"]]


def test_home_of_a_site_with_one_event(site: SiteBuilder) -> None:
    """It says what happened, and what that rests on; it has no heading above nothing."""
    event = "date: 2022-03-07\ntitle: Words were said\nsummary: It was *quiet*.\nsource: https://example.org/a\n"
    site.edited({"content/events/2022/03/07/it.yaml": event})
    text = (site.folder / "public/index.html").read_text("utf-8")
    main = re.sub(r"<[^>]+>", " ", text.split("<main")[1].split("</main>")[0].partition(">")[2])
    assert " ".join(unescape(main).split()) == (
        "Monday 7 March 2022 Words were said It was quiet . "
        "The one report of this day rests on a single source, example.org. Not verified by us. "
        "Read the whole day · Catch up · What changed"
    )


def test_menu_of_a_site_with_one_event(site: SiteBuilder) -> None:
    """It leads to what there is, and to nothing else."""
    event = "date: 2022-03-07\ntitle: Words were said\nsource: {kind: observation, note: Heard there.}\n"
    site.edited({"content/events/2022/03/07/it.yaml": event})
    text = (site.folder / "public/index.html").read_text("utf-8")
    header, footer = (re.search(rf"<{tag}.*?</{tag}>", text, re.DOTALL) for tag in ("header", "footer"))
    assert header
    assert footer
    menus = [[unescape(name) for name in re.findall(r"<li><a[^>]*>(.*?)</a>", part[0])] for part in (header, footer)]
    assert menus == [
        ["Latest", "Catch up", "Search"],
        ["Calendar", "What changed", "Corrections", "Feed", "Types of events", "Corrections", "How we work",
         "What the statuses mean"],
    ]  # fmt: skip
