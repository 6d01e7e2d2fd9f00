"""What the last successful build was made from: enough to see whether another one would change anything."""

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from dayline.read.stamps import PackedStamps

if TYPE_CHECKING:
    from dayline.problems import Problem


class Clock(NamedTuple):
    """The time of a build: the site's time zone, its last day if it is closed, the day, and the next embargo to end."""

    zone: str
    closed: date | None
    today: date
    embargo: datetime | None


class Inputs(NamedTuple):
    """What the last successful build was made from; `state` is the digest of everything but content and time.

    `files` are the stamps and digests of the content files. `edition` is the digest of the edition
    (`Written.edition`), `pages` its number of pages. `finished` is true if social cards and the search index were made
    too; `warnings` is the number of warnings in words, if they were counted. `problems` were reported without stopping
    the build; a build without changes reports them again.
    """

    state: bytes
    clock: Clock
    files: PackedStamps
    pages: int
    edition: str
    finished: bool = True
    warnings: str = ""
    problems: "tuple[Problem, ...]" = ()
