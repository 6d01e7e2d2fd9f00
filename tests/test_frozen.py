"""Classes of records whose methods are written once behave as dataclasses do whose methods are generated."""

from dataclasses import FrozenInstanceError, dataclass, fields, is_dataclass, replace
from typing import Any

import pytest

from dayline.read.records import RECORDS
from dayline.schema.frozen import frozen
from dayline.schema.introspect import field_specs


@frozen
class Short:
    """A class as the field types are."""

    name: str
    number: int = 3
    label = "no field"


@frozen
class Longer(Short):
    """One that inherits fields."""

    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stock:
    """The same with generated methods."""

    name: str
    number: int = 3
    more: tuple[str, ...] = ()


def test_as_a_dataclass() -> None:
    """Fields, values, text, equality and hash are those of a dataclass."""
    ours, stock = Longer("a", more=("b",)), Stock("a", more=("b",))
    assert is_dataclass(Longer)
    assert [field.name for field in fields(ours)] == [field.name for field in fields(stock)]
    assert repr(ours).replace("Longer", "Stock") == repr(stock)
    assert (ours.name, ours.number, ours.more) == (stock.name, stock.number, stock.more)
    assert vars(ours) == {"name": "a", "more": ("b",)}
    assert ours == Longer("a", 3, ("b",))
    assert hash(ours) == hash(Longer("a", 3, ("b",)))
    assert ours not in (Longer("a", 4, ("b",)), stock, "a")
    assert Longer("a") != Short("a")
    assert repr(replace(ours, number=5)) == repr(Longer("a", 5, ("b",)))


@pytest.mark.parametrize("values", [((), {}), (("a", 1, (), 2), {}), (("a",), {"name": "b"}), (("a",), {"nmae": "b"})])
def test_wrong_values(values: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    """A field that is missing, unknown or given twice is refused, as in a dataclass."""
    for cls in (Longer, Stock):
        with pytest.raises(TypeError):
            cls(*values[0], **values[1])


def test_nothing_can_be_changed() -> None:
    """Setting and deleting are refused, and leave everything as it was."""
    ours = Short("a")
    with pytest.raises(FrozenInstanceError):
        ours.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del ours.name
    assert ours == Short("a")


@pytest.mark.parametrize("cls", [cls for cls, _ in RECORDS.values()])
def test_records_have_the_common_methods(cls: type) -> None:
    """No record class has a method that was compiled for it alone."""
    for one in (cls, *(spec.group for spec in field_specs(cls) if spec.group)):
        made = {name for name, value in vars(one).items() if hasattr(value, "__code__")}
        assert {name for name in made if vars(one)[name].__code__.co_filename == "<string>"} == set()


def test_records_by_name_only() -> None:
    """A record takes no values by position."""
    with pytest.raises(TypeError):
        RECORDS["term"][0]("a")
