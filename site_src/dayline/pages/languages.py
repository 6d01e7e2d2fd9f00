"""Languages of parts of a page, and the direction of their writing, as HTML attributes."""

from markupsafe import Markup

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "yi", "ps", "ckb", "sd", "ug", "dv")


def direction(language: str) -> str:
    """The direction of a language's writing, as a value of the `dir` attribute."""
    return "rtl" if language.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"


def other(language: str | None, main: str) -> str:
    """The language of a text, or nothing if it is the main language or not stated."""
    return language if language and language not in (main, "unstated") else ""


def spoken(language: str) -> Markup:
    """The `lang` and `dir` attributes of an element in another language; nothing for an empty language."""
    return Markup(' lang="{}" dir="{}"').format(language, direction(language)) if language else Markup()
