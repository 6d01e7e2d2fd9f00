"""A drawing to a picture."""

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
_SHADES = 12  # from a colour to the paper: what the edges of letters need to look smooth
Colour = tuple[int, int, int]


def png(drawing: str) -> bytes:
    """The PNG of an SVG document in 1200 × 630, drawn with our own fonts alone.

    Raises ValueError if it can't be drawn, or names anything that is not in it.

    Its colours are those that the document names as `#rrggbb`, the first of which is the paper, and the shades
    between the paper and the others.
    """
    from PIL import Image
    from resvg_py import svg_to_bytes

    _refuse_elsewhere(drawing)
    files = [str(path) for path in faces.files()]
    drawn = svg_to_bytes(svg_string=drawing, width=WIDTH, height=HEIGHT, skip_system_fonts=True, font_files=files)
    named = tuple(dict.fromkeys(_COLOUR.findall(drawing)))
    with Image.open(BytesIO(drawn)) as picture:
        flat = picture.convert("RGB").quantize(palette=_palette(named), dither=Image.Dither.NONE)
    written = BytesIO()
    flat.save(written, "PNG", compress_level=6)
    return written.getvalue()


def _refuse_elsewhere(drawing: str) -> None:
    """Raises ValueError for a drawing that names a file or an address, which the library would open."""
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
            raise ValueError(f"`{element}` names `{value}`, but a drawing may load nothing from elsewhere")


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a drawing may not have a document type")


@lru_cache(8)
def _palette(named: tuple[str, ...]) -> "Image":
    """The paper, and each other colour with its shades on it."""
    from PIL import Image

    paper, *others = [_colour(name) for name in named or ("ffffff", "000000")]
    shades = [_mixed(paper, other, step) for other in others for step in range(1, _SHADES + 1)]
    made = Image.new("P", (1, 1))
    made.putpalette([part for colour in [paper, *shades][:256] for part in colour])
    return made


def _colour(name: str) -> Colour:
    red, green, blue = bytes.fromhex(name)
    return red, green, blue


def _mixed(paper: Colour, other: Colour, step: int) -> Colour:
    red, green, blue = (round(p + (o - p) * step / _SHADES) for p, o in zip(paper, other, strict=True))
    return red, green, blue
