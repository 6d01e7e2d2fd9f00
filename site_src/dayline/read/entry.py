"""An entry: a record and where it is filed; and what one file gave."""

from typing import Any, Generic, NamedTuple, TypeVar

from dayline.problems import Problem, Spot, Step
from dayline.read.files import SourceFile

R_co = TypeVar("R_co", covariant=True)


class Entry(NamedTuple, Generic[R_co]):
    """A record and where it is filed: `at` leads to it in files that hold several; `digest` is of its
    kind, its id and the file's bytes, in files that hold several of its own data. `line_digest` leaves out
    the text that only an event's card shows: lines, lists and figures are as before while it is the same.

    `points` are the ids it holds and the links in its Markdown, as (kind, id), each once.
    """

    kind: str
    id: str
    file: str
    at: tuple[Step, ...]
    digest: bytes
    record: R_co
    points: tuple[tuple[str, str], ...] = ()
    line_digest: bytes = b""

    @property
    def spot(self) -> Spot:
        return Spot(self.file, self.at)


class FileResult(NamedTuple):
    """What one file gave: its entries, the problems that kept it from giving more, and remarks on the entries.

    `rough` are entries with what is right of records that are wrong.
    """

    file: SourceFile
    entries: tuple[Entry[Any], ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...] = ()
    rough: tuple[Entry[Any], ...] = ()
