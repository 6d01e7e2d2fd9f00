"""The list of an edition's files, which stands in the edition itself: `digest  path`, sorted by path."""

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NewType

from dayline.write.addresses import unsafe

NAME = ".dayline-manifest"
_WIDTH = 32

Digest = NewType("Digest", str)
"""BLAKE2b of a file's bytes, 16 bytes long, in hex: what `b2sum --length 128` prints."""


def digest(content: bytes) -> Digest:
    """The digest under which the manifest lists a file with these bytes."""
    return Digest(blake2b(content, digest_size=_WIDTH // 2).hexdigest())


def edition(output: Path) -> dict[str, Digest]:
    """What the current edition lists, path → digest; empty if there is none yet."""
    return read(output) or {}


def read(folder: Path) -> dict[str, Digest] | None:
    """What the manifest in `folder` lists, or None if there is none that can be believed."""
    try:
        lines = (folder / NAME).read_bytes().decode().split("\n")
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None
    files = {line[_WIDTH + 2 :]: Digest(line[:_WIDTH]) for line in lines if line}
    return None if unsafe(files) else files


def write(folder: Path, files: Mapping[str, Digest]) -> None:
    """Puts the manifest into `folder`, whole or not at all."""
    text = "".join([f"{files[path]}  {path}\n" for path in sorted(files)])
    draft = folder / f"{NAME}.draft"
    draft.write_bytes(text.encode())
    draft.replace(folder / NAME)
