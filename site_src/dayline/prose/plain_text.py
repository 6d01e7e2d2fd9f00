"""Our HTML as plain text, for descriptions, feeds, cards, labels and wherever else no tag may stand."""

from html.parser import HTMLParser

_IN_LINE = frozenset(("a", "em", "strong", "code"))
_NOTES = frozenset(("sup", "div"))  # a footnote's number, and the footnotes
_WHITE = " \t\n\f\r"


def plain_text(html: str) -> str:
    """The text of some HTML as it is read: without tags, escapes and footnotes, with a space between blocks."""
    if "<" not in html and "&" not in html:
        return _folded(html)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _folded("".join(reader.texts))


def _folded(text: str) -> str:
    """A text with single spaces; those that don't break, such as in `10 000`, stay what they are."""
    for white in _WHITE[1:]:
        text = text.replace(white, " ")
    return " ".join(filter(None, text.split(" ")))


class _Reader(HTMLParser):
    """Gathers texts; character references are resolved after tags are known, so that none becomes one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._notes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its base has it
        self._notes += tag in _NOTES
        self._apart(tag)

    def handle_endtag(self, tag: str) -> None:
        self._notes -= tag in _NOTES
        self._apart(tag)

    def handle_data(self, data: str) -> None:
        if not self._notes:
            self.texts.append(data)

    def _apart(self, tag: str) -> None:
        if tag not in _IN_LINE and tag not in _NOTES:
            self.texts.append(" ")
