"""What holds the parts of the program together."""

import ast
import os
import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import NamedTuple, get_type_hints

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dayline.cli import COMMANDS
from dayline.diagnostics import outside_rules
from dayline.digests import digest
from dayline.lazy import load
from dayline.page_kinds import KINDS
from dayline.read.records import RECORDS
from dayline.rules import diagnostics
from dayline.rules.rule import all_rules

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "site_src/dayline"
ROOMS = (
    "lazy", "patterns", "word_parts", "problems", "diagnostics", "digests", "disk", "words", "edtf", "page_kinds",
    "urls", "schema",
    "patched", "geo", "read", "timeline", "rules", "queries", "prose",
    "fonts", "pages", "cache", "theme", "render", "write", "report", "build", "commands", "cli",
)  # fmt: skip


MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").removesuffix("."): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


WHEN = {f"pages.{a.menu.when}" for kind in KINDS for a in kind.addresses if a.menu and a.menu.when}
LAZY = re.compile(r"[a-z_]+(?:\.[a-z_]+)*:[a-z_]+")


def imported(path: Path) -> set[str]:
    """The modules of `dayline` that a module imports, anywhere in it or by `lazy`, without `dayline.`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and LAZY.fullmatch(node.value):
            found.add(node.value.partition(":")[0])
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "dayline":
            home = (node.module or "").removeprefix("dayline").removeprefix(".")
            names = {f"{home}.{alias.name}".removeprefix(".") for alias in node.names}
            found |= {name if name in MODULES else home for name in names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.removeprefix("dayline.") for alias in node.names if alias.name.startswith("dayline.")}
    return found & MODULES.keys() - {""}


def imports(path: Path) -> set[str]:
    """The rooms of `dayline` that a module imports from."""
    return {name.split(".")[0] for name in imported(path)} & set(ROOMS)


def circles(graph: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """The circles in a graph: sets of nodes that can all be reached from one another."""
    reach = {node: {node} for node in graph}
    changed = True
    while changed:
        changed = False
        for node, onward in graph.items():
            further = reach[node].union(*(reach[one] for one in onward))
            changed |= further != reach[node]
            reach[node] = further
    round_ = {node: tuple(sorted(one for one in reach[node] if node in reach[one])) for node in graph}
    return sorted({round_[node] for node in graph if any(node in reach[one] for one in graph[node])})


def test_no_module_imports_itself_by_way_of_others() -> None:
    """No circle between modules, imports inside functions, for types alone of page kinds and of rules included."""
    graph = {name: imported(path) for name, path in MODULES.items()}
    graph["pages.plan"] |= {f"pages.{kind.module}" for kind in KINDS}
    graph["pages.menus"] |= {name.partition(":")[0] for name in WHEN}
    for loading in ("rules.run", "rules.published_diff.run"):
        folder = loading.removesuffix("run")
        graph[loading] |= {name for name in MODULES if name.startswith(folder)} - {loading}
    assert circles(graph) == []
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a", "d"}}) == [("b", "c"), ("d",)]


def is_of_types(node: ast.AST) -> bool:
    """Whether a statement is `if TYPE_CHECKING:`."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def own_imports(nodes: Iterable[ast.AST]) -> set[str]:
    """What is imported from `dayline` anywhere in some nodes, as `module:name`."""
    found = set()
    for node in (inner for one in nodes for inner in ast.walk(one)):
        if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").split(".")[0] == "dayline"):
            home = (node.module or "").removeprefix("dayline").removeprefix(".")
            found |= {f"{home}:{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {f"{alias.name}:" for alias in node.names if alias.name.split(".")[0] == "dayline"}
    return found


def late_imports(source: str) -> set[str]:
    """What a module imports from `dayline` elsewhere than at its top: in functions, classes and conditions.

    Under `TYPE_CHECKING` are the types of what `lazy` imports; a function there that `lazy` doesn't import is late.
    """
    late = set()
    for statement in ast.parse(source).body:
        if is_of_types(statement):
            calls = [ast.unparse(one.value) for one in statement.orelse if isinstance(one, ast.Assign)]
            typed = {f"lazy({name!r})" for name in own_imports(statement.body) if not name.partition(":")[2].istitle()}
            late |= typed ^ set(calls)
        elif not isinstance(statement, ast.ImportFrom | ast.Import):
            late |= own_imports([statement])
    return late


@pytest.mark.parametrize("module", MODULES)
def test_own_modules_are_imported_at_the_top(module: str) -> None:
    """Dayline's modules are imported at the top of a module, or through `lazy.py`."""
    assert late_imports(MODULES[module].read_text("utf-8")) == set()


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    from dayline.urls import day",
        "class A:\n    import dayline.urls",
        "def f():\n    from . import urls",
        "try:\n    from dayline import urls\nexcept ImportError:\n    urls = None",
        "if TYPE_CHECKING:\n    from dayline.urls import day",
        "if TYPE_CHECKING:\n    from dayline.urls import day\nelse:\n    day = lazy('urls:month')",
        "if TYPE_CHECKING:\n    from dayline.urls import Url\nelse:\n    day = lazy('urls:day')",
    ],
)
def test_late_imports_are_seen(source: str) -> None:
    """The rule above knows the ways to import late."""
    assert late_imports(source)
    typed = "if TYPE_CHECKING:\n    from dayline.urls import Url, day\nelse:\n    day = lazy('urls:day')"
    assert not late_imports(f"from dayline import urls\nimport dayline.urls\n{typed}\ndef f():\n    import yaml")


