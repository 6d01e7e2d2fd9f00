"""Writes the fonts for pictures, and the widths of their letters.

Run it in the repository, with the Noto fonts of Debian's package `fonts-noto-core`:
`python3 docs/make_fonts.py /usr/share/fonts/truetype/noto` (needs `fonttools`).
"""

import json
import sys
from hashlib import sha256
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HOME = Path(__file__).parents[1] / "site_src/dayline/fonts/noto"
EUROPE = ("NotoSerif-Regular", "NotoSerif-Bold", "NotoSans-Regular", "NotoSans-Bold")
EAST = ("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold")
UNSEEN = (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A))
SIGNS = (0x2044, 0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2215, 0x2260, 0x2264, 0x2265)
EUROPEAN = (
    *range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x259, 0x25A), *range(0x2B0, 0x370), *range(0x370, 0x400),
    *range(0x400, 0x530), *range(0x1E00, 0x2000), *range(0x2010, 0x2028), 0x202F, *range(0x2030, 0x203B),
    *range(0x2070, 0x208F), *range(0x20A0, 0x20C1), *SIGNS,
)  # fmt: skip
ARABIC = (0x20, 0xA0, *range(0x600, 0x700), *range(0x750, 0x780), *range(0x8A0, 0x900), 0x25CC)
FEATURES = "ccmp locl mark mkmk kern init medi fina isol rlig calt liga".split()


def main(folder: Path) -> None:
    HOME.mkdir(parents=True, exist_ok=True)
    widths = {name: cut(folder, name, EUROPEAN) for name in EUROPE}
    widths |= {name: cut(folder, name, ARABIC) for name in EAST}
    files = {name: sha256((HOME / f"{name}.ttf").read_bytes()).hexdigest() for name in widths}
    made = {"files": files, "widths": widths}
    (HOME / "widths.json").write_text(json.dumps(made, separators=(",", ":")) + "\n", "ascii")


def cut(folder: Path, name: str, letters: tuple[int, ...]) -> dict[str, int]:
    """Write a font with only some letters, and return their widths by code point, in thousandths of the size."""
    font = TTFont(folder / f"{name}.ttf", recalcTimestamp=False)
    options = Options()
    options.hinting, options.layout_features, options.name_IDs = False, FEATURES, [0, 1, 2, 4, 6, 13, 14]
    options.notdef_outline, options.glyph_names, options.name_languages = True, False, [0x409]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*letters, *UNSEEN])
    subsetter.subset(font)
    font.save(HOME / f"{name}.ttf")
    unit, advances = font["head"].unitsPerEm, font["hmtx"].metrics
    return {f"{code:x}": round(advances[glyph][0] * 1000 / unit) for code, glyph in sorted(font.getBestCmap().items())}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
