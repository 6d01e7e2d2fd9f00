"""Languages of parts of a page: their names in HTML, and which way they are written."""

from markupsafe import Markup

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "yi", "ps", "ckb", "sd", "ug", "dv")


def direction(language: str) -> str:
    """Which way a language is written, as `dir` says it."""
    return "rtl" if language.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"


def other(language: str | None, own: str) -> str:
    """The language of a text, where it is not the site's own."""
    return language if language and language not in (own, "unstated") else ""


def spoken(language: str) -> Markup:
    """The attributes of an element whose words are in another language than those around it; nothing for none."""
    return Markup(' lang="{}" dir="{}"').format(language, direction(language)) if language else Markup()
