"""`python3 build.py test` and its long tier."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent
SAMPLE = """
import os
import pytest
from hypothesis import given, strategies as st

@pytest.mark.long
def test_takes_minutes():
    pass

@given(st.booleans())
def test_scales(value):
    pass

@pytest.mark.scales
def test_scales_too():
    assert os.environ.get("DAYLINE_CASES", "100") in ("100", "5000")

def test_plain():
    pass
"""


@pytest.mark.parametrize(
    ("arguments", "browser", "expected"),
    [
        ([], True, [("ruff check .", {}), ("mypy", {}), ("pytest -n auto --dist worksteal", {})]),
        (["-k", "x"], True, [("pytest -n auto --dist worksteal -k x", {})]),
        (["-k", "x"], False, [("pytest -n auto --dist worksteal -m not browser -k x", {})]),
        (["--long"], True, [("pytest -n auto --dist worksteal -m (long or scales)", "LONG")]),
        (["--long", "-x"], False, [("pytest -n auto --dist worksteal -m (long or scales) and not browser -x", "LONG")]),
    ],
)
def test_steps(
    arguments: list[str], browser: bool, expected: list[tuple[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lint and types go with the whole default tier only; the long tier chooses its tests by their markers."""
    monkeypatch.delenv("CI", raising=False)
    tests = runpy.run_path(str(TESTS / "__main__.py"))
    ran: list[tuple[str, dict[str, str]]] = []

    def run(*command: str, **more: str) -> int:
        ran.append((" ".join(command[2:]), more))
        return 0

    main = tests["main"]
    main.__globals__.update(_run=run, _has_browser=lambda: browser)
    assert main(arguments) == 0
    assert ran == [(command, tests["LONG"] if more == "LONG" else more) for command, more in expected]


@pytest.mark.parametrize(
    ("long", "said"),
    [
        (False, ["1 skipped", "3 passed", "SKIPPED [1] ", "long tier"]),
        (True, ["3 passed, 1 deselected"]),
    ],
)
def test_long_tests_are_skipped_by_default(long: bool, said: list[str], tmp_path: Path) -> None:
    """Outside the long tier a long test says why it was skipped; in it only what is long or scales runs."""
    (tmp_path / "test_sample.py").write_text(SAMPLE)
    for name in ("conftest.py", "demonstration.py", "examples.yaml", "remembered.py"):
        (tmp_path / name).write_text((TESTS / name).read_text("utf-8"), "utf-8")
    tier = runpy.run_path(str(TESTS / "__main__.py"))["LONG"] if long else {}
    environment = {**{k: v for k, v in os.environ.items() if not k.startswith("DAYLINE_")}, **tier}
    asked = [sys.executable, "-m", "pytest", "-c", str(TESTS.parent / "pyproject.toml"), "--rootdir", str(tmp_path)]
    asked += ["-p", "no:cacheprovider", "-p", "no:randomly", str(tmp_path), *(["-m", "long or scales"] if long else [])]
    done = subprocess.run(asked, env=environment, cwd=TESTS.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [words for words in said if words not in done.stdout] == []
