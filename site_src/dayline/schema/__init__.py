"""The records: what content files can contain, declared once."""
