"""Templates that a site copied from the default theme, and whether that has changed since."""

import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from dayline.disk import read_regular
from dayline.problems import Problem, Span, Spot
from dayline.theme import default_templates, site_files

_FIRST_LINE = re.compile(r"\{# copied from built-in/(\S+), version (\w+) #\}")


def copy_of(name: str, source: str) -> str:
    """A template of the default theme as a site has it: with a first line that says which version it is."""
    return f"{{# copied from built-in/{name}, version {_version(source)} #}}\n{source}"


def outdated_copies(site: Path) -> Iterator[Problem]:
    """W67 for each template whose first line says that it was copied from another version than there is now."""
    copies = {name: found for name, path in site_files(site).found.items() if (found := _first_line(path))}
    current = default_templates() if copies else {}
    for name, found in copies.items():
        original, version = found.groups()
        if original in current and version != _version(current[original]):
            spot = Spot(f"templates/{name}", span=Span(1, found.start(2) + 1, found.end(2) + 1))
            message = f"the built-in `{original}` has changed since this was copied from it"
            help = (
                f"take over what `dayline new template {original} --show` has and this lacks, "
                f"then write `{_version(current[original])}` here"
            )
            yield Problem("W67", spot, message, help)


def _first_line(path: Path) -> re.Match[str] | None:
    try:
        return _FIRST_LINE.match(read_regular(path, 500).decode("utf-8", "replace"))
    except OSError:
        return None


def _version(source: str) -> str:
    return blake2b(source.encode(), digest_size=5).hexdigest()
