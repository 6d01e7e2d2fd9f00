"""The content of another git revision or another folder, to compare with.

The content is compared with the merge base of a branch: what others have added to the branch since then was never
here, so it has not been removed.

Git is only used to look up names, objects and its index; the user's text is passed to it as input, never as an
argument. Unchanged files are not read again: git's object id of a file is a digest of its bytes.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dayline.read.files import SourceFile, classify
from dayline.read.git import FETCH_ALL, NoRevision, Repository, repository_of
from dayline.read.git_index import IndexEntry, index_entries, stat_of
from dayline.read.scan import LARGEST_MAP, content_of, is_regular, scan_tree

if TYPE_CHECKING:
    from dayline.read.entry import Entry

_FILE_MODES = ("100644", "100755")
_FETCH = "fetch the history with `git fetch --unshallow`, or set `fetch-depth: 0` where CI checks it out"


class Revision(NamedTuple):
    """The earlier files of `content/`: the names of unchanged ones, and the earlier bytes of changed ones.

    `prefix` marks the names of earlier files in messages; `description` says what the content is compared with.
    """

    prefix: str
    unchanged: frozenset[str]
    changed: Mapping[str, bytes]
    description: str


def revision(site: Path, against: str) -> Revision:
    """The content of another site's folder, or of the site at another git revision; raises NoRevision."""
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


def entries(revision: Revision) -> "Iterator[Entry[Any]]":
    """The earlier entries of changed files; the names of their files have the revision's prefix."""
    from dayline.read.records import read_records

    for name, raw in revision.changed.items():
        file = classify(name)
        if isinstance(file, SourceFile) and not any(part.startswith(".") for part in name.split("/")):
            yield from read_records(file._replace(name=f"{revision.prefix}{name}"), raw).entries


def _in_folder(site: Path, folder: Path) -> Revision:
    try:
        raws = {name: content_of(entry.path) for name, entry in sorted(scan_tree(folder).files)}
    except OSError as error:
        raise NoRevision(f"`{error.filename}` can't be read: {(error.strerror or 'unknown reason').lower()}") from error
    unchanged = frozenset(name for name, raw in raws.items() if _bytes(site, name) == raw)
    changed = {name: raw for name, raw in raws.items() if name not in unchanged}
    return Revision(f"{folder.as_posix()}/", unchanged, changed, f"compared with the folder `{folder.as_posix()}`")


def _in_git(site: Path, ref: str) -> Revision:
    repository = repository_of(site)
    tip = _commit(repository, ref)
    base = _merge_base(repository, tip, ref)
    blobs = dict(_blob_ids(repository, base))
    short, day = _short_id_and_day(repository, base)
    if not blobs:
        raise NoRevision(f"there is no `content` at `{ref if base == tip else short}`")
    known = index_entries(repository)
    unchanged = frozenset(name for name, blob in blobs.items() if _is_unchanged(site, name, blob, known.get(name)))
    changed_blobs = {name: blob for name, blob in blobs.items() if name not in unchanged}
    changed = dict(zip(changed_blobs, _contents(repository, changed_blobs.values()), strict=True))
    what = f"`{ref}` ({short} of {day})" if base == tip else f"{short} of {day}, where this branch left `{ref}`"
    where = f", in the repository `{os.path.relpath(repository.root)}`" if repository.prefix else ""
    return Revision(f"{ref if base == tip else short}:", unchanged, changed, f"compared with {what}{where}")


def _commit(repository: Repository, ref: str) -> str:
    """The id of the commit that a reference means; raises NoRevision."""
    if commit := _find_commit(repository, ref):
        return commit
    if _is_shallow(repository):
        raise NoRevision(f"git knows no revision `{ref}`, and this clone is shallow; {_FETCH}")
    raise NoRevision(f"git knows no revision `{ref}`; `git branch --all` lists all branches")


def _merge_base(repository: Repository, tip: str, ref: str) -> str:
    """The last commit that the checked-out revision and another have in common; raises NoRevision."""
    head = _find_commit(repository, "HEAD")
    base = repository.run("merge-base", head, tip, accepted=(0, 1)).decode().strip() if head else ""
    if base:
        return base
    if _is_shallow(repository):
        raise NoRevision(f"this clone is shallow and does not reach back to where this branch left `{ref}`; {_FETCH}")
    raise NoRevision(
        f"the checked-out revision has no commit in common with `{ref}`; to compare with it as it is, check it out "
        f"beside this folder (`git worktree add --detach ../then {ref}`) and name the folder of its site: "
        "`--against ../then`"
    )


def _find_commit(repository: Repository, ref: str) -> str:
    """The id of the commit that a reference means; empty if there is none."""
    request = f"{ref}^{{commit}}\n".encode()
    reply = repository.run("cat-file", "--batch-check", input=request).decode(errors="replace")
    commit, _, size = reply.strip().rpartition(" commit ")
    return commit if size.isdigit() else ""


def _is_shallow(repository: Repository) -> bool:
    return repository.run("rev-parse", "--is-shallow-repository").strip() == b"true"


def _short_id_and_day(repository: Repository, commit: str) -> tuple[str, str]:
    """The short id and the day of a commit."""
    output = repository.run("rev-list", "--max-count=1", "--format=%h %cs", commit).decode()
    short, _, day = output.strip().rpartition("\n")[2].partition(" ")
    return short, day


def _blob_ids(repository: Repository, commit: str) -> Iterator[tuple[str, str]]:
    """The files of content at a commit, by their names relative to the site, and the object ids of their bytes."""
    for line in repository.run("ls-tree", "-r", "-z", commit, "--", f"{repository.prefix}content/").split(b"\0"):
        info, _, name = line.partition(b"\t")
        mode, _, rest = info.decode().partition(" ")
        if mode in _FILE_MODES:
            yield name.decode(errors="surrogateescape").removeprefix(repository.prefix), rest.partition(" ")[2]


def _contents(repository: Repository, blobs: Iterable[str]) -> Iterator[bytes]:
    """The bytes of objects, cut off if they are too large to be content."""
    request = "".join(f"{blob}\n" for blob in blobs).encode()
    reply, start = (repository.run("cat-file", "--batch", input=request) if request else b""), 0
    while start < len(reply):
        end = reply.index(b"\n", start)
        size = reply[start:end].split()[-1]
        if not size.isdigit():
            raise NoRevision(f"git lacks some of the files of that revision; {FETCH_ALL}")
        start = end + 1 + int(size) + 1
        yield reply[end + 1 : start - 1][: LARGEST_MAP + 1]


def _is_unchanged(site: Path, name: str, blob: str, known: IndexEntry | None) -> bool:
    """Whether a file has the bytes of an object, apart from line ends, which git may adapt when checking out."""
    if known and known.blob == blob and known.stat == stat_of(f"{site}/{name}"):
        return True
    raw = _bytes(site, name)
    if raw is None:
        return False
    return _blob_id(raw, blob) == blob or (b"\r\n" in raw and _blob_id(raw.replace(b"\r\n", b"\n"), blob) == blob)


def _blob_id(raw: bytes, like: str) -> str:
    """Git's object id for some bytes, with the hash function of another id."""
    function = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return function(b"blob %d\0" % len(raw) + raw).hexdigest()


def _bytes(site: Path, name: str) -> bytes | None:
    try:
        return content_of(f"{site}/{name}") if is_regular(site, name) else None
    except OSError:
        return None
