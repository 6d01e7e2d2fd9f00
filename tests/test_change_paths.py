"""The paths in change entries: what they read, and what a record is with another value there."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SiteBuilder
from dayline.edtf import parse
from dayline.schema.change_paths import agrees, covers, value_text, with_value
from dayline.schema.claim import Claim
from dayline.schema.event import EventRecord, PlaceRole
from dayline.schema.registry import PlaceRecord

EVENT = """\
date: 2022-03-12/2022-03-13
time: 14:30/16:00
title: 160 civilian cars leave Mariupol
summary: They left in a *convoy*.
source: {ref: agency, locator: para 3}
place:
  - {place: mariupol, role: origin}
  - kyiv
planned: {expected: 2022-03-14, certainty: likely}
embargo: 2022-03-14T10:00+02:00
attribution: {by: city-council, medium: post}
verification: {status: verified, methods: [geolocation], by: Editor, on: 2022-03-15}
claims:
  - {id: request, text: Russia asked China for help, status: disputed}
  - {id: refusal, text: China said no}
quotes:
  - {id: nightmare, text: Nothing short of a nightmare, by: red-cross, partial: true}
figures:
  - {figure: cars, value: 160, qualifier: about}
  - {figure: distance, value: 15.5}
  - {figure: distance, value: 17, by: red-cross}
