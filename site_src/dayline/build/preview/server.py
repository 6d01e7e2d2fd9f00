"""The web server of `dayline serve`: livereload's websocket, the reload script and the output files."""

import asyncio
import errno
import json
import logging
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from ipaddress import ip_address
from os.path import realpath
from pathlib import Path
from typing import Any

from livereload.handlers import LiveReloadHandler, StaticFileHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError

from dayline.build.preview.address import CannotListen, ListenOptions
from dayline.build.preview.builder import Builder, Latest
from dayline.build.preview.guard import Guard, Guarded
from dayline.build.preview.problem_banner import PageRequest, error_page, preview_page
from dayline.disk import read_regular

_TRIES = 100
_LONGEST_MESSAGE = 64 * 1024
_EXPOSED = "warning: anyone who can reach this machine can see this preview, including drafts and embargoed events"


class Watcher:
    """The watcher interface that livereload expects; `Builder` does the watching and building."""

    _tasks = ("dayline",)
    filepath = "*"

    def __init__(self, builder: Builder, on_change: Callable[[], object]) -> None:
        self._builder, self._on_change = builder, on_change

    def start(self, _poll: Callable[[], object]) -> bool:
        """Report builds from now on; True tells livereload not to poll."""
        self._builder.on_change = self._on_change
        self._on_change()
        return True


def run(builder: Builder, latest: Latest, output: Path, where: ListenOptions) -> None:
    """Serve until the builder ends or Ctrl-C is pressed."""
    for name in ("tornado.access", "tornado.general"):  # malformed requests don't concern editors
        logging.getLogger(name).setLevel(logging.ERROR)
    asyncio.run(_run(builder, latest, output, where))


async def _run(builder: Builder, latest: Latest, output: Path, where: ListenOptions) -> None:
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    with suppress(NotImplementedError):  # on Windows Ctrl-C raises KeyboardInterrupt
        for ending in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(ending, ended.set)
    listening = _free_sockets(where.host, where.port)
    HTTPServer(application(latest, output, where)).add_sockets(listening)
    show = partial(_show, builder, latest, ended)
    LiveReloadHandler.watcher = Watcher(builder, partial(loop.call_soon_threadsafe, show))
    LiveReloadHandler.start_tasks()
    address = _announce(listening, where)
    if where.open_browser:
        loop.run_in_executor(None, webbrowser.open, address)
    try:
        await ended.wait()
    finally:
        builder.on_change = lambda: None  # the event loop is gone


def application(latest: Latest, output: Path, where: ListenOptions) -> Application:
    """The web application: the reload script, the websocket and the output."""
    handlers = [
        (r"/livereload", Socket, {"latest": latest}),
        (r"/(livereload)\.(js|css)", OwnFileHandler),
        (r"/(.*)", PageHandler, {"path": str(output.absolute()), "latest": latest}),
    ]
    guard = Guard.of(where.host, where.allowed_hosts)
    return Application(handlers, guard=guard, websocket_max_message_size=_LONGEST_MESSAGE)  # type: ignore[arg-type]


class Socket(Guarded, LiveReloadHandler):  # type: ignore[misc]
    """livereload's websocket; a page from an older build reloads as soon as it connects."""

    def initialize(self, latest: Latest) -> None:
        self._latest = latest

    def on_message(self, message: str | bytes) -> None:
        parsed = _parse_message(message)
        if not isinstance(parsed.get("command"), str):
            return
        super().on_message(message)
        if parsed["command"] == "info" and parsed.get("build", self._latest.build) != self._latest.build:
            self.send_message({"command": "reload", "path": "*"})


class OwnFileHandler(Guarded):
    """The reload script and the style sheet of the problem banner."""

    def get(self, stem: str, suffix: str) -> None:
        self.set_header("Content-Type", {"js": "text/javascript", "css": "text/css"}[suffix] + "; charset=UTF-8")
        self.finish(Path(__file__).with_name(f"{stem}.{suffix}").read_bytes())


