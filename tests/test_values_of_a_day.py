"""Values in the course of a day, levels, revised counts, gaps and new starts: a flood and an outbreak."""

import csv
from datetime import UTC, date, datetime

import pytest

from conftest import SiteBuilder
from dayline.pages.data.values_csv import values_text
from dayline.pages.figure_changes import figure_changes, figure_steps
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import days, figures
from dayline.pages.parts.chart import Graph

NOW = datetime(2024, 9, 20, 12, tzinfo=UTC)
SITE = "title: Water and health\nbase_url: https://example.org/\ntimezone: Europe/Prague\ndemonstration: true\n"
OFFICE = "name: Water office\nkind: government\ncountry: CZ\n"
HOURS = ("06:00", "12:00", "18:00")
HEIGHTS = [  # of ten days, at 06:00, 12:00 and 18:00; at noon on the third day the gauge gave nothing
    (1.1, 1.1, 1.2), (1.3, 1.6, 2.0), (2.4, None, 3.1), (3.4, 3.9, 4.3), (4.6, 5.0, 5.3), (5.6, 5.8, 5.7),
    (5.5, 5.2, 4.8), (4.4, 4.1, 3.7), (3.3, 3.0, 2.7), (2.4, 2.2, 2.0),
]  # fmt: skip
VALUES = [(f"2024-09-{10 + day}", hour, height) for day, heights in enumerate(HEIGHTS)
          for hour, height in zip(HOURS, heights, strict=True) if height is not None]  # fmt: skip
GAUGE = """\
title: The Opava at Krnov
unit: m
about: water-level
weight: 5
kind: level
counts: The height of the river at the bridge gauge
aggregation: latest
chart: line
levels:
  - {value: 3, label: flood stage 1}
  - {value: 5, label: flood stage 3}
"""
TABLE = """\
table:
  source: https://example.org/gauge
  date: time
  values: {column: height, by: office, caveat: Not checked by the office yet.}
"""
BASE: dict[str, str | bytes] = {"content/site.yaml": SITE, "content/actors/office.yaml": OFFICE}
AS_TABLE: dict[str, str | bytes] = {
    **BASE,
    "content/figures/river.yaml": GAUGE + TABLE,
    "content/figures/river.csv": "time,height\n" + "".join(f"{day} {hour},{height}\n" for day, hour, height in VALUES),
    **{f"content/events/2024/09/{day}/report.yaml": f"date: 2024-09-{day}\ntitle: The office reports on the river\n"
       "type: report\nsource: https://example.org/report\n" for day in range(10, 20)},
}  # fmt: skip
AS_EVENTS: dict[str, str | bytes] = {
    **BASE,
    "content/figures/river.yaml": GAUGE,
    **{f"content/events/2024/09/{day}/report.yaml": f"date: 2024-09-{day}\ntitle: The office reports on the river\n"
       "type: report\nsource: https://example.org/report\nfigures:\n" + "".join(
           f"  - {{figure: river, value: {height}, as_of: {on}T{hour}, by: office, caveat: Not checked yet.}}\n"
           for on, hour, height in VALUES if on == f"2024-09-{day}") for day in range(10, 20)},
}  # fmt: skip
CASES = [12, 18, 25, 31, -14, 22, None, 40, 38, 35]  # on the fifth day earlier counts were lowered
TOTALS = [12, 30, 55, 86, 72, 94, None, 40, 78, 113]  # on the eighth day another laboratory began to count
OUTBREAK: dict[str, str | bytes] = {
    **BASE,
    "content/figures/new-cases.yaml": "title: New cases of cholera\nunit: cases\nabout: cases\nkind: flow\n"
    "period: day\ncounts: Confirmed cases reported on the day\nchart: line\n"
    "table:\n  source: https://example.org/table\n  date: day\n  values:\n    column: new\n    by: office\n"
    "    revised: {date: 2024-09-14, text: Thirty cases counted twice were taken out.}\n",
    "content/figures/new-cases.csv": "day,new\n" + "".join(
        f"2024-09-{10 + n},{'' if count is None else count}\n" for n, count in enumerate(CASES)),
    "content/figures/all-cases.yaml": "title: Cases of cholera so far\nunit: cases\nabout: cases\nkind: cumulative\n"
    "counts: All confirmed cases\nchart: line\naggregation: latest\n"
    "table:\n  source: https://example.org/table\n  date: day\n  values:\n    column: total\n    by: office\n"
    "    revised:\n      - {date: 2024-09-14, text: Thirty cases counted twice were taken out.}\n"
    "      - {date: 2024-09-17, text: Another laboratory began to count., restart: true}\n",
    "content/figures/all-cases.csv": "day,total\n" + "".join(
        f"2024-09-{10 + n},{'' if count is None else count}\n" for n, count in enumerate(TOTALS)),
    "content/events/2024/09/19/report.yaml": "date: 2024-09-19\ntitle: The office reports on the outbreak\n"
    "type: report\nsource: https://example.org/report\n",
}  # fmt: skip


