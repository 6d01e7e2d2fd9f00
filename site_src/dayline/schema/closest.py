"""The word that was probably meant."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


def closest(word: str, words: Any, cutoff: float = 0.6) -> str | None:
    """The most similar of some words, if its similarity (0 to 1) reaches the cutoff; None if there is none."""
    matches = matches_of(word, words, 1, cutoff)
    return matches[0] if matches else None


def matches_of(word: str, words: Any, most: int = 1, cutoff: float = 0.6) -> list[str]:
    """The most similar words whose similarity reaches the cutoff, best first."""
    from difflib import get_close_matches

    return get_close_matches(word, list(words), most, cutoff)


def allowed(words: Any) -> str:
    """The help line that lists all allowed words."""
    return "write one of " + ", ".join(f"`{word}`" for word in words)


def similarity(first: str, second: str) -> float:
    """How similar two words are, from 0 to 1 (`difflib`)."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, first, second).ratio()


@cache
def synonyms() -> Mapping[str, Mapping[str, str]]:
    """What editors write in place of words and fields (`synonyms.yaml`), list by list."""
    import yaml

    text = Path(__file__).with_name("synonyms.yaml").read_text("utf-8")
    lists: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return lists
