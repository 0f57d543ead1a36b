"""WebP (RFC 9649): a RIFF file of chunks, each with its name and length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _exif

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXIF, _XMP = 0x08, 0x04
"""Flags of the file's header, which say what is in it."""
_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_IN_FRAME = 16
"""Bytes of a frame before its own chunks."""


def clean(data: bytes) -> tuple[bytes, int, int]:
    """The picture alone, its width and its height; raises ValueError and IndexError where it is broken."""
    if data[8:12] != b"WEBP":
        raise ValueError("is a RIFF file, but no WebP")
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise ValueError("is broken: it ends in the middle")
    chunks = list(_chunks(data[12:end]))
    turned = next((_exif.orientation(said.removeprefix(b"Exif\0\0")) for name, said in chunks if name == b"EXIF"), 1)
    size = next((_SIZES[name](said) for name, said in chunks if name in _SIZES), None)
    if size is None:
        raise ValueError("is broken: it has no size")
    exif = _exif.block(turned)
    kept = [_kept(name, said, bool(exif)) for name, said in chunks if name in _KEPT]
    if exif and chunks[0][0] == b"VP8X":
        kept.append(_chunk(b"EXIF", exif))
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body, *_exif.shown(*size, turned)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + length > len(data):
            raise ValueError("is broken: it ends in the middle")
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _kept(name: bytes, said: bytes, has_exif: bool) -> bytes:
    if name == b"VP8X":
        said = bytes([said[0] & ~(_EXIF | _XMP) | has_exif * _EXIF]) + said[1:]
    elif name == b"ANMF":
        own = [_chunk(*chunk) for chunk in _chunks(said[_IN_FRAME:]) if chunk[0] in _KEPT]
        said = said[:_IN_FRAME] + b"".join(own)
    return _chunk(name, said)


def _chunk(name: bytes, said: bytes) -> bytes:
    return name + len(said).to_bytes(4, "little") + said + b"\0" * (len(said) % 2)


def _canvas(said: bytes) -> tuple[int, int]:
    return int.from_bytes(said[4:7], "little") + 1, int.from_bytes(said[7:10], "little") + 1


def _lossy(said: bytes) -> tuple[int, int]:
    return int.from_bytes(said[6:8], "little") & 0x3FFF, int.from_bytes(said[8:10], "little") & 0x3FFF


def _lossless(said: bytes) -> tuple[int, int]:
    bits = int.from_bytes(said[1:5], "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


_SIZES = {b"VP8X": _canvas, b"VP8 ": _lossy, b"VP8L": _lossless}
