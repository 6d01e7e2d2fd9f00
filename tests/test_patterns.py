"""Regular expressions that are compiled late give what others give."""

import re

import pytest

from dayline.patterns import lazy_pattern


@pytest.mark.parametrize("method", ["search", "match", "fullmatch", "findall", "split"])
def test_as_a_compiled_pattern(method: str) -> None:
    """Each method gives the same the first time and every time after, with the flags."""
    ours, stock = lazy_pattern("(a+)b", re.IGNORECASE), re.compile("(a+)b", re.IGNORECASE)
    for text in ("xAAb", "aab", "", "b"):
        assert str(getattr(ours, method)(text)) == str(getattr(stock, method)(text))


def test_its_source_compiles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern can be part of another before it is used; it is compiled once."""
    compiled = []
    stock = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: (compiled.append(given), stock(*given))[1])
    digit = lazy_pattern(r"\d")
    number = lazy_pattern(rf"{digit.pattern}+")
    assert compiled == []
    assert [number.sub("#", text) for text in ("a12", "34")] == ["a#", "#"]
    assert compiled == [(r"\d+", 0)]
