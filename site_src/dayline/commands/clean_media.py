"""`dayline clean-media`: a picture's file without what tells more than the picture shows."""

import warnings
from collections.abc import Iterable
from pathlib import Path

from dayline.commands.manifest_note import note, replace_file
from dayline.disk import NotRegular, read_regular
from dayline.read.files import PICTURES
from dayline.read.images import metadata
from dayline.read.images.picture import DAMAGED, NoPicture, looks_like, opened, told, upright
from dayline.read.images.segments import Broken, Endless
from dayline.report.visible import visible


def clean_all(paths: Iterable[Path]) -> int:
    """The exit code after cleaning some files and saying of each what was done."""
    import click

    code = 0
    for path in paths:
        said, is_good = clean(path)
        click.echo(visible(f"{path}: {said}"), err=not is_good)
        code = code if is_good else 1
    return code


def clean(path: Path) -> tuple[str, bool]:
    """What was done to a file, in words, and whether it is fit to be shown now.

    The file is put into its place whole or not at all, and only if its pixels are as they were. A C2PA manifest is
    noted before it is taken out.
    """
    try:
        raw = read_regular(path)
        return _clean(path, raw)
    except NotRegular:
        return "not touched: this is not a regular file", False
    except OSError as error:
        return f"not touched: {(error.strerror or 'it can’t be read or written').lower()}", False


def _clean(path: Path, raw: bytes) -> tuple[str, bool]:
    format = PICTURES.get(path.suffix.lower(), "")
    if not format or looks_like(raw) != format:
        return f"not touched: this is {looks_like(raw)}, and its name ends in `{path.suffix}`", False
    try:
        metadata.refuse_endless(raw, format)
        words, made = _cleaned(raw, format)
        same = made == raw or _pixels(raw, format) == _pixels(made, format)
        left = _cleaned(made, format)[0]
        manifest = metadata.manifest(raw, format)
    except Endless as reason:
        return f"not touched: {reason}", False
    except (NoPicture, Broken, *DAMAGED):
        return "not touched: the picture is damaged, too large or not complete", False
    if left or not same:
        return "not touched: what it tells can’t be taken out without harm; save it again without metadata", False
    if made == raw:
        return "nothing to take out", True
    noted = note(path, manifest) if manifest else ""
    replace_file(path, made)
    what = " and ".join(words) or "metadata"
    gone = f"{len(raw) - len(made):,} bytes less" if len(made) < len(raw) else "as many bytes as before"
    return f"rewritten without {what}; {gone}, the pixels as they were{noted}", True


def _cleaned(raw: bytes, format: str) -> tuple[tuple[str, ...], bytes]:
    with opened(raw, format) as image:
        extra = told(image)
    return metadata.found(raw, format, extra), metadata.cleaned(raw, format, extra)


def _pixels(raw: bytes, format: str) -> tuple[str, bytes]:
    """What is shown of a picture, turned as it asks for."""
    with warnings.catch_warnings(action="ignore"), opened(raw, format) as image:
        image.load()
        shown = upright(image, raw, format)
    return f"{shown.mode} {shown.size}", shown.tobytes()
