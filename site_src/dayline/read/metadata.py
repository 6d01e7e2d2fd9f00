"""What the file of a picture holds beside the picture: where it was taken, comments, thumbnails."""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from dayline.read import exif

_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_PNG_KEPT = (b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"cICP", b"acTL", b"fcTL", b"fdAT")
_WEBP_KEPT = (b"VP8X", b"ICCP", b"ALPH", b"VP8 ", b"VP8L", b"ANIM", b"ANMF")
_TIFF = re.compile(rb"II\*\0|MM\0\*")
_LONGEST_EXIF = 1024 * 1024
_EXIF, _XMP = 0x08, 0x04  # flags of WebP's VP8X chunk
_XMP_SECRETS = ((re.compile(rb"GPS(?:Lat|Long|Position)"), exif.PLACE), (re.compile(rb"SerialNumber"), exif.SERIAL))


class Broken(Exception):
    """A file that is not built as its format says."""


class Part(NamedTuple):
    """A stretch of a file; `holds` is `exif`, `xmp`, `comment`, `trailer` or `other`, empty for the picture itself."""

    holds: str
    start: int
    end: int


def found(raw: bytes, format: str, told: Mapping[str, bytes] | None = None) -> tuple[str, ...]:
    """What a file tells that no reader should have, in words; `told` is `exif` and `xmp` where only a library finds it.

    Raises Broken.
    """
    words: dict[str, None] = {}
    for holds, data in (told or {}).items() if format == "AVIF" else _data(raw, format):
        words |= dict.fromkeys(_words(holds, data))
    return tuple(words)


def cleaned(raw: bytes, format: str, told: Mapping[str, bytes] | None = None) -> bytes:
    """A file without all that, its picture untouched; of the EXIF data the orientation stays. Raises Broken."""
    if format == "AVIF":
        return _blanked(raw, (told or {}).get("xmp", b""))
    turned = orientation(raw, format)
    kept, wanted = [], turned != 1
    for part in _parts(raw, format):
        if not part.holds:
            kept.append(raw[part.start : part.end])
        elif part.holds == "exif" and wanted:
            kept.append(_WRAPPED[format](exif.turned(turned)))
            wanted = False
    return _resized(b"".join(kept), turned != 1) if format == "WEBP" else b"".join(kept)


def orientation(raw: bytes, format: str, told: Mapping[str, bytes] | None = None) -> int:
    """How a picture is to be turned, as EXIF numbers it: 1 to 8. Raises Broken."""
    found = (told or {}).items() if format == "AVIF" else _data(raw, format)
    return next((exif.orientation(_exif(data)) for holds, data in found if holds == "exif"), 1)


def _data(raw: bytes, format: str) -> Iterator[tuple[str, bytes]]:
    for part in _parts(raw, format):
        yield part.holds, raw[part.start : part.end]


def _words(holds: str, data: bytes) -> tuple[str, ...]:
    if holds == "exif":
        return exif.secrets(_exif(data))
    if holds == "xmp":
        return tuple(word for pattern, word in _XMP_SECRETS if pattern.search(data))
    return {"comment": ("a comment",), "trailer": ("more data behind the picture’s end",)}.get(holds, ())


def _exif(data: bytes) -> bytes:
    """The TIFF structure in a part that holds EXIF data."""
    found = _TIFF.search(data)
    return data[found.start() :] if found else b""


def _parts(raw: bytes, format: str) -> list[Part]:
    try:
        return list(_READERS[format](raw))
    except IndexError as error:
        raise Broken from error


def _jpeg(raw: bytes) -> Iterator[Part]:
    """The segments of a JPEG (ITU-T T.81, annex B); a scan goes with its header."""
    yield Part("", 0, 2)
    at = 2
    while raw[at] == 0xFF and raw[at + 1] != 0xD9:
        if raw[at + 1] == 0xFF:
            at += 1
            continue
        end = at + 2 + int.from_bytes(raw[at + 2 : at + 4])
        if raw[at + 1] == 0xDA:
            after = _MARKER.search(raw, end)
            end = after.start() if after else len(raw)
        yield Part(_segment(raw[at + 1], raw[at + 4 : at + 40]), at, end)
        at = end
    if raw[at : at + 2] != b"\xff\xd9":
        raise Broken
    yield Part("", at, at + 2)
    yield from _trailer(raw, at + 2)


