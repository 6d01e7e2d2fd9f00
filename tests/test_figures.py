"""The pages of figures, the values on pages of days, and the file of all values."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from conftest import PagesOnce, SiteBuilder
from dayline import urls
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.amounts import amount
from dayline.pages.data.csv_text import csv_text
from dayline.pages.data.values_csv import values_text
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import days, figures, home
from dayline.pages.parts.chart import Corrected
from dayline.pages.parts.claimants import Claimant
from dayline.timeline.timeline import Value
from test_rebuild import differences
from test_tables import FIGURE, TABLE

NOW = datetime(2022, 3, 20, 12, tzinfo=UTC)
FILES: dict[str, str | bytes] = {
    "content/actors/unhcr.yaml": "name: UN refugee agency\naliases: [UNHCR]\nkind: igo\nwikidata: Q132551\n",
    "content/actors/staff.yaml": "name: General Staff\nkind: armed-force\ncountry: UA\nparty_to_conflict: true\n",
    "content/sources/unhcr.yaml": "name: UNHCR data\nkind: igo\nstake: none\nactor: unhcr\n",
    "content/references/2022/03/table.yaml": "source: unhcr\nkind: dataset\ntitle: The series\nurl: https://example.org/t\n",
    "content/figures/people.yaml": FIGURE + "chart: line\nprefer: [unhcr]\naggregation: latest\n"
    + TABLE.replace("https://example.org/table", "table")
    + "    column: total\n    by: unhcr\n    note: At the border.\n"
    "    revised: {date: 2022-03-12, text: They counted again.}\n",
    "content/figures/people.csv": "day,total\n2022-03-10,100\n2022-03-11,120\n2022-03-12,110\n2022-03-14,150\n",
    "content/events/2022/03/11/count.yaml": "date: 2022-03-11\ntitle: The staff has counted people\n"
    "source: https://example.net/1\nfigures:\n"
    "  - {figure: people, value: 90, by: staff, qualifier: more-than, original: =90, note: Seen}\n",
    "content/events/2022/03/14/other.yaml": "date: 2022-03-14\ntitle: Something else is reported\n"
    "source: https://example.net/2\n",
    "content/briefs/2022/2022-03-12.md": "---\ndate: 2022-03-12\ntitle: The day\n---\n\nWords.\n",
}  # fmt: skip


@pytest.fixture
def index(site: SiteBuilder) -> SiteIndex:
    """An edition with a figure of two claimants, one in an event, one in a table."""
    return SiteIndex(site.write(FILES).timeline(NOW.isoformat()))


def test_page_of_a_figure(index: SiteIndex) -> None:
    """Its chart, who counts what with which interest, and the values with what changed and where they are from."""
    view = figures.view("people", index)
    assert view.summary == "Latest: 150 people, according to UN refugee agency, 14 March 2022."
    assert view.claimants == (
        Claimant(view.columns[0].by, "", "not a party", "At the border.",
                 "4 values, 10 March 2022 to 14 March 2022", "", True),
        Claimant(view.columns[1].by, "", "party to the conflict", "", "1 value, 11 March 2022", "“more than”", True),
    )  # fmt: skip
    assert [(it.as_of, it.amount, it.change, it.event.text) for it in view.columns[0].lines] == [
        ("14 March 2022", "150 people", "+40 since 12 March 2022", "The series"),
        ("12 March 2022", "110 people", "−10 since 11 March 2022", "The series"),
        ("11 March 2022", "120 people", "+20 since 10 March 2022", "The series"),
        ("10 March 2022", "100 people", "", "The series"),
    ]
    assert [(it.amount, it.original, it.event.text) for it in view.columns[1].lines] == [
        ("more than 90 people", "=90", "The staff has counted people")
    ]
    assert (view.sources[0].text, view.months, view.only) == ("The series", (), None)


def test_graph_of_a_figure(index: SiteIndex) -> None:
    """The chart says in words what it shows, what its signs mean, where its scale begins and what was corrected."""
    (graph,) = figures.view("people", index).graphs
    assert (graph.title, graph.keys) == ("People who left, people", ("UNHCR", "General Staff"))
    assert graph.text == (
        "UNHCR: 100 people on 10 March 2022 to 150 people on 14 March 2022. "
        "General Staff: more than 90 people on 11 March 2022."
    )
    assert graph.signs == (("▲", "at least, or more than"), ("✱", "corrected"))
    assert graph.corrected == (Corrected("12 March 2022", "UNHCR", "They counted again."),)
    assert graph.notes == (
        "The scale begins at 90, not at zero.", "Where a line is broken there is no value for that time.",
    )  # fmt: skip


def test_values_as_a_file(index: SiteIndex) -> None:
    """All values stand in the file, and no cell can be taken for a formula."""
    who, table = "exact,people,unhcr,UN refugee agency", "\x1dreferences/table/"
    row = f"{who},,,,{table},,,At the border.\r\n"
    assert values_text("people", index) == (
        "day,time,value,low,high,qualifier,unit,by,name,scope,place,event,source,original,caveat,note\r\n"
        f"2022-03-10,,100,,,{row}2022-03-11,,120,,,{row}"
        f"2022-03-12,,110,,,{who},,,,{table},,They counted again.,At the border.\r\n2022-03-14,,150,,,{row}"
        "2022-03-11,,90,,,more-than,people,staff,General Staff,,,\x1d2022/03/11/count/,,'=90,,Seen\r\n"
    )


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("", ""), ("90", "90"), ("-90", "-90"), ("-1.5", "-1.5"), ("2022-03-11", "2022-03-11"), ("a=b", "a=b"),
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-a", "'-a"), ("@a", "'@a"), ("--1", "'--1"), (" =1", " '=1"),
        ("\u200b=1", "\u200b=1"), ("\xa0=1", "\xa0'=1"), ("＝1+1", "'＝1+1"), ("＋1", "'＋1"), ("－1", "'－1"),
        ("＠a", "'＠a"), ("﹦1", "'﹦1"), ("⁼1", "'⁼1"), ("−3", "−3"), ("–3", "–3"), ("'=1", "'=1"),
        ("a;=1+1;b", "a;'=1+1;b"), ("a; -1", "a; '-1"), ("a;＝1", "a;'＝1"), (";;@a", ";;'@a"), ("a;b", "a;b"),
        ("a,=1", '"a,=1"'), ('"=1', '"""=1"'), ("a\t=1", "a\t'=1"), ("\t=1", "'\t'=1"), ("\ta", "'\ta"),
        ("a\r=1", "\"a\r'=1\""), ("a\n+1", "\"a\n'+1\""), ("\r1", "\"'\r1\""), ("٣", "٣"), ("-٣", "'-٣"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    """Whatever separates the cells, none begins like a formula; numbers stay numbers."""
    assert csv_text([["a", cell]]) == f"a,{written}\r\n"


def test_figures_of_days(index: SiteIndex) -> None:
    """Beside its events a day shows the values of tables, with a small line from four on; their days get no pages."""
    assert index.timeline.days == (date(2022, 3, 11), date(2022, 3, 12), date(2022, 3, 14))
    shown = {
        day.day: [(it.amount, it.change, it.spark.path if it.spark else "") for it in days.view(day, index).figures]
        for day in index.timeline.days
    }
    assert shown == {
        11: [("120 people", "+20 since 10 March 2022", "")],
        12: [("110 people", "−10 since 11 March 2022", "")],
        14: [("150 people", "+40 since 12 March 2022", "M3 17l12-6 12 3M51 3h0")],
    }
    assert [(it.amount, it.as_of) for it in home.view(index).figures] == [("150 people", "14 March 2022")]


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [("flow", "10,1\n2022-03-11,2.5", "Sum of the 2 values: 3.5 people. Days without a value are not in it."),
     ("level", "10,1\n2022-03-11,2.5", "")],
)  # fmt: skip
def test_sums_are_of_flows_only(site: SiteBuilder, kind: str, values: str, said: str) -> None:
    """Values are added up only where the figure says so and they are amounts of one claimant."""
    figure = FIGURE.replace("cumulative", kind) + "aggregation: sum\n" + TABLE + "    {column: total, by: unhcr}\n"
    site.write(
        {**FILES, "content/figures/people.yaml": figure, "content/figures/people.csv": f"day,total\n2022-03-{values}\n"}
    )
    site.remove("content/events/2022/03/11/count.yaml")
    assert figures.view("people", SiteIndex(site.timeline(NOW.isoformat()))).summary == said


