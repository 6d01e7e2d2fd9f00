"""From the bytes of a file to its records."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from dayline import digests
from dayline.lazy import lazy
from dayline.problems import Problem, Spot, Step
from dayline.read import conflict_markers, csv_rows, front_matter, text
from dayline.read.entry import Entry, FileResult
from dayline.read.files import SourceFile
from dayline.read.partial import partial_record
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
    FigureSubjectsRecord,
    PageRecord,
    PlaceRecord,
    ReferenceRecord,
    SourceRecord,
    SynonymsRecord,
    TermRecord,
    ThreadRecord,
    ThreadText,
)
from dayline.schema.site import SiteRecord

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from dayline.read.geojson import read_outlines
    from dayline.read.images.picture import read_picture
    from dayline.schema.messages import problems_of, unknown_empty_fields, written_record
else:  # most files hold neither pictures nor outlines nor mistakes
    read_outlines = lazy("read.geojson:read_outlines")
    read_picture = lazy("read.images.picture:read_picture")
    problems_of = lazy("schema.messages:problems_of")
    unknown_empty_fields = lazy("schema.messages:unknown_empty_fields")
    written_record = lazy("schema.messages:written_record")

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
    "figure-subjects": (FigureSubjectsRecord, "a vocabulary"),
    "synonyms": (SynonymsRecord, "synonyms"),
    "map": (MapRecord, "a map"),
}

PARSERS: dict[str, Callable[[str, str], tuple[Any, list[Problem]]]] = {
    "figure-table": csv_rows.read,
    "map-shapes": read_outlines,
}
"""Parsers of files that are not YAML, by kind."""

CARD_TEXT = frozenset({"summary", "body"})  # what of an event only its card shows


class Findings(NamedTuple):
    """What a file holds besides valid records: problems, partial entries, and the paths of empty fields."""

    problems: list[Problem]
    partial: list[Entry[Any]]
    empty: tuple[tuple[Step, ...], ...] = ()


def read_records(file: SourceFile, raw: bytes) -> FileResult:
    """The records in a file's bytes, which depend on nothing else."""
    if file.kind == "picture":
        return read_picture(file, raw)
    source, problems = text.decode(raw, file.name)
    if source is None:
        return FileResult(file, (), tuple(problems))
    if conflicts := conflict_markers.merge_conflicts(text.Source(source, file.name)):
        return FileResult(file, (), tuple(conflicts))
    digest = hashlib.blake2b(f"{file.kind} {file.id}\0".encode() + raw, digest_size=16).digest()
    if file.kind in PARSERS:
        record, problems = PARSERS[file.kind](source, file.name)
        entry = (Entry(file.kind, file.id, file.name, (), digest, record),) if record else ()
        return FileResult(file, entry, tuple(problems))
    parsed = _data(file, source)
    if parsed.data is None:
        return FileResult(file, (), tuple(parsed.problems))
    findings = Findings([*parsed.problems], [], parsed.empty)
    entries = tuple(_entries(file, parsed.data, digest, findings))
    return FileResult(file, entries, tuple(findings.problems), partial=tuple(findings.partial))


def _data(file: SourceFile, source: str) -> strict.Parsed:
    """The data of a file; for Markdown that of the front matter, with the text as `body`."""
    if file.name.endswith(".md"):
        return _front_matter(file, source)
    return strict.read(source, file.name)


def _front_matter(file: SourceFile, source: str) -> strict.Parsed:
    if file.kind == "thread-text" and not source.startswith("---"):
        return strict.Parsed({"body": source}, [])
    parts, problems = front_matter.split(source, file.name)
    if parts is None:
        return strict.Parsed(None, problems)
    parsed = strict.read(parts.yaml, file.name, parts.first_line)
    data = parsed.data
    if isinstance(data, dict) and "body" in data:
        tree, _ = strict.parse(parts.yaml, file.name, parts.first_line)
        spot = Spot(file.name, span=tree.span(("body",), "key") if tree else None)
        problem = Problem("E02", spot, "`body` is not a field here", "write the text below the second `---`")
        return strict.Parsed(None, [problem])
    return parsed._replace(data={**data, "body": parts.body}) if isinstance(data, dict) else parsed


