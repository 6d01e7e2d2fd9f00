"""A generated Dayline site: `python3 bench/corpus.py DIR --size year`.

The same arguments give the same bytes everywhere. Days begin on 1 January 2022, those of large sites earlier.
The site is closed on its last day or, with `--open`, goes on: its last day is today, with an open brief. Either
way the file `now` has the moment to build for (`dayline build --now "$(cat DIR/now)"`), so that nothing depends on
the day of the build. A few intervals have no end: the strip of what is going on grows slowly with the days, as in
life.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from events import event_yaml, make_event
from model import Citation, Event, Moment, Past
from registries import Registries, Source, registries
from shape import Shape, shape, shape_parser
from words import folded, marked, prose, slug, title

REFERENCES = 4  # a day
Happened = tuple[Moment, tuple[Event, ...], dict[str, str]]
_SENTENCE = re.compile(r"[^.#\n ][^.#\n]*\.")
SECTIONS = ("What happened", "What was said", "What is disputed", "What comes next")


@dataclass(frozen=True)
class Day:
    """A day: its brief, its events, and the files of the documents they cite."""

    date: date
    title: str
    standfirst: str
    highlights: tuple[tuple[str, str], ...]
    not_known: tuple[str, ...]
    watch: tuple[str, ...]
    text: str
    events: tuple[Event, ...]
    references: dict[str, str]
    is_open: bool


@dataclass(frozen=True)
class Corpus:
    """Everything that a site is made from."""

    shape: Shape
    known: Registries
    days: tuple[Day, ...]


def corpus(wanted: Shape) -> Corpus:
    """The days with their events, and the registries they point to."""
    known = registries(wanted.seed, is_near=wanted.is_near)
    past = Past(wanted.last)
    dated = [
        _happened(wanted.seed, wanted.first + timedelta(days=number), wanted.count(number), known, past)
        for number in range(wanted.days)
    ]
    next_events = [*(happened[1] for happened in dated[1:]), ()]
    days = tuple(_day(today, tomorrow, known, wanted) for today, tomorrow in zip(dated, next_events, strict=True))
    return Corpus(wanted, known, days)


def files(whole: Corpus) -> Iterator[tuple[str, str]]:
    """The files of a Dayline site by their path below its folder."""
    yield "now", f"{whole.shape.now}\n"
    yield "content/site.yaml", _settings(whole.shape)
    for name, text in whole.known.files.items():
        yield f"content/{name}", text
    for day in whole.days:
        yield f"content/briefs/{day.date:%Y}/{day.date}.md", brief(day)
        for name, text in day.references.items():
            yield f"content/references/{day.date:%Y/%m}/{name}.yaml", text
        for event in day.events:
            yield f"content/events/{event.id.replace('-', '/', 2)}.yaml", event_yaml(event)


def write(texts: Iterator[tuple[str, str]], folder: Path) -> int:
    """Write files below a folder; their number."""
    count = 0
    for count, (name, text) in enumerate(texts, 1):  # noqa: B007 - the last number is what comes back
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return count


def _happened(seed: int, day: date, count: int, known: Registries, past: Past) -> Happened:
    """A day's events and references."""
    chance = random.Random(f"{seed}/{day}/references")  # noqa: S311
    references = [_reference(chance, day, number, known.sources) for number in range(REFERENCES)]
    moment = Moment(seed, day, tuple(citation for citation, _, _ in references))
    events = []
    for number in range(count):
        events.append(make_event(moment, number, known, past))
        past.add(events[-1])
    return moment, tuple(events), {name: text for _, name, text in references}


def _reference(chance: random.Random, day: date, number: int, sources: Sequence[Source]) -> tuple[Citation, str, str]:
    """A document of a day: how it is cited, its name, its file; every fourth is syndicated."""
    source = chance.choice(sources)
    called = title(chance)
    name = slug(called, day.day * 10 + number)
    url = f"https://{source.domain}/{day:%Y/%m/%d}/{name}"
    agency = chance.choice([other for other in sources if other.is_agency]) if number % 4 == 1 else source
    text = f"source: {source.id}\nkind: article\ntitle: {called}\nurl: {url}\npublished: {day}\nlang: en\n"
    if agency is not source:
        text += f"syndicated_from: [{agency.id}]\n"
    cited = f"{{ref: {name}, locator: para {chance.randint(1, 20)}}}"
    return Citation(cited, called, url, agency.id), name, text


