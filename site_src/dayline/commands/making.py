"""Making the files of an edition: what is as before by its digest, the rest rendered."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from dayline import theme, urls
from dayline.cache.memory import Made
from dayline.cache.version import program
from dayline.commands.options import Options
from dayline.commands.work import Workers, cores
from dayline.write import Content, Digest, digest

if TYPE_CHECKING:
    from dayline.pages.page import Page
    from dayline.timeline.timeline import Timeline

MANY_PAGES = 1500
ENOUGH = 4  # with fewer cores, handing views to other processes costs more than it saves


class Making:
    """The files of an edition: those that are as before by their digest, the others rendered."""

    def __init__(
        self,
        options: Options,
        timeline: "Timeline",
        pages: "tuple[Page, ...]",
        before: Mapping[str, Made],
        codes: dict[str, bytes],
    ) -> None:
        from dayline.pages.site import site_view
        from dayline.render import Renderer

        self._theme = theme.load(options.site)
        site = site_view(timeline, self._theme.assets)
        same = bytes.fromhex(digest(f"{site!r}{options.portable}".encode() + program()))
        self._looks = {name: bytes.fromhex(digest(same + look)) for name, look in self._theme.looks().items()}
        identity = b"".join(self._looks.values())
        self._renderer: Renderer = Renderer(self._theme, site, identity, options.portable, codes)
        self._before, self._pages = before, pages
        self.made: dict[str, Made] = {}
        self.reasons: dict[str, str] = {}

    def files(self, crew: Workers) -> Iterator[tuple[str, Content]]:
        """The files of all pages and assets by their paths, unchanged pages by their digest."""
        new = []
        for page in self._pages:
            kept = self._before.get(page.url)
            reason = self._reason(page, kept)
            if kept and not reason:
                self.made[page.url] = kept
                yield urls.path(page.url), Digest(kept.content)
            else:
                self.reasons[page.url] = reason
                new.append(page)
        shown = ((page.url, page.template, page.make()) for page in new)
        contents = crew.each(self._renderer.render_all, shown, len(new) >= MANY_PAGES and cores() >= ENOUGH)
        for page, content in zip(new, contents, strict=True):
            self.made[page.url] = Made(page.key, self._looks[page.template], digest(content))
            yield urls.path(page.url), content
        for name, raw in self._theme.assets.items():
            yield urls.path(urls.asset(name)), raw

    def _reason(self, page: "Page", kept: Made | None) -> str:
        """Why a page is to be rendered; empty if it is as before."""
        if kept is None:
            return "new"
        reasons = ["content"] if kept.key != page.key else []
        reasons += ["template"] if kept.look != self._looks.get(page.template) else []
        return ", ".join(reasons)
