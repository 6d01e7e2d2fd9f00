"""The manifest of an edition: the SHA-256 of each file, in one list per folder, and a root that names the edition.

Every list is a file `.dayline-manifest` with a line `digest  path` for each file, sorted by path, as `sha256sum`
writes and checks it; paths are relative to the folder of the list. A file is listed by the first folder of its path
(`actors/kyiv-city/index.html` in `actors`), from the third folder on by the first two (`2022/03/14/index.html` in
`2022/03`). The root, at the top of the output, lists the files there and all other lists. So its own digest stands
for the whole edition, and a change of one page rewrites only the list that it is in, and the root.
"""

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NewType

from dayline.disk import NotRegular, read_regular
from dayline.write.addresses import MANIFEST, parent, unsafe

_WIDTH = 64
_SUFFIX = f"/{MANIFEST}"

Digest = NewType("Digest", str)
"""SHA-256 of a file's bytes, in hex."""
Changes = Mapping[str, Digest | None]
"""The digests of files that another edition changes, None for those it removes."""


def hex_digest(content: bytes) -> Digest:
    """The digest by which a manifest lists a file with these bytes."""
    return Digest(sha256(content).hexdigest())


def part_of(path: str) -> str:
    """The folder in whose list a file is: the first of its folders, or the first two if there are three or more."""
    folders = path.split("/", 3)[:-1]
    return "/".join(folders[: 2 if len(folders) > 2 else 1])


def list_path(part: str) -> str:
    """Where the list of a folder is."""
    return f"{part}{_SUFFIX}" if part else MANIFEST


class Manifest:
    """The manifest in a folder; a list is read when something in it is asked for, if need be from a `copy`.

    A list that is gone, isn't a regular file, has another digest than the root says or has unsafe paths is `lost`: it
    lists nothing. `text` is the root as it was read, None if there is none.
    """

    def __init__(self, folder: Path, copy: Path | None = None) -> None:
        self._folders = (folder, copy or folder)
        self.text = _read(folder / MANIFEST)
        entries = _parsed(self.text or b"")
        self.parts = {path.removesuffix(_SUFFIX): digest for path, digest in entries.items() if path.endswith(_SUFFIX)}
        top = {path: digest for path, digest in entries.items() if not path.endswith(_SUFFIX)}
        if unsafe(top) or unsafe(self.parts) or not _is_root(top, self.parts):
            top, self.parts = {}, {}
        self._lists: dict[str, Mapping[str, Digest]] = {"": top}
        self.lost: set[str] = set()

    @property
    def name(self) -> Digest:
        """The name of the edition: the digest of the root."""
        return hex_digest(self.text or b"")

    def get(self, path: str) -> Digest | None:
        """The digest with which a file, or a list other than the root, is listed."""
        if path.endswith(_SUFFIX):
            return self.parts.get(path.removesuffix(_SUFFIX))
        return self.listed(part_of(path)).get(path)

    def listed(self, part: str) -> Mapping[str, Digest]:
        """The files in the list of one folder, by their paths from the top."""
        if part not in self._lists:
            self._lists[part] = self._load(part)
        return self._lists[part]

    def files(self, parts: Iterable[str] | None = None) -> dict[str, Digest]:
        """The files of an edition, or of some of its lists."""
        files: dict[str, Digest] = {}
        for part in ("", *self.parts) if parts is None else parts:
            files |= self.listed(part)
        return files

    def everything(self, parts: Iterable[str] | None = None) -> dict[str, Digest]:
        """The files of an edition, or of some of its lists, and all lists but the root."""
        files = self.files(parts)
        return files | {list_path(part): digest for part, digest in self.parts.items()}

    def around(self, folders: Collection[str]) -> dict[str, Digest]:
        """All lists, and the files that show what belongs in each of the folders."""
        inside = {part for part in self.parts if part in folders}
        return self.everything({part_of(f"{folder}/") for folder in folders} | inside)

    def changed(self, changes: Changes, missing: Collection[str]) -> dict[str, bytes | None]:
        """The text of each list that changes with some files, or is `missing` itself; None if it goes.

        The root is always there.
        """
        lists = {part: dict(self.listed(part)) for part in self.parts if list_path(part) in missing}
        for path, digest in changes.items():
            part = part_of(path)
            if part not in lists:
                lists[part] = dict(self.listed(part))
            if digest is None:
                lists[part].pop(path, None)
            else:
                lists[part][path] = digest
        root = lists.pop("", dict(self.listed("")))
        texts = {part: _text(part, files) if files else None for part, files in lists.items()}
        kept = {part: digest for part, digest in self.parts.items() if part not in self.lost and part not in texts}
        digests = kept | {part: hex_digest(text) for part, text in texts.items() if text}
        root |= {list_path(part): digest for part, digest in digests.items()}
        return {list_path(part): text for part, text in texts.items()} | {MANIFEST: _text("", root)}

    def _load(self, part: str) -> Mapping[str, Digest]:
        if part not in self.parts:
            return {}
        texts = (_read(folder / list_path(part)) for folder in self._folders)
        if text := next((text for text in texts if text and hex_digest(text) == self.parts[part]), None):
            files = {f"{part}/{path}": digest for path, digest in _parsed(text).items()}
            depths = {path.count("/") for path in files}
            if files and not unsafe(files) and (min(depths) > 2 if "/" in part else max(depths) < 3):
                return files
        self.lost.add(part)
        return {}


def edition(output: Path) -> dict[str, Digest]:
    """The files that the current edition lists; empty if there is none yet."""
    return Manifest(output).files()


def _read(at: Path) -> bytes | None:
    try:
        return read_regular(at)
    except (FileNotFoundError, NotADirectoryError, NotRegular):
        return None


def _parsed(text: bytes) -> dict[str, Digest]:
    try:
        lines = text.decode().split("\n")
    except UnicodeDecodeError:
        return {}
    return {line[_WIDTH + 2 :]: Digest(line[:_WIDTH]) for line in lines if line}


def _is_root(top: Collection[str], parts: Collection[str]) -> bool:
    return not any(map(parent, top)) and all(part.count("/") < 2 for part in parts)


def _text(part: str, files: Mapping[str, Digest]) -> bytes:
    start = len(part) + 1 if part else 0
    return "".join([f"{files[path]}  {path[start:]}\n" for path in sorted(files)]).encode()
