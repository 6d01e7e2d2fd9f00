"""Readers' ways through the site in Chromium: by links that are on the pages, to the answer of a question."""

import fnmatch
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urldefrag

from reader_questions.reading import Text, Vocabulary, seconds

VISIBLE = (Path(__file__).parent / "visible.js").read_text("utf-8")
PHONE = {"width": 390, "height": 844}
FIRST_WORD, CLICKS = 60, 2  # the limits for the first word of an answer


class Way(NamedTuple):
    """How a reader came to a page: the links that were clicked, the words read, and where the reading begins."""

    text: Text
    address: str
    start: str
    clicks: int
    labels: tuple[str, ...]
    words: int
    form_fields: int = 0


class Answer(NamedTuple):
    """What a reader got: `verdict` is right, gap or wrong; `missing` and `misleading` are what is at fault."""

    way: Way
    first: float
    whole: float
    words: int
    verdict: str
    missing: tuple[str, ...]
    misleading: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, int, float]:
        """The best answer comes first: the right ones, then those with the fewest faults, then the fastest."""
        faults = len(self.missing) + len(self.misleading)
        return ("right", "gap", "wrong").index(self.verdict), faults, self.first


class Walker:
    """A reader with a phone, who remembers the pages that he has opened."""

    def __init__(self, browser: Any, site: str, vocabulary: Vocabulary) -> None:
        self._window = browser.new_page(viewport=PHONE)
        self._site, self._vocabulary = site, vocabulary
        self._seen: dict[tuple[str, str], Text] = {}

    def text(self, address: str, only: str = "") -> Text:
        """A page as it is read: all of it, its headings, or its tables."""
        url = urldefrag(address).url
        if (url, only) not in self._seen:
            self._window.goto(url)
            self._seen[url, only] = self._visible(only)
        return self._seen[url, only]

    def _visible(self, only: str = "") -> Text:
        return Text(json.loads(self._window.evaluate(f"({VISIBLE})({only!r})")))

    def answers(self, question: Mapping[str, Any]) -> Iterator[Answer]:
        """What a reader gets on each of the ways to each of the pages where the question may be answered."""
        for way in self._ways(question):
            only = question.get("read", "")
            read = way._replace(text=self.text(way.address, only)) if only else way
            yield self._answer(question, read)

    def _ways(self, question: Mapping[str, Any]) -> Iterator[Way]:
        start = self._site + question.get("start", "")
        if steps := question.get("steps"):
            yield from self._stepped(start, steps)
        wanted = [self._site + pattern for pattern in question.get("pages", ())]
        yield from self._linked(start, wanted, question.get("clicks", CLICKS))

    def _linked(self, start: str, wanted: list[str], clicks: int) -> Iterator[Way]:
        """The fastest way by links to each page that is wanted."""
        opened = {start: Way(self.text(start), start, "", 0, (), 0)}
        best: dict[str, Way] = {}
        for click in range(clicks + 1):
            for address, way in opened.items():
                if _is_wanted(address, wanted):
                    best[address] = min(way, best.get(address, way), key=_cost)
            opened = self._next(opened, wanted if click == clicks - 1 else [f"{self._site}*"]) if click < clicks else {}
        yield from best.values()

    def _next(self, opened: Mapping[str, Way], wanted: list[str]) -> dict[str, Way]:
        """Where one more click on a link to a page, or to a place that is wanted, leads."""
        following: dict[str, tuple[float, Way]] = {}
        for way in opened.values():
            for link in way.text.exits:
                read = way.text.before(link, way.start, outside=not way.clicks)
                if read is None or not self._is_page(link) or not _is_wanted(link, wanted):
                    continue
                cost = _cost(way) + seconds(read[0], 1)
                following[link] = min(following.get(link, (cost, way)), (cost, way), key=lambda step: step[0])
        return {link: self._click(way, link) for link, (_, way) in following.items()}

    def _click(self, way: Way, link: str) -> Way:
        words, label = way.text.before(link, way.start, outside=not way.clicks) or (0, "")
        start = f"#{urldefrag(link).fragment}" if urldefrag(link).fragment else ""
        return Way(self.text(link), link, start, way.clicks + 1, (*way.labels, label), way.words + words)

    def _is_page(self, link: str) -> bool:
        url = urldefrag(link).url
        return url.startswith(self._site) and url.endswith("/")

    def _stepped(self, start: str, steps: list[Mapping[str, Any]]) -> Iterator[Way]:
        """A way that is written down: addresses of links, and a form; nothing if the site does not have them."""
        way: Way | None = Way(self.text(start), start, "", 0, (), 0)
        for step in steps:
            if way is not None:
                way = self._follow(way, self._site + step["link"]) if "link" in step else self._submit(way, step)
        if way is not None:
            yield way

    def _follow(self, way: Way, link: str) -> Way | None:
        is_there = way.text.before(link, way.start, outside=not way.clicks)
        return self._click(way, link) if is_there else None

    def _submit(self, way: Way, step: Mapping[str, Any]) -> Way | None:
        """Fill in a form and press its button; the reading goes on after the button."""
        self._window.goto(way.address)
        for labels, value in step["fill"]:
            fields = [field for label in labels if (field := self._window.get_by_label(label, exact=True)).count()]
            if not fields:
                return None
            fields[0].first.fill(value)
        button = self._window.get_by_role("button", name=step["press"], exact=True)
        words = way.text.counted(way.text.starts.get("", 0), way.text.starts.get(step["press"], 0))
        button.click()
        self._window.wait_for_load_state("networkidle")
        labels = (*way.labels, step["press"])
        more = len(step["fill"])
        return Way(self._visible(), self._window.url, step["press"], way.clicks + 1, labels, way.words + words, more)

    def _answer(self, question: Mapping[str, Any], way: Way) -> Answer:
        start = way.text.starts.get(way.start, way.text.starts.get("", 0))
        spans = {fact["say"][0]: self._span(fact["say"], way.text, start) for fact in question["answer"]}
        never, unclear = (self._there(question.get(key, ()), way.text) for key in ("never", "unclear"))
        places = [span for span in spans.values() if span]
        first, last = next((a for a, _ in places), start), max((b for _, b in places), default=start)
        clicks = way.clicks + way.form_fields
        words = way.words + way.text.counted(start, first)
        soon = seconds(words, clicks)
        whole = seconds(way.words + way.text.counted(start, last), clicks)
        missing = tuple(say for say, span in spans.items() if not span)
        slow = soon > FIRST_WORD or whole > question.get("whole", whole)
        astray = never or question["answer"][0]["say"][0] in missing
        verdict = "wrong" if astray else "gap" if missing or unclear or slow else "right"
        return Answer(way, soon, whole, words, verdict, missing, never + unclear)

    def _there(self, patterns: Iterable[str], text: Text) -> tuple[str, ...]:
        return tuple(words for words in patterns if self._span([words], text, 0))

    def _span(self, alternatives: list[str], text: Text, start: int) -> tuple[int, int] | None:
        spans = (text.find(self._vocabulary.compiled(words), start) for words in alternatives)
        return min((span for span in spans if span), default=None)


def _is_wanted(address: str, wanted: list[str]) -> bool:
    return any(fnmatch.fnmatch(address, pattern) for pattern in wanted if "#" in pattern or "#" not in address)


def _cost(way: Way) -> float:
    return seconds(way.words, way.clicks + way.form_fields)
