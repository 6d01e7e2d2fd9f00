"""Writes the tables in `docs/templates.md` from the templates: `python3 docs/make_templates.py`."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import nodes

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "site_src"))

from dayline.page_kinds import KINDS  # noqa: E402
from dayline.theme import parsed  # noqa: E402

PAGE = DOCS / "templates.md"
TEMPLATES = DOCS.parent / "templates"
HEADING = "## All templates\n"
_COMMENT = re.compile(r"{#\s*(.*?)\s*#}", re.DOTALL)


def text() -> str:
    """The page: what is written in it above the heading, then the tables."""
    above = PAGE.read_text("utf-8").partition(HEADING)[0]
    pages = [(_name(path), _kinds(path), _blocks(path)) for path in _files("*.html")]
    others = [(_name(path), _kinds(path)) for path in _files("*.*") if path.suffix != ".html"]
    parts = [(_name(path), _macros(path), _about(path)) for path in _files("parts/*.html")]
    return (
        f"{above}{HEADING}\n### Pages\n\nA block in brackets is inside the one before the brackets.\n\n"
        + _table(("template", "page kinds ([pages.md](pages.md))", "blocks"), pages)
        + "\n### Feeds, data and pictures\n\nThese have no blocks.\n\n"
        + _table(("template", "page kinds"), others)
        + "\n### Parts\n\nAn argument with `=` can be left out.\n\n"
        + _table(("template", "macros", "what they show"), parts)
    )


def _files(pattern: str) -> list[Path]:
    return sorted(path for path in TEMPLATES.glob(pattern) if path.is_file())


def _name(path: Path) -> str:
    return f"`{path.relative_to(TEMPLATES).as_posix()}`"


def _kinds(path: Path) -> str:
    return ", ".join(kind.name for kind in KINDS if path.name in kind.templates) or "all that extend it"


def _blocks(path: Path) -> str:
    return ", ".join(_nested(parsed(path.read_text("utf-8"))))


def _nested(node: nodes.Node) -> Iterator[str]:
    """The blocks in a node, in their order, each with those inside of it in brackets."""
    for child in node.iter_child_nodes():
        inner = list(_nested(child))
        if isinstance(child, nodes.Block):
            yield f"`{child.name}`" + (f" ({', '.join(inner)})" if inner else "")
        else:
            yield from inner


def _macros(path: Path) -> str:
    return "<br>".join(f"`{_signature(macro)}`" for macro in parsed(path.read_text("utf-8")).find_all(nodes.Macro))


def _signature(macro: nodes.Macro) -> str:
    required = len(macro.args) - len(macro.defaults)
    defaults = [f"={_written(default)}" for default in macro.defaults]
    arguments = zip((arg.name for arg in macro.args), [""] * required + defaults, strict=True)
    return f"{macro.name}({', '.join(name + default for name, default in arguments)})"


def _written(default: nodes.Expr) -> str:
    """The value of an argument that is left out, as a template writes it; of a message its text."""
    if isinstance(default, nodes.Call):
        return _written(default.args[0])
    value = default.as_const()
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _about(path: Path) -> str:
    found = _COMMENT.search(path.read_text("utf-8"))
    return " ".join(found[1].split()) if found else ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(text(), "utf-8")
