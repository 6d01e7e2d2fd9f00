"""What to write where a text stands in place of a group of fields: the required ones first, the text in its own."""

from typing import Any

from dayline.edtf import EdtfError, hints, parse
from dayline.schema.event import Attribution
from dayline.schema.fields import SLUG, Choice, Date, FieldType, Ref, Text, as_slug
from dayline.schema.introspect import Shape, fields_by_yaml
from dayline.schema.quotes import quoted
from dayline.schema.unknown_fields import Way, Written

_LONGEST_ID = 40
_FOR_WORDS = ("text", "by", "label", "expected_text", "note")
"""The optional fields that a text may be meant for."""


def of_group(path: Way, shape: Shape, file: Written, value: Any) -> str:
    """The line to write; where nothing was written that could be kept, the fields there are."""
    in_list = bool(path) and isinstance(path[-1], int) and isinstance(file.value(path[:-1]), list)
    before = "- " if in_list else f"{shape.yaml}: "
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if shape.inner is Attribution:
        return _attribution(before, text)
    known = fields_by_yaml(shape.inner) if shape.inner else {}
    needed = {name: "…" for name, one in known.items() if one.required}
    kept = _kept(known, text, file)
    if not kept:
        first = [*needed, *(name for name in known if name not in needed)][: max(4, len(needed))]
        return f"write it as `{before}{{{_line(dict.fromkeys(first, '…'))}}}`, with those of the fields that it has"
    made = {**needed, **kept}
    if "id" in needed:
        id = as_slug(text)
        made["id"] = id if len(id) <= _LONGEST_ID else id[: _LONGEST_ID + 1].rpartition("-")[0]
    return f"write `{before}{{{_line(made)}}}`{_words(known, made)}"


def _words(known: dict[str, Shape], made: dict[str, str]) -> str:
    """The words that may stand where none was put in."""
    left = {name: known[name].type for name, value in made.items() if value == "…"}
    listed = {name: type.words for name, type in left.items() if isinstance(type, Choice)}
    each = (f"`{name}` is one of " + ", ".join(f"`{word}`" for word in words) for name, words in listed.items())
    return "".join(f"; {one}" for one in each)


def _line(fields: dict[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in fields.items())


def _attribution(before: str, text: str) -> str:
    """Who says so: an actor by its id, or a source that is not named."""
    if SLUG.fullmatch(text):
        return f"write `{before}{{by: {text}}}`"
    unnamed = f"anonymous: true, described_as: {quoted(text) if text else '…'}, reason: …"
    return (
        f"if the source is not named, write `{before}{{{unnamed}}}`; if it is, `{before}{{by: …}}` with an actor's id"
    )


def _kept(known: dict[str, Shape], text: str, file: Written) -> dict[str, str]:
    """The field that can hold a text, a required one first; none if no field can."""
    since = str(file.group(()).get("date", ""))
    needed = [one for one in known.values() if one.required]
    for one in (*needed, *(known[name] for name in _FOR_WORDS if name in known)):
        if value := "" if one.many else _fits(one.type, text, since):
            return {one.yaml: value}
    return {}


def _fits(type: FieldType | None, text: str, since: str) -> str:
    """A text as a field of some type holds it; empty if it can't."""
    if isinstance(type, Date):
        return _day(text, since)
    if isinstance(type, Ref):
        return text if SLUG.fullmatch(text) and "-" in text else ""
    if isinstance(type, Choice):
        return text if text in type.words else ""
    return quoted(text) if isinstance(type, Text) and text else ""


def _day(text: str, since: str) -> str:
    """A date as it is written here; of a day without its year the next one since a date."""
    try:
        parse(text)
    except EdtfError as error:
        found = error.help.removeprefix("write `").removesuffix("`")
        return found if error.help == f"write `{found}`" and found[:4].isdigit() else hints.in_year_of(text, since)
    return text
