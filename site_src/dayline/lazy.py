"""The only way to import one of Dayline's modules late: by its name, `module:name` or a row of a table.

Everywhere else they are imported at the top. The names are those of the commands (`cli.py`), of the page kinds
(`page_kinds.py`), and of what a build that finds nothing changed must not load (`commands/build.py` and its options).
`tests/test_contract.py` counts them as imports, and refuses other imports of Dayline's modules inside functions.
Only libraries that are slow to load may be imported there.
"""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any


def load(target: str) -> Any:
    """What `module:name` stands for in this package."""
    name, _, attribute = target.partition(":")
    return getattr(module(name), attribute)


def module(name: str) -> ModuleType:
    """A module of this package by its name."""
    return import_module(f"{__package__}.{name}")


def lazy(target: str) -> Callable[..., Any]:
    """A function by its `module:name`, imported when it is first called.

    Its type is imported under `TYPE_CHECKING`, so that calls are checked as usual.
    """

    def call(*args: Any, **kwargs: Any) -> Any:
        return load(target)(*args, **kwargs)

    return call


def load_all(folder: str, besides: str = "") -> None:
    """Import all modules of a folder except one of its folders (`besides`), so that they declare what they hold."""
    from pkgutil import iter_modules

    package, left_out = f"{__package__}.{folder}", f"{__package__}.{besides}"
    for module in iter_modules(import_module(package).__path__, f"{package}."):
        if module.name != left_out:
            import_module(module.name)
            if module.ispkg:
                load_all(module.name.removeprefix(f"{__package__}."), besides)
