"""Hostile repositories: whatever one holds, nothing outside of it is read out, changed, deleted or run.

`repositories.py` makes them and `sandbox.py` says what must not happen. They are checked and built in a process that
is listened to (`watched.py`); in the long tier each command has a process, and cards and the index are made too.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import LONG
from repositories import CASES
from sandbox import ROOT, Sandbox, faults


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    """A machine with a hostile site on it."""
    yield Sandbox(tmp_path)
    subprocess.run(["rm", "-rf", str(tmp_path / "work")], check=True)  # pytest's own way gives up on deep folders


@pytest.mark.scales
@pytest.mark.parametrize("name", CASES)
def test_nothing_happens_outside(sandbox: Sandbox, name: str) -> None:
    """Nothing but the output and the cache is touched; reports are safe and whole; there is no traceback."""
    case = CASES[name]
    commands = case.make(sandbox) or case.commands
    before = sandbox.state()
    outcomes = sandbox.run(*commands, *(["build"] if LONG else []))
    assert faults(sandbox, before, outcomes) == []
    assert not case.passes or {outcome.code for outcome in outcomes} == {0}


def test_the_first_run_imports_nothing_of_the_site(sandbox: Sandbox) -> None:
    """With no libraries yet, `build.py` makes its environment with Python's own `venv` and `pip`."""
    CASES["names_of_modules"].make(sandbox)
    clone = sandbox.work / "clone"
    clone.mkdir()
    for name in ("build.py", "requirements.lock"):
        shutil.copy(ROOT / name, clone)
    bare = [getattr(sys, "_base_executable", sys.executable), "-S", str(clone / "build.py"), "check"]
    environment = sandbox.environment | {"PIP_NO_INDEX": "1"}
    done = subprocess.run(bare, cwd=sandbox.site, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "Could not install the libraries" in done.stderr) == (1, True), done.stderr
    assert [path.name for path in sandbox.ran.iterdir()] == []
