"""The site's own look."""

from collections.abc import Iterator

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.rule import records, rule
from dayline.schema.fields.colour import GROUNDS, READABLE, contrast, readable
from dayline.schema.site import SiteRecord


@rule(
    "W66",
    "links and other text in the site's `accent` are hard to read",
    on=records("site"),
    fix="Write the colour in the help line: the same, so much darker (in dark mode lighter) that it can be read.",
)
def accent(entry: Entry[SiteRecord]) -> Iterator[Problem]:
    colours = entry.record.accent
    for mode, colour in (("light", colours.light), ("dark", colours.dark)) if colours else ():
        if colour and (reached := contrast(colour, GROUNDS[mode])) < READABLE:
            measured = f"its contrast is {reached:.1f}, and {READABLE} is the least"
            message = f"text in `{colour}` is hard to read in {mode} mode: {measured}"
            better, how = readable(colour, mode), "darker" if mode == "light" else "lighter"
            spot = entry.spot.at("accent", mode)
            yield Problem("W66", spot, message, f'write `"{better}"`, the same colour {how}')
