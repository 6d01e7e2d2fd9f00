"""The records: which fields there are, and the short forms in which they may be written."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SiteBuilder
from dayline.read.records import RECORDS
from dayline.schema.clock import parse_clock, parse_moment
from dayline.schema.fields import PLAIN_URL, Url, as_slug
from dayline.schema.introspect import class_at, field_specs, fields_by_yaml, references

HEAD = "date: 2022-03-14\ntitle: Something happens in the city\n"
REQUIRED = {
    "site": ["title", "base_url"], "event": ["date", "title"], "brief": ["date", "title"],
    "reference": ["source", "kind", "title"], "source": ["name", "kind"], "actor": ["name", "kind"],
    "place": ["name", "kind"], "thread": ["title", "summary"], "thread-text": [],
    "figure": ["title", "unit", "kind", "counts"], "term": ["term"], "question": ["question", "opened"],
    "page": ["title"], "vocabulary": ["types"], "figure-subjects": ["subjects"], "synonyms": ["synonyms"],
    "media": ["credit", "licence"], "map": ["title", "credit", "licence"],
}  # fmt: skip
EVENT_FIELDS = """
    date title source sources slug summary body time timezone date_note duration type mode event_status
    planned priority actors place places map attribution verification claims responses quotes figures needs
    threads series follows updates corrects supersedes responds_to contradicts supports part_of same_as
    content_warning sensitivity media tags lang reported added state embargo starter changes aliases
    external_ids desk
"""


def read(site: SiteBuilder, extra: str) -> Any:
    """The record of an event with some more lines."""
    site.write({"content/events/2022/03/14/one.yaml": HEAD + extra})
    content = site.content()
    assert content.problems == ()
    return next(entry.record for entry in content.entries if entry.kind == "event")


@pytest.mark.parametrize("kind", RECORDS)
def test_required_fields(kind: str) -> None:
    """Of each record exactly these fields are required."""
    assert [spec.yaml for spec in field_specs(RECORDS[kind][0]) if spec.required] == REQUIRED[kind]


def test_fields_of_an_event() -> None:
    """An event has the fields of the content model, by the names that editors write."""
    assert list(fields_by_yaml(RECORDS["event"][0])) == EVENT_FIELDS.split()


def test_names_that_python_keeps_for_itself() -> None:
    """`as` and `from` are written as such."""
    event = RECORDS["event"][0]
    assert "as" in fields_by_yaml(class_at(event, ("actors", 0)) or event)
    assert "from" in fields_by_yaml(class_at(event, ("quotes", 0, "translated")) or event)


@pytest.mark.parametrize(
    "written",
    [
        "source: https://example.org/a\n",
        "source: [https://example.org/a]\n",
        "source: {url: 'https://example.org/a'}\n",
        "sources:\n  - https://example.org/a\n",
        "sources:\n  - url: https://example.org/a\n    role: primary\n",
    ],
)
def test_a_source_in_every_form(site: SiteBuilder, written: str) -> None:
    """A source is an address or a group of fields, alone or in a list, in one of two fields."""
    (citation,) = read(site, written).citations
    assert (citation.url, citation.ref, citation.role) == ("https://example.org/a", None, "primary")


def test_a_source_by_its_id(site: SiteBuilder) -> None:
    """Without a colon, a source is the id of a reference."""
    assert read(site, "source: some-article\n").citations[0].ref == "some-article"


@pytest.mark.parametrize(
    "written", ["place: kyiv\n", "places: [kyiv]\n", "place: {place: kyiv}\n", "places:\n  - {place: kyiv}\n"]
)
def test_a_place_in_every_form(site: SiteBuilder, written: str) -> None:
    """A place is an id or a group of fields, alone or in a list, in one of two fields."""
    (scene,) = read(site, f"source: a\n{written}").scenes
    assert (scene.place, scene.role) == ("kyiv", "scene")


def test_short_forms(site: SiteBuilder) -> None:
    """A status, an actor and a list of one may be written as just that."""
    record = read(site, "source: a\nverification: disputed\nactors: army\nthreads: talks\nneeds: [food, water]\n")
    assert record.verification.status == "disputed"
    assert (record.actors[0].actor, record.actors[0].role) == ("army", "participant")
    assert (record.threads, record.needs) == (("talks",), ("food", "water"))


def test_defaults(site: SiteBuilder) -> None:
    """What the four-line event leaves out."""
    record = read(site, "source: a\n")
    found = (record.type, record.event_status, record.verification.status, record.priority, record.state)
    assert found == ("report", "occurred", "unverified", "normal", "published")


def test_records_hold_what_differs_from_the_defaults(site: SiteBuilder) -> None:
    """What is left out, or written as it would be anyway, takes no room, in groups and lists of groups too."""
    record = read(site, "source: a\npriority: normal\nactors: [{actor: army, role: speaker}, navy]\nverification: {}\n")
    assert vars(record).keys() == {"date", "title", "source", "actors"}
    assert [vars(role) for role in record.actors] == [{"actor": "army", "role": "speaker"}, {"actor": "navy"}]
    assert [vars(citation) for citation in record.source] == [{"ref": "a"}]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org", "http://example.org/a?b=c&d=e#f", "https://a-b.example.org/a_b/(c)~[d]@e;f,g'h!",
        "https://xn--nxa.example/%d0%ba", "https://example.org?a", "https://example.org:8080/", "https://приклад.укр/а",
    ],
)  # fmt: skip
def test_addresses(url: str) -> None:
    """An address is held as it is written."""
    assert Url().read(url) == url


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://archive.example/war.htm#image=x|9", "https://archive.example/war.htm#image=x%7C9"),
        ("https://example.org/{id}?q=a^b&r=`c`", "https://example.org/%7Bid%7D?q=a%5Eb&r=%60c%60"),
        ("https://example.org/a%7Cb|c", "https://example.org/a%7Cb%7Cc"),
        ("mailto:desk|day@example.org", "mailto:desk%7Cday@example.org"),
    ],
)
def test_addresses_that_browsers_accept(written: str, address: str) -> None:
    """What browsers accept in an address and standards don't is written as they send it."""
    assert Url().read(written) == address
    assert Url().read(address) == address


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("https://desk:secret@example.org/a?b", "write `https://example.org/a?b`"),
        ("http://desk@example.org", "write `http://example.org`"),
        ("https://desk@example.org/a b", "remove the user name, the password and the `@`"),
        ("https://desk@", "remove the user name, the password and the `@`"),
    ],
)
def test_addresses_with_a_login(written: str, help: str) -> None:
    """The help never suggests an address that would be refused in turn."""
    with pytest.raises(ValueError, match="contains a user name or password") as error:
        Url().read(written)
    assert getattr(error.value, "context", {})["help"] == help


