"""Feeds: ids that never change, days without a brief, and nothing dated 1970."""

import html
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.data.tag_uris import tag
from dayline.pages.site import locale
from dayline.schema.site import SiteRecord
from dayline.schema.tag_uri import default_prefix, is_prefix

NOW = datetime(2022, 3, 20, 12, tzinfo=UTC)
FEEDS = ("feed.atom", "changes.atom", "corrections.atom")
BRIDGE = "date: 2022-03-14\ntitle: The lower bridge is closed to cars\nsource: https://example.net/1\n"
PLAN = """\
date: 2022-04-14
title: The bridge is to open again
source: https://example.net/2
event_status: planned
planned: {announced: 2022-03-15, expected: 2022-04-14}
"""
BRIEF = "---\ndate: 2022-03-15\ntitle: Cars turn back\nstandfirst: They do.\n---\nThe body.\n"
CHANGED = "changes:\n  - {date: 2022-03-17, kind: correction, text: It was the lower one.}\n"
FILES: dict[str, str | bytes] = {
    "content/events/2022/03/14/bridge.yaml": BRIDGE,
    "content/events/2022/03/15/talks.yaml": BRIDGE.replace("03-14", "03-15").replace("bridge is", "lock is") + CHANGED,
    "content/briefs/2022/2022-03-15.md": BRIEF,
}


def built(site: SiteBuilder, base_url: str | None = None, now: datetime = NOW) -> Path:
    """The site's output."""
    public = site.folder / "public"
    found = build(Options(site.folder, public, now, base_url=base_url, jobs=1))
    assert [problem.message for problem in found.problems if problem.is_error] == []
    return public


def ids(public: Path) -> list[str]:
    """The ids in all feeds, each feed's own first."""
    return [id for name in FEEDS for id in re.findall(r"<id>(.*?)</id>", (public / name).read_text("utf-8"))]


def with_settings(site: SiteBuilder, more: str) -> SiteBuilder:
    """The site with more settings."""
    settings = site.folder / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8") + more, "utf-8")
    return site


def test_ids_are_of_the_site_and_nothing_else(site: SiteBuilder) -> None:
    """With an `id` neither the address nor how days are counted is in any id of a feed."""
    with_settings(site.write(FILES), "id: desk.example.org,2026\n")
    expected = [
        "days", "2022-03-15", "2022-03-14",
        "changes", "2022-03-15/talks#2022-03-17-0", "2022-03-15/talks", "2022-03-14/bridge",
        "corrections", "2022-03-15/talks#2022-03-17-0",
    ]  # fmt: skip
    assert ids(built(site)) == [f"tag:desk.example.org,2026:{name}" for name in expected]
    with_settings(site, "day_counter: {label: 'Day {n}', day_one: 2021-11-30}\n")
    moved = built(site, "https://elsewhere.example/trial/")
    assert ids(moved) == [f"tag:desk.example.org,2026:{name}" for name in expected]


def test_two_sites_on_one_host_differ(site: SiteBuilder) -> None:
    """Without an `id` the path is in the ids; the day counter is not."""
    flood, trial = (ids(built(site.write(FILES), f"https://desk.example.org/{name}/")) for name in ("flood", "trial"))
    assert flood[0] == "tag:desk.example.org,2020:flood:days"
    assert set(flood) & set(trial) == set()
    with_settings(site, "day_counter: {label: 'Day {n}', day_one: 2021-11-30}\n")
    assert ids(built(site, "https://desk.example.org/flood/")) == flood


@pytest.mark.parametrize(
    ("base_url", "start"),
    [
        ("https://desk.news/", "desk.news,2020"),
        ("https://Desk.News:8080", "desk.news,2020"),
        ("https://user.github.io/a b/ü/", "user.github.io,2020:a%20b/%C3%BC"),
        ("https://user.github.io/a%20b", "user.github.io,2020:a%20b"),
        ("https://новини.укр/", "xn--b1amarcd.xn--j1amh,2020"),
        ("https://my_desk.example/", "my-desk.example,2020"),
        ("http://[::1]:8000/", "1,2020"),
        (f"https://{'x' * 70}.org/", f"{'x' * 70}.org,2020"),
        ("https://-./", "localhost,2020"),
    ],
)
def test_what_is_derived_is_always_valid(base_url: str, start: str) -> None:
    """Whatever the address, what ids begin with is valid, and can be pasted as `id` without a change of ids."""
    assert default_prefix(base_url) == start
    assert is_prefix(start)
    without, pasted = (SiteRecord(title="T", base_url=base_url, id=id) for id in (None, start))
    assert tag(without, "days") == tag(pasted, "days") == f"tag:{start}:days"


@pytest.mark.parametrize(
    "text",
    ["", "desk.example.org", "2026", ",2026", "desk.example.org,26", "desk.example.org,2026-2", "a b,2026",
     "desk.example.org,2026-02-30", "-desk.org,2026", "desk..org,2026", "@desk.org,2026", "desk.org,2026:",
     "desk.org,2026:a b", "desk.org,2026#a", "desk.org,2026:%zz", "tag:desk.org,2026", "desk.org,0000", "дім.укр,2026"],
)  # fmt: skip
def test_no_tag_begins_so(text: str) -> None:
    """What RFC 4151 does not allow is refused."""
    assert not is_prefix(text)


