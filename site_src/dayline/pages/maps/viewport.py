"""The viewport of a map: a window that shows most of its places."""

from collections.abc import Sequence

from dayline.geo.simplify import Window
from dayline.geo.viewport import Frame, around
from dayline.pages.maps.event_locations import Located

LEAST_DEGREES = 7  # so high a map is at least, so that there is something to know the place by
MAIN = 0.8  # of the events: what lies far from these is named beside the map
FAR = 2.5  # times as high as without it a map would have to be to show everything


def frame_of(places: Sequence[Located], width: int, height: int) -> Frame | None:
    """The frame for these places, without outliers that would make the map too large."""
    drawn = [one for one in places if one.is_drawn]
    if not drawn:
        return None
    points = [one for one in drawn if not one.code or "-" in one.code]
    some = points if 2 * _events(points) >= _events(drawn) else drawn
    boxes = [(one.box, max(1, len(one.events))) for one in some]
    whole = around([box for box, _ in boxes], width, height, LEAST_DEGREES)
    main = around(_main(boxes), width, height, LEAST_DEGREES)
    return main if _tall(whole) > FAR * _tall(main) else whole


def _events(places: Sequence[Located]) -> int:
    return sum(max(1, len(one.events)) for one in places)


def _tall(frame: Frame) -> float:
    return frame.window.north - frame.window.south


def _main(boxes: Sequence[tuple[Window, int]]) -> list[Window]:
    """The boxes around the median that hold most of the weight."""
    x, y = (_median([((box[axis] + box[axis + 2]) / 2, heavy) for box, heavy in boxes]) for axis in (0, 1))
    far = sorted(boxes, key=lambda pair: (abs((pair[0].west + pair[0].east) / 2 - x) + abs(pair[0].south - y), pair))
    kept, heavy, whole = [], 0, sum(weight for _, weight in boxes)
    for box, own in far:
        if heavy >= MAIN * whole:
            break
        kept.append(box)
        heavy += own
    return kept


def _median(values: list[tuple[float, int]]) -> float:
    half, heavy = sum(weight for _, weight in values) / 2, 0
    for value, own in sorted(values):
        heavy += own
        if heavy >= half:
            return value
    return 0
