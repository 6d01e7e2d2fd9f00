"""Codes of published standards: languages and countries."""

import re
from collections.abc import Iterator
from typing import Any

from dayline.problems import Problem, Step
from dayline.read.entry import Entry
from dayline.schema.languages import CODES, FOR_OTHERS

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:-[a-z0-9]{5,8})*")
_COUNTRY = re.compile(r"[A-Z]{2}")


def language_help(code: str) -> str | None:
    """What to write instead of what is no code of a language (BCP 47); None if it is one.

    Of codes with three letters only those are known that have two.
    """
    first, *others = re.split("[-_]", code.strip())
    is_code = LANGUAGE.fullmatch(code) is not None
    if is_code and first not in FOR_OTHERS and (len(first) == 3 or first in CODES):
        return None
    known = (
        first.lower()
        if first.lower() in CODES
        else FOR_OTHERS.get(code.strip().casefold(), FOR_OTHERS.get(first.lower()))
    )
    written = "-".join((known or first, *(_cased(part) for part in others)))
    if known and " " not in code.strip() and LANGUAGE.fullmatch(written):
        return f"write `{written}`" + (
            f", the code of the language; `{first}` is a country’s"
            if len(first) == 2 and first.lower() != known
            else ""
        )
    return "write a code such as `en`, `uk` or `pt-BR`"


def _cased(part: str) -> str:
    """A region in capitals, a script with one at its beginning."""
    return part.upper() if len(part) == 2 else part.capitalize() if len(part) == 4 and part.isalpha() else part


def not_a_language(entry: Entry[Any]) -> Iterator[Problem]:
    """E06: a language that is not written as a code of BCP 47."""
    record = entry.record
    written: list[tuple[tuple[Step, ...], str | None]] = [(("lang",), getattr(record, "lang", None))]
    written += [(("quotes", n, "lang"), quote.lang) for n, quote in enumerate(getattr(record, "quotes", ()))]
    if entry.kind == "source":
        written += [(("languages", n), code) for n, code in enumerate(record.languages)]
    for path, code in written:
        if code and (help := language_help(code)):
            yield Problem("E06", entry.spot.at(*path), f"`{code}` is not the code of a language", help)


def not_a_country(entry: Entry[Any]) -> Iterator[Problem]:
    """E06: a country that is not written as a code of ISO 3166-1."""
    country = entry.record.country
    if country and not _COUNTRY.fullmatch(country):
        help = "write the two capital letters of ISO 3166-1, as in `UA`"
        yield Problem("E06", entry.spot.at("country"), f"`{country}` is not the code of a country", help)
