"""Taking in the files of a new edition: digests, and drafts of what is new."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dayline.write.errors import Missing
from dayline.write.manifest import Digest, hex_digest

Content = bytes | Digest
"""A file's bytes, or the digest of a file that the current edition has at this path already."""


@dataclass(frozen=True, slots=True)
class Received:
    """All files of the new edition by digest, and where drafts are of those that the current one doesn't have."""

    wanted: Mapping[str, Digest]
    drafts: Mapping[str, str]


def receive(
    files: Iterable[tuple[str, Content]], current: Mapping[str, Digest], draft: Callable[[str, bytes], str]
) -> Received:
    """Takes the files one by one, so that they need not be in memory together; `draft` puts them somewhere."""
    wanted: dict[str, Digest] = {}
    drafts: dict[str, str] = {}
    missing = []
    for path, content in files:
        if path in wanted:
            raise ValueError(f"two files with one path: {path!r}")
        wanted[path] = mark = hex_digest(content) if isinstance(content, bytes) else content
        if current.get(path) == mark:
            continue
        if isinstance(content, bytes):
            drafts[path] = draft(path, content)
        else:
            missing.append(path)
    if missing:
        raise Missing(tuple(missing))
    return Received(wanted, drafts)
