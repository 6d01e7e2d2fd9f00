"""What a repository brings along beside the output is not believed: nothing outside is touched, read or deleted."""

import os
import shutil
import socket
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CASES, SiteBuilder
from dayline import cli
from dayline.write import staging
from dayline.write.addresses import is_inside
from dayline.write.errors import OutputError, OutputTaken, OutputUnusable
from dayline.write.files_tree import FilesTree
from dayline.write.manifest import hex_digest
from dayline.write.publish import amend, publish
from dayline.write.verify import is_whole

MANIFEST = ".dayline-manifest"
NAMES = ("lock", "spare", "aside", "inbox", "journal", "fingerprint", "seal")
FIRST = {"index.html": b"home", "2022/03/14/index.html": b"day"}
SECRET = b"the diary of the person who builds"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site" / "public"


@pytest.fixture
def room(output: Path) -> Path:
    return output.with_name(".public.editions")


def tree(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in seen(folder) if (folder / path).is_file()}


def seen(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Everything below a folder, with what would betray that it was touched."""
    found = {path.relative_to(folder).as_posix(): path.lstat() for path in folder.rglob("*")}
    return {name: (at.st_ino, at.st_mode, at.st_mtime_ns) for name, at in found.items() if Path(name).name != MANIFEST}


def put(output: Path, files: dict[str, bytes], *, verify: bool = False) -> None:
    publish(files.items(), output, verify=verify)


def cloned(folder: Path) -> None:
    """Makes copies of all files, as a clone or an archive has them."""
    shutil.copytree(folder, folder.with_name("copy"), symlinks=True)
    shutil.rmtree(folder)
    folder.with_name("copy").rename(folder)


# Lists


LEADING_OUT = [
    "../../../prv/diary.txt",
    "../../.git/config",
    "../../precious",
    "{}",
    "./x",
    "a//b",
    "a/../../../precious",
]


@pytest.mark.parametrize("path", LEADING_OUT)
@pytest.mark.parametrize("is_ours", [False, True])
@pytest.mark.parametrize("cut_short", [False, True])
def test_a_list_in_the_spare_deletes_nothing(
    output: Path, room: Path, path: str, is_ours: bool, cut_short: bool
) -> None:
    """A list names only what is inside the folder, whether a clone brought it or somebody changed a real one."""
    outside = [output.parents[1] / "prv/diary.txt", output.parent / ".git/config", output.parent / "precious"]
    for at in outside:
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(SECRET)
    if is_ours:
        put(output, FIRST)
    (room / "spare").mkdir(parents=True, exist_ok=True)
    (room / "spare" / MANIFEST).write_text(f"{hex_digest(SECRET)}  {path.format(outside[2])}\n")
    if cut_short:
        edition = hex_digest((output / MANIFEST).read_bytes()) if is_ours else ""
        (room / "journal").write_text(f"{edition}\n{edition}\n{path.format(outside[2])}")
    put(output, FIRST | {"index.html": b"2"})
    assert [at.read_bytes() for at in outside] == [SECRET] * 3
    assert tree(output) == FIRST | {"index.html": b"2"}


# A whole folder of editions in a clone


def test_nothing_of_a_cloned_spare_is_published(output: Path, room: Path) -> None:
    """Neither a forged page nor a file or link beside the pages gets from a copied spare into the output."""
    put(output, FIRST)
    page = room / "spare/2022/03/14/index.html"
    page.unlink()
    page.write_bytes(b"forged")
    os.utime(page, (1, 1))
    (room / "spare/evil.html").write_bytes(b"evil")
    (room / "spare/leak.txt").symlink_to("/etc/passwd")
    cloned(room)
    put(output, FIRST | {"index.html": b"2"})
    assert tree(output) == FIRST | {"index.html": b"2"}


def test_nothing_of_a_cloned_spare_is_given_back(output: Path, room: Path) -> None:
    """What a copied folder of editions holds is not taken for what others had put into the output."""
    put(output, FIRST)
    (output / ".git").mkdir()
    (output / ".git/config").write_bytes(b"theirs")
    (room / "spare/2022/evil.html").write_bytes(b"evil")
    (room / "spare/.git").write_bytes(b"gitdir: /evil")
    (room / "journal").touch()
    cloned(room)
    put(output, FIRST | {"index.html": b"2"})
    assert tree(output) == FIRST | {"index.html": b"2", ".git/config": b"theirs"}


def test_a_cloned_aside_does_not_become_the_output(output: Path, room: Path) -> None:
    """A swap that was cut short somewhere else is not finished here."""
    (room / "aside").mkdir(parents=True)
    (room / "aside/evil.html").write_bytes(b"evil")
    put(output, FIRST)
    assert tree(output) == FIRST


@pytest.mark.parametrize("seal", [None, b"", b"0 0\n", b"\xff" * 1000])
def test_a_seal_cannot_be_copied(output: Path, room: Path, seal: bytes | None) -> None:
    """What is in the folder is believed only as long as its seal is the very file that was put there."""
    put(output, FIRST)
    put(output, FIRST | {"index.html": b"2"})
    kept = (room / "spare").stat().st_ino
    put(output, FIRST | {"index.html": b"2"})
    assert (room / "spare").stat().st_ino == kept
    content = (room / "seal").read_bytes() if seal is None else seal
    (room / "copy").write_bytes(content)
    (room / "copy").replace(room / "seal")
    (room / "spare/evil.html").write_bytes(b"evil")
    put(output, FIRST)
    assert tree(output) == FIRST
    assert not list(room.rglob("evil.html"))


# Links, pipes and other users


@pytest.mark.parametrize("name", ["", *NAMES, "anything"])
@pytest.mark.parametrize("target", ["folder", "file", "nothing"])
def test_links_beside_the_output(output: Path, room: Path, name: str, target: str) -> None:
    """A link stops the build before anything is touched, and the message says what to do."""
    victims = output.parents[1] / "victims"
    (victims / "folder").mkdir(parents=True)
    (victims / "folder/file").write_bytes(SECRET)
    (victims / "file").write_bytes(SECRET)
    at = room / name
    at.parent.mkdir(parents=True)
    at.symlink_to(victims / target)
    before = seen(output.parents[1])
    with pytest.raises(OutputUnusable) as caught:
        put(output, FIRST)
    assert str(caught.value) == f"`{at}` is a link, and Dayline makes none there; delete it and build again"
    assert seen(output.parents[1]) == before
    at.unlink()
    put(output, FIRST)
    assert tree(output) == FIRST


def test_a_link_as_the_command_says_it(site: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """The command ends with the message alone."""
    at = site.folder / ".public.editions/lock"
    at.parent.mkdir()
    at.symlink_to(site.folder / "victim")
    code = cli.main(("build", "--site", str(site.folder)))
    message = f"error: `{at}` is a link, and Dayline makes none there; delete it and build again\n"
    assert (code, *capsys.readouterr()) == (2, "", message)
    assert not (site.folder / "victim").exists()
    assert not (site.folder / "public").exists()


@pytest.mark.parametrize("name", ["", *NAMES])
def test_pipes_beside_the_output(output: Path, room: Path, name: str) -> None:
    """A pipe stops the build too, which must not wait for its other end."""
    at = room / name
    at.parent.mkdir(parents=True)
    os.mkfifo(at)
    with pytest.raises(OutputUnusable) as caught:
        put(output, FIRST)
    assert str(caught.value) == f"`{at}` is neither a file nor a folder; delete it and build again"
    assert not output.exists()


@pytest.mark.parametrize("name", ["", *NAMES])
def test_another_user(output: Path, room: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Files of another user stop the build: they could be changed while it runs."""
    put(output, FIRST)
    at = room / name
    at.touch()
    lstat, owner = Path.lstat, os.geteuid() + 1

    def of_another(self: Path) -> os.stat_result:
        found = lstat(self)
        return os.stat_result((*found[:4], owner, *found[5:10])) if self == at else found

    monkeypatch.setattr(Path, "lstat", of_another)
    with pytest.raises(OutputUnusable) as caught:
        put(output, FIRST | {"index.html": b"2"})
    assert str(caught.value) == f"`{at}` belongs to another user; build as that user, or delete `{room}`"
    assert tree(output) == FIRST


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_or_file_in_the_wrong_place(output: Path, room: Path, name: str) -> None:
    """What has the name of a note but is a folder, or the other way round, is no obstacle, but for the lock."""
    for make in (Path.mkdir, Path.touch):
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir(parents=True)
        make(room / name)
        if name == "lock" and make is Path.mkdir:
            with pytest.raises(OutputUnusable) as caught:
                put(output, FIRST)
            at = f"cannot write to `{output}` (at `{room / name}`)"
            assert str(caught.value) == f"{at}: there is a folder where a file must be"
        else:
            put(output, FIRST)
            assert tree(output) == FIRST


# In the output


@pytest.mark.parametrize("kind", ["link", "dangling", "folder", "pipe", "socket"])
def test_a_manifest_is_a_file(output: Path, kind: str) -> None:
    """A manifest is neither read nor written through a link that a repository has in `public`."""
    victim = output.parent / "victim"
    output.mkdir(parents=True)
    victim.write_bytes(f"{hex_digest(SECRET)}  precious\n".encode())
    (output / "precious").write_bytes(SECRET)
    strange(output / MANIFEST, kind, victim)
    before = seen(output.parent)
    for _ in range(2):
        with pytest.raises(OutputTaken) as caught:
            put(output, FIRST)
        assert caught.value.paths == (MANIFEST, "precious")
    assert seen(output.parent) == before
    assert not is_whole(output)


@pytest.mark.parametrize("kind", ["link", "dangling", "pipe", "socket"])
def test_a_page_is_a_file(output: Path, kind: str) -> None:
    """What is in the way of a page is not read if it isn't a file."""
    output.mkdir(parents=True)
    (output.parent / "victim").write_bytes(b"home")
    strange(output / "index.html", kind, output.parent / "victim")
    with pytest.raises(OutputTaken, match=r" holds what no build put there: `index\.html`"):
        put(output, FIRST)
    assert (output.parent / "victim").read_bytes() == b"home"


def strange(at: Path, kind: str, victim: Path) -> None:
    """Puts something that is no regular file at a place."""
    if kind == "link":
        at.symlink_to(victim)
    elif kind == "dangling":
        at.symlink_to(victim.with_name("nothing"))
    elif kind == "folder":
        at.mkdir()
    elif kind == "pipe":
        os.mkfifo(at)
    else:
        with socket.socket(socket.AF_UNIX) as unix:
            here = Path.cwd()
            os.chdir(at.parent)  # the name of a socket must be short
            try:
                unix.bind(at.name)
            finally:
                os.chdir(here)


def test_a_forged_manifest_stays_inside(output: Path) -> None:
    """A manifest in a committed `public` can have files of others in it dropped, and nothing else."""
    output.mkdir(parents=True)
    (output / "CNAME").write_bytes(b"theirs")
    (output.parent / "precious").write_bytes(SECRET)
    (output / MANIFEST).write_text(f"{hex_digest(b'theirs')}  CNAME\n")
    put(output, FIRST)
    assert tree(output) == FIRST
    assert (output.parent / "precious").read_bytes() == SECRET


# Changes in a folder


UNSAFE = ["", ".", "..", "/etc/passwd", "a/", "a//b", "./a", "a/..", "../a", "a/../../b", "a\0b"]


@pytest.mark.parametrize("path", UNSAFE)
@pytest.mark.parametrize(
    "act",
    [
        lambda files, path: files.remove([path]),
        lambda files, path: files.link([path], files.folder.parent),
        lambda files, path: files.write(path, b""),
        lambda files, path: files.move_in(path, files.folder.parent),
        lambda files, path: files.take(path, files.folder.parent),
    ],
)
def test_no_path_leads_out_of_a_folder(tmp_path: Path, path: str, act: Callable[[FilesTree, str], None]) -> None:
    """Whatever is done with a path, one that leads out of the folder is a bug."""
    for folder in ("stage/a", "a"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "draft").write_bytes(SECRET)
    (tmp_path / "b").write_bytes(SECRET)
    with pytest.raises(ValueError, match="unsafe path: "):
        act(FilesTree(tmp_path / "stage"), path)
    assert tree(tmp_path) == {"draft": SECRET, "b": SECRET}


def test_the_stage_follows_no_folder_that_is_a_link(tmp_path: Path) -> None:
    """Neither where files come from nor where they go a folder may be a link."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/diary").write_bytes(SECRET)
    for name in ("from", "to"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").symlink_to(tmp_path / "outside")
    (tmp_path / "from/b").mkdir()
    (tmp_path / "from/b/diary").write_bytes(b"theirs")
    (tmp_path / "drafts/a").mkdir(parents=True)
    (tmp_path / "drafts/a/diary").write_bytes(b"draft")
    folder = FilesTree(tmp_path / "to")
    folder.remove(["a/diary"])
    folder.link(["a/diary"], tmp_path / "from")
    with pytest.raises(OutputTaken):
        folder.move_in("a/diary", tmp_path / "drafts")
    assert tree(tmp_path / "outside") == {"diary": SECRET}
    (tmp_path / "to/a").unlink()
    folder.link(["a/diary", "b/diary"], tmp_path / "from")
    assert tree(tmp_path / "to") == {"b/diary": b"theirs"}


def test_a_folder_in_place_of_a_file_is_left(tmp_path: Path) -> None:
    """Removing a file leaves a folder that somebody put in its place."""
    (tmp_path / "page/theirs").mkdir(parents=True)
    FilesTree(tmp_path).remove(["page"])
    assert (tmp_path / "page/theirs").is_dir()


@given(st.text(st.sampled_from("./\\:a\n\0é\udcff"), max_size=8))
@settings(max_examples=CASES)
def test_inside(path: str) -> None:
    """A path is inside exactly if it is the shortest form of a path that doesn't lead out."""
    whole = os.path.normpath(f"/folder/{path}")
    shortest = whole.startswith("/folder/") and whole.removeprefix("/folder/") == path
    assert is_inside(path) == (shortest and "\0" not in path)


# What was withheld


def leaks(folder: Path, *words: bytes) -> list[str]:
    """The files below a folder with one of the words in their bytes or their name."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    texts = ((path.relative_to(folder).as_posix(), path.read_bytes()) for path in files)
    return [name for name, text in texts if any(word in text or word in name.encode() for word in words)]


@pytest.mark.parametrize("verify", [False, True])
def test_no_spare_of_what_has_gone(output: Path, verify: bool) -> None:
    """When a file is removed or changed, its old bytes are nowhere beside the output, nor its name."""
    (output.parent / "theirs").mkdir(parents=True)
    before = FIRST | {"secret-meeting/index.html": b"withheld", "index.html": b"withheld too", "a": b"withheld"}
    put(output, before)
    publish(FIRST.items(), output, verify=verify)
    assert leaks(output.parent, b"withheld", b"secret-meeting") == []
    assert not list(output.parent.rglob("secret-meeting"))
    publish((FIRST | {"index.html": b"3"}).items(), output, verify=verify)
    assert tree(output) == FIRST | {"index.html": b"3"}
    publish(before.items(), output, verify=verify)
    assert tree(output) == before


def test_no_spare_of_what_was_spoilt(output: Path) -> None:
    """A page that was changed by hand doesn't come back as a file of somebody else when it goes."""
    put(output, FIRST)
    (output / "index.html").write_bytes(b"spoilt")
    for number in range(3):
        put(output, {"x": b"%d" % number})
        assert tree(output) == {"x": b"%d" % number}
        assert leaks(output.parent, b"spoilt") == []


def test_no_list_of_what_has_gone(output: Path) -> None:
    """No list of earlier paths is left beside the output."""
    for files in (FIRST, {"secret-meeting": b""}, {"secret-meeting": b"2"}, FIRST):
        put(output, files)
    assert leaks(output.parent, b"secret-meeting") == []


MOMENTS = {
    "before the swap": "dayline.write.staging.swap_in",
    "while files go": "dayline.write.files_tree.FilesTree.move_in",
    "after the swap": "dayline.write.staging.sync_spare",
    "in the end": "dayline.write.fingerprint.write",
}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("verify", [False, True])
def test_a_killed_build_leaves_no_spare(
    output: Path, monkeypatch: pytest.MonkeyPatch, moment: str, verify: bool
) -> None:
    """What a build that was killed left behind is gone after the next, even if that changes nothing."""
    withheld = FIRST | {"index.html": b"withheld", "x/y/z/secret-meeting": b"withheld"}
    put(output, FIRST)
    sync_spare = staging.sync_spare
    with monkeypatch.context() as patch:
        patch.setattr(MOMENTS[moment], killed)
        if moment == "after the swap":
            patch.setattr(MOMENTS[moment], lambda place, _: killed() if place.journal.exists() else None)
        patch.setattr("dayline.write.layout.remove_tree", lambda _: None)
        with pytest.raises(KeyboardInterrupt):
            put(output, withheld, verify=verify)
    assert staging.sync_spare is sync_spare
    assert leaks(output.parent, b"withheld", b"secret-meeting") != []
    assert not is_whole(output)
    put(output, FIRST)
    assert leaks(output.parent, b"withheld", b"secret-meeting") == []
    assert [path for path in output.parent.rglob("*") if path.name == "z"] == []
    assert is_whole(output, verify=True)
    for number in range(3):
        put(output, FIRST | {"index.html": b"%d" % number})
        assert tree(output) == FIRST | {"index.html": b"%d" % number}


def killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_withheld_event_is_nowhere(
    site: SiteBuilder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an event is withheld and the site built, no file outside `content` has its title."""
    monkeypatch.setenv("DAYLINE_CACHE", str(site.folder.with_name(f"{site.folder.name}-cache")))
    event = "date: 2022-03-14\ntitle: A {} meeting in the city\nplace: kyiv\nsource: https://example.net/a\n"
    place = {"content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\ncountry: UA\n"}
    open_, secret = "content/events/2022/03/14/open.yaml", "content/events/2022/03/14/clandestine.yaml"
    site.write({**place, open_: event.format("public"), secret: event.format("clandestine")})
    arguments = ("build", "--site", str(site.folder), "--now", "2022-03-20T12:00+00:00")
    assert cli.main(arguments) == 0
    assert "public/2022/03/14/index.html" in leaks(site.folder, b"clandestine")
    site.remove(secret)
    assert cli.main(arguments) == 0
    capsys.readouterr()
    assert [name for name in leaks(site.folder, b"clandestine") if not name.startswith("content/")] == []


# Anything at all


OUTSIDE = ("prv/diary.txt", "prv/deep/er/file", "site/content/method.md", "site/.git/config")
PATHS = (
    "index.html", "2022/03/14/index.html", "CNAME", ".git/config", "2022", "", ".", "..", "../..", "./x", "a//b",
    "../../../prv/diary.txt", "../../prv/diary.txt", "../../content/method.md", "../.git/config",
    "../content/method.md", "2022/../../../.git/config", "link/diary.txt", "link", "a\nb", "a:b", "a\\b", "é",
    "\udcff\udcfe", MANIFEST, "/", "{}/prv/diary.txt",
)  # fmt: skip
PLACES = (
    *(f"site/.public.editions/{name}" for name in NAMES), "site/.public.editions", "site/public/index.html",
    *(f"site/{folder}/{name}" for folder in ("public", ".public.editions/spare", ".public.editions/aside")
      for name in (MANIFEST, f"{MANIFEST}.draft", "2022", "2022/03", "link", "CNAME", "index.html", ".git/config")),
)  # fmt: skip
TARGETS = ("prv", "prv/diary.txt", "prv/deep", "site/.git", "site/.git/config", "nothing", "site/public", "site")
paths = st.sampled_from(PATHS) | st.text(st.sampled_from("./a\n\0\udcff"), max_size=6)
marks = st.sampled_from((*FIRST.values(), SECRET, b"")).map(hex_digest) | st.just("?" * 32)
notes = st.lists(paths, max_size=6).map("\0".join)
manifests = st.lists(st.tuples(marks, paths), max_size=6).map(
    lambda rows: "".join(f"{mark}  {path}\n" for mark, path in rows)
)
odd = st.text(st.characters(codec="utf-8"), max_size=20)
things = st.one_of(
    st.tuples(st.just("file"), notes | manifests | odd),
    st.tuples(st.just("link"), st.sampled_from(TARGETS)),
    st.tuples(st.sampled_from(("folder", "pipe", "nothing")), st.just("")),
)
ROOM = "site/.public.editions"
forged = st.one_of(
    st.tuples(st.sampled_from([f"{ROOM}/{name}" for name in ("fingerprint", "inbox")]), st.just(("file", ""))),
    st.tuples(st.just(f"{ROOM}/journal"), st.tuples(st.just("file"), st.lists(paths, max_size=6).map("\n".join))),
    st.tuples(
        st.sampled_from([f"{folder}/{MANIFEST}" for folder in ("site/public", f"{ROOM}/spare")]),
        st.tuples(st.just("file"), manifests),
    ),
)
anything = st.tuples(st.sampled_from(PLACES), things)
steps = st.lists(st.sampled_from(("publish", "publish and verify", "amend", "remove", "look")), min_size=1, max_size=4)


@given(st.booleans(), st.lists(forged, max_size=3) | st.lists(forged | anything, max_size=8), steps)
@settings(max_examples=CASES)
def test_nothing_outside_is_touched(
    built: bool, brought: list[tuple[str, tuple[str, str]]], actions: list[str]
) -> None:
    """Whatever files, links and pipes come beside and into the output, before a first build or between two."""
    with tempfile.TemporaryDirectory() as name:
        world = Path(name).resolve()
        for path in OUTSIDE:
            (world / path).parent.mkdir(parents=True, exist_ok=True)
            (world / path).write_bytes(SECRET)
        output = world / "site/public"
        if built:
            put(output, FIRST)
        for at, (kind, content) in brought:
            with suppress(OSError):
                bring(world, world / at, kind, content)
        before = outside(world)
        for number, action in enumerate(actions):
            with suppress(OutputError):
                act(action, output, b"%d" % number)
            assert outside(world) == before
            assert [path for path in published(output) if SECRET in path.read_bytes()] == []


def bring(world: Path, at: Path, kind: str, content: str) -> None:
    """Puts something into the place of whatever is there, inside the site."""
    if not at.parent.resolve().is_relative_to(world / "site"):
        return
    if at.parent.resolve().is_relative_to(world / "site/.git"):
        return
    if at.is_dir() and not at.is_symlink():
        shutil.rmtree(at)
    at.unlink(missing_ok=True)
    at.parent.mkdir(parents=True, exist_ok=True)
    if kind == "file":
        at.write_bytes(content.replace("{}", str(world)).encode("utf-8", "surrogateescape"))
    elif kind == "link":
        at.symlink_to(world / content)
    elif kind == "folder":
        at.mkdir()
    elif kind == "pipe":
        os.mkfifo(at)


def act(action: str, output: Path, content: bytes) -> None:
    """Does one of the things that builds do to an output."""
    if action.startswith("publish"):
        publish((FIRST | {"index.html": content}).items(), output, verify=action.endswith("verify"))
    elif action == "amend":
        amend([("index.html", content), ("new/x", content)], ["2022/03/14/index.html"], output)
    elif action == "remove":
        publish([("x", content)], output)
    else:
        is_whole(output)


def outside(world: Path) -> dict[str, tuple[object, ...]]:
    """All that a build has no business with, as it is."""
    found = {path.relative_to(world).as_posix(): path for path in world.rglob("*")}
    return {name: state(path) for name, path in found.items() if not name.startswith(("site/public", "site/.public"))}


def state(path: Path) -> tuple[object, ...]:
    at = path.lstat()
    if not stat.S_ISREG(at.st_mode):
        return at.st_ino, at.st_mode
    return at.st_ino, at.st_mode, at.st_nlink, at.st_mtime_ns, path.read_bytes()


def published(output: Path) -> Iterator[Path]:
    """The regular files of the output, not those behind links."""
    return (path for path in output.rglob("*") if stat.S_ISREG(path.lstat().st_mode))
