"""The commands that are measured, what must be cleared before them, and what they leave."""

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from edits import Site
from measure import Command, Failed, cost

SOURCES = Path(__file__).resolve().parents[1] / "site_src"
ENV: Mapping[str, str] = {"PYTHONPATH": str(SOURCES)}


@dataclass(frozen=True)
class Output:
    """The files that a build has written: HTML pages, all files, and their MB."""

    pages: int
    files: int
    size: float


@dataclass(frozen=True)
class Hugo:
    """Hugo's program, a site for it, and the folder to build it to."""

    program: Path
    folder: Path
    output: Path


def dayline(python: str, command: str, site: Site) -> Command:
    """A command of Dayline's on a site, at the site's own moment."""
    now = ["--now", site.now] if site.now else []
    return [python, "-m", "dayline", command, "--site", str(site.folder), "--output", str(site.output), *now]


def build(python: str, site: Site) -> Command:
    """The command that builds a site in one process, without what follows the pages."""
    return [*dayline(python, "build", site), "--jobs", "1", "--without", "cards", "--without", "search"]


def hugo_build(hugo: Hugo) -> Command:
    """The command that builds a site with Hugo, on as many cores as it likes."""
    cache = ["--cacheDir", str(hugo.output.with_name("hugo-cache"))]
    return [str(hugo.program), "--source", str(hugo.folder), "--destination", str(hugo.output), "--quiet", *cache]


def clear(site: Site) -> None:
    """Remove Dayline's caches and everything that it wrote."""
    editions = site.output.with_name(f".{site.output.name}.editions")
    _remove(Path(os.environ["DAYLINE_CACHE"]), site.output, editions)


def clear_hugo(hugo: Hugo) -> None:
    """Remove Hugo's caches and everything that it wrote."""
    _remove(hugo.output, hugo.output.with_name("hugo-cache"), hugo.folder / "resources")


def output(folder: Path) -> Output:
    """What is in an output folder, for readers."""
    paths = dict(_tree(folder))
    size = sum(path.stat().st_size for path in paths.values())
    return Output(sum(name.endswith(".html") for name in paths), len(paths), size / 1024**2)


def verify(python: str, site: Site, step: str) -> None:
    """Raises `Failed` if the output differs from a clean build's, dotfiles apart."""
    clean = Site(site.folder, site.output.with_name("verify"), site.now, site.events)
    cache = site.output.with_name("verify-cache")
    cost(build(python, clean), {**ENV, "DAYLINE_CACHE": str(cache)})
    written, expected = dict(_tree(site.output)), dict(_tree(clean.output))
    names = sorted(written.keys() | expected.keys())
    differing = [name for name in names if not _same(written.get(name), expected.get(name))]
    _remove(clean.output, cache, clean.output.with_name(".verify.editions"))
    if differing:
        raise Failed(f"{step}: {len(differing)} files differ from a clean build, such as {differing[:5]}")


def _tree(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            yield name.as_posix(), path


def _same(path: Path | None, other: Path | None) -> bool:
    return path is not None and other is not None and path.read_bytes() == other.read_bytes()


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
