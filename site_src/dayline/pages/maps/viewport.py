"""The viewport of a map: as close as the kinds of its places and the distances between them allow."""

from collections.abc import Sequence

from dayline.geo.viewport import HEIGHTS, Viewport, around
from dayline.geo.window import Window
from dayline.pages.maps.event_locations import Location
from dayline.schema.vocabulary import ZOOM_DEGREES

MAIN = 0.8  # of the events: what is far from these is named beside the map
ALONE = 7  # degrees: the least height around a single place, so that its neighbours share the map and readers know it
MAIN_DEGREES = 7  # as high as that at least a map of the main places is taken to be
FAR = 2.5  # times as high: what would make the map higher than that is far away


def viewport_of(places: Sequence[Location], width: int, height: int, zoom: str = "") -> Viewport | None:
    """The viewport for these places, most important first; without outliers that would make the map too large."""
    drawn = [place for place in places if place.is_drawn]
    if not drawn:
        return None
    points = [place for place in drawn if not place.code or "-" in place.code]
    some = points if 2 * _weight(points) >= _weight(drawn) else drawn
    boxes = [(place.box, max(1, len(place.events))) for place in some]
    main, whole = _main(boxes), [box for box, _ in boxes]
    if zoom:
        return _zoomed([whole, main, whole[:1]], drawn, (width, height), ZOOM_DEGREES[zoom])
    far = FAR * around(main, width, height, MAIN_DEGREES).degrees
    viewport = around(whole, width, height, _least(whole, drawn))
    return viewport if viewport.degrees <= far else _with_circles(main, drawn, (width, height), _least(main, drawn))


def _weight(places: Sequence[Location]) -> int:
    return sum(max(1, len(place.events)) for place in places)


def _least(boxes: Sequence[Window], drawn: Sequence[Location]) -> float:
    """How high a map must be: a single place is recognised by the outlines around it, and outlines need room."""
    has_distances = len(set(boxes)) > 1 and not any(place.code for place in drawn)
    return HEIGHTS[0] if has_distances else ALONE


def _zoomed(
    choices: Sequence[list[Window]], drawn: Sequence[Location], size: tuple[int, int], degrees: float
) -> Viewport:
    """A viewport of a height in degrees, around the first of some choices of boxes that fits, or else the last.

    Places that are shown only roughly make it higher, so that it never looks closer than they may be known.
    """
    for boxes in choices:
        viewport = _with_circles(boxes, drawn, size, degrees)
        if viewport.degrees <= degrees:
            break
    return viewport


def _with_circles(boxes: list[Window], drawn: Sequence[Location], size: tuple[int, int], least: float) -> Viewport:
    """A viewport around some boxes that shows each mark in it with its whole circle of uncertainty."""
    viewport = around(boxes, *size, least)
    cut = [place.box for place in drawn if place.point and not place.code and _is_cut(place, viewport)]
    if set(cut) <= set(boxes):
        return viewport
    return _with_circles([*boxes, *cut], drawn, size, least)


def _is_cut(place: Location, viewport: Viewport) -> bool:
    """Whether a place is in view, but not all of its circle."""
    lon, lat = place.point or (0, 0)
    whole = any(viewport.window.contains(place.box, shift) for shift in (-360, 0, 360))
    return viewport.contains(lon, lat) and not whole


def _main(boxes: Sequence[tuple[Window, int]]) -> list[Window]:
    """The boxes around the median that together have most of the weight."""
    x, y = (_median([((box[axis] + box[axis + 2]) / 2, weight) for box, weight in boxes]) for axis in (0, 1))
    by_distance = sorted(
        boxes, key=lambda pair: (abs((pair[0].west + pair[0].east) / 2 - x) + abs(pair[0].south - y), pair)
    )
    kept, reached, total = [], 0, sum(weight for _, weight in boxes)
    for box, weight in by_distance:
        if reached >= MAIN * total:
            break
        kept.append(box)
        reached += weight
    return kept


def _median(values: list[tuple[float, int]]) -> float:
    half, reached = sum(weight for _, weight in values) / 2, 0
    for value, weight in sorted(values):
        reached += weight
        if reached >= half:
            return value
    return 0
