"""Codes of published standards: languages and countries."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import Path
from typing import Any

from dayline.patterns import lazy_pattern
from dayline.problems import Problem, Step
from dayline.read.entry import Entry
from dayline.rules.rule import records, rule
from dayline.schema.closest import closest

_HERE = Path(__file__).parent
LANGUAGE = lazy_pattern(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:-[a-z0-9]{5,8})*")
_OTHER_COUNTRIES = {"XK": "Kosovo", "EU": "European Union", "UN": "United Nations"}
"""Codes that ISO 3166-1 reserves, or leaves to others to give a meaning."""


def language_help(code: str) -> str | None:
    """What to write if something is not a language code (BCP 47); None if it is.

    Of codes with three letters only those are known that have two.
    """
    first, *others = re.split("[-_]", code.strip())
    is_code = LANGUAGE.fullmatch(code) is not None
    codes, by_name = _languages()
    if is_code and first not in by_name and (len(first) == 3 or first in codes):
        return None
    lower = first.lower()
    known = lower if lower in codes else by_name.get(code.strip().casefold(), by_name.get(lower))
    written = "-".join((known or first, *(_cased(part) for part in others)))
    if known and " " not in code.strip() and LANGUAGE.fullmatch(written):
        return f"write `{written}`" + (
            f", the code of the language; `{first}` is a country’s" if len(first) == 2 and lower != known else ""
        )
    return "write a code such as `en`, `uk` or `pt-BR`"


def _cased(part: str) -> str:
    """A region in capitals, a script with one at its beginning."""
    return part.upper() if len(part) == 2 else part.capitalize() if len(part) == 4 and part.isalpha() else part


@rule("E06", "a language is not written as its code (ISO 639)", on=records(partial=True))
def not_a_language(entry: Entry[Any]) -> Iterator[Problem]:
    record = entry.record
    written: list[tuple[tuple[Step, ...], str | None]] = [(("lang",), getattr(record, "lang", None))]
    written += [(("quotes", n, "lang"), quote.lang) for n, quote in enumerate(getattr(record, "quotes", ()))]
    if entry.kind == "source":
        written += [(("languages", n), code) for n, code in enumerate(record.languages)]
    for path, code in written:
        if code and (help := language_help(code)):
            yield Problem("E06", entry.spot.at(*path), f"`{code}` is not the code of a language", help)


@rule(
    "E06",
    "a country is not written as its code (ISO 3166-1)",
    on=records("place", "actor", "source", partial=True),
)
def not_a_country(entry: Entry[Any]) -> Iterator[Problem]:
    country = getattr(entry.record, "country", None)
    if country and country not in countries():
        yield Problem("E06", entry.spot.at("country"), f"`{country}` is not the code of a country", _meant(country))


@lru_cache(None)
def countries() -> Mapping[str, str]:
    """The names of countries by their codes (ISO 3166-1, as the time zone database has them)."""
    from importlib.resources import files

    rows = _rows(files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text("utf-8"))
    return {code: name for code, name, *_ in rows} | _OTHER_COUNTRIES


@lru_cache(None)
def _languages() -> tuple[AbstractSet[str], Mapping[str, str]]:
    """All codes, and the code for a three-letter code, a country code or an English name, all in lower case."""
    rows = [
        (code, forms.split(), name.casefold())
        for code, forms, name in _rows((_HERE / "languages.tsv").read_text("utf-8"))
    ]
    return {code for code, *_ in rows}, {form: code for code, forms, name in rows for form in (*forms, name)}


def _rows(table: str) -> Iterator[list[str]]:
    """The cells of a table in which comments begin with `#` and cells are separated by tabs."""
    return (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))


def _meant(written: str) -> str:
    """What to write for a country that is not a code."""
    name = written.strip().casefold().removeprefix("the ")
    codes = {known.casefold().replace("&", "and"): code for code, known in countries().items()}
    codes |= {row[0]: row[1] for row in _rows((_HERE / "countries.tsv").read_text("utf-8"))}
    code = codes.get(name) or (written.upper() if written.upper() in countries() else None)
    near = None if code or len(name) < 5 else closest(name, codes, 0.8)
    if near:
        return f"write `{codes[near]}` if {countries()[codes[near]]} is meant"
    return (
        f"write `{code}`" if code else "write the two capital letters of ISO 3166-1, as in `UA`, or take the line out"
    )
