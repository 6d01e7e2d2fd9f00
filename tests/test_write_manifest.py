"""One manifest per folder, an output that is trusted, and a spare that is always the same as the output."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from dayline.write import foreign, verify
from dayline.write.errors import Missing, OutputTaken
from dayline.write.manifest import Manifest, edition, hex_digest, part_of
from dayline.write.publish import Written, amend, publish
from dayline.write.verify import is_whole

NAME = ".dayline-manifest"
FILES = {
    "index.html": b"home",
    "2022/index.html": b"year",
    "2022/03/index.html": b"month",
    "2022/03/14/index.html": b"day",
    "2022/03/14/one/index.html": b"event",
    "2022/04/01/index.html": b"another day",
    "actors/council/index.html": b"actor",
    "actors/mayor/index.html": b"another actor",
}
LISTS = {
    "2022": ["03/index.html", "index.html"],
    "2022/03": ["14/index.html", "14/one/index.html"],
    "2022/04": ["01/index.html"],
    "actors": ["council/index.html", "mayor/index.html"],
}
DAY, ACTOR, OTHER_DAY = "2022/03/14/index.html", "actors/mayor/index.html", "2022/04/01/index.html"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output with an edition of all files."""
    publish(FILES.items(), tmp_path / "public")
    return tmp_path / "public"


@pytest.fixture
def spare(output: Path) -> Path:
    return output.with_name(".public.editions") / "spare"


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder, manifests too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def listed(files: dict[str, bytes]) -> bytes:
    """The list of files by their paths in its folder."""
    return "".join(f"{sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def lists(files: dict[str, bytes]) -> dict[str, bytes]:
    """The lists of an edition by their paths, written down without the program."""
    inside = {part: {path: files[f"{part}/{path}"] for path in paths} for part, paths in LISTS.items()}
    texts = {f"{part}/{NAME}": listed(inside[part]) for part in LISTS}
    return texts | {NAME: listed({"index.html": files["index.html"], **texts})}


def test_lists(output: Path) -> None:
    """Each folder has its list, the root lists the lists, and its digest is the edition's name."""
    assert tree(output) == FILES | lists(FILES)
    assert edition(output) == {path: hex_digest(content) for path, content in FILES.items()}
    written = amend([(DAY, b"2")], (), output)
    after = FILES | {DAY: b"2"}
    assert tree(output) == after | lists(after)
    assert written == Written((DAY,), ())
    assert written.edition == sha256(lists(after)[NAME]).hexdigest()


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum here")
def test_sha256sum_reads_them(output: Path) -> None:
    """`sha256sum --check` in each folder with a list accepts all of them, and names a page that was changed."""
    check = ["sha256sum", "--check", "--quiet", NAME]
    for part in ("", *LISTS):
        subprocess.run(check, cwd=output / part, check=True)
    (output / DAY).write_bytes(b"forged")
    done = subprocess.run(check, cwd=output / "2022/03", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    assert (done.returncode, done.stdout) == (1, b"14/index.html: FAILED\n")


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("index.html", ""), ("2022/index.html", "2022"), ("2022/03/index.html", "2022"),
        ("2022/03/14/index.html", "2022/03"), ("2022/03/14/one/claim/index.html", "2022/03"),
    ],
)  # fmt: skip
def test_parts(path: str, part: str) -> None:
    """A file is in the list of its first folder, from the third folder on in that of the first two."""
    assert part_of(path) == part


