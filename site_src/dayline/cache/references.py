"""References to values that are kept elsewhere; in place of these functions the reader puts what looks them up."""

from typing import NoReturn


def event(id: str) -> NoReturn:
    """The event with this id."""
    raise LookupError(id)


def entry(file: str, number: int) -> NoReturn:
    """An entry of a file by its number there."""
    raise LookupError(file, number)


def series(figure: str, number: int) -> NoReturn:
    """A series of a figure by its number."""
    raise LookupError(figure, number)
