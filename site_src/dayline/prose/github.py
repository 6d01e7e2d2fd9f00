"""Python-Markdown extension for GitHub Flavored Markdown: pages look like the preview on GitHub."""

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from dayline.prose.blocks import Blocks
from dayline.prose.emphasis import Emphasis, insert_tags
from dayline.prose.patterns import BareUrl, LineBreak, Verbatim

_REPLACED = ("backtick", "escape", "autolink", "automail", "linebreak", "html", "em_strong")


class GitHub(Extension):
    """Blocks, emphasis, code, line breaks and URLs as in the GitHub Flavored Markdown spec; raw HTML is text."""

    def __init__(self, footnotes: Any) -> None:
        super().__init__()
        self._footnotes = footnotes

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Replace the library's own parsers; must run before the footnotes extension."""
        md.parser = Blocks(md, self._footnotes)
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name)
        for name in _REPLACED:
            md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(Verbatim(), "plain", 190)
        md.inlinePatterns.register(BareUrl(), "bare", 85)
        md.inlinePatterns.register(Emphasis(md), "emphasis", 60)
        md.inlinePatterns.register(LineBreak(), "break", 50)
        md.postprocessors.register(_Tags(md), "tags", 5)


class _Tags(Postprocessor):
    """Inserts the tags for emphasis."""

    def run(self, text: str) -> str:
        return insert_tags(text)
