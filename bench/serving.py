"""How long it takes from saving a file to the changed page on the disk while `dayline serve` runs."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from builds import dayline
from edits import Site, change_word, word
from measure import Failed

LONGEST = 600.0  # seconds until a page that does not come is given up
REST = 1.0  # seconds between a build's page and the next change
FIRST = 1_000_000  # the number of the first edit, which no other step uses


def save_to_page(python: str, env: Mapping[str, str], site: Site, repeats: int) -> list[float]:
    """Seconds from a word saved in an event to its page with the word, for each repeat.

    The preview's own delay until it notices the change is part of them; its first build is not.
    """
    with _served(python, env, site) as process:
        _saved(site, FIRST, process)
        return [_saved(site, FIRST + number, process) for number in range(1, repeats + 1)]


@contextmanager
def _served(python: str, env: Mapping[str, str], site: Site) -> Iterator[subprocess.Popen[bytes]]:
    """The running preview of a site."""
    command = [*dayline(python, "serve", site), "--port", str(_free_port()), "--without", "search"]
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, env=os.environ | env, stdout=nowhere, stderr=nowhere)
    try:
        yield process
        process.send_signal(signal.SIGINT)
        process.wait(60)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _saved(site: Site, number: int, process: subprocess.Popen[bytes]) -> float:
    time.sleep(REST)
    begun = time.perf_counter()
    change_word(site, number)
    _wait(lambda: _shows(site, number), process)
    return time.perf_counter() - begun


def _shows(site: Site, number: int) -> bool:
    """Whether the event's page has the word; while an edition is put in place there may be no page."""
    try:
        return word(number).encode() in site.page(number).read_bytes()
    except OSError:
        return False


def _wait(is_there: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    begun = time.perf_counter()
    while not is_there():
        if process.poll() is not None:
            raise Failed(f"`dayline serve` ended with {process.returncode}")
        if time.perf_counter() - begun > LONGEST:
            raise Failed(f"the page was not written within {LONGEST:.0f} seconds")
        time.sleep(0.002)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
