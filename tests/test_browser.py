"""What a reader meets, in a real browser: the demonstration site at phone and desktop width, light and dark."""

import functools
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from dayline.build.options import Options
from dayline.build.pipeline import build
from demonstration import KINDS, LONG, ROOT, Quiet, largest_of_each_shape

pytestmark = pytest.mark.browser


WINDOWS = [
    (320, "light"),
    (1280, "dark"),
    pytest.param((320, "dark"), marks=pytest.mark.long),
    pytest.param((1280, "light"), marks=pytest.mark.long),
]


@pytest.fixture(params=WINDOWS, ids="{0[0]}-{0[1]}".format)
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A window at one of the widths, in one of the colour schemes."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


AXE = {"rules": {"target-size": {"enabled": True}}}  # what a finger has to hit: off unless asked for
ALL_SHAPES = range(8)  # so many tests share the pages of all shapes


def visited(folder: Path) -> list[str]:
    """The largest page of each shape, with a search; in the long tier every example too."""
    examples = [address for address in KINDS.values() if LONG or "?" in address]
    return sorted({*largest_of_each_shape(folder), *examples})


@pytest.mark.parametrize("share", ALL_SHAPES)
def test_accessible_and_within_its_width(page: Any, address: str, served: Path, share: int) -> None:
    """axe-core finds nothing, nothing is wider than the window, and nobody else is asked for anything.

    Pages of all shapes that the demonstration has are visited, those of a new page kind too.
    """
    from axe_playwright_python.sync_playwright import Axe

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    faults = []
    for where in visited(served)[share :: len(ALL_SHAPES)]:
        page.goto(address + where)
        violations = Axe().run(page, options=AXE).response["violations"]
        faults += [(where, v["id"], [node["html"][:120] for node in v["nodes"]]) for v in violations]
        faults += [(where, "wider by", wider) for wider in [page.evaluate(overflow)] if wider]
    assert faults == []
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


def test_catch_up_since_the_last_visit(browser: Any, address: str) -> None:
    """A reader asks for what is new between two days; the device keeps the last visit only where that is wanted."""
    context = browser.new_context()
    window = context.new_page()
    window.goto(address + "catch-up/")
    window.get_by_role("button", name="Show", exact=True).click()
    window.get_by_role("heading", name="Attacks on cities").wait_for()
    assert window.get_by_text("What is new: 12–18 March 2022").is_visible()
    assert window.evaluate("localStorage.getItem('visit')") is None
    window.get_by_label("Remember when I was last on this page").check()
    window.reload()
    window.get_by_role("button", name="Since my last visit").click()
    window.get_by_text("Nothing new in this period.").wait_for()
    window.get_by_label("Remember when I was last on this page").uncheck()
    assert window.evaluate("localStorage.getItem('visit')") is None
    window.get_by_label("From").fill("2022-03-18")
    window.get_by_role("button", name="Show", exact=True).click()
    window.get_by_role("link", name="Shelling kills nine people in Zaporizhzhia").first.click()
    window.wait_for_url("**/war/2022/03/18/shelling-kills-nine-in-zaporizhzhia/")
    context.close()


@pytest.mark.parametrize("page", ["map/", "map/2022-03/"])
def test_map_with_script(browser: Any, address: str, page: str) -> None:
    """A reader narrows the map to some days, opens a mark of several places, and moves and zooms by keyboard."""
    window = browser.new_page(viewport={"width": 1000, "height": 900})
    window.goto(address + page)
    window.get_by_text("1–31 March 2022: 37 places").wait_for()
    window.get_by_label("To", exact=True).focus()
    window.keyboard.press("Home")
    for _ in range(6):
        window.keyboard.press("ArrowRight")
    window.get_by_text("1–7 March 2022: 3 places").wait_for()
    listed = window.locator(".where li:visible").all_inner_texts()
    assert [text.partition(" ·")[0] for text in listed] == [
        "Mariupol 3 events", "Belarus 2 events", "Dniprorudne and 1 place near it\n\nEnerhodar 1 event",
        "Enerhodar 1 event",
    ]  # fmt: skip
    window.get_by_label("To", exact=True).press("End")
    shown = "document.querySelector('.sheet-map .view svg').getAttribute('viewBox')"
    whole = window.evaluate(shown)
    window.locator(".view").focus()
    window.keyboard.press("+")
    nearer = window.evaluate(shown)
    window.keyboard.press("ArrowLeft")
    assert len({whole, nearer, window.evaluate(shown)}) == 3
    window.keyboard.press("0")
    assert window.evaluate(shown) == whole
    marks = window.locator(".sheet-map .view a").count()
    window.locator(".sheet-map .many").first.click()
    assert window.evaluate(shown) != whole
    assert window.locator(".sheet-map .view a").count() > marks
    window.close()


