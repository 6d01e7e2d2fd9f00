"""The base of all field types, and how they refuse a value."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NoReturn

from dayline.schema.characters import odd_character, to_plain
from dayline.schema.forbidden import Forbidden
from dayline.schema.frozen import frozen

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


def refuse(code: str, message: str, help: str = "") -> NoReturn:
    """Refuse a value: raise the pydantic error that becomes a `Problem` with this code, message and help."""
    from pydantic_core import PydanticCustomError

    raise PydanticCustomError("dayline", "{message}", {"code": code, "message": message, "help": help})


def refuse_parts(forbidden: Iterable[Forbidden]) -> None:
    """Refuse a text for all its forbidden parts at once (E28); nothing if there are none."""
    if parts := tuple(forbidden):
        from pydantic_core import PydanticCustomError

        raise PydanticCustomError("dayline", "{message}", {"code": "E28", "message": parts[0].message, "parts": parts})


def expect_text(value: object, noun: str) -> str:
    """The value if it is text; refused as E06 with `noun`, what it should be, if it is a list or a group of fields."""
    if not isinstance(value, str):
        refuse("E06", f"this should be {noun}, not a {'list' if isinstance(value, list) else 'group of fields'}")
    return value


@frozen
class FieldType:
    """A type of field; `read` turns the text as written into the value that a record holds."""

    def read(self, value: object) -> object:
        """The value of the field; raises `ValueError` (by `refuse`) for a value that is wrong."""
        raise NotImplementedError

    def __call__(self, value: object) -> object:
        """What `read` returns; a text that is wrong only because of lookalike characters is refused for these.

        pydantic gets the field type itself and not one of its methods, because validators are cached and code is not.
        """
        try:
            return self.read(value)
        except ValueError as error:
            self._refuse_lookalikes(value, error)
            raise

    def _refuse_lookalikes(self, value: object, error: ValueError) -> None:
        """Refuse the value for its first lookalike character if it would be right with plain characters."""
        plain = to_plain(value) if isinstance(value, str) else value
        if plain == value:
            return
        try:
            self.read(plain)
        except ValueError:
            return
        code = getattr(error, "context", {}).get("code", "E06")
        refuse(code, f"`{value}` contains {odd_character(str(value))}", f"write `{plain}`")

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], "CoreSchema"]) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self)


class RewritingType(FieldType):
    """A type that only turns a shorter way to write a value into the full one, which pydantic then reads."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], "CoreSchema"]) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self, handler(source))
