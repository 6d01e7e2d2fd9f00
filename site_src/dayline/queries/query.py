"""Queries that are worked out from other queries, and the digests of those that are looked up."""

from collections.abc import Callable, Mapping
from functools import wraps
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from dayline.lazy import module
from dayline.queries.recorded import ALL, IDS
from dayline.queries.recorder import Query, Recorder, answer_digest
from dayline.timeline.timeline import Event, Timeline

TEXT = "text"  # what only an event's own card and page show of it
F = TypeVar("F", bound=Callable[..., Any])


class Asked(Protocol):
    """What queries are asked of."""

    @property
    def recorder(self) -> Recorder: ...
    @property
    def language(self) -> str: ...


def query(function: F) -> F:
    """A function whose answers are noted and worked out once.

    A method is asked of its object, a function of its last argument; the other arguments are texts, numbers or dates.
    The answer may hold words in the language of what is asked, so the language is part of the query. It is the same in
    every process if it is written with `repr`.
    """
    return _asked(function, is_large=False)


def large_query(function: F) -> F:
    """The same for large answers, which are asked again soon or never: only the latest are kept."""
    return _asked(function, is_large=True)


def _asked(function: F, *, is_large: bool) -> F:
    is_method = "." in function.__qualname__
    name = f"{function.__module__.partition('.')[2]}:{function.__qualname__}"

    @wraps(function)
    def ask(*args: Any) -> Any:
        index, given = (args[0], args[1:]) if is_method else (args[-1], args[:-1])
        return index.recorder.answer((name, index.language, *given), lambda: function(*args), is_large=is_large)

    return ask  # type: ignore[return-value]


def is_worked_out(query: Query) -> bool:
    """Whether a query is worked out from others, not looked up."""
    return ":" in query[0]


def ask(query: Query, index: Asked) -> None:
    """Work out a query by its name; raises LookupError if it is in another language, or if what it is about is gone."""
    name, language, *given = query
    if language != index.language:
        raise LookupError(language)
    of, _, path = name.partition(":")
    function = attrgetter(path)(module(of))
    function(index, *given) if "." in path else function(*given, index)


def digests_of(name: str, timeline: Timeline, lookups: object) -> Callable[[Query], bytes]:
    """What gives the digest of what a timeline or lookups hold for a query with this name."""
    if name == TEXT:
        return lambda query: _text_digest(timeline.events.get(query[1]))
    value = getattr(timeline if hasattr(timeline, name) else lookups, name)
    return lambda query: answer_digest(_part(value, query[1]) if len(query) > 1 else value)


def _text_digest(event: Event | None) -> bytes:
    return event.entry.digest if event else b""


def _part(lookup: Mapping[Any, Any], key: Any) -> object:
    if key == IDS:
        return tuple(lookup)
    return tuple(lookup.items()) if key == ALL else lookup.get(key)
