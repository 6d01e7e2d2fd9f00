"""Who is answered by `dayline serve`: the preview shows drafts, and any open web page can send it requests."""

import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.web import HTTPError, RequestHandler

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?")
_FOREIGN_HOST = """403: this preview does not answer to {name}.

It shows drafts, so it answers only to addresses in numbers, to `localhost`, to the name of this machine and to names
that you allow. If you chose this name yourself, end the preview with Ctrl-C and start it again with this option:

    dayline serve --allow-host {option}
"""
_FOREIGN_PAGE = "403: a page of another site asked for this; a preview is only shown to somebody who opens it.\n"


@dataclass(frozen=True, slots=True)
class Guard:
    """Answers to addresses in numbers, to `names`, and to `allowed` ones: `*.example.org` is all below `example.org`.

    Pages at an allowed name are the preview's own, whatever name a proxy in front of it hands on.
    """

    names: frozenset[str]
    allowed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, host: str, allowed: tuple[str, ...]) -> "Guard":
        """Answers to `localhost`, this machine's name, the name it listens at and those that are allowed."""
        machine = socket.gethostname()
        names = ("localhost", host, machine, f"{machine.partition('.')[0]}.local")
        return cls(_plain(names), _plain(allowed))

    def refusal(self, request: HTTPServerRequest) -> str | None:
        """Why a request gets no answer, and what to do; None if it gets one."""
        name = request.host_name.lower()
        if not self._knows(name):
            known = _NAME.fullmatch(name)
            return _FOREIGN_HOST.format(name=f"`{name}`" if known else "this name", option=name if known else "NAME")
        fetch = request.headers.get
        opened = fetch("Sec-Fetch-Mode") == "navigate" and fetch("Sec-Fetch-Dest") == "document"
        return _FOREIGN_PAGE if fetch("Sec-Fetch-Site") == "cross-site" and not opened else None

    def is_own(self, origin: str, request: HTTPServerRequest) -> bool:
        """Whether a page of this origin is one of the preview's.

        A proxy may put its own host in front and hand on the one that was asked for; no web page can set that.
        """
        try:
            page = urlsplit(origin)
            name = page.hostname or ""
        except ValueError:
            return False
        forwarded = request.headers.get("X-Forwarded-Host", "").partition(",")[0].strip()
        return bool(name) and (page.netloc.lower() in (request.host.lower(), forwarded.lower()) or self._allows(name))

    def _knows(self, name: str) -> bool:
        try:
            return bool(ip_address(name.strip("[]")))
        except ValueError:
            return name.rstrip(".") in self.names or self._allows(name)

    def _allows(self, name: str) -> bool:
        name = name.rstrip(".")
        return name in self.allowed or any(name.endswith(own[1:]) for own in self.allowed if own.startswith("*."))


def _plain(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.lower().rstrip(".") for name in names if name)


class Guarded(RequestHandler):
    """A handler that answers only those whom the application's `guard` lets in."""

    def set_default_headers(self) -> None:
        """Nobody else's page may embed, frame or keep an answer."""
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuses before anything is looked up."""
        if self.refusal:
            raise HTTPError(403)

    @property
    def refusal(self) -> str | None:
        """Why this request is refused, if it is."""
        guard: Guard = self.settings["guard"]
        return guard.refusal(self.request)

    def check_origin(self, origin: str) -> bool:
        """Of websockets: only the preview's own pages may open one."""
        guard: Guard = self.settings["guard"]
        return guard.is_own(origin, self.request)

    def write_error(self, status_code: int, **_: Any) -> None:
        """What is wrong, in words."""
        self.set_header("Content-Type", "text/plain; charset=UTF-8")
        self.finish(self.refusal or f"{status_code}: {self._reason}\n")
