"""The sitemap: one file, or an index of several, by the rules of sitemaps.org."""

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.data import sitemap
from dayline.schema.fields import MAX_SLUG

NOW = datetime(2022, 3, 20, 12, tzinfo=UTC)
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
EVENT = "title: The council meets again\nsource: https://example.net/1\nclaims:\n  - {id: it, text: It is so}\n"
FILES = {
    "content/events/2022/02/28/one.yaml": f"date: 2022-02-28\n{EVENT}",
    "content/events/2022/03/14/two.yaml": f"date: 2022-03-14\n{EVENT}",
    "content/events/2022/03/some-day.yaml": f"date: 2022-03\n{EVENT}",
    "content/events/2022/late.yaml": f"date: 2022\n{EVENT}",
    **{f"content/places/place-{number}.yaml": f"name: Place {number}\nkind: region\n" for number in range(9)},
}


def built(site: SiteBuilder) -> Path:
    """The output of a site."""
    options = Options(site.folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    assert build(options).ok
    return options.output


def addresses(file: Path, root: str, entry: str) -> list[str]:
    """The addresses in a file, which is valid by the schemas of sitemaps.org."""
    tree = ElementTree.fromstring(file.read_bytes())  # noqa: S314 - our own file
    assert tree.tag == NAMESPACE + root
    assert {(item.tag, *(part.tag for part in item)) for item in tree} == {(NAMESPACE + entry, NAMESPACE + "loc")}
    found = [item[0].text or "" for item in tree]
    assert 1 <= len(found) <= sitemap.LIMIT
    assert [url for url in found if not 12 <= len(url) <= 2048 or not url.startswith("https://example.org/")] == []
    assert len(set(found)) == len(found)
    return found


def pages(output: Path) -> set[str]:
    """The addresses of all pages for readers."""
    found = (path.relative_to(output).as_posix() for path in output.rglob("index.html"))
    return {f"https://example.org/{name.removesuffix('index.html')}" for name in found}


def test_a_site_that_fits_has_one_file(site: SiteBuilder) -> None:
    """With all its pages, and robots.txt names it."""
    output = built(site.write({**FILES}))
    assert set(addresses(output / "sitemap.xml", "urlset", "url")) == pages(output)
    assert not (output / "sitemaps").exists()
    assert (output / "robots.txt").read_text() == ("User-agent: *\nAllow: /\nSitemap: https://example.org/sitemap.xml")


def test_a_larger_one_has_an_index_of_parts(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """By month, year and page kind; a part that is too long is divided."""
    with monkeypatch.context() as small:
        small.setattr(sitemap, "LIMIT", 8)
        output = built(site.write({**FILES}))
    parts = addresses(output / "sitemap.xml", "sitemapindex", "sitemap")
    names = [url.removeprefix("https://example.org/sitemaps/").removesuffix(".xml") for url in parts]
    listed = [url for name in names for url in addresses(output / f"sitemaps/{name}.xml", "urlset", "url")]
    assert sorted(listed) == sorted(pages(output))
    lengths = {name: len(addresses(output / f"sitemaps/{name}.xml", "urlset", "url")) for name in names}
    assert {name: lengths[name] for name in names if name[0] == "2" or name.startswith(("places", "search"))} == {
        "2022": 3, "2022-01": 1, "2022-02": 4, "2022-03": 6, "places": 8, "places-part-2": 2, "search": 1,
    }  # fmt: skip
    assert {path.stem for path in (output / "sitemaps").glob("*.xml")} == set(names)


def test_an_event_changes_the_part_of_its_month(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other parts, and the index, stay as they are; when the parts fit into one file again, they are gone."""
    with monkeypatch.context() as small:
        small.setattr(sitemap, "LIMIT", 20)
        output = built(site.write({**FILES}))
        before = {path.name: path.read_bytes() for path in output.rglob("*.xml")}
        built(site.write({"content/events/2022/03/14/three.yaml": f"date: 2022-03-14\n{EVENT}"}))
        after = {path.name: path.read_bytes() for path in output.rglob("*.xml")}
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    assert changed == ["2022-03.xml"]
    built(site.write({"content/events/2022/03/14/four.yaml": f"date: 2022-03-14\n{EVENT}"}))
    assert [path.name for path in output.rglob("*.xml")] == ["sitemap.xml"]


def test_the_largest_file_is_below_the_other_limit() -> None:
    """With two ids as long as they may be in each address, and a base address of 400 characters."""
    longest = len("<url><loc></loc></url>\n/2022/03/14///") + 2 * MAX_SLUG + 400
    assert sitemap.LIMIT * longest < 50_000_000
