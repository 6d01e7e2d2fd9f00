"""What systems, editors and sync programs leave in a folder: files that are ignored, and copies that nobody wants."""

import re
from typing import NamedTuple

_LEFT = frozenset({
    "desktop.ini", "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "icon\r", "icon\uf00d", "4913", "__macosx",
    "@eadir", "$recycle.bin", "system volume information", "lost+found", "__pycache__",
})  # fmt: skip
_HIDDEN = frozenset({
    ".ds_store", ".directory", ".localized", ".gitkeep", ".keep", ".idea", ".vscode", ".appledouble", ".fseventsd",
    ".spotlight-v100", ".temporaryitems", ".trashes", ".git", ".hg", ".svn",
})  # fmt: skip
_HIDDEN_KINDS = re.compile(r"(?is)\.(?:#|_|~lock\.|fuse_hidden|goutputstream-|nfs[0-9a-f]{8}|trash-).*")
_SAVED = re.compile(
    r"#.*#|~\$.*|.*~|.*\.(?:orig|bak|swp|swo|swx|rej|tmp|temp|save|part|crdownload|un~)"
    r"|README(?:\.\w+)?|Readme(?:\.\w+)?|readme(?:\.(?:txt|rst))?",
    re.DOTALL,
)
_END = r"(?P<end>(?:\.[A-Za-z]+)*)"
_CONFLICTS = tuple(
    re.compile(f"(?P<stem>.+?){mark}{_END}", re.IGNORECASE)
    for mark in (
        r" \([^()]*(?:conflict|konflikt|conflit|conflicto|конфликт)[^()]*\)",  # Dropbox, Nextcloud, Seafile, pCloud
        r"[._-]sync-conflict-\d{8}-\d{6}(?:-\w+)?",  # Syncthing
        r"_conflict-\d{8}-\d{6}",  # ownCloud
        r"\.conflict",  # Resilio
        r"-(?-i:DESKTOP|LAPTOP|PC|MacBook|iMac)(?:-?\w+)*",  # OneDrive, with the name of the computer
        r"_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+",  # git mergetool
    )
)
_COPIES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<stem>.+?)(?: - | )(?i:copy|kopie|copie|copia|копия)(?: ?\(?\d+\)?)?{_END}",  # Windows, macOS, Linux
        rf"(?i:copy of|kopie von|copie de|copia de) (?P<stem>.+?){_END}",
        rf"(?P<stem>.+?) ?\(\d{{1,3}}\){_END}",  # Google Drive, browsers
        rf"(?P<stem>.+?) \d{{1,2}}{_END}",  # iCloud
    )
)


class Copy(NamedTuple):
    """Another version of a file: the name of that file, and whether a sync program made it because of a conflict."""

    of: str
    is_conflict: bool


def is_stray(name: str) -> bool:
    """Whether a file or folder is ignored: hidden, a backup, or what a system or an editor keeps for itself."""
    return name[0] == "." or is_litter(name)


def is_litter(name: str) -> bool:
    """Whether a file or folder is ignored where hidden files count: a backup, or what a program keeps for itself."""
    folded = name.lower()
    return folded in _LEFT or folded in _HIDDEN or bool(_SAVED.fullmatch(name) or _HIDDEN_KINDS.fullmatch(name))


def copied(name: str) -> Copy | None:
    """What a file's name says it is a copy of; None for a file of its own."""
    for is_conflict, patterns in ((True, _CONFLICTS), (False, _COPIES)):
        for pattern in patterns:
            found = pattern.fullmatch(name)
            if found:
                return Copy(found["stem"] + found["end"], is_conflict)
    return None
