"""The declared records for others: JSON Schema for editors' tools, and the reference page of the docs."""

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
from dayline.schema.introspect import Shape, shapes
from dayline.schema.media import Licence
from dayline.schema.site import ClosingDay
from dayline.schema.table import DayFormat

DRAFT = "http://json-schema.org/draft-07/schema#"
_WORDS: Mapping[type, str] = {
    Body: "Markdown", Clock: "time (`14:30`, `14:30/16:00`) or part of the day (`morning`)",
    Coordinate: "decimal degrees", DayFormat: "the words `year`, `month` and `day` as days are written",
    Date: "date (EDTF: `2022-03-14`, `2022-03`, `2022-03-04~`, `../2022-03-14`)",
    ClosingDay: "date, the last day (`2022-03-18`)", Flag: "`true` or `false`",
    Inline: "Markdown, one paragraph", Moment: "date and time (`2022-03-14T23:59`)",
    Licence: "licence with its version (`CC-BY-4.0`), address of the terms, or `permission: who gave it, and when`",
    Number: "number", Prose: "Markdown", Slug: "short name (`a-z`, `0-9`, `-`)", Text: "text", Url: "address",
}  # fmt: skip


def json_schema(cls: type, title: str) -> dict[str, Any]:
    """The JSON Schema (draft-07) of a record class, with its groups of fields under `definitions`."""
    definitions: dict[str, Any] = {}
    return {"$schema": DRAFT, "title": title, **_object(cls, definitions), "definitions": definitions}


def reference(kinds: Mapping[str, tuple[type, str]]) -> str:
    """The reference page: every record with its fields, then the groups that they are made of."""
    groups: dict[type, None] = {}
    parts = ["# Fields", "", _INTRODUCTION]
    for kind, (cls, _) in kinds.items():
        parts += _section(kind, cls, groups)
    parts += ["", "# Groups of fields"]
    for cls in groups:
        parts += _section(cls.__name__, cls, {})
    return "\n".join(parts) + "\n"


_INTRODUCTION = """\
Every field that a file in `content/` can have. Fields in bold are required, and unknown fields are errors.
A list may be written as a single entry, and a group that says "or just its …" as only that value.
This page is made from the declarations in `site_src/dayline/schema/`."""


def _section(name: str, cls: type, groups: dict[type, None]) -> list[str]:
    lines = ["", f"## {name}", "", inspect.getdoc(cls) or "", "", "| field | value |", "| --- | --- |"]
    for shape in shapes(cls):
        lines.append(f"| {f'**`{shape.yaml}`**' if shape.required else f'`{shape.yaml}`'} | {_value(shape)} |")
        for inner in _inner(shape):
            groups.setdefault(inner)
    return lines


def _inner(shape: Shape) -> Iterator[type]:
    if shape.inner is not None:
        yield shape.inner
        for nested in shapes(shape.inner):
            yield from _inner(nested)


def _value(shape: Shape) -> str:
    one = f"[{shape.inner.__name__}](#{shape.inner.__name__.lower()})" if shape.inner else _plain(shape.type)
    one += f", or just its `{shape.short}`" if shape.short else ""
    if shape.mapping:
        return f"names, each with {one}"
    return f"list of: {one}" if shape.many else one


def _plain(type_: FieldType | None) -> str:
    if isinstance(type_, Choice):
        return ", ".join(f"`{word}`" for word in type_.words)
    if isinstance(type_, Ref):
        return f"id of {'an' if type_.kind[0] in 'aeiou' else 'a'} {type_.kind}"
    if isinstance(type_, InlineOrId):
        return f"id of a {type_.kind}, or {_WORDS[Inline]}"
    text = _WORDS[type(type_)] if type_ else "text"
    if isinstance(type_, Text) and type_.best:
        text += f", ideally {type_.best}"
    if isinstance(type_, Number) and type_.most is not None and type_.most < 10**6:
        text = f"{'whole ' if type_.whole else ''}number from {type_.least:g} to {type_.most:g}"
    return text


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    properties = {shape.yaml: _schema(shape, definitions) for shape in shapes(cls)}
    required = [shape.yaml for shape in shapes(cls) if shape.required]
    described = {"type": "object", "description": inspect.getdoc(cls) or "", "properties": properties}
    return described | ({"required": required} if required else {}) | {"additionalProperties": False}


def _schema(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    one = shape.type.json_schema() if shape.type else {"type": "string"}
    if shape.inner is not None:
        name = shape.inner.__name__
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _object(shape.inner, definitions)
        one = {"$ref": f"#/definitions/{name}"}
    if shape.short:
        one = {"anyOf": [{"type": "string"}, one]}
    if shape.mapping:
        return {"type": "object", "additionalProperties": one}
    return {"anyOf": [one, {"type": "array", "items": one}]} if shape.many else one
