"""Links, pipes, sockets, devices and odd names in a site's folders: told, never read, never published."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.build.preview.problem_banner import PageRequest, error_page
from dayline.build.unchanged import earlier
from dayline.cli import main
from dayline.commands.serve import Preview
from dayline.problems import Problem, Spot
from dayline.read.content import in_process, read, reread
from dayline.read.scan import changed_files
from dayline.read.stamps import Stamps
from dayline.report.formats import readable_text, report

SOURCE = Path(__file__).parents[1] / "site_src"
EVENT = "content/events/2022/03/14/one.yaml"
GOOD = "date: 2022-03-14\ntitle: Something happens in the city\nsource: https://example.org/a\n"
LINES = "token123 of the builder\n"
FORMATS = ("text", "json", "sarif", "github", "gitlab")
FILE = "put the file itself here"
FOLDER = "put the folder itself here"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file outside of the site that nobody should see."""
    path = tmp_path / "secret.yaml"
    path.write_text(LINES, "utf-8")
    return path


@pytest.fixture
def site(tmp_path: Path, secret: Path) -> SiteBuilder:
    """A small site with one event, beside the secret."""
    return SiteBuilder(tmp_path / "site").write({EVENT: GOOD})


def pipe(path: Path) -> None:
    """A named pipe, which whoever reads it waits for."""
    os.mkfifo(path)


def listening(path: Path) -> None:
    """A socket that is left behind."""
    here = os.getcwd()  # noqa: PTH109 - the name of a socket has to be short
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def link(target: str, *, folder: bool = False) -> Callable[[Path], None]:
    """A symbolic link."""
    return lambda path: path.symlink_to(target, target_is_directory=folder)


ODD: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a link out of the site": (link("../../../secret.yaml"), "this is a link, not a file", FILE),
    "a link to an absolute path": (link("/etc/passwd"), "this is a link, not a file", FILE),
    "a link that stays inside": (link("../pages/method.md"), "this is a link, not a file", FILE),
    "a dead link": (link("nowhere.yaml"), "this is a link, not a file", FILE),
    "a link to itself": (link("odd.yaml"), "this is a link, not a file", FILE),
    "a link to a device": (link("/dev/zero"), "this is a link, not a file", FILE),
    "a link to a folder": (link(".", folder=True), "this is a link, not a folder", FOLDER),
    "a link to the folder above": (link("..", folder=True), "this is a link, not a folder", FOLDER),
    "a pipe": (pipe, "this is a named pipe, not a file", "remove it"),
    "a socket": (listening, "this is a socket, not a file", "remove it"),
}


def options(site: SiteBuilder) -> Options:
    """How the site is built."""
    now = datetime(2022, 3, 20, 12, tzinfo=UTC)
    return Options(site.folder, site.folder / "public", now, cache=site.folder / "cache", jobs=1, extras=frozenset())


def without_outcome(said: str) -> str:
    """What `check` says where `build` adds that nothing was written."""
    return said.replace("; nothing was written", "")


def published(site: SiteBuilder) -> bytes:
    """Everything that lies in the output."""
    return b"".join(path.read_bytes() for path in (site.folder / "public").rglob("*") if path.is_file())


@pytest.mark.parametrize("case", ODD)
def test_in_the_content(site: SiteBuilder, case: str) -> None:
    """What is no file is one message without a line of it."""
    make, message, help = ODD[case]
    path = site.folder / "content/references/odd.yaml"
    path.parent.mkdir()
    make(path)
    assert site.problems() == (
        f"error[E03]: {message}\n  --> content/references/odd.yaml:1:1\nhelp: {help}\n\n1 error; nothing was written\n"
    )


