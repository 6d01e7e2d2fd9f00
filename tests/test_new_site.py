"""`dayline new site`: a repository that checks, previews and publishes itself."""

import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from dayline import __version__, cli
from dayline.commands.new.kits import kit_names
from test_new import Keyboard

INVENTED = re.compile("Millbrook|Northport|Westfield|River Army")
KIT = """\
label: Trial
about: one trial
description: The trial, day by day
types: {plea: Plea}
actors: Courts.
figures: Costs.
files: {content/places/court.yaml: "name: Court\\nkind: site\\n"}
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs a command in an empty folder, with lines typed on a terminal; with none there is none."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str, typed: str | None = None) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO() if typed is None else Keyboard(typed))
        code = cli.main(arguments)
        return code, *capsys.readouterr()

    return command


def files_in(folder: Path) -> list[str]:
    """The paths of all files in a folder, in order."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_files(run: Run, tmp_path: Path) -> None:
    """Exactly these files are created, whose texts are filled in, and no package registry is named."""
    code, out, err = run("new", "site", "flood", "--title", "Flood: day by day", "--kit", "disaster")
    assert (code, err) == (0, "")
    assert out == "created 52 files in flood; see it with `dayline serve --site flood`\n"
    day = r"\d{4}/\d\d/\d\d/"
    there = [re.sub(r"\d{4}-\d\d-\d\d", "DAY", re.sub(r"\d{4}/\d\d/", "Y/M/", re.sub(day, "Y/M/D/", name)))
             for name in files_in(tmp_path / "flood")]  # fmt: skip
    assert "\n".join(re.sub(r"briefs/\d{4}", "briefs/Y", name) for name in there) + "\n" == (
        Path(__file__).parent / "transcripts/new-site-files.txt"
    ).read_text("utf-8")
    texts = {name: (tmp_path / "flood" / name).read_text("utf-8") for name in files_in(tmp_path / "flood")}
    empty = re.compile(r"\{(?:title|heading|day|year|folder|path|version|id|description|language|timezone|base_url)\}")
    assert [name for name, text in texts.items() if empty.search(text) or "pypi" in text or not text.strip()] == []
    assert texts["requirements.txt"].endswith(f"\ndayline[cards,search]=={__version__}\n")
    assert (
        texts["content/site.yaml"]
        == """\
title: "Flood: day by day"
description: What happened, day by day, with sources
base_url: https://example.org/
language: en
languages: [en]
timezone: UTC
publisher:
  name: "Flood: day by day"
  policies:
    corrections: corrections-policy
    verification: method
    unnamed_sources: method
    ethics: method
"""
    )


def test_a_site_is_asked_for(run: Run, tmp_path: Path) -> None:
    """A wrong answer is explained, and asked for again; the id of the feeds comes from the address."""
    typed = "\nexample\nhttps://news.example.cz/flood\nMars/Base\nEurope/Prague\nczech\ncs\nwater\ndisaster\n"
    code, out, err = run("new", "site", "the-flood", typed=typed)
    assert (code, out.startswith("created 52 files in the-flood;")) == (0, True)
    assert f"{err}\n" == (Path(__file__).parent / "transcripts/new-site.txt").read_text("utf-8")
    settings = yaml.safe_load((tmp_path / "the-flood/content/site.yaml").read_text("utf-8"))
    assert {name: settings[name] for name in ("title", "base_url", "timezone", "language")} == {
        "title": "The flood", "base_url": "https://news.example.cz/flood/", "timezone": "Europe/Prague",
        "language": "cs",
    }  # fmt: skip
    assert re.fullmatch(r"news\.example\.cz,\d{4}:flood", settings["id"])


@pytest.mark.parametrize("kit", kit_names())
def test_kits(kit: str, run: Run, tmp_path: Path) -> None:
    """Nothing is wrong with a new site but that it is new; its examples are drafts, which would be valid."""
    assert run("new", "site", "site", "--title", "Day by day", "--kit", kit)[0] == 0
    code, out, _ = run("check", "--site", "site")
    assert (code, set(re.findall(r"\[(\w+)\]", out))) == (0, {"W61"})
    assert run("build", "--site", "site", "--without", "search", "--without", "cards")[0] == 0
    pages = [path.read_bytes().decode("utf-8", "ignore") for path in (tmp_path / "site/public").rglob("*.*")]
    assert [page for page in pages if INVENTED.search(page)] == []
    examples = [*(tmp_path / "site/content/events").rglob("*.yaml"), *(tmp_path / "site/content/briefs").rglob("2*.md")]
    for path in examples:
        text = path.read_text("utf-8")
        assert "state: draft\nstarter: true\n" in text
        path.write_text(text.replace("state: draft\n", "").replace("starter: true\n", ""), "utf-8")
    code, out, _ = run("check", "--site", "site", "--format", "json")
    assert {problem["code"] for problem in json.loads(out)["problems"]} <= {"W44", "W61"}
    assert len(examples) >= 2


def test_a_kit_of_your_own(run: Run, tmp_path: Path) -> None:
    """A kit is a file that anybody can write."""
    (tmp_path / "trial.yaml").write_text(KIT, "utf-8")
    assert run("new", "site", "site", "--kit", "trial.yaml")[0] == 0
    content = tmp_path / "site/content"
    assert (content / "vocab/event-types.yaml").read_text("utf-8") == "types:\n  plea: {label: Plea}\n"
    assert (content / "places/court.yaml").read_text("utf-8") == "name: Court\nkind: site\n"
    assert (content / "figures/README.md").read_text("utf-8").endswith("\n\nCosts.\n")
    event = ("--source", "observation", "--type", "Plea", "--date", "2026-11-12", "--site", "site")
    assert run("new", "event", "She pleads not guilty", *event)[0] == 0


