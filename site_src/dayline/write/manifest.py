"""The list of an edition's files, which stands in the edition itself: `digest  path`, sorted by path."""

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG
from typing import NewType, cast

from dayline.disk import NotRegular, read_regular
from dayline.write.addresses import unsafe
from dayline.write.errors import OutputTaken

NAME = ".dayline-manifest"
DRAFT = f"{NAME}.draft"
_WIDTH = 32

Digest = NewType("Digest", str)
"""BLAKE2b of a file's bytes, 16 bytes long, in hex: what `b2sum --length 128` prints."""


def hex_digest(content: bytes) -> Digest:
    """The digest under which the manifest lists a file with these bytes."""
    return Digest(blake2b(content, digest_size=_WIDTH // 2).hexdigest())


def edition(output: Path) -> dict[str, Digest]:
    """What the current edition lists, path → digest; empty if there is none yet."""
    return dict(read(output) or {})


def read(folder: Path) -> Mapping[str, Digest] | None:
    """What the manifest in `folder` lists, or None if there is none that can be believed."""
    text = load(folder)
    return None if text is None else parse(text)


def load(folder: Path) -> bytes | None:
    """The manifest in `folder` as it stands, if there is one and it is a regular file."""
    try:
        return read_regular(folder / NAME)
    except (FileNotFoundError, NotADirectoryError, NotRegular):
        return None


def check(folder: Path) -> None:
    """Raises `OutputTaken` if a link, a folder or the like has the name of a manifest."""
    for name in (NAME, DRAFT):
        with suppress(FileNotFoundError, NotADirectoryError):
            if not S_ISREG((folder / name).lstat().st_mode):
                raise OutputTaken((name,), folder)


def mark(folder: Path) -> Digest:
    """The digest of the manifest itself, which names the edition."""
    return hex_digest(load(folder) or b"")


@lru_cache(maxsize=2)  # the spare's is mostly the same
def parse(text: bytes) -> Mapping[str, Digest] | None:
    """What a manifest with this text lists, or None if it can't be believed."""
    try:
        lines = text.decode().split("\n")
    except UnicodeDecodeError:
        return None
    files = {line[_WIDTH + 2 :]: line[:_WIDTH] for line in lines if line}
    return None if unsafe(files) else cast("dict[str, Digest]", files)


def write(folder: Path, files: Mapping[str, Digest]) -> None:
    """Puts the manifest into `folder`, whole or not at all."""
    text = "".join([f"{files[path]}  {path}\n" for path in sorted(files)]).encode()
    draft = folder / DRAFT
    draft.unlink(missing_ok=True)  # never through a link that somebody put there
    with draft.open("xb") as file:
        file.write(text)
    draft.replace(folder / NAME)
