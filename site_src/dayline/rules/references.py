"""Ids: whether they lead anywhere."""

import re
from collections.abc import Iterator
from typing import Any

from dayline.problems import Problem, Spot
from dayline.read.entry import Entry
from dayline.read.files import KINDS
from dayline.read.records import RECORDS
from dayline.rules.id_index import Known
from dayline.rules.rule import IDS, LINKS, reports, rule
from dayline.schema.characters import odd_character, to_plain
from dayline.schema.closest import closest
from dayline.schema.fields import SLUG, Body, Choice, as_slug
from dayline.schema.hints import PAIR
from dayline.schema.introspect import field_specs, references
from dayline.schema.yaml_quotes import quoted
from dayline.timeline.timeline import Event, Timeline

NOUNS = {"term": "glossary entry", "media": "picture"}
_USUAL = {"place": "settlement", "source": "newspaper"}  # elsewhere the first kind is the usual one
_ENTRIES = ("actor", "place", "ref", "media")  # what an entry of a list is written as, if it is no group
FILES = {kind: (folder, suffix) for folder, (kind, suffix) in KINDS.items()}


@rule(
    "E09",
    "an id leads nowhere, or is several in one",
    on=LINKS,
    fix="Correct it, or add the file that is missing.",
)
@reports(
    "E10",
    "something published points to a draft, an item in review or one under embargo ([drafts.md](drafts.md))",
    fix="Publish the other one first, or take the id out. Withheld events keep their page and may be pointed to.",
)
def unknown_ids(entry: Entry[Any], known: Known) -> Iterator[Problem]:
    registries = known.registries
    for path, kind, id in references(entry.record):
        is_text = kind == "question" and "-" not in id  # a word among texts that are no ids
        if not is_text and id not in registries[kind]:
            yield from missing(entry.spot.at(*path), kind, id, known)


@rule("E09", "a background text belongs to no thread", on=IDS)
def text_without_thread(known: Known) -> Iterator[Problem]:
    for entry in known.timeline.thread_texts.values():
        if entry.id not in known.timeline.threads:
            yield from missing(entry.spot, "thread", entry.id, known)


def missing(spot: Spot, kind: str, id: str, known: Known, code: str = "E09") -> Iterator[Problem]:
    """The problem that an id leads nowhere, unless what it leads to is broken itself."""
    hidden = known.timeline.drafts.get((kind, id))
    if kind in ("event", "claim"):
        hidden = known.timeline.unpublished.get(id.partition("#")[0])
    if known.broken.covers(kind, id):
        return
    if hidden:
        yield _hidden(spot, id, hidden)
        return
    yield Problem(code, spot, *_nowhere(spot, kind, id, known))


def _nowhere(spot: Spot, kind: str, id: str, known: Known) -> tuple[str, str]:
    """What is wrong with an id that nothing has, and what to write."""
    message = f"no {NOUNS.get(kind, kind)} has the id `{id}`"
    slug, plain = as_slug(id), to_plain(id)
    if plain != id and plain in known.registries[kind]:
        return f"the id `{id}` contains {odd_character(id)}", f"write `{plain}`"
    if slug != id and (slug in known.registries[kind] or known.broken.covers(kind, slug)):
        return message, f"write `{slug}`"
    if several := _several(spot, kind, id, known):
        return several
    if kind == "actor" and spot.path[-1:] == ("by",) and " " in id:
        return message, _speaker(spot, id, known.timeline)
    return message, _advice(spot.file, kind, id, known.timeline)


def _several(spot: Spot, kind: str, id: str, known: Known) -> tuple[str, str] | None:
    """What to say of several ids on one line, of which at least one is known."""
    parts = [part for part in re.split(r"\s*[,;&]\s*|\s+and\s+|\s+", id) if part]
    if len(parts) < 2 or not any(part in known.registries[kind] for part in parts):
        return None
    message = f"`{id}` is {len(parts)} ids, not one"
    if isinstance(spot.path[-1], int) or spot.path[-1] in _ENTRIES:
        return message, "write each as an entry of its own: " + ", ".join(f"`- {part}`" for part in parts)
    others = " and ".join(f"`{part}`" for part in parts[1:])
    return message, f"only one can be named here: keep `{parts[0]}`, and write another entry for {others}"


def _speaker(spot: Spot, described: str, timeline: Timeline) -> str:
    """What to write for somebody who is described in words where the id of an actor belongs."""
    near = closest(as_slug(described), timeline.registry("actor"))
    fields = f"anonymous: true, described_as: {quoted(described)}, reason: …"
    unnamed = fields if "attribution" in spot.path else f"attribution: {{{fields}}}"
    file = f"content/actors/{as_slug(described)}.yaml"
    named = f"if it is `{near}`, write `by: {near}`" if near else f"if it is, create `{file}` with {_lines('actor')}"
    return f"if the source is not named, write `{unnamed}` in place of `by`; {named}"


