"""A server of `dayline serve` in a process of its own, and what a browser does with it."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tornado.escape import json_decode, json_encode
from tornado.httpclient import AsyncHTTPClient, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect

T = TypeVar("T")
SOURCE = Path(__file__).parents[1] / "site_src"
PAGE = '<!doctype html><meta http-equiv="Content-Security-Policy" content="script-src \'none\'"></head><body>'
SITE = f"""
import shutil, sys
from pathlib import Path
from dayline.build.preview.address import ListenOptions
from dayline.build.preview.run import serve
from dayline.build.preview.problem_banner import Outcome
site, listen = Path(sys.argv[1]), ListenOptions(sys.argv[3], int(sys.argv[2]), tuple(sys.argv[4:]))
page = (site / "page.html").read_text() if (site / "page.html").exists() else {PAGE!r}
builds = 0
def rebuild(changed=None):
    global builds
    builds += 1
    text = (site / "content/a.txt").read_text()
    if "wrong" in text:
        return Outcome(False, "error[E09]: no place has the id <" + text + ">", "failed")
    (site / "public").mkdir(exist_ok=True)
    (site / "public/index.html").write_text(page + text)
    (site / "public/404.html").write_text("<html><body>our own 404")
    (site / "public/style.css").write_text("css")
    (site / "public/day").mkdir(exist_ok=True)
    (site / "public/day/index.html").write_text("a day")
    return Outcome(True, "", f"built {{builds}}")
sys.exit(serve(rebuild, site / "public", [site / "content", site / "gone"], listen))
"""


class Served:
    """A running server, what it printed, and its address."""

    def __init__(
        self,
        site: Path,
        port: int = 0,
        host: str = "127.0.0.1",
        allowed: tuple[str, ...] = (),
        before: tuple[str, ...] = (),
    ) -> None:
        self.site = site
        self.builds: dict[str, str] = {}
        self.connections: list[WebSocketClientConnection] = []
        self.child = subprocess.Popen(
            [*before, sys.executable, "-W", "error::ResourceWarning", "-c", SITE, str(site), str(port), host, *allowed],
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.child.stdout
        lines = iter(self.child.stdout.readline, "")
        self.said = "" if (first := next(lines, "")).startswith("built") or first == "failed\n" else first
        self.first, self.where = (next(lines, "") if self.said else first), next(lines, "")
        self.port = int(re.findall(r":(\d+)/", self.where)[0])

    def save(self, text: str, name: str = "a.txt") -> None:
        (self.site / "content" / name).write_text(text)

    async def get(self, path: str = "/", **options: object) -> HTTPResponse:
        url = f"http://127.0.0.1:{self.port}{path}"
        page = await AsyncHTTPClient().fetch(url, raise_error=False, follow_redirects=False, **options)
        if build := re.search(rb'data-build="([^"]+)"', page.body):
            self.builds[path] = build[1].decode()
        return page

    async def connect(self, path: str = "/") -> WebSocketClientConnection:
        """What the reload script does in the browser, on the page as it was last fetched."""
        connection = await websocket_connect(f"ws://127.0.0.1:{self.port}/livereload")
        await connection.write_message(json_encode({"command": "hello"}))
        hello = await connection.read_message()
        assert hello is not None
        assert json_decode(hello)["command"] == "hello"
        url = f"http://127.0.0.1:{self.port}{path}"
        await connection.write_message(json_encode({"command": "info", "url": url, "build": self.builds.get(path)}))
        await asyncio.sleep(0.05)
        self.connections.append(connection)
        return connection

    def during(self, check: Callable[[], Awaitable[T]]) -> T:
        """Runs `check` and closes the connections that it made; in a thread, for browser tests leave a loop in this."""

        async def all_of_it() -> T:
            try:
                return await check()
            finally:
                for connection in self.connections:
                    connection.close()
                    while await connection.read_message() is not None:
                        pass

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, all_of_it()).result()

    def end(self) -> tuple[int, str, str]:
        self.child.send_signal(signal.SIGINT)
        out, errors = self.child.communicate(timeout=10)
        return self.child.returncode, out, errors


@contextmanager
def running(site: Path, **told: object) -> Iterator[Served]:
    """A server of a site, ended at the end whatever happens."""
    server = Served(site, **told)
    try:
        yield server
    finally:
        if server.child.poll() is None:
            server.child.kill()
        server.child.communicate()


def made(folder: Path) -> Path:
    """A site with one file."""
    (folder / "content").mkdir(parents=True)
    (folder / "content/a.txt").write_text("one")
    return folder


async def is_reload(connection: WebSocketClientConnection, within: float = 5) -> bool:
    """Whether a reload comes within so many seconds."""
    try:
        message = await asyncio.wait_for(connection.read_message(), within)
    except TimeoutError:
        return False
    return message is not None and json_decode(message)["command"] == "reload"
