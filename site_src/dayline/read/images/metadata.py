"""What the file of a picture holds beside the picture: where it was taken, comments, thumbnails."""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from dayline.read.images import exif
from dayline.read.images.segments import C2PA_BOX, Broken, parts

NAMED = {
    "comment": exif.COMMENT, "thumbnail": exif.THUMBNAIL, "iptc": exif.IPTC, "c2pa": "a C2PA manifest",
    "own": "data of a program’s own", "trailer": "more data behind the picture’s end",
}  # fmt: skip
_TIFF = re.compile(rb"II\*\0|MM\0\*")
_LONGEST_EXIF = 1024 * 1024
_EXIF, _XMP = 0x08, 0x04  # flags of WebP's VP8X chunk
_XMP_SECRETS = ((re.compile(rb"GPS(?:Lat|Long|Position)"), exif.PLACE), (re.compile(rb"SerialNumber"), exif.SERIAL))


def refuse_endless(raw: bytes, format: str) -> None:
    """Raises Endless for a file that no decoder should see; what is wrong with it otherwise is for others to say."""
    with suppress(Broken):
        parts(raw, format)


def found(raw: bytes, format: str, told: Mapping[str, bytes] | None = None) -> tuple[str, ...]:
    """What a file tells that no reader should have, in words; `told` is `exif` and `xmp` where only a library finds it.

    Raises Broken and Endless, as all that looks at parts.
    """
    words: dict[str, None] = {}
    for holds, data in _data(raw, format, told):
        words |= dict.fromkeys(_words(holds, data))
    return tuple(words)


def manifest(raw: bytes, format: str) -> bytes:
    """The C2PA manifest store that a file holds, as it was signed; empty without one. Raises Broken."""
    held = [data for holds, data in _data(raw, format) if holds == "c2pa"]
    store = b"".join(_store(data, format, is_first=number == 0) for number, data in enumerate(held))
    return store if b"c2pa" in store else b""  # a JPEG has other things in such segments too


def cleaned(raw: bytes, format: str, told: Mapping[str, bytes] | None = None) -> bytes:
    """A file without all that, its picture untouched; of the EXIF data the orientation stays. Raises Broken."""
    if format == "AVIF":
        return _unboxed(_blanked(raw, (told or {}).get("xmp", b"")))
    turned = orientation(raw, format)
    kept, wanted = [], turned != 1
    for part in parts(raw, format):
        if not part.holds:
            kept.append(raw[part.start : part.end])
        elif part.holds == "exif" and wanted:
            kept.append(_WRAPPED[format](exif.turned(turned)))
            wanted = False
    return _resized(b"".join(kept), turned != 1) if format == "WEBP" else b"".join(kept)


def orientation(raw: bytes, format: str, told: Mapping[str, bytes] | None = None) -> int:
    """How a picture is to be turned, as EXIF numbers it: 1 to 8. Raises Broken."""
    found = _data(raw, format, told)
    return next((exif.orientation(_exif(data)) for holds, data in found if holds == "exif"), 1)


def _data(raw: bytes, format: str, told: Mapping[str, bytes] | None = None) -> Iterator[tuple[str, bytes]]:
    yield from (told or {}).items() if format == "AVIF" else ()
    for part in parts(raw, format):
        yield part.holds, raw[part.start : part.end]


def _words(holds: str, data: bytes) -> tuple[str, ...]:
    if holds == "exif":
        return exif.secrets(_exif(data))
    if holds == "xmp" and data.strip(b"\0 "):
        return (*(word for pattern, word in _XMP_SECRETS if pattern.search(data)), exif.XMP)
    return tuple(filter(None, [NAMED.get(holds)]))


def _exif(data: bytes) -> bytes:
    """The TIFF structure in a part that holds EXIF data."""
    found = _TIFF.search(data)
    return data[found.start() :] if found else b""


def _store(data: bytes, format: str, *, is_first: bool) -> bytes:
    """What a part that holds a manifest store, or a piece of one, has of it."""
    if format == "JPEG":  # after marker, length, `JP`, instance and number; each piece repeats the head of the whole
        return data[12:] if is_first else data[20:]
    if format == "AVIF":  # after the box's head, version, purpose and the offset of further boxes
        return data[data.index(C2PA_BOX) + 20 :].partition(b"\0")[2][8:]
    if format == "WEBP":
        return data[8 : 8 + int.from_bytes(data[4:8], "little")]
    return data[8:-4]


def _in_segment(data: bytes) -> bytes:
    return b"\xff\xe1" + (len(data) + 8).to_bytes(2) + b"Exif\0\0" + data


def _in_chunk(data: bytes) -> bytes:
    named = b"eXIf" + data
    return len(data).to_bytes(4) + named + zlib.crc32(named).to_bytes(4)


def _in_riff(data: bytes) -> bytes:
    return b"EXIF" + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)


def _resized(raw: bytes, has_exif: bool) -> bytes:
    """A WebP whose header says how long it is and what it holds."""
    made = bytearray(raw)
    made[4:8] = (len(made) - 8).to_bytes(4, "little")
    if made[12:16] == b"VP8X":
        made[20] = made[20] & ~(_EXIF | _XMP) | (_EXIF if has_exif else 0)
    return bytes(made)


def _blanked(raw: bytes, xmp: bytes) -> bytes:
    """An AVIF with empty bytes where its metadata was: nothing in it moves, so that every offset holds."""
    for found in _TIFF.finditer(raw):
        at = found.start()
        data = raw[at : at + exif.extent(raw[at : at + _LONGEST_EXIF])]
        if len(data) >= exif.LENGTH and exif.secrets(data):
            kept = exif.turned(exif.orientation(data)).ljust(len(data), b"\0")
            raw = raw[:at] + kept + raw[at + len(data) :]
    return raw.replace(xmp, b" " * len(xmp)) if xmp else raw


def _unboxed(raw: bytes) -> bytes:
    """An AVIF with free space in the place of a manifest."""
    for part in parts(raw, "AVIF"):
        if part.holds:
            size = part.end - part.start
            raw = raw[: part.start] + (size.to_bytes(4) + b"free").ljust(size, b"\0") + raw[part.end :]
    return raw


_WRAPPED: Mapping[str, Callable[[bytes], bytes]] = {
    "JPEG": _in_segment, "PNG": _in_chunk, "WEBP": _in_riff, "GIF": lambda _: b"",
}  # fmt: skip
