"""The files of a new site: a repository that checks, previews and publishes itself."""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from dayline import __version__
from dayline.commands.new.file_text import escaped
from dayline.commands.new.kits import Kit
from dayline.commands.starter_texts import quoted, starter
from dayline.read.files import KINDS
from dayline.read.records import RECORDS
from dayline.read.yaml.strict import read
from dayline.schema.json_schema import json_schema

_FILES = {
    "content/site.yaml": "site.yaml",
    "content/pages/about.md": "about.md",
    "content/pages/method.md": "method.md",
    "content/pages/corrections-policy.md": "corrections-policy.md",
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
    ".gitignore": "gitignore",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".gitlab/merge_request_templates/Default.md": "merge-request.md",
    ".github/workflows/site.yml": "github-site.yml",
    ".github/pull_request_template.md": "merge-request.md",
    ".github/ISSUE_TEMPLATE/correction.yml": "issue-correction.yml",
    ".github/ISSUE_TEMPLATE/event.yml": "issue-event.yml",
    ".pre-commit-config.yaml": "pre-commit.yaml",
    ".vscode/extensions.json": "vscode-extensions.json",
    "static/README.md": "static.md",
}
"""The files that are the same for every subject, and the starters that they are made from."""


def repository(settings: Mapping[str, str], kit: Kit, today: date) -> Mapping[str, str]:
    """The texts of all files of a new site, by their paths in its folder."""
    fill = _fillings(settings, kit, today)
    starters = {path: starter(f"site/{source}") for path, source in _FILES.items()}
    texts = {**starters, **kit.files, "content/vocab/event-types.yaml": _event_types(kit), **dict(_readmes(kit))}
    filled = {_filled(path, fill): _filled(text, fill) for path, text in texts.items()}
    return {**filled, **dict(_editor_settings())}


def _fillings(settings: Mapping[str, str], kit: Kit, today: date) -> Mapping[str, str]:
    return {
        **{name: quoted(value) for name, value in settings.items()},
        "heading": escaped(settings["title"]), "description": quoted(kit.description), "version": __version__,
        "id": f"id: {settings['id']}\n" if settings.get("id") else "",
        "day": today.isoformat(), "year": f"{today:%Y}", "folder": f"{today:%Y/%m}", "path": f"{today:%Y/%m/%d}",
    }  # fmt: skip


def _filled(text: str, fill: Mapping[str, str]) -> str:
    for name, value in fill.items():
        text = text.replace("{" + name + "}", value)
    return text


def _event_types(kit: Kit) -> str:
    lines = (f"  {name}: {{label: {quoted(label)}}}\n" for name, label in kit.types.items())
    return f"types:\n{''.join(lines)}"


def _readmes(kit: Kit) -> Iterator[tuple[str, str]]:
    """A README for each folder of `content/`, with what the kit adds to it."""
    folders = read(starter("site/folders.yaml"), "folders.yaml").data
    assert isinstance(folders, dict)  # noqa: S101 - a file of the program
    for folder, text in folders.items():
        advice = {"actors": kit.actors, "figures": kit.figures}.get(folder, "")
        yield f"content/{folder}/README.md", "\n\n".join(part.strip() for part in (str(text), advice) if part) + "\n"


def _editor_settings() -> Iterator[tuple[str, str]]:
    """Schemas, with which an editor of text completes fields, and the files that each is for."""
    files = {"site": "content/site.yaml"}
    for folder, (kind, ending) in KINDS.items():
        if ending == ".yaml":
            files[kind] = f"content/{folder}/**/*.yaml"
    for kind in files:
        yield f".vscode/schema/{kind}.json", json_schema(*RECORDS[kind])
    schemas = {f".vscode/schema/{kind}.json": pattern for kind, pattern in files.items()}
    yield ".vscode/settings.json", json.dumps({"yaml.schemas": schemas, "yaml.format.enable": False}, indent=2) + "\n"
