"""Where the live preview listens for requests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListenOptions:
    """Host and port to listen on, additional host names to accept, and whether to open a browser."""

    host: str = "127.0.0.1"
    port: int = 8000
    allowed_hosts: tuple[str, ...] = ()
    open_browser: bool = False


class CannotListen(Exception):
    """The server can't listen on the address; the message says why."""
