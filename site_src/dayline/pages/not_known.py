"""What is not known about a topic or a place: open questions, and what briefs say is not known."""

from collections.abc import Iterable, Iterator
from datetime import date

from markupsafe import Markup

from dayline.pages.index import SiteIndex
from dayline.pages.parts.brief import Unknown
from dayline.pages.parts.question import open_among
from dayline.pages.wording import full_date
from dayline.queries.query import query
from dayline.timeline.timeline import Event
from dayline.words import gettext


def not_known(kind: str, id: str, index: SiteIndex) -> tuple[Unknown, ...]:
    """What is not known about a topic or a place: first open questions, then entries of briefs, the newest first."""
    return (*_questions(questions_on(kind, id, index), index), *_unknowns(kind, id, index))


def questions_on(kind: str, id: str, index: SiteIndex) -> tuple[str, ...]:
    """The ids of the questions that point to a topic or a place, or, of a place, to what happened there."""
    points = [(kind, id)]
    if kind == "place":
        points += [("event", event.id) for event in _shown(index.timeline.of_place.get(id, ()))]
    return tuple(dict.fromkeys(question for point in points for _, question in index.pointing(*point, "question")))


def _shown(events: Iterable[Event]) -> Iterator[Event]:
    return (event for event in events if event.record.state != "withheld")


def _questions(ids: Iterable[str], index: SiteIndex) -> Iterator[Unknown]:
    for line in open_among(ids, index):
        yield Unknown(Markup.escape(line.link.text), line.link.url, line.age)


def _unknowns(kind: str, id: str, index: SiteIndex) -> Iterator[Unknown]:
    """Each text once, as of the newest brief that has it."""
    texts: set[Markup] = set()
    for day, number in index.lookups.unknowns.get((kind, id), ()):
        text = _text(day, number, index)
        if text not in texts:
            yield Unknown(text, state=gettext("Not known on {date}", date=full_date(day)))
        texts.add(text)


@query
def _text(day: date, number: int, index: SiteIndex) -> Markup:
    """An entry of a brief's `not_known`."""
    return index.inline(index.timeline.briefs[day].record.not_known[number])
