"""Markdown texts as a whole."""

from collections.abc import Iterator
from typing import Any

from dayline.problems import Problem
from dayline.read.records import Entry
from dayline.schema.markdown_limits import excesses
from dayline.schema.texts import markdown, pointing


def overfull(entry: Entry[Any]) -> Iterator[Problem]:
    """E28: so much Markdown in one text that turning it into a page would take minutes, or fail."""
    for path, text in markdown(entry.record):
        for part, start, message, help in excesses(text):
            yield Problem("E28", pointing(entry.spot.at(*path), text, part, start), message, help)
