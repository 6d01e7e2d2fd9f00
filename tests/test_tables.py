"""Tables of figures: what their files may look like, and what is made of them."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import SiteBuilder
from dayline.problems import Span
from dayline.read import csv_rows
from dayline.read.text import Source
from dayline.timeline import day_hints, number_hints
from dayline.timeline.as_of import content_as_of
from dayline.timeline.cell_parsing import FORMATS, NUMBERS, day_as, parse_day, parse_number
from dayline.timeline.link import link

FIGURE = "title: People who left\nunit: people\nkind: cumulative\ncounts: People\n"
TABLE = "table:\n  source: https://example.org/table\n  date: day\n  values:\n"
FILES: dict[str, str | bytes] = {
    "content/actors/unhcr.yaml": "name: UN refugee agency\naliases: [UNHCR]\nkind: igo\nwikidata: Q132551\n",
    "content/figures/people.yaml": FIGURE + TABLE + "    - {column: total, by: unhcr}\n",
}


def values(site: SiteBuilder, csv: str | bytes, table: str = TABLE + "    - {column: total, by: unhcr}\n") -> list[str]:
    """The values of a table, each as its day and numbers."""
    site.write({**FILES, "content/figures/people.yaml": FIGURE + table, "content/figures/people.csv": csv})
    found = site.timeline().series["people"]
    return [
        f"{v.day} {v.best} {v.low} {v.high} {v.qualifier}".replace(" None", "") for one in found for v in one.values
    ]


@pytest.mark.parametrize(
    "csv",
    [
        "day,total\n2022-03-10,1\n2022-03-11,2\n", "\ufeffday,total\r\n2022-03-11,2\r\n2022-03-10,1\r\n",
        "day;total;note\n2022-03-10;1;a, b\n2022-03-11;2;\n", "day\ttotal\n2022-03-10\t1\n2022-03-11\t2",
        '"day","total","note"\n"2022-03-10","1","two\nlines, ""quoted"""\n\n2022-03-11,"2",\n,,\n',
        "\n day , total ,\n 2022-03-10 , 1 ,\n2022-03-11,2,,,\n2022-03-12,,\n",
        "sep=;\r\nday;total\r\n2022-03-10;1\r\n2022-03-11;2\r\n",
        "\ufeffsep=\t\nday\ttotal\n2022-03-10\t1\n2022-03-11\t2\n",
    ],
    ids=["plain", "byte order mark, Windows lines, out of order", "semicolons", "tabs", "quoted", "spaces and gaps",
         "Excel's sep=", "Excel's sep= with a tab"],
)  # fmt: skip
def test_files_as_they_come(site: SiteBuilder, csv: str) -> None:
    """However a table was saved, its values are the same, in the order of their days."""
    assert values(site, csv) == ["2022-03-10 1 exact", "2022-03-11 2 exact"]
    assert site.problems() == "no problems\n"


def test_places_of_cells() -> None:
    """A cell is found again by its row and column, with its quotation marks."""
    source = Source('day,total\n\n"a\nb",2\n2022-03-11, "3" ,x\n', "people.csv")
    found = [csv_rows.span(source, path) for path in [(0,), (0, 1), (1, 1), (2, 1), (2, 2), (2, 9), (9, 0), ()]]
    assert found == [
        Span(1, 1, 10), Span(1, 5, 10), Span(4, 4, 5), Span(5, 13, 16), Span(5, 18, 19), Span(5, 1, 19),
        Span(1, 1, 10), Span(1, 1, 10),
    ]  # fmt: skip


@example([[";\n", "", ""], ["", "", ""]])
@given(st.lists(st.lists(st.text("ab ,;\"\n'é", max_size=4), min_size=3, max_size=3), min_size=2, max_size=6))
def test_what_is_written_is_read(rows: list[list[str]]) -> None:
    """What a program for tables writes is read as it was, but for spaces around cells and empty rows."""
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    expected = [tuple(cell.strip() for cell in row) for row in rows if any(cell.strip() for cell in row)]
    assert [tuple(cell.text for cell in row) for row in csv_rows.cells(text)] == expected


@given(st.text('ab,;\t"\n', max_size=60))
def test_any_text_is_a_table_or_a_problem(text: str) -> None:
    """Whatever a file holds, rows are all as long as the first, and nothing is passed over in silence."""
    rows, problems = csv_rows.read(text, "people.csv")
    assert rows or problems
    assert rows is None or {len(row) for row in rows.rows} <= {len(rows.header)}


