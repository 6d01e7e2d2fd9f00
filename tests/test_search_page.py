"""The search page and the jump box in a real browser: what readers type, and what they find first."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build
from demonstration import KINDS, Quiet

pytestmark = pytest.mark.browser


def searched(browser: Any, where: str, **told: Any) -> Any:
    """A window with a page of the search in it, once something has been said about it."""
    window = browser.new_context(viewport={"width": 1280, "height": 900}, **told).new_page()
    window.set_default_timeout(20_000)
    window.goto(where)
    return window


def told(window: Any, text: str) -> None:
    """Wait until the search says something."""
    window.locator(".count", has_text=text).wait_for()


MARIUPOL = ["Mariupol", "Siege of Mariupol", "Mariupol City Council"]
SIEGE = ["Siege of Mariupol", "Mariupol", "Mariupol City Council"]
BRIEF = "The day in brief"
THEATRE = [
    "People sheltering in the Mariupol theatre", "Who bombed the theatre in Mariupol?",
    "How many people were in the Mariupol theatre, and how many survived?",
]  # fmt: skip
CHINA = [
    "China and the war", "Government of China",
    "What exactly is Russia said to have asked China for, and what did China answer?",
]  # fmt: skip
DEAD = ["Russian soldiers killed or lost, as each side counts", "Deaths in Mariupol as stated by Ukrainian authorities"]
KILLED = "Also showing: deaths, killed, dead, died, death, wounded, injured"
FLED = "Also showing: people who left, people leaving, people who have left, fled"
LEFT = [
    "People leaving Ukraine", "United Nations High Commissioner for Refugees", "People who have left Ukraine",
]  # fmt: skip
QUERIES: dict[str, tuple[list[str], list[str]]] = {
    # pages first, by their names
    "Mariupol": (MARIUPOL, []),
    "no-fly zone": (
        ["no-fly zone", BRIEF, "Zelenskyy repeats his call for a no-fly zone and addresses NATO states"], [],
    ),
    "14 march": (["14 March 2022", BRIEF, BRIEF], []),
    "Putin speech": (["Vladimir Putin", "Russia blocks Instagram over Meta’s exception for violent speech"], []),
    "Starstreak": (["British defence secretary says supply of Starstreak missiles to Ukraine has begun"], []),
    "the theatre in Mariupol": (THEATRE, []),
    # synonyms, built in and of the site's own
    "refugees": (LEFT, [FLED]),
    "casualties": ([*DEAD, "Press, platforms and protest"], [KILLED]),
    "death toll": ([*DEAD, "Press, platforms and protest"], [KILLED]),
    "bread line": (["Chernihiv", BRIEF], ["Also showing: food queue"]),
    "China": (CHINA, ["Also showing: Chinese"]),
    "Chinese": (CHINA, ["Also showing: China"]),
    # other names and spellings
    "Kiev": (["Kyiv (Kiev)", "Kyiv Oblast", "Government of Ukraine (Kyiv)"], ["Also showing: Kyiv"]),
    "Zelensky": (["Volodymyr Zelenskyy (Zelensky)", "Igor Zhovkva", BRIEF], ["Also showing: Zelenskyy"]),
    "theater": (THEATRE, ["Also showing: theatre"]),
    "Turkiye": (["Turkey", "Russia-Ukraine talks", BRIEF], ["Also showing: Turkey"]),
    # names in other scripts
    "Маріуполь": (["Mariupol (Маріуполь)", *MARIUPOL[1:]], ["Also showing: Mariupol"]),
    "Мариуполь": (["Mariupol (Мариуполь)", *MARIUPOL[1:]], ["Also showing: Mariupol"]),
    "ماريوبول": (["Mariupol (ماريوبول)", *MARIUPOL[1:]], ["Also showing: Mariupol"]),
    "马里乌波尔": (["Mariupol (马里乌波尔)", *MARIUPOL[1:]], ["Also showing: Mariupol"]),
    "زيلينسكي": (["Volodymyr Zelenskyy (فولوديمير زيلينسكي)", "Igor Zhovkva", BRIEF], ["Also showing: Zelenskyy"]),
    # inflected forms
    "Mariupolem": (SIEGE, ["Also showing: Mariupol"]),
    "Маріуполя": (SIEGE, ["Also showing: Mariupol"]),
    "Зеленського": (["Volodymyr Zelenskyy", "Igor Zhovkva", BRIEF], ["Also showing: Zelenskyy"]),
    "POWs": (
        ["prisoner of war", "What happened to the mayor of Melitopol?", BRIEF],
        ["Also showing: prisoners of war, prisoner of war"],
    ),
    # typing errors
    "Marioupol": (MARIUPOL, ["Nothing here has “Marioupol”. Showing Mariupol."]),
    "hosptial": (
        ["Siege of Mariupol", BRIEF, "Russian troops hold a Mariupol hospital, local authorities confirm"],
        ["Nothing here has “hosptial”. Showing hospital."],
    ),
    "Xherson": (["Kherson", "Kherson Oblast", BRIEF], ["Nothing here has “Xherson”. Showing Kherson."]),
    "Volodymir": (
        ["Volodymyr Zelenskyy", "Zelenskyy accepts that Ukraine cannot join NATO",
         "Zelenskyy repeats his call for a no-fly zone and addresses NATO states"],
        ["Also showing: Volodymyr"],
    ),
    "civilain casualties": (
        [DEAD[1],
         "Panama says Russia has attacked three ships under its flag in the Black Sea since 24 February, sinking one",
         BRIEF],
        ["Also showing: Civilian, deaths, killed, dead, died, death, wounded, injured"],
    ),
    "refuges": (LEFT, ["Also showing: Refugees, people who left, people leaving, people who have left, fled"]),
}  # fmt: skip
"""What readers type, the first three results, and what the page says about the words."""


def results(window: Any) -> list[str]:
    """The results of a search in their order, once they are complete: pages, then events."""
    window.locator(".count").filter(has_not_text="Searching").filter(has_text="“").wait_for()
    window.wait_for_load_state("networkidle")
    headings: list[str] = window.locator(".matches h3, .hits h3").all_inner_texts()
    return headings


def notes(window: Any) -> list[str]:
    """What the page says about the words of a search."""
    lines: list[str] = window.locator(".notes p").all_inner_texts()
    return lines


def test_what_readers_find_first(window: Any, address: str) -> None:
    """The first three results and what stands for the words, for names, synonyms, other scripts, forms and errors."""
    found = {}
    for words in QUERIES:
        window.goto(f"{address}search/?q={quote(words)}")
        found[words] = (results(window)[:3], notes(window))
    assert found == QUERIES


BY_LISTS = {
    "Kiev": "places/kyiv/", "Маріуполь": "places/mariupol/", "Мариуполь": "places/mariupol/",
    "ماريوبول": "places/mariupol/", "马里乌波尔": "places/mariupol/", "Zelensky": "actors/volodymyr-zelenskyy/",
    "refugees": "threads/people-leaving-ukraine/", "casualties": "figures/russian-soldiers-lost/",
    "death toll": "figures/civilian-deaths-in-mariupol/", "theater": "questions/who-bombed-the-theatre/",
    "Chinese": "threads/china-and-the-war/", "POWs": "glossary/prisoner-of-war/", "Mariupol": "places/mariupol/",
    "Siege of Mariupol": "threads/mariupol-siege/", "Kherson": "places/kherson/",
    "no-fly zone": "glossary/no-fly-zone/",
}  # fmt: skip
"""Words, and where their first results lead."""


def test_the_same_without_script(browser: Any, address: str) -> None:
    """The index of names leads from other spellings, scripts and synonyms to the same pages."""
    context = browser.new_context(java_script_enabled=False)
    window = context.new_page()
    window.goto(address)
    window.get_by_role("link", name="Search").click()
    window.get_by_role("link", name="All names and other spellings").click()
    window.wait_for_url("**/war/search/names/")
    found = {}
    for words in BY_LISTS:
        row = window.locator(".name-list li").filter(has=window.get_by_text(words, exact=True))
        found[words] = [link.get_attribute("href").removeprefix("../../") for link in row.locator("a").all()]
    assert {words: where in found[words] for words, where in BY_LISTS.items()} == dict.fromkeys(BY_LISTS, True)
    window.get_by_role("link", name="Mariupol", exact=True).first.click()
    window.wait_for_url("**/war/places/mariupol/")
    context.close()


def test_events_by_date(window: Any, address: str) -> None:
    """Events are listed from the newest on, and another word for them finds Rome and Biden, who say “Chinese”."""
    window.goto(address + "search/?q=China")
    results(window)
    days = window.locator(".hits h2").all_inner_texts()
    assert days == ["Friday 18 March 2022", "Monday 14 March 2022"]
    window.get_by_role("button", name="more on this day").last.click()
    events = window.locator(".hits h3").all_inner_texts()
    assert [any(name in event for event in events) for name in ("Rome", "Biden")] == [True, True]
    window.locator("[name=order]").select_option("oldest")
    window.locator(".hits h2", has_text="Monday 14 March 2022").first.wait_for()
    assert window.locator(".hits h2").all_inner_texts() == days[::-1]


def test_words_that_are_everywhere(window: Any, address: str) -> None:
    """A word that is on nearly every page finds nothing by itself, unless something has that very name."""
    window.goto(address + "search/?q=the")
    told(window, "“the” is on nearly every page.")
    assert window.locator(".matches h3, .hits h3").count() == 0
    window.goto(address + "search/?q=the+theater")
    assert results(window)[:3] == THEATRE


def test_a_word_that_is_nowhere(window: Any, address: str) -> None:
    """The page says which word it is, and searches without it on request."""
    window.goto(address + "search/?q=qqqqq+Mariupol")
    assert results(window)[:3] == MARIUPOL
    assert notes(window) == ["Nothing here has “qqqqq”, or a word like it. Search without it: Mariupol"]
    window.locator(".notes a").click()
    window.wait_for_url("**/search/?q=Mariupol")
    assert notes(window) == []
    window.goto(address + "search/?q=qqqqq")
    told(window, "No event for “qqqqq”.")
    assert (results(window), notes(window)) == ([], ["Nothing here has “qqqqq”, or a word like it."])


def test_examples_before_a_query(window: Any, address: str) -> None:
    """Before a query there are examples and lists, no boxes to narrow down by; an example is searched for."""
    window.set_viewport_size({"width": 1280, "height": 900})
    window.goto(address + "search/")
    assert [window.locator(name).is_visible() for name in (".examples", ".ways", ".facets", ".found")] == [
        True, True, False, False,
    ]  # fmt: skip
    window.locator(".examples a", has_text="refugees").click()
    assert results(window)[:3] == LEFT
    assert not window.locator(".examples").is_visible()


def test_without_an_index_pages_are_found(window: Any, address: str) -> None:
    """Where Pagefind is not installed, names, other names and typing errors still lead to pages."""
    window.route("**/search/index/**", lambda route: route.fulfill(status=404, body=""))
    found = {}
    for words in ("Kiev", "casualties", "Marioupol"):
        window.goto(f"{address}search/?q={quote(words)}")
        told(window, "This edition has no search index.")
        found[words] = window.locator(".matches h3").all_inner_texts()[:2]
    assert found == {"Kiev": ["Kyiv (Kiev)", "Kyiv Oblast"], "casualties": DEAD, "Marioupol": MARIUPOL[:2]}


def test_what_a_search_loads(window: Any, address: str) -> None:
    """Of the names and columns only the parts that are asked for, and no other file of the index of names."""
    asked: list[str] = []
    window.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    window.goto(address + "search/?q=Mariupol")
    results(window)
    assert [url for url in asked if url.startswith("data/names")] == ["data/names.json", "data/names/6d.json"]


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "dark")])
def test_results_are_accessible(browser: Any, address: str, width: int, scheme: Any) -> None:
    """With pages, notes and events axe-core finds nothing, and nothing is wider than the window."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    window = context.new_page()
    for words in ("hosptial casualties", "马里乌波尔", "qqqqq"):
        window.goto(f"{address}search/?q={quote(words)}")
        results(window)
        assert [v["id"] for v in Axe().run(window).response["violations"]] == []
        assert window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    context.close()


