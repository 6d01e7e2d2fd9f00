"""What readers are told: whole messages from one catalogue."""

import gettext as standard
import html
import importlib.util
import re
from collections import defaultdict
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.words import gettext, ngettext, pgettext, speaking

ROOT = Path(__file__).parents[1]
_spec = importlib.util.spec_from_file_location("make_catalogue", ROOT / "docs/make_catalogue.py")
assert _spec is not None
assert _spec.loader is not None
make_catalogue = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(make_catalogue)
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "абцдефгхийклмнопщрстувшжызАБЦДЕФГХИЙКЛМНОПЩРСТУВШЖЫЗ"
)
_KEPT = re.compile(r"(\{[^{}]*\}|%\(\w+\)s|<[^<>]*>|&#?\w+;)")
_SAID = ("aria-label", "title", "alt", "placeholder", "content")
_PART = re.compile(r"[^\W\d_А-я][^А-я,.;:!?()\[\]“”\"/–—|·…×=<>{}\n]*")
_OTHER = re.compile(r"https?://\S+|\b[0-9a-f]{8,}\b|\w+…")  # addresses, digests, and words that were cut
_TARGET = re.compile(r"\]\([^)]*\)")  # of a link in Markdown, whose text goes on behind it
_WORD = re.compile(r"[A-Za-z]{2,}")
# What no catalogue needs: codes and names that are the same in every language.
SAME = {"utc", "gmt", "bibtex", "ris", "atom", "csv", "json", "pdf", "sha", "dayline", "pagefind", "openstreetmap"}


def pseudo(message: str) -> str:
    """A message in letters that no source has; placeholders, tags and character references as they are."""
    return "".join(part if _KEPT.fullmatch(part) else part.translate(LETTERS) for part in _KEPT.split(message))


class Pseudo(standard.NullTranslations):
    """A language that is there for everything in the catalogue, and for nothing else."""

    def gettext(self, message: str) -> str:
        """The message in the pseudo language."""
        return pseudo(message)

    def pgettext(self, _context: str, message: str) -> str:
        """The message in the pseudo language."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for a number in the pseudo language."""
        return pseudo(msgid1 if n == 1 else msgid2)


class Texts(HTMLParser):
    """What is read of a page: its texts, and attributes that are shown or spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attributes with words; what is in code, scripts and styles is no text."""
        self._hidden += tag in ("script", "style", "code", "pre")
        known = dict(attrs)
        if tag != "meta" or known.get("name") == "description" or known.get("property", "").startswith("og:title"):
            self.found += [known[name] or "" for name in _SAID if name in known]

    def handle_endtag(self, tag: str) -> None:
        """The end of what is no text."""
        self._hidden -= tag in ("script", "style", "code", "pre")

    def handle_data(self, data: str) -> None:
        """A text."""
        if not self._hidden:
            self.found.append(data)


def words_in(text: str) -> str:
    """The words of a text in Latin letters, in lower case with single spaces."""
    return " ".join(_WORD.findall(html.unescape(text))).casefold()


def untranslated(page: str, content: str) -> set[str]:
    """The stretches of a page in Latin letters that are neither in the content nor the same everywhere."""
    texts = Texts()
    texts.feed(page)
    parts = {words_in(part) for text in texts.found for part in _PART.findall(_OTHER.sub(" . ", text))}
    return {part for part in parts if part and f" {part} " not in content and not set(part.split()) <= SAME}


def test_messages_with_values() -> None:
    """Placeholders are filled by name, and numbers have their thousands set apart."""
    assert gettext("Day before") == "Day before"
    assert gettext("{done} of {all}", done="3", all="{4}") == "3 of {4}"
    assert [ngettext("{number} report", "{number} reports", n) for n in (0, 1, 1200)] == [
        "0 reports", "1 report", "1,200 reports",
    ]  # fmt: skip
    with speaking(Pseudo()):
        assert gettext("By {name}", name="Ann") == "Бы Ann"
        assert pgettext("a day", "May") == "Маы"
        assert ngettext("{number} day", "{number} days", 2) == "2 даыс"
    assert gettext("By {name}", name="Ann") == "By Ann"


def test_the_catalogue_is_current() -> None:
    """`docs/make_catalogue.py` was run after the last change of words."""
    assert make_catalogue.CATALOGUE.read_text("utf-8") == make_catalogue.catalogue()


def test_every_word_is_in_the_catalogue(tmp_path: Path) -> None:
    """In a language that translates the whole catalogue no page of the demonstration shows the program's English."""
    sources = [path for path in (ROOT / "content").rglob("*") if path.suffix in (".yaml", ".md", ".csv", ".geojson")]
    lists = ("search_words.yaml", "languages.tsv")  # the synonyms of one language, and the names of languages
    sources += [ROOT / "site_src/dayline/schema" / name for name in lists]
    written = [_TARGET.sub("]", path.read_text("utf-8")) for path in sorted(sources)]
    content = f" {' '.join(map(words_in, written))} "
    with speaking(Pseudo()):
        build(Options(ROOT, tmp_path / "public", datetime(2022, 5, 1, 12, tzinfo=UTC), jobs=1))
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted((tmp_path / "public").rglob("*.html")):
        for part in untranslated(path.read_text("utf-8"), content):
            found[part].append(path.relative_to(tmp_path / "public").as_posix())
    assert {part: pages[0] for part, pages in sorted(found.items())} == {}


TEMPLATES = sorted(
    path.relative_to(ROOT / "templates").as_posix()
    for path in (ROOT / "templates").rglob("*.*")
    if path.suffix in (".html", ".atom") and path.is_file()
)
_JINJA_PART = re.compile(r"{#.*?#}|{%[-+]? *trans\b.*?{%[-+]? *endtrans *[-+]?%}|{%.*?%}|{{.*?}}", re.DOTALL)
_NO_WORDS = re.compile(r"<icon>.*?</icon>|{% block script_policy %}.*?{% endblock %}")


def loose_words(template: str) -> list[str]:
    """The words of a template that stand in its HTML and not in a message."""
    texts = Texts()
    texts.feed(_JINJA_PART.sub("", _NO_WORDS.sub("", template)))
    return [words for text in texts.found if (words := words_in(text)) and not set(words.split()) <= SAME]


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_words_in_templates_but_messages(name: str) -> None:
    """Whatever a template says, on pages that the demonstration does not have too, it says in messages."""
    assert loose_words((ROOT / "templates" / name).read_text("utf-8")) == []


def test_loose_words_are_found() -> None:
    """In texts and in attributes that are shown or spoken, not in messages, code and names of classes."""
    template = """<p class="by">By {{ name }}{% trans %}So <b>it</b> is{% endtrans %}{{ _("Yes") }} – now</p>
    <a title="Go" aria-label="{{ _("On") }}" href="there/">{# what #}</a><script>let words</script>"""
    assert loose_words(template) == ["by now", "go"]
