"""The commands, as they are typed."""

import json
import os
import re
import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline import cli
from dayline.commands.build import build
from dayline.commands.options import Options
from dayline.commands.preview import Preview, previewed
from dayline.rules.warnings import WARNINGS

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
    assert said == [["1 warning; `check` shows it"]] * 2
    day.write({"content/places/elsewhere.yaml": "name: Elsewhere\nkind: settlement\ncountry: UA\n"})
    assert run(capsys, "build", *options, "--clean")[1].splitlines()[1:] == ["2 warnings: W44 ×2; `check` shows them"]


def test_build_counts_only_what_check_would(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A build with drafts, of a past state or with strict warnings judges other content, and counts nothing."""
    day.write({"content/places/nowhere.yaml": "name: Nowhere\nkind: settlement\ncountry: UA\n"})
    options = ("--site", str(day.folder), "--now", "2022-03-14T12:00", "--clean")
    for more in (("--drafts",), ("--strict", "W30")):
        code, out, _ = run(capsys, "build", *options, *more)
        assert (code, "`check` shows" in out) == (0, False)


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
        "help: did you mean `mariupol`? To add a new place, create `content/places/mariupool.yaml` with `name: …`, "
        "`kind: settlement`\n"
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


def test_template_mistake(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake in a template is named with template and line, and nothing is written."""
    day.write({"templates/day.html": "<p>\n{{ page.nothing }}\n"})
    code, _, err = run(capsys, "build", "--site", str(day.folder))
    assert code == 1
    assert err == (
        "error[E90]: the template `day.html` can't show /2022/03/14/: "
        "'DayView' object has no attribute 'nothing'\n"
        "  --> templates/day.html:2:1\n"
        "  |\n"
        "2 | {{ page.nothing }}\n"
        "  | ^^^^^^^^^^^^^^^^^^\n"
        "help: mend the template at this line\n"
        "\n"
        "1 error; nothing was written\n"
    )
    assert not (day.folder / "public").exists()


def test_template_syntax(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A template that can't be read is named with its line too."""
    day.write({"templates/day.html": "<p>\n\n{% if %}\n"})
    code, _, err = run(capsys, "build", "--site", str(day.folder))
    assert (code, "--> templates/day.html:3:1" in err) == (1, True)


def test_new_site_is_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new site checks clean and builds, and is never made twice over another."""
    folder = tmp_path / "flood"
    code, _, _ = run(capsys, "new", "site", str(folder), "--title", "Flood: day by day", "--timezone", "Europe/Prague")
    assert code == 0
    assert run(capsys, "check", "--site", str(folder)) == (0, "no problems\n1 brief: all 2 sentences sourced\n", "")
    assert run(capsys, "build", "--site", str(folder))[0] == 0
    before = edition(folder)
    code, _, err = run(capsys, "new", "site", str(folder), "--title", "Another")
    assert (code, "is there already; nothing was changed" in err, edition(folder)) == (2, True, before)


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
    assert (code, out) == (0, f"made {site.folder}/content/events/2022/03/14/bridge.yaml\n")
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
1 event, 1 independent origin

              · 160 civilian cars leave Mariupol
                2022-03-14/cars-leave · Reported by one source; not checked by us · 1
                report, 1 origin
""",
        "",
    )
    assert run(capsys, "day", "2022-03-15", "--site", str(day.folder)) == (
        0,
        "Nothing is recorded for 2022-03-15.\n",
        "",
    )


def test_day_with_errors(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """With errors in the content the day is not shown, and the exit code says so."""
    day.write({"content/events/2022/03/14/cars-leave.yaml": FOUR_LINES.format(place="mariupool")})
    assert run(capsys, "day", "2022-03-14", "--site", str(day.folder))[0] == 1


def test_new_event_without_latin_letters(site: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A title that gives no address asks for one; with it the event is made."""
    told = ("new", "event", "--site", str(site.folder), "--date", "2022-03-14", "--source", "https://example.net/a")
    code, _, err = run(capsys, *told, "--", "Колона виїхала з Маріуполя")
    assert (code, "add --slug" in err) == (2, True)
    assert run(capsys, *told, "--slug", "column", "--", "Колона виїхала з Маріуполя")[0] == 0


def test_preview_is_not_what_is_published(day: SiteBuilder) -> None:
    """`serve` shows drafts, but never in the folder that is published."""
    draft = FOUR_LINES.format(place="mariupol") + "state: draft\n"
    day.write({"content/events/2022/03/14/draft.yaml": draft})
    options = Options(day.folder, day.folder / "public", datetime(2022, 3, 15, tzinfo=UTC), cache=day.folder / "cache")
    shown = previewed(replace(options, drafts=True), own_output=True)
    assert Preview(shown, fixed_now=True).rebuild().ok
    assert (shown.output / "2022/03/14/draft/index.html").exists()
    assert not options.output.exists()
    assert build(options).ok
    assert not (options.output / "2022/03/14/draft").exists()


def test_codes_of_warnings_are_the_ones_described() -> None:
    """What `--strict` takes is what the docs list."""
    described = re.findall(r"^\| `(W\d\d)`", (ROOT / "docs/diagnostics.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(WARNINGS) == sorted(set(described))


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
