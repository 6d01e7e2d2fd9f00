"""What runs on a code host, and what docs/publishing.md advises: actions pinned, jobs that end, headers that fit."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.y*ml"))
STARTER = ROOT / "site_src/dayline/commands/starters/site/github-site.yml"
ADVICE = (ROOT / "docs/publishing.md").read_text("utf-8")
ADVISED = re.findall(r"```yaml\n(name:.*?)```", ADVICE, re.DOTALL)
TEXTS = {
    **{path.name: path.read_text("utf-8") for path in (*WORKFLOWS, STARTER)},
    **{f"docs/publishing.md {n}": text for n, text in enumerate(ADVISED)},
}
EVERY = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
USES = re.compile(r"^ *(?:- )?uses: *(.*)$", re.MULTILINE)
PINNED = re.compile(r"([\w.-]+/[\w.-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)")


def test_there_is_something_to_test() -> None:
    """The workflows and the advice are found."""
    assert [*TEXTS] == ["ci.yml", "pages.yml", "github-site.yml", "docs/publishing.md 0"]


@EVERY
def test_actions_are_pinned(text: str) -> None:
    """Every action is named by a commit, with its version behind it: a tag can be moved to other code."""
    assert [used for used in USES.findall(text) if not PINNED.fullmatch(used)] == []
    assert len(USES.findall(text)) == text.count("uses:")


def test_one_commit_for_each_action() -> None:
    """The same version of an action is the same commit everywhere, and there is one version of each."""
    pins = {pin for text in TEXTS.values() for pin in PINNED.findall(text)}
    assert sorted(name for name, _, _ in pins) == [
        "actions/cache", "actions/checkout", "actions/deploy-pages", "actions/setup-python", "actions/upload-artifact",
        "actions/upload-pages-artifact",
    ]  # fmt: skip


@EVERY
def test_jobs(text: str) -> None:
    """Every job ends, gets no more rights than it needs, and runs on a Python that does not change on its own."""
    workflow: dict[Any, Any] = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in text.replace("never `pull_request_target`", "")
    for job in workflow["jobs"].values():
        assert 0 < job["timeout-minutes"] <= 60
        for step in job["steps"]:
            given = step.get("with", {})
            if step.get("uses", "").startswith("actions/checkout@"):
                assert given["persist-credentials"] is False
            if step.get("uses", "").startswith("actions/setup-python@"):
                versions = job.get("strategy", {}).get("matrix", {}).get("python", [given["python-version"]])
                assert [version for version in versions if not re.fullmatch(r"3\.\d+", version)] == []


def test_the_advice_on_caches_is_that_of_new_sites() -> None:
    """`docs/cache.md` names the same commit of the action as the workflow of a new site."""
    advice = (ROOT / "docs/cache.md").read_text("utf-8")
    assert set(PINNED.findall(advice)) < set(PINNED.findall(STARTER.read_text("utf-8")))
    assert len(USES.findall(advice)) == len(PINNED.findall(advice)) == 1


def policies() -> tuple[str, str]:
    """What pages carry in `<meta>`, and what the search page does."""
    base, search = ((ROOT / "templates" / name).read_text("utf-8") for name in ("base.html", "search.html"))
    base = base.replace("{% if site.has_fonts %}; font-src 'self'{% endif %}", "")  # as docs/publishing.md adds
    block = r"{% block script_policy %}(.*?){% endblock %}"
    (policy,), (engine,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', base), re.findall(block, search)
    return re.sub(block, r"\1", policy), re.sub(block, engine, policy)


def test_headers_are_what_pages_say() -> None:
    """The policies that a server is told to send are those of the pages, and what only a server can say."""
    lines = [line.partition(": ")[2] for line in ADVICE.splitlines() if line.startswith("Content-Security-Policy: ")]
    assert lines == [f"{policy}; frame-ancestors 'none'" for policy in policies()]
    (sent,) = re.findall(r'add_header Content-Security-Policy "(.*)" always;', ADVICE)
    words = re.findall(r'^ +(?:default|~\^/search/) +"(.*)";$', ADVICE, re.MULTILINE)
    assert [sent.replace("$dayline_scripts", word) for word in words] == lines
    assert '<meta name="referrer" content="no-referrer">' in (ROOT / "templates/base.html").read_text("utf-8")
    assert ADVICE.count("Referrer-Policy: no-referrer") == ADVICE.count("X-Content-Type-Options: nosniff") == 1


def test_locks_are_within_the_bounds() -> None:
    """What is installed from a lock file is what the package asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    for name in ("requirements.lock", "requirements-dev.lock"):
        pins = dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        wanted = [Requirement(one) for one in asked]
        assert [str(one) for one in wanted if pins.get(one.name, "0") not in one.specifier] == []
