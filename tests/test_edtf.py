"""Uncertain dates are read, compared and shown as the content model says."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.edtf import EdtfDate, EdtfError, Part, parse, show

MARCH_4, MARCH_14 = date(2022, 3, 4), date(2022, 3, 14)
NOT_SO = "is not a date in the form `2022-03-14`"


def test_day() -> None:
    """A plain day is its own first and last day."""
    part = Part(MARCH_14, MARCH_14, "day")
    assert parse("2022-03-14") == EdtfDate(
        "2022-03-14",
        MARCH_14,
        MARCH_14,
        "day",
        uncertain=False,
        approximate=False,
        start=part,
        end=part,
    )


def test_open_interval_with_qualifier() -> None:
    """Each end of an interval keeps its own qualifier."""
    part = Part(MARCH_4, MARCH_4, "day", approximate=True)
    assert parse("2022-03-04~/..") == EdtfDate(
        "2022-03-04~/..",
        MARCH_4,
        None,
        "interval",
        uncertain=False,
        approximate=True,
        start=part,
        end=None,
    )


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2022-03-04%", "2022-03-04", "2022-03-04", "day"),
        ("2022-03", "2022-03-01", "2022-03-31", "month"),
        ("2024-02?", "2024-02-01", "2024-02-29", "month"),
        ("2022", "2022-01-01", "2022-12-31", "year"),
        ("2022-03-XX", "2022-03-01", "2022-03-31", "month"),
        ("2022-03-12/2022-03-13", "2022-03-12", "2022-03-13", "interval"),
        ("2022-03-14/2022-03", "2022-03-14", "2022-03-31", "interval"),
        ("2021?/2022-03~", "2021-01-01", "2022-03-31", "interval"),
        ("../2022-03-14", "None", "2022-03-14", "interval"),
    ],
)
def test_bounds(text: str, earliest: str, latest: str, precision: str) -> None:
    """First day, last day and precision follow from what is written."""
    when = parse(text)
    assert (str(when.earliest), str(when.latest), when.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    ("text", "shown", "with_year"),
    [
        ("2022-03-14", "14 March", "14 March 2022"),
        ("2022-03-04~", "around 4 March", "around 4 March 2022"),
        ("2022-03-04?", "perhaps 4 March", "perhaps 4 March 2022"),
        ("2022-03-04%", "perhaps around 4 March", "perhaps around 4 March 2022"),
        ("2022-03-12/2022-03-13", "12–13 March", "12–13 March 2022"),
        ("2022-03-12/2022-03-12", "12 March", "12 March 2022"),
        ("../2022-03-14", "by 14 March", "by 14 March 2022"),
        ("2022-03", "March 2022", "March 2022"),
        ("2022-03-XX", "some day in March 2022", "some day in March 2022"),
        ("2022~", "around 2022", "around 2022"),
        ("2022-03-04~/..", "since around 4 March", "since around 4 March 2022"),
        ("2022-02-28/2022-03-02", "28 February – 2 March", "28 February – 2 March 2022"),
        ("2021-12-30/2022-01-02", "30 December 2021 – 2 January 2022", "30 December 2021 – 2 January 2022"),
        ("2022-03-04~/2022-03-13", "around 4 March – 13 March", "around 4 March 2022 – 13 March 2022"),
        ("2022-03/2022-04", "March–April 2022", "March–April 2022"),
        ("2021-12/2022-01", "December 2021 – January 2022", "December 2021 – January 2022"),
        ("2021/2022", "2021–2022", "2021–2022"),
        ("2022-03/2022-04-04", "March 2022 – 4 April", "March 2022 – 4 April 2022"),
    ],
)
def test_shown(text: str, shown: str, with_year: str) -> None:
    """Dates read as English, with or without the year."""
    assert (show(parse(text)), show(parse(text), year=True)) == (shown, with_year)


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        ("2022-02-30", "February 2022 has no day 30", "write a day from 01 to 28"),
        ("2022-13-01", "there is no month 13", "write a month from 01 to 12"),
        ("2022-03-14/2022-03-12", "the interval runs backward", "write `2022-03-12/2022-03-14`"),
        ("../..", "the interval is open at both ends", "write a date at one end, as in `../2022-03-14`"),
        ("2022-03-14/", "one end of the interval is empty", "write `..` for an open end"),
        ("2022-21", "seasons are not supported", "write the months, as in `2022-03/2022-05`"),
        ("0999-03", "the year 0999 is before 1000", "write a year from 1000 to 9998"),
        ("9999-12-31", "the year 9999 is after 9998", "write a year from 1000 to 9998"),
        ("0999-03-14", "the year 0999 is before 1000", "write a year from 1000 to 9998"),
        (
            "2022-03-14T14:30",
            "a date can't include a time",
            "write `2022-03-14`; put an event's time on a line of its own, `time: 14:30`",
        ),
        ("{2021,2022}", "sets of dates are not supported", "write the interval `first/last`"),
        ("2022-XX", "`X` is not accepted here", "write `2022-03-XX`, `2022-03` or `2022`"),
        ("2022?-03", "a qualifier is in the wrong place", "write it last, as in `2022-03-04~`"),
        ("~2022", "a qualifier is in the wrong place", "write it last, as in `2022-03-04~`"),
        (
            "2022-03-XX/2022-04",
            "an interval can't start or end on an unknown day",
            "write `2022-03` at that end",
        ),
        ("14/03/2022", f"`14/03/2022` {NOT_SO}", "write `2022-03-14`"),
        ("3/14/2022", f"`3/14/2022` {NOT_SO}", "write `2022-03-14`"),
        ("3.4.2022", f"`3.4.2022` {NOT_SO}", "write `2022-04-03` for 3 April, or `2022-03-04` for 4 March"),
        ("2022-3-4", f"`2022-3-4` {NOT_SO}", "write `2022-03-04`"),
        ("2022/03/14", f"`2022/03/14` {NOT_SO}", "write `2022-03-14`"),
        ("20220314", f"`20220314` {NOT_SO}", "write `2022-03-14`"),
        ("14 March 2022", f"`14 March 2022` {NOT_SO}", "write `2022-03-14`"),
        ("Mar. 14, 2022", f"`Mar. 14, 2022` {NOT_SO}", "write `2022-03-14`"),
        ("2022-03-12 – 2022-03-13", f"`2022-03-12 – 2022-03-13` {NOT_SO}", "write `2022-03-12/2022-03-13`"),
        (
            "last week",
            "`last week` is not a date",
            "write `2022-03-14`, `2022-03` or `2022`; add `~` if approximate, `?` if uncertain",
        ),
    ],
)
def test_refused(text: str, message: str, advice: str) -> None:
    """What is outside the profile comes back with what to write instead."""
    with pytest.raises(EdtfError) as caught:
        parse(text)
    assert (caught.value.message, caught.value.help) == (message, advice)


def test_questions_about_a_date() -> None:
    """A day, an uncertain day and open intervals answer for themselves."""
    asked = [parse(text) for text in ("2022-03-14", "2022-03-14~", "../2022-03-14", "2022-03-14/..")]
    assert [when.is_single_day for when in asked] == [True, True, False, False]
    assert [when.is_certain_day for when in asked] == [True, False, False, False]
    assert [when.is_open_start for when in asked] == [False, False, True, False]
    assert [when.day_count for when in asked] == [1, 1, None, None]


def test_days() -> None:
    """A closed date covers its days in order, an open one none that could be listed."""
    assert list(parse("2022-02-28/2022-03-01").days()) == [date(2022, 2, 28), date(2022, 3, 1)]
    assert len(list(parse("2024").days())) == 366
    assert list(parse("2022-03-14/..").days()) == []


def test_certainly_after() -> None:
    """Only known ends that don't touch make one date certainly later than another."""
    day = parse("2022-03-14")
    later = (
        "2022-03-15",
        "2022-04",
        "2022-03-15/..",
        "2022-03-15~",
        "2022-03-14",
        "2022-03",
        "../2022-03-20",
    )
    assert [parse(text).certainly_after(day) for text in later] == [True] * 3 + [False] * 4
    assert not day.certainly_after(parse("2022-03-01/.."))