@pytest.mark.parametrize("host", ["a|b.example", "{a}.example", "a^b.example", "a`b.example"])
def test_hosts_that_no_browser_accepts(host: str) -> None:
    """A host with such a sign is none."""
    with pytest.raises(ValueError, match="is not a valid address"):
        Url().read(f"https://{host}/")


@given(st.text(alphabet='ab.:/@?#[]%<>"\\^`{|} -_~!é1', max_size=12), st.sampled_from(["https://", "http://"]))
def test_plain_addresses_are_valid(rest: str, scheme: str) -> None:
    """What is taken for an address at first sight is one at the second."""
    url = scheme + rest
    if PLAIN_URL.fullmatch(url):
        assert urlsplit(url).port is None
        assert urlsplit(url).hostname
        assert not set(url) & set(' <>"\\^`{|}é')


def test_ids_are_found_wherever_they_stand(site: SiteBuilder) -> None:
    """Every id in a record comes with its data path and its kind."""
    record = read(
        site,
        "source: {ref: article, origin: ap}\nplace: kyiv\nfollows: 2022-03-13/one\n"
        "claims:\n  - {id: c, text: A claim, by: army, about: [council], same_as: 2022-03-13/one#c}\n",
    )
    assert list(references(record)) == [
        (("source", 0, "ref"), "reference", "article"),
        (("source", 0, "origin"), "source", "ap"),
        (("place", 0, "place"), "place", "kyiv"),
        (("claims", 0, "by"), "actor", "army"),
        (("claims", 0, "about", 0), "actor", "council"),
        (("claims", 0, "same_as"), "claim", "2022-03-13/one#c"),
        (("follows", 0), "event", "2022-03-13/one"),
    ]


