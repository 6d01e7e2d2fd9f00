"""The digest of the program, so that values cached by other code are never used."""

import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

_SOURCES = (".py", ".json", ".yaml", ".tsv", ".z", ".bin", ".ttf", ".js", ".css")  # data files count too


@cache
def program() -> bytes:
    """A 16-byte digest of the program's source, the installed libraries and the Python version."""
    seal = blake2b(digest_size=16)
    package = Path(__file__).parents[1]
    for path in sorted(path for path in package.rglob("*") if path.suffix in _SOURCES):
        seal.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for name in sorted(_installed()):
        seal.update(name.encode() + b"\0")
    seal.update(sys.version.encode())
    return seal.digest()


def _installed() -> set[str]:
    """The installed libraries, each as its name with its version."""
    folders = (Path(folder) for folder in sys.path if folder.endswith("-packages"))
    return {path.name for folder in folders if folder.is_dir() for path in folder.glob("*.dist-info")}
