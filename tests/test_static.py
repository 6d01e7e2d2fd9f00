"""`static/`: the site's own files, copied as they are, noticed when they change, refused where they can't be copied."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.build.check import check_site
from dayline.build.options import Options, as_of_options
from dayline.build.output_place import output_error
from dayline.build.pipeline import build
from dayline.build.preview.watcher import Watched
from dayline.build.unchanged import earlier
from dayline.cli import main
from dayline.commands.serve import Preview
from dayline.problems import Problem, Spot
from dayline.read import static
from dayline.write.manifest import edition, hex_digest
from dayline.write.verify import is_whole

EVENT = "content/events/2022/03/14/one.yaml"
GOOD = "date: 2022-03-14\ntitle: Something happens in the city\nsource: https://example.org/a\n"
BINARY = bytes(range(256))
FILES: dict[str, str | bytes] = {
    "static/CNAME": "desk.example.org\n",
    "static/.well-known/deep/er.bin": BINARY,
    "static/.nojekyll": "",
    "static/favicon.ico": BINARY,
    "static/data/table.yaml": "a: 1\r\n",
}
RENAME = "rename it, or remove it"


@pytest.fixture
def site(tmp_path: Path) -> SiteBuilder:
    """A small site with files of its own."""
    return SiteBuilder(tmp_path / "site").write({EVENT: GOOD, **FILES})


@pytest.fixture
def options(site: SiteBuilder, tmp_path: Path) -> Options:
    now = datetime(2022, 3, 20, 12, tzinfo=UTC)
    return Options(site.folder, site.folder / "public", now, cache=tmp_path / "cache", jobs=1)


def copied(options: Options) -> dict[str, bytes]:
    """What the output has of the files above."""
    names = [name.removeprefix("static/") for name in FILES]
    return {name: (options.output / name).read_bytes() for name in names if (options.output / name).is_file()}


def expected(**changed: bytes) -> dict[str, bytes]:
    raw = {name: text.encode() if isinstance(text, str) else text for name, text in FILES.items()}
    return {name.removeprefix("static/"): text for name, text in raw.items()} | changed


def test_copied_as_they_are(options: Options) -> None:
    """Every byte and every hidden file is copied, and the manifest lists them."""
    assert build(options).ok
    assert copied(options) == expected()
    listed = edition(options.output)
    assert {name: listed[name] for name in expected()} == {name: hex_digest(raw) for name, raw in expected().items()}
    assert not (options.output / "static").exists()


def test_the_rest_is_as_without(options: Options, site: SiteBuilder) -> None:
    """No other file of the output differs."""
    assert build(options).ok
    without = replace(options, output=site.folder / "without", cache=None)
    shutil.move(site.folder / "static", site.folder / "elsewhere")
    assert build(without).ok
    own = {name.removeprefix("static/") for name in FILES}
    assert {name: mark for name, mark in edition(options.output).items() if name not in own} == edition(without.output)


LITTER = (
    ".DS_Store", "._CNAME", ".#CNAME", "#CNAME#", "CNAME~", ".CNAME.swp", "CNAME.orig", "Thumbs.db", "README.md",
    ".directory", ".gitkeep", ".git/config", ".idea/x", "a/.~lock.table.csv#", ".nfs0000000000000001",
)  # fmt: skip


def test_litter_is_not_copied(options: Options, site: SiteBuilder) -> None:
    """What systems, editors and version control leave behind stays where it is, hidden or not."""
    site.write({f"static/{name}": "x" for name in LITTER})
    site.write({"static/.gitignore": "x", "static/.htaccess": "x"})
    assert build(options).ok
    assert [name for name in LITTER if (options.output / name).exists()] == []
    assert (options.output / ".gitignore").exists()
    assert (options.output / ".htaccess").exists()


CHANGES: dict[str, tuple[Callable[[SiteBuilder], object], dict[str, bytes]]] = {
    "changed": (lambda site: site.write({"static/CNAME": "other.example.org\n"}), {"CNAME": b"other.example.org\n"}),
    "added": (lambda site: site.write({"static/new": "new"}), {}),
    "hidden": (lambda site: site.write({"static/.htaccess": "new"}), {}),
    "removed": (lambda site: site.remove("static/CNAME"), {}),
    "all removed": (lambda site: shutil.rmtree(site.folder / "static"), {}),
    "the last byte": (
        lambda site: os.utime(site.write({"static/CNAME": "desk.example.orG\n"}).folder / "static/CNAME", (1, 1)),
        {"CNAME": b"desk.example.orG\n"},
    ),
}  # fmt: skip


def state(options: Options, site: SiteBuilder) -> None:
    """The output has what `static/` has now, and nothing that it had before."""
    there = {name.removeprefix("static/"): entry for name, entry in static.tree(site.folder).files}
    own = {*there, *(name.removeprefix("static/") for name in FILES), "new", ".htaccess"}
    found = {name: (options.output / name).read_bytes() for name in own if (options.output / name).is_file()}
    assert found == {name: Path(entry).read_bytes() for name, entry in there.items()}
    assert is_whole(options.output)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("again", ["build", "clean", "serve", "serve with words"])
def test_changes_are_noticed(options: Options, site: SiteBuilder, change: str, again: str) -> None:
    """A static file that is changed, added or removed is in the next edition, and no page is rendered for it."""
    preview = Preview(options, fixed_now=True)
    if "serve" in again:
        assert preview.rebuild().ok
    else:
        assert build(options).ok
        assert earlier(options).is_current
    CHANGES[change][0](site)
    if again == "serve":
        outcome = preview.rebuild(frozenset({site.folder / "static/CNAME"}))
        assert outcome.ok
        assert ", 0 rendered, " in outcome.summary
    elif again == "serve with words":
        site.write({EVENT: GOOD + "summary: Another word.\n"})
        assert preview.rebuild(frozenset({site.folder / "static/CNAME", site.folder / EVENT})).ok
        assert "Another word." in (options.output / "2022/03/14/one/index.html").read_text("utf-8")
    else:
        assert not earlier(options).is_current
        if again == "clean":
            shutil.rmtree(options.cache or "")
        built = build(options)
        assert built.ok
        assert again == "clean" or dict(built.reasons) == {}
        assert earlier(options).is_current
    state(options, site)


def test_words_alone_leave_them(options: Options, site: SiteBuilder) -> None:
    """After a change of words the static files stay without being written."""
    preview = Preview(options, fixed_now=True)
    preview.rebuild()
    before = (options.output / "CNAME").stat()
    site.write({EVENT: GOOD + "summary: Another word.\n"})
    assert preview.rebuild(frozenset({site.folder / EVENT})).ok
    assert (options.output / "CNAME").stat().st_ino == before.st_ino
    assert copied(options) == expected()


def test_in_an_edition_of_a_moment(options: Options) -> None:
    """`--as-of` copies the files as they are now, as it takes the templates that there are now."""
    then = as_of_options(options, datetime(2022, 3, 15, tzinfo=UTC), own_output=True)
    assert build(then).ok
    assert copied(then) == expected()


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("static/CNAME", True), ("static/.well-known/deep/er.bin", True), ("static/.nojekyll", True),
        ("static/.CNAME.swp", False), ("static/.DS_Store", False), ("static/.git/config", False),
        ("content/.hidden", False), (EVENT, True), ("templates/.hidden", False), ("elsewhere/x", False),
    ],
)  # fmt: skip
def test_what_serve_watches(site: SiteBuilder, name: str, matters: bool) -> None:
    """Hidden files matter in `static/` alone; what editors leave behind matters nowhere."""
    roots = [(site.folder / top).resolve() for top in ("content", "templates", "static")]
    watched = Watched(roots, site.folder / "public")
    assert watched._is_relevant(site.folder.resolve() / name, roots) == matters


def test_serve_is_told_to_watch_it(options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    """The preview watches `static/` beside the content and the templates."""
    from dayline.build.preview.address import ListenOptions
    from dayline.commands import serve

    told: list[list[Path]] = []
    monkeypatch.setattr(serve, "serve", lambda _rebuild, _output, watched, *_, **__: told.append(watched) or 0)
    serve.preview(options, ListenOptions("127.0.0.1", 0), fixed_now=True, poll=False)
    assert options.site / "static" in told[0]


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("static", "is inside `static`, which is part of the site"),
        ("static/public", "is inside `static`, which is part of the site"),
        (".", "contains the site's `content`"),
    ],
)
def test_never_the_output(site: SiteBuilder, output: str, said: str) -> None:
    """What is read can't be where the site is written."""
    assert said in output_error(site.folder, site.folder / output)


