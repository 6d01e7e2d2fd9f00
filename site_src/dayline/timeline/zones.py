"""Time zones, and the moment for which a site is built."""

import re
from datetime import date, datetime, time, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

_REVERSED = re.compile(r"Etc/GMT[+-][1-9]")


@lru_cache(256)
def zone(name: str) -> tzinfo | None:
    """The time zone of an IANA name, or None; `Etc/GMT+2` is refused, because it means two hours behind UTC."""
    try:
        return ZoneInfo(name) if ("/" in name and not _REVERSED.match(name)) or name == "UTC" else None
    except (ValueError, OSError, KeyError):
        return None


def build_moment(closed: date | None, now: datetime, site_zone: tzinfo) -> datetime:
    """The moment to build for, in the site's time zone; never after the last day of a closed timeline."""
    moment = now.astimezone(site_zone) if now.tzinfo else now.replace(tzinfo=site_zone)
    return min(moment, datetime.combine(closed, time(23, 59), site_zone)) if closed else moment
