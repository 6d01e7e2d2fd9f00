"""Text from Markdown where no markup may stand says what the page says: no entities, escapes, tags or footnotes."""

import html
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline import prose
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.pages.index import SiteIndex

NOW = datetime(2022, 3, 16, tzinfo=UTC)
WRITTEN = "{} of Hill&nbsp;&amp;&nbsp;Sons &ndash; 5 \\\\* 3 `a & b` *now* &hellip;"
SHOWN = "{} of Hill\xa0&\xa0Sons – 5 * 3 a & b now …"


def written(word: str) -> str:
    """A YAML string of Markdown with an entity, an escape, code and emphasis."""
    return f'"{WRITTEN.format(word)}"'


FILES: dict[str, str | bytes] = {
    "content/actors/council.yaml": "name: Council\nkind: government\ncountry: UA\n",
    "content/threads/siege.yaml": f"title: The siege\nsummary: {written('Thread')}\nopened: 2022-03-01\n",
    "content/questions/who.yaml": (
        "question: Who did it?\nopened: 2022-03-14\nclosed_by: 2022-03-15/later\n"
        f"known: {written('Known')}\nanswer: {written('Answer')}\n"
    ),
    "content/events/2022/03/14/bridge.yaml": (
        "date: 2022-03-14\ntitle: The lower bridge is closed to cars\nsource: https://example.net/1\n"
        f"summary: {written('Summary')}\nthreads: [siege]\npriority: key\nattribution: {{by: council}}\n"
        "claims:\n"
        f"  - {{id: one, by: council, kind: intent, text: {written('Claim')}, promise: {{due: 2022-03-15}}}}\n"
        f"  - {{id: two, by: council, text: {written('Other')}, contradicts: ['2022-03-14/bridge#one']}}\n"
    ),
    "content/events/2022/03/15/later.yaml": (
        "date: 2022-03-15\ntitle: The bridge is open again\nsource: https://example.net/2\nattribution: {by: council}\n"
        "responses:\n"
        f"  - {{claim: '2022-03-14/bridge#one', type: denies, text: {written('Response')}}}\n"
    ),
    "content/briefs/2022/2022-03-14.md": (
        f"---\ndate: 2022-03-14\ntitle: The bridge\nstandfirst: {written('Standfirst')}\nhighlights:\n"
        f"  - {{text: {written('Highlight')}, events: [2022-03-14/bridge]}}\n"
        f"not_known: [{written('Unknown')}]\n---\nThe body.\n"
    ),
}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hill&nbsp;&amp;&nbsp;Sons", "Hill\xa0&\xa0Sons"),
        ("5 \\* 3 &ndash; &#8230;", "5 * 3 – …"),
        ("`<b>` &lt;i&gt; &amp;amp;", "<b> <i> &amp;"),
        ('a [x](https://a.example/ "b > c") z', "a x z"),
        ("One.\n\nTwo.\n\n- three\n- four\n    - five", "One. Two. three four five"),
        ("one  \ntwo", "one two"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"),
        ("one[^1] two\n\n[^1]: three", "one two"),
        ("five hundred *and* **one**s", "five hundred and ones"),
        ("1\u202f000 people", "1\u202f000 people"),
    ],
    ids=["entities", "escapes", "code", "title", "blocks", "break", "table", "footnote", "in-line", "no-break"],
)
def test_words(text: str, shown: str) -> None:
    """Tags go, then escapes; blocks are a space apart, words are not."""
    assert prose.plain_text(prose.block(text, "{}:{}".format)) == shown


def test_every_short_text_is_plain(site: SiteBuilder) -> None:
    """Descriptions, titles, labels, feeds, data and citations of a default build hold no Markdown and no entity."""
    site.write(FILES)
    public = site.folder / "public"
    built = build(Options(site.folder, public, NOW, jobs=1))
    assert [problem.message for problem in built.problems if problem.is_error] == []
    texts = [text for page in public.rglob("*.html") for text in _short(page.read_text("utf-8"))]
    texts += [html.unescape(text) for text in re.findall(r"<summary>(.*?)</summary>", _read(public / "feed.atom"))]
    texts += [text for path in (public / "data").rglob("*.json") for text in _strings(json.loads(_read(path)))]
    assert [text for text in texts if re.search(r"&\w+;|\\\*|\*now|`", text)] == []
    for word in ("Thread", "Summary", "Standfirst", "Claim", "Other", "Answer"):
        assert any(SHOWN.format(word) in text for text in texts), word


def test_citations_are_plain(site: SiteBuilder) -> None:
    """BibTeX and RIS name a claim by its words; what means something to LaTeX is escaped there alone."""
    index = SiteIndex(site.write(FILES).timeline("2022-03-16T12:00+02:00"))
    from dayline.pages.kinds import claims

    cite = claims.view("2022-03-14/bridge#one", index).cite
    assert "TI  - Claim of Hill & Sons – 5 * 3 a & b now …" in cite.ris.split("\n")
    assert "  title = {{Claim of Hill \\& Sons – 5 * 3 a \\& b now …}}," in cite.bibtex.split("\n")


def _read(path: Path) -> str:
    return path.read_text("utf-8")


def _short(page: str) -> list[str]:
    """What a page says in its title, meta data, labels and links to claims, as a browser reads it."""
    found = re.findall(r'\b(?:content|aria-label|title|alt)="([^"]*)"', page)
    found += re.findall(r"<title>(.*?)</title>", page)
    found += re.findall(r'<a href="[^"]*bridge/(?:one|two)/">(.*?)</a>', page)
    return [html.unescape(text) for text in found]


def _strings(data: object) -> list[str]:
    if isinstance(data, dict):
        return [text for value in data.values() for text in _strings(value)]
    if isinstance(data, list):
        return [text for value in data for text in _strings(value)]
    return [data] if isinstance(data, str) else []
