"""Briefs are taken apart into sentences, and what these say is looked up in what they link to."""

import json
from datetime import date
from decimal import Decimal

import pytest

from conftest import SiteBuilder
from dayline import cli
from dayline.report.sourcing import render_sourcing
from dayline.rules.sourcing.coverage import Sourcing, sourcing
from dayline.rules.sourcing.numbers import counts, numbers
from dayline.rules.sourcing.paragraphs import paragraphs
from dayline.rules.sourcing.statements import statements
from dayline.schema.markdown.sentences import is_statement, sentences

EVENT = """\
date: 2022-03-14
title: 160 civilian cars leave the city
source: https://example.org/a
"""
BRIEF = """\
---
date: 2022-03-14
title: Cars leave the city
---

"""


@pytest.mark.parametrize(
    "text",
    [
        "They left.| Nobody stayed!| Did they?| They did…",
        "Mr. Smith met Gen. Jones, i.e. his neighbour.| They talked.",
        "The U.S. Senate voted.| He came from the U.S.| The talks ended at 5 p.m. Monday.",
        "15. The talks go on.| 18. They end.| It began in 2022.",
        "See no. 5 and fig. 3.| It was a work of art.| It came on 5 Jan. 2022, or in Feb.| No.",
        "It is 3.5 km away, or 2.2 miles.| Version 1.0 came later.",
        "J. R. Smith & Co. is a firm.| Its owners, etc. Smith, left.",
        "“Stop the war. Do not believe it,” she wrote.| “No.”| Then he said: “Go. Now.”| He went.",
        'He asked "Who? When?" and left.| (She stayed.)| *So did they.*| «Нет.»| Он ушёл.',
        "It ended on the 14. of March. and this goes on",
        "他来了。|她走了！|真的吗？|“不。真的。”他说。",
        "هل جاء؟| نعم۔| وصل.| ثم ذهب",
        "वह आया।| वह गया॥",
        "Եկավ։| Գնաց։",
        "No stop at the end| ",
        "... | — | !",
    ],
)
def test_sentences(text: str) -> None:
    """A sentence ends at its stop, not at abbreviations, numbers or within quotation marks."""
    expected = [part.strip() for part in text.split("|") if any(map(str.isalnum, part))]
    plain = text.replace("|", "")
    assert [plain[start:end] for start, end in sentences(plain)] == expected


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The dam broke.", True),
        ("Two people are missing. Nobody knows more.", True),
        ("“The dam broke.”", True),
        ("大坝决堤。", True),
        ("What happened", False),
        ("What happened?", False),
        ("Talks in the U.S.", False),
        ("Smith, Jones, etc.", False),
        ("From 9 to 5 p.m.", False),
        ("What comes next…", False),
        ("And then.", False),
    ],
)
def test_words_that_stand_alone_are_a_sentence(text: str, is_one: bool) -> None:
    """A heading states something if it ends with a full stop that is no abbreviation's."""
    assert is_statement(text) == is_one


@pytest.mark.parametrize(
    ("text", "is_count"),
    [
        ("160 civilian cars leave", True),
        ("Over 1,500 people", True),
        ("Prices rise by 12 %", True),
        ("2 million flee", True),
        ("14 March", False),
        ("Day 45 of the siege", False),
        ("The first 48 hours", False),
        ("Elections of 2022 in review", False),
        ("Resolution 2202 adopted", False),
        ("Update, 18:00", False),
        ("3. What happened", False),
        ("An F-35 crashes", False),
        ("Day 45", False),
    ],
)
def test_headings_that_count(text: str, is_count: bool) -> None:
    """A heading counts something if it has a number that is no day, hour, year, name or place in a list."""
    assert counts(text) == is_count


def test_paragraphs() -> None:
    """Paragraphs, entries of lists, headings and rows of tables are apart; rules, code and definitions are left out."""
    text = (
        "# Heading\n\nOne\ntwo.\n\n- Three\n  goes on\n- Four\n1. Five\n\nSix\n===\n\n> Seven\n> eight\n\n---\n\n"
        "```\nNine\n```\n\n| Ten | Eleven |\n|---|---|\n| 12 | 13 |\n| 14 | 15 |\n\n[ref]: event:2022-03-14/a\n\n"
        "Last[^1]\n\n[^1]: Note\n\n    goes on"
    )
    found = [("# " if heads else "") + " ".join(text[start:end].split()) for start, end, heads in paragraphs(text)]
    assert found == [
        "# Heading", "One two.", "Three goes on", "Four", "Five", "# Six", "Seven > eight", "| 12 | 13 |",
        "| 14 | 15 |", "Last[^1]",
    ]  # fmt: skip