def index_of(site: SiteBuilder, files: dict[str, str | bytes]) -> SiteIndex:
    """A site without problems."""
    assert site.write(files).problems(NOW.isoformat()) == "no problems\n"
    return SiteIndex(site.timeline(NOW.isoformat()))


@pytest.fixture(params=["table", "events"])
def flood(request: pytest.FixtureRequest, site: SiteBuilder) -> SiteIndex:
    """The flood, its values in a table or in events."""
    return index_of(site, AS_TABLE if request.param == "table" else AS_EVENTS)


def graph_of(id: str, index: SiteIndex) -> Graph:
    (graph,) = figures.view(id, index).graphs
    return graph


def test_three_values_a_day_are_one_line(flood: SiteIndex) -> None:
    """Nights are no gaps, but the noon without a value is one; the levels are lines with their names."""
    graph = graph_of("river", flood)
    (line,) = graph.wide.lines
    assert line.path.count("M") == 2
    assert len(line.dots.split("M")) - 1 == len(VALUES)
    assert [level.label for level in graph.wide.levels] == ["flood stage 1 (3 m)", "flood stage 3 (5 m)"]
    assert [column.label for column in graph.wide.columns] == ["10 Sep", "12 Sep", "14 Sep", "16 Sep", "18 Sep"]
    assert graph.text == "Water office: 1.1 m on 10 September 2024, 06:00 to 2 m on 19 September 2024, 18:00."
    assert graph.notes == ("Where a line is broken there is no value for that time.",)


def test_table_has_all_values(flood: SiteIndex) -> None:
    """Each with its time, the value before it in time, and the level that it reaches."""
    view = figures.view("river", flood)
    lines = view.columns[0].lines
    assert [(it.as_of, it.machine, it.amount, it.change, it.level) for it in lines[12:16]] == [
        ("15 September 2024, 18:00", "2024-09-15T18:00", "5.7 m", "−0.1 since 12:00",
         "at or above flood stage 3 (5 m)"),
        ("15 September 2024, 12:00", "2024-09-15T12:00", "5.8 m", "+0.2 since 06:00",
         "at or above flood stage 3 (5 m)"),
        ("15 September 2024, 06:00", "2024-09-15T06:00", "5.6 m", "+0.3 since 14 September 2024, 18:00",
         "at or above flood stage 3 (5 m)"),
        ("14 September 2024, 18:00", "2024-09-14T18:00", "5.3 m", "+0.3 since 12:00",
         "at or above flood stage 3 (5 m)"),
    ]  # fmt: skip
    assert len(lines) == len(VALUES)
    assert view.summary == "Latest: 2 m, according to Water office, 19 September 2024, 18:00."


def test_day_page_has_the_latest(flood: SiteIndex) -> None:
    """In the column of a day stands the latest value of a table, with those before it; a card has all of its event."""
    view = days.view(date(2024, 9, 15), flood)
    on_card = view.events[0].figures
    assert [value.as_of[-5:] for value in on_card] in ([], list(HOURS))
    (value,) = view.figures or on_card[-1:]
    assert (value.amount, value.as_of, value.earlier, value.change) == (
        "5.7 m", "15 September 2024, 18:00", "06:00: 5.6 m, 12:00: 5.8 m", "−0.1 since 12:00",
    )  # fmt: skip
    assert value.caveat.startswith("Not checked")
    sparks = [line.spark.text for line in view.figures if line.spark]
    assert sparks == ["6 days, 10–15 September 2024: 1.1 to 5.8"] * len(view.figures)


