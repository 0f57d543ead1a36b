"""What is left of a picture's file: the picture."""

from __future__ import annotations

import base64
import contextlib
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.pictures import _exif, kinds

SECRETS = (b"CameraMaker", b"39.6542N", b"C:\\Users\\reporter", b"Reporter")
NOTE = b" ".join(SECRETS)
TURNED = struct.pack("<4sIHHHIHHI", b"II*\0", 8, 1, 0x0112, 3, 1, 6, 0, 0)
"""A note of a camera that lay on its side."""


def segment(marker: int, said: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(said) + 2).to_bytes(2, "big") + said


def jpeg(*before: bytes, after: bytes = b"") -> bytes:
    """What has the form of a photograph, 40 pixels wide and 30 high."""
    frame = segment(0xC0, struct.pack(">BHHB", 8, 30, 40, 1) + b"\x01\x11\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    jfif = segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x02\x01" + b"thumb!")
    return b"".join([b"\xff\xd8", jfif, *before, frame, scan, segment(0xDA, b"\x01"), b"\x78\xff\xd9", after])


def chunk(name: bytes, said: bytes) -> bytes:
    return len(said).to_bytes(4, "big") + name + said + zlib.crc32(name + said).to_bytes(4, "big")


def png(*between: bytes, after: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 30, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 41 * 30))
    return b"".join([b"\x89PNG\r\n\x1a\n", head, *between, pixels, chunk(b"IEND", b""), after])


def riff(*chunks: tuple[bytes, bytes], after: bytes = b"") -> bytes:
    body = b"WEBP" + b"".join(
        name + len(said).to_bytes(4, "little") + said + b"\0" * (len(said) % 2) for name, said in chunks
    )
    return b"RIFF" + len(body).to_bytes(4, "little") + body + after


def webp(*extra: tuple[bytes, bytes], flags: int = 0, after: bytes = b"") -> bytes:
    canvas = bytes([flags, 0, 0, 0]) + (39).to_bytes(3, "little") + (29).to_bytes(3, "little")
    pixels = b"\x10\0\0\x9d\x01\x2a" + struct.pack("<HH", 40, 30) + b"pixel"
    return riff((b"VP8X", canvas), (b"VP8 ", pixels), *extra, after=after)


def gif(*extensions: bytes, after: bytes = b"") -> bytes:
    image = b"\x2c\0\0\0\0\x28\0\x1e\0\0\x02\x02\x44\x01\0"
    head = b"GIF89a\x28\0\x1e\0\x80\0\0\0\0\0\xff\xff\xff"
    return b"".join([head, *extensions, image, b";", after])


XMP = b"http://ns.adobe.com/xap/1.0/\0" + NOTE
LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
TALKATIVE = {
    "jpeg": jpeg(
        segment(0xE1, b"Exif\0\0" + TURNED + NOTE),
        segment(0xE1, XMP),
        segment(0xED, b"Photoshop 3.0\0" + NOTE),
        segment(0xE2, b"MPF\0" + NOTE),
        segment(0xEB, NOTE),
        segment(0xFE, NOTE),
        after=jpeg() + NOTE,
    ),
    "png": png(
        chunk(b"tEXt", b"Author\0" + NOTE),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + NOTE),
        chunk(b"tIME", b"\x07\xe9\x05\x0c\0\0\0"),
        chunk(b"eXIf", TURNED + NOTE),
        chunk(b"caBX", NOTE),
        after=NOTE,
    ),
    "webp": webp((b"EXIF", b"Exif\0\0" + TURNED + NOTE), (b"XMP ", NOTE), (b"own ", NOTE), flags=0x0C, after=NOTE),
    "gif": gif(
        b"\x21\xfe" + bytes([len(NOTE)]) + NOTE + b"\0", LOOP, b"\x21\xff\x0bXMP DataXMP" + NOTE[:1] * 0 + b"\0"
    ),
}
SILENT = {
    "jpeg": jpeg().replace(b"\x02\x01thumb!", b"\0\0").replace(b"\0\x16JFIF", b"\0\x10JFIF"),
    "png": png(chunk(b"iCCP", b"p\0\0x"), chunk(b"pHYs", b"\0" * 9)),
    "webp": webp((b"ICCP", b"colours")),
    "gif": gif(LOOP),
}


@pytest.mark.parametrize("kind", TALKATIVE)
def test_nothing_that_was_written_beside_the_picture_is_left(kind: str) -> None:
    data = TALKATIVE[kind]
    clean = kinds.clean(data)
    assert any(secret in data for secret in SECRETS)
    assert not [secret for secret in SECRETS if secret in clean.data]
    assert kinds.clean(clean.data) == clean


@pytest.mark.parametrize("kind", SILENT)
def test_a_file_with_nothing_but_the_picture_stays_as_it_is(kind: str) -> None:
    clean = kinds.clean(SILENT[kind])
    assert clean.data == SILENT[kind]
    assert (clean.width, clean.height) == (40, 30)
    assert not clean.drawn


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_photograph_that_lies_on_its_side_is_shown_upright_as_before(kind: str) -> None:
    clean = kinds.clean(TALKATIVE[kind])
    assert (clean.width, clean.height) == (30, 40)
    assert _exif.block(6) in clean.data


