"""Whole editions or none: what readers, other people's files and killed builds may rely on."""

import errno
import os
import random
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import LONG
from dayline.write import swap as swapping
from dayline.write.errors import Missing, OutputTaken, OutputUnusable
from dayline.write.incoming import Content
from dayline.write.manifest import edition, hex_digest
from dayline.write.publish import Written, amend, publish
from dayline.write.verify import is_whole

SOURCE = Path(__file__).parents[1] / "site_src"
MANIFEST = ".dayline-manifest"
FIRST = {"index.html": b"home", "2022/03/14/index.html": b"day", "a b/ü.css": b"css"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "my site" / "public"


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def put(output: Path, files: dict[str, bytes], *, verify: bool = False) -> Written:
    return publish(files.items(), output, verify=verify)


def test_first_edition(output: Path) -> None:
    """The first edition is exactly what was given, and the manifest lists it."""
    assert put(output, FIRST) == Written(tuple(sorted(FIRST)), ())
    assert tree(output) == FIRST
    assert edition(output) == {path: hex_digest(content) for path, content in FIRST.items()}


def test_changes(output: Path) -> None:
    """A later edition says what it wrote, removed and left alone; emptied folders go."""
    put(output, FIRST)
    second = {"index.html": b"home 2", "a b/ü.css": b"css", "new/x": b"x"}
    assert put(output, second) == Written(("index.html", "new/x"), ("2022/03/14/index.html",))
    assert tree(output) == second
    assert not (output / "2022").exists()


def test_same_bytes(tmp_path: Path) -> None:
    """Two outputs with different pasts are the same byte for byte, the manifest too."""
    one, two = tmp_path / "one", tmp_path / "two"
    put(one, {"index.html": b"old", "gone": b""})
    put(one, FIRST)
    put(two, dict(reversed(FIRST.items())))
    assert tree(one) == tree(two)
    assert (one / MANIFEST).read_bytes() == (two / MANIFEST).read_bytes()


@pytest.mark.parametrize("verify", [False, True])
def test_unchanged_files_are_left_alone(output: Path, verify: bool) -> None:
    """Through many editions an unchanged file keeps its inode and its time, a changed one gets new ones."""
    put(output, FIRST)
    before = (output / "2022/03/14/index.html").stat()
    homes = [(output / "index.html").stat().st_ino]
    for number in range(6):
        put(output, FIRST | {"index.html": b"%d" % (number % 2)}, verify=verify)
        after = (output / "2022/03/14/index.html").stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
        homes.append((output / "index.html").stat().st_ino)
        assert homes[-1] != homes[-2]


def test_nothing_new_touches_nothing(output: Path) -> None:
    """The same edition again leaves even the folder itself as it was."""
    put(output, FIRST)

    def seen() -> list[tuple[Path, int, int]]:
        return [(path, path.stat().st_mtime_ns, path.stat().st_ino) for path in sorted(output.rglob("*"))]

    before = seen()
    assert put(output, FIRST) == Written((), ())
    assert seen() == before


def test_random_editions(output: Path) -> None:
    """Whatever came before, what is published is what is there (files may become folders)."""
    rng = random.Random(5)
    names = ["a", "b/c", "b/d/e", "f/g", "f", "a/x", "b", "h.html"]
    before: dict[str, bytes] = {}
    for _ in range(200):
        chosen = rng.sample(names, rng.randint(0, 5))
        folders = {n for n in chosen if any(m.startswith(n + "/") for m in chosen)}
        files = {n: bytes([rng.randint(0, 2)]) for n in chosen if n not in folders}
        if before and rng.random() < 0.5:
            changed = {path: content for path, content in files.items() if before.get(path) != content}
            amend(changed.items(), before.keys() - files.keys(), output, verify=rng.random() < 0.5)
        else:
            put(output, files, verify=rng.random() < 0.5)
        assert tree(output) == files if output.exists() else not files
        assert edition(output) == {path: hex_digest(content) for path, content in files.items()}
        before = files


def test_kept_files(output: Path) -> None:
    """A digest stands for bytes that are there already, and is refused when they aren't."""
    put(output, FIRST)
    kept: dict[str, Content] = {path: hex_digest(content) for path, content in FIRST.items()}
    assert publish((kept | {"index.html": b"2"}).items(), output) == Written(("index.html",), ())
    (output / "a b/ü.css").unlink()
    with pytest.raises(Missing) as caught:
        publish(kept.items(), output)
    assert caught.value.paths == ("index.html", "a b/ü.css")


def test_files_spoilt_by_hand_come_back(output: Path) -> None:
    """A page that was deleted or edited in the output is written again."""
    put(output, FIRST)
    (output / "index.html").write_bytes(b"spoilt")
    (output / "a b/ü.css").unlink()
    assert put(output, FIRST).written == ("a b/ü.css", "index.html")
    assert tree(output) == FIRST


def spoil(file: Path, how: str) -> None:
    if how == "edited in place":
        file.write_bytes(b"spoilt")
    elif how == "replaced":
        (file.parent / "draft").write_bytes(b"spoilt")
        (file.parent / "draft").replace(file)
    else:
        file.unlink()


@pytest.mark.parametrize("spoilt", ["index.html", "2022/03/14/index.html"])
@pytest.mark.parametrize("how", ["edited in place", "replaced", "deleted"])
def test_spoilt_files_do_not_come_back(output: Path, spoilt: str, how: str) -> None:
    """What was spoilt in one edition is right in those after it, though the folders take turns."""
    put(output, FIRST)
    spoil(output / spoilt, how)
    put(output, FIRST | {"other": b""}, verify=True)
    for number in range(3):
        assert tree(output) == FIRST | {"other": b"%d" % (number - 1) if number else b""}
        assert is_whole(output)
        put(output, FIRST | {"other": b"%d" % number})


def aged(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (1, 1), follow_symlinks=False)


@pytest.mark.parametrize("verify", [False, True])
def test_amend(output: Path, verify: bool) -> None:
    """An edition that is the current one but for a few paths is the same as if all had been given."""
    first = put(output, FIRST)
    amended = amend(
        [("index.html", b"2"), ("new/x", b"x"), ("a b/ü.css", hex_digest(b"css"))],
        ["2022/03/14/index.html", "never"],
        output,
        base=first.edition,
        verify=verify,
    )
    second = {"index.html": b"2", "new/x": b"x", "a b/ü.css": b"css"}
    assert amended == Written(("index.html", "new/x"), ("2022/03/14/index.html",))
    assert tree(output) == second
    whole = put(output.parent / "whole", second)
    assert amended.edition == whole.edition != first.edition
    assert (output / MANIFEST).read_bytes() == (output.parent / "whole" / MANIFEST).read_bytes()
    assert amend([("index.html", b"2")], (), output, verify=verify) == Written((), ())


def test_amend_needs_a_whole_edition(output: Path) -> None:
    """There is nothing to amend where there is no edition, another one, or one with files gone."""
    with pytest.raises(Missing):
        amend([("x", b"")], (), output)
    first = put(output, FIRST)
    put(output, FIRST | {"index.html": b"of another build"})
    before = tree(output)
    for verify in (False, True):
        with pytest.raises(Missing):
            amend([("x", b"")], (), output, base=first.edition, verify=verify)
    with pytest.raises(ValueError, match="both a file and a folder: 'a b'"):
        amend([("a b", b"")], (), output)
    (output / "a b/ü.css").unlink()
    with pytest.raises(Missing) as caught:
        amend([("a b/ü.css", b"new")], (), output)
    assert caught.value.paths == ("a b/ü.css",)
    del before["a b/ü.css"]
    assert tree(output) == before


def folder_through_a_link(output: Path) -> None:
    (output / "2022").rename(output.parent / "elsewhere")
    (output / "2022").symlink_to(output.parent / "elsewhere")


def file_through_a_link(output: Path) -> None:
    (output / "index.html").rename(output.parent / "elsewhere")
    (output / "index.html").symlink_to(output.parent / "elsewhere")


@pytest.mark.parametrize(
    ("change", "whole"),
    [
        (lambda output: output.exists(), True),
        (lambda output: aged(output / "2022"), True),
        (lambda output: (output / "index.html").touch(), True),
        (lambda output: (output / "2022/theirs").write_bytes(b""), False),
        (lambda output: (output / ".git").write_bytes(b""), True),
        (lambda output: (output / "theirs").write_bytes(b""), False),
        (lambda output: (output / "theirs").mkdir(), False),
        (lambda output: (output / "index.html").unlink(), False),
        (lambda output: (output / "index.html").write_bytes(b"emoh"), False),
        (lambda output: (output / "2022").rename(output / "2023"), False),
        (lambda output: (output / MANIFEST).unlink(), False),
        (lambda output: (output / MANIFEST).write_bytes(b"?"), False),
        (lambda output: output.rename(output.parent / "moved"), False),
        (lambda output: put(output, FIRST | {"index.html": b"of another build"}), False),
        (folder_through_a_link, False),
        (file_through_a_link, False),
    ],
)
def test_is_whole(output: Path, change: Callable[[Path], object], whole: bool) -> None:
    """The output is whole when every page of the edition is there as listed, and nothing else at its top."""
    assert not is_whole(output)
    first = put(output, FIRST)
    change(output)
    assert is_whole(output, first.edition) == is_whole(output, first.edition, verify=True) == whole


def test_is_whole_loads_little() -> None:
    """A build that finds nothing to do doesn't load what is needed to write."""
    code = "import sys, dayline.write.manifest, dayline.write.verify; print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(SOURCE)}, stdout=subprocess.PIPE, check=True
    )
    loaded = set(found.stdout.decode().split())
    assert not loaded & {
        "ctypes",
        "shutil",
        "dataclasses",
        "inspect",
        "dayline.write.files_tree",
        "dayline.write.publish",
    }


