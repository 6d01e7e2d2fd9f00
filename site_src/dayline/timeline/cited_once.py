"""Which reports need no page of their own."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from dayline.read.entry import Entry

_CITING = ("event", "figure", "media")  # figures for their tables


def cited_once(published: Iterable[Entry[Any]]) -> dict[str, str]:
    """The id of the citing event for each report that is among the sources of one event, and that nothing else cites.

    Other entries than those that can cite a report make no difference.
    """
    citing: defaultdict[str, list[Entry[Any]]] = defaultdict(list)
    for entry in published:
        if entry.kind in _CITING and getattr(entry.record, "state", "") != "withheld":
            for id in {id for kind, id in entry.points if kind == "reference"}:
                citing[id].append(entry)
    single = ((id, entries[0]) for id, entries in citing.items() if len(entries) == 1)
    return {id: entry.id for id, entry in single if entry.kind == "event" and _is_listed(id, entry)}


def _is_listed(id: str, entry: Entry[Any]) -> bool:
    """Whether a report is among the sources of the event itself, not only of a claim or a quote in it."""
    return any(citation.ref == id for citation in entry.record.citations)