ALIGNED = """(() => {
  const box = document.querySelector('.sheet-map img').getBoundingClientRect();
  const svg = document.querySelector('.sheet-map .drawing svg');
  const corner = new DOMPoint(0, 0).matrixTransform(svg.getScreenCTM());
  const end = new DOMPoint(960, 560).matrixTransform(svg.getScreenCTM());
  return [box.left - corner.x, box.top - corner.y, box.right - end.x, box.bottom - end.y].map(Math.round);
})()"""


@pytest.mark.parametrize("keys", [[], ["+"], ["+", "+", "ArrowLeft", "ArrowUp"], ["+", "+", "+", "-"], ["+", "0"]])
def test_base_map_follows_the_marks(browser: Any, address: str, keys: list[str]) -> None:
    """However a reader moves and zooms a map, the picture below is where the marks are."""
    window = browser.new_page(viewport={"width": 1000, "height": 900})
    window.goto(address + "map/2022-03/")
    window.get_by_text("1–31 March 2022: 37 places").wait_for()
    window.locator(".view").focus()
    for key in keys:
        window.keyboard.press(key)
    assert window.evaluate(ALIGNED) == [0, 0, 0, 0]
    assert window.evaluate("document.querySelector('.sheet-map img').naturalWidth") == 960
    window.close()


@pytest.mark.parametrize("width", [320, 390])
def test_map_on_a_phone(browser: Any, address: str, width: int) -> None:
    """On a phone the map is as high as wide and begins where most happened; all of it is one tap away.

    Every mark in view has its name, and the range of days ends with dates.
    """
    window = browser.new_page(viewport={"width": width, "height": 800})
    window.goto(address + "map/2022-03/")
    window.get_by_text("1–31 March 2022: 37 places").wait_for()
    box = window.locator(".sheet-map .view").bounding_box()
    assert (round(box["width"]), abs(box["height"] - width) < 3) == (width, True)
    assert window.locator(".range .ends").inner_text().split("\n") == ["1 March 2022", "31 March 2022"]
    assert window.get_by_text("Drag the map to see more of it; ○ shows all.").is_visible()
    named = "marks => marks.map(mark => mark.getAttribute('aria-label').split(',')[0])"
    names = window.locator(".sheet-map g text").all_text_contents()
    seen = """marks => marks.filter(mark => {
      const box = mark.getBoundingClientRect(), frame = document.querySelector('.view').getBoundingClientRect();
      return box.left > frame.left && box.right < frame.right;
    })"""
    in_view = window.locator(".sheet-map .view a").evaluate_all(f"marks => ({named})(({seen})(marks))")
    assert "Mariupol" in in_view
    assert [name for name in in_view if not any(text.startswith(name) for text in names)] == []
    assert window.evaluate(ALIGNED) == [0, 0, 0, 0]
    window.get_by_role("button", name="Show all").click()
    inside = "all => all.map(it => it.getBoundingClientRect()).every(box => box.left >= 0 && box.right <= innerWidth)"
    assert window.locator(".sheet-map .view a").evaluate_all(inside)
    assert window.evaluate(ALIGNED) == [0, 0, 0, 0]
    controls = window.locator(".sheet-map button, .sheet-map input")
    assert controls.evaluate_all("all => all.map(it => it.offsetHeight >= 24)") == [True] * 5
    window.close()


def test_topic_on_a_phone(browser: Any, address: str) -> None:
    """On a phone a topic's days are a strip of links, and what is ongoing is drawn with its name beside it."""
    window = browser.new_page(viewport={"width": 390, "height": 800})
    window.goto(address + "threads/mariupol-siege/")
    days = window.locator(".narrow .strip li a:visible")
    assert days.all_inner_texts() == ["4", "5", "9", "10", "13", "14", "15", "16"]
    large = "all => all.length > 5 && all.every(it => it.offsetWidth >= 24 && it.offsetHeight >= 24)"
    assert days.evaluate_all(large)
    assert window.locator(".cells p[aria-hidden]:visible").all_inner_texts() == ["Siege of Mariupol"]
    assert window.locator(".overview .switch").is_hidden()
    assert window.locator(".overview").bounding_box()["height"] < 300
    window.goto(address)
    assert window.locator(".narrow .strip li a:visible").evaluate_all(large)
    assert window.locator(".overview").is_hidden()
    window.close()


