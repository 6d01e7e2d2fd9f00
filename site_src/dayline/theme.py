"""The theme: templates and assets, the site's own before the built-in ones, file by file."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from dayline.digests import digest
from dayline.disk import read_regular
from dayline.read.scan import Strange, grown, unreadable
from dayline.read.stray import is_stray
from dayline.words import gettext

TEXT = (".html", ".atom", ".xml", ".txt", ".json", ".csv", ".svg")
_LITERAL = r"""("(?:[^"\\]|\\.)*")"""
_MESSAGE = re.compile(rf"(?<![\w.$])_\({_LITERAL}\)")
_PLURAL = re.compile(rf"(?<![\w.$])ngettext\(\s*{_LITERAL},\s*{_LITERAL}\s*\)")
_LEADS = re.compile(r"{%[-+]?\s*(?:extends|include|import|from)\b")
_PLAINLY = re.compile(
    _LEADS.pattern + r"""\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*(?:[-+]?%}|(?:import|as|ignore|with|without)\b)"""
)


@dataclass(frozen=True, slots=True)
class Theme:
    """Sources of templates by name, contents of assets by name, and where a template's file is.

    `own` are the names of templates that are the site's own.
    """

    templates: Mapping[str, str]
    assets: Mapping[str, bytes]
    places: Mapping[str, str]
    own: frozenset[str] = frozenset()

    def looks(self) -> dict[str, bytes]:
        """For each template the digest of it and of all templates that it leads to."""
        return {name: self._look(name) for name in self.templates}

    def leading_to(self, names: Iterable[str]) -> set[str]:
        """The templates that are among the names, or lead to one of them."""
        wanted = set(names)
        return {name for name in self.templates if wanted & self._reached(name)}

    def _look(self, name: str) -> bytes:
        return digest(*(f"{reached}\0{self.templates.get(reached)!r}" for reached in sorted(self._reached(name))))

    def _reached(self, name: str) -> set[str]:
        seen, queue = {name}, [name]
        while queue:
            names = leads(self.templates.get(queue.pop(), ""))
            found = set(self.templates) if None in names else {name for name in names if name is not None}
            queue += found - seen
            seen |= found
        return seen


@lru_cache(1024)
def leads(source: str) -> tuple[str | None, ...]:
    """The templates that a template names to extend, include or import; None where it works a name out.

    Jinja's parser takes a hundred times as long as our expression, which knows the plain way to write a name.
    """
    plain = _PLAINLY.findall(source)
    if len(plain) == len(_LEADS.findall(source)):
        return tuple(double or single for double, single in plain)
    from jinja2 import Environment, TemplateSyntaxError, meta

    try:
        return tuple(meta.find_referenced_templates(Environment(autoescape=True).parse(source)))
    except TemplateSyntaxError:
        return (None,)


class Files(NamedTuple):
    """The files of a theme by name, and what lies among the site's own that is no file."""

    found: Mapping[str, Path]
    strange: tuple[Strange, ...]


def files(site: Path) -> Files:
    """The files of a site's theme."""
    own = own_files(site)
    return Files(dict(sorted({**dict(_built_in_files()), **own.found}.items())), own.strange)


def own_files(site: Path) -> Files:
    """The files in a site's `templates`, if it has one."""
    if not os.path.lexists(site / "templates"):
        return Files({}, ())
    tree = grown(site, "templates")
    found = {name.removeprefix("templates/"): site / name for name, _ in tree.files}
    return Files(found, tuple(tree.strange))


def own_assets(site: Path) -> list[str]:
    """The names of the assets that are the site's own and published under the name that they have."""
    names = (name.removeprefix("assets/") for name in own_files(site).found if name.startswith("assets/"))
    return [name for name in names if not name.endswith((".css", ".js"))]


def is_text(name: str) -> bool:
    """Whether a file of a theme is read as text: a template, a style sheet or a script."""
    return name.endswith((".css", ".js") if name.startswith("assets/") else TEXT)


def files_digest(files: Files) -> bytes:
    """The digest of every file of a theme, and of what lies among them."""
    named = (f"{name}\0{path}".encode("utf-8", "surrogateescape") for name, path in files.found.items())
    return digest(repr(files.strange), *chain.from_iterable(zip(named, map(_raw, files.found.values()), strict=True)))


def _raw(path: Path) -> bytes:
    """What is in a file, or why it can't be read."""
    try:
        return read_regular(path)
    except OSError as error:
        return repr(unreadable(error)).encode()


def load(site: Path) -> Theme:
    """The theme of a site, whose files are known to be fit (`render.refused`)."""
    found = files(site).found
    assets = {name.removeprefix("assets/"): path for name, path in found.items() if name.startswith("assets/")}
    templates = {name: path for name, path in found.items() if is_text(name) and not name.startswith("assets/")}
    return Theme(
        templates={name: _text(path) for name, path in templates.items()},
        assets=_bundled({name: read_regular(path) for name, path in assets.items()}),
        places={name: _place(path, site) for name, path in templates.items()},
        own=frozenset(name for name, path in templates.items() if path == site / "templates" / name),
    )


def built_in() -> Path:
    """The folder of the default theme: inside the installed package, or beside the source tree."""
    packaged = Path(__file__).parent / "templates"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "templates"


def _place(path: Path, site: Path) -> str:
    """Where a template is, from the site's folder if it lies in it."""
    return path.relative_to(site).as_posix() if path.is_relative_to(site) else str(path)


def _built_in_files() -> Iterator[tuple[str, Path]]:
    """The files of the default theme; those of an installed package may be links to where it is kept."""
    folder = built_in()
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(map(is_stray, name.split("/"))):
            yield name, path.resolve() if path.is_symlink() else path


def _text(path: Path) -> str:
    return read_regular(path).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _bundled(assets: dict[str, bytes]) -> dict[str, bytes]:
    """The style sheets of `style/` as one, those beside it and the scripts, minified, under names that change with
    their contents."""
    from rcssmin import cssmin
    from rjsmin import jsmin

    style = b"\n".join(raw for name, raw in assets.items() if name.startswith("style/") and name.endswith(".css"))
    found = _hashed("style.css", str(cssmin(style.decode())).encode())
    for name, raw in assets.items():
        if name.endswith(".js"):
            found |= _hashed(name, str(jsmin(_spoken(raw.decode()))).encode())
        elif name.endswith(".css") and "/" not in name:
            found |= _hashed(name, str(cssmin(raw.decode())).encode())
        elif not name.startswith("style/"):
            found[name] = raw
    return found


def _spoken(script: str) -> str:
    """A script with its messages: `_("Show")` as a text, `ngettext("one", "many")` as texts by plural category."""
    script = _MESSAGE.sub(lambda found: _text_of(found[1]), script)
    return _PLURAL.sub(lambda found: f'{{"one": {_text_of(found[1])}, "other": {_text_of(found[2])}}}', script)


def _text_of(literal: str) -> str:
    return json.dumps(gettext(json.loads(literal)), ensure_ascii=False)


def _hashed(name: str, raw: bytes) -> dict[str, bytes]:
    stem, dot, suffix = name.rpartition(".")
    return {f"{stem}.{blake2b(raw, digest_size=5).hexdigest()}{dot}{suffix}": raw}
