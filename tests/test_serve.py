"""The dev server over real sockets: reloads, failed builds, addresses."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import pytest
from tornado.escape import json_decode, json_encode
from tornado.httpclient import AsyncHTTPClient, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect

from dayline.commands.serve import Outcome, shown

T = TypeVar("T")
SOURCE = Path(__file__).parents[1] / "site_src"
PAGE = '<!doctype html><meta http-equiv="Content-Security-Policy" content="script-src \'none\'"></head><body>'
SITE = f"""
import shutil, sys
from pathlib import Path
from dayline.commands.serve import Outcome, serve
site, port = Path(sys.argv[1]), int(sys.argv[2])
builds = 0
def rebuild(changed=None):
    global builds
    builds += 1
    text = (site / "content/a.txt").read_text()
    if "wrong" in text:
        return Outcome(False, "error[E09]: no place has the id <" + text + ">", "failed")
    (site / "public").mkdir(exist_ok=True)
    (site / "public/index.html").write_text({PAGE!r} + text)
    (site / "public/404.html").write_text("<html><body>our own 404")
    (site / "public/style.css").write_text("css")
    (site / "public/day").mkdir(exist_ok=True)
    (site / "public/day/index.html").write_text("a day")
    return Outcome(True, "", f"built {{builds}}")
sys.exit(serve(rebuild, site / "public", [site / "content", site / "gone"], port=port))
"""


class Served:
    """A running server, what it printed, and its address."""

    def __init__(self, site: Path, port: int) -> None:
        self.site = site
        self.connections: list[WebSocketClientConnection] = []
        self.child = subprocess.Popen(
            [sys.executable, "-W", "error::ResourceWarning", "-c", SITE, str(site), str(port)],
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.child.stdout
        self.first, self.where = self.child.stdout.readline(), self.child.stdout.readline()
        self.port = int(re.findall(r":(\d+)/", self.where)[0])

    def save(self, text: str, name: str = "a.txt") -> None:
        (self.site / "content" / name).write_text(text)

    async def get(self, path: str = "/", **options: object) -> HTTPResponse:
        url = f"http://127.0.0.1:{self.port}{path}"
        return await AsyncHTTPClient().fetch(url, raise_error=False, follow_redirects=False, **options)

    async def connect(self, path: str = "/") -> WebSocketClientConnection:
        """What livereload's script does in the browser."""
        connection = await websocket_connect(f"ws://127.0.0.1:{self.port}/livereload")
        await connection.write_message(json_encode({"command": "hello"}))
        hello = await connection.read_message()
        assert hello is not None
        assert json_decode(hello)["command"] == "hello"
        url = f"http://127.0.0.1:{self.port}{path}"
        await connection.write_message(json_encode({"command": "info", "url": url}))
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


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.txt").write_text("one")
    return tmp_path


@pytest.fixture
def served(site: Path) -> Iterator[Served]:
    running = Served(site, 0)
    yield running
    if running.child.poll() is None:
        running.child.kill()
    running.child.communicate()


async def is_reload(connection: WebSocketClientConnection, within: float = 5) -> bool:
    """Whether a reload comes within so many seconds."""
    try:
        message = await asyncio.wait_for(connection.read_message(), within)
    except TimeoutError:
        return False
    return message is not None and json_decode(message)["command"] == "reload"


def test_page(served: Served) -> None:
    """A page comes with the reload script and without the policy that would forbid it."""

    async def check() -> None:
        page = await served.get()
        assert page.code == 200
        assert page.body.endswith(b"</head><body>one")
        assert b"/livereload.js" in page.body
        assert b"Content-Security-Policy" not in page.body
        assert (await served.get("/style.css")).body == b"css"
        assert b"<script" in (await served.get("/day/")).body
        assert (await served.get("/day")).headers["Location"] == "/day/"

    served.during(check)


def test_two_quick_saves_are_two_reloads(served: Served) -> None:
    """Two saves 300 ms apart reload twice, and the second state is what is shown."""

    async def check() -> None:
        await served.get()
        connection = await served.connect()
        served.save("two")
        await asyncio.sleep(0.3)
        served.save("three")
        assert await is_reload(connection)
        assert await is_reload(connection)
        assert (await served.get()).body.endswith(b"three")

    served.during(check)


def test_a_page_that_was_overtaken_reloads(served: Served) -> None:
    """A build that ends between loading a page and its connecting is not missed."""

    async def check() -> None:
        await served.get()
        watcher = await served.connect()
        served.save("two")
        assert await is_reload(watcher)
        late = await served.connect()
        assert await is_reload(late)
        await served.get()
        current = await served.connect()
        assert not await is_reload(current, within=0.3)

    served.during(check)


