"""Hostile repositories: whatever one holds, nothing outside of it is read out, changed, deleted or run.

`repositories.py` makes them and `sandbox.py` says what must not happen. They are checked and built in a process that
is listened to (`watched.py`); in the long tier each command has a process, and cards and the index are made too.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import LONG
from repositories import CASES
from sandbox import Sandbox, faults


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
