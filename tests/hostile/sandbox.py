"""A machine in a folder: the site of somebody hostile, and around it what they must not get at."""

import atexit
import json
import os
import platform
import re
import select
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from conftest import LONG, SiteBuilder

ROOT = Path(__file__).parents[2]
WATCHED = Path(__file__).with_name("watched.py")
PATIENCE = 60  # seconds; only a guard, so that what hangs is a failure and not a night without a result
IN_FILE, IN_ENVIRONMENT, USER = "marker-of-a-secret-file", "marker-of-a-secret-token", "marker-of-the-user"
COLOUR = (1, 254, 154)  # of the secret picture
FORMATS = ("text", "github", "gitlab", "sarif", "json")
CHECKS = tuple(f"check --format {form}" for form in FORMATS)
PLAIN = "build --without cards --without search"
AGAINST = "check --against ../before"
COMMANDS = (*CHECKS, PLAIN, AGAINST)
ALLOWED = re.compile(r"starts (?:git |\S+ -P \S*/dayline/build/pagefind\.py)")
UNSAFE = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]")
COMMAND = re.compile(r"^\s*(::|##\[)", re.MULTILINE)
OURS = re.compile(r"^\s*::(?:error|warning|notice)(?: [^\n]*?)?::", re.MULTILINE)
EVENT = "content/events/2022/03/14/convoy.yaml"
GOOD = {EVENT: "date: 2022-03-14\ntitle: A convoy leaves the city\nsource: https://example.org/a\n"}


class Outcome(NamedTuple):
    """What came of a command: exit code (None if it never ended), what it said, and what it did that it must not."""

    command: str
    code: int | None
    out: bytes
    err: bytes
    faults: tuple[str, ...]


