"""Draws the pictures of the demonstration in `content/media/2022/03/`: `python3 docs/make_pictures.py`.

They are drawings made from the records, none of them after a photograph. Other versions of Pillow may give other
bytes; the committed files count.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parents[1]
EVENTS = ROOT / "content/events/2022/03"
MEDIA = ROOT / "content/media/2022/03"
FONTS = ROOT / "site_src/dayline/fonts/noto"
WIDTH, HEIGHT, FINE = 1200, 750, 2  # drawn twice as large and made smaller, so that edges are smooth
PAPER, INK, PALE, BLUE, RED = "#f8f8f4", "#16191d", "#d2d2c8", "#123f6d", "#9c1f19"


class Sheet:
    """A sheet to draw on, in pixels of the finished picture."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), PAPER)
        self.draw = ImageDraw.Draw(self.image)

    def box(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        self.draw.rectangle([FINE * n for n in (left, top, right, bottom)], fill)

    def shape(self, *points: tuple[float, float], fill: str) -> None:
        self.draw.polygon([(FINE * x, FINE * y) for x, y in points], fill)

    def line(self, *points: tuple[float, float], fill: str = INK, width: int = 4) -> None:
        self.draw.line([(FINE * x, FINE * y) for x, y in points], fill, FINE * width, joint="curve")

    def dot(self, x: float, y: float, radius: float, fill: str) -> None:
        self.draw.ellipse([FINE * n for n in (x - radius, y - radius, x + radius, y + radius)], fill)

    def words(self, x: float, y: float, text: str, size: int = 44, fill: str = INK, *, bold: bool = False) -> None:
        font = ImageFont.truetype(str(FONTS / f"NotoSans-{'Bold' if bold else 'Regular'}.ttf"), FINE * size)
        self.draw.multiline_text((FINE * x, FINE * y), text, fill, font, "ms", FINE * 8, "center")

    def save(self, name: str) -> None:
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.quantize(48, dither=Image.Dither.NONE).save(MEDIA / f"{name}.png", optimize=True)


def counts() -> Iterator[tuple[date, int]]:
    """What UNHCR counted on each day from 10 to 18 March, according to the events."""
    for day in (date(2022, 3, 10) + timedelta(n) for n in range(9)):
        file = next((EVENTS / f"{day:%d}").glob("unhcr-count*.yaml"))
        yield day, yaml.safe_load(file.read_text("utf-8"))["figures"][0]["value"]


def people_who_left(sheet: Sheet) -> None:
    """A bar for each day, in millions; the line marks three million."""
    high = lambda people: 640 - people * 500 / 3_300_000
    for number, (day, people) in enumerate(counts()):
        middle = 112 + 122 * number
        sheet.box(middle - 50, high(people), middle + 50, 640, BLUE)
        sheet.words(middle, 620, f"{people / 1e6:.2f}", 42, PAPER, bold=True)
        sheet.words(middle, 696, str(day.day), 46)
    sheet.line((40, high(3e6)), (1160, high(3e6)), fill=RED)
    sheet.words(180, high(3e6) - 16, "3 million", 46, RED, bold=True)
    sheet.line((40, 641), (1160, 641))


def rounds_of_talks(sheet: Sheet) -> None:
    """The days from 7 to 16 March as a line, with the talks on each."""
    across = lambda day: 165 + 100 * (day - 7)
    sheet.line((60, 420), (1140, 420))
    for day in range(7, 17):
        sheet.line((across(day), 406), (across(day), 434))
        sheet.words(across(day), 510, str(day), 50)
    for day, colour in ((7, BLUE), (10, RED), (14, BLUE), (15, BLUE)):
        sheet.dot(across(day), 420, 28, colour)
    sheet.dot(across(16), 420, 28, BLUE)
    sheet.dot(across(16), 420, 20, PAPER)
    sheet.line((across(14), 370), (across(14), 345), (across(16), 345), (across(16), 370), fill=BLUE)
    for day, what, how, colour in ((7, "3rd round", "in person", BLUE), (10, "ministers", "in Turkey", RED),
                                   (15, "4th round", "by video", BLUE)):  # fmt: skip
        sheet.words(across(day) + (day == 10) * 40, 230, what, 54, colour, bold=True)
        sheet.words(across(day) + (day == 10) * 40, 300, how, 52)
    sheet.words(across(11.5), 620, "March 2022", 54)


def destroyed_building(sheet: Sheet) -> None:
    """A front with columns whose middle has fallen in; no building in particular."""
    sheet.box(0, 600, WIDTH, HEIGHT, PALE)
    for left, right in ((95, 420), (780, 1105)):
        sheet.box(left, 235, right, 600, "#a5aab2")
        for x in range(left + 30, right - 40, 76):
            sheet.box(x, 265, x + 36, 600, PAPER)
    for mirror in (lambda x: x, lambda x: WIDTH - x):
        edge = ((80, 205), (490, 205), (455, 320), (510, 415), (465, 530), (490, 600), (410, 600), (410, 235),
                (80, 235))  # fmt: skip
        sheet.shape(*((mirror(x), y) for x, y in edge), fill="#51565d")
    sheet.shape((395, 600), (480, 530), (530, 555), (590, 470), (640, 520), (690, 490), (745, 560), (790, 530),
                (820, 600), fill=INK)  # fmt: skip
    for points in (((510, 590), (610, 420)), ((655, 560), (730, 410)), ((585, 540), (550, 440))):
        sheet.line(*points, fill="#51565d", width=11)
    sheet.words(600, 700, "A drawing, not after a photograph", 54)


PICTURES: dict[str, Callable[[Sheet], None]] = {
    "people-who-left": people_who_left,
    "rounds-of-talks": rounds_of_talks,
    "destroyed-theatre": destroyed_building,
}

MEDIA.mkdir(parents=True, exist_ok=True)
for name, drawing in PICTURES.items():
    sheet = Sheet()
    drawing(sheet)
    sheet.save(name)