class PageHandler(Guarded, StaticFileHandler):  # type: ignore[misc]
    """Files of the output; pages get the problem banner, and missing ones the site's own 404 page."""

    def initialize(self, path: str, latest: Latest) -> None:
        super().initialize(path, "index.html")
        self._latest = latest

    def set_extra_headers(self, _path: str) -> None:
        """Forbid browsers to cache."""
        self.set_header("Cache-Control", "no-store")

    def compute_etag(self) -> None:
        """No ETag: the response changes even if the file doesn't."""

    async def get(self, path: str, include_body: bool = True) -> None:
        """Send the file at `path`; pages are read at once so that they are from one edition."""
        try:
            self.path = self.parse_url_path(path)  # where tornado looks for it
            file = self.validate_absolute_path(self.root, self._path_inside(self.path))
            page = read_regular(file) if file and Path(file).suffix == ".html" else None
        except (OSError, ValueError):  # not a valid file name, or the file is gone by now
            raise HTTPError(404) from None
        if page is not None:
            self._send(preview_page(page, self._latest.outcome, self._page_request))
        elif file is not None:  # otherwise tornado redirects to the address with a slash
            await StaticFileHandler.get(self, path, include_body)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Send the site's 404 page, or our own error page."""
        if self.refusal:
            super().write_error(status_code, **kwargs)
            return
        outcome = self._latest.outcome
        try:
            self._send(preview_page(read_regular(Path(self.root) / "404.html"), outcome, self._page_request))
        except OSError:
            self._send(error_page(outcome, self._page_request))

    @property
    def _page_request(self) -> PageRequest:
        return PageRequest(self.request.path, self.request.host, self._latest.build)

    def _path_inside(self, path: str) -> str:
        if any(part.startswith(".") and part != ".well-known" for part in Path(path).parts):
            raise HTTPError(404)
        file = Path(self.get_absolute_path(self.root, path))
        if not Path(realpath(file)).is_relative_to(realpath(self.root)):  # `resolve` fails on circular links
            raise HTTPError(404)
        return str(file)

    def _send(self, page: bytes) -> None:
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(page)


def _parse_message(message: str | bytes) -> dict[str, Any]:
    """A message from a page as an object; empty if it is malformed."""
    try:
        parsed = json.loads(message) if isinstance(message, str) else None
    except (ValueError, RecursionError):
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _show(builder: Builder, latest: Latest, ended: asyncio.Event) -> None:
    if builder.ended:
        ended.set()
    if builder.last is not None and builder.last is not latest.outcome:
        latest.outcome = builder.last
        latest.number += 1
        LiveReloadHandler.reload_waiters()


def _free_sockets(host: str, port: int) -> list[socket.socket]:
    for number in range(port, port + _TRIES):
        try:
            return bind_sockets(number, address=host)
        except (OSError, OverflowError) as error:
            taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
            if not taken or number == port + _TRIES - 1:
                raise CannotListen(f"can't listen at `{host}`, port {number}: {_reason(error)}") from error
    raise AssertionError


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) and error.strerror else str(error)).lower()


def _announce(listening: list[socket.socket], where: ListenOptions) -> str:
    """Says where the preview is, and to whom; the address to open."""
    host, port = listening[0].getsockname()[:2]
    everywhere = not int(ip_address(host))
    here, outside = _local_and_external_address(listening[0].family)
    address = _address(here if everywhere else where.host, port)
    others = f", from other machines {_address(outside, port)}" if everywhere else ""
    note = f" (port {where.port} is taken)" if where.port not in (0, port) else ""
    print(f"serving {address}{others}{note}; Ctrl-C ends", flush=True)
    if not all(ip_address(listener.getsockname()[0]).is_loopback for listener in listening):
        print(_EXPOSED, file=sys.stderr, flush=True)
    return address


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _local_and_external_address(family: socket.AddressFamily) -> tuple[str, str]:
    """This machine's address for itself, and the one for others; its name if there is no network."""
    here, elsewhere = ("::1", "2001:db8::1") if family == socket.AF_INET6 else ("127.0.0.1", "192.0.2.1")
    with socket.socket(family, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect((elsewhere, 9))  # nothing is sent; the system only picks the interface
        return here, probe.getsockname()[0]
    return here, socket.gethostname()
