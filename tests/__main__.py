"""`python3 build.py test [--long] [pytest arguments]`: lint, types and tests; with arguments only those tests.

`--long` runs the long tier instead: tests that take minutes, and those that try more cases the longer they may run.
"""

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-dejavu-core", "fonts-noto-core")
CHECKS = (("ruff", "check", "."), ("mypy",))
LONG = {"DAYLINE_LONG": "1", "DAYLINE_CASES": "5000", "DAYLINE_EDITS": "200"}
NO_BROWSER = """The browser tests need Chromium on PATH. On Debian and Ubuntu, as root:
    apt-get update && apt-get install -y --no-install-recommends {}"""


def main(arguments: list[str]) -> int:
    """Runs all steps, whatever the earlier ones say, and returns the last exit code that is not 0."""
    long, browser = "--long" in arguments, _has_browser()
    arguments = [argument for argument in arguments if argument != "--long"]
    if not browser:
        print(NO_BROWSER.format(" ".join(PACKAGES)), file=sys.stderr, flush=True)
        if os.environ.get("CI"):
            return 1
    checks = () if arguments or long else CHECKS
    tests = ("pytest", "-n", "auto", "--dist", "worksteal", *_chosen(long=long, browser=browser), *arguments)
    more = LONG if long else {}
    codes = [_run(sys.executable, "-m", *step, **more) for step in (*checks, tests)]
    return next((code for code in reversed(codes) if code), 0)


def _chosen(*, long: bool, browser: bool) -> tuple[str, ...]:
    """The option of pytest that chooses by markers; nothing if all tests are to run."""
    wanted = (["(long or scales)"] if long else []) + ([] if browser else ["not browser"])
    return ("-m", " and ".join(wanted)) if wanted else ()


def _has_browser() -> bool:
    if not _browser_on_path() and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Chromium for the browser tests (once) …", file=sys.stderr, flush=True)
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES)
    return _browser_on_path()


def _browser_on_path() -> bool:
    return any(map(shutil.which, BROWSERS))


def _run(*command: str, **more: str) -> int:
    """The exit code of a command; what the environment says of `more` already is kept."""
    environment = {**more, **os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.call(command, env=environment, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
