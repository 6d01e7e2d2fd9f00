"""The commands, as they are typed."""

import json
import os
import re
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline import cli
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.commands.serve import Preview, preview_options
from dayline.rules import warning_codes

ROOT = Path(__file__).parents[1]
FOUR_LINES = (
    "date: 2022-03-14\ntitle: 160 civilian cars leave Mariupol\nplace: {place}\nsource: https://example.net/a\n"
)
PLACE = {"content/places/mariupol.yaml": "name: Mariupol\nkind: settlement\ncountry: UA\n"}


@pytest.fixture
def day(site: SiteBuilder) -> SiteBuilder:
    """A site with one event of four lines."""
    event = FOUR_LINES.format(place="mariupol")
    return site.write({**PLACE, "content/events/2022/03/14/cars-leave.yaml": event})


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """A command's exit code and what it printed."""
    code = cli.main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def test_build(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A clean site is built; the same again writes nothing."""
    site, output = str(day.folder), str(day.folder / "public")
    code, out, err = run(capsys, "build", "--site", site)
    own = (p for p in Path(output).rglob("*") if "search/index/" not in p.as_posix())
    pages = len([p for p in own if p.suffix in (".html", ".atom", ".json", ".png", ".xml", ".txt")])
    files = len([p for p in Path(output).rglob("*") if p.is_file() and not p.name.startswith(".")])
    assert (code, out, err) == (0, f"{pages} pages in {output}: {pages} rendered, {files} files changed\n", "")
    assert run(capsys, "--site", site) == (
        0,
        f"{pages} pages in {output}: 0 rendered, 0 files changed\n",
        "",
    )


def test_build_says_how_many_warnings_there_are(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A build of everything counts the warnings that `check` has; one that changes nothing says the same."""
    day.write({"content/places/nowhere.yaml": "name: Nowhere\nkind: settlement\ncountry: UA\n"})
    options = ("--site", str(day.folder), "--now", "2022-03-14T12:00")
    checked = run(capsys, "check", *options)[1].splitlines()[-1]
    assert checked == "1 warning"
    said = [run(capsys, "build", *options)[1].splitlines()[1:] for _ in range(2)]
    assert said == [["1 warning; run `check` to see it"]] * 2
    day.write({"content/places/elsewhere.yaml": "name: Elsewhere\nkind: settlement\ncountry: UA\n"})
    assert run(capsys, "build", *options, "--clean")[1].splitlines()[1:] == [
        "2 warnings: W44 ×2; run `check` to see them"
    ]


def test_build_counts_only_what_check_would(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A build with drafts, of a past state or with strict warnings judges other content, and counts nothing."""
    day.write({"content/places/nowhere.yaml": "name: Nowhere\nkind: settlement\ncountry: UA\n"})
    options = ("--site", str(day.folder), "--now", "2022-03-14T12:00", "--clean")
    for more in (("--drafts",), ("--strict", "W30")):
        code, out, _ = run(capsys, "build", *options, *more)
        assert (code, "run `check`" in out) == (0, False)


def test_bad_commit_keeps_the_last_edition(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """With a mistake the exit code is 1, the message says where, and what was published stays."""
    run(capsys, "build", "--site", str(day.folder))
    before = edition(day.folder / "public")
    day.write({"content/events/2022/03/14/cars-leave.yaml": FOUR_LINES.format(place="mariupool")})
    code, out, err = run(capsys, "build", "--site", str(day.folder))
    assert (code, out) == (1, "")
    assert err == (
        "error[E09]: no place has the id `mariupool`\n"
        "  --> content/events/2022/03/14/cars-leave.yaml:3:8\n"
        "  |\n"
        "3 | place: mariupool\n"
        "  |        ^^^^^^^^^\n"
        "help: did you mean `mariupol`? To add a new place, create `content/places/mariupool.yaml` "
        "with `name: …`, `kind: settlement`\n"
        "\n"
        "1 error; nothing was written\n"
    )
    assert edition(day.folder / "public") == before


def test_check(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A clean site has no problems; `--strict` makes warnings stop."""
    assert run(capsys, "check", "--site", str(day.folder), "--now", "2022-03-14T12:00") == (
        0,
        "no problems\n",
        "",
    )
    day.write({"content/places/nowhere.yaml": "name: Nowhere\nkind: settlement\n"})
    now = ("--site", str(day.folder), "--now", "2022-03-14T12:00", "--format", "json")
    code, out, _ = run(capsys, "check", *now)
    assert (code, {found["severity"] for found in json.loads(out)["problems"]}) == (0, {"warning"})
    code, out, _ = run(capsys, "check", *now, "--strict", "W44")
    assert (code, {found["severity"] for found in json.loads(out)["problems"] if found["code"] == "W44"}) == (
        1,
        {"error"},
    )


def test_github_names_files_from_here(
    day: SiteBuilder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Annotations name files from the folder the command runs in, so that they land on their lines."""
    day.write({"content/events/2022/03/14/cars-leave.yaml": FOUR_LINES.format(place="mariupool")})
    monkeypatch.chdir(day.folder.parent)
    code, out, _ = run(capsys, "check", "--site", day.folder.name, "--format", "github")
    name = f"{day.folder.name}/content/events/2022/03/14/cars-leave.yaml"
    start = f"::error file={name},line=3,col=8,endColumn=17,title=E09::no place has the id `mariupool`"
    assert (code, out.startswith(start)) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["build", "--nope"],
        ["check", "--site", "no/such/folder"],
        ["build", "--now", "soon"],
        ["day", "14.3."],
    ],
)
def test_wrong_use(arguments: list[str], capsys: pytest.CaptureFixture[str], site: SiteBuilder) -> None:
    """What can't be understood ends with code 2 and a line that says why."""
    os.chdir(site.folder)
    code, out, err = run(capsys, *arguments)
    assert (code, out, "Error:" in err) == (2, "", True)


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif"])
def test_any_encoding(encoding: str, form: str, day: SiteBuilder) -> None:
    """What an encoding lacks is written as an escape, which keeps JSON whole."""
    title = "Міст: закрито © 🌊 \u0081"[:-1]
    day.write({"content/events/2022/03/14/bridge.yaml": f"date: 2022-03-14\ntitle: {title}\nsource: nothing\n"})
    command = [sys.executable, ROOT / "build.py", "check", "--site", day.folder, "--format", form]
    environment = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr, bool(done.stdout)) == (1, False, True)
    if form not in ("text", "github"):
        json.loads(done.stdout.decode("utf-8" if encoding == "ascii" else encoding))  # click takes ASCII for UTF-8


@pytest.mark.parametrize(
    "address",
    [
        "https://desk:s3cret@preview.example.org/",
        "https://desk@preview.example.org/",
        "https://example.org/?x=1",
        "https://example.org/#top",
        "https://example.org/a b/",
        "https://example.org/a\x1b/",
        "https://example.org/index.html",
        "https://example.org/river/index.html",
        "https://example.org:99999/",
        "https://[::1",
        "ftp://example.org/",
        "mailto:desk@example.org",
        "example.org",
    ],
)
def test_one_rule_for_addresses(address: str, day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """What `base_url` may not be, `--base-url` and `new site` may not say either, in the same words."""
    folder = str(day.folder)
    new = ("new", "site", str(day.folder / "new"), "--title", "New", "--timezone", "UTC")
    said = [run(capsys, "build", "--site", folder, "--base-url", address), run(capsys, *new, "--base-url", address)]
    settings = f"title: Day\nbase_url: {json.dumps(address)}\n".replace("\\u001b", "\x1b")
    day.write({"content/site.yaml": settings})
    code, out, _ = run(capsys, "check", "--site", folder, "--format", "json")
    problem = next(found for found in json.loads(out)["problems"] if found["severity"] == "error")
    assert (code, problem["file"].endswith("content/site.yaml")) == (1, True)
    words = f"{problem['message']}; {problem['help']}."
    assert [(code, out, words in err) for code, out, err in said] == [(2, "", True)] * 2
    assert all("s3cret" not in err for _, _, err in said)
    assert not (day.folder / "public").exists()
    assert not (day.folder / "new").exists()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("0001-01-01", "the year 0001 is out of range; write a year from 1000 to 9998."),
        ("9999-12-31T23:59", "the year 9999 is out of range; write a year from 1000 to 9998."),
        ("2022-W11-1", "`2022-W11-1` is not a date and time; write it as 2022-03-14T18:00 or 2022-03-14T18:00+02:00."),
        ("20220314T1800", "`20220314T1800` is not a date and time; "),
        ("2022-02-30", "`2022-02-30` is not a date and time; "),
        ("", "`` is not a date and time; "),
    ],
)
@pytest.mark.parametrize("option", ["--now", "--as-of"])
def test_one_rule_for_moments(
    option: str, moment: str, words: str, day: SiteBuilder, capsys: pytest.CaptureFixture[str]
) -> None:
    """Moments are written as in files, in years that dates may have."""
    code, out, err = run(capsys, "build", "--site", str(day.folder), option, moment)
    assert (code, out, words in err) == (2, "", True)


@pytest.mark.parametrize("command", ["build", "serve"])
@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("content/public", "is inside `content`, which is part of the site; choose another folder."),
        ("content", "is inside `content`, "),
        ("templates", "is inside `templates`, "),
        ("templates/assets/x", "is inside `templates`, "),
        ("elsewhere/../content/x", "is inside `content`, "),
        (".", "contains the site's `content`; choose another folder."),
        ("..", "contains the site's `content`; "),
    ],
)
def test_an_output_is_no_part_of_the_site(
    command: str, output: str, words: str, day: SiteBuilder, capsys: pytest.CaptureFixture[str]
) -> None:
    """An output that would be read as content, or replace it, is refused before anything is made."""
    before = edition(day.folder)
    code, out, err = run(capsys, command, "--site", str(day.folder), "--output", f"{day.folder}/{output}")
    assert (code, out, words in err) == (2, "", True)
    assert edition(day.folder) == before


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--source", "https://desk:s3cret@example.net/a", "user name or password"),
        ("--source", "ftp://example.net/a", "`ftp://example.net/a`"),
        ("--source", "javascript:alert(1)", "`javascript:alert(1)`"),
        ("--source", "no-such-report", "`no-such-report`"),
        ("--place", "mariupool", "no place has the id `mariupool`; did you mean `mariupol`?"),
        ("--place", "<b>", "`<b>`"),
        ("--date", "3.4.2022", "`3.4.2022`"),
        ("--date", "0001-01-01", "the year 0001 is before 1000"),
        ("--slug", "../../../pages/x", "`../../../pages/x` can't be used in an address"),
        ("--slug", "Bridge Closed", "write it as `bridge-closed`."),
        ("--slug", "x" * 201, "can't be used in an address"),
    ],
)
def test_a_new_event_is_one_that_check_accepts(
    option: str, value: str, words: str, day: SiteBuilder, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `check` would refuse in the new file is refused before it is made."""
    told = {"--site": str(day.folder), "--date": "2022-03-14", "--source": "https://example.net/a", "--slug": "bridge"}
    before = edition(day.folder)
    arguments = [part for pair in {**told, option: value}.items() for part in pair]
    code, out, err = run(capsys, "new", "event", *arguments, "--", "The bridge is closed to cars")
    assert (code, out, words in err) == (2, "", True)
    assert edition(day.folder) == before


@pytest.mark.parametrize("title", ["Bridge <b>closed</b> to cars", "Bridge closed \x1b[31m to cars", "x" * 60_001])
def test_a_new_title_is_one_that_check_accepts(
    title: str, day: SiteBuilder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Titles of events, briefs and sites are judged before a file is made."""
    site, before = ("--site", str(day.folder)), edition(day.folder)
    source = ("--date", "2022-03-14", "--source", "https://example.net/a", "--slug", "bridge")
    codes = [
        run(capsys, "new", "event", *site, *source, "--", title)[0],
        run(capsys, "new", "brief", "2022-03-14", *site, "--title", title)[0],
        run(capsys, "new", "site", str(tmp_path / "new"), "--title", title)[0],
    ]
    assert (codes, edition(day.folder)) == ([2, 2, 2], before)


def test_template_mistake(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake in a template is named with template and line, and nothing is written."""
    day.write({"templates/day.html": "<p>\n{{ page.nothing }}\n"})
    code, _, err = run(capsys, "build", "--site", str(day.folder))
    assert code == 1
    assert err == (
        "error[E90]: the template `day.html` can't render `/2022/03/14/`: "
        "'DayView' object has no attribute 'nothing'\n"
        "  --> templates/day.html:2:1\n"
        "  |\n"
        "2 | {{ page.nothing }}\n"
        "  | ^^^^^^^^^^^^^^^^^^\n"
        "help: fix the template at this line\n"
        "\n"
        "1 error; nothing was written\n"
    )
    assert not (day.folder / "public").exists()


def test_template_syntax(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A template that can't be read is named with its line too."""
    day.write({"templates/day.html": "<p>\n\n{% if %}\n"})
    code, _, err = run(capsys, "build", "--site", str(day.folder))
    assert (code, "--> templates/day.html:3:1" in err) == (1, True)


def test_new_site_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new site builds, with nothing to be said of it but that it is new, and is never made twice over another."""
    folder = tmp_path / "flood"
    code, _, _ = run(capsys, "new", "site", str(folder), "--title", "Flood: day by day", "--timezone", "Europe/Prague")
    assert code == 0
    code, out, err = run(capsys, "check", "--site", str(folder))
    assert (code, set(re.findall(r"\[(\w+)\]", out)), err) == (0, {"W61"}, "")
    assert out.endswith("\n4 warnings: W61 ×4\n")
    assert run(capsys, "build", "--site", str(folder))[0] == 0
    before = edition(folder)
    code, _, err = run(capsys, "new", "site", str(folder), "--title", "Another")
    assert (code, "already exists; nothing was changed" in err, edition(folder)) == (2, True, before)


def ready(folder: Path) -> None:
    """Do to a new site what the warnings ask for."""
    for path in (folder / "content").rglob("*.*"):
        text = path.read_text("utf-8").replace("starter: true\n", "")
        settled = "base_url: https://flood.example.cz/\nid: flood.example.cz,2026\n"
        path.write_text(text.replace("base_url: https://example.org/\n", settled), "utf-8")


def test_a_new_site_does_not_go_live_without_a_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every build says what is still as `new site` wrote it, also if nothing has changed, until it is not."""
    folder, codes = tmp_path / "flood", ["W61"] * 4
    run(capsys, "new", "site", str(folder), "--title", "Flood: day by day")
    build = ("build", "--site", str(folder), "--without", "search", "--without", "cards")
    for rendered in (True, False):
        code, out, err = run(capsys, *build)
        assert (code, re.findall(r"\[(\w+)\]", err), " 0 rendered" in out) == (0, codes, not rendered)
    strict = run(capsys, *build, "--strict")
    assert (strict[0], strict[2].endswith("\n4 errors: W61 ×4; nothing was written\n")) == (1, True)
    assert run(capsys, *build, "--strict", "W30")[0] == 0
    moved = run(capsys, *build, "--base-url", "https://flood.example.cz/")
    assert (moved[0], re.findall(r"\[(\w+)\]", moved[2])) == (0, codes[1:])
    assert run(capsys, *build, "--format", "github")[1].count("::warning ") == 4
    about = folder / "content/pages/about.md"
    about.write_text(about.read_text("utf-8").replace("who pays for it", "who pays"), "utf-8")
    assert run(capsys, *build)[2].count("[W61]") == 4, "a change of words is said nothing else of"
    ready(folder)
    code, _, err = run(capsys, *build, "--strict")
    assert (code, err) == (0, "")
    assert run(capsys, "check", "--site", str(folder))[1].startswith("no problems\n")


def test_a_demonstration_says_so(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """Every page of a demonstration says once that it is one; no page of another site does."""
    banner = "This is a demonstration. It is not updated, and it is not a news service."
    settings = day.folder / "content/site.yaml"
    for there in (1, 0):
        run(capsys, "build", "--site", str(day.folder))
        pages = [path.read_text("utf-8") for path in (day.folder / "public").rglob("*.html")]
        assert {page.count(banner) for page in pages if "<main" in page} == {there}
        settings.write_text(settings.read_text("utf-8").replace("demonstration: true\n", ""), "utf-8")


@pytest.mark.parametrize(
    "title", ["Mayor: the bridge is closed", '"No" says the mayor, twice', "100 cars #1", "- a dash"]
)
def test_new_event_survives_any_title(title: str, site: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever the title, the file that is made reads back as typed."""
    told = (
        "--site",
        str(site.folder),
        "--date",
        "2022-03-14",
        "--source",
        "https://example.net/a",
        "--slug",
        "bridge",
    )
    assert run(capsys, "new", "event", "--", title)[0] == 2, "without a source there is no event"
    code, out, _ = run(capsys, "new", "event", *told, "--", title if len(title) > 9 else title + " and more")
    assert (code, out) == (0, f"created {site.folder}/content/events/2022/03/14/bridge.yaml\n")
    made = next(entry.record for entry in site.content().entries if entry.kind == "event")
    assert made.title.startswith(title)


def test_new_brief_links_the_day(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A new brief lists the day's events as highlights and links, and checks clean."""
    code, _, _ = run(capsys, "new", "brief", "2022-03-14", "--title", "Cars leave: a start", "--site", str(day.folder))
    brief = next(entry.record for entry in day.content().entries if entry.kind == "brief")
    assert (code, [h.events for h in brief.highlights]) == (0, [("2022-03-14/cars-leave",)])
    code, out, _ = run(capsys, "check", "--site", str(day.folder), "--format", "json", "--now", "2022-03-14T12:00")
    assert (code, [found["code"] for found in json.loads(out)["problems"] if found["code"].startswith("E")]) == (0, [])


def test_day(day: SiteBuilder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The day in the terminal: every event with its id, status and sources."""
    monkeypatch.setenv("COLUMNS", "90")
    assert run(capsys, "day", "2022-03-14", "--site", str(day.folder)) == (
        0,
        """Monday 14 March 2022
1 event
The one report of this day rests on a single source, example.net. Not verified by us.

              · 160 civilian cars leave Mariupol
                2022-03-14/cars-leave · Single source, not verified · example.net
""",
        "",
    )
    assert run(capsys, "day", "2022-03-15", "--site", str(day.folder)) == (
        0,
        "No brief and no events for 2022-03-15.\n",
        "",
    )


def test_day_with_errors(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """With errors in the content the day is not shown, and the exit code says so."""
    day.write({"content/events/2022/03/14/cars-leave.yaml": FOUR_LINES.format(place="mariupool")})
    assert run(capsys, "day", "2022-03-14", "--site", str(day.folder))[0] == 1


def test_new_event_in_any_script(site: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """Its address is in Latin letters; a title that gives none asks for one."""
    told = ("new", "event", "--site", str(site.folder), "--date", "2022-03-14", "--source", "https://example.net/a")
    assert run(capsys, *told, "--", "Колона виїхала з Маріуполя")[0] == 0
    assert (site.folder / "content/events/2022/03/14/kolona-viikhala-z-mariupolya.yaml").exists()
    code, _, err = run(capsys, *told, "--", "?!?!?!?!?!?!")
    assert (code, "with `--slug`" in err) == (2, True)
    assert run(capsys, *told, "--slug", "column", "--", "?!?!?!?!?!?!")[0] == 0


def test_preview_is_not_what_is_published(day: SiteBuilder) -> None:
    """`serve` shows drafts, but never in the folder that is published."""
    draft = FOUR_LINES.format(place="mariupol") + "state: draft\n"
    day.write({"content/events/2022/03/14/draft.yaml": draft})
    options = Options(day.folder, day.folder / "public", datetime(2022, 3, 15, tzinfo=UTC), cache=day.folder / "cache")
    shown = preview_options(replace(options, drafts=True), own_output=True)
    assert Preview(shown, fixed_now=True).rebuild().ok
    assert (shown.output / "2022/03/14/draft/index.html").exists()
    assert not options.output.exists()
    assert build(options).ok
    assert not (options.output / "2022/03/14/draft").exists()


def test_codes_of_warnings_are_the_ones_described() -> None:
    """What `--strict` takes is what the docs list."""
    described = re.findall(r"^\| `(W\d\d)`", (ROOT / "docs/diagnostics.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(warning_codes()) == sorted(set(described))


def test_build_uses_no_network(
    day: SiteBuilder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build opens no connection."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the build opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert run(capsys, "build", "--site", str(day.folder))[0] == 0


def edition(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
