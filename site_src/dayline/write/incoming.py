"""Receiving the files of a new edition: the digest of each, and a draft of each new one."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from dayline.write.errors import Missing
from dayline.write.manifest import Digest, hex_digest

Content = bytes | Digest
"""A file's bytes, or its digest if the current edition already has it at this path."""


class Received(NamedTuple):
    """All paths that were received, and the digests of the files that were drafted."""

    paths: AbstractSet[str]
    drafts: Mapping[str, Digest]


def receive(
    files: Iterable[tuple[str, Content]], current: Callable[[str], Digest | None], draft: Callable[[str, bytes], None]
) -> Received:
    """Receive files one by one, so that they are never in memory together; those not in the edition are drafted.

    `current` returns the digest of a file in the current edition. Raises `Missing` if a file was to be kept that the
    edition doesn't have.
    """
    paths: set[str] = set()
    drafts: dict[str, Digest] = {}
    missing = []
    for path, content in files:
        if path in paths:
            raise ValueError(f"two files with one path: {path!r}")
        paths.add(path)
        digest = hex_digest(content) if isinstance(content, bytes) else content
        if current(path) == digest:
            continue
        if isinstance(content, bytes):
            draft(path, content)
            drafts[path] = digest
        else:
            missing.append(path)
    if missing:
        raise Missing(tuple(missing))
    return Received(paths, drafts)
