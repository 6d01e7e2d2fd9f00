"""Publishing an edition: stage it in the spare, verify what it replaces, swap the two, clean up."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dayline.write import addresses, fingerprint, staging
from dayline.write.addresses import MANIFEST, parent
from dayline.write.errors import Missing, explained, unusable
from dayline.write.files_tree import FilesTree
from dayline.write.incoming import Content, receive
from dayline.write.layout import Place, locked
from dayline.write.manifest import Changes, Digest, Manifest, list_path, part_of
from dayline.write.verify import Inspection


@dataclass(frozen=True, slots=True)
class Written:
    """The paths that a new edition wrote and removed, sorted; `edition` names it for `amend` and `is_whole`."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    edition: Digest = field(default=Digest(""), compare=False)


@dataclass(frozen=True, slots=True)
class Current:
    """The current edition, the time (ns) when its files were last checked, and the inspection of all folders.

    The inspection is None if the output is trusted: then only folders that change are inspected, before the change.
    """

    place: Place
    edition: Manifest
    checked: int
    inspection: Inspection | None
    drafts: FilesTree

    @property
    def missing(self) -> frozenset[str]:
        """Files that were found to be absent or to differ from the manifest."""
        return self.inspection.missing if self.inspection else frozenset()

    def get(self, path: str) -> Digest | None:
        """The digest of a file in the current edition."""
        return None if path in self.missing else self.edition.get(path)

    def draft(self, path: str, content: bytes) -> None:
        """Write a new file to the inbox; ValueError for an unsafe path or one that is taken."""
        if addresses.unsafe([path]):
            raise ValueError(f"unsafe path: {path!r}")
        try:
            self.drafts.write(path, content)
        except OSError as error:
            raise unusable(self.place.output, error) from error


def publish(files: Iterable[tuple[str, Content]], output: Path, *, verify: bool = False) -> Written:
    """Make `files` (relative POSIX path, content) the edition in `output`, whole or not at all.

    The output is trusted if it has the fingerprint of the last build; otherwise, with `verify` and once a day all of it
    is inspected. With `verify` every file is read, otherwise those written since they were last checked.

    Raises ValueError for unsafe or colliding paths, `Missing` if a file to keep is absent, and
    `OutputTaken` or `OutputUnusable` for the user to read. After any of these the output is as it was.
    """
    with _current(output, verify=verify) as current:
        received = receive(files, current.get, current.draft)
        return _published(current, received.drafts, current.edition.files().keys() - received.paths)


def amend(
    changed: Iterable[tuple[str, Content]],
    removed: Iterable[str],
    output: Path,
    *,
    base: str | None = None,
    verify: bool = False,
) -> Written:
    """Publish the current edition with some files changed and removed, without naming the others.

    A path in both `changed` and `removed` is changed. Raises `Missing` too if there is no edition, if it is not whole,
    or if it isn't `base` (`Written.edition`) because another build has published since: publish all files then.
    """
    with _current(output, verify=verify) as current:
        edition = current.edition
        if edition.text is None or base not in (None, edition.name):
            raise Missing((MANIFEST,))
        if current.missing:
            raise Missing(tuple(sorted(current.missing)))
        received = receive(changed, current.get, current.draft)
        return _published(current, received.drafts, {path for path in removed if edition.get(path)} - received.paths)


@contextmanager
def _current(output: Path, *, verify: bool) -> Iterator[Current]:
    with locked(output) as place:
        with explained(place.output):
            staging.return_carried(place)
            edition, recorded = Manifest(place.output, place.spare), fingerprint.read(place)
            is_recent = not verify and fingerprint.is_recent(recorded)
            is_trusted = is_recent and fingerprint.is_current(recorded, place, edition)
            staging.sync_spare(place, edition)
            checked = 0 if verify else fingerprint.checked_at(recorded, place, edition)
            inspection = None if is_trusted else staging.inspect_both(place, edition, checked)
            if inspection is not None:
                checked = place.inbox.stat().st_mtime_ns  # made just before
            staging.drafts(place).mkdir()
        yield Current(place, edition, checked, inspection, FilesTree(staging.drafts(place)))


def _published(current: Current, drafts: Mapping[str, Digest], removed: set[str]) -> Written:
    place, edition = current.place, current.edition
    changes = {**drafts, **dict.fromkeys(removed)}
    lists = edition.changed(changes, current.missing)
    _check_new(edition, changes, lists)
    with explained(place.output):
        if lists.keys() > {MANIFEST} or changes or lists[MANIFEST] != edition.text:
            inspection = current.inspection if current.inspection is not None else _inspect(current, changes)
            staging.stage(place, edition, changes, lists)
            staging.swap_in(place, edition, inspection)
            edition = Manifest(place.output)
            staging.sync_spare(place, edition)
        is_first = current.edition.text is None
        checked = (place.output / MANIFEST).stat().st_mtime_ns if is_first else current.checked
        fingerprint.write(place, edition, checked)
    return Written(tuple(sorted(drafts)), tuple(sorted(removed - current.missing)), edition.name)


def _check_new(edition: Manifest, changes: Changes, lists: Mapping[str, bytes | None]) -> None:
    """Raises ValueError if a new path can't be in one edition with the others."""
    new = {path for path, digest in changes.items() if digest and edition.get(path) is None}
    if new:
        parts = {part_of(path) for path in new}
        near = edition.files({"", *parts, *addresses.above(parts)})
        after = {**edition.everything([]), **lists}
        folders = addresses.above(path for path, text in after.items() if text is not None)
        addresses.check(new.union(path for path in near if changes.get(path, "") is not None), folders)


def _inspect(current: Current, changes: Changes) -> Inspection:
    """Inspect the folders that are about to change; raises `Missing` if one lacks a file that is kept.

    With a file that is added or removed a folder may come or go, which changes the ones above it.
    """
    moved = (path for path, digest in changes.items() if digest is None or current.edition.get(path) is None)
    folders = {"", *map(parent, changes), *addresses.above(moved)}
    inspection = staging.inspect_both(current.place, current.edition, current.checked, folders)
    if missing := inspection.missing.difference(changes).union(map(list_path, current.edition.lost)):
        raise Missing(tuple(sorted(missing)))
    return inspection
