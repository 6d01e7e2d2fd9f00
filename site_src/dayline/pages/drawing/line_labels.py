"""The labels at the ends of the lines of a chart, and places for them that keep apart."""

from collections.abc import Sequence


def line_labels(lines: Sequence[tuple[str, str, float]], letters: int) -> tuple[tuple[str, ...], bool]:
    """The labels of lines, each given by its name, its short name and its last day; and whether they have their names.

    Names are at the ends only if all have room for theirs; otherwise there are numbers, for a key. A single line needs
    no label.
    """
    if len(lines) == 1:
        return ("",), False
    names = [name if len(name) <= letters else short for name, short, _ in lines]
    named = all(len(name) <= letters for name in names) and len({last for *_, last in lines}) == 1
    return tuple(f"{n} {name}" if named else str(n) for n, name in enumerate(names, start=1)), named


def spread(wanted: list[int], apart: int, top: int, bottom: int) -> list[int]:
    """Positions near the wanted ones, in the same order, spaced apart and within bounds."""
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    places = dict[int, int]()
    last = top - apart
    for n in order:
        last = places[n] = max(wanted[n], last + apart)
    last = bottom + apart
    for n in reversed(order):
        last = places[n] = min(places[n], last - apart)
    return [places[n] for n in range(len(wanted))]