# What can't be copied


def problem(path: str, message: str, help: str = RENAME, *also: tuple[Spot, str]) -> Problem:
    return Problem("E03", Spot(f"static/{path}" if path else "static"), message, help, also)


def refused(options: Options) -> tuple[Problem, ...]:
    """What `check` and `build` both say; nothing was written."""
    _, judged = check_site(options, templates=True)
    built = build(options)
    assert not built.ok
    assert not options.output.exists()
    found = tuple(one for one in judged if one.is_error)
    assert built.problems == found
    return found


PAGE = "can't be copied: a page is made at this address"
TAKEN: dict[str, tuple[Problem, ...]] = {
    "index.html": (problem("index.html", f"`index.html` {PAGE}"),),
    "2022/03/14/one/index.html": (
        problem(
            "2022/03/14/one/index.html", f"`2022/03/14/one/index.html` {PAGE}", RENAME,
            (Spot(EVENT), "it is made from this"),
        ),
    ),
    "Feed.atom": (problem("Feed.atom", "`Feed.atom` can't be copied: a page is made at `/feed.atom`"),),
    "claims": (problem("claims", "`claims` can't be copied: there are pages in `/claims/`"),),
    "Claims/x": (problem("Claims/x", "`Claims/x` can't be copied: there are pages in `/claims/`"),),
    "feed.atom/x": (problem("feed.atom/x", "`feed.atom/x` can't be copied: a page is made at `/feed.atom`"),),
    "assets/icon.svg": (
        problem("assets/icon.svg", "`assets/icon.svg` can't be copied: the theme has a file at this address"),
    ),
    "assets/dot.gif": (
        problem(
            "assets/dot.gif", "`assets/dot.gif` can't be copied: the theme has a file at this address", RENAME,
            (Spot("templates/assets/dot.gif"), "it is made from this"),
        ),
    ),
    ".dayline-manifest": (
        problem(
            ".dayline-manifest",
            "`.dayline-manifest` can't be copied: the address is kept for the list of files that every build writes",
        ),
    ),
    "data/.Dayline-manifest": (
        problem(
            "data/.Dayline-manifest",
            "`data/.Dayline-manifest` can't be copied: the address is kept for the list of files that every build "
            "writes",
        ),
    ),
    ".well-known/acme-challenge/x": (
        problem(
            ".well-known/acme-challenge/x",
            "`.well-known/acme-challenge/x` can't be copied: the address is kept for whatever renews the certificate",
        ),
    ),
    "search/index/x": (
        problem("search/index/x", "`search/index/x` can't be copied: the address is kept for the search index"),
    ),
    "a:b": (problem("a:b", "`:` can't be part of a name on every system", "rename it, without `:`"),),
    "a\nb": (
        problem(
            "a\nb", "the name contains an invisible character (U+000A)",
            "rename it, using lower-case letters, digits and hyphens",
        ),
    ),
    "cname": (
        problem("cname", "`cname` and `CNAME` are one file or folder on some computers", RENAME,
                (Spot("static/CNAME"), "the other one")),
    ),
    "DATA/x": (
        problem("data/table.yaml", "`data/table.yaml` and `DATA` are one file or folder on some computers", RENAME,
                (Spot("static/DATA/x"), "the other one")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("path", TAKEN)
def test_what_is_taken(options: Options, site: SiteBuilder, path: str) -> None:
    """A static file in the place of anything else is an error of `check` and `build`, with both places."""
    site.write({"templates/assets/dot.gif": b"GIF89a", f"static/{path}": "x"})
    assert refused(options) == TAKEN[path]


def test_a_card_that_is_not_drawn_now(options: Options, site: SiteBuilder) -> None:
    """The address of a social card is taken even where a build leaves cards out."""
    site.write({"static/2022/03/14/card.png": "x"})
    assert [one.message for one in refused(options)] == [f"`2022/03/14/card.png` {PAGE}"]


def link(target: str) -> Callable[[Path], object]:
    return lambda at: at.symlink_to(target)


@pytest.mark.parametrize(
    ("make", "message", "help"),
    [
        (link("../../secret"), "this is a link, not a file", "put the file itself here"),
        (link("/etc/passwd"), "this is a link, not a file", "put the file itself here"),
        (link("CNAME"), "this is a link, not a file", "put the file itself here"),
        (link(".."), "this is a link, not a folder", "put the folder itself here"),
        (os.mkfifo, "this is a named pipe, not a file", "remove it"),
        (lambda at: at.write_bytes(b"x" * (20 * 1024**2 + 1)), "this is larger than 20 MB",
         "make it smaller, or link to where it is"),
    ],
)  # fmt: skip
def test_only_regular_files(
    options: Options, site: SiteBuilder, make: Callable[[Path], object], message: str, help: str
) -> None:
    """A link, wherever it leads, a pipe or a file that is too large is refused, and not read."""
    (site.folder.parent / "secret").write_text("token123")
    make(site.folder / "static/odd")
    assert refused(options) == (problem("odd", message, help),)


def test_the_folder_itself_is_a_folder(options: Options, site: SiteBuilder) -> None:
    """`static` may not be a link either."""
    shutil.move(site.folder / "static", site.folder / "elsewhere")
    (site.folder / "static").symlink_to("elsewhere")
    assert refused(options) == (problem("", "this is a link, not a folder", "put the folder itself here"),)


def test_as_check_prints_it(options: Options, site: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """The report names the files and shows no line of a static file."""
    site.write({"static/2022/03/14/one/index.html": "token123"})
    assert main(["check", "--site", str(site.folder), "--format", "text"]) == 1
    said = capsys.readouterr().out
    assert said == (
        f"error[E03]: `2022/03/14/one/index.html` {PAGE}\n  --> static/2022/03/14/one/index.html:1:1\n"
        f"  --> {EVENT}:1:1\n  |\n1 | date: 2022-03-14\n  | ---------------- it is made from this\n"
        f"help: {RENAME}\n\n1 error\n"
    )


def test_one_that_goes_while_the_site_is_built(options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that goes between the look and the copying is said in words, and nothing is published."""
    from dayline.write.errors import OutputUnusable

    read, looks = static.content, 0

    def content(path: str | os.PathLike[str]) -> bytes:
        nonlocal looks
        looks += isinstance(path, Path) and path.name == "CNAME"
        if looks > 1:
            raise FileNotFoundError(2, "gone", str(path))
        return read(path)

    monkeypatch.setattr(static, "content", content)
    with pytest.raises(OutputUnusable, match=r"`static/CNAME` was changed while the site was being built; build again"):
        build(options)
    assert not options.output.exists()
