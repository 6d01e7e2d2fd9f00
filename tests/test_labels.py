"""The labels of page kinds: each code of a vocabulary that a page shows has its own."""

import ast
from collections.abc import Collection, Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.page_kinds import KINDS, PageKind
from dayline.pages import anonymous_wording, claim_standing
from dayline.pages.index import SiteIndex
from dayline.pages.kinds import anonymous_sources, changelog, events, questions, sources, threads
from dayline.pages.parts import reference_facts
from dayline.pages.plan import pages_of
from dayline.schema import vocabulary as words
from dayline.schema.statuses import OWN_REPORTING, STATUSES, UNMARKED
from dayline.timeline.changelog import _REGISTRIES
from dayline.words import speaking

LABELS = [
    (anonymous_sources._BASES, words.BASES),
    (anonymous_wording._NEVER_TAKEN, words.CLAIM_KINDS),
    (changelog._KINDS, ("event", "brief", *_REGISTRIES)),
    (claim_standing._JUDGED, set(words.VERIFICATIONS) - {UNMARKED}),
    (events._CONFIDENCES, words.CONFIDENCES),
    (events._ROLES, words.ACTOR_ROLES),
    (reference_facts.KINDS, words.REFERENCE_KINDS),
    (sources._OUTCOMES, words.VERIFICATIONS),
    (sources._POLICIES, words.POLICIES.keys() - {"normal"}),
    (sources._SCALES, words.SCALES),
    (sources._STAKES, words.STAKES),
    (STATUSES, (*words.VERIFICATIONS, "own", "second-hand", "withheld")),
    (OWN_REPORTING, words.OWN_KINDS),
]


@pytest.mark.parametrize(("labels", "codes"), LABELS)
def test_every_code_has_a_label(labels: Collection[str], codes: Collection[str]) -> None:
    """And no label is for a code that nobody can write."""
    assert sorted(labels) == sorted(codes)


@pytest.mark.parametrize(
    ("number", "total", "of_site", "of_month"),
    [
        (0, 1, "None of the 1 item on this site rests on or quotes a source that is not named.", None),
        (0, 12, "None of the 12 items on this site rests on or quotes a source that is not named.", None),
        (
            1,
            1,
            "Of the 1 item on this site, 1 rests on or quotes a source that is not named.",
            "Of the 1 item of May 2022, 1 rests on or quotes a source that is not named.",
        ),
        (
            1200,
            1200,
            "Of the 1,200 items on this site, 1,200 rest on or quote a source that is not named.",
            "Of the 1,200 items of May 2022, 1,200 rest on or quote a source that is not named.",
        ),
        (
            1,
            8,
            "Of the 8 items on this site, 1 (12%) rests on or quotes a source that is not named.",
            "Of the 8 items of May 2022, 1 (12%) rests on or quotes a source that is not named.",
        ),
        (
            2,
            3,
            "Of the 3 items on this site, 2 (67%) rest on or quote a source that is not named.",
            "Of the 3 items of May 2022, 2 (67%) rest on or quote a source that is not named.",
        ),
    ],
)
def test_how_many_items_have_an_unnamed_source(number: int, total: int, of_site: str, of_month: str | None) -> None:
    """The verb goes with the items that have one, the noun with all."""
    assert anonymous_wording.site_summary(number, total) == of_site
    if of_month:
        assert anonymous_wording.month_summary(number, total, "May 2022") == of_month


THREADS = {
    "content/threads/a.yaml": "title: A\nsummary: A.\nstatus: closed\nopened: 2022-03-01\nclosed: 2022-03-10\n",
    "content/threads/b.yaml": "title: B\nsummary: B.\nopened: 2022-03-01\n",
    "content/threads/c.yaml": "title: C\nsummary: C.\nstatus: closed\nclosed: 2022-03-10\n",
    "content/threads/d.yaml": "title: D\nsummary: D.\n",
}


def test_from_when_to_when_a_thread_runs(site: SiteBuilder) -> None:
    """As far as that is written."""
    index = SiteIndex(site.write({**THREADS}).timeline())
    assert [threads.view(id, index).span for id in "abcd"] == [
        "Since 1 March 2022, closed 10 March 2022", "Since 1 March 2022", "Closed 10 March 2022", "",
    ]  # fmt: skip


EVENT = "date: 2022-03-14\ntitle: It happened\nsource: https://example.net/1\n"


@pytest.mark.parametrize(
    ("lines", "known"),
    [
        ("reported: 2022-03-15\nadded: 2022-03-16\n", "Reported 15 March 2022, added here 16 March 2022"),
        ("reported: 2022-03-15\nadded: 2022-03-15\n", "Reported 15 March 2022"),
        ("added: 2022-03-16\n", "Added here 16 March 2022"),
        ("", ""),
    ],
)
def test_when_an_event_became_known(site: SiteBuilder, lines: str, known: str) -> None:
    """The day on which it was added is left out if it is the day of the report."""
    index = SiteIndex(
        site.write({"content/events/2022/03/14/one.yaml": EVENT + lines}).timeline("2022-03-20T12:00+02:00")
    )
    assert events.view("2022-03-14/one", index).known == known


