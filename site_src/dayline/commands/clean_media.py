"""`dayline clean-media`: remove metadata from pictures that reveals more than they show."""

import warnings
from collections.abc import Iterable
from pathlib import Path

from dayline.commands.manifest_note import note, replace_file
from dayline.disk import NotRegular, read_regular
from dayline.read.files import PICTURES
from dayline.read.images import metadata
from dayline.read.images.picture import DAMAGED, NoPicture, embedded, looks_like, opened, upright
from dayline.read.images.segments import Broken, Endless
from dayline.report.visible import visible


def clean_all(paths: Iterable[Path]) -> int:
    """Clean some files and print what was done to each; returns the exit code."""
    import click

    code = 0
    for path in paths:
        outcome, is_good = clean(path)
        click.echo(visible(f"{path}: {outcome}"), err=not is_good)
        code = code if is_good else 1
    return code


def clean(path: Path) -> tuple[str, bool]:
    """Clean a file; returns what was done, in words, and whether the file can be published now.

    The file is replaced atomically, and only if its pixels are unchanged. A C2PA manifest is noted in the sidecar
    before it is removed.
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
        return f"not touched: this is {looks_like(raw)}, but its name ends in `{path.suffix}`", False
    try:
        metadata.refuse_endless(raw, format)
        words, cleaned = _cleaned(raw, format)
        same = cleaned == raw or _pixels(raw, format) == _pixels(cleaned, format)
        left = _cleaned(cleaned, format)[0]
        manifest = metadata.manifest(raw, format)
    except Endless as reason:
        return f"not touched: {reason}", False
    except (NoPicture, Broken, *DAMAGED):
        return "not touched: the picture is damaged, incomplete or too large", False
    if left or not same:
        return "not touched: its metadata can’t be removed safely; save it again without metadata", False
    if cleaned == raw:
        return "nothing to remove", True
    noted = note(path, manifest) if manifest else ""
    replace_file(path, cleaned)
    what = " and ".join(words) or "metadata"
    size = f"{len(raw) - len(cleaned):,} bytes smaller" if len(cleaned) < len(raw) else "same size"
    return f"rewritten without {what}; {size}, pixels unchanged{noted}", True


def _cleaned(raw: bytes, format: str) -> tuple[tuple[str, ...], bytes]:
    with opened(raw, format) as image:
        extra = embedded(image)
    return metadata.private_data(raw, format, extra), metadata.cleaned(raw, format, extra)


def _pixels(raw: bytes, format: str) -> tuple[str, bytes]:
    """The pixels of a picture, rotated as its metadata asks."""
    with warnings.catch_warnings(action="ignore"), opened(raw, format) as image:
        image.load()
        shown = upright(image, raw, format)
    return f"{shown.mode} {shown.size}", shown.tobytes()
