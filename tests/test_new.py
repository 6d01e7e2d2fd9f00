"""`dayline new`: every kind of record, asked for on a terminal or given as options."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from conftest import SiteBuilder
from dayline import cli
from dayline.commands.new.questions import KINDS
from dayline.commands.new.typed_dates import as_date, date_and_time

TRANSCRIPTS = Path(__file__).parent / "transcripts"
SITE = {
    "content/places/dolni-brod.yaml": "name: Dolní Brod\nkind: settlement\ncountry: CZ\n",
    "content/threads/flood.yaml": "title: The flood\nsummary: The river is over its banks.\n",
}
EVENT = "content/events/2026/11/12/the-river-floods-the-square.yaml"
FURTHER = """\
# The lines above are a complete event. More fields, if they are known:
# summary: >-
#   Two or three sentences in your own words that say who says so.
# priority: key            # lead, key, normal, minor
# time: "14:30"
# attribution: {by: id-of-an-actor}
# threads: [id-of-a-topic]
"""
SHORT = FURTHER.replace('# time: "14:30"\n', "").replace("# threads: [id-of-a-topic]\n", "")
"""The same for an event with a time and a topic."""
Typed = Callable[..., tuple[int, str, str]]


class Keyboard(io.StringIO):
    """Lines that somebody types."""

    def isatty(self) -> bool:
        """A terminal, as far as anybody can tell."""
        return True


@pytest.fixture
def brod(site: SiteBuilder) -> SiteBuilder:
    """A site with a place and a topic."""
    return site.write(SITE)


@pytest.fixture
def new(brod: SiteBuilder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """A function that runs `dayline new …` in the site, with lines typed on a terminal; with none there is none."""
    monkeypatch.chdir(brod.folder)

    def run(*arguments: str, typed: str | None = None) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO() if typed is None else Keyboard(typed))
        code = cli.main(["new", *arguments])
        return code, *capsys.readouterr()

    return run


def test_an_event_is_asked_for(new: Typed, brod: SiteBuilder) -> None:
    """A wrong answer is explained and asked for again; what there is no record of is created on the way."""
    typed = """\
The river floods the square
soon
2026-11-12T06:40
https://desk:secret@example.net/a
observation
horni brod
yes
Horní Brod

cz
50.23 and 17.20
50.23 17.20
incidnt
incident
The flood
"""
    code, out, err = new("event", typed=typed)
    assert (code, out) == (0, f"created content/places/horni-brod.yaml\ncreated {EVENT}\n")
    assert f"{err}\n" == (TRANSCRIPTS / "new-event.txt").read_text("utf-8")
    assert (brod.folder / "content/places/horni-brod.yaml").read_text("utf-8") == (
        "name: Horní Brod\nkind: settlement\ncountry: CZ\nlat: 50.23\nlon: 17.20\n"
    )
    assert (
        (brod.folder / EVENT).read_text("utf-8")
        == f"""\
