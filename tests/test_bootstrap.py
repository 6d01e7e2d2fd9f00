"""`build.py` on machines that lack something; no network, pip is played by a stand-in."""

import ast
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CLI = "def main(arguments):\n    print('dayline', arguments)\n    return 3\n"
# Put first on PYTHONPATH: libraries are missing unless one runs inside `.venv`; `venv` and pip are fakes.
SITE = """
import importlib.util, os, subprocess, sys, time
from pathlib import Path

ROOT, LOG = Path(os.environ["FAKE_ROOT"]), Path(os.environ["FAKE_LOG"])
VENV = ROOT / ".venv"
libraries = VENV / "libraries"
real = importlib.util.find_spec
def find_spec(name, package=None):
    if name in os.environ.get("FAKE_MISSING", "").split():
        return None
    if name in ("fcntl", "msvcrt"):
        return real(name, package)
    if name in ("venv", "ensurepip"):
        return name
    return name if libraries.exists() and os.environ.get("FAKE_INSIDE") else None
importlib.util.find_spec = find_spec

def log(word):
    with LOG.open("a") as file:
        file.write(word + "\\n")

def look(command):
    # Which module the command would really run, if the folder that it is started in has one of that name.
    if "FAKE_PLANTED" in os.environ:
        at = command.index("-m")
        code = f"import importlib.util; print(importlib.util.find_spec({command[at + 1]!r}).origin)"
        bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        python = [sys.executable, *command[1:at], "-c", code]
        found = popen(python, env=bare, stdout=subprocess.PIPE, text=True).communicate()[0]
        if Path.cwd() in Path(found.strip()).parents:
            log("ran " + Path(found.strip()).name)

popen = subprocess.Popen

def call(command, **_):
    look(command)
    log("venv")
    time.sleep(0.2)
    (VENV / "bin").mkdir(parents=True, exist_ok=True)
    python = VENV / "bin/python"
    python.write_text('#!/bin/sh\\nFAKE_INSIDE=1 exec "' + sys.executable + '" "$@"\\n')
    python.chmod(0o755)
    return int(os.environ.get("FAKE_VENV_CODE", "0"))
subprocess.call = call

def run(command, **_):
    look(command)
    log("pip " + Path(command[-1]).name)
    LOG.with_name("pip").write_text(" ".join(command[1:-1]))
    time.sleep(0.2)
    code = int(os.environ.get("FAKE_PIP_CODE", "0"))
    if code == 99:
        os._exit(99)
    if code == 0:
        libraries.touch()
    errors = "WARNING: retrying\\nERROR: No matching distribution found for click\\n"
    return subprocess.CompletedProcess(command, code, "", errors)
subprocess.run = run
"""


