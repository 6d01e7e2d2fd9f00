"""Whose caches are used, where they may be, and what they may hold."""

import io
import marshal
import os
import pickle
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from conftest import SiteBuilder
from dayline import cli
from dayline.cache import key, pickled, private, store
from dayline.cache.errors import NoCache
from dayline.cache.store import Store
from dayline.cache.stored import Stored
from dayline.cache.version import program
from dayline.pages.lookups import Lookups
from dayline.timeline.timeline import Timeline

EVENT = "date: 2022-03-14\ntitle: Something happens in the city\nsource: https://example.org/a\n"
EVENTS = {"content/events/2022/03/14/one.yaml": EVENT}
DRAFT = {"content/events/2022/03/14/zz-secret.yaml": EVENT.replace("Something", "A secret") + "state: draft\n"}
NAMES = ["edits", "inputs", "memory", "schemas", "templates"]
posix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners and modes are POSIX's")
root = pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="only root can give files away")


class Poison:
    """A value that runs code when it is loaded."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("PWNED",)


class Desk:
    """A site that can be built as from the command line, and its cache."""

    def __init__(self, site: SiteBuilder, caches: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.site, self._capsys = site, capsys
        self.public = site.folder / "public"
        self.dayline = caches / "dayline"

    @property
    def cache(self) -> Path:
        """The folder of the site's cache."""
        (folder,) = (path for path in self.dayline.iterdir() if path.name.startswith(self.site.folder.name))
        return folder

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """The exit code of a command, and what it printed."""
        code = cli.main([*arguments, "--site", str(self.site.folder), "--now", "2022-03-15T12:00"])
        out, err = self._capsys.readouterr()
        return code, out, re.sub(r"\AUsage: .*\nTry .*\n\n", "", err)

    def build(self, *arguments: str) -> tuple[int, int, str]:
        """The exit code of a build without what follows pages, how many it rendered, and what it said."""
        code, out, err = self.run("build", "--without", "cards", "--without", "search", *arguments)
        rendered = re.search(r"([\d,]+) rendered", out)
        return code, int(rendered[1]) if rendered else -1, err

    def apart(self, *arguments: str) -> str:
        """What a build in a process of its own prints."""
        code = "import sys; from dayline.cli import main; sys.exit(main(sys.argv[1:]))"
        told = ["--site", str(self.site.folder), "--now", "2022-03-15T12:00", "--without=cards", "--without=search"]
        environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[1])}
        return subprocess.check_output([sys.executable, "-c", code, *told, *arguments], env=environment, text=True)


@pytest.fixture
def desk(site: SiteBuilder, own_cache: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Desk]:
    """A site that has been built once; the tests run in a folder of their own."""
    made = Desk(site.write(EVENTS), own_cache, capsys)
    assert made.build()[0] == 0
    before = Path.cwd()
    os.chdir(tmp_path)
    yield made
    os.chdir(before)


def everything(folder: Path) -> bytes:
    """All bytes in a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of each file in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def forged(value: object, name: str, secret: bytes = b"") -> bytes:
    """A cached value as somebody would make it who knows the program, but not the key."""
    payload = pickle.dumps(value, 5)
    return blake2b(program() + name.encode() + b"\0" + payload, key=secret, digest_size=32).digest() + payload


def test_a_cache_of_ours_is_used_and_closed_to_others(desk: Desk) -> None:
    """The second build renders nothing and says nothing; no one else can enter the folders."""
    assert desk.build() == (0, 0, "")
    assert {"edits", "inputs", "memory"} <= contents(desk.cache).keys()
    levels = [desk.dayline, desk.cache, *desk.cache.iterdir()]
    assert {path.stat().st_mode & 0o777 for path in levels} == {0o700, 0o600}


@pytest.mark.parametrize("name", NAMES)
def test_poisoned_pickles_run_nothing(desk: Desk, name: str) -> None:
    """Neither `check` nor `build` loads a value that was not sealed with the key."""
    (desk.cache / name).write_bytes(forged(Poison(), name))
    assert desk.run("check")[0] == 0
    assert desk.build()[0] == 0
    assert not Path("PWNED").exists()


@pytest.mark.parametrize("name", NAMES)
def test_poisoned_pickles_run_nothing_even_with_the_key(desk: Desk, name: str) -> None:
    """Who has the key can't name a function either."""
    secret = key.load()
    assert secret is not None
    (desk.cache / name).write_bytes(forged(Poison(), name, secret))
    assert desk.run("check")[0] == 0
    assert desk.build()[0] == 0
    assert not Path("PWNED").exists()


