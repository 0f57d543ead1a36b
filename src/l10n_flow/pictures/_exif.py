"""The orientation of a photograph, from and into Exif (CIPA DC-008-2019, 4.6: a TIFF file within the file)."""

from __future__ import annotations

import struct

__all__ = ["block", "orientation", "shown"]

_ORIENTATION = 0x0112
_USUAL = range(2, 9)
"""1 is upright; 5 to 8 stand on their side."""


def orientation(exif: bytes) -> int:
    """How a photograph is turned, by its Exif data from the TIFF header on; 1 if that does not say, or is broken."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    try:
        if order is None:
            return 1
        (at,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, at)
        for number in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, at + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if value in _USUAL else 1
    except struct.error:
        pass
    return 1


def block(turned: int) -> bytes:
    """Exif data that say nothing but how a photograph is turned; empty if it is upright."""
    if turned not in _USUAL:
        return b""
    return struct.pack(">4sIHHHIHHI", b"MM\0*", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)


def shown(width: int, height: int, turned: int) -> tuple[int, int]:
    """Width and height of a photograph as it is shown."""
    return (height, width) if turned >= 5 else (width, height)
