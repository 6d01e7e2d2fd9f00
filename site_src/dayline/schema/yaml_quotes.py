"""Quotes around YAML strings."""


def quoted(text: str) -> str:
    """A text as a quoted YAML string: in single quotes if it contains double quotes or backslashes."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'