def test_a_manifest_cannot_point_outside(output: Path) -> None:
    """A manifest with unsafe paths is not believed, so nothing is removed because of it, outside or in the output."""
    put(output, FIRST)
    precious = output.parent / "precious"
    precious.write_bytes(b"x")
    with (output / MANIFEST).open("a") as manifest:
        manifest.write(f"{hex_digest(b'x')}  ../precious\n")
    assert edition(output) == {}
    with pytest.raises(OutputTaken) as caught:
        put(output, {"x": b""})
    assert caught.value.paths == ("2022", "a b", "index.html")
    assert precious.exists()
    assert tree(output) == FIRST


@pytest.mark.parametrize(
    "paths",
    [
        ["../x"], ["/x"], ["a//b"], ["a/./b"], [""], ["a/"], ["a\\b"], ["a\nb"], ["a\x00"], [".."], ["c:x"],
        ["A/x", "a/y"], ["x.html", "X.html"], ["é", "e\u0301"], ["a", "a/b"], ["a/b", "a"], ["a", "a/b/c"],
        ["a", "a"], [MANIFEST], ["\ud800"], [".git"], [".git/config"], [".GIT/config"],
        [".well-known/acme-challenge/x"], [".Well-Known/acme-challenge"],
    ],
)  # fmt: skip
def test_unsafe_paths(output: Path, paths: list[str]) -> None:
    """Paths that leave the folder, or mean one file on some systems and two on others, are bugs."""
    with pytest.raises(ValueError, match=r"."):
        publish([(path, b"") for path in paths], output)
    assert not output.exists()