@pytest.mark.parametrize(
    ("text", "format", "day"),
    [("2022-03-14", "year-month-day", "2022-03-14"), ("March 14, 2022", "month day, year", "2022-03-14"),
     ("14 Mar. 2022", "day month year", "2022-03-14"), ("3/4/2022", "month/day/year", "2022-03-04"),
     ("04.03.2022", "day.month.year", "2022-03-04"), ("2022-02-30", "year-month-day", None),
     ("14.03.22", "day.month.year", None),
     ("Brumaire 4, 2022", "month day, year", None),
     ("0000-01-01", "year-month-day", None)],
)  # fmt: skip
def test_days(text: str, format: str, day: str | None) -> None:
    """A day is read as its format says, or not at all."""
    assert parse_day(text, format) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("text", "written", "number"),
    [("1234", "1234.5", 1234), ("-12.50", "1234.5", -12.5), ("−3", "1234.5", -3), ("2,899,770", "1,234.5", 2899770),
     ("1.234,5", "1.234,5", 1234.5), ("1 234 567", "1 234,5", 1234567), ("12\u202f345", "1 234.5", 12345),
     ("0", "1234.5", 0), ("1,23", "1,234.5", None), ("1,23,456", "1,234.5", None), ("12 %", "1234.5", None),
     ("١٢", "1234.5", None), ("1e9", "1234.5", None), ("nan", "1234.5", None)],
)  # fmt: skip
def test_numbers(text: str, written: str, number: float | None) -> None:
    """A number is read as its example says, or not at all."""
    assert parse_number(text, written) == number


def test_all_of_a_mapping(site: SiteBuilder) -> None:
    """Bounds, qualifiers from a column, two claimants and numbers of another country, in one table."""
    table = (
        "table:\n  source: https://example.org/table\n  numbers: 1.234,5\n"
        "  date: {column: When, format: day month year}\n  values:\n"
        "    - {column: best, low: low, high: high, by: unhcr, scope: all,"
        " qualifier: {column: how, words: {mehr als: more-than}}}\n"
        "    - {low: least, attribution: {anonymous: true, described_as: a clerk, reason: fear}, qualifier: about}\n"
    )
    csv = "When;best;low;high;how;least;else\n14 March 2022;1.500;1.000;2.000;mehr als;;x\n15 March 2022;;1;2;;7;\n"
    assert values(site, csv, table) == [
        "2022-03-14 1500 1000 2000 more-than", "2022-03-15 1 2 exact", "2022-03-15 7 about",
    ]  # fmt: skip
    assert site.problems() == "no problems\n"


def test_an_event_and_a_table_say_it_once(site: SiteBuilder) -> None:
    """A value that an event gives too is there once, another one for the same day twice."""
    event = "title: The agency has counted\nsource: https://example.net/1\nfigures:\n"
    event += "  - {figure: people, by: unhcr, value: 2}\n"
    site.write({"content/events/2022/03/11/count.yaml": "date: 2022-03-11\n" + event})
    assert values(site, "day,total\n2022-03-10,1\n2022-03-11,2\n") == ["2022-03-10 1 exact", "2022-03-11 2 exact"]
    assert [v.event for one in site.timeline().series["people"] for v in one.values] == ["", "2022-03-11/count"]
    assert values(site, "day,total\n2022-03-10,1\n2022-03-11,3\n")[1:] == ["2022-03-11 2 exact", "2022-03-11 3 exact"]


@pytest.mark.parametrize(
    ("moment", "known"),
    [
        ("2022-03-10T12:00", []),
        ("2022-03-10T23:59", ["2022-03-10"]),
        ("2022-03-12T23:59", ["2022-03-10", "2022-03-11"]),
    ],
)
@pytest.mark.parametrize("published", ["", "  published: out\n"], ids=["by its day", "by the day it was published"])
def test_rows_that_were_known(site: SiteBuilder, moment: str, known: list[str], published: str) -> None:
    """Of a table an earlier edition has the rows whose day was over, or that were published."""
    csv = "day,total,out\n2022-03-10,1,2022-03-10\n2022-03-11,2,2022-03-12\n2022-03-13,3,2022-03-14\n"
    values(site, csv, TABLE.replace("  values", f"{published}  values") + "    - {column: total, by: unhcr}\n")
    at = site.timeline(moment + "+02:00").now
    series = link(content_as_of(site.content(), at).content, at).series.get("people", ())
    assert [v.day.isoformat() for one in series for v in one.values if v.day] == known


