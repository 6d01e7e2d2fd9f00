"""The site's own look: the style sheet that its settings make, and the files in `static/` that they name."""

from collections.abc import Iterator

from dayline.schema.fields.colour import readable
from dayline.schema.site import Font, SiteRecord

_FALLBACKS = {"serif": 'Charter, Georgia, "Noto Serif", serif', "sans": "system-ui, sans-serif"}


def look_sheet(site: SiteRecord) -> str:
    """The style sheet of the settings: tokens in the theme's layer, so that the site's `own.css` overrides them."""
    rules = [*_accent(site), *_font_tokens(site)]
    faces = "".join([*_faces("serif", site.fonts.text), *_faces("sans", site.fonts.labels)])
    return faces + (f"@layer tokens{{{''.join(rules)}}}" if rules else "")


def static_files(site: SiteRecord) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The files that the settings name, each with the path to it in the settings."""
    if site.logo:
        yield ("logo", "light"), site.logo.light
        if site.logo.dark:
            yield ("logo", "dark"), site.logo.dark
    for use, fonts in (("text", site.fonts.text), ("labels", site.fonts.labels)):
        for number, font in enumerate(fonts):
            yield ("fonts", use, number, "file"), font.file


def _accent(site: SiteRecord) -> Iterator[str]:
    if site.accent:
        dark = site.accent.dark or readable(site.accent.light, "dark")
        yield f":root{{--accent:{site.accent.light}}}"
        yield f"@media (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}"


def _font_tokens(site: SiteRecord) -> Iterator[str]:
    for token, fonts in (("serif", site.fonts.text), ("sans", site.fonts.labels)):
        if fonts:
            yield f':root{{--{token}:"Site {token}", {_FALLBACKS[token]}}}'


def _faces(token: str, fonts: tuple[Font, ...]) -> Iterator[str]:
    """The files of a font; a single one without a weight is taken for a variable one."""
    for font in fonts:
        weight = font.weight or ("100 900" if len(fonts) == 1 else "400")
        yield (
            f'@font-face{{font-family:"Site {token}";src:url("../{font.file}");font-weight:{weight};'
            f"font-style:{font.style};font-display:swap}}"
        )