def test_links(site: SiteBuilder) -> None:
    """A sentence stands on its links of every form: inline, by reference, by a footnote; others only explain words."""
    body = (
        "The [cars](event:2022-03-14/a) left. The [cars *left*][one]. It is [told][]. So they say.[^1] And [so] on. "
        "The [council](actor:b) and [a report](https://example.org/event:2022-03-14/a). "
        "`[cars](event:2022-03-14/a)`.\n\n"
        "[one]: claim:2022-03-14/a#b\n[told]: <figure:cars>\n[^1]: Said in [a speech](event:2022-03-14/c).\n"
    )
    site.write({"content/briefs/2022/2022-03-14.md": BRIEF + body})
    (entry,) = site.timeline().briefs.values()
    assert [statement.sources for statement in statements(entry)] == [
        (("event", "2022-03-14/a"),),
        (("claim", "2022-03-14/a#b"),),
        (("figure", "cars"),),
        (("event", "2022-03-14/c"),),
        (),
        (),
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("160 cars, 2,187 and 2 400 dead, 1’000", [160, 2187, 2400, 1000]),
        ("2.43 million, 13.6bn and $800 million", [2430000, 13600000000, 800000000]),
        ("three million, twenty-one, two hundred and five", [3000000, 21, 205]),
        ("12–13 March 2022, 35-hour, 424 to 8", [12, 13, 2022, 35, 424, 8]),
        ("an F-35, an Orlan-10, the G7, A4 and Tu-141", []),
        ("at 14:30", ["14.30"]),
        ("1.234.567,5", ["1234567.5"]),
        ("٣ and ١٢", [3, 12]),
        ("millions, a dozen, 1.2.3.4", []),
    ],
)
def test_numbers(text: str, values: list[int | str]) -> None:
    """Numbers are read as they are written, with their marks and words; names of things are none."""
    assert [max(one.values) for one in numbers(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("one", "other", "agrees"),
    [
        ("2.43 million", "2,431,450", True),
        ("2.44 million", "2,431,450", False),
        ("three million", "3,007,348", True),
        ("3,000,000", "3,007,348", False),
        ("1,500", "1.500", True),
        ("35 %", "35 per cent", True),
        ("35 %", "35", False),
    ],
)
def test_agreement(one: str, other: str, agrees: bool) -> None:
    """A number agrees with itself, and rounded only as far as its words round it."""
    (first,), (second,) = numbers(one), numbers(other)
    assert first.agrees(second) is agrees


def test_counts(site: SiteBuilder) -> None:
    """Each brief is counted; the sentences of a highlight stand on its events; an aside is not counted."""
    highlights = (
        "highlights:\n  - text: Cars left. More wait.\n    events: 2022-03-14/a\n  - text: '*They wait*'\n---\n\n"
    )
    brief = BRIEF.replace("---\n\n", highlights) + "They went.\n\n*We saw nothing.*\n"
    site.write({"content/events/2022/03/14/a.yaml": EVENT, "content/briefs/2022/2022-03-14.md": brief})
    (found,) = sourcing(site.timeline())
    assert found[1:] == ("content/briefs/2022/2022-03-14.md", 4, 2)


def test_lines() -> None:
    """Briefs that lack a source have a line of their own; the last line is about all."""
    whole, part = (Sourcing(date(2022, 3, 14), "a.md", 20, 20), Sourcing(date(2022, 3, 15), "b.md", 1039, 37))
    assert render_sourcing([]) == ""
    assert render_sourcing([whole]) == "1 brief: all 20 sentences sourced\n"
    assert render_sourcing([whole, part]) == (
        "2022-03-15: 37 of 1,039 sentences sourced\n2 briefs: 57 of 1,059 sentences sourced\n"
    )


def test_check(site: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` says at its end how far the briefs are sourced, and can be told to fail."""
    brief = BRIEF + "[160 cars](event:2022-03-14/a) left. Nobody stayed.\n"
    site.write({"content/events/2022/03/14/a.yaml": EVENT, "content/briefs/2022/2022-03-14.md": brief})
    options = ("check", "--site", str(site.folder), "--now", "2022-03-14T12:00")
    path = f"{site.folder.as_posix()}/" if not site.folder.is_absolute() else ""
    found = (
        "[W58]: this sentence links to no source\n"
        f"  --> {path}content/briefs/2022/2022-03-14.md:6:38\n"
        "  |\n"
        "6 | [160 cars](event:2022-03-14/a) left. Nobody stayed.\n"
        "  |                                      ^^^^^^^^^^^^^^\n"
        "help: link some of its words to an event, claim, figure or question, as in `[cars left](event:…)`\n\n"
    )
    counts = "2022-03-14: 1 of 2 sentences sourced\n1 brief: 1 of 2 sentences sourced\n"
    assert (cli.main(options), capsys.readouterr().out) == (0, f"warning{found}1 warning\n{counts}")
    assert (cli.main((*options, "--strict", "W58")), capsys.readouterr().out) == (1, f"error{found}1 error\n{counts}")


def test_machines(site: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON of `check` holds the same counts by brief; with an error there are none."""
    brief = BRIEF + "[160 cars](event:2022-03-14/a) left.\n"
    site.write({"content/events/2022/03/14/a.yaml": EVENT, "content/briefs/2022/2022-03-14.md": brief})
    options = ("check", "--site", str(site.folder), "--now", "2022-03-14T12:00", "--format", "json")
    assert (cli.main(options), json.loads(capsys.readouterr().out)) == (
        0,
        {
            "problems": [],
            "briefs": [
                {"date": "2022-03-14", "file": "content/briefs/2022/2022-03-14.md", "sentences": 1, "sourced": 1}
            ],
            "compared": None,
        },
    )
    site.write({"content/events/2022/03/14/a.yaml": EVENT + "plcae: x\n"})
    assert (cli.main(options), json.loads(capsys.readouterr().out)["briefs"]) == (1, [])
