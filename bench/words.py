"""Nonsense prose: words from syllables, sentences, paragraphs, all from one random generator."""

import random
import textwrap
from collections.abc import Sequence

_SYLLABLES = (
    "ba",
    "be",
    "chi",
    "da",
    "del",
    "dor",
    "el",
    "fa",
    "fen",
    "gra",
    "ha",
    "il",
    "ja",
    "ka",
    "ko",
    "la",
    "lin",
    "ma",
    "mi",
    "mor",
    "mu",
    "na",
    "ne",
    "ol",
    "os",
    "pa",
    "pel",
    "po",
    "qua",
    "ra",
    "ri",
    "ro",
    "sa",
    "sil",
    "so",
    "ta",
    "ten",
    "to",
    "tra",
    "um",
    "va",
    "ve",
    "vi",
    "wen",
    "ya",
    "yo",
    "zu",
)
_VOCABULARY = tuple(
    dict.fromkeys(
        "".join(random.Random(f"word {n}").choices(_SYLLABLES, k=2 + n % 3 // 2))  # noqa: S311
        for n in range(3000)
    )
)


def words(chance: random.Random, count: int) -> list[str]:
    """`count` words; some are frequent, most are rare, as in a language."""
    size = len(_VOCABULARY)
    return [_VOCABULARY[int(size * chance.random() ** 2)] for _ in range(count)]


def name(chance: random.Random, count: int = 2) -> str:
    """A name of `count` words with capitals."""
    return " ".join(word.capitalize() for word in words(chance, count))


def title(chance: random.Random, least: int = 6, most: int = 11) -> str:
    """A headline: sentence case, no full stop."""
    return " ".join(words(chance, chance.randint(least, most))).capitalize()[:110].rstrip()


def slug(text: str, number: int) -> str:
    """A file's name from the first words of a text, made unique by a number."""
    return "-".join([*text.lower().split()[:5], str(number)])


def sentences(found: Sequence[str], chance: random.Random) -> str:
    """Words as sentences of 8 to 17 words."""
    text, at = [], 0
    while at < len(found):
        length = chance.randint(8, 17)
        part = " ".join(found[at : at + length])
        text.append(part[0].upper() + part[1:] + ".")
        at += length
    return " ".join(text)


def prose(chance: random.Random, count: int) -> str:
    """About `count` words of plain text."""
    return sentences(words(chance, count), chance)


def marked(chance: random.Random, count: int, targets: Sequence[str]) -> str:
    """About `count` words with a link to each target and one emphasis, in Markdown."""
    found = words(chance, count)
    step = max(2, count // (len(targets) + 1))
    for number, target in enumerate(targets):
        at = min(1 + number * step, count - 1)
        found[at] = f"[{found[at]} {chance.choice(_VOCABULARY)}]({target})"
    plain = [at for at, word in enumerate(found) if "[" not in word]
    if plain:
        at = chance.choice(plain)
        found[at] = chance.choice(("*{}*", "**{}**")).format(found[at])
    return sentences(found, chance)


def folded(text: str, indent: int = 2, sign: str = ">") -> str:
    """A text as the lines of a folded YAML scalar, with its sign."""
    lead = " " * indent
    lines = textwrap.wrap(text, 78 - indent, break_long_words=False, break_on_hyphens=False)
    return f"{sign}\n" + "\n".join(lead + line for line in lines)
