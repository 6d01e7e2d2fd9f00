"""`check --against`: the content compared with a revision of git or with another folder."""

import subprocess
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.cli import main
from dayline.read.revision import revision

EVENT = "content/events/2022/03/14/convoy.yaml"
TEXT = "date: 2022-03-14\ntitle: 160 civilian cars leave the city\nsource: https://example.org/a\n"
SILENT = """\
error[E21]: `title` changed after this event was published, and no entry of `changes` says so
  --> {now}content/events/2022/03/14/convoy.yaml:2:8
  |
2 | title: 106 civilian cars leave the city
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  --> {then}content/events/2022/03/14/convoy.yaml:2:8
  |
2 | title: 160 civilian cars leave the city
  |        -------------------------------- as it was published
help: add to `changes` an entry with `field: title`, `was` and `now`; mere wording may be `minor: true`

1 error
"""


def git(folder: Path, *arguments: str) -> str:
    """What git says in a folder."""
    who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "init.defaultBranch=main")
    asked = ["git", *who, "-c", "protocol.file.allow=always", *arguments]
    return subprocess.run(asked, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def committed(folder: Path) -> str:
    """The revision that holds all of a folder."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "As it is")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def wire(tmp_path: Path) -> SiteBuilder:
    """A site at the top of a repository, with one event, committed."""
    site = SiteBuilder(tmp_path / "wire").write({EVENT: TEXT})
    committed(site.folder)
    return site


def check(site: Path, against: str, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    """The exit code of a check and what it says."""
    code = main(["check", "--site", str(site), "--now", "2022-03-15T12:00", f"--against={against}", *more])
    said = capsys.readouterr()
    return code, said.out + said.err


@pytest.mark.parametrize("ref", ["main", "HEAD", "HEAD~0", "HEAD^{/As it is}", "refs/heads/main", "@{0}"])
def test_a_silent_change(wire: SiteBuilder, ref: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Both places are shown: the line now, and the line at the revision."""
    assert check(wire.folder, ref, capsys) == (0, "no problems\n")
    wire.write({EVENT: TEXT.replace("160", "106")})
    expected = SILENT.format(now="", then=f"{ref}:")
    assert check(wire.folder, ref, capsys) == (1, expected)


def test_a_site_below_the_top_with_spaces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site may stand in a folder of its repository, whatever the folder is called."""
    site = SiteBuilder(tmp_path / "all of it" / "the site").write({EVENT: TEXT})
    (tmp_path / "all of it" / "content").mkdir()
    (tmp_path / "all of it" / "content" / "README.md").write_text("Not the site's.\n", "utf-8")
    committed(tmp_path / "all of it")
    assert check(site.folder, "main", capsys) == (0, "no problems\n")
    site.write({EVENT: TEXT.replace("160", "106")})
    assert check(site.folder, "main", capsys) == (1, SILENT.format(now="", then="main:"))


def test_a_folder_named_from_here(
    wire: SiteBuilder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another folder with `content/` will do; names of files begin where one stands."""
    monkeypatch.chdir(wire.folder.parent)
    SiteBuilder(Path("before")).write({EVENT: TEXT})
    wire.write({EVENT: TEXT.replace("160", "106")})
    assert check(Path("wire"), "before", capsys) == (1, SILENT.format(now="wire/", then="before/"))
    assert check(Path("wire"), "main", capsys) == (1, SILENT.format(now="wire/", then="main:"))


def test_only_what_differs_is_read(wire: SiteBuilder) -> None:
    """Files with the same bytes are known by git's name for them, also with the other ends of lines."""
    wire.write({EVENT: TEXT.replace("\n", "\r\n"), "content/pages/method.md": "---\ntitle: Else\n---\nElse.\n"})
    then = revision(wire.folder, "HEAD")
    assert {*then.others} == {"content/pages/method.md"}
    assert then.same == {"content/site.yaml", "content/pages/corrections-policy.md", EVENT}


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_what_git_was_told_not_to_look_at(wire: SiteBuilder, flag: str) -> None:
    """A file that git takes for unchanged without looking is looked at here."""
    subprocess.run(["git", "-C", str(wire.folder), "update-index", flag, EVENT], check=True)
    wire.write({EVENT: TEXT.replace("160", "106")})
    assert {*revision(wire.folder, "HEAD").others} == {EVENT}


def test_what_is_no_file_of_content(wire: SiteBuilder) -> None:
    """Links, hidden files and what stands in no folder of ours are not compared."""
    (wire.folder / "content/pages/link.md").symlink_to("method.md")
    wire.write({"content/pages/.hidden.md": "x", "content/odd/x.md": "x", "content/pages/Ünicode name.md": "x"})
    committed(wire.folder)
    for name in ("content/pages/link.md", "content/pages/.hidden.md", "content/odd/x.md"):
        (wire.folder / name).unlink()
    wire.remove("content/pages/Ünicode name.md")
    assert wire.problems() == "no problems\n"
    assert main(["check", "--site", str(wire.folder), "--against", "HEAD"]) == 0


def test_annotations_name_the_present_line(wire: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """Code hosts get the message at the line that changed."""
    wire.write({EVENT: TEXT.replace("160", "106")})
    code, said = check(wire.folder, "main", capsys, "--format", "github")
    assert (code, said.partition("::")[2].partition("::")[0]) == (
        1, f"error file={EVENT},line=2,col=8,endColumn=40,title=E21",
    )  # fmt: skip


def refused(site: Path, against: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Why nothing was compared."""
    code, said = check(site, against, capsys)
    assert code == 2
    return said.partition("Error: ")[2]


@pytest.mark.parametrize("ref", ["nothing", "-x", "--all", "HEAD:content", "main; true", "$(true)", "deadbeef"])
def test_no_such_revision(wire: SiteBuilder, ref: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What git does not know is said so, whatever it looks like; nothing of it reaches a command line."""
    said = f"git knows no revision `{ref}`; `git branch --all` lists what there is.\n"
    assert refused(wire.folder, ref, capsys) == said


@pytest.mark.parametrize("ref", ["", " ", "main\n", "a\x00b"])
def test_what_can_be_no_revision(wire: SiteBuilder, ref: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A name with control characters, or none, is not asked for."""
    assert refused(wire.folder, ref, capsys) == f"{ref!r} is neither a revision nor a folder.\n"


def test_a_shallow_clone(wire: SiteBuilder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A clone without the history is told how to get it."""
    first = git(wire.folder, "rev-parse", "HEAD")
    wire.write({EVENT: TEXT + "place: []\n"})
    committed(wire.folder)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{wire.folder}", "clone")
    assert refused(tmp_path / "clone", first, capsys) == (
        f"git knows no revision `{first}`, and this clone is shallow; fetch the history with `git fetch "
        "--unshallow`, or set `fetch-depth: 0` where CI checks it out.\n"
    )


def test_no_repository(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Outside a repository there is nothing to compare with."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.folder.parent))
    said = refused(site.folder, "main", capsys)
    assert said.startswith("git can't say: not a git repository")


def test_no_git(wire: SiteBuilder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without git, that is said."""
    monkeypatch.setenv("PATH", "")
    assert refused(wire.folder, "main", capsys) == "comparing with a revision needs git, which is not installed.\n"


def test_a_revision_and_a_folder_without_content(
    wire: SiteBuilder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there is no content there is nothing to compare with."""
    git(wire.folder, "rm", "-r", "-q", "--cached", "content")
    git(wire.folder, "commit", "-q", "-m", "Nothing", "--allow-empty")
    assert refused(wire.folder, "HEAD", capsys) == "there is no `content` at `HEAD`.\n"
    (tmp_path / "empty").mkdir()
    assert refused(wire.folder, str(tmp_path / "empty"), capsys).startswith(
        f"there is no `content` in the folder `{tmp_path / 'empty'}`, and git knows no revision"
    )


def test_a_bulk_file_taken_apart(wire: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """What counts is the event and not the file that it stands in."""
    listed = "- slug: convoy\n  " + TEXT.rstrip().replace("\n", "\n  ") + "\n"
    wire.remove(EVENT).write({"content/events/2022/03/14/list.yaml": listed})
    assert check(wire.folder, "main", capsys) == (0, "no problems\n")


def test_one_changed_file_among_thousands(wire: SiteBuilder) -> None:
    """However much there is, only what differs is asked for and read."""
    day = "content/events/2022/03/{:02}/convoy-{}.yaml"
    wire.write({day.format(n % 28 + 1, n): TEXT.replace("160", str(n + 2)) for n in range(300)})
    committed(wire.folder)
    wire.write({EVENT: TEXT.replace("160", "106")})
    then = revision(wire.folder, "HEAD")
    assert (len(then.same), {*then.others}) == (303, {EVENT})
