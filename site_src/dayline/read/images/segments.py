"""The parts of a picture's file, and what each of them holds."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

MAX_SCANS = 100  # a camera writes one, programs about ten
_MAX_PARTS = 1000
_BYTES_PER_PART = 4096  # many programs write a PNG in pieces of 8 kB, so a long file may have more parts
C2PA_BOX = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")  # marks the box of a manifest in an AVIF
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_FILL = re.compile(rb"\xff+")
_MAX_FILL = 4096  # FF bytes before a marker, which the library reads one by one; programs write none or one
_AGAIN = "export it again from the original, or get the file once more"
_PNG_KEPT = (b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"cICP", b"acTL", b"fcTL", b"fdAT")
_PNG_HARMLESS = (b"tIME", b"hIST", b"sPLT", b"oFFs", b"pCAL", b"sCAL", b"sTER", b"iDOT", b"vpAg", b"caNv", b"orNT")
_WEBP_KEPT = (b"VP8X", b"ICCP", b"ALPH", b"VP8 ", b"VP8L", b"ANIM", b"ANMF")


class Broken(Exception):
    """A file with an invalid structure."""


class Endless(Exception):
    """A file that would take very long to draw or to search: why, and what to do, in words for the user."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


class Part(NamedTuple):
    """A part of a file; `kind` is `exif`, `xmp`, `harmless` or a key of `metadata.NAMES`, empty for the picture."""

    kind: str
    start: int
    end: int


def parts(raw: bytes, format: str) -> list[Part]:
    """The parts of a file in order; raises Broken and Endless."""
    limit = _MAX_PARTS + len(raw) // _BYTES_PER_PART
    is_limited = format != "GIF"  # in which each frame is a part; an animation is reported as such
    try:
        pieces = list(islice(_READERS[format](raw), limit + 1 if is_limited else None))
    except IndexError as error:
        raise Broken from error
    if is_limited and len(pieces) > limit:
        raise Endless("the file has far more parts than a picture needs", _AGAIN)
    return pieces


def _jpeg(raw: bytes) -> Iterator[Part]:
    """The segments of a JPEG (ITU-T T.81, annex B); a scan is one part with its header."""
    yield Part("", 0, 2)
    at, scans = _marker_start(raw, 2), 0
    while raw[at] == 0xFF and raw[at + 1] != 0xD9:
        size = int.from_bytes(raw[at + 2 : at + 4])
        end = at + 2 + size
        if raw[at + 1] == 0xDA:
            scans += 1
            after = _MARKER.search(raw, end)
            end = after.start() if after else len(raw)
        yield Part(_segment(raw[at + 1], raw[at + 4 : at + 40], size), at, end)
        if scans > MAX_SCANS:
            message = f"the picture is stored in more than {MAX_SCANS} scans, which take very long to draw"
            raise Endless(message, "export it again from the original, without “progressive”")
        at = _marker_start(raw, end)
    if raw[at : at + 2] != b"\xff\xd9":
        raise Broken
    yield Part("", at, at + 2)
    yield from _trailer(raw, at + 2)


def _marker_start(raw: bytes, at: int) -> int:
    """The start of a marker, which may have further FF bytes before it."""
    fill = _FILL.match(raw, at)
    if fill and len(fill[0]) > _MAX_FILL:
        raise Endless("the file has too many empty bytes between its parts", _AGAIN)
    return fill.end() - 1 if fill else at


def _segment(marker: int, head: bytes, size: int) -> str:
    """The kind of a JPEG segment, by its marker, first bytes and length."""
    if marker == 0xFE:
        return "comment"
    if head.startswith(b"JFIF\0") and marker == 0xE0:
        return "thumbnail" if size > _JFIF else ""
    if not 0xE0 <= marker <= 0xEF or marker == 0xEE:
        return ""
    known = (word for at, sign, word in _SEGMENTS if marker == at and head.startswith(sign))
    return next(known, "private")


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
    if name == b"caBX":
        return "c2pa"
    return "" if name[:1].isupper() or name in _PNG_KEPT else "harmless" if name in _PNG_HARMLESS else "private"


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
        known = {b"EXIF": "exif", b"XMP ": "xmp", b"C2PA": "c2pa"}
        kind = known.get(name, "" if name in _WEBP_KEPT else "private")
        yield Part(kind, at, min(end, len(raw)))
        at = end
    yield from _trailer(raw, at)


def _gif(raw: bytes) -> Iterator[Part]:
    """The blocks of a GIF (version 89a)."""
    at = 13 + _colours(raw[10])
    yield Part("", 0, at)
    while raw[at] != 0x3B:
        start, kind = at, ""
        if raw[at] == 0x21:
            kind, at = _extension(raw[at + 1], raw[at + 3 : at + 14]), at + 2
        elif raw[at] == 0x2C:
            at += 11 + _colours(raw[at + 9])
        else:
            raise Broken
        while raw[at]:
            at += 1 + raw[at]
        at += 1
        yield Part(kind, start, at)
    yield Part("", at, at + 1)
    yield from _trailer(raw, at + 1)


def _colours(flags: int) -> int:
    """The length of a GIF's colour table in bytes."""
    return 3 << (flags % 8 + 1) if flags & 0x80 else 0


def _extension(label: int, name: bytes) -> str:
    if label == 0xFF:
        return "" if name.startswith(b"NETSCAPE") else "xmp" if name.startswith(b"XMP") else "private"
    return "comment" if label in (0xFE, 0x01) else ""


def _trailer(raw: bytes, at: int) -> Iterator[Part]:
    """The part after the end of a picture; empty bytes are harmless."""
    if at < len(raw):
        yield Part("trailer" if raw[at:].strip(b"\0\xff\r\n ") else "harmless", at, len(raw))


def _avif(raw: bytes) -> Iterator[Part]:
    """The boxes of an AVIF (ISO/IEC 14496-12), of which only manifests are looked at here."""
    at = 0
    while at < len(raw):
        size, name, head = int.from_bytes(raw[at : at + 4]), raw[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(raw[at + 8 : at + 16]), 16
        end = at + size if size else len(raw)
        if end < at + head:
            raise Broken
        is_manifest = name == b"uuid" and raw[at + head : at + head + 16] == C2PA_BOX
        yield Part("c2pa" if is_manifest else "", at, min(end, len(raw)))
        at = end


_JFIF = 16  # bytes of the segment, if there is no thumbnail in it
_SEGMENTS = (
    (0xE0, b"JFXX\0", "thumbnail"), (0xE1, b"Exif\0", "exif"), (0xE1, b"http://ns.adobe.com/", "xmp"),
    (0xE2, b"ICC_PROFILE\0", ""), (0xE2, b"MPF\0", "harmless"), (0xEB, b"JP", "c2pa"), (0xED, b"", "iptc"),
)  # fmt: skip
_READERS: Mapping[str, Callable[[bytes], Iterator[Part]]] = {
    "JPEG": _jpeg, "PNG": _png, "WEBP": _webp, "GIF": _gif, "AVIF": _avif,
}  # fmt: skip
