"""Smaller copies of photographs, for smaller screens. The seam to Pillow, which is an extra (`images`)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ..errors import ConfigError
from ..settings.settings import CONFIG_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["copies", "version"]

_SAVED: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "WEBP": {"quality": 82, "method": 4},
    "PNG": {"optimize": True},
}
"""How each kind is saved; the others have no smaller copies."""


def version() -> str:
    """The version of Pillow: another one may compress in another way.

    Raises:
        ConfigError: it is not installed.
    """
    try:
        import PIL
    except ImportError as error:
        hint = "install it with: pip install 'l10n-flow[images]'; or remove image_widths"
        raise ConfigError("image_widths needs Pillow, which is not installed", path=CONFIG_NAME, hint=hint) from error
    return PIL.__version__


def copies(data: bytes, widths: Iterable[int]) -> Iterator[tuple[int, bytes]]:
    """Smaller copies of a picture that was cleaned: width in pixels, and bytes.

    A copy that would be no smaller, in pixels or in bytes, is left out, as are those of drawings and of what moves.

    Args:
        data: the picture.
        widths: of the copies.

    Raises:
        ValueError: it is broken; the message goes after "the picture ...".
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            kind = picture.format or ""
            if kind not in _SAVED or getattr(picture, "is_animated", False):
                return
            colours = picture.info.get("icc_profile")
            whole = ImageOps.exif_transpose(picture)
            if whole.mode == "P":
                whole = whole.convert("RGBA")
            for width in sorted(one for one in widths if one < whole.width):
                size = (width, max(1, round(whole.height * width / whole.width)))
                saved = io.BytesIO()
                small = whole.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
                small.info.clear()
                small.save(saved, kind, icc_profile=colours, **_SAVED[kind])
                if saved.tell() < len(data):
                    yield width, saved.getvalue()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise ValueError(f"is broken: {error}") from error