@pytest.mark.parametrize("case", ODD)
def test_in_the_templates(site: SiteBuilder, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` and `build` refuse it by its name, and nothing of it is published."""
    make, message, help = ODD[case]
    path = site.folder / "templates/assets/odd.yaml"
    path.parent.mkdir(parents=True)
    make(path)
    expected = (
        f"error[E90]: {message}\n  --> templates/assets/odd.yaml:1:1\nhelp: {help}\n\n1 error; nothing was written\n"
    )
    for command in ("check", "build"):
        code = main([command, "--site", str(site.folder), "--now", "2022-03-20T12:00"])
        said = capsys.readouterr()
        assert (code, said.out + said.err) == (1, expected if command == "build" else without_outcome(expected))
    assert not (site.folder / "public").exists()


def test_hidden_links_are_passed_over(site: SiteBuilder) -> None:
    """Editors leave links behind, with a dot before their names, that nobody reads."""
    for name in ("content/.#site.yaml", "content/.old", "templates/.#day.html"):
        (site.folder / name).parent.mkdir(exist_ok=True)
        (site.folder / name).symlink_to("/etc/passwd")
    assert site.problems() == "no problems\n"
    assert build(options(site)).problems == ()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["content/references/zz.yaml", "templates/assets/zz.txt", "templates/day.html"])
def test_no_line_of_it_is_shown(
    site: SiteBuilder, name: str, form: str, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the format, what a link leads to stays where it is."""
    (site.folder / name).parent.mkdir(parents=True, exist_ok=True)
    (site.folder / name).symlink_to(secret)
    for command in ("check", "build"):
        assert main([command, "--site", str(site.folder), "--format", form]) == 1
        said = capsys.readouterr()
        assert "token123" not in said.out + said.err
        assert name in said.out + said.err


def test_no_line_of_it_is_in_the_banner(site: SiteBuilder, secret: Path) -> None:
    """`serve` names the link over the page, and shows nothing of its target."""
    (site.folder / EVENT).unlink()
    (site.folder / EVENT).symlink_to(secret)
    outcome = Preview(options(site), fixed_now=True).rebuild()
    page = error_page(outcome, PageRequest("/", "127.0.0.1", ""))
    assert (b"this is a link, not a file" in page, b"token123" in page) == (True, False)


@pytest.mark.parametrize("make", [link("secret.yaml"), pipe, listening, Path.mkdir])
def test_source_is_of_files_alone(tmp_path: Path, secret: Path, make: Callable[[Path], None]) -> None:
    """Nothing else is opened for a line of it, however a problem comes to name it."""
    make(tmp_path / "odd")
    assert readable_text(tmp_path / "odd") is None
    assert report([Problem("E03", Spot("odd"), "look")], tmp_path, "text") == (
        "error[E03]: look\n  --> odd:1:1\n\n1 error\n"
    )
    assert readable_text(secret) == LINES


TOPS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a link": (link("elsewhere", folder=True), "this is a link, not a folder", FOLDER),
    "a dead link": (link("nowhere"), "this is a link, not a folder", FOLDER),
    "a file": (lambda path: path.touch(), "this is a file, not a folder", "make it a folder"),
    "a pipe": (pipe, "this is a named pipe, not a folder", "make it a folder"),
}


@pytest.mark.parametrize("case", TOPS)
@pytest.mark.parametrize("top", ["content", "templates"])
def test_the_folder_itself(site: SiteBuilder, top: str, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`content` and `templates` are folders; anything else is the only thing that is said."""
    make, message, help = TOPS[case]
    (site.folder / "templates").mkdir()
    (site.folder / top).rename(site.folder / "elsewhere")
    make(site.folder / top)
    code = {"content": "E03", "templates": "E90"}[top]
    for command in ("check", "build"):
        assert main([command, "--site", str(site.folder), "--now", "2022-03-20T12:00"]) == 1
        said = capsys.readouterr()
        line = "  |\n1 |\n  | ^\n" if case == "a file" else ""
        expected = f"error[{code}]: {message}\n  --> {top}:1:1\n{line}help: {help}\n\n1 error; nothing was written\n"
        assert said.out + said.err == (expected if command == "build" else without_outcome(expected))


def test_without_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds no site is still wrong use."""
    (tmp_path / "empty").mkdir()
    assert main(["check", "--site", str(tmp_path / "empty")]) == 2
    assert "there is no `content` folder in" in capsys.readouterr().err


NOT_UTF8 = {
    "templates/day.html": "<p>Tag für Tag\n".encode("latin-1"),
    "templates/assets/style/own.css": "/* für */ a{}".encode("latin-1"),
    "templates/assets/own.js": "// für".encode("latin-1"),
    "templates/assets/own.css": "/* für */".encode("latin-1"),
}


@pytest.mark.parametrize("name", NOT_UTF8)
def test_a_template_that_is_not_utf8(site: SiteBuilder, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A template, a style sheet or a script in another encoding is a message at its line."""
    site.write({name: NOT_UTF8[name]})
    text = NOT_UTF8[name].decode(errors="replace").rstrip("\n")
    column = text.index("\ufffd") + 1
    for command in ("check", "build"):
        assert main([command, "--site", str(site.folder), "--now", "2022-03-20T12:00"]) == 1
        said = capsys.readouterr()
        expected = (
            "error[E90]: the file is not UTF-8 but Windows-1252 or Latin-1\n"
            f"  --> {name}:1:{column}\n  |\n1 | {text}\n  | {' ' * (column - 1)}^\n"
            "help: save the file as UTF-8 in your editor\n\n1 error; nothing was written\n"
        )
        assert said.out + said.err == (expected if command == "build" else without_outcome(expected))


def test_an_asset_may_be_anything(site: SiteBuilder) -> None:
    """A picture among the assets is no text, and is published as it is."""
    site.write({"templates/assets/dot.gif": b"GIF89a\xff\xfe"})
    assert build(options(site)).problems == ()
    assert (site.folder / "public/assets/dot.gif").read_bytes() == b"GIF89a\xff\xfe"


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_template_that_may_not_be_read(site: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A template that the user may not read is a message."""
    site.write({"templates/day.html": "x"})
    (site.folder / "templates/day.html").chmod(0)
    assert main(["check", "--site", str(site.folder)]) == 1
    assert "error[E90]: this can't be read: permission denied" in capsys.readouterr().out


def as_link(site: SiteBuilder, name: str, aside: str) -> None:
    """Puts a file or folder elsewhere and a link to it in its place; what is read through it is the same."""
    (site.folder / name).rename(site.folder / aside)
    (site.folder / name).symlink_to(site.folder / aside)


@pytest.mark.parametrize("name", [EVENT, "content/events/2022", "content/pages", "content", "templates"])
def test_what_became_a_link_is_no_longer_unchanged(site: SiteBuilder, name: str) -> None:
    """A build that finds the same bytes behind a link does not take them for what was there."""
    site.write({"templates/assets/own.txt": "x"})
    assert build(options(site)).ok
    assert earlier(options(site)).is_current
    as_link(site, name, "aside")
    assert not earlier(options(site)).is_current
    assert [problem.spot.file for problem in build(options(site)).problems if "link" in problem.message] == [name]


@pytest.mark.parametrize("name", ["templates/assets/new.txt", "templates/new", "templates/day.html"])
def test_a_link_that_is_new_in_the_templates_is_a_change(site: SiteBuilder, name: str, secret: Path) -> None:
    """The unchanged files around it do not hide it."""
    site.write({"templates/assets/own.txt": "x"})
    assert build(options(site)).ok
    (site.folder / name).symlink_to(secret)
    assert not earlier(options(site)).is_current
    built = build(options(site))
    assert [(problem.code, problem.spot.file) for problem in built.problems] == [("E90", name)]
    assert b"token123" not in published(site)


def test_a_link_among_the_templates_while_serving(site: SiteBuilder, secret: Path) -> None:
    """A change of words alone is not published either while a template is a link."""
    preview = Preview(options(site), fixed_now=True)
    assert preview.rebuild().ok
    (site.folder / "templates/assets").mkdir(parents=True)
    (site.folder / "templates/assets/zz.txt").symlink_to(secret)
    site.write({EVENT: GOOD.replace("happens", "happened")})
    outcome = preview.rebuild(frozenset({site.folder / EVENT}))
    assert (outcome.ok, "error[E90]: this is a link, not a file" in outcome.messages) == (False, True)
    assert b"token123" not in published(site)


@pytest.mark.parametrize("name", [EVENT, "content/events/2022", "content"])
def test_what_became_a_link_is_not_read_again(site: SiteBuilder, name: str) -> None:
    """Reading only what is said to have changed takes a look at everything if there is a link on the way."""
    before = read(site.folder, in_process(None))
    known = Stamps.of({file: (kept.stamp, kept.digest) for file, kept in before.files.items()})
    assert reread(site.folder, [EVENT], in_process(None), before) is not None
    as_link(site, name, "aside")
    assert reread(site.folder, [EVENT], in_process(None), before) is None
    assert changed_files(site.folder, known) is None


@pytest.mark.parametrize("name", [EVENT, "content/events"])
def test_comparing_with_what_is_a_link_now(site: SiteBuilder, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`check --against` reads nothing through a link in either of the two."""
    then = SiteBuilder(site.folder.parent / "then").write({EVENT: GOOD})
    as_link(site, name, "aside")
    assert main(["check", "--site", str(site.folder), "--against", str(then.folder)]) == 1
    assert "error[E03]: this is a link, not a f" in capsys.readouterr().out
    assert main(["check", "--site", str(then.folder), "--against", str(site.folder)]) == 0


def test_a_link_is_one_mistake(site: SiteBuilder) -> None:
    """What leads to a record that is a link is not blamed as well."""
    site.write({EVENT: GOOD + "place: kyiv\n"})
    (site.folder / "content/places").mkdir()
    (site.folder / "content/places/kyiv.yaml").symlink_to("../pages/method.md")
    assert site.problems().count("error[") == 1


NAMES: dict[str, tuple[bytes, str, str]] = {
    "a file": (b"content/events/2022/03/14/\xff\xfe.yaml", "the name is not UTF-8", "��.yaml"),
    "a folder": (b"content/references/\xff/one.yaml", "the name is not UTF-8", "�"),
    "a folder at the top": (b"content/\xffx/one.yaml", "the name is not UTF-8", "�x"),
    "ESC and BEL": (
        b"content/references/\x1b]0;pwn\x07/one.yaml", "the name contains an invisible character (U+001B)",
        "�]0;pwn�",
    ),
    "C1": (
        "content/references/a\x9bb/one.yaml".encode(), "the name contains an invisible character (U+009B)", "a�b",
    ),
    "a direction": (
        "content/references/a\u202eb.yaml".encode(), "the name contains an invisible character (U+202E)",
        "a�b.yaml",
    ),
    "a line break": (
        b"content/references/a\n::error::b.yaml", "the name contains an invisible character (U+000A)",
        "a�::error::b.yaml",
    ),
    "a template": (b"templates/assets/\xff.txt", "the name is not UTF-8", "�.txt"),
    "ESC in a template": (
        b"templates/assets/\x1b[2J.txt", "the name contains an invisible character (U+001B)", "�[2J.txt"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NAMES)
def test_names_that_cannot_be_shown(site: SiteBuilder, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In every format such a name is one error, and nothing of it can steer a terminal or break the encoding."""
    raw, message, shown = NAMES[case]
    path = os.fsencode(site.folder) + b"/" + raw
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - bytes
    with open(path, "wb") as stream:  # noqa: PTH123
        stream.write(b"title: x\n")
    for form in FORMATS:
        assert main(["check", "--site", str(site.folder), "--format", form]) == 1
        said = capsys.readouterr().out
        assert message in said
        assert {c for c in said if not c.isprintable()} <= {"\n"}
    assert main(["check", "--site", str(site.folder)]) == 1
    said = capsys.readouterr().out
    help = "rename it, using lower-case letters, digits and hyphens"
    assert f"{shown}:1:1\n" in said
    assert f"help: {help}\n\n1 error\n" in said.replace("; nothing was written", "")


def test_names_in_every_format(site: SiteBuilder) -> None:
    """A name that can't be shown is the same in all formats, wherever it stands."""
    odd = Problem("E03", Spot("a\udcff\x1b\x07"), "odd `\udcfe\x1b`", "not `\x07`", ((Spot("b\x9b"), "see \udcff"),))
    for form in FORMATS:
        said = report([odd], site.folder, form)
        said.encode()
        assert {c for c in said if not c.isprintable()} <= {"\n"}, form
    found: Any = json.loads(report([odd], site.folder, "json"))["problems"][0]
    assert (found["file"], found["message"], found["help"], found["also"][0]["file"], found["also"][0]["words"]) == (
        "a���", "odd `��`", "not `�`", "b�", "see �",
    )  # fmt: skip


def test_a_site_in_a_folder_that_is_not_utf8(
    site: SiteBuilder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The names that are printed there can be printed anywhere."""
    odd = os.fsdecode(b"odd\xff")
    site.folder.rename(site.folder.parent / odd)
    monkeypatch.chdir(site.folder.parent)
    for form in FORMATS:
        for command in (("check",), ("build", "--without", "search", "--without", "cards")):
            assert main([*command, "--site", odd, "--now", "2022-03-20T12:00", "--format", form]) == 0
            said = capsys.readouterr()
            (said.out + said.err).encode()
            assert {c for c in said.out + said.err if not c.isprintable()} <= {"\n"}


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_in_every_encoding(site: SiteBuilder, form: str, encoding: str) -> None:
    """A report can be printed whatever the output's encoding is."""
    site.write({EVENT: GOOD + "place: Київ\n"})
    code = "import sys; from dayline.cli import main; sys.exit(main(sys.argv[1:]))"
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": encoding}
    asked = [sys.executable, "-c", code, "check", "--site", str(site.folder), "--format", form]
    said = subprocess.run(asked, env=environment, capture_output=True, check=False)
    assert (said.returncode, said.stderr) == (1, b"")
    assert ("Київ" if encoding == "utf-8" else r"\u041a\u0438\u0457\u0432") in said.stdout.decode(encoding)
