"""Old addresses and where they lead."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from dayline.problems import Problem, Spot
from dayline.rules.rule import TIMELINE, reports, rule
from dayline.rules.site import FILE
from dayline.schema.fields import LONGEST_NAME
from dayline.timeline import addresses
from dayline.timeline.addresses import PageRef, parse_address
from dayline.timeline.timeline import Timeline


@rule(
    "E03",
    "a redirect's old address can't be one or has a page, or its new one can't be one",
    on=TIMELINE,
    fix="Write addresses as in `/places/kyiv/`.",
)
@reports("E09", "a redirect leads nowhere")
def redirects(timeline: Timeline) -> Iterator[Problem]:
    written = timeline.site.redirects or {}
    there = frozenset(addresses.bookmarkable_pages(timeline)) if written else frozenset()
    aliases = {old for event in timeline.events.values() for old in event.record.aliases}
    for old, new in written.items():
        spot = Spot(FILE, ("redirects", old))
        yield from (Problem("E03", spot, *wrong) for wrong in _old(old, there, aliases))
        target = parse_address(new)
        if target not in there:
            message = f"there is no page at `{new}`" if target else f"`{new}` is not the address of a page"
            yield Problem("E09" if target else "E03", spot, message, _advice(new, target, there, written))


def _old(old: str, there: frozenset[PageRef], aliases: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with an old address, and what to do."""
    of = parse_address(old)
    if of is None:
        yield f"`{old}` can't have been the address of a page", _HOW
    elif any(len(part) > LONGEST_NAME for part in old.split("/")):
        yield f"a part of `{old}` has more than {LONGEST_NAME} characters", "take the line out; no page can have had it"
    elif of in there:
        yield f"there is a page at `{old}` now, so it can't lead elsewhere", "take the line out, or rename that page"
    elif of.kind == "event" and of.id in aliases:
        yield f"`{old}` is among the `aliases` of an event already", "take the line out"


def _advice(new: str, target: PageRef | None, there: frozenset[PageRef], written: dict[str, str]) -> str:
    if new in written:
        return f"`{new}` leads to `{written[new]}`: write that"
    if target is None:
        return _HOW
    known = [addresses.address(of) for of in there if of.kind == target.kind]
    near = get_close_matches(new, sorted(known), 1)
    return f"the closest address is `{near[0]}`" if near else "copy the address from the site, without its host"


_HOW = "write it from the root of the site, with a slash at both ends, as in `/places/kyiv/`"
