"""PNG (W3C, third edition): chunks, each with its length, name and checksum."""

from __future__ import annotations

import zlib

from . import _exif

_MARK = 8
_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS acTL fcTL fdAT cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT".split()
)
"""The picture, its frames, its colours; texts, times, Exif and what programs add are not among them."""


def clean(data: bytes) -> tuple[bytes, int, int]:
    """The picture alone, its width and its height; raises ValueError and IndexError where it is broken."""
    kept = [data[:_MARK]]
    size = None
    turned, at = 1, _MARK
    while True:
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            raise ValueError("is broken: it ends in the middle")
        said = data[at + 8 : end - 4]
        if name == b"IHDR":
            size = int.from_bytes(said[:4], "big"), int.from_bytes(said[4:8], "big")
        elif size is None:
            raise ValueError("is broken: it has no size")
        elif name == b"eXIf":
            turned = _exif.orientation(said)
        if name in _KEPT:
            kept.append(data[at:end])
        if name == b"IEND":
            break
        at = end
    if exif := _exif.block(turned):
        kept.insert(2, _chunk(b"eXIf", exif))
    return b"".join(kept), *_exif.shown(*size, turned)


def _chunk(name: bytes, said: bytes) -> bytes:
    return len(said).to_bytes(4, "big") + name + said + zlib.crc32(name + said).to_bytes(4, "big")
