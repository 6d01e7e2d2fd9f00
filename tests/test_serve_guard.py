"""Who is answered by the dev server: names, pages of other sites, messages and paths that make no sense."""

import asyncio
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.httputil import HTTPHeaders
from tornado.websocket import websocket_connect

from dayline.build.preview.guard import HEADERS, Guard
from dayline.cli import dayline
from serving import Served, is_reload, made, running

EVERYTHING = ("/", "/day/", "/style.css", "/nothing", "/livereload", "/livereload.js", "/livereload.css")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with running(made(tmp_path / "site"), allowed=("preview.example.org", "*.app.example.org")) as server:
        yield server


def asked(host: str, **headers: str) -> Any:
    """A request as tornado hands it on."""
    name = re.sub(r":\d+$", "", host.lower())
    given = HTTPHeaders({key.replace("_", "-"): value for key, value in headers.items()})
    return SimpleNamespace(host=host, host_name=name, headers=given)


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("localhost.", True),
        ("127.0.0.1:8000", True),
        ("192.168.1.5", True),
        ("[::1]:8000", True),
        ("[fd00::5]", True),
        ("desk.lan", True),
        ("newsroom", True),
        ("newsroom.example.net", False),
        ("newsroom.local:8000", True),
        ("preview.example.org", True),
        ("a.app.example.org", True),
        ("a.b.app.example.org", True),
        ("app.example.org", False),
        ("xapp.example.org", False),
        ("app.example.org.evil.example", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("evil.example", False),
        ("0x7f000001", False),
        ("", False),
    ],
)
def test_names(host: str, answered: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses in numbers, `localhost`, the machine's own name, the one it listens at and allowed ones; no other."""
    monkeypatch.setattr(socket, "gethostname", lambda: "newsroom")
    guard = Guard.of("desk.lan", ("Preview.example.org", "*.app.example.org"))
    assert (guard.refusal(asked(host)) is None) == answered


@pytest.mark.parametrize(
    ("site", "mode", "dest", "answered"),
    [
        ("none", "navigate", "document", True),
        ("same-origin", "websocket", "websocket", True),
        ("same-origin", "no-cors", "image", True),
        ("cross-site", "navigate", "document", True),
        ("cross-site", "navigate", "iframe", False),
        ("cross-site", "navigate", "object", False),
        ("cross-site", "no-cors", "image", False),
        ("cross-site", "cors", "empty", False),
        ("cross-site", "websocket", "websocket", False),
    ],
)
def test_other_sites_may_only_link(site: str, mode: str, dest: str, answered: bool) -> None:
    """Another site's page can send somebody here, but not load or embed anything."""
    told = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest}
    assert (Guard.of("127.0.0.1", ()).refusal(asked("localhost", **told)) is None) == answered


@pytest.mark.parametrize(
    ("origin", "host", "forwarded", "own"),
    [
        ("http://localhost:8000", "localhost:8000", "", True),
        ("https://preview.example.org", "preview.example.org", "", True),
        ("https://a.app.example.org", "localhost:8000", "", True),
        ("https://x-8000.tunnel.example", "localhost:8000", "x-8000.tunnel.example", True),
        ("https://x-8000.tunnel.example", "localhost:8000", "X-8000.tunnel.example, inner.example", True),
        ("https://evil.example", "localhost:8000", "x-8000.tunnel.example", False),
        ("https://x-8000.tunnel.example", "localhost:8000", "", False),
        ("http://localhost:3000", "localhost:8000", "", False),
        ("http://localhost", "localhost:8000", "", False),
        ("http://127.0.0.1:8000", "localhost:8000", "", False),
        ("http://evil.example", "127.0.0.1:8000", "", False),
        ("null", "localhost:8000", "", False),
        ("", "localhost:8000", "", False),
        ("http://[", "localhost:8000", "", False),
    ],
)
def test_pages_that_may_listen(origin: str, host: str, forwarded: str, own: bool) -> None:
    """The websocket is for pages of the host that was asked, of the one a proxy was asked for, and of allowed names."""
    guard = Guard.of("127.0.0.1", ("preview.example.org", "*.app.example.org"))
    told = {"X_Forwarded_Host": forwarded} if forwarded else {}
    assert guard.is_own(origin, asked(host, **told)) == own