def test_file_has_times(flood: SiteIndex) -> None:
    """The file of all values has the time in a column of its own, and the caveat."""
    first, *_ = csv.DictReader(values_text("river", flood).split("\r\n"))
    assert (first["day"], first["time"], first["value"]) == ("2024-09-10", "06:00", "1.1")
    assert first["caveat"].startswith("Not checked")


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("2024-09-10T06:00:00Z", ("2024-09-10", "08:00")),
        ("2024-09-10T23:30+00:00", ("2024-09-11", "01:30")),
        ("2024-09-10 06:00:00", ("2024-09-10", "06:00")),
        ("2024-09-10 00:00", ("2024-09-10", "")),
        ("2024-09-10", ("2024-09-10", "")),
    ],
)
def test_times_in_tables(site: SiteBuilder, written: str, first: tuple[str, str]) -> None:
    """A time with an offset is turned into the site's; midnight in every row is how programs write days."""
    index = index_of(site, {**AS_TABLE, "content/figures/river.csv": f"time,height\n{written},1.1\n"})
    (row,) = csv.DictReader(values_text("river", index).split("\r\n"))
    assert (row["day"], row["time"]) == first


def test_times_in_a_column_of_their_own(site: SiteBuilder) -> None:
    """`time:` names the column with the times."""
    rows = "day,hour,height\n" + "".join(f"{day},{hour},{height}\n" for day, hour, height in VALUES)
    table = TABLE.replace("date: time", "date: day\n  time: hour")
    files: dict[str, str | bytes] = {"content/figures/river.yaml": GAUGE + table, "content/figures/river.csv": rows}
    own, one = (index_of(site, {**AS_TABLE, **more}).timeline.series["river"] for more in (files, AS_TABLE))
    assert own == one


def test_time_of_another_zone(site: SiteBuilder) -> None:
    """The time of a value is that of its event's place, and is shown in the site's time zone."""
    report = str(AS_EVENTS["content/events/2024/09/10/report.yaml"]) + "timezone: Asia/Tokyo\n"
    index = index_of(site, {**AS_EVENTS, "content/events/2024/09/10/report.yaml": report})
    values = index.timeline.series["river"][0].values[:3]
    assert [(value.day and value.day.isoformat(), value.minutes) for value in values] == [
        ("2024-09-09", 23 * 60), ("2024-09-10", 5 * 60), ("2024-09-10", 11 * 60),
    ]  # fmt: skip


def test_a_count_below_zero(site: SiteBuilder) -> None:
    """A day on which earlier counts were lowered lies below the line of zero, is marked, and says why."""
    graph = graph_of("new-cases", index_of(site, OUTBREAK))
    assert [row.label for row in graph.wide.rows if row.zero] == ["0"]
    assert min(float(row.label.replace("−", "-")) for row in graph.wide.rows) < 0
    assert [(it.day, it.text) for it in graph.corrected] == [
        ("14 September 2024", "Thirty cases counted twice were taken out.")
    ]
    lines = figures.view("new-cases", index_of(site, OUTBREAK)).columns[0].lines
    assert [(it.as_of, it.amount, it.change) for it in lines if it.day and it.day.day in (14, 15)] == [
        ("15 September 2024", "22 cases", "+36 since 14 September 2024"),
        ("14 September 2024", "−14 cases", "−45 since 13 September 2024"),
    ]


def test_a_new_start(site: SiteBuilder) -> None:
    """Where a claimant began to count anew the line ends, and no difference is worked out across it."""
    index = index_of(site, OUTBREAK)
    graph = graph_of("all-cases", index)
    assert graph.wide.lines[0].path.count("M") == 2
    assert graph.notes == ()
    lines = figures.view("all-cases", index).columns[0].lines
    assert [(it.amount, it.change) for it in lines[:4]] == [
        ("113 cases", "+35 since 18 September 2024"), ("78 cases", "+38 since 17 September 2024"),
        ("40 cases", "counted anew since 17 September 2024"), ("94 cases", "+22 since 14 September 2024"),
    ]  # fmt: skip


def test_catch_up_has_times(flood: SiteIndex) -> None:
    """Then and now are values with their times; now is the latest of its day."""
    first, last = date(2024, 9, 14), date(2024, 9, 16)
    (change,) = figure_changes("river", first, last, flood)
    assert (change.then, change.then_as_of, change.now, change.now_as_of) == (
        "4.6 m", "14 September 2024, 06:00", "4.8 m", "16 September 2024, 18:00",
    )  # fmt: skip
    assert change.caveat.startswith("Not checked")
    steps = figure_steps("river", last, last, flood)
    assert [(step.change.then_as_of, step.change.now_as_of) for step in steps] == [
        ("15 September 2024, 18:00", "16 September 2024, 06:00"),
        ("16 September 2024, 06:00", "16 September 2024, 12:00"),
        ("16 September 2024, 12:00", "16 September 2024, 18:00"),
    ]
