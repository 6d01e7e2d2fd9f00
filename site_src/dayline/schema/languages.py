"""Languages by their two-letter codes (ISO 639-1): what people write instead, and their names in English."""

from functools import cache
from pathlib import Path


@cache
def languages() -> dict[str, tuple[tuple[str, ...], str]]:
    """For each code the other ways to write it, and the name."""
    lines = Path(__file__).with_name("languages.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {code: (tuple(forms.split()), name) for code, forms, name in rows}
