"""How long it takes from saving a file to the changed page on the disk while `dayline serve` runs."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping

from edits import Site, change_word
from measure import Failed

LONGEST = 600.0  # seconds until a page that does not come is given up
REST = 1.0  # seconds between a build's page and the next change


def save_to_page(python: str, env: Mapping[str, str], at: Site, repeats: int) -> list[float]:
    """Seconds from a word saved in an event to its page with the word, for each repeat."""
    command = [python, "-m", "dayline", "serve", "--site", str(at.folder), "--output", str(at.output)]
    served = subprocess.Popen(
        [*command, "--port", str(_free_port()), "--without", "search"],
        env=os.environ | env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        first = change_word(at, 1000)
        _wait(lambda: _shows(at, first), served)
        return [_saved(at, 1001 + number, served) for number in range(repeats)]
    finally:
        served.send_signal(signal.SIGINT)
        served.wait(60)


def _saved(at: Site, number: int, served: subprocess.Popen[bytes]) -> float:
    time.sleep(REST)
    begun = time.perf_counter()
    word = change_word(at, number)
    _wait(lambda: _shows(at, word), served)
    return time.perf_counter() - begun


def _shows(at: Site, word: str) -> bool:
    """Whether the event's page has a word; while an edition is put in place there may be no page."""
    try:
        return word.encode() in at.page.read_bytes()
    except OSError:
        return False


def _wait(is_there: Callable[[], bool], served: subprocess.Popen[bytes]) -> None:
    begun = time.perf_counter()
    while not is_there():
        if served.poll() is not None:
            raise Failed(f"`dayline serve` ended with {served.returncode}")
        if time.perf_counter() - begun > LONGEST:
            raise Failed(f"the page was not written within {LONGEST:.0f} seconds")
        time.sleep(0.002)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
