"""A page's view and its template to bytes: a function of nothing else."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dayline import urls
from dayline.pages.page import Page
from dayline.pages.site import SiteView
from dayline.problems import Problem, Span, Spot
from dayline.theme import Theme

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = re.compile(urls.ROOT + r'((?:[^"#<>\s]*/)?)(?=["#])')


class TemplateMistake(Exception):
    """A template that can't be read or filled: `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True)
class Renderer:
    """A theme made ready; `portable` writes `index.html` into links, for reading without a server."""

    theme: Theme
    site: SiteView
    portable: bool = False

    def render(self, page: Page) -> bytes:
        """The file of a page; raises TemplateMistake."""
        from jinja2 import TemplateError

        try:
            text = self._environment.get_template(page.template).render(page=page.view, site=self.site)
        except (TemplateError, TypeError, AttributeError, KeyError, ValueError) as error:
            raise TemplateMistake(_mistake(error, page, self.theme)) from error
        return self._rooted(text, page).encode()

    def _rooted(self, text: str, page: Page) -> str:
        """The text with every address made to work from where the page stands."""
        if not page.template.endswith(".html"):
            return text.replace(urls.ROOT, self.site.base_url)
        if page.url == urls.not_found():
            return text.replace(urls.ROOT, urlsplit(self.site.base_url).path)
        back = urls.way_back(page.url)
        if self.portable:
            text = _FOLDER.sub(rf"{back}\1index.html", text)
        return text.replace(urls.ROOT, back)

    @cached_property
    def _environment(self) -> "Environment":
        from jinja2 import Environment, FunctionLoader, StrictUndefined

        made = Environment(
            loader=FunctionLoader(self._source), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True, auto_reload=False, cache_size=-1,
        )  # fmt: skip
        made.filters["absolute"] = self._absolute
        return made

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """A template's source, with its name as its file so that mistakes can name it."""
        found = self.theme.templates.get(name)
        return None if found is None else (found, name, None)

    def _absolute(self, url: str) -> str:
        return url.replace(urls.ROOT, self.site.base_url)


def _mistake(error: Exception, page: Page, theme: Theme) -> Problem:
    """What is wrong with a template, at its line."""
    from jinja2 import TemplateSyntaxError

    name, line = _innermost(error, theme) or (page.template, 1)
    if isinstance(error, TemplateSyntaxError):
        name, line = error.name or name, error.lineno
    text = theme.templates.get(name, "").split("\n")
    width = len(text[line - 1]) if 0 < line <= len(text) else 1
    message = f"the template `{name}` can't show {page.url.replace(urls.ROOT, '/')}: {error}"
    span = Span(line, 1, max(2, width + 1))
    return Problem("E90", Spot(_place(name, theme), span=span), message, "mend the template at this line")


def _place(name: str, theme: Theme) -> str:
    return theme.places.get(name, name)


def _innermost(error: Exception, theme: Theme) -> tuple[str, int] | None:
    """The last template line that the error passed through."""
    trace = error.__traceback__
    found = None
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name in theme.templates:
            found = (name, trace.tb_lineno)
        trace = trace.tb_next
    return found
