"""The ground that a transparent picture is put on, so that what is drawn can be seen: white, or dark, or grey."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_LOST = 0.1  # of what is drawn
OWN_GROUND = 0.6  # of the area
LEAST_DRAWN = 0.02  # of a picture with a ground of its own
SAMPLE = 512  # px on the longer side


class Ground(NamedTuple):
    """A grey (0–255), and the greys that can't be told from it: their contrast with it is below 1.5 : 1."""

    grey: int
    low: int
    high: int


WHITE, DARK, GREY = Ground(255, 211, 255), Ground(24, 0, 55), Ground(118, 91, 148)


def ground(image: "Image") -> Ground:
    """The first ground that shows what is drawn in a transparent picture, or the one that hides least of it."""
    luma, alpha = _sample(image)
    if _has_own(luma, alpha):
        return WHITE
    lost = {one: _share(luma, alpha, one) for one in (WHITE, DARK, GREY)}
    return next((one for one, share in lost.items() if share < MOST_LOST), min(lost, key=lost.__getitem__))


def is_hidden(image: "Image") -> bool:
    """Whether there is no ground that shows all that is drawn in a transparent picture."""
    luma, alpha = _sample(image)
    return not _has_own(luma, alpha) and _share(luma, alpha, ground(image)) >= MOST_LOST


def _sample(image: "Image") -> "tuple[Image, Image]":
    """The greys of a picture and how opaque they are, no larger than is needed to judge by."""
    from PIL.Image import Resampling

    small = image.copy()
    small.thumbnail((SAMPLE, SAMPLE), Resampling.NEAREST)  # greys that are in it, not mixtures of them
    seen = small.convert("RGBA")
    return seen.convert("RGB").convert("L"), seen.getchannel("A")


def _has_own(luma: "Image", alpha: "Image") -> bool:
    """Whether a picture is nearly opaque, as a screenshot with round corners is, and not all white."""
    from PIL import ImageStat

    opaque = ImageStat.Stat(alpha).mean[0] / 255
    return opaque >= OWN_GROUND and _share(luma, alpha, WHITE) <= 1 - LEAST_DRAWN


def _share(luma: "Image", alpha: "Image", on: Ground) -> float:
    """How much of what is drawn can't be told from a ground; what is half transparent counts half."""
    from PIL import ImageChops, ImageStat

    drawn = ImageStat.Stat(alpha).sum[0]
    alike = luma.point([255 if on.low <= grey <= on.high else 0 for grey in range(256)])
    return float(ImageStat.Stat(ImageChops.multiply(alike, alpha)).sum[0] / drawn) if drawn else 0.0
