"""Entries, which are records with their kind, id and file, and the result of reading one file."""

from typing import Any, Generic, NamedTuple, TypeVar

from dayline.problems import Problem, Spot, Step
from dayline.read.files import SourceFile

R_co = TypeVar("R_co", covariant=True)


class Entry(NamedTuple, Generic[R_co]):
    """A record with its kind, id and file; in a file with several records `at` is the path to it.

    `digest` covers kind, id and the file's bytes or, in a file with several records, the record's data. `points` are
    the ids in the record and the links in its Markdown, as (kind, id), each once. An event's `line_digest` leaves out
    the text that only its card shows: while it is the same, lines, lists and figures are unchanged.
    """

    kind: str
    id: str
    file: str
    at: tuple[Step, ...]
    digest: bytes
    record: R_co
    points: tuple[tuple[str, str], ...] = ()
    line_digest: bytes = b""

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id} {self.digest.hex()}>"

    @property
    def spot(self) -> Spot:
        return Spot(self.file, self.at)


class FileResult(NamedTuple):
    """The result of reading one file: its entries, its problems, and what rules for single records found (`remarks`).

    `partial` are entries with the valid fields of records that are otherwise invalid.
    """

    file: SourceFile
    entries: tuple[Entry[Any], ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...] = ()
    partial: tuple[Entry[Any], ...] = ()
