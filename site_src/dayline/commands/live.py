"""The web server of `dayline serve`: livereload's reload script, its websocket, and the files of the output."""

import asyncio
import errno
import logging
import socket
import webbrowser
from collections.abc import Callable
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from livereload.server import LiveScriptInjector
from tornado.escape import json_decode
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError

from dayline.commands.serve import Builder, Latest, Outcome, shown, stand_in

_TRIES = 100


class Watcher:
    """What livereload asks of a watcher; the watching and building is done by `Builder`."""

    _tasks = ("dayline",)
    filepath = "*"

    def __init__(self, builder: Builder, on_build: Callable[[Outcome], object]) -> None:
        self._builder, self._on_build = builder, on_build

    def start(self, _poll: Callable[[], object]) -> bool:
        """Has builds reported from now on; True means that livereload must not poll."""
        self._builder.on_build = self._on_build
        return True


def run(
    builder: Builder, latest: Latest, output: Path, host: str, port: int, *, open_browser: bool
) -> None:
    """Serves until the builder ends or Ctrl-C is pressed."""
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    asyncio.run(_run(builder, latest, output, host, port, open_browser=open_browser))


async def _run(
    builder: Builder, latest: Latest, output: Path, host: str, port: int, *, open_browser: bool
) -> None:
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    sockets = _free_sockets(host, port)
    server = HTTPServer(application(latest, output, host))
    server.add_sockets(sockets)
    builder.on_end = partial(loop.call_soon_threadsafe, ended.set)
    LiveReloadHandler.watcher = Watcher(builder, partial(loop.call_soon_threadsafe, _show, latest))
    LiveReloadHandler.start_tasks()
    address = _say_where(sockets[0], host, port)
    if open_browser:
        loop.run_in_executor(None, webbrowser.open, address)
    await ended.wait()


def application(latest: Latest, output: Path, host: str) -> Application:
    """All that is served: the reload script, the websocket, and the output."""

    class Injector(LiveScriptInjector):  # type: ignore[misc]
        @property
        def script(self) -> bytes:
            return _script(latest.serial)

    pages = {"path": str(output.absolute()), "default_filename": "index.html", "latest": latest, "host": host}
    handlers = [
        (r"/livereload/(\d+)/livereload", Socket, {"latest": latest}),
        (r"/livereload/livereload\.js", LiveReloadJSHandler),
        (r"/(.*)", PageHandler, pages),
    ]
    return Application(handlers, transforms=[Injector])  # type: ignore[arg-type]
