"""`check` tries out a site's own templates, and `build` refuses with the same words what can't be read."""

from pathlib import Path

import pytest

from conftest import SiteBuilder
from dayline import cli
from dayline.commands import template_trial
from dayline.pages import index

TEMPLATES = Path(__file__).parents[1] / "templates"
EVENT = "date: 2022-03-14\ntitle: 160 civilian cars leave Mariupol\nsource: https://example.net/a\n"
LONG = EVENT + ("threads: [siege]\nplace: mariupol\ntime: 14:30\nsummary: What [happened](place:mariupol) there.\n")
FILES: dict[str, str | bytes] = {
    "content/events/2022/03/14/cars-leave.yaml": EVENT,
    "content/events/2022/03/14/more-cars.yaml": LONG,
    "content/places/mariupol.yaml": "name: Mariupol\nkind: settlement\ncountry: UA\n",
    "content/threads/siege.yaml": "title: The siege\nsummary: What happens there.\n",
}


def said(site: SiteBuilder, capsys: pytest.CaptureFixture[str], command: str = "check", *options: str) -> list[str]:
    """What is wrong with templates: file, line and message of each."""
    now = ("--now", "2022-03-15T12:00")
    code = cli.main([command, "--site", str(site.folder), *now, "--format", "github", *options])
    lines = [line for line in capsys.readouterr().out.splitlines() if "title=E90" in line]
    assert code == bool(lines)
    return [f"{_part(line, 'file')}:{_part(line, 'line')}: {line.split('::', 2)[2].split('%0A')[0]}" for line in lines]


def _part(line: str, name: str) -> str:
    return line.split(f"{name}=", 1)[1].split(",", maxsplit=1)[0].removeprefix("templates/")


@pytest.fixture
def day(site: SiteBuilder) -> SiteBuilder:
    """A site with two events, one of them with much to show."""
    return site.write(FILES)


