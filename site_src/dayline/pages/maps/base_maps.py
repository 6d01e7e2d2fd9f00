"""Base maps as files: an SVG for each viewport, shared by all pages that show it."""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from markupsafe import escape

from dayline import urls
from dayline.digests import digest
from dayline.geo import overlays as overlay_paths
from dayline.geo.basemap import BaseMap, base_map, is_plain
from dayline.geo.shapes import Shapes
from dayline.geo.viewport import Viewport
from dayline.pages.maps.map_style import MapStyle
from dayline.schema.map import MapRecord
from dayline.timeline.timeline import Timeline

NO_STYLE = MapStyle()
Overlay = tuple[MapRecord, Shapes]
_CLASSES = re.compile(r'class="([^"]*)"')


class Layer(NamedTuple):
    """The paths of an overlay: its areas lie below the borders, its lines and points above them."""

    areas: str
    lines: str
    dots: str


class BaseMapFile(NamedTuple):
    """The file of a base map; without an address it would be empty."""

    url: str
    has_disputes: bool  # whether a border in dispute is on it
    overlays: tuple[str, ...] = ()  # the ids of those that are on it


class BaseMaps:
    """The base maps that pages asked for, each drawn once; `style` is the style sheet inside them."""

    def __init__(self, timeline: Timeline, style: MapStyle = NO_STYLE) -> None:
        self._timeline = timeline
        self.style = style
        self._files: dict[tuple[Viewport, tuple[str, ...]], BaseMapFile] = {}
        self.contents: dict[str, bytes] = {}  # of all files by address

    def file(self, viewport: Viewport, overlay_ids: tuple[str, ...]) -> BaseMapFile:
        """The base map of a viewport with some overlays of the site."""
        # Each page asks for the overlays, so that they are noted for each, not only for the first.
        overlays = {id: (self._timeline.maps[id].record, self._timeline.map_shapes[id].record) for id in overlay_ids}
        key = (viewport, overlay_ids)
        if key not in self._files:
            self._files[key] = self._drawn(viewport, overlays)
        return self._files[key]

    def _drawn(self, viewport: Viewport, overlays: Mapping[str, Overlay]) -> BaseMapFile:
        layers = {id: layer for id, overlay in overlays.items() if any(layer := _layer(*overlay, viewport))}
        base = base_map(viewport)
        if any(overlays[id][0].replaces for id in layers):
            base = base._replace(regions="")
        shapes = "".join(_shapes(base, layers.values()))
        if is_plain(viewport) and not shapes:
            return BaseMapFile("", has_disputes=False)
        content = _svg(viewport, self.style, shapes).encode()
        url = urls.base_map(digest(content).hex())
        self.contents[url] = content
        return BaseMapFile(url, bool(base.disputed), tuple(layers))


def _layer(record: MapRecord, shapes: Shapes, viewport: Viewport) -> Layer:
    """The paths of an overlay in a viewport."""
    is_area = record.style == "area"
    has_lines = record.style != "points"
    return Layer(
        _path("own fill", overlay_paths.areas(shapes, viewport)) if is_area else "",
        _path("own", overlay_paths.lines(shapes, viewport, rings=not is_area)) if has_lines else "",
        _path("own", overlay_paths.dots(shapes, viewport)),
    )


def _shapes(base: BaseMap, layers: Collection[Layer]) -> Iterator[str]:
    """The paths of a base map and of overlays, from the bottom to the top."""
    yield _path("land", base.land)
    yield from (layer.areas for layer in layers)
    yield _path("inner", base.regions)
    yield _path("border", base.borders)
    yield _path("border open", base.disputed)
    for layer in layers:
        yield layer.lines + layer.dots


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
