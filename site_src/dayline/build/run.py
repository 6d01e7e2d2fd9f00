"""What the stages of one build share."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dayline.build import static_files
from dayline.build.options import Options
from dayline.build.static_files import StaticFiles
from dayline.build.workers import Workers
from dayline.cache.memory import Memory
from dayline.pages.index import SiteIndex
from dayline.pages.look import look_sheet
from dayline.pages.maps.map_style import MapStyle, map_style
from dayline.problems import Problem
from dayline.render.theme_errors import theme_problems
from dayline.theme import Theme
from dayline.theme import load as load_theme
from dayline.write.incoming import Content
from dayline.write.publish import Written, amend, publish


@dataclass(frozen=True, slots=True)
class Run:
    """What one build works with: `codes` are compiled templates by name; with `verify` the whole output is read.

    `problems` are those of the site's own templates and static files; without any, the `theme` is loaded.
    """

    options: Options
    crew: Workers
    codes: dict[str, bytes]
    verify: bool
    static: StaticFiles
    problems: tuple[Problem, ...] = ()
    theme: Theme | None = None

    def styled(self, index: SiteIndex) -> SiteIndex:
        """The index, with base maps in the theme's style from the first question on."""
        if self.theme:
            theme = self.theme.with_look(look_sheet(index.timeline.site))
            index.base_maps.style = _map_style(theme.style, theme.map_rules)
        return index

    def publish(self, files: Iterable[tuple[str, Content]]) -> Written:
        """Publish the files as a whole edition."""
        return publish(files, self.options.output, verify=self.verify)

    def amend(self, files: Iterable[tuple[str, Content]], base: str) -> Written:
        """Publish the current edition with these files changed, if it is still `base`."""
        return amend(files, (), self.options.output, base=base, verify=self.verify)


@lru_cache(1)
def _map_style(style: str, rules: str) -> MapStyle:
    """The style of base maps, which a preview would otherwise work out again after each edit."""
    return map_style(style, rules)


def prepared(options: Options, crew: Workers, codes: dict[str, bytes], before: Memory) -> Run:
    """What a build needs besides the content: static files and the theme."""
    static = static_files.load(options.site)
    problems = (*theme_problems(options.site), *static.problems)
    theme = None if problems else load_theme(options.site)
    return Run(options, crew, codes, options.verify or not before.pages, static, problems, theme)
