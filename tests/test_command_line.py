"""The command line itself: the nearest site, progress, colours, interruptions, completion, and the doctor."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline import cli
from dayline.commands.output import wants_colour
from dayline.commands.progress_line import Stages, progress
from test_cli import FOUR_LINES, PLACE, ROOT

EVENT = "content/events/2022/03/14/cars-leave.yaml"
QUICK = ("--without", "search", "--without", "cards", "--now", "2022-03-14T12:00")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def day(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> SiteBuilder:
    """A site with one event, which is the current folder."""
    monkeypatch.chdir(site.folder)
    return site.write({**PLACE, EVENT: FOUR_LINES.format(place="mariupol")})


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs a command: its exit code and what it printed."""

    def command(*arguments: str) -> tuple[int, str, str]:
        return cli.main(arguments), *capsys.readouterr()

    return command


def test_the_nearest_site(
    day: SiteBuilder, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every command finds the site that its folder is in, names files from there, and heeds `DAYLINE_SITE`."""
    day.write({EVENT: FOUR_LINES.format(place="mariupool")})
    monkeypatch.chdir(day.folder / "content/events/2022")
    code, out, _ = run("check")
    assert (code, "--> ../../../content/events/2022/03/14/cars-leave.yaml:3:8" in out) == (1, True)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    assert run("check")[2].splitlines()[-1] == (
        "Error: there is no `content` folder in `.`; create a site with `dayline new site FOLDER`."
    )
    monkeypatch.setenv("DAYLINE_SITE", str(day.folder))
    for command in (("check",), ("build", *QUICK), ("day", "2022-03-14")):
        assert run(*command)[0] == 1
    (elsewhere / "content").mkdir()
    assert run("check", "--site", ".")[1].startswith("error[")


class Clock:
    """A clock that somebody sets."""

    now = 0.0

    def __call__(self) -> float:
        """What it shows."""
        return self.now


def test_progress_begins_after_a_second() -> None:
    """What takes no longer than a second shows nothing; after that one line is overwritten, and removed at the end."""
    clock, stream = Clock(), io.StringIO()
    stages = Stages(stream, clock=clock)
    stages.begin("reading files", 1200)
    stages.step(100)
    clock.now = 0.9
    stages.show()
    assert stream.getvalue() == ""
    clock.now = 1.0
    stages.show()
    stages.begin("linking records")
    stages.show()
    stages.begin("rendering pages", 3000)
    for _ in range(1234):
        stages.step()
    stages.show()
    stages.end()
    stages.show()
    assert stream.getvalue().split("\r\x1b[2K") == [
        "", "reading files: 100 of 1,200", "linking records …", "rendering pages: 1,234 of 3,000", "",
    ]  # fmt: skip


def test_progress_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the line is redrawn while something runs; in a pipe and with `-q` there is none."""
    monkeypatch.setattr("dayline.commands.progress_line.AFTER", 0.0)
    monkeypatch.setattr("dayline.commands.progress_line._EVERY", 0.001)
    shown = []
    for stream, quiet in ((Terminal(), False), (Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr("sys.stderr", stream)
        with progress(quiet=quiet) as stages:
            stages.begin("indexing days for search", 9)
            while isinstance(stages, Stages) and not stream.getvalue():
                pass
        shown.append({*stream.getvalue().split("\r\x1b[2K")})
    assert shown == [{"", "indexing days for search: 0 of 9"}, {""}, {""}]


def test_the_stages_of_a_build(day: SiteBuilder, run: Run) -> None:
    """`-v` says how long each stage took; in a pipe nothing else is shown."""
    code, out, err = run("build", *QUICK, "-v")
    files = len([path for path in (day.folder / "content").rglob("*") if path.is_file()])
    pages = re.match("[0-9,]+", out)
    assert code == 0
    assert re.sub(r"\d+\.\d s", "T", err) == (
        f"reading files ({files}): T\nlinking records: T\nchecking events (1): T\n"
        f"rendering pages ({pages and pages[0]}): T\ncounting warnings: T\n"
    )
    assert run("build", *QUICK)[2] == ""
    assert re.sub(r"\d+\.\d s", "T", run("check", *QUICK[4:], "--verbose")[2]) == "checking: T\n"


def test_quiet(day: SiteBuilder, run: Run) -> None:
    """With `-q` only problems are printed."""
    assert run("build", *QUICK, "-q") == (0, "", "")
    assert run("build", *QUICK, "--quiet") == (0, "", ""), "nor if nothing has changed"
    assert run("check", *QUICK[4:], "-q") == (0, "", "")
    day.write({EVENT: FOUR_LINES.format(place="mariupool")})
    said = [run("build", *QUICK, "-q")[2], run("check", *QUICK[4:], "-q")[1]]
    assert [text.splitlines()[-1] for text in said] == ["1 error; nothing was written", "1 error"]


def test_figures_of_a_build(day: SiteBuilder, run: Run) -> None:
    """The JSON of a build has numbers, of one that fails as well."""
    keys = ["problems", "briefs", "compared", "pages", "rendered", "changed", "removed", "seconds"]
    first, second = (json.loads(run("build", *QUICK, "--format", "json")[1]) for _ in range(2))
    assert [*first] == [*second] == keys
    assert first["pages"] == first["rendered"] == second["pages"] > 10
    assert first["changed"] > first["pages"]
    assert (second["rendered"], second["changed"], second["removed"], second["problems"]) == (0, 0, 0, [])
    assert 0 <= second["seconds"] < 600
    day.write({EVENT: FOUR_LINES.format(place="mariupool")})
    code, out, _ = run("build", *QUICK, "--format", "json")
    failed = json.loads(out)
    assert (code, failed["pages"], failed["changed"], len(failed["problems"])) == (1, 0, 0, 1)


class Terminal(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        """So it is."""
        return True


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({}, [True, False]),
        ({"NO_COLOR": "1"}, [False, False]),
        ({"FORCE_COLOR": "1"}, [True, True]),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [False, False]),
        ({"NO_COLOR": "", "FORCE_COLOR": ""}, [True, False]),
    ],
)
def test_colour(variables: dict[str, str], wanted: list[bool]) -> None:
    """Colours are for terminals, unless a variable says otherwise."""
    assert [wants_colour(stream, variables) for stream in (Terminal(), io.StringIO())] == wanted


@pytest.mark.parametrize("command", [("check", *QUICK[4:]), ("build", *QUICK)])
def test_colour_in_a_pipe(
    command: tuple[str, ...], day: SiteBuilder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`FORCE_COLOR` colours what `check` and `build` print."""
    day.write({EVENT: FOUR_LINES.format(place="mariupool")})
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert "\x1b[" not in "".join(run(*command)[1:])
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31merror[E09]\x1b[0m" in "".join(run(*command)[1:])


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("reading files", "nothing was published"),
        ("rendering pages", "nothing was published"),
        ("counting warnings", "the pages are published, what comes after them is not complete"),
    ],
)
def test_ctrl_c(stage: str, words: str, day: SiteBuilder, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that is stopped says whether it has published anything, and the next one is as if nothing had been."""

    def begin(self: Stages, name: str, total: int = 0) -> None:
        if name == stage:
            raise KeyboardInterrupt

    run("build", *QUICK)
    day.write({EVENT: FOUR_LINES.format(place="mariupol").replace("160", "170")})
    with monkeypatch.context() as patch:
        patch.setattr(Stages, "begin", begin)
        assert run("build", *QUICK, "-v") == (130, "", f"stopped: {words}\n")
    assert run("build", *QUICK)[0] == 0
    assert "170 civilian cars" in (day.folder / "public/index.html").read_text("utf-8")


def test_ctrl_c_elsewhere(day: SiteBuilder, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`check` and `new` say that they were stopped, too."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Terminal(""))
    code, out, err = run("new", "term")
    assert (code, out, err.splitlines()[-1]) == (130, "", "stopped: nothing was created")
    monkeypatch.setattr(Stages, "begin", interrupt)
    assert run("check", "-v") == (130, "", "\nstopped\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, day: SiteBuilder) -> None:
    """A shell completes commands and their options, as docs/command-line.md says."""
    guide = (ROOT / "docs/command-line.md").read_text("utf-8")
    assert f"_DAYLINE_COMPLETE={shell}_source dayline" in guide
    words = {"bash": ("dayline ch", "1"), "zsh": ("dayline ch", "2"), "fish": ("dayline ch", "ch")}[shell]
    variables = {"_DAYLINE_COMPLETE": f"{shell}_complete", "COMP_WORDS": words[0], "COMP_CWORD": words[1]}
    code = "import sys; sys.argv[0] = 'dayline'; from dayline.cli import main; main()"
    environment = {**os.environ, **variables, "PYTHONPATH": str(ROOT / "site_src")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert "check" in re.split(r"[\n,\t]", done.stdout), done.stderr


def test_doctor(day: SiteBuilder, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The doctor says where everything is, and what is missing."""
    code, out, err = run("doctor")
    named = dict(line.split(maxsplit=1) for line in out.partition("\n\n")[0].splitlines())
    assert (code, err, [*named]) == (
        0, "", ["dayline", "python", "libraries", "cards", "search", "site", "output", "cache", "git"],
    )  # fmt: skip
    files = len([path for path in (day.folder / "content").rglob("*") if path.is_file()])
    assert (named["site"], named["output"], named["git"]) == (
        f"{day.folder}, {files} files in content/", "not built yet", "not used",
    )  # fmt: skip
    assert named["cache"].endswith(": empty")
    assert out.endswith("- history: `.` is not in a git repository; `check --against` needs it\n")
    subprocess.run(["git", "init", "-q", "-b", "main", day.folder], check=True)
    run("build", *QUICK)
    out = run("doctor")[1]
    assert f"\noutput      {day.folder}/public\n" in out
    assert re.search(rf"\ngit         2[\d.]+\nrepository  {day.folder}, main, \d+ files not committed\n", out)


def test_doctor_on_what_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Outside of a site, without git and the libraries of extras, it says how to get them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("dayline.commands.doctor._version", lambda _: "")
    monkeypatch.setattr("dayline.commands.doctor.installed", lambda: "")
    code, out, _ = run("doctor")
    assert code == 0
    assert out[out.index("\nMissing:") :] == (
        "\nMissing:\n- social cards: install `dayline[cards]`\n- the search index: install `dayline[search]`\n"
        "- a site: `dayline new site FOLDER` creates one; there is no `content` folder in `.`\n"
        "- history: `.` is not in a git repository; `check --against` needs it\n"
    )