def test_poisoned_templates_run_nothing(desk: Desk) -> None:
    """Compiled templates are code without any trick."""
    desk.apart("--clean")
    codes = Store(desk.cache, program()).read("templates")
    evil = marshal.dumps(compile("import os; os.mkdir('PWNED')", "<template>", "exec"))
    (desk.cache / "templates").write_bytes(forged(dict.fromkeys(codes, evil), "templates"))
    desk.site.write({"content/pages/method.md": "---\ntitle: How we work\n---\nWe read more closely.\n"})
    assert not desk.apart().endswith("0 rendered, 0 files changed\n")
    assert not Path("PWNED").exists()


def test_texts_of_others_are_not_published(desk: Desk) -> None:
    """Rendered texts are HTML, and are used only if we rendered them."""
    table = "---\ntitle: How we work\n---\n| a | b |\n| - | - |\n| 1 | 2 |\n"
    desk.site.write({"content/pages/method.md": table})
    assert desk.build()[0] == 0
    texts = Store(desk.cache, program()).read("texts")
    assert texts
    evil = {name: text + "<script src=//evil.example></script>" for name, text in texts.items()}
    (desk.cache / "texts").write_bytes(forged(evil, "texts"))
    desk.site.write({"content/pages/method.md": table.replace("work", "work here")})
    assert desk.build()[1] > 0
    assert b"evil.example" not in everything(desk.public)


def test_files_cannot_be_swapped(desk: Desk) -> None:
    """A value counts for its own name and version only."""
    ours = Store(desk.cache, program())
    ours.write("texts", {"a": "b"})
    assert ours.read("texts") == {"a": "b"}
    (desk.cache / "texts").replace(desk.cache / "maps")
    assert ours.read("maps") is None
    ours.write("texts", {"a": "b"})
    assert Store(desk.cache, b"another version!").read("texts") is None


