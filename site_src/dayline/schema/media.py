"""Pictures: their description in the YAML file next to them, and the properties of the image."""

import re
from dataclasses import dataclass
from typing import Annotated

from dayline.schema.event import Warnings
from dayline.schema.fields import (
    PLAIN_URL,
    DateValue,
    FieldType,
    FlagValue,
    InlineText,
    Number,
    PlainText,
    Shorthand,
    Text,
    refuse,
)
from dayline.schema.ids import Actors, PlaceId, ReferenceId
from dayline.schema.record import Changes, record
from dayline.schema.sourcing import Verification
from dayline.words import N_, gettext

_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(1\.0|2\.0|2\.5|3\.0|4\.0)")
_OTHER_LICENCES = {
    "CC0-1.0": "CC0", "CC-PDDC": N_("Public domain"), "PDDL-1.0": "PDDL", "ODbL-1.0": "ODbL",
    "OGL-UK-3.0": "OGL UK 3.0",
    "DL-DE-BY-2.0": "DL-DE-BY 2.0", "etalab-2.0": "Etalab 2.0", "GFDL-1.3-or-later": "GFDL", "MIT": "MIT",
}  # fmt: skip
_PERMISSION = "permission:"
_Pixels = Annotated[int, Number(1, 1_000_000, whole=True)]


class Licence(FieldType):
    """The terms under which a picture may be shown: an SPDX id, an address, or `permission: …`."""

    def read(self, value: object) -> str:
        text = value.strip() if isinstance(value, str) else ""
        is_permission = text.removeprefix(_PERMISSION).strip() not in ("", text)
        if not (is_spdx(text) or PLAIN_URL.fullmatch(text) or is_permission):
            message = f"`{text}` does not say under what terms the picture may be shown"
            refuse("E25", message if text else "`licence` is empty", _licence_help(text))
        return text


def _licence_help(text: str) -> str:
    """The help for an unknown licence; a version is never guessed, because each has different terms."""
    names = (_as_spdx(text), _as_spdx(f"CC {text}"))
    if id := next((name for name in names if is_spdx(name)), ""):
        return f"write it as `{id}`"
    if id := next((name for name in names if is_spdx(f"{name}-4.0")), ""):
        older = ", ".join(f"`{id}-{version}`" for version in ("2.0", "3.0"))
        return f"look up its version at the picture’s source, and write {older} or `{id}-4.0`"
    permission = '`"permission: who gave it, and when"`'
    return f"write the licence that the owner names, with its version, or the address of the terms, or {permission}"


def is_spdx(text: str) -> bool:
    """Whether a text is the SPDX id of a licence that pictures may have."""
    return text in _OTHER_LICENCES or _CREATIVE_COMMONS.fullmatch(text) is not None


def licence_name(text: str) -> str:
    """The short name of a licence, as readers know it: `CC BY 4.0`."""
    licence = _CREATIVE_COMMONS.fullmatch(text)
    if licence:
        return f"CC {licence[1]} {licence[2]}"
    return gettext(_OTHER_LICENCES[text]) if text in _OTHER_LICENCES else text


def licence_url(text: str) -> str:
    """The address of the terms of a licence; empty for a permission."""
    licence = _CREATIVE_COMMONS.fullmatch(text)
    if licence:
        return f"https://creativecommons.org/licenses/{licence[1].lower()}/{licence[2]}/"
    if text == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return f"https://spdx.org/licenses/{text}.html" if text in _OTHER_LICENCES else text if "://" in text else ""


@record
class Provenance:
    """The C2PA manifest that `dayline clean-media` removed from a picture."""

    sha256: PlainText
    issuer: PlainText | None = None


@record
class MediaRecord:
    """The description of a picture, in a file next to it; `alt` may be left out only with `decorative: true`."""

    alt: Annotated[str, Text(0)] | None = None
    credit: PlainText
    licence: Annotated[str, Licence()]
    decorative: FlagValue = False
    caption: InlineText | None = None
    source: ReferenceId | None = None
    taken: DateValue | None = None
    place: PlaceId | None = None
    people: Actors = ()
    consent: PlainText | None = None
    content_warning: Warnings = ()
    sha256: PlainText | None = None
    width: _Pixels | None = None
    height: _Pixels | None = None
    provenance: Provenance | None = None
    verification: Annotated[Verification, Shorthand("status")] | None = None
    changes: Changes = ()


@dataclass(frozen=True, kw_only=True)
class PictureRecord:
    """The properties of an image file: format, width and height in pixels as shown, and the SHA-256 of its bytes."""

    format: str
    width: int
    height: int
    sha256: str


def _as_spdx(text: str) -> str:
    """A guess at the SPDX id for a licence's name, which may be no valid id."""
    words = re.findall(r"[A-Z]+0?(?![0-9.])|[0-9]\.[0-9]|CC0", text.upper())
    return "CC0-1.0" if words[:1] == ["CC0"] else "-".join(words)