threads: [talks, convoys]
series: {thread: talks, number: 4}
tags: siege
"""
BRIEF = "---\ndate: 2022-03-14\ntitle: Day\nhighlights: [One, 'Two, three']\n---\nText.\n"
READINGS = {
    "title": "160 civilian cars leave Mariupol",
    "date": "2022-03-12/2022-03-13",
    "time": "14:30/16:00",
    "summary": "They left in a *convoy*.",
    "embargo": "2022-03-14T10:00+02:00",
    "event_status": "occurred",
    "state": "published",
    "attribution": "city-council",
    "attribution.medium": "post",
    "verification": "verified",
    "verification.status": "verified",
    "verification.methods": "geolocation",
    "verification.confidence": None,
    "planned": "2022-03-14",
    "planned.certainty": "likely",
    "series": "4",
    "claims.request": "Russia asked China for help",
    "claims.request.text": "Russia asked China for help",
    "claims.request.status": "disputed",
    "claims.2.status": "unverified",
    "quotes": "Nothing short of a nightmare",
    "quotes.nightmare": "Nothing short of a nightmare",
    "quotes.nightmare.by": "red-cross",
    "quotes.nightmare.partial": "true",
    "figures.cars": "160",
    "figures.cars.qualifier": "about",
    "figures.2": "15.5",
    "place": "mariupol, kyiv",
    "places": "mariupol, kyiv",
    "place.mariupol.role": "origin",
    "sources": "agency",
    "source.agency.locator": "para 3",
    "threads": "talks, convoys",
    "threads.2": "convoys",
    "tags": "siege",
}
STEPS = [*"123", "", "claims", "request", "figures", "status", "place", "kyiv", "names", "uk", "text", "planned"]
ONE = EventRecord(
    date=parse("2022-03-14"),
    title="Something happens",
    place=(PlaceRole(place="kyiv"),),
    claims=(Claim(id="request", text="Something was asked for"),),
)
KYIV = PlaceRecord(name="Kyiv", kind="settlement")
NOWHERE = [
    "", ".", "titel", "title.text", "claims", "claims.other", "claims.0", "claims.9", "claims.request.texts",
    "figures", "figures.distance", "sensitivity.location", "needs", "duration", "aliases", "__class__", "lang",
]  # fmt: skip


def event(site: SiteBuilder, lines: str = EVENT) -> Any:
    """The record of an event."""
    site.write({"content/events/2022/03/12/one.yaml": lines})
    content = site.content()
    assert content.problems == ()
    return next(entry.record for entry in content.entries if entry.kind == "event")


@pytest.mark.parametrize("path", READINGS)
def test_a_path_reads_what_the_editor_wrote(site: SiteBuilder, path: str) -> None:
    """A path leads to the value as it would be written, and writing that changes nothing."""
    record, text = event(site), READINGS[path]
    assert value_text(record, path) == text
    if text is not None:
        assert with_value(record, path, text) == record
        assert agrees(record, path, f" {text} ".strip()) is True


@pytest.mark.parametrize("path", NOWHERE)
def test_a_path_that_leads_nowhere(site: SiteBuilder, path: str) -> None:
    """What is not there, or could be one of several, is not read and compared with nothing."""
    record = event(site)
    assert (value_text(record, path), agrees(record, path, "x")) == (None, None)


@pytest.mark.parametrize(
    ("path", "text", "old", "new"),
    [
        ("title", "106 civilian cars leave", "160 civilian cars leave Mariupol", "106 civilian cars leave"),
        ("date", "2022-03-12", "2022-03-12/2022-03-13", "2022-03-12"),
        ("time", "night", "14:30/16:00", "night"),
        ("verification", "unverified", "status: verified", "status: unverified"),
        ("claims.request.status", "unverified", "status: disputed", "status: unverified"),
        ("claims.refusal", "China agreed", "China said no", "China agreed"),
        ("claims.refusal.kind", "intent", "id: refusal,", "id: refusal, kind: intent,"),
        ("quotes.nightmare", "Short of a dream", "Nothing short of a nightmare", "Short of a dream"),
        ("quotes.nightmare.partial", "false", ", partial: true", ""),
        ("figures.cars", "106", "value: 160", "value: 106"),
        ("figures.cars", "106.5", "value: 160", "value: 106.5"),
        ("figures.3", "18", "value: 17", "value: 18"),
        ("figures.cars.low", "100", "value: 160,", "value: 160, low: 100,"),
        ("place", "kyiv", "  - {place: mariupol, role: origin}\n", ""),
        ("places", "kyiv,mariupol", "  - {place: mariupol, role: origin}\n  - kyiv",
         "  - kyiv\n  - {place: mariupol, role: origin}"),
        ("place", "rome", "  - {place: mariupol, role: origin}\n  - kyiv", "  - rome"),
        ("sources", "agency, https://example.org/a", "source: {ref: agency, locator: para 3}",
         "source: [{ref: agency, locator: para 3}, 'https://example.org/a']"),
        ("threads", "talks", "threads: [talks, convoys]", "threads: talks"),
        ("threads.1", "rounds", "threads: [talks, convoys]", "threads: [rounds, convoys]"),
        ("attribution", "kremlin", "by: city-council", "by: kremlin"),
        ("planned", "2022-03-15", "expected: 2022-03-14", "expected: 2022-03-15"),
        ("sensitivity.basis", "They said so", "tags: siege", "tags: siege\nsensitivity: {basis: They said so}"),
        ("needs", "food, water", "tags: siege", "tags: siege\nneeds: [food, water]"),
        ("lang", "uk", "tags: siege", "tags: siege\nlang: uk"),
        ("actors", "kremlin", "tags: siege", "tags: siege\nactors: kremlin"),
    ],
)  # fmt: skip
def test_a_record_with_another_value(site: SiteBuilder, path: str, text: str, old: str, new: str) -> None:
    """Writing a value through a path gives the record that the file with that value would give."""
    assert EVENT.count(old) == 1
    record = event(site)
    assert with_value(record, path, text) == event(site, EVENT.replace(old, new))
    assert record == event(site)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("title", ""), ("title", "With <b>HTML</b> in it"), ("date", "2022-02-30"), ("time", "25:00"),
        ("verification", "true"), ("claims.request.status", "confirmed"), ("figures.cars", "many"),
        ("figures.distance", "3"), ("quotes.nightmare.partial", "yes"), ("attribution", "the city council"),
        ("place", ""), ("place", "Kyiv and Lviv"), ("needs", "food, love"), ("claims", "A third claim"),
        ("series", "0"), ("embargo", "tomorrow"), ("sensitivity.location.withheld", "x"), ("titel", "Some title"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_used(site: SiteBuilder, path: str, text: str) -> None:
    """What the field would refuse, and what could be meant in several ways, is not written."""
    assert with_value(event(site), path, text) is None


def test_other_records(site: SiteBuilder) -> None:
    """Registries, briefs and pages are read and written like events; lists of texts hold one a line."""
    site.write({
        "content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\nlat: 50.45\nlon: 30.5\nnames: {uk: Київ}\n",
        "content/actors/icrc.yaml": "name: Red Cross\nkind: ngo\nplaces: kyiv\naliases: [ICRC, 'Red Cross, the']\n",
        "content/briefs/2022/2022-03-14.md": BRIEF,
    })  # fmt: skip
    found = {entry.id: entry.record for entry in site.content().entries}
    kyiv, cross, brief = found["kyiv"], found["icrc"], found["2022-03-14"]
    names = ("lat", "names.uk", "names.ru", "names")
    assert [value_text(kyiv, path) for path in names] == ["50.45", "Київ", None, None]
    assert value_text(with_value(kyiv, "names.ru", "Киев"), "names.ru") == "Киев"
    names = ("aliases", "place", "names.uk")
    assert [value_text(cross, path) for path in names] == ["ICRC\nRed Cross, the", "kyiv", None]
    assert with_value(with_value(cross, "aliases", "ICRC"), "aliases", "ICRC\nRed Cross, the") == cross
    assert [value_text(brief, path) for path in ("highlights.2", "body")] == ["Two, three", "Text.\n"]
    assert value_text(with_value(brief, "highlights.2", "Four"), "highlights") == "One\nFour"


@pytest.mark.parametrize(
    ("path", "other", "expected"),
    [
        ("claims.request", "claims.request.status", True),
        ("claims.request.status", "claims", True),
        ("place", "places.kyiv", True),
        ("sources", "source", True),
        ("claims.request", "claims.refusal", False),
        ("title", "titles", False),
    ],
)
def test_which_paths_cover_which(path: str, other: str, expected: bool) -> None:
    """A path covers whatever it leads through or to."""
    assert covers(path, other) is covers(other, path) is expected


@given(st.lists(st.sampled_from(STEPS)), st.text())
def test_no_path_and_no_text_breaks_it(steps: list[str], text: str) -> None:
    """Whatever is written as a path or value, a record or nothing comes back."""
    path = ".".join(steps)
    for record in (ONE, KYIV):
        assert isinstance(value_text(record, path), str | None)
        assert isinstance(with_value(record, path, text), EventRecord | PlaceRecord | None)