def test_pictures_in_the_picture_go() -> None:
    """A thumbnail, or what a phone keeps behind the end, may show what was cut off."""
    assert b"thumb" not in kinds.clean(jpeg()).data
    assert kinds.clean(jpeg(after=jpeg())).data == kinds.clean(jpeg()).data


def test_every_piece_of_the_picture_is_kept() -> None:
    assert kinds.clean(TALKATIVE["jpeg"]).data.endswith(jpeg()[jpeg().index(b"\xff\xc0") :])
    assert b"pixel" in kinds.clean(TALKATIVE["webp"]).data
    assert LOOP in kinds.clean(TALKATIVE["gif"]).data


@pytest.mark.parametrize("kind", SILENT)
def test_one_that_ends_in_the_middle_is_refused(kind: str) -> None:
    data = SILENT[kind]
    for end in {len(data) // 2, len(data) - 1, 12}:
        with pytest.raises(ValueError, match="broken"):
            kinds.clean(data[:end])


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"<html><script>1</script></html>", b"BM" + b"\0" * 60, b"RIFF1234WAVE"]
)
def test_what_cannot_be_cleaned_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no "):
        kinds.clean(data)


@given(kind=st.sampled_from(sorted(TALKATIVE)), data=st.data())
def test_whatever_is_broken_is_told_and_nothing_else(kind: str, data: st.DataObject) -> None:
    broken = bytearray(TALKATIVE[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ValueError):
        kinds.clean(bytes(broken))


@given(exif=st.binary(max_size=60))
def test_a_note_that_nobody_understands_turns_nothing(exif: bytes) -> None:
    assert _exif.orientation(exif) in range(1, 9)
    assert _exif.orientation(b"II*\0" + exif) in range(1, 9)


@given(turned=st.integers(2, 8))
def test_the_orientation_is_read_as_it_was_written(turned: int) -> None:
    assert _exif.orientation(_exif.block(turned)) == turned


def svg(inside: str, attributes: str = 'width="40" height="30"') -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>'
        f'<rect width="4" height="4" fill="url(#g)"/>{inside}</svg>'
    ).encode()


SHARP = [
    "<script>alert(1)</script>",
    '<script href="data:text/javascript,1"/>',
    '<g onload="alert(1)"/>',
    '<a href="javascript:alert(1)"><text>t</text></a>',
    '<a xlink:href="https://example.org/"><text>t</text></a>',
    '<animate attributeName="xlink:href" values="javascript:alert(1)"/>',
    '<set attributeName="onclick" to="alert(1)"/>',
    '<image href="https://example.org/x.png"/>',
    '<use xlink:href="https://example.org/x.svg#a"/>',
    '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='https://example.org/'/></foreignObject>",
    "<style>@import 'https://example.org/x.css';</style>",
    "<style>rect { fill: url(https://example.org/x.svg#a) }</style>",
    "<style>@\\69mport 'https://example.org/x.css';</style>",
    '<rect style="fill: url(https://example.org/x.svg#a)"/>',
    '<rect fill="url(https://example.org/x.svg#a)"/>',
    "<metadata>Reporter</metadata><!-- Reporter --><?xml-stylesheet href='https://example.org/x.css'?>",
    "<g xmlns:i='http://www.inkscape.org/' i:export-filename='C:\\Users\\Reporter'/>",
    '<feImage href="https://example.org/x.png"/>',
]


@pytest.mark.parametrize("inside", SHARP)
def test_a_drawing_can_only_be_looked_at(inside: str) -> None:
    clean = kinds.clean(svg(inside))
    assert not [word for word in (b"alert", b"example.org", b"Reporter", b"javascript") if word in clean.data]
    assert b'<rect width="4" height="4" fill="url(#g)"/>' in clean.data
    assert (clean.width, clean.height, clean.drawn) == (40, 30, True)
    assert kinds.clean(clean.data) == clean


def test_a_drawing_that_does_nothing_stays_as_it_is() -> None:
    data = svg('<style>text { font: 12px sans-serif }</style><use href="#g"/><text>т</text>\n')
    assert kinds.clean(data).data == data


def test_photographs_in_drawings_are_cleaned_too() -> None:
    inside = base64.b64encode(TALKATIVE["jpeg"]).decode()
    clean = kinds.clean(svg(f'<image href="data:image/jpeg;base64,{inside}"/>'))
    (kept,) = (part.split(b'"')[0] for part in clean.data.split(b"base64,")[1:])
    assert base64.b64decode(kept) == kinds.clean(TALKATIVE["jpeg"]).data


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 80 60"', (80, 60)),
        ('viewBox="0,0,80,60" width="40"', (40, 30)),
        ('width="20mm" height="1in"', (76, 96)),
        ('width="100%" height="100%" viewBox="0 0 8 6"', (8, 6)),
        ('width="100%"', (None, None)),
        ('viewBox="none"', (None, None)),
    ],
)
def test_the_size_of_a_drawing(attributes: str, size: tuple[int | None, int | None]) -> None:
    clean = kinds.clean(svg("", attributes))
    assert (clean.width, clean.height) == size


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>',
        b"<svg>",
        b"<svg/>",
        b"<p><svg xmlns='http://www.w3.org/2000/svg'/></p>",
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"broken|document type"):
        kinds.clean(data)
