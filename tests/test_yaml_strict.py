"""Strict YAML becomes plain data, or messages that anybody can act on."""

import gc
import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from dayline.problems import Problem, Span, Spot
from dayline.read.yaml import strict
from dayline.read.yaml.strict import parse

EVENT = """\
date: 2022-03-14
title: Talks pause
time: 14:30
country: NO
lead: ~
actors:
  - actor: russia-government
    role: speaker
  - ukraine-government
tags: [talks, "a: b"]
empty: ""
note:
quote: >-
  It will go on # not a comment
  on Tuesday.
"""
LOOSE_COMMENT = "a comment needs two spaces before `#`"
NESTED = (
    "lists and fields are nested more than 50 deep",
    "put the whole text in quotes if it is text, or use fewer levels",
)
NOT_CLOSED = ("`[` is not closed", "put `]` at its end; or put the whole text in quotes")
EMPTY = ("the file is empty", "write each field as `name: value`, or delete the file")
NO_FIELD = (
    "this line belongs to no field",
    "write it as `name: value`; or indent it, if it continues the text above",
)
IN_QUOTES = "put the whole text in quotes: "
UNLIKE = (
    "this line is indented differently from the lines around it",
    "begin it in the same column as the fields or the text it belongs to",
)


def data(text: str) -> object:
    """The data of a text without mistakes."""
    tree, problems = parse(text, "a.yaml")
    assert problems == []
    assert tree
    return tree.data


def mistake(text: str) -> tuple[int, int, str, str, str]:
    """Line, column, the words pointed at, message and help of a text's one mistake."""
    _, (problem,) = parse(text, "a.yaml")
    assert problem.code == "E01"
    span = problem.spot.span
    assert span
    pointed = text.split("\n")[span.line - 1][span.column - 1 : span.end - 1]
    return span.line, span.column, pointed, problem.message, problem.help


