"""Web and email addresses."""

import re

from dayline.schema import hints
from dayline.schema.characters import HIDDEN
from dayline.schema.fields.field_type import FieldType, expect_text, refuse

PLAIN_URL = re.compile(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?:[/?#][!#-;=?-\[\]_a-z~]*)?", re.ASCII)
"""Addresses that are certainly valid, which need no closer look."""
_MAX_LENGTH = 2000
_UNENCODED = re.compile(r"[\^`{|}]")  # accepted by browsers (WHATWG URL), but not by RFC 3986
_ODD_HOST = re.compile(rf"https?://[^/?#]*{_UNENCODED.pattern}")
_HOST = re.compile(r"mailto:[^@/]+@|https?://[^/@?#\[\]^`{|}]+(?:[/?#]|\Z)")
_LOGIN = re.compile(r"(https?://)[^/?#\\]*@")
_SCHEMES = ("https://", "http://", "mailto:")


class Url(FieldType):
    """An absolute `http`, `https` or `mailto` address, percent-encoded as browsers send it (`|` becomes `%7C`)."""

    def read(self, value: object) -> str:
        url = expect_text(value, "an address")
        if several := hints.split_addresses(url):
            message = f"there are {len(several)} addresses here, and a link can have only one"
            refuse("E28", message, f"keep one, such as `{several[0]}`, and add another entry for each of the others")
        if len(url) <= _MAX_LENGTH and PLAIN_URL.fullmatch(url):
            return url
        if not url.startswith(_SCHEMES):
            refuse("E28", f"`{url}` is not a web or email address", hints.address_hint(url))
        if _LOGIN.match(url):
            _refuse_login(url)
        if not _is_valid(url):
            help = hints.address_hint(url, encode=not _ODD_HOST.match(url))
            refuse("E28", f"`{url}` is not a valid address", help)
        return _UNENCODED.sub(lambda character: f"%{ord(character[0]):02X}", url)


def _refuse_login(url: str) -> None:
    without = _LOGIN.sub(r"\1", url)
    help = f"write `{without}`" if _is_valid(without) else "remove the user name, the password and the `@`"
    refuse("E28", "the address contains a user name or password", help)


def _is_valid(url: str) -> bool:
    return (
        len(url) <= _MAX_LENGTH
        and not re.search(r"[\s<>\"\\]", url)
        and HIDDEN.isdisjoint(url)
        and _HOST.match(url) is not None
        and _has_valid_port(url)
    )


def _has_valid_port(url: str) -> bool:
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False
