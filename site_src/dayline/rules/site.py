"""The settings of the site."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from dayline.problems import Problem, Spot
from dayline.read.content import Content
from dayline.read.entry import Entry
from dayline.rules.codes import LANGUAGE, LANGUAGE_HELP
from dayline.rules.dates import zone_help
from dayline.rules.id_index import Known
from dayline.rules.references import missing as missing_page
from dayline.schema.introspect import references
from dayline.schema.site import SiteRecord
from dayline.schema.tags import derived, is_tag_start
from dayline.timeline.zones import zone

FILE = "content/site.yaml"
SETTINGS = Spot(FILE)
_UNREAL = re.compile(r"(?:.+\.)?(?:example(?:\.(?:org|com|net))?|test|invalid|localhost)\.?")  # RFC 2606, RFC 6761
_BASE_URL = re.compile(r"https?://[^?#&]+")
_PAGE = re.compile(r"(?<=[^/])/[^/]+\.html?/*$", re.IGNORECASE)


def missing(content: Content) -> Iterator[Problem]:
    """E29: a site without settings."""
    there = any(entry.kind == "site" for entry in content.entries) or ("site", "site") in content.broken
    no_content = any(problem.spot.file in ("content", FILE) for problem in content.problems)
    if not there and not no_content:
        yield Problem("E29", Spot(FILE), f"there is no `{FILE}`", "run `dayline new site`, which writes one")


def policy_pages(known: Known) -> Iterator[Problem]:
    """E29: a policy whose page there is not."""
    for path, kind, id in references(known.timeline.site):
        if id not in known.registries[kind]:
            yield from missing_page(Spot(FILE, path), kind, id, known, "E29")


def unknown_zone(entry: Entry[SiteRecord]) -> Iterator[Problem]:
    """E29: a time zone that there is not."""
    name = entry.record.timezone
    if zone(name) is None:
        yield Problem("E29", entry.spot.at("timezone"), f"`{name}` is not a time zone", zone_help(name))


def base_url(entry: Entry[SiteRecord]) -> Iterator[Problem]:
    """E29: an address that pages can't be put below."""
    url, spot = entry.record.base_url, entry.spot.at("base_url")
    if not _BASE_URL.fullmatch(url):
        message = f"`{url}` is not an address that pages can stand below"
        yield Problem("E29", spot, message, "write it as in `https://example.org/`, without `?`, `#` and `&`")
    elif page := _PAGE.search(url):
        message = f"`{url}` is the address of a page, not of the folder that pages stand in"
        yield Problem("E29", spot, message, f"write `{url[: page.start() + 1]}`")


def languages(entry: Entry[SiteRecord]) -> Iterator[Problem]:
    """E29: a language that is not a code of BCP 47, or a main language that is not among the languages."""
    record = entry.record
    written = [(entry.spot.at("language"), record.language)]
    written += [(entry.spot.at("languages", number), code) for number, code in enumerate(record.languages)]
    wrong = [(spot, code) for spot, code in written if not LANGUAGE.fullmatch(code)]
    for spot, code in wrong:
        yield Problem("E29", spot, f"`{code}` is not the code of a language", LANGUAGE_HELP)
    if not wrong and record.languages and record.language not in record.languages:
        also = ((entry.spot.at("languages"), "the languages"),)
        message = f"the main language `{record.language}` is not among the languages"
        yield Problem("E29", entry.spot.at("language"), message, f"add `{record.language}` to `languages`", also)


def first_day(entry: Entry[SiteRecord]) -> Iterator[Problem]:
    """E29: a first day to count from that is not one day, or a label without a number."""
    counter = entry.record.day_counter
    if counter is None:
        return
    if not counter.day_one.is_certain_day:
        message = f"`{counter.day_one.text}` is not one certain day to count from"
        yield Problem("E29", entry.spot.at("day_counter", "day_one"), message, "write a day, as in `2022-02-24`")
    if "{n}" not in counter.label:
        message = "the label has no place for the number"
        yield Problem(
            "E29",
            entry.spot.at("day_counter", "label"),
            message,
            "write `{n}` where the number goes, as in `Day {n}`",
        )


def feed_id(entry: Entry[SiteRecord]) -> Iterator[Problem]:
    """E29: an `id` that no tag URI can begin with."""
    id = entry.record.id
    if id is not None and not is_tag_start(id):
        message = f"`{id}` is not a domain with a date, as the ids in feeds begin"
        help = f"write your domain and a year in which it was yours: `id: {derived(entry.record.base_url)}`"
        yield Problem("E29", entry.spot.at("id"), message, help)


def without_feed_id(entry: Entry[SiteRecord]) -> Iterator[Problem]:
    """W62: no `id`, so that another address makes every entry of the feeds new to readers."""
    url = entry.record.base_url
    if entry.record.id is None and _BASE_URL.fullmatch(url) and not _UNREAL.fullmatch(urlsplit(url).hostname or ""):
        message = "the ids in the feeds come from `base_url`: at another address all entries would be new to readers"
        help = f"add this line, and never change it: `id: {derived(url)}`"
        yield Problem("W62", entry.spot.at("base_url"), message, help)
