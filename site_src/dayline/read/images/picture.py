"""Checking the files of pictures; of each, facts are stored but no pixels."""

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

MAX_SIDE = 12_000  # px
MAX_PIXELS = 30_000_000
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
    """Bytes that are not a picture that can be shown: why, in words for the user."""


def read_picture(file: SourceFile, raw: bytes) -> FileResult:
    """The facts about a picture's file, and the problems that keep it from being shown."""
    spot = Spot(file.name)
    if fault := _unlike_its_name(file.name, raw) or _too_large(raw):
        return FileResult(file, (), (Problem("E25", spot, *fault),))
    format = PICTURES[Path(file.name).suffix.lower()]
    try:
        sides, problems = _examine(file.name, raw, format)
    except NoPicture as reason:
        return FileResult(file, (), (Problem("E25", spot, str(reason), _smaller(file.name)),))
    except Endless as reason:
        return FileResult(file, (), (Problem("E25", spot, str(reason), reason.help),))
    except (*DAMAGED, Broken):
        help = "export it again from the original, or get the file once more"
        return FileResult(file, (), (Problem("E25", spot, "the picture is damaged or not complete", help),))
    record = PictureRecord(format=format, width=sides[0], height=sides[1], sha256=hashlib.sha256(raw).hexdigest())
    digest = hashlib.blake2b(f"picture {file.id}\0".encode() + raw, digest_size=16).digest()
    return FileResult(file, (Entry("picture", file.id, file.name, (), digest, record),), tuple(problems))


def _examine(name: str, raw: bytes, format: str) -> tuple[tuple[int, int], list[Problem]]:
    """Width and height of a picture, and its problems; raises NoPicture, Endless, Broken and what is in DAMAGED."""
    spot = Spot(name)
    metadata.refuse_endless(raw, format)
    with warnings.catch_warnings(action="ignore"), opened(raw, format) as image:
        faults, sides = list(_header_faults(image, name)), _sides(image, raw, format)
        if not faults:
            image.draft("RGB", (64, 64))
            image.load()
        secrets = metadata.private_data(raw, format, embedded(image))
        hidden = [] if faults else list(_hidden(image, spot))
    faults += [_gives_away(name, secrets)] if secrets else []
    return sides, [*(Problem("E25", spot, message, help) for message, help in faults), *hidden]


def original(site: Path, name: str) -> bytes:
    """The bytes of a picture's file; raises OSError."""
    return read_regular(site / name)


def opened(raw: bytes, format: str) -> "Image":
    """A picture of which only the header has been read; raises NoPicture, or the library's errors if it is damaged."""
    from PIL import Image

    with warnings.catch_warnings(action="ignore"):
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return Image.open(io.BytesIO(raw), formats=["JPEG", "MPO"] if format == "JPEG" else [format])
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise NoPicture("the picture has far more than 30 million pixels") from error


def upright(image: "Image", raw: bytes, format: str) -> "Image":
    """A picture turned according to its orientation."""
    from PIL.Image import Transpose

    turns = (
        None, Transpose.FLIP_LEFT_RIGHT, Transpose.ROTATE_180, Transpose.FLIP_TOP_BOTTOM, Transpose.TRANSPOSE,
        Transpose.ROTATE_270, Transpose.TRANSVERSE, Transpose.ROTATE_90,
    )  # fmt: skip
    turn = turns[metadata.orientation(raw, format, embedded(image)) - 1]
    return image if turn is None else image.transpose(turn)


def embedded(image: "Image") -> dict[str, bytes]:
    """The EXIF and XMP data that the library finds in a picture."""
    data_by_kind = {kind: image.info.get(kind, b"") for kind in ("exif", "xmp")}
    return {kind: data for kind, data in data_by_kind.items() if isinstance(data, bytes) and data}


def looks_like(raw: bytes) -> str:
    """The format of a file by its first bytes: the name of a supported format, or words for any other."""
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
    return "text" if not head.strip(bytes(range(32, 127)) + b"\t\r\n") else "an unknown format"


def _unlike_its_name(name: str, raw: bytes) -> tuple[str, str] | None:
    """Message and help for a file whose format differs from the ending of its name."""
    ending = Path(name).suffix
    actual = looks_like(raw)
    if actual == PICTURES[ending.lower()]:
        return None
    if actual in PICTURES.values():
        right = next(ending for ending, format in PICTURES.items() if format == actual)
        message = f"the name ends in `{ending}`, but the file is {actual}"
        return message, f"rename it and its `.yaml` to end in `{right}`"
    if actual == "empty":
        return "the file is empty", "put the picture in its place, or delete it"
    if actual == "an SVG drawing":
        return "this is an SVG drawing, which can hold scripts and load things from elsewhere", "export it as PNG"
    if actual in _OTHER_FORMATS:
        return f"this is {actual}, which most browsers can't show", _AS_PICTURE
    return f"this is not a picture: it looks like {actual}", f"{_AS_PICTURE}, or get the file once more"


def _too_large(raw: bytes) -> tuple[str, str] | None:
    if len(raw) <= LARGEST_PICTURE:
        return None
    return "the file is larger than 20 MB", "export it with at most 4,000 px on its longer side"


def _header_faults(image: "Image", name: str) -> Iterator[tuple[str, str]]:
    """Messages and helps for what a picture's header alone shows to be wrong."""
    width, height = image.size
    if max(width, height) > MAX_SIDE:
        yield f"the picture is {width:,} × {height:,} px; no side may be longer than {MAX_SIDE:,}", _smaller(name)
    elif width * height > MAX_PIXELS:
        yield f"the picture has {width * height / 10**6:.0f} million pixels, more than 30 million", _smaller(name)
    elif image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        yield "the picture is animated", "save one frame of it as PNG, so that nothing distracts readers"


def _smaller(name: str) -> str:
    return f"export `{Path(name).name}` with at most 4,000 px on its longer side"


def _gives_away(name: str, secrets: tuple[str, ...]) -> tuple[str, str]:
    *others, last = secrets
    listed = f"{', '.join(others)} and {last}" if others else last
    return f"the file holds {listed}", f"run `dayline clean-media {name}`, which leaves the picture unchanged"


def _hidden(image: "Image", spot: Spot) -> Iterator[Problem]:
    if image.has_transparency_data and is_hidden(image):
        message = "no background shows all of this transparent picture: it is drawn light, dark and in between"
        help = "export it without transparency, on a background that shows all of it"
        yield Problem("W30", spot, message, help)


def _sides(image: "Image", raw: bytes, format: str) -> tuple[int, int]:
    """Width and height of the upright picture in pixels."""
    width, height = image.size
    return (height, width) if metadata.orientation(raw, format, embedded(image)) > 4 else (width, height)
