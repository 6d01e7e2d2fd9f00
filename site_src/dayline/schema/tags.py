"""What feed ids begin with: the authority and date of a tag URI (RFC 4151)."""

import re
from contextlib import suppress
from datetime import date
from urllib.parse import quote, urlsplit

YEAR = 2020  # for sites without an `id`: the same for ever, whenever a site begins
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_AUTHORITY = rf"(?:[A-Za-z0-9._-]+@)?{_NAME}(?:\.{_NAME})*"
_DATE = r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?"
_PART = r"(?::(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})+)?"
_ID = re.compile(_AUTHORITY + "," + _DATE + _PART, re.ASCII)


def is_tag_start(text: str) -> bool:
    """Whether tag URIs can begin with a text: `desk.example.org,2026`, of one of several sites with `:flood` after it.

    The authority is a domain or an e-mail address, the date a day, month or year.
    """
    found = _ID.fullmatch(text)
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def derived(base_url: str, year: int = YEAR) -> str:
    """What stands for the `id` of a site that has none: its host, a year, and the path below which it lies there."""
    parts = urlsplit(base_url)
    below = quote(parts.path.strip("/"), safe="/%")
    return f"{_host(parts.hostname or '')},{year}" + (f":{below}" if below else "")


def _host(text: str) -> str:
    with suppress(UnicodeError):  # of what is no name of the DNS, as much as can stand in one
        text = text.encode("idna").decode()
    labels = (re.sub(r"[^a-z0-9-]+", "-", label).strip("-") for label in text.lower().split("."))
    return ".".join(filter(None, labels)) or "localhost"
