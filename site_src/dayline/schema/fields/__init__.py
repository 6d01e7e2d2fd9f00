"""The field types that the annotations of records carry.

A field type is metadata for `typing.Annotated`: pydantic gets its validator from it, `docs/make_fields.py` its JSON
Schema, and the rules the kind of record that an id refers to. Records can be held, loaded and shown without any of
this, so no module here imports pydantic at the top.
"""

from typing import Annotated

from dayline.edtf import EdtfDate
from dayline.schema.fields.address import PLAIN_URL, Url
from dayline.schema.fields.field_type import FieldType, refuse
from dayline.schema.fields.scalars import Choice, Clock, Coordinate, Date, DateOrMoment, Flag, Moment, Number, Ref
from dayline.schema.fields.shorthand import Many, Shorthand
from dayline.schema.fields.slug import EMPTY_SLUG, LONG_SLUG, MAX_SLUG, SLUG, Slug, as_slug, is_slug
from dayline.schema.fields.text import MAX_TEXT, Body, Inline, InlineOrId, Prose, Text

PlainText = Annotated[str, Text()]
InlineText = Annotated[str, Inline()]
DateValue = Annotated[EdtfDate, Date()]
FlagValue = Annotated[bool, Flag()]
UrlText = Annotated[str, Url()]
SlugText = Annotated[str, Slug()]

__all__ = [
    "EMPTY_SLUG", "LONG_SLUG", "MAX_SLUG", "MAX_TEXT", "PLAIN_URL", "SLUG", "Body", "Choice", "Clock", "Coordinate",
    "Date", "DateOrMoment", "DateValue", "FieldType", "Flag", "FlagValue", "Inline", "InlineOrId", "InlineText", "Many",
    "Moment", "Number", "PlainText", "Prose", "Ref", "Shorthand", "Slug", "SlugText", "Text", "Url", "UrlText",
    "as_slug", "is_slug", "refuse",
]  # fmt: skip
