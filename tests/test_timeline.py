"""From records to the timeline: days, zones, origins, and relations from both ends."""

from datetime import date

import pytest

from conftest import SiteBuilder
from dayline.edtf import parse
from dayline.timeline.clock import LocalTime, When, days_of, middle_of

EVENT = "date: {date}\ntitle: Something happens in the city\nsource: https://example.org/a\n"


def event(site: SiteBuilder, day: str, slug: str = "one", extra: str = "") -> None:
    """Write an event into its day's folder."""
    site.write({f"content/events/{day.replace('-', '/')}/{slug}.yaml": EVENT.format(date=day) + extra})


def march(*days: int) -> tuple[date, ...]:
    """Days of March 2022."""
    return tuple(date(2022, 3, day) for day in days)


@pytest.mark.parametrize(
    ("stated", "days"),
    [
        ("2022-03-14", march(14)),
        ("2022-03-04~", march(4)),
        ("2022-03-14?", march(14)),
        ("2022-03-12/2022-03-13", march(12, 13)),
        ("2022-03-12/2022-03-14", march(12, 13, 14)),
        ("2022-03-12/2022-03-15", march(12, 15)),
        ("../2022-03-14", march(14)),
        ("2022-03-04~/..", march(4)),
        ("2022-03", ()),
        ("2022", ()),
        ("2022-03-XX", ()),
        ("2022-03-12/2022-05", march(12)),
        ("2022-01/2022-03-12", march(12)),
        ("2022-02/2022-04", ()),
        ("../2022-03", ()),
        ("2022/..", ()),
    ],
)
def test_days_of_a_date(stated: str, days: tuple[date, ...]) -> None:
    """A date stands on its days, a short interval on each of them, a long one on its ends."""
    assert days_of(parse(stated)) == days


def test_a_long_matter_has_a_middle(site: SiteBuilder) -> None:
    """Between the ends of a longer matter lies the stretch for the strip of ongoing things."""
    event(site, "2022-03-12", "long")
    site.write({"content/events/2022/03/12/long.yaml": EVENT.format(date="2022-03-12/2022-03-16")})
    site.write({"content/events/2022/03/12/open.yaml": EVENT.format(date="2022-03-04/..")})
    events = site.timeline("2022-03-20T12:00+02:00").events
    assert events["2022-03-12/long"].when.middle == march(13, 15)
    assert events["2022-03-12/open"].when.middle == (date(2022, 3, 5), None)


@pytest.mark.parametrize(
    ("stated", "middle"),
    [
        ("2022-02/2022-04", march(1, 31)),
        ("2022-02/2022-03", None),
        ("2022-03-12/2022-05", (date(2022, 3, 13), date(2022, 4, 30))),
        ("2022-02/..", (date(2022, 3, 1), None)),
        ("../2022-04", None),
        ("2022-03", None),
        ("2022-03-12/2022-03-14", None),
    ],
)
def test_only_certain_days_are_the_middle(stated: str, middle: tuple[date, date | None] | None) -> None:
    """Of a matter whose ends are months the days between them, of which it is certain that it went on."""
    assert middle_of(parse(stated)) == middle


def test_a_time_is_converted_before_the_day_is_chosen(site: SiteBuilder) -> None:
    """18:01 in Washington on 14 March 2022 was 00:01 in Kyiv on the 15th, six hours apart."""
    event(site, "2022-03-14", extra="time: 18:01\ntimezone: America/New_York\n")
    when = site.timeline().events["2022-03-14/one"].when
    assert when == When(march(15), 1, "00:01", local=LocalTime("18:01", date(2022, 3, 14)))


def test_a_part_of_the_day_is_not_converted(site: SiteBuilder) -> None:
    """An evening in Washington stays in the evening of its day, and is said to be one there."""
    event(site, "2022-03-14", extra="time: evening\ntimezone: America/New_York\n")
    when = site.timeline().events["2022-03-14/one"].when
    assert when == When(march(14), 1140, part_of_day="evening", local=LocalTime("evening"))


