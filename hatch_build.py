"""Puts the default templates into the wheel as compiled modules too, so that no build has to compile them."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent


class CompiledTemplates(BuildHookInterface[Any]):
    """Adds `render/compiled_templates/` to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, str(ROOT / "site_src"))
        from dayline.render.environment import PACKAGE, compiled_modules
        from dayline.theme import default_templates

        self._folder = TemporaryDirectory()
        for name, source in compiled_modules(default_templates()).items():
            path = Path(self._folder.name, name)
            path.write_text(source, "utf-8")
            build_data["force_include"][str(path)] = f"dayline/render/{PACKAGE}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        if version != "editable":
            self._folder.cleanup()
