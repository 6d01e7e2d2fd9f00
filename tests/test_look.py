"""The site's own look, by settings: logo, accent, fonts; and by `own.css`."""

import re

import pytest

from conftest import BASE, NOW, SiteBuilder, edition, edition_of
from dayline import cli
from dayline.schema.fields.colour import GROUNDS, contrast, readable
from dayline.style import in_both_modes
from dayline.theme import built_in

SETTINGS = BASE["content/site.yaml"]
EVENT = {
    "content/events/2022/03/14/one.yaml": "date: 2022-03-14\ntitle: Something happens here\nplace: kyiv\n"
    "source: https://example.org/a\n",
    "content/places/kyiv.yaml": "name: Kyiv\nkind: settlement\ncountry: UA\nlat: 50.45\nlon: 30.52\n",
}
LOOK = """\
logo: {light: logo.svg, dark: logo-dark.svg}
accent: "#a33b00"
fonts:
  text: [{file: fonts/text.woff2, weight: "400"}, {file: fonts/bold.woff2, weight: "700"}]
  labels: fonts/labels.woff2
"""
FILES: dict[str, str | bytes] = {
    "static/logo.svg": "<svg/>", "static/logo-dark.svg": "<svg/>", "static/fonts/text.woff2": b"wOF2",
    "static/fonts/bold.woff2": b"wOF2", "static/fonts/labels.woff2": b"wOF2",
}  # fmt: skip


def text_of(files: dict[str, bytes], start: str) -> str:
    """The text of the only file whose path begins so."""
    (name,) = (name for name in files if name.startswith(start))
    return files[name].decode()


def test_settings(site: SiteBuilder) -> None:
    """Logo, accent and fonts are on every page, in both modes, on maps, and loaded from nowhere else."""
    site.write({**EVENT, "content/site.yaml": SETTINGS + LOOK, **FILES})
    assert site.problems() == "no problems\n"
    files = edition_of(site.options())
    assert text_of(files, "assets/look.") == (
        '@font-face{font-family:"Site serif";src:url("../fonts/text.woff2");font-weight:400;font-style:normal;'
        'font-display:swap}@font-face{font-family:"Site serif";src:url("../fonts/bold.woff2");font-weight:700;'
        'font-style:normal;font-display:swap}@font-face{font-family:"Site sans";src:url("../fonts/labels.woff2");'
        "font-weight:100 900;font-style:normal;font-display:swap}"
        "@layer tokens{:root{--accent:#a33b00}@media (prefers-color-scheme:dark){:root{--accent:#b96a3d}}"
        ':root{--serif:"Site serif",Charter,Georgia,"Noto Serif",serif}'
        ':root{--sans:"Site sans",system-ui,sans-serif}}'
    )
    pages = {name: raw.decode() for name, raw in files.items() if name.endswith("index.html")}
    for name, page in pages.items():
        up = "../" * name.count("/") or "./"
        assert page.count(f'<link rel="stylesheet" href="{up}assets/look.') == 1
        assert "; font-src 'self'; base-uri" in page
        assert (
            page.count(
                f'<picture><source media="(prefers-color-scheme: dark)" srcset="{up}logo-dark.svg">'
                f'<img class="logo" src="{up}logo.svg" alt="Day by Day"></picture></a>'
            )
            == 1
        )
    assert {name for name in files if "fonts/" in name} == {name[7:] for name in FILES if "fonts/" in name}
    maps = [raw.decode() for name, raw in files.items() if name.startswith("assets/maps/")]
    assert all("--accent:#a33b00" in one for one in maps if "--accent" in one)


def test_nothing_is_there_without_settings(site: SiteBuilder) -> None:
    """A site without these settings has no further file, and no font policy."""
    files = edition_of(site.write(EVENT).options())
    assert [name for name in files if name.startswith("assets/look")] == []
    assert "font-src" not in files["index.html"].decode()
    assert '<a href="./">Day by Day</a>' in files["index.html"].decode()


def test_a_changed_look_is_published(site: SiteBuilder) -> None:
    """Another accent, font or logo shows on every page, as in a build from nothing."""
    site.write({**EVENT, "content/site.yaml": SETTINGS + LOOK, **FILES})
    changed = site.edited({"content/site.yaml": SETTINGS + LOOK.replace("a33b00", "7a2c00")})
    pages = [name for name in edition(site.folder / "public") if name.endswith(".html")]
    assert set(pages) <= {*changed}
    assert len([name for name in changed if name.startswith("assets/look.")]) == 2
    assert site.edited({"content/site.yaml": SETTINGS})


