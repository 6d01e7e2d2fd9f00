"""HTML to plain text, for descriptions, feeds, social cards, labels and other places where tags are not allowed."""

from html.parser import HTMLParser

_IN_LINE = frozenset(("a", "em", "strong", "code"))
_NOTES = frozenset(("sup", "div"))  # a footnote's number, and the footnotes
_WHITE = " \t\n\f\r"


def plain_text(html: str) -> str:
    """The text of some HTML without tags, escapes and footnotes, with a space between blocks."""
    if "<" not in html and "&" not in html:
        return _collapsed(html)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _collapsed("".join(reader.texts))


def _collapsed(text: str) -> str:
    """The text with white space collapsed; non-breaking spaces, as in `10 000`, are kept."""
    for white in _WHITE[1:]:
        text = text.replace(white, " ")
    return " ".join(filter(None, text.split(" ")))


class _Reader(HTMLParser):
    """Collects text; character references are resolved after tags are parsed, so they can't turn into tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._notes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as in the base class
        self._notes += tag in _NOTES
        self._separate(tag)

    def handle_endtag(self, tag: str) -> None:
        self._notes -= tag in _NOTES
        self._separate(tag)

    def handle_data(self, data: str) -> None:
        if not self._notes:
            self.texts.append(data)

    def _separate(self, tag: str) -> None:
        if tag not in _IN_LINE and tag not in _NOTES:
            self.texts.append(" ")