def test_one_value(site: SiteBuilder) -> None:
    """A single value has no chart, and a figure without values has no file of them."""
    site.write(
        {**FILES, "content/figures/people.csv": "day,total\n2022-03-10,1\n", "content/figures/none.yaml": FIGURE}
    )
    site.remove("content/events/2022/03/11/count.yaml")
    index = SiteIndex(site.timeline(NOW.isoformat()))
    one, none = (figures.view(id, index) for id in ("people", "none"))
    assert (one.graphs, one.only.amount if one.only else "", one.download) == (
        (),
        "1 people",
        "\x1dfigures/people/values.csv",
    )
    assert (none.graphs, none.only, none.columns, none.download) == ((), None, (), "")


def test_a_thousand_days(site: SiteBuilder) -> None:
    """A long table is cut by months with addresses of their own, the newest on the figure's page."""
    start = date(2019, 6, 1).toordinal()
    rows = "".join(f"{date.fromordinal(start + day)},{day * 3}\n" for day in range(1000))
    site.write({**FILES, "content/figures/people.csv": "day,total\n" + rows})
    index = SiteIndex(site.timeline(NOW.isoformat()))
    view = figures.view("people", index)
    assert (len(view.months), view.month, [len(column.lines) for column in view.columns]) == (34, "March 2022", [1])
    assert (view.months[0].link.url, view.months[0].values) == ("\x1dfigures/people/2019-06/", "30 values")
    month = figures.month_view("people", (2019, 6), index)
    assert (len(month.columns[0].lines), month.pager.previous, month.pager.next.text if month.pager.next else "") == (
        30,
        None,
        "July 2019",
    )
    (graph,) = view.graphs
    assert len(graph.wide.lines[0].path) < 600
    assert len(index.timeline.days) == 3
    assert values_text("people", index).count("\r\n") == 1002


