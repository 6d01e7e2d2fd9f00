"""Links in Markdown: whether they lead anywhere."""

from collections.abc import Iterator
from typing import Any

from dayline.problems import MOST, Problem, Spot
from dayline.read.entry import Entry
from dayline.rules.id_index import Known
from dayline.rules.references import missing
from dayline.rules.rule import LINKS, reports, rule
from dayline.schema.markdown.links import SCHEMES, broken_address, links
from dayline.schema.markdown_fields import markdown, spot_in_text


@rule("E09", "a link leads nowhere", on=LINKS)
@reports("E27", "a brief has a dead link")
def dead_links(entry: Entry[Any], known: Known) -> Iterator[Problem]:
    code = "E27" if entry.kind == "brief" else "E09"
    for path, text in markdown(entry.record):
        wrong = [link for link in links(text) if _is_dead(link.target, known) and not broken_address(text, link)]
        for number, (target, start) in enumerate(wrong[: MOST + 1]):
            scheme, _, id = target.partition(":")
            for problem in _dead(spot_in_text(entry.spot.at(*path), text, target, start), scheme, id, known, code):
                yield problem if number < MOST else problem.among(len(wrong) - MOST)


def _is_dead(target: str, known: Known) -> bool:
    scheme, colon, id = target.partition(":")
    return bool(colon and id) and scheme in SCHEMES and id not in known.registries[scheme]


def _dead(spot: Spot, scheme: str, id: str, known: Known, code: str) -> Iterator[Problem]:
    if scheme != "day":
        yield from missing(spot, scheme, id, known, code)
    elif not known.broken.on_day(id):
        message = f"there is no page for the day `{id}`"
        yield Problem(code, spot, message, "link to a day with events or a brief, as in `day:2022-03-14`")
