"""The window that a map shows: a rectangle of degrees that is laid out flat, true to scale at its middle."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, radians
from typing import NamedTuple

from dayline.geo.simplify import Point, Window

HEIGHTS = (2, 3, 4.5, 7, 10, 14, 20, 28, 40, 56, 80, 110)  # degrees; few, so that many pages share a window
STEPS = 8  # of a window's height: its middle lies on a grid as wide as that
ROOM = 0.09  # of a window's height or width that stays free at each edge
KM = 111.2  # in a degree of latitude
FURTHEST = 195  # degrees: so far east outlines go that cross the 180th meridian
HIGHEST = 85  # degrees of latitude: nearer to a pole a map laid out flat shows nothing in its shape
WORLD = Window(-170, -58, 190, 80)


class Frame(NamedTuple):
    """A window of degrees (`east` may be over 180) on `width` times `height` units."""

    window: Window
    width: int
    height: int

    def shown(self, lon: float, lat: float) -> Point:
        """Where a point lies, in units from the upper left corner."""
        west, south, east, north = self.window
        lon += 360 if lon < west and lon + 360 <= east else -360 if lon > east and lon - 360 >= west else 0
        return (lon - west) / (east - west) * self.width, (north - lat) / (north - south) * self.height

    def flat(self, points: Iterable[Point], shift: float = 0) -> list[Point]:
        """Points in units; `shift` degrees are added to longitudes."""
        west, south, east, north = self.window
        kx, ky = self.width / (east - west), self.height / (north - south)
        return [((lon + shift - west) * kx, (north - lat) * ky) for lon, lat in points]

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies in the window."""
        x, y = self.shown(lon, lat)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def radii(self, km: float, lat: float) -> Point:
        """The half axes of a circle of some kilometres at a latitude, in units."""
        west, south, east, north = self.window
        across = self.width / (east - west) / (KM * max(0.05, cos(radians(lat))))
        return km * across, km * self.height / (north - south) / KM

    @property
    def wider(self) -> Window:
        """The window with a margin, so that the edges of clipped areas are out of sight."""
        west, south, east, north = self.window
        wide, tall = (east - west) / 50, (north - south) / 50
        return Window(west - wide, south - tall, east + wide, north + tall)

    @property
    def shifts(self) -> tuple[float, ...]:
        """By how many degrees shapes are moved to be seen: those beyond the 180th meridian lie on its other side."""
        west, _, east, _ = self.window
        return tuple(
            shift for shift in (-360, 0, 360) if shift == 0 or (west < shift + FURTHEST and east > shift - 180)
        )


def around(boxes: Sequence[Window], width: int, height: int, least: float = HEIGHTS[0]) -> Frame:
    """The smallest window that holds some boxes, at least `least` degrees high; the world if no other does."""
    west, east = _shortest(boxes)
    south, north = min(box.south for box in boxes), max(box.north for box in boxes)
    for tall in HEIGHTS:
        found = _window((west + east) / 2, (south + north) / 2, tall, width / height)
        if tall >= least and _has_room(found, Window(west, south, east, north)):
            return Frame(found, width, height)
    return Frame(WORLD, width, round(width / 2.4))


def circle(lon: float, lat: float, km: float) -> Window:
    """The box of a circle."""
    up = km / KM
    aside = up / max(0.05, cos(radians(lat)))
    return Window(lon - aside, lat - up, lon + aside, lat + up)


def _window(lon: float, lat: float, tall: float, aspect: float) -> Window:
    grid = tall / STEPS
    lat = min(max(round(lat / grid) * grid, -90 + tall / 2), 90 - tall / 2)
    wide = tall * aspect / cos(radians(lat))
    across = grid / max(0.2, cos(radians(round(lat / 10) * 10)))
    lon = round(lon / across) * across
    return Window(*(round(edge, 3) for edge in (lon - wide / 2, lat - tall / 2, lon + wide / 2, lat + tall / 2)))


def _has_room(window: Window, box: Window) -> bool:
    wide, tall = (window.east - window.west) * ROOM, (window.north - window.south) * ROOM
    if window.east - window.west > 360:
        return False
    inner = Window(window.west + wide, window.south + tall, window.east - wide, window.north - tall)
    return inner.holds(box)


def _shortest(boxes: Sequence[Window]) -> tuple[float, float]:
    """The shortest stretch of longitudes that holds all boxes; across the 180th meridian `east` is over 180."""
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
