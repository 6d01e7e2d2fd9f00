"""EXIF data (CIPA DC-008): which of it gives away more than the picture shows.

Pillow's reader can't replace `tags`: it reads only the first of duplicate tags, and skips values that are cut off or of
a type unknown to it (such as 129, the UTF-8 of EXIF 3), so a place or a comment could be published unnoticed. Nor does
it report where data ends, which is needed to remove it from an AVIF. Tests check that `tags` finds what Pillow finds.
"""

import struct
from collections.abc import Iterator
from typing import Literal, NamedTuple

PLACE, SERIAL = "the place where it was taken (GPS)", "a serial number of the camera"
COMMENT, THUMBNAIL = "a comment", "a thumbnail, which may show more than the picture"
XMP, IPTC = "XMP data", "IPTC data"
LENGTH = 26  # bytes of the data that `orientation_only` returns
_ORIENTATION, _EXIF_IFD, _GPS_IFD = 0x0112, 0x8769, 0x8825
_THUMBNAIL = (0x0111, 0x0201)
_SECRETS = {
    0x927C: "the camera maker’s notes", 0xA430: "the name of the camera’s owner", 0x013C: "the name of a computer",
    0xA420: "a number that no other picture has", 0x02BC: XMP, 0x83BB: IPTC, 0x8649: IPTC,
    **dict.fromkeys((0xA431, 0xA435, 0xC62F), SERIAL),
    **dict.fromkeys((0x013B, 0x8298, 0xA437, 0xA438), "the name of its maker or owner"),
    **dict.fromkeys((0x010D, 0x010E, 0x9286, 0xA436, *range(0x9C9B, 0x9CA0)), COMMENT),
}  # fmt: skip
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_MAX_DIRECTORIES = 50  # a real file has four
_MAX_LENGTHS = 4  # times the data's length: all values together are not longer unless they overlap


class Overlapping(ValueError):
    """Values that overlap, so that reading them all would take hours."""


class Tag(NamedTuple):
    """A value in one of the directories `main`, `exif`, `gps` and `thumbnail`; `end` is the offset of its end."""

    directory: str
    number: int
    value: bytes
    end: int


def secrets(data: bytes) -> tuple[str, ...]:
    """The kinds of private information in EXIF data, in words; raises Overlapping, as all that reads values does."""
    return tuple(dict.fromkeys(filter(None, map(_secret, tags(data)))))


def orientation(data: bytes) -> int:
    """The orientation of the picture, 1 to 8; 1 is upright."""
    order: Literal["big", "little"] = "big" if data.startswith(b"MM") else "little"
    values = (tag.value for tag in tags(data) if tag.directory == "main" and tag.number == _ORIENTATION)
    value = int.from_bytes(next(values, b""), order)
    return value if 1 <= value <= 8 else 1


def extent(data: bytes) -> int:
    """The length in bytes of the EXIF data at the start of `data`; 0 if it only looks like EXIF data."""
    try:
        return min(len(data), max((tag.end for tag in tags(data)), default=0))
    except Overlapping:
        return 0


def orientation_only(orientation: int) -> bytes:
    """EXIF data that holds nothing but an orientation."""
    return struct.pack("<2sHIHHHIII", b"II", 42, 8, 1, _ORIENTATION, 3, 1, orientation, 0)


def tags(data: bytes) -> Iterator[Tag]:
    """The values in EXIF data, up to the first that can't be read."""
    order = ">" if data.startswith(b"MM") else "<"
    try:
        queue = [("main", struct.unpack_from(f"{order}I", data, 4)[0])] if data else []
        left = _MAX_LENGTHS * len(data)
        for _ in range(_MAX_DIRECTORIES):
            if not queue:
                return
            directory, at = queue.pop()
            for tag in _directory(data, order, directory, at, queue):
                left -= len(tag.value) + 12
                if left < 0:
                    raise Overlapping
                yield tag
    except struct.error:
        return


def _directory(data: bytes, order: str, directory: str, at: int, queue: list[tuple[str, int]]) -> Iterator[Tag]:
    """The values of a directory; further directories are added to the queue."""
    (count,) = struct.unpack_from(f"{order}H", data, at)
    after = at + 2 + 12 * count
    for start in range(at + 2, after, 12):
        number, kind, count_of_values, value = struct.unpack_from(f"{order}HHII", data, start)
        size = _SIZES.get(kind, 1) * count_of_values
        if number in (_EXIF_IFD, _GPS_IFD):
            queue.append(("exif" if number == _EXIF_IFD else "gps", value))
        else:
            offset = start + 8 if size <= 4 else value
            yield Tag(directory, number, data[offset : offset + size], max(offset + size, start + 16))
    if directory == "main" and len(data) >= after + 4 and (next_at := struct.unpack_from(f"{order}I", data, after)[0]):
        queue.append(("thumbnail", next_at))


def _secret(tag: Tag) -> str:
    if tag.directory == "gps":
        return PLACE if tag.number else ""
    if tag.directory == "thumbnail":
        return THUMBNAIL if tag.number in _THUMBNAIL else ""
    text = tag.value[8:] if tag.number == 0x9286 else tag.value
    return _SECRETS.get(tag.number, "") if text.strip(b"\0 ") else ""
