"""From a spot in the content back to line and column, by parsing the file again."""

from functools import lru_cache

from dayline.problems import Span, Spot
from dayline.read import csv_rows, front_matter, json_positions
from dayline.read.text import BYTE_ORDER_MARK, Source
from dayline.read.yaml import positions, strict


def locate(spot: Spot, source: str) -> Span:
    """The line and columns of a spot in the text of its file; the first line if nothing better is known."""
    if spot.span:
        return spot.span
    text = Source(source.removeprefix(BYTE_ORDER_MARK), spot.file)
    if not spot.path:
        return _in_text(text, 0, spot)
    if spot.file.endswith(".csv"):
        return csv_rows.span(text, spot.path)
    if spot.file.lower().endswith(".geojson"):
        return text.span(*json_positions.position(text.text, spot.path))
    if not spot.file.endswith(".md"):
        return _in_fields(text, text, spot)
    return _in_markdown(text, spot)


def _in_markdown(text: Source, spot: Spot) -> Span:
    parts, _ = front_matter.split(text.text, text.file)
    if spot.path[0] == "body":
        return _in_text(text, len(text.text) - len(parts.body) if parts else 0, spot)
    if parts is None:
        return _first_line(text)
    return _in_fields(Source(parts.yaml, text.file, parts.first_line), text, spot)


def _in_fields(fields: Source, whole: Source, spot: Spot) -> Span:
    tree = _tree(fields.text, fields.file, fields.first_line)
    return tree.span(spot.path, spot.on, spot.text, spot.nth) if tree else _first_line(whole)


@lru_cache(maxsize=4)
def _tree(text: str, file: str, first_line: int) -> strict.Tree | None:
    """The tree of a file; cached, as problems come file by file."""
    return strict.parse(text, file, first_line)[0]


def _in_text(text: Source, start: int, spot: Spot) -> Span:
    """The span of `spot.text` in the text from offset `start` on, or of the first line that is not empty."""
    if spot.text.strip() and (stretch := positions.within(text.text, start, len(text.text), spot.text, spot.nth)):
        return text.span(*stretch)
    rest = text.text[start:]
    first = start + len(rest) - len(rest.lstrip()) if rest.strip() else start
    return text.span(first, text.line_end(first))


def _first_line(text: Source) -> Span:
    return text.span(0, text.line_end(0))
