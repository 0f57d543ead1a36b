"""GIF (version 89a): a screen, its colours, and blocks."""

from __future__ import annotations

_EXTENSION, _IMAGE, _END = 0x21, 0x2C, 0x3B
_CONTROL, _OF_PROGRAM = 0xF9, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
"""The programs whose extension says how often an animation is shown; others keep their notes there."""


def clean(data: bytes) -> tuple[bytes, int, int]:
    """The picture alone, its width and its height; raises ValueError and IndexError where it is broken."""
    width, height = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    at = 13 + _colours(data[10])
    kept = [data[:at]]
    while (kind := data[at]) != _END:
        if kind == _EXTENSION:
            end = _after(data, at + 2)
            label, program = data[at + 1], data[at + 3 : at + 14]
            if label == _CONTROL or (label == _OF_PROGRAM and program in _LOOPS):
                kept.append(data[at:end])
        elif kind == _IMAGE:
            end = _after(data, at + 11 + _colours(data[at + 9]))
            kept.append(data[at:end])
        else:
            raise ValueError("is broken: it has a block of no known kind")
        at = end
    return b"".join([*kept, bytes([_END])]), width, height


def _colours(flags: int) -> int:
    """How many bytes of colours follow."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after(data: bytes, at: int) -> int:
    """Where the pieces of a block end, each with its length before it."""
    while length := data[at]:
        at += length + 1
    return at + 1
