"""Words in another language than the site's: each says in which, and which way it is written."""

import re
from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.languages import direction, spoken

EVENT = """\
date: 2022-03-14
title: {title}
source: le-monde
threads: [war]
quotes:
  - text: שלום
    lang: he
    attribution: {{anonymous: true, described_as: a speaker, reason: not given}}
    translated: {{from: uk, by: desk, original: Мир}}
"""
FILES = {
    "content/events/2022/03/14/one.yaml": EVENT.format(title="Talks began")
    + "lang: en\nsummary: They met.\npriority: lead\n",
    "content/events/2022/03/15/two.yaml": EVENT.format(title="بدأت المحادثات اليوم"),
    "content/events/2022/03/16/withheld.yaml": EVENT.format(title="Talks are near") + "lang: en\nstate: withheld\n"
    "changes:\n  - {kind: withheld, date: 2022-03-17, text: To protect somebody}\n",
    "content/threads/war.yaml": "title: War\nsummary: A war.\n",
    "content/sources/ap.yaml": "name: AP\nkind: news-agency\n",
    "content/references/2022/03/le-monde.yaml": "source: ap\nkind: article\ntitle: Les pourparlers\nlang: fr\n",
}


@pytest.fixture
def pages(site: SiteBuilder) -> dict[str, str]:
    """The pages of an Arabic site."""
    settings = (site.folder / "content/site.yaml").read_text("utf-8")
    site.write(FILES | {"content/site.yaml": settings + "language: ar\n"})
    assert build(Options(site.folder, site.folder / "public", datetime(2026, 1, 1, tzinfo=UTC), jobs=1)).ok
    return {str(it.relative_to(site.folder / "public").parent): it.read_text("utf-8")
            for it in (site.folder / "public").rglob("index.html")}  # fmt: skip


def marked(page: str) -> list[tuple[str, str]]:
    """What a page's text marks as in another language: the attributes and the words."""
    return re.findall(r"<\w+[^>]*?( lang=[^>]*)>([^<]*)", page.partition("<main")[2])


ENGLISH, HEBREW, FRENCH = ' lang="en" dir="ltr"', ' lang="he" dir="rtl"', ' lang="fr" dir="ltr"'
UKRAINIAN = ' lang="uk" dir="ltr"'


def test_on_the_event(pages: dict[str, str]) -> None:
    """Title, summary, quotation, its original and the report's headline each say their own."""
    quoted = [(HEBREW, "“שלום”"), (UKRAINIAN, "Мир")]
    assert marked(pages["2022/03/14/one"]) == [
        (ENGLISH, "Talks began"), (ENGLISH, "They met."), *quoted, (FRENCH, "Les pourparlers"),
    ]  # fmt: skip
    assert marked(pages["2022/03/15/two"])[:2] == quoted


@pytest.mark.parametrize(
    ("where", "titles"),
    [("2022/03/14", 1), ("threads/war", 1), ("2022/03", 1), ("references/le-monde", 1)],
)
def test_in_lists(pages: dict[str, str], where: str, titles: int) -> None:
    """Titles say it wherever they are listed, but for those that are withheld, for which there are our own words."""
    found = [attributes for attributes, words in marked(pages[where]) if words in ("Talks began", "Withheld")]
    assert found == [ENGLISH] * titles


def test_the_report(pages: dict[str, str]) -> None:
    """The page of a report names it in the report's language."""
    assert (FRENCH, "Les pourparlers") in marked(pages["references/le-monde"])


@pytest.mark.parametrize(
    ("language", "way"), [("ar", "rtl"), ("he-IL", "rtl"), ("FA", "rtl"), ("uk", "ltr"), ("en", "ltr"), ("arn", "ltr")]
)
def test_ways(language: str, way: str) -> None:
    """The first part of a language's name decides which way it is written."""
    assert direction(language) == way
    assert spoken(language) == f' lang="{language}" dir="{way}"'


def test_attributes_are_escaped() -> None:
    """A language is text like any other; no language is no attribute."""
    assert spoken('x" onload="y') == Markup(' lang="x&#34; onload=&#34;y" dir="ltr"')
    assert spoken("") == ""
