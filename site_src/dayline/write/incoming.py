"""Taking in the files of a new edition: digests, drafts of what is new, and whose place they would take."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dayline.disk import NotRegular, read_regular
from dayline.write import addresses
from dayline.write.errors import Missing, OutputTaken
from dayline.write.manifest import Digest, hex_digest
from dayline.write.verify import Found

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


def without_taken(received: Received, now: Found, output: Path) -> Received:
    """Drops drafts for which somebody else's file says the same already; any other clash is `OutputTaken`."""
    if not now.others:
        return received
    folders = now.others & addresses.above(received.wanted)
    if clash := folders | (addresses.above(now.others) & received.wanted.keys()):
        raise OutputTaken(min(clash))
    for path in sorted(now.others & received.wanted.keys()):
        if _digest(output / path) != received.wanted[path]:
            raise OutputTaken(path)
    drafts = {path: draft for path, draft in received.drafts.items() if path not in now.others}
    return Received(received.wanted, drafts)


def _digest(at: Path) -> Digest | None:
    try:
        return hex_digest(read_regular(at))
    except NotRegular:
        return None
