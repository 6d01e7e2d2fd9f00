"""The site's additional outlines on maps (`content/maps/`), and how close the map of a record is."""

from typing import Annotated

from dayline.schema import vocabulary as words
from dayline.schema.fields import Choice, DateValue, PlainText
from dayline.schema.record import Changes, record


@record
class MapSettings:
    """How close a map is; without it the places on the map decide."""

    zoom: Annotated[str, Choice(tuple(words.ZOOM_DEGREES))]


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
