"""Python-Markdown's extension that reads a text as GitHub does, so that what editors preview is what is shown."""

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from dayline.prose.blocks import Blocks
from dayline.prose.emphasis import Emphasis, insert_tags
from dayline.prose.patterns import Bare, Break, Plain

_REPLACED = ("backtick", "escape", "autolink", "automail", "linebreak", "html", "em_strong")


class GitHub(Extension):
    """Blocks, emphasis, code, breaks and addresses by the GitHub Flavored Markdown spec; raw HTML is text."""

    def __init__(self, footnotes: Any) -> None:
        super().__init__()
        self._footnotes = footnotes

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Take the place of what reads a text otherwise; to be called before the footnotes' extension."""
        md.parser = Blocks(md, self._footnotes)
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name)
        for name in _REPLACED:
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(Plain(), "plain", 190)
        md.inlinePatterns.register(Bare(), "bare", 85)
        md.inlinePatterns.register(Emphasis(md), "emphasis", 60)
        md.inlinePatterns.register(Break(), "break", 50)
        md.postprocessors.register(_Tags(md), "tags", 5)


class _Tags(Postprocessor):
    """Writes the tags of emphasis."""

    def run(self, text: str) -> str:
        return insert_tags(text)