def _segment(marker: int, head: bytes) -> str:
    if marker == 0xFE:
        return "comment"
    if marker == 0xE1:
        is_xmp = head.startswith(b"http://ns.adobe.com/")
        return "exif" if head.startswith(b"Exif\0") else "xmp" if is_xmp else "other"
    if 0xE2 <= marker <= 0xEF and marker != 0xEE:
        return "" if head.startswith(b"ICC_PROFILE\0") else "other"
    return ""


def _png(raw: bytes) -> Iterator[Part]:
    """The chunks of a PNG (W3C, third edition)."""
    yield Part("", 0, 8)
    at, name = 8, b""
    while name != b"IEND":
        name, end = raw[at + 4 : at + 8], at + 12 + int.from_bytes(raw[at : at + 4])
        if end > len(raw):
            raise Broken
        yield Part(_chunk(name, raw[at + 8 : at + 30]), at, end)
        at = end
    yield from _trailer(raw, at)


def _chunk(name: bytes, head: bytes) -> str:
    if name in (b"tEXt", b"zTXt", b"iTXt"):
        return "xmp" if head.startswith(b"XML:com.adobe.xmp") else "comment"
    if name == b"eXIf":
        return "exif"
    return "" if name[:1].isupper() or name in _PNG_KEPT else "other"


def _webp(raw: bytes) -> Iterator[Part]:
    """The chunks of a WebP (RFC 9649)."""
    whole = 8 + int.from_bytes(raw[4:8], "little")
    if whole > len(raw):
        raise Broken
    yield Part("", 0, 12)
    at = 12
    while at < whole:
        name, size = raw[at : at + 4], int.from_bytes(raw[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        holds = {b"EXIF": "exif", b"XMP ": "xmp"}.get(name, "" if name in _WEBP_KEPT else "other")
        yield Part(holds, at, min(end, len(raw)))
        at = end
    yield from _trailer(raw, at)


def _gif(raw: bytes) -> Iterator[Part]:
    """The blocks of a GIF (version 89a)."""
    at = 13 + _colours(raw[10])
    yield Part("", 0, at)
    while raw[at] != 0x3B:
        start, holds = at, ""
        if raw[at] == 0x21:
            holds, at = _extension(raw[at + 1], raw[at + 3 : at + 14]), at + 2
        elif raw[at] == 0x2C:
            at += 11 + _colours(raw[at + 9])
        else:
            raise Broken
        while raw[at]:
            at += 1 + raw[at]
        at += 1
        yield Part(holds, start, at)
    yield Part("", at, at + 1)
    yield from _trailer(raw, at + 1)


def _colours(flags: int) -> int:
    """The bytes of a GIF's table of colours."""
    return 3 << (flags % 8 + 1) if flags & 0x80 else 0


def _extension(label: int, name: bytes) -> str:
    if label == 0xFF:
        return "" if name.startswith(b"NETSCAPE") else "xmp" if name.startswith(b"XMP") else "other"
    return "comment" if label in (0xFE, 0x01) else ""


def _trailer(raw: bytes, at: int) -> Iterator[Part]:
    """What follows the end of a picture; a few empty bytes are nothing."""
    if at < len(raw):
        yield Part("trailer" if raw[at:].strip(b"\0\xff\r\n ") else "other", at, len(raw))


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


_READERS: Mapping[str, Callable[[bytes], Iterator[Part]]] = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp, "GIF": _gif}
_WRAPPED: Mapping[str, Callable[[bytes], bytes]] = {
    "JPEG": _in_segment, "PNG": _in_chunk, "WEBP": _in_riff, "GIF": lambda _: b"",
}  # fmt: skip
