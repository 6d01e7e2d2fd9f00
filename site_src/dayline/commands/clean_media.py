"""`dayline clean-media`: a picture's file without what tells more than the picture shows."""

import os
import warnings
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from dayline.disk import read_regular
from dayline.read import metadata
from dayline.read.files import PICTURES
from dayline.read.pictures import DAMAGED, NoPicture, looks_like, opened, told, upright


def clean_all(paths: Iterable[Path]) -> int:
    """The exit code after cleaning some files and saying of each what was done."""
    import click

    code = 0
    for path in paths:
        said, is_good = clean(path)
        click.echo(f"{path}: {said}", err=not is_good)
        code = code if is_good else 1
    return code


def clean(path: Path) -> tuple[str, bool]:
    """What was done to a file, in words, and whether it is fit to be shown now.

    The file is put into its place whole or not at all, and only if its pixels are as they were.
    """
    raw, format = read_regular(path), PICTURES.get(path.suffix.lower(), "")
    if not format or looks_like(raw) != format:
        return f"not touched: this is {looks_like(raw)}, and its name ends in `{path.suffix}`", False
    try:
        words, made = _without(raw, format)
        same = made == raw or _pixels(raw, format) == _pixels(made, format)
        left = _without(made, format)[0]
    except (NoPicture, metadata.Broken, *DAMAGED):
        return "not touched: the picture is damaged, too large or not complete", False
    if left or not same:
        return "not touched: what it tells can’t be taken out without harm; save it again without metadata", False
    if made == raw:
        return "nothing to take out", True
    _replace(path, made)
    what = " and ".join(words) or "metadata"
    gone = f"{len(raw) - len(made):,} bytes less" if len(made) < len(raw) else "as many bytes as before"
    return f"rewritten without {what}; {gone}, the pixels as they were", True


def _without(raw: bytes, format: str) -> tuple[tuple[str, ...], bytes]:
    with opened(raw, format) as image:
        extra = told(image)
    return metadata.found(raw, format, extra), metadata.cleaned(raw, format, extra)


def _pixels(raw: bytes, format: str) -> tuple[str, bytes]:
    """What is shown of a picture, turned as it asks for."""
    with warnings.catch_warnings(action="ignore"), opened(raw, format) as image:
        image.load()
        shown = upright(image, raw, format)
    return f"{shown.mode} {shown.size}", shown.tobytes()


def _replace(path: Path, raw: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        draft.write_bytes(raw)
        draft.chmod(path.stat().st_mode & 0o777)
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
