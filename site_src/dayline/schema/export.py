"""The declared records as JSON Schema for editing tools, and as the reference page in the docs."""

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from dayline.schema.fields import (
    Body,
    Choice,
    Clock,
    Coordinate,
    Date,
    FieldType,
    Flag,
    Inline,
    InlineOrId,
    Moment,
    Number,
    Prose,
    Ref,
    Slug,
    Text,
    Url,
)
from dayline.schema.introspect import FieldSpec, field_specs
from dayline.schema.media import Licence
from dayline.schema.site import ClosingDay
from dayline.schema.table import DayFormat

_DRAFT = "http://json-schema.org/draft-07/schema#"
_TYPE_NAMES: Mapping[type, str] = {
    Body: "Markdown", Clock: "time (`14:30`, `14:30/16:00`) or part of the day (`morning`)",
    Coordinate: "decimal degrees", DayFormat: "the words `year`, `month` and `day`, arranged as in the column",
    Date: "date (EDTF: `2022-03-14`, `2022-03`, `2022-03-04~`, `../2022-03-14`)",
    ClosingDay: "date, the last day (`2022-03-18`)", Flag: "`true` or `false`",
    Inline: "Markdown, one paragraph", Moment: "date and time (`2022-03-14T23:59`)",
    Licence: "licence with its version (`CC-BY-4.0`), address of the terms, or `permission: who gave it, and when`",
    Number: "number", Prose: "Markdown", Slug: "short name (`a-z`, `0-9`, `-`)", Text: "text", Url: "address",
}  # fmt: skip


def json_schema(cls: type, title: str) -> dict[str, Any]:
    """The JSON Schema (draft-07) of a record class, with its groups of fields under `definitions`."""
    definitions: dict[str, Any] = {}
    return {"$schema": _DRAFT, "title": title, **_object_schema(cls, definitions), "definitions": definitions}


def reference(kinds: Mapping[str, tuple[type, str]]) -> str:
    """The reference page, in Markdown: the fields of each record, then those of each group of fields."""
    groups: dict[type, None] = {}
    parts = ["# Fields", "", _INTRODUCTION]
    for kind, (cls, _) in kinds.items():
        parts += _section(kind, cls, groups)
    parts += ["", "# Groups of fields"]
    for cls in groups:
        parts += _section(cls.__name__, cls, {})
    return "\n".join(parts) + "\n"


_INTRODUCTION = """\
Every field that a file in `content/` can have. Fields in bold are required; unknown fields are errors.
A list may be written as a single entry. A group that says "or just its …" may be written as that value alone.
This page is generated from the declarations in `site_src/dayline/schema/`."""


def _section(name: str, cls: type, groups: dict[type, None]) -> list[str]:
    lines = ["", f"## {name}", "", inspect.getdoc(cls) or "", "", "| field | value |", "| --- | --- |"]
    for spec in field_specs(cls):
        lines.append(f"| {f'**`{spec.yaml}`**' if spec.required else f'`{spec.yaml}`'} | {_value(spec)} |")
        for group in _groups(spec):
            groups.setdefault(group)
    return lines


def _groups(spec: FieldSpec) -> Iterator[type]:
    """The group of fields in a field, and the groups inside it."""
    if spec.group is not None:
        yield spec.group
        for inner in field_specs(spec.group):
            yield from _groups(inner)


def _value(spec: FieldSpec) -> str:
    """What to write in a field, in words."""
    value = f"[{spec.group.__name__}](#{spec.group.__name__.lower()})" if spec.group else _single_value(spec.type)
    value += f", or just its `{spec.shorthand}`" if spec.shorthand else ""
    if spec.mapping:
        return f"names, each with {value}"
    return f"list of: {value}" if spec.many else value


def _single_value(type_: FieldType | None) -> str:
    if isinstance(type_, Choice):
        return ", ".join(f"`{word}`" for word in type_.words)
    if isinstance(type_, Ref):
        return f"id of {'an' if type_.kind[0] in 'aeiou' else 'a'} {type_.kind}"
    if isinstance(type_, InlineOrId):
        return f"id of a {type_.kind}, or {_TYPE_NAMES[Inline]}"
    name = _TYPE_NAMES[type(type_)] if type_ else "text"
    if isinstance(type_, Text) and type_.ideal_length:
        name += f", ideally {type_.ideal_length}"
    if isinstance(type_, Number) and type_.maximum is not None and type_.maximum < 10**6:
        name = f"{'whole ' if type_.whole else ''}number from {type_.minimum:g} to {type_.maximum:g}"
    return name


def _object_schema(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    properties = {spec.yaml: _field_schema(spec, definitions) for spec in field_specs(cls)}
    required = [spec.yaml for spec in field_specs(cls) if spec.required]
    schema = {"type": "object", "description": inspect.getdoc(cls) or "", "properties": properties}
    return schema | ({"required": required} if required else {}) | {"additionalProperties": False}


def _field_schema(spec: FieldSpec, definitions: dict[str, Any]) -> dict[str, Any]:
    schema = spec.type.json_schema() if spec.type else {"type": "string"}
    if spec.group is not None:
        name = spec.group.__name__
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _object_schema(spec.group, definitions)
        schema = {"$ref": f"#/definitions/{name}"}
    if spec.shorthand:
        schema = {"anyOf": [{"type": "string"}, schema]}
    if spec.mapping:
        return {"type": "object", "additionalProperties": schema}
    return {"anyOf": [schema, {"type": "array", "items": schema}]} if spec.many else schema
