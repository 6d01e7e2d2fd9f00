"""Markdown that readers see differently from its editor: as GitHub shows it and Dayline does not, or by accident."""
