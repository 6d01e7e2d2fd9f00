"""Which figures come first: by the weight that the desk gives them, then by how grave they are."""

import re

from dayline.schema.registry import FigureRecord

_GRAVEST = (
    re.compile(r"\b(?:dead|deaths?|died|killed|fatalit(?:y|ies))\b"),
    re.compile(r"\b(?:injured|injuries|wounded)\b"),
    re.compile(r"\b(?:missing|abducted|hostages?)\b"),
)
_PEOPLE = re.compile(r"\b(?:people|persons?|civilians?|children|women|men|residents|soldiers|refugees|prisoners)\b")
MOST = 9  # weight
PEOPLE, THINGS = len(_GRAVEST), len(_GRAVEST) + 1
_SUBJECTS = {
    "killed": 0, "deaths": 0, "injured": 1, "missing": 2, "damage": THINGS, "equipment-lost": THINGS,
    "money-pledged": THINGS, "water-level": THINGS,
}  # fmt: skip


def gravity(figure: FigureRecord) -> int:
    """How grave a figure is: the dead first, then the injured, the missing, other people, and everything else.

    What it is about decides; of a figure that does not say so, its words.
    """
    text = f"{figure.title} {figure.unit} {figure.counts}".casefold()
    others = PEOPLE if _PEOPLE.search(figure.unit.casefold()) else THINGS
    guessed = next((rank for rank, words in enumerate(_GRAVEST) if words.search(text)), others)
    return _SUBJECTS.get(figure.about, max(guessed, PEOPLE)) if figure.about else guessed


def rank(figure: FigureRecord) -> int:
    """The place of a figure among others: by its weight, then by its gravity; the first has the lowest number."""
    return (MOST - figure.weight) * 10 + gravity(figure)