def test_every_value_is_text() -> None:
    """Times, countries and dates stay as written, empty fields are absent, `~` is text."""
    assert data(EVENT) == {
        "date": "2022-03-14",
        "title": "Talks pause",
        "time": "14:30",
        "country": "NO",
        "lead": "~",
        "actors": [{"actor": "russia-government", "role": "speaker"}, "ukraine-government"],
        "tags": ["talks", "a: b"],
        "empty": "",
        "quote": "It will go on # not a comment on Tuesday.",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ufeffa: 1", {"a": "1"}),
        ("---\na: 1\n...\n", {"a": "1"}),
        ("- a\n- b: 1\n", ["a", {"b": "1"}]),
        ("# all\na: 1  # aside\n  # aside\nb: 2\n", {"a": "1", "b": "2"}),
        ("certainty: likely   # possible | likely | certain\n", {"certainty": "likely"}),
        ('a: "x" # aside\nb: [y] # aside\nc: # aside\n  d: 1\n', {"a": "x", "b": ["y"], "c": {"d": "1"}}),
        ("a: R&D is *great*! 5% more @ x\n", {"a": "R&D is *great*! 5% more @ x"}),
        ("a:\tb\n", {"a": "b"}),
        ("a: |\n  x\n  \ty\n", {"a": "x\n\ty\n"}),
        ("a: x#y", {"a": "x#y"}),
        ("a: >-\nb: 1\n", {"b": "1"}),
        ("null: no\n", {"null": "no"}),
    ],
)
def test_accepted(text: str, expected: object) -> None:
    """What editors may write besides the usual."""
    assert data(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "column", "pointed", "message", "advice"),
    [
        (
            "date: 2022\ntitle: Russia: the talks\n", 2, 14, ": ", "`title` contains `: `",
            'put the whole text in quotes: `title: "Russia: the talks"`',
        ),
        (
            "- a: b: c\n", 1, 7, ": ", "`a` contains `: `",
            'put the whole text in quotes: `a: "b: c"`',
        ),
        (
            'title: "No" said Peskov\nb: 1\n', 1, 13, "said Peskov",
            "`title` continues after its closing quote",
            "put the whole text in quotes: `title: '\"No\" said Peskov'`",
        ),
        (
            "title: 'No' it's\n", 1, 13, "it's", "`title` continues after its closing quote",
            "put the whole text in quotes: `title: \"'No' it's\"`",
        ),
        (
            "title: @name says\n", 1, 8, "@", "`title` begins with `@`",
            'put the whole text in quotes: `title: "@name says"`',
        ),
        (
            "tags:\n  - @name\n", 2, 5, "@", "the list entry begins with `@`",
            'put the whole text in quotes: `- "@name"`',
        ),
        ("tags: [a, @b]\n", 1, 11, "@", "a text begins with `@`", "put the whole text in quotes"),
        (
            "title: [sic] he said\n", 1, 8, "[", "`title` begins with `[`",
            'put the whole text in quotes: `title: "[sic] he said"`',
        ),
        (
            "title: %5 more\n", 1, 8, "%", "`title` begins with `%`",
            'put the whole text in quotes: `title: "%5 more"`',
        ),
        (
            "title: *big* news\n", 1, 8, "*", "`title` begins with `*`",
            'put the whole text in quotes: `title: "*big* news"`',
        ),
        (
            "title: !now go\n", 1, 8, "!", "`title` begins with `!`",
            'put the whole text in quotes: `title: "!now go"`',
        ),
        (
            "title: &c go\n", 1, 8, "&", "`title` begins with `&`",
            'put the whole text in quotes: `title: "&c go"`',
        ),
        (
            "title: | go\n", 1, 8, "|", "`title` begins with `|`",
            'put the whole text in quotes: `title: "| go"`',
        ),
        (
            "title: - go\n", 1, 8, "-", "`title` begins with `-`",
            'begin the list on the next line; or put the whole text in quotes: `title: "- go"`',
        ),
        (
            "a: &base\n  b: 1\n", 1, 4, "&", "`a` begins with `&`",
            "write the value itself; or quote the text if the `&` is part of it",
        ),
        (
            "a: *base\n", 1, 4, "*", "`a` begins with `*`",
            "write the value itself; or quote the text if the `*` is part of it",
        ),
        (
            "title: Talks # four\n", 1, 14, "# four", "unquoted ` #` cuts the text off",
            f'put the whole text in quotes: `title: "Talks # four"`; {LOOSE_COMMENT}',
        ),
        (
            "title: #four\n", 1, 8, "#four", "unquoted ` #` cuts the text off",
            f'put the whole text in quotes: `title: "#four"`; {LOOSE_COMMENT}',
        ),
        (
            "title: 'Talks\nb: 2\n", 1, 8, "'", "`title` begins with a quotation mark that is never closed",
            "put `'` at the end of the text",
        ),
        (
            'title: "Talks\nnote: "x"\n', 1, 8, '"', "`title` begins with a quotation mark that is never closed",
            'put `"` at the end of the text',
        ),
        (
            'a: "50 \\% more"\n', 1, 8, "\\%", "`\\%` has no meaning between double quotes",
            "write `\\\\` for one backslash, or use single quotes",
        ),
        ("a: [b, c\nd: 1\n", 1, 4, "[", *NOT_CLOSED),
        ("a: [b,\n", 1, 4, "[", *NOT_CLOSED),
        ("a:\n\tb: 1\n", 2, 1, "\t", "a tab at the beginning of the line", "indent with spaces"),
        ("a:\n  - \tb: 1\n", 2, 5, "\t", "a tab at the beginning of the line", "indent with spaces"),
        (
            "a: [b, c{d]\n", 1, 9, "{", "the text in these brackets can't be read",
            "put each text between them in quotes",
        ),
        ("a: [\n\tb]\n", 2, 1, "\t", "a tab at the beginning of the line", "indent with spaces"),
        (
            "title: x\n  b: 3\n", 2, 3, "b", "`b` is indented too far",
            f'begin it in the same column as `title`; or, if it continues that text, {IN_QUOTES}`title: "x b: 3"`',
        ),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "c", *UNLIKE),
        ("a: >-\n  hello\n there\nb: 1\n", 3, 2, "there", *UNLIKE),
        (
            "a: 1\n- b\n", 2, 1, "-", "a list entry that belongs to no list",
            "begin it in the same column as the entry above",
        ),
        ("a: 1\nb\n", 2, 1, "b", *NO_FIELD),
        ("just words\n", 1, 1, "just words", *NO_FIELD),
        ("title:x\nb: 3\n", 1, 1, "title:", "there is no space after `title:`", "put a space after the `:`"),
        ("- a\n-b\n", 2, 1, "-", "there is no space after `-`", "put a space between `-` and the text"),
        ("[a]: 1\n", 1, 1, "[a]", "a field's name must be text", "write the name without brackets"),
        ('"": 1\n', 1, 1, '""', "a field without a name", "write the field's name before the `:`"),
        (
            "a:\n  - b\n  -\n", 3, 3, "-", "an empty list entry",
            "write something after the `-`, or delete the line",
        ),
        (
            "a: 1\n---\nb: 1\n", 2, 1, "---", "a second `---` in one file",
            "delete the line; what is below it needs a separate file",
        ),
        (
            "a: 1\n...\nb: 1\n", 3, 1, "b: 1", "the fields end before this text",
            "delete it, or the line `...` above it",
        ),
        ("%YAML 1.1\n---\na: 1\n", 1, 1, "%", "a line that begins with `%`", "delete the line"),
        ("", 1, 1, "", *EMPTY),
        ("# later\n", 1, 1, "#", *EMPTY),
        (
            "a: 1\nb: x\0y", 2, 5, "\0", "a character that is not text (U+0000)",
            "delete it; it is often left behind by copying from another program",
        ),
        ("[" * 200_000, 1, 51, "[", *NESTED),
        ("{a: " * 200_000, 1, 201, "{", *NESTED),
        ("- " * 200_000, 1, 101, "-", *NESTED),
    ],
)  # fmt: skip
def test_mistakes(text: str, line: int, column: int, pointed: str, message: str, advice: str) -> None:
    """Each mistake is shown at its smallest part, in plain words, with what to write instead."""
    assert mistake(text) == (line, column, pointed, message, advice)


