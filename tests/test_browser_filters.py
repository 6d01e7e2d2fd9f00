"""What a reader does with filters and the overview, in a real browser, with script and without."""

from typing import Any

import pytest

from test_browser import KINDS, address, browser  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser

DAY = KINDS["day"]
SHOWN = "[...document.querySelectorAll('.timeline > .entry h3 a')].filter((it) => it.offsetParent).length"
TITLES = "[...document.querySelectorAll('.days .line > a')].filter((it) => it.offsetParent).map((it) => it.textContent)"


@pytest.fixture
def window(browser: Any) -> Any:  # noqa: F811
    """A window with nothing in its memory."""
    context = browser.new_context()
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def count(window: Any, label: str) -> str:
    """The number beside a choice."""
    text: str = window.locator(".filters label", has_text=label).locator(".by").first.inner_text()
    return text


def test_filters_combine(window: Any, address: str) -> None:  # noqa: F811
    """Filters of two kinds narrow each other, numbers follow, and all events come back with one button."""
    window.goto(address + DAY)
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
    assert window.url == address + DAY


def test_key_events_and_headings(window: Any, address: str) -> None:  # noqa: F811
    """With key events only, days and parts without one lose their headings too."""
    window.goto(address + KINDS["thread"])
    days = window.locator(".days > li:visible").count()
    window.get_by_text("Filter", exact=True).click()
    window.get_by_label("Key events only").check()
    assert window.locator(".days > li:visible").count() < days
    assert window.locator(".days .line:visible:not(.key):not(.lead)").count() == 0
    assert all(group.locator(".line:visible").count() for group in window.locator(".days > li:visible").all())


def test_address_is_shared(window: Any, browser: Any, address: str) -> None:  # noqa: F811
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


def test_order_is_one_choice(window: Any, address: str) -> None:  # noqa: F811
    """The order that was chosen on one page holds on the next, in what is seen and in what is focused."""
    window.goto(address + KINDS["thread"])
    newest = window.evaluate(TITLES)
    window.get_by_label("Oldest first").check()
    assert window.locator(".days h3").first.inner_text() == "7 March 2022"
    window.goto(address + KINDS["type"])
    assert window.get_by_label("Oldest first").is_checked()
    window.goto(address + KINDS["thread"] + "?order=newest")
    assert window.evaluate(TITLES) == newest


def test_order_without_script(browser: Any, address: str) -> None:  # noqa: F811
    """Without script the order can be turned too."""
    context = browser.new_context(java_script_enabled=False)
    window = context.new_page()
    window.goto(address + KINDS["thread"])
    first, last = (window.get_by_role("heading", name=f"{day} March 2022") for day in (7, 18))
    assert last.bounding_box()["y"] < first.bounding_box()["y"]
    window.get_by_label("Oldest first").check()
    assert first.bounding_box()["y"] < last.bounding_box()["y"]
    context.close()


def test_same_events_without_script(browser: Any, window: Any, address: str) -> None:  # noqa: F811
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


def test_overview_by_keyboard(browser: Any, address: str) -> None:  # noqa: F811
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


def test_overview_runs_down_on_a_phone(browser: Any, address: str) -> None:  # noqa: F811
    """On a phone a day lies below the day before it, and is large enough for a finger."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    window = context.new_page()
    window.goto(address)
    one, other = (window.get_by_role("link", name=f"{day} March 2022: ").bounding_box() for day in (14, 15))
    assert (one["x"], round(other["y"] - one["y"])) == (other["x"], 24)
    context.close()