def test_every_answer_is_guarded(served: Served) -> None:
    """Whatever answers carries the headers, and refuses a foreign name and a foreign page in the same words."""
    foreign = {"Host": "evil.example"}
    embedding = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}

    async def check() -> None:
        for path in EVERYTHING:
            for method in ("GET", "HEAD", "DELETE"):
                page = await served.get(path, method=method)
                assert {name: page.headers.get(name) for name in HEADERS} == HEADERS, (path, method)
                for headers in (foreign, embedding):
                    page = await served.get(path, method=method, headers=headers)
                    assert {name: page.headers.get(name) for name in HEADERS} == HEADERS, (path, method)
                    assert page.code in ({403, 405} if method == "DELETE" else {403}), (path, method)
                    assert page.body.startswith(b"403: " if method != "HEAD" else b""), (path, method)

    served.during(check)


def test_a_foreign_name_is_told_what_to_type(served: Served) -> None:
    """The refusal names the option with the name that was asked for, and nothing of the site."""
    served.save("wrong")

    async def check() -> tuple[bytes, bytes]:
        await asyncio.sleep(0.5)
        refused = await served.get(headers={"Host": "laptop.example:8000"})
        odd = await served.get(headers={"Host": "<b>;rm"})
        return refused.body, odd.body

    refused, odd = served.during(check)
    assert refused.decode() == (
        "403: this preview does not accept requests for `laptop.example`.\n\n"
        "It shows drafts, so it only accepts IP addresses, `localhost`, the name of this machine and names that you "
        "allow.\nIf you chose this name yourself, stop the preview with Ctrl-C and start it again "
        "with this option:\n\n    dayline serve --allow-host laptop.example\n"
    )
    assert b"rm" not in odd
    assert b"E09" not in refused + odd


def test_allowed_names_are_answered(served: Served) -> None:
    """What the refusal says to type works: pages and websocket are served under the name, over https too."""

    async def check() -> None:
        for host in ("preview.example.org", "a.app.example.org:443"):
            assert (await served.get(headers={"Host": host})).code == 200
        assert await connected(served, Host="preview.example.org", Origin="https://preview.example.org")

    served.during(check)


def test_foreign_pages_learn_nothing(served: Served) -> None:
    """A page of another origin gets no websocket."""

    async def check() -> None:
        own = f"127.0.0.1:{served.port}"
        assert await connected(served, Origin=f"http://{own}")
        for origin in ("http://evil.example", "null", "http://127.0.0.1:1", "https://evil.example"):
            with pytest.raises(HTTPClientError) as refused:
                await connected(served, Origin=origin)
            assert refused.value.code == 403
        with pytest.raises(HTTPClientError):
            await connected(served, Host="evil.example", Origin="http://evil.example")

    served.during(check)


async def connected(served: Served, **headers: str) -> bool:
    """Opens and closes a websocket; raises if it is refused."""
    connection = await websocket_connect(HTTPRequest(f"ws://127.0.0.1:{served.port}/livereload", headers=headers))
    connection.close()
    return True