def _day(happened: Happened, next_events: Sequence[Event], known: Registries, wanted: Shape) -> Day:
    """A day with its brief, open on an open site's last day: five highlights, and the next day's plans to watch."""
    moment, events, references = happened
    chance = random.Random(f"{moment.seed}/{moment.day}/brief")  # noqa: S311
    chosen = sorted(events, key=lambda event: ("lead", "key", "normal", "minor").index(event.priority))[:5]
    return Day(
        date=moment.day,
        title=title(chance),
        standfirst=_sourced(prose(chance, 35), chance, events),
        highlights=tuple((title(chance), event.id) for event in chosen),
        not_known=tuple(title(chance, 8, 14) for _ in range(chance.randint(2, 3))),
        watch=tuple(event.id for event in next_events if event.is_planned),
        text=_sourced(_text(chance, events, known), chance, events),
        events=events,
        references=references,
        is_open=wanted.is_open and moment.day == wanted.last,
    )


def _text(chance: random.Random, events: Sequence[Event], known: Registries) -> str:
    """Four sections; lead and key events are linked to, and some others."""
    told = [event for event in events if event.priority in ("lead", "key") or chance.random() < 0.25]
    parts = []
    for number, heading in enumerate(SECTIONS):
        targets = [f"event:{event.id}" for event in told[number :: len(SECTIONS)]]
        targets.append(f"term:{chance.choice(list(known.terms))}" if number else _named(chance, known))
        parts.append(f"## {heading}\n\n{marked(chance, chance.randint(50, 90), targets)}")
        if number == 0:
            parts.append("\n".join("- " + prose(chance, 12) for _ in range(3)))
    return "\n\n".join(parts)


def _sourced(text: str, chance: random.Random, events: Sequence[Event]) -> str:
    """The text with a link to an event in each sentence that has none."""

    def linked(sentence: re.Match[str]) -> str:
        words = sentence[0].split(" ")
        plain = [at for at, word in enumerate(words) if word.isalpha() and "[" not in " ".join(words[:at])]
        if "](event:" in sentence[0] or not plain:
            return sentence[0]
        words[plain[-1]] = f"[{words[plain[-1]]}](event:{chance.choice(events).id})"
        return " ".join(words)

    return _SENTENCE.sub(linked, text)


def _named(chance: random.Random, known: Registries) -> str:
    return f"actor:{chance.choice(list(known.actors))}"


def brief(day: Day) -> str:
    """A brief's file: front matter and text."""
    highlights = "".join(f"  - text: {text}\n    events: [{key}]\n" for text, key in day.highlights)
    not_known = "".join(f"  - {text}\n" for text in day.not_known)
    watch = f"watch: [{', '.join(day.watch)}]\n" if day.watch else ""
    status = "open" if day.is_open else "closed"
    return (
        f"---\ndate: {day.date}\ntitle: {day.title}\nstandfirst: {folded(day.standfirst)}\nstatus: {status}\n"
        f"as_of: {day.date}T23:59\nbyline: [editor]\nlead: {day.events[0].id}\nhighlights:\n{highlights}"
        f"not_known:\n{not_known}{watch}---\n\n{day.text}\n"
    )


def _settings(wanted: Shape) -> str:
    closed = "" if wanted.is_open else f"closed: {wanted.last}\n"
    return f"""\
title: Bench
description: A generated timeline
base_url: https://bench.example/
language: en
timezone: Europe/Kyiv
timezone_label: Kyiv time
{closed}day_counter:
  label: Day {{n}}
  day_one: {wanted.first}
licence: CC-BY-4.0
publisher:
  name: Bench editors
  contact: mailto:desk@example.org
  corrections: mailto:corrections@example.org
  policies:
    corrections: corrections-policy
    verification: method
checks:
  unverified_days: 1000
"""


def main() -> None:
    """Write a corpus."""
    arguments = shape_parser(__doc__).parse_args()
    count = write(files(corpus(shape(arguments))), Path(arguments.folder))
    print(f"{count:,} files in {arguments.folder}")


if __name__ == "__main__":
    main()
