"""Access control for `dayline serve`: the preview shows drafts, and any open web page can send it requests."""

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
_FOREIGN_HOST = """403: this preview does not accept requests for {name}.

It shows drafts, so it only accepts IP addresses, `localhost`, the name of this machine and names that you allow.
If you chose this name yourself, stop the preview with Ctrl-C and start it again with this option:

    dayline serve --allow-host {option}
"""
_FOREIGN_PAGE = "403: this request came from another website; open the preview directly instead.\n"


@dataclass(frozen=True, slots=True)
class Guard:
    """Accepts IP addresses, `names` and `allowed` names, where `*.example.org` means all subdomains.

    Pages at an allowed name are the preview's own, whatever host a proxy in front of it forwards.
    """

    names: frozenset[str]
    allowed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, host: str, allowed: tuple[str, ...]) -> "Guard":
        """A guard that accepts `localhost`, this machine's name, the host it listens on, and allowed names."""
        machine = socket.gethostname()
        names = ("localhost", host, machine, f"{machine.partition('.')[0]}.local")
        return cls(_normalised(names), _normalised(allowed))

    def refusal(self, request: HTTPServerRequest) -> str | None:
        """Why a request is refused and what to do; None if it is accepted."""
        name = request.host_name.lower()
        if not self._accepts(name):
            known = _NAME.fullmatch(name)
            return _FOREIGN_HOST.format(name=f"`{name}`" if known else "this name", option=name if known else "NAME")
        fetch = request.headers.get
        opened = fetch("Sec-Fetch-Mode") == "navigate" and fetch("Sec-Fetch-Dest") == "document"
        return _FOREIGN_PAGE if fetch("Sec-Fetch-Site") == "cross-site" and not opened else None

    def is_own(self, origin: str, request: HTTPServerRequest) -> bool:
        """Whether a page of this origin is one of the preview's own.

        A proxy may replace the host and forward the original one in a header that no web page can set.
        """
        try:
            page = urlsplit(origin)
            name = page.hostname or ""
        except ValueError:
            return False
        forwarded = request.headers.get("X-Forwarded-Host", "").partition(",")[0].strip()
        return bool(name) and (page.netloc.lower() in (request.host.lower(), forwarded.lower()) or self._allows(name))

    def _accepts(self, name: str) -> bool:
        try:
            return bool(ip_address(name.strip("[]")))
        except ValueError:
            return name.rstrip(".") in self.names or self._allows(name)

    def _allows(self, name: str) -> bool:
        name = name.rstrip(".")
        return name in self.allowed or any(
            name.endswith(pattern[1:]) for pattern in self.allowed if pattern.startswith("*.")
        )


def _normalised(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.lower().rstrip(".") for name in names if name)


class Guarded(RequestHandler):
    """A handler that answers only requests that the application's `guard` accepts."""

    def set_default_headers(self) -> None:
        """Forbid other sites to embed or frame a response, and browsers to cache it."""
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse before anything is looked up."""
        if self.refusal:
            raise HTTPError(403)

    @property
    def refusal(self) -> str | None:
        """Why this request is refused, if it is."""
        guard: Guard = self.settings["guard"]
        return guard.refusal(self.request)

    def check_origin(self, origin: str) -> bool:
        """Whether a page of this origin may open a websocket: only the preview's own pages may."""
        guard: Guard = self.settings["guard"]
        return guard.is_own(origin, self.request)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Send the error as plain text."""
        self.set_header("Content-Type", "text/plain; charset=UTF-8")
        self.finish(self.refusal or f"{status_code}: {self._reason}\n")
