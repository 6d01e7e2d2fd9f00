"""What is in an output that no build put there: two things are carried along, anything else stops the build."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from dayline.write import manifest
from dayline.write.addresses import CARRIED, above
from dayline.write.errors import OutputTaken, OutputUnusable, explained
from dayline.write.manifest import DRAFT, NAME, Digest


class Ours(NamedTuple):
    """The paths in an edition's folder that are no cause for concern: its files, and the folders on the way to them."""

    files: Mapping[str, Digest]
    folders: frozenset[str]

    def has(self, path: str, entry: os.DirEntry[str]) -> bool:
        """Whether an entry is what the edition has at this path, or one of those that are carried along."""
        if path in CARRIED or path in (NAME, DRAFT):
            return True
        if entry.is_dir(follow_symlinks=False):
            return path in self.folders
        return path in self.files and entry.is_file(follow_symlinks=False)


def check(output: Path) -> None:
    """Raises `OutputTaken` if there is anything foreign at the top of the output; reads two files and one folder.

    Raises `OutputUnusable` for a mount point, whose place no other folder can take. Nothing is changed.
    """
    output = output.resolve()
    if os.path.ismount(output):
        raise OutputUnusable(
            f"the output `{output}` is a mount point, and every build replaces the whole folder\n"
            f"help: name a folder inside it, as in `--output {output / 'site'}`"
        )
    with explained(output):
        manifest.check(output)
        if found := at_top(output):
            raise OutputTaken(found, output)


def at_top(output: Path) -> list[str]:
    """The names at the top of the output that its edition doesn't list."""
    while True:
        text = manifest.load(output)
        ours = of_edition((manifest.parse(text) if text else None) or {})
        found = [entry.name for entry in scanned(str(output)) if not ours.has(entry.name, entry)]
        if not found or manifest.load(output) == text:  # or another build has published in this moment
            return sorted(found)


def of_edition(listed: Mapping[str, Digest]) -> Ours:
    """What an edition with these files has, and the folders that lead to what is carried along, even if they don't."""
    return Ours(listed, frozenset(above(listed) | above(CARRIED)))


def carried_in(folder: Path) -> tuple[str, ...]:
    """The paths in a folder that are carried along from edition to edition."""
    return tuple(path for path in CARRIED if os.path.lexists(folder / path))


def scanned(folder: str) -> list[os.DirEntry[str]]:
    """The entries of a folder; none if it isn't there."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return []
