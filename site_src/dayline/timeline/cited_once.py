"""Which reports need no page of their own."""

from collections.abc import Iterable, Mapping
from typing import Any

from dayline.read.entry import Entry
from dayline.timeline.timeline import Event


def cited_once(of_reference: Mapping[str, tuple[Event, ...]], others: Iterable[Entry[Any]]) -> dict[str, str]:
    """The id of the citing event for each report that is among the sources of one event, and that nothing else cites.

    `others` are the entries beside events that may cite reports: figures, for their tables, and pictures.
    """
    elsewhere = {id for entry in others for kind, id in entry.points if kind == "reference"}
    single = {id: events[0] for id, events in of_reference.items() if len(events) == 1 and id not in elsewhere}
    return {id: event.id for id, event in single.items() if _is_listed(id, event)}


def _is_listed(id: str, event: Event) -> bool:
    """Whether a report is among the sources of the event itself, not only of a claim or a quote in it."""
    return any(cite.reference and cite.reference.id == id for cite in event.cited)
