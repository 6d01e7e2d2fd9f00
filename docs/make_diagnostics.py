"""Writes the table in `docs/diagnostics.md` from what is declared of each code: `python3 docs/make_diagnostics.py`."""

import sys
from itertools import groupby
from operator import attrgetter
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "site_src"))

from dayline.diagnostics import Diagnostic  # noqa: E402
from dayline.rules import diagnostics  # noqa: E402

PAGE = DOCS / "diagnostics.md"
BEGIN, END = "<!-- table: python3 docs/make_diagnostics.py -->\n", "<!-- end of table -->\n"
HEAD = "| code | what is wrong | what to do |\n| --- | --- | --- |\n"
AGAINST = "*With `--against`:* "


def text() -> str:
    """The page, with the table between its marks."""
    above, rest = PAGE.read_text("utf-8").split(BEGIN)
    _, below = rest.split(END)
    return f"{above}{BEGIN}{HEAD}{''.join(_rows())}{END}{below}"


def _rows() -> list[str]:
    by_code = attrgetter("code")
    return [_row(code, list(found)) for code, found in groupby(sorted(diagnostics(), key=by_code), by_code)]


def _row(code: str, found: list[Diagnostic]) -> str:
    """What the titles of a code say, those of comparisons last, and what helps."""
    now, against = ("; ".join(one.title for one in found if one.against is flag) for flag in (False, True))
    parts = [now[:1].upper() + now[1:] if now else "", f"{AGAINST if not now else AGAINST.lower()}{against}"]
    wrong = "; ".join(part for part, titles in zip(parts, (now, against), strict=True) if titles)
    return f"| `{code}` | {wrong}. | {' '.join(one.fix for one in found if one.fix)} |\n"


if __name__ == "__main__":
    PAGE.write_text(text(), "utf-8")
