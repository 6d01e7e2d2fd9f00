"""Every message in full: `diagnostics/*.md` hold files and the exact report on them."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import NOW, SiteBuilder
from dayline.rules import diagnostics

FOLDER = Path(__file__).parent / "diagnostics"
BLOCK = re.compile(r"^(`{3,})([^\n`]+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)

NOTHING = "no problems\n"
ELSEWHERE = {
    "E90": "test_irregular.py::test_a_template_that_is_not_utf8",
    "W67": "test_look.py::test_a_copied_template",
    "W90": "test_as_of.py::test_command",
}
"""Codes that only a build reports, with the test that holds a whole report."""


class Case(NamedTuple):
    """Files, a moment, and the report on them; `start` and `end` say where it stands in its document."""

    file: str
    title: str
    now: str
    without: tuple[str, ...]
    files: dict[str, str]
    before: dict[str, str]
    report: str
    start: int
    end: int

    def found(self, site: SiteBuilder) -> str:
        """What the program says about the files."""
        return site.remove(*self.without).write(dict(self.files)).problems(self.now, self.before)


def cases(path: Path) -> list[Case]:
    """The cases of a document: a heading, files with their paths, and the report as a block of `text`.

    Files at paths that begin with `main:` are as they were at an earlier revision of that name.
    """
    text = path.read_text("utf-8")
    starts = [found.start() for found in re.finditer(r"^## ", text, re.MULTILINE)]
    return [_case(path, text, start, end) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _case(path: Path, text: str, start: int, end: int) -> Case:
    blocks = list(BLOCK.finditer(text, start, end))
    report = next(block for block in blocks if block[2] == "text")
    now = re.search(r"^now: (\S+)$", text[start:end], re.MULTILINE)
    without = re.findall(r"^without: (\S+)$", text[start:end], re.MULTILINE)
    files = {block[2]: block[3] for block in blocks if block[2] != "text"}
    before = {name.removeprefix("main:"): files.pop(name) for name in list(files) if name.startswith("main:")}
    title = text[start:].partition("\n")[0].removeprefix("## ")
    at = report.span(3)
    return Case(path.name, title, now[1] if now else NOW, tuple(without), files, before, report[3], *at)


ALL = [case for path in sorted(FOLDER.glob("*.md")) for case in cases(path)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.file}: {case.title}")
def test_says_exactly_this(case: Case, site: SiteBuilder, request: pytest.FixtureRequest) -> None:
    """The report on a case's files is the one that is written down."""
    found = case.found(site)
    if request.config.getoption("accept"):
        _accept(case, found)
    else:
        assert found == case.report


def _accept(case: Case, found: str) -> None:
    """Write down what is said now; a report that has turned into none is more often a rule that is lost."""
    if found == NOTHING and case.report not in ("", NOTHING):
        pytest.fail(f"--accept does not turn a report into `no problems`: empty the block of {case.file}: {case.title}")
    path = FOLDER / case.file
    now = next(other for other in cases(path) if other.title == case.title)
    text = path.read_text("utf-8")
    path.write_text(text[: now.start] + found + text[now.end :], "utf-8")


@pytest.mark.parametrize(
    ("report", "found", "kept"),
    [
        ("1 error\n", "1 warning\n", "1 warning\n"),
        ("", NOTHING, NOTHING),
        (NOTHING, "1 error\n", "1 error\n"),
        ("1 error\n", NOTHING, None),
    ],
)
def test_accept_turns_no_report_into_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: str, found: str, kept: str | None
) -> None:
    """`--accept` writes down another report, but never that there is none any more."""
    monkeypatch.setattr("test_diagnostics.FOLDER", tmp_path)
    path = tmp_path / "E01.md"
    path.write_text(f"## one\n\n```text\n{report}```\n", "utf-8")
    (case,) = cases(path)
    if kept is None:
        with pytest.raises(pytest.fail.Exception, match="--accept does not turn a report into `no problems`"):
            _accept(case, found)
    else:
        _accept(case, found)
    assert cases(path)[0].report == (report if kept is None else kept)


def test_titles_differ() -> None:
    """No two cases of a document have one title."""
    names = [(case.file, case.title) for case in ALL]
    assert len(names) == len(set(names))


def test_every_code_has_a_case() -> None:
    """Each code that the program can say is said in the document named after it, or in a test of its own."""
    written = [case for path in FOLDER.glob("*.md") for case in cases(path)]  # as `--accept` has just left them
    said = {case.file[:3] for case in written if f"[{case.file[:3]}]" in case.report}
    assert sorted([*said, *ELSEWHERE]) == sorted({one.code for one in diagnostics()})
    tests = {code: name.split("::") for code, name in ELSEWHERE.items()}
    for code, (file, name) in tests.items():
        source = (Path(__file__).parent / file).read_text("utf-8")
        assert f"[{code}]: " in source.partition(f"def {name}(")[2].partition("\ndef ")[0]
