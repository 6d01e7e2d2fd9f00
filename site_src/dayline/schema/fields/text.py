"""Field types for text: plain, and Markdown."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dayline.schema.fields.field_type import FieldType, expect_text, refuse, refuse_parts
from dayline.schema.forbidden import in_markdown, in_plain_text
from dayline.schema.frozen import frozen

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

MAX_TEXT = 60_000
"""The most characters that any text may have."""


@frozen
class Text(FieldType):
    """Text without HTML; fewer characters than `min_length` or more than `max_length` get a warning (W64)."""

    min_length: int = 1
    max_length: int = MAX_TEXT

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], "CoreSchema"]) -> "CoreSchema":
        from pydantic_core import core_schema

        text = core_schema.str_schema(
            strict=True, min_length=min(1, self.min_length), max_length=MAX_TEXT, strip_whitespace=True
        )
        return core_schema.no_info_after_validator_function(self, text)

    def read(self, value: object) -> str:
        text = str(value)
        refuse_parts(in_plain_text(text))
        return _filled_in(text)


def _filled_in(text: str) -> str:
    """A text, refused if it is still the `…` of an example."""
    if text in ("…", "..."):
        refuse("E04", f"the text is still the placeholder `{text}`", "replace it with the real text")
    return text


@frozen
class Inline(Text):
    """One paragraph of Markdown."""

    def read(self, value: object) -> str:
        text = str(value)
        refuse_parts(in_markdown(text))
        return _filled_in(text)


@frozen
class InlineOrId(Inline):
    """The id of a record of some `kind`, or one paragraph of Markdown if no such record has that id."""

    kind: str = ""


@frozen
class Prose(Inline):
    """Markdown with paragraphs and lists."""


@frozen
class Body(FieldType):
    """The Markdown after a front matter."""

    def read(self, value: object) -> str:
        text = expect_text(value, "text")
        if len(text) > MAX_TEXT:
            refuse("E06", f"the text has {len(text):,} characters, more than {MAX_TEXT:,}", "split it, or shorten it")
        refuse_parts(in_markdown(text))
        return text