def _entries(file: SourceFile, data: Any, digest: bytes, findings: Findings) -> Iterator[Entry[Any]]:
    if file.kind == "event" and isinstance(data, list):
        yield from _list_entries(file, data, findings)
        return
    record = _validate(file, data, Spot(file.name), findings)
    if isinstance(record, EventRecord) and record.slug and not file.id.endswith(f"/{record.slug}"):
        message = f"the slug `{record.slug}` differs from the file's name"
        help = "delete the line; the file's name is the slug"
        findings.problems.append(Problem("E03", Spot(file.name, ("slug",)), message, help))
    elif record is not None:
        line = line_digest(file.id, data) if file.kind == "event" else b""
        yield Entry(file.kind, file.id, file.name, (), digest, record, points_of(record), line)


def _list_entries(file: SourceFile, data: list[Any], findings: Findings) -> Iterator[Entry[Any]]:
    folder = file.id.split("/")[0]
    for number, item in enumerate(data):
        spot = Spot(file.name, (number,))
        record = _validate(file, item, spot, findings)
        if isinstance(record, EventRecord) and not record.slug:
            help = "add `slug:` with a short name for its address"
            findings.problems.append(Problem("E03", spot, "an event in a list needs a slug", help))
        elif record is not None:
            id = f"{folder}/{record.slug}"
            digest = hashlib.blake2b(f"event {id}\0{item!r}".encode(), digest_size=16).digest()
            yield Entry("event", id, file.name, (number,), digest, record, points_of(record), line_digest(id, item))


def line_digest(id: str, data: Mapping[str, Any]) -> bytes:
    """The digest of an event's data without the text that only its card shows."""
    return digests.digest(id, repr({name: value for name, value in data.items() if name not in CARD_TEXT}))


def points_of(record: Any) -> tuple[tuple[str, str], ...]:
    """Everything a record refers or links to, as (kind, id)."""
    ids = ((kind, id) for _, kind, id in references(record))
    return tuple(dict.fromkeys((*ids, *link_targets(record))))


def with_record(entry: Entry[Any], record: Any) -> Entry[Any]:
    """The entry with another record, and a new digest."""
    if record is entry.record:
        return entry
    digest = hashlib.blake2b(entry.digest + repr(record).encode(), digest_size=16).digest()
    return entry._replace(record=record, digest=digest, points=points_of(record), line_digest=digest)


def _validate(file: SourceFile, data: Any, spot: Spot, findings: Findings) -> Any:
    """The record in some data; if it is invalid, None, and its problems and valid fields are added to `findings`."""
    cls, noun = RECORDS[file.kind]
    if not isinstance(data, dict):
        first = next((spec.yaml for spec in field_specs(cls) if spec.required), "title")
        message = f"the file should hold {noun}, as lines of `field: value`"
        findings.problems.append(Problem("E01", spot, message, f"start with `{first}: …`"))
        return None
    from pydantic_core import ValidationError

    empty = [path[len(spot.path) :] for path in findings.empty if path[: len(spot.path)] == spot.path]
    if empty:
        findings.problems.extend(unknown_empty_fields(empty, written_record(spot, cls, noun, data)))
    try:
        return omit_defaults(validator(cls).validate_python(data))
    except ValidationError as error:
        findings.problems.extend(problems_of(error, written_record(spot, cls, noun, data)))
        errors = error.errors(include_url=False)
        invalid = frozenset(tuple(details["loc"]) for details in errors if not _is_markup_error(details))
        record = partial_record(cls, data, invalid)
        findings.partial.append(Entry(file.kind, file.id, file.name, spot.path, b"", record, points_of(record)))
        return None


def _is_markup_error(details: "ErrorDetails") -> bool:
    """Whether only a text's Markdown is wrong, so that its other links can still be checked."""
    return bool(details.get("ctx", {}).get("code") == "E28")