@pytest.mark.parametrize(
    ("kit", "why"),
    [
        (KIT.replace("label: Trial\n", ""), "`kit.yaml` has no `label`; a kit has the fields `label`, `about`, "),
        (KIT.replace("Costs.", "[Costs]"), "`kit.yaml` should have a text under `figures`."),
        (f"{KIT}more: x\n", "`kit.yaml` has the unknown field `more`; take it out."),
        (KIT.replace("{plea: Plea}", "[plea]"), "`kit.yaml` should have names with a text each under `types`."),
        (KIT.replace("content/places", "../places"),
         "`kit.yaml` has a file `../places/court.yaml`; write a path that begins with `content/`."),
        (KIT.replace("kind: site", "kind: sight"), "`content/places/court.yaml`: `sight` is not a known `kind`; "),
        (KIT.replace("plea: Plea", "attack: Attack"), "`content/vocab/event-types.yaml`: "),
        (f"{KIT}label: x\n", "`kit.yaml`: line 8: `label` is written twice; keep one of the two and delete the other."),
        ("", "`kit.yaml`: line 1: the file is empty; "),
        (None, "`kit.yaml` can't be read: no such file or directory."),
    ],
)  # fmt: skip
def test_a_kit_with_mistakes(kit: str | None, why: str, run: Run, tmp_path: Path) -> None:
    """What is wrong with a kit is said, and nothing is created."""
    if kit is not None:
        (tmp_path / "kit.yaml").write_text(kit, "utf-8")
    code, out, err = run("new", "site", "site", "--kit", "kit.yaml")
    assert (code, out, (tmp_path / "site").exists()) == (2, "", False)
    assert why in err.splitlines()[-1]


def test_an_unknown_subject(run: Run) -> None:
    """The subjects are listed."""
    assert run("new", "site", "site", "--kit", "water")[2].splitlines()[-1] == (
        "Error: `water` is not a known subject; write one of `conflict`, `disaster`, `general`, "
        "or the path of a file for another, as in kit.yaml."
    )


def git(folder: Path, *arguments: str) -> str:
    """What a git command prints."""
    command = ["git", "-C", str(folder), "-c", "user.name=Desk", "-c", "user.email=desk@example.org", *arguments]
    return subprocess.check_output(command, text=True, stderr=subprocess.STDOUT)


def test_a_folder_with_other_files(run: Run, tmp_path: Path) -> None:
    """What is there stays as it is, and nothing is committed or staged."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "README.md").write_text("Ours.\n", "utf-8")
    git(site, "init", "-q")
    code, out, _ = run("new", "site", "site")
    assert (code, out.splitlines()[0]) == (0, "kept site/README.md, which was there before")
    assert (site / "README.md").read_text("utf-8") == "Ours.\n"
    states = {line[:2] for line in git(site, "status", "--porcelain").splitlines()}
    assert (states, [*(site / ".git/refs/heads").iterdir()]) == ({"??"}, [])


@pytest.mark.parametrize("blocked", ["static", "content", ".github", "."])
def test_a_file_in_the_way(blocked: str, run: Run, tmp_path: Path) -> None:
    """A file where a folder has to be stops everything before anything is written."""
    path = tmp_path / "site" / blocked
    path.parent.mkdir(exist_ok=True)
    path.write_text("", "utf-8")
    before = files_in(tmp_path)
    code, _, err = run("new", "site", "site")
    assert (code, files_in(tmp_path)) == (2, before)
    assert err.splitlines()[-1] in (
        f"Error: `site/{blocked}` is not a folder; nothing was changed.",
        "Error: `site` is not a folder; nothing was changed.",
    )


def test_content_without_settings(run: Run, tmp_path: Path) -> None:
    """Where only the settings are missing, the command that the message names writes them."""
    page = tmp_path / "content/pages/about.md"
    page.parent.mkdir(parents=True)
    page.write_text("---\ntitle: About us\n---\nWe are the desk.\n", "utf-8")
    code, out, _ = run("check")
    assert (code, "help: run `dayline new site .`, which writes one" in out) == (1, True)
    code, out, _ = run("new", "site", ".")
    assert (code, out.splitlines()[0]) == (0, "kept content/pages/about.md, which was there before")
    assert run("check")[0] == 0
    assert run("new", "site", ".")[2].splitlines()[-1] == (
        "Error: `content/site.yaml` already exists; nothing was changed."
    )


def test_without_git(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but Python is needed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run("new", "site", "site")[0] == 0


def test_schemas_are_for_files_that_are_there(run: Run, tmp_path: Path) -> None:
    """Each schema that the settings of the editor name is there, and no other."""
    run("new", "site", "site")
    schemas = json.loads((tmp_path / "site/.vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert sorted(schemas) == [f".vscode/schema/{name}" for name in files_in(tmp_path / "site/.vscode/schema")]
    assert schemas[".vscode/schema/event.json"] == "content/events/**/*.yaml"
    assert {pattern.split("/")[1] for pattern in schemas.values()} >= {"events", "actors", "site.yaml", "vocab"}
