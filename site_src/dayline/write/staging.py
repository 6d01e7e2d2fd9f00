"""The folder beside the output in which the next edition is made, out of the edition before the current one."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from dayline.write import foreign, manifest
from dayline.write.errors import unusable
from dayline.write.files_tree import Stage
from dayline.write.incoming import Received
from dayline.write.layout import Place, remove_tree
from dayline.write.manifest import Digest
from dayline.write.swap import swap
from dayline.write.verify import Found, has_changed, look


@dataclass(frozen=True, slots=True)
class Spare:
    """The spare as it lies in `place`, what it `has`, and whether the current edition was taken on `trust`."""

    place: Place
    has: Mapping[str, Digest]
    folder: Stage
    trust: bool
    is_new: bool = False
    _numbers: Iterator[int] = field(default_factory=count)

    @classmethod
    def of(cls, place: Place, *, trust: bool) -> "Spare":
        """The spare that there is, or a new one, into which drafts go straight."""
        has, folder = manifest.read(place.spare), Stage(place.spare)
        if has is not None:
            return cls(place, has, folder, trust)
        remove_tree(place.spare)
        place.spare.mkdir()
        return cls(place, {}, folder, trust, is_new=True)

    def draft(self, path: str, content: bytes) -> str:
        """Writes a file to be published and returns where it is for now.

        Raises ValueError for an unsafe path or one that another file is in the way of.
        """
        try:
            if self.is_new:
                return self.folder.write(path, content)
            return Stage(self.place.inbox).write(str(next(self._numbers)), content)
        except OSError as error:
            raise unusable(self.place.output, error) from error

    def stage(self, received: Received, now: Found) -> None:
        """Makes the spare the edition that was received."""
        place, folder, has, wanted = self.place, self.folder, self.has, received.wanted
        new = [path for path, mark in wanted.items() if has.get(path) != mark]
        kept = [path for path in new if now.ours.get(path) == wanted[path]]
        if self.trust:
            Stage(place.output).must_be_free(sorted(wanted.keys() - now.listed.keys()))
        (place.spare / manifest.NAME).unlink(missing_ok=True)
        folder.remove(sorted(has.keys() - wanted.keys()))
        folder.link(sorted(kept), place.output)
        for path, draft in received.drafts.items():
            folder.move_in(path, draft)
        manifest.write(place.spare, wanted)

    def show(self, now: Found, wanted: Mapping[str, Digest]) -> None:
        """Lets the spare and the output change places, and leaves nothing in the new spare that isn't wanted."""
        place = self.place
        place.unlooked.touch()
        if place.output.exists():
            shutil.copymode(place.output, place.spare)
        with _carried(place.output, place.spare):
            swap(place.output, place.spare, place.aside)
        if self.trust:
            tidy(place, now, wanted)
        elif has_changed(place.spare, now.folders) or foreign.at_top(place.spare):
            give_back(place)
        else:
            tidy(place, now, wanted)
            place.unlooked.unlink()

    def tidy(self, now: Found) -> None:
        """Leaves nothing in the spare that the current edition doesn't have; a build may have been killed before it."""
        tidy(self.place, Found(self.has, self.has), now.listed)

    def abandon(self) -> None:
        """Removes what there is of a new spare, if it was not finished."""
        if self.is_new and not (self.place.spare / manifest.NAME).exists():
            remove_tree(self.place.spare)


def give_back(place: Place) -> bool:
    """Moves what was put into the output while it became the spare back into the output; whether there was something.

    Raises `OutputTaken` if it can't go there, because a newer file has its place.
    """
    carried = foreign.carried_in(place.spare)
    listed = manifest.read(place.spare) if place.unlooked.exists() else None
    spare = look(place.spare, listed or {}) if listed is not None else Found({}, {})
    if carried or spare.foreign:
        place.output.mkdir(exist_ok=True)
    for path in (*carried, *spare.foreign):
        Stage(place.output).take(path, place.spare)
    if not spare.is_whole:
        os.utime(place.output / manifest.NAME, (0, 0))  # some may be the same files: all are read again
    if listed is not None:
        tidy(place, spare, manifest.read(place.output) or {})
    place.unlooked.unlink(missing_ok=True)
    return bool(spare.foreign)


def tidy(place: Place, spare: Found, wanted: Mapping[str, Digest]) -> None:
    """Removes from the spare what the current edition doesn't have: spoilt files, and what may have been withheld."""
    kept = {path: mark for path, mark in spare.ours.items() if wanted.get(path) == mark}
    if kept.keys() == spare.listed.keys():
        return
    Stage(place.spare).remove(sorted(spare.listed.keys() - kept.keys()))
    looked = (place.spare / manifest.NAME).lstat().st_mtime_ns
    manifest.write(place.spare, kept)
    os.utime(place.spare / manifest.NAME, ns=(looked, looked))  # files touched since are still to be read


@contextmanager
def _carried(output: Path, spare: Path) -> Iterator[None]:
    """Takes along to the spare what stays through all editions; brings it back if the output stays what it is."""
    try:
        for path in foreign.carried_in(output):
            Stage(spare).take(path, output)
        yield
    except BaseException:
        for path in foreign.carried_in(spare) if output.exists() else ():
            Stage(output).take(path, spare)
        raise
