"""The site's own files in `static/`: what keeps one from being copied, and what else would have its address."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dayline import theme, urls
from dayline.pages.index import SiteIndex
from dayline.pages.page import Page
from dayline.pages.plan import origins, plan
from dayline.problems import Problem, Spot
from dayline.read import static
from dayline.read.scan import unreadable
from dayline.timeline.timeline import Timeline
from dayline.write.addresses import CARRIED, above, folded, is_reserved, unsafe
from dayline.write.errors import OutputUnusable

CODE = "E03"
INDEX = urls.search_index("").replace(urls.ROOT, "")
RENAME = "rename it, or remove it"


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """The static files by their path in the output, what is wrong with them, and the digest of all of them."""

    files: Mapping[str, Path] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    digest: bytes = b""

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Each path with the bytes of the file; raises `OutputUnusable` if one has gone since it was found."""
        for path, file in self.files.items():
            try:
                yield path, static.content(file)
            except OSError as error:
                message = f"`{static.TOP}/{path}` was changed while the site was being built; build again"
                raise OutputUnusable(message) from error


def found(site: Path) -> StaticFiles:
    """The static files of a site, with E03 for each that can't be copied."""
    tree = static.tree(site)
    files = {name.removeprefix(f"{static.TOP}/"): site / name for name, _ in tree.files}
    strange = (Problem(CODE, Spot(name), message, help) for name, message, help in tree.unreadable)
    problems = (*strange, *_unfit(files), *_alike(files))
    return StaticFiles(files, problems, static.files_digest(site))


def taken(copied: StaticFiles, pages: Iterable[Page], index: SiteIndex, assets: Collection[str]) -> list[Problem]:
    """E03 for each static file that has the path of a page or an asset, or is in its way, with both places."""
    if not copied.files:
        return []
    made = {urls.path(page.url): "a page is made" for page in pages}
    made |= dict.fromkeys(assets, "the theme has a file")
    spots = origins(index)
    spots |= {urls.path(urls.asset(name)): Spot(f"templates/assets/{name}") for name in theme.own_assets(index.site)}
    names = _names(made)
    problems = []
    for path in copied.files:
        if (other := _other(path, names, made)) is not None:
            message = f"`{path}` can't be copied: {_place(other, path, made)}"
            also = ((spots[other], "it is made from this"),) if other in spots else ()
            problems.append(Problem(CODE, _spot(path), message, RENAME, also))
    return problems


def judged(copied: StaticFiles, timeline: Timeline, site: Path, *, themed: bool) -> tuple[Problem, ...]:
    """What `taken` says of content that is right; without the theme's own files unless it is `themed`."""
    index = SiteIndex(timeline, site)
    assets = [urls.path(urls.asset(name)) for name in theme.load(site).assets] if themed else ()
    return tuple(taken(copied, plan(index), index, assets))


def _place(other: str, path: str, made: Mapping[str, str]) -> str:
    if other not in made:
        return f"there are pages in `/{other}/`"
    return f"{made[other]} at this address" if other == path else f"{made[other]} at `/{other}`"


def _unfit(files: Mapping[str, Path]) -> Iterator[Problem]:
    for path, file in files.items():
        if wrong := _reserved(path) or _unreadable(file):
            yield Problem(CODE, _spot(path), *wrong)


def _reserved(path: str) -> tuple[str, str] | None:
    if is_reserved(path):
        kept = folded(path).startswith(CARRIED)
        who = "whatever renews the certificate" if kept else "the list of files that every build writes"
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


def _alike(files: Mapping[str, Path]) -> Iterator[Problem]:
    """Two static files that are one on a system that does not tell capitals from small letters."""
    names = _names(files)
    for path in files:
        if (other := _other(path, names, files)) not in (None, path):
            first = next(file for file in files if f"{file}/".startswith(f"{other}/"))
            message = f"`{path}` and `{other}` are one file or folder on some computers"
            yield Problem(CODE, _spot(path), message, RENAME, ((_spot(first), "the other one"),))


def _names(paths: Collection[str]) -> dict[str, str]:
    """Paths and the folders on the way to them, by how they are written on systems that fold capitals."""
    names: dict[str, str] = {}
    for path in sorted({*paths, *above(paths)}):
        names.setdefault(folded(path), path)
    return names


def _other(path: str, names: Mapping[str, str], files: Collection[str]) -> str | None:
    """What has the place of a file, or of a folder on the way to it."""
    for way in sorted(above([path])):
        other = names.get(folded(way))
        if other is not None and (other != way or other in files):
            return other
    return names.get(folded(path))


def _spot(path: str) -> Spot:
    return Spot(f"{static.TOP}/{path}")