IMPORTERS = {
    "build.pagefind": "finds the program of whichever Pagefind is installed",
    "build.workers": "the module that `--executor` names",
    "lazy": "the one mechanism",
}


def test_modules_are_named_in_one_place() -> None:
    """Only `lazy.py` imports Dayline's modules by name, and every name that it is given exists."""
    sources = {name: path.read_text("utf-8") for name, path in MODULES.items()}
    importing = {name for name, source in sources.items() if re.search("import_module|__import__", source)}
    assert importing == IMPORTERS.keys()
    named = {name for source in sources.values() for name in re.findall(rf'"({LAZY.pattern})"', source)}
    targets = {name for name in named if name.partition(":")[0] in MODULES} | {f"pages.{k.module}:pages" for k in KINDS}
    targets |= WHEN
    assert [name for name in sorted(targets) if not callable(load(name))] == []
    assert {*COMMANDS.values()} <= targets


def test_no_folder_is_too_full() -> None:
    """A folder with more modules than 36 and its `__init__` holds several things."""
    full = {path: len(list(path.glob("*.py"))) for path in PACKAGE.rglob("*") if path.is_dir()}
    assert {path.name: number for path, number in full.items() if number > 37} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_imports_run_one_way(room: str) -> None:
    """A room imports only from rooms above it."""
    below = set(ROOMS[ROOMS.index(room) + 1 :])
    modules = [PACKAGE / f"{room}.py"] if (PACKAGE / f"{room}.py").exists() else sorted((PACKAGE / room).rglob("*.py"))
    assert modules
    assert {path.name: imports(path) & below for path in modules} == {path.name: set() for path in modules}


def test_every_room_is_described() -> None:
    """The design names every room there is, and no other."""
    text = (ROOT / "docs/design.md").read_text("utf-8")
    described = re.findall(r"^\| `([a-z_]+)", text, re.MULTILINE)
    there = {name.split(".")[0] for name in MODULES} - {"", "__main__"}
    assert sorted(there) == sorted(set(described) | {"cli"})


def test_table_of_page_kinds_is_current() -> None:
    """`docs/pages.md` says what the table says (`python3 docs/make_pages.py` writes it)."""
    made = runpy.run_path(str(ROOT / "docs/make_pages.py"))["text"]()
    assert (ROOT / "docs/pages.md").read_text("utf-8") == made


def test_tables_of_templates_are_current() -> None:
    """`docs/templates.md` has the blocks and macros of the templates (`python3 docs/make_templates.py` writes it)."""
    made = runpy.run_path(str(ROOT / "docs/make_templates.py"))["text"]()
    assert (ROOT / "docs/templates.md").read_text("utf-8") == made


