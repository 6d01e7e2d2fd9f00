"""What dates, amounts and parts of pages say comes from the catalogue, whole, and editors are told in English."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from gettext import NullTranslations
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline import edtf
from dayline.pages import wording
from dayline.pages.data.facet_columns import titles
from dayline.pages.index import SiteIndex
from dayline.pages.parts.citation import cite_event
from dayline.pages.parts.claim import claim_view
from dayline.pages.parts.event_card import card as event_card
from dayline.pages.parts.event_card import duration
from dayline.pages.parts.event_line import line as event_line
from dayline.pages.parts.trust import DAY, Item, trust
from dayline.words import english, gettext, ngettext, pgettext, speaking
from test_diagnostics import ALL, Case

PAGES = Path(edtf.__file__).parents[1] / "pages"
TIMED = ("far", "near", "late", "same", "west")
MESSAGES = {"gettext", "ngettext", "pgettext", "N_", "NC_"}
_WORDS = re.compile(r"[A-Za-z]{2,}[ ,;:]+[A-Za-z]|[a-z]{3,} $|^ [a-z]{2,}|^[A-Z][a-z]{2,}")


class Reversed(NullTranslations):
    """A language in which every message reads backwards, but for its placeholders."""

    def gettext(self, message: str) -> str:
        """The message, its parts in the opposite order."""
        return "".join(reversed(re.findall(r"\{\w+\}|[^{}]", message)))

    def pgettext(self, _context: str, message: str) -> str:
        """As `gettext`."""
        return self.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for a number, as `gettext`."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def said(source: str) -> Iterator[str]:
    """The texts in a module that read as words and are neither messages, docstrings nor types."""
    tree = ast.parse(source)
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MESSAGES:
            skipped.update(node.args)
        if isinstance(node, ast.Expr):
            skipped.add(node.value)
        annotations = [getattr(node, name, None) for name in ("annotation", "returns")]
        skipped.update(part for found in annotations if isinstance(found, ast.AST) for part in ast.walk(found))
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in skipped)
    yield from (node.value for node in texts if isinstance(node.value, str) and _WORDS.search(node.value))


def test_words_outside_of_messages_are_found() -> None:
    """The search finds labels, sentences and pieces of them, and leaves out messages, docstrings and codes."""
    source = '''
"""A module."""
def f(number: "Some Type") -> str:
    """A function."""
    return gettext("Day before") + N_("a b") + "by-day" + f"{number} days ago" + "Withheld" + "since " + "see all"
'''
    assert sorted(said(source)) == [" days ago", "Withheld", "see all", "since "]


@pytest.mark.parametrize("folder", ["parts", "data", "drawing", "maps", "wording.py"])
def test_no_words_outside_of_messages(folder: str) -> None:
    """Parts of pages, data, drawings and maps have no words but messages; formats of citations have their own."""
    root = PAGES / folder
    files = [root] if root.is_file() else sorted(root.glob("*.py"))
    found = {path.name: list(said(path.read_text("utf-8"))) for path in files if path.name != "citation.py"}
    known = {"image_variants.py": ["Image"] * 5, "image.py": ["px, 100vw"], "base_maps.py": ["border open", "own fill"]}
    words = {name: sorted(text for text in texts if not text.startswith("<")) for name, texts in found.items()}
    assert {name: texts for name, texts in words.items() if texts and texts != known.get(name)} == {}


@pytest.mark.parametrize(
    ("text", "in_sentence", "label"),
    [
        ("2022-03-14", "on 14 March 2022", "14 March 2022"),
        ("2022-03", "in March 2022", "March 2022"),
        ("2022", "in 2022", "2022"),
        ("2022-03-14~", "around 14 March 2022", "Around 14 March 2022"),
        ("2022-03-14?", "perhaps 14 March 2022", "Perhaps 14 March 2022"),
        ("2022-03%", "perhaps around March 2022", "Perhaps around March 2022"),
        ("2022-03-XX", "some day in March 2022", "Some day in March 2022"),
        ("2022-03-XX~", "around some day in March 2022", "Around some day in March 2022"),
        ("../2022-03-14", "by 14 March 2022", "By 14 March 2022"),
        ("2022-03-04~/..", "since around 4 March 2022", "Since around 4 March 2022"),
        ("2022-03-04~/2022-03-13", "around 4 March 2022 – 13 March 2022", "Around 4 March 2022 – 13 March 2022"),
        ("2022-03-12/2022-03-13", "on 12–13 March 2022", "12–13 March 2022"),
        ("2022-02/2022-03", "in February–March 2022", "February–March 2022"),
    ],
)
def test_dates_in_sentences_and_as_labels(text: str, in_sentence: str, label: str) -> None:
    """A date has its preposition in a sentence and a capital as a label."""
    when = edtf.parse(text)
    assert (wording.on(when), wording.stated_label(when)) == (in_sentence, label)


def test_another_order_of_words() -> None:
    """A language can order what a date, an amount and a list are made of; nothing is put together outside of it."""
    with speaking(Reversed()):
        assert wording.full_date(date(2022, 3, 14)) == "2022 hcraM 14"
        assert wording.month_name(2022, 3) == "2022 hcraM"
        assert wording.on(edtf.parse("2022-03-14")) == "2022 hcraM 14 no"
        assert wording.stated_label(edtf.parse("2022-03-14~")) == "2022 hcraM 14 dnuorA"
        assert wording.stated(edtf.parse("2022-03-12/2022-03-13")) == "2022 hcraM 13–12"
        assert wording.listing(["a", "b", "c"]) == "c dna a ,b"
        assert duration("P1DT2H") == "sruoh 2 dna yad 1"
        assert wording.answered("denies", "part") == "trap ni deineD"
        assert wording.in_words(2) == "owt"
        assert trust([Item("own")], DAY) == ".gnitroper nwo ruo si yad siht fo troper eno ehT"
        with english():
            assert wording.full_date(date(2022, 3, 14)) == "14 March 2022"


def test_nothing_has_no_message() -> None:
    """The empty text stays empty, and is not the header of a catalogue."""

    class Headed(NullTranslations):
        def gettext(self, message: str) -> str:
            return message or "Project-Id-Version: x"

    with speaking(Headed()):
        assert [gettext(""), gettext("a"), pgettext("b", "c"), ngettext("d", "e", 2)] == ["", "a", "c", "e"]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.file}: {case.title}")
def test_editors_are_told_in_english(case: Case, site: SiteBuilder) -> None:
    """No report to editors changes with the readers' language."""
    with speaking(Reversed()):
        assert case.found(site) == case.report


