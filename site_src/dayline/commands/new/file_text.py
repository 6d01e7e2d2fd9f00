"""The path and the text of a new file, from the answers to its questions."""

import re
from collections.abc import Mapping
from datetime import date

from dayline.commands.new.questions import KINDS
from dayline.commands.starter_texts import quoted, starter
from dayline.edtf import EdtfError, parse
from dayline.read.files import KINDS as FOLDERS
from dayline.read.records import RECORDS
from dayline.schema.introspect import fields_by_yaml

Answers = Mapping[str, str]
"""The values of fields as YAML has them, and the `body` as Markdown has it."""
_FOLDERS = {kind: (folder, ending) for folder, (kind, ending) in FOLDERS.items()}
_MARKS = re.compile(r"[\\`*_\[\]]")
_WRITE_HERE = "Write the text of this page here."


def path_of(kind: str, slug: str, answers: Answers, today: date) -> str:
    """The path of a new record, from the folder of the site."""
    folder, ending = _FOLDERS[kind]
    match kind:
        case "brief":
            return f"content/{folder}/{answers['date'][:4]}/{answers['date']}{ending}"
        case "event":
            return f"content/{folder}/{_period(answers.get('date', ''), today)}/{slug}{ending}"
        case "reference":
            return f"content/{folder}/{_period(answers.get('published', ''), today)[:7]}/{slug}{ending}"
        case _:
            return f"content/{folder}/{slug}{ending}"


def text_of(kind: str, answers: Answers) -> str:
    """The text of a new file."""
    declared = [field for field in fields_by_yaml(RECORDS[kind][0]) if field != "body"]
    fields = {field: answers[field] for field in declared if field in answers}
    front = "".join(f"{field}: {value}\n" for field, value in fields.items())
    if kind == "event":
        return front + _further_fields(fields)
    if _FOLDERS[kind][1] == ".yaml":
        return front
    body = answers.get("body", "")
    if kind == "page" and not body:
        front, body = f"{front}starter: true\n", _WRITE_HERE
    if kind == "brief":
        front, body = front + starter("brief.yaml"), "## What happened"
    return f"---\n{front}---\n\n{body.strip()}\n"


def flow(values: list[str]) -> str:
    """A list in YAML, on one line."""
    return f"[{', '.join(map(quoted, values))}]"


def name_in(kind: str, answers: Answers) -> str:
    """The name by which a record is known; its id is made from it."""
    return answers.get(KINDS[kind].name, "")


def _period(written: str, today: date) -> str:
    """The folder for a date: its year, and its month and day if it has them."""
    try:
        when = parse(written)
    except EdtfError:
        return f"{today:%Y/%m/%d}"
    first = when.earliest or when.latest or today
    return {"month": f"{first:%Y/%m}", "year": f"{first:%Y}"}.get(when.precision, f"{first:%Y/%m/%d}")


def _further_fields(fields: Answers) -> str:
    """The comments that show further fields of an event, without those that it has."""
    head, *examples = starter("event.yaml").split("\n# ")
    given = tuple(f"{field}:" for field in fields)
    parts: list[list[str]] = []
    for line in examples:
        if line.startswith("  "):
            parts[-1].append(line)
        else:
            parts.append([line])
    return (
        "\n# ".join([head, *(line for part in parts if not part[0].startswith(given) for line in part)]).rstrip() + "\n"
    )


def escaped(text: str) -> str:
    """A plain text in Markdown: characters that mean something there get a backslash."""
    return _MARKS.sub(r"\\\g<0>", text)
