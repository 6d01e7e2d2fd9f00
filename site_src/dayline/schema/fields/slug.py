"""Slugs: the parts of addresses."""

import re

from dayline.schema.fields.field_type import FieldType, expect_text, refuse

EMPTY_SLUG = "name"
"""The slug of a text without a letter or digit."""
LONG_SLUG = 60
"""Characters beyond which a slug gets a warning (W64)."""
MAX_SLUG = 200
"""The most characters of a slug: file names end at 255 bytes on most systems, and files get endings."""
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ"))


class Slug(FieldType):
    """Lower-case letters, digits and single hyphens, at most 200 characters; more than 60 get a warning (W64)."""

    def read(self, value: object) -> str:
        slug = expect_text(value, "a short name")
        if not is_slug(slug):
            refuse("E03", f"`{slug}` can't be part of an address", f"write it as `{as_slug(slug)}`")
        return slug


def is_slug(text: str) -> bool:
    """Whether a text can be a part of an address."""
    return len(text) <= MAX_SLUG and SLUG.fullmatch(text) is not None


def as_slug(text: str) -> str:
    """A text as a slug of at most 60 characters: letters transliterated to ASCII, apostrophes removed."""
    from anyascii import anyascii

    plain = anyascii(text.translate(_APOSTROPHES)).lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONG_SLUG].strip("-") or EMPTY_SLUG
