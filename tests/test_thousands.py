"""Numbers whose point may set thousands apart: how they are read and kept, and of what they are doubted."""

from io import BytesIO

import pytest

from dayline.cache import pickled
from dayline.rules.figures.thousands import is_measured
from dayline.schema.thousands import Thousands, read_decimal
from dayline.timeline.cell_parsing import parse_number


@pytest.mark.parametrize("text", ["1.200", "12.500", "999.999", "-1.200"])
def test_may_be_thousands(text: str) -> None:
    """One to three digits, a point and three digits may be thousands; the number knows how it was written."""
    number = read_decimal(text, text)
    assert isinstance(number, Thousands)
    assert (number, number.text, number.as_thousands) == (float(text), text, int(text.replace(".", "")))


@pytest.mark.parametrize("text", ["0.200", "1.2", "1.25", "1234.567", "1.2000", "0.001", "100.0"])
def test_are_decimals(text: str) -> None:
    """Nobody writes thousands so."""
    assert type(read_decimal(text, text)) is float


@pytest.mark.parametrize(
    ("text", "written", "kind"),
    [("1.200", "1234.5", Thousands), ("1,200", "1234,5", Thousands), ("−1,200", "1234,5", Thousands),
     ("1.200", "1.234,5", int), ("1,200", "1,234.5", int), ("1.200,500", "1.234,5", float), ("1.5", "1234.5", float)],
)  # fmt: skip
def test_cells(text: str, written: str, kind: type) -> None:
    """Cells of tables are read by how the table's numbers are written, and doubted where that has the other point."""
    assert type(parse_number(text, written)) is kind


def test_kept_by_caches() -> None:
    """What it was written as outlives a build."""
    number = pickled.load(BytesIO(bytes(pickled.dumps(Thousands(1.2, "1.200")))))
    assert (type(number), number, number.text) == (Thousands, 1.2, "1.200")


MEASURED = (
    "km", "square km", "km of front line", "tonnes of grain", "°C", "%", "per cent of homes",
    "million people", "mn USD",
    "euros", "US dollars", "m³", "cars per day", "litres a day", "hours", "magnitude", "mSv", "MW",
)  # fmt: skip
COUNTED = (
    "people", "cars", "people a day", "rations", "people in hours of darkness", "applications", "checkpoints",
    "households",
)  # fmt: skip


@pytest.mark.parametrize("unit", MEASURED)
def test_measured(unit: str) -> None:
    """There can be a part of these."""
    assert is_measured(unit)


@pytest.mark.parametrize("unit", COUNTED)
def test_counted(unit: str) -> None:
    """There can't be a part of these."""
    assert not is_measured(unit)
