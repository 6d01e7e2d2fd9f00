"""The digest of the program, so that values cached by other code are never used."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

_SOURCES = (".py", ".json", ".yaml", ".tsv", ".z", ".bin", ".ttf", ".js", ".css")  # data files count too


@cache
def program() -> bytes:
    """A 16-byte digest of the program's source, the installed libraries and the Python version."""
    seal = blake2b(digest_size=16)
    package = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - as text: hundreds of paths, at every start
    for name in sorted(_sources(package)):
        with open(f"{package}/{name}", "rb", 0) as stream:  # noqa: PTH123
            seal.update(name.encode() + b"\0" + stream.read() + b"\0")
    for name in sorted(_installed()):
        seal.update(name.encode() + b"\0")
    seal.update(sys.version.encode())
    return seal.digest()


def _sources(package: str) -> Iterator[str]:
    """The names of the program's files, relative to its package."""
    for folder, folders, names in os.walk(package):
        folders[:] = [name for name in folders if name != "__pycache__"]
        start = folder[len(package) + 1 :].replace(os.sep, "/")
        yield from (f"{start}/{name}" if start else name for name in names if name.endswith(_SOURCES))


def _installed() -> set[str]:
    """The installed libraries, each as its name with its version."""
    folders = (Path(folder) for folder in sys.path if folder.endswith("-packages"))
    return {path.name for folder in folders if folder.is_dir() for path in folder.glob("*.dist-info")}