def test_table_of_diagnostics_is_current() -> None:
    """`docs/diagnostics.md` says what is declared of each code (`python3 docs/make_diagnostics.py` writes it)."""
    made = runpy.run_path(str(ROOT / "docs/make_diagnostics.py"))["text"]()
    assert (ROOT / "docs/diagnostics.md").read_text("utf-8") == made


def test_diagnostics_are_told_apart() -> None:
    """No two say the same, each is a clause in plain words, and of each code somebody says what to do."""
    found = diagnostics()
    assert len({(one.code, one.title) for one in found}) == len(found)
    assert [one for one in found if not re.fullmatch("[EW][0-9]{2}", one.code)] == []
    assert [one.title for one in found if not one.title or one.title[0].isupper() or one.title[-1] in ".;"] == []
    assert [one.fix for one in found if one.fix and not re.fullmatch(r"[A-Z`].*\.", one.fix)] == []
    assert {one.code for one in found} == {one.code for one in found if one.fix}


CODE = re.compile(r"[\"']([EW]\d\d)[\"']")


def test_every_code_is_declared_where_it_is_reported() -> None:
    """Each code in a module of `rules/` is a rule's there or in its folder; each code elsewhere is in the one table."""
    written = {name: set(CODE.findall(path.read_text("utf-8"))) for name, path in MODULES.items()}
    outside = {one.code for one in outside_rules()}
    assert {one.code for one in diagnostics()} == set().union(*written.values())
    homes = {}
    for one in all_rules():
        module = one.apply.__module__.removeprefix("dayline.")
        for home in {module, module.rpartition(".")[0]} - {"rules"}:
            homes.setdefault(home, set()).add(one.diagnostic.code)
    undeclared = {}
    for name, codes in written.items():
        room = name.split(".")[0]
        there = homes.get(name, set()) | homes.get(name.rpartition(".")[0], set()) if room == "rules" else outside
        undeclared[name] = sorted(codes - there)
    assert {name: codes for name, codes in undeclared.items() if codes} == ASKED_FOR


ASKED_FOR = {
    "report.resolve_positions": ["E09", "E10"],
    "rules.id_index": ["E03", "E25", "E27"],
    "timeline.table_problems": ["E09", "E20"],
}
"""Codes that modules only look at, or hand to a rule: `figures.tables.unreadable_cells` declares those of tables."""

PARTS_OF_RULES = {
    "rules.previews.addresses.in_addresses", "rules.previews.words.in_words", "rules.references.missing",
    "rules.sourcing.agreement.other_numbers", "rules.sourcing.agreement.other_words",
}  # fmt: skip
"""What yields problems for rules in other modules."""


def test_every_rule_declares_itself() -> None:
    """Each public function of `rules/` that yields problems is declared; rules have no docstring that repeats that."""
    yielding, declared_ = set(), {f"{one.apply.__module__}.{one.apply.__name__}" for one in all_rules()}
    for name, path in MODULES.items():
        if name.startswith("rules.") and name != "rules.run":
            for node in ast.parse(path.read_text("utf-8")).body:
                made = ast.unparse(node.returns) if isinstance(node, ast.FunctionDef) and node.returns else ""
                if made in ("Iterator[Problem]", "Iterator[Finding]") and not node.name.startswith("_"):
                    yielding.add(f"{name}.{node.name}")
    assert yielding - {name.removeprefix("dayline.") for name in declared_} == PARTS_OF_RULES


def test_rules_are_in_one_order() -> None:
    """Whichever module is imported first, rules come by module and line."""
    code = "import {first}, dayline.rules as r; print(*(one.title for one in r.diagnostics()), sep='|')"
    outputs = set()
    for first in ("dayline.rules", "dayline.rules.figures.tables", "dayline.rules.published_diff"):
        command = [sys.executable, "-c", code.format(first=first)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "site_src")}
        outputs.add(subprocess.check_output(command, env=environment, text=True))
    assert outputs == {"|".join(one.title for one in diagnostics()) + "\n"}


