"""Shorter ways to write a list or a group of fields."""

from dayline.schema import hints
from dayline.schema.fields.field_type import RewritingType, refuse
from dayline.schema.frozen import frozen
from dayline.schema.hints import LIST_MARK


@frozen
class Many(RewritingType):
    """A list, which may be written as its only entry; with `words` that entry may not contain a comma."""

    words: bool = False

    def read(self, value: object) -> object:
        if isinstance(value, str):
            self._refuse_joined_entries(value)
        return value if isinstance(value, list) else [value]

    def _refuse_lookalikes(self, value: object, error: ValueError) -> None:
        """Nothing: a dash in place of a hyphen has a message of its own."""

    def _refuse_joined_entries(self, text: str) -> None:
        """Refuse entries that became one text: behind typographic dashes or bullets, or with commas between them."""
        if LIST_MARK.match(text):
            refuse("E06", *hints.list_mark_problem(text))
        if self.words and "," in text and "://" not in text:
            refuse("E06", *hints.comma_problem(text))


@frozen
class Shorthand(RewritingType):
    """A group of fields that may be written as only the value of `field`, or of `url_field` if it contains a colon."""

    field: str
    url_field: str = ""

    def read(self, value: object) -> object:
        if not isinstance(value, str):
            return value
        if self.url_field and (several := hints.split_addresses(value)):
            entries = ", ".join(f"`- {address}`" for address in several)
            help = f"write `sources:`, and each address on a separate line below it: {entries}"
            refuse("E28", f"there are {len(several)} addresses on one line", help)
        return {self.url_field if self.url_field and ":" in value else self.field: value}
