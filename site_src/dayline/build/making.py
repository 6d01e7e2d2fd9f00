"""Making the files of an edition: what is as before by its digest, the rest rendered."""

from collections.abc import Iterable, Iterator, Mapping

from dayline import theme, urls
from dayline.build.options import Options
from dayline.build.workers import Workers
from dayline.cache.memory import Made, SharedFile
from dayline.cache.version import program
from dayline.digests import digest
from dayline.pages.index import SiteIndex
from dayline.pages.maps.map_style import map_style
from dayline.pages.page import Page
from dayline.pages.parts.map import base_maps_of
from dayline.pages.site import site_view
from dayline.problems import Problem
from dayline.render import Renderer, RenderJob, is_drawing
from dayline.write.incoming import Content
from dayline.write.manifest import Digest, hex_digest

MANY_PAGES = 1500  # from which an executor of the user's own is asked; to our processes handing over costs as much

MANY_DRAWINGS = 100  # from which drawing in several processes pays: each takes as long as some hundred pages


class Making:
    """The files of an edition: those that are as before by their digest, the others rendered.

    `keys` are the pages' keys by address, `before` is how pages were made the last time. `look` is the digest
    of the theme and the settings that pages show.
    """

    def __init__(
        self,
        options: Options,
        index: SiteIndex,
        keys: Mapping[str, bytes],
        before: Mapping[str, Made],
        codes: dict[str, bytes],
    ) -> None:
        self._theme = theme.load(options.site)
        site = site_view(index.timeline, self._theme.assets, options.as_of, cards="cards" in options.extras)
        index.base_maps.style = map_style(self._theme.style, self._theme.map_rules)
        same = digest(repr(site), *index.base_maps.style, options.portable, program())
        looks = self._theme.digests()
        self._looks = {name: digest(program() if is_drawing(name) else same, looks[name]) for name in looks}
        self.look = digest(*self._looks.values())
        self._looks[""] = program()
        self._renderer: Renderer = Renderer(self._theme, site, self.look, options.portable, codes)
        self._index, self._before, self._keys = index, before, keys
        self._maps: dict[str, tuple[SharedFile, ...]] = {}
        self._map_files: dict[str, SharedFile] = {}
        self.made: dict[str, Made] = {}
        self.reasons: dict[str, str] = {}

    def unreadable(self) -> tuple[Problem, ...]:
        """What keeps templates of the site's own from being used."""
        return tuple(self._renderer.compile_problems().values())

    def standing(self, pages: Iterable[Page]) -> Iterator[tuple[str, Content]]:
        """The files of pages by their paths, as they were made before, if they were."""
        for page in pages:
            if kept := self._before.get(page.url):
                self.made[page.url] = kept
                yield urls.path(page.url), Digest(kept.content)

    def due(self, pages: Iterable[Page]) -> frozenset[str]:
        """The addresses of those pages that are to be made."""
        return frozenset(page.url for page in pages if self._reason(page, self._before.get(page.url)))

    def files(self, pages: Iterable[Page], crew: Workers) -> Iterator[tuple[str, Content]]:
        """The files of pages by their paths, unchanged ones by their digest."""
        new = []
        for page in pages:
            kept = self._before.get(page.url)
            reason = self._reason(page, kept)
            if kept and not reason:
                self.made[page.url] = kept
                yield urls.path(page.url), Digest(kept.content)
            else:
                self.reasons[page.url] = reason
                new.append(page)
        drawings = sum(page.late for page in new)
        many = drawings >= MANY_DRAWINGS or (len(new) >= MANY_PAGES and crew.is_custom)
        contents = crew.map_chunks(self._renderer.render_all, map(self._job, new), many)
        for page, content in zip(new, contents, strict=True):
            maps = self._maps.pop(page.url, ())
            self.made[page.url] = Made(self._keys[page.url], self._looks[page.template], hex_digest(content), maps)
            yield urls.path(page.url), content

    def base_maps(self) -> Iterator[tuple[str, Content]]:
        """The base maps of the pages by their paths, when all `files` have been taken: new ones, others by digest."""
        contents = self._index.base_maps.contents
        for file in sorted({file for made in self.made.values() for file in made.maps}):
            yield urls.path(file.url), contents.get(file.url) or Digest(file.content)

    def _job(self, page: "Page") -> RenderJob:
        """What is rendered of a page; the base maps that its view shows are noted."""
        view = page.make(self._index)
        self._maps[page.url] = tuple(map(self._map_file, base_maps_of(view)))
        return page.url, page.template, view

    def _map_file(self, url: str) -> SharedFile:
        """A base map, one object for all pages, so that caches have it once."""
        if url not in self._map_files:
            self._map_files[url] = SharedFile(url, hex_digest(self._index.base_maps.contents[url]))
        return self._map_files[url]

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """The files of the theme's assets by their paths."""
        return ((urls.path(urls.asset(name)), raw) for name, raw in self._theme.assets.items())

    def _reason(self, page: Page, kept: Made | None) -> str:
        """Why a page is to be rendered; empty if it is as before."""
        if kept is None:
            return "new"
        reasons = ["content"] if kept.key != self._keys[page.url] else []
        reasons += ["template"] if kept.look != self._looks.get(page.template) else []
        return ", ".join(reasons)
