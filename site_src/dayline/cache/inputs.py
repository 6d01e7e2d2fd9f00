"""What the last good build was made from: enough to see that another one would make the same."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from dayline.read.scan import Stamp

if TYPE_CHECKING:
    from dayline.problems import Problem


class Clock(NamedTuple):
    """How the site's time looked: in which zone, until when at most, which day it was, what was still to come out."""

    zone: str
    closed: date | None
    today: date
    embargo: datetime | None


class Inputs(NamedTuple):
    """What the last good build was made from: `state` is the digest of all but content and time.

    `files` are the stamps and digests of the content's files by their names; `edition` is the digest of
    what was made of them (`Written.edition`), which has so many `pages`. `finished` says that what follows
    the pages was made too; `warnings` says how many there are, if that was counted. `problems` were reported and did
    not stop the build: another one reports them too.
    """

    state: bytes
    clock: Clock
    files: Mapping[str, tuple[Stamp | None, bytes]]
    pages: int
    edition: str
    finished: bool = True
    warnings: str = ""
    problems: "tuple[Problem, ...]" = ()
