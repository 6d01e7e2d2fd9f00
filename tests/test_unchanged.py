"""A build that finds nothing changed says so quickly, and is right."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.build.unchanged import earlier
from dayline.cli import main
from dayline.read.content import in_process, read
from dayline.read.scan import FRESH, changed_files, is_ignored, scan_tree, stamp
from dayline.read.stamps import Stamps
from dayline.read.stray import is_stray

SOURCE = Path(__file__).parents[1] / "site_src"
PLACE = "content/places/kyiv.yaml"
EVENT = "content/events/2022/03/14/one.yaml"
FILES = {
    PLACE: "name: Kyiv\nkind: settlement\ncountry: UA\n",
    EVENT: "date: 2022-03-14\ntitle: Something happens in the city\nplace: kyiv\nsource: https://example.org/a\n",
}
UNUSED = (
    "yaml", "pydantic", "jinja2", "markdown", "nh3", "concurrent.futures", "multiprocessing", "asyncio",
    "dayline.rules", "dayline.pages", "dayline.render", "dayline.prose", "dayline.report", "dayline.edtf",
    "dayline.problems", "dayline.schema", "dayline.timeline.link", "dayline.timeline.timeline",
    "dayline.read.content", "dayline.read.files", "dayline.read.records", "dayline.build.pipeline",
    "dayline.build.edition_files", "dayline.write.publish", "dayline.write.files_tree",
)  # fmt: skip


@pytest.fixture
def options(site: SiteBuilder) -> Options:
    """A small site that has been built."""
    now = datetime(2022, 3, 20, 12, tzinfo=UTC)
    made = Options(site.write(FILES).folder, site.folder / "public", now, cache=site.folder / "cache", jobs=1)
    assert build(made).ok
    return made


def stands(options: Options) -> bool:
    """Whether a build would change nothing."""
    return earlier(options).is_current


def test_loads_next_to_nothing(options: Options) -> None:
    """Nothing is loaded that reads, judges, renders or writes."""
    code = "import sys; from dayline.cli import main; main(sys.argv[1:]); print(*sys.modules)"
    arguments = ["--site", str(options.site), "--now", "2022-03-20T12:00+00:00"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    for _ in range(2):
        out = subprocess.check_output([sys.executable, "-c", code, *arguments], env=environment, text=True)
    summary, loaded = out.splitlines()
    assert summary.endswith("0 rendered, 0 files changed")
    assert set(UNUSED) & set(loaded.split()) == set()


def write(name: str, text: str) -> Callable[[Path], object]:
    """Writing a file."""
    return lambda folder: [(folder / name).parent.mkdir(parents=True, exist_ok=True), (folder / name).write_text(text)]


@pytest.mark.parametrize(
    ("edit", "same"),
    [
        (lambda _: None, True),
        (lambda folder: os.utime(folder / EVENT), True),
        (lambda folder: os.utime(folder / EVENT, (1, 1)), True),
        (write("content/README.md", "Notes."), True),
        (write("content/media/one.jpg", ""), False),
        (write("content/media/deep/one.yaml", ""), False),
        (write("content/places/.kyiv.yaml.swp", ""), True),
        (write("content/places/kyiv.yaml~", ""), True),
        (lambda folder: (folder / "content/figures").mkdir(), True),
        (write(PLACE, FILES[PLACE] + "description: More.\n"), False),
        (write(PLACE, FILES[PLACE].replace("Kyiv", "Kiev")), False),
        (write("content/places/lviv.yaml", "name: Lviv\nkind: settlement\ncountry: UA\n"), False),
        (write("content/places/notes.txt", ""), False),
        (write("content/notes/one.md", ""), False),
        (lambda folder: (folder / EVENT).unlink(), False),
        (lambda folder: (folder / EVENT).rename(folder / EVENT.replace("one", "two")), False),
        (lambda folder: (folder / "content/places/out.yaml").symlink_to("/etc/passwd"), False),
        (lambda folder: (folder / "content/places/folder.yaml").mkdir(), False),
        (write("templates/term.html", "{{ page.head.title }}"), False),
        (lambda folder: (folder / "public/index.html").unlink(), False),
        (lambda folder: (folder / "public/index.html").write_text("by hand"), False),
    ],
)
def test_what_is_a_change(options: Options, edit: Callable[[Path], object], same: bool) -> None:
    """After each edit a build is needed, or is not."""
    edit(options.site)
    assert stands(options) == same


def test_other_options_are_a_change(options: Options) -> None:
    """What a build is told, the day and the output count too."""
    assert stands(replace(options, jobs=2))
    assert stands(replace(options, now=datetime(2022, 3, 20, 13, tzinfo=UTC)))
    assert not stands(replace(options, drafts=True))
    assert not stands(replace(options, now=datetime(2022, 3, 21, 12, tzinfo=UTC)))
    assert not stands(replace(options, output=options.site / "elsewhere"))
    assert not stands(replace(options, cache=None))


def test_another_edition_in_the_output(options: Options, tmp_path: Path) -> None:
    """What somebody else has published into the output since is not taken for ours."""
    ours = (options.output / "index.html").read_bytes()
    other = replace(options, drafts=True, base_url="https://other.example/", cache=tmp_path / "other")
    assert build(other).ok
    assert (options.output / "index.html").read_bytes() != ours
    assert build(options).ok
    assert (options.output / "index.html").read_bytes() == ours


def test_problems_that_do_not_stop_a_build(
    site: SiteBuilder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build without changes is found out although the build before had warnings, and it prints the same ones."""
    settings = (site.folder / "content/site.yaml").read_text("utf-8").replace("demonstration: true\n", "")
    site.write({**FILES, "content/site.yaml": settings})
    arguments = ["build", "--site", str(site.folder), "--now", "2022-03-20T12:00+00:00", "--without", "search"]
    reports = []
    for _ in range(2):
        main(arguments)
        reports.append(capsys.readouterr())
        monkeypatch.setattr("dayline.commands.build.build", None)  # the second time it is not called
    assert reports[0].err.startswith("warning[W61]: `https://example.org/` is only an example")
    assert reports[1].err == reports[0].err
    assert reports[1].out.splitlines()[0].endswith("0 rendered, 0 files changed")