def test_a_cache_sealed_with_another_key_is_not_used(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made anew without a word."""
    key_of_others = "the key of somebody else, as long as it must be"
    monkeypatch.setenv("DAYLINE_CACHE_KEY", key_of_others)
    code, rendered, err = desk.build()
    assert (code, err) == (0, "")
    assert rendered > 0
    assert desk.build() == (0, 0, "")


def linked(path: Path) -> None:
    """A link in place of what is there."""
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def given_away(path: Path) -> None:
    """What is there as another user's."""
    os.chown(path, 12345, -1)


def opened(path: Path) -> None:
    """What is there as anybody's."""
    path.chmod(0o777)


LINK = "no cache: `{path}` is a link; remove it with `rm {path}`\n"
OWNER = "no cache: `{path}` belongs to another user; remove it, or name a folder of your own in `DAYLINE_CACHE`\n"
MODE = "no cache: other users can write to `{path}`; run `chmod go-w {path}`\n"


@posix
@pytest.mark.parametrize("place", ["dayline", "cache", "memory"])
@pytest.mark.parametrize(
    ("spoil", "said"), [(linked, LINK), pytest.param(given_away, OWNER, marks=root), (opened, MODE)]
)
def test_what_others_can_have_written_is_not_used(
    desk: Desk, place: str, spoil: Callable[[Path], None], said: str
) -> None:
    """The folders and each file must be ours alone; else that is said, nothing is read, and nothing written."""
    cache = desk.cache
    path = {"dayline": desk.dayline, "cache": cache, "memory": cache / "memory"}[place]
    spoil(path)
    before = contents(cache)
    code, rendered, err = desk.build()
    assert (code, err) == (0, said.format(path=path))
    assert rendered > 0
    assert desk.run("check") == (0, "no problems\n", said.format(path=path))
    assert contents(cache) == before


@posix
def test_the_advice_about_modes_can_be_followed(desk: Desk) -> None:
    """After the command that is named the cache is used again."""
    opened(desk.cache)
    command = re.search(r"`(chmod [^`]*)`", desk.build()[2])
    assert command
    subprocess.run(command[1], shell=True, check=True)  # noqa: S602 - as an editor would
    assert desk.build() == (0, 0, "")


@posix
def test_another_user(desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The cache is not used by somebody else, who can check the site without."""
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert cli.main(["check", "--site", str(desk.site.folder), "--now", "2022-03-15T12:00"]) == 0
    assert capsys.readouterr().err == OWNER.format(path=desk.dayline)


def test_neither_folders_nor_pipes_are_read(desk: Desk) -> None:
    """What is no file makes the cache unusable; a folder can only be a preview."""
    (desk.cache / "memory").unlink()
    os.mkfifo(desk.cache / "memory")
    path = desk.cache / "memory"
    said = f"no cache: `{path}` is not what belongs there; remove it with `rm -r {path}`\n"
    assert desk.build()[::2] == (0, said)


def test_drafts_of_files_follow_no_links(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Even where the name of a draft is guessed, what its link leads to stays as it was."""
    victim = tmp_path / "victim"
    victim.write_text("as it was")
    monkeypatch.setattr(os, "urandom", bytes)
    (desk.cache / f"texts.{bytes(8).hex()}.draft").symlink_to(victim)
    with pytest.raises(FileExistsError):
        private.write(desk.cache / "texts", [b"new"])
    assert victim.read_text() == "as it was"
    assert not (desk.cache / "texts").exists()


PLACES = {"content": "content/.cache", "output": "public", "site": ".cache", "link": "away"}


@pytest.mark.parametrize("variable", ["DAYLINE_CACHE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("command", ["build", "serve", "check"])
def test_no_cache_where_it_would_be_published(
    desk: Desk, variable: str, place: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable that leads into the site or its output is a usage error, before anything is written."""
    (desk.site.folder / "away").symlink_to(desk.public)
    path = desk.site.folder / PLACES[place]
    before = sorted(desk.site.folder.rglob("*"))
    monkeypatch.delenv("DAYLINE_CACHE_KEY")
    monkeypatch.delenv("DAYLINE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(desk.dayline.parent))
    monkeypatch.setenv(variable, str(path))
    code, out, err = desk.run(command)
    reason = "which lies in the site or in its output; write the whole path of a folder outside the site."
    assert (code, out, err) == (2, "", f"Error: `{variable}` is `{path}`, {reason}\n")
    assert sorted(desk.site.folder.rglob("*")) == before


def test_no_cache_in_an_output_elsewhere(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output counts wherever it is."""
    output = tmp_path_factory.mktemp("www")
    monkeypatch.setenv("DAYLINE_CACHE", str(output / ".cache"))
    code, _, err = desk.build("--output", str(output))
    reason = "which lies in the site or in its output; write the whole path of a folder outside the site."
    assert (code, err) == (2, f"Error: `DAYLINE_CACHE` is `{output / '.cache'}`, {reason}\n")
    assert list(output.iterdir()) == []


def test_a_relative_cache_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a cache is does not depend on where the command is run."""
    monkeypatch.setenv("DAYLINE_CACHE", "caches")
    reason = "which depends on where the command is run; write the whole path of a folder outside the site."
    assert desk.build() == (2, -1, f"Error: `DAYLINE_CACHE` is `caches`, {reason}\n")


def test_a_home_in_the_site(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody chose that: the build goes without a cache, and a preview goes to a folder of its own."""
    monkeypatch.delenv("DAYLINE_CACHE")
    monkeypatch.setenv("HOME", str(desk.site.folder))
    path = desk.site.folder / ".cache"
    said = f"no cache: the user's own folder is `{path}`, which lies in the site or in its output; "
    assert desk.build()[::2] == (0, said + "name another in `DAYLINE_CACHE`\n")
    assert not path.exists()


@posix
def test_clean_says_what_it_cannot_remove(desk: Desk) -> None:
    """A link in place of the folder is not gone through, and the build ends."""
    linked(desk.cache)
    path = desk.dayline / next(path.name for path in desk.dayline.iterdir() if path.is_symlink())
    assert desk.build("--clean") == (2, -1, f"error: `{path}` is a link; remove it with `rm {path}`\n")


@root
def test_clean_removes_nothing_of_others(desk: Desk) -> None:
    """Not even where root could."""
    before = contents(desk.cache)
    given_away(desk.cache)
    assert desk.build("--clean")[::2] == (2, OWNER.format(path=desk.cache).replace("no cache:", "error:"))
    assert contents(desk.cache) == before


def test_clean_says_why(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the file system refuses ends the build."""

    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder / "memory"))

    monkeypatch.setattr("shutil.rmtree", refuse)
    said = f"error: `{desk.cache / 'memory'}` can't be removed: Permission denied; "
    assert desk.build("--clean") == (2, -1, f"{said}remove `{desk.cache}` as a user who may\n")


@posix
def test_clean_takes_what_others_could_write_to(desk: Desk) -> None:
    """A cache folder that is open to all is replaced by a closed one."""
    opened(desk.cache)
    assert desk.build("--clean")[::2] == (0, "")
    assert desk.cache.stat().st_mode & 0o777 == 0o700


@posix
def test_previews_are_closed_to_others(site: SiteBuilder, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever the umask, nobody else can enter the folders that `serve` makes, the one above them included."""
    from dayline.build.options import Options
    from dayline.commands.serve import Preview, preview_options

    base = tmp_path_factory.mktemp("home") / "caches"
    options = Options(
        site.write(EVENTS | DRAFT).folder,
        site.folder / "public",
        datetime(2022, 3, 15, tzinfo=UTC),
        drafts=True,
        cache=base / "dayline" / "site",
        jobs=1,
    )
    before = os.umask(0)
    try:
        shown = preview_options(options, own_output=True)
        assert Preview(shown, fixed_now=True).rebuild().ok
    finally:
        os.umask(before)
    preview = base / "dayline" / "site-preview"
    assert shown.output == preview / "site"
    assert [path.stat().st_mode & 0o777 for path in (base, base / "dayline", preview)] == [0o700] * 3
    assert not options.output.exists()


@posix
def test_a_preview_without_a_cache_is_closed_to_others(
    site: SiteBuilder, own_cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there can be no cache, drafts go to a folder for this run, not to the one that is published."""
    from dayline.build.options import Options
    from dayline.commands.serve import preview_options

    (own_cache / "dayline").symlink_to(site.folder)
    now = datetime(2022, 3, 15, tzinfo=UTC)
    for cache in (None, own_cache / "dayline" / "site"):
        shown = preview_options(Options(site.folder, site.folder / "public", now, cache=cache), own_output=True)
        assert shown.cache is None
        assert not shown.output.is_relative_to(site.folder)
        assert shown.output.parent.stat().st_mode & 0o777 == 0o700
    assert capsys.readouterr().err == LINK.format(path=own_cache / "dayline")


@pytest.fixture
def config(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of settings, where the key is kept for want of a variable."""
    folder = tmp_path_factory.mktemp("home") / "config"
    monkeypatch.delenv("DAYLINE_CACHE_KEY")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return folder


@posix
def test_the_key_is_made_once(desk: Desk, config: Path) -> None:
    """32 bytes that only this user can read, whatever the umask."""
    before = os.umask(0)
    try:
        assert desk.build()[0] == 0
    finally:
        os.umask(before)
    path = config / "dayline" / "key"
    made = path.read_bytes()
    assert len(made) == 32
    assert [level.stat().st_mode & 0o777 for level in (config, path.parent, path)] == [0o700, 0o700, 0o600]
    assert desk.build() == (0, 0, "")
    assert contents(path.parent) == {"key": made}


def test_checking_makes_no_key(desk: Desk, config: Path) -> None:
    """What only reads leaves nothing behind."""
    assert desk.run("check") == (0, "no problems\n", "")
    assert not config.exists()


def test_two_builds_at_once_get_the_same_key(config: Path) -> None:
    """Whoever comes second takes the key of the first."""
    barrier, keys = threading.Barrier(8), []

    def make() -> None:
        barrier.wait()
        keys.append(key.load_or_create())

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert keys == [(config / "dayline" / "key").read_bytes()] * 8


def readable(path: Path) -> None:
    """What is there as something that others can read."""
    path.chmod(0o644)


READ = "no cache: other users can read `{path}`; run `chmod go-rwx {path}`\n"


@posix
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (linked, LINK),
        pytest.param(given_away, OWNER.replace("DAYLINE_CACHE", "XDG_CONFIG_HOME"), marks=root),
        (readable, READ),
        (lambda path: path.write_bytes(b""), "no cache: the key `{path}` is damaged; remove it, and another is made\n"),
    ],
)
def test_a_key_that_others_may_have(desk: Desk, config: Path, spoil: Callable[[Path], None], said: str) -> None:
    """It is not used, and nothing is kept."""
    assert desk.build()[0] == 0
    path, before = config / "dayline" / "key", contents(desk.cache)
    spoil(path)
    code, rendered, err = desk.build()
    assert (code, err) == (0, said.format(path=path))
    assert rendered > 0
    assert contents(desk.cache) == before


def test_where_no_key_can_be_kept(desk: Desk, config: Path) -> None:
    """The build goes without a cache, and says so once."""
    config.write_text("a file")
    said = f"no cache: the key `{config}/dayline/key` can't be made: Not a directory; "
    help = "set `DAYLINE_CACHE_KEY`, or `XDG_CONFIG_HOME` to a folder of your own\n"
    assert desk.build()[::2] == (0, said + help)


def test_where_no_cache_can_be_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: Any) -> None:
    """So where its folder can't be made."""
    taken = tmp_path_factory.mktemp("home") / "taken"
    taken.write_text("a file")
    monkeypatch.setenv("DAYLINE_CACHE", str(taken))
    path = taken / "dayline" / desk.cache.name
    said = f"no cache: the folder `{path}` can't be made: Not a directory; "
    assert desk.build()[::2] == (0, said + "name a folder of your own in `DAYLINE_CACHE`\n")


def test_a_short_key_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words, without showing it."""
    monkeypatch.setenv("DAYLINE_CACHE_KEY", "  hunter2 ")
    said = "Error: `DAYLINE_CACHE_KEY` has only 7 characters; use 32 or more, as `openssl rand -hex 32` prints them.\n"
    assert desk.build() == (2, -1, said)


def test_an_empty_key_is_none(desk: Desk, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret that a fork does not get is empty: its builds have a key of their own."""
    monkeypatch.setenv("DAYLINE_CACHE_KEY", "")
    code, rendered, err = desk.build()
    assert (code, err) == (0, "")
    assert rendered > 0
    assert (config / "dayline" / "key").exists()


def test_the_key_is_never_shown(desk: Desk) -> None:
    """Neither on the page, nor in the cache, nor in a message."""
    secret = os.environ["DAYLINE_CACHE_KEY"]
    (desk.cache / "memory").chmod(0o666)
    said = "".join(map(str, desk.run("build", "--explain")))
    for made in (secret.encode(), key.load() or b""):
        assert made not in everything(desk.site.folder) + everything(desk.dayline) + said.encode()


def test_a_process_of_its_own_has_the_same_key(desk: Desk) -> None:
    """The environment is handed on."""
    assert desk.apart().endswith(": 0 rendered, 0 files changed\n")


def test_what_may_be_named() -> None:
    """Apart from records of our own: five classes of dates and zones, and one function that reads a date."""
    assert " ".join(pickled.ROOMS) == "cache edtf geo pages problems queries read schema timeline"
    assert sorted(" ".join(name) for name in pickled.OTHERS) == [
        "datetime date",
        "datetime datetime",
        "datetime timedelta",
        "datetime timezone",
        "dayline.edtf.dates parse",
        "zoneinfo ZoneInfo",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "builtins getattr", "builtins eval", "os system", "posix system", "subprocess Popen", "datetime time",
        "dayline.read.content read", "dayline.read.content os.system", "dayline.cache.store Store",
        "dayline.cache.store blake2b", "dayline.cache.memory Reading", "dayline.build.options Options",
        "dayline.edtf.dates date.fromisoformat", "dayline.edtf.dates EdtfError", "daylines.read.content ReadFile",
        "dayline cache",
    ],
)  # fmt: skip
def test_what_may_not_be_named(name: str) -> None:
    """Functions, what is only imported, classes that do things, other rooms and other packages are refused."""
    module, _, attribute = name.partition(" ")
    raw = b"\x80\x04" + b"".join(b"\x8c" + bytes([len(w)]) + w.encode() for w in (module, attribute)) + b"\x93."
    with pytest.raises(pickle.UnpicklingError, match=r"is never kept"):
        pickled.load(io.BytesIO(raw))


@pytest.mark.parametrize(
    "value",
    [
        date(2022, 3, 14),
        datetime(2022, 3, 14, 12, tzinfo=UTC),
        datetime(2022, 3, 14, 12, tzinfo=timezone(timedelta(hours=2))),
        datetime(2022, 3, 14, 12, tzinfo=ZoneInfo("Europe/Kyiv")),
    ],
)
def test_dates_come_back(value: object) -> None:
    """With their zones, without `getattr`."""
    payload = bytes(pickled.dumps(value))
    assert b"getattr" not in payload
    assert pickled.load(io.BytesIO(payload)) == value
    with pytest.raises(pickle.UnpicklingError):
        pickled.load(io.BytesIO(bytes(pickled.dumps(time(12)))))


def unreadable(cache: Path) -> list[str]:
    """The files of a cache that the next build would refuse; raises Damaged for a part of the memory."""
    store = Store(cache, program())
    shelf = store.shelf("memory")
    assert shelf is not None
    stored = Stored(shelf, {})
    lookups = [name for name, value in vars(Lookups).items() if isinstance(value, cached_property)]
    parts = [getattr(stored.timeline, field.name) for field in fields(Timeline)]
    parts += [stored.pages, *(getattr(stored.lookups, name) for name in lookups)]
    read = [dict(part) for part in parts if isinstance(part, Mapping)]
    assert any(read)
    return [name for name in contents(cache) if name != "memory" and store.read(name) is None]


def test_all_that_is_kept_can_be_read(desk: Desk) -> None:
    """No build keeps what the next one would refuse."""
    assert unreadable(desk.cache) == []


def test_of_the_demonstration_all_that_is_kept_can_be_read(own_cache: Path) -> None:
    """So with every kind of record there is."""
    demo = Path(__file__).parents[1]
    arguments = ["--site", str(demo), "--output", str(own_cache.with_name(f"{own_cache.name}-public"))]
    command = [sys.executable, str(demo / "build.py"), "build", *arguments, "--without", "cards", "--without", "search"]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    (cache,) = (own_cache / "dayline").iterdir()
    assert unreadable(cache) == []
    assert sorted(contents(cache)) == sorted([*NAMES, "texts"])


def test_the_note_is_the_reason(own_cache: Path) -> None:
    """Who calls `usable_key` gets the same words."""
    (own_cache / "dayline").symlink_to("/")
    with pytest.raises(NoCache, match=r"^`.*/dayline` is a link; remove it with `rm .*/dayline`$"):
        store.usable_key(own_cache / "dayline" / "site", create=False)


def test_a_folder_that_is_read_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be written the site is built, slower, and one note says so."""
    assert desk.build()[0] == 0
    folder = desk.cache
    monkeypatch.setattr(os, "access", lambda path, mode: not (mode == os.W_OK and Path(path) == folder))
    code, rendered, err = desk.build()
    said = f"no cache: nothing can be written to the folder `{folder}`; name another in `DAYLINE_CACHE`\n"
    assert (code, err) == (0, said)
    assert rendered > 0


def test_what_is_kept(desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`cache` says where the cache is, how large and how old, and removes it."""
    monkeypatch.chdir(desk.site.folder)
    assert desk.build()[0] == 0
    folder = desk.cache
    files = [path.stat() for path in folder.iterdir() if path.is_file()]
    newest = datetime.fromtimestamp(max(stat.st_mtime for stat in files)).astimezone()
    size = sum(stat.st_size for stat in files) / 1_000_000
    assert cli.main(["cache"]) == 0
    assert capsys.readouterr().out == f"{folder}: {size:,.1f} MB, last written {newest:%Y-%m-%d %H:%M}\n"
    assert cli.main(["cache", "--clear"]) == 0
    assert capsys.readouterr().out == f"{folder}: removed\n"
    assert not folder.exists()
    assert cli.main(["cache"]) == 0
    assert capsys.readouterr().out == f"{folder}: empty\n"