def test_origins_are_counted_not_outlets(site: SiteBuilder) -> None:
    """An agency and the paper that prints it are one origin; the unread and background count for none."""
    site.write(
        {
            "content/sources/ap.yaml": "name: AP\nkind: news-agency\ndomains: [apnews.com]\n",
            "content/sources/paper.yaml": "name: Paper\nkind: newspaper\n",
            "content/references/2022/03/printed.yaml": (
                "source: paper\nkind: article\ntitle: T\nurl: https://p.example/1\nsyndicated_from: ap\n"
            ),
            "content/references/2022/03/unseen.yaml": (
                "source: paper\nkind: article\ntitle: T\nurl: https://p.example/2\nconsulted: false\n"
            ),
        }
    )
    citations = "sources: [printed, unseen, https://www.apnews.com/x, https://www.other.example/y]\n"
    background = "- {url: 'https://third.example/z', role: background}\n"
    head = "date: 2022-03-14\ntitle: Something happens in the city\n"
    site.write({"content/events/2022/03/14/one.yaml": head + citations + f"source:\n{background}"})
    assert site.timeline().events["2022-03-14/one"].origins == ("ap", "other.example")


def test_answers_stand_with_their_claim(site: SiteBuilder) -> None:
    """A claim knows its answers in the order of time, and who gave them."""
    site.write({"content/actors/army.yaml": "name: Army\nkind: armed-force\ncountry: RU\n"})
    event(site, "2022-03-12", extra="claims:\n  - {id: c, text: A claim}\n")
    answer = "attribution: {by: army}\nresponses:\n  - {claim: 2022-03-12/one#c, type: denies}\n"
    event(site, "2022-03-14", "later", answer)
    event(site, "2022-03-13", "sooner", answer)
    made = site.timeline().answers["2022-03-12/one#c"]
    assert [(answer.event.id, answer.by.by) for answer in made] == [
        ("2022-03-13/sooner", "army"),
        ("2022-03-14/later", "army"),
    ]


def test_rivals_know_each_other(site: SiteBuilder) -> None:
    """A claim that contradicts another is contradicted by it too."""
    event(site, "2022-03-12", extra="claims:\n  - {id: c, text: A claim}\n")
    event(site, "2022-03-13", extra="claims:\n  - {id: d, text: Another, contradicts: 2022-03-12/one#c}\n")
    assert site.timeline().contradictions == {
        "2022-03-12/one#c": ("2022-03-13/one#d",),
        "2022-03-13/one#d": ("2022-03-12/one#c",),
    }


def test_relations_are_seen_from_both_ends(site: SiteBuilder) -> None:
    """The earlier event, which stores nothing, knows who points to it and how."""
    event(site, "2022-03-12")
    event(site, "2022-03-13", extra="updates: 2022-03-12/one\n")
    event(site, "2022-03-14", extra="follows: [2022-03-12/one, 2022-03-13/one]\n")
    assert site.timeline().incoming_relations == {
        "2022-03-12/one": (("updates", "2022-03-13/one"), ("follows", "2022-03-14/one")),
        "2022-03-13/one": (("follows", "2022-03-14/one"),),
    }


def test_drafts_and_embargoes_are_kept_back(site: SiteBuilder) -> None:
    """What is not for readers yet is not in the timeline, unless drafts are asked for."""
    event(site, "2022-03-14", "draft", "state: draft\n")
    event(site, "2022-03-14", "embargo", "embargo: 2022-03-15T13:00+02:00\n")
    event(site, "2022-03-14", "withheld", "state: withheld\n")
    assert list(site.timeline().events) == ["2022-03-14/withheld"]
    assert set(site.timeline().unpublished) == {"2022-03-14/draft", "2022-03-14/embargo"}
    assert len(site.timeline(drafts=True).events) == 3
    assert len(site.timeline("2022-03-15T13:00+02:00").events) == 2


