"""The field types that the records' annotations carry.

Each is metadata for `typing.Annotated`. pydantic asks it for a validator, the JSON Schema export for
a schema, and the rules for the ids that a record points to; a record itself needs none of them to
be held, loaded or shown, so nothing here imports pydantic at the top.
"""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

from dayline.edtf import EdtfDate, EdtfError
from dayline.edtf import parse as parse_edtf
from dayline.schema import hints
from dayline.schema.characters import HIDDEN, meant, odd
from dayline.schema.clock import ClockTime, parse_clock, parse_moment
from dayline.schema.forbidden import Wrong, in_markdown, in_words
from dayline.schema.frozen import frozen
from dayline.schema.hints import LIST_MARK
from dayline.schema.thousands import read_decimal

if TYPE_CHECKING:
    from datetime import datetime

    from pydantic_core import CoreSchema

NO_SLUG = "name"
LONG_NAME = 60  # characters of one part of an address from which on it gets a warning
LONGEST_NAME = 200  # of these at most: file systems end at 255, and files get endings
LONGEST_TEXT = 60_000
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?", re.ASCII)
PLAIN_URL = re.compile(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?:[/?#][!#-;=?-\[\]_a-z~]*)?", re.ASCII)
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ"))
_BARE = re.compile(r"[\^`{|}]")  # what browsers accept in an address and standards don't (WHATWG URL, RFC 3986)
_ODD_HOST = re.compile(rf"https?://[^/?#]*{_BARE.pattern}")
_SCHEMES = ("https://", "http://", "mailto:")


def refuse(code: str, message: str, help: str = "") -> NoReturn:
    """Say what is wrong with a value, in the words the editor will read."""
    from pydantic_core import PydanticCustomError

    raise PydanticCustomError("dayline", "{message}", {"code": code, "message": message, "help": help})


def _refuse_all(wrong: Iterable[Wrong]) -> None:
    """Say everything that may not be in a text, each at its own part."""
    if found := tuple(wrong):
        from pydantic_core import PydanticCustomError

        raise PydanticCustomError("dayline", "{message}", {"code": "E28", "message": found[0].message, "wrong": found})


@frozen
class FieldType:
    """A type of field whose values are read by a function of the text as written."""

    label = "text"

    def read(self, value: object) -> object:
        raise NotImplementedError

    def __call__(self, value: object) -> object:
        """What is read: a validator that is kept names this class, where a method or a function would be code.

        Where only characters that can't be told from others are wrong, these are named.
        """
        try:
            return self.read(value)
        except ValueError as error:
            self._explain(value, error)
            raise

    def _explain(self, value: object, error: ValueError) -> None:
        """Say which character is not what it looks like, if without such ones the value is right."""
        plain = meant(value) if isinstance(value, str) else value
        if plain == value:
            return
        try:
            self.read(plain)
        except ValueError:
            return
        code = getattr(error, "context", {}).get("code", "E06")
        refuse(code, f"`{value}` holds {odd(str(value))}", f"write `{plain}`")

    def json_schema(self) -> dict[str, Any]:
        """What an editor's tool may know of this field (JSON Schema, draft-07)."""
        return {"type": "string"}

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], "CoreSchema"]) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self)


def _text(value: object, label: str) -> str:
    """The value, if it is text."""
    if not isinstance(value, str):
        refuse("E06", f"this should be {label}, not a {'list' if isinstance(value, list) else 'group of fields'}")
    return value


@frozen
class Text(FieldType):
    """Text without HTML; of fewer than `least` or more than `most` characters it gets a warning (W64)."""

    least: int = 1
    most: int = LONGEST_TEXT

    @property
    def best(self) -> str:
        """How many characters are good style, in words; nothing where any number is."""
        if self.most == LONGEST_TEXT:
            return ""
        return f"{self.least}–{self.most} characters" if self.least > 1 else f"at most {self.most:,} characters"

    def json_schema(self) -> dict[str, Any]:
        """A schema with the limits of what is an error: who writes has no use for a red line under a long text."""
        advice = {"description": f"ideally {self.best}"} if self.best else {}
        return {"type": "string", "minLength": min(1, self.least), **advice}

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], "CoreSchema"]) -> "CoreSchema":
        from pydantic_core import core_schema

        text = core_schema.str_schema(
            strict=True, min_length=min(1, self.least), max_length=LONGEST_TEXT, strip_whitespace=True
        )
        return core_schema.no_info_after_validator_function(self, text)

    def read(self, value: object) -> str:
        text = str(value)
        _refuse_all(in_words(text))
        return _filled_in(text)


