"""Generated events: as varied as those of a desk that follows the content model."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from registries import Registries
from words import folded, marked, prose, slug, title, words

TYPES = (
    "report",
    "attack",
    "fighting",
    "talks",
    "statement",
    "warning",
    "denial",
    "assessment",
    "decision",
    "sanction",
    "aid",
    "protest",
    "economy",
    "incident",
)
ROLES = ("speaker", "initiator", "recipient", "subject", "affected", "mentioned", "participant", "host")
MEDIUMS = ("tweet", "post", "press-briefing", "speech", "interview", "tv", "statement")
ANSWERS = ("denies", "partly-denies", "confirms", "declines-to-comment", "deflects", "questions")
RELATIONS = ("follows", "updates", "responds_to", "supports", "part_of")
OUTCOMES = ("occurred", "occurred", "occurred", "postponed", "cancelled", "not-held")
WARNINGS = ("armed-attack", "death", "injury", "deprivation")
T = TypeVar("T")
RECENT = 120  # how far back, in events, answers and relations reach


@dataclass(frozen=True)
class Citation:
    """What an event cites: its YAML, and a title and address for readers."""

    yaml: str
    title: str
    url: str
    origin: str


@dataclass(frozen=True)
class Event:
    """One event: what every generator of sites shows, and in `rest` the YAML that only Dayline knows."""

    id: str
    day: date
    date: str
    title: str
    summary: str
    type: str
    priority: str
    clock: str
    actors: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    threads: tuple[str, ...]
    citations: tuple[Citation, ...]
    claims: tuple[tuple[str, str], ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()
    is_planned: bool = False
    rest: str = ""

    @property
    def speaker(self) -> str:
        return self.actors[0][0]


@dataclass
class Past:
    """What was generated so far, that later events can point to."""

    last: date
    events: list[Event] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    rounds: dict[str, int] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        """Take an event in."""
        self.events.append(event)
        self.claims.extend(f"{event.id}#{id}" for id, _ in event.claims)


@dataclass(frozen=True)
class Moment:
    """What the events of a day share: the seed, the day, the documents that can be cited."""

    seed: int
    day: date
    cited: tuple[Citation, ...]


def make_event(moment: Moment, number: int, known: Registries, past: Past) -> Event:
    """The event with a number on a day; the first of a day is its lead."""
    chance, day = random.Random(f"{moment.seed}/{moment.day}/{number}"), moment.day  # noqa: S311
    called = title(chance)
    actors = tuple(
        zip(chance.sample(list(known.actors), chance.choice((2, 2, 3, 4))), _roles(chance), strict=False)
    )
    event = Event(
        id=f"{day}/{slug(called, number)}", day=day, date=str(day), title=called,
        summary=_summary(chance, known, past), type=chance.choice(TYPES), priority=_priority(chance, number),
        clock=_clock(chance), actors=actors, places=_places(chance, known),
        threads=tuple(chance.sample(list(known.threads), chance.choice((1, 1, 1, 2, 3)))),
        citations=_citations(chance, moment, known), claims=_claims(chance), quotes=_quotes(chance, actors),
    )  # fmt: skip
    return _with_rest(event, chance, known, past)


def event_yaml(event: Event) -> str:
    """An event's file."""
    clock = f'time: "{event.clock}"\n' if event.clock else ""
    actors = "".join(f"  - {{actor: {id}, role: {role}}}\n" for id, role in event.actors)
    places = "".join(f"  - {{place: {id}, role: {role}}}\n" for id, role in event.places)
    sources = "".join(f"  - {citation.yaml}\n" for citation in event.citations)
    return (
        f"date: {event.date}\n{clock}title: {event.title}\nsummary: {folded(event.summary)}\n"
        f"type: {event.type}\npriority: {event.priority}\nactors:\n{actors}places:\n{places}"
        f"threads: [{', '.join(event.threads)}]\n{event.rest}sources:\n{sources}"
    )


def _with_rest(event: Event, chance: random.Random, known: Registries, past: Past) -> Event:
    """The event with the fields that not every event has."""
    is_planned = chance.random() < 0.03 and bool(past.events)
    dated = _dated(event, chance, past.last) if not is_planned and not event.clock else event.date
    parts = [
        _said(event, chance), _claim_yaml(event, chance), _answer_yaml(event, chance, past), _quote_yaml(event, chance),
        _figure_yaml(event, chance, known), _relation_yaml(event, chance, past), _series_yaml(event, chance, known, past),
        _plan_yaml(event, chance, past) if is_planned else "", _care_yaml(event, chance), _checked_yaml(event, chance),
        "event_status: ongoing\n" if dated.endswith("..") else "", _text_yaml(event, chance),
    ]  # fmt: skip
    return replace(event, date=dated, is_planned=is_planned, rest="".join(parts))


