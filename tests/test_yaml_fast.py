"""The quick way through a YAML text gives what the thorough one gives, or leaves the text to it."""

import gc
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dayline.read.yaml import fast
from dayline.read.yaml.fast import MAX_DEPTH, parse_plain
from dayline.read.yaml.strict import parse, read

CONTENT = Path(__file__).parents[1] / "content"
words = st.text(alphabet="ab cé'\"#:-", max_size=12)
values = st.recursive(words, lambda inner: st.lists(inner) | st.dictionaries(words, inner), max_leaves=12)


def agrees(text: str) -> bool:
    """Whether the quick way says nothing that the thorough one does not say."""
    quick = parse_plain(text)
    tree, problems = parse(text, "a.yaml")
    return quick is None or bool(tree and tree.data == quick and not problems)


@pytest.mark.parametrize(
    "text",
    [
        "", "~", "text", "a:", "a: [,]", "- ", "- - b\n-", "'': b", "a: 1\na: 2", "a:\na: 2", "? [a]\n: b", "a: *b",
        "a: &b c", "a: !b c", "%YAML 1.1\n---\na: b", "a: b\n---\na: b", "a: b # c", "a: b: c", "a: [", "a:\tb",
        "– a: b", "{a: b, c}",
        'a: "\\x00"', "a: \ud800", "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
    ],
)  # fmt: skip
def test_anything_unusual_is_left_to_the_thorough_way(text: str) -> None:
    """What may be a mistake, or an empty field, is not judged."""
    assert parse_plain(text) is None


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: b", {"a": "b"}),
        ("---\na: b\n", {"a": "b"}),
        ("a: ''\nb: [c, {d: ~}]\n", {"a": "", "b": ["c", {"d": "~"}]}),
        ("a: >-\n  b\n  c\nd:\n  - e: f\n    g: h\n", {"a": "b c", "d": [{"e": "f", "g": "h"}]}),
        ("a: b  # two spaces are a comment\n".replace("  #", "  \n#"), {"a": "b"}),
        ("[]", []),
    ],
)
def test_plain_data(text: str, data: object) -> None:
    """Fields, lists and every kind of text are read."""
    assert parse_plain(text) == data


@given(st.text(alphabet=st.sampled_from("ab:#-[]{}'\"\\ \n\t&*!|>%@,?~0é\0\ud800")) | st.text())
def test_any_text(text: str) -> None:
    """Of any text both ways say the same."""
    assert agrees(text)


@given(st.dictionaries(words.filter(bool), values, min_size=1))
def test_what_was_dumped(written: dict[str, object]) -> None:
    """Of data that a YAML writer wrote both ways say the same."""
    assert agrees(yaml.safe_dump(written, allow_unicode=True))


def test_example_site_takes_the_quick_way() -> None:
    """Nearly every file of the demo is read the quick way, and all as by the thorough one."""
    texts = [path.read_text("utf-8") for path in CONTENT.rglob("*.yaml")]
    assert all(map(agrees, texts))
    assert sum(parse_plain(text) is not None for text in texts) > 0.95 * len(texts)


def test_with_and_without() -> None:
    """Either way the data comes back, or what is wrong."""
    assert read("a: b", "a.yaml") == ({"a": "b"}, [], ())
    assert read("a: 'b & c'", "a.yaml") == ({"a": "b & c"}, [], ())
    assert read("a:\nb: [{c: , d: e}]", "a.yaml") == ({"b": [{"d": "e"}]}, [], (("a",), ("b", 0, "c")))
    data, problems, _ = read("a: 1\na: 2", "a.yaml")
    assert (data, [problem.code for problem in problems]) == (None, ["E01"])


def test_slow_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without libyaml the same text gives the same data."""
    texts = ("a: {b: [c, 'd']}\ne: >\n  f\n", "a: b: c", "a: 1\na: 2", "- - a")
    quick = [parse_plain(text) for text in texts]
    monkeypatch.setattr(fast, "LOADER", yaml.SafeLoader)
    assert [parse_plain(text) for text in texts] == quick


def test_nothing_is_left_for_the_garbage_collector() -> None:
    """Refused or not, a text leaves no cycles behind."""
    gc.collect()
    gc.disable()
    try:
        for text in ("a: {b: [c]}", "a: b: c", "a: 1\na: 2", "a: & b", "a: *b"):
            parse_plain(text)
        assert gc.collect() == 0
    finally:
        gc.enable()