date: 2026-11-12
title: The river floods the square
source: {{kind: observation}}
time: "06:40"
type: incident
place: horni-brod
threads: flood
{SHORT}"""
    )


def test_a_question_mark_lists_what_there_is(new: Typed) -> None:
    """Words are listed with what they mean, records with their names."""
    code, out, err = new("figure", "River level", "--unit", "m", typed="?\nsnap\nsnapshot\nHeight above zero\n?\n\n")
    assert (code, out) == (0, "created content/figures/river-level.yaml\n")
    assert f"{err}\n" == (TRANSCRIPTS / "new-figure.txt").read_text("utf-8")


def test_a_word_may_be_typed_as_readers_see_it(new: Typed, brod: SiteBuilder) -> None:
    """`Town or city` is `settlement`, and so is `settl`; a part of a name that only one has stands for its id."""
    assert new("place", "Brod", "--kind", "Town or city", "--yes")[0] == 0
    assert new("place", "Lhota", "--kind", "settl", "--yes")[0] == 0
    kinds = {entry.id: entry.record.kind for entry in brod.content().entries if entry.kind == "place"}
    assert kinds == {"brod": "settlement", "dolni-brod": "settlement", "lhota": "settlement"}
    assert new("question", "How many houses are under water?", "--opened", "2026-11-12", typed="floo\n")[0] == 0
    question = brod.folder / "content/questions/how-many-houses-are-under-water.yaml"
    assert question.read_text("utf-8") == (
        "question: How many houses are under water?\nopened: 2026-11-12\nthreads: flood\n"
    )


EVERY = {
    "event": (("The river floods", "--date", "2026-11-12", "--source", "call", "--draft", "--actors", "mayor"),
              "content/events/2026/11/12/the-river-floods.yaml",
              "date: 2026-11-12\ntitle: The river floods\nsource: {kind: call}\nactors: mayor\nstate: draft\n"
              + FURTHER),
    "brief": (("12 November 2026", "--title", "A day of water", "--standfirst", "Rain."),
              "content/briefs/2026/2026-11-12.md",
              "---\ndate: 2026-11-12\ntitle: A day of water\nstandfirst: Rain.\nBRIEF---\n\n## What happened\n"),
    "actor": (("Fire brigade", "--kind", "office"), "content/actors/fire-brigade.yaml",
              "name: Fire brigade\nkind: office\n"),
    "place": (("Lhota", "--at", "50.1,17", "--country", "CZ"), "content/places/lhota.yaml",
              "name: Lhota\nkind: settlement\ncountry: CZ\nlat: 50.1\nlon: 17\n"),
    "source": (("Brod Courier", "--kind", "newspaper", "--domains", "courier.example, c.example"),
               "content/sources/brod-courier.yaml",
               "name: Brod Courier\nkind: newspaper\ndomains: [courier.example, c.example]\n"),
    "reference": (("River over its banks", "--source", "gazette", "--published", "12 November 2026"),
                  "content/references/2026/11/river-over-its-banks.yaml",
                  "source: gazette\nkind: article\ntitle: River over its banks\npublished: 2026-11-12\n"),
    "thread": (("The dam", "--summary", "Whether it holds."), "content/threads/the-dam.yaml",
               "title: The dam\nsummary: Whether it holds.\n"),
    "figure": (("River level", "--unit", "m", "--kind", "level", "--counts", "Height above zero", "--slug", "level"),
               "content/figures/level.yaml",
               "title: River level\nunit: m\nkind: level\ncounts: Height above zero\n"),
    "question": (("Who opened the weir?", "--opened", "2026-11-12"), "content/questions/who-opened-the-weir.yaml",
                 'question: Who opened the weir?\nopened: 2026-11-12\n'),
    "term": (("Weir", "--body", "A low dam."), "content/glossary/weir.md", "---\nterm: Weir\n---\n\nA low dam.\n"),
    "page": (("Contact",), "content/pages/contact.md",
             "---\ntitle: Contact\nstarter: true\n---\n\nWrite the text of this page here.\n"),
}  # fmt: skip
BRIEF = """\
# More fields, if there is anything to say; other headings that briefs often have are
# "What was said", "What is disputed" and "What comes next".
# not_known:
#   - What nobody knows yet
# watch: [id-of-a-planned-event]
"""


def test_every_kind_has_a_case() -> None:
    """A kind that is new in the table needs a case below."""
    assert EVERY.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", EVERY)
def test_options_say_everything(kind: str, new: Typed, brod: SiteBuilder) -> None:
    """Each kind is created from options alone, nothing is asked, `check` accepts it, and it is never written twice."""
    brod.write({
        "content/actors/mayor.yaml": "name: Mayor\nkind: office\n",
        "content/sources/gazette.yaml": "name: Gazette\nkind: newspaper\n",
    })  # fmt: skip
    arguments, path, text = EVERY[kind]
    code, out, err = new(kind, *arguments, "--yes", typed="")
    assert (code, out, err) == (0, f"created {path}\n", "")
    assert (brod.folder / path).read_text("utf-8") == text.replace("BRIEF", BRIEF)
    assert "error" not in brod.problems("2026-11-30T12:00+01:00")
    code, out, err = new(kind, *arguments, "--yes", typed="")
    assert (code, out, err.splitlines()[-1]) == (2, "", f"Error: `{path}` already exists; nothing was changed.")


@pytest.mark.parametrize(
    ("kind", "arguments", "why"),
    [
        ("event", (), "the title of the event is missing; add it in quotes behind the command."),
        ("event", ("It rains a lot",), "the source of the event is missing; add it with `--source`."),
        ("actor", ("Mayor",), "the kind of the person or group is missing; add it with `--kind`."),
        ("actor", ("Jana", "--kind", "person", "--public-figure", "maybe"),
         "`maybe` is neither yes nor no; write one of the two."),
        ("place", ("Brod", "--at", "here"),
         "`here` is not a pair of coordinates; write latitude and longitude as 50.23, 17.20."),
        ("place", ("Brod", "--at", "95, 17"), "`95` is not a latitude; write degrees from -90 to 90."),
        ("question", ("Who?", "--opened", "2026-11-12T06:40"), "this is a day without a time; write `2026-11-12`."),
        ("reference", ("River", "--source", "gazete"), "no source has the id `gazete`"),
        ("thread", ("?!?", "--summary", "x"), "no address can be made from this title; add one with `--slug`"),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong(
    kind: str, arguments: tuple[str, ...], why: str, new: Typed, brod: SiteBuilder
) -> None:
    """Without a terminal a mistake ends the command with code 2, a reason, and no file."""
    before = sorted(brod.folder.rglob("*"))
    code, out, err = new(kind, *arguments, "--yes")
    assert (code, out) == (2, "")
    assert why in err.splitlines()[-1]
    assert sorted(brod.folder.rglob("*")) == before


def test_yes_creates_a_place_but_guesses_nothing(new: Typed, brod: SiteBuilder) -> None:
    """A place needs only its name; one that may be a slip, and whatever needs more than a name, is not created."""
    event = ("event", "The river floods the square", "--date", "2026-11-12", "--source", "observation", "--yes")
    assert new(*event, "--place", "Dolni Broad")[0] == 2
    assert new(*event, "--actors", "Fire brigade")[0] == 2
    code, out, _ = new(*event, "--place", "Vysoká Lhota")
    assert (code, out) == (0, f"created content/places/vysoka-lhota.yaml\ncreated {EVENT}\n")


def test_another_name_for_what_there_is(new: Typed, brod: SiteBuilder) -> None:
    """On a terminal a second file of the same name is asked for another one."""
    arguments = ("thread", "Flood", "--summary", "More of it.")
    code, out, err = new(*arguments, typed="flood\nThe Flood\n\nflood-again\n")
    assert (code, out) == (0, "created content/threads/flood-again.yaml\n"), err


def test_what_the_rules_refuse_is_asked_again(new: Typed, brod: SiteBuilder) -> None:
    """What shows only beside the other files is asked for again, too, and everything else is kept."""
    typed = "no-such-report\nno\nhttps://example.net/a\n\n\n\n"
    code, out, _ = new("event", "The river floods the square", "--date", "2026-11-12", typed=typed)
    assert (code, out) == (0, f"created {EVENT}\n")


def test_a_brief_lists_its_day_in_order(new: Typed, brod: SiteBuilder) -> None:
    """Events are in the order of their times, and a title is no Markdown."""
    day = "content/events/2026/11/12"
    brod.write({
        f"{day}/a.yaml": "date: 2026-11-12\ntime: \"09:15\"\ntitle: The [old] bridge *breaks*\nsource: https://example.net/a\n",
        f"{day}/b.yaml": "date: 2026-11-12\ntime: \"06:40\"\ntitle: The river rises fast\nsource: https://example.net/b\n",
        f"{day}/c.yaml": "date: 2026-11-12\ntitle: Not for readers yet\nsource: https://example.net/c\nstate: draft\n",
    })  # fmt: skip
    assert new("brief", "2026-11-12", "--title", "A day of water")[0] == 0
    assert (brod.folder / "content/briefs/2026/2026-11-12.md").read_text("utf-8") == (
        "---\ndate: 2026-11-12\ntitle: A day of water\nhighlights:\n"
        "  - text: The river rises fast\n    events: [2026-11-12/b]\n"
        "  - text: The \\[old\\] bridge \\*breaks\\*\n    events: [2026-11-12/a]\n"
        f"{BRIEF}---\n\n## What happened\n\n"
        "[The river rises fast](event:2026-11-12/b)\n\n[The \\[old\\] bridge \\*breaks\\*](event:2026-11-12/a)\n"
    )


def test_a_folder_below_the_site(
    new: Typed, brod: SiteBuilder, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The site is found from any folder in it and by `DAYLINE_SITE`, and `--site` comes before both."""
    below = brod.folder / "content/threads"
    monkeypatch.chdir(below)
    assert new("term", "Weir", "--body", "A low dam.")[1] == "created ../../content/glossary/weir.md\n"
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert new("term", "Dam", "--body", "A wall.")[0] == 2
    monkeypatch.setenv("DAYLINE_SITE", str(brod.folder))
    assert new("term", "Dam", "--body", "A wall.")[1] == f"created {brod.folder}/content/glossary/dam.md\n"
    assert new("term", "Dike", "--body", "A wall.", "--site", "nowhere")[0] == 2


TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12 November", ("2026-11-12", "")),
        ("November 12", ("2026-11-12", "")),
        ("12 Nov 06:40", ("2026-11-12", "06:40")),
        ("12 November at 6:40", ("2026-11-12", "06:40")),
        ("12 November 2025, 6:40", ("2025-11-12", "06:40")),
        ("Thursday 12 November", ("2026-11-12", "")),
        ("2026-11-12T06:40", ("2026-11-12", "06:40")),
        ("2026-11-12 06:40:30", ("2026-11-12", "06:40")),
        ("2026-11-12T23:40Z", ("2026-11-13", "00:40")),
        ("2026-11-12T23:40-05:00", ("2026-11-13", "05:40")),
        ("06:40", ("2026-11-30", "06:40")),
        ("today", ("2026-11-30", "")),
        ("yesterday 18:00", ("2026-11-29", "18:00")),
        ("Tomorrow", ("2026-12-01", "")),
        ("5 January", ("2027-01-05", "")),
        ("12 March", ("2026-03-12", "")),
        ("14.11.2026", ("2026-11-14", "")),
        ("2026-11", ("2026-11", "")),
        ("2026-11-12/2026-11-14", ("2026-11-12/2026-11-14", "")),
        ("29 February", ("29 February", "")),
        ("3.4.2026", ("3.4.2026", "")),
        ("Friday 12 November", ("Friday 12 November", "")),
        ("soon", ("soon", "")),
        ("soon 25:70", ("soon", "25:70")),
        ("soon 06:40Z", ("soon", "06:40Z")),
    ],
)
def test_typed_dates(typed: str, meant: tuple[str, str]) -> None:
    """Dates are understood as people write them; what can't be stays as it is, for the rules to refuse."""
    assert date_and_time(typed, TODAY, ZoneInfo("Europe/Prague")) == meant


def test_a_day_without_a_year_is_the_nearest(new: Typed) -> None:
    """Two months ahead is a plan, everything else has happened."""
    assert [as_date(f"15 {month}", TODAY)[:7] for month in ("December", "January", "February", "October")] == [
        "2026-12", "2027-01", "2026-02", "2026-10",
    ]  # fmt: skip
