"""Codes of published standards: languages and countries."""

import re
from collections.abc import Iterator
from typing import Any

from dayline.problems import Problem, Step
from dayline.read.entry import Entry

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:-[a-z0-9]{5,8})*")
_COUNTRY = re.compile(r"[A-Z]{2}")
LANGUAGE_HELP = "write a code of BCP 47, as in `en`, `uk` or `pt-BR`"


def not_a_language(entry: Entry[Any]) -> Iterator[Problem]:
    """E06: a language that is not written as a code of BCP 47."""
    record = entry.record
    written: list[tuple[tuple[Step, ...], str | None]] = [(("lang",), getattr(record, "lang", None))]
    written += [(("quotes", n, "lang"), quote.lang) for n, quote in enumerate(getattr(record, "quotes", ()))]
    if entry.kind == "source":
        written += [(("languages", n), code) for n, code in enumerate(record.languages)]
    for path, code in written:
        if code and not LANGUAGE.fullmatch(code):
            yield Problem("E06", entry.spot.at(*path), f"`{code}` is not the code of a language", LANGUAGE_HELP)


def not_a_country(entry: Entry[Any]) -> Iterator[Problem]:
    """E06: a country that is not written as a code of ISO 3166-1."""
    country = entry.record.country
    if country and not _COUNTRY.fullmatch(country):
        help = "write the two capital letters of ISO 3166-1, as in `UA`"
        yield Problem("E06", entry.spot.at("country"), f"`{country}` is not the code of a country", help)
