"""Catching up with any two days, in a real browser: the script says what the pages say."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser
FOLDED = "document.querySelectorAll('main details').forEach((part) => part.open = true)"


def read(window: Any, selector: str) -> list[str]:
    """The lines of a part of the page, with everything unfolded."""
    window.evaluate(FOLDED)
    lines = window.locator(selector).inner_text().splitlines()
    return [" ".join(line.split()) for line in lines if line.strip()]


def ask(window: Any, first: str, last: str) -> None:
    """Ask for the news of some days, and wait for them."""
    window.get_by_label("From").fill(first)
    window.get_by_label("Until").fill(last)
    window.get_by_role("button", name="Show", exact=True).click()
    window.locator(".found .topics").wait_for()


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [("2022-w11", "2022-03-14", "2022-03-20"), ("2022-03", "2022-03-01", "2022-03-31"),
     ("7", "2022-03-12", "2022-03-18"), ("1", "2022-03-18", "2022-03-18"), ("2022-w09", "2022-02-28", "2022-03-06")],
)  # fmt: skip
def test_any_two_days_say_what_the_page_says(browser: Any, address: str, page: str, first: str, last: str) -> None:
    """The days of a page give the same topics, in the same order and words, as many of them unfolded, and the sums."""
    window = browser.new_page()
    window.goto(f"{address}catch-up/{page}/")
    unfolded = window.locator(".topics > .matter:not(.folded)").count()
    expected, total = read(window, ".topics"), read(window, ".title > .standfirst")
    figures = read(window, ".in-figures")
    window.goto(f"{address}catch-up/")
    ask(window, first, last)
    assert window.locator(".found .matter:not(.folded)").count() == unfolded
    assert read(window, ".found .topics") == expected
    assert read(window, ".found > .standfirst") == total
    assert read(window, ".found .in-figures") == figures
    window.close()


def test_days_are_in_the_format_of_the_site(browser: Any, address: str) -> None:
    """Whatever the browser's own format is, the chosen days are named as everywhere on the site; both ends count."""
    context = browser.new_context(locale="en-US")
    window = context.new_page()
    window.goto(f"{address}catch-up/")
    assert window.locator(".named").inner_text() == "From 12 March 2022 until 18 March 2022"
    ask(window, "2022-02-28", "2022-03-17")
    assert read(window, ".found > h2") == ["What is new: 28 February – 17 March 2022"]
    ask(window, "2022-03-16", "2022-03-17")
    assert read(window, ".found > h2") == ["What is new: 16–17 March 2022"]
    assert not window.get_by_text("March 16").count()
    context.close()


def test_own_dates_and_not_those_of_the_entry(browser: Any, address: str) -> None:
    """An item that was entered later shows its own date: the Kinzhal missile of 18 March, added on 19 March."""
    window = browser.new_page()
    window.goto(f"{address}catch-up/")
    ask(window, "2022-03-19", "2022-03-19")
    lines = read(window, ".found .topics")
    place = next(number for number, line in enumerate(lines) if "Kinzhal" in line)
    assert "18 March 2022" in lines[place - 1 : place + 1]
    window.close()


def test_last_day_before_the_first(browser: Any, address: str) -> None:
    """Days in the wrong order are refused with a reason."""
    window = browser.new_page()
    window.goto(f"{address}catch-up/")
    window.get_by_label("From").fill("2022-03-18")
    window.get_by_label("Until").fill("2022-03-12")
    assert (
        window.evaluate("document.querySelector('[name=until]').validationMessage")
        == "The last day is before the first."
    )
    window.close()


def test_without_its_files(browser: Any, address: str) -> None:
    """If the files can't be loaded, the page says so."""
    window = browser.new_page()
    window.route("**/data/changes/*.json", lambda route: route.abort())
    window.goto(f"{address}catch-up/")
    window.get_by_role("button", name="Show", exact=True).click()
    window.get_by_text("That could not be loaded. The links on this page work without script.").wait_for()
    window.close()
