"""A file of values that are looked up one by one, so that what is not asked for is not read.

First come the values in blocks, then an index for each table, a directory of the indexes, and at the end the salt of
all seals and the seal of the directory. An index holds the 64-bit digest of each key, sorted, and beside it where the
value is: the start of its block and its place there. In tables of numbers it is the number itself. Directory, indexes
and blocks are sealed, each with its place: whatever was altered or cut off is noticed when it is read, and so is a key
that is hidden. NumberIndex are little-endian.
"""

import os
import sys
import weakref
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from hmac import compare_digest
from io import BytesIO
from typing import Any, NamedTuple, TypeAlias

from dayline.cache import pickled

SEAL, SALT, WORD = 16, 16, 8
_TAIL = 2 * WORD + SALT + SEAL
_BITS = 8
_PLACES = 1 << _BITS  # values of a block, at most
_FEW = 100  # keys that are looked up one by one before all are read
Encoded: TypeAlias = tuple[Sequence[Any], bytes | memoryview]  # some keys, and what their values are decoded from


class Damaged(Exception):
    """The file is not as it was written."""


class Place(NamedTuple):
    """Where the index of a table is, how many keys it has, its seal, and where the list of its keys is."""

    start: int
    size: int
    seal: bytes
    keys: int


class Contents(NamedTuple):
    """What a table is to hold: its keys in their order, and their values in blocks of any order."""

    keys: tuple[Any, ...]
    blocks: Iterable[Encoded]


class Sealer(NamedTuple):
    """The keyed digests of one shelf; the salt keeps values of different files apart."""

    secret: bytes
    salt: bytes

    def seal(self, name: str, raw: bytes | memoryview) -> bytes:
        """The seal of some bytes under a name."""
        keyed = blake2b(name.encode() + b"\0", key=self.secret, salt=self.salt, digest_size=SEAL)
        keyed.update(raw)
        return keyed.digest()

    def check(self, name: str, raw: bytes, seal: bytes) -> None:
        """Raises Damaged unless the seal is that of the bytes."""
        if not compare_digest(self.seal(name, raw), seal):
            raise Damaged


def written(
    tables: Mapping[str, Contents], numbers: Mapping[str, Mapping[int, int]], sealer: Sealer
) -> Iterator[bytes | memoryview]:
    """The bytes of a shelf with some tables, and some tables of numbers by the digests of their keys."""
    places, indexes = dict[str, tuple[Any, ...]](), list[bytes]()
    end = start = 0
    for name, contents in tables.items():
        numbers_of: dict[Any, int] = {}
        for block, raw in contents.blocks:
            numbers_of.update((key, end << _BITS | place) for place, key in enumerate(block))
            yield from _sealed(name, end, raw, sealer)
            end += WORD + SEAL + len(raw)
        in_order = array("Q", [numbers_of[key] for key in contents.keys])
        keys = pickled.dumps((contents.keys, in_order.tobytes()))
        yield from _sealed(name, end, keys, sealer)
        index = _index(by_digest(numbers_of))
        places[name] = (start, len(numbers_of), sealer.seal(name, index), end)
        indexes.append(index)
        start, end = start + len(index), end + WORD + SEAL + len(keys)
    for name, known in numbers.items():
        index = _index(known)
        places[name] = (start, len(known), sealer.seal(name, index), 0)
        indexes.append(index)
        start += len(index)
    directory = bytes(pickled.dumps(places))
    yield from (*indexes, directory, _word(start), _word(len(directory)), sealer.salt, sealer.seal("", directory))


def _sealed(table: str, start: int, raw: bytes | memoryview, sealer: Sealer) -> tuple[bytes | memoryview, ...]:
    """A block with its length and its seal."""
    return _word(len(raw)), sealer.seal(f"{table}\0{start}", raw), raw


def by_digest(numbers: Mapping[Any, int]) -> dict[int, int]:
    """Numbers by the digests of their keys."""
    return dict(zip(map(key_digest, numbers), numbers.values(), strict=True))


def _index(numbers: Mapping[int, int]) -> bytes:
    digests = sorted(numbers)
    words = array("Q", [*digests, *(numbers[digest] for digest in digests)])
    if sys.byteorder != "little":
        words.byteswap()
    return words.tobytes()


