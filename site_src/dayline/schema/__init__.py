"""The records: what may stand in a content file, declared once."""
