"""The style sheets: what the program writes is what they say."""

import re
from pathlib import Path

from dayline.theme import load

STYLE = Path(__file__).parents[1] / "templates/assets/style"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PRELUDE = re.compile(r"(?<=[{};])\s*([^{};@]+?)\s*(?=\{)")


def selectors(style: str) -> list[str]:
    """What stands before the braces, written one way; spaces that mean something are kept."""
    found = PRELUDE.findall(";" + COMMENT.sub("", style))
    return [re.sub(r"\s*([>+~,()])\s*", lambda sign: sign[0].strip(), " ".join(prelude.split())) for prelude in found]


def test_bundle_has_every_selector() -> None:
    """The bundle has every selector of the sheets as it is written there: what is minified means the same.

    A space that joins a class and a pseudo-class is lost on the way in some places.
    """
    bundle = next(raw for name, raw in load(Path()).assets.items() if re.fullmatch(r"style\.\w+\.css", name))
    sheets = "".join(path.read_text("utf-8") for path in sorted(STYLE.glob("*.css")))
    assert selectors(bundle.decode()) == selectors(sheets)
