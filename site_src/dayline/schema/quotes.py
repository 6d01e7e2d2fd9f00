"""Text as YAML holds it in quotes."""


def quoted(text: str) -> str:
    """A text in quotes: in single ones if it holds double ones or backslashes."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'
