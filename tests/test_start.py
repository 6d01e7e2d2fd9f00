"""What a build loads: each module costs time at every start, whether it is used or not."""

import subprocess
import sys
from pathlib import Path

from conftest import SiteBuilder

SOURCE = Path(__file__).parents[1] / "site_src"
EVENT = "content/events/2022/03/14/one.yaml"
FILES = {
    "content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\ncountry: UA\n",
    "content/actors/mayor.yaml": "name: The mayor\nkind: person\npublic_figure: true\n",
    EVENT: "date: 2022-03-14\ntitle: Something happens in the city\nplace: kyiv\nactors: [mayor]\n"
    "source: https://example.org/a\nsummary: A bridge is closed.\n",
}
SLOW = (
    "argparse", "asyncio", "concurrent.futures", "csv", "decimal", "difflib", "email", "fractions", "html.parser",
    "http", "importlib.metadata", "importlib.resources", "logging", "multiprocessing", "secrets", "socket", "ssl",
    "statistics", "subprocess", "tempfile", "unittest", "urllib.request", "xml", "zipfile",
)  # fmt: skip
"""Modules of the standard library that take long to load and that some builds need; `click` loads others anyway."""
UNCHANGED = {"click"}
ONE_WORD = {
    "click", "decimal", "fractions", "html.parser", "jinja2", "markupsafe", "pydantic_core", "rjsmin",
    "tempfile", "typing_extensions", "yaml",
}  # fmt: skip
KINDS = {"days", "events", "home", "lists", "months"}
"""The kinds of the pages that show the word, and what these use of others."""
CODE = (
    "import sys; sys.path.insert(0, sys.argv[1]); from dayline.cli import main; main(sys.argv[2:]); print(*sys.modules)"
)
OPTIONS = ("--now", "2022-03-20T12:00+00:00", "--without", "cards", "--without", "search")


def loaded(site: SiteBuilder) -> tuple[str, set[str]]:
    """What a build in a new process says, and the modules that it loads."""
    command = [sys.executable, "-I", "-c", CODE, str(SOURCE), "--site", str(site.folder), *OPTIONS]
    summary, *_, modules = subprocess.check_output(command, text=True).splitlines()
    return summary.partition(": ")[2], set(modules.split())


def libraries(modules: set[str]) -> set[str]:
    """The packages of others among some modules, and the slow modules of the standard library."""
    tops = {name.partition(".")[0] for name in modules}
    others = {name for name in tops if name not in sys.stdlib_module_names and not name.startswith("_")}
    return others - {"dayline", "cython_runtime", "tzdata"} | modules & set(SLOW)


def room(modules: set[str], name: str) -> set[str]:
    """The modules of one of Dayline's rooms, by their names in it."""
    return {module.removeprefix(f"dayline.{name}.") for module in modules if module.startswith(f"dayline.{name}.")}


def test_what_builds_load(site: SiteBuilder) -> None:
    """Exactly these libraries and page kinds are loaded by a build without changes, and after a change of a word."""
    site.write(FILES)
    loaded(site)
    said, nothing = loaded(site)
    assert said == "0 rendered, 0 files changed"
    assert libraries(nothing) == UNCHANGED
    site.write({EVENT: FILES[EVENT].replace("closed", "shut")})
    said, word = loaded(site)
    assert said == "3 rendered, 3 files changed"
    assert libraries(word) == ONE_WORD
    assert room(word, "pages.kinds") == KINDS
    assert room(word, "report") | room(word, "rules.published_diff") == set()
