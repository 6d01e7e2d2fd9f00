"""The site's additional outlines on maps (`content/maps/`)."""

from typing import Annotated

from dayline.schema import vocabulary as words
from dayline.schema.fields import Choice, DateValue, PlainText
from dayline.schema.record import Changes, record


@record
class MapRecord:
    """What the outlines in the `.geojson` file of the same name show, when they applied, and how to draw them.

    With `replaces: regions` they replace the regional borders of the base map.
    """

    title: PlainText
    credit: PlainText
    licence: PlainText
    style: Annotated[str, Choice(words.MAP_STYLES)] = "outline"
    replaces: Annotated[str, Choice(words.MAP_REPLACES)] | None = None
    from_: DateValue | None = None
    to: DateValue | None = None
    note: PlainText | None = None
    changes: Changes = ()
