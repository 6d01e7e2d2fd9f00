"""What readers are told, as gettext has it: English in the source, other languages from catalogues.

Each message is a whole sentence or label with named placeholders (`{name}`); nothing is glued together from pieces,
because other languages order and inflect differently. `docs/make_catalogue.py` gathers the messages.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from gettext import NullTranslations

_catalogues = [NullTranslations()]


@contextmanager
def speaking(catalogue: NullTranslations) -> Iterator[None]:
    """Messages come from this catalogue inside of the block."""
    _catalogues.append(catalogue)
    try:
        yield
    finally:
        _catalogues.pop()


def english() -> AbstractContextManager[None]:
    """Messages are in English inside of the block, whatever readers speak: those to editors are."""
    return speaking(NullTranslations())


def catalogue() -> NullTranslations:
    """The catalogue that messages come from."""
    return _catalogues[-1]


def speaks_english() -> bool:
    """Whether messages come out as they are in the source."""
    return type(_catalogues[-1]) is NullTranslations


def gettext(message: str, /, **values: object) -> str:
    """The message in the reader's language, with its placeholders filled."""
    text = _catalogues[-1].gettext(message) if message else ""  # a catalogue has its own header for no message
    return text.format_map(values) if values else text


def pgettext(context: str, message: str, /, **values: object) -> str:
    """As `gettext`, for a message that means different things in different places; `context` says which is meant."""
    text = _catalogues[-1].pgettext(context, message)
    return text.format_map(values) if values else text


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The form of the message for a number, which is `{number}` in it, with thousands set apart."""
    return _catalogues[-1].ngettext(one, many, number).format(number=f"{number:,}", **values)


def NC_(context: str, message: str) -> str:  # noqa: ARG001, N802 - for Babel, which gathers both
    """As `N_`, for a message that `pgettext` translates with the same context."""
    return message


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """A message in a table that is made before the language is known; `gettext` translates it where it is used."""
    return message