def test_linking_needs_no_language(site: SiteBuilder) -> None:
    """Times elsewhere and what is withheld get their words when a page is made: one timeline serves every language."""
    head = "date: 2022-03-14\nsource: https://example.org/{0}\n"
    site.write({
        "content/events/2022/03/14/gone.yaml": head.format(1) + "title: A name\nstate: withheld\n"
        "changes: [{date: 2022-03-15, kind: withheld, text: A reason.}]\nclaims: [{id: c, text: A claim., by: a}]\n",
        "content/events/2022/03/14/far.yaml": head.format(2) + "title: Far away\ntime: evening\ntimezone: Asia/Tokyo\n",
        "content/events/2022/03/14/near.yaml": head.format(3) + "title: Nearby\ntime: morning\n",
        "content/events/2022/03/14/late.yaml": head.format(4) + "title: Late\ntime: 01:30\ntimezone: Asia/Tokyo\n",
        "content/events/2022/03/14/same.yaml": head.format(5) + "title: Same\ntime: 01:30\ntimezone: Europe/Riga\n",
        "content/events/2022/03/14/west.yaml": head.format(6) + "title: West\ntime: 06:30\ntimezone: Europe/Rome\n",
        "content/actors/a.yaml": "name: A\nkind: person\n",
    })  # fmt: skip
    timeline = site.timeline()

    def shown() -> list[object]:
        index = SiteIndex(timeline)
        clocks = [event_card(timeline.events[f"2022-03-14/{slug}"], index).clock for slug in TIMED]
        gone = timeline.events["2022-03-14/gone"]
        return [
            *clocks, event_card(gone, index).title, event_line(gone, index).title, index.link("event", gone.id).text,
            claim_view(timeline.claims["2022-03-14/gone#c"], index).text,
            *(row.title for row in titles((2022, 3), index).days["2022-03-14"] if row.id == gone.id),
            cite_event(gone, "", index).bibtex.count("Withheld"),
        ]  # fmt: skip

    assert shown() == [
        ("evening there", "", ""), ("morning", "", ""), ("18:30", "2022-03-13T18:30", "01:30 there on 14 March"),
        ("01:30", "2022-03-14T01:30", ""), ("07:30", "2022-03-14T07:30", "06:30 there"),
        "Withheld", "Withheld", "Withheld", "Withheld", "Withheld", 1,
    ]  # fmt: skip
    with speaking(Reversed()):
        assert shown() == [
            ("ereht gnineve", "", ""), ("gninrom", "", ""), ("18:30", "2022-03-13T18:30", "hcraM 14 no ereht 01:30"),
            ("01:30", "2022-03-14T01:30", ""), ("07:30", "2022-03-14T07:30", "ereht 06:30"),
            "dlehhtiW", "dlehhtiW", "dlehhtiW", "dlehhtiW", "dlehhtiW", 0,
        ]  # fmt: skip


@pytest.mark.parametrize("room", ["read", "timeline"])
def test_no_words_before_pages(room: str) -> None:
    """What is read and linked is data: no module of these rooms asks for readers' words."""
    modules = sorted((PAGES.parent / room).rglob("*.py"))
    assert [path.name for path in modules if "dayline.words" in path.read_text("utf-8")] == []
    assert modules