def test_map_without_script(browser: Any, address: str) -> None:
    """With script off a mark of several places leads to them in the list, and a place to its page."""
    context = browser.new_context(java_script_enabled=False)
    window = context.new_page()
    window.goto(address + "map/")
    assert window.locator(".where [data-days]").count() == 37
    many = window.locator(".sheet-map a", has=window.locator(".many")).first
    assert window.locator(many.get_attribute("href")).is_visible()
    window.locator(".sheet-map a[aria-label^='Mariupol']").click()
    window.wait_for_url("**/war/places/mariupol/")
    assert window.get_by_role("img", name="Map: Mariupol").is_visible()
    context.close()


SHOWN = "[...document.querySelectorAll('.timeline > .entry h3 a')].filter((it) => it.offsetParent).length"
TITLES = "[...document.querySelectorAll('.days .line > a')].filter((it) => it.offsetParent).map((it) => it.textContent)"


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
    window.wait_for_url((tmp_path / "usb/calendar/index.html").as_uri(), wait_until="load")
    assert window.evaluate("getComputedStyle(document.body).marginTop") == "0px", "the style sheet did not apply"
    window.close()


@pytest.fixture(scope="session")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with pictures in all shapes on one event and its day, one of them behind a click, served."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("pictured")
    shapes = {"wide": (1600, 900), "tall": (600, 1500), "long": (3000, 300), "tiny": (60, 40), "harm": (900, 600)}
    files: dict[str, str] = {}
    for name, size in shapes.items():
        path = folder / f"content/media/2022/03/{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.linear_gradient("L").resize(size).save(path)
        warning = "content_warning: death\n" if name == "harm" else ""
        files[f"content/media/2022/03/{name}.png.yaml"] = (
            f"alt: Grey that grows darker downward.\ncaption: It is {name}.\ncredit: Drawn\nlicence: CC0-1.0\n{warning}"
        )
    uses = "".join(f"  - {{media: 2022-03/{name}, role: inline}}\n" for name in shapes)
    files["content/site.yaml"] = "title: Pictures\nbase_url: http://127.0.0.1/\ntimezone: Europe/Kyiv\n"
    files["content/events/2022/03/14/all.yaml"] = (
        "date: 2022-03-14\ntitle: All the pictures there are\nsource: https://example.net/1\npriority: lead\n"
        f"body: Words.\nmedia:\n{uses.replace('inline', 'lead', 1)}"
    )
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    assert build(Options(folder, folder / "public", datetime(2026, 1, 1, tzinfo=UTC), jobs=1)).ok
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder / "public")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


SHIFTS = (
    "window.shifted = 0; new PerformanceObserver(list => { for (const it of list.getEntries()) window.shifted += "
    "it.value }).observe({type: 'layout-shift', buffered: true})"
)


@pytest.mark.parametrize("path", ["2022/03/14/all/", "2022/03/14/"])
def test_pictures(page: Any, pictured: str, path: str) -> None:
    """Pictures are accessible, move nothing when they come, fit, and one behind a click isn't asked for before it."""
    from axe_playwright_python.sync_playwright import Axe

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/media/" in request.url else None)
    page.add_init_script(SHIFTS)
    page.goto(pictured + path)
    for _ in range(12):
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(30)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifted") == 0
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    found = [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in Axe().run(page).response["violations"]]
    assert found == []
    assert {url.rpartition(".")[2] for url in asked} == {"avif"}
    before = len({*asked})
    assert before == len(page.query_selector_all("img:not(details img)"))
    for gate in page.query_selector_all(".gate > summary"):
        with page.expect_response(lambda response: "/media/" in response.url):
            gate.click()
        assert len({*asked}) == before + 1


