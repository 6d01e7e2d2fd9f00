"""`check --against`: the content compared with a revision of git or with another folder."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.cli import main
from dayline.read import git_revision as revisions
from dayline.read.git_revision import revision

EVENT = "content/events/2022/03/14/convoy.yaml"
DAY = "2022-03-14T12:00+02:00"
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
    then = {"GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY}
    done = subprocess.run(asked, cwd=folder, env=os.environ | then, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def short(folder: Path, ref: str = "HEAD") -> str:
    """The short name of a commit."""
    return git(folder, "rev-parse", "--short", ref)


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
    compared = f"compared with `{ref}` ({short(wire.folder)} of 2022-03-14)\n"
    assert check(wire.folder, ref, capsys) == (0, f"no problems\n{compared}")
    wire.write({EVENT: TEXT.replace("160", "106")})
    assert check(wire.folder, ref, capsys) == (1, SILENT.format(now="", then=f"{ref}:") + compared)


@pytest.mark.parametrize("name", ["the site", "*", ":(top)x", "[s]", "-x", "Ünicode"])
def test_a_site_below_the_top(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A site may be in a folder of its repository, whatever the folder is called; the repository is named."""
    site = SiteBuilder(tmp_path / "all of it" / name).write({EVENT: TEXT})
    (tmp_path / "all of it" / "content").mkdir()
    (tmp_path / "all of it" / "content" / "README.md").write_text("Not the site's.\n", "utf-8")
    committed(tmp_path / "all of it")
    monkeypatch.chdir(site.folder)
    compared = f"compared with `main` ({short(site.folder)} of 2022-03-14), in the repository `..`\n"
    assert check(Path(), "main", capsys) == (0, f"no problems\n{compared}")
    site.write({EVENT: TEXT.replace("160", "106")})
    assert check(Path(), "main", capsys) == (1, SILENT.format(now="", then="main:") + compared)


