"""Lines that readers see run together: unsupported bullets, pasted cells, broken tables."""

import re
from collections.abc import Iterator

from dayline.rules.previews.finding import BLOCK, Finding, Lines
from dayline.rules.rule import rule
from dayline.schema.markdown.blocks import Block, Line, cells

_BULLET = re.compile(r"([•‣▪◦●○■□·∙])[ \t\u00a0]*(?=\S)|([–—])[ \t\u00a0]+(?=\S)|([-+])(?=[^\W\d_])")
_CELLS = re.compile(r"\S[ ]*\t[ \t]*\S")
_DASHES = re.compile(r"\|[ \t]*:?-{3,}:?[ \t]*\|")


@rule("W63", "lines that begin with a bullet or dash are shown as one paragraph", on=BLOCK)
def unsupported_bullets(_lines: Lines, block: Block) -> Iterator[Finding]:
    found = _begun(block.lines, _BULLET) if block.kind == "paragraph" else []
    if found and (len(found) > 1 or found[0][1][1]):
        line, match = found[0]
        mark = match[1] or match[2] or match[3]
        after = f"- {line.text[match.end() :].split(' ')[0]} …"
        message = f"`{mark}` makes no list here: readers see these lines as one paragraph"
        help = f"put a space after each `{mark}`: `{after}`" if match[3] else f"write `-` for each `{mark}`: `{after}`"
        yield Finding(line.start, mark, message, help)


@rule("W63", "the cells of a spreadsheet are shown as one paragraph", on=BLOCK)
def pasted_cells(_lines: Lines, block: Block) -> Iterator[Finding]:
    rows = [line for line in block.lines if _CELLS.search(line.text)] if block.kind == "paragraph" else []
    if len(rows) > 1:
        columns = [cell.strip() for cell in re.split(r"\t+", rows[0].text.strip())]
        dashes = "| " + " | ".join("---" for _ in columns) + " |"
        message = "these lines look pasted from a spreadsheet: readers see their cells as one paragraph"
        help = f"make it a table: `| {' | '.join(columns)} |`, below it `{dashes}`, and `|` for each tab"
        yield Finding(rows[0].start, rows[0].text.rstrip(), message, help)


@rule("W63", "a cell of a table is not shown, or a line becomes a row of the table above it", on=BLOCK)
def surplus_cells(_lines: Lines, block: Block) -> Iterator[Finding]:
    if block.kind != "table":
        return
    columns = len(cells(block.mark))
    for row in block.lines[1:]:
        words = cells(row.text)
        if lost := [cell for cell in words[columns:] if cell]:
            message = f"the table has {columns} columns and this row {len(words)} cells: readers don't see `{lost[0]}`"
            help = (
                "write `\\|` for a `|` that belongs to a cell, or give the first two lines of the table as many cells"
            )
            yield Finding(
                row.start + row.text.rindex(lost[0].replace("|", "\\|")), lost[0].replace("|", "\\|"), message, help
            )
        elif columns > 1 and "|" not in row.text and row.text.strip():
            words_of_row = row.text.strip()
            message = "this line becomes a row of the table above it"
            yield Finding(row.start, words_of_row, message, "leave an empty line above it")


@rule("W63", "a table is none, because its rows were joined or have another number of cells", on=BLOCK)
def broken_table(_lines: Lines, block: Block) -> Iterator[Finding]:
    for number, line in enumerate(block.lines if block.kind == "paragraph" else ()):
        if found := _DASHES.search(line.text):
            if line.text.strip("|:- \t"):
                help = "give each row a line of its own; in YAML write `body: |`, not `body: >`, which joins lines"
                message = "not a table: all its rows are on one line"
            elif number:
                help = "give the line of dashes as many cells as the line above it"
                above = len(cells(block.lines[number - 1].text))
                message = (
                    f"not a table: the line above the dashes has {above} cells, the dashes have {len(cells(line.text))}"
                )
            else:
                help = "write the table's header on the line above it"
                message = "not a table: there is no header above the dashes"
            yield Finding(line.start + found.start(), found[0], message, help)
            return


@rule("W63", "all entries of a list are on one line, joined by `>` in YAML", on=BLOCK)
def folded_list(_lines: Lines, block: Block) -> Iterator[Finding]:
    if block.kind != "list" or len(block.blocks) > 1 or not block.blocks[0].blocks:
        return
    inner, mark = block.blocks[0].blocks[0], block.blocks[0].mark
    line = inner.lines[0] if inner.kind == "paragraph" else None
    sign = re.escape(mark) if mark in "-*+" else rf"\d{{1,3}}{re.escape(mark[-1])}"
    found = list(re.finditer(rf"(?<=\s){sign}(?=\s)", line.text)) if line else []
    if line and len(found) > 1:
        message = f"readers see one entry of a list, with `{found[0][0]}` in it: all entries are on one line"
        help = "give each entry a line of its own; in YAML write `body: |`, not `body: >`, which joins lines"
        yield Finding(line.start + found[0].start(), found[0][0], message, help)


def _begun(lines: list[Line], sign: re.Pattern[str]) -> list[tuple[Line, re.Match[str]]]:
    """The last lines of a paragraph that all begin with a sign."""
    found: list[tuple[Line, re.Match[str]]] = []
    for line in reversed(lines):
        match = sign.match(line.text)
        if not match:
            break
        found.insert(0, (line, match))
    return found
