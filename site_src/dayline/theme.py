"""The theme: templates and assets; a site's own files override the built-in ones one by one."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from gettext import NullTranslations
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dayline.digests import digest
from dayline.disk import read_regular
from dayline.patterns import lazy_pattern
from dayline.read.scan import Unreadable, scan_tree, unreadable
from dayline.read.stray import is_stray
from dayline.style import in_both_modes, minified_css
from dayline.words import catalogue, gettext

if TYPE_CHECKING:
    from jinja2 import nodes

BUILT_IN = "built-in/"  # before the name of a template: the one of the default theme, whatever the site has
MAP_STYLE = "base-map.css"  # the asset that is part of every base map, and no file of its own
TOKENS = "style/10-tokens.css"
OWN_STYLE = "own.css"  # the asset with which a site adds to the style sheet
TEXT = (".html", ".atom", ".xml", ".txt", ".json", ".csv", ".svg")
_STRING = r"""("(?:[^"\\]|\\.)*")"""
_MESSAGE = lazy_pattern(rf"(?<![\w.$])_\({_STRING}\)")
_PLURAL = lazy_pattern(rf"(?<![\w.$])ngettext\(\s*{_STRING},\s*{_STRING}\s*\)")
_REFERENCE = lazy_pattern(r"{%[-+]?\s*(?:extends|include|import|from)\b")
_LITERAL_REFERENCE = lazy_pattern(
    _REFERENCE.pattern + r"""\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*(?:[-+]?%}|(?:import|as|ignore|with|without)\b)"""
)


@dataclass(frozen=True)
class Theme:
    """Template sources, asset contents and template paths, each by name; `own` names the site's own templates.

    `style` is the style sheet of all pages, `map_rules` what base maps have in place of it.
    """

    templates: Mapping[str, str]
    assets: Mapping[str, bytes]
    paths: Mapping[str, str]
    own: frozenset[str] = frozenset()
    style: str = ""
    map_rules: str = ""

    def with_look(self, sheet: str) -> "Theme":
        """The theme with another style sheet after its own, `look.css`, which base maps follow too."""
        if not sheet:
            return self
        look = _with_hash("look.css", minified_css(sheet).encode())
        return replace(self, assets={**self.assets, **look}, style=self.style + minified_css(sheet))

    def digests(self) -> dict[str, bytes]:
        """For each template a digest of it and of all templates that it uses, directly or not."""
        return self._digests

    @cached_property
    def _digests(self) -> dict[str, bytes]:
        return {name: self._digest(name) for name in self.templates}

    def dependents(self, names: Iterable[str]) -> set[str]:
        """The named templates and all that use one of them, directly or not."""
        wanted = set(names)
        return {name for name in self.templates if wanted & self.used(name)}

    def _digest(self, name: str) -> bytes:
        return digest(*(f"{reached}\0{self.templates.get(reached)!r}" for reached in sorted(self.used(name))))

    def used(self, *names: str) -> set[str]:
        """Some templates and all that they use, directly or not."""
        seen, queue = {*names}, [*names]
        while queue:
            named = referenced_templates(self.templates.get(queue.pop(), ""))
            more = set(self.templates) if None in named else {name for name in named if name is not None}
            queue += more - seen
            seen |= more
        return seen


@lru_cache(1024)
def referenced_templates(source: str) -> tuple[str | None, ...]:
    """The templates that a template extends, includes or imports; None for a name that is computed.

    Jinja's parser takes a hundred times as long as our regular expression, which covers literal names.
    """
    plain = _LITERAL_REFERENCE.findall(source)
    if len(plain) == len(_REFERENCE.findall(source)):
        return tuple(double or single for double, single in plain)
    from jinja2 import TemplateSyntaxError, meta

    try:
        return tuple(meta.find_referenced_templates(parsed(source)))
    except TemplateSyntaxError:
        return (None,)


def parsed(source: str) -> "nodes.Template":
    """A template as Jinja's tree; it can hold messages (`{% trans %}`)."""
    from jinja2 import Environment

    return Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(source)


class Files(NamedTuple):
    """The files of a theme by name, and entries in the site's `templates` that are not readable files."""

    found: Mapping[str, Path]
    unreadable: tuple[Unreadable, ...]


def files(site: Path) -> Files:
    """The files of a site's theme; beside templates of the site's own also those that they replace, for extending."""
    own, default = site_files(site), dict(_built_in_files())
    has_own = any(default.get(name) != path for name, path in own.found.items())
    replaced = {f"{BUILT_IN}{name}": path for name, path in default.items() if has_own and is_template(name)}
    return Files(dict(sorted({**default, **own.found, **replaced}.items())), own.unreadable)


def site_files(site: Path) -> Files:
    """The files in a site's `templates` folder, if there is one."""
    if not os.path.lexists(site / "templates"):
        return Files({}, ())
    tree = scan_tree(site, "templates")
    found = {name.removeprefix("templates/"): site / name for name, _ in tree.files}
    return Files(found, tuple(tree.unreadable))