def _summary(chance: random.Random, known: Registries, past: Past) -> str:
    """40 to 90 words, one in five with Markdown."""
    count = chance.randint(40, 90)
    if chance.random() >= 0.2:
        return prose(chance, count)
    targets = [f"https://example.org/{words(chance, 1)[0]}", f"term:{chance.choice(list(known.terms))}"]
    if past.events:
        targets.append(f"event:{_recent(chance, past.events).id}")
    return marked(chance, count, chance.sample(targets, chance.randint(1, len(targets))))


def _recent(chance: random.Random, made: Sequence[T]) -> T:
    return made[-chance.randint(1, min(RECENT, len(made)))]


def _priority(chance: random.Random, number: int) -> str:
    return "lead" if number == 0 else chance.choices(("key", "normal", "minor"), (15, 60, 25))[0]


def _clock(chance: random.Random) -> str:
    """A time of day for every fourth event, sometimes in words."""
    if chance.random() >= 0.25:
        return ""
    if chance.random() < 0.3:
        return chance.choice(("night", "morning", "evening"))
    return f"{chance.randrange(24):02}:{chance.randrange(60):02}"


def _roles(chance: random.Random) -> list[str]:
    return chance.sample(ROLES, 4)


def _places(chance: random.Random, known: Registries) -> tuple[tuple[str, str], ...]:
    count = chance.choice((1, 1, 1, 2))
    return tuple(zip(chance.sample(list(known.places), count), ("scene", "affected"), strict=False))


def _citations(chance: random.Random, moment: Moment, known: Registries) -> tuple[Citation, ...]:
    """One to three: the day's references, now and then a bare address."""
    count = chance.choice((1, 1, 2, 2, 3))
    found = chance.sample(moment.cited, min(count, len(moment.cited)))
    if chance.random() < 0.3:
        source = chance.choice(known.sources)
        url = f"https://{source.domain}/{moment.day:%Y/%m}/{'-'.join(words(chance, 3))}"
        cited = f"{{url: {url}, locator: para {chance.randint(2, 20)}}}"
        found[-1] = Citation(cited, source.domain, url, source.id)
    return tuple(found)


def _claims(chance: random.Random) -> tuple[tuple[str, str], ...]:
    if chance.random() >= 0.1:
        return ()
    return tuple((f"claim-{number}", title(chance, 8, 16)) for number in range(chance.choice((1, 1, 2))))


