"""Repositories that would like `check --against` to run a program, and environments that name another one."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.read.git import NoRevision
from dayline.read.git_revision import revision
from test_against import EVENT, TEXT, check, committed, git, refused, short

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[str]:
    """A program that must not run; the test fails if it did."""
    ran, program = tmp_path / "RAN", tmp_path / "trap"
    program.write_text(f'#!/bin/sh\necho "$0 $*" >> "{ran}"\ncat\nexit 1\n')
    program.chmod(0o755)
    yield str(program)
    assert not ran.exists(), ran.read_text()


def hostile(config: Path, trap: str, origin: Path) -> None:
    """Every setting that names a program and could matter here."""
    config.parent.mkdir(parents=True, exist_ok=True)
    with config.open("a") as file:
        file.write(f"""
[core]
	fsmonitor = {trap}
	fsmonitorHookVersion = 2
	sshCommand = {trap}
	pager = {trap}
	editor = {trap}
	askPass = {trap}
	gitProxy = {trap}
	alternateRefsCommand = {trap}
	hooksPath = {Path(trap).parent / "hooks"}
[filter "x"]
	clean = {trap}
	smudge = {trap}
	process = {trap}
	required = true
[diff]
	external = {trap}
[diff "x"]
	textconv = {trap}
	command = {trap}
[merge "x"]
	driver = {trap}
[log]
	showSignature = true
[gpg]
	program = {trap}
[credential]
	helper = "!{trap}"
[alias]
	cat-file = "!{trap}"
	ls-tree = "!{trap}"
	ls-files = "!{trap}"
	merge-base = "!{trap}"
	rev-list = "!{trap}"
	rev-parse = "!{trap}"
[protocol]
	allow = always
[protocol "file"]
	allow = always
[protocol "ext"]
	allow = always
[extensions]
	partialClone = origin