def _hidden(spot: Spot, id: str, hidden: Entry[Any]) -> Problem:
    state = hidden.record.state
    reason = "under embargo" if state == "published" else "in review" if state == "review" else "a draft"
    message = f"`{id}` is {reason}, so readers can't see it"
    also = ((hidden.spot.at("embargo" if state == "published" else "state"), "this holds it back"),)
    return Problem("E10", spot, message, "publish the other one first, or take the id out", also)


def _advice(file: str, kind: str, id: str, timeline: Timeline) -> str:
    if kind == "claim":
        return _about_claim(file, id, timeline)
    if kind == "event":
        return _about_event(id, timeline)
    if kind == "media":
        return _about_picture(id, timeline)
    if kind == "reference" and re.match(r"(?:www\.)?[\w-]+\.[\w.-]+(?:/|$)", id):
        return f"if it is an address, write it whole: `https://{id}`"
    if kind == "place" and (pair := PAIR.fullmatch(id)):
        lines = f"`lat: {pair[1]}`, `lon: {pair[2]}`"
        return f"places have files: create `content/places/name-of-the-place.yaml` with {_lines(kind)}, {lines}"
    near = closest(as_slug(id), timeline.registry(kind))
    folder, suffix = FILES[kind]
    make = f"create `content/{folder}/{as_slug(id)}{suffix}` with {_lines(kind)}"
    return f"did you mean `{near}`? To add a new {NOUNS.get(kind, kind)}, {make}" if near else make


def _lines(kind: str) -> str:
    """The lines that a new entry needs."""
    needed = [spec for spec in field_specs(RECORDS[kind][0]) if spec.required and not isinstance(spec.type, Body)]
    words = [_USUAL.get(kind, spec.type.words[0]) if isinstance(spec.type, Choice) else "…" for spec in needed]
    return ", ".join(f"`{spec.yaml}: {word}`" for spec, word in zip(needed, words, strict=True))


def _about_claim(file: str, id: str, timeline: Timeline) -> str:
    event_id, mark, local = id.partition("#")
    if not event_id or not mark:
        return _named_as_claim(file, local or event_id, timeline)
    event = timeline.events.get(event_id)
    if event is None:
        return _about_event(event_id, timeline)
    near = closest(local, [claim.id for claim in event.record.claims])
    return f"the claim with the closest id is `{event_id}#{near}`" if near else _claims_of(event)


def _named_as_claim(file: str, name: str, timeline: Timeline) -> str:
    """What to write for a claim that is written without its event, or as the event."""
    slug = as_slug(name.rpartition("/")[2])
    for id, event in timeline.events.items():
        if id == name or id.partition("/")[2] == slug:
            return _claims_of(event)
    same = [linked.id for linked in timeline.claims.values() if linked.claim.id == slug]
    if same:
        return "write the id of its event before it: " + " or ".join(f"`{id}`" for id in same[:5])
    own = next((e for e in timeline.events.values() if e.entry.file == file and e.record.claims), None)
    example = f"{own.id}#{own.record.claims[0].id}" if own else "2022-03-14/convoy-leaves-mariupol#request"
    return f"write the day and name of its event before the id of the claim, as in `{example}`"


def _claims_of(event: Event) -> str:
    """The claims of an event, for a help line."""
    ids = [f"`{event.id}#{claim.id}`" for claim in event.record.claims]
    if not ids:
        return f"the event `{event.id}` makes no claims: add under its `claims:` the one that is meant"
    return f"write {ids[0]}" if len(ids) == 1 else f"write the claim of the event that is meant: {', '.join(ids)}"


def _about_picture(id: str, timeline: Timeline) -> str:
    folder, _, name = id.removeprefix("content/").removeprefix("media/").rpartition("/")
    plain = f"{folder.replace('/', '-')}/{name.partition('.')[0]}"
    same_name = next((other for other in timeline.media if other.endswith(f"/{name.partition('.')[0]}")), None)
    near = plain if plain in timeline.media else same_name or closest(plain, timeline.media)
    if near:
        return f"the picture with the closest id is `{near}`"
    return "put it into a folder of its month, as in `content/media/2022/03/bridge.jpg`, and write `2022-03/bridge`"


def _about_event(id: str, timeline: Timeline) -> str:
    renamed = next((e.id for e in timeline.events.values() if id in e.record.aliases), None)
    if renamed:
        return f"the event is now called `{renamed}`"
    filed, _, slug = id.partition("/")
    same_folder = {other.partition("/")[2]: other for other in timeline.events if other.startswith(f"{filed}/")}
    same_slug = [other for other in timeline.events if slug and other.endswith(f"/{slug}")]
    near = next(iter(same_slug), None) or same_folder.get(closest(slug, same_folder) or "")
    if near:
        return f"the event with the closest id is `{near}`"
    if slug and SLUG.fullmatch(slug) and filed.replace("-", "").isdigit():
        return f"add a file `content/events/{filed.replace('-', '/')}/{slug}.yaml`"
    return "write the day and the file's name, as in `2022-03-14/convoy-leaves-mariupol`"