def own_assets(site: Path) -> list[str]:
    """The names of the assets that are the site's own and published under the name that they have."""
    names = (name.removeprefix("assets/") for name in site_files(site).found if name.startswith("assets/"))
    return [name for name in names if not name.endswith((".css", ".js"))]


def is_text(name: str) -> bool:
    """Whether a theme file is text: a template, a style sheet or a script."""
    return name.endswith((".css", ".js") if name.startswith("assets/") else TEXT)


def is_template(name: str) -> bool:
    """Whether a file of a theme is a template."""
    return is_text(name) and not name.startswith("assets/")


def files_digest(files: Files) -> bytes:
    """The digest of every file of a theme, and of what lies among them."""
    named = (f"{name}\0{path}".encode("utf-8", "surrogateescape") for name, path in files.found.items())
    return digest(
        repr(files.unreadable), *chain.from_iterable(zip(named, map(_raw, files.found.values()), strict=True))
    )


def _raw(path: Path) -> bytes:
    """What is in a file, or why it can't be read."""
    try:
        return read_regular(path)
    except OSError as error:
        return repr(unreadable(error)).encode()


def load(site: Path) -> Theme:
    """The theme of a site; its files must have passed `render.theme_errors`."""
    return _theme(
        site, tuple((name, path, read_regular(path)) for name, path in files(site).found.items()), catalogue()
    )


@lru_cache(1)
def _theme(site: Path, found: tuple[tuple[str, Path, bytes], ...], _: NullTranslations) -> Theme:
    """The theme with these files, in the language of a catalogue; `serve` asks for the same after each edit."""
    contents = {name.removeprefix("assets/"): raw for name, _, raw in found if name.startswith("assets/")}
    templates = [(name, path, raw) for name, path, raw in found if is_template(name)]
    map_rules = contents.pop(MAP_STYLE, b"").decode()
    return Theme(
        templates={name: _text(raw) for name, _, raw in templates},
        assets=_bundle(contents),
        paths={name: _display_path(path, site) for name, path, _ in templates},
        own=frozenset(name for name, path, _ in templates if path == site / "templates" / name),
        style=_style(contents),
        map_rules=minified_css(map_rules),
    )


def built_in() -> Path:
    """The folder of the default theme: inside the installed package, or at the root of the source tree."""
    packaged = Path(__file__).parent / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "templates"


def default_templates() -> dict[str, str]:
    """The templates of the default theme."""
    return {name: _text(read_regular(path)) for name, path in sorted(_built_in_files()) if is_template(name)}


def _display_path(path: Path, site: Path) -> str:
    """A template's path, relative to the site if it is inside it."""
    return path.relative_to(site).as_posix() if path.is_relative_to(site) else str(path)


def _built_in_files() -> Iterator[tuple[str, Path]]:
    """The files of the default theme; in an installed package they may be links into an installer's cache."""
    top = built_in()
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not is_stray(name)]
        inside = Path(folder)
        start = "".join(f"{part}/" for part in inside.relative_to(top).parts)
        for name in names:
            path = inside / name
            if not is_stray(name) and path.is_file():
                yield f"{start}{name}", path.resolve() if path.is_symlink() else path


def _text(raw: bytes) -> str:
    return raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _bundle(assets: dict[str, bytes]) -> dict[str, bytes]:
    """The assets as published: `style/` bundled into one sheet, CSS and scripts minified, hashes in their names."""
    from rjsmin import jsmin

    found = _with_hash("style.css", _style(assets).encode())
    for name, raw in assets.items():
        if name.endswith(".js"):
            found |= _with_hash(name, str(jsmin(_translate(raw.decode()))).encode())
        elif name.endswith(".css") and "/" not in name and name != OWN_STYLE:
            found |= _with_hash(name, minified_css(raw.decode()).encode())
        elif not name.startswith("style/") and name != OWN_STYLE:
            found[name] = raw
    return found


def _style(assets: Mapping[str, bytes]) -> str:
    """The style sheet of all pages, minified; what the site adds to it (`own.css`) comes last."""
    sheets = {name: raw.decode() for name, raw in assets.items() if name.startswith("style/") and name.endswith(".css")}
    sheets[OWN_STYLE] = assets.get(OWN_STYLE, b"").decode()
    tokens = sheets.pop(TOKENS, "")
    return minified_css("\n".join((tokens, *(in_both_modes(tokens, sheet) for sheet in sheets.values()))))


def _translate(script: str) -> str:
    """A script with messages translated: `_("Show")` to a string, `ngettext("one", "many")` to strings by plural."""
    script = _MESSAGE.sub(lambda found: _translated_string(found[1]), script)
    return _PLURAL.sub(
        lambda found: f'{{"one": {_translated_string(found[1])}, "other": {_translated_string(found[2])}}}', script
    )


def _translated_string(literal: str) -> str:
    import json

    return json.dumps(gettext(json.loads(literal)), ensure_ascii=False)


def _with_hash(name: str, raw: bytes) -> dict[str, bytes]:
    stem, dot, suffix = name.rpartition(".")
    return {f"{stem}.{blake2b(raw, digest_size=5).hexdigest()}{dot}{suffix}": raw}