def test_a_folder_named_from_here(
    wire: SiteBuilder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another folder with `content/` will do; names of files begin where one stands."""
    monkeypatch.chdir(wire.folder.parent)
    SiteBuilder(Path("before")).write({EVENT: TEXT})
    wire.write({EVENT: TEXT.replace("160", "106")})
    silent = SILENT.format(now="wire/", then="before/")
    assert check(Path("wire"), "before", capsys) == (1, f"{silent}compared with the folder `before`\n")
    silent = SILENT.format(now="wire/", then="main:")
    compared = f"compared with `main` ({short(wire.folder)} of 2022-03-14)\n"
    assert check(Path("wire"), "main", capsys) == (1, silent + compared)


def test_only_what_differs_is_read(wire: SiteBuilder) -> None:
    """Files with the same bytes are known by git's name for them, also with the other ends of lines."""
    wire.write({EVENT: TEXT.replace("\n", "\r\n"), "content/pages/method.md": "---\ntitle: Else\n---\nElse.\n"})
    then = revision(wire.folder, "HEAD")
    assert {*then.changed} == {"content/pages/method.md"}
    assert then.unchanged == {"content/site.yaml", "content/pages/corrections-policy.md", EVENT}


def test_what_the_index_can_be_believed_for(wire: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is only read if the file system says something else of it than the index, or the index is as young."""
    read: list[str] = []
    monkeypatch.setattr(revisions, "_bytes", lambda site, name: read.append(name) or (site / name).read_bytes())
    names = [EVENT, "content/pages/corrections-policy.md", "content/pages/method.md", "content/site.yaml"]
    index = wire.folder / ".git/index"
    modified = max((wire.folder / name).stat().st_mtime_ns for name in names)

    def looked_at(written: int) -> list[str]:
        read.clear()
        os.utime(index, ns=(written, written))
        then = revision(wire.folder, "HEAD")
        return sorted(read) + sorted(then.changed)

    assert looked_at(modified + 1) == []
    assert modified_last(wire.folder, names) in looked_at(modified)
    assert looked_at(0) == names
    wire.write({EVENT: TEXT.replace("160", "106")})
    found = (wire.folder / EVENT).stat()
    os.utime(wire.folder / EVENT, ns=(found.st_atime_ns, modified))
    assert looked_at(found.st_mtime_ns + 10**9) == [EVENT, EVENT]
    index.unlink()
    assert sorted(revision(wire.folder, "HEAD").changed) == [EVENT]


def modified_last(folder: Path, names: list[str]) -> str:
    return max(names, key=lambda name: (folder / name).stat().st_mtime_ns)


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_what_git_was_told_not_to_look_at(wire: SiteBuilder, flag: str) -> None:
    """A file that git takes for unchanged without looking is looked at here."""
    subprocess.run(["git", "-C", str(wire.folder), "update-index", flag, EVENT], check=True)
    wire.write({EVENT: TEXT.replace("160", "106")})
    assert {*revision(wire.folder, "HEAD").changed} == {EVENT}


def test_what_is_no_file_of_content(wire: SiteBuilder) -> None:
    """Links, hidden files and what is in no content folder are not compared."""
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
    said = f"git knows no revision `{ref}`; `git branch --all` lists all branches.\n"
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


def test_no_repository(site: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """Outside a repository there is nothing to compare with."""
    assert refused(site.folder, "main", capsys) == f"`{site.folder}` is not in a git repository.\n"


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
    compared = f"compared with `main` ({short(wire.folder)} of 2022-03-14)\n"
    assert check(wire.folder, "main", capsys) == (0, f"no problems\n{compared}")


def test_one_changed_file_among_thousands(wire: SiteBuilder) -> None:
    """However much there is, only what differs is asked for and read."""
    day = "content/events/2022/03/{:02}/convoy-{}.yaml"
    wire.write({day.format(n % 28 + 1, n): TEXT.replace("160", str(n + 2)) for n in range(300)})
    committed(wire.folder)
    wire.write({EVENT: TEXT.replace("160", "106")})
    then = revision(wire.folder, "HEAD")
    assert (len(then.unchanged), {*then.changed}) == (303, {EVENT})


LATER = "content/events/2022/03/15/{}.yaml"
CORRECTED = TEXT.replace("160", "106") + (
    "changes:\n  - date: 2022-03-15\n    kind: correction\n    field: title\n"
    "    was: 160 civilian cars leave the city\n"
    "    now: 106 civilian cars leave the city\n    text: A digit was misplaced.\n"
)


@pytest.fixture
def parted(wire: SiteBuilder) -> SiteBuilder:
    """A branch that left `main` before an event was added there and another one corrected."""
    git(wire.folder, "checkout", "-q", "-b", "work")
    wire.write({LATER.format("on-work"): TEXT.replace("14", "15").replace("160", "20")})
    committed(wire.folder)
    git(wire.folder, "checkout", "-q", "main")
    wire.write({LATER.format("on-main"): TEXT.replace("14", "15").replace("160", "30"), EVENT: CORRECTED})
    committed(wire.folder)
    git(wire.folder, "checkout", "-q", "work")
    return wire


@pytest.mark.parametrize("head", ["work", "--detach work"])
@pytest.mark.parametrize("ref", ["main", "published"])
def test_a_branch_behind_main(parted: SiteBuilder, head: str, ref: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What others have added to `main` since then has not gone, and what they corrected was not taken back."""
    git(parted.folder, "tag", "-a", "-m", "x", "published", "main")
    git(parted.folder, "checkout", "-q", *head.split())
    base = short(parted.folder, "main~1")
    compared = f"compared with {base} of 2022-03-14, where this branch left `{ref}`\n"
    assert check(parted.folder, ref, capsys) == (0, f"no problems\n{compared}")
    parted.write({EVENT: TEXT.replace("160", "106")})
    assert check(parted.folder, ref, capsys) == (1, SILENT.format(now="", then=f"{base}:") + compared)


def test_what_a_merge_brings(parted: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """The commit that CI checks out for a pull request, `main` and the branch in one, is compared with `main`."""
    git(parted.folder, "checkout", "-q", "--detach", "main")
    git(parted.folder, "merge", "-q", "--no-edit", "work")
    compared = f"compared with `main` ({short(parted.folder, 'main')} of 2022-03-14)\n"
    assert check(parted.folder, "main", capsys) == (0, f"no problems\n{compared}")
    parted.remove(LATER.format("on-main"))
    code, said = check(parted.folder, "main", capsys)
    assert (code, said.splitlines()[0]) == (1, "error[E11]: the event `2022-03-15/on-main` was published and has gone")


def test_what_is_not_ahead_of_main(parted: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """With nothing of its own, what is checked out is compared with itself: only what is not committed counts."""
    git(parted.folder, "checkout", "-q", "--detach", "main~1")
    base = short(parted.folder)
    compared = f"compared with {base} of 2022-03-14, where this branch left `main`\n"
    assert check(parted.folder, "main", capsys) == (0, f"no problems\n{compared}")
    git(parted.folder, "checkout", "-q", "work")
    assert check(parted.folder, "HEAD~1", capsys)[1].endswith(f"compared with `HEAD~1` ({base} of 2022-03-14)\n")


def test_another_folder_counts_as_it_is(parted: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder has no history that could be looked at, and a worktree of git is a folder."""
    beside = parted.folder.parent / "main"
    git(parted.folder, "worktree", "add", "-q", str(beside), "main")
    code, said = check(parted.folder, str(beside), capsys)
    assert (code, said.splitlines()[-1]) == (1, f"compared with the folder `{beside}`")
    assert "error[E11]: the event `2022-03-15/on-main` was published and has gone" in said
    base = short(parted.folder, "main~1")
    compared = f"compared with {base} of 2022-03-14, where this branch left `work`\n"
    assert check(beside, "work", capsys) == (0, f"no problems\n{compared}")


def test_nothing_in_common(wire: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """Two histories that never met can't be compared by where they parted; the way that is named works."""
    git(wire.folder, "checkout", "-q", "--orphan", "new")
    said = (
        "the checked-out revision has no commit in common with `main`; to compare with it as it is, check it out "
        "beside this folder (`git worktree add --detach ../then main`) and name the folder of its site: "
        "`--against ../then`.\n"
    )
    assert refused(wire.folder, "main", capsys) == said  # nothing was committed yet
    wire.write({EVENT: TEXT.replace("160", "106")})
    committed(wire.folder)
    assert refused(wire.folder, "main", capsys) == said
    git(wire.folder, "worktree", "add", "-q", "--detach", "../then", "main")
    then = wire.folder.parent / "then"
    silent = SILENT.format(now="", then=f"{then}/")
    assert check(wire.folder, str(then), capsys) == (1, f"{silent}compared with the folder `{then}`\n")


def test_a_shallow_clone_of_a_branch(parted: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the commit at which two branches parted was not fetched, it is said how to get it; and that works."""
    clone, origin = parted.folder.parent / "clone", f"file://{parted.folder}"
    git(parted.folder, "clone", "-q", "--depth=1", "--no-single-branch", "--branch=work", origin, str(clone))
    assert refused(clone, "origin/main", capsys) == (
        "this clone is shallow and does not reach back to where this branch left `origin/main`; fetch the history "
        "with `git fetch --unshallow`, or set `fetch-depth: 0` where CI checks it out.\n"
    )
    git(clone, "fetch", "-q", "--unshallow")
    base = short(parted.folder, "main~1")
    compared = f"compared with {base} of 2022-03-14, where this branch left `origin/main`\n"
    assert check(clone, "origin/main", capsys) == (0, f"no problems\n{compared}")


def test_a_clone_without_files(parted: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A partial clone fetches nothing here; the command that is named does, once."""
    git(parted.folder, "config", "uploadpack.allowFilter", "true")
    clone, origin = parted.folder.parent / "clone", f"file://{parted.folder}"
    git(parted.folder, "clone", "-q", "--filter=blob:none", "--no-checkout", "--branch=work", origin, str(clone))
    SiteBuilder(clone).write({EVENT: TEXT.replace("160", "106")})
    assert refused(clone, "origin/main", capsys) == (
        "git reports: this clone lacks some files of the history; fetch them with `git fetch --refetch --no-filter`.\n"
    )
    git(clone, "fetch", "-q", "--refetch", "--no-filter")
    base = short(clone, "origin/main~1")
    compared = f"compared with {base} of 2022-03-14, where this branch left `origin/main`\n"
    assert check(clone, "origin/main", capsys) == (1, SILENT.format(now="", then=f"{base}:") + compared)


def test_what_machines_are_told(parted: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """The log of GitHub's runs and JSON say what the content is compared with; reports of one form only do not."""
    words = f"compared with {short(parted.folder, 'main~1')} of 2022-03-14, where this branch left `main`"
    assert check(parted.folder, "main", capsys, "--format", "github") == (0, f"no problems\n{words}\n")
    assert json.loads(check(parted.folder, "main", capsys, "--format", "json")[1]) == {
        "problems": [], "briefs": [], "compared": words,
    }  # fmt: skip
    assert json.loads(check(parted.folder, "main", capsys, "--format", "gitlab")[1]) == []