def test_results_by_keyboard(window: Any, address: str) -> None:
    """The arrows go from the field to pages and on to events, and Escape goes back."""
    window.goto(address + "search/?q=Starstreak+Wallace")
    results(window)
    window.locator("#q").focus()
    focused = "document.activeElement.textContent || document.activeElement.id"
    steps = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown", "Escape"):
        window.keyboard.press(key)
        steps.append(window.evaluate(focused))
    event = "British defence secretary says supply of Starstreak missiles to Ukraine has begun"
    assert steps == ["Ben Wallace", event, "Ben Wallace", "q", "Ben Wallace", "q"]


OTHER_LANGUAGES = {
    "uk": (
        "Рятувальники дісталися об'єкта у Ґданську після трьох днів", "Наступного дня на мосту нічого не сталося",
        ["рятувальники", "рятувальникам", "обєкта", "гданську", "Рятувальнеки"],
    ),
    "ar": (
        "قُصِفَت مدينةُ الأنبار بعد ثلاثة أيام من الهدوء", "لم يحدث شيء على الجسر في اليوم التالي",
        ["قصفت", "مدينه", "الانبار", "الأنبار", "الانبا"],
    ),
    "zh": ("船闸在三天的罢工之后重新开放了，“一切正常”，市长说", "桥上第二天什么也没有发生",
        ["船闸", "罢工", "重新开放了", "罢工之后", "一切正常", "市长", "正常"],),
    "en": ("Señor Núñez reopens the Łódź café’s lock", "Nothing has happened at the bridge",
           ["senor", "SEÑOR", "Nunez", "lodz", "café", "reopening", "lokc"]),
}  # fmt: skip
"""In each language a title, another one, and words that find the first: with and without marks, forms, errors."""


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_words_of_other_languages(window: Any, site: SiteBuilder, language: str) -> None:
    """Words are found with and without accents, vowel signs and apostrophes, and in sentences without spaces."""
    title, other, queries = OTHER_LANGUAGES[language]
    settings = (site.folder / "content/site.yaml").read_text("utf-8")
    event = "date: 2022-03-{day}\ntitle: {title}\nsource: https://example.net/1\n"
    site.write({
        "content/site.yaml": f"{settings}language: {language}\n",
        "content/events/2022/03/14/one.yaml": event.format(day=14, title=title),
        "content/events/2022/03/15/two.yaml": event.format(day=15, title=other),
    })  # fmt: skip
    now = datetime(2023, 1, 10, 12, tzinfo=UTC)
    assert build(Options(site.folder, site.folder / "public", now, jobs=1, extras=frozenset({"search"}))).ok
    with served(site.folder / "public") as where:
        found = {}
        for words in queries:
            window.goto(f"{where}search/?q={quote(words)}")
            found[words] = results(window)
    expected = [title.replace("'", "’")]
    assert [words for words in queries if found[words] != expected] == []


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_search_leads_to_an_event(browser: Any, address: str) -> None:
    """A word is found with a snippet, and the result leads to the event on its day, all by keyboard."""
    window = searched(browser, address + "search/")
    window.keyboard.type("Starstreak")
    told(window, "1 event on 1 day for “Starstreak”")
    assert window.locator(".hit mark").first.inner_text() == "Starstreak"
    assert window.locator(".hit .status").first.is_hidden()
    window.locator(".found .by", has_text="Without a mark: single source, not verified.").wait_for()
    window.keyboard.press("ArrowDown")
    window.keyboard.press("Enter")
    window.wait_for_url("**/war/2022/03/16/#e-2022-03-16-uk-supplies-starstreak-missiles")
    window.context.close()


