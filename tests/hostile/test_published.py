"""What hostile text becomes in the files that programs read: feeds, the sitemap, JSON."""

import html
import json
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dayline.build.options import Options
from dayline.build.pipeline import build
from repositories import INERT, say
from sandbox import Sandbox

ATOM = "{http://www.w3.org/2005/Atom}"
SHOWN = INERT.replace("'", "’").replace('"', "”")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose every text looks like code."""
    at = Sandbox(tmp_path_factory.mktemp("looks-like-code"))
    say(at, INERT)
    assert build(Options(at.site, at.site / "public", datetime(2022, 3, 15, tzinfo=UTC), jobs=1)).ok
    return at.site / "public"


def quotes(text: str) -> str:
    """A text with one kind of quotation marks."""
    return re.sub("[“”‘’\"']", "'", text)


def test_feeds_are_escaped_once(public: Path) -> None:
    """A title is the text that was written; HTML in a feed shows it, and has no element of somebody else's."""
    feeds = sorted(path.name for path in public.rglob("*.atom"))
    assert feeds == ["changes.atom", "corrections.atom", "feed.atom"]
    raw = (public / "feed.atom").read_text("utf-8")
    assert "<![CDATA[" not in raw
    (entry,) = ET.fromstring(raw).iter(f"{ATOM}entry")  # noqa: S314 - our own
    assert quotes(INERT) in quotes(entry.findtext(f"{ATOM}title") or "")
    content = entry.findtext(f"{ATOM}content") or entry.findtext(f"{ATOM}summary") or ""
    assert "<xssprobe" not in content
    assert "&lt;xssprobe&gt;" in content or "&amp;lt;xssprobe&amp;gt;" in content


def test_pages_show_what_was_written(public: Path) -> None:
    """A title stands in a page as it was written, escaped once."""
    page = (public / "2022/03/14/x/index.html").read_text("utf-8")
    heading = re.search(r"(?s)<h1[^>]*>(.*?)</h1>", page)
    assert heading
    assert quotes(INERT) in quotes(html.unescape(re.sub(r"<[^>]+>", "", heading[1])))


def test_every_file_for_programs_can_be_read(public: Path) -> None:
    """JSON is JSON and XML is XML, beside pages and in them."""
    inside = re.compile(r'(?s)<script[^>]*type="?application/(?:ld\+)?json"?[^>]*>(.*?)</script>')
    texts = [path.read_text("utf-8") for path in public.rglob("*.json")]
    texts += [found for path in public.rglob("*.html") for found in inside.findall(path.read_text("utf-8"))]
    assert len(texts) > 3
    assert [text for text in texts if not isinstance(json.loads(text), dict | list)] == []
    for path in [*public.rglob("*.xml"), *public.rglob("*.atom"), *public.rglob("*.svg")]:
        ET.fromstring(path.read_bytes())  # noqa: S314 - our own
