"""Running git so that a repository can't execute programs.

A folder of content is data that somebody else may have written. So the repository is the nearest folder above that
contains `.git`, which nobody can commit; a folder that only looks like a repository is never used as one. Settings of
the repository that could start programs are switched off, and nothing is fetched.
"""

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

_OPTIONS = (
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor=false"),
    *("--no-pager", "--literal-pathspecs", "--work-tree=."),
)
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",  # stops every transport, as older versions don't know GIT_NO_LAZY_FETCH
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
FETCH_ALL = "fetch them with `git fetch --refetch --no-filter`"
_USER_SETTINGS = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH")


class NoRevision(Exception):
    """Nothing can be compared: why, in words for the user."""


class Repository(NamedTuple):
    """The folder that contains `.git`, and the path from there to the site: empty, or with a slash at its end."""

    root: Path
    prefix: str

    def run(self, *arguments: str, input: bytes = b"", accepted: tuple[int, ...] = (0,)) -> bytes:
        """The output of a git command; raises NoRevision if its exit code is not accepted."""
        command = ["git", "-C", str(self.root), *_OPTIONS, *arguments]
        try:
            process = subprocess.run(command, input=input, capture_output=True, env=self._environment(), check=False)
        except FileNotFoundError as error:
            raise NoRevision("comparing with a revision needs git, which is not installed") from error
        if process.returncode not in accepted:
            raise NoRevision(f"git reports: {_reason(process.stderr.decode(errors='replace'))}")
        return process.stdout

    def _environment(self) -> dict[str, str]:
        """The environment without variables that name another repository, as hooks have; git looks no higher up."""
        names = (name for name in os.environ if not name.startswith("GIT_") or name in _USER_SETTINGS)
        ceiling = {"GIT_CEILING_DIRECTORIES": str(self.root.parent)}
        return {**{name: os.environ[name] for name in names}, **_ENVIRONMENT, **ceiling}


def repository_of(site: Path) -> Repository:
    """The repository that a folder is in; raises NoRevision if there is none."""
    here = site.resolve()
    for folder in (here, *here.parents):
        if os.path.lexists(folder / ".git"):
            below = here.relative_to(folder).as_posix()
            return Repository(folder, "" if below == "." else f"{below}/")
    raise NoRevision(f"`{site}` is not in a git repository")


def _reason(stderr: str) -> str:
    """Git's error, and the command that it suggests, if any, which it indents by a tab."""
    lines = [line for line in stderr.splitlines() if line.strip()] or ["it failed"]
    reason = next((line for line in lines if line.startswith("fatal: ")), lines[0]).removeprefix("fatal: ").strip()
    if "promisor remote" in reason:  # a partial clone, which would have to fetch the missing files now
        return f"this clone lacks some files of the history; {FETCH_ALL}"
    remedy = next((line.strip() for line in lines if line.startswith("\t")), "")
    return f"{reason}; if you trust it, run `{remedy}`" if remedy else reason
