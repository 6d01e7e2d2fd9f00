"""Opening files that somebody else may have put there."""

import os
import socket
from pathlib import Path

import pytest

from dayline.disk import NotRegular, read_regular


def test_a_regular_file_is_read_whole_or_up_to_a_limit(tmp_path: Path) -> None:
    """All bytes, or as many as were asked for."""
    (tmp_path / "a").write_bytes(b"abcdef")
    assert (read_regular(tmp_path / "a"), read_regular(str(tmp_path / "a"), 3)) == (b"abcdef", b"abc")


@pytest.mark.parametrize("kind", ["link", "dead link", "folder", "pipe", "socket", "device"])
def test_anything_else_is_refused_at_once(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link is not followed, even to a regular file beside it; a pipe is not waited for."""
    path = tmp_path / "it"
    (tmp_path / "secret").write_bytes(b"secret")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        make = {
            "link": lambda: path.symlink_to("secret"),
            "dead link": lambda: path.symlink_to("nowhere"),
            "folder": path.mkdir,
            "pipe": lambda: os.mkfifo(path),
            "socket": lambda: listening.bind("it"),
            "device": lambda: None,
        }[kind]
        make()
        with pytest.raises(NotRegular) as raised:
            read_regular(Path(os.devnull) if kind == "device" else path)
    assert raised.value.strerror == "not a regular file"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """It is missing, not irregular."""
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "a")
