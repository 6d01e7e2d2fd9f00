"""A drawing to a picture."""


def png(drawing: str) -> bytes:
    """The PNG of an SVG document, drawn with the theme's own fonts alone; raises ValueError if it can't be drawn."""
    raise NotImplementedError(drawing)
