"""The settings of the site."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from dayline.page_kinds import entries
from dayline.patterns import lazy_pattern
from dayline.problems import Problem, Spot
from dayline.read.content import Content
from dayline.read.entry import Entry
from dayline.rules.id_index import Known
from dayline.rules.iso_codes import language_help
from dayline.rules.references import missing as missing_page
from dayline.rules.rule import CONTENT, IDS, TIMELINE, WHOLE, records, rule
from dayline.schema.closest import closest
from dayline.schema.hints import address_hint
from dayline.schema.introspect import references
from dayline.schema.site import MenuItem, SiteRecord
from dayline.schema.tag_uri import default_prefix, is_prefix
from dayline.schema.zone_hints import zone_problem
from dayline.timeline.timeline import Timeline
from dayline.timeline.zones import zone

FILE = "content/site.yaml"
SETTINGS = Spot(FILE)
_UNREAL = lazy_pattern(r"(?:.+\.)?(?:example(?:\.(?:org|com|net))?|test|invalid|localhost)\.?")  # RFC 2606, RFC 6761
_BASE_URL = lazy_pattern(r"https?://[^?#&]+")
_PAGE = lazy_pattern(r"(?<=[^/])/[^/]+\.html?/*$", re.IGNORECASE)


@rule("E29", "there is no `content/site.yaml`", on=CONTENT)
def missing_settings(content: Content) -> Iterator[Problem]:
    there = any(entry.kind == "site" for entry in content.entries) or ("site", "site") in content.broken
    no_content = any(problem.spot.file in ("content", FILE) for problem in content.problems)
    if not there and not no_content:
        yield Problem("E29", Spot(FILE), f"there is no `{FILE}`", "run `dayline new site .`, which writes one")


@rule("E29", "a policy has no page, or is an address", on=IDS)
def policy_pages(known: Known) -> Iterator[Problem]:
    for path, kind, id in references(known.timeline.site):
        if help := _of_contact(str(path[-1]), id):
            message = f"`{id}` is an address, and policies are pages of this site"
            yield Problem("E29", Spot(FILE, path), message, help)
        elif id not in known.registries[kind]:
            yield from missing_page(Spot(FILE, path), kind, id, known, "E29")


def _of_contact(policy: str, id: str) -> str:
    """Where to write an address that was given as a policy; empty if it is not an address."""
    help = address_hint(id).removeprefix("write ").strip("`")
    address = id if id.startswith(("http://", "https://", "mailto:")) else help
    if not address.startswith(("http://", "https://", "mailto:")) or " " in address:
        return ""
    if policy in ("corrections", "feedback"):
        field = "corrections" if policy == "corrections" else "contact"
        return f"write it under `publisher:`, beside `policies:`, as `{field}: {address}`"
    return f"make a page with a link to it, as `content/pages/{policy}.md`, and write its name: `{policy}: {policy}`"


@rule("E29", "the site's time zone is unknown", on=records("site"), fix="Correct `content/site.yaml`.")
def unknown_zone(entry: Entry[SiteRecord]) -> Iterator[Problem]:
    name = entry.record.timezone
    if zone(name) is None:
        yield Problem("E29", entry.spot.at("timezone"), *zone_problem(name))


@rule(
    "E29",
    "`base_url` is not an address that pages can be below, or ends in the name of a page such as `index.html`",
    on=records("site"),
)
def base_url(entry: Entry[SiteRecord]) -> Iterator[Problem]:
    url, spot = entry.record.base_url, entry.spot.at("base_url")
    if not _BASE_URL.fullmatch(url):
        message = f"`{url}` can't be the address of a site"
        yield Problem("E29", spot, message, "write it as in `https://example.org/`, without `?`, `#` and `&`")
    elif page := _PAGE.search(url):
        message = f"`{url}` is the address of a page, not of the site"
        yield Problem("E29", spot, message, f"write `{url[: page.start() + 1]}`")


@rule(
    "E29",
    "a language of the site is not written as its code, or the main one is not among its languages",
    on=records("site"),
)
def languages(entry: Entry[SiteRecord]) -> Iterator[Problem]:
    record = entry.record
    written = [(entry.spot.at("language"), record.language)]
    written += [(entry.spot.at("languages", number), code) for number, code in enumerate(record.languages)]
    wrong = [(spot, code, help) for spot, code in written if (help := language_help(code))]
    for spot, code, help in wrong:
        yield Problem("E29", spot, f"`{code}` is not the code of a language", help)
    if not wrong and record.languages and record.language not in record.languages:
        also = ((entry.spot.at("languages"), "the languages"),)
        message = f"the main language `{record.language}` is not among the languages"
        yield Problem("E29", entry.spot.at("language"), message, f"add `{record.language}` to `languages`", also)


@rule(
    "E29",
    "the first day to count from is not one day, or its label has no place for the number",
    on=records("site"),
)
def day_counter(entry: Entry[SiteRecord]) -> Iterator[Problem]:
    counter = entry.record.day_counter
    if counter is None:
        return
    if not counter.day_one.is_certain_day:
        message = f"`{counter.day_one.text}` is not one certain day to count from"
        yield Problem("E29", entry.spot.at("day_counter", "day_one"), message, "write a day, as in `2022-02-24`")
    if "{n}" not in counter.label:
        message, help = "the label has no place for the number", "write `{n}` where the number goes, as in `Day {n}`"
        yield Problem("E29", entry.spot.at("day_counter", "label"), message, help)


@rule("E29", "the site's `id` is not a domain with a date", on=TIMELINE)
def feed_id(timeline: Timeline) -> Iterator[Problem]:
    id = timeline.site.id
    if id is not None and not is_prefix(id):
        message = f"`{id}` is not a domain with a date, which the ids in feeds begin with"
        line = default_prefix(timeline.site.base_url, timeline.now.year)
        yield Problem(
            "E29", SETTINGS.at("id"), message, f"write your domain and a year in which it is yours: `id: {line}`"
        )


@rule(
    "W62",
    "a site has no `id`: the ids in its feeds come from `base_url`, so that at another address feed readers "
    "take every entry for a new one",
    on=WHOLE,
    fix="Add the line that the message gives for a new or for a published site, and never change it: a domain or "
    "e-mail address of yours with a year in which it was, as in `id: desk.example.org,2026`. Sites that share "
    "a domain have a name of their own after it (`:flood`).",
)
def missing_feed_id(timeline: Timeline) -> Iterator[Problem]:
    site, url = timeline.site, timeline.site.base_url
    if site.id is None and _BASE_URL.fullmatch(url) and not _UNREAL.fullmatch(urlsplit(url).hostname or ""):
        message = "the ids in the feeds come from `base_url`: at another address all entries would be new to readers"
        help = (
            f"add your domain with this year, and never change it: `id: {default_prefix(url, timeline.now.year)}`; "
            f"or `id: {default_prefix(url)}`, as ids begin now, if the site is already published"
        )
        yield Problem("W62", SETTINGS.at("base_url"), message, help)


@rule("E29", "a menu names a page that does not exist, or an address without a text", on=TIMELINE)
def menus(timeline: Timeline) -> Iterator[Problem]:
    site = timeline.site
    paths: list[tuple[str | int, ...]] = [("nav", number) for number in range(len(site.nav))]
    items = dict(zip(paths, site.nav, strict=True))
    for group, links in enumerate(site.footer):
        items |= {("footer", group, "links", number): item for number, item in enumerate(links.links)}
    for path, item in items.items():
        if item.url and not item.text:
            help = f"write it as `{{text: Our partners, url: {item.url}}}`"
            yield Problem("E29", Spot(FILE, path), "an address in a menu needs a text that readers see", help)
        elif not item.url and item.page not in (*entries(), *timeline.pages):
            yield Problem(
                "E29", Spot(FILE, path), f"there is no page `{item.page}` to link to", _menu_help(item, timeline)
            )


def _menu_help(item: MenuItem, timeline: Timeline) -> str:
    names = (*entries(), *timeline.pages)
    near = closest(item.page or "", names)
    return f"the closest name is `{near}`" if near else f"write one of {', '.join(f'`{name}`' for name in names)}"
