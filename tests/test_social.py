"""Social cards: what they say, how they look in each script, and when they are drawn."""

import base64
import re
import struct
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from conftest import SiteBuilder
from dayline import cli, theme
from dayline.build import workers
from dayline.build.options import Options, as_of_options
from dayline.build.pipeline import build
from dayline.commands import build as build_command
from dayline.commands.serve import preview_options
from dayline.fonts.faces import shown
from dayline.pages.data import social_cards
from dayline.pages.data.card_layout import Block, CardText, Line, Run, SocialCard, view
from dayline.pages.index import SiteIndex
from dayline.pages.page import Page
from dayline.render import Renderer, rasterise

NOW = datetime(2022, 3, 20, 12, tzinfo=UTC)
EVENT = "date: 2022-03-{day}\ntitle: {title}\nsource: https://example.net/{day}\n"
FILES: dict[str, str | bytes] = {
    "content/actors/council.yaml": (
        "name: Halyna Moroz\nkind: person\npublic_figure: true\ncountry: UA\n"
        "roles:\n  - {title: mayor, organisation: city}\n"
    ),
    "content/actors/city.yaml": "name: City Council\nkind: government\ncountry: UA\n",
    "content/threads/siege.yaml": "title: The siege\nsummary: Cars *get* out.\nopened: 2022-02-24\n",
    "content/events/2022/03/14/cars.yaml": (
        EVENT.format(day=14, title="Cars leave the encircled city")
        + "summary: What is only on the page.\npriority: key\ntype: statement\nevent_status: ongoing\n"
        "threads: [siege]\nattribution: {by: council}\n"
    ),
    "content/events/2022/03/14/talks.yaml": EVENT.format(day=14, title="Negotiators talk by video link"),
    "content/events/2022/03/15/curfew.yaml": EVENT.format(day=15, title="A curfew begins in the evening"),
    "content/events/2022/03/15/names.yaml": (
        EVENT.format(day=15, title="What nobody may read any more") + "priority: lead\nstate: withheld\n"
        "changes:\n  - {date: 2022-03-16, kind: withheld, text: To protect a child.}\n"
    ),
    "content/events/2022/03/15/later.yaml": (
        EVENT.format(day=15, title="What nobody may read for now") + "priority: lead\nstate: draft\n"
    ),
    "content/briefs/2022/2022-03-14.md": (
        "---\ndate: 2022-03-14\ntitle: Talks and a way out\nstandfirst: Not this.\nhighlights:\n"
        "  - {text: 'A [column](event:2022-03-14/cars) leaves', events: [2022-03-14/cars]}\n---\nWords.\n"
    ),
}
COUNTED = "day_counter: {label: 'Day {n}', day_one: 2022-02-24}\n"


@pytest.fixture
def index(site: SiteBuilder) -> SiteIndex:
    """An edition with two days, a thread, and events that may be shown and that may not."""
    site.write(FILES)
    return SiteIndex(with_settings(site, COUNTED).timeline())


def with_settings(site: SiteBuilder, more: str) -> SiteBuilder:
    """The site with more settings."""
    settings = site.folder / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8") + more, "utf-8")
    return site


def cards(index: SiteIndex) -> dict[str, Page]:
    """The planned cards by address."""
    return {page.url.replace("\x1d", "/"): page for page in social_cards.pages(index)}


def drawn(said: CardText) -> bytes:
    """The picture of a card."""
    renderer = Renderer(theme.load(Path("nowhere")), None, b"cards")  # type: ignore[arg-type]
    return renderer.render(("\x1dcard.png", "card.svg", view(said)))


def image(said: CardText) -> Image.Image:
    """The picture of a card, opened."""
    return Image.open(BytesIO(drawn(said))).convert("RGB")


