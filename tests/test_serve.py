"""The dev server over real sockets: reloads, failed builds, addresses."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from dayline.build.preview.problem_banner import Outcome, PageRequest, extended_policy, preview_page
from serving import SOURCE, Served, is_reload, made, running


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return made(tmp_path / "site")


@pytest.fixture
def served(site: Path) -> Iterator[Served]:
    with running(site) as server:
        yield server


def test_page(served: Served) -> None:
    """A page comes with the reload script."""

    async def check() -> None:
        page = await served.get()
        assert page.code == 200
        assert page.body.endswith(b"</head><body>one")
        assert b'<script src="./livereload.js"' in page.body
        assert b"WebSocket" in (await served.get("/livereload.js")).body
        assert b"#dayline-problems" in (await served.get("/livereload.css")).body
        assert (await served.get("/style.css")).body == b"css"
        assert b'<script src="../livereload.js"' in (await served.get("/day/")).body
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
        assert b'<script src="../../livereload.js"' in page.body
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
    result = preview_page(page, Outcome(ok=False, messages="<&", summary=""), PageRequest("/", "localhost", "1"))
    assert b"&lt;&amp;" in result
    assert b"</head>" in result
    assert result.endswith(b"plain")


SOCKETS = "'self' ws://localhost:8000 wss://localhost:8000"


@pytest.mark.parametrize(
    ("policy", "extended"),
    [
        (
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'",
            "default-src 'none'; script-src 'wasm-unsafe-eval' 'self'; style-src 'self'; connect-src " + SOCKETS,
        ),
        (
            "default-src 'none'",
            f"default-src 'none'; script-src 'self'; style-src 'self'; connect-src {SOCKETS}",
        ),
        (
            "Script-Src 'NONE'; script-src *;; script-src-elem https://a.example ",
            "script-src 'self'; script-src-elem https://a.example 'self'",
        ),
        ("img-src 'self'", "img-src 'self'"),
        ("", ""),
        (
            "default-src data:; style-src-elem 'none'",
            (
                "default-src data:; style-src-elem 'self'; "
                f"script-src data: 'self'; style-src data: 'self'; connect-src data: {SOCKETS}"
            ),
        ),
    ],
)
def test_policy_is_extended(policy: str, extended: str) -> None:
    """A policy keeps all it forbids, but for the reload script, its websocket and the banner's style."""
    assert extended_policy(policy, "localhost:8000") == extended
    assert extended_policy(extended, "localhost:8000") == extended


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("""<meta http-equiv="Content-Security-Policy" content="img-src 'self' &quot;">""",
         """<meta http-equiv="Content-Security-Policy" content="img-src 'self' &quot;">"""),
        ("""<META content='script-src "a"' HTTP-EQUIV=content-security-policy/>""",
         """<META content="script-src &quot;a&quot; 'self'" HTTP-EQUIV=content-security-policy/>"""),
        ("""<meta name="description" content="script-src 'none'">""",
         """<meta name="description" content="script-src 'none'">"""),
    ],
)  # fmt: skip
def test_policy_in_a_page(before: str, after: str) -> None:
    """Only policies are rewritten, however they are written; bytes that are no UTF-8 stay as they are."""
    page = b"<html><head>%b</head><body>\xff\xfe"
    script = b'<script src="../../livereload.js" data-build="run-1" defer></script>'
    result = preview_page(page % before.encode(), Outcome(True, "", ""), PageRequest("/day/x/", "localhost", "run-1"))
    assert result == page % (after.encode() + script)


def test_import_is_light() -> None:
    """Importing `serve` loads neither tornado nor livereload nor watchfiles."""
    code = "import sys, dayline.build.preview.run;print({'tornado', 'livereload', 'watchfiles'} & set(sys.modules))"
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
