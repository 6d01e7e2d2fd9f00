"""Declaring rules: the diagnostics they report and the scope they apply to."""

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
    """What rules apply to; `against` marks comparisons with what was published."""

    name: str
    against: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class RecordScope(Scope[RecordRule]):
    """Each record of some kinds, or of every kind if none is named; with `partial`, invalid ones too."""

    kinds: tuple[str, ...] = ()
    partial: bool = False

    def covers(self, kind: str, *, partial: bool) -> bool:
        """Whether these rules apply to records of a kind."""
        return (not self.kinds or kind in self.kinds) and (self.partial or not partial)


EVENT: Scope[EventRule] = Scope("an event in relation to all others")
TIMELINE: Scope[TimelineRule] = Scope("all records together")
WHOLE: Scope[TimelineRule] = Scope("all records together, when nothing is missing because of an error")
IDS: Scope[IdRule] = Scope("all records together, with the ids of files that could not be read")
LINKS: Scope[LinkRule] = Scope("the ids and links in one published record")
CONTENT: Scope[ContentRule] = Scope("the files")


class Rule(NamedTuple):
    """A function with a diagnostic that it reports and its scope; None if the scope is already declared."""

    diagnostic: Diagnostic
    apply: Callable[..., Any]
    on: Scope[Any] | None


_DECLARED: list[Rule] = []


def records(*kinds: str, partial: bool = False) -> RecordScope:
    """Each record of some kinds, or of every kind; with `partial`, also the valid fields of invalid records."""
    return RecordScope("one record", kinds=kinds, partial=partial)


def rule(code: str, title: str, *, on: Scope[F], fix: str = "") -> Callable[[F], F]:
    """Declares a rule: its code, what is wrong, its scope, and what to do about it for docs/diagnostics.md."""

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
    """All imported rules, sorted by module and line."""
    return tuple(sorted(_DECLARED, key=lambda rule: (rule.apply.__module__, rule.apply.__code__.co_firstlineno)))


@cache
def applied_to(scope: Scope[F]) -> tuple[F, ...]:
    """The rules with a scope."""
    rules: tuple[Any, ...] = tuple(rule.apply for rule in all_rules() if rule.on is scope)
    return rules


@cache
def applied_to_record(kind: str, *, partial: bool = False) -> tuple[RecordRule, ...]:
    """The rules for single records of a kind."""
    rules = ((rule.apply, rule.on) for rule in all_rules())
    return tuple(apply for apply, on in rules if isinstance(on, RecordScope) and on.covers(kind, partial=partial))
