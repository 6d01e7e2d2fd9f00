"""The viewport of a map: a rectangle of degrees laid out flat, true to scale at its middle."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, radians
from typing import NamedTuple

from dayline.geo.window import Point, Window

HEIGHTS = (0.05, 0.1, 0.2, 0.35, 0.6, 1, 2, 3, 4.5, 7, 10, 14, 20, 32, 54, 94)  # degrees
OUTLINED = 2  # degrees: lower viewports have no outlines, as these would be off by more than a mark is wide
OWN_GRID = 10  # units: of the middle of viewports without outlines, which have no file to share
GRIDS = 100, 80  # units: the middle of a viewport is on the widest grid on which it has room: many pages share one
ROOM = 0.09  # of a window's height or width that stays free at each edge
KM = 111.2  # in a degree of latitude
FURTHEST = 195  # degrees: how far east outlines go that cross the 180th meridian
HIGHEST = 85  # degrees of latitude: nearer to a pole a flat map distorts every shape
WORLD = Window(-170, -58, 190, 80)


class Viewport(NamedTuple):
    """A window of degrees (`east` may be over 180) on `width` times `height` units."""

    window: Window
    width: int
    height: int

    @property
    def degrees(self) -> float:
        """Its height in degrees."""
        return self.window.north - self.window.south

    @property
    def unit(self) -> float:
        """One unit in degrees of latitude."""
        return self.degrees / self.height

    @property
    def km(self) -> float:
        """One unit in kilometres."""
        return self.unit * KM

    def position(self, lon: float, lat: float) -> Point:
        """A point in units from the upper left corner."""
        west, south, east, north = self.window
        lon += 360 if lon < west and lon + 360 <= east else -360 if lon > east and lon - 360 >= west else 0
        return (lon - west) / (east - west) * self.width, (north - lat) / (north - south) * self.height

    def flat(self, points: Iterable[Point]) -> list[Point]:
        """Points in units."""
        west, south, east, north = self.window
        kx, ky = self.width / (east - west), self.height / (north - south)
        return [((lon - west) * kx, (north - lat) * ky) for lon, lat in points]

    def contains(self, lon: float, lat: float) -> bool:
        """Whether a point is in the window."""
        x, y = self.position(lon, lat)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def radii(self, km: float, lat: float) -> Point:
        """The half axes of a circle of some kilometres at a latitude, in units."""
        west, south, east, north = self.window
        across = self.width / (east - west) / (KM * max(0.05, cos(radians(lat))))
        return km * across, km * self.height / (north - south) / KM

    @property
    def margin(self) -> Window:
        """The window with a margin, so that the edges of clipped areas are out of sight."""
        west, south, east, north = self.window
        wide, tall = (east - west) / 50, (north - south) / 50
        return Window(west - wide, south - tall, east + wide, north + tall)

    @property
    def shifts(self) -> tuple[float, ...]:
        """By how many degrees shapes are moved to be in view: those beyond the 180th meridian are on its other side."""
        west, _, east, _ = self.window
        return tuple(
            shift for shift in (-360, 0, 360) if shift == 0 or (west < shift + FURTHEST and east > shift - 180)
        )


def around(boxes: Sequence[Window], width: int, height: int, least: float = HEIGHTS[0]) -> Viewport:
    """The smallest viewport that has room for some boxes, at least `least` degrees high; the world if none has."""
    west, east = _shortest(boxes)
    south, north = min(box.south for box in boxes), max(box.north for box in boxes)
    for tall in HEIGHTS:
        if tall < max(least, north - south):
            continue
        for grid in GRIDS if tall >= OUTLINED else (OWN_GRID,):
            window = _window((west + east) / 2, (south + north) / 2, tall, (width, height), grid)
            if _has_room(window, Window(west, south, east, north)):
                return Viewport(window, width, height)
    return world(width)


def world(width: int) -> Viewport:
    """A map of the whole world but for the poles."""
    return Viewport(WORLD, width, round(width / 2.4))


def circle(lon: float, lat: float, km: float) -> Window:
    """The box of a circle."""
    up = km / KM
    aside = up / max(0.05, cos(radians(lat)))
    return Window(lon - aside, lat - up, lon + aside, lat + up)


def _window(lon: float, lat: float, tall: float, size: tuple[int, int], units: float) -> Window:
    """The window of a height in degrees whose middle is the point of a grid of some units next to a place."""
    width, height = size
    grid = units * tall / height
    lat = min(max(round(lat / grid) * grid, -90 + tall / 2), 90 - tall / 2)
    wide = tall * width / height / cos(radians(lat))
    across = grid / max(0.2, cos(radians(round(lat / 10) * 10)))
    lon = round(lon / across) * across
    digits = 3 if tall >= 1 else 5
    return Window(*(round(edge, digits) for edge in (lon - wide / 2, lat - tall / 2, lon + wide / 2, lat + tall / 2)))


def _has_room(window: Window, box: Window) -> bool:
    wide, tall = (window.east - window.west) * ROOM, (window.north - window.south) * ROOM
    if window.east - window.west > 360:
        return False
    inner = Window(window.west + wide, window.south + tall, window.east - wide, window.north - tall)
    return inner.contains(box)


def _shortest(boxes: Sequence[Window]) -> tuple[float, float]:
    """The shortest span of longitudes that covers all boxes; across the 180th meridian `east` is over 180."""
    spans = sorted((box.west, box.east) for box in boxes)
    merged = [spans[0]]
    for west, east in spans[1:]:
        if west <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(east, merged[-1][1])
        else:
            merged.append((west, east))
    gaps = [(right[0] - left[1], n + 1) for n, (left, right) in enumerate(pairwise(merged))]
    gaps.append((merged[0][0] + 360 - merged[-1][1], 0))
    first = max(gaps)[1]
    end = merged[first - 1][1]
    return merged[first][0], end if first == 0 else end + 360
