"""Pictures as readers load them: upright, in sRGB, without metadata."""

import io
import warnings
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dayline.read.files import PICTURES
from dayline.read.images.backgrounds import best_background
from dayline.read.images.picture import opened, original, upright

if TYPE_CHECKING:
    from PIL.Image import Image

WIDEST = 1440  # pixels: twice the width of the widest column
SETTINGS = "2"  # to be changed whenever an edit below changes the resulting bytes
FORMATS = ("avif", "webp")
_AVIF = {"quality": 50, "speed": 7, "max_threads": 1, "autotiling": False}
_WEBP = {"quality": 76, "method": 4}


class Variant(NamedTuple):
    """A picture (`name`, relative to the site's folder) at a width in pixels, in the format of a file suffix."""

    site: Path
    name: str
    width: int
    ending: str

    def __bytes__(self) -> bytes:
        """The file; raises OSError."""
        return encoded(original(self.site, self.name), Path(self.name).suffix.lower(), self.width, self.ending)


def encoded(raw: bytes, suffix: str, width: int, ending: str) -> bytes:
    """A picture of the format of `suffix`, scaled down to a width in pixels, in another format."""
    from PIL import Image

    upright = _upright(raw, suffix)
    height = max(1, round(upright.height * width / upright.width))
    small = upright if width == upright.width else upright.resize((width, height), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    small.save(stream, ending.upper(), **(_AVIF if ending == "avif" else _WEBP))
    return stream.getvalue()


@lru_cache(1)
def _upright(raw: bytes, suffix: str) -> "Image":
    """A picture turned upright, no wider than the widest variant; cached while its variants are made."""
    from PIL import Image

    with warnings.catch_warnings(action="ignore"), opened(raw, PICTURES[suffix]) as image:
        image.draft("RGB", (2 * WIDEST, 2 * WIDEST))
        image.load()
        plain = _srgb(upright(image, raw, PICTURES[suffix]), image.info.get("icc_profile"))
    if plain.width > WIDEST:
        plain = plain.resize((WIDEST, max(1, round(plain.height * WIDEST / plain.width))), Image.Resampling.LANCZOS)
    plain.info.clear()
    return plain


def _srgb(image: "Image", profile: bytes | None) -> "Image":
    """A picture in 8-bit sRGB; transparent areas get a background, the same on dark pages."""
    from PIL import Image

    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    if image.mode.startswith(("I", "F")):
        image = image.point(lambda value: value / 256).convert("L")
    plain = _converted(image.convert("RGB") if alpha or image.mode in ("P", "1", "LA") else image, profile)
    if alpha is None:
        return plain
    plain.putalpha(alpha)
    grey = best_background(plain).grey
    return Image.composite(plain.convert("RGB"), Image.new("RGB", plain.size, (grey,) * 3), alpha)


def _converted(image: "Image", profile: bytes | None) -> "Image":
    from PIL import ImageCms

    if profile:
        try:
            converted: Any = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            return image.convert("RGB")
        return converted if converted is not None else image.convert("RGB")
    return image.convert("RGB")
