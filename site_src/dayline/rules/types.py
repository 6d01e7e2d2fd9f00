"""The types of events that a site adds."""

from collections.abc import Iterator

from dayline.problems import Problem
from dayline.read.entry import Entry
from dayline.rules.rule import records, rule
from dayline.schema.registry import EventTypesRecord
from dayline.schema.vocabulary import EVENT_TYPES


@rule("E03", "a type of event is built in already", on=records("vocabulary"))
def built_in(entry: Entry[EventTypesRecord]) -> Iterator[Problem]:
    for id in entry.record.types:
        if id in EVENT_TYPES:
            message = f"the type `{id}` is built in and can't be given another meaning"
            yield Problem("E03", entry.spot.at("types", id, on="key"), message, "give the new type another name")
