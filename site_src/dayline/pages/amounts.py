"""Numbers and amounts as readers see them: with units, qualifiers and bounds; money as newsrooms write it."""

import re
from math import isclose
from typing import NamedTuple

from dayline.timeline.timeline import Value
from dayline.words import N_, gettext

_MILES, _FEET, _POUNDS, _ACRES = 0.621371, 3.28084, 2.20462, 2.47105
_IMPERIAL = {
    "km": (_MILES, N_("{number} mi")), "m": (_FEET, N_("{number} ft")), "kg": (_POUNDS, N_("{number} lb")),
    "ha": (_ACRES, N_("{number} acres")),
}  # fmt: skip
_QUALIFIED = {
    "about": N_("about {amount}"), "at-least": N_("at least {amount}"), "at-most": N_("up to {amount}"),
    "more-than": N_("more than {amount}"), "nearly": N_("nearly {amount}"),
}  # fmt: skip
MINUS = "\u2212"  # what readers see; files for programs have a hyphen
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "UAH": "₴", "INR": "₹", "ILS": "₪", "TRY": "₺", "KRW": "₩"}


class Scale(NamedTuple):
    """What a sum of money is counted in, and how it is written with a currency's symbol and with its code."""

    factor: float
    of_symbol: str
    of_code: str


_SCALES = {
    "": Scale(1, N_("{symbol}{number}"), N_("{number} {code}")),
    "million": Scale(1e6, N_("{symbol}{number} million"), N_("{number} million {code}")),
    "billion": Scale(1e9, N_("{symbol}{number} billion"), N_("{number} billion {code}")),
    "trillion": Scale(1e12, N_("{symbol}{number} trillion"), N_("{number} trillion {code}")),
}
CURRENCIES = (  # ISO 4217
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
    "HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD "
    "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN "
    "PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY "
    "TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL"
)
_MONEY = re.compile(rf"(?:(?P<scale>million|billion|trillion) )?(?P<code>{CURRENCIES.replace(' ', '|')})")


def number(value: float) -> str:
    """A number with thousands separators and a minus sign: `1,600,000`, `4.5`, `−20`."""
    text = f"{value:,}" if isinstance(value, int) or not value.is_integer() else f"{int(value):,}"
    return text.replace("-", MINUS, 1) if value < 0 else text


def signed(difference: float) -> str:
    """A difference with its sign: `+444,444`, `−20`."""
    return ("+" if difference > 0 else MINUS) + number(abs(round(difference, 9)))


def exact(value: Value, unit: str) -> float | None:
    """The number of a value that can be subtracted from others of its figure; none if it is not exact, or is money."""
    is_plain = value.qualifier == "exact" and value.low is None and value.high is None and not value.unit
    return value.best if is_plain and not _MONEY.fullmatch(unit) else None


def amount(value: Value, unit: str, imperial: bool) -> str:
    """A value with its qualifier and unit: `about 15 km`, `1,200–1,500 people`, `$13.6 billion`."""
    value, unit = _scaled(value, value.unit or unit)
    best, spread = value.best, _spread(value)
    if best is None:
        return _qualified(value.qualifier, _with_unit(spread, unit))
    text = _qualified(value.qualifier, _with_unit(number(best), unit))
    if spread:
        return gettext("{amount} ({spread})", amount=text, spread=spread)
    if imperial and unit in _IMPERIAL:
        factor, message = _IMPERIAL[unit]
        converted = gettext(message, number=number(round(best * factor)))
        return gettext("{amount} ({converted})", amount=text, converted=converted)
    return text


def _spread(value: Value) -> str:
    """The bounds of a value in words; empty if it has none."""
    low, high = value.low, value.high
    if low is None or high is None:
        only_low = gettext("at least {amount}", amount=number(low)) if low is not None else ""
        return gettext("up to {amount}", amount=number(high)) if high is not None else only_low
    if min(low, high) < 0:
        return gettext("{low} to {high}", low=number(low), high=number(high))
    return gettext("{low}–{high}", low=number(low), high=number(high))


def _qualified(qualifier: str, text: str) -> str:
    return gettext(_QUALIFIED[qualifier], amount=text) if qualifier in _QUALIFIED else text


def _with_unit(text: str, unit: str) -> str:
    currency = _MONEY.fullmatch(unit)
    if not currency:
        return gettext("{number} {unit}", number=text, unit=unit).strip()
    scale, code = currency["scale"] or "", currency["code"]
    if code in SYMBOLS:
        sign = MINUS if text.startswith(MINUS) else ""
        return sign + gettext(_SCALES[scale].of_symbol, symbol=SYMBOLS[code], number=text.removeprefix(MINUS))
    return gettext(_SCALES[scale].of_code, number=text, code=code)


def _scaled(value: Value, unit: str) -> tuple[Value, str]:
    """A sum of money in the largest of thousand million and so on in which its numbers stay short; others unchanged."""
    currency = _MONEY.fullmatch(unit)
    numbers = [number for number in (value.best, value.low, value.high) if number]
    if not currency or not numbers:
        return value, unit
    known = _SCALES[currency["scale"] or ""].factor
    for scale, words in reversed(_SCALES.items()):
        change = known / words.factor
        if all(abs(n * change) >= 1 and _is_short(n * change) for n in numbers):
            best, low, high = (n if n is None else _short(n * change) for n in (value.best, value.low, value.high))
            return value._replace(best=best, low=low, high=high), f"{scale} {currency['code']}".strip()
    return value, unit


def _short(value: float) -> float:
    return int(value) if float(value).is_integer() else round(value, 2)


def _is_short(value: float) -> bool:
    """Whether two decimals are enough."""
    return isclose(value, round(value, 2), rel_tol=1e-12)
