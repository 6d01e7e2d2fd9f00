"""Markdown that readers see otherwise than its editor: as GitHub shows it and we do not, or as nobody meant it."""

from dayline.rules.previews.surprising import surprising

__all__ = ["surprising"]
