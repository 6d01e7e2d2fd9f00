"""What a picture's file holds beside the picture: named, taken out, and a C2PA manifest noted before it goes."""

import hashlib
import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from conftest import SiteBuilder
from dayline.commands.clean_media import clean, clean_all
from dayline.read.images import exif, metadata, provenance
from dayline.read.images.segments import C2PA_BOX
from test_media import EVENT, SIDECAR, drawn, saved, shown

FOLDER = "content/media/2022/03"
AGAIN = "export it again from the original, or get the file once more"


def segment(marker: int, data: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + (len(data) + 2).to_bytes(2) + data


def in_jpeg(*segments: bytes) -> bytes:
    """A JPEG with further segments before the picture."""
    raw = saved(drawn())
    return raw[:2] + b"".join(segments) + raw[2:]


def in_app1(data: bytes) -> bytes:
    """A segment with EXIF data."""
    return segment(0xE1, b"Exif\0\0" + data)


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)


def in_png(*chunks: bytes) -> bytes:
    """A PNG with further chunks after its header."""
    raw = saved(drawn(), "PNG")
    return raw[:33] + b"".join(chunks) + raw[33:]


def in_webp(name: bytes, data: bytes, times: int = 1) -> bytes:
    """A WebP with further chunks at its end."""
    raw = saved(drawn(), "WEBP", xmp=b"<x/>")
    raw += (name + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)) * times
    return raw[:4] + (len(raw) - 8).to_bytes(4, "little") + raw[8:]


def in_avif(manifest: bytes) -> bytes:
    """An AVIF with a C2PA box behind its first one: the picture is in `idat`-free offsets, so it goes to the end."""
    box = C2PA_BOX + b"\0\0\0\0manifest\0" + bytes(8) + manifest
    return saved(drawn(), "AVIF") + (len(box) + 8).to_bytes(4) + b"uuid" + box


def exif_data(number: int, text: str) -> bytes:
    """EXIF data of one tag."""
    made = Image.Exif()
    made[number] = text
    return made.tobytes()


def tiff(*entries: tuple[int, int, int, int | bytes], data: bytes = b"") -> bytes:
    """EXIF data as it is laid out: the entries of one directory (tag, type, count, value), and what follows them.

    A value of -1 is where what follows begins.
    """
    begin = 8 + 2 + 12 * len(entries) + 4
    made = b"II*\0" + struct.pack("<IH", 8, len(entries))
    for tag, kind, count, value in entries:
        raw = struct.pack("<I", begin if value == -1 else value) if isinstance(value, int) else value
        made += struct.pack("<HHI", tag, kind, count) + raw.ljust(4, b"\0")
    return made + struct.pack("<I", 0) + data


def exif_tag(number: int, text: str) -> bytes:
    """A JPEG with one EXIF tag."""
    return saved(drawn(), exif=exif_data(number, text))


def der(tag: int, *parts: bytes) -> bytes:
    """A value in DER."""
    data = b"".join(parts)
    size = bytes((len(data),)) if len(data) < 128 else b"\x82" + len(data).to_bytes(2)
    return bytes((tag,)) + size + data


def name_of(**parts: str) -> bytes:
    """A distinguished name."""
    oids = {"o": b"\x55\x04\x0a", "cn": b"\x55\x04\x03"}
    return der(0x30, *(der(0x31, der(0x30, der(6, oids[k]), der(12, v.encode()))) for k, v in parts.items()))


def certificate(**subject: str) -> bytes:
    """A certificate for a name, as far as it has to be read."""
    validity = der(0x30, der(23, b"220101000000Z"), der(23, b"320101000000Z"))
    about = (der(2, b"\1"), der(0x30), name_of(cn="A root"), validity, name_of(**subject), der(0x30, b"k" * 200))
    return der(0x30, der(0x30, der(0xA0, der(2, b"\2")), *about), der(0x30), der(3, b"\0" + b"s" * 64))


