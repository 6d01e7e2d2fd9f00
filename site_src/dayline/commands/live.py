"""The web server of `dayline serve`: livereload's script and websocket, and the files of the output."""

import asyncio
import errno
import logging
import signal
import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from livereload.server import LiveScriptInjector
from tornado.escape import json_decode
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError

from dayline.commands.serve import Builder, Latest, shown, stand_in

_TRIES = 100


class Watcher:
    """What livereload asks of a watcher; the watching and building is done by `Builder`."""

    _tasks = ("dayline",)
    filepath = "*"

    def __init__(self, builder: Builder, on_change: Callable[[], object]) -> None:
        self._builder, self._on_change = builder, on_change

    def start(self, _poll: Callable[[], object]) -> bool:
        """Has builds reported from now on; True means that livereload must not poll."""
        self._builder.on_change = self._on_change
        self._on_change()
        return True


def run(builder: Builder, latest: Latest, output: Path, at: tuple[str, int], *, open_browser: bool) -> None:
    """Serves at host and port `at` until the builder ends or Ctrl-C is pressed."""
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    asyncio.run(_run(builder, latest, output, at, open_browser=open_browser))


async def _run(builder: Builder, latest: Latest, output: Path, at: tuple[str, int], *, open_browser: bool) -> None:
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    with suppress(NotImplementedError):  # on Windows Ctrl-C raises KeyboardInterrupt
        for ending in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(ending, ended.set)
    listening = _free_sockets(*at)
    HTTPServer(application(latest, output, at[0])).add_sockets(listening)
    show = partial(_show, builder, latest, ended)
    LiveReloadHandler.watcher = Watcher(builder, partial(loop.call_soon_threadsafe, show))
    LiveReloadHandler.start_tasks()
    address = _say_where(listening[0], *at)
    if open_browser:
        loop.run_in_executor(None, webbrowser.open, address)
    try:
        await ended.wait()
    finally:
        builder.on_change = lambda: None  # there is no loop to call any more


def application(latest: Latest, output: Path, host: str) -> Application:
    """All that is served: the reload script, the websocket, and the output."""

    pages = {"path": str(output.absolute()), "default_filename": "index.html", "latest": latest, "host": host}
    handlers = [
        (r"/livereload", Socket, {"latest": latest}),
        (r"/livereload\.js", LiveReloadJSHandler),
        (r"/(.*)", PageHandler, pages),
    ]
    return Application(handlers, transforms=[Injector])  # type: ignore[arg-type]


class Injector(LiveScriptInjector):  # type: ignore[misc]
    """Puts livereload's script into every page."""

    script = (
        b"<script>document.head.appendChild(document.createElement('script'))"
        b".src='/livereload.js?port='+(location.port||80)</script>"
    )


class Socket(LiveReloadHandler):  # type: ignore[misc]
    """livereload's websocket; a page that connects after it has been overtaken by a build reloads at once."""

    def initialize(self, latest: Latest) -> None:
        self._latest = latest

    def on_message(self, message: str | bytes) -> None:
        super().on_message(message)
        said = json_decode(message)
        if said["command"] != "info" or "url" not in said:
            return
        if self._latest.served.get(urlsplit(said["url"]).path) != self._latest.number:
            self.send_message({"command": "reload", "path": "*"})


class PageHandler(StaticFileHandler):  # type: ignore[misc]
    """Files of the output; pages with what is wrong on top; the site's own 404 page."""

    def initialize(self, path: str, default_filename: str, latest: Latest, host: str) -> None:
        super().initialize(path, default_filename)
        self._latest, self._host = latest, host

    def prepare(self) -> None:
        """Answers only to names of this machine, so that no other site's page can read a draft."""
        if _is_local(self._host) and not _is_local(self.request.host_name):
            raise HTTPError(403)

    def set_extra_headers(self, _path: str) -> None:
        """Browsers ask again each time."""
        self.set_header("Cache-Control", "no-store")

    def compute_etag(self) -> None:
        """No tag: what is shown changes without the file changing."""

    async def get(self, path: str, include_body: bool = True) -> None:
        """The file at `path`; a page is read at once, so that it is of one edition."""
        self.path = self.parse_url_path(path)  # where tornado looks for it
        file = self.validate_absolute_path(self.root, self._inside(self.path))
        if file is None:  # sent on to the address with a slash
            return
        if Path(file).suffix != ".html":
            await super().get(path, include_body)
        else:
            self._send(shown(Path(file).read_bytes(), self._latest.outcome))

    def write_error(self, _status: int, **_: Any) -> None:
        """The site's 404 page, or one that says what is wrong."""
        page = Path(self.root) / "404.html"
        outcome = self._latest.outcome
        self._send(shown(page.read_bytes(), outcome) if page.is_file() else stand_in(outcome))

    def _inside(self, path: str) -> str:
        if any(part.startswith(".") and part != ".well-known" for part in Path(path).parts):
            raise HTTPError(404)
        file = Path(self.get_absolute_path(self.root, path))
        if not file.resolve().is_relative_to(Path(self.root).resolve()):
            raise HTTPError(404)
        return str(file)

    def _send(self, page: bytes) -> None:
        self._latest.served[self.request.path] = self._latest.number
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.set_extra_headers("")
        self.finish(page)


def _show(builder: Builder, latest: Latest, ended: asyncio.Event) -> None:
    if builder.ended:
        ended.set()
    if builder.last is not None and builder.last is not latest.outcome:
        latest.outcome = builder.last
        latest.number += 1
        LiveReloadHandler.reload_waiters()


def _is_local(name: str) -> bool:
    try:
        return name == "localhost" or ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def _free_sockets(host: str, port: int) -> list[socket.socket]:
    for number in range(port, port + _TRIES):
        try:
            return bind_sockets(number, address=host)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or number == port + _TRIES - 1:
                raise
    raise AssertionError


def _say_where(listening: socket.socket, host: str, wanted: int) -> str:
    port = listening.getsockname()[1]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    note = f" (port {wanted} is taken)" if wanted not in (0, port) else ""
    print(f"serving {address}{note}; Ctrl-C ends", flush=True)
    return address
