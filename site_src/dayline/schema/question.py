"""Open questions: what the desk does not know yet."""

from typing import Annotated

from dayline.schema.fields import DateValue, InlineText, Text
from dayline.schema.ids import EventId, Events, Threads
from dayline.schema.record import Changes, record


@record
class QuestionRecord:
    """A question that briefs list under `not_known` until an event answers it; `events` are those that raised it."""

    question: Annotated[str, Text(1, 300)]
    opened: DateValue
    known: InlineText | None = None
    threads: Threads = ()
    events: Events = ()
    closed_by: EventId | None = None
    answer: InlineText | None = None
    changes: Changes = ()
