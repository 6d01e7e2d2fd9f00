"""Languages of parts of a page, and the direction of their writing, as HTML attributes."""

from markupsafe import Markup

from dayline.schema.languages import languages

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "yi", "ps", "ckb", "sd", "ug", "dv")


def direction(language: str) -> str:
    """The direction of a language's writing, as a value of the `dir` attribute."""
    return "rtl" if language.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"


def language_name(code: str) -> str:
    """The English name of a language; empty for a code that is not listed."""
    return languages().get(code.lower().split("-")[0], ((), ""))[1]


def other(language: str | None, main: str) -> str:
    """The language of a text, or nothing if it is the main language or not stated."""
    return language if language and language not in (main, "unstated") else ""


def spoken(language: str) -> Markup:
    """The `lang` and `dir` attributes of an element in another language; nothing for an empty language."""
    return Markup(' lang="{}" dir="{}"').format(language, direction(language)) if language else Markup()
