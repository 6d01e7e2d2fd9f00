"""Pictures: what is refused and why, what is made of the others, and where they stand."""

import io
import re
import struct
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from conftest import SiteBuilder, edition
from dayline.build.built import Built
from dayline.build.options import Options
from dayline.build.pipeline import build
from dayline.commands.clean_media import clean
from dayline.pages.data.image_variants import encoded
from dayline.pages.parts.image import widths

NOW = datetime(2022, 3, 20, 12, tzinfo=UTC)
PLACE = "content/media/2022/03/bridge.jpg"
SIDECAR = "alt: A bridge with one arch.\ncredit: A. Drawer\nlicence: CC0-1.0\n"
EVENT = "date: 2022-03-14\ntitle: The bridge has been drawn\nsource: https://example.net/1\nmedia: 2022-03/bridge\n"


def drawn(width: int = 90, height: int = 60, mode: str = "RGB") -> Image.Image:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    image.paste((30, 30, 200), (width // 2, 0, width, height))
    return image.convert(mode)


def saved(image: Image.Image, format: str = "JPEG", **told: Any) -> bytes:
    """A picture's file."""
    stream = io.BytesIO()
    image.save(stream, format, **told)
    return stream.getvalue()


def exif(**tags: Any) -> bytes:
    """EXIF data: `gps`, `orientation`, `notes`, `serial`, `comment`."""
    made = Image.Exif()
    if "orientation" in tags:
        made[0x0112] = tags["orientation"]
    if "gps" in tags:
        made.get_ifd(0x8825).update({1: "N", 2: (47.0, 5.0, 42.0), 3: "E", 4: (37.0, 32.0, 28.0)})
    inner = {"notes": 0x927C, "serial": 0xA431, "comment": 0x9286}
    for name in inner.keys() & tags.keys():
        made.get_ifd(0x8769)[inner[name]] = tags[name]
    return made.tobytes()


def with_files(site: SiteBuilder, picture: bytes, sidecar: str = SIDECAR, name: str = PLACE) -> SiteBuilder:
    """A site with a picture on an event."""
    return site.write({name: picture, f"{name}.yaml": sidecar, "content/events/2022/03/14/bridge.yaml": EVENT})


def said(site: SiteBuilder) -> list[tuple[str, str]]:
    """The first line and the help of each problem."""
    text = site.problems()
    found = (
        re.findall(pattern, text, re.MULTILINE) for pattern in (r"^(?:error|warning)\[\w+\]: .*$", r"^help: (.*)$")
    )
    return list(zip(*found, strict=True))


def bomb(width: int, height: int) -> bytes:
    """A PNG whose header promises so many pixels, and nothing in it."""
    chunk = lambda name, data: len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def moving() -> bytes:
    """A GIF of two frames."""
    return saved(drawn(), "GIF", save_all=True, append_images=[drawn().rotate(180)])


AGAIN = "export it again from the original, or get the file once more"
ONCE_MORE = "save it as JPEG, PNG, WebP or AVIF, or get the file once more"
REFUSED: dict[str, tuple[str, bytes, str, str]] = {
    "empty": ("a.jpg", b"", "the file is empty", "put the picture in its place, or delete it"),
    "a web page": (
        "a.jpg", b"<!DOCTYPE html><title>404</title>", "this is not a picture: it looks like a web page (HTML)",
        ONCE_MORE,
    ),
    "a PDF": ("a.jpg", b"%PDF-1.7 ...", "this is not a picture: it looks like a PDF", ONCE_MORE),
    "text": ("a.png", b"here it is\n", "this is not a picture: it looks like text", ONCE_MORE),
    "noise": ("a.png", b"\x00\x01\x02\xfe", "this is not a picture: it looks like an unknown format", ONCE_MORE),
    "a HEIC": (
        "a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0", "this is a HEIC picture, which most browsers can't show",
        "save it as JPEG, PNG, WebP or AVIF",
    ),
    "a TIFF": (
        "a.jpg", b"II*\0\0\0\0\0", "this is a TIFF picture, which most browsers can't show",
        "save it as JPEG, PNG, WebP or AVIF",
    ),
    "an SVG": (
        "a.png", b"<?xml version='1.0'?><svg xmlns=''/>",
        "this is an SVG drawing, which can hold scripts and load things from elsewhere", "export it as PNG",
    ),
    "a pointer": (
        "a.jpg", b"version https://git-lfs.github.com/spec/v1\n",
        "this is not a picture: it looks like a pointer of Git LFS, not the picture itself", ONCE_MORE,
    ),
    "another format": (
        "a.jpg", saved(drawn(), "PNG"), "the name ends in `.jpg`, but the file is PNG",
        "rename it and its `.yaml` to end in `.png`",
    ),
    "cut short": ("a.jpg", saved(drawn(900, 600))[:3000], "the picture is damaged or not complete", AGAIN),
    "a PNG cut short": ("a.png", saved(drawn(), "PNG")[:-20], "the picture is damaged or not complete", AGAIN),
    "only a beginning": ("a.jpg", b"\xff\xd8\xff\xe0", "the picture is damaged or not complete", AGAIN),
    "30,000 px wide": (
        "a.png", bomb(30_000, 800), "the picture is 30,000 × 800 px; no side may be longer than 12,000",
        "export `a.png` with at most 4,000 px on its longer side",
    ),
    "a bomb": (
        "a.png", bomb(30_000, 30_000), "the picture has far more than 30 million pixels",
        "export `a.png` with at most 4,000 px on its longer side",
    ),
    "many pixels": (
        "a.png", bomb(8_000, 6_000), "the picture has 48 million pixels, more than 30 million",
        "export `a.png` with at most 4,000 px on its longer side",
    ),
    "too many bytes": (
        "a.jpg", saved(drawn()) + b"x" * 20 * 1024 * 1024, "the file is larger than 20 MB",
        "export it with at most 4,000 px on its longer side",
    ),
    "moving": (
        "a.gif", moving(), "the picture is animated",
        "save one frame of it as PNG, so that nothing distracts readers",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refused(site: SiteBuilder, case: str) -> None:
    """A file that is no picture, or too large a one, is one error that says what it is."""
    name, raw, message, help = REFUSED[case]
    folder = "content/media/2022/03"
    event = EVENT.replace("bridge\n", "a\n")
    site.write({f"{folder}/{name}": raw, f"{folder}/{name}.yaml": SIDECAR, "content/events/2022/03/14/x.yaml": event})
    assert site.problems() == (
        f"error[E25]: {message}\n  --> {folder}/{name}:1:1\nhelp: {help}\n\n1 error; nothing was written\n"
    )


TELLING: dict[str, tuple[str, bytes, str]] = {
    "GPS in a JPEG": ("a.jpg", saved(drawn(), exif=exif(gps=True)), "the place where it was taken (GPS)"),
    "GPS in a PNG": ("a.png", saved(drawn(), "PNG", exif=exif(gps=True)), "the place where it was taken (GPS)"),
    "GPS in a WebP": ("a.webp", saved(drawn(), "WEBP", exif=exif(gps=True)), "the place where it was taken (GPS)"),
    "GPS in an AVIF": ("a.avif", saved(drawn(), "AVIF", exif=exif(gps=True)), "the place where it was taken (GPS)"),
    "GPS in a turned AVIF": (
        "a.avif", saved(drawn(), "AVIF", exif=exif(gps=True, orientation=6)), "the place where it was taken (GPS)"
    ),
    "GPS in XMP of an AVIF": (
        "a.avif", saved(drawn(), "AVIF", xmp=b"<x exif:GPSLatitude='47'/>"),
        "the place where it was taken (GPS) and XMP data"
    ),
    "GPS in XMP": ("a.jpg", saved(drawn(), xmp=b"<x exif:GPSLatitude='47'/>"),
        "the place where it was taken (GPS) and XMP data"),
    "a comment in a JPEG": ("a.jpg", saved(drawn(), comment=b"met him at home"), "a comment"),
    "a comment in a GIF": ("a.gif", saved(drawn(), "GIF", comment=b"met him at home"), "a comment"),
    "a comment in EXIF": ("a.jpg", saved(drawn(), exif=exif(comment=b"ASCII\0\0\0at home")), "a comment"),
    "maker notes": ("a.jpg", saved(drawn(), exif=exif(notes=b"secret notes")), "the camera maker’s notes"),
    "a serial number": ("a.jpg", saved(drawn(), exif=exif(serial="123456")), "a serial number of the camera"),
    "a trailer": ("a.jpg", saved(drawn()) + saved(drawn()), "more data behind the picture’s end"),
    "two things": (
        "a.jpg", saved(drawn(), exif=exif(gps=True, orientation=6), comment=b"x"),
        "the place where it was taken (GPS) and a comment",
    ),
}  # fmt: skip


def texted() -> bytes:
    """A PNG with a comment."""
    info = PngInfo()
    info.add_text("Comment", "met him at home")
    return saved(drawn(), "PNG", pnginfo=info)


TELLING["a comment in a PNG"] = "a.png", texted(), "a comment"


@pytest.mark.parametrize("case", TELLING)
def test_what_tells_too_much_is_refused_and_can_be_taken_out(site: SiteBuilder, case: str) -> None:
    """A file with more than the picture in it is an error that names the command, which mends it without loss."""
    name, raw, words = TELLING[case]
    path = f"content/media/2022/03/{name}"
    site.write({path: raw, f"{path}.yaml": SIDECAR, "content/events/2022/03/14/x.yaml": EVENT.replace("bridge", "a")})
    help = f"run `dayline clean-media {path}`, which leaves the picture unchanged"
    assert said(site) in (
        [(f"error[E25]: the file holds {words}", help)],
        [(f"error[E25]: the file holds {' and '.join(reversed(words.split(' and ')))}", help)],
    )
    before = shown(raw)
    told, good = clean(site.folder / path)
    assert good
    assert told.startswith("rewritten without ")
    assert shown((site.folder / path).read_bytes()) == before
    assert clean(site.folder / path) == ("nothing to remove", True)
    assert site.problems() == "no problems\n"
    assert b"GPS" not in (site.folder / path).read_bytes()
    assert b"home" not in (site.folder / path).read_bytes()


def overlapping(tags: int, size: int) -> bytes:
    """EXIF data of so many comments that each take all of its bytes."""
    values = b"".join(struct.pack("<HHII", 0x010E, 2, size, 8) for _ in range(tags))
    return (b"II*\0" + struct.pack("<IH", 8, tags) + values).ljust(size, b"\0")


def test_exif_data_that_would_take_hours(site: SiteBuilder) -> None:
    """Values that all lie on each other are not looked through: such a file is damaged."""
    path = "content/media/2022/03/a.png"
    site.write({path: saved(drawn(), "PNG", exif=overlapping(65_535, 1 << 20)), f"{path}.yaml": SIDECAR})
    assert [problem.message for problem in site.content().problems] == ["the picture is damaged or not complete"]
    assert clean(site.folder / path) == ("not touched: the picture is damaged, incomplete or too large", False)


def shown(raw: bytes) -> bytes:
    """The pixels of a picture as it is shown."""
    from PIL import ImageOps

    return ImageOps.exif_transpose(Image.open(io.BytesIO(raw))).convert("RGBA").tobytes()


def test_what_cannot_be_cleaned_is_not_touched(tmp_path: Path) -> None:
    """Files that are no pictures, or damaged ones, stay as they are."""
    for name, raw in {"a.jpg": b"<html>", "b.jpg": saved(drawn(900, 600))[:3000], "c.txt": b"text"}.items():
        (tmp_path / name).write_bytes(raw)
        told, good = clean(tmp_path / name)
        assert (good, told[:11], (tmp_path / name).read_bytes()) == (False, "not touched", raw)


def test_a_link_out_of_content(site: SiteBuilder) -> None:
    """A picture that is a link to a file elsewhere is not followed."""
    outside = site.folder / "elsewhere.jpg"
    outside.write_bytes(saved(drawn()))
    (site.folder / "content/media/2022/03").mkdir(parents=True)
    (site.folder / PLACE).symlink_to(outside)
    assert said(site) == [("error[E03]: this is a link, not a file", "put the file itself here")]


SIDES = {90: (90,), 360: (360,), 399: (399,), 401: (360, 401), 1000: (360, 720, 1000), 5000: (360, 720, 1080, 1440)}


@pytest.mark.parametrize("width", SIDES)
def test_widths(width: int) -> None:
    """No variant is wider than the original, and none is nearly as wide as another."""
    assert widths(width) == SIDES[width]


WIDE = saved(ImageCms.applyTransform(drawn(), ImageCms.buildTransform(
    ImageCms.createProfile("sRGB"), ImageCms.createProfile("sRGB"), "RGB", "RGB")),
    icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), quality=95)  # fmt: skip
KINDS = {
    "JPEG": (".jpg", saved(drawn(), quality=95)),
    "CMYK": (".jpg", saved(drawn(mode="CMYK"), quality=95)),
    "grey": (".jpg", saved(drawn(mode="L"), quality=95)),
    "with a profile": (".jpg", WIDE),
    "turned": (".jpg", saved(drawn().rotate(90, expand=True), quality=95, exif=exif(orientation=6))),
    "palette": (".png", saved(drawn(mode="P"), "PNG")),
    "one bit": (".png", saved(drawn(mode="1"), "PNG")),
    "16 bits": (".png", saved(drawn(mode="L").convert("I").point(lambda v: v * 256).convert("I;16"), "PNG")),
    "alpha": (".png", saved(drawn(mode="RGBA"), "PNG")),
    "GIF": (".gif", saved(drawn(), "GIF")),
    "WebP": (".webp", saved(drawn(), "WEBP", lossless=True)),
    "AVIF": (".avif", saved(drawn(), "AVIF", quality=95)),
}  # fmt: skip


@pytest.mark.parametrize("ending", ["avif", "webp"])
@pytest.mark.parametrize("kind", KINDS)
def test_variants(kind: str, ending: str) -> None:
    """Of each kind of picture the variant is upright, of its width, in sRGB, without metadata, and always the same."""
    suffix, raw = KINDS[kind]
    made = encoded(raw, suffix, 60, ending)
    image = Image.open(io.BytesIO(made))
    assert (image.format, image.size, image.info.get("exif"), image.info.get("icc_profile")) == (
        ending.upper(), (60, 40), None, None,
    )  # fmt: skip
    left, right = (image.convert("RGB").getpixel((x, 20)) for x in (10, 50))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    if kind in ("grey", "16 bits", "one bit"):
        assert left != right or kind == "one bit"
    else:
        assert left[0] > 140 > right[0]
        assert right[2] > 110 > left[2]
    assert encoded(raw, suffix, 60, ending) == made


def test_depth_is_kept_in_range() -> None:
    """A picture with 16 bits a pixel is as light as it was."""
    raw = saved(Image.new("I;16", (40, 40), 128 * 256), "PNG")
    pixel = Image.open(io.BytesIO(encoded(raw, ".png", 40, "webp"))).convert("L").getpixel((20, 20))
    assert isinstance(pixel, int)
    assert abs(pixel - 128) < 6


def strokes(*colours: tuple[int, ...], mode: str = "RGBA") -> Image.Image:
    """A transparent picture with a bar of each colour."""
    image = Image.new("RGBA", (90, 60), (0, 0, 0, 0))
    for number, colour in enumerate(colours):
        image.paste(colour, (20 + 8 * number, 10, 26 + 8 * number, 50))
    return image.convert(mode)


def deep(colours: int, pixels: tuple[int, ...], key: bytes = b"") -> bytes:
    """A PNG with 16 bits a channel, 60 px wide: its left half of one pixel, its right half of another."""
    half = len(pixels) // 2
    row = b"\0" + b"".join(struct.pack(f">{half}H", *part) * 30 for part in (pixels[:half], pixels[half:]))
    parts = {b"IHDR": struct.pack(">IIBBBBB", 60, 40, 16, colours, 0, 0, 0), b"tRNS": key,
             b"IDAT": zlib.compress(row * 40), b"IEND": b""}  # fmt: skip
    chunks = ((name, data) for name, data in parts.items() if data or name != b"tRNS")
    made = (len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4) for name, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


INK, PAPER = (0, 0, 0, 255), (255, 255, 255, 255)
SHEET = Image.new("RGBA", (90, 60), PAPER)
SHEET.paste(INK, (20, 10, 26, 50))
SHEET.paste((0, 0, 0, 0), (0, 0, 3, 3))
FULL = 0xFFFF
STENCIL = Image.new("RGBA", (90, 60), PAPER)
STENCIL.paste((0, 0, 0, 0), (20, 10, 26, 50))
GROUNDS = {
    "white": (24, saved(strokes(PAPER), "PNG")),
    "yellow": (24, saved(strokes((255, 255, 120, 255)), "PNG")),
    "white, half transparent": (24, saved(strokes((255, 255, 255, 128)), "PNG")),
    "white in a palette": (24, saved(strokes(PAPER, mode="P"), "PNG", transparency=0)),
    "white, grey and alpha": (24, saved(strokes(PAPER, mode="LA"), "PNG")),
    "white WebP": (24, saved(strokes(PAPER), "WEBP", lossless=True)),
    "white, 16 bits, grey and alpha": (24, deep(4, (0, 0, FULL, FULL))),
    "white, 16 bits, colours and alpha": (24, deep(6, (0, 0, 0, 0, FULL, FULL, FULL, FULL))),
    "white, 16 bits, one grey transparent": (24, deep(0, (0, FULL), b"\0\0")),
    "all white with a hole": (24, saved(STENCIL, "PNG")),
    "black": (255, saved(strokes(INK), "PNG")),
    "black, 16 bits, one grey transparent": (255, deep(0, (FULL, 0), b"\xff\xff")),
    "red and blue": (255, saved(strokes((200, 30, 30, 255), (30, 30, 200, 255)), "PNG")),
    "a little white": (255, saved(strokes(*[INK] * 8, (255, 255, 255, 128)), "PNG")),
    "an opaque sheet": (255, saved(SHEET, "PNG")),
    "black and white": (118, saved(strokes(INK, PAPER), "PNG")),
    "nothing": (255, saved(strokes(), "PNG")),
}  # fmt: skip


@pytest.mark.parametrize("kind", GROUNDS)
def test_what_is_transparent_is_put_on_a_ground_that_shows_the_rest(kind: str) -> None:
    """What is drawn light gets a dark ground, what is drawn in black and white a grey one, all else white."""
    grey, raw = GROUNDS[kind]
    wide = Image.open(io.BytesIO(raw)).width
    made = Image.open(io.BytesIO(encoded(raw, ".webp" if raw[:4] == b"RIFF" else ".png", wide, "webp"))).convert("L")
    at = (1, 1) if kind != "all white with a hole" else (23, 30)
    pixel = made.getpixel(at)
    assert isinstance(pixel, int)
    assert abs(pixel - grey) < 9
    assert kind == "nothing" or made.getextrema()[1] - made.getextrema()[0] > 60, "something can be seen"


def test_no_ground_shows_it_all(site: SiteBuilder) -> None:
    """Of a drawing whose parts are white, grey and black some would be lost on any ground."""
    raw = saved(strokes(INK, (118, 118, 118, 255), PAPER), "PNG")
    name = PLACE.replace(".jpg", ".png")
    message = "no background shows all of this transparent picture: it is drawn light, dark and in between"
    help = "export it without transparency, on a background that shows all of it"
    assert said(with_files(site, raw, name=name)) == [(f"warning[W30]: {message}", help)]
    assert said(with_files(site, GROUNDS["black and white"][1], name=name)) == []


def page(site: SiteBuilder, path: str = "2022/03/14/bridge/index.html") -> str:
    """A page of the built site, without what is about its base."""
    options = Options(site.folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1)
    built = build(options)
    assert built.problems == ()
    return (site.folder / "public" / path).read_text("utf-8")


def figures(text: str) -> str:
    """The pictures in a page, with names in place of digests."""
    found = re.findall(r"<details class=\"gate\">.*?</details>|<figure.*?</figure>", text, re.DOTALL)
    return re.sub(r"media/[0-9a-f]{16}", "media/ID", "\n".join(found)).replace("../", "")


def test_on_its_event(site: SiteBuilder) -> None:
    """An event's page shows its pictures with sizes, words, credit and licence."""
    with_files(site, saved(drawn(900, 600)), SIDECAR + "caption: As *drawn*.\ntaken: 2022-03-13\n")
    assert (
        figures(page(site))
        == """\
<figure class="picture">
<picture><source type="image/avif" srcset="media/ID-360.avif 360w, media/ID-720.avif 720w, media/ID-900.avif 900w" \
sizes="(min-width: 656px) 608px, 100vw"><img src="media/ID-720.webp" srcset="media/ID-360.webp 360w, \
media/ID-720.webp 720w, media/ID-900.webp 900w" sizes="(min-width: 656px) 608px, 100vw" width="608" height="405" \
alt="A bridge with one arch." loading="lazy" decoding="async"></picture>
<figcaption>
<p class="caption">As <em>drawn</em>.</p>
<ul class="facts">
<li>A. Drawer</li>
<li><a href="https://creativecommons.org/publicdomain/zero/1.0/" rel="license">CC0</a></li>
<li>13 March 2022</li>
</ul>
</figcaption>
</figure>"""
    )


SHOW = '<span class="act"> Show it</span>'


def test_behind_a_click(site: SiteBuilder) -> None:
    """A picture with a content warning is in a closed `details`, and is not loaded before."""
    with_files(site, saved(drawn()), SIDECAR + "content_warning: death\n")
    text = figures(page(site))
    assert text.startswith(f'<details class="gate">\n<summary>The picture contains: death.{SHOW}</summary>\n<figure')
    assert text.count(' loading="lazy"') == 1


GATES = {
    "content_warning: injury\n": "The picture may show: injury.",
    "sensitivity: {display: click-through}\n": "A picture that not everybody wants to see.",
}


@pytest.mark.parametrize("line", GATES)
def test_an_event_gates_its_pictures(site: SiteBuilder, line: str) -> None:
    """A content warning or `click-through` on the event is one on its pictures."""
    with_files(site, saved(drawn())).write({"content/events/2022/03/14/bridge.yaml": EVENT + line})
    assert f"<summary>{GATES[line]}{SHOW}</summary>" in page(site)


def test_in_words_only(site: SiteBuilder) -> None:
    """With `text-only` the words stand in the picture's place, and no file of it is published."""
    with_files(site, saved(drawn())).write(
        {"content/events/2022/03/14/bridge.yaml": EVENT + "sensitivity: {display: text-only}\n"}
    )
    assert (
        figures(page(site))
        == """\
<figure class="picture">
<p class="told"><b>The picture in words:</b> A bridge with one arch.</p>
<figcaption>
<ul class="facts">
<li>A. Drawer</li>
<li><a href="https://creativecommons.org/publicdomain/zero/1.0/" rel="license">CC0</a></li>
</ul>
</figcaption>
</figure>"""
    )
    assert not (site.folder / "public/media").exists()


def test_on_its_day(site: SiteBuilder) -> None:
    """A day shows its brief's pictures, the leading event's small, and no other's."""
    brief = "---\ndate: 2022-03-14\ntitle: The day\nmedia: [{media: 2022-03/bridge, role: lead}]\n---\n\nWords.\n"
    with_files(site, saved(drawn(900, 600))).write({"content/briefs/2022/2022-03-14.md": brief})
    assert re.findall(r'width="(\d+)" height="(\d+)".*?(lazy)?" decoding', page(site, "2022/03/14/index.html")) == [
        ("608", "405", ""),
    ]
    site.write({"content/events/2022/03/14/bridge.yaml": EVENT + "priority: lead\n"})
    assert re.findall(r'width="(\d+)" height="(\d+)"', page(site, "2022/03/14/index.html")) == [
        ("608", "405"), ("288", "192"),
    ]  # fmt: skip


def test_withheld(site: SiteBuilder) -> None:
    """Of a withheld event no picture is shown or published."""
    changes = "state: withheld\nchanges: [{date: 2022-03-15, kind: withheld, text: A person could be harmed.}]\n"
    with_files(site, saved(drawn())).write({"content/events/2022/03/14/bridge.yaml": EVENT + changes})
    assert "<figure" not in page(site)
    assert not (site.folder / "public/media").exists()


CAPTIONED = {
    "by the event": ("{media: 2022-03/bridge, caption: Міст}", "lang: uk\n", ' lang="uk" dir="ltr">Міст'),
    "by the picture": ("2022-03/bridge", "lang: uk\n", ">The bridge."),
    "by an event in the site's language": ("{media: 2022-03/bridge, caption: It}", "lang: en\n", ">It"),
    "from right to left": ("{media: 2022-03/bridge, caption: جسر}", "lang: ar\n", ' lang="ar" dir="rtl">جسر'),
}


@pytest.mark.parametrize("name", CAPTIONED)
def test_a_caption_in_another_language_is_marked(site: SiteBuilder, name: str) -> None:
    """An event's own caption is in the event's language, that of the picture's file in the site's."""
    use, fields, caption = CAPTIONED[name]
    event = EVENT.replace("2022-03/bridge", use) + fields
    with_files(site, saved(drawn()), f"{SIDECAR}caption: The bridge.\n")
    site.write({"content/events/2022/03/14/bridge.yaml": event})
    assert f'<p class="caption"{caption}</p>\n' in page(site)


def test_the_text_of_an_event_in_another_language_is_marked(site: SiteBuilder) -> None:
    """As its title and its summary are."""
    with_files(site, saved(drawn())).write(
        {"content/events/2022/03/14/bridge.yaml": f"{EVENT}body: Міст намальовано.\nlang: uk\n"}
    )
    assert '<div class="body" lang="uk" dir="ltr">\n<p>Міст намальовано.</p>\n</div>\n<figure' in page(site)


@pytest.mark.parametrize("used", ["media: 2022-03/bridge", "media: [{media: 2022-03/bridge, role: lead}]", "# none"])
@pytest.mark.parametrize("care", ["", "content_warning: death\n"])
def test_pictures_leave_no_blank_lines(site: SiteBuilder, used: str, care: str) -> None:
    """Neither a picture nor its absence does."""
    with_files(site, saved(drawn()))
    site.write({"content/events/2022/03/14/bridge.yaml": EVENT.replace("media: 2022-03/bridge", used) + care})
    html = page(site)
    assert ("<figure" in html) is (used != "# none")
    around = re.findall(r"(?s).{30}<(?:figure|details class=.gate).*?</(?:figure|details)>.{30}", html)
    assert [text for text in around if "\n\n" in text] == []


def test_every_macro_for_pictures_sees_to_the_gate() -> None:
    """Whichever a template takes, a gated picture is behind a click."""
    source = (Path(__file__).parents[1] / "templates/parts/image.html").read_text("utf-8")
    assert re.findall(r"{% macro (\w+)", source) == ["image", "image_list"]
    assert source.count("<figure") == 1


TWO = {
    "content/events/2022/03/15/other.yaml": (
        "date: 2022-03-15\ntitle: Another thing has happened\nsource: https://example.net/2\nthreads: [works]\n"
    ),
    "content/threads/works.yaml": "title: The works\nsummary: What is built.\n",
}


def rebuilt(site: SiteBuilder) -> Built:
    return build(Options(site.folder, site.folder / "public", NOW, cache=site.folder / "cache", jobs=1))


def test_only_pages_with_the_picture_are_made_again(site: SiteBuilder) -> None:
    """Another word in a sidecar, another picture, and none: each renders the pages that show it, no other."""
    with_files(site, saved(drawn())).write(TWO).write(
        {"content/events/2022/03/14/bridge.yaml": EVENT + "threads: [works]\n"}
    )
    rebuilt(site)
    site.write({f"{PLACE}.yaml": SIDECAR.replace("one arch", "two arches")})
    assert addresses(rebuilt(site)) == ["/2022/03/14/bridge/"]
    site.write({PLACE: saved(drawn(120, 60))})
    assert addresses(rebuilt(site)) == ["/2022/03/14/bridge/", "/media/ID-120.avif", "/media/ID-120.webp"]
    assert sorted(path.rpartition(".")[2] for path in edition(site.folder / "public/media")) == ["avif", "webp"]
    assert addresses(rebuilt(site)) == []
    site.write({PLACE: b"<html>"})
    refused = rebuilt(site)
    assert [problem.code for problem in refused.problems] == ["E25"]
    assert len(edition(site.folder / "public/media")) == 2
    site.remove(PLACE, f"{PLACE}.yaml").write({"content/events/2022/03/14/bridge.yaml": EVENT.replace("media", "#")})
    rebuilt(site)
    assert not (site.folder / "public/media").exists()


def addresses(built: Built) -> list[str]:
    """What was rendered, with names in place of digests."""
    found = {url.replace("\x1d", "/") for url in built.reasons}
    return sorted(re.sub(r"[0-9a-f]{16}", "ID", url) for url in found)


def test_unchanged_pictures_are_not_opened(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build after a change of something else opens no picture, and keeps none of its bytes."""
    raw = saved(drawn(700, 500), quality=95)
    with_files(site, raw).write(TWO)
    rebuilt(site)
    assert all(raw[2000:2100] not in path.read_bytes() for path in (site.folder / "cache").iterdir())
    monkeypatch.setattr("dayline.read.images.picture.opened", None)
    site.write({"content/threads/works.yaml": "title: The work\nsummary: What is built.\n"})
    assert rebuilt(site).ok


def test_a_picture_that_vanishes_while_the_site_is_built(site: SiteBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the build says so and writes nothing."""
    with_files(site, saved(drawn()))

    def vanished(*_: object) -> bytes:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("dayline.pages.data.image_variants.original", vanished)
    (problem,) = rebuilt(site).problems
    assert (problem.code, problem.spot.file, problem.message) == (
        "E25", PLACE, "the picture can't be read: no such file or directory",
    )  # fmt: skip
    assert not (site.folder / "public").exists()


def test_belongs_together(site: SiteBuilder) -> None:
    """A picture needs its sidecar and a sidecar its picture, which is the one that it tells of."""
    site.write({PLACE: saved(drawn())})
    assert said(site) == [
        (
            "error[E25]: nothing says what this picture shows and whose it is",
            f"add the file `{PLACE}.yaml` with `alt`, `credit` and `licence`",
        )
    ]
    with_files(site, saved(drawn()), SIDECAR + "sha256: " + "0" * 64 + "\nwidth: 91\nheight: 60\n")
    digest = sha256(saved(drawn())).hexdigest()
    assert [first for first, _ in said(site)] == [
        f"error[E25]: the picture’s `sha256` is {digest}", "error[E25]: the picture’s `width` is 90",
    ]  # fmt: skip
    site.remove(PLACE).write({PLACE.replace("bridge.jpg", "bridges.png"): saved(drawn(), "PNG")})
    site.write({PLACE.replace("bridge.jpg", "bridges.png.yaml"): SIDECAR})
    assert said(site)[0] == (
        "error[E25]: there is no picture `bridge.jpg` beside this file",
        "the picture with the closest name is `content/media/2022/03/bridges.png`",
    )


SAID_BADLY: dict[str, tuple[str, str]] = {
    "credit: A\nlicence: CC0-1.0\n": ("E25", "nothing says in words what the picture shows"),
    "alt: \"\"\ncredit: A\nlicence: CC0-1.0\n": ("E25", "nothing says in words what the picture shows"),
    SIDECAR + "decorative: true\n": ("E25", "the picture is `decorative`, so its `alt` would never be read out"),
    SIDECAR + "sha256: abc\n": ("E25", "this is not a SHA-256"),
    "alt: bridge\ncredit: A\nlicence: CC0-1.0\n": ("W30", "`alt` is the name of the file"),
    "alt: IMG_1234.jpg\ncredit: A\nlicence: CC0-1.0\n": ("W30", "`alt` is the name of the file"),
    "alt: Photo of a bridge\ncredit: A\nlicence: CC0-1.0\n": ("W30", "`alt` begins with `Photo of`"),
    f"alt: {'word ' * 60}\ncredit: A\nlicence: CC0-1.0\n": ("W30", "`alt` has 299 characters, more than 250"),
    SIDECAR + "caption: A bridge with one arch\n": ("W30", "`alt` says the same as `caption`"),
    SIDECAR + "people: somebody\n": ("E24", "nothing says on what basis `Somebody` may be shown"),
}  # fmt: skip


@pytest.mark.parametrize("sidecar", SAID_BADLY)
def test_what_is_said_of_a_picture(site: SiteBuilder, sidecar: str) -> None:
    """Each thing that is wrong with a sidecar is one message."""
    code, message = SAID_BADLY[sidecar]
    person = "name: Somebody\nkind: person\ncountry: UA\n"
    site.write({"content/actors/somebody.yaml": person} if "people" in sidecar else {})
    kind = "error" if code[0] == "E" else "warning"
    assert [first for first, _ in said(with_files(site, saved(drawn()), sidecar))] == [f"{kind}[{code}]: {message}"]


def test_decorative(site: SiteBuilder) -> None:
    """A picture that tells nothing has empty words."""
    with_files(site, saved(drawn()), 'alt: ""\ndecorative: true\ncredit: A\nlicence: CC0-1.0\n')
    assert ' alt="" ' in page(site)


UNKNOWN = {
    "2022-03/bridges": "the picture with the closest id is `2022-03/bridge`",
    "2022/03/bridge.jpg": "the picture with the closest id is `2022-03/bridge`",
    "content/media/2022/03/bridge.jpg": "the picture with the closest id is `2022-03/bridge`",
    "bridge": "the picture with the closest id is `2022-03/bridge`",
    "somewhere-else": (
        "put it into a folder of its month, as in `content/media/2022/03/bridge.jpg`, and write `2022-03/bridge`"
    ),
}


@pytest.mark.parametrize("id", UNKNOWN)
def test_unknown_pictures(site: SiteBuilder, id: str) -> None:
    """An id that no picture has is an error that names the nearest."""
    with_files(site, saved(drawn())).write({"content/events/2022/03/14/x.yaml": EVENT.replace("2022-03/bridge", id)})
    assert said(site) == [(f"error[E09]: no picture has the id `{id}`", UNKNOWN[id])]


def test_unused(site: SiteBuilder) -> None:
    """A picture that nothing shows is a warning."""
    site.write({PLACE: saved(drawn()), f"{PLACE}.yaml": SIDECAR})
    assert said(site) == [
        (
            "warning[W44]: nothing uses the picture `2022-03/bridge`",
            "delete the file, or name the picture where it belongs",
        )
    ]


def test_replaced_without_a_word(site: SiteBuilder) -> None:
    """With `--against` another picture under the same name is a silent change, if its digest was written down."""
    import hashlib

    old, new = saved(drawn()), saved(drawn().rotate(180))
    sidecars = [SIDECAR + f"sha256: {hashlib.sha256(raw).hexdigest()}\n" for raw in (old, new)]
    with_files(site, new, sidecars[1])
    before = {PLACE: old, f"{PLACE}.yaml": sidecars[0], "content/events/2022/03/14/bridge.yaml": EVENT}
    assert "error[E21]: `sha256` changed after this picture was published" in site.problems(before=before)


def test_the_command(site: SiteBuilder, capsys: pytest.CaptureFixture[str]) -> None:
    """`clean-media` says of each file what was done, and fails if one could not be cleaned."""
    from dayline.cli import main

    site.write({PLACE: saved(drawn(), exif=exif(gps=True)), "no.jpg": b"<html>"})
    paths = [str(site.folder / PLACE), str(site.folder / "no.jpg")]
    assert main(["clean-media", paths[0]]) == 0
    assert main(["clean-media", *paths]) == 1
    out, err = capsys.readouterr()
    assert re.sub(r"\d+ bytes", "N bytes", out) == (
        f"{paths[0]}: rewritten without the place where it was taken (GPS); N bytes smaller, pixels unchanged\n"
        f"{paths[0]}: nothing to remove\n"
    )
    assert err == f"{paths[1]}: not touched: this is a web page (HTML), but its name ends in `.jpg`\n"
