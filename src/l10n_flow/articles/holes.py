"""Holes in a text: what all editions of an article have in common is made once, with holes for what each one says.

A hole is written as characters that pass through trees and serialisers like any word. No article can have them, they
are drawn anew in each process. A run of inline content is a hole with its tags in it, as they stand in the text.
`patterns` reads a text with holes, and fills it.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "CONTENT",
    "LANG",
    "TITLE",
    "attribute",
    "label",
    "link",
    "link_lang",
    "may_hold",
    "own",
    "parted",
    "run",
    "said",
    "tag",
]

_OPEN, _CLOSE = os.urandom(8).hex(), os.urandom(8).hex()
_HOLE = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML may have, see its recommendation, production 2 (`Char`)."""


def _hole(*words: object) -> str:
    return f"{_OPEN}{' '.join(map(str, words))}{_CLOSE}"


LANG = _hole("lang")
"""The edition's language."""
TITLE = _hole("title")
"""The expansion of an abbreviation, in the attribute of its tag."""
CONTENT = _hole("content")
"""What a tag encloses."""


def own(text: str) -> str:
    """A hole for words of ours."""
    return _hole("own", text)


def label(text: str, about: str) -> str:
    """A hole for words of ours before a text, unless that says by itself what it is: there is a colon in it.

    Our words end with `%(credit)s`, which stands for the text.
    """
    return f"{_hole('label', text)}{said(about)}{_hole('end')}"


def link(number: int) -> str:
    """A hole for the address of another article, in an attribute."""
    return _hole(f"link-{number}")  # blanks do not pass through an address


def link_lang(number: int) -> str:
    """A hole for the language that another article is in."""
    return _hole(f"lang-of-link-{number}")


def attribute(number: int) -> str:
    """A hole for an attribute's text."""
    return _hole("attribute", number)


def run(number: int, names: Sequence[str] = (), tags: Iterable[str] = ()) -> str:
    """A hole for a run: its place, the names of the tags in its text, and each `tag` once."""
    return f"{_hole('run', number, *names)}{''.join(tags)}{_hole('end')}" if names else _hole("run", number)


def tag(name: str, element: str) -> str:
    """What a tag of a run stands for: an element, with `CONTENT` in it if it encloses text."""
    return f"{_hole('pair' if CONTENT in element else 'void', name)}{element}"


def said(text: str) -> str:
    """A text as it can stand in an attribute: without the tags of its runs."""
    return text.replace(f"{_OPEN}run ", f"{_OPEN}said ")


def may_hold(texts: Iterable[str]) -> bool:
    """Whether there are only characters that an article can have."""
    text = "".join(texts).replace("\xa0", " ")
    return text.isprintable() or not _NO_XML.search(text)  # it almost always is, and that is quickly seen


def parted(text: str) -> list[str]:
    """A text parted by its holes: what stands before the first one, its words, what stands behind it, and so on."""
    return _HOLE.split(text)
