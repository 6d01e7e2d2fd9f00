"""What readers asked of the demonstration site, and whether its pages answer: `reader_questions/questions.yaml`."""

import functools
import os
import re
import threading
from collections.abc import Iterator, Mapping
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from demonstration import ROOT, Quiet
from reader_questions.reading import Text, Vocabulary, seconds
from reader_questions.walk import Answer, Walker

DATA = yaml.safe_load((Path(__file__).parent / "reader_questions/questions.yaml").read_text("utf-8"))
QUESTIONS = {question["id"]: question for question in (*DATA["report"], *DATA["own"])}
VOCABULARY = Vocabulary(DATA["words"])
HEAD = ("question", "verdict", "clicks", "words", "first word", "whole", "way", "what is missing")


def record_text(name: str) -> str:
    """The words of a record, `event:2022-03-18/unhcr-count`, without links and line breaks."""
    kind, _, id = name.partition(":")
    day, _, rest = id.partition("/")
    pattern = {
        "event": f"events/{day.replace('-', '/')}/{rest}.*",
        "brief": f"briefs/*/{id}.md",
        "reference": f"references/*/*/{id}.*",
    }.get(kind, f"{kind}s/{id}.*")
    files = sorted((ROOT / "content").glob(pattern))
    assert files, f"no record {name}"
    return plain("\n".join(file.read_text("utf-8") for file in files))


def plain(text: str) -> str:
    """Text in one line, without the targets of links."""
    return " ".join(re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text.replace("’", "'")).split())


@pytest.mark.parametrize("id", QUESTIONS)
def test_answers_are_true_by_the_records(id: str) -> None:
    """Each fact that a reader should find is in a record in so many words, and each pattern can be read."""
    question = QUESTIONS[id]
    for fact in question["answer"]:
        assert fact["because"], f"nothing says that {fact['say'][0]} is true"
        for name, words in fact["because"].items():
            assert plain(words) in record_text(name), name
    says = (say for fact in question["answer"] for say in fact["say"])
    for pattern in (*says, *question["never"], *question.get("unclear", ())):
        re.compile(VOCABULARY.compiled(pattern))


def test_all_questions_are_here() -> None:
    """The 22 of the report, and our own ten."""
    report, more = DATA["report"], DATA["own"]
    assert (len(report), len(more), len(QUESTIONS)) == (22, 10, 32)


PAGE = (
    {"text": "Home ", "part": "menu", "link": "/"},
    {"text": "Map", "part": "menu", "link": "/map/"},
    {"text": " "},
    {"text": "Ten people ", "part": "text"},
    {"text": "left", "part": "text", "link": "/left/"},
    {"text": ", says UNHCR – about ", "part": "text"},
    {"id": "later"},
    {"text": "1,200 in Mari", "part": "text"},
    {"text": "upol’s port.", "part": "text", "link": "/mariupol/"},
    {"text": " Contact", "part": "foot", "link": "/contact/"},
    {"text": " Imprint", "part": "foot", "link": "/imprint/"},
)


@pytest.mark.parametrize(
    ("pattern", "span"),
    [
        ("ten people LEFT", (2, 5)),
        ("ten … UNHCR", (2, 7)),
        ("1,200 … Mariupol*", (9, 12)),
        ("mariupol's port", (11, 13)),
        ("Mariupol", None),
        ("people … ten", None),
        ("{said} UNHCR", (5, 7)),
        ("people left, says", (3, 6)),
    ],
)
def test_patterns(pattern: str, span: tuple[int, int] | None) -> None:
    """Words in order, whatever their case and punctuation, with gaps, beginnings of words, and words of a status."""
    vocabulary = Vocabulary({"said": ["says", "said it was"]})
    assert Text(PAGE).find(vocabulary.compiled(pattern)) == span


@pytest.mark.parametrize(
    ("link", "start", "words"),
    [
        ("/", "", 0), ("/map/", "", 1), ("/left/", "", 2), ("/mariupol/", "", 8), ("/mariupol/", "#later", 2),
        ("/left/", "#later", None), ("/imprint/", "", 12), ("/nowhere/", "", None),
    ],
)  # fmt: skip
def test_words_before_a_link(link: str, start: str, words: int | None) -> None:
    """Of menu and footer what is before the link in it, of the text all since the reading began; a dash is no word."""
    way = Text(PAGE).before(link, start)
    assert (way and way[0]) == words


def test_menu_and_footer_only_at_first() -> None:
    """Whoever has followed a link goes on in the text."""
    links = ("/map/", "/left/", "/imprint/")
    assert [Text(PAGE).before(link, outside=False) for link in links] == [None, (2, "left"), None]


def test_seconds() -> None:
    """220 words a minute and three seconds a click."""
    assert seconds(110, 2) == 36


