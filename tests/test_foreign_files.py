"""What others put into the output: a build stops before it touches anything, and two things are carried along."""

import errno
import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.cli import main
from dayline.write import staging, swap
from dayline.write.errors import OutputTaken, OutputUnusable
from dayline.write.layout import Place
from dayline.write.manifest import Manifest, hex_digest
from dayline.write.publish import publish
from dayline.write.verify import Inspection, is_whole

MANIFEST = ".dayline-manifest"
FIRST = {"index.html": b"home", "2022/03/14/index.html": b"day", "2022/03/15/index.html": b"next day"}
HELP = (
    "help: move files of the site to `static/` beside `content/`, from where every build copies them, and move all "
    "else away; or build into another folder with `--output`"
)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site" / "public"


def put(output: Path, files: dict[str, bytes], *, verify: bool = False) -> None:
    publish(files.items(), output, verify=verify)


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def seen(folder: Path) -> dict[str, tuple[object, ...]]:
    """Everything below a folder, empty folders and links too, with what would betray that it was touched."""
    return {path.relative_to(folder).as_posix(): state(path) for path in sorted(folder.rglob("*"))}


def state(path: Path) -> tuple[object, ...]:
    at = path.lstat()
    return at.st_ino, at.st_mode, path.read_bytes() if stat.S_ISREG(at.st_mode) else b""


def empty_folder(at: Path) -> None:
    at.mkdir()


def folder(at: Path) -> None:
    (at / "deep/er").mkdir(parents=True)
    (at / "deep/er/file").write_bytes(b"theirs")


def link_out(at: Path) -> None:
    at.symlink_to(at.parent)


KINDS: list[Callable[[Path], object]] = [
    lambda at: at.write_bytes(b"theirs"),
    lambda at: at.write_bytes(b"home"),
    empty_folder,
    folder,
    link_out,
    lambda at: at.symlink_to("nowhere"),
    lambda at: at.symlink_to("/etc/passwd"),
    os.mkfifo,
]


@pytest.mark.parametrize("make", KINDS)
def test_a_first_build_into_a_folder_of_others(output: Path, make: Callable[[Path], object]) -> None:
    """Whatever is in the folder, a first build stops and leaves it, and makes nothing beside it either."""
    output.mkdir(parents=True)
    make(output / "CNAME")
    before = seen(output.parent)
    with pytest.raises(OutputTaken) as caught:
        put(output, FIRST)
    assert str(caught.value) == f"`{output}` holds what no build put there: `CNAME`\n{HELP}"
    assert seen(output.parent) == before


@pytest.mark.parametrize("verify", [False, True])
@pytest.mark.parametrize("make", KINDS)
def test_at_the_top(output: Path, make: Callable[[Path], object], verify: bool) -> None:
    """What is put beside the pages stops the next build."""
    put(output, FIRST)
    make(output / "CNAME")
    before = seen(output.parent)
    with pytest.raises(OutputTaken) as caught:
        put(output, FIRST | {"index.html": b"2"}, verify=verify)
    assert caught.value.paths == ("CNAME",)
    assert not is_whole(output)
    assert seen(output.parent) == before


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("at", ["2022/note", "2022/03/14/note"])
def test_deeper(output: Path, make: Callable[[Path], object], at: str) -> None:
    """What is put into a folder that changes stops the next build as well; nothing that is in a folder is named."""
    put(output, FIRST)
    make(output / at)
    before = seen(output)
    with pytest.raises(OutputTaken) as caught:
        put(output, {"x": b""})
    assert str(caught.value) == f"`{output}` holds what no build put there: `{at}`\n{HELP}"
    assert seen(output) == before


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("editions", [1, 2])
def test_in_a_folder_that_does_not_change(output: Path, make: Callable[[Path], object], editions: int) -> None:
    """What is put deep into a folder that no build changes is kept, and named once all folders are inspected."""
    put(output, FIRST)
    make(output / "2022/03/14/note")
    before = {name: kept for name, kept in seen(output).items() if "note" in name}
    for number in range(editions):
        put(output, FIRST | {"x": b"%d" % number})
    with pytest.raises(OutputTaken) as caught:
        put(output, FIRST, verify=True)
    assert caught.value.paths == ("2022/03/14/note",)
    assert {name: kept for name, kept in seen(output).items() if "note" in name} == before
    assert not is_whole(output, verify=True)


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("editions", [1, 2])
def test_in_a_folder_that_changes_later(output: Path, make: Callable[[Path], object], editions: int) -> None:
    """The same stops the first build that changes the folder, in whichever of the two copies it is by then."""
    put(output, FIRST)
    make(output / "2022/03/14/note")
    before = {name: kept for name, kept in seen(output).items() if "note" in name}
    for number in range(editions):
        put(output, FIRST | {"x": b"%d" % number})
    with pytest.raises(OutputTaken) as caught:
        put(output, FIRST | {"2022/03/14/index.html": b"2"})
    assert caught.value.paths == ("2022/03/14/note",)
    assert {name: kept for name, kept in seen(output).items() if "note" in name} == before


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("is_replaced", [False, True])
def test_in_a_copy_that_is_thrown_away(output: Path, make: Callable[[Path], object], is_replaced: bool) -> None:
    """What went to the second copy goes back when that is of no use: the output was deleted, or is another edition."""
    put(output, FIRST)
    shutil.copytree(output, output.with_name("earlier"))
    make(output / "2022/03/14/note")
    before = {name: kept for name, kept in seen(output).items() if "note" in name}
    put(output, FIRST | {"x": b""})
    shutil.rmtree(output)
    if is_replaced:
        output.with_name("earlier").rename(output)
    for _ in range(2):
        with pytest.raises(OutputTaken) as caught:
            put(output, FIRST)
        assert caught.value.paths == ("2022/03/14/note" if is_replaced else "2022",)
        assert {name: kept for name, kept in seen(output).items() if "note" in name} == before


