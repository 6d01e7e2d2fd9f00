"""JSON Schemas of records, with which editors of text complete and check fields."""

import inspect
import json
from typing import Any

from dayline.schema.fields import MAX_SLUG, MAX_TEXT, SLUG, Choice, Coordinate, FieldType, Flag, Number, Slug, Text, Url
from dayline.schema.introspect import FieldSpec, field_specs

_DRAFT = "http://json-schema.org/draft-07/schema#"


def json_schema(cls: type, title: str) -> str:
    """The JSON Schema (draft-07) of a class of records, with its groups of fields under `definitions`."""
    definitions: dict[str, Any] = {}
    schema = {"$schema": _DRAFT, "title": title, **_object_schema(cls, definitions), "definitions": definitions}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def ideal_length(type_: Text) -> str:
    """How many characters of a text are good style, in words; empty if any number is."""
    if type_.max_length == MAX_TEXT:
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
        case Choice():
            return {"enum": list(type_.words)}
        case Flag():
            return {"type": "boolean"}
        case Coordinate():
            return {"type": "number"}
        case Number():
            limits = {"minimum": type_.minimum, "maximum": type_.maximum}
            known = {name: limit for name, limit in limits.items() if limit is not None}
            return {"type": "integer" if type_.whole else "number"} | known
        case Url():
            return {"type": "string", "format": "uri"}
        case Slug():
            return {"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": MAX_SLUG}
        case Text():
            length = ideal_length(type_)
            advice = {"description": f"ideally {length}"} if length else {}
            return {"type": "string", "minLength": min(1, type_.min_length), **advice}
    return {"type": "string"}
