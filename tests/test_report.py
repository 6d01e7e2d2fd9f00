"""Problems are shown to people, code hosts and programs."""

import json
import unicodedata
from dataclasses import replace

import pytest

from dayline.problems import Problem, Span, Spot, few, first_few
from dayline.report.github import render_github
from dayline.report.json_formats import render_gitlab, render_json, render_sarif
from dayline.report.resolve_positions import LocatedProblem, Place, locate_all
from dayline.report.text import display_width, render_text, summarise

FILES = {
    "content/a.yaml": "date: 2022\nplace: khersn\ntitle: x\ntitle: y\n",
    "content/b.yaml": "\n" * 9 + "title: 東京 e\u0301 tower\n",
}
PLACE = Problem(
    "E09",
    Spot("content/a.yaml", ("place",), span=Span(2, 8, 14)),
    "no place has the id `khersn`",
    "the place with the closest id is `kherson`",
)
TWICE = Problem(
    "E01",
    Spot("content/a.yaml", span=Span(4, 1, 6)),
    "`title` is written twice",
    "keep one",
    ((Spot("content/a.yaml", span=Span(3, 1, 6)), "the first is here"),),
)
TOWER = Problem("W30", Spot("content/b.yaml", ("title",), text="tower"), "no such tower: 100%, sure")
ALL = (TOWER, TWICE, PLACE, TWICE)


def test_text() -> None:
    """Problems come in file and line order, each once, with the line as written and carets beneath."""
    assert render_text(ALL, FILES.get) == (
        "error[E09]: no place has the id `khersn`\n"
        "  --> content/a.yaml:2:8\n"
        "  |\n"
        "2 | place: khersn\n"
        "  |        ^^^^^^\n"
        "help: the place with the closest id is `kherson`\n"
        "\n"
        "error[E01]: `title` is written twice\n"
        "  --> content/a.yaml:4:1\n"
        "  |\n"
        "4 | title: y\n"
        "  | ^^^^^\n"
        "  --> content/a.yaml:3:1\n"
        "  |\n"
        "3 | title: x\n"
        "  | ----- the first is here\n"
        "help: keep one\n"
        "\n"
        "warning[W30]: no such tower: 100%, sure\n"
        "   --> content/b.yaml:10:14\n"
        "   |\n"
        "10 | title: 東京 e\u0301 tower\n"
        "   |               ^^^^^\n"
        "\n"
        "2 errors: E01, E09; 1 warning: W30; nothing was written\n"
    )


def test_text_of_a_file_that_is_gone() -> None:
    """Without the file there is its name and no line."""
    assert render_text([TOWER], {}.get) == (
        "warning[W30]: no such tower: 100%, sure\n  --> content/b.yaml:1:1\n\n1 warning\n"
    )


def test_text_in_colour() -> None:
    """Colour changes nothing but the colour."""
    assert render_text([PLACE], FILES.get, colour=True) == (
        "\x1b[1;31merror[E09]\x1b[0m\x1b[1m: no place has the id `khersn`\x1b[0m\n"
        "  \x1b[1;34m-->\x1b[0m content/a.yaml:2:8\n"
        "  \x1b[1;34m|\x1b[0m\n"
        "\x1b[1;34m2\x1b[0m \x1b[1;34m|\x1b[0m place: khersn\n"
        "  \x1b[1;34m|\x1b[0m        \x1b[1;31m^^^^^^\x1b[0m\n"
        "\x1b[1mhelp\x1b[0m: the place with the closest id is `kherson`\n"
        "\n"
        "1 error; nothing was written\n"
    )


def test_long_lines_are_cut_around_the_place() -> None:
    """Of a line that no screen is wide enough for, the part around the place is shown."""
    line = "a" * 500 + "here" + "b" * 500
    problem = Problem("W30", Spot("a", span=Span(1, 501, 505)), "look")
    assert render_text([problem], {"a": line}.get).split("\n")[3:5] == [
        "1 | …" + "a" * 40 + "here" + "b" * 74 + "…",
        "  | " + " " * 41 + "^^^^",
    ]


def test_marks_end_with_what_is_shown_of_a_long_line() -> None:
    """A place that is itself too long is marked as far as it is shown."""
    problem = Problem("W30", Spot("a", span=Span(1, 1, 501)), "look")
    assert render_text([problem], {"a": "a" * 500}.get).split("\n")[3:5] == [
        "1 | " + "a" * 118 + "…",
        "  | " + "^" * 118,
    ]


def test_content_can_not_steer_the_terminal() -> None:
    """Control characters and turned text are replaced, tabs keep the carets in line."""
    problem = Problem("W30", Spot("a", span=Span(1, 8, 9)), "odd `\x1b[2J\n`")
    assert render_text([problem], {"a": "\ta\x1b[2J\u202eb"}.get) == (
        "warning[W30]: odd `�[2J�`\n  --> a:1:8\n  |\n1 |     a�[2J�b\n  |           ^\n\n1 warning\n"
    )