def test_the_order_of_a_day(site: SiteBuilder) -> None:
    """First what has no clock time, by weight; then by the clock."""
    event(site, "2022-03-14", "minor", "priority: minor\n")
    event(site, "2022-03-14", "lead", "priority: lead\n")
    event(site, "2022-03-14", "noon", "time: 12:00\n")
    event(site, "2022-03-14", "early", "time: 06:30\npriority: minor\n")
    found = site.timeline().on_day[date(2022, 3, 14)]
    assert [one.id.partition("/")[2] for one in found] == ["lead", "minor", "early", "noon"]


def test_a_digest_makes_nothing_better_founded(site: SiteBuilder) -> None:
    """A source for background only counts where it stands alone, not beside another origin."""
    event = "date: 2022-03-14\ntitle: Something has happened here\nsources:\n"
    digest = "name: Digest\nkind: online\npolicy: background-only\ndomains: [digest.example]\n"
    site.write(
        {
            "content/sources/digest.yaml": digest,
            "content/sources/paper.yaml": "name: Paper\nkind: newspaper\ndomains: [paper.example]\n",
            "content/events/2022/03/14/both.yaml": event
            + "  - https://digest.example/1\n  - https://paper.example/1\n",
            "content/events/2022/03/14/alone.yaml": event + "  - https://digest.example/1\n",
        }
    )
    origins = {id.partition("/")[2]: made.origins for id, made in site.timeline().events.items()}
    assert origins == {"both": ("paper",), "alone": ("digest",)}


ASKED = "claims: [{id: asked, text: Help was asked for}]"
DENIED = "responses: [{claim: 2022-03-14/zz#asked, type: denies}]"


@pytest.mark.parametrize(
    ("more", "order"),
    [
        ({"lead": "priority: lead", "b": "", "c": ""}, "lead b c"),
        # A denial after what it denies, whatever their priorities, and however it says so.
        ({"denial": "priority: lead\nresponds_to: 2022-03-14/zz", "zz": "priority: minor"}, "zz denial"),
        ({"denial": "priority: key\n" + DENIED, "zz": ASKED}, "zz denial"),
        # What follows, updates, corrects or supersedes another; the rest as before.
        ({"a": "follows: 2022-03-14/c", "b": "", "c": ""}, "b c a"),
        ({"a": "updates: 2022-03-14/b", "b": "corrects: 2022-03-14/c", "c": "supersedes: 2022-03-14/d", "d": ""},
         "d c b a"),
        # Among clock times the times count; what has no time comes after what it answers.
        ({"a": "time: '08:00'\nfollows: 2022-03-14/b", "b": "time: '09:00'"}, "a b"),
        ({"a": "follows: 2022-03-14/c", "b": "time: '07:00'", "c": "time: '08:00'"}, "b c a"),
        ({"a": "responds_to: 2022-03-14/c", "b": "time: '07:00'\nfollows: 2022-03-14/a", "c": "time: '08:00'"},
         "a b c"),
        # Circles and other days.
        ({"a": "follows: 2022-03-14/b", "b": "follows: 2022-03-14/a", "c": ""}, "c a b"),
        ({"a": "follows: 2022-03-14/a", "b": "follows: 2022-03-13/no"}, "a b"),
    ],
)  # fmt: skip
def test_answers_come_after_what_they_answer(site: SiteBuilder, more: dict[str, str], order: str) -> None:
    """In the list of all events, in that of the day, and in that of a thread."""
    for slug, extra in more.items():
        event(site, "2022-03-14", slug, f"threads: [talks]\n{extra}\n")
    site.write({"content/threads/talks.yaml": "title: Talks\nsummary: Talks.\n"})
    timeline = site.timeline()
    for events in (timeline.events.values(), timeline.on_day[date(2022, 3, 14)], timeline.of_thread["talks"]):
        assert " ".join(one.id.partition("/")[2] for one in events) == order
