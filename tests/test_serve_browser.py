"""The preview in a real browser: it reloads under the page's own policy, and behind proxies, and runs nothing else."""

import asyncio
import re
import shutil
import ssl
import subprocess
import threading
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from serving import Served, made, running

pytestmark = pytest.mark.browser

T = TypeVar("T")
BASE = (Path(__file__).parents[1] / "templates/base.html").read_text("utf-8")
OWN_POLICY = re.sub(r"{%.*?%}", "", re.findall(r"<meta http-equiv=\"Content-Security-Policy\".*?>", BASE)[0])
POLICIES = {
    "of the default theme": OWN_POLICY,
    "nothing at all": "<meta content=\"default-src 'none'\" http-equiv=content-security-policy>",
    "other words": "<META HTTP-EQUIV='Content-Security-Policy' CONTENT='script-src &#39;none&#39;; script-src *'>",
    "two": OWN_POLICY
    + "<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src 'none'; style-src 'none'\">",
}
INJECTED = (
    """<p id=text>{}</p><img src="data:," onerror="document.title = 'RAN'"><script>document.title = 'RAN'</script>"""
)


@pytest.fixture
def window(browser: Any) -> Iterator[Any]:
    """A window that trusts any certificate."""
    context = browser.new_context(ignore_https_errors=True)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def shows(window: Any, text: str) -> None:
    """Waits until the page is the one with this text."""
    window.wait_for_selector(f"#text:text-is('{text}')")


@pytest.mark.parametrize("policy", POLICIES)
def test_reloads_under_the_policy(window: Any, tmp_path: Path, policy: str) -> None:
    """The page reloads, its banner is styled and can be hidden, and injected script does not run."""
    site = made(tmp_path / "site")
    (site / "page.html").write_text(f"<!doctype html><html><head><title>own</title>{POLICIES[policy]}</head><body>")
    (site / "content/a.txt").write_text(INJECTED.format("one"))
    said: list[str] = []
    window.on("console", lambda message: said.append(message.text))
    with running(site) as served:
        window.goto(f"http://127.0.0.1:{served.port}/")
        shows(window, "one")
        window.wait_for_load_state("networkidle")
        served.save(INJECTED.format("two"))
        shows(window, "two")
        assert window.title() == "own"
        served.save("wrong")
        banner = window.wait_for_selector("#dayline-problems")
        assert banner.evaluate("it => getComputedStyle(it).position") == "sticky"
        window.click("#dayline-problems button")
        assert window.query_selector("#dayline-problems") is None
    violations = [text for text in said if "Content Security Policy" in text]
    assert violations
    assert [text for text in violations if "inline" not in text and "data:" not in text] == []


def test_no_policy_is_added(window: Any, tmp_path: Path) -> None:
    """A page without a policy is shown without one, as it will be published: there the same handler runs."""
    site = made(tmp_path / "site")
    (site / "page.html").write_text("<!doctype html><html><head><title>own</title></head><body>")
    (site / "content/a.txt").write_text(INJECTED.format("one"))
    with running(site) as served:
        window.goto(f"http://127.0.0.1:{served.port}/")
        window.wait_for_function("document.title === 'RAN'")


def test_nothing_here_is_a_page_under_a_policy(window: Any, tmp_path: Path) -> None:
    """What stands in for a page that is not there reloads too."""
    site = made(tmp_path / "site")
    (site / "content/a.txt").write_text("wrong")
    with running(site) as served:
        window.goto(f"http://localhost:{served.port}/some/where/")
        assert "no place has the id <wrong>" in window.inner_text("#dayline-problems pre")
        served.save("<p id=text>right</p>")
        window.wait_for_selector("#dayline-problems", state="detached")
        window.goto(f"http://localhost:{served.port}/")
        shows(window, "right")


def test_a_foreign_page_can_embed_nothing(window: Any, tmp_path: Path) -> None:
    """A page of another origin gets neither the websocket nor a frame, a picture or a script."""
    with running(made(tmp_path / "mine")) as served, running(made(tmp_path / "evil")) as evil:
        window.goto(f"http://localhost:{evil.port}/style.css")
        tried = window.evaluate(
            """async (to) => {
              const ended = (it) => new Promise((done) => {
                it.onopen = it.onload = () => done("open"); it.onerror = it.onclose = () => done("closed") });
              const put = (name, told) => document.body.appendChild(Object.assign(document.createElement(name), told));
              return [await ended(new WebSocket(`ws://${to}/livereload`)),
                      await ended(put("script", {src: `http://${to}/livereload.js`})),
                      await ended(put("link", {rel: "stylesheet", href: `http://${to}/style.css`}))]; }""",
            f"127.0.0.1:{served.port}",
        )
        assert tried == ["closed", "closed", "closed"]


class Proxy:
    """TLS in front of a server, at its root or in a folder."""

    def __init__(self, port: int, folder: Path, below: str) -> None:
        self._to, self._below = port, below.encode()
        self._open: list[asyncio.StreamWriter] = []
        keys = ("-keyout", folder / "key.pem", "-out", folder / "cert.pem", "-subj", "/CN=preview.localhost")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *keys], check=True, capture_output=True
        )
        self._secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._secured.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._server = self._run(asyncio.start_server(self._handle, "127.0.0.1", 0, ssl=self._secured))
        self.port = self._server.sockets[0].getsockname()[1]

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner, out = await asyncio.open_connection("127.0.0.1", self._to)
        self._open += [writer, out]
        await asyncio.gather(self._pump(reader, out), self._pump(inner, writer), return_exceptions=True)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data.replace(b"GET " + self._below, b"GET /", 1))
            await writer.drain()

    async def _close(self) -> None:
        self._server.close()
        for writer in self._open:
            writer.transport.abort()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0.1)  # transports close in the next rounds of the loop

    def end(self) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl for a certificate")
@pytest.mark.parametrize("below", ["/", "/proxy/8000/"])
def test_reloads_behind_https(window: Any, tmp_path: Path, below: str) -> None:
    """Behind a proxy with TLS, another name and perhaps a folder, the page reloads through the way it came."""
    site = made(tmp_path / "site")
    (site / "page.html").write_text(f"<!doctype html><html><head><title>own</title>{OWN_POLICY}</head><body>")
    (site / "content/a.txt").write_text("<p id=text>one</p>")
    with running(site, allowed=("preview.localhost",)) as served:
        proxy = Proxy(served.port, tmp_path, below)
        try:
            window.goto(f"https://preview.localhost:{proxy.port}{below}")
            reloads(window, served)
        finally:
            window.goto("about:blank")
            proxy.end()


def reloads(window: Any, served: Served) -> None:
    """The page follows two saves."""
    shows(window, "one")
    window.wait_for_load_state("networkidle")
    for text in ("two", "three"):
        served.save(f"<p id=text>{text}</p>")
        shows(window, text)
