"""From a file's bytes to its records."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from dayline import digests
from dayline.problems import Problem, Spot, Step
from dayline.read import csv_rows, front_matter, geojson, merge_marks, text
from dayline.read.entry import Entry, FileResult
from dayline.read.files import SourceFile
from dayline.read.images.picture import read_picture
from dayline.read.partial import rough
from dayline.read.validators import validator
from dayline.read.yaml import strict
from dayline.schema.brief import BriefRecord
from dayline.schema.event import EventRecord
from dayline.schema.introspect import field_specs, references
from dayline.schema.map import MapRecord
from dayline.schema.markdown_fields import link_targets
from dayline.schema.media import MediaRecord
from dayline.schema.omit_defaults import omit_defaults
from dayline.schema.question import QuestionRecord
from dayline.schema.registry import (
    ActorRecord,
    EventTypesRecord,
    FigureRecord,
    PageRecord,
    PlaceRecord,
    ReferenceRecord,
    SourceRecord,
    TermRecord,
    ThreadRecord,
    ThreadText,
)
from dayline.schema.site import SiteRecord

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

RECORDS: dict[str, tuple[type, str]] = {
    "site": (SiteRecord, "the site"),
    "event": (EventRecord, "an event"),
    "brief": (BriefRecord, "a brief"),
    "reference": (ReferenceRecord, "a reference"),
    "source": (SourceRecord, "a source"),
    "actor": (ActorRecord, "an actor"),
    "place": (PlaceRecord, "a place"),
    "thread": (ThreadRecord, "a thread"),
    "thread-text": (ThreadText, "a thread's text"),
    "figure": (FigureRecord, "a figure"),
    "question": (QuestionRecord, "a question"),
    "media": (MediaRecord, "a picture's description"),
    "term": (TermRecord, "a glossary entry"),
    "page": (PageRecord, "a page"),
    "vocabulary": (EventTypesRecord, "a vocabulary"),
    "map": (MapRecord, "a map"),
}


# Files that are one record, read as a whole.
WHOLE: dict[str, Callable[[str, str], tuple[Any, list[Problem]]]] = {
    "figure-table": csv_rows.read,
    "map-shapes": geojson.read,
}

CARD_TEXT = frozenset({"summary", "body"})  # what of an event only its card shows


class Found(NamedTuple):
    """What is found on the way through a file besides its records; `empty` are the ways to its empty fields."""

    problems: list[Problem]
    rough: list[Entry[Any]]
    empty: tuple[tuple[Step, ...], ...] = ()


def read_records(file: SourceFile, raw: bytes) -> FileResult:
    """The records in a file's bytes, a function of nothing else."""
    if file.kind == "picture":
        return read_picture(file, raw)
    source, problems = text.decode(raw, file.name)
    if source is None:
        return FileResult(file, (), tuple(problems))
    if marks := merge_marks.unfinished(text.Source(source, file.name)):
        return FileResult(file, (), tuple(marks))
    digest = hashlib.blake2b(f"{file.kind} {file.id}\0".encode() + raw, digest_size=16).digest()
    if file.kind in WHOLE:
        made, problems = WHOLE[file.kind](source, file.name)
        whole = (Entry(file.kind, file.id, file.name, (), digest, made),) if made else ()
        return FileResult(file, whole, tuple(problems))
    reading = _data(file, source)
    if reading.data is None:
        return FileResult(file, (), tuple(reading.problems))
    found = Found([*reading.problems], [], reading.empty)
    entries = tuple(_entries(file, reading.data, digest, found))
    return FileResult(file, entries, tuple(found.problems), rough=tuple(found.rough))


def _data(file: SourceFile, source: str) -> strict.Reading:
    """A file's data: of a Markdown file, the front matter's with the text as its `body`."""
    if file.name.endswith(".md"):
        return _front_matter(file, source)
    return strict.read(source, file.name)


