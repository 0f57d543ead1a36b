"""JPEG (ITU-T T.81, annex B): segments, each with its marker, and between them the picture."""

from __future__ import annotations

import re

from . import _exif

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of frame headers, which have the size."""
_END, _SCAN, _APP1, _COMMENT = 0xD9, 0xDA, 0xE1, 0xFE
_OF_PROGRAMS = range(0xE0, 0xF0)
_KEPT = {0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Colours: what else programs write is dropped."""
_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
"""In the data of a picture FF00 is a byte, and FFD0 to FFD7 are within it."""


def clean(data: bytes) -> tuple[bytes, int, int]:
    """The picture alone, its width and its height; raises ValueError and IndexError where it is broken."""
    kept = []
    size = None
    turned, at, in_scan = 1, 2, False
    while True:
        found = _MARKER.search(data, at)
        if found is None:
            raise ValueError("is broken: it ends in the middle")
        if in_scan:
            kept.append(data[at : found.start()])
        marker, start = found[1][0], found.end()
        if marker == _END:
            break
        end = start + int.from_bytes(data[start : start + 2], "big")
        if end > len(data) or end < start + 2:
            raise ValueError("is broken: it ends in the middle")
        said = data[start + 2 : end]
        if marker in _FRAMES and size is None:
            size = int.from_bytes(said[3:5], "big"), int.from_bytes(said[1:3], "big")
        if marker == _APP1 and said.startswith(b"Exif\0\0"):
            turned = _exif.orientation(said[6:])
        kept.append(_segment(marker, _said(marker, said)))
        at, in_scan = end, marker == _SCAN
    if size is None or not all(size):
        raise ValueError("is broken: it has no size")
    exif = _exif.block(turned)
    note = _segment(_APP1, b"Exif\0\0" + exif) if exif else b""
    whole = b"".join([b"\xff\xd8", note, *kept, b"\xff\xd9"])
    return whole, *_exif.shown(*size, turned)


def _said(marker: int, said: bytes) -> bytes | None:
    """What a segment may say, None if nothing."""
    if marker == 0xE0:  # with a thumbnail, which may show what was cut off later
        return said[:12] + b"\0\0" if said.startswith(b"JFIF\0") else None
    if marker in _OF_PROGRAMS:
        return said if marker in _KEPT and said.startswith(_KEPT[marker]) else None
    return None if marker == _COMMENT else said


def _segment(marker: int, said: bytes | None) -> bytes:
    return b"" if said is None else bytes([0xFF, marker]) + (len(said) + 2).to_bytes(2, "big") + said
