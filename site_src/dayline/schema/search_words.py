"""The words that search leaves out and the built-in synonyms, by language (`search_words.yaml`)."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple


class Expansion(NamedTuple):
    """Words or phrases, and those that a search for one of them looks for, too."""

    words: tuple[str, ...]
    also: tuple[str, ...]


def left_out(language: str) -> tuple[str, ...]:
    """The words that a search in a language leaves out."""
    return tuple(_lists()["left-out"].get(_without_territory(language), "").split())


def built_in(language: str) -> Iterator[Expansion]:
    """The built-in synonyms of a language."""
    base = _without_territory(language)
    for words in _lists()["alike"].get(base, ()):
        yield Expansion(_split(words), _split(words))
    for words, also in _lists()["also"].get(base, {}).items():
        yield Expansion(_split(words), _split(also))


@cache
def _lists() -> Mapping[str, Any]:
    import yaml

    lists: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return lists


def _split(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(","))


def _without_territory(language: str) -> str:
    return language.partition("-")[0].lower()
