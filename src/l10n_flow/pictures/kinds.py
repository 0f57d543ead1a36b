"""A picture as readers may have it: nothing in it but the picture.

What cameras, phones and programs write into a file beside it goes: where it was taken (GPS), by whom and when, with
which device, captions, thumbnails of what was cut off, the folder on somebody's disk. The picture itself is not
compressed anew: its bytes stay as they are. Of all that is dropped only the orientation is kept, in a note that has
nothing else, and colour profiles are kept.
"""

from __future__ import annotations

from ..values import Value
from . import _gif, _jpeg, _png, _svg, _webp

__all__ = ["FAR", "KINDS", "Clean", "clean", "is_picture", "words"]

KINDS = "JPEG, PNG, WebP, GIF or SVG"
"""What can be cleaned, in words."""

_READERS = {b"\xff\xd8\xff": _jpeg.clean, b"\x89PNG\r\n\x1a\n": _png.clean, b"GIF8": _gif.clean, b"RIFF": _webp.clean}


class Clean(Value, frozen=True):
    """A picture: its bytes, without what was dropped; its width and height as it is shown, in pixels of CSS, None where
    a drawing does not say; `drawn` if it is no photograph but a drawing (SVG)."""

    data: bytes
    width: int | None
    height: int | None
    drawn: bool = False


def is_picture(head: bytes) -> bool:
    """Whether a file that begins so is of a kind that can be cleaned; `FAR` bytes tell."""
    if head.startswith(b"RIFF"):  # as films and sounds do
        return head[8:12] == b"WEBP"
    return head.startswith(tuple(_READERS)) or b"<svg" in head[:FAR]


def clean(data: bytes) -> Clean:
    """Drop what is in a picture's file beside the picture.

    Raises:
        ValueError: it is of no kind that can be cleaned, or is broken; the message goes after "the picture ...".
    """
    for mark, reader in _READERS.items():
        if data.startswith(mark):
            try:
                return Clean(*reader(data))
            except (IndexError, LookupError) as error:
                raise ValueError("is broken: it ends in the middle") from error
    if b"<svg" in data[:FAR]:
        return Clean(*_svg.clean(data, _embedded), drawn=True)
    raise ValueError(f"is no {KINDS}")


def words(data: bytes) -> tuple[str, ...]:
    """What somebody can read in a drawing's file; nothing in that of a photograph, or of what cannot be cleaned."""
    if data.startswith(tuple(_READERS)) or b"<svg" not in data[:FAR]:
        return ()
    try:
        return tuple(_svg.words(clean(data).data))
    except ValueError:
        return ()


FAR = 100_000
"""Bytes within which a drawing begins: comments and a document type may stand before it."""


def _embedded(data: bytes) -> bytes | None:
    """A picture in a drawing, clean; None if it cannot be that."""
    try:
        found = clean(data)
    except ValueError:
        return None
    return None if found.drawn else found.data