def _filled_in(text: str) -> str:
    """A text, if it is not still the `…` of an example."""
    if text in ("…", "..."):
        refuse("E04", f"the text is still the `{text}` of an example", "write what belongs here")
    return text


@frozen
class Inline(Text):
    """One paragraph of Markdown."""

    def read(self, value: object) -> str:
        text = str(value)
        _refuse_all(in_markdown(text))
        return _filled_in(text)


@frozen
class InlineOrId(Inline):
    """The id of another record (`kind`), or one paragraph of Markdown where no record has it as its id."""

    kind: str = ""


@frozen
class Prose(Inline):
    """Markdown with paragraphs and lists."""


@frozen
class Body(FieldType):
    """The Markdown after a front matter."""

    def read(self, value: object) -> str:
        text = _text(value, "text")
        if len(text) > LONGEST_TEXT:
            message = f"the text has {len(text):,} characters, more than {LONGEST_TEXT:,}"
            refuse("E06", message, "split it, or shorten it")
        _refuse_all(in_markdown(text))
        return text


@frozen
class Choice(FieldType):
    """One word of a fixed vocabulary."""

    words: tuple[str, ...]

    def json_schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], "CoreSchema"]) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.literal_schema(list(self.words))


@frozen
class Ref(FieldType):
    """The id of another record (`kind`: actor, place, event, claim …); E09 if there is none."""

    kind: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], "CoreSchema"]) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.str_schema(strict=True, min_length=1)


def is_slug(text: str) -> bool:
    """Whether a text can be a part of an address."""
    return len(text) <= LONGEST_NAME and SLUG.fullmatch(text) is not None


class Slug(FieldType):
    """Lower-case letters, digits and single hyphens, at most 200 characters; more than 60 get a warning (W64)."""

    def read(self, value: object) -> str:
        slug = _text(value, "a short name")
        if not is_slug(slug):
            refuse("E03", f"`{slug}` can't be part of an address", f"write it as `{as_slug(slug)}`")
        return slug

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": LONGEST_NAME}


class Date(FieldType):
    """A date of the EDTF profile (ISO 8601-2)."""

    def read(self, value: object) -> EdtfDate:
        try:
            return parse_edtf(_text(value, "a date"))
        except EdtfError as error:
            refuse("E07", error.message, error.help)


class Clock(FieldType):
    """A clock time, two of them, or a part of the day."""

    def read(self, value: object) -> ClockTime:
        text = _text(value, "a time")
        clock = parse_clock(text)
        if clock is None:
            refuse("E08", f"`{text}` is not a time", hints.of_time(text))
        return clock


class Moment(FieldType):
    """A local date and time (`2022-03-14T23:59`), with an offset only where the field asks for one."""

    def read(self, value: object) -> "datetime":
        text = _text(value, "a date with a time")
        moment = parse_moment(text)
        if moment is None:
            refuse("E08", f"`{text}` is not a date with a time", hints.of_moment(text))
        return moment


class Flag(FieldType):
    """`true` or `false`."""

    def read(self, value: object) -> bool:
        text = _text(value, "`true` or `false`")
        if text not in ("true", "false"):
            refuse("E06", f"`{text}` is neither `true` nor `false`", "write `true` or `false`")
        return text == "true"

    def json_schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@frozen
class Number(FieldType):
    """A whole number or a decimal with a point, within limits."""

    least: float | None = None
    most: float | None = None
    whole: bool = False

    def read(self, value: object) -> int | float:
        text = _text(value, "a number")
        if not _NUMBER.fullmatch(text) or (self.whole and "." in text):
            kind = "a whole number" if self.whole else "a number"
            refuse("E06", f"`{text}` is not {kind}", hints.of_number(text, whole=self.whole))
        number = read_decimal(text, text) if "." in text else int(text)
        if (self.least is not None and number < self.least) or (self.most is not None and number > self.most):
            refuse("E06", f"`{text}` is out of range", f"write a number from {self.least} to {self.most}")
        return number

    def json_schema(self) -> dict[str, Any]:
        limits = {"minimum": self.least, "maximum": self.most}
        return {"type": "integer" if self.whole else "number"} | {k: v for k, v in limits.items() if v is not None}


