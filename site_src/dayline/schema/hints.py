"""Help for values that can't be read: the corrected value, ready to paste, where what was written suggests one."""

import re
from decimal import Decimal
from urllib.parse import quote

from dayline.patterns import lazy_pattern
from dayline.schema.clock import PARTS_OF_DAY, parse_clock
from dayline.schema.closest import closest
from dayline.schema.yaml_quotes import quoted

_TIME = lazy_pattern(
    r"(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2}))?(?::(?P<second>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?"
    r"(?P<zone>\s*(?:Z|UTC|GMT|[A-Z]{3,4}|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?))?",
    re.IGNORECASE,
)
_DIGITS = lazy_pattern(r"([01]\d|2[0-3])([0-5]\d)")
_RANGE = lazy_pattern(r"\s*(?:/|–|—|-|\bto\b|\buntil\b)\s*")
_NAMED_TIMES = {"noon": "12:00", "midnight": "00:00", "dawn": "early-morning", "dusk": "evening", "lunchtime": "midday"}
_DEGREES = lazy_pattern(
    r"(?P<sign>-?)(?P<degrees>\d{1,3})(?:[.,](?P<decimals>\d+))?\s*[°º]?\s*"
    r"(?:(?P<minutes>\d{1,2}(?:\.\d+)?)\s*['′’]\s*)?(?:(?P<seconds>\d{1,2}(?:\.\d+)?)\s*[\"″”]\s*)?(?P<side>[NSEW]?)",
    re.IGNORECASE,
)
PAIR = lazy_pattern(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_QUOTED = lazy_pattern(r"[«»“”„‟‘’‚‹›\"'<(\[]*(\S+?)[«»“”„‟‘’‚‹›\"'>)\]]*[.,;]?")
_HOST = lazy_pattern(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_EMAIL = lazy_pattern(r"[^\s@/:]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_UNSAFE = lazy_pattern(r"[\s<>\"\\^`{|}]")
_DAY_AND_TIME = lazy_pattern(r"(?P<day>\d{4}-\d\d-\d\d)(?:(?:\s*,\s*|T|\s+(?:at\s+)?)(?P<time>\S.*))?")
_MARKS = {
    **dict.fromkeys("\u2010\u2011\u2212", "a character that looks like a hyphen"),
    **dict.fromkeys("\u2012\u2013\u2014\u2015", "a dash"), "*": "an asterisk", "+": "a plus sign",
    **dict.fromkeys("\u2022\u2023\u2043\u25aa\u25cf\u25e6\u00b7\u2219", "a bullet"),
}  # fmt: skip
_MAX_ENTRIES = 8
_SEPARATOR = lazy_pattern(r"(?:\s*[,;|]\s*|\s+(?:(?:and|&|/)\s+)?)(?=https?://)")
_EMBEDDED = lazy_pattern(r"https?://[^\s<>()\[\]\"]+")
_MOMENT_HELP = "write it as `2022-03-14T23:59`"
_DIGIT_SEPARATOR = lazy_pattern(r"(?<=\d)[\s'’,](?=\d{3}(?!\d))|(?<=\d)\.(?=\d{3}[.,])|(?<=\.\d{3})\.(?=\d{3}(?!\d))")
_QUANTITY = lazy_pattern(
    r"(?P<about>about|around|ca\.?|circa|some|~|at least|more than|over|>|at most|up to|nearly|almost)?\s*"
    r"(?P<number>-?\d+(?:[.,]\d+)?)\s*(?P<scale>k|m|bn|thousand|million|billion)?\s*(?:[%°€$£]|[a-z][a-z ]*)?",
    re.IGNORECASE,
)
_SCALES = {"k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
_QUALIFIERS = {
    **dict.fromkeys(("about", "around", "ca", "ca.", "circa", "some", "~"), "about"), "at least": "at-least",
    **dict.fromkeys(("more than", "over", ">"), "more-than"), **dict.fromkeys(("at most", "up to"), "at-most"),
    **dict.fromkeys(("nearly", "almost"), "nearly"),
}  # fmt: skip
LIST_MARK = lazy_pattern(r"[\u2010-\u2015\u2212\u2022\u2023\u2043\u25aa\u25cf\u25e6\u00b7\u2219*+][ \t\u00a0]+(?=\S)")
"""What begins a list entry in a word processor, but not in YAML."""
MARKDOWN_LINK = lazy_pattern(r"\[[^\]]*\]\((\S+?)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)")
_TIME_HELP = "write a time as `14:30`, `14:30/16:00`, `morning` or `night`"


def time_hint(text: str) -> str:
    """Help for a text that is not a clock time or part of the day."""
    plain = text.strip()
    if part_of_day := _part_of_day(plain):
        return f"write `{part_of_day}`"
    parts = [_clock(part) for part in _RANGE.split(plain)] if plain else []
    if len(parts) not in (1, 2) or None in parts:
        return _TIME_HELP
    times, remarks = zip(*(part for part in parts if part), strict=True)
    return f"write `{'/'.join(times)}`" + next((remark for remark in remarks if remark), "")


def coordinate_hint(text: str) -> str:
    """Help for a text that is not in decimal degrees; degrees, minutes and seconds are converted."""
    angle = _DEGREES.fullmatch(text.strip())
    if not angle:
        pair = PAIR.fullmatch(text)
        return f"write `lat: {pair[1]}` and `lon: {pair[2]}`" if pair else "write decimal degrees, as in `47.0951`"
    value = float(f"{angle['degrees']}.{angle['decimals'] or 0}")
    value += float(angle["minutes"] or 0) / 60 + float(angle["seconds"] or 0) / 3600
    is_negative = bool(angle["sign"]) != (angle["side"].upper() in ("S", "W") and angle["side"] != "")
    decimals = angle["decimals"] if not angle["minutes"] else None
    degrees = f"{angle['degrees']}.{decimals}" if decimals else f"{value:.4f}".rstrip("0").rstrip(".")
    return f"write `{'-' if is_negative else ''}{degrees}`"


def split_addresses(text: str) -> list[str]:
    """The web addresses in a text that consists of two or more of them; empty for any other text."""
    parts = _SEPARATOR.split(text.strip())
    return parts if len(parts) > 1 and all(re.match(r"https?://\S+\Z", part) for part in parts) else []


def address_hint(text: str, *, encode: bool = False) -> str:
    """Help for a text that is not a web or email address; `encode` percent-encodes spaces and unsafe characters."""
    if link := MARKDOWN_LINK.fullmatch(text.strip()):
        return f"write only the address: `{link[1]}`"
    quotation = _QUOTED.fullmatch(text.strip())
    plain = quotation[1] if quotation else text.strip()
    if _EMAIL.fullmatch(plain):
        return f"write `mailto:{plain}`"
    if _HOST.fullmatch(plain):
        return f"write `https://{plain}`"
    if not plain.startswith(("https://", "http://", "mailto:")):
        embedded = _EMBEDDED.findall(plain)
        if len(embedded) == 1:
            return f"write only the address: `{embedded[0].rstrip('.,;')}`"
        return "write the complete address, with `https://`"
    encoded = _UNSAFE.sub(lambda character: quote(character[0]), plain) if encode else plain
    return f"write `{encoded}`" if encoded != text else "copy the address from the browser's address bar"


def moment_hint(text: str) -> str:
    """Help for a text that is not a date with a time."""
    moment = _DAY_AND_TIME.fullmatch(text.strip())
    if moment and moment["time"]:
        time = _clock(moment["time"])
        return f"write `{moment['day']}T{time[0]}`" if time and not time[1] else _MOMENT_HELP
    return f"write it with a time, as in `{moment['day']}T18:00`" if moment else _MOMENT_HELP


def as_of_problem(text: str) -> tuple[str, str]:
    """The message and help for a text with a time that is not the day and time that a value is for."""
    if parse_clock(text.strip()) or _clock(text.strip()):
        time = _clock(text.strip())
        example = f"2024-09-14T{time[0]}" if time and not time[1] else "2024-09-14T06:00"
        return f"`{text}` is a time without a day", f"write the day in front of it, as in `{example}`"
    return f"`{text}` is not a date, or a date with a time", moment_hint(text)


def number_hint(text: str, *, whole: bool) -> str:
    """Help for a text that is not a number, or not a `whole` one."""
    quantity = _QUANTITY.fullmatch(_DIGIT_SEPARATOR.sub("", text.strip().replace("\u2212", "-")))
    if not quantity:
        return "write digits only, as in `1600`" + ("" if whole else " or `4.5`")
    value = Decimal(quantity["number"].replace(",", ".")) * _SCALES.get((quantity["scale"] or "").lower(), 1)
    digits = f"{value.normalize():f}"
    if whole and "." in digits:
        return "write a whole number, as in `1600`"
    qualifier = _QUALIFIERS.get((quantity["about"] or "").lower().strip(), "")
    return f"write `{digits}`" + (f", and `qualifier: {qualifier}` next to it" if qualifier and not whole else "")


def list_mark_problem(text: str) -> tuple[str, str]:
    """The message and help for list entries that begin with a dash or bullet (`LIST_MARK`) in place of a hyphen."""
    mark = text[0]
    parts = [part.strip() for part in re.split(rf"(?:^|\s){re.escape(mark)}\s+", text) if part.strip()]
    entries = ", ".join(f"`- {part}`" for part in parts[:_MAX_ENTRIES])
    entries += " and so on" if parts[_MAX_ENTRIES:] else ""
    return (
        f"`{mark}` is {_MARKS.get(mark, 'a word-processor character')}, not the hyphen that begins a list entry",
        f"begin each line with a hyphen and a space: {entries}",
    )


def comma_problem(text: str) -> tuple[str, str]:
    """The message and help for several entries on one line, or one entry with a comma in it."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    help = f"write a list in brackets, `[{', '.join(parts)}]`"
    if not all(re.fullmatch(r"[a-z0-9-]+", part) for part in parts):
        help += f"; or, if the comma is part of the entry, `[{quoted(text)}]`"
    return f"`{text}` is one entry with a comma in it", help


def _part_of_day(text: str) -> str:
    """The part of the day that was probably meant; empty if there is none."""
    slug = re.sub(r"[\s_-]+", "-", text.lower())
    if slug in PARTS_OF_DAY or slug in _NAMED_TIMES:
        return _NAMED_TIMES.get(slug, slug)
    return (closest(slug, PARTS_OF_DAY, 0.75) if slug.replace("-", "").isalpha() else None) or ""


def _clock(text: str) -> tuple[str, str] | None:
    """A clock time as `14:30`, with a remark to append to the help; None if the text is not one."""
    if digits := _DIGITS.fullmatch(text):
        return f"{digits[1]}:{digits[2]}", ""
    time = _TIME.fullmatch(text.strip())
    if not time or not any(time[name] for name in ("minute", "half")):
        return None
    hour, minute = int(time["hour"]), time["minute"] or "00"
    if time["half"] and not 1 <= hour <= 12:
        return None
    if time["half"]:
        hour = hour % 12 + (12 if time["half"][0] in "pP" else 0)
    if hour == 24 and minute == "00":
        return "00:00", ", and make `date` the next day"
    clock = f"{hour:02}:{minute}"
    remark = "; seconds can't be written" if time["second"] else ""
    remark = ", and the time zone on a separate line, as in `timezone: Europe/Kyiv`" if time["zone"] else remark
    return (clock, remark) if parse_clock(clock) else None
