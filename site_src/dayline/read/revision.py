"""The content as it was: at another revision of git, or in another folder.

Git is only asked for the names in a tree and for what objects hold; what is named by the user goes to it as
input, never as an argument. A file whose bytes are the same is not read again: git's name for a file is the
digest of its bytes.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dayline.read.files import SourceFile, classify
from dayline.read.tree import LARGEST_MAP, content_of, grown, is_regular

if TYPE_CHECKING:
    from dayline.read.records import Entry

_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_FILES = ("100644", "100755")


class NoRevision(Exception):
    """Nothing can be compared: why, in words for the user."""


class Revision(NamedTuple):
    """How the files of `content/` were: the names of those that are the same now, and the bytes of the others.

    `name` is what comes before the name of a file that is not the one that is there now.
    """

    name: str
    same: frozenset[str]
    others: Mapping[str, bytes]


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


def entries(revision: Revision) -> "Iterator[Entry[Any]]":
    """What could be read then of the files that are not the same now; each entry's file is named with the revision."""
    from dayline.read.records import read_records

    for name, raw in revision.others.items():
        file = classify(name)
        if isinstance(file, SourceFile) and not any(part.startswith(".") for part in name.split("/")):
            yield from read_records(file._replace(name=f"{revision.name}{name}"), raw).entries


def _in_folder(site: Path, folder: Path) -> Revision:
    raws = {name: content_of(entry.path) for name, entry in sorted(grown(folder).files)}
    same = frozenset(name for name, raw in raws.items() if _bytes(site, name) == raw)
    return Revision(f"{folder.as_posix()}/", same, {name: raw for name, raw in raws.items() if name not in same})


def _in_git(site: Path, ref: str) -> Revision:
    commit = _commit(site, ref)
    then = dict(_tree(site, commit))
    if not then:
        raise NoRevision(f"there is no `content` at `{ref}`")
    known = dict(_untouched(site))
    same = frozenset(name for name, blob in then.items() if known.get(name) == blob or _is_same(site, name, blob))
    changed = {name: blob for name, blob in then.items() if name not in same}
    return Revision(f"{ref}:", same, dict(zip(changed, _blobs(site, changed.values()), strict=True)))


def _commit(site: Path, ref: str) -> str:
    """The full name of the commit that a reference means."""
    said = _git(site, "cat-file", "--batch-check", given=f"{ref}^{{commit}}\n".encode()).decode(errors="replace")
    name, _, kind = said.strip().rpartition(" commit ")
    if name and kind.isdigit():
        return name
    if _git(site, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise NoRevision(
            f"git knows no revision `{ref}`, and this clone is shallow; fetch the history with `git fetch "
            "--unshallow`, or set `fetch-depth: 0` where CI checks it out"
        )
    raise NoRevision(f"git knows no revision `{ref}`; `git branch --all` lists what there is")


def _tree(site: Path, commit: str) -> Iterator[tuple[str, str]]:
    """The files of content at a commit, by their names from the site's folder, and git's names for their bytes."""
    for line in _git(site, "ls-tree", "-r", "-z", commit, "content/").split(b"\0"):
        about, _, name = line.partition(b"\t")
        mode, _, rest = about.decode().partition(" ")
        if mode in _FILES:
            yield name.decode(errors="surrogateescape"), rest.partition(" ")[2]


def _untouched(site: Path) -> Iterator[tuple[str, str]]:
    """The files that git knows to be as in its index without reading them, and its names for their bytes.

    Files that git was told not to look at are left out.
    """
    touched = {*_git(site, "diff-files", "--relative", "--name-only", "-z", "--", "content/").split(b"\0")}
    for line in _git(site, "ls-files", "-s", "-v", "-z", "--", "content/").split(b"\0"):
        about, _, name = line.partition(b"\t")
        if about.startswith(b"H ") and name not in touched:
            yield name.decode(errors="surrogateescape"), about.split()[2].decode()


def _blobs(site: Path, names: Iterable[str]) -> Iterator[bytes]:
    """What objects hold, as far as a file of content can be long."""
    asked = "".join(f"{name}\n" for name in names).encode()
    said, start = (_git(site, "cat-file", "--batch", given=asked) if asked else b""), 0
    while start < len(said):
        end = said.index(b"\n", start)
        size = said[start:end].split()[-1]
        if not size.isdigit():
            raise NoRevision("git lacks some of the files of that revision; fetch them with `git fetch --refetch`")
        start = end + 1 + int(size) + 1
        yield said[end + 1 : start - 1][: LARGEST_MAP + 1]


def _is_same(site: Path, name: str, blob: str) -> bool:
    """Whether a file holds what git knows as `blob`; ends of lines may have been adapted when it was checked out."""
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


def _git(site: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git says to a question about the repository that the site is in."""
    try:
        asked = ["git", "-C", str(site), *arguments]
        environment = {**os.environ, **_QUIET}
        said = subprocess.run(asked, input=given, capture_output=True, env=environment, check=False)
    except FileNotFoundError as error:
        raise NoRevision("comparing with a revision needs git, which is not installed") from error
    if said.returncode:
        reason = said.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
        raise NoRevision(f"git can't say: {reason or 'it failed'}")
    return said.stdout