def test_pictures_behind_a_click_without_script(browser: Any, pictured: str) -> None:
    """The gate opens without script; until then paper has its warning, but neither the picture nor the way to it."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    window = context.new_page()
    window.goto(pictured + "2022/03/14/all/")
    picture = window.locator(".gate img")
    assert not picture.is_visible()
    window.emulate_media(media="print")
    assert window.locator(".gate").first.inner_text() == window.locator(".gate summary").first.evaluate(
        "it => it.firstChild.textContent"
    )
    assert not picture.is_visible()
    window.emulate_media(media="screen")
    window.locator(".gate > summary").click()
    assert picture.is_visible()
    context.close()


HOSTILE = (
    "\"'><xssprobe onx=1></script><script>window.ran=1</script><img src=x onerror=window.ran=1>",
    "javascript:window.ran=1//${window.ran=1}{{window.ran=1}}&lt;xssprobe&gt;",
    "//evil.example/..%2f..%2fx\\\\evil.example\u2028window.ran=1",
    '"' * 2_000,
)
KEYS = ("q", "thread", "type", "status", "actor", "place", "from", "to", "key", "order", "since", "__proto__[ran]",
        "constructor.prototype.ran")  # fmt: skip
REPORTED = """
window.reported = [];
addEventListener("securitypolicyviolation", (it) => reported.push(it.violatedDirective + " " + it.blockedURI));
addEventListener("error", (it) => reported.push(it.message));
"""
FOREIGN = "[...document.querySelectorAll('xssprobe, [onx], [onerror], img[src=x], [href^=javascript]')].length"


@pytest.fixture
def guarded(window: Any, address: str) -> Iterator[Any]:
    """A window in which nothing may run, report or be asked for but what is ours."""
    asked: list[str] = []
    window.add_init_script(REPORTED)
    window.on("request", lambda request: asked.append(request.url))
    window.on("dialog", lambda dialog: asked.append(dialog.message))
    yield window
    assert [url[:80] for url in asked if not url.startswith(address) and not url.endswith("/favicon.ico")] == []


def found_nothing(window: Any) -> bool:
    """Whether what somebody else has written stayed text."""
    return bool(window.evaluate(f"!window.ran && !({{}}).ran && !reported.length && !{FOREIGN}"))


@pytest.mark.parametrize("page", ["search/", "", KINDS["day"], "map/", "catch-up/"])
def test_no_address_becomes_code(guarded: Any, address: str, page: str) -> None:
    """Whatever stands in a link to a page, in its query and behind its `#`, stays text."""
    values = [quote(payload, safe="") for payload in HOSTILE]
    for turn in range(len(values) if page == "search/" else 1):
        query = "&".join(f"{key}={values[(turn + number) % len(values)]}" for number, key in enumerate(KEYS))
        guarded.goto(f"{address}{page}?{query}#{values[turn]}")
        guarded.wait_for_load_state("networkidle")
        assert found_nothing(guarded)


def test_nothing_typed_or_kept_becomes_code(guarded: Any, address: str) -> None:
    """What is typed into the search and the box stays text, and so does what somebody has put into localStorage."""
    guarded.goto(address + "search/")
    keep = "(value) => ['order', 'keys', 'visit'].forEach((key) => localStorage.setItem(key, value))"
    guarded.evaluate(keep, HOSTILE[0])
    for page in (KINDS["day"], KINDS["thread"], "catch-up/"):
        guarded.goto(address + page)
        guarded.wait_for_load_state("networkidle")
        assert found_nothing(guarded)
    guarded.evaluate("localStorage.clear()")
    for payload in HOSTILE[:3]:
        guarded.goto(address + KINDS["day"])
        guarded.keyboard.press("/")
        guarded.get_by_role("combobox").wait_for()
        guarded.keyboard.insert_text(payload)
        guarded.get_by_role("option", name="Search all text").wait_for()
        assert found_nothing(guarded)
        guarded.keyboard.press("Enter")
        guarded.wait_for_url("**/search/?q=*")
        guarded.wait_for_load_state("networkidle")
        assert found_nothing(guarded)


def test_what_a_browser_keeps(guarded: Any, address: str) -> None:
    """After a walk through the site a browser holds an order that was chosen, and no cookie or database."""
    for page in ("", KINDS["thread"], KINDS["day"], "map/", "catch-up/", "search/?q=talks"):
        guarded.goto(address + page)
        guarded.wait_for_load_state("networkidle")
    assert guarded.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    guarded.goto(address + KINDS["thread"])
    guarded.get_by_label("Oldest first").check()
    guarded.goto(address + KINDS["day"])
    assert guarded.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]") == [
        ["order"], [], "",
    ]  # fmt: skip
    assert guarded.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert guarded.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
