"""How far the briefs are sourced, in a few lines."""

from collections.abc import Iterable

from dayline.rules.sourcing.coverage import Sourcing


def render_sourcing(briefs: Iterable[Sourcing]) -> str:
    """A line for each brief with a sentence that stands on nothing, and one for all; nothing without briefs."""
    found = tuple(briefs)
    if not found:
        return ""
    lines = [_line(brief.day.isoformat(), brief.sourced, brief.sentences) for brief in found if _lacks(brief)]
    every = "1 brief" if len(found) == 1 else f"{len(found):,} briefs"
    lines.append(_line(every, sum(brief.sourced for brief in found), sum(brief.sentences for brief in found)))
    return "".join(lines)


def _lacks(brief: Sourcing) -> bool:
    return brief.sourced < brief.sentences


def _line(what: str, sourced: int, sentences: int) -> str:
    number = f"all {sentences:,}" if sourced == sentences > 1 else f"{sourced:,} of {sentences:,}"
    return f"{what}: {number} sentence{'s' * (sentences != 1)} sourced\n"
