"""pydantic's validation errors as problems, in the words of editors."""

from collections import Counter
from collections.abc import Iterable, Iterator
from re import findall
from typing import TYPE_CHECKING, Any

from dayline.problems import MOST, Problem, Spot
from dayline.schema.choices import unknown_word
from dayline.schema.closest import allowed
from dayline.schema.fields import Choice
from dayline.schema.group_hints import group_hint
from dayline.schema.introspect import DataPath, FieldSpec, class_at, fields_by_yaml
from dayline.schema.unknown_fields import (
    WrittenRecord,
    colon_problem,
    intended_field,
    is_split_text,
    right_place,
    text_with_colon,
    unknown_field,
)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails, ValidationError


def problems_of(error: "ValidationError", record: WrittenRecord) -> list[Problem]:
    """One problem for each mistake in a record.

    A missing field that was misspelt, or whose text contains a colon, is one mistake, not two.
    """
    counted = list(_first(error.errors(include_url=False)))
    unknown = [tuple(details["loc"]) for details, _ in counted if details["type"] == "unexpected_keyword_argument"]
    intended = {target for path in unknown for target in _intended(path, record)}
    return [
        problem.among(others) if others else problem
        for details, others in counted
        if not (details["type"].startswith("missing") and tuple(details["loc"]) in intended)
        for problem in _problems(details, record)
    ]


def written_record(spot: Spot, cls: type, noun: str, data: Any) -> WrittenRecord:
    """The data of a record as it is written in a file, of which messages speak."""
    return WrittenRecord(Spot(spot.file, spot.path), cls, noun, data)


def unknown_empty_fields(paths: Iterable[DataPath], record: WrittenRecord) -> Iterator[Problem]:
    """A problem for each of the empty fields at these paths that is unknown; known fields may be empty."""
    for path in paths:
        group = class_at(record.cls, path[:-1])
        around = fields_by_yaml(record.class_around(path[:-1])).get(str(path[-2])) if len(path) > 1 else None
        if group and not (around and around.mapping) and str(path[-1]) not in fields_by_yaml(group):
            yield unknown_field(path, record)


def _first(errors: "list[ErrorDetails]") -> "Iterator[tuple[ErrorDetails, int]]":
    """The first `MOST` errors of each kind with 0, and the next one with the number of errors that it stands for."""
    count = Counter(map(_kind, errors))
    seen: Counter[tuple[str, str]] = Counter()
    for details in errors:
        kind = _kind(details)
        seen[kind] += 1
        if seen[kind] <= MOST + 1:
            yield details, count[kind] - MOST if seen[kind] > MOST else 0


def _kind(details: "ErrorDetails") -> tuple[str, str]:
    return details["type"], details.get("ctx", {}).get("code", "")


def _intended(path: DataPath, record: WrittenRecord) -> Iterator[DataPath]:
    """The path of the field that an unknown one was probably meant to be, or whose text it is a part of."""
    if is_split_text(path, record):
        spec = record.spec(path[:-1])
        yield (*path[:-1], spec.shorthand if spec else "")
    elif place := right_place(path, record):
        yield place
    elif name := intended_field(path, record):
        yield (*path[:-1], name)


def _problems(details: "ErrorDetails", record: WrittenRecord) -> Iterator[Problem]:
    """The problem of an error; for a text, one for each of its forbidden parts."""
    parts = details.get("ctx", {}).get("parts")
    if not parts:
        yield _problem(details, record)
    for message, help, part, nth in parts or ():
        yield Problem("E28", record.spot.at(*details["loc"], text=part, nth=nth), message, help)


def _problem(details: "ErrorDetails", record: WrittenRecord) -> Problem:
    loc = tuple(details["loc"])
    on_key = bool(loc) and loc[-1] == "[key]"
    path: DataPath = loc[:-1] if on_key else loc
    kind = details["type"]
    if kind == "unexpected_keyword_argument":
        return unknown_field(path, record)
    if kind in ("missing", "missing_argument"):
        return _missing(path, record)
    if kind == "dayline":
        refusal = details["ctx"]
        spot = record.spot.at(*path, on="key" if on_key else "value")
        return Problem(refusal["code"], spot, refusal["message"], refusal["help"])
    code, message, help = _explain(details, path, record)
    return Problem(code, record.spot.at(*path), message, help)


def _missing(path: DataPath, record: WrittenRecord) -> Problem:
    spec = record.spec(path[:-1])
    group = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
    owner = record.noun if not group else f"an entry of `{group}`" if spec is None or spec.many else f"`{group}`"
    article = "an" if str(path[-1])[:1] in "aeiou" else "a"
    return Problem("E04", record.spot.at(*path), f"{owner} needs {article} `{path[-1]}`", f"add a line `{path[-1]}: …`")


def _explain(details: "ErrorDetails", path: DataPath, record: WrittenRecord) -> tuple[str, str, str]:
    """Code, message and help for an error that pydantic found without our field types."""
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "the file")
    value, ctx, kind = details["input"], details.get("ctx", {}), details["type"]
    spec = record.spec(path)
    if kind == "string_too_short":
        return "E04", f"`{name}` is empty", "add a text or delete the line"
    if kind == "string_too_long":
        return "E06", f"`{name}` has {len(str(value)):,} characters, more than {ctx['max_length']:,}", "shorten it"
    if kind == "literal_error" and isinstance(value, str) and spec and isinstance(spec.type, Choice):
        return "E06", *unknown_word(value, name, spec.type.words)
    if kind == "literal_error" and isinstance(value, str) and not spec:
        return "E06", f"`{value}` is not allowed here", allowed(findall("'([^']+)'", ctx["expected"]))
    if spec and spec.group and not spec.mapping:
        return "E06", f"`{name}` should be a group of fields", group_hint(path, spec, record, value)
    expected = _expected(spec)
    if expected == "text" and (text := text_with_colon(value)):
        return "E06", *colon_problem(text)
    help = f"write the text on the same line as `{name}:`" if expected == "text" else "write it on indented lines"
    return "E06", f"`{name}` should be {expected}, not {_actual(value)}", help


def _expected(spec: FieldSpec | None) -> str:
    if spec and spec.mapping:
        return "a group of named entries"
    return "text" if spec else "a group of fields"


def _actual(value: Any) -> str:
    return "a group of fields" if isinstance(value, dict) else "a list" if isinstance(value, list) else "text"
