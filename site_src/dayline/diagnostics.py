"""What is reported, by code; and all that no rule reports, but reading, linking, rendering and building do."""

from pathlib import Path
from typing import NamedTuple


class Diagnostic(NamedTuple):
    """A code with one thing that it says is wrong, and what to do (rules of one code may share that).

    Docs/diagnostics.md is made from these, so that both are Markdown; `against` marks what only a comparison with
    what was published can find.
    """

    code: str
    title: str
    fix: str = ""
    against: bool = False


def outside_rules() -> tuple[Diagnostic, ...]:
    """What no rule reports (`diagnostics.yaml`), in the order of the table in docs/diagnostics.md."""
    import yaml

    declared = Path(__file__).with_suffix(".yaml").read_text("utf-8")
    return tuple(Diagnostic(**diagnostic) for diagnostic in yaml.safe_load(declared))
