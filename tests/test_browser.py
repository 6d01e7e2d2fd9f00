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


SHOWN = "[...document.querySelectorAll('.timeline > .entry h3 a')].filter((it) => it.offsetParent).length"
TITLES = "[...document.querySelectorAll('.days .line > a')].filter((it) => it.offsetParent).map((it) => it.textContent)"


@pytest.fixture
def window(browser: Any) -> Iterator[Any]:
    """A window with nothing in its memory."""
    context = browser.new_context()
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def count(window: Any, label: str) -> str:
    """The number beside a choice."""
    text: str = window.locator(".filters label", has_text=label).locator(".by").first.inner_text()
    return text


def test_filters_combine(window: Any, address: str) -> None:
    """Filters of two kinds narrow each other, numbers follow, and all events come back with one button."""
    window.goto(address + KINDS["day"])
    whole = window.evaluate(SHOWN)
    window.get_by_text("Filter", exact=True).click()
    assert count(window, "China and the war") == "6"
    window.get_by_label("China and the war").check()
    assert window.evaluate(SHOWN) == 6
    assert window.get_by_role("status").inner_text() == f"{whole - 6} of {whole} hidden"
    assert count(window, "Denial") == "2"
    assert window.get_by_label("Humanitarian").is_disabled(), "nothing would be left"
    window.get_by_label("Denial").check()
    assert window.evaluate(SHOWN) == 2
    assert count(window, "Siege of Mariupol") == "0"
    window.get_by_label("Statement").check()
    assert window.evaluate(SHOWN) == int(count(window, "China and the war"))
    window.get_by_role("button", name="Show all").click()
    assert window.evaluate(SHOWN) == whole
    assert window.get_by_role("status").inner_text() == ""
    assert window.url == address + KINDS["day"]


def test_key_events_and_headings(window: Any, address: str) -> None:
    """With key events only, days and parts without one lose their headings too."""
    window.goto(address + KINDS["thread"])
    days = window.locator(".days > li:visible").count()
    window.get_by_text("Filter", exact=True).click()
    window.get_by_label("Key events only").check()
    assert window.locator(".days > li:visible").count() < days
    assert window.locator(".days .line:visible:not(.key):not(.lead)").count() == 0
    assert all(group.locator(".line:visible").count() for group in window.locator(".days > li:visible").all())


def test_address_is_shared(window: Any, browser: Any, address: str) -> None:
    """The address holds what was chosen, in words; opened elsewhere it shows the same, and back leads away."""
    window.goto(address)
    window.goto(address + KINDS["thread"])
    window.get_by_text("Filter", exact=True).click()
    window.get_by_label("Key events only").check()
    window.get_by_label("Talks", exact=False).first.check()
    window.get_by_label("Oldest first").check()
    assert window.url == address + KINDS["thread"] + "?key=1&type=talks&order=oldest"
    found = window.evaluate(TITLES)
    other = browser.new_page()
    other.goto(window.url)
    assert other.evaluate(TITLES) == found
    assert other.get_by_label("Key events only").is_checked()
    assert other.evaluate("Object.keys(localStorage)") == [], "an address that was followed is nobody's choice"
    other.close()
    window.reload()
    assert window.evaluate(TITLES) == found
    window.go_back()
    assert window.url == address
    window.go_forward()
    assert window.evaluate(TITLES) == found


def test_order_is_one_choice(window: Any, address: str) -> None:
    """The order that was chosen on one page holds on the next, in what is seen and in what is focused."""
    window.goto(address + KINDS["thread"])
    newest = window.evaluate(TITLES)
    window.get_by_label("Oldest first").check()
    assert window.locator(".days h3").first.inner_text() == "7 March 2022"
    window.goto(address + KINDS["type"])
    assert window.get_by_label("Oldest first").is_checked()
    window.goto(address + KINDS["thread"] + "?order=newest")
    assert window.evaluate(TITLES) == newest


def test_order_without_script(browser: Any, address: str) -> None:
    """Without script the order can be turned too."""
    context = browser.new_context(java_script_enabled=False)
    window = context.new_page()
    window.goto(address + KINDS["thread"])
    first, last = (window.get_by_role("heading", name=f"{day} March 2022") for day in (7, 18))
    assert last.bounding_box()["y"] < first.bounding_box()["y"]
    window.get_by_label("Oldest first").check()
    assert first.bounding_box()["y"] < last.bounding_box()["y"]
    context.close()


def test_same_events_without_script(browser: Any, window: Any, address: str) -> None:
    """What a filter shows of a thread is found without script on the page of a type: there are no dead ends."""
    window.goto(address + KINDS["thread"] + "?type=talks")
    found = set(window.evaluate(TITLES))
    assert found
    context = browser.new_context(java_script_enabled=False)
    other = context.new_page()
    other.goto(address + KINDS["thread"])
    assert other.locator(".filters").count() == 0
    other.locator("noscript").get_by_role("link", name="Types of events").click()
    other.get_by_role("link", name="Talks", exact=True).click()
    assert found <= {link.inner_text() for link in other.locator(".days .line > a").all()}
    context.close()


def test_overview_by_keyboard(browser: Any, address: str) -> None:
    """Without script, with keys alone: closer, farther, into a day; and every day has a name."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    window = context.new_page()
    window.goto(address)
    month = window.locator(".cells li", has=window.locator("svg")).last
    window.get_by_label("Days", exact=True).focus()
    close = month.bounding_box()["width"]
    window.keyboard.press("ArrowLeft")
    assert window.get_by_label("Months", exact=True).is_checked()
    assert month.bounding_box()["width"] < close / 2
    window.keyboard.press("ArrowLeft")
    assert month.bounding_box()["width"] < close / 6
    window.get_by_role("link", name="14 March 2022: 21 events").focus()
    window.keyboard.press("Enter")
    window.wait_for_url("**/2022/03/14/")
    context.close()


def test_overview_runs_down_on_a_phone(browser: Any, address: str) -> None:
    """On a phone a day lies below the day before it, and is large enough for a finger."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    window = context.new_page()
    window.goto(address)
    one, other = (window.get_by_role("link", name=f"{day} March 2022: ").bounding_box() for day in (14, 15))
    assert (one["x"], round(other["y"] - one["y"])) == (other["x"], 24)
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
