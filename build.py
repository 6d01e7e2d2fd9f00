#!/usr/bin/env python3
"""Dayline from a clone: `python3 build.py [command …]`; with no command it builds, `test` runs the tests.

Needs only Python: libraries that are missing go into `.venv` beside this file, from a hash-locked list.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("Dayline needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info[:2]))

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK, DEV_LOCK = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
STAMP = VENV / "dayline-stamp"  # what is installed completely; there but empty: half made
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LIBRARIES = (
    "PIL anyascii click jinja2 livereload markdown markupsafe nh3 pydantic pydantic_core resvg_py rjsmin "
    "tornado watchfiles yaml"
)
FOR_TESTS = "hatchling hypothesis justhtml mypy playwright pytest ruff xdist"
# Hashes do not cover what a source archive needs to be built, so only wheels are taken. Python is started with `-I`:
# otherwise a `pip.py` in the current folder, which may be a site that others write to, would run in place of pip.
INSTALL = ("--require-hashes", "--only-binary=:all:")
NO_VENV = """Dayline keeps its libraries in a virtual environment, and this Python cannot make one.
On Debian and Ubuntu: apt install python3-venv (as root). Then run this again."""
NO_LIBRARIES = """Could not install the libraries; pip says: {}
They come from Python's package index. Connect this machine and run this again, or get them elsewhere with
    python3 -m pip download --only-binary=:all: -r {} -d wheels
copy the folder `wheels` here, and run: PIP_NO_INDEX=1 PIP_FIND_LINKS=wheels python3 build.py"""


def main(arguments: list[str]) -> int:
    testing = arguments[:1] == ["test"]
    lock = DEV_LOCK if testing else LOCK
    if not all(map(find_spec, f"{LIBRARIES} {FOR_TESTS if testing else ''}".split())):
        return run_inside(lock, arguments)
    if testing:
        import subprocess

        return subprocess.call([sys.executable, str(ROOT / "tests"), *arguments[1:]], cwd=ROOT)
    sys.path.insert(0, str(ROOT / "site_src"))
    from dayline.cli import main as dayline

    return dayline(arguments or ["build"])


def run_inside(lock: Path, arguments: list[str]) -> int:
    with (ROOT / ".venv.lock").open("ab") as turn:
        wait_for(turn.fileno())
        installed = STAMP.read_text() if STAMP.exists() and PYTHON.exists() else ""
        if not any(key(known) in installed for known in (lock, DEV_LOCK) if known.exists()):  # DEV_LOCK holds all
            set_up(lock, installed)
        elif Path(sys.prefix) == VENV:
            sys.exit("`.venv` has lost some of its libraries. Delete that folder and run this again.")
    command = [str(PYTHON), str(ROOT / "build.py"), *arguments]
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606
    import subprocess

    return subprocess.call(command)


def set_up(lock: Path, installed: str) -> None:
    import subprocess

    if not (find_spec("venv") and find_spec("ensurepip")):
        sys.exit(NO_VENV)
    print(f"Setting up .venv for {lock.name} (once, about 15 s) …", file=sys.stderr, flush=True)
    kept = installed if key(LOCK) in installed else ""
    if not kept:
        make_empty()
    STAMP.write_text("")
    pip = [str(PYTHON), "-I", "-m", "pip", "install", "-q", "--no-input", *INSTALL, "-r", str(lock)]
    environment = {**os.environ, "PIP_USER": "0"}
    done = subprocess.run(pip, env=environment, capture_output=True, text=True, check=False)
    STAMP.write_text(kept + key(lock) if done.returncode == 0 else kept)
    if done.returncode:
        lines = done.stderr.splitlines() or ["nothing"]
        said = [line for line in lines if line.startswith("ERROR")] or lines
        sys.exit(NO_LIBRARIES.format(said[-1], lock.name))


def make_empty() -> None:
    import shutil
    import subprocess

    if STAMP.exists():  # made by us: an environment that somebody made by hand is only added to
        for path in [path for path in VENV.iterdir() if path != STAMP]:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    VENV.mkdir(exist_ok=True)
    STAMP.write_text("")
    base = getattr(sys, "_base_executable", sys.executable)
    if subprocess.call([base, "-I", "-m", "venv", str(VENV)]):
        sys.exit(NO_VENV)


def key(lock: Path) -> str:
    import hashlib

    return f"{lock.name} {sys.implementation.cache_tag} {hashlib.sha256(lock.read_bytes()).hexdigest()}\n"


def wait_for(turn: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(turn, msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(turn, fcntl.LOCK_EX)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
