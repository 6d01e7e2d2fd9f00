"""The life of one claim over thirty days: made, denied in part, corroborated, shown to be false, corrected.

What readers see of it stands in `claim_life/*.txt`: on the pages of four days and on the claim's own, in the
present edition and in those of three earlier days. `--accept` writes the files anew (read the difference!).
"""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline.build.options import Options
from dayline.build.pipeline import build

EXPECTED = Path(__file__).parent / "claim_life"
NOW = datetime(2022, 4, 2, 12, tzinfo=UTC)
PAGES = ("2022/03/01", "2022/03/10", "2022/03/20", "2022/03/30", "2022/03/01/bridge-at-ford/destroyed")
BLOCKS = {"p", "li", "h1", "h2", "h3", "dt", "dd", "div", "blockquote", "summary", "section", "td", "tr", "legend"}
EVENT = """\
date: {date}
title: {title}
summary: {summary}
threads: river
source: {source}
"""
CLAIM = """\
date: 2022-03-01
title: Ministry says the bridge at Ford is destroyed
summary: The ministry said so; whoever hit the bridge was not named. Aerial pictures show it whole.
place: ford
threads: river
attribution: {by: ministry}
sources:
  - agency-on-the-bridge
  - paper-on-the-bridge
claims:
  - id: destroyed
    text: The bridge at Ford is destroyed
    about: [army]
    status: debunked
changes:
  - date: 2022-03-20
    kind: status
    text: A paper's own reporter heard it from two drivers.
    field: claims.destroyed.status
    was: unverified
    now: corroborated
  - date: 2022-03-30
    kind: status
    text: Aerial pictures of 29 March show the bridge whole, with cars on it.
    field: claims.destroyed.status
    was: corroborated
    now: debunked
  - date: 2022-03-30
    kind: correction
    text: The bridge was never destroyed. We had called the claim corroborated.
    field: summary
    was: The ministry said so; whoever hit the bridge was not named.
    now: The ministry said so; whoever hit the bridge was not named. Aerial pictures show it whole.
"""
BRIEF = "---\ndate: {date}\ntitle: {title}\nstandfirst: {standfirst}\nas_of: {date}T23:00\n---\n\n{body}\n"
FILES = {
    "content/actors/ministry.yaml": "name: Ministry of Roads\nkind: government\ncountry: UA\n",
    "content/actors/army.yaml": "name: Army of the North\nkind: armed-force\ncountry: UA\n",
    "content/places/ford.yaml": "name: Ford\nkind: settlement\ncountry: UA\n",
    "content/threads/river.yaml": "title: The river\nsummary: Who holds the crossings.\n",
    "content/sources/agency.yaml": "name: Agency\nkind: news-agency\ncountry: UA\ndomains: [agency.example]\n",
    "content/sources/paper.yaml": "name: Paper\nkind: newspaper\ncountry: UA\ndomains: [paper.example]\n",
    "content/references/2022/03/agency-on-the-bridge.yaml": (
        "source: agency\nkind: article\ntitle: Bridge destroyed\nurl: https://agency.example/1\npublished: 2022-03-01\n"
    ),
    "content/references/2022/03/paper-on-the-bridge.yaml": (
        "source: paper\nkind: article\ntitle: No way over\nurl: https://paper.example/1\npublished: 2022-03-20\n"
    ),
    "content/events/2022/03/01/bridge-at-ford.yaml": CLAIM,
    "content/events/2022/03/10/army-answers.yaml": (
        EVENT.format(
            date="2022-03-10", title="Army says it did not fire on Ford", source="https://agency.example/2",
            summary="A spokesman said so; he did not say whether the bridge stands.",
        )
        + "type: denial\nattribution: {by: army}\nresponses:\n  - claim: 2022-03-01/bridge-at-ford#destroyed\n"
        "    type: denies\n    addresses: part\n    text: Says the army did not fire; silent on the bridge.\n"
    ),
    "content/events/2022/03/20/traffic-goes-round.yaml": EVENT.format(
        date="2022-03-20", title="Traffic goes a long way round the river", source="https://paper.example/1",
        summary="Drivers wait for hours at the next crossing.",
    ),
    "content/events/2022/03/30/pictures-of-the-bridge.yaml": (
        EVENT.format(
            date="2022-03-30", title="Aerial pictures show the bridge at Ford whole", source="https://maps.example/1",
            summary="The pictures are of 29 March.",
        )
        + "contradicts: 2022-03-01/bridge-at-ford\n"
    ),
    "content/briefs/2022/2022-03-01.md": BRIEF.format(
        date="2022-03-01", title="A bridge is said to be gone", standfirst="One ministry says so.",
        body="Nobody else says that [the bridge](claim:2022-03-01/bridge-at-ford#destroyed) is gone.",
    ),
    "content/briefs/2022/2022-03-30.md": BRIEF.format(
        date="2022-03-30", title="The bridge stands", standfirst="We were wrong.",
        body="On 20 March we called [it](claim:2022-03-01/bridge-at-ford#destroyed) corroborated. It was not.",
    ),
}  # fmt: skip


class Text(HTMLParser):
    """The text of a page's main part, a line for each block, without the ways to other pages."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._inside = self._aside = 0

    def handle_starttag(self, tag: str, _: object) -> None:
        self._inside += tag == "main"
        self._aside += tag in ("nav", "fieldset")
        self.handle_data("\n" if tag in BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        self.handle_data("\n" if tag in BLOCKS else "")
        self._inside -= tag == "main"
        self._aside -= tag in ("nav", "fieldset")

    def handle_data(self, data: str) -> None:
        if self._inside and not self._aside:
            self.parts.append(data)


def readable(html: str) -> str:
    """The readable text of a page."""
    parser = Text()
    parser.feed(html)
    text = "\n".join(" ".join(line.split()) for line in re.split(r"\n", "".join(parser.parts)))
    return re.sub(r"\n{2,}", "\n", text).strip("\n")


@pytest.mark.parametrize("as_of", ["", "2022-03-01", "2022-03-10", "2022-03-20"])
def test_what_readers_see(site: SiteBuilder, as_of: str, request: pytest.FixtureRequest) -> None:
    """The pages of four days and of the claim say what was known, now or at the end of an earlier day."""
    moment = datetime.fromisoformat(f"{as_of}T23:59") if as_of else None
    options = Options(site.write(FILES).folder, site.folder / "public", NOW, jobs=1, as_of=moment)
    built = build(options)
    assert (built.ok, built.problems) == (True, ())
    found = "\n".join(f"== /{name}/\n\n{_page(options.output / name)}\n" for name in PAGES)
    path = EXPECTED / f"{as_of or 'present'}.txt"
    if request.config.getoption("accept"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


def _page(folder: Path) -> str:
    path = folder / "index.html"
    return readable(path.read_text("utf-8")) if path.is_file() else "(no page)"
