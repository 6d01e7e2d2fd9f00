"""The worked example in docs/pages.md, done as it says in a copy of the program."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import BASE
from dayline.page_kinds import KINDS
from test_claim_life import readable

ROOT = Path(__file__).parents[1]
STEPS = (ROOT / "docs/pages.md").read_text("utf-8").partition("## All page kinds")[0]
EXAMPLE = re.compile(r"lists; add a line there, `(.+?)`")
BLOCK = re.compile(r"`(\w+/[\w/.]+)`[^\n]*:\n\n```(?:text|python|jinja)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TABLE = "site_src/dayline/page_kinds.py"
MODULE, TEMPLATE, TEST = "site_src/dayline/pages/kinds/quotes.py", "templates/quotes.html", "tests/test_quotes.py"
EVENT = """\
date: {day}
title: {title}
source: https://example.org/a
quotes: [{{text: {quote}, by: mayor}}]
"""
SITE = {
    **BASE,
    "content/actors/mayor.yaml": "name: The mayor\nkind: person\npublic_figure: true\n",
    "content/events/2022/02/28/speech.yaml": EVENT.format(day="2022-02-28", title="A speech", quote="We are leaving."),
    "content/events/2022/03/02/answer.yaml": EVENT.format(day="2022-03-02", title="An answer", quote="We are staying.")
    + "content_warning: [death]\nsensitivity: {display: click-through}\n",
}

DESCRIPTION = "Who said what, month by month."
MARCH = "Contains: death. Show it\n“We are staying.”\nAn answer. The mayor."
MONTHS = re.compile(r'<a (?:class="\w+" )?href="([./]*quotes/2022-\d\d/)">((?:<span>[^<]*</span> )?\w+ \d{4})</a>')


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def run(copy: Path, *arguments: str) -> str:
    """What Python prints for some arguments, with the program of the copy."""
    environment = {**os.environ, "PYTHONPATH": str(copy / "site_src")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with the files of the example, and no others."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("site_src", "templates", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    write(
        folder,
        {
            name: (ROOT / name).read_text("utf-8")
            for name in (
                "pyproject.toml",
                "tests/examples.yaml",
                *(f"tests/{name}.py" for name in ("conftest", "demonstration", "remembered")),
            )
        },
    )
    blocks = dict(BLOCK.findall(STEPS))
    assert list(blocks) == [TABLE, MODULE, TEMPLATE, TEST]
    table, above = (ROOT / TABLE).read_text("utf-8"), '    PageKind(\n        "glossary",\n'
    assert f'`{TABLE}`, above `"glossary"`' in STEPS
    write(folder, {**blocks, TABLE: table.replace(above, blocks[TABLE] + above)})
    with (folder / "tests/examples.yaml").open("a", encoding="utf-8") as examples:
        examples.write(EXAMPLE.findall(STEPS)[0] + "\n")
    return folder


@pytest.mark.slow
def test_its_test_passes(copy: Path) -> None:
    """With the settings of the project, in which a warning is an error; lint has nothing to say either."""
    passed = run(copy, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", TEST)
    assert "2 passed" in passed
    run(copy, "-m", "ruff", "check", "--no-cache", MODULE, TEST, TABLE)
    run(copy, "-m", "ruff", "format", "--no-cache", "--check", MODULE, TEST, TABLE)


def test_its_place_in_the_footer_is_free() -> None:
    """However many kinds there are, the example can be added to the real table."""
    orders = [address.menu.order for kind in KINDS for address in kind.addresses if address.menu]
    assert "MenuEntry(FOOTER, 999, " in STEPS
    assert max(orders) < 999


def test_its_pages(copy: Path, tmp_path: Path) -> None:
    """The first page and those of months, a quote behind a click where the event is, and an entry in the footer."""
    write(tmp_path, SITE)
    run(copy, "-m", "dayline", "build", "--site", str(tmp_path), "--without", "cards", "--without", "search")
    public = tmp_path / "public/quotes"
    assert sorted(path.relative_to(public).as_posix() for path in public.rglob("*.html")) == [
        "2022-02/index.html", "2022-03/index.html", "index.html",
    ]  # fmt: skip
    pages = {path.parent.name: path.read_text("utf-8") for path in public.rglob("*.html")}
    assert {name: readable(page) for name, page in pages.items()} == {
        "quotes": f"Quotes\n{DESCRIPTION}\nMarch 2022\n{MARCH}",
        "2022-03": f"Quotes of March 2022\n{DESCRIPTION}\n{MARCH}",
        "2022-02": f"Quotes of February 2022\n{DESCRIPTION}\n“We are leaving.”\nA speech. The mayor.",
    }
    assert {name: MONTHS.findall(page) for name, page in pages.items()} == {
        "quotes": [("../quotes/2022-03/", "March 2022"), ("../quotes/2022-02/", "February 2022")],
        "2022-03": [("../../quotes/2022-02/", "<span>Month before</span> February 2022")],
        "2022-02": [("../../quotes/2022-03/", "<span>Month after</span> March 2022")],
    }
    assert '<details class="shut"><summary>Contains: death.' in pages["2022-03"]
    assert '<a href="../quotes/" aria-current="page">Quotes</a>' in pages["quotes"]


def test_a_site_without_quotes(copy: Path, tmp_path: Path) -> None:
    """It has the page, which says so, and no entry in the footer."""
    write(tmp_path, BASE)
    run(copy, "-m", "dayline", "build", "--site", str(tmp_path), "--without", "cards", "--without", "search")
    page = (tmp_path / "public/quotes/index.html").read_text("utf-8")
    assert readable(page) == f"Quotes\n{DESCRIPTION}\nNobody is quoted yet."
    assert "quotes/" not in page.partition("<footer")[2].partition("<nav")[2]


def test_its_generated_files(copy: Path) -> None:
    """The tables of the docs and the catalogue know the new kind without further help."""
    for name in ("pages", "views", "templates", "catalogue"):
        run(copy, f"docs/make_{name}.py")
    written = {name: (copy / name).read_text("utf-8") for name in (
        "docs/pages.md", "docs/views.md", "docs/templates.md", "site_src/dayline/locale/dayline.pot",
    )}  # fmt: skip
    assert (
        "| quotes | `/quotes/` | Quotes (footer) | `quotes.html` | `kinds/quotes.py` | yes | `/quotes/` |\n"
        in (written["docs/pages.md"])
    )
    assert "### quotes.html\n\n`page` is [`QuotesView`](#quotesview).\n" in written["docs/views.md"]
    assert "| `quotes.html` | quotes | `main` (`heading`, `quotes`, `months`) |\n" in written["docs/templates.md"]
    assert 'msgid "Quotes of {month}"' in written["site_src/dayline/locale/dayline.pot"]
