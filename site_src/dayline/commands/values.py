"""What may be given to an option: moments, addresses and names of machines."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import click

_HOST = re.compile(r"(\*(?=\.[^.]+\.[^.])\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?", re.IGNORECASE)


class Moment(click.ParamType):  # type: ignore[type-arg]
    """A date, or a date with a time and perhaps an offset (ISO 8601)."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(
                f"`{value}` is not a moment; write it as 2022-03-14T18:00 or 2022-03-14T18:00+02:00.",
                param,
                ctx,
            )
        return moment


class Past(Moment):
    """A moment; of a day alone, its end."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        moment = super().convert(value, param, ctx)
        return moment if len(value) > len("2022-03-14") else moment.replace(hour=23, minute=59)


class Address(click.ParamType):  # type: ignore[type-arg]
    """The address of a site's root."""

    name = "address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not str(value).startswith(("https://", "http://")):
            self.fail(f"`{value}` is not an address; write it as https://example.org/.", param, ctx)
        return str(value)


class HostName(click.ParamType):  # type: ignore[type-arg]
    """The name of a machine, without protocol and port; `*.` and two more parts stand for all names below these."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not _HOST.fullmatch(value):
            name = _named(value)
            wanted = f"write `{name}`" if name else "write it as preview.example.org or *.example.org"
            self.fail(f"`{value}` is not the name of a machine; {wanted}.", param, ctx)
        return str(value)


def _named(address: str) -> str:
    """The name in an address or before a port; empty if there is none."""
    try:
        name = urlsplit(address if "://" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return name if _HOST.fullmatch(name) else ""
