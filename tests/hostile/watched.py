"""Runs commands of Dayline and writes down what they do to the machine; a script, and a part of the tests.

    python watched.py SOURCE JOB    JOB: a JSON file {site, environment, folder, readable, writable, commands, results}
    python watched.py SOURCE        jobs by lines of standard input, each in a fork of this process

The process that forks has built a site, so that a job need not import everything and make it ready once more.
"""

import io
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
PRIVATE = ("/proc", "/dev")
HARMLESS = ("/dev/null", "/dev/urandom")
STARTS = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system")
TALKS = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
FIRST = {"os.remove": 1, "os.rmdir": 1, "os.mkdir": 2, "os.truncate": None, "os.chmod": 2, "os.chown": 3, "os.utime": 3}
LISTS = ("os.listdir", "os.scandir")


class Watch:
    """What happens that must not: reads and writes outside some folders, programs started, connections.

    Below `folder` only `readable` may be read; anywhere only `writable` may be written to.
    """

    def __init__(self, folder: str, readable: Sequence[str], writable: Sequence[str]) -> None:
        self._on, self._base = False, -1
        self.faults: list[str] = []
        self.restrict(folder, readable, writable)

    def restrict(self, folder: str, readable: Sequence[str], writable: Sequence[str]) -> None:
        """Allow something else from now on, and forget what was done."""
        self._folder, self._readable, self._writable = folder, (*readable, *writable), tuple(writable)
        self.faults.clear()

    def install(self) -> "Watch":
        """Listen to the interpreter from now on, whenever `watching`."""
        really, watch = os.open, self

        def opened(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
            watch._base = -1 if dir_fd is None else dir_fd
            try:
                return really(path, flags, mode, dir_fd=dir_fd)
            finally:
                watch._base = -1

        os.open = opened
        os.supports_dir_fd.add(opened)
        sys.addaudithook(self._heard)
        return self

    @contextmanager
    def watching(self) -> Iterator[None]:
        """What is done meanwhile is looked at."""
        self._on = True
        try:
            yield
        finally:
            self._on = False

    def _heard(self, event: str, args: tuple[Any, ...]) -> None:
        if not self._on:
            return
        self._on = False
        try:
            self._judge(event, args)
        finally:
            self._on = True

    def _judge(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            self._opens(args)
        elif event in LISTS:
            self._reads(_real(args[0]))
        elif event in FIRST:
            at = FIRST[event]
            self._writes(_real(args[0], -1 if at is None else args[at], follow=False), event)
        elif event in ("os.rename", "os.link"):
            self._writes(_real(args[0], args[2], follow=False), event)
            self._writes(_real(args[1], args[3], follow=False), event)
        elif event == "os.symlink":
            self._writes(_real(args[1], args[2], follow=False), event)
        elif event in STARTS:
            self.faults.append(f"starts {_command(event, args)}")
        elif event in TALKS:
            self.faults.append(f"{event} {args[1:]!r}")
            raise PermissionError(f"{event} is not allowed here")

    def _opens(self, args: tuple[Any, ...]) -> None:
        path, mode, flags = args
        where = _real(path, self._base, follow=not flags & getattr(os, "O_NOFOLLOW", 0))
        if flags & WRITES or (mode or "r")[0] in "wax":
            self._writes(where, "open")
        else:
            self._reads(where)

    def _reads(self, path: str | None) -> None:
        private = path is not None and path not in HARMLESS and _within(path, (self._folder, *PRIVATE))
        if private and not _within(str(path), self._readable):
            self.faults.append(f"reads {path}")

    def _writes(self, path: str | None, event: str) -> None:
        if path is not None and path not in HARMLESS and not _within(path, self._writable):
            self.faults.append(f"{event}: writes {path}")


def _command(event: str, args: tuple[Any, ...]) -> str:
    words = args[0] if event == "os.system" else args[1]
    return os.fsdecode(words) if isinstance(words, str | bytes) else " ".join(map(os.fsdecode, words))


def _within(path: str, folders: Sequence[str]) -> bool:
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders)


def _real(path: Any, base: int = -1, *, follow: bool = True) -> str | None:
    """Where a path leads; None for a file that is open already. The last part is no link if not to be followed."""
    if path is None or isinstance(path, int):
        return None
    start = os.readlink(f"/proc/self/fd/{base}") if base is not None and base >= 0 else os.getcwd()
    whole = os.path.join(start, os.fsdecode(path))
    if follow:
        return _resolved(whole)
    return os.path.join(_resolved(os.path.dirname(whole)), os.path.basename(whole))


def _resolved(path: str) -> str:
    """Where a path leads, asked of the kernel, for it may be thousands of folders deep."""
    try:
        file = os.open(path, getattr(os, "O_PATH", 0))
    except OSError:
        return os.path.realpath(path)
    try:
        return os.readlink(f"/proc/self/fd/{file}")
    finally:
        os.close(file)


def main(job: dict[str, Any]) -> None:
    """Run the commands one after the other; what each said and what it did go to the folder of results."""
    from dayline.cli import main as program

    os.chdir(job["site"])
    os.environ.clear()
    os.environ.update(job["environment"])
    results, (never_ending, _) = Path(job["results"]), os.pipe()
    os.dup2(never_ending, 0)
    watch = Watch(job["folder"], job["readable"], job["writable"]).install()
    for number, command in enumerate(job["commands"]):
        for stream, name in ((1, "out"), (2, "err")):
            file = os.open(results / f"{number}.{name}", os.O_WRONLY | os.O_CREAT, 0o600)
            os.dup2(file, stream)
            os.close(file)
        watch.faults.clear()
        code = _ended(program, command, watch)
        sys.stdout.flush()
        sys.stderr.flush()
        (results / f"{number}.json").write_text(json.dumps({"code": code, "faults": watch.faults}))


def _ended(program: Callable[[list[str]], int], command: list[str], watch: Watch) -> int:
    with watch.watching():
        try:
            return program(command)
        except SystemExit as ended:
            return ended.code if isinstance(ended.code, int) else 1
        except BaseException:  # noqa: BLE001 - as the interpreter does it
            traceback.print_exc()
            return 70


def serve() -> None:
    """Run jobs until there are no more; of each, the process and then its end are told on standard output."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            os.setsid()
            main(json.loads(Path(line.strip()).read_text("utf-8")))
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


def warm() -> None:
    """Check and build the site in this folder, and say nothing of it; its templates stay compiled."""
    from dayline.cli import main as program
    from dayline.render.compile import FastEnvironment

    sys.path.append(str(Path(__file__).parents[1]))
    from remembered import remembered

    sys.path.pop()
    FastEnvironment.compile = remembered(FastEnvironment.compile)  # type: ignore[method-assign]
    with redirect_stdout(io.StringIO()):
        assert program(["check"]) == program(["build", "--without", "cards", "--without", "search"]) == 0


if __name__ == "__main__":
    shutil.which("git")  # what is imported late would be listened to
    sys.path[0] = sys.argv[1]  # in place of the folder of this script
    if len(sys.argv) > 2:
        main(json.loads(Path(sys.argv[2]).read_text("utf-8")))
    else:
        warm()
        serve()
