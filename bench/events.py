"""Generated events: as varied as those of a desk that follows the content model."""

import random
from collections.abc import Sequence

from model import Citation, Event, Moment, Past, recent
from parts import completed
from registries import Registries
from words import folded, marked, prose, slug, title, words

TYPES = (
    *("report", "attack", "fighting", "talks", "statement", "warning", "denial"),
    *("assessment", "decision", "sanction", "aid", "protest", "economy", "incident"),
)
ROLES = ("speaker", "initiator", "recipient", "subject", "affected", "mentioned", "participant", "host")


def make_event(moment: Moment, number: int, known: Registries, past: Past) -> Event:
    """The event with a number on a day; the first of a day is its lead."""
    chance, day = random.Random(f"{moment.seed}/{moment.day}/{number}"), moment.day  # noqa: S311
    called = title(chance)
    actors = tuple(zip(chance.sample(list(known.actors), chance.choice((2, 2, 3, 4))), _roles(chance), strict=False))
    event = Event(
        id=f"{day}/{slug(called, number)}", day=day, date=str(day), title=called,
        summary=_summary(chance, known, past), type=chance.choice(TYPES), priority=_priority(chance, number),
        clock=_clock(chance), actors=actors, places=_places(chance, known),
        threads=tuple(chance.sample(list(known.threads), chance.choice((1, 1, 1, 2, 3)))),
        citations=_citations(chance, moment, known), claims=_claims(chance), quotes=_quotes(chance, actors),
    )  # fmt: skip
    return completed(event, chance, known, past)


def event_yaml(event: Event) -> str:
    """An event's file."""
    clock = f'time: "{event.clock}"\n' if event.clock else ""
    actors = "".join(f"  - {{actor: {key}, role: {role}}}\n" for key, role in event.actors)
    places = "".join(f"  - {{place: {key}, role: {role}}}\n" for key, role in event.places)
    sources = "".join(f"  - {citation.yaml}\n" for citation in event.citations)
    return (
        f"date: {event.date}\n{clock}title: {event.title}\nsummary: {folded(event.summary)}\n"
        f"type: {event.type}\npriority: {event.priority}\nactors:\n{actors}places:\n{places}"
        f"threads: [{', '.join(event.threads)}]\n{event.rest}sources:\n{sources}"
    )


def _summary(chance: random.Random, known: Registries, past: Past) -> str:
    """40 to 90 words, one in five with Markdown."""
    count = chance.randint(40, 90)
    if chance.random() >= 0.2:
        return prose(chance, count)
    targets = [f"https://example.org/{words(chance, 1)[0]}", f"term:{chance.choice(list(known.terms))}"]
    if past.events:
        targets.append(f"event:{recent(chance, past.events).id}")
    return marked(chance, count, chance.sample(targets, chance.randint(1, len(targets))))


def _priority(chance: random.Random, number: int) -> str:
    return "lead" if number == 0 else chance.choices(("key", "normal", "minor"), (15, 60, 25))[0]


def _clock(chance: random.Random) -> str:
    """A time of day for every fourth event, sometimes in words; not in the hour that clocks leave out in spring."""
    if chance.random() >= 0.25:
        return ""
    if chance.random() < 0.3:
        return chance.choice(("night", "morning", "evening"))
    hour = chance.randrange(23)
    return f"{hour + (hour >= 3):02}:{chance.randrange(60):02}"


def _roles(chance: random.Random) -> list[str]:
    return chance.sample(ROLES, 4)


def _places(chance: random.Random, known: Registries) -> tuple[tuple[str, str], ...]:
    """One or two places of one region; the first regions have the most events, as a front or a capital has."""
    count = chance.choice((1, 1, 1, 2))
    region = known.regions[0]
    if len(known.regions) > 1:
        region = chance.choices(known.regions, [1 / (rank + 1) for rank in range(len(known.regions))])[0]
    return tuple(zip(chance.sample(region, count), ("scene", "affected"), strict=False))


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
