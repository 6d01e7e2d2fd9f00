"""What a reader meets, in a real browser: the demonstration site at phone and desktop width, light and dark."""

import functools
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dayline.commands.build import build
from dayline.commands.options import Options

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[1]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
KINDS = {
    "home": "", "day": "2022/03/14/", "event": "2022/03/14/us-official-says-russia-asked-china/",
    "thread": "threads/russia-ukraine-talks/", "actor": "actors/dmitry-peskov/", "place": "places/mariupol/",
    "source": "sources/associated-press/", "reference": "references/argumentum-ap-2022-03-14/",
    "figure": "figures/cars-leaving-mariupol/", "term": "glossary/technical-pause/", "list": "actors/",
    "month": "2022/03/", "year": "2022/", "calendar": "calendar/", "page": "method/", "not found": "404.html",
    "catch up": "catch-up/", "what is new": "catch-up/3/",
    "questions": "questions/", "due": "due/", "unnamed sources": "unnamed-sources/",
    "question": "questions/who-bombed-the-theatre/", "claims": "claims/",
    "types": "types/", "type": "types/attack/", "status of a month": "statuses/unverified/2022-03/",
    "key events": "key-events/", "changes": "changes/", "corrections": "corrections/",
    "claim": "2022/03/14/us-official-says-russia-asked-china/request/",
}  # fmt: skip


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration site, built and served from a sub-path of this machine."""
    folder = tmp_path_factory.mktemp("served")
    built = build(Options(ROOT, folder / "war", datetime(2026, 1, 1, tzinfo=UTC), base_url="http://127.0.0.1/war/"))
    assert built.ok
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/war/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=[(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")], ids="{0[0]}-{0[1]}".format)
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A window at one of the widths, in one of the colour schemes."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_accessible_and_within_its_width(page: Any, address: str, kind: str) -> None:
    """axe-core finds nothing, nothing is wider than the window, and nobody else is asked for anything."""
    from axe_playwright_python.sync_playwright import Axe

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + KINDS[kind])
    found = [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in Axe().run(page).response["violations"]]
    assert found == []
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
    assert [url for url in asked if not url.startswith(address) and not url.endswith("/favicon.ico")] == []


def test_keyboard(browser: Any, address: str) -> None:
    """The first tab stop is the way past the navigation, and following it moves the focus to the text."""
    window = browser.new_page()
    window.goto(address + KINDS["day"])
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    window.keyboard.press("Enter")
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.closest('main') !== null")
    window.close()


def test_catch_up_since_any_day(browser: Any, address: str) -> None:
    """A reader asks for what is new since a day; the browser keeps the last visit only where that is wanted."""
    context = browser.new_context()
    window = context.new_page()
    window.goto(address + "catch-up/")
    window.get_by_label("Since", exact=True).fill("2022-03-18")
    window.get_by_role("button", name="Show").click()
    window.get_by_role("heading", name="Attacks on cities").wait_for()
    assert window.get_by_text("New since March 18, 2022").is_visible()
    assert window.evaluate("localStorage.getItem('visit')") is None
    window.get_by_label("Remember in this browser").check()
    window.reload()
    window.get_by_role("button", name="Since my last visit").click()
    window.get_by_text("Nothing has become known since").wait_for()
    window.get_by_label("Remember in this browser").uncheck()
    assert window.evaluate("localStorage.getItem('visit')") is None
    window.get_by_label("Since", exact=True).fill("2022-03-18")
    window.get_by_role("button", name="Show").click()
    window.get_by_role("link", name="Shelling kills nine people in Zaporizhzhia").first.click()
    window.wait_for_url("**/war/2022/03/18/shelling-kills-nine-in-zaporizhzhia/")
    context.close()


def test_without_script(browser: Any, address: str) -> None:
    """With script off, a reader gets from the home page to the day, the event and its source."""
    context = browser.new_context(java_script_enabled=False)
    window = context.new_page()
    window.goto(address)
    window.goto(address + KINDS["day"])
    window.get_by_role("link", name="US official says Russia asked China for military equipment").first.click()
    window.wait_for_url("**/us-official-says-russia-asked-china/")
    assert window.get_by_text("Denied in part").first.is_visible()
    context.close()


def test_portable_site_opens_from_files(browser: Any, tmp_path: Path) -> None:
    """A portable edition can be read without a server: its links lead to files, its style sheet applies."""
    built = build(Options(ROOT, tmp_path / "usb", datetime(2026, 1, 1, tzinfo=UTC), portable=True))
    assert built.ok
    window = browser.new_page()
    window.goto((tmp_path / "usb/index.html").as_uri())
    window.get_by_role("link", name="Calendar").first.click()
    assert window.url == (tmp_path / "usb/calendar/index.html").as_uri()
    assert window.evaluate("getComputedStyle(document.body).marginTop") == "0px", "the style sheet did not apply"
    window.close()
