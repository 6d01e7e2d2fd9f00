"""Kits: event types, advice and examples for the subject of a new site, each in a file of its own."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from dayline.commands.new.interview import CannotCreate
from dayline.commands.option_checks import as_sentence
from dayline.commands.starter_texts import starter, starters_in
from dayline.disk import read_regular
from dayline.read.yaml.strict import read
from dayline.schema.closest import allowed

_MAPPINGS = ("types", "files")


class Kit(NamedTuple):
    """What a subject needs: `types` of events with their labels, and example `files` by their paths.

    `about` says what it is for, `description` is that of the site; `actors` and `figures` say which kinds it needs.
    """

    label: str
    about: str
    description: str
    actors: str
    figures: str
    types: Mapping[str, str]
    files: Mapping[str, str]


def kit_names() -> list[str]:
    """The names of the kits that come with the program."""
    return starters_in("kits")


def load_kit(name: str) -> Kit:
    """A kit by its name, or from a file by its path. Raises CannotCreate."""
    if name in kit_names():
        return kit_of(starter(f"kits/{name}.yaml"), f"{name}.yaml")
    if not name.endswith((".yaml", ".yml")):
        help = allowed(kit_names())
        raise CannotCreate(
            f"`{name}` is not a known subject; {help}, or the path of a file for another, as in kit.yaml."
        )
    try:
        return kit_of(read_regular(Path(name)).decode("utf-8", "replace"), name)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise CannotCreate(f"`{name}` can't be read: {reason}.") from error


def kit_of(text: str, name: str) -> Kit:
    """The kit in a text. Raises CannotCreate with the first thing that is wrong."""
    parsed = read(text, name)
    if parsed.problems:
        problem = parsed.problems[0]
        line = f" line {problem.spot.span.line}:" if problem.spot.span else ""
        raise CannotCreate(f"`{name}`:{line} {as_sentence(problem)}")
    data: dict[str, Any] = parsed.data if isinstance(parsed.data, dict) else {}
    for mistake in _mistakes(data):
        raise CannotCreate(f"`{name}` {mistake}.")
    return Kit(**data)


def _mistakes(data: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the data of a kit, as the end of a sentence that begins with its name."""
    for field in Kit._fields:
        if field not in data:
            yield f"has no `{field}`; a kit has the fields " + ", ".join(f"`{name}`" for name in Kit._fields)
    for field, value in data.items():
        if field not in Kit._fields:
            yield f"has the unknown field `{field}`; take it out"
        elif not (_is_mapping_of_texts(value) if field in _MAPPINGS else isinstance(value, str)):
            yield f"should have {'names with a text each' if field in _MAPPINGS else 'a text'} under `{field}`"
    for path in data["files"]:
        if not path.startswith("content/") or ".." in Path(path).parts:
            yield f"has a file `{path}`; write a path that begins with `content/`"


def _is_mapping_of_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
