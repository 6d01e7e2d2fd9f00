"""Texts and names that are longer or shorter than good style."""

from collections.abc import Iterator
from typing import Any
from unicodedata import east_asian_width

from dayline.problems import Problem, Spot
from dayline.read.entry import Entry
from dayline.rules.rule import records, rule
from dayline.schema.fields import LONG_SLUG, MAX_TEXT, Text, as_slug
from dayline.schema.introspect import FieldSpec, field_specs, fields_by_yaml

SAYS = 2.5  # letters that a Chinese character stands for: a headline of four has as much to say as one of ten letters
_BESIDE = frozenset({"picture", "thread-text", "figure-table", "map-shapes"})  # named after the file beside them
_MOVE = {"summary": "shorten it, or move the details to `body`", "title": "shorten it, and say the rest in the text",
         "body": "shorten it, or make two events of it"}  # fmt: skip


@rule(
    "W64",
    "a text is longer or shorter than is good style: a title of fewer than 10 or more than 300 characters (in "
    "Chinese, Japanese and Korean fewer than 4), a summary of more than 1,200, a body of more than 4,000",
    on=records(),
    fix="Shorten it, or leave it: the page is published as it is.",
)
def text_length(entry: Entry[Any]) -> Iterator[Problem]:
    for spec in field_specs(entry.record.__class__) if entry.kind not in _BESIDE else ():
        text = getattr(entry.record, spec.name)
        if isinstance(spec.type, Text) and text and isinstance(text, str):
            yield from _text(entry.spot.at(spec.yaml), spec, spec.type, text)


@rule("W64", "a name in an address, an id or a tag has more than 60 characters", on=records())
def name_length(entry: Entry[Any]) -> Iterator[Problem]:
    name = entry.id.rpartition("/")[2]
    if len(name) > LONG_SLUG and entry.kind not in _BESIDE:
        yield _name(entry.spot.at("slug") if entry.at else entry.spot, name)
    yield from (_name(spot, name) for spot, name in _slugs(entry.spot, entry.record) if len(name) > LONG_SLUG)


def most(cls: type, field: str) -> int:
    """How many characters a field's text may have before it gets a warning."""
    type = fields_by_yaml(cls)[field].type
    return type.max_length if isinstance(type, Text) else MAX_TEXT


def _text(spot: Spot, spec: FieldSpec, limits: Text, text: str) -> Iterator[Problem]:
    if len(text) > limits.max_length:
        message = f"the {spec.yaml} has {len(text):,} characters, more than {limits.max_length:,}"
        yield Problem("W64", spot, message, _MOVE.get(spec.yaml, "shorten it"))
    elif len(text) < limits.min_length and _weight(text) < limits.min_length:
        message = f"the {spec.yaml} has {len(text)} character{'s' * (len(text) != 1)}, fewer than {limits.min_length}"
        yield Problem("W64", spot, message, "say who does what, as in a headline")


def _weight(text: str) -> float:
    """The length of a text in letters of an alphabet."""
    return sum(SAYS if east_asian_width(character) in "WF" else 1 for character in text)


def _slugs(spot: Spot, record: Any) -> Iterator[tuple[Spot, str]]:
    """The names of claims, quotes and tags in a record."""
    for group in ("claims", "quotes"):
        yield from ((spot.at(group, at, "id"), one.id or "") for at, one in enumerate(getattr(record, group, ())))
    yield from ((spot.at("tags", at), tag) for at, tag in enumerate(getattr(record, "tags", ())))


def _name(spot: Spot, name: str) -> Problem:
    what = {"slug": "slug", "id": "id", "": "file's name"}.get(str(spot.path[-1]) if spot.path else "", "tag")
    shorter = as_slug(name[: LONG_SLUG + 1].rpartition("-")[0] or name)
    return Problem(
        "W64", spot, f"the {what} has {len(name)} characters, more than {LONG_SLUG}", f"shorten it, as in `{shorter}`"
    )
