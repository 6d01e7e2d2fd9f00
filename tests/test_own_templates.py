"""Templates of a site's own: what they replace, and what they can use of the built-in ones."""

import re
from datetime import UTC, datetime
from gettext import NullTranslations
from pathlib import Path

import pytest
from jinja2.defaults import DEFAULT_FILTERS, DEFAULT_NAMESPACE

from conftest import SiteBuilder
from dayline import theme
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.render import Renderer, _environment
from dayline.theme import Theme
from dayline.words import speaking
from test_trial import FILES, said

DOCS = Path(__file__).parents[1] / "docs/templates.md"
NOW = datetime(2022, 3, 15, 12, tzinfo=UTC)
EXAMPLE = re.compile(r"^`(templates/\S+)`:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
DAY, HOME, EVENT = "2022/03/14/index.html", "index.html", "2022/03/14/more-cars/index.html"
SOURCES = re.compile(r'<section class="origins"[^>]*>.*?</section>\n', re.DOTALL)
STRIP = re.compile(r'<nav class="strip-all".*?</nav>\n', re.DOTALL)


@pytest.fixture
def day(site: SiteBuilder) -> SiteBuilder:
    """A site with two events, one of them with much to show."""
    return site.write(FILES)


def built(site: SiteBuilder, *paths: str) -> list[str]:
    """Pages of the site."""
    assert build(Options(site.folder, site.folder / "public", NOW)).ok
    return [(site.folder / "public" / path).read_text("utf-8") for path in paths]


def test_a_section_is_replaced(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A template extends the built-in one of its name: one section is another one, one goes, one grows."""
    before, event = built(day, DAY, EVENT)
    day.write({
        "templates/day.html": '{% extends "built-in/day.html" %}{% block days %}{% endblock %}\n'
        "{% block sources %}<p>{{ page.sources|length }}</p>\n{{ super() }}{% endblock %}"
    })  # fmt: skip
    assert len(STRIP.findall(before)) == len(SOURCES.findall(before)) == 1
    wanted = SOURCES.sub(lambda found: f"<p>1</p>\n{found[0]}", STRIP.sub("", before))
    assert built(day, DAY, EVENT) == [wanted, event]
    assert said(day, capsys) == []


def test_the_frame_of_all_pages_is_extended(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """Built-in templates extend the site's own `base.html`, which extends the built-in one."""
    before = built(day, DAY, HOME, EVENT)
    base = '{% extends "built-in/base.html" %}{% block footer %}{{ super() }}<p>More</p>\n{% endblock %}'
    day.write({"templates/base.html": base})
    assert built(day, DAY, HOME, EVENT) == [
        page.replace("</div>\n</footer>", "<p>More</p>\n</div>\n</footer>") for page in before
    ]
    assert said(day, capsys) == []


def test_a_part_is_used_beside_the_own_one(day: SiteBuilder) -> None:
    """A part of the site's own can call the one that it replaces."""
    (before,) = built(day, DAY)
    day.write({
        "templates/parts/day_strip.html": '{% from "built-in/parts/day_strip.html" import day_strip as built_in %}'
        "{% macro day_strip(strip) %}{{ built_in(strip) }}<p>{{ strip.months|length }}</p>\n{% endmacro %}",
    })  # fmt: skip
    assert built(day, DAY) == [STRIP.sub(lambda found: found[0].replace("\n</nav>", "<p>1</p>\n\n</nav>"), before)]


def test_what_is_extended_is_part_of_what_a_page_is_made_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the built-in template changes, so do pages whose own template extends it, and nothing is left as it was."""
    default, site = tmp_path / "default", tmp_path / "site"
    for folder in (default, site / "templates"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(theme, "built_in", lambda: default)
    (default / "day.html").write_text("1", "utf-8")
    (default / "event.html").write_text("1", "utf-8")
    (site / "templates/day.html").write_text('{%+ extends "built-in/day.html" %}', "utf-8")

    def state() -> tuple[dict[str, bytes], bytes]:
        return theme.load(site).digests(), theme.files_digest(theme.files(site))

    looks, files = state()
    (default / "day.html").write_text("2", "utf-8")
    changed, files_after = state()
    assert {name for name in looks if looks[name] != changed[name]} == {"day.html", "built-in/day.html"}
    assert files != files_after
    assert theme.load(site).own == {"day.html"}


def test_a_theme_alone_has_no_second_names(tmp_path: Path) -> None:
    """A site without templates loads each built-in one once."""
    assert [name for name in theme.load(tmp_path).templates if name.startswith("built-in/")] == []


class Loud(NullTranslations):
    """A language that is English in capitals."""

    def gettext(self, message: str) -> str:
        """The message in capitals."""
        return message.upper()


def test_a_theme_is_made_once_until_a_file_or_the_language_changes(tmp_path: Path) -> None:
    """A preview asks for the theme after each edit, and gets the same one; other bytes or words make another."""
    script = tmp_path / "templates/assets/show.js"
    script.parent.mkdir(parents=True)
    script.write_text('alert(_("Show"))', "utf-8")

    def scripts() -> set[bytes]:
        return {raw for name, raw in theme.load(tmp_path).assets.items() if name.startswith("show.")}

    assert theme.load(tmp_path) is theme.load(tmp_path)
    assert scripts() == {b'alert("Show")'}
    with speaking(Loud()):
        assert scripts() == {b'alert("SHOW")'}
    script.write_text('alert(_("Hide"))', "utf-8")
    assert scripts() == {b'alert("Hide")'}


def test_a_template_that_extends_itself(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the template that was meant; the folder of that name is not for files of the site's own."""
    day.write({
        "templates/day.html": '\n{% extends "day.html" %}',
        "templates/ours.html": '{% extends "ours.html" %}',
        "templates/event.html": '{% extends "built-in/evnt.html" %}',
    })  # fmt: skip
    assert said(day, capsys) == [
        (
            "day.html:2: the template `day.html` can't be compiled: it extends itself; "
            "the built-in template is 'built-in/day.html'"
        ),
        "event.html:1: the template `event.html` can't be compiled: there is no template 'built-in/evnt.html'",
        "ours.html:1: the template `ours.html` can't be compiled: it extends itself",
    ]
    day.write({"templates/built-in/day.html": "", "templates/day.html": ""})
    taken = "the folder `built-in` can't be used: its name stands for the templates that come with Dayline"
    assert [line for line in said(day, capsys) if line.startswith("built-in/")] == [f"built-in/day.html:1: {taken}"]


def test_examples_of_the_docs_work(day: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """The files in `docs/templates.md` do what is said of them, all at once."""
    (before,) = built(day, DAY)
    examples: dict[str, str | bytes] = dict(EXAMPLE.findall(DOCS.read_text("utf-8")))
    assert list(examples) == ["templates/assets/style/95-our-colours.css", "templates/day.html", "templates/base.html"]
    day.write(examples)
    (after,) = built(day, DAY)
    assert said(day, capsys) == []
    ours = '<section class="origins">\n<h2>Who reported this</h2>\n<p>example.net</p>\n</section>\n'
    wanted = SOURCES.sub(ours, before).replace(
        "</div>\n</footer>", "\n<p>Printed edition: every Saturday.</p>\n</div>\n</footer>"
    )
    style = re.compile(r"style\.\w+\.css")
    assert style.sub("", after) == style.sub("", wanted)
    (sheet,) = (day.folder / "public/assets").glob("style.*.css")
    assert sheet.read_text("utf-8").endswith(
        "@layer tokens{:root{}@media not (prefers-color-scheme:dark){:root{--accent:#7a1f3d}}"
        "@media (prefers-color-scheme:dark){:root{--accent:#f0a3ba}}}"
    )


def test_docs_name_every_filter_and_function() -> None:
    """What templates can call besides Jinja's own is in `docs/templates.md`, and nothing else is."""
    jinja = _environment(Renderer(Theme({}, {}, {}), None, b"docs"))  # type: ignore[arg-type]
    added = {name for name, filter in jinja.filters.items() if DEFAULT_FILTERS.get(name) != filter}
    added |= jinja.globals.keys() - DEFAULT_NAMESPACE.keys()
    rows = re.findall(r"^\| (`[^|]*`[^|]*) \| ", DOCS.read_text("utf-8").partition("## All templates")[0], re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`([^`]+)`", row)} == {*added, "{% trans %}"}
