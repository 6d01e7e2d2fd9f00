"""Help for an unknown time zone: a city, by its name or by its distance from UTC."""

import re
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from dayline.patterns import lazy_pattern

_FIXED = lazy_pattern(
    r"(?:Etc/)?(?P<kind>GMT|UTC)?\s*(?P<sign>[+−-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?", re.IGNORECASE
)
_SHORT = {
    "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MET": 60, "CEST": 120, "MEST": 120, "EET": 120, "EEST": 180,
    "MSK": 180, "EST": -300, "EDT": -240, "CDT": -300, "MDT": -360, "MST": -420, "PDT": -420, "PST": -480, "JST": 540,
    "UTC": 0, "Z": 0, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}  # fmt: skip
_CITIES = (  # one or two for each offset that is in use, those first that most desks need
    "Europe/Kyiv", "Europe/Berlin", "Europe/London", "Europe/Istanbul", "Africa/Johannesburg", "Africa/Lagos",
    "Africa/Abidjan", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
    "America/Phoenix", "America/Bogota", "America/Caracas", "America/Sao_Paulo", "America/St_Johns",
    "America/Anchorage", "America/Guatemala", "Atlantic/South_Georgia", "Atlantic/Cape_Verde", "Atlantic/Azores",
    "Asia/Baghdad", "Asia/Tehran", "Asia/Dubai", "Asia/Kabul", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu",
    "Asia/Dhaka", "Asia/Yangon", "Asia/Bangkok", "Asia/Shanghai", "Asia/Tokyo", "Australia/Darwin",
    "Australia/Brisbane", "Australia/Sydney", "Australia/Adelaide", "Pacific/Noumea", "Pacific/Auckland",
    "Pacific/Fiji", "Pacific/Tongatapu", "Pacific/Honolulu", "Pacific/Pago_Pago", "Pacific/Kiritimati",
    "Pacific/Marquesas", "Pacific/Chatham",
)  # fmt: skip
_GENERAL = "write it as continent and city, as in `Europe/Kyiv`"
_WINTER, _SUMMER = datetime(2024, 1, 15, tzinfo=UTC), datetime(2024, 7, 15, tzinfo=UTC)


def zone_problem(name: str) -> tuple[str, str]:
    """The message and help for an unknown time zone."""
    found = _FIXED.fullmatch(name.strip())
    if found and name.startswith("Etc/"):
        minutes = -_minutes(found)
        message = f"`{name}` counts the other way round: it means {_utc(minutes)}"
        return message, f"{_with_offset(-minutes)}; {_with_offset(minutes, begin='')}"
    message = f"`{name}` is not a time zone"
    if found:
        return message, _with_offset(_minutes(found))
    if name.strip().upper() in _SHORT:
        return message, _with_offset(_SHORT[name.strip().upper()])
    return message, _named(name)


def _named(name: str) -> str:
    zones = sorted(known for known in available_timezones() if "/" in known and not known.startswith("Etc/"))
    continent, slash, city = name.replace(" ", "_").rpartition("/")
    same = next((known for known in zones if known.rpartition("/")[2].lower() == city.lower()), None)
    if same:
        return f"the closest time zone is `{same}`"
    there = {
        known.rpartition("/")[2].lower(): known for known in zones if known.lower().startswith(f"{continent}/".lower())
    }
    near = [one for one in get_close_matches(city.lower(), there, 3, 0.75) if abs(len(one) - len(city)) < 2]
    if slash and near:
        return f"the closest time zone is `{there[near[0]]}`"
    if there:
        help = "correct the name, or write a city with the same clock, mostly the country’s capital"
        return f"{help}; none is named `{city}`"
    return _GENERAL


def _minutes(found: re.Match[str]) -> int:
    minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
    return minutes if found["sign"] == "+" else -minutes


def _utc(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "") if minutes else "UTC"


def _with_offset(minutes: int, begin: str = "write a city with that clock: ") -> str:
    """Cities whose clocks are that far from UTC, all year or for half of it."""
    if minutes == 0:
        return "write `UTC`, or `Europe/London` if clocks are put forward in summer"
    cities: dict[str, str] = {}
    for name, (winter, summer) in _offsets().items():
        when = "all year" if winter == summer else "in January" if winter == minutes else "in July"
        if minutes in (winter, summer):
            cities.setdefault(when, f"`{name}` {when}")
    if not cities:
        return _GENERAL
    return f"{begin}{_utc(minutes)} is {', '.join(cities.values())}"


@cache
def _offsets() -> dict[str, tuple[int, int]]:
    """How many minutes the cities are ahead of UTC, in January and in July."""
    return {name: (_offset(name, _WINTER), _offset(name, _SUMMER)) for name in _CITIES}


def _offset(name: str, moment: datetime) -> int:
    return (moment.astimezone(ZoneInfo(name)).utcoffset() or timedelta()) // timedelta(minutes=1)
