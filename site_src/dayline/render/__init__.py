"""Rendering: from a page's view and template to bytes, a pure function."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dayline import urls
from dayline.lazy import lazy
from dayline.pages.site import SiteView
from dayline.problems import Problem, Span, Spot
from dayline.render.compile import FastEnvironment
from dayline.render.environment import environment
from dayline.theme import BUILT_IN, Theme, parsed, referenced_templates

if TYPE_CHECKING:
    from dayline.render.rasterise import png
else:
    png = lazy("render.rasterise:png")

RenderJob = tuple[str, str, Any]
"""An address, its template's name and its view; without a template the view is the file itself."""

_FOLDER = re.compile(urls.ROOT + r'((?:[^"#<>\s]*/)?)(?=["#])')


class BrokenTemplate(Exception):
    """A template that can't be compiled or rendered: `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def is_drawing(template: str) -> bool:
    """Whether a template draws an image; it gets `page` but not `site`, so only its page can change it."""
    return template.endswith(".svg")


@dataclass(frozen=True, eq=False)
class Renderer:
    """Renders pages with a theme; `identity` is the digest of everything but `bytecode`, compiled templates by key.

    `portable` adds `index.html` to links, so that the site can be read without a server.
    """

    theme: Theme
    site: SiteView
    identity: bytes
    portable: bool = False
    bytecode: dict[str, bytes] = field(default_factory=dict)

    def render(self, page: RenderJob) -> bytes:
        """The bytes of a page's file; raises BrokenTemplate."""
        url, template, view = page
        if not template:
            return _file_bytes(view)
        context = {} if is_drawing(template) else {"site": self.site}
        try:
            text = _environment(self).get_template(template).render(page=view, **context)
        except _template_errors() as error:
            raise BrokenTemplate(_problem(error, url, template, self.theme)) from error
        if is_drawing(template):
            return self._rasterised(text, url, template)
        return self._with_root(text, url, template).encode()

    def compile(self, templates: Iterable[str]) -> None:
        """Compile templates and all that they use, so that `bytecode` has them."""
        for name in sorted(self.theme.used(*templates)):
            if name in self.theme.templates:
                _environment(self).get_template(name)

    def compile_problems(self) -> dict[str, Problem]:
        """Problems that keep the site's own templates from compiling, by template name."""
        problems = {}
        for name in sorted(self.theme.own):
            try:
                _environment(self).get_template(name)
                _check_references(name, self.theme)
            except _template_errors() as error:
                problems[name] = _problem(error, "", name, self.theme)
        return problems

    def source(self, name: str) -> tuple[str, str, None] | None:
        """A template's source, with its name as the file name so that errors can name it."""
        source = self.theme.templates.get(name)
        return None if source is None else (source, name, None)

    def absolute(self, url: str) -> str:
        """The absolute URL of an address."""
        return url.replace(urls.ROOT, self.site.base_url)

    def _rasterised(self, text: str, url: str, template: str) -> bytes:
        try:
            return png(text)
        except ValueError as error:
            raise BrokenTemplate(_problem(error, url, template, self.theme)) from error

    def _with_root(self, text: str, url: str, template: str) -> str:
        """The text with every address made relative to its page, or absolute outside HTML."""
        if not template.endswith(".html"):
            return text.replace(urls.ROOT, self.site.base_url)
        if url == urls.not_found():
            return text.replace(urls.ROOT, urlsplit(self.site.base_url).path)
        back = urls.relative_root(url)
        if self.portable:
            text = _FOLDER.sub(rf"{back}\1index.html", text)
        return text.replace(urls.ROOT, back)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Renderer) and other.identity == self.identity

    def __hash__(self) -> int:
        return hash(self.identity)


@lru_cache(4)
def _environment(renderer: Renderer) -> FastEnvironment:
    """The Jinja environment of a theme, cached in each process that renders."""
    return environment(renderer.source, renderer.absolute, renderer.bytecode)


def _file_bytes(view: Any) -> bytes:
    """The contents of a page without a template, such as an image."""
    try:
        return bytes(view)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        spot = Spot(getattr(view, "name", ""))
        raise BrokenTemplate(
            Problem("E25", spot, f"the picture can't be read: {reason}", "check the file and build again")
        ) from error


def _template_errors() -> tuple[type[Exception], ...]:
    """The exceptions that a faulty template can raise."""
    from jinja2 import TemplateError

    return (
        TemplateError, TypeError, AttributeError, LookupError, ValueError, ArithmeticError, RecursionError, SyntaxError,
    )  # fmt: skip


def _check_references(name: str, theme: Theme) -> None:
    """Raise TemplateAssertionError for a missing template, or one that extends itself."""
    from jinja2 import TemplateAssertionError, nodes

    named = referenced_templates(theme.templates[name])
    if name not in named and all(other is None or other in theme.templates for other in named):
        return
    for node in parsed(theme.templates[name]).find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        wanted, optional = getattr(node, "template", None), getattr(node, "ignore_missing", False)
        if not isinstance(wanted, nodes.Const):
            continue
        if wanted.value not in theme.templates and not optional:
            raise TemplateAssertionError(f"there is no template {wanted.value!r}", node.lineno, name)
        if isinstance(node, nodes.Extends) and wanted.value == name:
            default = f"{BUILT_IN}{name}"
            hint = f"; the built-in template is {default!r}" if default in theme.templates else ""
            raise TemplateAssertionError(f"it extends itself{hint}", node.lineno, name)


def _problem(error: Exception, url: str, template: str, theme: Theme) -> Problem:
    """The problem with a template, at its line; without an address it failed to compile."""
    from jinja2 import TemplateSyntaxError

    name, line = _innermost(error, theme) or (template, 1)
    reason = str(error)
    if isinstance(error, TemplateSyntaxError):
        name, line, reason, url = error.name or name, error.lineno, error.message or "", ""
    text = theme.templates.get(name, "").split("\n")
    width = len(text[line - 1]) if 0 < line <= len(text) else 1
    failed = f"render `{url.replace(urls.ROOT, '/')}`" if url else "be compiled"
    message = f"the template `{name}` can't {failed}: {reason}"
    spot = Spot(theme.paths.get(name, name), span=Span(line, 1, max(2, width + 1)))
    return Problem("E90", spot, message, "fix the template at this line")


def _innermost(error: Exception, theme: Theme) -> tuple[str, int] | None:
    """The innermost template and line in the error's traceback."""
    trace = error.__traceback__
    innermost = None
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name in theme.templates:
            innermost = (name, trace.tb_lineno)
        trace = trace.tb_next
    return innermost