@pytest.mark.parametrize(
    ("plan", "notes"),
    [
        ("expected_text: next week, previous: [2022-03-10]",
         "In the source: “next week”; planned before for 10 March 2022"),
        ("expected_text: next week", "In the source: “next week”"),
        ("previous: [2022-03-10, 2022-03-11]", "Planned before for 10 March 2022 and 11 March 2022"),
        ("announced: 2022-03-01", ""),
    ],
)  # fmt: skip
def test_what_is_noted_of_a_plan(site: SiteBuilder, plan: str, notes: str) -> None:
    """The source's words for when it was expected, and for when it was planned before."""
    text = f"{EVENT}event_status: planned\nplanned: {{expected: 2022-03-14, {plan}}}\n"
    index = SiteIndex(site.write({"content/events/2022/03/14/one.yaml": text}).timeline())
    assert events.view("2022-03-14/one", index).plan_notes == notes


def test_list_of_questions(site: SiteBuilder) -> None:
    """How many are open and how many answered."""
    site.write({"content/questions/one.yaml": "question: Who was it?\nopened: 2022-03-14\n"})
    assert questions._list(SiteIndex(site.timeline())).total == "1 open, 0 answered"


class Silent(NullTranslations):
    """A language that must not be asked yet."""

    def gettext(self, message: str) -> str:
        """No message is wanted."""
        raise AssertionError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """No message is wanted."""
        raise AssertionError(msgid1, msgid2, n)


OWN_MODULES = [kind for kind in KINDS if kind.module.startswith("kinds.")]


@pytest.mark.parametrize("kind", OWN_MODULES, ids=lambda kind: kind.name)
def test_planning_asks_for_no_words(kind: PageKind, site: SiteBuilder) -> None:
    """Words are put into a page when it is made: a plan is the same in every language."""
    site.write({**THREADS, "content/events/2022/03/14/one.yaml": EVENT + "claims: [{id: a, text: It was so}]\n"})
    index = SiteIndex(site.timeline())
    with speaking(Silent()):
        planned = list(pages_of(kind, index))
    assert all(page.make(index) for page in planned)


def faults(source: str) -> Iterator[str]:
    """Calls for messages that Babel can't extract, and those that are made before the language is known."""
    tree = ast.parse(source)
    inside = {id(node) for made in ast.walk(tree) if isinstance(made, MADE_LATER) for node in ast.walk(made)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MESSAGES:
            if not all(map(isinstance, call.args[:2], MESSAGES[call.func.id])):
                yield f"not a literal: {ast.unparse(call)}"
            if call.func.id not in ("N_", "NC_") and id(call) not in inside:
                yield f"at import time: {ast.unparse(call)}"


MADE_LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
TABLE = (ast.Constant, ast.Name, ast.Subscript, ast.Attribute)
LITERAL = ast.Constant
MESSAGES = {
    "gettext": (TABLE,), "ngettext": (LITERAL, LITERAL), "pgettext": (LITERAL, TABLE), "N_": (LITERAL,),
    "NC_": (LITERAL, LITERAL),
}  # fmt: skip
TRANSLATORS = ("words.py", "translate.py", "theme.py")  # they pass on messages of templates and scripts
PACKAGE = Path(__file__).parents[1] / "site_src/dayline"


def test_messages_are_literals() -> None:
    """So that all of them are in the catalogue; those of tables are marked there by `N_` or `NC_`."""
    found = {path.name: list(faults(path.read_text("utf-8"))) for path in PACKAGE.rglob("*.py")}
    assert {name: calls for name, calls in found.items() if calls and name not in TRANSLATORS} == {}


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        ("def f(): return gettext('a' if b else 'c')", ["not a literal: gettext('a' if b else 'c')"]),
        ("def f(): return gettext(f'a {b}')", ["not a literal: gettext(f'a {b}')"]),
        ("def f(): return ngettext(one, 'b', 2)", ["not a literal: ngettext(one, 'b', 2)"]),
        ("A = N_('a' + b)", ["not a literal: N_('a' + b)"]),
        ("A = gettext('a')", ["at import time: gettext('a')"]),
        ("def f(): return pgettext(a, 'b')", ["not a literal: pgettext(a, 'b')"]),
        ("A = {1: NC_('a', 'b')}\ndef f(): return pgettext('a', A[1])", []),
        ("A = {1: N_('a')}\ndef f(): return gettext(A[1]) + ngettext('b', 'c', 2)", []),
    ],
)
def test_calls_that_are_no_literals_are_found(source: str, calls: list[str]) -> None:
    """Each of these would be missing from the catalogue, or be English in every language."""
    assert list(faults(source)) == calls
