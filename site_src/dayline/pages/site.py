"""The site as all templates see it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from dayline import urls
from dayline.pages import menus
from dayline.pages.data.feed_days import has_feed
from dayline.pages.languages import direction
from dayline.pages.links import Link
from dayline.pages.menus import LinkGroup
from dayline.pages.wording import full_date
from dayline.timeline.timeline import Timeline
from dayline.words import gettext

_TERRITORIES = {
    "ar": "AR", "be": "BY", "bg": "BG", "bn": "BD", "bs": "BA", "ca": "ES", "cs": "CZ", "da": "DK", "de": "DE",
    "el": "GR", "en": "GB", "es": "ES", "et": "EE", "fa": "IR", "fi": "FI", "fr": "FR", "ga": "IE", "he": "IL",
    "hi": "IN", "hr": "HR", "hu": "HU", "hy": "AM", "id": "ID", "is": "IS", "it": "IT", "ja": "JP", "ka": "GE",
    "kk": "KZ", "ko": "KR", "ku": "TR", "lt": "LT", "lv": "LV", "mk": "MK", "my": "MM", "nb": "NO", "nl": "NL",
    "nn": "NO", "pl": "PL", "ps": "AF", "pt": "PT", "ro": "RO", "ru": "RU", "sk": "SK", "sl": "SI", "sq": "AL",
    "sr": "RS", "sv": "SE", "sw": "KE", "ta": "IN", "th": "TH", "tr": "TR", "uk": "UA", "ur": "PK", "vi": "VN",
    "zh": "CN",
}  # fmt: skip


class SiteView(NamedTuple):
    """The site's name, languages, addresses and publisher.

    The address of a script or a style sheet is empty where the theme has no such file.
    """

    title: str  # the site's name
    description: str  # one sentence on the site, for pages that have none of their own
    language: str  # its language tag, such as `en` or `uk`
    direction: str  # `ltr` or `rtl`
    base_url: str  # the address that the site is published at, with a slash at its end
    home: str  # the address of the home page
    feed: str  # the address of the feed of days; empty if the feed has no entries
    nav: tuple[Link, ...]  # the main navigation, without entries that lead to an empty list
    footer: tuple[LinkGroup, ...]  # groups of other links, each with a title
    stylesheet: str  # the address of the style sheet of all pages
    script: str  # the address of the script of all pages
    look: str  # the address of the style sheet that the settings make (`accent`, `fonts`); empty without these
    logo: str  # the address of the logo; empty if there is none
    dark_logo: str  # the address of the logo in dark mode; empty if it is the same
    has_fonts: bool  # whether fonts are loaded from the site
    publisher: str  # the publisher's name
    contact: str  # where to reach the publisher
    corrections: str  # where readers report a mistake
    corrections_policy: str  # the address of the page on corrections
    ownership: str  # who owns the publisher
    licence: str  # the licence of the texts
    timezone_label: str  # the time zone of all days and times, in words
    as_of: str = ""  # the moment of an edition that shows what was known then; empty otherwise
    demonstration: bool = False  # whether the site is only for show
    catch_up_script: str = ""
    card: Link = Link("")  # the social card of pages without one of their own, and what can be read on it
    map_script: str = ""
    filter_script: str = ""
    facets: tuple[Link, ...] = ()  # links to events by type, by status and to key events
    statuses: str = ""  # the address of the page that says what the statuses mean
    search_script: str = ""
    jump_script: str = ""
    names_script: str = ""  # what the jump box and the search page share
    search_style: str = ""
    chart_style: str = ""
    network_style: str = ""
    catch_up_style: str = ""
    overview_style: str = ""
    map_style: str = ""
    search: str = ""  # the address of the search page
    names: str = ""  # the address of the list of all names, for the jump box and the search page
    locale: str = ""  # language and territory as Open Graph writes them, such as `en_GB`


def site_view(
    timeline: Timeline, assets: Iterable[str], as_of: datetime | None = None, *, cards: bool = False
) -> SiteView:
    """The site as templates see it; `assets` are the names of its scripts and style sheets.

    `as_of` is the moment whose state of knowledge the edition shows; `cards` says whether there are social cards.
    """
    site, assets = timeline.site, tuple(assets)
    publisher = site.publisher
    policy = publisher.policies.corrections if publisher else None
    return SiteView(
        title=site.title,
        description=site.description,
        language=site.language,
        direction=direction(site.language),
        base_url=base_url(timeline),
        home=urls.home(),
        feed=urls.feed() if has_feed(timeline) else "",
        nav=menus.navigation(timeline),
        footer=menus.footer(timeline),
        stylesheet=_asset("style.", assets),
        script=_asset("site.", assets),
        look=_asset("look.", assets),
        logo=urls.static(site.logo.light) if site.logo else "",
        dark_logo=urls.static(site.logo.dark) if site.logo and site.logo.dark else "",
        has_fonts=bool(site.fonts.text or site.fonts.labels),
        publisher=publisher.name if publisher else "",
        contact=(publisher.contact or "") if publisher else "",
        corrections=(publisher.corrections or "") if publisher else "",
        corrections_policy=urls.page(policy) if policy else "",
        ownership=(publisher.ownership or "") if publisher else "",
        licence=site.licence or "",
        timezone_label=site.timezone_label or site.timezone,
        as_of=_moment(as_of, timeline) if as_of else "",
        demonstration=site.demonstration,
        catch_up_script=_asset("catch-up.", assets, ".js"),
        card=_card(timeline) if cards else Link(""),
        map_script=_asset("map.", assets, ".js"),
        filter_script=_asset("filter.", assets),
        facets=menus.facets(timeline),
        statuses=urls.facet("status"),
        search_script=_asset("search.", assets, ".js"),
        jump_script=_asset("jump.", assets),
        names_script=_asset("names.", assets, ".js"),
        search_style=_asset("search.", assets, ".css"),
        chart_style=_asset("chart.", assets),
        network_style=_asset("network.", assets),
        catch_up_style=_asset("catch-up.", assets, ".css"),
        overview_style=_asset("overview.", assets),
        map_style=_asset("map.", assets, ".css"),
        search=urls.search(),
        names=urls.names(),
        locale=locale(site.language),
    )


def locale(language: str) -> str:
    """A language with its territory, as in `en_GB` (Open Graph): the one given, or the most usual one."""
    first, *rest = language.split("-")
    written = next((part.upper() for part in rest if len(part) == 2 or part.isdigit()), "")
    territory = written or _TERRITORIES.get(first.lower(), "")
    return f"{first.lower()}_{territory}" if territory else first.lower()


def _card(timeline: Timeline) -> Link:
    """The social card for pages without one of their own, unless the site has none."""
    wanted = timeline.site.social_cards != "none"
    return Link(timeline.site.title, urls.social_card(urls.home())) if wanted else Link("")


def _moment(as_of: datetime, timeline: Timeline) -> str:
    """`14 March 2022, 18:00 Kyiv time`."""
    there = as_of.astimezone(timeline.zone) if as_of.tzinfo else as_of
    time, zone = f"{there:%H:%M}", timeline.site.timezone_label or timeline.site.timezone
    return gettext("{date}, {time} {zone}", date=full_date(there.date()), time=time, zone=zone)


def base_url(timeline: Timeline) -> str:
    """The address of the site's root, with a final slash."""
    return timeline.site.base_url.rstrip("/") + "/"


def _asset(start: str, assets: tuple[str, ...], end: str = "") -> str:
    return next((urls.asset(name) for name in assets if name.startswith(start) and name.endswith(end)), "")