class Shelf:
    """An open shelf; raises Damaged if its directory isn't as it was written.

    The file is read in pieces, not mapped into memory: if it vanishes from a network drive, that can be handled.
    """

    def __init__(self, descriptor: int, secret: bytes) -> None:
        self._descriptor = descriptor
        weakref.finalize(self, os.close, descriptor)
        self._size = end = os.fstat(descriptor).st_size
        tail = self._at(end - _TAIL, _TAIL)
        if sys.byteorder != "little":
            raise Damaged
        indexes, size = (int.from_bytes(tail[at : at + WORD], "little") for at in (0, WORD))
        self._sealer = Sealer(secret, tail[2 * WORD : 2 * WORD + SALT])
        directory = self._at(end - _TAIL - size, size)
        self._sealer.check("", directory, tail[-SEAL:])
        self._places = {name: Place(*place) for name, place in pickled.load(BytesIO(directory)).items()}
        self._indexes = end - _TAIL - size - indexes

    @property
    def salt(self) -> bytes:
        """The salt of its seals, by which one shelf differs from all others."""
        return self._sealer.salt

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def table(self, name: str, decode: Callable[[bytes], Sequence[Any]]) -> "Table":
        """A table of the shelf; raises Damaged if there is none, or its index isn't as it was written."""
        return Table(self, name, self.numbers(name), decode)

    def numbers(self, name: str) -> "NumberIndex":
        """A table of numbers, or the index of another; raises Damaged if there is none, or it is another."""
        if name not in self._places:
            raise Damaged
        place = self._places[name]
        index = self._at(self._indexes + place.start, 2 * WORD * place.size)
        self._sealer.check(name, index, place.seal)
        return NumberIndex(index)

    def keys(self, name: str) -> dict[Any, int]:
        """The keys of a table in their order, each with its number."""
        keys, raw = pickled.load(BytesIO(self.block(name, self._places[name].keys)))
        return dict(zip(keys, array("Q", raw), strict=True))

    def block(self, table: str, start: int) -> bytes:
        """A block of values; raises Damaged if it isn't as it was written."""
        head = self._at(start, WORD + SEAL)
        raw = self._at(start + WORD + SEAL, int.from_bytes(head[:WORD], "little"))
        self._sealer.check(f"{table}\0{start}", raw, head[WORD:])
        return raw

    def _at(self, start: int, size: int) -> bytes:
        if not 0 <= start <= start + size <= self._size:
            raise Damaged
        try:
            os.lseek(self._descriptor, start, os.SEEK_SET)
            raw = os.read(self._descriptor, size)
        except OSError as error:
            raise Damaged from error
        if len(raw) != size:
            raise Damaged
        return raw


class NumberIndex:
    """The numbers in an index by their keys."""

    def __init__(self, index: bytes) -> None:
        words = memoryview(index).cast("Q")
        half = len(words) // 2
        self._digests, self._numbers = words[:half], words[half:]

    def get(self, key: object) -> int | None:
        """The number of a key."""
        digest = key_digest(key)
        place = bisect_left(self._digests, digest)
        return self._numbers[place] if place < len(self) and self._digests[place] == digest else None

    def items(self) -> Iterator[tuple[int, int]]:
        """The digests of all keys, with their numbers."""
        return zip(self._digests, self._numbers, strict=True)

    def __len__(self) -> int:
        return len(self._digests)


class Table(Mapping[Any, Any]):
    """The values of a table, read and decoded in blocks when one of them is asked for."""

    def __init__(self, shelf: Shelf, name: str, places: NumberIndex, decode: Callable[[bytes], Sequence[Any]]) -> None:
        self._shelf, self._name, self._places, self._decode = shelf, name, places, decode
        self._blocks: dict[int, Sequence[Any]] = {}
        self._known: dict[Any, int] = {}

    def __getitem__(self, key: Any) -> Any:
        number = self._known.get(key)
        if number is None:
            number = self._places.get(key)
            if number is None:
                raise KeyError(key)
            self._known[key] = number
            if len(self._known) > _FEW:
                self._known = self._keys
        start = number >> _BITS
        if start not in self._blocks:
            self._blocks[start] = self._decode(self._shelf.block(self._name, start))
        return self._blocks[start][number & (_PLACES - 1)]

    def __contains__(self, key: object) -> bool:
        return key in self._known or self._places.get(key) is not None

    def __iter__(self) -> Iterator[Any]:
        self._known = self._keys
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._places)

    @cached_property
    def _keys(self) -> dict[Any, int]:
        return self._shelf.keys(self._name)

    def raw(self, key: Any) -> bytes:
        """The block with the value of a key, as it is on disk."""
        return self._shelf.block(self._name, self._keys[key] >> _BITS)

    def same(self, values: Mapping[Any, Any]) -> Iterator[Encoded]:
        """The blocks, as they are on disk, whose values were read from here and are all among some `values`."""
        keys: dict[int, dict[int, Any]] = {}
        for key, number in self._keys.items():
            keys.setdefault(number >> _BITS, {})[number & (_PLACES - 1)] = key
        for start, block in self._blocks.items():
            if all(values.get(keys[start][place]) is value for place, value in enumerate(block)):
                yield tuple(keys[start][place] for place in range(len(block))), self._shelf.block(self._name, start)


def key_digest(key: object) -> int:
    """64 bits for a key, which is a text, a number, a date, or a tuple of these."""
    return int.from_bytes(blake2b(repr(key).encode(), digest_size=WORD).digest(), "little")


def _word(number: int) -> bytes:
    return number.to_bytes(WORD, "little")
