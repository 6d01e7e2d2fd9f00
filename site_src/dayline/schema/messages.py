"""From pydantic's findings to problems in an editor's words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from re import findall
from typing import TYPE_CHECKING, Any

from dayline.problems import MOST, Problem, Spot, Step
from dayline.schema.choices import not_a_choice
from dayline.schema.closest import allowed
from dayline.schema.fields import Choice
from dayline.schema.group_hints import of_group
from dayline.schema.introspect import Shape, class_at, fields_by_yaml
from dayline.schema.unknown_fields import Written, colon, elsewhere, is_torn, near, with_colon
from dayline.schema.unknown_fields import unknown as unknown_field

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails, ValidationError


def problems_of(error: "ValidationError", file: Written) -> list[Problem]:
    """One problem for each mistake.

    A missing field whose name somebody misspelt, or whose text has a colon in it, is one mistake, not two.
    """
    found = list(_first(error.errors(include_url=False)))
    unknown = [tuple(one["loc"]) for one, _ in found if one["type"] == "unexpected_keyword_argument"]
    meant = {way for path in unknown for way in _meant(path, file)}
    return [
        problem.among(others) if others else problem
        for one, others in found
        if not (one["type"].startswith("missing") and tuple(one["loc"]) in meant)
        for problem in _problems(one, file)
    ]


def written(spot: Spot, cls: type, noun: str, data: Any) -> Written:
    """The data of a file or of one entry of its list, of which messages are to speak."""
    return Written(Spot(spot.file, spot.path), cls, noun, data)


def of_empty(ways: Iterable[tuple[Step, ...]], file: Written) -> Iterator[Problem]:
    """A problem for each empty field that is unknown; one that is known may be left empty."""
    for way in ways:
        group = class_at(file.cls, way[:-1])
        within = fields_by_yaml(file.owner(way[:-1])).get(str(way[-2])) if len(way) > 1 else None
        if group and not (within and within.mapping) and str(way[-1]) not in fields_by_yaml(group):
            yield unknown_field(way, file)


def _first(found: "list[ErrorDetails]") -> "Iterator[tuple[ErrorDetails, int]]":
    """The first `MOST` findings of each kind, and the next one with how many there are of the kind from it on."""
    count = Counter(map(_kind, found))
    seen: Counter[tuple[str, str]] = Counter()
    for one in found:
        kind = _kind(one)
        seen[kind] += 1
        if seen[kind] <= MOST + 1:
            yield one, count[kind] - MOST if seen[kind] > MOST else 0


def _kind(found: "ErrorDetails") -> tuple[str, str]:
    return found["type"], found.get("ctx", {}).get("code", "")


def _meant(path: tuple[Step, ...], file: Written) -> Iterator[tuple[Step, ...]]:
    """The field that a misspelt one was probably meant to be, or that the text it is a part of belongs to."""
    if is_torn(path, file):
        shape = file.shape(path[:-1])
        yield (*path[:-1], shape.short if shape else "")
    elif place := elsewhere(path, file):
        yield place
    elif name := near(path, file):
        yield (*path[:-1], name)


def _problems(found: "ErrorDetails", file: Written) -> Iterator[Problem]:
    """The problem that was found; in a text, one for each part that may not be there."""
    wrong = found.get("ctx", {}).get("wrong")
    if not wrong:
        yield _problem(found, file)
    for message, help, part, nth in wrong or ():
        yield Problem("E28", file.spot.at(*found["loc"], text=part, nth=nth), message, help)


def _problem(found: "ErrorDetails", file: Written) -> Problem:
    loc = tuple(found["loc"])
    on_key = bool(loc) and loc[-1] == "[key]"
    path: tuple[Step, ...] = loc[:-1] if on_key else loc
    kind = found["type"]
    if kind == "unexpected_keyword_argument":
        return unknown_field(path, file)
    if kind in ("missing", "missing_argument"):
        return _missing(path, file)
    if kind == "dayline":
        told = found["ctx"]
        at = file.spot.at(*path, on="key" if on_key else "value")
        return Problem(told["code"], at, told["message"], told["help"])
    code, message, help = _explain(found, path, file)
    return Problem(code, file.spot.at(*path), message, help)


def _missing(path: tuple[Step, ...], file: Written) -> Problem:
    shape = file.shape(path[:-1])
    group = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
    owner = file.noun if not group else f"an entry of `{group}`" if shape is None or shape.many else f"`{group}`"
    return Problem("E04", file.spot.at(*path), f"{owner} needs a `{path[-1]}`", f"add a line `{path[-1]}: …`")


def _explain(found: "ErrorDetails", path: tuple[Step, ...], file: Written) -> tuple[str, str, str]:
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "the file")
    value, ctx, kind = found["input"], found.get("ctx", {}), found["type"]
    shape = file.shape(path)
    if kind == "string_too_short":
        return "E04", f"`{name}` is empty", "write a text or take the line out"
    if kind == "string_too_long":
        return (
            "E06",
            f"`{name}` has {len(str(value)):,} characters, more than {ctx['max_length']:,}",
            "shorten it",
        )
    if kind == "literal_error" and isinstance(value, str) and shape and isinstance(shape.type, Choice):
        return "E06", *not_a_choice(value, name, shape.type.words)
    if kind == "literal_error" and isinstance(value, str) and not shape:
        return "E06", f"`{value}` can't stand here", allowed(findall("'([^']+)'", ctx["expected"]))
    if shape and shape.inner and not shape.mapping:
        return "E06", f"`{name}` should be a group of fields", of_group(path, shape, file, value)
    if _wanted(shape) == "text" and (text := with_colon(value)):
        return "E06", *colon(text)
    advice = f"write the text on the line of `{name}:`" if _wanted(shape) == "text" else "write it on indented lines"
    return "E06", f"`{name}` should be {_wanted(shape)}, not {_found(value)}", advice


def _wanted(shape: Shape | None) -> str:
    if shape and shape.mapping:
        return "a group of named entries"
    return "text" if shape else "a group of fields"


def _found(value: Any) -> str:
    return "a group of fields" if isinstance(value, dict) else "a list" if isinstance(value, list) else "text"
