"""Asking for what a new record needs, until every answer is one that `check` accepts."""

from collections.abc import Mapping
from datetime import date, tzinfo
from pathlib import Path
from typing import NamedTuple, Protocol

from dayline.commands.new.answers import Wrong, read_answer, reference_kind, words_of
from dayline.commands.new.file_text import name_in, path_of, text_of
from dayline.commands.new.known import KnownIds
from dayline.commands.new.questions import KINDS, Question
from dayline.commands.option_checks import as_sentence, errors_in
from dayline.schema.fields import EMPTY_SLUG, as_slug, is_slug

Given = Mapping[str, str | None]


class CannotCreate(Exception):
    """A file can't be created; the message says why."""


class Terminal(Protocol):
    """Where a person answers."""

    def ask(self, question: str, default: str) -> str:
        """What the person types, or else the default."""

    def say(self, text: str) -> None:
        """Show a text."""


class Setting(NamedTuple):
    """Where and when records are created; without a `terminal` nobody is asked, and `yes` accepts every offer."""

    site: Path
    known: KnownIds
    today: date
    zone: tzinfo
    terminal: Terminal | None
    yes: bool = False


class Interview:
    """The files for a new record and for those that it needs, by name; `typed` are the answers as they were given."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self.files: dict[str, str] = {}
        self.typed: dict[str, str] = {}

    def record(self, kind: str, given: Given, name: str = "") -> str:
        """The id of a new record, whose file is added to the others; `name` is its name if no other is typed."""
        typed: dict[str, str] = {}
        answers: dict[str, str] = {}
        for question in KINDS[kind].named(name):
            if question.only_if[0] and answers.get(question.only_if[0]) != question.only_if[1]:
                continue
            typed[question.field], values = self._answer(kind, question, given.get(question.field), answers)
            answers.update(values)
        slug = self._slug(kind, given.get("slug"), answers)
        self._setting.known.add(kind, slug, name_in(kind, answers))
        self.files[path_of(kind, slug, answers, self._setting.today)] = text_of(kind, answers)
        self.typed = {**typed, "slug": slug}
        return slug

    def _answer(
        self, kind: str, question: Question, given: str | None, earlier: Mapping[str, str]
    ) -> tuple[str, Mapping[str, str]]:
        """What was answered, and the fields with that; a wrong answer is asked for again."""
        if given is None and not question.asked:
            given = question.default
        while True:
            typed = self._asked(kind, question) if given is None else " ".join(given.split())
            try:
                return typed, self._values(kind, question, typed, earlier)
            except Wrong as reason:
                if self._setting.terminal is None:
                    raise CannotCreate(str(reason)) from reason
                if str(reason):
                    self._setting.terminal.say(str(reason))
                given = None

    def _asked(self, kind: str, question: Question) -> str:
        terminal = self._setting.terminal
        if terminal is None:
            return question.default
        hint = self._hint(kind, question)
        typed = terminal.ask(question.text + (f" ({hint})" if hint else ""), question.default)
        return " ".join(typed.split())

    def _hint(self, kind: str, question: Question) -> str:
        can_list = words_of(kind, question.field) or self._setting.known.has_any(reference_kind(kind, question.field))
        hints = ("? lists what there is" * bool(can_list), "leave empty if unknown" * question.optional)
        return "; ".join(filter(None, hints))

    def _values(self, kind: str, question: Question, typed: str, earlier: Mapping[str, str]) -> Mapping[str, str]:
        """The fields of an answer. Raises Wrong, with nothing to say if it was a question."""
        if typed == "?":
            listed = words_of(kind, question.field) or self._setting.known.listed(reference_kind(kind, question.field))
            raise Wrong(listed or "There is nothing to choose from yet.")
        if not typed and question.optional:
            return {}
        if not typed:
            raise Wrong(self._missing(kind, question))
        setting = self._setting
        values = read_answer(kind, question.field, typed, setting.today, setting.zone, self._reference)
        text, name = text_of(kind, {**earlier, **values}), path_of(kind, "x", {**earlier, **values}, setting.today)
        for problem in errors_in(name, text):
            if problem.spot.path[:1] and problem.spot.path[0] in values:
                raise Wrong(as_sentence(problem))
        return values

    def _missing(self, kind: str, question: Question) -> str:
        if self._setting.terminal is not None:
            return "This can't be left empty."
        noun, is_argument = KINDS[kind].noun, question is KINDS[kind].questions[0]
        how = "in quotes behind the command" if is_argument else f"with `{question.option}`"
        return f"the {question.field.replace('_', ' ')} of the {noun} is missing; add it {how}."

    def _reference(self, kind: str, text: str) -> str:
        """The id that a text stands for; what there is no record of is created if that is wanted."""
        known, terminal = self._setting.known, self._setting.terminal
        matching = known.matching(kind, text, part=terminal is not None)
        if len(matching) == 1:
            return matching[0]
        if matching:
            raise Wrong(f"`{text}` could be one of these; type the id of one:\n{known.listed(kind, matching)}")
        if kind not in KINDS:
            return self._unknown_word(kind, text)
        close = known.close(kind, text)
        if terminal is None:
            return self._created(kind, text) if self._setting.yes and not close and _needs_only_a_name(kind) else text
        meant = f" Those spelt like it:\n{known.listed(kind, close)}" if close else ""
        terminal.say(f"No {KINDS[kind].noun} has the id or the name `{text}`.{meant}")
        if terminal.ask("Create it", "no" if close else "yes").strip().lower() not in ("y", "yes"):
            raise Wrong("")
        return self._created(kind, text)

    def _unknown_word(self, kind: str, text: str) -> str:
        """Refuse a word that is in no vocabulary; where nobody can be asked, the rules say which words there are."""
        if self._setting.terminal is None:
            return text
        close = self._setting.known.close(kind, text)
        raise Wrong(
            f"`{text}` is not a known {kind}; " + (f"did you mean `{close[0]}`?" if close else "? lists them all.")
        )

    def _created(self, kind: str, text: str) -> str:
        """The id of a record that another one refers to, created on the way."""
        name = text.replace("-", " ").capitalize() if is_slug(text) else text
        return self.record(kind, {"slug": text if is_slug(text) else None}, name)

    def _slug(self, kind: str, given: str | None, answers: Mapping[str, str]) -> str:
        """The last part of the new record's path: as given, or else made from its name."""
        if kind == "brief":
            return answers["date"]
        name = name_in(kind, answers)
        slug, terminal = given or as_slug(name), self._setting.terminal
        while True:
            problem = self._slug_problem(kind, slug, given, answers)
            if not problem:
                return slug
            if terminal is None:
                raise CannotCreate(problem)
            terminal.say(problem)
            slug = given = terminal.ask(
                "A short name for its address, in Latin letters, as in bridge-closed", ""
            ).strip()

    def _slug_problem(self, kind: str, slug: str, given: str | None, answers: Mapping[str, str]) -> str:
        if not given and slug == EMPTY_SLUG:
            return "no address can be made from this title; add one with `--slug`, as in bridge-closed."
        if not is_slug(slug):
            return f"`{slug}` can't be used in an address; write it as `{as_slug(slug)}`."
        path = path_of(kind, slug, answers, self._setting.today)
        if (self._setting.site / path).exists():
            return f"`{self._setting.site / path}` already exists; nothing was changed."
        return ""


def _needs_only_a_name(kind: str) -> bool:
    return all(question.default or question.optional for question in KINDS[kind].questions[1:])
