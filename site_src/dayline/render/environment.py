"""Jinja as our templates use it, and where compiled templates come from: the wheel, the cache, or their source."""

import re
from collections.abc import Callable, Mapping, MutableMapping
from importlib.util import find_spec
from types import CodeType
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, Template

from dayline.digests import digest
from dayline.pages.languages import spoken
from dayline.prose import plain_text, unquoted
from dayline.render.compile import FastEnvironment
from dayline.render.translate import FUNCTIONS, CompiledMessages
from dayline.theme import BUILT_IN
from dayline.words import speaks_english

PACKAGE = "compiled_templates"
"""The folder in the wheel with a module for each default template; a clone has none."""

Source = tuple[str, str, None]


def environment(
    source: Callable[[str], Source | None], absolute: Callable[[str], str], codes: dict[str, bytes]
) -> FastEnvironment:
    """An environment for templates with these sources; `codes` are those compiled earlier, and gets new ones."""
    jinja = FastEnvironment(
        loader=_Loader(source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_Codes(codes),
        extensions=[CompiledMessages],
    )
    jinja.policies["ext.i18n.trimmed"] = True
    jinja.globals.update(FUNCTIONS)
    jinja.filters.update(absolute=absolute, spoken=spoken, striptags=plain_text, unquoted=unquoted)
    return jinja


def compiled_modules(templates: Mapping[str, str]) -> dict[str, str]:
    """The modules of templates by file name, for the wheel; each is named after what it was compiled from."""
    jinja = environment(lambda _: None, str, {})
    return {
        f"{_module(name, source)}.py": jinja.compile(source, name, name, raw=True) for name, source in templates.items()
    }


def _module(template: str, source: str) -> str:
    """The name of a template's module; another source, or what another Jinja would make of it, has another name."""
    return f"{re.sub(r'[^a-z]', '_', template.lower())}_{digest(template, source, jinja2.__version__).hex()}"


class _Loader(FunctionLoader):
    """Takes a default template from its module in the wheel, and compiles every other."""

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        source, *_ = self.get_source(environment, name)
        code = _shipped(name.removeprefix(BUILT_IN), source) if speaks_english() else None
        if code is None:
            return super().load(environment, name, globals)
        return environment.template_class.from_code(environment, code.replace(co_filename=name), globals or {})


def _shipped(template: str, source: str) -> CodeType | None:
    """The code of a template in the wheel; Jinja's tracebacks name the template, not the module."""
    package = f"{__package__}.{PACKAGE}"
    spec = find_spec(package) and find_spec(f"{package}.{_module(template, source)}")
    code: CodeType | None = spec.loader.get_code(spec.name) if spec and spec.loader else None  # type: ignore[attr-defined]
    return code


class _Codes(BytecodeCache):
    """Compiled templates in a dictionary; Jinja checks that they match their source."""

    def __init__(self, codes: dict[str, bytes]) -> None:
        self._codes = codes

    def load_bytecode(self, bucket: Any) -> None:
        if bucket.key in self._codes:
            bucket.bytecode_from_string(self._codes[bucket.key])

    def dump_bytecode(self, bucket: Any) -> None:
        self._codes[bucket.key] = bucket.bytecode_to_string()
