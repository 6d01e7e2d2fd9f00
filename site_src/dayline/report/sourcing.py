"""A short summary of how many sentences of the briefs are sourced."""

from collections.abc import Iterable

from dayline.rules.sourcing.coverage import Sourcing


def render_sourcing(briefs: Iterable[Sourcing]) -> str:
    """A line for each brief with an unsourced sentence and one for the total; empty without briefs."""
    all_briefs = tuple(briefs)
    if not all_briefs:
        return ""
    unsourced = (brief for brief in all_briefs if brief.sourced < brief.sentences)
    lines = [_line(brief.day.isoformat(), brief.sourced, brief.sentences) for brief in unsourced]
    label = "1 brief" if len(all_briefs) == 1 else f"{len(all_briefs):,} briefs"
    lines.append(_line(label, sum(brief.sourced for brief in all_briefs), sum(brief.sentences for brief in all_briefs)))
    return "".join(lines)


def _line(label: str, sourced: int, sentences: int) -> str:
    number = f"all {sentences:,}" if sourced == sentences > 1 else f"{sourced:,} of {sentences:,}"
    return f"{label}: {number} sentence{'s' * (sentences != 1)} sourced\n"
