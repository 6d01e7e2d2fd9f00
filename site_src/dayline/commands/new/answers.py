"""From an answer to the value of a field."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, tzinfo
from types import MappingProxyType

from dayline.commands.new.file_text import flow
from dayline.commands.new.known import line_of
from dayline.commands.new.typed_dates import date_and_time
from dayline.commands.starter_texts import quoted
from dayline.read.records import RECORDS
from dayline.schema import vocabulary
from dayline.schema.fields import Choice, Date, Flag, Ref
from dayline.schema.introspect import FieldSpec, fields_by_yaml

Find = Callable[[str, str], str]
"""The id of the record of a kind that a text stands for."""
_COORDINATES = re.compile(r"(-?[0-9.]+)\s*[,; ]\s*(-?[0-9.]+)", re.ASCII)
_YES = {"yes": "true", "y": "true", "true": "true", "no": "false", "n": "false", "false": "false"}


class Wrong(Exception):
    """An answer that can't be used; the message says why."""


def read_answer(kind: str, field: str, typed: str, today: date, site_zone: tzinfo, find: Find) -> Mapping[str, str]:
    """The fields that an answer fills, as YAML has them. Raises Wrong; what is not refused here, the rules refuse."""
    match kind, field:
        case _, "body":
            return {"body": typed}
        case "event", "date":
            day, time = date_and_time(typed, today, site_zone)
            return {"date": quoted(day), **({"time": f'"{time}"'} if time else {})}
        case "event", "source":
            return {"source": _citation(typed, find)}
        case "event", "type":
            type = find("type", typed)
            return {} if type == "report" else {"type": quoted(type)}
        case "place", "at":
            return _coordinates(typed)
    return {field: _value(kind, field, typed, today, find)}


def reference_kind(kind: str, field: str) -> str:
    """The kind of record that a field refers to; empty if it is none."""
    if (kind, field) in (("event", "source"), ("event", "type")):
        return {"source": "reference", "type": "type"}[field]
    spec = _spec(kind, field)
    if spec and spec.group and spec.shorthand:
        spec = fields_by_yaml(spec.group).get(spec.shorthand)
    return spec.type.kind if spec and isinstance(spec.type, Ref) else ""


def words_of(kind: str, field: str) -> str:
    """The words that may be written in a field, each with its meaning, a line each; empty if any text may be."""
    spec = _spec(kind, field)
    words = spec.type.words if spec and isinstance(spec.type, Choice) else ()
    labels = _labels(words)
    return "\n".join(line_of(word, labels.get(word, "")) for word in words)


def _value(kind: str, field: str, typed: str, today: date, find: Find) -> str:
    """The value of a field, in the way that its declaration asks for."""
    spec = _spec(kind, field)
    if target := reference_kind(kind, field):
        texts = [text.strip() for text in typed.split(",")] if spec and spec.many else [typed]
        ids = [find(target, text) for text in texts if text]
        return flow(ids) if len(ids) > 1 else quoted(ids[0] if ids else typed)
    if spec and isinstance(spec.type, Choice):
        return quoted(_word(typed, spec.type.words))
    if spec and isinstance(spec.type, Date):
        return quoted(_day(typed, today))
    if spec and isinstance(spec.type, Flag):
        return _yes_or_no(typed)
    if spec and spec.many:
        return flow([text.strip() for text in typed.split(",")])
    return quoted(typed.upper() if field == "country" and len(typed) == 2 else typed)


def _day(typed: str, today: date) -> str:
    day, time = date_and_time(typed, today, UTC)
    if time:
        raise Wrong(f"this is a day without a time; write `{day}`.")
    return day


def _yes_or_no(typed: str) -> str:
    if typed.lower() not in _YES:
        raise Wrong(f"`{typed}` is neither yes nor no; write one of the two.")
    return _YES[typed.lower()]


def _spec(kind: str, field: str) -> FieldSpec | None:
    return fields_by_yaml(RECORDS[kind][0]).get(field)


def _word(typed: str, words: tuple[str, ...]) -> str:
    """The word that is meant by itself, by its label or by its beginning; what was typed if there is none."""
    text = typed.casefold()
    labels = _labels(words)
    if exact := [word for word in words if text in (word.casefold(), labels.get(word, "").casefold())]:
        return exact[0]
    begun = [word for word in words if word.startswith(text)]
    return begun[0] if len(begun) == 1 else typed


def _labels(words: tuple[str, ...]) -> Mapping[str, str]:
    """What readers see for the words of a vocabulary."""
    for vocabulary_words in vars(vocabulary).values():
        if isinstance(vocabulary_words, MappingProxyType) and tuple(vocabulary_words) == words:
            return {word: label for word, label in vocabulary_words.items() if isinstance(label, str)}
    return {}


def _citation(typed: str, find: Find) -> str:
    if typed in vocabulary.OWN_KINDS:
        return f"{{kind: {typed}}}"
    return quoted(typed if ":" in typed else find("reference", typed))


def _coordinates(typed: str) -> Mapping[str, str]:
    pair = _COORDINATES.fullmatch(typed)
    if not pair:
        raise Wrong(f"`{typed}` is not a pair of coordinates; write latitude and longitude as 50.23, 17.20.")
    return {"lat": pair[1], "lon": pair[2]}
