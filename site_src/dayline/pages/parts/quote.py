"""Quotations with their context."""

from typing import NamedTuple

from dayline.pages.index import SiteIndex
from dayline.pages.languages import other
from dayline.pages.links import Link
from dayline.pages.parts.attribution import Byline, byline
from dayline.pages.parts.gate import gate
from dayline.pages.wording import stated
from dayline.schema import vocabulary as words
from dayline.timeline.statements import quotes_in
from dayline.timeline.timeline import Event, LinkedQuote
from dayline.words import gettext


class QuoteView(NamedTuple):
    """A quotation: its text, speaker, context, translation and original."""

    anchor: str  # its id on the page of its event
    text: str
    lang: str  # the language of the text, if that is not the site's
    partial: bool  # whether it is only part of a sentence
    by: Byline | None  # who said it
    said: str  # when it was said
    context: str
    translation: str  # from which language it was translated and by whom, in words
    original: str  # the words before translation
    original_lang: str  # their language, if that is not the site's
    note: str
    event: Link  # the event in which it is quoted
    gate: str  # what to click on before it is shown on another page than the event's; empty if it is shown at once


def quote_view(linked: LinkedQuote, index: SiteIndex) -> QuoteView:
    """A quotation."""
    quote, event = linked.quote, linked.event
    return QuoteView(
        anchor=f"quote-{linked.number + 1}",
        text=index.text(quote.text),
        lang=other(quote.lang, index.language),
        partial=quote.partial,
        by=byline(linked.by, index, quote.medium, quote.identity == "inferred"),
        said=stated(quote.said) if quote.said else "",
        context=index.text(quote.context).rstrip("."),
        translation=_translation(linked),
        original=(quote.translated.original or "") if quote.translated else "",
        original_lang=other(quote.translated.from_, index.language) if quote.translated else "",
        note=index.text(quote.note),
        event=index.link("event", event.id),
        gate=gate(event.record),
    )


def quotes(event: Event, index: SiteIndex) -> tuple[QuoteView, ...]:
    """The quotations of an event."""
    return tuple(quote_view(quote, index) for quote in quotes_in(event))


def _translation(linked: LinkedQuote) -> str:
    translated = linked.quote.translated
    if translated is None:
        return ""
    language = "" if translated.from_ == "unstated" else translated.from_
    translator = "" if translated.by == "unstated" else gettext(words.TRANSLATORS[translated.by])
    if language and translator:
        return gettext("Translated from {language} by {translator}", language=language, translator=translator)
    if language:
        return gettext("Translated from {language}", language=language)
    if translator:
        return gettext("The original language is not stated by {translator}", translator=translator)
    return gettext("The original language is not stated; may be a translation")
