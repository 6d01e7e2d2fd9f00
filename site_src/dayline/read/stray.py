"""Files that systems, editors and sync programs leave in a folder: some are ignored, copies are reported."""

import re
from typing import NamedTuple

from dayline.patterns import lazy_pattern

_SYSTEM_FILES = frozenset({
    "desktop.ini", "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "icon\r", "icon\uf00d", "4913", "__macosx",
    "@eadir", "$recycle.bin", "system volume information", "lost+found", "__pycache__",
})  # fmt: skip
_HIDDEN_FILES = frozenset({
    ".ds_store", ".directory", ".localized", ".gitkeep", ".keep", ".idea", ".vscode", ".appledouble", ".fseventsd",
    ".spotlight-v100", ".temporaryitems", ".trashes", ".git", ".hg", ".svn",
})  # fmt: skip
_HIDDEN_KINDS = re.compile(r"(?is)\.(?:#|_|~lock\.|fuse_hidden|goutputstream-|nfs[0-9a-f]{8}|trash-).*")
_BACKUPS = re.compile(
    r"#.*#|~\$.*|.*~|.*\.(?:orig|bak|swp|swo|swx|rej|tmp|temp|save|part|crdownload|un~)"
    r"|README(?:\.\w+)?|Readme(?:\.\w+)?|readme(?:\.(?:txt|rst))?",
    re.DOTALL,
)
_USUAL = re.compile(r"[a-z0-9-]+\.(?:yaml|md)")  # nearly all names: tested first, as there are so many
_END = r"(?P<end>(?:\.[A-Za-z]+)*)"
_CONFLICTS = tuple(
    lazy_pattern(f"(?P<stem>.+?){mark}{_END}", re.IGNORECASE)
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
    lazy_pattern(pattern)
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
    """Whether a file or folder is ignored: hidden, a backup, or a system's or an editor's private file."""
    return not _USUAL.fullmatch(name) and (name[0] == "." or is_litter(name))


def is_litter(name: str) -> bool:
    """Whether a file or folder is ignored even where hidden files count: a backup, or a program's private file."""
    folded = name.lower()
    return (
        folded in _SYSTEM_FILES
        or folded in _HIDDEN_FILES
        or bool(_BACKUPS.fullmatch(name) or _HIDDEN_KINDS.fullmatch(name))
    )


def copy_of(name: str) -> Copy | None:
    """The file that a file is a copy of, by its name; None if it is not a copy."""
    for is_conflict, patterns in ((True, _CONFLICTS), (False, _COPIES)):
        for pattern in patterns:
            if match := pattern.fullmatch(name):
                return Copy(match["stem"] + match["end"], is_conflict)
    return None
