"""The site's own files in `static/`, and the problems with them: unusable files and address conflicts."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dayline import theme, urls
from dayline.pages import look
from dayline.pages.index import SiteIndex
from dayline.pages.page import Page
from dayline.pages.plan import origins, plan
from dayline.problems import Problem, Spot
from dayline.read import static
from dayline.read.scan import unreadable
from dayline.rules.site import SETTINGS
from dayline.schema.closest import closest
from dayline.timeline.timeline import Timeline
from dayline.write.addresses import CARRIED, above, folded, is_reserved, unsafe
from dayline.write.errors import OutputUnusable

CODE = "E03"
INDEX = urls.search_index("").replace(urls.ROOT, "")
RENAME = "rename it, or remove it"


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """The static files by their path in the output, their problems, and the digest of all of them."""

    files: Mapping[str, Path] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    digest: bytes = b""

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Each path with the bytes of the file; raises `OutputUnusable` if a file was removed during the build."""
        for path, file in self.files.items():
            try:
                yield path, static.content(file)
            except OSError as error:
                message = f"`{static.TOP}/{path}` was changed while the site was being built; build again"
                raise OutputUnusable(message) from error


def load(site: Path) -> StaticFiles:
    """The static files of a site, with E03 for each that can't be copied."""
    tree = static.tree(site)
    files = {name.removeprefix(f"{static.TOP}/"): site / name for name, _ in tree.files}
    irregular = (Problem(CODE, Spot(name), message, help) for name, message, help in tree.unreadable)
    problems = (*irregular, *_file_problems(files), *_case_problems(files))
    return StaticFiles(files, problems, static.files_digest(site))


def conflicts(copied: StaticFiles, pages: Iterable[Page], index: SiteIndex, assets: Collection[str]) -> list[Problem]:
    """E03 for each static file whose path is that of a page or an asset, or blocks one; names both places."""
    if not copied.files:
        return []
    occupied = {urls.path(page.url): "a page is made" for page in pages}
    occupied |= dict.fromkeys(assets, "the theme has a file")
    spots = origins(index)
    spots |= {urls.path(urls.asset(name)): Spot(f"templates/assets/{name}") for name in theme.own_assets(index.site)}
    names = _names(occupied)
    problems = []
    for path in copied.files:
        if (other := _occupant(path, names, occupied)) is not None:
            message = f"`{path}` can't be copied: {_conflict(other, path, occupied)}"
            also = ((spots[other], "it is made from this"),) if other in spots else ()
            problems.append(Problem(CODE, _spot(path), message, RENAME, also))
    return problems


def missing(copied: StaticFiles, timeline: Timeline) -> Iterator[Problem]:
    """E03 for each file that the settings name and `static/` does not have."""
    for path, name in look.static_files(timeline.site):
        if name not in copied.files:
            near = closest(name, copied.files)
            help = f"did you mean `{near}`?" if near else f"put the file there, as `{static.TOP}/{name}`"
            yield Problem(CODE, SETTINGS.at(*path), f"there is no `{name}` in `{static.TOP}/`", help)


def check(copied: StaticFiles, timeline: Timeline, site: Path, *, with_theme: bool) -> tuple[Problem, ...]:
    """The address conflicts on a site without errors; those with the theme's assets only if `with_theme`."""
    index = SiteIndex(timeline, site)
    assets = [urls.path(urls.asset(name)) for name in theme.load(site).assets] if with_theme else ()
    return tuple(conflicts(copied, plan(index), index, assets))


def _conflict(other: str, path: str, occupied: Mapping[str, str]) -> str:
    if other not in occupied:
        return f"there are pages in `/{other}/`"
    return f"{occupied[other]} at this address" if other == path else f"{occupied[other]} at `/{other}`"


def _file_problems(files: Mapping[str, Path]) -> Iterator[Problem]:
    for path, file in files.items():
        if message_and_help := _reserved(path) or _unreadable(file):
            yield Problem(CODE, _spot(path), *message_and_help)


def _reserved(path: str) -> tuple[str, str] | None:
    if is_reserved(path):
        is_carried = folded(path).startswith(CARRIED)
        who = "whatever renews the certificate" if is_carried else "the list of files that every build writes"
        return f"`{path}` can't be copied: the address is kept for {who}", RENAME
    if f"{folded(path)}/".startswith(INDEX):
        return f"`{path}` can't be copied: the address is kept for the search index", RENAME
    if unsafe([path]):
        odd = next(character for character in path if character in "\\:")
        return f"`{odd}` can't be part of a name on every system", f"rename it, without `{odd}`"
    return None


def _unreadable(file: Path) -> tuple[str, str] | None:
    try:
        is_large = len(static.content(file)) > static.LARGEST
    except OSError as error:
        return unreadable(error)
    if is_large:
        return f"this is larger than {static.LARGEST // 1024**2} MB", "make it smaller, or link to where it is"
    return None


def _case_problems(files: Mapping[str, Path]) -> Iterator[Problem]:
    """E03 for each two static files that are the same file on a system that ignores case."""
    names = _names(files)
    for path in files:
        if (other := _occupant(path, names, files)) not in (None, path):
            first = next(file for file in files if f"{file}/".startswith(f"{other}/"))
            message = f"`{path}` and `{other}` are one file or folder on some computers"
            yield Problem(CODE, _spot(path), message, RENAME, ((_spot(first), "the other one"),))


def _names(paths: Collection[str]) -> dict[str, str]:
    """Paths and the folders they are in, by their names on a system that ignores case."""
    names: dict[str, str] = {}
    for path in sorted({*paths, *above(paths)}):
        names.setdefault(folded(path), path)
    return names


def _occupant(path: str, names: Mapping[str, str], files: Collection[str]) -> str | None:
    """The path that takes the place of a file, or of a folder it is in."""
    for folder in sorted(above([path])):
        other = names.get(folded(folder))
        if other is not None and (other != folder or other in files):
            return other
    return names.get(folded(path))


def _spot(path: str) -> Spot:
    return Spot(f"{static.TOP}/{path}")
