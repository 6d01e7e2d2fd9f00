"""A map of the site's own: what its outlines are, and whose (`content/maps/`)."""

from typing import Annotated

from dayline.schema import vocabulary as words
from dayline.schema.fields import Choice, DateValue, PlainText
from dayline.schema.record import Changes, record


@record
class MapRecord:
    """What the outlines of a `.geojson` of the same name show, from when to when they held, and how to draw them.

    Those that show the regions of a country may stand in place of the ones that every map has.
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