class Sandbox:
    """A site in a folder among secrets; `home`, `cache` and `tmp` are the builder's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work, self.home, self.ran = folder / "work", folder / "home", folder / "ran"
        self.site, self.before = self.work / "site", self.work / "before"
        self.cache, self.tmp, self.secret = folder / "cache", folder / "tmp", folder / "secret.txt"
        for made in (self.home, self.ran, self.cache, self.tmp):
            made.mkdir()
        for name in ("secret.txt", "work/secret.yaml", "work/beside/diary.md", "home/.netrc", "work/beside/a/b.txt"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(f"title: {IN_FILE}\n{IN_FILE}\n")
        SiteBuilder(self.before).write(dict(GOOD))
        self._builder = SiteBuilder(self.site).write(dict(GOOD))
        self._jobs = 0

    def write(self, files: dict[str, str | bytes]) -> None:
        """Write files of the site by their path."""
        self._builder.write(files)

    def link(self, name: str, target: str | Path) -> None:
        """Put a link into the site."""
        self._above(name).symlink_to(target)

    def pipe(self, name: str) -> None:
        """Put a named pipe into the site, which nobody will ever write to."""
        os.mkfifo(self._above(name))

    def payload(self, name: str) -> str:
        """A command for the shell that leaves a mark, which shows that it ran."""
        return f"touch {self.ran / name}"

    def code(self, name: str) -> str:
        """Python that leaves a mark."""
        return f"open({str(self.ran / name)!r}, 'w').close()\n"

    def git(self, *arguments: str, at: Path | None = None, given: str = "") -> str:
        """What git says in the site, or elsewhere."""
        who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "init.defaultBranch=main")
        asked = ["git", *who, *arguments]
        ran = subprocess.run(asked, cwd=at or self.site, env=self.environment, input=given, check=True,
                             stdout=subprocess.PIPE, text=True)  # fmt: skip
        return ran.stdout.strip()

    @property
    def environment(self) -> dict[str, str]:
        """What the builder's environment holds, secrets among it."""
        return {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "TMPDIR": str(self.tmp), "LANG": "C.UTF-8",
            "DAYLINE_CACHE": str(self.cache), "DEPLOY_TOKEN": IN_ENVIRONMENT, "USER": USER, "LOGNAME": USER,
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip

    def run(self, *commands: str | Sequence[str]) -> list[Outcome]:
        """What comes of commands, all in one process; in the long tier each in its own, as users do it."""
        lists = [command.split() if isinstance(command, str) else list(command) for command in commands]
        batches = [[one] for one in lists] if LONG else [lists]
        return [outcome for batch in batches for outcome in self._run(batch)]

    @property
    def writable(self) -> tuple[str, ...]:
        """What a build may write to."""
        public = (self.site / "public", self.site / ".public.editions", self.site / ".dayline")
        own = (self.home / ".config/dayline", self.home / ".config", self.home / ".cache/dayline")
        return tuple(map(str, (*public, self.cache, self.tmp, *own)))

    def _run(self, commands: list[list[str]]) -> list[Outcome]:
        self._jobs += 1
        results = self.folder / f"results-{self._jobs}"
        results.mkdir()
        job = {
            "site": str(self.site), "environment": self.environment, "folder": str(self.folder),
            "readable": [str(self.site), str(self.before)], "writable": self.writable,
            "commands": commands, "results": str(results),
        }  # fmt: skip
        (results / "job").write_text(json.dumps(job))
        (_alone if LONG else _forked)(self, results / "job")
        return [self._outcome(results, number, command) for number, command in enumerate(commands)]

    @staticmethod
    def _outcome(results: Path, number: int, command: list[str]) -> Outcome:
        out, err = (results / f"{number}.out", results / f"{number}.err")
        said = [file.read_bytes() if file.exists() else b"" for file in (out, err)]
        ended = results / f"{number}.json"
        if not ended.exists():
            return Outcome(" ".join(command), None, said[0], said[1], ())
        told = json.loads(ended.read_bytes())
        return Outcome(" ".join(command), told["code"], said[0], said[1], tuple(told["faults"]))

    def state(self) -> dict[str, tuple[int, int, bytes]]:
        """Everything that no build may touch: mode, time of change and bytes of each file, mode of each folder."""
        ours = {*self.writable, *(str(path) for path in self.folder.glob("results-*"))}
        return {str(path.relative_to(self.folder)): _state(path) for path in files(self.folder, ours)}

    def published(self) -> dict[str, bytes]:
        """Every file that builds wrote for readers."""
        found = [*files(self.site / "public"), *files(self.site / ".public.editions")]
        kept = [path for path in found if path.is_file() and not path.is_symlink()]
        return {path.relative_to(self.site).as_posix(): path.read_bytes() for path in kept}

    def _above(self, name: str) -> Path:
        path = self.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        return path


def _started(at: Sandbox, *job: str) -> subprocess.Popen[str]:
    """The process that runs a job, or one that forks to run many."""
    command, pipe = [sys.executable, str(WATCHED), str(ROOT / "site_src"), *job], subprocess.PIPE
    return subprocess.Popen(command, cwd=at.site, env=at.environment, stdin=pipe, stdout=pipe, text=True,
                            start_new_session=True)  # fmt: skip


def _alone(at: Sandbox, job: Path) -> None:
    """Run a job in a process of its own, in vain if it hangs."""
    with _started(at, str(job)) as child:
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)  # and what it has started


def _forked(_at: Sandbox, job: Path) -> None:
    """Run a job in a fork of a process that has everything ready, in vain if it hangs."""
    forking = _forking()
    assert forking.stdin
    assert forking.stdout
    forking.stdin.write(f"{job}\n")
    forking.stdin.flush()
    child = int(forking.stdout.readline())
    if not select.select([forking.stdout], [], [], PATIENCE)[0]:
        os.killpg(child, signal.SIGKILL)
    assert forking.stdout.readline() == "ended\n"


