"""The codes of warnings, with what they are about."""

from types import MappingProxyType

WARNINGS = MappingProxyType({
    "W30": "style", "W31": "filed under another day", "W32": "a late arrival", "W33": "a plan without outcome",
    "W34": "unverified for long",
    "W35": "a reference nobody can look up", "W36": "one origin", "W37": "a party to the conflict as the only source",
    "W38": "a figure that looks wrong",
    "W40": "a day that is not named", "W41": "an exact place too soon",
    "W43": "a possible duplicate", "W44": "an entry without use", "W46": "too much quoted",
    "W47": "a brief that lacks something", "W49": "a question left hanging",
    "W55": "a status that says less than the answers",
    "W57": "a change that is not as it says",
    "W58": "a sentence of a brief without a source", "W59": "a brief that says other than its sources",
    "W60": "a place that lies elsewhere", "W61": "a site that is not ready to be published",
    "W62": "ids of feeds that can change",
    "W63": "Markdown that readers see otherwise than its editor", "W64": "a length that is no good style",
})  # fmt: skip