[remote "origin"]
	url = file://{origin}
	uploadpack = {trap}
	promisor = true
	fetch = +refs/heads/*:refs/remotes/origin/*
[pager]
	cat-file = {trap}
	ls-tree = {trap}
	rev-list = {trap}
""")


@pytest.fixture
def desk(tmp_path: Path) -> SiteBuilder:
    """A site in the folder `flood` of a repository, with one event, committed; `base` is a branch at that commit."""
    site = SiteBuilder(tmp_path / "desk" / "flood").write({EVENT: TEXT})
    committed(site.folder.parent)
    git(site.folder, "branch", "base")
    return site


def test_a_folder_that_looks_like_a_repository(
    desk: SiteBuilder, trap: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files of a bare repository can be committed, in the site's folder or above it; they stay data."""
    for folder in (desk.folder, desk.folder.parent):
        bare(folder, git(desk.folder, "rev-parse", "base"))
        hostile(folder / "config", trap, desk.folder)
    committed(desk.folder.parent)
    desk.write({EVENT: TEXT.replace("160", "106")})
    monkeypatch.chdir(desk.folder)
    base = short(desk.folder.parent, "base")
    code, said = check(Path(), "base", capsys)
    assert (code, said.splitlines()[0]) == (
        1, "error[E21]: `title` changed after this event was published, and no entry of `changes` says so",
    )  # fmt: skip
    assert said.endswith(f"compared with `base` ({base} of 2022-03-14), in the repository `..`\n")


def bare(folder: Path, commit: str) -> None:
    """What makes git take a folder for a repository, with a commit at which everything is as in the other one."""
    for name in ("objects/info", "objects/pack", "refs"):
        (folder / name).mkdir(parents=True)
        (folder / name / "keep").write_text("")
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / "packed-refs").write_text(f"{commit} refs/heads/base\n{commit} refs/heads/main\n")
    (folder / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n")


def test_settings_of_the_repository(
    desk: SiteBuilder, trap: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing runs of what the settings of a repository name, whatever git is asked."""
    prepared(desk, trap, tmp_path)
    desk.write({EVENT: TEXT.replace("160", "106"), "content/pages/method.md": "---\ntitle: Else\n---\nElse.\n"})
    code, said = check(desk.folder, "base", capsys)
    assert (code, said.count("error[")) == (1, 2)
    assert refused(desk.folder, "nothing", capsys).startswith("git knows no revision `nothing`")


def test_files_that_are_missing_are_not_fetched(desk: SiteBuilder, trap: str, tmp_path: Path) -> None:
    """An object that git would fetch, with the program that the remote's settings name, is asked for in words."""
    blob = git(desk.folder, "rev-parse", f"base:flood/{EVENT}")
    prepared(desk, trap, tmp_path)
    desk.write({EVENT: TEXT.replace("160", "106")})
    (desk.folder.parent / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(NoRevision, match="--refetch --no-filter"):
        revision(desk.folder, "base")


@pytest.mark.parametrize("version", ["2.30", "2.39"])
def test_older_versions_fetch_nothing_either(
    desk: SiteBuilder, trap: str, tmp_path: Path, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where git knows no GIT_NO_LAZY_FETCH, or no `safe.bareRepository`, no transport is allowed."""
    blob = git(desk.folder, "rev-parse", f"base:flood/{EVENT}")
    prepared(desk, trap, tmp_path)
    desk.write({EVENT: TEXT.replace("160", "106")})
    (desk.folder.parent / ".git/objects" / blob[:2] / blob[2:]).unlink()
    real = shutil.which("git")
    older = tmp_path / "bin" / "git"
    older.parent.mkdir()
    passed = '"$@"' if version == "2.39" else '"${@/safe.bareRepository/x.y}"'
    older.write_text(f"#!/bin/bash\nunset GIT_NO_LAZY_FETCH\nexec {real} {passed}\n")
    older.chmod(0o755)
    monkeypatch.setenv("PATH", f"{older.parent}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(NoRevision, match=r"git lacks some|this clone has not all"):
        revision(desk.folder, "base")


def prepared(desk: SiteBuilder, trap: str, tmp_path: Path) -> None:
    """A repository whose settings, attributes and hooks all lead to the trap; each file looks changed to git."""
    top = desk.folder.parent
    hostile(top / ".git/config", trap, tmp_path / "nowhere")
    (top / ".git/info").mkdir(exist_ok=True)
    (top / ".git/info/attributes").write_text("* filter=x diff=x merge=x\n")
    for folder in (Path(trap).parent / "hooks", top / ".git/hooks"):
        folder.mkdir(exist_ok=True)
        for name in ("post-index-change", "fsmonitor-watchman", "post-checkout", "reference-transaction"):
            shutil.copy(trap, folder / name)
    for path in desk.folder.rglob("*.*"):
        os.utime(path)


def test_the_trap_works(desk: SiteBuilder, tmp_path: Path) -> None:
    """What the tests above hold to does run where git is asked without care."""
    ran, program = tmp_path / "RAN", tmp_path / "trap"
    program.write_text(f'#!/bin/sh\necho "$0" >> "{ran}"\nexit 1\n')
    program.chmod(0o755)
    bare(desk.folder, git(desk.folder, "rev-parse", "base"))
    hostile(desk.folder / "config", str(program), desk.folder)
    git(desk.folder, "ls-files")
    assert ran.exists()


@pytest.mark.parametrize(
    "name", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"]
)
def test_another_repository_in_the_environment(
    desk: SiteBuilder, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a hook of git, or somebody else, has left in the environment names no repository for us."""
    other = SiteBuilder(tmp_path / "other")
    committed(other.folder)
    monkeypatch.setenv(name, str(other.folder / ".git"))
    assert revision(desk.folder, "base").unchanged == {
        "content/site.yaml", "content/pages/method.md", "content/pages/corrections-policy.md", EVENT,
    }  # fmt: skip


def test_settings_in_the_environment(desk: SiteBuilder, trap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that the environment adds are left out, and so is what traces; the user's own files are read."""
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", trap)
    monkeypatch.setenv("GIT_TRACE", str(Path(trap).parent / "RAN"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", trap)
    monkeypatch.setenv("GIT_SSH_COMMAND", trap)
    assert revision(desk.folder, "base").changed == {}


def test_a_repository_that_is_elsewhere(desk: SiteBuilder, tmp_path: Path) -> None:
    """A `.git` that is a file or a link leads to the repository."""
    top = desk.folder.parent
    (top / ".git").rename(tmp_path / "elsewhere")
    (top / ".git").write_text("gitdir: ../elsewhere\n")
    assert revision(desk.folder, "base").changed == {}
    (top / ".git").unlink()
    (top / ".git").symlink_to("../elsewhere")
    assert revision(desk.folder, "base").changed == {}
    (top / ".git").unlink()
    (top / ".git").write_text("gitdir: nowhere\n")
    with pytest.raises(NoRevision, match=r"git reports: not a git repository: .*nowhere"):
        revision(desk.folder, "base")


def test_a_broken_repository_hides_the_one_above(desk: SiteBuilder) -> None:
    """Where the nearest `.git` is none that git can read, the next one is not compared with in its place."""
    (desk.folder / ".git").mkdir()
    with pytest.raises(NoRevision, match="git reports: not a git repository"):
        revision(desk.folder, "base")


def test_a_submodule(desk: SiteBuilder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site that is a submodule has the submodule's history, wherever the outer one is."""
    git(tmp_path, "init", "-q", "outer")
    git(tmp_path / "outer", "submodule", "add", "-q", f"file://{desk.folder.parent}", "part")
    committed(tmp_path / "outer")
    site = SiteBuilder(tmp_path / "outer/part/flood").write({EVENT: TEXT.replace("160", "106")})
    assert {*revision(site.folder, "origin/base").changed} == {EVENT}
    with pytest.raises(NoRevision, match="`git branch --all` lists all branches"):
        revision(site.folder, "base")


def test_a_site_named_by_a_link(desk: SiteBuilder, tmp_path: Path) -> None:
    """The repository is the one that the site's files are in."""
    (tmp_path / "link").symlink_to(desk.folder)
    assert revision(tmp_path / "link", "base").changed == {}


def test_a_repository_of_somebody_else(
    desk: SiteBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Git refuses another user's repository; its remedy is said whole, and works."""
    real, other = shutil.which("git"), tmp_path / "bin" / "git"
    other.parent.mkdir()
    other.write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} "$@"\n')
    other.chmod(0o755)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    top = desk.folder.parent
    paths = os.environ["PATH"]
    monkeypatch.setenv("PATH", f"{other.parent}{os.pathsep}{paths}")
    remedy = f"git config --global --add safe.directory {top}"
    assert refused(desk.folder, "base", capsys) == (
        f"git reports: detected dubious ownership in repository at '{top}'; if you trust it, run `{remedy}`.\n"
    )
    git(tmp_path, *remedy.split()[1:])
    assert revision(desk.folder, "base").changed == {}


def test_a_link_in_place_of_a_file(desk: SiteBuilder, tmp_path: Path) -> None:
    """What is no regular file any more is not the same, and nothing is read through it."""
    path = desk.folder / EVENT
    path.rename(tmp_path / "convoy.yaml")
    path.symlink_to(tmp_path / "convoy.yaml")
    assert {*revision(desk.folder, "base").changed} == {EVENT}
    path.unlink()
    os.mkfifo(path)
    assert {*revision(desk.folder, "base").changed} == {EVENT}