@cache
def _forking() -> subprocess.Popen[str]:
    """One for all tests; it ends with them, for then its standard input does."""
    folder = Path(tempfile.mkdtemp(prefix="dayline-forking-"))
    atexit.register(shutil.rmtree, folder)
    forking = _started(Sandbox(folder))
    atexit.register(forking.communicate)
    return forking


def files(folder: Path, without: set[str] | frozenset[str] = frozenset()) -> Iterator[Path]:
    """Everything below a folder; however deep."""
    folders = [str(folder)] if folder.is_dir() and not folder.is_symlink() else []
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.path in without:
                    continue
                yield Path(entry.path)
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)


def _state(path: Path) -> tuple[int, int, bytes]:
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        return found.st_mode, 0, os.fsencode(path.readlink())
    if stat.S_ISREG(found.st_mode):
        return found.st_mode, found.st_mtime_ns, path.read_bytes()
    return found.st_mode, 0, b""


def faults(at: Sandbox, before: dict[str, tuple[int, int, bytes]], outcomes: list[Outcome]) -> list[str]:
    """Everything that went wrong, in words."""
    after = at.state()
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    found = [f"changed: {name}" for name in changed]
    for outcome in outcomes:
        found += [f"{outcome.command}: {fault}" for fault in _faults(outcome)]
    return found + [f"{name}: {fault}" for name, raw in at.published().items() for fault in _leaks(at, name, raw)]


def _faults(outcome: Outcome) -> Iterator[str]:
    """What went wrong with a command."""
    said = outcome.out + outcome.err
    if outcome.code is None:
        yield "hangs, or was not begun because one before it hangs"
        return
    if outcome.code not in (0, 1, 2) or b"Traceback" in said:
        yield f"ends with {outcome.code}: {said.decode(errors='replace').strip().rpartition(chr(10))[2]}"
    yield from (fault for fault in outcome.faults if not ALLOWED.match(fault))
    yield from (f"says {marker}" for marker in (IN_FILE, IN_ENVIRONMENT) if marker.encode() in said)
    yield from unsafe(said, outcome.command.partition("--format ")[2].partition(" ")[0])


def unsafe(said: bytes, form: str) -> Iterator[str]:
    """What is wrong with a report in one of the formats, for whoever prints or reads it."""
    text = said.decode(errors="replace")
    if form in ("gitlab", "sarif", "json"):
        try:
            json.loads(said)
        except ValueError as error:
            yield f"no JSON: {error}"
    elif steering := UNSAFE.search(said):
        yield f"says {steering[0]!r}"
    if COMMAND.search(OURS.sub("", text) if form == "github" else text):
        yield "says a workflow command"


class _Page(HTMLParser):
    """Collects what somebody else has put into a page."""

    def __init__(self) -> None:
        super().__init__()
        self.foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.foreign += [tag] if tag.startswith("xss") else []
        for name, value in attrs:
            script = (value or "").strip().lower().startswith(("javascript:", "vbscript:", "data:text"))
            if name.startswith(("on", "xss")) or script or "evil.example" in (value or ""):
                self.foreign.append(f"{tag} {name}={value}")


def _leaks(at: Sandbox, name: str, raw: bytes) -> Iterator[str]:
    """What of the machine, or of an attacker's code, is in a published file."""
    names = {IN_FILE, IN_ENVIRONMENT, USER, str(at.folder), str(ROOT), platform.node()}
    yield from (f"holds {text}" for text in sorted(names) if len(text) > 3 and text.encode() in raw)
    if name.endswith((".html", ".svg")):
        page = _Page()
        page.feed(raw.decode("utf-8"))
        yield from (f"holds {what}" for what in page.foreign)
    if name.endswith(".png"):
        yield from _pictured(raw)


def _pictured(raw: bytes) -> Iterator[str]:
    import io

    from PIL import Image

    colours = Image.open(io.BytesIO(raw)).convert("RGB").getcolors(1 << 24) or []
    if any(colour == COLOUR for _, colour in colours):
        yield "holds the secret picture"