def test_a_day_without_a_brief_is_in_the_feed(site: SiteBuilder) -> None:
    """Its entry lists the events with their status, and is as new as the newest of them."""
    more = "reported: 2022-03-16\nadded: 2022-03-18\n"
    site.write(
        {
            "content/events/2022/03/14/bridge.yaml": BRIDGE,
            "content/events/2022/03/14/ferry.yaml": BRIDGE.replace("bridge", "ferry") + more,
            "content/events/2022/03/14/secret.yaml": BRIDGE.replace("lower bridge", "secret") + "state: withheld\n"
            "changes:\n  - {date: 2022-03-14, kind: withheld, text: To protect a child.}\n",
            "content/events/2022/03/14/plan.yaml": PLAN.replace("04-14", "03-14").replace("03-15", "03-13"),
            "content/events/2022/04/14/plan.yaml": PLAN,
        }
    )
    feed = (built(site) / "feed.atom").read_text("utf-8")
    entry, content = feed.partition("<entry>")[2].split('<content type="html">')
    assert entry.split("\n") == [
        "",
        "<id>tag:example.org,2020:2022-03-14</id>",
        "<title>Monday 14 March 2022</title>",
        '<link rel="alternate" type="text/html" href="https://example.org/2022/03/14/"/>',
        "<published>2022-03-14T00:00:00+02:00</published>",
        "<updated>2022-03-18T00:00:00+02:00</updated>",
        "<summary>2 events</summary>",
        "",
    ]
    says = "Single source, not verified</li>"
    assert html.unescape(content.partition("</content>")[0]).split("\n") == [
        "<ul>",
        f'<li><a href="https://example.org/2022/03/14/bridge/">The lower bridge is closed to cars</a>: {says}',
        f'<li><a href="https://example.org/2022/03/14/ferry/">The lower ferry is closed to cars</a>: {says}',
        "</ul>",
        "<h2>Corrections</h2>",
        "<ul>",
        (
            '<li>Withheld, 14 March 2022, to <a href="https://example.org/2022/03/14/secret/">Withheld</a>: '
            "To protect a child.</li>"
        ),
        "</ul>",
        "",
    ]
    assert "<updated>2022-03-18T00:00:00+02:00</updated>" in feed.partition("<entry>")[0]


def test_an_empty_feed_is_not_offered(site: SiteBuilder) -> None:
    """Without any content there is no feed, and nothing links to one."""
    public = built(site)
    assert [name for name in FEEDS if (public / name).exists()] == []
    pages = {page.name: page.read_text("utf-8") for page in public.rglob("*.html")}
    assert [name for name, text in pages.items() if ".atom" in text] == []


def test_a_feed_is_offered_once_there_is_something(site: SiteBuilder) -> None:
    """The next build after the first event has the feeds and all links to them, as a clean build has."""
    built(site)
    after = built(site.write({"content/events/2022/03/14/bridge.yaml": BRIDGE}))
    assert [name for name in FEEDS if not (after / name).exists()] == []
    linked = Counter(name for page in after.rglob("*.html") for name in FEEDS if name in page.read_text("utf-8"))
    assert set(linked) == set(FEEDS)
    assert "<updated>2022-03-14T00:00:00+02:00</updated>" in (after / "corrections.atom").read_text("utf-8")
    assert [name for name in FEEDS if "1970" in (after / name).read_text("utf-8")] == []


def test_only_plans(site: SiteBuilder) -> None:
    """Where nothing happened yet the feed of days is not offered, that of news is."""
    public = built(site.write({"content/events/2022/04/14/plan.yaml": PLAN}))
    assert [name for name in FEEDS if (public / name).exists()] == ["changes.atom", "corrections.atom"]
    assert "feed.atom" not in (public / "index.html").read_text("utf-8")


def test_new_events_say_how_they_stand(site: SiteBuilder) -> None:
    """The feed of changes says more of a new event than that it is new."""
    feed = (built(site.write({"content/events/2022/03/14/bridge.yaml": BRIDGE})) / "changes.atom").read_text("utf-8")
    assert '<content type="text">New. Single source, not verified.</content>' in feed


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "en_GB"), ("uk", "uk_UA"), ("pt-BR", "pt_BR"), ("zh-Hant-TW", "zh_TW"), ("es-419", "es_419"),
     ("sr-Latn", "sr_RS"), ("en-us", "en_US"), ("gsw", "gsw")],
)  # fmt: skip
def test_locale(language: str, expected: str) -> None:
    """A language has its own territory, else the usual one, and none where none is usual."""
    assert locale(language) == expected


def test_locale_on_every_page(site: SiteBuilder) -> None:
    """Every page but those that only lead on says in which language it is for previews."""
    public = built(with_settings(site.write(FILES), "language: uk\n"))
    pages = {page: page.read_text("utf-8") for page in public.rglob("*.html")}
    assert [page for page, text in pages.items() if '<meta property="og:locale" content="uk_UA">' not in text] == []
