"""Pictures: what the file beside one says of it, and what it is by itself (content model 3.11)."""

import re
from dataclasses import dataclass
from typing import Annotated

from dayline.patterns import lazy_pattern
from dayline.schema.event import Actors, PlaceId, Verification, Warnings
from dayline.schema.fields import (
    PLAIN_URL,
    DateValue,
    FieldType,
    FlagValue,
    InlineText,
    Number,
    PlainText,
    Ref,
    Short,
    Text,
    refuse,
)
from dayline.schema.record import Changes, record
from dayline.words import N_, gettext

_CREATIVE_COMMONS = lazy_pattern(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(1\.0|2\.0|2\.5|3\.0|4\.0)")
OTHERS = {
    "CC0-1.0": "CC0", "CC-PDDC": N_("Public domain"), "PDDL-1.0": "PDDL", "ODbL-1.0": "ODbL",
    "OGL-UK-3.0": "OGL UK 3.0",
    "DL-DE-BY-2.0": "DL-DE-BY 2.0", "etalab-2.0": "Etalab 2.0", "GFDL-1.3-or-later": "GFDL", "MIT": "MIT",
}  # fmt: skip
PERMISSION = "permission:"
Pixels = Annotated[int, Number(1, 1_000_000, whole=True)]


class Licence(FieldType):
    """On what terms a picture may be shown: an SPDX id, an address, or `permission: …`."""

    label = "a licence"

    def read(self, value: object) -> str:
        text = value.strip() if isinstance(value, str) else ""
        is_permission = text.removeprefix(PERMISSION).strip() not in ("", text)
        if not (is_spdx(text) or PLAIN_URL.fullmatch(text) or is_permission):
            message = f"`{text}` does not say on what terms the picture may be shown" if text else "`licence` is empty"
            refuse("E25", message, _licence_help(text))
        return text


def _licence_help(text: str) -> str:
    """What to write instead; a version is not guessed, since each has terms of its own."""
    names = (_as_spdx(text), _as_spdx(f"CC {text}"))
    if near := next((id for id in names if is_spdx(id)), ""):
        return f"write it as `{near}`"
    if name := next((id for id in names if is_spdx(f"{id}-4.0")), ""):
        found = ", ".join(f"`{name}-{version}`" for version in ("2.0", "3.0"))
        return f"look up its version at the picture’s source, and write {found} or `{name}-4.0`"
    permission = '`"permission: who gave it, and when"`'
    return f"write the licence that the owner names, with its version, or the address of the terms, or {permission}"


def is_spdx(text: str) -> bool:
    """Whether a text is the SPDX id of a licence that pictures come under."""
    return text in OTHERS or _CREATIVE_COMMONS.fullmatch(text) is not None


def licence_name(text: str) -> str:
    """A licence as readers know it: `CC BY 4.0`."""
    found = _CREATIVE_COMMONS.fullmatch(text)
    return f"CC {found[1]} {found[2]}" if found else gettext(OTHERS[text]) if text in OTHERS else text


def licence_url(text: str) -> str:
    """Where the terms of a licence can be read; empty for a permission."""
    found = _CREATIVE_COMMONS.fullmatch(text)
    if found:
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    if text == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return f"https://spdx.org/licenses/{text}.html" if text in OTHERS else text if "://" in text else ""


@record
class Provenance:
    """The C2PA manifest that a picture came with and that was taken out of it, as `clean-media` notes it."""

    sha256: PlainText
    issuer: PlainText | None = None


@record
class MediaRecord:
    """What is said of a picture, in a file beside it; `alt` may be left out only with `decorative: true`."""

    alt: Annotated[str, Text(0)] | None = None
    credit: PlainText
    licence: Annotated[str, Licence()]
    decorative: FlagValue = False
    caption: InlineText | None = None
    source: Annotated[str, Ref("reference")] | None = None
    taken: DateValue | None = None
    place: PlaceId | None = None
    people: Actors = ()
    consent: PlainText | None = None
    content_warning: Warnings = ()
    sha256: PlainText | None = None
    width: Pixels | None = None
    height: Pixels | None = None
    provenance: Provenance | None = None
    verification: Annotated[Verification, Short("status")] | None = None
    changes: Changes = ()


@dataclass(frozen=True, kw_only=True)
class PictureRecord:
    """What a picture's file is: its format, its sides in pixels as it is shown, and the SHA-256 of its bytes."""

    format: str
    width: int
    height: int
    sha256: str


def _as_spdx(text: str) -> str:
    """A licence's name written as SPDX does, as far as it can be guessed."""
    words = re.findall(r"[A-Z]+0?(?![0-9.])|[0-9]\.[0-9]|CC0", text.upper())
    return "CC0-1.0" if words[:1] == ["CC0"] else "-".join(words)
