"""The words that readers see for the codes in records: dates, statuses, values, lists."""

from collections.abc import Iterable
from datetime import date

from dayline import edtf
from dayline.edtf import EdtfDate
from dayline.schema import vocabulary as words
from dayline.schema.claim import Claim, Response
from dayline.schema.clock import clock_text
from dayline.schema.event import EventRecord
from dayline.timeline.timeline import Event, Timeline, Value
from dayline.words import N_, gettext, ngettext, pgettext

GREGORIAN = date(1582, 10, 15)  # the first day of the reformed calendar, where it was adopted first
WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_NUMBERS = (
    N_("no"), N_("one"), N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"),
    N_("nine"),
)  # fmt: skip
_CAPITAL_NUMBERS = (
    N_("No"), N_("One"), N_("Two"), N_("Three"), N_("Four"), N_("Five"), N_("Six"), N_("Seven"), N_("Eight"),
    N_("Nine"),
)  # fmt: skip
_ANSWERS = {
    ("confirms", "whole"): N_("Confirmed"), ("confirms", "part"): N_("Confirmed in part"),
    ("partly-confirms", "whole"): N_("Confirmed in part"), ("partly-confirms", "part"): N_("Confirmed in part"),
    ("denies", "whole"): N_("Denied"), ("denies", "part"): N_("Denied in part"),
    ("partly-denies", "whole"): N_("Denied in part"), ("partly-denies", "part"): N_("Denied in part"),
    ("declines-to-comment", "whole"): N_("No comment"), ("declines-to-comment", "part"): N_("No comment on part of it"),
    ("no-response", "whole"): N_("No response"), ("no-response", "part"): N_("No response to part of it"),
    ("deflects", "whole"): N_("Not answered directly"), ("deflects", "part"): N_("Part of it not answered directly"),
    ("questions", "whole"): N_("Questioned"), ("questions", "part"): N_("Questioned in part"),
}  # fmt: skip


def full_date(day: date) -> str:
    """`14 March 2022`."""
    return edtf.show_day(day, year=True)


def short_date(day: date) -> str:
    """`14 March`."""
    return edtf.show_day(day)


def weekday(day: date) -> str:
    """`Monday`; empty before the Gregorian calendar, whose weekdays are not those that people then lived by."""
    return gettext(WEEKDAYS[day.weekday()]) if day >= GREGORIAN else ""


def long_date(day: date) -> str:
    """`Monday 14 March 2022`."""
    name = weekday(day)
    return gettext("{weekday} {date}", weekday=name, date=full_date(day)) if name else full_date(day)


def month_name(year: int, month: int) -> str:
    """`March 2022`."""
    return edtf.show_month(date(year, month, 1))


def stated(when: EdtfDate) -> str:
    """A date with its year and its precision in words, as part of a sentence: `around 14 March 2022`."""
    return edtf.show(when, year=True)


def stated_label(when: EdtfDate) -> str:
    """A date that is no part of a sentence: `Around 14 March 2022`."""
    return edtf.show(when, year=True, label=True)


def on(when: EdtfDate) -> str:
    """When something was, in a sentence: `on 14 March 2022`, `in March 2022`, `around 14 March 2022`."""
    start = when.start
    if start is None or when.end is None or start.uncertain or start.approximate or start.some_day:
        return stated(when)
    return on_day(stated(when)) if start.precision == "day" else gettext("in {date}", date=stated(when))


def on_day(text: str) -> str:
    """A day in words as part of a sentence: `on 14 March`."""
    return gettext("on {date}", date=text)


def event_title(record: EventRecord) -> str:
    """The title of an event; a withheld one has none that readers may see."""
    return record.title or gettext("Withheld")


def claim_text(claim: Claim) -> str:
    """The text of a claim; a withheld one has none that readers may see."""
    return claim.text or gettext("Withheld")


def dated(event: Event) -> str:
    """The date of an event in words; with a clock time, the day in the site's time zone."""
    return stated(event.record.date) if event.when.minutes is None else full_date(event.when.days[0])


def qualified(event: Event) -> str:
    """The date of an event as a label, unless it is one certain day."""
    if event.record.date.is_certain_day:
        return ""
    return stated_label(event.record.date) if event.when.minutes is None else full_date(event.when.days[0])


def as_of(value: Value) -> str:
    """The date that a value is for, in words, with its time; empty if it has none."""
    if value.day and value.minutes is not None:
        return gettext("{date}, {time}", date=full_date(value.day), time=clock_text(value.minutes))
    return stated(value.stated) if value.stated else full_date(value.day) if value.day else ""


def type_name(type: str, timeline: Timeline) -> str:
    """The name of an event type; a site's custom types are named in its vocabulary."""
    label = timeline.types.get(type, type)
    return gettext(label) if label == words.EVENT_TYPES.get(type) else label


def event_count(number: int) -> str:
    """A number of events in words: `12 events`."""
    return ngettext("{number} event", "{number} events", number)


def in_words(number: int, *, label: bool = False) -> str:
    """A number up to nine as a word, with a capital for a `label`; others in digits."""
    names = _CAPITAL_NUMBERS if label else _NUMBERS
    return gettext(names[number]) if number < len(names) else f"{number:,}"


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def answer(response: Response) -> str:
    """How a claim was answered; an answer to something else never reads as a denial."""
    return answered(response.type, response.addresses)


def answered(type: str, addresses: str) -> str:
    """How a claim was answered, by the type of the answer and how much of the claim it is about."""
    message = _ANSWERS.get((type, addresses))
    return gettext(message) if message else gettext("Replied without addressing this")


def listing(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return gettext("{items} and {last}", items=comma_separated(parts[:-1]), last=parts[-1])


def comma_separated(parts: Iterable[str]) -> str:
    """`a, b, c`."""
    return pgettext("between the items of a list", ", ").join(parts)
