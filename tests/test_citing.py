"""How to cite a page: the whole of it, whatever stands in titles and names."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from conftest import PagesOnce, SiteBuilder
from dayline import urls
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import claims, days, events
from dayline.pages.parts.citation import bibtex, ris

URL = "https://example.org/2022/03/14/one/"
NASTY = "100 % of {it} & more_or #less\\than\n  $5^2 ~ “so”"
EVENT = "content/events/2022/03/14/one.yaml"
FILES = {
    EVENT: (
        "date: 2022-03-14\ntitle: Something happens in the city\nsource: https://example.org/a\n"
        "claims:\n  - {id: it, text: It is so}\n"
        "changes:\n  - {date: 2022-03-16, kind: correction, text: Not in the village.}\n"
    ),
    "content/briefs/2022/2022-03-14.md": (
        "---\ndate: 2022-03-14\ntitle: The day\nas_of: 2022-03-15T09:00\n---\n\nWords.\n"
    ),
}


def test_bibtex() -> None:
    """What means something to LaTeX or BibTeX is escaped, with every brace in a pair."""
    made = bibtex("\x1d2022/03/14/one/", NASTY, "A & B, editors", "Day_by_Day", date(2022, 3, 15), "0123456789ab")
    assert made == (
        "@misc{2022-03-14-one,\n"
        "  author = {{A \\& B, editors}},\n"
        "  title = {{100 \\% of \\textbraceleft{}it\\textbraceright{} \\& more\\_or \\#less\\textbackslash{}than "
        "\\$5\\textasciicircum{}2 \\textasciitilde{} “so”}},\n"
        "  howpublished = {Day\\_by\\_Day},\n"
        "  year = {2022},\n"
        "  month = mar,\n"
        "  note = {Edition of 15 March 2022, record 0123456789ab},\n"
        "  url = {\x1d2022/03/14/one/}\n"
        "}"
    )
    assert made.count("{") == made.count("}")


def test_ris() -> None:
    """Each field is one line; a name with a comma would be read as a person's, and stands as publisher only."""
    assert ris(URL, NASTY, "A & B, editors", "Day by Day", None, "0123456789ab") == (
        "TY  - ELEC\n"
        "TI  - 100 % of {it} & more_or #less\\than $5^2 ~ “so”\n"
        "PB  - A & B, editors\n"
        "T2  - Day by Day\n"
        "N1  - Record 0123456789ab\n"
        f"UR  - {URL}\n"
        "ER  - "
    )


def test_on_the_page(site: SiteBuilder) -> None:
    """A page shows its edition, its record and its address, and the same for programs."""
    assert build(Options(site.write(FILES).folder, site.folder / "public", datetime(2022, 4, 1, tzinfo=UTC), jobs=1)).ok
    page = (site.folder / "public/2022/03/14/one/it/index.html").read_text("utf-8")
    record = re.search("record ([0-9a-f]{12})", page)
    assert record
    assert _cited(page) == (
        "Cite this page Day by Day editors, “It is so”, Day by Day, edition of 16 March 2022, "
        f"record {record[1]}, https://example.org/2022/03/14/one/it/\n"
        "Cite in BibTeX or RIS\n"
        "@misc{2022-03-14-one-it,\n"
        "  author = {{Day by Day editors}},\n"
        "  title = {{It is so}},\n"
        "  howpublished = {Day by Day},\n"
        "  year = {2022},\n"
        "  month = mar,\n"
        f"  note = {{Edition of 16 March 2022, record {record[1]}}},\n"
        "  url = {https://example.org/2022/03/14/one/it/}\n"
        "}\n"
        "TY  - ELEC\n"
        "TI  - It is so\n"
        "AU  - Day by Day editors\n"
        "PB  - Day by Day editors\n"
        "T2  - Day by Day\n"
        "PY  - 2022\n"
        "DA  - 2022/03/16/\n"
        f"N1  - Edition of 16 March 2022, record {record[1]}\n"
        "UR  - https://example.org/2022/03/14/one/it/\n"
        "ER  - "
    )


def _cited(page: str) -> str:
    start = page.index('<p class="cite">')
    return re.sub(r"<[^>]+>", "", page[start : page.index("</details>", start)]).rstrip("\n")


def test_the_edition_is_that_of_the_newest_part(site: SiteBuilder) -> None:
    """A page's edition follows from what it shows, answers and the brief among it, not from the day of the build."""
    index = SiteIndex(site.write(FILES).timeline("2022-06-01T12:00"))
    assert _editions(index) == ("16 March 2022", "16 March 2022", "16 March 2022")
    answer = (
        "date: 2022-03-20\ntitle: Somebody denies that it is so\nsource: https://example.org/b\n"
        "responses:\n  - {claim: 2022-03-14/one#it, type: denies}\n"
    )
    site.write({"content/events/2022/03/20/answer.yaml": answer})
    assert _editions(SiteIndex(site.timeline("2022-06-01T12:00"))) == ("20 March 2022",) * 3


