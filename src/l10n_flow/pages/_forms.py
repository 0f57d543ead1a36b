"""Pages that are alike are rendered once, with blanks for what they say, and each is this form filled in.

Our own templates look at a text only to see whether there is one, so that a blank does for it. A newsroom's may look at
it as they like: with those each page is rendered.
"""

from __future__ import annotations

import functools
import os
import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from . import rendering

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from .model import Text, Theme

__all__ = ["Form"]

_MARK = os.urandom(8).hex()
_BLANK = re.compile(f"{_MARK}-([0-9]+)-{_MARK}")
_MANY = 64
"""So many forms are known at a time: a form has the whole style sheet in it."""


class Form:
    """Takes what a page says, and makes the page."""

    def __init__(self, theme: Theme) -> None:
        """Begin a page with the newsroom's theme."""
        self._theme, self._said = theme, list[str]()

    def say(self, text: Text, /) -> Text:
        """A text as the template is to get it: itself, or a blank for it; it stays empty if it is."""
        if not text or self._theme.templates:
            return text
        self._said.append(escape(text))
        return _blank(len(self._said) - 1)

    def page(self, name: str, values: Mapping[str, Hashable], others: Mapping[str, object]) -> bytes:
        """The page, in UTF-8: what is the same on all of them was brought into that once.

        Args:
            name: of the template.
            values: what it is given. What differs from page to page has gone through `say`.
            others: what a newsroom's templates are given beside that, or instead.

        Raises:
            As `rendering.render`.
        """
        if self._theme.templates:
            return rendering.render(self._theme, name, {**values, **others}).encode()
        printed, blanks = _printed(self._theme, name, tuple(values.items()))
        pieces = list(printed)
        pieces[1::2] = [self._said[number].encode() for number in blanks]
        return b"".join(pieces)


@functools.cache
def _blank(number: int) -> Markup:
    return Markup(f"{_MARK}-{number}-{_MARK}")  # noqa: S704  no markup is in it


@functools.lru_cache(maxsize=_MANY)
def _printed(theme: Theme, name: str, values: tuple[tuple[str, Hashable], ...]) -> tuple[list[bytes], list[int]]:
    """A form: its pieces, every second of which is a blank, and the numbers of the blanks."""
    pieces = _BLANK.split(rendering.render(theme, name, dict(values)))
    return [piece.encode() for piece in pieces], [int(number) for number in pieces[1::2]]