def _front_matter(file: SourceFile, source: str) -> strict.Reading:
    if file.kind == "thread-text" and not source.startswith("---"):
        return strict.Reading({"body": source}, [])
    parts, problems = front_matter.split(source, file.name)
    if parts is None:
        return strict.Reading(None, problems)
    reading = strict.read(parts.yaml, file.name, parts.first_line)
    data = reading.data
    if isinstance(data, dict) and "body" in data:
        tree, _ = strict.parse(parts.yaml, file.name, parts.first_line)
        spot = Spot(file.name, span=tree.span(("body",), "key") if tree else None)
        problem = Problem("E02", spot, "`body` is not a field here", "write the text below the second `---`")
        return strict.Reading(None, [problem])
    return reading._replace(data={**data, "body": parts.body}) if isinstance(data, dict) else reading


def _entries(file: SourceFile, data: Any, digest: bytes, found: Found) -> Iterator[Entry[Any]]:
    if file.kind == "event" and isinstance(data, list):
        yield from _listed(file, data, found)
        return
    record = _validated(file, data, Spot(file.name), found)
    if isinstance(record, EventRecord) and record.slug and not file.id.endswith(f"/{record.slug}"):
        message = f"the slug `{record.slug}` differs from the file's name"
        found.problems.append(
            Problem("E03", Spot(file.name, ("slug",)), message, "take the line out; the file's name is the slug")
        )
    elif record is not None:
        line = line_digest(file.id, data) if file.kind == "event" else b""
        yield Entry(file.kind, file.id, file.name, (), digest, record, points_of(record), line)


def _listed(file: SourceFile, data: list[Any], found: Found) -> Iterator[Entry[Any]]:
    folder = file.id.split("/")[0]
    for number, item in enumerate(data):
        spot = Spot(file.name, (number,))
        record = _validated(file, item, spot, found)
        if isinstance(record, EventRecord) and not record.slug:
            help = "add `slug:` with a short name for its address"
            found.problems.append(Problem("E03", spot, "an event in a list needs a slug", help))
        elif record is not None:
            id = f"{folder}/{record.slug}"
            own = hashlib.blake2b(f"event {id}\0{item!r}".encode(), digest_size=16).digest()
            yield Entry("event", id, file.name, (number,), own, record, points_of(record), line_digest(id, item))


def line_digest(id: str, data: Mapping[str, Any]) -> bytes:
    """The digest of an event's data without the text that only its card shows."""
    return digests.digest(id, repr({name: value for name, value in data.items() if name not in CARD_TEXT}))


def points_of(record: Any) -> tuple[tuple[str, str], ...]:
    """Everything a record points to."""
    ids = ((kind, id) for _, kind, id in references(record))
    return tuple(dict.fromkeys((*ids, *link_targets(record))))


def with_record(entry: Entry[Any], record: Any) -> Entry[Any]:
    """An entry with another record, under a digest of its own."""
    if record is entry.record:
        return entry
    digest = hashlib.blake2b(entry.digest + repr(record).encode(), digest_size=16).digest()
    return entry._replace(record=record, digest=digest, points=points_of(record), line_digest=digest)


def _validated(file: SourceFile, data: Any, spot: Spot, found: Found) -> Any:
    """The record in some data, or None with its problems, and what is right of it, added to `found`."""
    cls, noun = RECORDS[file.kind]
    if not isinstance(data, dict):
        first = next((spec.yaml for spec in field_specs(cls) if spec.required), "title")
        message = f"the file should hold {noun}, as lines of `field: value`"
        found.problems.append(Problem("E01", spot, message, f"start with `{first}: …`"))
        return None
    from pydantic_core import ValidationError

    from dayline.schema import messages
    from dayline.schema.unknown_fields import WrittenRecord

    written = WrittenRecord(Spot(spot.file, spot.path), cls, noun, data)
    here = [way[len(spot.path) :] for way in found.empty if way[: len(spot.path)] == spot.path]
    found.problems.extend(messages.unknown_empty_fields(here, written))
    try:
        return omit_defaults(validator(cls).validate_python(data))
    except ValidationError as error:
        found.problems.extend(messages.problems(error, written))
        wrong = frozenset(tuple(one["loc"]) for one in error.errors(include_url=False) if not _is_markup(one))
        record = rough(cls, data, wrong)
        found.rough.append(Entry(file.kind, file.id, file.name, spot.path, b"", record, points_of(record)))
        return None


def _is_markup(found: "ErrorDetails") -> bool:
    """Whether nothing but the Markdown of a text is wrong, so that its other links are looked at."""
    return bool(found.get("ctx", {}).get("code") == "E28")