PLANNED = "event_status: planned\nplanned: {announced: 2022-03-14, expected: 2022-03-25}\n"
HELD = "date: 2022-03-18\nplanned: {announced: 2022-03-14, expected: 2022-03-18}\n"
DATED = {
    "a plan is of the day of its announcement": (
        "date: 2022-03-25\n" + PLANNED,
        "14 March 2022",
    ),
    "or of the day on which it was added": (
        "date: 2022-03-25\nadded: 2022-03-16\n" + PLANNED,
        "16 March 2022",
    ),
    "what came of it is of its day": (
        HELD, "18 March 2022",
    ),
    "or of the day on which that was logged": (
        HELD + "changes: [{date: 2022-03-19, kind: update, text: It, field: event_status, was: planned}]\n",
        "19 March 2022",
    ),
    "a month that is over is of its last day": ("date: 2022-02\n", "28 February 2022"),
    "one that is not is of its first": ("date: 2022-03\n", "1 March 2022"),
    "what goes on is of its start": ("date: 2022-03-04/..\n", "4 March 2022"),
    "nothing is of a day that has not come": ("date: 2022-03-14\nadded: 2022-03-21\n", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", DATED)
def test_the_edition_is_of_a_day_on_which_something_was_known(site: SiteBuilder, case: str) -> None:
    """An edition is of the day by which something became known, and never of one that has not come."""
    fields, told = DATED[case]
    site.write({EVENT: f"{fields}title: Something happens in the city\nsource: https://example.org/a\n"})
    assert events.view("2022-03-14/one", SiteIndex(site.timeline("2022-03-20T12:00"))).cite.edition == told


def test_an_edition_that_comes_of_age(site: SiteBuilder) -> None:
    """A page with dates that had not come is made again when they have; its record stays, and so do other pages."""
    fields = "title: Something happens in the city\nsource: https://example.org/a\nclaims: [{id: it, text: It is so}]\n"
    site.write({
        EVENT: f"date: 2022-03\n{fields}", "content/events/2022/03/14/two.yaml": f"date: 2022-03-14\n{fields}",
        "content/briefs/2022/2022-03-14.md": "---\ndate: 2022-03-14\ntitle: T\nas_of: 2022-04-01T09:00\n---\n\nW.\n",
    })  # fmt: skip
    before, after = (SiteIndex(site.timeline(f"{day}T12:00")) for day in ("2022-03-20", "2022-04-01"))
    views = [(events, "2022-03-14/one"), (claims, "2022-03-14/one#it"), (days, date(2022, 3, 14))]
    pairs = [[kind.view(id, index).cite for index in (before, after)] for kind, id in views]
    assert [[cite.edition for cite in pair] for pair in pairs] == [
        ["1 March 2022", "31 March 2022"], ["1 March 2022", "31 March 2022"], ["14 March 2022", "1 April 2022"]
    ]  # fmt: skip
    assert [one.record == other.record for one, other in pairs] == [True, True, True]
    renewed = PagesOnce(before).renewed(after)
    own = ["2022/03/14/", "2022/03/14/one/", "2022/03/14/one/it/", "2022/03/14/two/", "2022/03/14/two/it/"]
    assert [url for url in own if f"{urls.ROOT}{url}" in renewed] == own[:3]


def test_the_record_changes_with_what_is_shown(site: SiteBuilder) -> None:
    """Another word gives another record, on the pages that show it and on no others."""
    other = {"content/events/2022/03/15/two.yaml": FILES[EVENT].replace("2022-03-14", "2022-03-15")}
    before = SiteIndex(site.write({**FILES, **other}).timeline())
    path = Path(site.folder / EVENT)
    path.write_text(path.read_text("utf-8").replace("Something happens", "Something has happened"), "utf-8")
    after = SiteIndex(site.timeline())
    assert events.view("2022-03-15/two", before).cite == events.view("2022-03-15/two", after).cite
    for kind, id in ((events, "2022-03-14/one"), (claims, "2022-03-14/one#it"), (days, date(2022, 3, 14))):
        assert kind.view(id, before).cite.record != kind.view(id, after).cite.record


def _editions(index: SiteIndex) -> tuple[str, ...]:
    views = (events.view("2022-03-14/one", index), claims.view("2022-03-14/one#it", index))
    return (*(view.cite.edition for view in views), days.view(date(2022, 3, 14), index).cite.edition)


def test_an_address_is_a_name() -> None:
    """An entry is named after its address."""
    assert bibtex(urls.day(date(2022, 3, 14)), "t", "b", "s", None, "0").startswith("@misc{2022-03-14,\n")
