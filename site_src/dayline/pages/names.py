"""What things are called and where they are: texts, names and links as every page shows them."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from markupsafe import Markup

from dayline import prose, urls
from dayline.pages.links import Link
from dayline.pages.wording import event_title, full_date
from dayline.queries.query import query
from dayline.queries.recorder import Recorder
from dayline.schema.markdown.links import SCHEMES
from dayline.schema.markdown.sentences import first_sentence
from dayline.timeline.timeline import Timeline

NAMES: dict[str, Callable[[Any], str]] = {
    "actor": lambda record: record.name, "place": lambda record: record.name, "source": lambda record: record.name,
    "thread": lambda record: record.title, "figure": lambda record: record.title, "term": lambda record: record.term,
    "reference": lambda record: record.title, "event": event_title, "page": lambda record: record.title,
    "question": lambda record: record.question,
}  # fmt: skip


class Names:
    """The texts of a timeline in its language, and links to what has a page."""

    recorder: Recorder

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.language = timeline.site.language

    def text(self, text: str | None) -> str:
        """A text field with typographic quotes."""
        return prose.plain(text, self.language) if text else ""

    def inline(self, text: str | None) -> Markup:
        """A Markdown field of one paragraph."""
        return prose.inline(text, self.address, self.language) if text else Markup()

    def sentence(self, text: str | None) -> Markup:
        """The first sentence of such a field."""
        return self.inline(first_sentence(text)) if text else Markup()

    def words(self, text: str | None) -> str:
        """A Markdown field as plain text, for titles, lists and descriptions."""
        return prose.plain_text(self.inline(text) if text and prose.is_markdown(text) else self.text(text))

    def block(self, text: str | None) -> Markup:
        """A Markdown field of several paragraphs."""
        return prose.block(text, self.address, self.language) if text else Markup()

    @query
    def link(self, kind: str, id: str) -> Link:
        """An entry of a registry, an event or a static page by its name."""
        entry = self.timeline.registry(kind)[id]
        return Link(self.text(NAMES[kind](entry.record)), self.url(kind, id))

    def url(self, kind: str, id: str) -> str:
        """The address of a registered thing."""
        if kind == "reference":
            return urls.reference(id, self.timeline.cited_once.get(id, ""))
        if kind in ("event", "claim"):
            return urls.event(id) if kind == "event" else urls.claim(id)
        return urls.page(id) if kind == "page" else urls.entry(kind, id)

    def links(self, kind: str, ids: Iterable[str]) -> tuple[Link, ...]:
        """Several of a kind by their names."""
        return tuple(self.link(kind, id) for id in ids)

    def day(self, day: date | None) -> Link:
        """A day, linked if it has a page."""
        if day is None:
            return Link("")
        return Link(full_date(day), urls.day(day) if self.has_day(day) else "")

    @query
    def countries(self) -> tuple[tuple[str, str], ...]:
        """The codes and names of the countries among the places, which every map shows for orientation."""
        places = (entry.record for _, entry in sorted(self.timeline.places.items()))
        return tuple(
            (place.country, self.text(place.name)) for place in places if place.kind == "country" and place.country
        )

    @query
    def has_day(self, day: date) -> bool:
        """Whether a day has a page."""
        return day in self.timeline.on_day or day in self.timeline.briefs

    def counter(self, day: date) -> str:
        """`Day 19`, where the site counts days."""
        counted = self.timeline.site.day_counter
        if counted is None or counted.day_one.earliest is None or day < counted.day_one.earliest:
            return ""
        return counted.label.replace("{n}", str((day - counted.day_one.earliest).days + 1))

    def address(self, scheme: str, id: str) -> str | None:
        """Where a link of content (`event:…`, `day:…`) leads, or None if there is no such page."""
        if scheme == "day":
            day = _day(id)
            return urls.day(day) if day and self.has_day(day) else None
        return self.url(scheme, id) if scheme in SCHEMES and self.has_page(scheme, id) else None

    @query
    def has_page(self, kind: str, id: str) -> bool:
        """Whether there is an entry of a kind."""
        return id in self.timeline.registry(kind)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