def test_keys_written_twice_are_reported_together() -> None:
    """Every repeated key is shown with its first place, at any depth."""
    text = "a: 1\nb:\n  c: 1\n  c: 2\na: 2\n"
    expected = [
        Problem(
            "E01",
            Spot("a.yaml", span=second),
            f"`{key}` is written twice",
            "keep one of the two and delete the other",
            ((Spot("a.yaml", span=first), "the first is here"),),
        )
        for key, first, second in (("c", Span(3, 3, 4), Span(4, 3, 4)), ("a", Span(1, 1, 2), Span(5, 1, 2)))
    ]
    assert parse(text, "a.yaml") == (None, expected)


def test_lines_count_from_the_file() -> None:
    """Fields of a Markdown file are reported with the file's own lines."""
    _, (problem,) = parse("a: 1\nb: c: d\n", "a.md", 2)
    assert problem.spot.span == Span(3, 5, 7)


def test_empty_front_matter_is_named_as_such() -> None:
    """Between two `---` lines the message is not about the file."""
    _, (problem,) = parse("", "a.md", 2)
    assert problem.message == "there are no fields between the two `---` lines"


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "x" * 1_000_000,
        "a: x\n" * 200_000,
        '"' + "x\n" * 500_000,
        "a: [" + "x, " * 300_000,
        "a: & " + "x #" * 300_000,
        'a: "x" ' + '"y" ' * 200_000,
        "a: " + "b: " * 300_000,
        "a: b: c\n" + "  x\n" * 200_000,
        "a:\n" + "  * x\n" * 150_000,
        "".join(f"a{number}: b: c\n" for number in range(6_000)),
        "a: {b: " + "1,200, " * 14_000 + "}",
        "a: >-\n" + "  \tx\n" * 200_000 + "b: !x",
        "a: >-\n  x\n" + "  \tx\n" * 200_000 + "b: !x",
        "\n".join(" " * depth + "a:" for depth in range(1_400)),
    ],
)
def test_hostile_text_is_answered_soon(text: str) -> None:
    """A megabyte of anything is read or refused within seconds."""
    started = time.process_time()
    parse(text, "a.yaml")
    assert time.process_time() - started < 5


@given(st.text(alphabet=st.sampled_from("ab:#-[]{}'\"\\ \n\t&*!|>%@,?~0é\0\ud800")) | st.text())
def test_any_text_is_a_tree_or_problems(text: str) -> None:
    """No text raises, and every problem is an E01 with a place in the text."""
    tree, problems = parse(text, "a.yaml")
    assert tree or problems
    for problem in problems:
        assert problem.code == "E01"
        assert problem.spot.span
        assert 1 <= problem.spot.span.line <= text.count("\n") + 1


words = st.text(alphabet="ab cé'\"#:-", max_size=12)
values = st.recursive(words, lambda inner: st.lists(inner) | st.dictionaries(words, inner), max_leaves=12)


@given(st.dictionaries(words.filter(bool), values, min_size=1))
def test_what_was_dumped_is_read_again(written: dict[str, object]) -> None:
    """Data that a YAML writer wrote comes back the same."""
    dumped = yaml.safe_dump(written, allow_unicode=True)
    expected = yaml.load(dumped, Loader=yaml.BaseLoader)  # noqa: S506 (makes text only)
    tree, problems = parse(dumped, "a.yaml")
    if tree:
        assert tree.data == expected
    else:
        assert {problem.message for problem in problems} <= {"a field without a name"}


