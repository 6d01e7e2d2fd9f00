"""The background to put a transparent picture on so that all of it can be seen: white, dark or grey."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_HIDDEN = 0.1  # share of what is drawn
OPAQUE_SHARE = 0.6  # of the area, in a picture that has a background
MIN_DRAWN = 0.02  # share of a picture that has a background
SAMPLE = 512  # px on the longer side


class Background(NamedTuple):
    """A grey (0–255), and the range of greys too close to it: their contrast with it is below 1.5 : 1."""

    grey: int
    low: int
    high: int


WHITE, DARK, GREY = Background(255, 211, 255), Background(24, 0, 55), Background(118, 91, 148)


def best_background(image: "Image") -> Background:
    """The first background on which a transparent picture can be seen, or the one that hides the least of it."""
    luma, alpha = _sample(image)
    if _has_background(luma, alpha):
        return WHITE
    shares = {background: _hidden_share(luma, alpha, background) for background in (WHITE, DARK, GREY)}
    visible = (background for background, share in shares.items() if share < MAX_HIDDEN)
    return next(visible, min(shares, key=shares.__getitem__))


def is_hidden(image: "Image") -> bool:
    """Whether no background shows all of a transparent picture."""
    luma, alpha = _sample(image)
    if _has_background(luma, alpha):
        return False
    return _hidden_share(luma, alpha, best_background(image)) >= MAX_HIDDEN


def _sample(image: "Image") -> "tuple[Image, Image]":
    """The greys and the opacity of a picture, reduced in size."""
    from PIL.Image import Resampling

    small = image.copy()
    small.thumbnail((SAMPLE, SAMPLE), Resampling.NEAREST)  # keeps the greys, where other filters would mix them
    rgba = small.convert("RGBA")
    return rgba.convert("RGB").convert("L"), rgba.getchannel("A")


def _has_background(luma: "Image", alpha: "Image") -> bool:
    """Whether a picture is nearly opaque, like a screenshot with round corners, and not all white."""
    from PIL import ImageStat

    opaque = ImageStat.Stat(alpha).mean[0] / 255
    return opaque >= OPAQUE_SHARE and _hidden_share(luma, alpha, WHITE) <= 1 - MIN_DRAWN


def _hidden_share(luma: "Image", alpha: "Image", background: Background) -> float:
    """The share of what is drawn that can't be seen on a background, weighted by opacity."""
    from PIL import ImageChops, ImageStat

    drawn = ImageStat.Stat(alpha).sum[0]
    hidden = luma.point([255 if background.low <= grey <= background.high else 0 for grey in range(256)])
    return float(ImageStat.Stat(ImageChops.multiply(hidden, alpha)).sum[0] / drawn) if drawn else 0.0
