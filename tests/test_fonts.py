"""The letters of pictures: what they can show, and how text breaks into lines."""

import json
from hashlib import sha256

import pytest

from dayline.fonts.estimate import estimated
from dayline.fonts.faces import FACES, FOLDER, files, is_right_to_left, measured, shown
from dayline.fonts.line_breaks import Fitted, fitted

STEPS = ((60, 2), (50, 3), (40, 4))


def test_widths_are_of_these_fonts() -> None:
    """`widths.json` names the digests of all fonts there are; they go with their licence, and are small."""
    made = json.loads((FOLDER / "widths.json").read_text("ascii"))["files"]
    assert made == {path.stem: sha256(path.read_bytes()).hexdigest() for path in FOLDER.glob("*.ttf")}
    assert [path.stem for path in files()] == list(made)
    assert {name for face in FACES.values() for name in face} == set(made)
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text("ascii")
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_200_000


def test_every_face_has_the_same_letters() -> None:
    """What one face can show, all can: Latin with Vietnamese, Greek, Cyrillic and Arabic."""
    letters = "Aŵßđễ Ωώἄ Яїґђқ ابجپگ ٣۴ “–…€№"
    missing = [(face, letter) for face in FACES for letter in letters if not measured(letter, face)]
    assert missing == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aid reaches Sumy", "Aid reaches Sumy"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("Hilfe 🚑️ kommt", "Hilfe kommt"),
        ("160\u00a0cars", "160\u00a0cars"),
        ("東京 talks", ""),
        ("दिल्ली", ""),
        ("שלום", ""),
        ("", ""),
    ],
)
def test_shown(text: str, expected: str) -> None:
    """Signs that the fonts lack are dropped; a text with letters that they lack is left out as a whole."""
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "otherwise", "expected"),
    [("“السلام” says", False, True), ("Al السلام", True, False), ("14 (…)", True, True), ("14", False, False)],
)
def test_direction(text: str, otherwise: bool, expected: bool) -> None:
    """The first letter that has a direction decides."""
    assert is_right_to_left(text, otherwise) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Fitted(60, ())),
        ("Talks go on", Fitted(60, ("Talks go on",))),
        ("Talks pause after a fourth round of them", Fitted(60, ("Talks pause after a", "fourth round of them"))),
        (
            "Cars get out of the encircled city in a column that nobody had announced",
            Fitted(40, ("Cars get out of the", "encircled city in a column", "that nobody had announced")),
        ),
        ("They are given 800 million more", Fitted(60, ("They are given", "800 million more"))),
        ("They were 800 Kyiv-based people", Fitted(60, ("They were 800 Kyiv-", "based people"))),
        ("Kyiv-based Al-Jazeera", Fitted(60, ("Kyiv-based Al-Jazeera",))),
        (
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
            Fitted(40, ("Donaudampfschifffahrtselektrizi-", "tätenhauptbetriebswerk")),
        ),
        (
            "one word, " * 20,
            Fitted(40, ("one word, one word, one word,", "one word, one word, one word,",
                        "one word, one word, one word,", "one word, one word, one word …")),
        ),
    ],
)  # fmt: skip
def test_lines(text: str, expected: Fitted) -> None:
    """Lines are balanced, in the largest size that fits; words are cut only where nothing else helps."""
    assert fitted(text, "serif-bold", 700, STEPS) == expected


@pytest.mark.parametrize(
    "text",
    ["w" * 300, "ن" * 300, "а́" * 200, "a-" * 150, "- – — /", "x" * 41 + " y", "word " * 60, "1/2/3/4/5/6/7/8" * 20],
)
def test_no_line_is_too_long(text: str) -> None:
    """Whatever a text is, no line is wider than its room."""
    made = fitted(text, "serif-bold", 700, STEPS)
    assert max(measured(line, "serif-bold") * made.size for line in made.lines) <= 700_000
    assert len(made.lines) <= 4


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "text",
    ["Zaporizhzhia", "Illimitable little fjord", "MMMM WWWW", "UNHCR", "2022–03", "Łódź", "Nguyễn Văn Thiệu", "Αθήνα",
     "Міністерство оборони", "Щастя"],
)  # fmt: skip
def test_estimates_are_near_what_is_measured(text: str, bold: bool) -> None:
    """The width of a text in fonts that can't be known is estimated as about that in a wide one."""
    wide = measured(text, "sans-bold" if bold else "sans") / 1000
    assert 0.97 * wide <= estimated(text, 1, bold=bold) <= 1.15 * wide


def test_what_our_fonts_lack_is_estimated() -> None:
    """Letters of East Asia take a full square, and accents that follow their letter take nothing."""
    assert (estimated("東京", 15), estimated("e\u0301e\u0302", 10)) == (30, estimated("ee", 10))