def test_slow_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without libyaml the same text gives the same data and the same message."""
    quick = data(EVENT), mistake("a: 1\ntitle: Russia: the talks\n")
    monkeypatch.setattr(strict, "LOADER", yaml.SafeLoader)
    assert (data(EVENT), mistake("a: 1\ntitle: Russia: the talks\n")) == quick


def test_nothing_is_left_for_the_garbage_collector() -> None:
    """Trees and mistakes hold no cycles, so that many files can be read with collection turned off."""
    gc.collect()
    gc.disable()
    try:
        for text in (EVENT, "a: b: c", "a: 1\na: 2", "a: & b"):
            parse(text, "a.yaml")
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_example_site_is_read() -> None:
    """Every YAML file of the demo is strict YAML."""
    content = Path(__file__).parent.parent / "content"
    for file in sorted(content.rglob("*.yaml")):
        assert parse(file.read_text("utf-8"), file.name)[1] == []


WORDS = st.text(alphabet=st.sampled_from("ab:#-[]{}'\"\\&*!|>%@,?~0é "), min_size=1, max_size=30)


@given(WORDS)
@example('“We will not leave”: 40 residents said "No"')
@example('[The dam broke](DAM): "2 people are missing".')
@example('"[The dam broke](DAM): "2 people are missing"."')
@example("'It's: fine'")
def test_the_line_in_the_help_can_be_pasted(words: str) -> None:
    """A finished line in a help is read without a mistake, as what the rest of the file was read with."""
    text = f"title: {words}\nb: 1\n"
    tree, problems = parse(text, "a.yaml")
    for line in (line for problem in problems for line in re.findall(r"`(title: .*?)`(?:;|$)", problem.help)):
        pasted, wrong = parse(f"{line}\nb: 1\n", "a.yaml")
        assert wrong == []
        assert not tree or (pasted and pasted.data) == tree.data


@pytest.mark.parametrize(
    ("text", "found", "read"),
    [
        (
            'title: A: b\n  c "d"\nb: 1\n',
            ["put the whole text in quotes: `title: 'A: b c \"d\"'`"],
            {"title": 'A: b c "d"', "b": "1"},
        ),
        (
            "a:\n  - b: c: d\n    e: @f\nt: g # h\n",
            [
                'put the whole text in quotes: `b: "c: d"`', 'put the whole text in quotes: `e: "@f"`',
                'put the whole text in quotes: `t: "g # h"`; a comment needs two spaces before `#`',
            ],
            {"a": [{"b": "c: d", "e": "@f"}], "t": "g # h"},
        ),
        (
            "summary: The mayor said\n  one thing\n  Later: no\nb: 1\n",
            ['put the whole text in quotes: `summary: "The mayor said one thing Later: no"`'],
            {"summary": "The mayor said one thing Later: no", "b": "1"},
        ),
        (
            "summary:\n  The mayor said\n  On Friday: no\n  more\nb: 1\n",
            ['put the whole text in quotes: `summary: "The mayor said On Friday: no more"`'],
            {"summary": "The mayor said On Friday: no more", "b": "1"},
        ),
        (
            "source: [River News, 29 Nov](https://a.example/x)\nb: [c](d) e\n",
            ["write only the address: `source: https://a.example/x`", 'put the whole text in quotes: `b: "[c](d) e"`'],
            {"source": "https://a.example/x", "b": "[c](d) e"},
        ),
        (
            'a: {b: 1,200, c: No, never, d: "e", f}\n',
            [
                "write `b: 1200`",
                'put the whole text in quotes: `c: "No, never"`; if `never` is a field, write its value after a `:`',
                'put the whole text in quotes: `d: "e, f"`; if `f` is a field, write its value after a `:`',
            ],
            {"a": {"b": "1200", "c": "No, never", "d": "e, f"}},
        ),
    ],
)  # fmt: skip
def test_what_the_help_says_is_how_the_rest_is_read(text: str, found: list[str], read: object) -> None:
    """All mistakes are found in one run, and the data is what it will be when they are put right."""
    tree, problems = parse(text, "a.yaml")
    assert ([problem.help for problem in problems], tree and tree.data) == (found, read)
    assert tree
    assert tree.source.text.count("\n") == text.count("\n")