def test_other_lists_are_neither_read_nor_written(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit reads and writes the lists of the folders it changes, and the root."""
    before = {part: (output / part / NAME).stat() for part in LISTS}
    read: set[str] = set()
    load = Manifest._load

    def noted(self: Manifest, part: str) -> object:
        read.add(part)
        return load(self, part)

    monkeypatch.setattr(Manifest, "_load", noted)
    amend([(DAY, b"2")], (), output)
    assert read == {"2022/03"}
    after = {part: (output / part / NAME).stat() for part in LISTS}
    assert {part for part in LISTS if not os.path.samestat(before[part], after[part])} == {"2022/03"}
    assert {part for part in LISTS if before[part].st_mtime_ns != after[part].st_mtime_ns} == {"2022/03"}


def test_an_emptied_folder_has_no_list(output: Path, spare: Path) -> None:
    """When the last file of a list goes, so does the list, its line in the root and the folder."""
    amend((), [OTHER_DAY], output)
    kept = {path: content for path, content in FILES.items() if path != OTHER_DAY}
    root = {path: text for path, text in lists(FILES).items() if path not in (NAME, f"2022/04/{NAME}")}
    assert tree(output)[NAME] == listed({"index.html": b"home", **root})
    for folder in (output, spare):
        assert edition(folder) == {path: hex_digest(content) for path, content in kept.items()}
        assert not (folder / "2022/04").exists()


ENTRY = b"0" * 64 + b"  "
NOT_FOR_THIS_FOLDER = [b"", b"\xff", ENTRY + b"../../../precious\n", ENTRY + b"/etc/passwd\n", ENTRY + b"index.html\n",
                       ENTRY + b"14/.dayline-manifest\n"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "is_in_root"),
    [*((text, True) for text in NOT_FOR_THIS_FOLDER), *((text, False) for text in NOT_FOR_THIS_FOLDER),
     (ENTRY + b"14/index.html\n", False)],
)  # fmt: skip
def test_a_forged_list(output: Path, text: bytes, is_in_root: bool) -> None:
    """A list that isn't the root's, or has paths of elsewhere, lists nothing, so that its files are foreign."""
    (output / "2022/03" / NAME).write_bytes(text)
    if is_in_root:
        root = (output / NAME).read_bytes()
        before, after = hex_digest(lists(FILES)[f"2022/03/{NAME}"]), hex_digest(text)
        (output / NAME).write_bytes(root.replace(before.encode(), after.encode()))
    seen = tree(output)
    with pytest.raises((OutputTaken, Missing)):
        amend([(DAY, b"2")], (), output)
    with pytest.raises(OutputTaken) as caught:
        publish(FILES.items(), output, verify=True)
    assert caught.value.paths == ("2022/03/14",)
    assert tree(output) == seen
    assert not is_whole(output, verify=True)


@pytest.mark.parametrize("part", LISTS)
def test_a_list_that_was_deleted(output: Path, spare: Path, part: str) -> None:
    """It is written again, and the pages that it lists are still known."""
    (output / part / NAME).unlink()
    assert not is_whole(output)
    with pytest.raises(Missing) as caught:
        amend([("x", b"")], (), output)
    assert caught.value.paths == (f"{part}/{NAME}",)
    assert publish(FILES.items(), output) == Written((), ())
    assert tree(output) == tree(spare) == FILES | lists(FILES)
    assert is_whole(output, verify=True)


# Trust


def test_only_what_changes_is_inspected(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit of a trusted output looks into the folders that it changes, with `verify` into all."""
    scanned = foreign.scanned
    folders: set[str] = set()

    def noted(folder: str) -> list[os.DirEntry[str]]:
        folders.add(folder.removeprefix(str(output)).strip("/"))
        return scanned(folder)

    monkeypatch.setattr(verify, "scanned", noted)
    amend([(DAY, b"2")], (), output)
    of_output = {folder for folder in folders if ".public.editions" not in folder}
    assert of_output == {"", "2022/03/14"}
    folders.clear()
    amend([(DAY, b"3")], (), output, verify=True)
    of_output = {folder for folder in folders if ".public.editions" not in folder}
    assert of_output == {
        "", "2022", "2022/03", "2022/03/14", "2022/03/14/one", "2022/04", "2022/04/01", "actors", "actors/council",
        "actors/mayor",
    }  # fmt: skip


@pytest.mark.parametrize("editions", [1, 2])
def test_a_page_spoilt_in_a_folder_that_does_not_change(output: Path, editions: int) -> None:
    """A build that doesn't change the folder doesn't notice; one that does, or verifies, refuses to keep the page."""
    (output / DAY).write_bytes(b"forged")
    for number in range(editions):
        amend([(ACTOR, b"%d" % number)], (), output)
    assert is_whole(output)
    assert not is_whole(output, verify=True)
    with pytest.raises(Missing) as caught:
        amend([(ACTOR, b"x")], (), output, verify=True)
    assert caught.value.paths == (DAY,)
    with pytest.raises(Missing) as caught:
        amend([("2022/03/14/new.png", b"x")], (), output)
    assert caught.value.paths == (DAY,)
    assert publish(FILES.items(), output, verify=True).written == (DAY, ACTOR)
    assert is_whole(output, verify=True)


def test_a_page_spoilt_while_an_edition_is_made(output: Path) -> None:
    """A page that is changed in place after all were inspected, but before the edition is published, is read later."""

    def files() -> Iterator[tuple[str, bytes]]:
        (output / DAY).write_bytes(b"forged")
        yield from (FILES | {"x": b""}).items()

    publish(files(), output, verify=True)
    assert is_whole(output)
    os.utime(output)  # so that it is not trusted
    assert not is_whole(output)
    assert publish((FILES | {"x": b""}).items(), output) == Written((DAY,), ())
    assert is_whole(output, verify=True)


def test_a_page_that_changes_may_be_spoilt(output: Path) -> None:
    """What is replaced need not be as it was."""
    (output / DAY).write_bytes(b"forged")
    amend([(DAY, b"2")], (), output)
    assert is_whole(output, verify=True)
    for number in range(2):
        amend([(ACTOR, b"%d" % number)], (), output)
        assert is_whole(output, verify=True)


def removed(folder: Path, path: str) -> None:
    at = folder / path
    shutil.rmtree(at) if at.is_dir() else at.unlink()


@pytest.mark.parametrize("path", ["index.html", "2022", "2022/03", "2022/03/14", "actors/mayor"])
def test_what_was_removed_from_the_output_is_noticed(output: Path, path: str) -> None:
    """A page or folder removed at the top, or in a folder with a list, is missed by the next build."""
    removed(output, path)
    assert not is_whole(output)
    with pytest.raises(Missing):
        amend([("x", b"")], (), output)
    publish((FILES | {"x": b""}).items(), output)
    assert is_whole(output, verify=True)


@pytest.mark.parametrize("path", ["", NAME, "index.html", "2022", "2022/03", "2022/03/14", "actors/mayor"])
def test_what_was_removed_from_the_spare_is_not_missing_later(output: Path, spare: Path, path: str) -> None:
    """The edition that is made of the spare is whole nevertheless."""
    removed(spare, path)
    for number in range(3):
        amend([("x", b"%d" % number)], (), output)
        assert is_whole(output, verify=True)
        assert tree(spare) == tree(output)


DEEP = "2022/03/14/one/index.html"


def emptied(at: Path) -> None:
    at.unlink()


def replaced(at: Path) -> None:
    at.unlink()
    at.write_bytes(b"forged")


def joined_by_another(at: Path) -> None:
    at.with_name("note").write_bytes(b"theirs")


@pytest.mark.parametrize("editions", [1, 2])
@pytest.mark.parametrize("change", [emptied, replaced, joined_by_another])
@pytest.mark.parametrize("hours", [-25, 23, 25])
def test_trust_ends_after_a_day(
    output: Path,
    spare: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], None],
    editions: int,
    hours: int,
) -> None:
    """What is wrong in a folder that no build changes, in either copy, is noticed by the first build after a day."""
    change(output / DEEP)
    for number in range(editions):
        amend([(ACTOR, b"%d" % number)], (), output)
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + hours * 3600 * 10**9)
    assert is_whole(output)
    if hours == 23:
        amend([(ACTOR, b"x")], (), output)
    elif change is joined_by_another:
        with pytest.raises(OutputTaken) as taken:
            amend([(ACTOR, b"x")], (), output)
        assert taken.value.paths == ("2022/03/14/one/note",)
    else:
        with suppress(Missing):  # the copy that readers see may be whole, the other is made so
            amend([(ACTOR, b"x")], (), output)
        publish((FILES | {"x": b""}).items(), output)
        assert tree(output) == tree(spare)
        assert is_whole(output, verify=True)