def test_every_view_is_documented() -> None:
    """`docs/views.md` is current, has a table for each template and part, and no link in it leads nowhere."""
    make = runpy.run_path(str(ROOT / "docs/make_views.py"))
    text = (ROOT / "docs/views.md").read_text("utf-8")
    assert text == make["text"](), "python3 docs/make_views.py writes it"
    headings = re.findall(r"^##+ (.+)$", text, re.MULTILINE)
    anchors = [make["_anchor"](heading) for heading in headings]
    assert sorted(set(anchors)) == sorted(anchors)
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) - set(anchors) == set()
    parts = {f"parts/{path.name}" for path in (ROOT / "templates/parts").iterdir()}
    shown = {template for kind in KINDS for template in kind.templates} | parts
    assert {heading for heading in headings if heading.endswith((".html", *ENDINGS))} == shown


def test_a_view_says_what_its_docstring_and_comments_say() -> None:
    """What begins with a field is its meaning, a comment behind the field comes before it, the rest is the view's."""
    make = runpy.run_path(str(ROOT / "docs/make_views.py"))

    class Sample(NamedTuple):
        """A sample of `kind`: `own` is its own, `left` and `right` are None
        on a card. Without `own` it is plain."""

        kind: str  # one of `a`, `b`
        own: str | None
        left: tuple[str, ...]
        right: int

    described, meanings = make["_said"](Sample)
    assert described == "A sample of `kind`. Without `own` it is plain."
    both = "`left` and `right` are `none` on a card"
    assert meanings == {"kind": "one of `a`, `b`", "own": "its own", "left": both, "right": both}
    types = [make["_type"](type_, {}) for type_ in get_type_hints(Sample).values()]
    assert types == ["text", "text or none", "list of text", "number"]


ENDINGS = (".atom", ".json", ".csv", ".xml", ".txt", ".svg")
PAIRED_ELSEWHERE = {
    "counts": "pages/kinds/counts.py: the table of counts belongs to the page that sets them side by side",
    "link": "pages/links.py: `Link` is for everybody, also below the parts",
    "page_frame": "pages/site.py: what is the same on every page is the site's",
}


def test_every_part_has_its_module() -> None:
    """`templates/parts/` and `pages/parts/` hold the same names, but for three parts that show what lives elsewhere."""
    templates = {path.stem for path in (ROOT / "templates/parts").iterdir()}
    modules = {path.stem for path in (PACKAGE / "pages/parts").glob("*.py")} - {"__init__"}
    assert modules == templates - PAIRED_ELSEWHERE.keys()
    assert PAIRED_ELSEWHERE.keys() <= templates
    assert [home for home in PAIRED_ELSEWHERE.values() if not (PACKAGE / home.partition(":")[0]).exists()] == []


def test_reference_of_fields_is_current() -> None:
    """`docs/fields.md` and `docs/schema/` say what the declarations say (`python3 docs/make_fields.py` writes them)."""
    make = runpy.run_path(str(ROOT / "docs/make_fields.py"))
    assert (ROOT / "docs/fields.md").read_text("utf-8") == make["text"]()
    written = {path.stem: path.read_text("utf-8") for path in (ROOT / "docs/schema").glob("*.json")}
    assert written == {kind: make["schema"](kind) for kind in RECORDS}


def test_readme_names_real_files() -> None:
    """Every file the README links to is there."""
    readme = (ROOT / "README.md").read_text("utf-8")
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", readme)
    assert [name for name in linked if not (ROOT / name).exists()] == []


PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")]
PAGES += sorted((ROOT / "docs").glob("*.md"))


def without_examples(page: Path) -> str:
    """The text of a page without its blocks of code."""
    return re.sub(r"^ *(`{3,}).*?^ *\1$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The anchors of the headings of a page, as a code host makes them, and those written as HTML."""
    text = without_examples(page)
    headings = [re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", one) for one in re.findall(r"^#+ (.+)$", text, re.MULTILINE)]
    written = re.findall(r'<a id="([^"]+)"', text)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings} | set(written)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_in_docs_lead_somewhere(page: Path) -> None:
    """Every file that a page links to is there, with the heading that the link names."""
    dead = []
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]+`", "", without_examples(page))):
        if re.match(r"\w+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        is_dead = not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target))
        if is_dead:
            dead.append(link)
    assert dead == []


def test_the_index_lists_every_page() -> None:
    """`docs/README.md` links to each page of the docs once in its lists."""
    listed = re.findall(r"^- \[[^]]+\]\(([\w-]+\.md)\)", (ROOT / "docs/README.md").read_text("utf-8"), re.MULTILINE)
    there = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert sorted(listed) == sorted(there)


def test_readme_names_real_commands() -> None:
    """Every command in the README's table is one of the program's."""
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"^\| `dayline(?: build)?`? (?:or `dayline )?(\w[\w-]*)", readme, re.MULTILINE))
    assert named == set(COMMANDS)