class Clone:
    """A fresh copy of `build.py` with two small lock files and a stand-in for the program."""

    def __init__(self, folder: Path) -> None:
        self.root, self.log = folder / "a clone", folder / "log"
        (self.root / "site_src/dayline").mkdir(parents=True)
        (self.root / "site_src/dayline/cli.py").write_text(CLI)
        (folder / "fake").mkdir()
        (folder / "fake/sitecustomize.py").write_text(SITE)
        shutil.copy(ROOT / "build.py", self.root)
        for name in ("requirements.lock", "requirements-dev.lock"):
            (self.root / name).write_text(f"# {name}\n")
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(folder / "fake"),
            "FAKE_ROOT": str(self.root),
            "FAKE_LOG": str(self.log),
        }

    def start(self, *arguments: str, cwd: Path | None = None, **fakes: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(self.root / "build.py"), *arguments]
        environment = self.environment | fakes
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=cwd, env=environment, stdout=pipe, stderr=pipe, text=True)

    def run(self, *arguments: str, cwd: Path | None = None, **fakes: str) -> tuple[int, str, str]:
        child = self.start(*arguments, cwd=cwd, **fakes)
        out, errors = child.communicate(timeout=60)
        return child.returncode, out, errors

    def steps(self) -> list[str]:
        """What was done since the last call."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.write_text("")
        return lines


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def test_first_run(clone: Clone) -> None:
    """The first run says in one line what it does, then goes on inside; the exit code passes through."""
    line = "Setting up .venv for requirements.lock (once, about 15 s) …\n"
    assert clone.run("check", "--format", "json") == (3, "dayline ['check', '--format', 'json']\n", line)
    assert clone.steps() == ["venv", "pip requirements.lock"]
    assert clone.run() == (3, "dayline ['build']\n", "")
    assert clone.steps() == []


def test_modules_in_the_current_folder(clone: Clone, tmp_path: Path) -> None:
    """What is in the folder that the program is started in, often a site that others write to, is not imported."""
    site = tmp_path / "site"
    site.mkdir()
    for name in ("venv", "pip", "ensurepip", "hashlib", "subprocess", "click", "yaml", "dayline"):
        (site / f"{name}.py").write_text("raise SystemExit('ran what is in the site')\n")
    assert clone.run(cwd=site, FAKE_PLANTED="1")[:2] == (3, "dayline ['build']\n")
    assert clone.steps() == ["venv", "pip requirements.lock"]


def test_what_pip_may_install(clone: Clone) -> None:
    """Only wheels that the lock file has hashes of: building one from source would fetch what nothing vouches for."""
    clone.run()
    assert (clone.log.with_name("pip")).read_text() == (
        "-I -m pip install -q --no-input --require-hashes --only-binary=:all: -r"
    )


def test_libraries_are_there(clone: Clone) -> None:
    """Where the libraries can be imported already no environment is made."""
    (clone.root / ".venv").mkdir()
    (clone.root / ".venv/libraries").touch()
    assert clone.run(FAKE_INSIDE="1")[0] == 3
    assert clone.steps() == []


def test_two_first_runs(clone: Clone) -> None:
    """Two first runs at once set up one environment, and both go on."""
    children = [clone.start(word) for word in "ab"]
    printed = sorted(child.communicate(timeout=60)[0] for child in children)
    assert printed == ["dayline ['a']\n", "dayline ['b']\n"]
    assert clone.steps() == ["venv", "pip requirements.lock"]


def test_a_killed_set_up_is_redone(clone: Clone) -> None:
    """An environment that was left half made is emptied and made again."""
    assert clone.run(FAKE_PIP_CODE="99")[0] == 99
    (clone.root / ".venv/half").mkdir()
    clone.steps()
    assert clone.run()[0] == 3
    assert clone.steps() == ["venv", "pip requirements.lock"]
    assert not (clone.root / ".venv/half").exists()


def test_a_changed_lock_file(clone: Clone) -> None:
    """When the lock file changes the environment follows."""
    clone.run()
    clone.steps()
    (clone.root / "requirements.lock").write_text("# other\n")
    assert clone.run()[0] == 3
    assert clone.steps() == ["venv", "pip requirements.lock"]


def test_tests_come_on_top(clone: Clone) -> None:
    """What the tests need goes into the same environment, and the next build finds it complete."""
    (clone.root / "tests").mkdir()
    (clone.root / "tests/__main__.py").write_text("")
    clone.run()
    clone.steps()
    clone.run("test")
    assert clone.steps()[0] == "pip requirements-dev.lock"
    clone.run()
    assert clone.steps() == []


def test_a_build_after_the_tests_sets_up_nothing(clone: Clone) -> None:
    """What the tests need holds what the program needs: nothing is removed and installed again."""
    (clone.root / "tests").mkdir()
    (clone.root / "tests/__main__.py").write_text("")
    clone.run("test")
    assert clone.steps()[:2] == ["venv", "pip requirements-dev.lock"]
    clone.run()
    assert clone.steps() == []


def test_an_environment_made_by_hand_is_kept(clone: Clone) -> None:
    """A `.venv` that somebody else made is added to, not emptied."""
    (clone.root / ".venv/mine").mkdir(parents=True)
    assert clone.run()[0] == 3
    assert (clone.root / ".venv/mine").exists()


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_no_venv(clone: Clone, missing: str) -> None:
    """Without `venv` or `ensurepip` it says which package to install, and makes nothing."""
    code, out, errors = clone.run(FAKE_MISSING=missing)
    assert (code, out) == (1, "")
    assert "On Debian and Ubuntu: apt install python3-venv (as root)" in errors
    assert not (clone.root / ".venv").exists()


def test_no_network(clone: Clone) -> None:
    """Without a network it says so in pip's words and names another way; the next run tries again."""
    code, _, errors = clone.run(FAKE_PIP_CODE="1")
    assert code == 1
    assert "pip says: ERROR: No matching distribution found for click\n" in errors
    assert "python3 -m pip download --only-binary=:all: -r requirements.lock -d wheels" in errors
    assert clone.run()[0] == 3


def test_no_network_for_tests(clone: Clone) -> None:
    """When what the tests need can't be had, building goes on working."""
    clone.run()
    assert clone.run("test", FAKE_PIP_CODE="1")[0] == 1
    clone.steps()
    assert clone.run()[0] == 3
    assert clone.steps() == []


def test_old_python(clone: Clone) -> None:
    """An older Python reads the file far enough to say that it is too old."""
    source = (clone.root / "build.py").read_text()
    ast.parse(source, feature_version=(3, 6))
    code = f"import sys; sys.version_info = (3, 6, 9); exec({source!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "Dayline needs Python 3.11 or newer; this is Python 3.6.\n")


def test_looking_for_the_libraries_imports_none(clone: Clone) -> None:
    """Whether they are there is found out without loading them, which takes longer than most commands."""
    libraries = runpy.run_path(str(ROOT / "build.py"))["LIBRARIES"].split()
    told = f"import sys\ndef main(arguments):\n    print([name for name in {libraries} if name in sys.modules])\n"
    (clone.root / "site_src/dayline/cli.py").write_text(told)
    clone.run()
    assert clone.run() == (0, "[]\n", "")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files(name: str) -> None:
    """Every line of a lock file has hashes, and none names an address."""
    text = (ROOT / name).read_text()
    lines = text.replace("\\\n", " ").splitlines()
    packages = [line for line in lines if line and not line.startswith("#")]
    assert packages
    assert all("==" in package and "--hash=sha256:" in package for package in packages)
    assert "://" not in text
    assert "index-url" not in text


def test_the_tests_lock_holds_the_runtime_lock() -> None:
    """Tests run with exactly the versions that a site is built with."""
    runtime, tests = ((ROOT / name).read_text() for name in ("requirements.lock", "requirements-dev.lock"))
    pins = [line for line in runtime.splitlines() if "==" in line]
    assert [pin for pin in pins if pin not in tests] == []