@pytest.mark.parametrize(
    ("text", "start", "end", "part"),
    [
        ("14:30", 870, None, ""),
        ("09:05", 545, None, ""),
        ("14:30/16:00", 870, 960, ""),
        ("night", 120, None, "night"),
    ],
)
def test_clock_times(text: str, start: int, end: int | None, part: str) -> None:
    """Clock times in minutes after midnight."""
    clock = parse_clock(text)
    assert clock
    assert (clock.start, clock.end, clock.part) == (start, end, part)


@pytest.mark.parametrize("text", ["24:00", "14:60", "9:05", "14.30", "14:30:00", "noon", "14:30/", "١٤:٣٠"])
def test_what_is_not_a_clock_time(text: str) -> None:
    """Other forms are refused."""
    assert parse_clock(text) is None


@pytest.mark.parametrize("text", ["2022-03-14", "2022-02-30T12:00", "2022-03-14T25:00", "now"])
def test_what_is_not_a_moment(text: str) -> None:
    """A moment has a date that there is and a time."""
    assert parse_moment(text) is None


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Київ", "kiiv"), ("Königs Straße", "konigs-strasse"), ("../etc/passwd", "etc-passwd"), ("A  b", "a-b")],
)
def test_nearest_slug(text: str, slug: str) -> None:
    """The nearest name that can stand in an address."""
    assert as_slug(text) == slug


EVENT = "date: 2022-03-14\ntitle: Cars leave\nsource: https://example.org/\n"
A = "content/events/2022/03/14/a.yaml"
SHORT = "title: Cars leave, date: 2022-03-14, source: 'https://a.example/'"
LONG = "word " * 12_001


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        ({"content/pages/method.md": f"---\ntitle: How\n---\n{LONG}"},
         ["error[E06]: the text has 60,005 characters, more than 60,000"]),
        ({"content/threads/talks.md": LONG, "content/threads/talks.yaml": "title: Talks\nsummary: They talk.\n"},
         ["error[E06]: the text has 60,005 characters, more than 60,000"]),
        ({A: f"{EVENT}summary: {LONG}\n"},
         ["error[E06]: `summary` has 60,004 characters, more than 60,000"]),
        ({A: EVENT + "".join(f"k{n}: 1\n" for n in range(2000))},
         [*(f"error[E02]: `k{n}` is not a field of an event" for n in range(50)),
          "error[E02]: 1,950 more errors of this kind in the file, the first of them here"]),
        ({A: f"{EVENT}changes:\n" + "  - {date: 2022-13-14, text: a, kind: update}\n" * 60},
         ["error[E07]: there is no month 13",
          "error[E07]: 10 more errors of this kind in the file, the first of them here"]),
        ({"content/events/2022/03/b.yaml": f"- {{slug: a, {SHORT}}}\n" * 60},
         ["error[E03]: another event has the id `2022-03/a` too",
          "error[E03]: 9 more errors of this kind in the file, the first of them here"]),
        ({"content/pages/method.md": "---\ntitle: How\n---\n" + "[a](b)\n" * 60},
         ["error[E28]: `b` is not a complete address",
          "error[E28]: 10 more errors of this kind in the file, the first of them here"]),
        ({"content/pages/method.md": "---\ntitle: How\n---\n" + "[a](event:2022-03-14/b)\n" * 60},
         ["error[E09]: no event has the id `2022-03-14/b`",
          "error[E09]: 10 more errors of this kind in the file, the first of them here"]),
    ],
    ids=["page", "thread", "summary", "fields", "dates", "duplicates", "addresses", "dead links"],
)  # fmt: skip
def test_far_too_much(site: SiteBuilder, files: dict[str, str | bytes], lines: list[str]) -> None:
    """Texts have a greatest length; of many problems of a kind fifty are reported, those of one cause as one."""
    report = site.write(files).problems()
    assert [line for line in report.splitlines() if line.startswith("error[")] == lines