@pytest.mark.parametrize("lost", ["2022/03", ".", None])
def test_a_copy_of_which_little_is_known(output: Path, lost: str | None) -> None:
    """Pages that a build wrote are not foreign because a list is missing or a build was killed."""
    put(output, FIRST)
    spare = output.with_name(".public.editions") / "spare"
    if lost is None:
        (output.with_name(".public.editions") / "journal").write_bytes(b"x")
        (spare / "2022/new").write_bytes(b"a page of ours that no list has yet")
    else:
        (spare / lost / MANIFEST).unlink()
    shutil.rmtree(output)
    put(output, {"x": b""})
    assert tree(output) == tree(spare) == {"x": b""}


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("editions", [0, 1, 2])
@pytest.mark.parametrize("events", ["", "one", "one two three"])
def test_beside_a_folder_that_comes_or_goes(
    output: Path, make: Callable[[Path], object], editions: int, events: str
) -> None:
    """A folder changes too when the folder of a page is made or removed in it."""
    put(output, FIRST | day_of("one two"))
    make(output / "2022/03/14/theirs")
    before = {name: kept for name, kept in seen(output).items() if "theirs" in name}
    for number in range(editions):
        put(output, FIRST | day_of("one two") | {"x": b"%d" % number})
    with pytest.raises(OutputTaken) as caught:
        put(output, FIRST | day_of(events))
    assert caught.value.paths == ("2022/03/14/theirs",)
    assert {name: kept for name, kept in seen(output).items() if "theirs" in name} == before


def day_of(events: str) -> dict[str, bytes]:
    """The pages of some events on a day."""
    return {f"2022/03/14/{event}/index.html": b"event" for event in events.split()}


def test_the_first_three_are_named(output: Path) -> None:
    """Of many the first three are named, with how many more there are."""
    output.mkdir(parents=True)
    for name in ("d", "b", "a", "c", "e"):
        (output / name).touch()
    with pytest.raises(OutputTaken) as caught:
        put(output, FIRST)
    assert str(caught.value) == f"`{output}` holds what no build put there: `a`, `b`, `c` and 2 more\n{HELP}"


@pytest.mark.parametrize("verify", [False, True])
def test_in_the_place_of_ours(output: Path, verify: bool) -> None:
    """A folder or link where a page was, and a file or link where a folder was, are not ours."""
    put(output, FIRST)
    shutil.rmtree(output / "2022")
    (output / "2022").symlink_to(output.parent)
    (output / "index.html").unlink()
    folder(output / "index.html")
    before = seen(output)
    with pytest.raises(OutputTaken) as caught:
        put(output, {"x": b""}, verify=verify)
    assert caught.value.paths == ("2022", "index.html")
    assert seen(output) == before


@pytest.mark.parametrize("theirs", ["2022/03/14/new", "2022/03/14/new/index.html"])
@pytest.mark.parametrize("ours", ["2022/03/14/new", "2022/03/14/new/index.html"])
def test_where_a_new_page_would_go(output: Path, theirs: str, ours: str) -> None:
    """Nothing is written over a file that somebody else put there, nor is it lost where a folder takes its place."""
    put(output, FIRST)
    (output / theirs).parent.mkdir(exist_ok=True)
    (output / theirs).write_bytes(b"theirs")
    for number in range(3):
        with suppress(OutputTaken):
            put(output, FIRST | {ours: b"%d" % number})
    rest = [path for path in output.parent.rglob("*") if path.is_file() and path.read_bytes() == b"theirs"]
    assert len(rest) == 1