class Coordinate(FieldType):
    """Decimal degrees as written: how many decimals there are says how exact the place is."""

    def read(self, value: object) -> str:
        text = _text(value, "a number")
        if not _NUMBER.fullmatch(text):
            refuse("E06", f"`{text}` is not a coordinate", hints.of_coordinate(text))
        return text

    def json_schema(self) -> dict[str, Any]:
        return {"type": "number"}


class Url(FieldType):
    """An absolute address that a reader can follow, as browsers send it: `|` and its like are written as `%7C`."""

    def read(self, value: object) -> str:
        url = _text(value, "an address")
        if several := hints.addresses(url):
            message = f"these are {len(several)} addresses, and only one can be followed"
            refuse("E28", message, f"keep one, as in `{several[0]}`; write another entry for each of the others")
        if len(url) <= 2000 and PLAIN_URL.fullmatch(url):
            return url
        if not url.startswith(_SCHEMES):
            refuse(
                "E28",
                f"`{url}` is not an address that readers can follow",
                hints.of_address(url),
            )
        if re.match(r"https?://[^/?#\\]*@", url):
            refuse("E28", "the address has a user name or a password in it", "take out what stands before the `@`")
        if (
            re.search(r"[\s<>\"\\]", url)
            or len(url) > 2000
            or not HIDDEN.isdisjoint(url)
            or not re.match(r"mailto:[^@/]+@|https?://[^/@?#\[\]^`{|}]+(?:[/?#]|\Z)", url)
            or not _can_be_taken_apart(url)
        ):
            refuse("E28", f"`{url}` is not a valid address", hints.of_address(url, spaces=not _ODD_HOST.match(url)))
        return _BARE.sub(lambda found: f"%{ord(found[0]):02X}", url)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uri"}


def _can_be_taken_apart(url: str) -> bool:
    """Whether an address has a host and a port that there can be."""
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


@frozen
class Many(FieldType):
    """A list; a single entry may be written without the list, `short` ones without a comma in them."""

    short: bool = False

    def read(self, value: object) -> object:
        if isinstance(value, str):
            self._refuse_several(value)
        return value if isinstance(value, list) else [value]

    def _explain(self, value: object, error: ValueError) -> None:
        """Says nothing of single characters: a dash that begins an entry is named as one."""

    def _refuse_several(self, text: str) -> None:
        """Refuses several entries that became one text: behind dashes of a word processor, or with commas between."""
        if LIST_MARK.match(text):
            refuse("E06", *hints.of_list_mark(text))
        if self.short and "," in text and "://" not in text:
            refuse("E06", *hints.of_commas(text))

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], "CoreSchema"]) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self, handler(source))


@frozen
class Short(FieldType):
    """A group of fields that may be written as just one of them."""

    field: str
    url_field: str = ""

    def read(self, value: object) -> object:
        if not isinstance(value, str):
            return value
        if self.url_field and (several := hints.addresses(value)):
            lines = ", ".join(f"`- {one}`" for one in several)
            help = f"write `sources:`, and each on a line of its own below it: {lines}"
            refuse("E28", f"these are {len(several)} addresses on one line", help)
        return {self.url_field if self.url_field and ":" in value else self.field: value}

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], "CoreSchema"]) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self, handler(source))


def as_slug(text: str) -> str:
    """The nearest valid slug to a text: letters of other scripts are written in Latin ones, apostrophes left out."""
    from anyascii import anyascii

    plain = anyascii(text.translate(_APOSTROPHES)).lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONG_NAME].strip("-") or NO_SLUG


PlainText = Annotated[str, Text()]
InlineText = Annotated[str, Inline()]
DateValue = Annotated[EdtfDate, Date()]
FlagValue = Annotated[bool, Flag()]
UrlText = Annotated[str, Url()]
SlugText = Annotated[str, Slug()]
