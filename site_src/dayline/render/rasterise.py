"""SVG drawings to PNG images."""

import re
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers import expat

from dayline.fonts import faces

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = 1200, 630
_COLOUR = re.compile(r"#([0-9a-f]{6})\b")
_SHADES = 12  # from a colour to the background, for smooth edges of letters
Colour = tuple[int, int, int]


def png(drawing: str) -> bytes:
    """An SVG document as a PNG of 1200 × 630 pixels, drawn with our bundled fonts only.

    Raises ValueError if it can't be drawn or refers to anything outside itself.

    The palette holds the colours that the document names as `#rrggbb`, the first of which is the background, and
    shades between the background and each of the others.
    """
    from PIL import Image
    from resvg_py import svg_to_bytes

    _refuse_external(drawing)
    files = [str(path) for path in faces.files()]
    rendered = svg_to_bytes(svg_string=drawing, width=WIDTH, height=HEIGHT, skip_system_fonts=True, font_files=files)
    colours = tuple(dict.fromkeys(_COLOUR.findall(drawing)))
    with Image.open(BytesIO(rendered)) as picture:
        flat = picture.convert("RGB").quantize(palette=_palette(colours), dither=Image.Dither.NONE)
    output = BytesIO()
    flat.save(output, "PNG", compress_level=6)
    return output.getvalue()


def _refuse_external(drawing: str) -> None:
    """Raises ValueError if a drawing refers to a file or URL, which the library would open."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = _refuse_link
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(drawing, True)
    except expat.ExpatError as error:
        raise ValueError(f"the drawing is not well-formed: {error}") from error


def _refuse_link(element: str, attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        if name.rpartition(":")[2].lower() == "href" and not value.startswith(("#", "data:")):
            raise ValueError(f"`{element}` refers to `{value}`, but a drawing may not load external files")


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a drawing may not have a doctype")


@lru_cache(8)
def _palette(colours: tuple[str, ...]) -> "Image":
    """The background, and each other colour with its shades towards it."""
    from PIL import Image

    background, *others = [_colour(name) for name in colours or ("ffffff", "000000")]
    shades = [_mixed(background, other, step) for other in others for step in range(1, _SHADES + 1)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in [background, *shades][:256] for part in colour])
    return palette


def _colour(name: str) -> Colour:
    red, green, blue = bytes.fromhex(name)
    return red, green, blue


def _mixed(background: Colour, other: Colour, step: int) -> Colour:
    red, green, blue = (round(p + (o - p) * step / _SHADES) for p, o in zip(background, other, strict=True))
    return red, green, blue
