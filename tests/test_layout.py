"""Where letters stand on screens of all widths, and for readers who set them twice as large."""

from collections.abc import Iterator
from typing import Any

import pytest

from demonstration import KINDS, LAID_OUT, LONG
from letters import LETTERS

pytestmark = [pytest.mark.browser, pytest.mark.scales]

WIDTHS = sorted({*range(320, 1281, 16 if LONG else 64), 390, 640, 660, 703, 704})
SAMPLE = (320, 390, 640, 704, 1280)
TWICE = "html { font-size: 200% !important }"
# Whether a browser knows where to put hyphens depends on its dictionaries: here none may be needed.
WHOLE = "* { hyphens: manual !important }"


@pytest.fixture(scope="module")
def shown(browser: Any, address: str) -> Iterator[Any]:
    """Opens a page of a kind with letters of the usual size, or twice as large."""
    context = browser.new_context(bypass_csp=True)
    window = context.new_page()

    def opened(kind: str, style: str = "") -> Any:
        window.goto(address + KINDS[kind])
        window.wait_for_load_state("networkidle")
        window.evaluate(f"() => {{ {LETTERS} style({WHOLE + style!r}) }}")

        def seen(expression: str, width: int) -> Any:
            window.set_viewport_size({"width": width, "height": 800})
            return window.evaluate(f"() => {{ {LETTERS} return {expression} }}")

        return seen

    yield opened
    context.close()


@pytest.mark.parametrize("style", ["", TWICE], ids=["100%", "200%"])
@pytest.mark.parametrize("kind", ["home", "day", "month"])
def test_heads_keep_apart(shown: Any, kind: str, style: str) -> None:
    """At no width do words in the head of a page stand on one another: menu, date, counter, ways on."""
    seen = shown(kind, style)
    heads = "[...document.querySelectorAll('.top, .masthead, .title')].flatMap(overlapping)"
    found = {width: seen(heads, width) for width in WIDTHS}
    assert {width: words for width, words in found.items() if words} == {}


@pytest.mark.skipif(not LONG, reason="depends on the fonts that are installed")
@pytest.mark.parametrize(("kind", "most"), [("home", 4500), ("day", 9000)])
def test_pages_are_short_on_a_phone(shown: Any, kind: str, most: int) -> None:
    """Home, and a day with 21 events, take five and eleven screens of a phone."""
    assert shown(kind)("document.documentElement.scrollHeight", 390) < most


def test_search_is_in_line(shown: Any) -> None:
    """The menu's entries stand in rows that differ by one entry at most, Search the last of them."""
    seen = shown("day")
    rows = "Object.values(Object.groupBy(document.querySelectorAll('.top li'), (it) => it.getBoundingClientRect().top))"
    menu = f"{rows}.map((row) => row.map((it) => it.textContent))"
    assert seen(menu, 320) == [["Latest", "Catch up", "Topics", "Map"], ["Figures", "Not known", "Claims", "Search"]]
    assert [len(seen(menu, width)) for width in (640, 660, 703, 704, 1280)] == [1] * 5


@pytest.mark.parametrize("style", ["", TWICE], ids=["100%", "200%"])
@pytest.mark.parametrize("kind", LAID_OUT)
def test_words_are_whole_and_inside(shown: Any, kind: str, style: str) -> None:
    """No word is cut in two, none stands on another, and none sticks out, whatever the window and the letters."""
    seen = shown(kind, style)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    faults = {width: seen(f"[broken(), {wide}, overlapping()]", width) for width in SAMPLE}
    assert {width: fault for width, fault in faults.items() if fault != [[], 0, []]} == {}


def test_shades_in_forced_colours(browser: Any, address: str) -> None:
    """Where the reader's colours replace ours, bars tell days apart, and areas and lines of drawings are seen."""
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    window = context.new_page()
    window.goto(address + KINDS["calendar"])
    styles = "(it, name) => [...new Set(it.map((one) => getComputedStyle(one)[name]))].length"
    assert window.locator(".grid a").evaluate_all(styles, "borderBottomWidth") > 3
    assert window.locator(".shades span").evaluate_all(styles, "borderBottomWidth") == 4
    window.goto(address + KINDS["home"])
    assert window.locator(".cells svg a").evaluate_all(styles, "stroke") > 3
    window.goto(address + KINDS["chart"])
    assert window.locator(".grid-lines path, .chart g:not(.grid-lines) path").evaluate_all(styles, "stroke") > 1
    context.close()