def test_grounds_are_those_of_the_theme() -> None:
    """Contrast is measured on the paper that the theme has."""
    tokens = (built_in() / "assets/style/10-tokens.css").read_text("utf-8")
    assert re.findall(r"--paper: (#\w+);", tokens) == [*GROUNDS.values()]
    for accent, mode in zip(re.findall(r"--accent: (#\w+);", tokens), GROUNDS, strict=True):
        assert contrast(accent, GROUNDS[mode]) > 7


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#a33b00", "#e0a030", "#123f6d", "#7f7f7f", "#ffff00"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_readable(colour: str, mode: str) -> None:
    """The colour that is offered can be read, and one that can be read stays as it is."""
    better = readable(colour, mode)
    assert contrast(better, GROUNDS[mode]) >= 4.5
    assert readable(better, mode) == better


def test_contrast() -> None:
    """The examples of WCAG: black on white is 21, and the order does not matter."""
    assert (round(contrast("#000000", "#ffffff"), 2), round(contrast("#777777", "#ffffff"), 2)) == (21.0, 4.48)
    assert contrast("#ffffff", "#000000") == contrast("#000000", "#ffffff")


THEME = "@layer tokens{:root{--paper:#fff;--rail:9rem}@media (prefers-color-scheme: dark){:root{--paper:#000}}}"


@pytest.mark.parametrize(
    ("own", "written"),
    [
        (":root { --paper: cream; }", ":root { }@media not (prefers-color-scheme:dark){:root{--paper: cream}}"),
        (
            "a{b:c} :root{--rail:1rem;--paper:cream;--mine:2}",
            "a{b:c} :root{--rail:1rem;--mine:2}@media not (prefers-color-scheme:dark){:root{--paper:cream}}",
        ),
        ("@layer x{:root{--paper:red}}", "@layer x{:root{}@media not (prefers-color-scheme:dark){:root{--paper:red}}}"),
        ("@import 'x';:root{--paper:red}",
         "@import 'x';:root{}@media not (prefers-color-scheme:dark){:root{--paper:red}}"),
        ("@media (prefers-color-scheme: dark) { :root { --paper: navy } }", None),
        (":root{--paper:light-dark(red,navy)}", None),
        ("@media print{:root{--paper:red}}", None),
        (":root{--rail:1rem}", None),
        (".card{--paper:red}", None),
        ("a::before{content:'{:root{--paper:red}'}", None),
        ("/* :root{--paper:red} */ a{b:c}", None),
        ("a{background:url(data:x;--paper:{)}", None),
        (":root{--paper:red", ":root{--paper:red"),
        ("", None),
    ],
)  # fmt: skip
def test_tokens_in_dark_mode(own: str, written: str | None) -> None:
    """A token that is set for all modes leaves dark mode alone, unless it says what is for which; all else stays."""
    assert in_both_modes(THEME, own) == (own if written is None else written)


def test_own_css_comes_last(site: SiteBuilder) -> None:
    """`templates/assets/own.css` is the end of the style sheet of all pages, and no file of its own."""
    site.write({**EVENT, "templates/assets/own.css": ".name { color: red }\n:root { --paper: #fffbe8 }\n"})
    files = edition_of(site.options())
    assert text_of(files, "assets/style.").endswith(
        ".name{color:red}:root{}@media not (prefers-color-scheme:dark){:root{--paper:#fffbe8}}"
    )
    assert [name for name in files if "own" in name.rpartition("/")[2]] == []


def test_a_copied_template(site: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy makes the same pages, and `check` and `build` say when the built-in one is another than it was."""
    folder = ("--site", str(site.folder))
    before = edition_of(site.write(EVENT).options())
    assert cli.main(["new", "template", "day.html", *folder]) == 0
    assert capsys.readouterr().out == f"created {site.folder}/templates/day.html\n"
    assert edition_of(site.options()) == before
    assert cli.main(["new", "template", "day.html", *folder]) == 2
    assert cli.main(["new", "template", "day.htm", *folder]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        "Error: there is no built-in template `day.htm`; did you mean `day.html`?"
    )
    cli.main(["new", "template", "day.html", "--show", *folder])
    text = (site.folder / "templates/day.html").read_text("utf-8")
    assert capsys.readouterr().out == text
    version = text.splitlines()[0].split()[-2]
    assert "W67" not in checked(site, capsys)
    site.write({"templates/day.html": text.replace(version, "0123456789")})
    assert checked(site, capsys).partition("\n\n")[0] == (
        "warning[W67]: the built-in `day.html` has changed since this was copied from it\n"
        "  --> templates/day.html:1:43\n"
        "  |\n"
        "1 | {# copied from built-in/day.html, version 0123456789 #}\n"
        "  |                                           ^^^^^^^^^^\n"
        "help: take over what `dayline new template day.html --show` has and this lacks, "
        f"then write `{version}` here"
    )
    cli.main(["build", *folder, "--without", "cards", "--without", "search", "--now", NOW])
    assert capsys.readouterr().out.splitlines()[-1] == "1 warning; run `check` to see it"


def checked(site: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> str:
    """What `check` prints."""
    cli.main(["check", "--site", str(site.folder), "--now", NOW])
    return capsys.readouterr().out
