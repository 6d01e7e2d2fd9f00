"""Help for a text in place of a group of fields: the group with its required fields, and the text in one of them."""

from typing import Any

from dayline.edtf import EdtfError, hints, parse
from dayline.schema.fields import SLUG, Choice, Date, FieldType, Ref, Text, as_slug
from dayline.schema.introspect import DataPath, FieldSpec, fields_by_yaml
from dayline.schema.sourcing import Attribution
from dayline.schema.unknown_fields import WrittenRecord
from dayline.schema.yaml_quotes import quoted

_MAX_ID = 40
_TEXT_FIELDS = ("text", "by", "label", "expected_text", "note")
"""Optional fields that a text may be meant for."""


def group_hint(path: DataPath, spec: FieldSpec, record: WrittenRecord, value: Any) -> str:
    """The help for a value at a path where a group of fields should be; the first fields if no field can hold it."""
    is_entry = bool(path) and isinstance(path[-1], int) and isinstance(record.value(path[:-1]), list)
    key = "- " if is_entry else f"{spec.yaml}: "
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if spec.group is Attribution:
        return _attribution_hint(key, text)
    known = fields_by_yaml(spec.group) if spec.group else {}
    required = {name: "…" for name, field in known.items() if field.required}
    kept = _field_with_text(known, text, record)
    if not kept:
        first = [*required, *(name for name in known if name not in required)][: max(4, len(required))]
        return f"write it as `{key}{{{_line(dict.fromkeys(first, '…'))}}}`, with the fields that apply"
    fields = {**required, **kept}
    if "id" in required:
        id = as_slug(text)
        fields["id"] = id if len(id) <= _MAX_ID else id[: _MAX_ID + 1].rpartition("-")[0]
    return f"write `{key}{{{_line(fields)}}}`{_choices(known, fields)}"


def _choices(known: dict[str, FieldSpec], fields: dict[str, str]) -> str:
    """The words to choose from, for each field that is still a placeholder."""
    placeholders = {name: known[name].type for name, value in fields.items() if value == "…"}
    choices = {name: type.words for name, type in placeholders.items() if isinstance(type, Choice)}
    return "".join(
        f"; `{name}` is one of " + ", ".join(f"`{word}`" for word in words) for name, words in choices.items()
    )


def _line(fields: dict[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in fields.items())


def _attribution_hint(key: str, text: str) -> str:
    """The help for an attribution: an actor's id, or a description of an anonymous source."""
    if SLUG.fullmatch(text):
        return f"write `{key}{{by: {text}}}`"
    anonymous = f"anonymous: true, described_as: {quoted(text) if text else '…'}, reason: …"
    return f"for an unnamed source write `{key}{{{anonymous}}}`; for a named one `{key}{{by: …}}` with an actor's id"


def _field_with_text(known: dict[str, FieldSpec], text: str, record: WrittenRecord) -> dict[str, str]:
    """The field that can hold a text, with its value; a required one if possible, empty if no field can."""
    date = str(record.group(()).get("date", ""))
    required = [field for field in known.values() if field.required]
    for field in (*required, *(known[name] for name in _TEXT_FIELDS if name in known)):
        if value := "" if field.many else _as_value(field.type, text, date):
            return {field.yaml: value}
    return {}


def _as_value(type: FieldType | None, text: str, date: str) -> str:
    """A text as the value of a field in YAML; empty if the field can't hold it."""
    if isinstance(type, Date):
        return _as_date(text, date)
    if isinstance(type, Ref):
        return text if SLUG.fullmatch(text) and "-" in text else ""
    if isinstance(type, Choice):
        return text if text in type.words else ""
    return quoted(text) if isinstance(type, Text) and text else ""


def _as_date(text: str, after: str) -> str:
    """A text as an EDTF date: a day without a year is the next such day after a date; empty if it is no date."""
    try:
        parse(text)
    except EdtfError as error:
        date = error.help.removeprefix("write `").removesuffix("`")
        return date if error.help == f"write `{date}`" and date[:4].isdigit() else hints.in_year_of(text, after)
    return text
