"""Writes the table in `docs/pages.md` from the table of page kinds: `python3 docs/make_pages.py`."""

import sys
from collections.abc import Iterable
from pathlib import Path

import yaml

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "site_src"))

from dayline.page_kinds import KINDS, Address, PageKind  # noqa: E402

PAGE = DOCS / "pages.md"
EXAMPLES = yaml.safe_load((DOCS.parent / "tests/examples.yaml").read_text("utf-8"))
HEADING = "## All page kinds\n"
HEAD = ("page kind", "addresses", "menu", "templates", "module in `pages/`", "in the sitemap", "example")


def text() -> str:
    """The page: its text above the heading, then the table."""
    rows = [HEAD, ("---",) * len(HEAD), *map(_row, KINDS)]
    above = PAGE.read_text("utf-8").partition(HEADING)[0]
    return f"{above}{HEADING}\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(kind: PageKind) -> tuple[str, ...]:
    return (
        kind.name,
        _listed(f"`/{address.path}`" for address in kind.addresses),
        _listed(_menu(address) for address in kind.addresses if address.menu),
        _listed(f"`{template}`" for template in kind.templates),
        f"`{kind.module.replace('.', '/')}.py`",
        "yes" if kind.in_sitemap else "no",
        _listed(f"`/{example['address']}`" for example in EXAMPLES.get(kind.name, ())),
    )


def _menu(address: Address) -> str:
    return f"{address.menu.text} ({address.menu.menu})" if address.menu else ""


def _listed(items: Iterable[str]) -> str:
    return "<br>".join(items)


if __name__ == "__main__":
    PAGE.write_text(text(), "utf-8")
