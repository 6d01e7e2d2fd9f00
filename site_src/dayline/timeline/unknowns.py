"""What briefs say is not known, by the topics and places that it is about."""

from collections.abc import Iterable, Iterator
from datetime import date

from dayline.schema.brief import BriefRecord
from dayline.schema.markdown_fields import points_in
from dayline.timeline.lookups import grouped
from dayline.timeline.prune import Point
from dayline.timeline.timeline import Timeline

Place = tuple[date, int]  # the day of a brief, and the number of an entry in its `not_known`


def linked_unknowns(brief: BriefRecord) -> Iterator[tuple[int, tuple[Point, ...]]]:
    """The entries of a brief's `not_known` that link to something, by number, and what they link to."""
    for number, text in enumerate(brief.not_known):
        if points := tuple(dict.fromkeys(points_in(text))):
            yield number, points


def unknowns_about(timeline: Timeline) -> dict[Point, tuple[Place, ...]]:
    """For each topic and place the entries of briefs that link to it or to one of its events, the newest first."""
    about = [
        (point, (day, number))
        for day, entry in sorted(timeline.briefs.items(), reverse=True)
        for number, points in linked_unknowns(entry.record)
        for point in dict.fromkeys(_about(points, timeline))
    ]
    return grouped(about)


def _about(points: Iterable[Point], timeline: Timeline) -> Iterator[Point]:
    """The topics and places that something is about, by what it links to."""
    for kind, id in points:
        event = timeline.events.get(id.partition("#")[0]) if kind in ("event", "claim") else None
        if event:
            yield from (("thread", thread) for thread in event.record.threads)
            yield from (("place", scene.place) for scene in event.record.scenes)
        elif kind in ("thread", "place"):
            yield kind, id
        if kind == "place":
            yield from (("thread", thread) for thread, entry in timeline.threads.items() if id in entry.record.places)
