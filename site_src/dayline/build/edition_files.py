"""The files of an edition: unchanged pages by their digest, all others rendered."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from dayline import theme, urls
from dayline.build.options import Options
from dayline.build.page_making import MadePage, PageMaker
from dayline.build.workers import Workers
from dayline.cache.memory import RenderedPage, SharedFile
from dayline.cache.version import program
from dayline.digests import digest
from dayline.lazy import load
from dayline.pages.index import SiteIndex
from dayline.pages.look import look_sheet
from dayline.pages.maps.map_style import map_style
from dayline.pages.page import Page
from dayline.pages.site import site_view
from dayline.problems import Problem
from dayline.queries.graph import PAGE, Changes, Graph
from dayline.queries.recorder import Query
from dayline.read.content import Reading
from dayline.render import Renderer, is_drawing
from dayline.write.incoming import Content
from dayline.write.manifest import Digest, hex_digest


class EditionFiles:
    """The files of an edition: unchanged pages by their digest, all others rendered.

    `before` are the pages of the previous build, `changes` says what is not as it was then. `theme` is the digest of
    the theme and of the settings that pages show.
    """

    def __init__(
        self,
        options: Options,
        index: SiteIndex,
        changes: Changes,
        before: Mapping[str, RenderedPage],
        codes: dict[str, bytes],
        theme_files: theme.Theme | None = None,
    ) -> None:
        look = look_sheet(index.timeline.site)
        self._theme_files = (theme_files or theme.load(options.site)).with_look(look)
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
        self._index, self._before, self._changes = index, before, changes
        self._map_files: dict[str, SharedFile] = {}
        self.unchanged: dict[str, RenderedPage] = {}
        self.rendered: dict[str, RenderedPage] = {}
        self._asked: dict[str, tuple[Query, ...]] = {}
        self.reasons: dict[str, str] = {}

    def template_problems(self) -> tuple[Problem, ...]:
        """What keeps the site's own templates from being compiled."""
        return tuple(self._renderer.compile_problems().values())

    def previous(self, pages: Iterable[Page]) -> Iterator[tuple[str, Content]]:
        """The files of pages by path, as the previous build rendered them; without pages that are new."""
        for page in pages:
            if before := self._before.get(page.url):
                self.unchanged[page.url] = before
                yield urls.path(page.url), Digest(before.content)

    def outdated(self, pages: Iterable[Page]) -> dict[str, str]:
        """The addresses of those pages that have to be rendered, and why."""
        reasons = ((page.url, self._reason(page, self._before.get(page.url))) for page in pages)
        return {url: reason for url, reason in reasons if reason}

    def files(self, pages: Iterable[Page], crew: Workers, reading: Reading) -> Iterator[tuple[str, Content]]:
        """The files of pages by path, unchanged ones by their digest; `reading` is what they are made from."""
        new = []
        for page in pages:
            before = self._before.get(page.url)
            reason = self._reason(page, before)
            if before and not reason:
                self.unchanged[page.url] = before
                yield urls.path(page.url), Digest(before.content)
            else:
                self.reasons[page.url] = reason
                new.append(page)
        new.sort(key=lambda page: page.url)  # a day beside its events, which have the same cards
        maker = PageMaker(self._index, self._renderer)
        for page, made in zip(new, crew.make(maker, reading, new), strict=True):
            self.rendered[page.url], self._asked[page.url] = self._rendered(page, made), made.asked
            yield urls.path(page.url), made.content

    def base_maps(self) -> Iterator[tuple[str, Content]]:
        """The base maps of the pages by path, unchanged ones by their digest; complete once all `files` are."""
        contents = self._index.base_maps.contents
        for file in sorted({file for page in self.pages.values() for file in page.maps}):
            yield urls.path(file.url), contents.get(file.url) or Digest(file.content)

    @property
    def pages(self) -> dict[str, RenderedPage]:
        """All pages by address; complete once all `files` are."""
        return {**self.unchanged, **self.rendered}

    def note(self, graph: Graph) -> None:
        """Note in a graph what the rendered pages asked."""
        for url, queries in self._asked.items():
            graph.note((PAGE, url), queries, self._index)

    def _rendered(self, page: Page, made: MadePage) -> RenderedPage:
        template, maps = self._templates[page.template], tuple(map(self._map_file, made.maps))
        return RenderedPage(page.template, page.maker, page.given, page.late, template, hex_digest(made.content), maps)

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
        reason = self._changes.reason((PAGE, page.url))
        reasons = [reason] if reason else []
        reasons += ["plan"] if (before.maker, before.given) != (page.maker, page.given) else []
        reasons += ["template"] if before.template_digest != self._templates.get(page.template) else []
        return ", ".join(reasons)


def page_of(url: str, rendered: RenderedPage) -> Page:
    """The page that was rendered, to be made again."""
    return Page(url, rendered.template, partial(load(rendered.maker), *rendered.given), rendered.late)
