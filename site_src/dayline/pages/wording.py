"""The words that readers see for what the records say in codes."""

from datetime import date

from dayline import edtf
from dayline.edtf import EdtfDate
from dayline.schema import vocabulary as words
from dayline.schema.event import Response
from dayline.timeline.timeline import Event, Value

GREGORIAN = date(1582, 10, 15)  # the first day of the reformed calendar, where it was adopted first
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MILES, _FEET, _POUNDS, _ACRES = 0.621371, 3.28084, 2.20462, 2.47105
_IMPERIAL = {"km": (_MILES, "mi"), "m": (_FEET, "ft"), "kg": (_POUNDS, "lb"), "ha": (_ACRES, "acres")}
_ANSWERS = {
    ("confirms", "whole"): "Confirmed", ("confirms", "part"): "Confirmed in part",
    ("partly-confirms", "whole"): "Confirmed in part", ("partly-confirms", "part"): "Confirmed in part",
    ("denies", "whole"): "Denied", ("denies", "part"): "Denied in part",
    ("partly-denies", "whole"): "Denied in part", ("partly-denies", "part"): "Denied in part",
    ("declines-to-comment", "whole"): "No comment", ("declines-to-comment", "part"): "No comment on part of it",
    ("no-response", "whole"): "No response", ("no-response", "part"): "No response to part of it",
    ("deflects", "whole"): "Not answered directly", ("deflects", "part"): "Part of it not answered directly",
    ("questions", "whole"): "Questioned", ("questions", "part"): "Questioned in part",
}  # fmt: skip
MINUS = "\u2212"  # what readers see; files for programs have a hyphen


def full_date(day: date) -> str:
    """`14 March 2022`."""
    return f"{day.day} {edtf.MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """`14 March`."""
    return f"{day.day} {edtf.MONTHS[day.month - 1]}"


def weekday(day: date) -> str:
    """`Monday`; empty before the Gregorian calendar, whose weekdays are not those that people then lived by."""
    return WEEKDAYS[day.weekday()] if day >= GREGORIAN else ""


def long_date(day: date) -> str:
    """`Monday 14 March 2022`."""
    return f"{weekday(day)} {full_date(day)}".lstrip()


def month_name(year: int, month: int) -> str:
    """`March 2022`."""
    return f"{edtf.MONTHS[month - 1]} {year}"


def stated(when: EdtfDate) -> str:
    """A date with its year and its precision in words."""
    return edtf.show(when, year=True)


def on(when: EdtfDate) -> str:
    """A date as part of a sentence: `on 14 March 2022`, `in March 2022`, `around 14 March 2022`."""
    text = stated(when)
    if text.split(" ")[0] in ("by", "since", "around", "perhaps", "some"):
        return text
    return f"on {text}" if when.start and when.start.precision == "day" else f"in {text}"


def dated(event: Event) -> str:
    """When an event was, in words: of a clock time the day that it was then in the site's zone."""
    return full_date(event.when.days[0]) if event.when.clock else stated(event.record.date)


def qualified(event: Event) -> str:
    """When an event was, if that is anything but one certain day."""
    return "" if event.record.date.is_certain_day else capital(dated(event))


def as_of(value: Value) -> str:
    """The date that a value is for, in words; empty if it has none."""
    return stated(value.stated) if value.stated else full_date(value.day) if value.day else ""


def count(number: int, one: str, many: str = "") -> str:
    """`1 report`, `12 reports`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def part(shown: int, total: int, one: str, many: str = "") -> str:
    """`20 of 29 claims`; nothing where all are shown."""
    return f"{shown:,} of {count(total, one, many)}" if shown < total else ""


def spelled(number: int, one: str, many: str = "") -> str:
    """`one report`, `12 reports`: numbers up to nine are words."""
    word = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return f"{word} {one if number == 1 else many or one + 's'}"


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def answer(response: Response) -> str:
    """How a claim was answered; an answer to something else never reads as a denial."""
    return answered(response.type, response.addresses)


def answered(type: str, addresses: str) -> str:
    """How a claim was answered, by the type of the answer and how much of the claim it is about."""
    return _ANSWERS.get((type, addresses), "Answered, but on something else")


def status(event: Event) -> tuple[str, str]:
    """How sure we are of an event, and the tone for it (`open`, `good`, `doubt`, `bad`).

    Of a withheld event it says nothing.
    """
    if event.record.state == "withheld":
        return "Withheld", ""
    known = event.record.verification.status
    origins = len(event.origins)
    if known == "unverified" and any(claim.status == "disputed" for claim in event.record.claims):
        return _unverified(origins) + "; what it claims is disputed", "doubt"
    if known == "unverified":
        return _unverified(origins), "open"
    if known == "corroborated":
        return capital(spelled(origins, "independent source")), "good"
    tone = {"verified": "good", "disputed": "doubt"}.get(known, "bad")
    return words.VERIFICATIONS[known], tone


def _unverified(origins: int) -> str:
    if origins == 0:
        return "Known at second hand; not checked by us"
    if origins == 1:
        return "Reported by one source; not checked by us"
    return f"Reported by {spelled(origins, 'independent source')}; not checked by us"


def claim_status(status: str, answered: str, contradicted: bool) -> tuple[str, str]:
    """How a claim stands, and the tone for it; `answered` is how it was answered, in the words of `answer`."""
    if status == "unverified" and answered:
        tone = "open" if answered.startswith("Confirmed") else "doubt"
        return "Not verified; " + _lower_first(answered), tone
    if status == "unverified" and contradicted:
        return "Not verified; contradicted", "doubt"
    label = {"unverified": "Not verified"}.get(status) or words.VERIFICATIONS[status]
    tone = {"unverified": "open", "corroborated": "good", "verified": "good", "disputed": "doubt"}.get(status, "bad")
    return label, tone


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def number(value: float) -> str:
    """A number with thousands set apart and a minus sign: `1,600,000`, `4.5`, `−20`."""
    text = f"{value:,}" if isinstance(value, int) or not value.is_integer() else f"{int(value):,}"
    return text.replace("-", MINUS, 1) if value < 0 else text


def amount(value: Value, unit: str, imperial: bool) -> str:
    """A value with its qualifier and unit: `about 15 km`, `1,200–1,500 people`."""
    unit = value.unit or unit
    qualifier = words.QUALIFIERS[value.qualifier]
    best = value.best
    ends = [end for end in (value.low, value.high) if end is not None]
    spread = (" to " if min(ends, default=0) < 0 else "–").join(number(end) for end in ends)
    if len(ends) == 1:
        spread = ("at least " if value.low is not None else "at most ") + spread
    if best is None:
        return f"{qualifier}{spread} {unit}".strip()
    text = f"{qualifier}{number(best)} {unit}"
    return (
        f"{text} ({spread})"
        if spread
        else text + (f" ({_imperial(best, unit)})" if imperial and unit in _IMPERIAL else "")
    )


def _imperial(value: float, unit: str) -> str:
    factor, name = _IMPERIAL[unit]
    return f"{number(round(value * factor))} {name}"


def listing(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
