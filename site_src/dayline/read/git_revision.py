"""The content as it was: at another revision of git, or in another folder.

Compared with a branch, what counts is the commit where the two parted: what others have added to the branch since
then was never here, and so has not gone.

Git is only asked for names, for what objects hold and for what its index says of files; what is named by the user
goes to it as input, never as an argument. A file whose bytes are the same is not read again: git's name for a file
is the digest of its bytes.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from dayline.read.entry import Entry
from dayline.read.files import SourceFile, classify
from dayline.read.git import FETCH_ALL, NoRevision, Repository, repository_of
from dayline.read.git_index import Indexed, indexed, stat_of
from dayline.read.records import read_records
from dayline.read.scan import LARGEST_MAP, content_of, is_regular, scan_tree

_FILES = ("100644", "100755")
_FETCH = "fetch the history with `git fetch --unshallow`, or set `fetch-depth: 0` where CI checks it out"


class Revision(NamedTuple):
    """How the files of `content/` were: the names of those that are the same now, and the bytes of the others.

    `name` is what comes before the name of a file that is not the one that is there now; `words` say what it is
    that the content is compared with.
    """

    name: str
    same: frozenset[str]
    others: Mapping[str, bytes]
    words: str


def revision(site: Path, against: str) -> Revision:
    """The content of another folder that holds `content/`, or of the site at another revision of git.

    Raises NoRevision if there is no such thing.
    """
    if not against.strip() or not against.isprintable():
        raise NoRevision(f"{against!r} is neither a revision nor a folder")
    folder = Path(against)
    if (folder / "content").is_dir():
        return _in_folder(site, folder)
    try:
        return _in_git(site, against)
    except NoRevision as error:
        if folder.is_dir():
            raise NoRevision(f"there is no `content` in the folder `{against}`, and {error}") from error
        raise


def entries(revision: Revision) -> Iterator[Entry[Any]]:
    """What could be read then of the files that are not the same now; each entry's file is named with the revision."""
    for name, raw in revision.others.items():
        file = classify(name)
        if isinstance(file, SourceFile) and not any(part.startswith(".") for part in name.split("/")):
            yield from read_records(file._replace(name=f"{revision.name}{name}"), raw).entries


def _in_folder(site: Path, folder: Path) -> Revision:
    try:
        raws = {name: content_of(entry.path) for name, entry in sorted(scan_tree(folder).files)}
    except OSError as error:
        raise NoRevision(f"`{error.filename}` can't be read: {(error.strerror or 'unknown reason').lower()}") from error
    same = frozenset(name for name, raw in raws.items() if _bytes(site, name) == raw)
    others = {name: raw for name, raw in raws.items() if name not in same}
    return Revision(f"{folder.as_posix()}/", same, others, f"compared with the folder `{folder.as_posix()}`")


def _in_git(site: Path, ref: str) -> Revision:
    repository = repository_of(site)
    tip = _commit(repository, ref)
    commit = _parted(repository, tip, ref)
    then = dict(_tree(repository, commit))
    short, day = _dated(repository, commit)
    if not then:
        raise NoRevision(f"there is no `content` at `{ref if commit == tip else short}`")
    known = indexed(repository)
    same = frozenset(name for name, blob in then.items() if _is_same(site, name, blob, known.get(name)))
    changed = {name: blob for name, blob in then.items() if name not in same}
    others = dict(zip(changed, _blobs(repository, changed.values()), strict=True))
    what = f"`{ref}` ({short} of {day})" if commit == tip else f"{short} of {day}, where this branch left `{ref}`"
    where = f", in the repository `{os.path.relpath(repository.top)}`" if repository.below else ""
    return Revision(f"{ref if commit == tip else short}:", same, others, f"compared with {what}{where}")


def _commit(repository: Repository, ref: str) -> str:
    """The full name of the commit that a reference means."""
    if found := _found(repository, ref):
        return found
    if _is_shallow(repository):
        raise NoRevision(f"git knows no revision `{ref}`, and this clone is shallow; {_FETCH}")
    raise NoRevision(f"git knows no revision `{ref}`; `git branch --all` lists what there is")


def _parted(repository: Repository, tip: str, ref: str) -> str:
    """The last commit that what is checked out has in common with a revision."""
    head = _found(repository, "HEAD")
    common = repository.ask("merge-base", head, tip, accepted=(0, 1)).decode().strip() if head else ""
    if common:
        return common
    if _is_shallow(repository):
        raise NoRevision(f"this clone is shallow and does not reach back to where this branch left `{ref}`; {_FETCH}")
    raise NoRevision(
        f"what is checked out has no commit in common with `{ref}`; to compare with it as it is, check it out beside "
        f"this folder (`git worktree add --detach ../then {ref}`) and name the folder of its site: `--against ../then`"
    )


def _found(repository: Repository, ref: str) -> str:
    """The full name of the commit that a reference means; empty if there is none."""
    said = repository.ask("cat-file", "--batch-check", given=f"{ref}^{{commit}}\n".encode()).decode(errors="replace")
    name, _, kind = said.strip().rpartition(" commit ")
    return name if kind.isdigit() else ""


def _is_shallow(repository: Repository) -> bool:
    return repository.ask("rev-parse", "--is-shallow-repository").strip() == b"true"


def _dated(repository: Repository, commit: str) -> tuple[str, str]:
    """The short name of a commit, and the day on which it was made."""
    said = repository.ask("rev-list", "--max-count=1", "--format=%h %cs", commit).decode()
    short, _, day = said.strip().rpartition("\n")[2].partition(" ")
    return short, day


def _tree(repository: Repository, commit: str) -> Iterator[tuple[str, str]]:
    """The files of content at a commit, by their names from the site's folder, and git's names for their bytes."""
    for line in repository.ask("ls-tree", "-r", "-z", commit, "--", f"{repository.below}content/").split(b"\0"):
        about, _, name = line.partition(b"\t")
        mode, _, rest = about.decode().partition(" ")
        if mode in _FILES:
            yield name.decode(errors="surrogateescape").removeprefix(repository.below), rest.partition(" ")[2]


def _blobs(repository: Repository, names: Iterable[str]) -> Iterator[bytes]:
    """What objects hold, as far as a file of content can be long."""
    asked = "".join(f"{name}\n" for name in names).encode()
    said, start = (repository.ask("cat-file", "--batch", given=asked) if asked else b""), 0
    while start < len(said):
        end = said.index(b"\n", start)
        size = said[start:end].split()[-1]
        if not size.isdigit():
            raise NoRevision(f"git lacks some of the files of that revision; {FETCH_ALL}")
        start = end + 1 + int(size) + 1
        yield said[end + 1 : start - 1][: LARGEST_MAP + 1]


def _is_same(site: Path, name: str, blob: str, known: Indexed | None) -> bool:
    """Whether a file holds what git knows as `blob`; ends of lines may have been adapted when it was checked out."""
    if known and known.blob == blob and known.stat == stat_of(f"{site}/{name}"):
        return True
    raw = _bytes(site, name)
    if raw is None:
        return False
    return _name(raw, blob) == blob or (b"\r\n" in raw and _name(raw.replace(b"\r\n", b"\n"), blob) == blob)


def _name(raw: bytes, like: str) -> str:
    """Git's name for some bytes, of the same length as another name."""
    made = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return made(b"blob %d\0" % len(raw) + raw).hexdigest()


def _bytes(site: Path, name: str) -> bytes | None:
    try:
        return content_of(f"{site}/{name}") if is_regular(site, name) else None
    except OSError:
        return None