def test_many_files_one_build(served: Served) -> None:
    """Twenty files saved together are built once."""

    async def check() -> None:
        await served.get()
        connection = await served.connect()
        for number in range(20):
            served.save("x", f"{number}.txt")
        assert await is_reload(connection)
        await asyncio.sleep(0.6)

    served.during(check)
    code, out, errors = served.end()
    assert (code, out, errors) == (0, "built 2\n", "")


def test_failed_build(served: Served) -> None:
    """A failed build shows its messages, escaped, over the last good page, and a good one takes them away."""

    async def check() -> None:
        await served.get()
        connection = await served.connect()
        served.save("wrong")
        assert await is_reload(connection)
        for path in ("/", "/missing"):
            body = (await served.get(path)).body
            assert b'role="alert"' in body
            assert b"no place has the id &lt;wrong&gt;" in body
        assert (await served.get()).body.endswith(b"</aside>one")
        served.save("two")
        assert await is_reload(connection)
        assert b"role=" not in (await served.get()).body

    served.during(check)


def test_first_build_fails(site: Path) -> None:
    """With nothing built yet every address shows what is wrong, until it is put right."""
    (site / "content/a.txt").write_text("wrong")
    served = Served(site, 0)

    async def check() -> None:
        page = await served.get("/2022/03/")
        assert page.code == 404
        assert b"no place has the id" in page.body
        assert b"/livereload.js" in page.body
        connection = await served.connect("/2022/03/")
        served.save("right")
        assert await is_reload(connection)
        assert (await served.get()).body.endswith(b"right")

    served.during(check)
    assert served.end()[0] == 0


def test_not_found(served: Served) -> None:
    """An address without a page gets the site's own 404 page with that status; folders are not listed."""

    async def check() -> None:
        (served.site / "public/empty").mkdir()
        for path in ("/nothing/here", "/empty/", "/.dayline-manifest"):
            page = await served.get(path)
            assert page.code == 404
            assert page.body.endswith(b"our own 404")

    served.during(check)


@pytest.mark.parametrize(
    "path",
    [
        "/../content/a.txt",
        "/%2e%2e/content/a.txt",
        "/" + quote("../content/a.txt", safe=""),
        "//etc/passwd",
        "/link/a.txt",
        "/day/..%2f..%2fcontent/a.txt",
    ],
)
def test_nothing_outside_is_served(served: Served, path: str) -> None:
    """No way of writing an address, and no link, leads out of the output."""
    (served.site / "public/link").symlink_to(served.site / "content")
    with socket.create_connection(("127.0.0.1", served.port)) as client:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: client.recv(65536), b""))
    assert answer.split()[1] in (b"403", b"404")
    assert not answer.endswith(b"one")


def test_other_names_are_refused(served: Served) -> None:
    """A page of another site that has its name point here can't read a draft."""

    async def check() -> None:
        assert (await served.get(headers={"Host": "example.org"})).code == 403
        assert (await served.get(headers={"Host": "localhost"})).code == 200

    served.during(check)


def test_port_taken(site: Path, served: Served) -> None:
    """If the port is taken the next free one is used, and both are named."""
    second = Served(site, served.port)
    assert second.port != served.port
    assert f"(port {served.port} is taken)" in second.where
    assert second.end()[0] == 0


def test_loopback_only(served: Served) -> None:
    """The address is that of this machine alone, and Ctrl-C ends without a word."""
    assert served.where == f"serving http://127.0.0.1:{served.port}/; Ctrl-C ends\n"
    assert served.end() == (0, "", "")


def test_a_bug_in_a_build_ends_it(site: Path) -> None:
    """An exception is not swallowed: its traceback is shown and the exit code is 1."""
    served = Served(site, 0)
    (site / "content/a.txt").unlink()
    _, errors = served.child.communicate(timeout=10)
    assert served.child.returncode == 1
    assert "FileNotFoundError" in errors


@pytest.mark.parametrize("page", [b"plain", b"<html><body class=x>plain", b"<head></head>plain"])
def test_banner_goes_anywhere(page: bytes) -> None:
    """The banner and a place for the script are found in any page, however short its HTML."""
    result = shown(page, Outcome(ok=False, messages="<&", summary=""))
    assert b"&lt;&amp;" in result
    assert b"</head>" in result
    assert result.endswith(b"plain")


def test_import_is_light() -> None:
    """Importing `serve` loads neither tornado nor livereload nor watchfiles."""
    code = "import sys, dayline.commands.serve;print({'tornado', 'livereload', 'watchfiles'} & set(sys.modules))"
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    assert subprocess.check_output([sys.executable, "-c", code], env=environment) == b"set()\n"


def test_quick(served: Served) -> None:
    """From a save to the reload it takes little more than the build."""

    async def check() -> float:
        await served.get()
        connection = await served.connect()
        took = []
        for word in ("two", "three", "four"):
            begin = time.monotonic()
            served.save(word)
            assert await is_reload(connection)
            took.append(time.monotonic() - begin)
        return min(took)

    assert served.during(check) < 1
