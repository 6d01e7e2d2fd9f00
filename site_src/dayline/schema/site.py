"""The settings of a site: `content/site.yaml`."""

from typing import Annotated

from dayline.edtf import EdtfDate
from dayline.schema.fields import (
    Choice,
    Date,
    DateValue,
    FlagValue,
    Many,
    Number,
    PlainText,
    Shorthand,
    Text,
    UrlText,
    refuse,
)
from dayline.schema.fields.colour import Colour
from dayline.schema.ids import PageId
from dayline.schema.record import record
from dayline.schema.vocabulary import CLAIM_KINDS


@record
class DayCounter:
    """The label for the number of a day (`Day {n}`), counted from `day_one`."""

    label: PlainText
    day_one: DateValue


@record
class Policies:
    """The pages that explain how the desk works."""

    corrections: PageId | None = None
    verification: PageId | None = None
    unnamed_sources: PageId | None = None
    ethics: PageId | None = None
    feedback: PageId | None = None


@record
class Publisher:
    """Who is responsible for the site."""

    name: PlainText
    contact: UrlText | None = None
    corrections: UrlText | None = None
    policies: Policies = Policies()
    ownership: PlainText | None = None


@record
class Checks:
    """Limits that the desk can change."""

    overdue_plan_hours: Annotated[int, Number(0, 10000, whole=True)] = 36
    late_arrival_days: Annotated[int, Number(0, 1000, whole=True)] = 1
    max_highlights: Annotated[int, Number(1, 50, whole=True)] = 7
    unverified_days: Annotated[int, Number(0, 1000, whole=True)] = 7
    quiet_thread_days: Annotated[int, Number(0, 10000, whole=True)] = 21


@record
class AnonymousSourceRules:
    """The desk's rules for anonymous sources, which always need a description and a reason.

    `vague` lists descriptions that say too little. `reason: required` refuses the reason `not given`. `origins` is
    the number of independent origins that an event with an anonymous source needs before it can be more than
    `unverified`, or the lead of its day. `not_for` lists kinds of claims that no anonymous source may make.
    """

    vague: Annotated[tuple[PlainText, ...], Many(words=True)] = ()
    reason: Annotated[str, Choice(("required", "any"))] = "any"
    origins: Annotated[int, Number(0, 20, whole=True)] = 0
    not_for: Annotated[tuple[Annotated[str, Choice(tuple(CLAIM_KINDS))], ...], Many(words=True)] = ()


@record
class DeskRules:
    """Rules that the desk sets; breaking them is an error."""

    unnamed: AnonymousSourceRules = AnonymousSourceRules()


@record
class Feeds:
    """How many entries feeds have."""

    limit: Annotated[int, Number(1, 500, whole=True)] = 30


@record
class MenuItem:
    """A link in a menu: a page of this site by its name (`threads`, `latest`, `about`), or another site by address.

    `text` is what readers see; a page of this site has a text of its own.
    """

    page: PlainText | None = None
    text: Annotated[str, Text(1, 40)] | None = None
    url: UrlText | None = None


MenuItems = Annotated[tuple[Annotated[MenuItem, Shorthand("page", "url")], ...], Many()]


@record
class MenuGroup:
    """A group of links in the footer, under a title."""

    links: MenuItems
    title: PlainText = ""


ColourValue = Annotated[str, Colour()]


@record
class Logo:
    """The logo in place of the site's name, in light and in dark mode: files in `static/`."""

    light: PlainText
    dark: PlainText | None = None


@record
class Accent:
    """The colour of links and of whatever stands out. In dark mode a lighter one is used if none is given."""

    light: ColourValue
    dark: ColourValue | None = None


@record
class Font:
    """A font in `static/` (WOFF2). `weight` is one, or the first and the last of a variable font: `100 900`."""

    file: PlainText
    weight: PlainText | None = None
    style: Annotated[str, Choice(("normal", "italic"))] = "normal"


FontFiles = Annotated[tuple[Annotated[Font, Shorthand("file")], ...], Many()]


@record
class Fonts:
    """The fonts of `text` and headlines, and of `labels`: dates, names of sources, menus."""

    text: FontFiles = ()
    labels: FontFiles = ()


class ClosingDay(Date):
    """A date: the last day of a finished timeline."""

    def read(self, value: object) -> EdtfDate:
        if isinstance(value, str) and value.strip().lower() in ("true", "yes", "false", "no"):
            message = f"`closed` is the last day of a finished timeline, not `{value.strip()}`"
            refuse("E07", message, "write that day, as in `2022-03-18`; while the timeline is running, delete the line")
        return super().read(value)


@record
class SiteRecord:
    """The settings of the site.

    `closed` is the last day of a finished timeline: pages and checks no longer change with the date after it.
    `id` is the prefix of the ids in feeds and must never change: a domain or email address of the desk, and a
    year in which the desk held it (`desk.example.org,2026`). `redirects` lead from old addresses to new ones, as in
    `/places/kiev/: /places/kyiv/`. With `demonstration` every page says that the site is a demonstration. `nav` is the
    main navigation and `footer` has the groups of links at the foot, each in its order, instead of the usual ones.
    `logo`, `accent` and `fonts` are the site's own look.
    """

    title: Annotated[str, Text(1, 80)]
    base_url: UrlText
    id: PlainText | None = None
    description: PlainText = ""
    language: PlainText = "en"
    languages: Annotated[tuple[PlainText, ...], Many(words=True)] = ()
    timezone: PlainText = "UTC"
    timezone_label: PlainText | None = None
    day_counter: DayCounter | None = None
    closed: Annotated[EdtfDate, ClosingDay()] | None = None
    demonstration: FlagValue = False
    repository: Annotated[str, Choice(("public", "private"))] = "private"
    licence: PlainText | None = None
    units: Annotated[str, Choice(("metric", "imperial"))] = "metric"
    publisher: Publisher | None = None
    checks: Checks = Checks()
    desk: DeskRules = DeskRules()
    feeds: Feeds = Feeds()
    redirects: dict[str, PlainText] | None = None
    nav: MenuItems = ()
    footer: Annotated[tuple[MenuGroup, ...], Many()] = ()
    logo: Annotated[Logo, Shorthand("light")] | None = None
    accent: Annotated[Accent, Shorthand("light")] | None = None
    fonts: Fonts = Fonts()
    social_cards: Annotated[str, Choice(("all", "key", "days", "none"))] = "key"