def manifest(*, signer: bytes = b"", generator: str = "", filler: int = 0) -> bytes:
    """A manifest store as C2PA has it, as far as it has to be read."""
    said = b"\xa1\x6fclaim_generator" + bytes((0x78, len(generator))) + generator.encode() if generator else b""
    signed = b"\xd2\x84\x59\x01\x00\xa2\x01\x26\x18\x21\x81\x59" + len(signer).to_bytes(2) + signer if signer else b""
    data = b"jumdc2pa" + said + signed + b"x" * filler
    return (len(data) + 8).to_bytes(4) + b"jumb" + data


def app11(store: bytes, size: int = 60_000) -> list[bytes]:
    """A manifest store in as many segments of a JPEG as it takes (ISO 19566-5)."""
    parts = [store[8:][at : at + size] for at in range(0, len(store) - 8, size)]
    return [segment(0xEB, b"JP\0\1" + n.to_bytes(4) + store[:8] + part) for n, part in enumerate(parts, 1)]


BY_DESK = manifest(signer=certificate(cn="Signing key 7", o="Example Camera Co."))
PLACE, XMP, IPTC, C2PA = "the place where it was taken (GPS)", "XMP data", "IPTC data", "a C2PA manifest"
OWN = "a program’s private data"
COMMENT = "a comment"
ASCII, UTF_8 = (0x010E, 2, 8, -1), (0x010E, 129, 8, -1)  # an image description of eight bytes
MAKER, NUMBER = "the name of its maker or owner", "a number that no other picture has"
TELLING: dict[str, tuple[str, bytes, str]] = {
    "IPTC": (
        "a.jpg", in_jpeg(segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0f\x1c\x02\x5a\0\x07Kherson\0")), IPTC
    ),
    "XMP with a city": ("a.jpg", saved(drawn(), xmp=b"<x photoshop:City='Kherson'/>"), XMP),
    "XMP with a face": ("a.jpg", saved(drawn(), xmp=b"<mwg-rs:Name>O. P.</mwg-rs:Name>"), XMP),
    "GPS in UTF-16": ("a.jpg", saved(drawn(), xmp="<x GPSLatitude='47'/>".encode("utf-16")), XMP),
    "GPS behind a reference": ("a.jpg", saved(drawn(), xmp=b"<x &#71;PSLatitude='47'/>"), XMP),
    "extended XMP": ("a.jpg", in_jpeg(segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + b"x" * 40)), XMP),
    "XMP in a PNG": ("a.png", in_png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>")), XMP),
    "XMP in a WebP": ("a.webp", saved(drawn(), "WEBP", xmp=b"<x dc:creator='O. P.'/>"), XMP),
    "XMP in an AVIF": ("a.avif", saved(drawn(), "AVIF", xmp=b"<x dc:creator='O. P.'/>"), XMP),
    "XMP with GPS": ("a.jpg", saved(drawn(), xmp=b"<x exif:GPSLatitude='47'/>"), f"{PLACE} and {XMP}"),
    "C2PA in a JPEG": ("a.jpg", in_jpeg(*app11(BY_DESK)), C2PA),
    "C2PA in a PNG": ("a.png", in_png(chunk(b"caBX", BY_DESK)), C2PA),
    "C2PA in a WebP": ("a.webp", in_webp(b"C2PA", BY_DESK), f"{XMP} and {C2PA}"),
    "C2PA in an AVIF": ("a.avif", in_avif(BY_DESK), C2PA),
    "Artist": ("a.jpg", exif_tag(0x013B, "O. P."), MAKER),
    "Copyright": ("a.jpg", exif_tag(0x8298, "O. P."), MAKER),
    "HostComputer": ("a.jpg", exif_tag(0x013C, "op-laptop"), "the name of a computer"),
    "Photographer": ("a.jpg", exif_tag(0xA437, "O. P."), MAKER),
    "ImageUniqueID": ("a.jpg", exif_tag(0xA420, "0123456789abcdef"), NUMBER),
    "ImageTitle": ("a.jpg", exif_tag(0xA436, "At home"), COMMENT),
    "Artist in an AVIF": ("a.avif", saved(drawn(), "AVIF", exif=exif_data(0x013B, "O. P.")), MAKER),
    "a comment in UTF-8, as EXIF 3 has it": ("a.jpg", in_jpeg(in_app1(tiff(UTF_8, data=b"Kherson\0"))), COMMENT),
    "a second comment": ("a.jpg", in_jpeg(in_app1(tiff((0x010E, 2, 2, b" "), ASCII, data=b"Kherson\0"))), COMMENT),
    "GPS of an unknown type": (
        "a.jpg", in_jpeg(in_app1(tiff((0x8825, 4, 1, -1), data=struct.pack("<HHHIII", 1, 2, 99, 3, 0, 0)))), PLACE,
    ),
    "a segment of a maker": ("a.jpg", in_jpeg(segment(0xE5, b"DJI-DBG\0drone 7")), OWN),
    "a JFXX thumbnail": (
        "a.jpg", in_jpeg(segment(0xE0, b"JFXX\0\x13\1\1\0\0\0")),
        "a thumbnail, which may show more than the picture",
    ),
    "a preview in a PNG": ("a.png", in_png(chunk(b"prVW", b"x" * 50)), OWN),
    "a chunk of a program": ("a.webp", in_webp(b"ABCD", b"x"), f"{XMP} and {OWN}"),
}  # fmt: skip


TRACES = (b"Kherson", b"O. P.", b"op-laptop", b"c2pa", b"Example Camera", b"DJI", b"PSLat", b"0123456789abcdef")


@pytest.mark.parametrize("case", TELLING)
def test_named_and_taken_out(site: SiteBuilder, case: str) -> None:
    """The mere part is enough to be named, whatever it says in whatever encoding; nothing of it is left."""
    name, raw, words = TELLING[case]
    path = f"{FOLDER}/{name}"
    site.write({path: raw, f"{path}.yaml": SIDECAR, "content/events/2022/03/14/x.yaml": EVENT.replace("bridge", "a")})
    assert site.problems() == (
        f"error[E25]: the file holds {words}\n  --> {path}:1:1\n"
        f"help: run `dayline clean-media {path}`, which leaves the picture unchanged\n\n"
        "1 error; nothing was written\n"
    )
    before = shown(raw)
    said, is_good = clean(site.folder / path)
    assert (said.startswith("rewritten without "), is_good) == (True, True)
    cleaned = (site.folder / path).read_bytes()
    assert shown(cleaned) == before
    assert not any(trace in cleaned for trace in TRACES)
    assert clean(site.folder / path) == ("nothing to remove", True)
    assert site.problems() == "no problems\n"


def test_a_comment_that_is_cut_short() -> None:
    """A value that is said to be longer than the data is named for what there is of it."""
    assert exif.secrets(tiff((0x010E, 2, 800, -1), data=b"Kherson\0")) == (COMMENT,)


DIRECTORIES = {"exif": 0x8769, "gps": 0x8825}
values = st.dictionaries(st.integers(0x9400, 0x9FFF), st.binary(min_size=1), max_size=5)


@given(st.sampled_from(["big", "little"]), st.fixed_dictionaries(dict.fromkeys(["main", *DIRECTORIES], values)))
def test_tags_agree_with_pillow(order: str, told: dict[str, dict[int, bytes]]) -> None:
    """Whatever Pillow finds in well-made EXIF data is found, with the same value in the same directory."""
    made = Image.Exif()
    made.endian = ">" if order == "big" else "<"
    made.update(told["main"])
    for directory, number in DIRECTORIES.items():
        made.get_ifd(number).update(told[directory])
    data = made.tobytes()
    read = Image.Exif()
    read.load(data)
    known = {("main", tag): read[tag] for tag in read if tag not in DIRECTORIES.values()}
    for directory, number in DIRECTORIES.items():
        known |= {(directory, tag): value for tag, value in read.get_ifd(number).items()}
    found = {(tag.directory, tag.number): tag.value for tag in exif.tags(data.removeprefix(b"Exif\0\0"))}
    assert found == known
    assert len(found) == sum(map(len, told.values()))


HARMLESS = {
    "a time": ("a.png", in_png(chunk(b"tIME", bytes(7)))),
    "how large it is in print": ("a.png", in_png(chunk(b"pHYs", bytes(9)))),
    "JFIF": ("a.jpg", saved(drawn())),
    "Adobe’s colours": ("a.jpg", saved(drawn(mode="CMYK"))),
    "nothing in its XMP": ("a.avif", saved(drawn(), "AVIF", xmp=b"   ")),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_what_tells_nothing(site: SiteBuilder, case: str) -> None:
    """What every program writes is let pass."""
    name, raw = HARMLESS[case]
    path = f"{FOLDER}/{name}"
    site.write({path: raw, f"{path}.yaml": SIDECAR, "content/events/2022/03/14/x.yaml": EVENT.replace("bridge", "a")})
    assert site.problems() == "no problems\n"


def progressive(scans: int) -> bytes:
    """A progressive JPEG with its last scan repeated, so that it has so many."""
    raw = saved(drawn(), progressive=True)
    at, had = raw.rindex(b"\xff\xda"), raw.count(b"\xff\xda")
    return raw[:at] + raw[at:-2] * (scans - had + 1) + b"\xff\xd9"


FAR_MORE = "the file has far more parts than a picture needs"
SCANS = "the picture is stored in more than 100 scans, which take very long to draw"
LONG: dict[str, tuple[str, bytes, str, str]] = {
    "101 scans": ("a.jpg", progressive(101), SCANS, "export it again from the original, without “progressive”"),
    "5,000 scans": ("a.jpg", progressive(5_000), SCANS, "export it again from the original, without “progressive”"),
    "segments": ("a.jpg", in_jpeg(*[segment(0xFE, b"")] * 1_100), FAR_MORE, AGAIN),
    "chunks": ("a.png", in_png(*[chunk(b"tIME", b"")] * 200_000), FAR_MORE, AGAIN),
    "WebP chunks": ("a.webp", in_webp(b"ABCD", b"", 1_100), FAR_MORE, AGAIN),
    "19 MB of FF": (
        "a.jpg",
        in_jpeg(b"\xff" * 19_000_000),
        "the file has too many empty bytes between its parts",
        AGAIN,
    ),
    "empty data": ("a.png", in_png(*[chunk(b"IDAT", b"")] * 2_000), FAR_MORE, AGAIN),
}


@pytest.mark.parametrize("case", LONG)
def test_what_would_take_hours_is_not_decoded(site: SiteBuilder, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a file is refused before a decoder sees it, by `check` and by `clean-media`."""
    name, raw, message, help = LONG[case]
    monkeypatch.setattr(Image.Image, "load", lambda _: pytest.fail("decoded"))
    path = f"{FOLDER}/{name}"
    site.write({path: raw, f"{path}.yaml": SIDECAR, "content/events/2022/03/14/x.yaml": EVENT.replace("bridge", "a")})
    assert site.problems() == (
        f"error[E25]: {message}\n  --> {path}:1:1\nhelp: {help}\n\n1 error; nothing was written\n"
    )
    assert clean(site.folder / path) == (f"not touched: {message}", False)
    assert (site.folder / path).read_bytes() == raw


ENOUGH = {
    "100 scans": ("a.jpg", progressive(100)),
    "900 chunks": (
        "a.png",
        in_png(*[chunk(b"tIME", bytes(7))] * 900),
    ),
    "a run of FF": ("a.jpg", in_jpeg(b"\xff" * 4_000)),
}


@pytest.mark.parametrize("case", ENOUGH)
def test_what_is_long_but_not_too_long(site: SiteBuilder, case: str) -> None:
    """As many scans as any camera writes, and bytes that only fill, are read."""
    name, raw = ENOUGH[case]
    path = f"{FOLDER}/{name}"
    site.write({path: raw, f"{path}.yaml": SIDECAR, "content/events/2022/03/14/x.yaml": EVENT.replace("bridge", "a")})
    assert site.problems() == "no problems\n"


def test_a_large_png_in_pieces_of_8_kb() -> None:
    """Many programs write the data of a PNG in pieces of 8 kB: there are as many as it is long."""
    raw = in_png(*[chunk(b"IDAT", bytes(8192))] * 2_400)
    assert metadata.private_data(raw, "PNG") == ()


def test_a_film_of_many_frames_stays_whole(tmp_path: Path) -> None:
    """A GIF is cleaned to its end however many frames it has; that it moves is for `check` to say."""
    frames = [drawn().rotate(turn) for turn in range(600)]
    raw = saved(drawn(), "GIF", save_all=True, append_images=frames, comment=b"met him at home")
    (tmp_path / "a.gif").write_bytes(raw)
    assert clean(tmp_path / "a.gif")[1]
    with Image.open(tmp_path / "a.gif") as image, Image.open(io.BytesIO(raw)) as before:
        assert image.n_frames == before.n_frames > 500


SHA = hashlib.sha256(BY_DESK).hexdigest()
LINE = f'provenance: {{sha256: "{SHA}", issuer: "Example Camera Co."}}'
HELD: dict[str, tuple[str, bytes]] = {
    "JPEG": ("a.jpg", in_jpeg(*app11(BY_DESK))),
    "JPEG in pieces": ("a.jpg", in_jpeg(*app11(BY_DESK, 100))),
    "PNG": ("a.png", in_png(chunk(b"caBX", BY_DESK))),
    "WebP": ("a.webp", in_webp(b"C2PA", BY_DESK)),
    "AVIF": ("a.avif", in_avif(BY_DESK)),
}


@pytest.mark.parametrize("case", HELD)
def test_a_manifest_is_noted_in_the_sidecar(site: SiteBuilder, case: str) -> None:
    """Its SHA-256 and who signed it are added to the file beside the picture, which stays as it is otherwise."""
    name, raw = HELD[case]
    path, sidecar = site.folder / FOLDER / name, f"{FOLDER}/{name}.yaml"
    own = "# By hand\nalt:   A bridge with one arch.  # so\r\ncredit: A. Drawer\nlicence: CC0-1.0"
    site.write({f"{FOLDER}/{name}": raw, sidecar: own})
    said, is_good = clean(path)
    assert (is_good, f"; its C2PA manifest is noted in {name}.yaml" in said) == (True, True)
    assert (site.folder / sidecar).read_bytes().decode() == f"{own}\n{LINE}\n"
    found = [entry.record.provenance for entry in site.content().entries if entry.kind == "media"]
    assert [(one.sha256, one.issuer) for one in found] == [(SHA, "Example Camera Co.")]
    assert "error" not in site.problems()
    assert sorted(p.name for p in path.parent.iterdir()) == [name, f"{name}.yaml"]


@pytest.mark.parametrize(
    "own",
    [
        None, "{alt: A bridge with one arch., credit: A. Drawer, licence: CC0-1.0}\n", "alt: [\n",
        f"{SIDECAR}...\n", "- a\n", b"alt: \xff\n", f'{SIDECAR}provenance: {{sha256: "{"0" * 64}"}}\n',
    ],
    ids=["no file", "braces", "broken", "with an end", "a list", "not UTF-8", "another manifest"],
)  # fmt: skip
def test_a_line_to_paste(site: SiteBuilder, own: str | bytes | None) -> None:
    """Where there is no file beside it, or none that a line can be added to, the line is printed."""
    path = site.folder / FOLDER / "a.png"
    site.write({f"{FOLDER}/a.png": HELD["PNG"][1], **({f"{FOLDER}/a.png.yaml": own} if own else {})})
    said, is_good = clean(path)
    assert (is_good, said.endswith(f"; add this line to a.png.yaml: {LINE}")) == (True, True)
    beside = path.with_name("a.png.yaml")
    assert (beside.read_bytes() if beside.exists() else None) == (own.encode() if isinstance(own, str) else own)
    assert b"c2pa" not in path.read_bytes()


def test_a_sidecar_that_is_a_link_is_not_written_to(site: SiteBuilder, tmp_path: Path) -> None:
    """The line is printed, and what the link leads to stays as it is."""
    site.write({f"{FOLDER}/a.png": HELD["PNG"][1]})
    (tmp_path / "elsewhere.yaml").write_text(SIDECAR)
    (site.folder / FOLDER / "a.png.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    said, _ = clean(site.folder / FOLDER / "a.png")
    assert said.endswith(LINE)
    assert (tmp_path / "elsewhere.yaml").read_text() == SIDECAR


def test_noted_once(site: SiteBuilder) -> None:
    """A run that ended between the two files is completed, and nothing is written twice."""
    site.write({f"{FOLDER}/a.png": HELD["PNG"][1], f"{FOLDER}/a.png.yaml": f"{SIDECAR}{LINE}\n"})
    said, _ = clean(site.folder / FOLDER / "a.png")
    assert said.endswith("its C2PA manifest is noted in a.png.yaml")
    assert (site.folder / FOLDER / "a.png.yaml").read_text() == f"{SIDECAR}{LINE}\n"


def test_lines_end_as_in_the_file(site: SiteBuilder) -> None:
    """A sidecar with the line ends of Windows keeps them."""
    own = SIDECAR.replace("\n", "\r\n")
    site.write({f"{FOLDER}/a.png": HELD["PNG"][1], f"{FOLDER}/a.png.yml": own})
    clean(site.folder / FOLDER / "a.png")
    assert (site.folder / FOLDER / "a.png.yml").read_bytes().decode() == f"{own}{LINE}\r\n"


ISSUERS = {
    "an organisation": (manifest(signer=certificate(cn="Key", o="Example Camera Co.")), "Example Camera Co."),
    "a name alone": (manifest(signer=certificate(cn="Key")), "Key"),
    "a signer before a program": (manifest(signer=certificate(o="Desk"), generator="Editor 1.0"), "Desk"),
    "a program": (manifest(generator="Editor 1.0"), "Editor 1.0"),
    "the last of two": (manifest(signer=certificate(o="A")) + manifest(signer=certificate(o="B")), "B"),
    "nobody": (manifest(), ""),
    "a broken certificate": (manifest(signer=certificate(o="Desk")[:60]), ""),
    "bytes": (b"\x18\x21\x81\x59\xff\xff\x30", ""),
    "markup": (manifest(signer=certificate(o='<b>"Desk"\n\u202e')), 'b"Desk"'),
    "a very long name": (manifest(signer=certificate(o="D" * 400)), "D" * 100),
}


@pytest.mark.parametrize("case", ISSUERS)
def test_who_signed(case: str) -> None:
    """Who a manifest is by: the signer's organisation or name, else the program that made it, else nobody."""
    store, issuer = ISSUERS[case]
    assert provenance.issuer(store) == issuer


def test_what_is_no_sha256(site: SiteBuilder) -> None:
    """The digest of a manifest has 64 digits."""
    site.write({f"{FOLDER}/a.jpg": saved(drawn()), f"{FOLDER}/a.jpg.yaml": f"{SIDECAR}provenance: {{sha256: abc}}\n"})
    assert site.problems().startswith(
        "error[E25]: this is not a SHA-256\n  --> content/media/2022/03/a.jpg.yaml:4:22\n"
    )


@pytest.mark.parametrize("make", ["link", "pipe"])
def test_what_is_no_file_is_not_cleaned(tmp_path: Path, make: str) -> None:
    """A link is not followed and a pipe is not waited for."""
    path = tmp_path / "a.jpg"
    (tmp_path / "b.jpg").write_bytes(in_jpeg(*app11(BY_DESK)))
    path.symlink_to("b.jpg") if make == "link" else os.mkfifo(path)
    assert clean(path) == ("not touched: this is not a regular file", False)
    assert (tmp_path / "b.jpg").read_bytes() == in_jpeg(*app11(BY_DESK))


def test_names_are_shown_without_steering_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """ESC and BEL, and bytes that are no UTF-8, are printed as `�`."""
    for name in (b"a\x1b]0;pwn\x07.jpg", b"\xff.jpg", b"a.j\x1bg"):
        (tmp_path / os.fsdecode(name)).write_bytes(saved(drawn()))
    assert clean_all(sorted(tmp_path.iterdir())) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        f"{tmp_path}/a�]0;pwn�.jpg: nothing to remove\n{tmp_path}/�.jpg: nothing to remove\n",
        f"{tmp_path}/a.j�g: not touched: this is JPEG, but its name ends in `.j�g`\n",
    )


def test_the_mode_of_the_file_stays(tmp_path: Path) -> None:
    """A cleaned file may be read by those who might before, and no draft is left."""
    path = tmp_path / "a.png"
    path.write_bytes(HELD["PNG"][1])
    path.chmod(0o640)
    assert clean(path)[1]
    assert (path.stat().st_mode & 0o777, [p.name for p in tmp_path.iterdir()]) == (0o640, ["a.png"])