OWN = ["/", "/figures/", "/figures/people/", "/figures/people/values.csv"]
NEWS = "/data/changes/2022-03.json"
TABLE_EDITS = {
    "nothing": ("2022-03-10,100", "2022-03-10,100", []),
    "a value of a day with a page": (
        "2022-03-12,110", "2022-03-12,111", [*OWN, NEWS, "/2022/03/12/", "/2022/03/14/",
        *(f"/catch-up/{period}/" for period in ("1", "3", "2022-w10", "2022-w11"))],
    ),
    "a row more, of a day without a page": (
        "2022-03-14,150", "2022-03-14,150\n2022-03-15,160", [*OWN, NEWS, "/catch-up/2022-03/", "/catch-up/2022-w11/"],
    ),
    "a column that nothing reads": ("day,total", "day,total ", []),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE_EDITS)
def test_edits_of_a_table(site: SiteBuilder, name: str) -> None:
    """Each edit of a table renders the pages that show its values, and the edition is that of a clean build."""
    options = Options(site.write(FILES).folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    build(options)
    old, new, expected = TABLE_EDITS[name]
    path = site.folder / "content/figures/people.csv"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert sorted(url.replace("\x1d", "/") for url in build(options).reasons) == sorted(expected)
    build(replace(options, output=site.folder / "clean", cache=None))
    assert differences(options.output, site.folder / "clean") == []


def test_a_table_comes_and_goes(site: SiteBuilder) -> None:
    """Without its table a figure shows the values of events; with it again it is as it was."""
    options = Options(site.write(FILES).folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    assert build(options).ok
    site.remove("content/figures/people.csv").write({"content/figures/people.yaml": FIGURE})
    assert build(options).ok
    build(replace(options, output=site.folder / "clean", cache=None))
    assert differences(options.output, site.folder / "clean") == []
    assert build(replace(options, output=site.folder / "public")).reasons == {}


def test_the_page_as_it_is_sent(site: SiteBuilder) -> None:
    """A figure's page holds its chart in two sizes, without styles of its own, and a small line is small."""
    options = Options(site.write(FILES).folder, site.folder / "public", NOW, jobs=1)
    assert build(options).ok
    page = (options.output / "figures/people/index.html").read_text("utf-8")
    chart = page.partition("<figure")[2].partition("</figure>")[0]
    assert (chart.count("<title"), "style=" in page, len(chart) < 12_000) == (2, False, True)
    day = (options.output / "2022/03/14/index.html").read_text("utf-8")
    small = "<svg" + day.partition('<svg class="spark"')[2].partition("</svg>")[0]
    assert 100 < len(small) < 300


def test_a_day_is_made_again_for_the_value_before(site: SiteBuilder) -> None:
    """A day's page is another one if the value changes that the day's is compared with, months before."""
    other = "content/events/2022/03/14/other.yaml"
    late = "figures:\n  - {figure: people, value: 90, by: unhcr, as_of: 2022-03-12}\n"
    day, indexes = date(2022, 3, 12), []
    for before in (100, 105):
        csv = f"day,total\n2022-01-10,{before}\n2022-03-12,110\n"
        site.write({**FILES, "content/figures/people.csv": csv, other: f"{FILES[other]!s}{late}"})
        indexes.append(SiteIndex(site.timeline(NOW.isoformat())))
    assert [[line.change for line in days.view(day, index).figures] for index in indexes] == [
        ["+10 since 10 January 2022"], ["+5 since 10 January 2022"]
    ]  # fmt: skip
    assert urls.day(day) in PagesOnce(indexes[0]).renewed(indexes[1])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Value(None, -1600, None, None, "exact", None, "", 0), "−1,600 people"),
        (Value(None, -4.5, None, None, "about", "°C", "", 0), "about −4.5 °C"),
        (Value(None, None, -5, -3, "exact", None, "", 0), "−5 to −3 people"),
        (Value(None, None, -5, 3, "exact", None, "", 0), "−5 to 3 people"),
        (Value(None, None, 3, 5, "exact", None, "", 0), "3–5 people"),
        (Value(None, -0.0, None, None, "exact", None, "", 0), "0 people"),
    ],
)
def test_one_minus_sign(value: Value, text: str) -> None:
    """Readers see a minus sign, not a hyphen, and no range that looks like one."""
    assert amount(value, "people", imperial=False) == text


