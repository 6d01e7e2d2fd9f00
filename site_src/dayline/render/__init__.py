"""A page's view and its template to bytes: a function of nothing else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dayline import urls
from dayline.pages.languages import spoken
from dayline.pages.site import SiteView
from dayline.problems import Problem, Span, Spot
from dayline.prose import plain_text, unquoted
from dayline.theme import BUILT_IN, Theme, leads, parsed

if TYPE_CHECKING:
    from jinja2 import Environment

Shown = tuple[str, str, Any]
"""An address, the template for it, and the view that the template shows; without a template the file itself."""

_FOLDER = re.compile(urls.ROOT + r'((?:[^"#<>\s]*/)?)(?=["#])')


class TemplateMistake(Exception):
    """A template that can't be read or filled: `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def is_drawing(template: str) -> bool:
    """Whether a template draws a picture: it knows its page alone, so that nothing else makes it be drawn anew."""
    return template.endswith(".svg")


@dataclass(frozen=True, eq=False)
class Renderer:
    """A theme made ready; `identity` is the digest of all of it but `codes`, compiled templates by name.

    `portable` writes `index.html` into links, for reading without a server.
    """

    theme: Theme
    site: SiteView
    identity: bytes
    portable: bool = False
    codes: dict[str, bytes] = field(default_factory=dict)

    def render(self, page: Shown) -> bytes:
        """The file of a page; raises TemplateMistake."""
        url, template, view = page
        if not template:
            return _itself(view)
        known = {} if is_drawing(template) else {"site": self.site}
        try:
            text = _environment(self).get_template(template).render(page=view, **known)
        except _mistakes() as error:
            raise TemplateMistake(_mistake(error, url, template, self.theme)) from error
        if is_drawing(template):
            return self._drawn(text, url, template)
        return self._rooted(text, url, template).encode()

    def render_all(self, pages: Iterable[Shown]) -> list[bytes]:
        """The files of some pages."""
        return [self.render(page) for page in pages]

    def unreadable(self) -> dict[str, Problem]:
        """What keeps templates of the site's own from being used at all, by their names."""
        found = {}
        for name in sorted(self.theme.own):
            try:
                _environment(self).get_template(name)
                _find_all(name, self.theme)
            except _mistakes() as error:
                found[name] = _mistake(error, "", name, self.theme)
        return found

    def source(self, name: str) -> tuple[str, str, None] | None:
        """A template's source, with its name as its file so that mistakes can name it."""
        found = self.theme.templates.get(name)
        return None if found is None else (found, name, None)

    def absolute(self, url: str) -> str:
        """An address with the site's own before it."""
        return url.replace(urls.ROOT, self.site.base_url)

    def _drawn(self, text: str, url: str, template: str) -> bytes:
        from dayline.render.rasterise import png

        try:
            return png(text)
        except ValueError as error:
            raise TemplateMistake(_mistake(error, url, template, self.theme)) from error

    def _rooted(self, text: str, url: str, template: str) -> str:
        """The text with every address made to work from where the page stands."""
        if not template.endswith(".html"):
            return text.replace(urls.ROOT, self.site.base_url)
        if url == urls.not_found():
            return text.replace(urls.ROOT, urlsplit(self.site.base_url).path)
        back = urls.way_back(url)
        if self.portable:
            text = _FOLDER.sub(rf"{back}\1index.html", text)
        return text.replace(urls.ROOT, back)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Renderer) and other.identity == self.identity

    def __hash__(self) -> int:
        return hash(self.identity)


@lru_cache(4)
def _environment(renderer: Renderer) -> "Environment":
    """Jinja for a theme: kept for as long as the theme is the same, in each process that renders."""
    from jinja2 import BytecodeCache, FunctionLoader, StrictUndefined

    from dayline.render.compile import Shorter
    from dayline.render.translate import FUNCTIONS, Messages

    class Codes(BytecodeCache):
        """Compiled templates in the renderer's own dictionary; Jinja sees to it that they fit their source."""

        def load_bytecode(self, bucket: Any) -> None:
            if bucket.key in renderer.codes:
                bucket.bytecode_from_string(renderer.codes[bucket.key])

        def dump_bytecode(self, bucket: Any) -> None:
            renderer.codes[bucket.key] = bucket.bytecode_to_string()

    made = Shorter(
        loader=FunctionLoader(renderer.source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=Codes(),
        extensions=[Messages],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.globals.update(FUNCTIONS)
    made.filters.update(absolute=renderer.absolute, spoken=spoken, striptags=plain_text, unquoted=unquoted)
    return made


def _itself(view: Any) -> bytes:
    """A page that is a file of its own."""
    try:
        return bytes(view)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        spot = Spot(getattr(view, "name", ""))
        raise TemplateMistake(Problem("E25", spot, f"the picture can't be read: {reason}", "build again")) from error


def _mistakes() -> tuple[type[Exception], ...]:
    """What a template can do wrong."""
    from jinja2 import TemplateError

    return (
        TemplateError, TypeError, AttributeError, LookupError, ValueError, ArithmeticError, RecursionError, SyntaxError,
    )  # fmt: skip


def _find_all(name: str, theme: Theme) -> None:
    """Raise TemplateAssertionError for a template that is named and is not there, or that extends itself."""
    from jinja2 import TemplateAssertionError, nodes

    named = leads(theme.templates[name])
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


def _mistake(error: Exception, url: str, template: str, theme: Theme) -> Problem:
    """What is wrong with a template, at its line; without an address with the template by itself."""
    from jinja2 import TemplateSyntaxError

    name, line = _innermost(error, theme) or (template, 1)
    said = str(error)
    if isinstance(error, TemplateSyntaxError):
        name, line, said, url = error.name or name, error.lineno, error.message or "", ""
    text = theme.templates.get(name, "").split("\n")
    width = len(text[line - 1]) if 0 < line <= len(text) else 1
    failing = f"show {url.replace(urls.ROOT, '/')}" if url else "be read"
    message = f"the template `{name}` can't {failing}: {said}"
    spot = Spot(theme.places.get(name, name), span=Span(line, 1, max(2, width + 1)))
    return Problem("E90", spot, message, "mend the template at this line")


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
