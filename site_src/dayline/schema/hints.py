"""What to write instead of a value that can't be read: made from what was written, so that it can be pasted."""

import re
from decimal import Decimal
from difflib import get_close_matches
from urllib.parse import quote

from dayline.patterns import lazy_pattern
from dayline.schema.clock import PARTS_OF_DAY, parse_clock
from dayline.schema.quotes import quoted

_TIME = lazy_pattern(
    r"(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2}))?(?::(?P<second>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?"
    r"(?P<zone>\s*(?:Z|UTC|GMT|[A-Z]{3,4}|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?))?",
    re.IGNORECASE,
)
_BARE = lazy_pattern(r"([01]\d|2[0-3])([0-5]\d)")
_BETWEEN = lazy_pattern(r"\s*(?:/|–|—|-|\bto\b|\buntil\b)\s*")
_WORDS = {"noon": "12:00", "midnight": "00:00", "dawn": "early-morning", "dusk": "evening", "lunchtime": "midday"}
_DEGREES = lazy_pattern(
    r"(?P<sign>-?)(?P<degrees>\d{1,3})(?:[.,](?P<decimals>\d+))?\s*[°º]?\s*"
    r"(?:(?P<minutes>\d{1,2}(?:\.\d+)?)\s*['′’]\s*)?(?:(?P<seconds>\d{1,2}(?:\.\d+)?)\s*[\"″”]\s*)?(?P<side>[NSEW]?)",
    re.IGNORECASE,
)
PAIR = lazy_pattern(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
_QUOTED = lazy_pattern(r"[«»“”„‟‘’‚‹›\"'<(\[]*(\S+?)[«»“”„‟‘’‚‹›\"'>)\]]*[.,;]?")
_HOST = lazy_pattern(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_MAIL = lazy_pattern(r"[^\s@/:]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_UNSAFE = lazy_pattern(r"[\s<>\"\\^`{|}]")
_DAY_AND_TIME = lazy_pattern(r"(?P<day>\d{4}-\d\d-\d\d)(?:(?:\s*,\s*|T|\s+(?:at\s+)?)(?P<time>\S.*))?")
_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2212", "a sign that looks like a hyphen"),
    **dict.fromkeys("\u2012\u2013\u2014\u2015", "a dash"), "*": "an asterisk", "+": "a plus sign",
    **dict.fromkeys("\u2022\u2023\u2043\u25aa\u25cf\u25e6\u00b7\u2219", "a bullet"),
}  # fmt: skip
_MOST_LINES = 8
_SEVERAL = lazy_pattern(r"(?:\s*[,;|]\s*|\s+(?:(?:and|&|/)\s+)?)(?=https?://)")
_WITHIN = lazy_pattern(r"https?://[^\s<>()\[\]\"]+")
_MOMENT = "write it as `2022-03-14T23:59`"
_GROUPED = lazy_pattern(r"(?<=\d)[\s'’,](?=\d{3}(?!\d))|(?<=\d)\.(?=\d{3}[.,])|(?<=\.\d{3})\.(?=\d{3}(?!\d))")
_COUNTED = lazy_pattern(
    r"(?P<about>about|around|ca\.?|circa|some|~|at least|more than|over|>|at most|up to|nearly|almost)?\s*"
    r"(?P<number>-?\d+(?:[.,]\d+)?)\s*(?P<times>k|m|bn|thousand|million|billion)?\s*(?:[%°€$£]|[a-z][a-z ]*)?",
    re.IGNORECASE,
)
_TIMES = {"k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
_QUALIFIERS = {
    **dict.fromkeys(("about", "around", "ca", "ca.", "circa", "some", "~"), "about"), "at least": "at-least",
    **dict.fromkeys(("more than", "over", ">"), "more-than"), **dict.fromkeys(("at most", "up to"), "at-most"),
    **dict.fromkeys(("nearly", "almost"), "nearly"),
}  # fmt: skip
LIST_MARK = lazy_pattern(r"[\u2010-\u2015\u2212\u2022\u2023\u2043\u25aa\u25cf\u25e6\u00b7\u2219*+][ \t\u00a0]+(?=\S)")
"""What begins an entry of a list in a word processor, and none here."""
MARKDOWN_LINK = lazy_pattern(r"\[[^\]]*\]\((\S+?)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)")
TIMES = "write a time as `14:30`, `14:30/16:00`, `morning` or `night`"


def of_time(text: str) -> str:
    """What to write in place of a text that is no time."""
    plain = text.strip()
    if word := _word(plain):
        return f"write `{word}`"
    parts = [_clock(part) for part in _BETWEEN.split(plain)] if plain else []
    if len(parts) not in (1, 2) or None in parts:
        return TIMES
    times, remarks = zip(*(part for part in parts if part), strict=True)
    return f"write `{'/'.join(times)}`" + next((remark for remark in remarks if remark), "")


def of_coordinate(text: str) -> str:
    """What to write in place of a text that is no coordinate."""
    found = _DEGREES.fullmatch(text.strip())
    if not found:
        pair = PAIR.fullmatch(text)
        return f"write `lat: {pair[1]}` and `lon: {pair[2]}`" if pair else "write decimal degrees, as in `47.0951`"
    value = float(f"{found['degrees']}.{found['decimals'] or 0}")
    value += float(found["minutes"] or 0) / 60 + float(found["seconds"] or 0) / 3600
    minus = bool(found["sign"]) != (found["side"].upper() in ("S", "W") and found["side"] != "")
    exact = found["decimals"] if not found["minutes"] else None
    shown = f"{found['degrees']}.{exact}" if exact else f"{value:.4f}".rstrip("0").rstrip(".")
    return f"write `{'-' if minus else ''}{shown}`"


def addresses(text: str) -> list[str]:
    """The addresses of a text that is nothing but several of them; none if it is anything else."""
    parts = _SEVERAL.split(text.strip())
    return parts if len(parts) > 1 and all(re.match(r"https?://\S+\Z", part) for part in parts) else []


def of_address(text: str, *, spaces: bool = False) -> str:
    """What to write in place of a text that is no address; `spaces` and signs in it are then written as codes."""
    if link := MARKDOWN_LINK.fullmatch(text.strip()):
        return f"write only the address: `{link[1]}`"
    found = _QUOTED.fullmatch(text.strip())
    plain = found[1] if found else text.strip()
    if _MAIL.fullmatch(plain):
        return f"write `mailto:{plain}`"
    if _HOST.fullmatch(plain):
        return f"write `https://{plain}`"
    if not plain.startswith(("https://", "http://", "mailto:")):
        within = _WITHIN.findall(plain)
        if len(within) == 1:
            return f"write only the address: `{within[0].rstrip('.,;')}`"
        return "write the whole address, with `https://`"
    coded = _UNSAFE.sub(lambda sign: quote(sign[0]), plain) if spaces else plain
    return f"write `{coded}`" if coded != text else "copy the address from the browser's address bar"


def of_moment(text: str) -> str:
    """What to write in place of a text that is no date with a time."""
    found = _DAY_AND_TIME.fullmatch(text.strip())
    if found and found["time"]:
        time = _clock(found["time"])
        return f"write `{found['day']}T{time[0]}`" if time and not time[1] else _MOMENT
    return f"write it with a time, as in `{found['day']}T18:00`" if found else _MOMENT


def of_number(text: str, *, whole: bool) -> str:
    """What to write in place of a text that is no number."""
    found = _COUNTED.fullmatch(_GROUPED.sub("", text.strip().replace("\u2212", "-")))
    if not found:
        return "write digits only, as in `1600`" + ("" if whole else " or `4.5`")
    value = Decimal(found["number"].replace(",", ".")) * _TIMES.get((found["times"] or "").lower(), 1)
    made = f"{value.normalize():f}"
    if whole and "." in made:
        return "write a whole number, as in `1600`"
    qualifier = _QUALIFIERS.get((found["about"] or "").lower().strip(), "")
    return f"write `{made}`" + (f", with `qualifier: {qualifier}` beside it" if qualifier and not whole else "")


def of_list_mark(text: str) -> tuple[str, str]:
    """What is wrong with a list whose entries begin with something else than a hyphen, and what to write."""
    mark = text[0]
    parts = [part.strip() for part in re.split(rf"(?:^|\s){re.escape(mark)}\s+", text) if part.strip()]
    lines = ", ".join(f"`- {part}`" for part in parts[:_MOST_LINES]) + (" and so on" if parts[_MOST_LINES:] else "")
    return (
        f"`{mark}` is {_SIGNS.get(mark, 'a sign of a word processor')}, not the hyphen that begins a list entry",
        f"begin each line with a hyphen and a space: {lines}",
    )


def of_commas(text: str) -> tuple[str, str]:
    """What is wrong with several entries on one line, and what to write."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    made = f"write a list in brackets, `[{', '.join(parts)}]`"
    if all(re.fullmatch(r"[a-z0-9-]+", part) for part in parts):
        return f"`{text}` is one entry with a comma in it", made
    return f"`{text}` is one entry with a comma in it", f"{made}; or, if the comma belongs to it, `[{quoted(text)}]`"


def _word(text: str) -> str:
    """The part of the day that was probably meant."""
    slug = re.sub(r"[\s_-]+", "-", text.lower())
    if slug in PARTS_OF_DAY or slug in _WORDS:
        return _WORDS.get(slug, slug)
    near = get_close_matches(slug, PARTS_OF_DAY, 1, 0.75) if slug.replace("-", "").isalpha() else []
    return near[0] if near else ""


def _clock(text: str) -> tuple[str, str] | None:
    """A time of the clock as it is written here, and what else there is to say about it."""
    if bare := _BARE.fullmatch(text):
        return f"{bare[1]}:{bare[2]}", ""
    found = _TIME.fullmatch(text.strip())
    if not found or not any(found[name] for name in ("minute", "half")):
        return None
    hour, minute = int(found["hour"]), found["minute"] or "00"
    if found["half"] and not 1 <= hour <= 12:
        return None
    if found["half"]:
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    if hour == 24 and minute == "00":
        return "00:00", " with the next day as its `date`"
    made = f"{hour:02}:{minute}"
    remark = "; seconds have no place here" if found["second"] else ""
    remark = ", and the zone on a line of its own, as in `timezone: Europe/Kyiv`" if found["zone"] else remark
    return (made, remark) if parse_clock(made) else None