def test_search_finds_events_with_all_words(browser: Any, address: str) -> None:
    """All words must be in one event: a day that has each of them somewhere is not enough."""
    window = searched(browser, address + "search/?q=Starstreak+theatre")
    told(window, "No event for “Starstreak theatre”.")
    assert window.get_by_text("Try fewer words").is_visible()
    assert window.get_by_role("link", name="Topics", exact=True).last.is_visible()
    window.context.close()


def test_search_narrowed_down(browser: Any, address: str) -> None:
    """A facet narrows down to events that have it, stands in the address, and the way back takes it away."""
    window = searched(browser, address + "search/?q=talks")
    told(window, "for “talks”")
    before = window.locator(".count").inner_text()
    window.get_by_role("group", name="Topic").get_by_label("China and the war").check()
    told(window, "1 event on 1 day for “talks”")
    assert "q=talks&thread=china-and-the-war" in window.url
    window.reload()
    told(window, "1 event on 1 day for “talks”")
    assert window.get_by_role("button", name="Take away: Topic: China and the war").is_visible()
    window.go_back()
    told(window, before)
    window.context.close()


def test_search_by_facets_alone(browser: Any, address: str) -> None:
    """Without a word, what is chosen lists events, the newest day first."""
    window = searched(browser, address + "search/?place=mariupol&from=2022-03-14&to=2022-03-15")
    told(window, "on 2 days")
    days = window.locator(".hits h2").all_inner_texts()
    assert days == ["Tuesday 15 March 2022", "Monday 14 March 2022"]
    window.context.close()