def copied(output: Path) -> None:
    shutil.copytree(output, output.with_name("copy"))
    shutil.rmtree(output)
    output.with_name("copy").rename(output)


@pytest.mark.parametrize("is_cloned", [False, True])
def test_a_copy_is_not_trusted(output: Path, is_cloned: bool) -> None:
    """In a copy of the output every file is read, however old it says it is, and in one of the hidden folder too."""
    (output / DAY).write_bytes(b"forged")
    os.utime(output / DAY, (1, 1))
    copied(output)
    if is_cloned:
        copied(output.with_name(".public.editions"))
    assert not is_whole(output)
    with pytest.raises(Missing) as caught:
        amend([(ACTOR, b"x")], (), output)
    assert caught.value.paths == (DAY,)
    assert publish(FILES.items(), output).written == (DAY,)
    assert is_whole(output, verify=True)


@pytest.mark.parametrize("text", ["", "x", "0 0 0 0", "\udcff"])
def test_a_fingerprint_that_is_broken(output: Path, text: str) -> None:
    """It is as good as none."""
    (output.with_name(".public.editions") / "fingerprint").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert is_whole(output)
    amend([(ACTOR, b"x")], (), output)
    assert is_whole(output, verify=True)


# The spare


def test_the_spare_is_the_same(output: Path, spare: Path) -> None:
    """After every build both copies are the same, so that neither the first edit nor any other has to link the rest."""
    assert tree(spare) == tree(output)
    for number in range(3):
        amend([(DAY, b"%d" % number)], [ACTOR], output)
        assert tree(spare) == tree(output)
        assert (spare / OTHER_DAY).samefile(output / OTHER_DAY)


