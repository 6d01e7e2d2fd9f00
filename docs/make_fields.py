"""Writes `docs/fields.md` and `docs/schema/*.json` from the declared records: `python3 docs/make_fields.py`."""

import inspect
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "site_src"))

from dayline.read.records import RECORDS  # noqa: E402
from dayline.schema import fields  # noqa: E402
from dayline.schema.fields import FieldType  # noqa: E402
from dayline.schema.introspect import FieldSpec, field_specs  # noqa: E402
from dayline.schema.media import Licence  # noqa: E402
from dayline.schema.site import ClosingDay  # noqa: E402
from dayline.schema.table import DayFormat  # noqa: E402

_DRAFT = "http://json-schema.org/draft-07/schema#"
_TYPE_NAMES: Mapping[type, str] = {
    fields.Body: "Markdown", fields.Clock: "time (`14:30`, `14:30/16:00`) or part of the day (`morning`)",
    fields.Coordinate: "decimal degrees", DayFormat: "the words `year`, `month` and `day`, arranged as in the column",
    fields.Date: "date (EDTF: `2022-03-14`, `2022-03`, `2022-03-04~`, `../2022-03-14`)",
    fields.DateOrMoment: "date, or day and local time (`2024-09-14T06:00`)",
    ClosingDay: "date, the last day (`2022-03-18`)", fields.Flag: "`true` or `false`",
    fields.Inline: "Markdown, one paragraph", fields.Moment: "date and time (`2022-03-14T23:59`)",
    Licence: "licence with its version (`CC-BY-4.0`), address of the terms, or `permission: who gave it, and when`",
    fields.Number: "number", fields.Prose: "Markdown", fields.Slug: "short name (`a-z`, `0-9`, `-`)",
    fields.Text: "text", fields.Url: "address",
}  # fmt: skip
_INTRODUCTION = """\
Every field that a file in `content/` can have. Fields in bold are required; unknown fields are errors.
A list may be written as a single entry. A group that says "or just its …" may be written as that value alone.
This page is generated from the declarations in `site_src/dayline/schema/`."""


def text() -> str:
    """The reference page, in Markdown: the fields of each record, then those of each group of fields."""
    groups: dict[type, None] = {}
    parts = ["# Fields", "", _INTRODUCTION]
    for kind, (cls, _) in RECORDS.items():
        parts += _section(kind, cls, groups)
    parts += ["", "# Groups of fields"]
    for cls in groups:
        parts += _section(cls.__name__, cls, {})
    return "\n".join(parts) + "\n"


def schema(kind: str) -> str:
    """The JSON Schema (draft-07) of a kind of record, with its groups of fields under `definitions`."""
    cls, title = RECORDS[kind]
    definitions: dict[str, Any] = {}
    schema = {"$schema": _DRAFT, "title": title, **_object_schema(cls, definitions), "definitions": definitions}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


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
    if isinstance(type_, fields.Choice):
        return ", ".join(f"`{word}`" for word in type_.words)
    if isinstance(type_, fields.Ref):
        return f"id of {'an' if type_.kind[0] in 'aeiou' else 'a'} {type_.kind}"
    if isinstance(type_, fields.InlineOrId):
        return f"id of a {type_.kind}, or {_TYPE_NAMES[fields.Inline]}"
    name = _TYPE_NAMES[type(type_)] if type_ else "text"
    if isinstance(type_, fields.Text) and (length := _ideal_length(type_)):
        name += f", ideally {length}"
    if isinstance(type_, fields.Number) and type_.maximum is not None and type_.maximum < 10**6:
        name = f"{'whole ' if type_.whole else ''}number from {type_.minimum:g} to {type_.maximum:g}"
    return name


def _ideal_length(type_: fields.Text) -> str:
    """How many characters of a text are good style, in words; empty if any number is."""
    if type_.max_length == fields.MAX_TEXT:
        return ""
    if type_.min_length > 1:
        return f"{type_.min_length}–{type_.max_length} characters"
    return f"at most {type_.max_length:,} characters"


def _object_schema(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    properties = {spec.yaml: _field_schema(spec, definitions) for spec in field_specs(cls)}
    required = [spec.yaml for spec in field_specs(cls) if spec.required]
    schema = {"type": "object", "description": inspect.getdoc(cls) or "", "properties": properties}
    return schema | ({"required": required} if required else {}) | {"additionalProperties": False}


def _field_schema(spec: FieldSpec, definitions: dict[str, Any]) -> dict[str, Any]:
    schema = _single_schema(spec.type)
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


def _single_schema(type_: FieldType | None) -> dict[str, Any]:
    """The schema of a single value; of a text it states only what is an error, so that tools don't underline style."""
    match type_:
        case fields.Choice():
            return {"enum": list(type_.words)}
        case fields.Flag():
            return {"type": "boolean"}
        case fields.Coordinate():
            return {"type": "number"}
        case fields.Number():
            limits = {"minimum": type_.minimum, "maximum": type_.maximum}
            known = {name: limit for name, limit in limits.items() if limit is not None}
            return {"type": "integer" if type_.whole else "number"} | known
        case fields.Url():
            return {"type": "string", "format": "uri"}
        case fields.Slug():
            return {"type": "string", "pattern": f"^{fields.SLUG.pattern}$", "maxLength": fields.MAX_SLUG}
        case fields.Text():
            length = _ideal_length(type_)
            advice = {"description": f"ideally {length}"} if length else {}
            return {"type": "string", "minLength": min(1, type_.min_length), **advice}
    return {"type": "string"}


if __name__ == "__main__":
    (DOCS / "fields.md").write_text(text(), "utf-8")
    (DOCS / "schema").mkdir(exist_ok=True)
    for kind in RECORDS:
        (DOCS / "schema" / f"{kind}.json").write_text(schema(kind), "utf-8")