def test_search_for_an_inflected_word(browser: Any, address: str) -> None:
    """Where a word finds next to nothing its end is cut, and the page says so."""
    window = searched(browser, address + "search/?q=Mariupolem")
    told(window, "for “Mariupolem”")
    window.get_by_text("Also showing: mariupol").wait_for()
    assert {mark.casefold() for mark in window.locator(".hit mark").all_inner_texts()} == {"mariupol"}
    assert int(window.locator(".count").inner_text().partition(" events")[0]) > 1
    window.context.close()


@pytest.mark.parametrize(
    ("status", "said"), [(404, "This edition has no search index."), (503, "The search could not be loaded.")]
)
def test_search_without_an_index(browser: Any, address: str, status: int, said: str) -> None:
    """Where there is no index, or it can't be loaded, the page says so and offers the lists."""
    window = browser.new_page()
    window.route("**/search/index/*", lambda route: route.fulfill(status=status, body=""))
    window.goto(address + "search/?q=talks")
    told(window, said)
    assert window.get_by_role("link", name="Glossary").first.is_visible()
    window.close()


def test_search_without_script(browser: Any, address: str) -> None:
    """With script off the search page leads to the same events by its lists and archives."""
    context = browser.new_context(java_script_enabled=False)
    window = context.new_page()
    window.goto(address)
    window.get_by_role("link", name="Search").click()
    window.wait_for_url("**/war/search/")
    assert "Searching for words needs script." in window.content()
    assert not window.get_by_role("search").is_visible()
    window.locator(".ways").get_by_role("link", name="March").click()
    window.get_by_role("link", name="Mariupol theatre destroyed; world court").first.click()
    window.locator("#e-2022-03-16-uk-supplies-starstreak-missiles").wait_for()
    context.close()


