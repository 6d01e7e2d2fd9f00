"""Files in an output that no build put there: some are carried along (`CARRIED`), any other stops the build."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from dayline.write.addresses import CARRIED, MANIFEST, above
from dayline.write.errors import OutputTaken, OutputUnusable, explained
from dayline.write.manifest import Digest, Manifest


class Expected(NamedTuple):
    """The paths that an edition's folder may hold: its files, and the folders they are in."""

    files: Mapping[str, Digest]
    folders: frozenset[str]

    def has(self, path: str, entry: os.DirEntry[str]) -> bool:
        """Whether an entry is what the edition has at this path, or is carried along."""
        if path in CARRIED:
            return True
        if entry.is_dir(follow_symlinks=False):
            return path in self.folders
        return (path in self.files or path == MANIFEST) and entry.is_file(follow_symlinks=False)


def check(output: Path) -> None:
    """Raises `OutputTaken` if there is anything foreign at the top of the output; reads one file and one folder.

    Raises `OutputUnusable` for a mount point, whose place no other folder can take. Nothing is changed.
    """
    output = output.resolve()
    if os.path.ismount(output):
        raise OutputUnusable(
            f"the output `{output}` is a mount point, and every build replaces the whole folder\n"
            f"help: name a folder inside it, as in `--output {output / 'site'}`"
        )
    with explained(output):
        if names := at_top(output):
            raise OutputTaken(names, output)


def at_top(output: Path) -> list[str]:
    """The names at the top of the output that its edition doesn't list."""
    while True:
        edition = Manifest(output)
        expected = expected_in(edition.everything([""]))
        names = [entry.name for entry in scanned(str(output)) if not expected.has(entry.name, entry)]
        if not names or Manifest(output).text == edition.text:  # else another build published at this moment
            return sorted(names)


def expected_in(listed: Mapping[str, Digest]) -> Expected:
    """What the folder of an edition with these files and lists may hold, carried files included."""
    return Expected(listed, frozenset(above(listed) | above(CARRIED)))


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
