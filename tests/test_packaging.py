"""The wheel, in an empty environment: what somebody gets who installs Dayline."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from sysconfig import get_path
from typing import Any

import pytest
import yaml

from dayline import __version__
from dayline.render.environment import PACKAGE, compiled_modules
from dayline.theme import default_templates

ROOT = Path(__file__).parents[1]
UNREACHABLE = ("onnection", "Network", "Temporary failure", "timed out", "No matching distribution")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network from what is in the folder."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    return next(folder.glob("*.whl"))


def pip(*arguments: str | Path, into: str | Path = sys.executable) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "--python", into, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and "install" in arguments and any(word in done.stderr for word in UNREACHABLE):
        pytest.skip(f"the package index can't be reached: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr


@pytest.mark.packaging
@pytest.mark.slow
def test_wheel_has_the_theme(wheel: Path) -> None:
    """The wheel holds the program, the default theme, and fonts with their licence, and no tests."""
    names = zipfile.ZipFile(wheel).namelist()
    assert "dayline/cli.py" in names
    assert any(name.startswith("dayline/templates/") for name in names)
    fonts = {name.rpartition("/")[2] for name in names if name.startswith("dayline/fonts/noto/")}
    assert {"OFL.txt", "widths.json", "NotoSerif-Bold.ttf"} <= fonts
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"dayline"}


@pytest.mark.packaging
@pytest.mark.slow
def test_wheel_has_the_compiled_templates(wheel: Path) -> None:
    """For each template of the theme there is a module, equal to what its source compiles to, and no other."""
    archive, folder = zipfile.ZipFile(wheel), f"dayline/render/{PACKAGE}/"
    modules = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith(folder)}
    templates = {name: archive.read(f"dayline/templates/{name}").decode() for name in default_templates()}
    assert modules == {f"{folder}{name}": code for name, code in compiled_modules(templates).items()}
    assert len(modules) == len(templates)


SERVICES = {"github": ".github/workflows/site.yml", "gitlab": ".gitlab-ci.yml"}


@pytest.fixture(scope="session")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the wheel and the libraries of this environment."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    libraries = Path(get_path("purelib", vars={"base": str(folder)}))
    (libraries / "libraries.pth").write_text(get_path("purelib"), "utf-8")
    pip("install", "--no-deps", "--no-index", wheel, into=folder / "bin/python")
    return folder / "bin"


class Repository:
    """A new site, pushed to a repository that others clone, with its last published commit in `before`."""

    def __init__(self, folder: Path, programs: Path) -> None:
        path = f"{programs}:{os.environ['PATH']}"
        offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1"}  # the libraries are those of this environment
        names = {"PATH": path, "HOME": str(folder), "LC_ALL": "C.UTF-8", **offline}
        author = {f"GIT_{who}_{what}": "desk" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        self.environment = {**names, **author, "GIT_CONFIG_NOSYSTEM": "1"}
        self.folder = folder
        self.run("dayline new site site --title 'Harbour diary' --yes && cd site && git init -q -b main")
        self.run(f"cd site && dayline new event 'The harbour is closed' --slug closed {EVENT}")
        self.run("cd site && git add . && git commit -qm 1")
        self.before = self.run("git -C site rev-parse HEAD").stdout.strip()

    def run(self, script: str, at: str = ".", **variables: str) -> "subprocess.CompletedProcess[str]":
        """What a script of a shell leaves, as runners start one: with its first mistake it ends."""
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        environment = {**self.environment, **variables}
        return subprocess.run(
            command, cwd=self.folder / at, env=environment, capture_output=True, text=True, check=False
        )

    def edit(self, old: str, new: str) -> None:
        """Change the event, and commit that on a branch."""
        event = self.folder / "site/content/events/2026/11/12/closed.yaml"
        event.write_text(event.read_text("utf-8").replace(old, new), "utf-8")
        assert self.run("cd site && git checkout -qb change && git commit -qam 2").returncode == 0


EVENT = "--date 2026-11-12 --source observation --type measure"
NOTED = "\nchanges: [{date: 2026-11-13, kind: correction, text: Only the old one., field: title}]"


@pytest.fixture
def repository(programs: Path, tmp_path: Path) -> Repository:
    """A repository with a new site."""
    return Repository(tmp_path, programs)


def github_steps(workflow: dict[str, Any], event: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The scripts of the steps for an event, each with its variables."""
    for step in workflow["jobs"]["build"]["steps"]:
        condition = step.get("if", "")
        assert condition in ("", "github.event_name == 'pull_request'", "github.event_name != 'pull_request'")
        if "run" in step and (not condition or ("==" in condition) == (event == "pull_request")):
            yield step["run"], step.get("env", {})