def test_jump_by_keyboard(browser: Any, address: str) -> None:
    """On any page `/` opens a box that goes to a thread, an actor, a place or a day by its name."""
    window = searched(browser, address + KINDS["day"])
    for typed, shown, where in (
        ("marino", "Marina Ovsyannikova", None), ("ovs", "Marina Ovsyannikova", "actors/marina-ovsyannikova/"),
        ("18 mar", "18 March 2022", "2022/03/18/"), ("2022-03-12", "12 March 2022", "2022/03/12/"),
        ("day 19", "14 March 2022", "2022/03/14/"), ("march 2022", "March 2022", "2022/03/"),
        ("nothing like it", "Search all text for “nothing like it”", "search/?q=nothing+like+it"),
    ):  # fmt: skip
        window.keyboard.press("/")
        window.get_by_role("combobox").wait_for()
        window.keyboard.type(typed)
        if where is None:
            window.get_by_role("option", name="Search all text").wait_for()
            window.keyboard.press("Escape")
            window.get_by_role("combobox").wait_for(state="hidden")
            continue
        window.get_by_role("option", name=shown).first.wait_for()
        assert window.locator("[role=option][aria-selected=true]").inner_text().startswith(shown)
        window.keyboard.press("Enter")
        window.wait_for_url(address + where)
    window.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_jump_is_accessible(browser: Any, address: str, scheme: Any) -> None:
    """axe-core finds nothing in the open box, and the menu opens it too."""
    from axe_playwright_python.sync_playwright import Axe

    window = searched(browser, address + KINDS["thread"], color_scheme=scheme)
    window.get_by_role("link", name="Search").click()
    window.get_by_role("combobox").wait_for()
    window.keyboard.type("mari")
    window.get_by_role("option", name="Mariupol").first.wait_for()
    assert [v["id"] for v in Axe().run(window).response["violations"]] == []
    window.context.close()
