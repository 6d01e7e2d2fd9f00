"""What comes out on paper: the demonstration site in the medium of print, in Chromium."""

from collections.abc import Iterator
from typing import Any

import pytest

from demonstration import KINDS, LAID_OUT
from letters import LETTERS

pytestmark = [pytest.mark.browser, pytest.mark.scales]

PORTRAIT, LANDSCAPE = 680, 1008
LEFT_OUT = (
    ".top nav, .turn, .trail, .strip-all, .foot nav, details.cite, .letters, .contents, .up, .narrow, .filters, "
    ".switch, .whole, form, .keep, button, noscript, dialog, .act, .months, .cells, .overview .legend, "
    ".overview summary, .narrow-chart, .sheet-map .range, .sheet-map .view + .by, .overview .of-days"
)


@pytest.fixture(scope="module")
def paper(browser: Any, address: str) -> Iterator[Any]:
    """Opens a page of a kind as wide as paper is, in the medium of print."""
    context = browser.new_context(bypass_csp=True)
    window = context.new_page()

    def opened(kind: str) -> Any:
        window.emulate_media(media="print")
        window.goto(address + KINDS[kind])
        window.wait_for_load_state("networkidle")

        def seen(expression: str, width: int = LANDSCAPE if kind == "map" else PORTRAIT) -> Any:
            window.set_viewport_size({"width": width, "height": 900})
            return window.evaluate(f"() => {{ {LETTERS} return {expression} }}")

        return seen

    yield opened
    context.close()


@pytest.mark.parametrize("kind", LAID_OUT)
def test_letters_can_be_read(paper: Any, kind: str) -> None:
    """No letter on paper is smaller than 9 points (12 px), those in drawings included."""
    seen = paper(kind)
    small = "seen().filter((it) => size(it) < 11.99).map((it) => [size(it), it.data.trim()])"
    assert seen("seen().length") > 4
    assert seen(small) == []


@pytest.mark.parametrize("kind", LAID_OUT)
def test_no_word_is_cut(paper: Any, kind: str) -> None:
    """No column is narrower than its longest word, on whatever paper: no date runs down the page by letters."""
    seen = paper(kind)
    assert [seen("broken()", width) for width in (480, 640, PORTRAIT, 800)] == [[], [], [], []]


@pytest.mark.parametrize("kind", LAID_OUT)
def test_nothing_is_torn(paper: Any, kind: str) -> None:
    """A month, a map, a drawing, a row, a quotation or an answer is never in two columns."""
    whole = ".grid, .map, .chart, .tied figure, .picture, tr, .quote, .value, .claim > div, .line, .change"
    torn = f"[...document.querySelectorAll('{whole}')].filter((it) => it.getClientRects().length > 1)"
    assert paper(kind)(f"{torn}.map((it) => it.textContent.trim().slice(0, 80))") == []


@pytest.mark.parametrize("kind", LAID_OUT)
def test_all_is_printed(paper: Any, kind: str) -> None:
    """All that a page says is printed: a day's figures, threads and what goes on through it. Left out is what leads
    elsewhere or has to be clicked, and of two drawings of one thing the smaller."""
    unseen = f"texts().filter((it) => !shows(it.parentElement) && !it.parentElement.closest({LEFT_OUT!r}))"
    hidden = ".hidden, .skip, title, desc, [aria-hidden], script, style, [hidden], .search .found"
    assert paper(kind)(f"{unseen}.filter((it) => !it.parentElement.closest({hidden!r})).map((it) => it.data)") == []


@pytest.mark.parametrize("kind", LAID_OUT)
def test_nothing_asks_for_a_click(paper: Any, kind: str) -> None:
    """No control and no choice is printed."""
    controls = "[...document.querySelectorAll('input, button, select, fieldset, .act, .top nav')].filter(shows).length"
    assert paper(kind)(controls) == 0


@pytest.mark.parametrize("kind", LAID_OUT)
def test_grounds_are_not_needed(paper: Any, kind: str) -> None:
    """All letters are dark: browsers print no grounds that light ones could stand on."""
    ink = "getComputedStyle(it.parentElement).color.match(/[\\d.]+/g).slice(0, 3)"
    light = f"seen().filter((it) => {ink}.some((part) => part > 160)).map((it) => it.data)"
    assert paper(kind)(light) == []


def test_shades_differ(paper: Any) -> None:
    """In a calendar the bar below a day says how much happened on it."""
    bars = "[...new Set([...document.querySelectorAll('.grid a')].map((it) => getComputedStyle(it).borderBottomWidth))]"
    assert len(paper("calendar")(bars)) > 3
