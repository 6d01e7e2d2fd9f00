"""The data of a YAML text in which nothing calls for a second look.

That is nearly every file. Where a value stands is never asked for here, which is half of the work of
reading; a text that is refused here is read again by `yaml_tree`, which says what is wrong with it, if
anything is.
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
"""Signs that may mean something else than they seem to."""

DEEPEST = 50

LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_Next = Callable[[], Any]


class _Unusual(Exception):
    """There is something in the text that this module does not judge."""


def plain(text: str) -> Value | None:
    """The data of a text, or None if it takes a second look."""
    if any(sign in text for sign in SUSPECTS):
        return None
    try:
        return _document(LOADER(text).get_event)
    except (_Unusual, yaml.YAMLError, UnicodeEncodeError):
        return None


def _document(following: _Next) -> Value:
    start = following(), following()
    if [*map(type, start)] != [StreamStartEvent, DocumentStartEvent] or start[1].version or start[1].tags:
        raise _Unusual
    event = following()
    data = _group(event, following, 1)
    if [type(following()), type(following())] != [DocumentEndEvent, StreamEndEvent]:
        raise _Unusual
    return data


def _group(event: Any, following: _Next, depth: int) -> Value:
    """The list or mapping that begins with an event."""
    if depth > DEEPEST:
        raise _Unusual
    if type(event) is MappingStartEvent:
        return _fields(following, depth)
    if type(event) is SequenceStartEvent:
        return _entries(following, depth)
    raise _Unusual


def _fields(following: _Next, depth: int) -> dict[str, Value]:
    data: dict[str, Value] = {}
    while type(key := following()) is ScalarEvent:
        event = following()
        value = _text(event) if type(event) is ScalarEvent else _group(event, following, depth + 1)
        name = key.value
        if not name or name in data or LIST_MARK.match(name):
            raise _Unusual
        data[name] = value
    if type(key) is not MappingEndEvent:
        raise _Unusual
    return data


def _entries(following: _Next, depth: int) -> list[Value]:
    data: list[Value] = []
    while type(event := following()) is not SequenceEndEvent:
        data.append(_text(event) if type(event) is ScalarEvent else _group(event, following, depth + 1))
    return data


def _text(event: Any) -> str:
    text: str = event.value
    if not text and event.style not in QUOTES:
        raise _Unusual
    return text
