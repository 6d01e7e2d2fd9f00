"""How a rule declares itself: what it reports, in plain words, and what it is applied to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from dayline.diagnostics import Diagnostic
from dayline.problems import Problem
from dayline.read.content import Content
from dayline.read.entry import Entry
from dayline.rules.id_index import Known
from dayline.timeline.timeline import Event, Timeline

RecordRule = Callable[[Entry[Any]], Iterator[Problem]]
EventRule = Callable[[Event, Timeline], Iterator[Problem]]
TimelineRule = Callable[[Timeline], Iterator[Problem]]
IdRule = Callable[[Known], Iterator[Problem]]
LinkRule = Callable[[Entry[Any], Known], Iterator[Problem]]
ContentRule = Callable[[Content], Iterator[Problem]]
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, eq=False)
class Scope(Generic[F]):
    """What rules are applied to; `against` marks comparisons with what was published."""

    name: str
    against: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class RecordScope(Scope[RecordRule]):
    """Each record of some kinds, of every kind if none is named; `rough` ones have a mistake in another field."""

    kinds: tuple[str, ...] = ()
    rough: bool = False

    def covers(self, kind: str, *, rough: bool) -> bool:
        """Whether these rules are applied to records of a kind."""
        return (not self.kinds or kind in self.kinds) and (self.rough or not rough)


EVENT: Scope[EventRule] = Scope("an event in the light of all others")
TIMELINE: Scope[TimelineRule] = Scope("all records together")
WHOLE: Scope[TimelineRule] = Scope("all records together, when nothing is missing because of an error")
IDS: Scope[IdRule] = Scope("all records together, with the ids of files that could not be read")
LINKS: Scope[LinkRule] = Scope("the ids and links in one published record")
CONTENT: Scope[ContentRule] = Scope("the files")


class Rule(NamedTuple):
    """A function with something that it reports, and what it is applied to; None if that is declared already."""

    diagnostic: Diagnostic
    apply: Callable[..., Any]
    on: Scope[Any] | None


_DECLARED: list[Rule] = []


def records(*kinds: str, rough: bool = False) -> RecordScope:
    """Each record of some kinds, or of every kind; with `rough`, also one with a mistake in another field."""
    return RecordScope("one record", kinds=kinds, rough=rough)


def rule(code: str, title: str, *, on: Scope[F], fix: str = "") -> Callable[[F], F]:
    """Declares a rule: its code, what is wrong, what it is applied to, and for docs/diagnostics.md what to do."""

    def declare(function: F) -> F:
        _DECLARED.append(Rule(Diagnostic(code, title, fix, on.against), function, on))
        return function

    return declare


def reports(code: str, title: str, *, fix: str = "") -> Callable[[F], F]:
    """Declares a further code that the rule below reports."""

    def declare(function: F) -> F:
        _DECLARED.append(Rule(Diagnostic(code, title, fix), function, None))
        return function

    return declare


def all_rules() -> tuple[Rule, ...]:
    """All rules that have been imported, by module and line, whatever the order in which that happened."""
    return tuple(sorted(_DECLARED, key=lambda one: (one.apply.__module__, one.apply.__code__.co_firstlineno)))


@cache
def applied_to(scope: Scope[F]) -> tuple[F, ...]:
    """The rules that are applied to something."""
    rules: tuple[Any, ...] = tuple(one.apply for one in all_rules() if one.on is scope)
    return rules


@cache
def applied_to_record(kind: str, *, rough: bool = False) -> tuple[RecordRule, ...]:
    """The rules that are applied to single records of a kind."""
    rules = ((one.apply, one.on) for one in all_rules())
    return tuple(apply for apply, on in rules if isinstance(on, RecordScope) and on.covers(kind, rough=rough))