def test_a_failing_source_changes_nothing(output: Path) -> None:
    """When rendering breaks off in the middle the output is as it was, and the lock is free."""
    put(output, FIRST)

    def files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(files(), output)
    assert tree(output) == FIRST
    put(output, {"x": b""})


def test_other_disk(tmp_path: Path) -> None:
    """The output may be on a disk other than the rest."""
    shared = Path("/dev/shm")  # noqa: S108
    if not os.access(shared, os.W_OK):
        pytest.skip("no second file system here")
    folder = shared / f"dayline-{os.getpid()}" / "public"
    put(folder, FIRST)
    put(folder, FIRST | {"index.html": b"2"})
    assert tree(folder)["index.html"] == b"2"
    subprocess.run(["rm", "-r", folder.parent], check=True)


def test_output_through_a_link(output: Path, tmp_path: Path) -> None:
    """When the output itself is a link, it stays one and the folder behind it gets the editions."""
    link = tmp_path / "link"
    output.parent.mkdir()
    link.symlink_to(output)
    put(link, FIRST)
    put(link, {"x": b""})
    assert link.is_symlink()
    assert tree(output) == {"x": b""}


def test_not_where_one_stands(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that one is in, or one that holds it, is refused: it would be swapped away underfoot."""
    (output / "in").mkdir(parents=True)
    monkeypatch.chdir(output / "in")
    with pytest.raises(OutputUnusable, match="is the folder you are in"):
        put(output, FIRST)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EBUSY])
def test_message(output: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """What the file system refuses is told in words, with the folder's name and what to do."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code), "somewhere")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(OutputUnusable, match=rf"cannot write to `{output}` \(at `somewhere`\): (it|the) "):
        put(output, FIRST)


@pytest.mark.parametrize("again", [False, True])
def test_disk_full_while_receiving(output: Path, monkeypatch: pytest.MonkeyPatch, again: bool) -> None:
    """A disk that fills up with drafts is told in words too, and the output stays as it is."""
    if again:
        put(output, FIRST)
    write = os.write

    def half(file: int, content: bytes) -> int:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            return write(file, content)
        if content[:1] != b"!":
            return write(file, content[:1])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(OutputUnusable, match="the disk is full"):
        put(output, FIRST | {"index.html": b"12!"})
    assert tree(output) == (FIRST if again else {})
    assert (output.parent / ".public.editions/spare").exists() == again
    put(output, FIRST | {"index.html": b"12"})
    assert tree(output) == FIRST | {"index.html": b"12"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folder(output: Path) -> None:
    """A folder without permission to write gives a message, not a traceback."""
    output.parent.mkdir(mode=0o500)
    with pytest.raises(OutputUnusable, match="it may not be written to"):
        put(output, FIRST)


def test_a_damaged_spare_is_made_anew(output: Path) -> None:
    """Whatever is missing beside the output, the next edition is right."""
    rooms = output.parent / ".public.editions"
    put(output, FIRST)
    for number, broken in enumerate(["spare/" + MANIFEST, "spare", ""]):
        subprocess.run(["rm", "-r", rooms / broken], check=True)
        files = FIRST | {"index.html": b"%d" % number}
        assert put(output, files).written == ("index.html",)
        assert tree(output) == files


def test_without_exchange(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system can't exchange folders, three renames do, and each way of being cut short heals."""
    monkeypatch.setattr(swapping, "_system_call", lambda: None)
    put(output, {"v": b"0"})
    rename, calls = Path.rename, 0

    def cut_short(at: int) -> Callable[[Path, Path], Path]:
        def renamed(self: Path, target: Path) -> Path:
            nonlocal calls
            calls += 1
            if calls == at:
                raise KeyboardInterrupt
            return rename(self, target)

        return renamed

    for at in (1, 2, 3):
        calls = 0
        monkeypatch.setattr(Path, "rename", cut_short(at))
        with pytest.raises(KeyboardInterrupt):
            put(output, {"v": b"%d" % at, "w": b""})
        monkeypatch.setattr(Path, "rename", rename)
        put(output, {"v": b"x%d" % at, "w": b""})
        assert tree(output) == {"v": b"x%d" % at, "w": b""}


PUBLISHER = """
import os, signal, sys, itertools
from pathlib import Path
from dayline.write.publish import amend, publish
output, start, step, verify = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "verify"
every, fuse, editions = sys.argv[5] == "every", int(sys.argv[6]), int(sys.argv[7])
used, lines = 0, set()
def count(frame, *_):
    global used
    line = frame.f_code, frame.f_lineno
    used += every or line not in lines
    lines.add(line)
    if used == fuse:
        os.kill(os.getpid(), signal.SIGKILL)
    return count
print("ready", flush=True)
if fuse:
    sys.settrace(count)
before = {}
for n in itertools.count(start, step):
    lines.clear()
    if n == start + editions:
        sys.settrace(None)
        print(used)
        break
    shape = {f"{k}/{n % 3 if k % 5 == 0 else 'x'}/i.html": b"%d" % (n if k % 3 else 0) for k in range(60)}
    shape["edition"] = b"%d" % n
    if n % 2 and before and step == 1:  # an amended edition is this process's last one
        changed = [(path, content) for path, content in shape.items() if before.get(path) != content]
        amend(changed, before.keys() - shape.keys(), output, verify=verify)
    else:
        publish(shape.items(), output, verify=verify)
    before = shape
"""


def expected(number: int) -> dict[str, bytes]:
    pages = {f"{k}/{number % 3 if k % 5 == 0 else 'x'}/i.html": b"%d" % (number if k % 3 else 0) for k in range(60)}
    return pages | {"edition": b"%d" % number}


Fuse = tuple[str, int]
"""After how many lines that it runs a process kills itself: `every` line counts, or in each edition `new` ones."""


def publisher(
    output: Path, start: int = 1, step: int = 1, verify: str = "", *, fuse: Fuse = ("", 0), editions: int = 0
) -> subprocess.Popen[str]:
    """A process that publishes so many editions, or on and on until its fuse has burnt."""
    arguments = [str(output), *map(str, (start, step, verify, *fuse, editions or -1))]
    command = [sys.executable, "-c", PUBLISHER, *arguments]
    child = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(SOURCE)}, stdout=subprocess.PIPE, text=True)
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    return child


def kill(child: subprocess.Popen[str]) -> None:
    child.send_signal(signal.SIGKILL)
    child.communicate()


@pytest.mark.slow
@pytest.mark.scales
@pytest.mark.parametrize("verify", ["", "verify"])
def test_killed_at_any_moment(output: Path, verify: str) -> None:
    """After SIGKILL at a random line one whole edition is there, and never an earlier one than before."""
    rng = random.Random(verify)
    put(output, expected(0))
    (output / ".git/refs").mkdir(parents=True)
    (output / ".git/HEAD").write_bytes(b"theirs")
    lines = {}
    for kind in ("every", "new"):
        told, _ = publisher(output, 1, 1, verify, fuse=(kind, -1), editions=4).communicate()
        lines[kind] = int(told)
    newest = first = 4
    for number in range(60 if LONG else 12):
        kind = ("every", "new", "new")[number % 3]
        child = publisher(output, newest + 1, 1, verify, fuse=(kind, rng.randrange(1, 3 * lines[kind] // 4)))
        child.communicate()
        assert child.returncode == -signal.SIGKILL
        seen = tree(output)
        at = output if seen.pop(".git/HEAD", b"") else output.with_name(".public.editions") / "spare"
        assert (at / ".git/HEAD").read_bytes() == b"theirs"
        assert (at / ".git/refs").is_dir()
        assert int(seen["edition"]) >= newest
        newest = int(seen["edition"])
        assert seen == expected(newest)
    assert newest > first


@pytest.mark.slow
def test_two_builds_at_once(output: Path) -> None:
    """Two processes that publish at the same time take turns; what is seen is always whole."""
    put(output, expected(0))
    children = [publisher(output, start, 2) for start in (1, 2)]
    turns = [set[int](), set[int]()]
    while min(map(len, turns)) < 5:
        number = int((output / "edition").read_bytes())
        turns[number % 2].add(number)
        assert all(child.poll() is None for child in children)
    for child in children:
        kill(child)
    seen = tree(output)
    assert seen == expected(int(seen["edition"]))


def test_a_reader_never_sees_a_gap(output: Path) -> None:
    """While editions change places the page is there at every moment."""
    put(output, expected(0))
    child = publisher(output)
    seen = [0]
    while seen[-1] < 8:
        seen.append(int((output / "edition").read_bytes()))
        assert child.poll() is None
    kill(child)
    assert seen == sorted(seen)
