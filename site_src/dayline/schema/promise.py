"""Promises: statements of intent with a date by when (content model 3.4)."""

from typing import Annotated

from dayline.schema.fields import Choice, DateValue, InlineText, Many, Ref
from dayline.schema.record import record
from dayline.schema.vocabulary import PROMISE_OUTCOMES


@record
class Promise:
    """By when something was promised and to whom, what became of it, and the event that shows it."""

    due: DateValue
    to: Annotated[tuple[Annotated[str, Ref("actor")], ...], Many()] = ()
    outcome: Annotated[str, Choice(tuple(PROMISE_OUTCOMES))] | None = None
    shown_by: Annotated[str, Ref("event")] | None = None
    note: InlineText | None = None