@pytest.mark.parametrize(
    ("best", "low", "high", "qualifier", "unit", "text"),
    [
        (13600, None, None, "exact", "million USD", "$13.6 billion"),
        (800, None, None, "about", "million USD", "about $800 million"),
        (1_234_567, None, None, "exact", "USD", "$1,234,567"),
        (1_250_000, None, None, "exact", "EUR", "€1.25 million"),
        (1000, None, None, "exact", "billion USD", "$1 trillion"),
        (None, 1.2, 1.5, "exact", "billion PLN", "1.2–1.5 billion PLN"),
        (None, 900, 1100, "exact", "million USD", "$900–1,100 million"),
        (0, None, None, "exact", "USD", "$0"),
        (-20, None, None, "exact", "million USD", "−$20 million"),
        (999, None, None, "more-than", "GBP", "more than £999"),
        (None, None, 1200, "exact", "people", "up to 1,200 people"),
        (5000, None, None, "exact", "TEU", "5,000 TEU"),
    ],
)
def test_money_as_newsrooms_write_it(
    best: float | None, low: float | None, high: float | None, qualifier: str, unit: str, text: str
) -> None:
    """In the largest of million, billion and trillion in which its numbers stay short and exact."""
    assert amount(Value(None, best, low, high, qualifier, None, "", 0), unit, imperial=False) == text
