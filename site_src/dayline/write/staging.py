"""The folder beside the output in which the next edition is made, out of the edition before the current one."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from dayline.write import manifest
from dayline.write.errors import unusable
from dayline.write.files_tree import Stage
from dayline.write.foreign_files import begin, forget, others_of_spare, remember, tidy
from dayline.write.incoming import Received
from dayline.write.layout import Place, remove_tree
from dayline.write.manifest import Digest
from dayline.write.swap import swap
from dayline.write.verify import Found


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
        if has is not None and place.others.exists():
            return cls(place, has, folder, trust)
        remove_tree(place.spare)
        place.others.unlink(missing_ok=True)
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
        """Makes the spare the edition that was received, with the files of others that there are now."""
        place, folder, has, wanted = self.place, self.folder, self.has, received.wanted
        new = [path for path, mark in wanted.items() if has.get(path) != mark]
        kept = [path for path in new if now.ours.get(path) == wanted[path]]
        # What others put there after the last look is known only from the folder itself.
        folder.must_be_free(sorted(wanted.keys() - has.keys() - now.others) if place.unlooked.exists() else ())
        begin(place, has.keys() | wanted.keys())
        folder.remove(sorted(has.keys() - wanted.keys()))
        folder.remove(sorted(others_of_spare(place) - now.others - wanted.keys()))
        folder.link(sorted([*kept, *now.others]), place.output)
        for path, draft in received.drafts.items():
            folder.move_in(path, draft)
        remember(place, now.others)
        manifest.write(place.spare, wanted)

    def show(self, now: Found, wanted: Mapping[str, Digest]) -> None:
        """Lets the spare and the output change places, and leaves nothing in the new spare that isn't wanted."""
        place = self.place
        if self.trust:
            place.unlooked.touch()
        if not now.is_whole:
            forget(place)
        if place.output.exists():
            shutil.copymode(place.output, place.spare)
        swap(place.output, place.spare, place.aside)
        tidy(place, now, wanted)
        if not now.is_whole:
            remember(place, now.others)
        place.unfinished.unlink(missing_ok=True)

    def tidy(self, now: Found) -> None:
        """Leaves nothing in the spare that the current edition doesn't have; a build may have been killed before it."""
        tidy(self.place, Found(self.has, self.has, now.others), now.listed)

    def abandon(self) -> None:
        """Removes what there is of a new spare, if it was not finished."""
        if self.is_new and not (self.place.spare / manifest.NAME).exists():
            remove_tree(self.place.spare)
