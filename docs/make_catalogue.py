"""Writes the catalogue of all words for readers: `python3 docs/make_catalogue.py`.

Messages are gathered from the program, the templates and the scripts into `site_src/dayline/locale/dayline.pot`,
a gettext template for translators, in the order of files, without dates, so that the same sources give the same bytes.
"""

from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "site_src/dayline/locale/dayline.pot"
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "NC_": ((1, "c"), 2)}
JINJA = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
SOURCES = (
    ("site_src/dayline", "*.py", "python", {}),
    ("templates", "*.html", "jinja2", JINJA), ("templates", "*.atom", "jinja2", JINJA),
    ("templates", "*.json", "jinja2", JINJA), ("templates", "*.svg", "jinja2", JINJA),
    ("templates", "*.xml", "jinja2", JINJA), ("templates", "*.txt", "jinja2", JINJA),
    ("templates", "*.csv", "jinja2", JINJA), ("templates", "*.js", "javascript", {}),
)  # fmt: skip
HEADER = """\
# What Dayline tells readers. Made by docs/make_catalogue.py: change the words in the sources."""


def catalogue() -> str:
    """The catalogue as the sources have it."""
    found = Catalog(project="Dayline", header_comment=HEADER, fuzzy=False)
    for folder, pattern, method, options in SOURCES:
        for path in sorted((ROOT / folder).rglob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            for _, message, comments, context in extract_from_file(method, path, KEYWORDS, ("Translators:",), options):
                found.add(message, None, [(name, 1)], auto_comments=comments, context=context)
    stream = BytesIO()
    write_po(stream, found, width=100, omit_header=True, include_lineno=False)
    return f"{HEADER}\n\n{stream.getvalue().decode()}"


if __name__ == "__main__":
    CATALOGUE.parent.mkdir(exist_ok=True)
    CATALOGUE.write_text(catalogue(), "utf-8")
