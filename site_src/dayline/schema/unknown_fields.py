"""Messages for unknown fields: the name that was meant, or where the field belongs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dayline.patterns import lazy_pattern
from dayline.problems import Problem, Spot
from dayline.schema.characters import odd_character, to_plain
from dayline.schema.closest import closest, similarity, synonyms
from dayline.schema.fields import Text
from dayline.schema.introspect import DataPath, FieldSpec, class_at, fields_by_yaml
from dayline.schema.yaml_quotes import quoted

_NAME = lazy_pattern(r"[a-z]{2,3}|text|title|name|note|body")  # a language code, or a likely field name
_MISSPELT = 0.8
"""From this similarity on, one of two names is taken for a misspelling of the other."""


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """A record as written: its spot, its class, what to call it in a message, and the data of its YAML."""

    spot: Spot
    cls: type
    noun: str
    data: Any

    def group(self, path: DataPath) -> dict[str, Any]:
        """The group of fields at a path; empty if there is none."""
        value = self.value(path)
        return value if isinstance(value, dict) else {}

    def value(self, path: DataPath) -> Any:
        """The value at a path, None if there is none; index 0 may be a single entry written without a list."""
        current = self.data
        for step in path:
            if isinstance(current, dict) and isinstance(step, str):
                current = current.get(step)
            elif isinstance(current, list) and isinstance(step, int):
                current = current[step] if step < len(current) else None
        return current

    def class_around(self, path: DataPath) -> type:
        """The class of the group of fields that the field at a path belongs to."""
        return class_at(self.cls, path[:-1]) or self.cls

    def spec(self, path: DataPath) -> FieldSpec | None:
        """The declaration of the field at a path, or of the list at whose entry the path ends."""
        names = [number for number, step in enumerate(path) if isinstance(step, str)]
        return fields_by_yaml(self.class_around(path[: names[-1] + 1])).get(str(path[names[-1]])) if names else None


def unknown_field(path: DataPath, record: WrittenRecord) -> Problem:
    """The problem of the unknown field at a path (E02)."""
    key = str(path[-1])
    spot = record.spot.at(*path, on="key")
    group = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
    known = fields_by_yaml(record.class_around(path))
    if (plain := to_plain(key)) in known and plain != key:
        return Problem("E02", spot, f"the field name `{key}` contains {odd_character(key)}", f"write `{plain}`")
    if is_split_text(path, record):
        return Problem("E02", spot, *colon_problem(text_with_colon(record.group(path[:-1]))))
    message = f"`{key}` is not a field of {f'`{group}`' if group else record.noun}"
    return Problem("E02", spot, message, _help(path, record, known))


def is_split_text(path: DataPath, record: WrittenRecord) -> bool:
    """Whether the field at a path is the beginning of a text, which a colon turned into a field."""
    spec = record.spec(path[:-1])
    if not (spec and spec.group and spec.shorthand) or intended_field(path, record):
        return False
    is_text = isinstance(fields_by_yaml(spec.group)[spec.shorthand].type, Text)
    return is_text and bool(text_with_colon(record.group(path[:-1])))


def text_with_colon(group: Any) -> str:
    """The text that YAML read as a group with one field because of its colon; empty if it is not such a group."""
    if not isinstance(group, dict) or len(group) != 1:
        return ""
    ((key, value),) = group.items()
    return f"{key}: {value}" if isinstance(value, str) and not _NAME.fullmatch(key) else ""


def colon_problem(text: str) -> tuple[str, str]:
    """The message and help for a text whose beginning became the name of a field."""
    message = f"the colon makes `{text.partition(':')[0]}` look like a field"
    return message, f"put the whole text in quotes: `{quoted(text)}`"


def intended_field(path: DataPath, record: WrittenRecord) -> str | None:
    """The field of the group that was probably meant, by spelling or as a synonym, unless it is there already."""
    key = str(path[-1])
    written = record.group(path[:-1])
    free = [name for name in fields_by_yaml(record.class_around(path)) if name not in written]
    synonym = next((name for name in _synonyms(key) if name in free), None)
    near = closest(key, free)
    return near if near and (synonym is None or _is_variant(key, near)) else synonym


def _synonyms(key: str) -> list[str]:
    return synonyms()["fields"].get(key.lower(), "").split()


def _is_variant(key: str, name: str) -> bool:
    """Whether two names differ only in case or number."""
    return name in (key.lower(), f"{key}s", key.rstrip("s"))


def _help(path: DataPath, record: WrittenRecord, known: Mapping[str, FieldSpec]) -> str:
    key = str(path[-1])
    present = closest(key, record.group(path[:-1]).keys() & known.keys())
    if present and similarity(key, present) >= _MISSPELT:
        return f"`{present}` is there as well: keep one of the two and delete the other"
    if place := right_place(path, record):
        return _move_hint(path, place, record)
    if name := intended_field(path, record):
        is_synonym = name in _synonyms(key)
        return f"did you mean `{name}`?" if is_synonym else f"the field with the closest name is `{name}`"
    if " " in key and (before := _field_before(path, record)):
        text = f"{record.value((*path[:-1], before))}, {key}: {record.value(path) or ''}".strip()
        return f"if it continues the text of `{before}`, write `{before}: {quoted(text)}`"
    return _known_fields(known)


def right_place(path: DataPath, record: WrittenRecord) -> DataPath | None:
    """The path at which a misplaced field belongs: in the only inner group that has such a field, or further out."""
    key = str(path[-1])
    specs = fields_by_yaml(record.class_around(path))
    inner = {name: spec.group for name, spec in specs.items() if not spec.many}
    groups = [name for name, group in inner.items() if group and key in fields_by_yaml(group)]
    if len(groups) == 1:
        return (*path[:-1], groups[0], key)
    names = [number for number, step in enumerate(path[:-1]) if isinstance(step, str)]
    outer = (number for number in reversed(names) if key in fields_by_yaml(record.class_around(path[: number + 1])))
    number = next((number for number in outer if key not in record.group(path[:number])), None)
    return None if number is None else (*path[:number], key)


def _move_hint(path: DataPath, place: DataPath, record: WrittenRecord) -> str:
    """The help to move a field to its right place."""
    key = path[-1]
    if len(place) < len(path):
        return f"`{key}` belongs next to `{path[len(place) - 1]}`, not under it: start it in the same column"
    group = place[-2]
    required = [spec.yaml for spec in fields_by_yaml(record.class_around(place)).values() if spec.required]
    missing = [name for name in required if name != key and name not in record.group(place[:-1])]
    others = f", next to {', '.join(f'`{name}: …`' for name in missing)}" if missing else ""
    return f"`{key}` belongs under `{group}`: write it under a line `{group}:`, indented by two spaces{others}"


def _field_before(path: DataPath, record: WrittenRecord) -> str | None:
    """The name of the field written just before the one at a path."""
    names = list(record.group(path[:-1]))
    at = names.index(str(path[-1])) if path[-1] in names else 0
    return names[at - 1] if at else None


def _known_fields(known: Mapping[str, FieldSpec]) -> str:
    """The help that lists the first twelve fields."""
    names = ", ".join(f"`{name}`" for name in list(known)[:12])
    return f"the fields are {names}" + (" and others" if len(known) > 12 else "")
