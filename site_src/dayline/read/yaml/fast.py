"""A fast parser for plain YAML, which nearly every file is.

It never looks up positions, which saves half of the work. A text that it refuses is parsed again by `strict`, which
reports what is wrong, if anything is.
"""

from collections.abc import Callable
from typing import Any

import yaml
from yaml import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from dayline.read.yaml.builder import QUOTES, Value
from dayline.schema.hints import LIST_MARK

SUSPECTS = ("&", "!", " #", "\t", "\\")
"""Characters that may have a special meaning in YAML."""

MAX_DEPTH = 50

LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_Next = Callable[[], Any]


class _NotPlain(Exception):
    """The text contains something that only the strict parser can judge."""


def parse_plain(text: str) -> Value | None:
    """The data of a text, or None if the strict parser has to look at it."""
    if any(special_character in text for special_character in SUSPECTS):
        return None
    try:
        return _document(LOADER(text).get_event)
    except (_NotPlain, yaml.YAMLError, UnicodeEncodeError):
        return None


def _document(next_event: _Next) -> Value:
    start = next_event(), next_event()
    if [*map(type, start)] != [StreamStartEvent, DocumentStartEvent] or start[1].version or start[1].tags:
        raise _NotPlain
    event = next_event()
    data = _collection(event, next_event, 1)
    if [type(next_event()), type(next_event())] != [DocumentEndEvent, StreamEndEvent]:
        raise _NotPlain
    return data


def _collection(event: Any, next_event: _Next, depth: int) -> Value:
    """The list or mapping that begins with an event."""
    if depth > MAX_DEPTH:
        raise _NotPlain
    if type(event) is MappingStartEvent:
        return _fields(next_event, depth)
    if type(event) is SequenceStartEvent:
        return _entries(next_event, depth)
    raise _NotPlain


def _fields(next_event: _Next, depth: int) -> dict[str, Value]:
    data: dict[str, Value] = {}
    while type(key := next_event()) is ScalarEvent:
        event = next_event()
        value = _text(event) if type(event) is ScalarEvent else _collection(event, next_event, depth + 1)
        name = key.value
        if not name or name in data or LIST_MARK.match(name):
            raise _NotPlain
        data[name] = value
    if type(key) is not MappingEndEvent:
        raise _NotPlain
    return data


def _entries(next_event: _Next, depth: int) -> list[Value]:
    data: list[Value] = []
    while type(event := next_event()) is not SequenceEndEvent:
        data.append(_text(event) if type(event) is ScalarEvent else _collection(event, next_event, depth + 1))
    return data


def _text(event: Any) -> str:
    text: str = event.value
    if not text and event.style not in QUOTES:
        raise _NotPlain
    return text