def test_what_comes_while_an_edition_is_made(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put into the output between the look and the swap is moved over, at the top and deeper."""
    put(output, FIRST)
    swap_in = staging.swap_in

    def arrived(place: Place, edition: Manifest, inspection: Inspection) -> None:
        for name in ("CNAME", "2022/03/14/note", "2022/03/15/empty"):
            empty_folder(output / name) if name.endswith("empty") else (output / name).write_bytes(b"theirs")
        swap_in(place, edition, inspection)

    monkeypatch.setattr(staging, "swap_in", arrived)
    put(output, {"index.html": b"home", "2022/03/15/index.html": b"2"})
    assert tree(output) == {
        "index.html": b"home", "2022/03/15/index.html": b"2", "CNAME": b"theirs", "2022/03/14/note": b"theirs"
    }  # fmt: skip
    assert (output / "2022/03/15/empty").is_dir()
    with pytest.raises(OutputTaken) as caught:
        put(output, FIRST)
    assert caught.value.paths == ("CNAME",)


# What is carried along


@pytest.fixture
def repository(output: Path) -> Path:
    """An output that is a git repository with packed refs, in which `.git/refs` holds nothing but empty folders."""
    output.mkdir(parents=True)
    (output / "before").write_bytes(b"x")
    run(output, "init", "--quiet")
    run(output, "add", "-A")
    run(output, "commit", "--quiet", "--message", "one")
    run(output, "pack-refs", "--all")
    (output / "before").unlink()
    assert [path for path in (output / ".git/refs").rglob("*") if not path.is_dir()] == []
    return output / ".git"


def run(folder: Path, *arguments: str) -> str:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *names, *arguments], cwd=folder, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


@pytest.mark.skipif(not shutil.which("git"), reason="no git here")
@pytest.mark.parametrize("verify", [False, True])
def test_a_repository(output: Path, repository: Path, verify: bool) -> None:
    """A `.git` folder stays the very folder that it was, with its empty folders, through every edition."""
    before = seen(repository)
    for number in range(4):
        put(output, FIRST | {"index.html": b"%d" % number}, verify=verify)
        assert seen(repository) == before
        if number % 2:
            assert is_whole(output)
    assert is_whole(output)
    assert "deleted:    before" in run(output, "status")
    assert not list(output.parent.glob(".public.editions/**/.git"))


@pytest.mark.parametrize("make", [lambda at: at.write_bytes(b"gitdir: ../.git/worktrees/public\n"), link_out])
def test_a_file_or_link_to_a_repository(output: Path, make: Callable[[Path], object]) -> None:
    """A `.git` of a worktree is a file, and stays too; a link is moved as it is, not followed."""
    output.mkdir(parents=True)
    make(output / ".git")
    before = state(output / ".git")
    for number in range(4):
        put(output, FIRST | {"index.html": b"%d" % number})
        assert state(output / ".git") == before


@pytest.mark.parametrize("ours", [{}, {".well-known/security.txt": b"ours"}])
@pytest.mark.parametrize("verify", [False, True])
def test_a_challenge(output: Path, ours: dict[str, bytes], verify: bool) -> None:
    """`.well-known/acme-challenge` stays, whether `.well-known` has published files or comes and goes with it."""
    challenge = output / ".well-known/acme-challenge"
    (challenge / "empty").mkdir(parents=True)
    (challenge / "token").write_bytes(b"answer")
    before = seen(challenge)
    for number in range(4):
        put(output, FIRST | {"index.html": b"%d" % number} | (ours if number % 2 else {}), verify=verify)
        assert seen(challenge) == before
    shutil.rmtree(challenge)
    put(output, FIRST | ours)
    put(output, FIRST)
    assert tree(output) == FIRST
    put(output, FIRST | {"x": b""})
    assert not list(output.parent.rglob("acme-challenge"))


@pytest.mark.parametrize("name", [".well-known/other", ".well-known/acme-challenge.bak", ".github", ".git.bak"])
def test_nothing_else_is_carried(output: Path, name: str) -> None:
    """What only resembles them stops the build."""
    put(output, FIRST)
    (output / name).mkdir(parents=True)
    with pytest.raises(OutputTaken) as caught:
        put(output, FIRST | {"x": b""})
    assert caught.value.paths == (name,)
    assert (output / name).is_dir()


def killed(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("verify", [False, True])
@pytest.mark.parametrize("moment", ["before the swap", "after the swap"])
@pytest.mark.parametrize("is_sudden", [False, True])
def test_killed_while_it_is_moved(
    output: Path, monkeypatch: pytest.MonkeyPatch, verify: bool, moment: str, is_sudden: bool
) -> None:
    """A build that is killed around the swap loses nothing; if it was sudden, the next one brings it back."""
    put(output, FIRST)
    folder(output / ".git")
    folder(output / ".well-known/acme-challenge")
    before = {name: kept for name, kept in seen(output).items() if "deep" in name}

    def swapped(*places: Path) -> None:
        if moment == "after the swap":
            swap.swap(*places)
        if is_sudden:
            monkeypatch.setattr(staging.foreign, "carried_in", lambda _: ())
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(staging, "swap", swapped)
        with pytest.raises(KeyboardInterrupt):
            put(output, FIRST | {"index.html": b"2"}, verify=verify)
    monkeypatch.undo()
    assert not is_whole(output)
    if not is_sudden:
        assert {name: kept for name, kept in seen(output).items() if "deep" in name} == before
    put(output, FIRST | {"index.html": b"3"}, verify=verify)
    assert {name: kept for name, kept in seen(output).items() if "deep" in name} == before
    assert is_whole(output)
    assert not list(output.parent.glob(".public.editions/**/deep"))


def test_it_cannot_be_moved(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second of the two can't be moved the first is moved back, and the output is as it was."""
    put(output, FIRST)
    folder(output / ".git")
    folder(output / ".well-known/acme-challenge")
    before, rename = seen(output), os.rename

    def refused(source: str, target: str) -> None:
        if source == f"{output}/.well-known/acme-challenge":
            raise OSError(errno.EACCES, "no", source)
        rename(source, target)

    monkeypatch.setattr(os, "rename", refused)
    with pytest.raises(OutputUnusable, match=r"/acme-challenge`\): it may not be written to") as caught:
        put(output, FIRST | {"index.html": b"2"})
    assert caught.value.code == 2
    assert seen(output) == before


def test_both_have_one(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If somebody made a new `.git` before the old one was brought back, neither is lost."""
    put(output, FIRST)
    spare = output.with_name(".public.editions") / "spare"
    (output / ".git").write_bytes(b"new")
    (spare / ".git").write_bytes(b"old")
    for _ in range(2):
        with pytest.raises(OutputTaken) as caught:
            put(output, FIRST | {"index.html": b"2"})
        assert str(caught.value).startswith(f"`{spare}` holds what no build put there: `.git`\n")
    assert [(folder / ".git").read_bytes() for folder in (output, spare)] == [b"new", b"old"]


@pytest.mark.parametrize("path", [".git", ".git/config", ".well-known/acme-challenge/token"])
def test_a_manifest_that_lists_it_is_not_believed(output: Path, path: str) -> None:
    """A manifest that came along can't have a repository or a challenge removed."""
    (output / path).parent.mkdir(parents=True)
    (output / path).write_bytes(b"theirs")
    (output / MANIFEST).write_text(f"{hex_digest(b'theirs')}  {path}\n")
    put(output, FIRST)
    assert tree(output) == FIRST | {path: b"theirs"}


# As the command says it


def test_a_mount_point(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk or volume of its own can't change places with a folder; the message names a folder that can."""
    output.mkdir(parents=True)
    (output / "lost+found").mkdir()
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == output)
    with pytest.raises(OutputUnusable) as caught:
        put(output, FIRST)
    assert str(caught.value) == (
        f"the output `{output}` is a mount point, and every build replaces the whole folder\n"
        f"help: name a folder inside it, as in `--output {output}/site`"
    )
    assert list(output.parent.iterdir()) == [output]
    put(output / "site", FIRST)
    assert tree(output / "site") == FIRST


def test_the_command_stops_before_it_reads_anything(
    site: SiteBuilder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exit code is 1, the message is all that is said, and nothing is made, beside the output either."""
    public = site.folder / "public"
    public.mkdir()
    (public / "CNAME").write_bytes(b"desk.example.org\n")
    before = seen(site.folder)
    monkeypatch.setattr("dayline.build.pipeline._read", killed)
    assert main(["build", "--site", str(site.folder)]) == 1
    assert capsys.readouterr() == ("", f"error: `{public}` holds what no build put there: `CNAME`\n{HELP}\n")
    assert seen(site.folder) == before


def test_a_build_that_would_change_nothing_stops_too(site: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """That there is nothing to do is no reason to say nothing."""
    arguments = ["build", "--site", str(site.folder), "--now", "2022-03-20T12:00+00:00"]
    assert main(arguments) == main(arguments) == 0
    (site.folder / "public/uploads").mkdir()
    assert main(arguments) == 1
    assert "`uploads`" in capsys.readouterr().err
    (site.folder / "public/uploads").rmdir()
    assert main(arguments) == 0