@pytest.mark.packaging
@pytest.mark.slow
@pytest.mark.parametrize("event", ["push", "first push", "schedule", "pull_request"])
def test_the_workflow_of_a_new_site(event: str, repository: Repository) -> None:
    """Every step runs in a fresh clone, and builds what is published or a preview."""
    if event in ("push", "pull_request"):
        repository.edit("title: The harbour is closed\n", f"title: The old harbour is closed{NOTED}\n")
    assert repository.run("git clone -q site clone").returncode == 0
    workflow = yaml.safe_load((repository.folder / "clone" / SERVICES["github"]).read_text("utf-8"))
    published = {"push": repository.before, "first push": "0" * 40, "schedule": "", "pull_request": "origin/main"}[
        event
    ]
    for script, variables in github_steps(workflow, event):
        given = {name: published if name == "PUBLISHED" else "" for name in variables}
        done = repository.run(script, "clone", **given)
        assert (done.returncode, "error" in done.stdout) == (0, False), done.stdout + done.stderr
    folder = repository.folder / "clone" / ("preview" if event == "pull_request" else "public")
    assert "harbour is closed" in (folder / "index.html").read_text("utf-8")
    assert repository.run("git status --porcelain", "clone").stdout == ""


@pytest.mark.packaging
@pytest.mark.slow
@pytest.mark.parametrize("event", ["push", "pull_request"])
def test_the_workflow_stops_a_silent_change(event: str, repository: Repository) -> None:
    """A change of what was published, without a word, is found in pushes and in pull requests."""
    repository.edit("The harbour is closed", "The harbour is open again")
    repository.run("git clone -q site clone")
    workflow = yaml.safe_load((repository.folder / "clone" / SERVICES["github"]).read_text("utf-8"))
    published = repository.before if event == "push" else "origin/main"
    codes = [repository.run(script, "clone", **{**variables, "PUBLISHED": published}).returncode
             for script, variables in github_steps(workflow, event)]  # fmt: skip
    assert codes == [0, 1, 0]


@pytest.mark.packaging
@pytest.mark.slow
@pytest.mark.parametrize("job", ["check", "pages"])
def test_the_pipeline_of_a_new_site(job: str, repository: Repository) -> None:
    """The jobs for GitLab run in a fresh clone, use what the last one has left, and find silent changes."""
    repository.run("git clone -q site clone")
    pipeline = yaml.safe_load((repository.folder / "clone" / SERVICES["gitlab"]).read_text("utf-8"))
    script = "\n".join((*pipeline[".dayline"]["before_script"], *pipeline[job]["script"]))
    variables = {"CI_COMMIT_BEFORE_SHA": repository.before, "DAYLINE_CACHE_KEY": "k" * 40}
    for _ in range(2):
        done = repository.run(script, "clone", **variables)
        assert done.returncode == 0, done.stdout + done.stderr
        repository.run("rm -rf dayline-cache")
    if job == "pages":
        assert " 0 rendered, 0 files changed" in done.stdout
    assert repository.run("git status --porcelain", "clone").stdout in ("", "?? problems.json\n")
    event = repository.folder / "clone/content/events/2026/11/12/closed.yaml"
    event.write_text(event.read_text("utf-8").replace("closed", "open again"), "utf-8")
    assert repository.run(script, "clone", **variables).returncode == 1


@pytest.mark.packaging
@pytest.mark.slow
def test_the_hook_of_a_new_site(repository: Repository) -> None:
    """The hook runs before the first commit and after it, and finds silent changes."""
    config = yaml.safe_load((repository.folder / "site/.pre-commit-config.yaml").read_text("utf-8"))
    (hook,) = config["repos"][0]["hooks"]
    assert hook["additional_dependencies"] == [f"dayline=={__version__}"]
    assert repository.run(hook["entry"], "site").returncode == 0
    repository.run("cp -r site fresh && rm -rf fresh/.git && git -C fresh init -q")
    assert repository.run(hook["entry"], "fresh").returncode == 0
    repository.edit("The harbour is closed", "The harbour is open again")
    assert repository.run("git reset -q --soft HEAD~1 && " + hook["entry"], "site").returncode == 1


@pytest.mark.packaging
@pytest.mark.slow
@pytest.mark.parametrize("index", [False, pytest.param(True, marks=pytest.mark.long)], ids=["these", "from the index"])
def test_a_site_from_the_wheel(wheel: Path, tmp_path: Path, index: bool) -> None:
    """Installed into an empty environment, `dayline new site` and `dayline build` make a site.

    In the long tier the libraries come from the package index; otherwise they are those of this environment.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    if index:
        pip("install", "--require-hashes", "-r", ROOT / "requirements.lock", into=programs / "python")
    else:
        libraries = Path(get_path("purelib", vars={"base": str(tmp_path / "venv")}))
        (libraries / "libraries.pth").write_text(get_path("purelib"), "utf-8")
    pip("install", "--no-deps", "--no-index", wheel, into=programs / "python")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    for arguments in (["new", "site", "site", "--title", "Harbour diary"], ["build", "--site", "site"]):
        done = subprocess.run(
            [programs / "dayline", *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert "Harbour diary" in (tmp_path / "site/public/index.html").read_text()
