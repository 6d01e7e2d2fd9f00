"""The statuses of an event or a claim: how sure we are of it, in the same words wherever it is shown."""

from types import MappingProxyType
from typing import NamedTuple

from dayline.words import N_


class StatusWords(NamedTuple):
    """What readers see for a status: its label, the same within a sentence, what it means, and the tone of its mark.

    A tone is the class of a mark: `open`, `good`, `doubt` or `bad`.
    """

    label: str
    within: str
    meaning: str
    tone: str


OWN_REPORTING = MappingProxyType({  # how we know what we report ourselves, by the kind of reference
    "observation": N_("Seen by our reporter"), "interview": N_("Told to our reporter"),
    "call": N_("Told to our reporter by phone"), "press-conference": N_("Heard by our reporter"),
    "document": N_("From a document that we hold"), "email": N_("Written to our reporter"),
})  # fmt: skip
UNMARKED = "unverified"  # the status of whatever has no mark
STATUSES = MappingProxyType({
    "unverified": StatusWords(
        N_("Single source, not verified"), N_("single source, not verified"),
        N_("One source reports it, or several that draw on the same one. We have not verified it. "
           "Whatever has no mark has this status."), "open"),
    "second-hand": StatusWords(
        N_("Second-hand, not verified"), N_("second-hand, not verified"),
        N_("We know it only from a report that cites another, or from background; we have not read the report itself."),
        "open"),
    "corroborated": StatusWords(
        N_("Two or more independent sources"), N_("two or more independent sources"),
        N_("At least two sources report it that do not draw on each other. We have not verified it ourselves."),
        "good"),
    "own": StatusWords(
        N_("Our own reporting"), N_("our own reporting"),
        N_("Our reporters saw it, were told it, or hold the document."), "good"),
    "verified": StatusWords(
        N_("Verified by us"), N_("verified by us"),
        N_("We have checked it ourselves; its page says how, and when."), "good"),
    "disputed": StatusWords(
        N_("Disputed"), N_("disputed"),
        N_("Somebody denies all of it, or another claim contradicts it. The mark says what is disputed."), "doubt"),
    "debunked": StatusWords(
        N_("Shown to be false"), N_("shown to be false"),
        N_("We have shown that it is not so; its page says how."), "bad"),
    "retracted": StatusWords(
        N_("Withdrawn"), N_("withdrawn"), N_("The source or we have withdrawn it; its page says why."), "bad"),
    "withheld": StatusWords(
        N_("Withheld"), N_("withheld"), N_("We do not show it, to protect somebody; its page says why."), ""),
})  # fmt: skip
