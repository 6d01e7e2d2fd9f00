"""The files of an edition: unchanged pages by their digest, all others rendered."""

from collections.abc import Iterable, Iterator, Mapping

from dayline import theme, urls
from dayline.build.options import Options
from dayline.build.workers import Workers
from dayline.cache.memory import RenderedPage, SharedFile
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

MANY_PAGES = 1500  # from which a custom executor renders; with our own processes, handing over work costs as much

MANY_DRAWINGS = 100  # from which several processes draw: a drawing takes as long as some hundred pages


class EditionFiles:
    """The files of an edition: unchanged pages by their digest, all others rendered.

    `keys` are the pages' keys by address, `before` are the pages of the previous build. `theme` is the digest of the
    theme and of the settings that pages show.
    """

    def __init__(
        self,
        options: Options,
        index: SiteIndex,
        keys: Mapping[str, bytes],
        before: Mapping[str, RenderedPage],
        codes: dict[str, bytes],
    ) -> None:
        self._theme_files = theme.load(options.site)
        site = site_view(index.timeline, self._theme_files.assets, options.as_of, cards="cards" in options.extras)
        index.base_maps.style = map_style(self._theme_files.style, self._theme_files.map_rules)
        shared = digest(repr(site), *index.base_maps.style, options.portable, program())
        digests = self._theme_files.digests()
        self._templates = {
            name: digest(program() if is_drawing(name) else shared, template) for name, template in digests.items()
        }
        self.theme = digest(*self._templates.values())
        self._templates[""] = program()
        self._renderer: Renderer = Renderer(self._theme_files, site, self.theme, options.portable, codes)
        self._index, self._before, self._keys = index, before, keys
        self._maps: dict[str, tuple[SharedFile, ...]] = {}
        self._map_files: dict[str, SharedFile] = {}
        self.pages: dict[str, RenderedPage] = {}
        self.reasons: dict[str, str] = {}

    def template_problems(self) -> tuple[Problem, ...]:
        """What keeps the site's own templates from being compiled."""
        return tuple(self._renderer.compile_problems().values())

    def previous(self, pages: Iterable[Page]) -> Iterator[tuple[str, Content]]:
        """The files of pages by path, as the previous build rendered them; without pages that are new."""
        for page in pages:
            if before := self._before.get(page.url):
                self.pages[page.url] = before
                yield urls.path(page.url), Digest(before.content)

    def outdated(self, pages: Iterable[Page]) -> frozenset[str]:
        """The addresses of those pages that have to be rendered."""
        return frozenset(page.url for page in pages if self._reason(page, self._before.get(page.url)))

    def files(self, pages: Iterable[Page], crew: Workers) -> Iterator[tuple[str, Content]]:
        """The files of pages by path, unchanged ones by their digest."""
        new = []
        for page in pages:
            before = self._before.get(page.url)
            reason = self._reason(page, before)
            if before and not reason:
                self.pages[page.url] = before
                yield urls.path(page.url), Digest(before.content)
            else:
                self.reasons[page.url] = reason
                new.append(page)
        drawings = sum(page.late for page in new)
        many = drawings >= MANY_DRAWINGS or (len(new) >= MANY_PAGES and crew.is_custom)
        contents = crew.map_chunks(self._renderer.render_all, map(self._job, new), many)
        for page, content in zip(new, contents, strict=True):
            maps = self._maps.pop(page.url, ())
            self.pages[page.url] = RenderedPage(
                self._keys[page.url], self._templates[page.template], hex_digest(content), maps
            )
            yield urls.path(page.url), content

    def base_maps(self) -> Iterator[tuple[str, Content]]:
        """The base maps of the pages by path, unchanged ones by their digest; complete once all `files` are."""
        contents = self._index.base_maps.contents
        for file in sorted({file for page in self.pages.values() for file in page.maps}):
            yield urls.path(file.url), contents.get(file.url) or Digest(file.content)

    def _job(self, page: Page) -> RenderJob:
        """What the renderer needs for a page; notes the base maps that the page shows."""
        view = page.make(self._index)
        self._maps[page.url] = tuple(map(self._map_file, base_maps_of(view)))
        return page.url, page.template, view

    def _map_file(self, url: str) -> SharedFile:
        """A base map, as one object for all pages, so that the cache holds it once."""
        if url not in self._map_files:
            self._map_files[url] = SharedFile(url, hex_digest(self._index.base_maps.contents[url]))
        return self._map_files[url]

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """The theme's assets by path."""
        return ((urls.path(urls.asset(name)), raw) for name, raw in self._theme_files.assets.items())

    def _reason(self, page: Page, before: RenderedPage | None) -> str:
        """Why a page has to be rendered; empty if it is unchanged."""
        if before is None:
            return "new"
        reasons = ["content"] if before.key != self._keys[page.url] else []
        reasons += ["template"] if before.template != self._templates.get(page.template) else []
        return ", ".join(reasons)
