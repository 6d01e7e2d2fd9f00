"""What systems, editors and sync programs leave in a folder."""

import pytest

from conftest import SiteBuilder
from dayline.read.stray import Copy, copy_of, is_stray
from dayline.theme import site_files

LEFT = (
    "desktop.ini", "Thumbs.db", "ehthumbs.db", ".DS_Store", "._bridge.yaml", "Icon\r", "#bridge.yaml#", ".#bridge.yaml",
    "bridge.yaml~", "bridge.yaml.orig", "bridge.yaml.bak", "bridge.swp", ".bridge.yaml.swo", "bridge.yaml.rej",
    "bridge.yaml.tmp", "4913", "README.md", "README.txt", "README", "~$sheet.xlsx", ".~lock.sheet.ods#",
    "bridge.jpg.crdownload",
)  # fmt: skip
OURS = ("bridge.yaml", "readme.md", "tmp.yaml", "bak", "4914", "thumbs.yaml", "icon.png", "a#b.yaml", "orig.md")


@pytest.mark.parametrize("name", LEFT)
def test_stray(site: SiteBuilder, name: str) -> None:
    """What nobody wrote is ignored, in every folder of the content and in the theme."""
    assert is_stray(name)
    site.write({f"content/{folder}{name}": "a" for folder in ("", "events/2026/11/30/", "media/2026/11/", "pages/")})
    assert site.write({f"templates/{name}": "a", f"templates/assets/{name}": "a"}).problems() == "no problems\n"
    assert site_files(site.folder).found == {}


@pytest.mark.parametrize("folder", ["__MACOSX", "@eaDir", "$RECYCLE.BIN", "events.bak"])
def test_stray_folders(site: SiteBuilder, folder: str) -> None:
    """Nor is anything read in a folder of that kind."""
    site.write({f"content/{folder}/bridge.yaml": "a", f"content/events/{folder}/bridge.yaml": "a"})
    assert site.problems() == "no problems\n"


@pytest.mark.parametrize("name", OURS)
def test_not_stray(name: str) -> None:
    """What looks like it is not ignored."""
    assert not is_stray(name)


@pytest.mark.parametrize(
    "name",
    [
        "bridge (conflicted copy 2026-11-30).yaml",
        "bridge (Anna's conflicted copy 2026-11-30).yaml",
        "bridge (conflicted copy 2026-11-30 080000).yaml",
        "bridge (Case Conflict).yaml",
        "bridge (SFConflict anna@example.org 2026-11-30-08-00-00).yaml",
        "bridge (In Konflikt stehende Kopie von Anna 2026-11-30).yaml",
        "bridge.sync-conflict-20261130-080000-ABCDEFG.yaml",
        "bridge.sync-conflict-20261130-080000.yaml",
        "bridge_conflict-20261130-080000.yaml",
        "bridge-LAPTOP-AB12CD.yaml",
        "bridge-DESKTOP-AB12CD-2.yaml",
        "bridge_LOCAL_4711.yaml",
    ],
)
def test_conflicts(name: str) -> None:
    """A sync conflict is known by its name."""
    assert copy_of(name) == Copy("bridge.yaml", is_conflict=True)


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("bridge (1).yaml", "bridge.yaml"),
        ("bridge(2).yaml", "bridge.yaml"),
        ("bridge 2.yaml", "bridge.yaml"),
        ("bridge copy.yaml", "bridge.yaml"),
        ("bridge - Copy (2).yaml", "bridge.yaml"),
        ("bridge - Kopie.yaml", "bridge.yaml"),
        ("Copy of bridge.yaml", "bridge.yaml"),
        ("bridge.jpg (1).yaml", "bridge.jpg.yaml"),
        ("bridge (1).jpg", "bridge.jpg"),
    ],
)
def test_copies(name: str, of: str) -> None:
    """A copy is known by its name."""
    assert copy_of(name) == Copy(of, is_conflict=False)


@pytest.mark.parametrize(
    "name", ["bridge.yaml", "bridge-2.yaml", "bridge-pc-2.yaml", "copy-of-bridge.yaml", "a-copy.md"]
)
def test_names_of_their_own(name: str) -> None:
    """A name that can be part of an address is nobody's copy."""
    assert copy_of(name) is None