def test_order() -> None:
    """Dates are in order of their first, then last day, open ends outermost."""
    ordered = ["../2022-03-14", "2022", "2022-03-13/2022-03-14", "2022-03-14", "2022-03-14/..", "2022-03-15"]
    assert [when.text for when in sorted(map(parse, reversed(ordered)))] == ordered
    assert parse("2022-03-14") <= parse("2022-03-14") < parse("2022-03-14~")


@given(st.text(alphabet="0123456789-/.~?%X TW") | st.text())
def test_any_text_is_a_date_or_an_edtf_error(text: str) -> None:
    """No text raises anything but EdtfError, which always advises something."""
    answer = read(text)
    assert (answer.message and answer.help) if isinstance(answer, EdtfError) else show(answer)


days = st.dates(date(1000, 1, 1)).map(str)
parts = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))
qualified = st.tuples(parts, st.sampled_from(["", "?", "~", "%"])).map("".join)
ends = st.one_of(qualified, st.just(".."))
profile = st.one_of(qualified, st.tuples(ends, ends).map("/".join), days.map(lambda day: day[:7] + "-XX"))


@settings(deadline=None, max_examples=60)
@given(profile)
def test_agrees_with_the_edtf_package(text: str) -> None:
    """Whatever we accept, the reference parser reads as the same days."""
    edtf = pytest.importorskip("edtf")
    ours = read(text)
    if isinstance(ours, EdtfError):
        assert "backward" in ours.message or "both ends" in ours.message
        return
    theirs = edtf.parse_edtf(text)
    for day, bound in ((ours.earliest, theirs.lower_strict()), (ours.latest, theirs.upper_strict())):
        assert isinstance(bound, float) if day is None else tuple(bound)[:3] == day.timetuple()[:3]


def read(text: str) -> EdtfDate | EdtfError:
    """The date, or why there is none."""
    try:
        return parse(text)
    except EdtfError as error:
        return error