def _quotes(chance: random.Random, actors: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    if chance.random() >= 0.15:
        return ()
    count = chance.choice((1, 1, 2))
    return tuple((prose(chance, chance.randint(6, 22))[:-1], actors[0][0]) for _ in range(count))


def _dated(event: Event, chance: random.Random, last: date) -> str:
    """The event's day; for one event in a hundred an interval, one in ten of which has no end yet."""
    if chance.random() >= 0.01 or event.priority == "lead" or event.day == last:
        return event.date
    end = min(event.day + timedelta(days=chance.randint(1, 40)), last)
    return f"{event.day}/.." if chance.random() < 0.1 else f"{event.day}/{end}"


def _said(event: Event, chance: random.Random) -> str:
    """Who says so: for half of the events a named actor, for one in twenty an unnamed source."""
    roll = chance.random()
    if roll < 0.5:
        return f"attribution: {{by: {event.speaker}, medium: {chance.choice(MEDIUMS)}}}\n"
    if roll < 0.55:
        described = " ".join(words(chance, 4))
        return f"attribution: {{anonymous: true, described_as: {described}, reason: not given, basis: briefed}}\n"
    return ""


def _claim_yaml(event: Event, chance: random.Random) -> str:
    kinds = ("factual", "accusation", "assessment", "intent")
    found = [
        f"  - {{id: {id}, text: {text}, kind: {chance.choice(kinds)}, by: {event.speaker}, "
        f"about: [{event.actors[1][0]}]}}\n"
        for id, text in event.claims
    ]
    return "claims:\n" + "".join(found) if found else ""


def _answer_yaml(event: Event, chance: random.Random, past: Past) -> str:
    if chance.random() >= 0.05 or not past.claims:
        return ""
    addressed = chance.choice(("whole", "whole", "part", "other"))
    return (
        f"responses:\n  - claim: {_recent(chance, past.claims)}\n    type: {chance.choice(ANSWERS)}\n"
        f"    addresses: {addressed}\n    by: {event.speaker}\n    text: {title(chance)}\n"
    )


def _quote_yaml(event: Event, chance: random.Random) -> str:
    found = [
        f"  - id: quote-{number}\n    text: {folded(text, 6, '>-')}\n    by: {by}\n"
        + f"    medium: {chance.choice(MEDIUMS)}\n" * (chance.random() < 0.3)
        + "    partial: true\n" * (chance.random() < 0.4)
        + "    translated: {from: unstated, by: source}\n" * (chance.random() < 0.3)
        for number, (text, by) in enumerate(event.quotes)
    ]
    return "quotes:\n" + "".join(found) if found else ""


def _figure_yaml(event: Event, chance: random.Random, known: Registries) -> str:
    """An observation by one of a figure's parties; values drift upwards with the days."""
    if chance.random() >= 0.08:
        return ""
    figure = chance.choice(known.figures)
    value = figure.start + event.day.toordinal() % 3000 * 7 + chance.randrange(500)
    span = f"low: {value}, high: {value + chance.randint(10, 90)}"
    found = f"value: {value}" if chance.random() < 0.8 else span
    qualifier = chance.choice(("exact", "exact", "about", "at-least"))
    by = chance.choice(figure.parties)
    return f"figures:\n  - {{figure: {figure.id}, {found}, qualifier: {qualifier}, by: {by}}}\n"


def _relation_yaml(event: Event, chance: random.Random, past: Past) -> str:
    earlier = [other for other in past.events[-RECENT:] if other.day < event.day]
    if chance.random() >= 0.1 or not earlier:
        return ""
    return f"{chance.choice(RELATIONS)}: {chance.choice(earlier).id}\n"


def _series_yaml(event: Event, chance: random.Random, known: Registries, past: Past) -> str:
    thread = event.threads[0]
    if thread not in known.numbered or chance.random() >= 0.2:
        return ""
    past.rounds[thread] = past.rounds.get(thread, 0) + 1
    return f"series: {{thread: {thread}, number: {past.rounds[thread]}}}\n"


def _plan_yaml(event: Event, chance: random.Random, past: Past) -> str:
    """What was announced up to three days before, and what came of it."""
    announced = [other for other in past.events[-RECENT:] if other.day <= event.day]
    told = chance.choice(announced)
    certainty = chance.choice(("possible", "likely", "certain"))
    return (
        f"event_status: {chance.choice(OUTCOMES)}\nplanned:\n  announced: {told.day}\n  announced_in: {told.id}\n"
        f"  by: {event.speaker}\n  expected: {event.day}\n  expected_text: {' '.join(words(chance, 2))}\n"
        f"  certainty: {certainty}\n"
    )


def _care_yaml(event: Event, chance: random.Random) -> str:
    """Content warnings, needs, and rarely a text behind a click."""
    found = f"content_warning: [{', '.join(chance.sample(WARNINGS, 2))}]\n" if chance.random() < 0.15 else ""
    if found and chance.random() < 0.1:
        found += "sensitivity: {display: click-through}\n"
    return found + ("needs: [food, water]\n" if chance.random() < 0.03 else "")


def _checked_yaml(event: Event, chance: random.Random) -> str:
    """The state of verification: corroborated only with two origins; one event in fifty was corrected."""
    origins = {citation.origin for citation in event.citations}
    found = "verification: corroborated\n" if len(origins) > 1 and chance.random() < 0.5 else ""
    if chance.random() < 0.02:
        text = title(chance)
        found += f"changes:\n  - {{date: {event.day}, kind: correction, field: summary, text: {text}.}}\n"
    return found


def _text_yaml(event: Event, chance: random.Random) -> str:
    """Here and there a date's note, a duration, a longer text."""
    found = f"date_note: {title(chance)}.\n" if chance.random() < 0.05 else ""
    if event.type == "talks":
        found += (
            f"mode: {chance.choice(('in-person', 'video', 'phone'))}\nduration: PT{chance.randint(1, 9)}H\n"
        )
    if chance.random() < 0.03:
        linked = marked(chance, 50, ["https://example.org/text"])
        paragraphs = [linked, "- " + prose(chance, 12), prose(chance, 60)]
        found += "body: |\n" + "".join(f"  {paragraph}\n\n" for paragraph in paragraphs).rstrip("\n") + "\n"
    return found