def test_every_mistake_in_one_run(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """Templates that no page uses, parts, feeds, texts and cards; each at its file and line, the fullest page named."""
    card = (TEMPLATES / "card.svg").read_text("utf-8").split("\n", 1)
    day.write({
        "templates/404.html": '{% include "404.html" %}',
        "templates/card.svg": f"{card[0]}\n{{{{ page.nope }}}}\n{card[1]}",
        "templates/event.html": "<p>\n{{ page.nothing }}\n",
        "templates/feed.atom": "{{ page.head",
        "templates/home.html": "{% import 'parts/attribution.html' as who %}",
        "templates/parts/attribution.html": "a\n{% endfor %}",
        "templates/place.html": "\n\n{{ 1 // 0 }}",
        "templates/robots.txt": "{{ missing }}",
        "templates/sitemap.xml": "{{ page.urls|nofilter }}",
        "templates/thread.html": "\n{%+ include 'none.html' %}",
        "templates/unused.html": "{% if %}",
    })  # fmt: skip
    assert said(day, capsys) == [
        (
            "404.html:1: the template `404.html` can't render `/404.html`: "
            "maximum recursion depth exceeded while calling a Python object"
        ),
        (
            "card.svg:2: the template `card.svg` can't render `/2022/03/14/card.png`: "
            "'SocialCard' object has no attribute 'nope'"
        ),
        (
            "event.html:2: the template `event.html` can't render `/2022/03/14/more-cars/`: "
            "'EventView' object has no attribute 'nothing'"
        ),
        (
            "feed.atom:1: the template `feed.atom` can't be compiled: "
            "unexpected end of template, expected 'end of print statement'."
        ),
        (
            "parts/attribution.html:2: the template `parts/attribution.html` can't be compiled: "
            "Encountered unknown tag 'endfor'."
        ),
        "place.html:3: the template `place.html` can't render `/places/mariupol/`: integer division or modulo by zero",
        "robots.txt:1: the template `robots.txt` can't render `/robots.txt`: 'missing' is undefined",
        "sitemap.xml:1: the template `sitemap.xml` can't be compiled: No filter named 'nofilter'.",
        "thread.html:2: the template `thread.html` can't be compiled: there is no template 'none.html'",
        "unused.html:1: the template `unused.html` can't be compiled: Expected an expression, got 'end of statement block'",  # noqa: E501
    ]


@pytest.mark.parametrize("command", ["check", "build"])
def test_what_cannot_be_read_is_refused_alike(
    command: str, day: SiteBuilder, capsys: pytest.CaptureFixture[str]
) -> None:
    """A template that no page uses stops a build too, with the words of `check`; so do the marks of a merge."""
    day.write({"templates/unused.html": "{% if %}", "templates/other.html": "{% include 'none.html' %}"})
    assert said(day, capsys, command) == [
        "other.html:1: the template `other.html` can't be compiled: there is no template 'none.html'",
        "unused.html:1: the template `unused.html` can't be compiled: Expected an expression, got 'end of statement block'",  # noqa: E501
    ]
    day.write({"templates/unused.html": "a\n<<<<<<< HEAD\n", "templates/other.html": ""})
    day.write({"templates/assets/site.js": "1\n<<<<<<< HEAD\n2\n=======\n3\n>>>>>>> other\n"})
    merge = "unresolved merge conflict: git added the line"
    assert said(day, capsys, command) == [
        f"assets/site.js:2: {merge} `<<<<<<< HEAD`",
        f"assets/site.js:4: {merge} `=======`",
        f"assets/site.js:6: {merge} `>>>>>>> other`",
        f"unused.html:2: {merge} `<<<<<<< HEAD`",
    ]
    assert not (day.folder / "public").exists()


def test_a_part_is_tried_in_the_pages_that_show_it(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake in a part of the site's own is found through built-in templates, and said once."""
    frame = (TEMPLATES / "parts/page_frame.html").read_text("utf-8")
    day.write({"templates/parts/page_frame.html": frame})
    assert said(day, capsys) == []
    base = (TEMPLATES / "base.html").read_text("utf-8").rstrip("\n")
    line = base.count("\n") + 2
    day.write({"templates/base.html": f"{base}\n{{{{ page.nope }}}}\n"})
    found = said(day, capsys)
    assert [one.split(": ")[0] for one in found] == [f"base.html:{line}"]


def test_optional_templates_may_be_missing(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """What may be missing, and what is worked out, is no mistake."""
    event = '{% include "none.html" ignore missing %}{% include ["none.html", "404.html"] %}{{ page.head.title }}'
    event += "{% trans title=page.head.title %}About {{ title }}{% endtrans %}"
    day.write({"templates/event.html": event})
    assert said(day, capsys) == []


def test_with_errors_in_the_content_nothing_is_filled(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """Then templates are only read."""
    day.write({"content/events/2022/03/14/wrong.yaml": "date: 2022-03-14\n"})
    day.write({"templates/event.html": "{{ page.nothing }}", "templates/unused.html": "{% if %}"})
    assert [one.split(":")[0] for one in said(day, capsys)] == ["unused.html"]


def test_templates_can_be_left_alone(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """`--no-templates` neither reads nor runs a template; links and odd files among them are errors all the same."""
    day.write({"templates/event.html": "{{ page.nothing }}", "templates/unused.html": "{% if %}"})
    assert said(day, capsys, "check", "--no-templates") == []
    (day.folder / "templates/link.html").symlink_to("event.html")
    assert len(said(day, capsys, "check", "--no-templates")) == 1


def test_without_templates_nothing_is_planned(
    day: SiteBuilder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site with the built-in theme alone is checked without a page being planned."""
    monkeypatch.setattr(index, "SiteIndex", None)
    assert said(day, capsys) == []
    day.write({"templates/assets/icon.svg": "<svg/>"})
    assert said(day, capsys) == []


def test_cards_need_their_libraries(
    day: SiteBuilder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can draw cards, they are only read."""
    day.write({"templates/card.svg": "{{ page.nothing }}"})
    monkeypatch.setattr(template_trial, "find_spec", lambda _: None)
    assert said(day, capsys) == []
    day.write({"templates/card.svg": "{% if %}"})
    assert len(said(day, capsys)) == 1
