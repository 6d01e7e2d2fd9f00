"""Types of command-line options: moments, addresses and host names."""

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from dayline.lazy import lazy
from dayline.patterns import lazy_pattern

if TYPE_CHECKING:
    from dayline.commands.option_checks import setting_mistake
else:
    setting_mistake = lazy("commands.option_checks:setting_mistake")

_DAY = lazy_pattern(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = lazy_pattern(_DAY.pattern + r"(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_YEARS = (1000, 9998)  # as in the EDTF profile: so that every date has a day before and after it
_HOST = lazy_pattern(r"(\*(?=\.[^.]+\.[^.])\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?", re.IGNORECASE)


class Moment(click.ParamType):  # type: ignore[type-arg]
    """A date, optionally with a time and an offset (ISO 8601)."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        moment = _moment(value)
        if moment is None:
            self.fail(
                f"`{value}` is not a date and time; write it as 2022-03-14T18:00 or 2022-03-14T18:00+02:00.",
                param,
                ctx,
            )
        if not _YEARS[0] <= moment.year <= _YEARS[1]:
            self.fail(f"the year {moment.year:04} is out of range; write a year from 1000 to 9998.", param, ctx)
        return moment


class PastMoment(Moment):
    """A moment; a date without a time means the end of that day."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        moment = super().convert(value, param, ctx)
        return moment.replace(hour=23, minute=59) if _DAY.fullmatch(value) else moment


class Address(click.ParamType):  # type: ignore[type-arg]
    """The URL of a site's root."""

    name = "address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if mistake := setting_mistake("base_url", value):
            self.fail(mistake, param, ctx)
        return str(value)


class HostName(click.ParamType):  # type: ignore[type-arg]
    """A host name without protocol and port; `*.example.org` stands for all subdomains."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not _HOST.fullmatch(value):
            name = _host_in(value)
            help = f"write `{name}`" if name else "write it as preview.example.org or *.example.org"
            self.fail(f"`{value}` is not a host name; {help}.", param, ctx)
        return str(value)


def _moment(text: str) -> datetime | None:
    """The moment written as a text, as in content files; `schema` is not used because it is slow to load."""
    try:
        return datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        return None


def _host_in(address: str) -> str:
    """The host name in a URL or before a port; empty if there is none."""
    try:
        name = urlsplit(address if "://" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return name if _HOST.fullmatch(name) else ""