def differ(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures differ anywhere."""
    return ImageChops.difference(one, other).getbbox() is not None


def event_said(headline: str, **more: object) -> CardText:
    """What a plain event's card says."""
    return CardText("event", "Day by Day", False, "en", headline, **more)  # type: ignore[arg-type]


def said(page: Page, index: SiteIndex) -> CardText:
    """What a planned card says."""
    return social_cards._text(*page.given, index)


def test_what_cards_say(index: SiteIndex) -> None:
    """Each kind of card says this and no more."""
    found = {url: said(page, index) for url, page in cards(index).items()}
    site = ("Day by Day", False, "en")
    assert found == {
        "/card.png": CardText("site", "Day by Day editors", False, "en", "Day by Day", foot="example.org"),
        "/2022/03/14/card.png": CardText(
            "day", *site, "Talks and a way out", "Day 19", ("Monday", "14", "March 2022"), lead="A column leaves",
            foot="example.org",
        ),
        "/2022/03/15/card.png": CardText(
            "day", *site, "A curfew begins in the evening", "Day 20", ("Tuesday", "15", "March 2022"),
            foot="example.org",
        ),
        "/threads/siege/card.png": CardText(
            "thread", *site, "The siege", kicker="Thread", lead="Cars get out.", foot="Active, since 24 February 2022"
        ),
        "/2022/03/14/cars/card.png": CardText(
            "event", *site, "Cars leave the encircled city", "Monday 14 March 2022 · Day 19",
            kicker="Statement · Ongoing", lead="Halyna Moroz, mayor", foot="Single source, not verified",
            tone="open",
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("all", ["/", "/2022/03/14/", "/2022/03/14/cars/", "/2022/03/14/talks/", "/2022/03/15/", "/2022/03/15/curfew/",
                 "/threads/siege/"]),
        ("key", ["/", "/2022/03/14/", "/2022/03/14/cars/", "/2022/03/15/", "/threads/siege/"]),
        ("days", ["/", "/2022/03/14/", "/2022/03/15/", "/threads/siege/"]),
        ("none", []),
    ],
)  # fmt: skip
def test_which_cards_there_are(site: SiteBuilder, wanted: str, expected: list[str]) -> None:
    """The site says for how many events there are cards; what is withheld or a draft never has one."""
    timeline = with_settings(site.write(FILES), f"social_cards: {wanted}\n").timeline(drafts=True)
    assert sorted(cards(SiteIndex(timeline))) == sorted(f"{url}card.png" for url in expected)


@pytest.mark.parametrize(("warning", "lead"), [("", "A column leaves"), ("content_warning: [death]\n", "")])
def test_a_warning_keeps_all_but_the_title_away(site: SiteBuilder, warning: str, lead: str) -> None:
    """Under a brief's content warning only a highlight is shown whose events have none themselves."""
    event, brief = "content/events/2022/03/14/cars.yaml", "content/briefs/2022/2022-03-14.md"
    warned = str(FILES[brief]).replace("highlights:", "content_warning: [death]\nhighlights:")
    found = SiteIndex(site.write({**FILES, brief: warned, event: str(FILES[event]) + warning}).timeline())
    shown_now = said(cards(found)["/2022/03/14/card.png"], found)
    assert (shown_now.headline, shown_now.lead) == ("Talks and a way out", lead)


def test_letters_that_are_not_there_are_not_drawn(site: SiteBuilder) -> None:
    """A title in a script that the fonts lack leaves a card with all else and no boxes."""
    text = str(FILES["content/briefs/2022/2022-03-14.md"]).replace("Talks and a way out", "東京の会談")
    found = SiteIndex(site.write({**FILES, "content/briefs/2022/2022-03-14.md": text}).timeline())
    shown_now = said(cards(found)["/2022/03/14/card.png"], found)
    assert (shown_now.headline, shown_now.lead, shown_now.day[1]) == ("", "A column leaves", "14")


def test_a_card_as_it_is_set() -> None:
    """Where everything on an event's card stands."""
    none = Block(72, "start", 30, ())
    found = view(event_said("Talks go on", foot="Verified by us", tone="good", kicker="Talks", lead="The mayor"))
    assert found == SocialCard(
        kind="event", language="en", tone="good", mark=84,
        site=Block(72, "start", 34, (Line((Run("Day by Day", False),), 104),)),
        corner=Block(1128, "end", 28, ()),
        weekday=none, number=none._replace(x=62, size=260), month=none._replace(size=44),
        kicker=Block(72, "start", 30, (Line((Run("Talks", False),), 196),)),
        headline=Block(72, "start", 76, (Line((Run("Talks go on", False),), 278),)),
        lead=Block(72, "start", 32, (Line((Run("The mayor", False),), 338),)),
        foot=Block(110, "start", 30, (Line((Run("Verified by us", False),), 572),)),
    )  # fmt: skip


def test_a_card_from_right_to_left() -> None:
    """Arabic begins at the right and is held together; Latin words in it keep their own font."""
    found = view(CardText("event", "يوميات", True, "ar", "بيان Reuters!", "Day 1"))
    runs = (Run("\u2067", False), Run("بيان", True), Run(" Reuters!\u2069", False))
    assert found.headline == Block(1128, "end", 76, (Line(runs, 236),))
    assert (found.site.x, found.site.anchor, found.corner.x, found.corner.anchor) == (1128, "end", 72, "start")


SAMPLES = {
    "Latin": "Źródła: Nguyễn, Şırnak und Tromsø",
    "Cyrillic": "Росія завдала удару по Яворівському полігону",
    "Greek": "Οι διαπραγματεύσεις διακόπτονται",
    "Arabic": "توقف المحادثات بعد الجولة الرابعة",
    "mixed": "Al Jazeera: السلام عليكم says it",
}


@pytest.mark.parametrize("script", SAMPLES)
def test_scripts(script: str) -> None:
    """A card in each script has all its letters, drawn as other than boxes, in little room."""
    text = SAMPLES[script]
    raw = drawn(event_said(text))
    boxes = re.sub(r"\w", "東", text)
    assert shown(text) == text
    assert Image.open(BytesIO(raw)).size == (1200, 630)
    assert len(raw) <= 40_000
    assert differ(image(event_said(text)), image(event_said(boxes)))
    ink = Image.open(BytesIO(raw)).convert("L").crop((0, 140, 1200, 500)).point(lambda level: 255 * (level < 128))
    assert ink.getbbox() is not None


def test_arabic_letters_are_joined() -> None:
    """Letters that join are other shapes, and narrower, than the same letters kept apart."""
    joined, apart = (image(event_said(text)) for text in ("السلام", "\u200c".join("السلام")))
    widths = [_ink(picture_) for picture_ in (joined, apart)]
    assert widths[0] < 0.9 * widths[1]


def test_bold_is_bold_in_every_script() -> None:
    """Headlines are heavier than what follows them, in Arabic too."""
    for text in ("السلام عليكم", "Слово", "Word"):
        heavy, light = (
            _weight(image(event_said(**told))) for told in ({"headline": text}, {"headline": "", "lead": text})
        )
        assert heavy > 3 * light


def test_tones_differ_in_more_than_colour() -> None:
    """In grey each tone still looks different."""
    greys = [
        image(event_said("Word", foot="Status", tone=tone)).convert("1") for tone in ("open", "good", "doubt", "bad")
    ]
    signs = [grey.crop((60, 540, 104, 584)) for grey in greys]
    assert all(differ(one, other) for one, other in pairwise(signs))


def test_same_bytes() -> None:
    """Drawn twice it is the same file, which holds no time and nothing but the picture."""
    raw = drawn(event_said("Talks go on"))
    assert raw == drawn(event_said("Talks go on"))
    kinds, at = [], 8
    while at < len(raw):
        length, kind = struct.unpack(">I4s", raw[at : at + 8])
        kinds.append(kind)
        at += 12 + length
    assert set(kinds) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


def test_not_a_drawing() -> None:
    """What is not SVG is a ValueError; however large a drawing says it is, the picture is not."""
    with pytest.raises(ValueError, match="not well-formed"):
        rasterise.png("<svg")
    with pytest.raises(ValueError, match="SVG"):
        rasterise.png("<html/>")
    huge = '<svg xmlns="http://www.w3.org/2000/svg" width="99999999" height="99999999"><g fill="#ffffff"/></svg>'
    assert Image.open(BytesIO(rasterise.png(huge))).size == (630, 630)


NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SIDES = 'width="200" height="200"'
LOADING = {
    "a path": f'<image href="AT" {SIDES}/>',
    "xlink": f'<image xlink:href="AT" {SIDES}/>',
    "another prefix for xlink": f'<image xmlns:k="http://www.w3.org/1999/xlink" k:href="AT" {SIDES}/>',
    "a prefix": f'<s:image xmlns:s="http://www.w3.org/2000/svg" href="AT" {SIDES}/>',
    "single quotes": f"<image\n href = 'AT' {SIDES}/>",
    "a reference to a character": f'<image href="&#x2f;ATX" {SIDES}/>',
    "an address": f'<image href="file://AT" {SIDES}/>',
    "the web": f'<image href="https://example.org/a.png" {SIDES}/>',
    "in a pattern": f'<pattern id="p" {SIDES}><image href="AT" {SIDES}/></pattern><rect {SIDES} fill="url(#p)"/>',
    "a filter": f'<filter id="f"><feImage href="AT"/></filter><rect {SIDES} filter="url(#f)"/>',
    "use": '<use href="AT#a"/>',
    "a base": f'<g xml:base="/tmp/"><image href="red.png" {SIDES}/></g>',
    "capitals": f'<IMAGE HREF="AT" {SIDES}/>',
    "empty": f'<image href="" {SIDES}/>',
}


def document(body: str, before: str = "") -> str:
    """A drawing on white."""
    white = '<rect width="1200" height="630" fill="#ffffff"/><g fill="#c80000" stroke="#000000"/>'
    return f'{before}<svg {NAMESPACES} width="1200" height="630">{white}{body}</svg>'


@pytest.fixture
def red(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The path of a red picture that somebody else has on the machine."""
    Image.new("RGB", (200, 200), (200, 0, 0)).save(tmp_path / "red.png")
    (tmp_path / "cards").mkdir()
    monkeypatch.chdir(tmp_path / "cards")
    return str(tmp_path / "red.png")


@pytest.mark.parametrize("at", ["{}", "../red.png"])
@pytest.mark.parametrize("case", LOADING)
def test_drawings_load_nothing(red: str, case: str, at: str) -> None:
    """Whatever names a file or an address is refused, however it is written."""
    with pytest.raises(ValueError, match="may not load external files"):
        rasterise.png(document(LOADING[case].replace("AT", at.format(red))))


@pytest.mark.parametrize("inner", ['"AT"', "\"&#60;image href='AT' width='200' height='200'/>\""])
def test_drawings_declare_nothing(red: str, inner: str) -> None:
    """A document type, whose entities could hide a path, is refused."""
    with pytest.raises(ValueError, match="doctype"):
        rasterise.png(document('<image href="&p;"/>&p;', f"<!DOCTYPE svg [<!ENTITY p {inner.replace('AT', red)}>]>"))


@pytest.mark.parametrize(
    "body",
    [
        '<style>@import url("AT.css"); image {href: url(AT)}</style><image width="200" height="200"/>',
        '<rect width="200" height="200" fill="url(AT#a)"/>',
        '<image width="200" height="200" href="data:image/svg+xml;base64,INNER"/>',
    ],
)
def test_what_the_library_does_not_load(red: str, body: str) -> None:
    """Style sheets, fills and drawings within drawings lead to no file; if they ever do, this says so."""
    Path(f"{red}.css").write_text("rect {fill: #c80000}")
    inner = base64.b64encode(document(f'<image href="{red}" {SIDES}/>').encode()).decode()
    made = rasterise.png(document(body.replace("AT", red).replace("INNER", inner)))
    colours = Image.open(BytesIO(made)).convert("RGB").getcolors() or []
    assert {colour for _, colour in colours} <= {(255, 255, 255), (0, 0, 0)}


def test_pictures_within_a_drawing(red: str) -> None:
    """A picture that the drawing holds, and parts of the drawing, may be named."""
    data = base64.b64encode(Path(red).read_bytes()).decode()
    body = f'<image id="a" {SIDES} href="data:image/png;base64,{data}"/><use href="#a" x="300"/>'
    colours = Image.open(BytesIO(rasterise.png(document(body)))).convert("RGB").getcolors() or []
    assert (2 * 200 * 200, (200, 0, 0)) in colours


def _ink(picture_: Image.Image) -> int:
    """How wide the headline is."""
    box = picture_.convert("L").crop((0, 140, 1200, 500)).point(lambda level: 255 * (level < 128)).getbbox()
    assert box is not None
    return box[2] - box[0]


def _weight(picture_: Image.Image) -> int:
    """How many dark points there are below the head."""
    return sum(picture_.convert("L").crop((0, 140, 1200, 500)).histogram()[:160])


def options(site: SiteBuilder) -> Options:
    """A build with cards."""
    later = frozenset({"cards"})
    return Options(site.folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1, extras=later)


def made(site: SiteBuilder) -> list[str]:
    """The cards that a build renders."""
    return sorted(url.replace("\x1d", "/") for url in build(options(site)).reasons if url.endswith(".png"))


def head(site: SiteBuilder, page: str) -> dict[str, str]:
    """What a page says of its picture."""
    text = (site.folder / "public" / page).read_text("utf-8")
    return dict(re.findall(r'<meta (?:property="og:|name="twitter:)((?:image|card)[a-z:]*)" content="([^"]*)">', text))


ALL = [
    "/2022/03/14/card.png", "/2022/03/14/cars/card.png", "/2022/03/15/card.png", "/card.png",
    "/threads/siege/card.png",
]  # fmt: skip
EDITS = {
    "a summary": ("events/2022/03/14/cars.yaml", "only on the page", "on the page alone", []),
    "an event's title": ("events/2022/03/14/cars.yaml", "Cars leave", "Buses leave", ["/2022/03/14/cars/card.png"]),
    "the title of an event without a card": ("events/2022/03/14/talks.yaml", "video", "phone", []),
    "the title of what leads a day": ("events/2022/03/15/curfew.yaml", "evening", "night", ["/2022/03/15/card.png"]),
    "a highlight": ("briefs/2022/2022-03-14.md", "column]", "convoy]", ["/2022/03/14/card.png"]),
    "a brief's text": ("briefs/2022/2022-03-14.md", "Words", "Other words", []),
    "a speaker's name": ("actors/council.yaml", "Halyna", "Olena", ["/2022/03/14/cars/card.png"]),
    "a thread": ("threads/siege.yaml", "Cars", "Buses", ["/threads/siege/card.png"]),
    "the site's title": ("site.yaml", "title: Day by Day", "title: Every day", ALL),
    "the site's zone": ("site.yaml", "Europe/Kyiv", "Europe/Riga", []),
}


@pytest.mark.parametrize("name", EDITS)
def test_edit_and_what_is_drawn(site: SiteBuilder, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each edit draws exactly the cards that show it; the same again draws nothing."""
    monkeypatch.setattr(rasterise, "png", str.encode)
    assert made(site.write(FILES)) == ALL
    assert made(site) == []
    file, old, new, expected = EDITS[name]
    path = site.folder / "content" / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert made(site) == expected
    assert made(site) == []


def test_another_card_template_draws_all_cards(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site's own `card.svg` is used, and no page is made anew for it."""
    monkeypatch.setattr(rasterise, "png", str.encode)
    build(options(site.write(FILES)))
    site.write({"templates/card.svg": "<svg>{{ page.kind }}</svg>"})
    assert sorted(url.replace("\x1d", "/") for url in build(options(site)).reasons) == ALL
    assert (site.folder / "public/card.png").read_text() == "<svg>site</svg>"


def test_pages_name_their_pictures(site: SiteBuilder) -> None:
    """A page names its own card, an event without one its day's, the home page the newest day's, others the site's."""
    build(options(site.write(FILES)))
    more = {"image:width": "1200", "image:height": "630", "card": "summary_large_image"}
    address, first, second = "https://example.org/", "Monday 14 March 2022", "Tuesday 15 March 2022"
    expected = {
        "2022/03/14/index.html": ("2022/03/14/card.png", first),
        "2022/03/14/cars/index.html": ("2022/03/14/cars/card.png", "Cars leave the encircled city"),
        "2022/03/14/talks/index.html": ("2022/03/14/card.png", first),
        "2022/03/15/names/index.html": ("card.png", "Day by Day"),
        "threads/siege/index.html": ("threads/siege/card.png", "The siege"),
        "index.html": ("2022/03/15/card.png", second),
        "actors/index.html": ("card.png", "Day by Day"),
    }
    found = {page: head(site, page) for page in expected}
    assert found == {page: {"image": address + url, **more, "image:alt": alt} for page, (url, alt) in expected.items()}
    assert all((site.folder / "public" / url).read_bytes()[:4] == b"\x89PNG" for url, _ in expected.values())
    assert head(site, "404.html") == {}


def test_editions_without_cards_name_none(site: SiteBuilder) -> None:
    """Without cards, or in an edition of an earlier moment, pages name no pictures and there are none."""
    wanted = options(site.write(FILES))
    for chosen in (replace(wanted, extras=frozenset()), as_of_options(wanted, NOW, own_output=False)):
        build(chosen)
        assert head(site, "2022/03/14/index.html") == {}
        assert list((site.folder / "public").rglob("*.png")) == []


def test_a_build_that_ends_among_the_cards(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages stand when drawing is broken off, with the cards there were; the next build draws what is missing."""
    build(options(site.write(FILES)))
    before = (site.folder / "public/2022/03/15/card.png").read_bytes()
    path = site.folder / "content/events/2022/03/15/curfew.yaml"
    path.write_text(path.read_text("utf-8").replace("A curfew begins", "A curfew ends"), "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(rasterise, "png", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            build(options(site))
    page = site.folder / "public/2022/03/15/curfew/index.html"
    assert "A curfew ends" in page.read_text("utf-8")
    assert (site.folder / "public/2022/03/15/card.png").read_bytes() == before
    assert made(site) == ["/2022/03/15/card.png"]
    assert (site.folder / "public/2022/03/15/card.png").read_bytes() != before


def test_cards_drawn_in_processes(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawn in several processes they are the same files."""
    alone = options(site.write(FILES))
    shared = replace(alone, output=site.folder / "shared", cache=None, jobs=2)
    build(alone)
    monkeypatch.setattr(workers, "MANY_PAGES", 0)
    build(shared)
    found = [{p.relative_to(o.output): p.read_bytes() for p in o.output.rglob("*.png")} for o in (alone, shared)]
    assert len(found[0]) == len(ALL)
    assert found[0] == found[1]


def test_previews_have_no_cards(site: SiteBuilder) -> None:
    """What only the desk sees needs no pictures for sharing."""
    wanted = replace(options(site), extras=frozenset({"cards", "search"}))
    assert preview_options(wanted, own_output=True).extras == {"search"}
    assert preview_options(replace(wanted, cache=None), own_output=True).extras == {"search"}


def _interrupt(_: str) -> bytes:
    raise KeyboardInterrupt


BROKEN = {
    "a name that there is not": (
        "<svg>\n{{ page.nothing }}\n</svg>", "'SocialCard' object has no attribute 'nothing'", 2, "{{ page.nothing }}",
    ),
    "no drawing": ("<svg>\n<g>{{ page.kind }}\n</svg>", None, 1, "<svg>"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_card_template(site: SiteBuilder, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake in the site's own `card.svg` is named at its line; the pages are published all the same."""
    template, said_, line, source = BROKEN[name]
    site.write({**FILES, "templates/card.svg": template})
    code = cli.main(["build", "--site", str(site.folder), "--without", "search"])
    err = capsys.readouterr().err
    found = said_ or err.split("card.png`: ")[1].split("\n")[0]
    assert (code, err) == (1, (
        f"error[E90]: the template `card.svg` can't render `/2022/03/14/card.png`: {found}\n"
        f"  --> templates/card.svg:{line}:1\n  |\n{line} | {source}\n  | {'^' * len(source)}\n"
        "help: fix the template at this line\n\n1 error; only the social cards were not written\n"
    ))  # fmt: skip
    assert (site.folder / "public/2022/03/14/index.html").exists()
    (site.folder / "templates/card.svg").unlink()
    assert cli.main(["build", "--site", str(site.folder), "--without", "search"]) == 0
    assert (site.folder / "public/2022/03/14/card.png").read_bytes()[:4] == b"\x89PNG"


def test_without_what_draws(
    site: SiteBuilder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where resvg is not installed one line says so, and no page names a picture."""
    real = build_command.find_spec
    monkeypatch.setattr(build_command, "find_spec", lambda name: None if name == "resvg_py" else real(name))
    code = cli.main(["build", "--site", str(site.write(FILES).folder)])
    assert code == 0
    assert "no social cards: install `dayline[cards]`, or build with `--without cards`\n" in capsys.readouterr().err
    assert head(site, "2022/03/14/index.html") == {}
    assert not (site.folder / "public/card.png").exists()
