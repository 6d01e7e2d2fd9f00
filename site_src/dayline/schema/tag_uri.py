"""The prefix of feed ids: authority and date of a tag URI (RFC 4151)."""

import re
from contextlib import suppress
from datetime import date
from urllib.parse import quote, urlsplit

YEAR = 2020
"""The year in the prefix of sites without an `id`, which must never change."""
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_AUTHORITY = rf"(?:[A-Za-z0-9._-]+@)?{_NAME}(?:\.{_NAME})*"
_DATE = r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?"
_SPECIFIC = r"(?::(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})+)?"
_PREFIX = re.compile(_AUTHORITY + "," + _DATE + _SPECIFIC, re.ASCII)


def is_prefix(text: str) -> bool:
    """Whether tag URIs can begin with a text: `desk.example.org,2026`, or `desk.example.org,2026:flood`.

    The authority is a domain or an email address, the date a year, month or day. What follows the colon tells apart
    several sites of one desk.
    """
    prefix = _PREFIX.fullmatch(text)
    if prefix is None:
        return False
    try:
        date(int(prefix[1]), int(prefix[2] or 1), int(prefix[3] or 1))
    except ValueError:
        return False
    return True


def default_prefix(base_url: str, year: int = YEAR) -> str:
    """The prefix for a site without an `id`: its host, a year, and the path of its base address."""
    parts = urlsplit(base_url)
    path = quote(parts.path.strip("/"), safe="/%")
    return f"{_host(parts.hostname or '')},{year}" + (f":{path}" if path else "")


def _host(text: str) -> str:
    with suppress(UnicodeError):  # not a DNS name: only the characters that a DNS name can have are kept
        text = text.encode("idna").decode()
    labels = (re.sub(r"[^a-z0-9-]+", "-", label).strip("-") for label in text.lower().split("."))
    return ".".join(filter(None, labels)) or "localhost"
