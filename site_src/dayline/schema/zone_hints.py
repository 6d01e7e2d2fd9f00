"""Help for unknown time zones: a zone with a similar name, or with the same offset from UTC."""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from dayline.patterns import lazy_pattern
from dayline.schema.closest import matches_of

_FIXED = lazy_pattern(
    r"(?:Etc/)?(?P<kind>GMT|UTC)?\s*(?P<sign>[+−-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?", re.IGNORECASE
)
_ABBREVIATIONS = {
    "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MET": 60, "CEST": 120, "MEST": 120, "EET": 120, "EEST": 180,
    "MSK": 180, "EST": -300, "EDT": -240, "CDT": -300, "MDT": -360, "MST": -420, "PDT": -420, "PST": -480, "JST": 540,
    "UTC": 0, "Z": 0, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}  # fmt: skip
_CITIES = (  # one or two for each offset in use, the most common first
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
    """The message and help for an unknown time zone, or for an `Etc/` zone, in which `+` and `-` are reversed."""
    fixed = _FIXED.fullmatch(name.strip())
    if fixed and name.startswith("Etc/"):
        minutes = -_minutes(fixed)
        message = f"`{name}` has its sign reversed: it means {_utc(minutes)}"
        return message, f"{_cities_at(-minutes)}; {_cities_at(minutes, start='')}"
    message = f"`{name}` is not a time zone"
    if fixed:
        return message, _cities_at(_minutes(fixed))
    if name.strip().upper() in _ABBREVIATIONS:
        return message, _cities_at(_ABBREVIATIONS[name.strip().upper()])
    return message, _similar_name(name)


def _similar_name(name: str) -> str:
    """The help with the zone that has the same city or a similar name."""
    zones = sorted(known for known in available_timezones() if "/" in known and not known.startswith("Etc/"))
    continent, slash, city = name.replace(" ", "_").rpartition("/")
    same = next((known for known in zones if known.rpartition("/")[2].lower() == city.lower()), None)
    if same:
        return f"the closest time zone is `{same}`"
    in_continent = {
        known.rpartition("/")[2].lower(): known for known in zones if known.lower().startswith(f"{continent}/".lower())
    }
    similar = matches_of(city.lower(), in_continent, 3, 0.75)
    near = [match for match in similar if abs(len(match) - len(city)) < 2]
    if slash and near:
        return f"the closest time zone is `{in_continent[near[0]]}`"
    if in_continent:
        help = "correct the name, or write another city in the same time zone, usually the country’s capital"
        return f"{help}; there is no zone for `{city}`"
    return _GENERAL


def _minutes(offset: re.Match[str]) -> int:
    minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
    return minutes if offset["sign"] == "+" else -minutes


def _utc(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "") if minutes else "UTC"


def _cities_at(minutes: int, start: str = "write a city at that offset: ") -> str:
    """The cities at an offset from UTC in minutes, all year or for part of it, as a help line."""
    if minutes == 0:
        return "write `UTC`, or `Europe/London` if the clocks go forward in summer"
    cities: dict[str, str] = {}
    for name, (winter, summer) in _offsets().items():
        when = "all year" if winter == summer else "in January" if winter == minutes else "in July"
        if minutes in (winter, summer):
            cities.setdefault(when, f"`{name}` {when}")
    if not cities:
        return _GENERAL
    return f"{start}{_utc(minutes)} is {', '.join(cities.values())}"


@cache
def _offsets() -> dict[str, tuple[int, int]]:
    """For each city its offsets from UTC in January and July, in minutes."""
    return {name: (_offset(name, _WINTER), _offset(name, _SUMMER)) for name in _CITIES}


def _offset(name: str, moment: datetime) -> int:
    return (moment.astimezone(ZoneInfo(name)).utcoffset() or timedelta()) // timedelta(minutes=1)
