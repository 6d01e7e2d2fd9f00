"""Words that became a heading or code, and lines that should have become a heading or a list."""

from collections.abc import Iterator

from dayline.patterns import lazy_pattern
from dayline.rules.previews.finding import BLOCK, Finding, Lines
from dayline.rules.rule import rule
from dayline.schema.characters import odd_character
from dayline.schema.markdown.blocks import Block
from dayline.schema.markdown.sentences import is_statement, sentences

LONGEST_HEADING = 10
"""How many words an underlined heading has; with more it is rather a sentence above a line."""
SENTENCE = 4
"""How many words indented lines have if they are a sentence and no code."""

_UNSPACED = lazy_pattern(
    r"(#{1,6}|[-*+]|\d{1,9}[.)])([\u00a0\u2000-\u200a\u202f\u205f\u3000])(?=\S)|(#{2,6})([^\W\d_]\w*)"
)
_FIELD = lazy_pattern(r"(?:title|date|standfirst|highlights|status|as_of|byline|lead|not_known|watch):(?: |$)")
_CODE = lazy_pattern(r"[{}<>;=\\$]")
_ADDRESS = lazy_pattern(r"\]\([^()\s]*\)")


@rule("W63", "a `---` or `===` makes a heading of the sentence above it", on=BLOCK)
def accidental_heading(lines: Lines, block: Block) -> Iterator[Finding]:
    if block.kind != "heading" or block.last == block.first or any(pasted_fields(lines, block)):
        return
    is_short = len(block.lines) == 1 or block.number == 1
    if is_short and len(block.text.split()) <= LONGEST_HEADING and not _is_sentence(block.text):
        return
    start, line = lines.words(block.last)
    mark = line[line.index("=" if block.number == 1 else "-") :]
    is_rule = len(mark) > 2 and block.number == 2
    help = (
        f"leave an empty line above `{mark}`" if is_rule else "delete this line; a heading is a few words after `## `"
    )
    yield Finding(start + len(line) - len(mark), mark, f"`{mark}` makes a heading of the sentence above it", help)


@rule("W63", "the fields of a file are in its text", on=BLOCK)
def pasted_fields(_lines: Lines, block: Block) -> Iterator[Finding]:
    if block.kind in ("heading", "paragraph") and len(block.lines) > 1 and all(map(_is_field, block.lines[:2])):
        first = block.lines[0]
        message = "fields in the text of the file: readers see them as a paragraph or heading"
        help = "delete these lines and the `---` around them; the fields of this file are at its beginning"
        yield Finding(first.start, first.text, message, help)


@rule("W63", "a heading or list is none, because there is no ordinary space after its sign", on=BLOCK)
def missing_space(_lines: Lines, block: Block) -> Iterator[Finding]:
    for line in block.lines if block.kind == "paragraph" else ():
        if not (match := _UNSPACED.match(line.text)):
            continue
        mark, word = match[1] or match[3], (match[4] or line.text[match.end() :].split(" ")[0])
        reason = f"{odd_character(match[2])} after `{mark}`" if match[2] else f"no space after `{mark}`"
        made = "a heading" if mark[0] == "#" else "a list"
        message = f"{reason}, so this is not {made}: readers see `{mark}`"
        yield Finding(line.start, match[0], message, f"type an ordinary space there: `{mark} {word} …`")


@rule("W63", "an indented sentence is shown as code", on=BLOCK)
def accidental_code(_lines: Lines, block: Block) -> Iterator[Finding]:
    if block.kind != "code" or block.mark or not _is_prose(_ADDRESS.sub("]", block.text)):
        return
    line = block.lines[0]
    message = "four spaces or a tab at the beginning of the line make code of this: readers see no links in it"
    yield Finding(line.start, line.text.strip(), message, "remove the spaces at the beginning of the line")


def _is_prose(text: str) -> bool:
    return len(text.split()) >= SENTENCE and not _CODE.search(text) and _is_sentence(text)


def _is_sentence(text: str) -> bool:
    return is_statement(text) or len(list(sentences(text))) > 1


def _is_field(line: object) -> bool:
    return bool(_FIELD.match(getattr(line, "text", "")))