@pytest.mark.parametrize(("moment", "known"), [("2022-03-11T18:00", []), ("2022-03-13T18:00", ["They counted again."])])
def test_revisions_of_later_days(site: SiteBuilder, moment: str, known: list[str]) -> None:
    """An edition of a past day doesn't know that a claimant would change its count."""
    revised = "    - column: total\n      by: unhcr\n      revised: {date: 2022-03-12, text: They counted again.}\n"
    values(site, "day,total\n2022-03-09,1\n2022-03-10,2\n", TABLE + revised)
    at = site.timeline(moment + "+02:00").now
    series = link(content_as_of(site.content(), at).content, at).series["people"]
    assert [text for one in series for _, text in one.revised] == known


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("a" + "," * 300_000 + "\n" + "x\n" * 300_000, ["the table has 300,001 columns; at most 500 are allowed"]),
        ('day,total\n"a,"b\n' + '"a,"b\n' * 5000, [
            *["the quotation mark that begins this cell is never closed"] * 50,
            "9,952 more errors of this kind in the file, the first of them here",
        ]),
        ("day,total\n" + "1\n" * 51, [
            *["this row has 1 cell, but the table has 2 columns"] * 50,
            "1 more error of this kind in the file, the first of them here",
        ]),
    ],
    ids=["columns", "quotation marks", "short rows"],
)  # fmt: skip
def test_hostile_tables(text: str, messages: list[str]) -> None:
    """A table with far too many cells is not filled up, and mistakes in very many are not all told."""
    assert [problem.message for problem in csv_rows.read(text, "a.csv")[1]] == messages


def test_ten_thousand_cells_cost_little(site: SiteBuilder) -> None:
    """A thousand days of ten claimants are ten series."""
    columns = [f"c{number}" for number in range(10)]
    rows = [
        ",".join((date.fromordinal(736_000 + day).isoformat(), *(str(day + n) for n in range(10))))
        for day in range(1000)
    ]
    mapped = "".join(f"    - {{column: {name}, by: unhcr, scope: {name}}}\n" for name in columns)
    assert len(values(site, "\n".join([",".join(("day", *columns)), *rows]), TABLE + mapped)) == 10_000


@given(
    st.lists(st.text("0123456789.,' >~%*kme-", min_size=1, max_size=9), min_size=1, max_size=4),
    st.sampled_from([*NUMBERS]),
)
def test_every_number_that_is_no_number_has_a_hint(texts: list[str], written: str) -> None:
    """Exactly the cells that can't be read have hints, and what is offered for one alone can be read."""
    hints = number_hints.hints(texts, written, "people")
    assert hints.keys() == {text for text in texts if parse_number(text, written) is None}
    for hint in hints.values():
        if hint.help.startswith("write `") and not hint.kind:
            assert parse_number(hint.help.split("`")[1], written) is not None


@given(st.lists(st.text("0123456789./- ", min_size=1, max_size=10), min_size=1, max_size=4), st.sampled_from(FORMATS))
@example(["13.09.24", "2024-09-13 10:00", "45548", "20240913"], "day/month/year")
def test_every_day_that_is_no_day_has_a_hint(texts: list[str], format: str) -> None:
    """Exactly the cells that can't be read have hints, and what is offered for one alone can be read."""
    hints = day_hints.hints(texts, format, "date: {column: day")
    assert hints.keys() == {text for text in texts if parse_day(text, format) is None}
    for hint in hints.values():
        if hint.help.startswith("write `") and not hint.kind:
            assert parse_day(hint.help.split("`")[1], format) is not None


@given(st.lists(st.dates(date(1990, 1, 1), date(2060, 1, 1)), min_size=1, max_size=5), st.sampled_from(FORMATS))
def test_a_format_that_is_offered_reads_every_cell(days: list[date], format: str) -> None:
    """Whatever way of writing days is offered for a column, with it all cells can be read."""
    texts = [day_as(day, format) for day in days]
    for hint in day_hints.hints(texts, "month day, year", "date: {column: day").values():
        for offered in re.findall(r'format: "([^"]+)"', hint.help):
            assert all(parse_day(text, offered) for text in texts)
        assert hint.kind