OPENING = ("open", "read_bytes", "read_text", "fdopen", "FileIO")
OPENERS = {
    "disk.py": "the one way to open a file that somebody else may have put there",
    "cache": "what earlier builds left behind, outside of the site",
    "cache/version.py": "the program's own source",
    "geo/outlines.py": "the program's own outlines",
    "rules/iso_codes.py": "the list of countries in the package tzdata, and the program's own tables",
    "schema/closest.py": "the program's own list of words",
    "schema/search_words.py": "the program's own list of words",
    "schema/languages.py": "the program's own list of languages",
    "diagnostics.py": "the program's own list of problems",
    "commands/starter_texts.py": "the program's own first files",
    "fonts/faces.py": "the program's own fonts",
    "read/images/picture.py": "Pillow, on bytes that have been read",
    "render/rasterise.py": "Pillow, on bytes that were drawn",
    "build/search_index.py": "a temporary folder of its own",
    "build/pagefind.py": "pages of the output, which this build has written",
    "build/preview/server.py": "pages of the output, which is no part of the site's sources",
    "commands/new/create.py": "makes new files, and never opens one that is there",
    "write": "the output, which is no part of the site's sources",
}  # fmt: skip


def opened(source: str) -> set[str]:
    """By which names a module opens files: as calls, or handed on to be called."""
    nodes = list(ast.walk(ast.parse(source)))
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    names = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    imported = {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    return {name for name in OPENING if name in attributes | names | imported}


def test_files_are_opened_in_one_way() -> None:
    """Whatever opens files by itself is on the list, with a reason; all else goes through `disk`."""
    modules = {path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    opening = {name: found for name, source in modules.items() if (found := opened(source))}
    listed = {name: name if name in OPENERS else name.partition("/")[0] for name in opening}
    assert {name: opening[name] for name, on_list in listed.items() if on_list not in OPENERS} == {}
    assert OPENERS.keys() - listed.values() == set(), "no longer needed on the list"


@pytest.mark.parametrize(
    "source", ["open('a')", "p.open()", "Path(a).read_bytes()", "x.read_text('utf-8')", "os.open(a, 0)", "map(open, b)",
               "from os import open as o", "import io; io.FileIO(a)", "map(Path.read_bytes, paths)"],
)  # fmt: skip
def test_every_way_to_open_a_file_is_seen(source: str) -> None:
    """The rule above knows the ways in which files are opened in Python."""
    assert opened(source)
    assert not opened("read_regular(path); opened(raw, format); is_open(cell)")


def test_every_promise_has_its_test() -> None:
    """Each promise about security names tests, and each test that it names is there."""
    text = (ROOT / "docs/security.md").read_text("utf-8")
    promises = re.findall(r"^- (.*)$", text, re.MULTILINE)
    named = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
    assert len(promises) > 10
    assert [promise for promise in promises if not named.search(promise)] == []
    sources = {file: (ROOT / file).read_text("utf-8") for file, _ in named.findall(text)}
    assert [f"{file}::{test}" for file, test in named.findall(text) if f"def {test}(" not in sources[file]] == []


NEVER_IMPORTED = {
    "pagefind": "run as a program, in a process of its own",
    "tzdata": "`zoneinfo` reads it where the system has no time zones",
}
UNDECLARED = {
    "distributed": "`tests/dask_cluster.py` shows how to hand work to Dask; its test is skipped without it",
    "fontTools": "`docs/make_fonts.py` makes the fonts that ship with the program; its docstring says what it needs",
    "shapely": "`docs/make_maps.py` makes the outlines that ship with the program; its docstring says what it needs",
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@cache
def third_party(folder: Path) -> set[str]:
    """The packages that the modules of a folder import from elsewhere, anywhere in them."""
    names = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add((node.module or "").partition(".")[0])
    modules = [path for room in ("tests", "bench", "docs") for path in (ROOT / room).rglob("*.py")]
    ours = {name for path in modules for name in (path.stem, path.parent.name)}
    return names - sys.stdlib_module_names - ours - {"dayline"}


def declared(*lists: list[str]) -> list[str]:
    """The names of the packages that are asked for, each as often as it is."""
    return [canonicalize_name(Requirement(one).name) for asked in lists for one in asked]


installed = cache(packages_distributions)


def distributions(imported: set[str]) -> set[str]:
    """The packages to install for what is imported; a package that isn't installed counts as its import."""
    known = installed()
    return {canonicalize_name(known.get(name, [name])[0]) for name in imported}


def test_every_dependency_is_imported_and_every_import_declared() -> None:
    """`pip install` asks for what the program imports: each package once, none besides, none left to another's."""
    project = PROJECT["project"]
    asked = declared(project["dependencies"], *project["optional-dependencies"].values())
    assert sorted(asked) == sorted(distributions(third_party(PACKAGE)) | NEVER_IMPORTED.keys())
    assert not NEVER_IMPORTED.keys() & distributions(third_party(PACKAGE)), "no longer needed on the list"


def test_what_tests_import_is_declared() -> None:
    """What only tests, the benchmark and the makers of files import is among the packages for development."""
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    needed = set[str]().union(*(third_party(ROOT / one) for one in ("tests", "bench", "docs")))
    asked = declared(project["dependencies"], *project["optional-dependencies"].values(), groups["dev"])
    assert distributions(needed - UNDECLARED.keys()) - set(asked) == set()
    assert UNDECLARED.keys() - needed == set(), "no longer needed on the list"


def test_a_clone_looks_for_every_library() -> None:
    """`python3 build.py` sets up `.venv` if any package is missing that the program imports."""
    looked_for = runpy.run_path(str(ROOT / "build.py"))["LIBRARIES"].split()
    assert looked_for == sorted(third_party(PACKAGE))


@pytest.mark.parametrize(("name", "too_new"), [("jinja2", "3.2"), ("markupsafe", "4"), ("livereload", "3")])
def test_libraries_whose_private_parts_are_used_are_bounded(name: str, too_new: str) -> None:
    """No release that may change those parts is installed before it was tried."""
    (asked,) = (one for one in map(Requirement, PROJECT["project"]["dependencies"]) if one.name == name)
    assert not asked.specifier.contains(too_new)


def test_a_digest_is_one_thing() -> None:
    """One function makes what is called a digest; it tells parts from parts that were divided otherwise."""
    assert [name for name, path in MODULES.items() if "def digest(" in path.read_text("utf-8")] == ["digests"]
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", ""), digest()}) == 5
    assert (digest(b"1", "é"), len(digest())) == (digest(1, "é".encode()), 16)


# Caches whose answers depend on nothing but what they are given, by module of `pages`.
PURE_CACHES = {
    "pages.data.image_variants": ["_upright"], "pages.maps.map_labels": ["names_on"],
    "pages.maps.map_style": ["_sheet"], "pages.parts.citation": ["_latex"],
}  # fmt: skip


def caches(path: Path) -> list[str]:
    """The functions and properties of a module that keep their answers."""
    kept = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            kept += [node.name for mark in node.decorator_list if "cache" in ast.unparse(mark)]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("lru_cache(", "cache(")):
            kept += [ast.unparse(argument) for argument in node.args]
    return kept


def test_nothing_in_pages_keeps_answers_that_nobody_notes() -> None:
    """A cache between a page and what it asks would lose what is asked; only lookups and pure functions have one."""
    kept = {name: caches(path) for name, path in MODULES.items() if name.split(".")[0] == "pages"}
    assert {name: functions for name, functions in kept.items() if functions and name != "pages.lookups"} == PURE_CACHES


def test_only_the_index_holds_what_notes_nothing() -> None:
    """Pages and their parts ask the timeline and the lookups that note what is asked."""
    reading = [name for name, path in MODULES.items() if "own_timeline" in path.read_text("utf-8")]
    assert [name for name in reading if name.split(".")[0] == "pages"] == ["pages.index"]
