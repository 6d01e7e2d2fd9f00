"""A note in a picture's sidecar file about the C2PA manifest that was removed from it."""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from dayline.disk import read_regular
from dayline.read.images.provenance import issuer
from dayline.read.text import decode
from dayline.read.yaml.strict import read


def note(picture: Path, manifest: bytes) -> str:
    """Add the manifest's SHA-256 and issuer to the sidecar; returns what was done, or the line to paste."""
    facts = {"sha256": hashlib.sha256(manifest).hexdigest(), "issuer": issuer(manifest)}
    line = _line({name: text for name, text in facts.items() if text})
    sidecar = _sidecar(picture)
    if sidecar and _write_note(sidecar, line, facts["sha256"]):
        return f"; its C2PA manifest is noted in {sidecar.name}"
    return f"; add this line to {sidecar.name if sidecar else f'{picture.name}.yaml'}: {line}"


def replace_file(path: Path, raw: bytes) -> None:
    """Replace a file's contents atomically, keeping its permissions."""
    mode = path.stat().st_mode & 0o777
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".draft", delete=False) as draft:
        temporary = Path(draft.name)
        try:
            draft.write(raw)
            draft.flush()
            os.fsync(draft.fileno())
            temporary.chmod(mode)
            temporary.replace(path)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _line(facts: dict[str, str]) -> str:
    fields = (f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in facts.items())
    return f"provenance: {{{', '.join(fields)}}}"


def _sidecar(picture: Path) -> Path | None:
    names = (picture.with_name(f"{picture.name}{ending}") for ending in (".yaml", ".yml"))
    return next((path for path in names if os.path.lexists(path)), None)


def _write_note(sidecar: Path, line: str, sha256: str) -> bool:
    """Whether the sidecar names the manifest afterwards; it is changed only if all its other fields stay the same."""
    try:
        raw = read_regular(sidecar)
        before = _data(raw)
        if before is None or "provenance" in before:
            known = before and before.get("provenance")
            return isinstance(known, dict) and known.get("sha256") == sha256
        end = "\r\n" if raw.endswith(b"\r\n") else "\n"
        added = b"" if raw.endswith(b"\n") else end.encode()
        noted = raw + added + f"{line}{end}".encode()
        if _data(noted) != {**before, **(_data(line.encode()) or {})}:
            return False
        replace_file(sidecar, noted)
    except OSError:
        return False
    return True


def _data(raw: bytes) -> dict[str, Any] | None:
    """The fields of a YAML file; None if it is not a mapping or has errors."""
    text, _ = decode(raw, "a.yaml")
    document = read(text, "a.yaml") if text is not None else None
    return document.data if document and isinstance(document.data, dict) and not document.problems else None
