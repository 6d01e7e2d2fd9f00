"""Stamps and digests of many files, packed into a few bytes each, so that no build loads or saves them one by one."""

import struct
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from dayline.digests import SIZE

Stamp = tuple[int, int, int, int]
"""Size, modified, changed and inode, the times in ns."""

_NONE = (0, 0, 0, 0)
_FORMAT = struct.Struct("<4Q")


class PackedStamps(NamedTuple):
    """Files by their names, each in a line; in the same order their stamps, zeros if there is none, and digests."""

    names: str = ""
    stamps: bytes = b""
    digests: bytes = b""


NO_FILES = PackedStamps()


class Stamps(Mapping[str, tuple[Stamp | None, bytes]]):
    """The stamp and the digest of each file, which show whether it has changed; the stamp may be missing."""

    def __init__(self, packed: PackedStamps = NO_FILES) -> None:
        self.packed = packed

    @classmethod
    def of(cls, files: Mapping[str, tuple[Stamp | None, bytes]]) -> "Stamps":
        """Some stamps and digests, packed."""
        stamps = b"".join(_packed(stamp) for stamp, _ in files.values())
        digests = b"".join(digest.ljust(SIZE, b"\0") for _, digest in files.values())
        return cls(PackedStamps("\n".join(files), stamps, digests))

    def by_name(self) -> dict[str, Stamp]:
        """The stamps of all files; zeros, which no file has, stand for a missing one."""
        return dict(zip(self._places, _FORMAT.iter_unpack(self.packed.stamps), strict=True))

    def digest_of(self, name: str) -> bytes:
        """The digest of a file."""
        place = self._places[name]
        return self.packed.digests[place * SIZE : (place + 1) * SIZE]

    def changed(self, files: Mapping[str, tuple[Stamp | None, bytes]]) -> "Stamps":
        """The same files, some of which have other stamps and digests."""
        stamps, digests = bytearray(self.packed.stamps), bytearray(self.packed.digests)
        for name, (stamp, digest) in files.items():
            place = self._places[name]
            _FORMAT.pack_into(stamps, place * _FORMAT.size, *_storable(stamp))
            digests[place * SIZE : (place + 1) * SIZE] = digest.ljust(SIZE, b"\0")
        return Stamps(PackedStamps(self.packed.names, bytes(stamps), bytes(digests)))

    def __getitem__(self, name: str) -> tuple[Stamp | None, bytes]:
        size, modified, changed, inode = _FORMAT.unpack_from(self.packed.stamps, self._places[name] * _FORMAT.size)
        stamp = (size, modified, changed, inode)
        return None if stamp == _NONE else stamp, self.digest_of(name)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    @cached_property
    def _places(self) -> dict[str, int]:
        names = self.packed.names
        return {name: place for place, name in enumerate(names.split("\n"))} if names else {}


def _packed(stamp: Stamp | None) -> bytes:
    return _FORMAT.pack(*_storable(stamp))


def _storable(stamp: Stamp | None) -> Stamp:
    """A stamp, or none if a number in it is out of range: times before 1970, and inodes of some network drives."""
    return stamp if stamp and min(stamp) >= 0 and max(stamp) < 1 << 64 else _NONE