TINY = {
    "index.html": """<header><nav><a href="ask/">Ask us</a> <a href="b/">B</a></nav></header>
        <main><h2>The <a href="a/">first <b>page</b></a></h2><details><summary>More</summary>Hidden answer</details>
        <p style="position: absolute; overflow: hidden; width: 1px">not seen</p></main><footer>The foot</footer>""",
    "a/index.html": "<main><p>One two three.</p><h2 id=end>The answer is <i>fort</i>y-two</h2></main>",
    "b/index.html": "<main><a href=../a/#end>To the end</a> <a href=../a/>to the top</a></main>",
    "ask/index.html": """<main>From when? <label>From <input id=day></label>
        <button onclick="said.textContent = 'Since ' + day.value">Show</button> <p id=said></p></main>""",
}


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[str]:
    """A site of four pages."""
    for name, text in TINY.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"<!doctype html><body>{text}")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


ASK = {"steps": [{"link": "ask/"}, {"fill": [[["Since", "From"], "March"]], "press": "Show"}]}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ({"pages": ["a/"], "say": "answer"}, ("right", ("first page",), 5, 4, "")),
        ({"pages": ["a/"], "say": "forty-two", "read": "headings"}, ("right", ("first page",), 4, 4, "")),
        ({"pages": ["a/#end"], "say": "answer"}, ("right", ("B", "To the end"), 3, 7, "")),
        ({"pages": [""], "say": "hidden answer"}, ("wrong", (), 0, 0, "hidden answer")),
        ({"pages": [""], "say": "seen"}, ("wrong", (), 0, 0, "seen")),
        ({"pages": ["a/"], "say": "two", "never": ["three"]}, ("wrong", ("first page",), 2, 4, "three")),
        (ASK | {"say": "March"}, ("right", ("Ask us", "Show"), 5, 10, "")),
        ({"steps": [{"link": "ask/"}, {"fill": [[["Until"], "x"]], "press": "Show"}], "say": "March"}, None),
        ({"pages": ["nowhere/"], "say": "x"}, None),
    ],
)
def test_walk(question: dict[str, Any], answer: tuple[Any, ...] | None, browser: Any, tiny: str) -> None:
    """Links, menus, places within pages, forms; what is closed or out of sight is not read."""
    walker = Walker(browser, tiny, VOCABULARY)
    got = min(walker.answers({"answer": [{"say": [question["say"]]}], **question}), key=lambda a: a.rank, default=None)
    faults = got and "; ".join([*got.missing, *got.misleading])
    assert (got and (got.verdict, got.way.labels, got.words, round(got.first), faults)) == answer


@pytest.fixture(scope="module")
def answers(browser: Any, address: str) -> Mapping[str, Answer | None]:
    """The best answer that a reader gets to each question."""
    walker = Walker(browser, address, VOCABULARY)
    return {
        id: min(walker.answers(question), key=lambda answer: answer.rank, default=None)
        for id, question in QUESTIONS.items()
    }


@pytest.mark.long
@pytest.mark.browser
def test_readers_find_the_answers(answers: Mapping[str, Answer | None], address: str) -> None:
    """At least 20 of the 22 questions of the report are answered in time, and all of our own ten."""
    report(answers, address)
    right = {id for id, answer in answers.items() if answer and answer.verdict == "right"}
    asked = [question["id"] for question in DATA["report"]]
    assert len(right.intersection(asked)) >= 20, sorted(set(asked) - right)
    assert [question["id"] for question in DATA["own"] if question["id"] not in right] == []


def report(answers: Mapping[str, Answer | None], address: str) -> None:
    """Print the table, or write it to the file that `DAYLINE_READER_TABLE` names."""
    rows = [HEAD, ("---",) * len(HEAD), *(row(id, answer, address) for id, answer in answers.items())]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows) + "\n"
    if name := os.environ.get("DAYLINE_READER_TABLE"):
        Path(name).write_text(table, "utf-8")
    else:
        print(table)


def row(id: str, answer: Answer | None, address: str) -> tuple[str, ...]:
    """A line of the table."""
    question = f"{id} {QUESTIONS[id]['asks']}"
    if answer is None:
        return (question, "wrong", "–", "–", "–", "–", "no way there", "")
    way = " > ".join((*answer.way.labels, f"`/{answer.way.address.removeprefix(address)}`"))
    faults = [*answer.missing, *(f"on the page: {words}" for words in answer.misleading)]
    has_any = len(answer.missing) < len(QUESTIONS[id]["answer"])
    times = (str(answer.words), f"{answer.first:.0f} s", f"{answer.whole:.0f} s") if has_any else ("–", "–", "–")
    return (question, answer.verdict, str(answer.way.clicks), *times, way, "; ".join(faults))
