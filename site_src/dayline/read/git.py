"""Questions to git, asked so that no repository can have a program run.

A folder of content is data that somebody else may have written. So the repository is the nearest folder above
with a `.git` in it, which nobody can commit; a folder that only looks like a repository is never taken for one.
What its own settings could start is switched off, and nothing is fetched.
"""

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

_SETTINGS = (
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor=false"),
    *("--no-pager", "--literal-pathspecs", "--work-tree=."),
)
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",  # older versions know no GIT_NO_LAZY_FETCH; this stops every transport
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
FETCH_ALL = "fetch them with `git fetch --refetch --no-filter`"
_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH")  # the user's settings


class NoRevision(Exception):
    """Nothing can be compared: why, in words for the user."""


class Repository(NamedTuple):
    """The folder that holds `.git`, and the way from there to the site: empty, or with a slash behind it."""

    top: Path
    below: str

    def ask(self, *arguments: str, given: bytes = b"", accepted: tuple[int, ...] = (0,)) -> bytes:
        """What git says to a question; raises NoRevision if it ends with a code that is not accepted."""
        command = ["git", "-C", str(self.top), *_SETTINGS, *arguments]
        try:
            said = subprocess.run(command, input=given, capture_output=True, env=self._environment(), check=False)
        except FileNotFoundError as error:
            raise NoRevision("comparing with a revision needs git, which is not installed") from error
        if said.returncode not in accepted:
            raise NoRevision(f"git can't say: {_reason(said.stderr.decode(errors='replace'))}")
        return said.stdout

    def _environment(self) -> dict[str, str]:
        """Nothing that names another repository, as in a hook of git; and git looks no higher than the top."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
        return {**kept, **_ENVIRONMENT, "GIT_CEILING_DIRECTORIES": str(self.top.parent)}


def repository_of(site: Path) -> Repository:
    """The repository that a folder is in; raises NoRevision if there is none."""
    here = site.resolve()
    for folder in (here, *here.parents):
        if os.path.lexists(folder / ".git"):
            below = here.relative_to(folder).as_posix()
            return Repository(folder, "" if below == "." else f"{below}/")
    raise NoRevision(f"`{site}` is in no git repository")


def _reason(said: str) -> str:
    """What git complains about, and the command that it proposes, if there is one: it is indented by a tab."""
    lines = [line for line in said.splitlines() if line.strip()] or ["it failed"]
    reason = next((line for line in lines if line.startswith("fatal: ")), lines[0]).removeprefix("fatal: ").strip()
    if "promisor remote" in reason:  # a partial clone, which would fetch now what it needs
        return f"this clone has not all of the history's files; {FETCH_ALL}"
    remedy = next((line.strip() for line in lines if line.startswith("\t")), "")
    return f"{reason}; if you trust it, run `{remedy}`" if remedy else reason
