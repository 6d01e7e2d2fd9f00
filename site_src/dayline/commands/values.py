"""What may be given to an option: moments and addresses."""

from datetime import datetime
from typing import Any

import click


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
