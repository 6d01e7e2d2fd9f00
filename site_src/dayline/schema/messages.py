"""From pydantic's findings to problems in an editor's words."""

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from re import findall
from typing import TYPE_CHECKING, Any

from dayline.problems import MOST, Problem, Spot, Step
from dayline.schema.characters import meant, odd
from dayline.schema.fields import Choice, as_slug
from dayline.schema.introspect import Shape, class_at, fields_by_yaml
from dayline.schema.misplaced import belongs, same_meaning

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails, ValidationError


def problems(error: "ValidationError", spot: Spot, cls: type, noun: str) -> list[Problem]:
    """One problem for each mistake; `noun` names what the file holds ("an event").

    A missing field whose name somebody misspelt is one mistake, not two.
    """
    found = list(_first(error.errors(include_url=False)))
    meant = {_meant(tuple(one["loc"]), cls) for one, _ in found if one["type"] == "unexpected_keyword_argument"}
    return [
        problem.among(others) if others else problem
        for one, others in found
        if not (one["type"].startswith("missing") and tuple(one["loc"]) in meant)
        for problem in _problems(one, spot, cls, noun)
    ]


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


def _meant(path: tuple[Step, ...], cls: type) -> tuple[Step, ...]:
    """The field that a misspelt one was probably meant to be."""
    known = fields_by_yaml(class_at(cls, path[:-1]) or cls)
    near = same_meaning(str(path[-1]), known) or closest(str(path[-1]), known)
    return (*path[:-1], near or "")


def closest(word: str, words: Any) -> str | None:
    """The word that somebody most likely meant."""
    found = get_close_matches(word, list(words), 1, 0.6)
    return found[0] if found else None


def allowed(words: Any) -> str:
    """The words that may be written, for a help line."""
    return "write one of " + ", ".join(f"`{word}`" for word in words)


def _problems(found: "ErrorDetails", spot: Spot, cls: type, noun: str) -> Iterator[Problem]:
    """The problem that was found; in a text, one for each part that may not be there."""
    wrong = found.get("ctx", {}).get("wrong")
    if not wrong:
        yield _problem(found, spot, cls, noun)
    for message, help, part, nth in wrong or ():
        yield Problem("E28", spot.at(*found["loc"], text=part, nth=nth), message, help)


def _problem(found: "ErrorDetails", spot: Spot, cls: type, noun: str) -> Problem:
    loc = tuple(found["loc"])
    on_key = bool(loc) and loc[-1] == "[key]"
    path: tuple[Step, ...] = loc[:-1] if on_key else loc
    kind = found["type"]
    if kind == "unexpected_keyword_argument":
        return _unknown(path, spot, cls, noun)
    if kind in ("missing", "missing_argument"):
        return _missing(path, spot, noun)
    if kind == "dayline":
        told = found["ctx"]
        at = spot.at(*path, on="key" if on_key else "value")
        return Problem(told["code"], at, told["message"], told["help"])
    code, message, help = _explain(found, path, cls)
    return Problem(code, spot.at(*path), message, help)


def _unknown(path: tuple[Step, ...], spot: Spot, cls: type, noun: str) -> Problem:
    key = str(path[-1])
    owner = class_at(cls, path[:-1]) or cls
    group = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
    known = fields_by_yaml(owner)
    near = closest(key, known)
    if (plain := meant(key)) in known and plain != key:
        return Problem("E02", spot.at(*path, on="key"), f"the name `{key}` holds {odd(key)}", f"write `{plain}`")
    help = belongs(path, cls, near) or (f"the field with the closest name is `{near}`" if near else _some(known))
    if name := same_meaning(key, known):
        help = f"did you mean `{name}`?"
    message = f"`{key}` is not a field of {f'`{group}`' if group else noun}"
    return Problem("E02", spot.at(*path, on="key"), message, help)


def _some(known: Any) -> str:
    """The first dozen fields, for a help line."""
    shown = ", ".join(f"`{name}`" for name in list(known)[:12])
    return f"the fields are {shown}" + (f" and {len(known) - 12} more" if len(known) > 12 else "")


def _missing(path: tuple[Step, ...], spot: Spot, noun: str) -> Problem:
    group = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
    owner = f"an entry of `{group}`" if group else noun
    message = f"{owner} needs a `{path[-1]}`"
    return Problem("E04", spot.at(*path), message, f"add a line `{path[-1]}: …`")


def _field(path: tuple[Step, ...], cls: type) -> Shape | None:
    names = [step for step in path if isinstance(step, str)]
    owner = class_at(cls, path[: len(path) - 1 - list(reversed(path)).index(names[-1])]) if names else None
    return fields_by_yaml(owner).get(names[-1]) if owner else None


def _explain(found: "ErrorDetails", path: tuple[Step, ...], cls: type) -> tuple[str, str, str]:
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "the file")
    value, ctx, kind = found["input"], found.get("ctx", {}), found["type"]
    shape = _field(path, cls)
    if kind == "string_too_short":
        return "E04", f"`{name}` is empty", "write a text or take the line out"
    if kind == "string_too_long":
        return (
            "E06",
            f"`{name}` has {len(str(value)):,} characters, more than {ctx['max_length']:,}",
            "shorten it",
        )
    if kind == "literal_error" and isinstance(value, str) and shape and isinstance(shape.type, Choice):
        return _not_a_choice(value, name, shape.type.words)
    if kind == "literal_error" and isinstance(value, str) and not shape:
        return "E06", f"`{value}` can't stand here", allowed(findall("'([^']+)'", ctx["expected"]))
    if shape and shape.inner and not shape.mapping:
        fields = ", ".join(f"`{key}`" for key in list(fields_by_yaml(shape.inner))[:4])
        return (
            "E06",
            f"`{name}` should be a group of fields",
            f"write it on indented lines, with fields such as {fields}",
        )
    advice = f"write the text on the line of `{name}:`" if _wanted(shape) == "text" else "write it on indented lines"
    return "E06", f"`{name}` should be {_wanted(shape)}, not {_found(value)}", advice


def _not_a_choice(value: str, name: str, words: tuple[str, ...]) -> tuple[str, str, str]:
    near = closest(as_slug(value), words)
    if (plain := meant(value)) in words and plain != value:
        return "E06", f"`{value}` holds {odd(value)}", f"write `{plain}`"
    help = f"the closest word is `{near}`; the others are " if near else "write one of "
    return "E06", f"`{value}` is not a known `{name}`", help + ", ".join(f"`{w}`" for w in words if w != near)


def _wanted(shape: Shape | None) -> str:
    if shape and shape.mapping:
        return "a group of named entries"
    return "text" if shape else "a group of fields"


def _found(value: Any) -> str:
    return "a group of fields" if isinstance(value, dict) else "a list" if isinstance(value, list) else "text"
