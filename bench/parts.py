"""The fields of generated events that not every event has, as YAML: what only Dayline knows."""

import random
from dataclasses import replace
from datetime import date, timedelta

from model import RECENT, Event, Past, recent
from registries import Registries
from words import folded, marked, prose, title, words

MEDIUMS = ("tweet", "post", "press-briefing", "speech", "interview", "tv", "statement")
ANSWERS = ("denies", "partly-denies", "confirms", "declines-to-comment", "deflects", "questions")
RELATIONS = ("follows", "updates", "responds_to", "supports", "part_of")
OUTCOMES = ("occurred", "occurred", "occurred", "postponed", "cancelled", "not-held")
WARNINGS = ("armed-attack", "death", "injury", "deprivation")


def completed(event: Event, chance: random.Random, known: Registries, past: Past) -> Event:
    """The event with the fields that not every event has."""
    is_planned = chance.random() < 0.03 and bool(past.events)
    dated = _dated(event, chance, past.last) if not is_planned and not event.clock else event.date
    parts = (
        _said(event, chance),
        _claim_yaml(event, chance),
        _answer_yaml(event, chance, past),
        _quote_yaml(event, chance),
        _figure_yaml(event, chance, known),
        _relation_yaml(event, chance, past),
        _series_yaml(event, chance, known, past),
        _plan_yaml(event, chance, past) if is_planned else "",
        _care_yaml(chance),
        _checked_yaml(event, chance),
        "event_status: ongoing\n" if dated.endswith("..") else "",
        _text_yaml(event, chance),
    )
    return replace(event, date=dated, is_planned=is_planned, rest="".join(parts))


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
        described = f"described_as: {' '.join(words(chance, 4))}, reason: not given"
        return f"attribution: {{anonymous: true, {described}, basis: briefed}}\n"
    return ""


def _claim_yaml(event: Event, chance: random.Random) -> str:
    kinds = ("factual", "accusation", "assessment", "intent")
    found = [
        f"  - {{id: {key}, text: {text}, kind: {chance.choice(kinds)}, by: {event.speaker}, "
        f"about: [{event.actors[1][0]}]}}\n"
        for key, text in event.claims
    ]
    return "claims:\n" + "".join(found) if found else ""


def _answer_yaml(event: Event, chance: random.Random, past: Past) -> str:
    if chance.random() >= 0.05 or not past.claims:
        return ""
    addressed = chance.choice(("whole", "whole", "part", "other"))
    return (
        f"responses:\n  - claim: {recent(chance, past.claims)}\n    type: {chance.choice(ANSWERS)}\n"
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
    """What was announced some days before, and what came of it."""
    announced = [other for other in past.events[-RECENT:] if other.day <= event.day]
    told = chance.choice(announced)
    outcome, certainty = chance.choice(OUTCOMES), chance.choice(("possible", "likely", "certain"))
    return (
        f"event_status: {outcome}\nplanned:\n  announced: {told.day}\n  announced_in: {told.id}\n"
        f"  by: {event.speaker}\n  expected: {event.day}\n  expected_text: {' '.join(words(chance, 2))}\n"
        f"  certainty: {certainty}\n"
    )


def _care_yaml(chance: random.Random) -> str:
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
        found += f"mode: {chance.choice(('in-person', 'video', 'phone'))}\nduration: PT{chance.randint(1, 9)}H\n"
    if chance.random() < 0.03:
        linked = marked(chance, 50, ["https://example.org/text"])
        paragraphs = [linked, "- " + prose(chance, 12), prose(chance, 60)]
        found += "body: |\n" + "".join(f"  {paragraph}\n\n" for paragraph in paragraphs).rstrip("\n") + "\n"
    return found
