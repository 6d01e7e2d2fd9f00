"""The wheel, in an empty environment: what somebody gets who installs Dayline."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from sysconfig import get_path

import pytest

from dayline.render.environment import PACKAGE, compiled_modules
from dayline.theme import default_templates

ROOT = Path(__file__).parents[1]
UNREACHABLE = ("onnection", "Network", "Temporary failure", "timed out", "No matching distribution")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network from what is in the folder."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    return next(folder.glob("*.whl"))


def pip(*arguments: str | Path, into: str | Path = sys.executable) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "--python", into, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and "install" in arguments and any(word in done.stderr for word in UNREACHABLE):
        pytest.skip(f"the package index can't be reached: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr


@pytest.mark.packaging
@pytest.mark.slow
def test_wheel_has_the_theme(wheel: Path) -> None:
    """The wheel holds the program, the default theme, and fonts with their licence, and no tests."""
    names = zipfile.ZipFile(wheel).namelist()
    assert "dayline/cli.py" in names
    assert any(name.startswith("dayline/templates/") for name in names)
    fonts = {name.rpartition("/")[2] for name in names if name.startswith("dayline/fonts/noto/")}
    assert {"OFL.txt", "widths.json", "NotoSerif-Bold.ttf"} <= fonts
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"dayline"}


@pytest.mark.packaging
@pytest.mark.slow
def test_wheel_has_the_compiled_templates(wheel: Path) -> None:
    """For each template of the theme there is a module, equal to what its source compiles to, and no other."""
    archive, folder = zipfile.ZipFile(wheel), f"dayline/render/{PACKAGE}/"
    modules = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith(folder)}
    templates = {name: archive.read(f"dayline/templates/{name}").decode() for name in default_templates()}
    assert modules == {f"{folder}{name}": code for name, code in compiled_modules(templates).items()}
    assert len(modules) == len(templates)


@pytest.mark.packaging
@pytest.mark.slow
@pytest.mark.parametrize("index", [False, pytest.param(True, marks=pytest.mark.long)], ids=["these", "from the index"])
def test_a_site_from_the_wheel(wheel: Path, tmp_path: Path, index: bool) -> None:
    """Installed into an empty environment, `dayline new site` and `dayline build` make a site.

    In the long tier the libraries come from the package index; otherwise they are those of this environment.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    if index:
        pip("install", "--require-hashes", "-r", ROOT / "requirements.lock", into=programs / "python")
    else:
        libraries = Path(get_path("purelib", vars={"base": str(tmp_path / "venv")}))
        (libraries / "libraries.pth").write_text(get_path("purelib"), "utf-8")
    pip("install", "--no-deps", "--no-index", wheel, into=programs / "python")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    for arguments in (["new", "site", "site", "--title", "Harbour diary"], ["build", "--site", "site"]):
        done = subprocess.run(
            [programs / "dayline", *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert "Harbour diary" in (tmp_path / "site/public/index.html").read_text()