@pytest.mark.parametrize(
    "message",
    ["[]", "3", "null", '"info"', "{", "", "{}", '{"command":5}', '{"command":["info"]}', '{"command":"info"}',
     '{"command":"info","url":5}', '{"command":"info","url":"http://[","build":{}}', "[" * 60_000, b"\xff\x00", b"{}",
     '{"command":"info","url":' + "9" * 5_000 + "}", "x" * 70_000],
    ids=range(17),
)  # fmt: skip
def test_messages_without_sense(served: Served, message: str | bytes) -> None:
    """What is no message of livereload's protocol is passed over without a word; others are served on."""

    async def check() -> None:
        await served.get()
        odd = await websocket_connect(f"ws://127.0.0.1:{served.port}/livereload")
        await odd.write_message(message, binary=isinstance(message, bytes))
        await asyncio.sleep(0.1)
        odd.close()
        connection = await served.connect()
        served.save("two")
        assert await is_reload(connection)

    served.during(check)
    assert served.end() == (0, "built 2\n", "")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/%00", 404),
        ("/day/%00", 404),
        ("/day%00/", 404),
        ("/" + "x" * 300, 404),
        ("/" + "x/" * 3000, 404),
        ("/%ed%a0%80", 400),
        ("/%ff", 400),
        ("/%5c..%5ccontent", 404),
        ("/style.css/x", 404),
        ("/pipe.html", 403),
        ("/loop/", 404),
        ("/loop.html", 404),
        ("/.%00", 404),
    ],
)
def test_paths_without_sense(served: Served, path: str, code: int) -> None:
    """What the system can't even look for is not found."""
    os.mkfifo(served.site / "public/pipe.html")
    (served.site / "public/loop").symlink_to("loop")
    (served.site / "public/loop.html").symlink_to("loop.html")

    async def check() -> None:
        assert (await served.get(path)).code == code

    served.during(check)
    assert served.end() == (0, "", "")


@pytest.mark.parametrize(
    ("host", "where", "seen"),
    [
        ("127.0.0.1", r"http://127\.0\.0\.1:\d+/", False),
        ("localhost", r"http://localhost:\d+/", False),
        ("::1", r"http://\[::1\]:\d+/", False),
        ("0.0.0.0", r"http://127\.0\.0\.1:\d+/, from other machines http://[\w.-]+:\d+/", True),  # noqa: S104
        ("::", r"http://\[::1\]:\d+/, from other machines http://[\[\]\w.:-]+:\d+/", True),
    ],
)
def test_listening_to_others_is_said(tmp_path: Path, host: str, where: str, seen: bool) -> None:
    """Where others can reach the preview a line says what they see; a foreign name is refused there too."""
    with running(made(tmp_path / "site"), host=host) as served:
        assert re.fullmatch(f"serving {where}; Ctrl-C ends\n", served.where)
        if seen and host == "0.0.0.0":  # noqa: S104

            async def check() -> None:
                assert (await served.get(headers={"Host": "evil.example"})).code == 403
                assert (await served.get(headers={"Host": "192.168.1.5"})).code == 200

            served.during(check)
        warning = (
            "warning: anyone who can reach this machine can see this preview, including drafts and embargoed events\n"
        )
        assert served.end() == (0, "", warning if seen else "")


@pytest.mark.parametrize("host", ["192.0.2.77", "no-such-name.invalid"])
def test_an_address_that_is_not_ours(tmp_path: Path, host: str) -> None:
    """What can't be listened at is an error in one line."""
    served = Served.__new__(Served)
    with pytest.raises(IndexError):
        served.__init__(made(tmp_path / "site"), host=host)
    _, errors = served.child.communicate(timeout=10)
    assert re.match(rf"error: can't listen at `{host}`, port 0: [^\n]+\n", errors)
    assert "Traceback" not in errors
    assert served.child.returncode == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("https://x.app.example.org/day/", "write `x.app.example.org`"),
        ("preview.example.org:8000", "write `preview.example.org`"),
        ("*", "write it as preview.example.org or *.example.org"),
        ("*.org", "write it as preview.example.org or *.example.org"),
        ("a b", "write it as preview.example.org or *.example.org"),
        ("[", "write it as preview.example.org or *.example.org"),
        ("", "write it as preview.example.org or *.example.org"),
    ],
)
def test_names_to_allow(name: str, said: str) -> None:
    """`--allow-host` takes names alone, and says how to write one."""
    result = CliRunner().invoke(dayline, ["serve", "--allow-host", name])
    assert f"`{name}` is not a host name; {said}." in result.output
    assert result.exit_code == 2
