"""Sentences on anonymous sources: how many items have one, and what the desk asks of them."""

from collections.abc import Iterator

from dayline.pages.wording import listing
from dayline.schema.site import AnonymousSourceRules
from dayline.words import N_, gettext, ngettext

_NEVER_TAKEN = {
    "factual": N_("claim"), "assessment": N_("assessment"), "intent": N_("statement of intent"),
    "prediction": N_("prediction"), "accusation": N_("accusation"),
}  # fmt: skip


def site_summary(number: int, total: int) -> str:
    """How many items on the site have an anonymous source, in a sentence."""
    if not number:
        return ngettext(
            "None of the {number} item on this site rests on or quotes a source that is not named.",
            "None of the {number} items on this site rests on or quotes a source that is not named.",
            total,
        )
    items = ngettext("{number} item", "{number} items", total)
    if number == total:
        return ngettext(
            "Of the {items} on this site, {number} rests on or quotes a source that is not named.",
            "Of the {items} on this site, {number} rest on or quote a source that is not named.",
            number,
            items=items,
        )
    return ngettext(
        "Of the {items} on this site, {number} ({share}%) rests on or quotes a source that is not named.",
        "Of the {items} on this site, {number} ({share}%) rest on or quote a source that is not named.",
        number,
        items=items,
        share=round(100 * number / total),
    )


def month_summary(number: int, total: int, month: str) -> str:
    """How many items of a month have an anonymous source, in a sentence; at least one has."""
    items = ngettext("{number} item", "{number} items", total)
    if number == total:
        return ngettext(
            "Of the {items} of {month}, {number} rests on or quotes a source that is not named.",
            "Of the {items} of {month}, {number} rest on or quote a source that is not named.",
            number,
            items=items,
            month=month,
        )
    return ngettext(
        "Of the {items} of {month}, {number} ({share}%) rests on or quotes a source that is not named.",
        "Of the {items} of {month}, {number} ({share}%) rest on or quote a source that is not named.",
        number,
        items=items,
        month=month,
        share=round(100 * number / total),
    )


def desk_rules(rules: AnonymousSourceRules) -> Iterator[str]:
    """The rules that the desk enforces, one sentence each."""
    yield gettext(
        "Every unnamed source is described, and the reason why it is not named is given, or that none was given."
    )
    if rules.vague:
        yield gettext("These descriptions are not enough: {descriptions}.", descriptions=", ".join(rules.vague))
    if rules.reason == "required":
        yield gettext("A source that gives no reason is not used.")
    if rules.origins:
        yield ngettext(
            "An item that rests on one is called more than unverified, or leads a day, only with at least "
            "{number} independent origin.",
            "An item that rests on one is called more than unverified, or leads a day, only with at least "
            "{number} independent origins.",
            rules.origins,
        )
    if rules.not_for:
        kinds = listing([gettext(_NEVER_TAKEN[kind]) for kind in rules.not_for])
        yield gettext("Never taken from an unnamed source: {kinds}.", kinds=kinds)
