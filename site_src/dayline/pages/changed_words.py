"""A text before and after a change, with the words that differ."""

from collections.abc import Iterator
from typing import NamedTuple

CONTEXT = 4  # words that stay on each side of a difference
ALIKE = 0.5  # two texts with fewer words in common than this have no words to compare


class Words(NamedTuple):
    """Some words of a text, and whether they differ from the other text."""

    text: str
    changed: bool


def changed_words(was: str, now: str) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """The words before and after a change; long passages without a difference are left out (`…`)."""
    from difflib import SequenceMatcher

    if was == now:
        return ((Words(was, False),),) * 2
    before, after = was.split(), now.split()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if not before or not after or matcher.ratio() < ALIKE:
        return _whole(was), _whole(now)
    same = [(block.a, block.b, block.size) for block in matcher.get_matching_blocks()]
    return (
        tuple(_marked(before, [(start, size) for start, _, size in same])),
        tuple(_marked(after, [(start, size) for _, start, size in same])),
    )


def _whole(text: str) -> tuple[Words, ...]:
    return (Words(text, True),) if text else ()


def _marked(words: list[str], same: list[tuple[int, int]]) -> Iterator[Words]:
    """The words outside the stretches that are the same, and what is beside them."""
    end = 0
    for start, size in same:
        if start > end:
            yield Words(" ".join(words[end:start]), True)
        end = start + size
        if size:
            kept = _shortened(words[start:end], at_start=start == 0, at_end=end == len(words))
            yield Words(" ".join(kept), False)


def _shortened(words: list[str], *, at_start: bool, at_end: bool) -> list[str]:
    """A stretch without differences, of which only the words beside a difference stay."""
    before, after = (0 if at_start else CONTEXT), (0 if at_end else CONTEXT)
    if len(words) <= before + after + 1:
        return words
    return [*words[:before], "…", *words[len(words) - after :]]
