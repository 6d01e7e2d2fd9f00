"""No page goes stale: a page whose key is the same after a change in any field would look the same."""

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from conftest import LONG
from dayline.digests import digest
from dayline.pages.index import SiteIndex
from dayline.pages.plan import keyed, plan
from dayline.read.content import Content, read_content
from dayline.read.entry import Entry
from dayline.read.records import CARD_TEXT, points_of
from dayline.timeline.link import link
from demonstration import ROOT

NOW = datetime(2022, 3, 31, 12, tzinfo=UTC)
KINDS = (
    "event",
    "brief",
    "actor",
    "place",
    "thread",
    "figure",
    "source",
    "reference",
    "question",
    "term",
    "page",
    "media",
)


def planned(content: Content) -> tuple[dict[str, bytes], dict[str, str]]:
    """The keys and the views of all pages, by address."""
    index = SiteIndex(link(content, NOW, False), ROOT)
    pages = plan(index)
    keys, _ = keyed(pages, index)
    return keys, {page.url: repr(page.make(index)) for page in pages if not page.late}


def richest(content: Content, kind: str) -> list[Entry[Any]]:
    """The two entries of a kind with most fields."""
    entries = [entry for entry in content.entries if entry.kind == kind]
    return sorted(entries, key=lambda entry: (-len(vars(entry.record)), entry.id))[:2]


def texts(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each text in a value in turn with one more word, as the way there and the changed value."""
    if isinstance(value, str) and " " in value:
        yield path, f"{value} indeed"
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            for way, changed in texts(item, f"{path}.{number}"):
                yield way, (*value[:number], changed, *value[number + 1 :])
    elif is_dataclass(value):
        for field in fields(value):
            for way, changed in texts(getattr(value, field.name), f"{path}.{field.name}"):
                yield way, replace(value, **{field.name: changed})


def with_fields(record: Any, other: Any) -> Iterator[tuple[str, Any]]:
    """The record with each optional field left out, and with each that it shares with another's as it is there."""
    for field in fields(record):
        held, there = getattr(record, field.name), getattr(other, field.name)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if default is not MISSING and held != default:
            yield f".{field.name} left out", replace(record, **{field.name: default})
        if there not in (held, default) and field.name not in {"slug", "id"}:
            yield f".{field.name} of another", replace(record, **{field.name: there})


def changed(entry: Entry[Any], way: str, record: Any) -> Entry[Any]:
    """An entry with a changed record, and the digests that its file would have."""
    field = way.lstrip(".").split(".")[0].split(" ")[0]
    whole = digest(entry.digest, repr(record))
    line = entry.line_digest if field in CARD_TEXT else whole
    return entry._replace(record=record, digest=whole, line_digest=line, points=points_of(record))


def cases(content: Content, kind: str) -> Iterator[tuple[str, Content]]:
    """Changed contents with what was changed."""
    entries = richest(content, kind)
    for entry, other in zip(entries, reversed(entries), strict=True):
        ways = [*texts(entry.record)] + ([*with_fields(entry.record, other.record)] if LONG else [])
        for way, record in ways:
            new = changed(entry, way, record)
            yield (
                f"{kind} {entry.id}{way}",
                content._replace(entries=tuple(new if each is entry else each for each in content.entries)),
            )


@pytest.mark.parametrize("kind", KINDS if LONG else ("event",))
def test_a_page_whose_key_is_the_same_looks_the_same(kind: str) -> None:
    content = read_content(ROOT)
    before_keys, before_views = planned(content)
    stale = []
    for way, edited in cases(content, kind):
        keys, views = planned(edited)
        stale += [
            f"{way}: {url}"
            for url in views.keys() & before_views.keys()
            if keys[url] == before_keys[url] and views[url] != before_views[url]
        ]
    assert stale == []
