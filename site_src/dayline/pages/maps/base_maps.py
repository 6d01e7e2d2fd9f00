"""Base maps as files: an SVG for each viewport, shared by all pages that show it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from markupsafe import escape

from dayline import urls
from dayline.digests import digest
from dayline.geo import overlays
from dayline.geo.basemap import BaseMap, base_map, is_plain
from dayline.geo.shapes import Shapes
from dayline.geo.viewport import Viewport
from dayline.pages.maps.map_style import MapStyle
from dayline.schema.map import MapRecord
from dayline.timeline.timeline import Timeline

Layer = tuple[MapRecord, Shapes]
_CLASSES = re.compile(r'class="([^"]*)"')


class BaseMapFile(NamedTuple):
    """The file of a base map; without an address it would be empty."""

    url: str
    has_disputes: bool  # whether a border in dispute is on it


class BaseMaps:
    """The base maps that pages asked for, each drawn once; `style` is the style sheet inside them."""

    def __init__(self, timeline: Timeline, style: MapStyle = MapStyle()) -> None:
        self._timeline = timeline
        self.style = style
        self._files: dict[tuple[Viewport, tuple[str, ...]], BaseMapFile] = {}
        self.contents: dict[str, bytes] = {}  # of all files by address

    def file(self, viewport: Viewport, overlay_ids: tuple[str, ...]) -> BaseMapFile:
        """The base map of a viewport with some overlays of the site."""
        key = (viewport, overlay_ids)
        if key not in self._files:
            self._files[key] = self._drawn(viewport, overlay_ids)
        return self._files[key]

    def _drawn(self, viewport: Viewport, overlay_ids: Iterable[str]) -> BaseMapFile:
        timeline = self._timeline
        layers = [(timeline.maps[id].record, timeline.map_shapes[id].record) for id in overlay_ids]
        base = base_map(viewport)
        if any(record.replaces for record, _ in layers):
            base = base._replace(regions="")
        shapes = "".join(_shapes(base, layers, viewport))
        if is_plain(viewport) and not shapes:
            return BaseMapFile("", has_disputes=False)
        content = _svg(viewport, self.style, shapes).encode()
        url = urls.base_map(digest(content).hex())
        self.contents[url] = content
        return BaseMapFile(url, has_disputes=bool(base.disputed))


def _shapes(base: BaseMap, layers: Sequence[Layer], viewport: Viewport) -> Iterator[str]:
    """The paths of a base map and of overlays, from the bottom to the top."""
    yield _path("land", base.land)
    for record, shapes in layers:
        if record.style == "area":
            yield _path("own fill", overlays.areas(shapes, viewport))
    yield _path("inner", base.regions)
    yield _path("border", base.borders)
    yield _path("border open", base.disputed)
    for record, shapes in layers:
        if record.style != "points":
            yield _path("own", overlays.lines(shapes, viewport, rings=record.style != "area"))
        yield _path("own", overlays.dots(shapes, viewport))


def _path(name: str, data: str) -> str:
    return f'<path class="{name}" d="{data}"/>' if data else ""


def _svg(viewport: Viewport, style: MapStyle, shapes: str) -> str:
    """The file: its style is inside it, as a picture can't have any other."""
    sea = "" if is_plain(viewport) else '<rect class="sea" width="100%" height="100%"/>'
    names = _CLASSES.findall(sea + shapes)
    style_sheet = style.sheet(frozenset(chain.from_iterable(map(str.split, names))))
    style_element = f"<style>{escape(style_sheet)}</style>" if style_sheet else ""
    box = f'width="{viewport.width}" height="{viewport.height}" viewBox="0 0 {viewport.width} {viewport.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{style_element}{sea}{shapes}</svg>\n'
