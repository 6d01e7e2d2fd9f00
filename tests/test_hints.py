"""Help lines that are made from what was written."""

import pytest

from conftest import SiteBuilder
from dayline.rules.run import check
from dayline.schema.characters import odd_character, to_plain
from dayline.schema.clock import parse_clock
from dayline.schema.hints import address_hint, coordinate_hint, moment_hint, number_hint, time_hint

EVENT = "date: 2022-03-14\ntitle: Something is reported from there\nsource: https://example.net/1\n"
GENERAL = "write a time as `14:30`, `14:30/16:00`, `morning` or `night`"
FILE = "content/events/2022/03/14/one.yaml"


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("9:30", "write `09:30`"),
        ("24:00", "write `00:00`, and make `date` the next day"),
        ("12.30", "write `12:30`"),
        ("2:30pm", "write `14:30`"),
        ("00:05:30", "write `00:05`; seconds can't be written"),
        ("2 pm", "write `14:00`"),
        ("12am", "write `00:00`"),
        ("12 p.m.", "write `12:00`"),
        ("14h30", "write `14:30`"),
        ("1430", "write `14:30`"),
        ("14:30-16:00", "write `14:30/16:00`"),
        ("9:30 to 11:00", "write `09:30/11:00`"),
        ("noon", "write `12:00`"),
        ("14:30 EET", "write `14:30`, and the time zone on a separate line, as in `timezone: Europe/Kyiv`"),
        ("Early morning", "write `early-morning`"),
        ("mornng", "write `morning`"),
        ("25:30", GENERAL),
        ("13pm", GENERAL),
        ("half past two", GENERAL),
        ("", GENERAL),
        ("9:30 to 11", GENERAL),
        ("14:75", GENERAL),
    ],
)
def test_times(written: str, help: str) -> None:
    """The time that was meant, as it is written here."""
    assert time_hint(written) == help


@pytest.mark.parametrize("written", ["9:30", "2:30pm", "12.30", "noon", "Early morning", "14:30-16:00"])
def test_what_is_offered_is_a_time(written: str) -> None:
    """It can be pasted."""
    assert parse_clock(time_hint(written).split("`")[1]) is not None


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("2022-03-14 18:00", "2022-03-14T18:00"),
        ("2022-03-14 6pm", "2022-03-14T18:00"),
        ("yesterday", "2022-03-14T23:59"),
        ("2022-03-14", "2022-03-14T18:00"),
        ("2022-03-14, 9:05", "2022-03-14T09:05"),
    ],
)
def test_moments(written: str, help: str) -> None:
    """A date with its time."""
    assert moment_hint(written).split("`")[1] == help


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("50,23", "write `50.23`"),
        ("50°27′N", "write `50.45`"),
        ("30.5 W", "write `-30.5`"),
        ("47.0951°", "write `47.0951`"),
        ("50°27'12\"S", "write `-50.4533`"),
        ("50.23, 17.20", "write `lat: 50.23` and `lon: 17.20`"),
        ("north", "write decimal degrees, as in `47.0951`"),
    ],
)
def test_coordinates(written: str, help: str) -> None:
    """Decimal degrees."""
    assert coordinate_hint(written) == help


@pytest.mark.parametrize(
    ("written", "whole", "help"),
    [
        ("1,200", False, "write `1200`"),
        ("1.200.000", False, "write `1200000`"),
        ("1 200", True, "write `1200`"),
        ("4,5", False, "write `4.5`"),
        ("4,5", True, "write a whole number, as in `1600`"),
        ("about 200", False, "write `200`, and `qualifier: about` next to it"),
        ("200 people", False, "write `200`"),
        ("2.5k", False, "write `2500`"),
        ("~ 3 million", False, "write `3000000`, and `qualifier: about` next to it"),
        ("−380", False, "write `-380`"),
        ("0012", False, "write `12`"),
        ("many", True, "write digits only, as in `1600`"),
    ],
)
def test_numbers(written: str, whole: bool, help: str) -> None:
    """Digits only."""
    assert number_hint(written, whole=whole) == help


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("“https://a.example/x”", "write `https://a.example/x`"),
        ("www.a.example/x", "write `https://www.a.example/x`"),
        ("<https://a.example/>", "write `https://a.example/`"),
        ("desk@a.example", "write `mailto:desk@a.example`"),
        ("https://a.example/x y", "write `https://a.example/x%20y`"),
        ("ftp://x", "write the complete address, with `https://`"),
        ("https://a.example/x", "copy the address from the browser's address bar"),
    ],
)
def test_addresses(written: str, help: str) -> None:
    """An address that can be pasted."""
    assert address_hint(written, encode=True) == help


@pytest.mark.parametrize(
    ("written", "name", "plain"),
    [
        ("2022\u201103\u201114", "a no-break hyphen (U+2011)", "2022-03-14"),
        ("kyіv", "the Cyrillic letter `і` (U+0456)", "kyiv"),
        ("２０２２", "a full-width `2` (U+FF12)", "2022"),
        ("a\u200b", "a zero-width space (U+200B)", "a"),
        ("\u00a0a", "a no-break space (U+00A0)", "a"),
        ("Ґłé", "", "Ґłé"),
        ("plain", "", "plain"),
        ("\u200ea", "a left-to-right mark (U+200E)", "a"),
    ],
)
def test_characters(written: str, name: str, plain: str) -> None:
    """What is not what it looks like has a name and a code."""
    assert (odd_character(written), to_plain(written)) == (name, plain)


@pytest.mark.parametrize(
    ("line", "code", "message", "help"),
    [
        (
            "date: 2022\u201103\u201114",
            "E07",
            "`2022\u201103\u201114` contains a no-break hyphen (U+2011)",
            "write `2022-03-14`",
        ),
        (
            "source: https://example.net/\u200b1",
            "E28",
            "`https://example.net/\u200b1` contains a zero-width space (U+200B)",
            "write `https://example.net/1`",
        ),
        ("place: kyіv", "E09", "the id `kyіv` contains the Cyrillic letter `і` (U+0456)", "write `kyiv`"),
        ("time: 14:3０", "E08", "`14:3０` contains a full-width `0` (U+FF10)", "write `14:30`"),
        ("priority: key\u200b", "E06", "`key\u200b` contains a zero-width space (U+200B)", "write `key`"),
        (
            "\u00a0summary: Words",
            "E02",
            "the field name `\u00a0summary` contains a no-break space (U+00A0)",
            "write `summary`",
        ),
        (
            "prіority: key",
            "E02",
            "the field name `prіority` contains the Cyrillic letter `і` (U+0456)",
            "write `priority`",
        ),
    ],
)
def test_characters_in_files(site: SiteBuilder, line: str, code: str, message: str, help: str) -> None:
    """In dates, addresses, ids, times, words and names of fields one mistake is one message."""
    name = line.partition(":")[0]
    text = "".join(one for one in EVENT.splitlines(keepends=True) if not one.startswith(f"{name}:")) + line + "\n"
    site.write({FILE: text, "content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\ncountry: UA\n"})
    content = site.content()
    found = [p for p in check(content, site.timeline(partial=True)) if p.is_error]
    assert [(p.code, p.message, p.help) for p in found] == [(code, message, help)]


def test_letters_with_accents_are_one(site: SiteBuilder) -> None:
    """Written as one character or as two, a name is the same; Japanese variants stay as they are."""
    site.write({"content/places/kyiv.yaml": "name: Znojmo pr\u030ced \ufa19\nkind: settlement\ncountry: CZ\n"})
    assert site.timeline().places["kyiv"].record.name == "Znojmo před \ufa19"