def test_an_edit_links_only_what_it_changes(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first edit after a clean build links the changed page and its list, and nothing else."""
    link = os.link
    linked = []

    def noted(source: str, target: str, *, follow_symlinks: bool = True) -> None:
        linked.append(source.removeprefix(f"{output}/"))
        link(source, target, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "link", noted)
    amend([(DAY, b"2")], (), output)
    assert linked == [f"2022/03/{NAME}", DAY]


def test_without_hard_links(output: Path, spare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file system has none, the spare is a copy."""

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "not here")

    monkeypatch.setattr(os, "link", refused)
    for number in range(3):
        amend([(DAY, b"%d" % number)], (), output)
        assert is_whole(output, verify=True)
        assert tree(spare) == tree(output)


def test_another_edition_in_the_output(output: Path, spare: Path, tmp_path: Path) -> None:
    """A spare of another edition than the one that somebody put into the output is made anew."""
    publish({"index.html": b"theirs", "2022/03/14/index.html": b"day"}.items(), tmp_path / "other")
    shutil.rmtree(output)
    shutil.copytree(tmp_path / "other", output)
    amend([("x", b"")], (), output)
    assert edition(output).keys() == {"index.html", "2022/03/14/index.html", "x"}
    assert tree(spare) == tree(output)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("2022/03", "both a file and a folder"), ("2022", "both a file and a folder"),
        ("Actors/x", "the same but for case"), ("actors/Mayor/x", "the same but for case"),
        ("actors/Mayor/x/y", "the same but for case"), ("2022/03/14/index.html/x", "both a file and a folder"),
    ],
)  # fmt: skip
def test_a_new_path_that_collides(output: Path, path: str, reason: str) -> None:
    """A new file is compared with all that could be the same file on some system, and nothing is changed."""
    before = tree(output)
    with pytest.raises(ValueError, match=reason):
        amend([(path, b"")], (), output)
    assert tree(output) == before
    assert is_whole(output)


def streamed(count: int) -> Iterator[tuple[str, bytes]]:
    return ((f"2022/03/{number}/index.html", b"x") for number in range(count))


def test_a_list_that_grows(tmp_path: Path) -> None:
    """Editions that differ in whole folders have the lists of a clean build, byte for byte."""
    for number, count in enumerate((3, 30, 7)):
        publish(streamed(count), tmp_path / "public")
        publish(streamed(count), tmp_path / f"clean-{number}")
        assert tree(tmp_path / "public") == tree(tmp_path / f"clean-{number}")