def test_empty_line() -> None:
    """An empty line gets its caret too."""
    problem = Problem("E01", Spot("a", span=Span(1, 1, 2)), "the file is empty")
    assert render_text([problem], {"a": ""}.get, outcome="") == (
        "error[E01]: the file is empty\n  --> a:1:1\n  |\n1 |\n  | ^\n\n1 error\n"
    )


@pytest.mark.parametrize(
    ("problems", "outcome", "summary"),
    [
        ((), "nothing was written", "no problems"),
        ((TOWER,), "nothing was written", "1 warning"),
        ((PLACE, TWICE, TOWER), "", "2 errors: E01, E09; 1 warning: W30"),
        ((PLACE, TOWER, TOWER), "nothing was written", "1 error: E09; 2 warnings: W30 ×2; nothing was written"),
    ],
)
def test_summary(problems: tuple[Problem, ...], outcome: str, summary: str) -> None:
    """The outcome is told only where an error caused it."""
    assert summarise(problems, outcome) == summary


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("東京", 4), ("e\u0301", 1), ("ї", 1), ("Ａ", 2), ("a\u200db", 2), ("😀", 2)],
)
def test_display_width(text: str, width: int) -> None:
    """Wide characters take two columns and combining ones none."""
    assert display_width(text) == width


def test_display_width_agrees_with_wcwidth() -> None:
    """The letters of the world's larger scripts are as wide as terminals believe."""
    wcwidth = pytest.importorskip("wcwidth")
    blocks = (
        range(0x20, 0x7F),
        range(0xA1, 0xAD),
        range(0xAE, 0x530),
        range(0x5D0, 0x600),
        range(0x3041, 0x3100),
        range(0x4E00, 0x9FA6),
    )
    assigned = [chr(n) for block in blocks for n in block if unicodedata.category(chr(n)) != "Cn"]
    differing = [letter for letter in assigned if display_width(letter) != wcwidth.wcwidth(letter)]
    assert differing == []


def test_located() -> None:
    """Each problem comes with its line, and with those of its further places."""
    assert locate_all([TWICE], FILES.get) == (
        LocatedProblem(
            TWICE,
            Place("content/a.yaml", Span(4, 1, 6), "title: y"),
            (Place("content/a.yaml", Span(3, 1, 6), "title: x", "the first is here"),),
        ),
    )


def test_github() -> None:
    """GitHub's commands are escaped as it wants them."""
    assert render_github([PLACE, TOWER], FILES.get) == (
        "::error file=content/a.yaml,line=2,col=8,endColumn=14,title=E09::no place has the id `khersn`"
        "%0Ahelp: the place with the closest id is `kherson`\n"
        "::warning file=content/b.yaml,line=10,col=14,endColumn=19,title=W30::no such tower: 100%25, sure\n"
        "1 error: E09; 1 warning: W30\n"
    )


def test_github_escapes_file_names() -> None:
    """A colon or comma in a file's name does not end the field."""
    problem = Problem("E03", Spot("a:b,c.yaml", span=Span(1, 1, 2)), "bad name")
    assert render_github([problem], {}.get) == (
        "::error file=a%3Ab%2Cc.yaml,line=1,col=1,endColumn=2,title=E03::bad name\n1 error\n"
    )


def test_json() -> None:
    """Our own format says all that is known."""
    assert json.loads(render_json(ALL, FILES.get))["problems"][1] == {
        "code": "E01",
        "severity": "error",
        "file": "content/a.yaml",
        "line": 4,
        "column": 1,
        "end_column": 6,
        "message": "`title` is written twice",
        "help": "keep one",
        "also": [{"file": "content/a.yaml", "line": 3, "column": 1, "end_column": 6, "words": "the first is here"}],
    }


def test_gitlab() -> None:
    """GitLab gets a description, a severity of its own, a line and a fingerprint."""
    (issue,) = json.loads(render_gitlab([PLACE], FILES.get))
    assert len(issue.pop("fingerprint")) == 64
    assert issue == {
        "description": "no place has the id `khersn`. the place with the closest id is `kherson`",
        "check_name": "E09",
        "severity": "major",
        "location": {"path": "content/a.yaml", "lines": {"begin": 2}},
    }


def test_gitlab_fingerprints() -> None:
    """Equal problems in one file differ, and stay the same when their lines move."""
    first, second = (Problem("W30", Spot("a", span=Span(line, 1, 2)), "look") for line in (1, 5))
    moved = Problem("W30", Spot("a", span=Span(3, 1, 2)), "look")
    before, after = (
        [issue["fingerprint"] for issue in json.loads(render_gitlab(problems, {}.get))]
        for problems in ((first, second), (moved, second))
    )
    assert before == after
    assert len(set(before)) == 2


