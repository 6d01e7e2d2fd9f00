"""The word that somebody most likely meant."""

from difflib import SequenceMatcher, get_close_matches
from typing import Any


def closest(word: str, words: Any, least: float = 0.6) -> str | None:
    """The word that somebody most likely meant, if one is alike enough."""
    found = get_close_matches(word, list(words), 1, least)
    return found[0] if found else None


def allowed(words: Any) -> str:
    """The words that may be written, for a help line."""
    return "write one of " + ", ".join(f"`{word}`" for word in words)


def ratio(one: str, other: str) -> float:
    """How alike two words are, from 0 to 1."""
    return SequenceMatcher(None, one, other).ratio()
