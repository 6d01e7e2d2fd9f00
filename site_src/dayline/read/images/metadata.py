"""Metadata in a picture's file: where it was taken, comments, thumbnails."""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from dayline.read.images import exif
from dayline.read.images.segments import C2PA_BOX, Broken, parts

NAMES = {
    "comment": exif.COMMENT, "thumbnail": exif.THUMBNAIL, "iptc": exif.IPTC, "c2pa": "a C2PA manifest",
    "private": "a program’s private data", "trailer": "more data behind the picture’s end",
}  # fmt: skip
_TIFF = re.compile(rb"II\*\0|MM\0\*")
_LONGEST_EXIF = 1024 * 1024
_EXIF, _XMP = 0x08, 0x04  # flags of WebP's VP8X chunk
_XMP_SECRETS = ((re.compile(rb"GPS(?:Lat|Long|Position)"), exif.PLACE), (re.compile(rb"SerialNumber"), exif.SERIAL))


def refuse_endless(raw: bytes, format: str) -> None:
    """Raises Endless for a file that no decoder should open; other faults are found later."""
    with suppress(Broken):
        parts(raw, format)


def private_data(raw: bytes, format: str, embedded: Mapping[str, bytes] | None = None) -> tuple[str, ...]:
    """The kinds of private information in a file, in words; raises Broken and Endless, like everything here.

    `embedded` is the `exif` and `xmp` data of an AVIF, which only a library finds.
    """
    words: dict[str, None] = {}
    for kind, data in _data(raw, format, embedded):
        words |= dict.fromkeys(_words(kind, data))
    return tuple(words)


def manifest(raw: bytes, format: str) -> bytes:
    """The signed C2PA manifest store in a file; empty if there is none. Raises Broken."""
    pieces = [data for kind, data in _data(raw, format) if kind == "c2pa"]
    store = b"".join(_store(data, format, is_first=number == 0) for number, data in enumerate(pieces))
    return store if b"c2pa" in store else b""  # a JPEG has other things in such segments too


def cleaned(raw: bytes, format: str, embedded: Mapping[str, bytes] | None = None) -> bytes:
    """The file without metadata except its orientation, with the same picture. Raises Broken."""
    if format == "AVIF":
        return _without_manifest(_blanked(raw, (embedded or {}).get("xmp", b"")))
    turned = orientation(raw, format)
    kept, needs_orientation = [], turned != 1
    for part in parts(raw, format):
        if not part.kind:
            kept.append(raw[part.start : part.end])
        elif part.kind == "exif" and needs_orientation:
            kept.append(_WRAPPERS[format](exif.orientation_only(turned)))
            needs_orientation = False
    return _with_webp_header(b"".join(kept), turned != 1) if format == "WEBP" else b"".join(kept)


def orientation(raw: bytes, format: str, embedded: Mapping[str, bytes] | None = None) -> int:
    """The orientation of a picture as an EXIF number, 1 to 8. Raises Broken."""
    data_of_kinds = _data(raw, format, embedded)
    return next((exif.orientation(_exif(data)) for kind, data in data_of_kinds if kind == "exif"), 1)


def _data(raw: bytes, format: str, embedded: Mapping[str, bytes] | None = None) -> Iterator[tuple[str, bytes]]:
    yield from (embedded or {}).items() if format == "AVIF" else ()
    for part in parts(raw, format):
        yield part.kind, raw[part.start : part.end]


def _words(kind: str, data: bytes) -> tuple[str, ...]:
    if kind == "exif":
        return exif.secrets(_exif(data))
    if kind == "xmp" and data.strip(b"\0 "):
        return (*(word for pattern, word in _XMP_SECRETS if pattern.search(data)), exif.XMP)
    return tuple(filter(None, [NAMES.get(kind)]))


def _exif(data: bytes) -> bytes:
    """The TIFF structure in a part with EXIF data."""
    header = _TIFF.search(data)
    return data[header.start() :] if header else b""


def _store(data: bytes, format: str, *, is_first: bool) -> bytes:
    """The manifest store, or the piece of one, in a part of a file."""
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


def _with_webp_header(raw: bytes, has_exif: bool) -> bytes:
    """A WebP with the correct length and flags in its header."""
    webp = bytearray(raw)
    webp[4:8] = (len(webp) - 8).to_bytes(4, "little")
    if webp[12:16] == b"VP8X":
        webp[20] = webp[20] & ~(_EXIF | _XMP) | (_EXIF if has_exif else 0)
    return bytes(webp)


def _blanked(raw: bytes, xmp: bytes) -> bytes:
    """An AVIF with empty bytes in place of its metadata, so that all offsets stay valid."""
    for header in _TIFF.finditer(raw):
        start = header.start()
        data = raw[start : start + exif.extent(raw[start : start + _LONGEST_EXIF])]
        if len(data) >= exif.LENGTH and exif.secrets(data):
            blank = exif.orientation_only(exif.orientation(data)).ljust(len(data), b"\0")
            raw = raw[:start] + blank + raw[start + len(data) :]
    return raw.replace(xmp, b" " * len(xmp)) if xmp else raw


def _without_manifest(raw: bytes) -> bytes:
    """An AVIF with free space in place of a manifest."""
    for part in parts(raw, "AVIF"):
        if part.kind:
            size = part.end - part.start
            raw = raw[: part.start] + (size.to_bytes(4) + b"free").ljust(size, b"\0") + raw[part.end :]
    return raw


_WRAPPERS: Mapping[str, Callable[[bytes], bytes]] = {
    "JPEG": _in_segment, "PNG": _in_chunk, "WEBP": _in_riff, "GIF": lambda _: b"",
}  # fmt: skip
