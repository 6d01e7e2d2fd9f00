"""Swapping two folders: in one step where the system can, otherwise in three, which can be finished later."""

import errno
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def swap(output: Path, spare: Path, aside: Path) -> None:
    """Swap the spare and the output; `aside` is a free path for the time in between."""
    if not output.exists():
        spare.rename(output)
    elif not _exchanged(output, spare):
        output.rename(aside)
        finish_swap(output, spare, aside)


def finish_swap(output: Path, spare: Path, aside: Path) -> None:
    """Finish a swap that was interrupted."""
    if not aside.exists():
        return
    if not output.exists():
        (spare if spare.exists() else aside).rename(output)
    if aside.exists():
        aside.rename(spare)


def _exchanged(output: Path, spare: Path) -> bool:
    call = _system_call()
    if call is None:
        return False
    if call(os.fsencode(output), os.fsencode(spare)) == 0:
        return True
    import ctypes

    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(output))


@cache
def _system_call() -> Any:
    import ctypes

    library = None if sys.platform == "win32" else ctypes.CDLL(None, use_errno=True)
    if rename := getattr(library, "renameat2", None):
        rename.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
        return lambda output, spare: rename(_AT_FDCWD, output, _AT_FDCWD, spare, _EXCHANGE)
    if rename := getattr(library, "renamex_np", None):
        rename.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint]
        return lambda output, spare: rename(output, spare, _EXCHANGE)
    return None
