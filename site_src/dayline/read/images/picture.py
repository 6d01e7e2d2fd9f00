"""Pictures: what a file that should be one is, and what is wrong with it. It is kept as facts, never as pixels."""

import hashlib
import io
import struct
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dayline.disk import read_regular
from dayline.problems import Problem, Spot
from dayline.read.entry import Entry, FileResult
from dayline.read.files import PICTURES, SourceFile
from dayline.read.images import metadata
from dayline.read.images.backgrounds import is_hidden
from dayline.read.images.segments import Broken, Endless
from dayline.read.scan import LARGEST_PICTURE
from dayline.schema.media import PictureRecord

if TYPE_CHECKING:
    from PIL.Image import Image

WIDEST = 12_000  # px
MOST_PIXELS = 30_000_000
_SIGNS = (
    (b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"GIF8", "GIF"), (b"%PDF", "a PDF"),
    (b"BM", "a BMP picture"), (b"II*\0", "a TIFF picture"), (b"MM\0*", "a TIFF picture"), (b"PK\3\4", "a ZIP archive"),
    (b"\x1aE\xdf\xa3", "a film"), (b"version https://git-lfs", "a pointer of Git LFS, not the picture itself"),
)  # fmt: skip
_BRANDS = {
    b"avif": "AVIF", b"avis": "AVIF", b"heic": "a HEIC picture", b"heix": "a HEIC picture", b"mif1": "a HEIC picture",
    b"hevc": "a HEIC picture", b"msf1": "a HEIC picture",
}  # fmt: skip
_OTHER_FORMATS = frozenset(("a HEIC picture", "a BMP picture", "a TIFF picture"))
DAMAGED = (OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError, KeyError, TypeError, RuntimeError,
           MemoryError)  # fmt: skip
_AS_PICTURE = "save it as JPEG, PNG, WebP or AVIF"


class NoPicture(Exception):
    """Bytes that are no picture we can show: why, in words for the user."""


def read_picture(file: SourceFile, raw: bytes) -> FileResult:
    """The facts about a picture's file, and what keeps it from being shown."""
    spot = Spot(file.name)
    wrong = _unlike_its_name(file.name, raw) or _too_large(raw)
    if wrong:
        return FileResult(file, (), (Problem("E25", spot, *wrong),))
    format = PICTURES[Path(file.name).suffix.lower()]
    try:
        metadata.refuse_endless(raw, format)
        with warnings.catch_warnings(action="ignore"), opened(raw, format) as image:
            found, sides = list(_about(image, file.name)), _sides(image, raw, format)
            if not found:
                image.draft("RGB", (64, 64))
                image.load()
            words = metadata.found(raw, format, told(image))
            remarks = () if found else tuple(_hiding(image, spot))
    except NoPicture as reason:
        return FileResult(file, (), (Problem("E25", spot, str(reason), _smaller(file.name)),))
    except Endless as reason:
        return FileResult(file, (), (Problem("E25", spot, str(reason), reason.help),))
    except (*DAMAGED, Broken):
        help = "export it again from the original, or get the file once more"
        return FileResult(file, (), (Problem("E25", spot, "the picture is damaged or not complete", help),))
    found += [_telling(file.name, words)] if words else []
    record = PictureRecord(format=format, width=sides[0], height=sides[1], sha256=hashlib.sha256(raw).hexdigest())
    digest = hashlib.blake2b(f"picture {file.id}\0".encode() + raw, digest_size=16).digest()
    problems = (*(Problem("E25", spot, message, help) for message, help in found), *remarks)
    return FileResult(file, (Entry("picture", file.id, file.name, (), digest, record),), problems)


def original(site: Path, name: str) -> bytes:
    """The bytes of a picture's file; raises OSError."""
    return read_regular(site / name)


def opened(raw: bytes, format: str) -> "Image":
    """A picture whose header has been read and nothing else; raises NoPicture, or what the library says of damage."""
    from PIL import Image

    with warnings.catch_warnings(action="ignore"):
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return Image.open(io.BytesIO(raw), formats=["JPEG", "MPO"] if format == "JPEG" else [format])
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise NoPicture("the picture has far more than 30 million pixels") from error