def test_sarif() -> None:
    """The SARIF log has one run with its rules, places and further places."""

    def place(line: int, start: int, end: int) -> dict[str, object]:
        return {
            "physicalLocation": {
                "artifactLocation": {"uri": "content/a.yaml"},
                "region": {"startLine": line, "startColumn": start, "endColumn": end},
            }
        }

    assert json.loads(render_sarif([TWICE], FILES.get)) == {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "dayline", "rules": [{"id": "E01"}]}},
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": "E01",
                        "level": "error",
                        "message": {"text": "`title` is written twice\nkeep one"},
                        "locations": [place(4, 1, 6)],
                        "relatedLocations": [{**place(3, 1, 6), "message": {"text": "the first is here"}}],
                    }
                ],
            }
        ],
    }


def test_no_problems() -> None:
    """Nothing wrong is said in every format."""
    assert render_text([], FILES.get) == "no problems\n"
    assert render_github([], FILES.get) == "no problems\n"
    empty = {"problems": [], "briefs": [], "compared": None}
    assert [json.loads(render([], FILES.get)) for render in (render_json, render_gitlab)] == [empty, []]
    assert json.loads(render_sarif([], FILES.get))["runs"][0]["results"] == []


def test_many_of_a_kind() -> None:
    """Of many problems of a kind in a file fifty are shown, and how many others there are; all are counted."""
    unlike = [Problem("E07", Spot("a.yaml"), "a date"), Problem("E02", Spot("b.yaml"), "another file")]
    many = [Problem("E02", Spot("a.yaml", (f"k{n}",), "key"), f"no field {n}") for n in range(1200)]
    source = "".join(f"k{n}: 1\n" for n in range(1200))
    report = render_text([*many, *unlike], lambda name: source if name == "a.yaml" else "")
    assert report.count("error[E02]: no field") == 50
    assert "error[E07]: a date" in report
    assert report.endswith("""
error[E02]: 1,150 more errors of this kind in the file, the first of them here
   --> a.yaml:51:1
   |
51 | k50: 1
   | ^^^
help: correct the others, and those that are left are reported one by one

error[E02]: another file
  --> b.yaml:1:1
  |
1 |
  | ^

1,202 errors: E02 ×1,201, E07; nothing was written
""")


NOWHERE = "no place has the id `khersn`"


def _named(number: int) -> tuple[list[Problem], dict[str, str]]:
    """A place that is missing in so many files, and these files."""
    names = [f"content/{n:02}.yaml" for n in range(number)]
    return [Problem("E09", Spot(name, span=Span(1, 8, 14)), NOWHERE, "create it") for name in names], dict.fromkeys(
        names, "place: khersn"
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, ""),
        (2, "and 1 more place: content/01.yaml:1:8\n"),
        (4, "and 3 more places: content/01.yaml:1:8, content/02.yaml:1:8, content/03.yaml:1:8\n"),
        (30, "and 29 more places: content/01.yaml:1:8, content/02.yaml:1:8, content/03.yaml:1:8 and 26 more\n"),
    ],
)
def test_one_cause_is_one_message(number: int, words: str) -> None:
    """What is wrong alike in many files is said once, with the first few places; all are counted."""
    problems, files = _named(number)
    total = f"{number} errors: E09 ×{number}" if number > 1 else "1 error"
    assert render_text(problems, files.get) == (
        f"error[E09]: {NOWHERE}\n  --> content/00.yaml:1:8\n  |\n1 | place: khersn\n  |        ^^^^^^\n"
        f"{words}help: create it\n\n{total}; nothing was written\n"
    )
    assert render_github(problems, files.get).count("::error ") == number


def test_what_is_said_of_other_words_is_another_message() -> None:
    """The same message about other words, with another second place or another weight is a problem of its own."""
    (one, other), files = _named(2)
    files["content/01.yaml"] = "place: kherso"
    assert render_text([one, other], files.get).count(NOWHERE) == 2
    files["content/01.yaml"] = "place: khersn"
    assert render_text([one, other], files.get).count(NOWHERE) == 1
    also = ((Spot("content/00.yaml", span=Span(1, 1, 2)), "here"),)
    assert render_text([one, replace(other, also=also)], files.get).count(NOWHERE) == 2


@pytest.mark.parametrize(("number", "shown"), [(2, 2), (5, 5), (6, 1)])
def test_a_few_mistakes_to_correct_one_by_one(number: int, shown: int) -> None:
    """What has to be corrected in each place is shown at each, unless there are many."""
    problems, files = _named(number)
    assert render_text([replace(one, code="E28") for one in problems], files.get).count(NOWHERE) == shown


def test_what_was_counted_is_counted_again() -> None:
    """Problems that a rule has counted are added to those that the report counts."""
    spot = Spot("a.yaml")
    problems = [Problem("W58", spot, f"a {n}") for n in range(40)]
    problems += first_few(range(80), lambda n: Problem("W58", spot, f"b {n}"))
    found = few(problems)
    assert [problem.message[:1] for problem in found[:50]] == ["a"] * 40 + ["b"] * 10
    assert [(problem.message, problem.others) for problem in found[50:]] == [
        ("70 more warnings of this kind in the file, the first of them here", 70)
    ]
    assert few(found) == found
