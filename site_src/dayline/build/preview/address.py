"""Where the live preview listens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListenOptions:
    """The address to listen at, the names besides its own that pages may be asked for by, and how to begin."""

    host: str = "127.0.0.1"
    port: int = 8000
    allowed_hosts: tuple[str, ...] = ()
    open_browser: bool = False