def upright(image: "Image", raw: bytes, format: str) -> "Image":
    """A picture as it is shown, turned as its file asks for."""
    from PIL.Image import Transpose

    turns = (
        None, Transpose.FLIP_LEFT_RIGHT, Transpose.ROTATE_180, Transpose.FLIP_TOP_BOTTOM, Transpose.TRANSPOSE,
        Transpose.ROTATE_270, Transpose.TRANSVERSE, Transpose.ROTATE_90,
    )  # fmt: skip
    turn = turns[metadata.orientation(raw, format, told(image)) - 1]
    return image if turn is None else image.transpose(turn)


def told(image: "Image") -> dict[str, bytes]:
    """The EXIF and XMP data of a picture as far as the library finds them."""
    found = {name: image.info.get(name, b"") for name in ("exif", "xmp")}
    return {name: data for name, data in found.items() if isinstance(data, bytes) and data}


def looks_like(raw: bytes) -> str:
    """What a file is by its first bytes: the name of a format we show, or words for anything else."""
    for sign, name in _SIGNS:
        if raw.startswith(sign):
            return name
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "WEBP"
    if raw[4:8] == b"ftyp":
        return _BRANDS.get(raw[8:12], "a film")
    return _text(raw[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower())


def _text(head: bytes) -> str:
    if b"<svg" in head:
        return "an SVG drawing"
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "a web page (HTML)"
    if not head:
        return "empty"
    return "text" if not head.strip(bytes(range(32, 127)) + b"\t\r\n") else "nothing that can be told"


def _unlike_its_name(name: str, raw: bytes) -> tuple[str, str] | None:
    """A file that is not of the format its name ends in."""
    ending = Path(name).suffix
    format, found = PICTURES[ending.lower()], looks_like(raw)
    if found == format:
        return None
    if found in PICTURES.values():
        right = next(known for known, one in PICTURES.items() if one == found)
        return f"the name ends in `{ending}`, but the file is {found}", f"rename it and its `.yaml` to end in `{right}`"
    if found == "empty":
        return "the file is empty", "put the picture in its place, or delete it"
    if found == "an SVG drawing":
        return "this is an SVG drawing, which can hold scripts and load things from elsewhere", "export it as PNG"
    if found in _OTHER_FORMATS:
        return f"this is {found}, which most browsers can't show", _AS_PICTURE
    return f"this is not a picture: it looks like {found}", f"{_AS_PICTURE}, or get the file once more"


def _too_large(raw: bytes) -> tuple[str, str] | None:
    if len(raw) <= LARGEST_PICTURE:
        return None
    return "the file is larger than 20 MB", "export it with at most 4,000 px on its longer side"


def _about(image: "Image", name: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a picture by its header alone."""
    width, height = image.size
    if max(width, height) > WIDEST:
        yield f"the picture is {width:,} × {height:,} px; no side may be longer than {WIDEST:,}", _smaller(name)
    elif width * height > MOST_PIXELS:
        yield f"the picture has {width * height / 10**6:.0f} million pixels, more than 30 million", _smaller(name)
    elif image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        yield "the picture moves", "save one frame of it as PNG: readers must be able to look without being distracted"


def _smaller(name: str) -> str:
    return f"export `{Path(name).name}` with at most 4,000 px on its longer side"


def _telling(name: str, words: tuple[str, ...]) -> tuple[str, str]:
    *others, last = words
    listed = f"{', '.join(others)} and {last}" if others else last
    return f"the file holds {listed}", f"run `dayline clean-media {name}`, which leaves the picture as it is"


def _hiding(image: "Image", spot: Spot) -> Iterator[Problem]:
    if image.has_transparency_data and is_hidden(image):
        message = "part of this transparent picture can't be seen on any ground: it is drawn light, dark and in between"
        help = "export it on a ground that shows it all, without transparency"
        yield Problem("W30", spot, message, help)


def _sides(image: "Image", raw: bytes, format: str) -> tuple[int, int]:
    """Width and height in pixels as the picture is shown, turned as it asks for."""
    width, height = image.size
    return (height, width) if metadata.orientation(raw, format, told(image)) > 4 else (width, height)
