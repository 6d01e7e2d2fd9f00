"""Markdown that readers see otherwise than its editor: as GitHub shows it and we do not, or as nobody meant it."""

from dayline.rules.previews.surprising import private_addresses, surprising

__all__ = ["private_addresses", "surprising"]