def test_verify(options: Options, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that was changed in place, deep in a folder, is found and written again with `--verify`."""
    monkeypatch.setenv("DAYLINE_CACHE", str(options.site.with_name("verify-cache")))
    arguments = ["build", "--site", str(options.site), "--without", "cards", "--without", "search"]
    arguments += ["--now", "2022-03-20T12:00+00:00"]
    assert main(arguments) == 0
    page = options.output / "2022/03/14/one/index.html"
    before = page.read_bytes()
    page.write_bytes(b"forged")
    capsys.readouterr()
    assert main(arguments) == 0
    assert capsys.readouterr().out.endswith(": 0 rendered, 0 files changed\n")
    assert main([*arguments, "--verify"]) == 0
    assert capsys.readouterr().out.endswith(" 1 file changed\n")
    assert page.read_bytes() == before
    assert main([*arguments, "--verify"]) == 0
    assert capsys.readouterr().out.endswith(": 0 rendered, 0 files changed\n")


def test_same_size_and_times_are_not_believed_when_fresh(options: Options, site: SiteBuilder) -> None:
    """A file that was changed just before it was read is told by its bytes."""
    path = options.site / PLACE
    files = read(options.site, in_process(None)).files
    known = Stamps.of({name: (file.stamp, file.digest) for name, file in files.items()})
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    site.write({PLACE: FILES[PLACE].replace("Kyiv", "Kiev")})
    os.utime(path, ns=times)
    assert known[PLACE][0] is None
    assert changed_files(options.site, known) == [PLACE]


def test_a_stamp_is_believed_when_it_is_old(options: Options) -> None:
    """Two seconds on, size, times and inode are enough; a clock that was set back makes them doubtful."""
    found = (options.site / PLACE).stat()
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    assert stamp(found, changed + FRESH) == (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    assert stamp(found, changed + FRESH - 1) is None
    assert stamp(found, changed - FRESH) is None


def test_what_lies_in_the_content(options: Options) -> None:
    """The tree holds the files of content by their names."""
    (options.site / "content/places/out.yaml").symlink_to("/etc/passwd")
    tree = scan_tree(options.site)
    assert {EVENT, PLACE, "content/site.yaml"} < {name for name, _ in tree.files}
    assert [strange.name for strange in tree.unreadable] == ["content/places/out.yaml"]


@pytest.mark.parametrize(
    ("name", "nobodys"),
    [
        ("content/README.md", True), ("content/readme", True), ("content/media/a/b.png", False),
        ("content/translations/a.json", True), ("content/translations", True), ("content/maps/a.geojson", False),
        ("content/site.yaml", False), ("content/events/readme.yaml", False), ("content/medias/a.png", False),
    ],
)  # fmt: skip
def test_what_is_nobodys(name: str, nobodys: bool) -> None:
    """Notes at the top and folders for later versions are passed over."""
    assert is_ignored(name) == nobodys


def test_stamps_are_packed_and_come_back() -> None:
    """Stamps and digests come back as they were; what can't be stored counts as no stamp, so the bytes are compared."""
    inode = 2**64 - 1
    files = {
        "content/a.yaml": ((5, 6, 7, inode), b"a" * 16),
        "content/é.yaml": (None, b"b" * 16),
        "content/old.yaml": ((5, -1, 7, 8), b"c" * 16),
        "content/far.yaml": ((5, 6, 7, 2**64), b"d" * 16),
    }
    kept = {name: (stamp if stamp == (5, 6, 7, inode) else None, digest) for name, (stamp, digest) in files.items()}
    stamps = Stamps.of(files)
    assert dict(stamps) == dict(Stamps(stamps.packed)) == kept
    edited = {"content/é.yaml": ((1, 2, 3, 4), b"e" * 16)}
    assert dict(stamps.changed(edited)) == kept | edited
    assert dict(stamps) == kept
    assert dict(Stamps.of({})) == {}


@pytest.mark.parametrize("name", ["4913", "a.yaml~", "a.yaml.bak", ".a.yaml", "README.md", "Thumbs.db", "a.md.swp"])
def test_the_usual_names_are_no_others(name: str) -> None:
    """The quick test for names of content lets through nothing that is ignored."""
    assert is_stray(name)
    assert not is_stray("readme.md")
    assert not is_stray("2022-03-14.md")
