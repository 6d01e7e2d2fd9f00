"""Field types for single values: words, ids, dates, times and numbers."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dayline.edtf import EdtfDate, EdtfError
from dayline.edtf import parse as parse_edtf
from dayline.schema import hints
from dayline.schema.clock import AsOf, ClockTime, parse_clock, parse_moment
from dayline.schema.fields.field_type import FieldType, expect_text, refuse
from dayline.schema.frozen import frozen
from dayline.schema.thousands import read_decimal

if TYPE_CHECKING:
    from datetime import datetime

    from pydantic_core import CoreSchema

_DAY_AND_MORE = re.compile(r"\d{4}-\d\d-\d\d[T ]\s*\S", re.ASCII)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?", re.ASCII)


@frozen
class Choice(FieldType):
    """One word of a fixed vocabulary."""

    words: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], "CoreSchema"]) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.literal_schema(list(self.words))


@frozen
class Ref(FieldType):
    """The id of another record of some `kind` (actor, place, event, claim …); E09 if there is no such record."""

    kind: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], "CoreSchema"]) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.str_schema(strict=True, min_length=1)


class Date(FieldType):
    """A date of the EDTF profile (ISO 8601-2) that `dayline.edtf` describes."""

    def read(self, value: object) -> EdtfDate:
        try:
            return parse_edtf(expect_text(value, "a date"))
        except EdtfError as error:
            refuse("E07", error.message, error.help)


class Clock(FieldType):
    """A clock time, two of them, or a part of the day."""

    def read(self, value: object) -> ClockTime:
        text = expect_text(value, "a time")
        clock = parse_clock(text)
        if clock is None:
            refuse("E08", f"`{text}` is not a time", hints.time_hint(text))
        return clock


class Moment(FieldType):
    """A local date and time (`2022-03-14T23:59`), with an offset only where the field asks for one."""

    def read(self, value: object) -> "datetime":
        text = expect_text(value, "a date with a time")
        moment = parse_moment(text)
        if moment is None:
            refuse("E08", f"`{text}` is not a date with a time", hints.moment_hint(text))
        return moment


class DateOrMoment(FieldType):
    """A date of the EDTF profile, or one day with a local clock time (`2024-09-14T06:00`)."""

    def read(self, value: object) -> AsOf:
        text = expect_text(value, "a date, or a date with a time")
        moment = parse_moment(text)
        if moment is None and (":" in text or _DAY_AND_MORE.match(text)):
            refuse("E08", *hints.as_of_problem(text))
        if moment is None:
            return AsOf(Date().read(text))
        if moment.tzinfo:
            help = "write the time of day where the event was, without an offset, as in `2024-09-14T06:00`"
            refuse("E08", f"`{text}` has an offset from UTC", help)
        return AsOf(Date().read(text[:10]), moment.hour * 60 + moment.minute)


class Flag(FieldType):
    """`true` or `false`."""

    def read(self, value: object) -> bool:
        text = expect_text(value, "`true` or `false`")
        if text not in ("true", "false"):
            refuse("E06", f"`{text}` is neither `true` nor `false`", "write `true` or `false`")
        return text == "true"


@frozen
class Number(FieldType):
    """A decimal number, or a whole one, from `minimum` to `maximum`."""

    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False

    def read(self, value: object) -> int | float:
        text = expect_text(value, "a number")
        if not _NUMBER.fullmatch(text) or (self.whole and "." in text):
            noun = "a whole number" if self.whole else "a number"
            refuse("E06", f"`{text}` is not {noun}", hints.number_hint(text, whole=self.whole))
        number = read_decimal(text, text) if "." in text else int(text)
        is_low = self.minimum is not None and number < self.minimum
        is_high = self.maximum is not None and number > self.maximum
        if is_low or is_high:
            refuse("E06", f"`{text}` is out of range", f"write a number from {self.minimum} to {self.maximum}")
        return number


class Coordinate(FieldType):
    """Decimal degrees, kept as text: the number of decimals shows how exact they are."""

    def read(self, value: object) -> str:
        text = expect_text(value, "a number")
        if not _NUMBER.fullmatch(text):
            refuse("E06", f"`{text}` is not a coordinate", hints.coordinate_hint(text))
        return text
