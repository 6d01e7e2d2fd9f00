"""The fingerprint of an output, which shows that nobody has changed it since the last build.

It is kept in the hidden folder, and made from the stats of the top folder, of everything in it, and of each folder
that has a list in the manifest, in both copies: mode, inode, size, and the times of the last change, one of which only
the system can set. Adding, removing or renaming anything there changes them, and no copy, clone or archive preserves
them. They say nothing about deeper folders, nor about files that are edited in place there. So an output is trusted for
a day at most, and then inspected completely. Stats of all folders would say more, but a build that changes nothing
would take a third longer.
"""

import os
import time
from collections.abc import Iterable
from typing import NamedTuple

from dayline.disk import NotRegular, read_regular
from dayline.write.addresses import CARRIED
from dayline.write.foreign import scanned
from dayline.write.layout import Place
from dayline.write.manifest import Digest, Manifest, hex_digest
from dayline.write.ownership import is_sealed

_TRUSTED = 24 * 60 * 60 * 10**9  # ns


class Fingerprint(NamedTuple):
    """The edition, the inode of its folder, the time (ns) when its files were last checked, the digest of the stats."""

    edition: str
    inode: int
    checked: int
    stats: str


def read(place: Place) -> Fingerprint | None:
    """The fingerprint from the end of the last build; None if there is none, or it was made elsewhere."""
    try:
        edition, inode, checked, stats = read_regular(place.fingerprint).decode().split()
        return Fingerprint(edition, int(inode), int(checked), stats) if is_sealed(place.seal) else None
    except (FileNotFoundError, NotADirectoryError, NotRegular, ValueError):
        return None


def write(place: Place, edition: Manifest, checked: int) -> None:
    """Save the fingerprint of an output."""
    draft = place.inbox / "fingerprint"
    draft.write_text(f"{edition.name} {_inode(place)} {checked} {_stats(place, edition.parts)}\n")
    draft.replace(place.fingerprint)


def checked_at(fingerprint: Fingerprint | None, place: Place, edition: Manifest) -> int:
    """When all files of an edition were last checked; 0 if that is unknown, or the folder is another one."""
    known = fingerprint is not None and (fingerprint.edition, fingerprint.inode) == (edition.name, _inode(place))
    return fingerprint.checked if fingerprint and known else 0


def is_current(fingerprint: Fingerprint | None, place: Place, edition: Manifest) -> bool:
    """Whether the output still has this fingerprint."""
    if fingerprint is None or fingerprint.edition != edition.name:
        return False
    return fingerprint.stats == _stats(place, edition.parts)


def is_recent(fingerprint: Fingerprint | None) -> bool:
    """Whether all folders were inspected during the last day."""
    return fingerprint is not None and abs(time.time_ns() - fingerprint.checked) < _TRUSTED


def _inode(place: Place) -> int:
    return place.output.stat().st_ino if place.output.exists() else 0


def _stats(place: Place, parts: Iterable[str]) -> Digest:
    stats = []
    for folder in map(str, (place.output, place.spare)):
        names = sorted(entry.name for entry in scanned(folder) if entry.name not in CARRIED)
        stats += [_stat(f"{folder}/{path}") for path in ("", *names, *sorted(parts))]
    return hex_digest(repr(stats).encode())


def _stat(at: str) -> tuple[str | int, ...]:
    try:
        stat = os.lstat(at)
    except FileNotFoundError:
        return (at,)
    return at, stat.st_mode, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
