"""`python3 build.py test [pytest arguments]`: lint, types and tests; with arguments only those tests."""

import os
import shutil
import subprocess
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-dejavu-core", "fonts-noto-core")
CHECKS = (("ruff", "check", "."), ("mypy",))
NO_BROWSER = """The browser tests need Chromium on PATH. On Debian and Ubuntu, as root:
    apt-get update && apt-get install -y --no-install-recommends {}"""


def main(arguments: list[str]) -> int:
    """Runs all steps, whatever the earlier ones say, and returns the last exit code that is not 0."""
    skipped = [] if _has_browser() else ["-m", "not browser"]
    if skipped:
        print(NO_BROWSER.format(" ".join(PACKAGES)), file=sys.stderr, flush=True)
        if os.environ.get("CI"):
            return 1
    checks = () if arguments else CHECKS
    tests = ("pytest", "-n", "auto", *skipped, *arguments)
    codes = [_run(sys.executable, "-m", *step) for step in (*checks, tests)]
    return next((code for code in reversed(codes) if code), 0)


def _has_browser() -> bool:
    if not _browser_on_path() and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Chromium for the browser tests (once) …", file=sys.stderr, flush=True)
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES)
    return _browser_on_path()


def _browser_on_path() -> bool:
    return any(map(shutil.which, BROWSERS))


def _run(*command: str) -> int:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.call(command, env=environment, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
