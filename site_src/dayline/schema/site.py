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
    Ref,
    Text,
    UrlText,
    refuse,
)
from dayline.schema.record import record
from dayline.schema.vocabulary import CLAIM_KINDS


@record
class DayCounter:
    """How days are numbered: `Day {n}`, counted from `day_one`."""

    label: PlainText
    day_one: DateValue


@record
class Policies:
    """Which pages say how the desk works."""

    corrections: Annotated[str, Ref("page")] | None = None
    verification: Annotated[str, Ref("page")] | None = None
    unnamed_sources: Annotated[str, Ref("page")] | None = None
    ethics: Annotated[str, Ref("page")] | None = None
    feedback: Annotated[str, Ref("page")] | None = None


@record
class Publisher:
    """Who answers for the site."""

    name: PlainText
    contact: UrlText | None = None
    corrections: UrlText | None = None
    policies: Policies = Policies()
    ownership: PlainText | None = None


@record
class Checks:
    """Limits that a desk may set for itself."""

    overdue_plan_hours: Annotated[int, Number(0, 10000, whole=True)] = 36
    late_arrival_days: Annotated[int, Number(0, 1000, whole=True)] = 1
    max_highlights: Annotated[int, Number(1, 50, whole=True)] = 7
    unverified_days: Annotated[int, Number(0, 1000, whole=True)] = 7
    quiet_thread_days: Annotated[int, Number(0, 10000, whole=True)] = 21


@record
class UnnamedRules:
    """What the desk asks of sources that are not named; a description and a reason must always be there.

    `vague` are descriptions that say too little, `reason: required` refuses `not given`, `origins` are the
    independent origins that an item with such a source needs to be more than `unverified`, or a day's lead,
    and `not_for` are kinds of claims that nobody may make without a name.
    """

    vague: Annotated[tuple[PlainText, ...], Many(short=True)] = ()
    reason: Annotated[str, Choice(("required", "any"))] = "any"
    origins: Annotated[int, Number(0, 20, whole=True)] = 0
    not_for: Annotated[tuple[Annotated[str, Choice(tuple(CLAIM_KINDS))], ...], Many(short=True)] = ()


@record
class DeskRules:
    """Rules of the desk's own, which are enforced as errors."""

    unnamed: UnnamedRules = UnnamedRules()


@record
class Feeds:
    """How long feeds are."""

    limit: Annotated[int, Number(1, 500, whole=True)] = 30


class ClosingDay(Date):
    """The last day of a finished timeline."""

    def read(self, value: object) -> EdtfDate:
        if isinstance(value, str) and value.strip().lower() in ("true", "yes", "false", "no"):
            message = f"`closed` is the last day of a finished timeline, not `{value.strip()}`"
            refuse("E07", message, "write that day, as in `2022-03-18`; take the line out while the timeline goes on")
        return super().read(value)


Redirects = dict[str, PlainText]


@record
class SiteRecord:
    """The settings; `closed` is the last day of a finished timeline, where its pages and checks stand still.

    `id` is what the ids in feeds begin with and never changes: a domain or e-mail address of the desk's, and a year
    in which it was (`desk.example.org,2026`). `redirects` lead from old addresses to new ones, as in
    `/places/kiev/: /places/kyiv/`. With `demonstration` every page says that it is one.
    """

    title: Annotated[str, Text(1, 80)]
    base_url: UrlText
    id: PlainText | None = None
    description: PlainText = ""
    language: PlainText = "en"
    languages: Annotated[tuple[PlainText, ...], Many(short=True)] = ()
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
    redirects: Redirects | None = None
    social_cards: Annotated[str, Choice(("all", "key", "days", "none"))] = "key"
