"""Trying out a site's own templates: all are compiled, and each is rendered with its richest page."""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec

from dayline import theme
from dayline.build.options import CARD_LIBRARIES, Options
from dayline.build.text_edits import selected
from dayline.pages.index import SiteIndex
from dayline.pages.look import look_sheet
from dayline.pages.plan import clashes, plan
from dayline.pages.site import site_view
from dayline.pages.template_samples import richest
from dayline.problems import Problem
from dayline.read.content import Content
from dayline.render import BrokenTemplate, Renderer
from dayline.timeline.timeline import Timeline


def try_templates(
    options: Options, timeline: Timeline, content: Content, codes: dict[str, bytes], *, fill: bool
) -> list[Problem]:
    """E90 for each error in the site's own templates; pages are rendered only if the content has no errors (`fill`)."""
    if all(name.startswith("assets/") for name in theme.site_files(options.site).found):
        return []
    site_theme = theme.load(options.site).with_look(look_sheet(timeline.site))
    site = site_view(timeline, site_theme.assets, cards="cards" in options.extras)
    renderer = Renderer(site_theme, site, b"".join(site_theme.digests().values()), bytecode=codes)
    unreadable = renderer.compile_problems()
    filled = _render_samples(options, timeline, content, renderer, unreadable) if fill else ()
    return list({problem.spot: problem for problem in (*unreadable.values(), *filled)}.values())


def _render_samples(
    options: Options, timeline: Timeline, content: Content, renderer: Renderer, broken: Iterable[str]
) -> Iterator[Problem]:
    """Problems in rendering the templates that are the site's own or use one, but no broken one."""
    index = SiteIndex(timeline, options.site)
    pages = selected(plan(index), options)
    yield from clashes(pages, index)
    touched = renderer.theme.dependents(renderer.theme.own) - renderer.theme.dependents(broken)
    for template, page in sorted(richest(pages, content.entries).items()):
        if template in touched and (not page.late or all(map(find_spec, CARD_LIBRARIES))):
            try:
                renderer.render((page.url, template, page.make(index)))
            except BrokenTemplate as mistake:
                yield mistake.problem
