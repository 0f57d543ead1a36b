"""A text without what is no prose in it: tags, addresses and placeholders."""

from __future__ import annotations

import functools
import re

__all__ = ["ADDRESS", "LETTER", "SIGNS", "TAG", "TAG_LIKE", "core", "prose"]

TAG, ADDRESS = "\ue000", "\ue001"
"""What stands for each character of a tag, and of an address, a placeholder or a character reference."""

LETTER = r"[^\W\d_]"
"""Any letter, in a regular expression."""

TAG_LIKE = re.compile(r"<(?P<close>/?)(?P<name>[^\W\d_][\w:.-]*)(?P<rest>\s[^<>]*|/)?>")
"""Anything that has the form of a tag, in whatever letters and with whatever attributes."""

_TAG = TAG_LIKE.pattern.replace("?P<close>", "").replace("?P<name>", "").replace("?P<rest>", "")
_TAGS = re.compile(rf"(?P<tag>{_TAG})")
_NO_PROSE = re.compile(
    rf"""
    (?P<tag>{_TAG})
  | &\#?\w+;
  | (?<!\w)(?:[A-Za-z][A-Za-z+.-]*://|www\.|mailto:|tel:)(?:[^\s()<>«»“”"]|\([^\s()<>«»“”"]*\))*(?<![.,;:!?…])
  | (?<![\w.+-])[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+ | (?<!\w)@\w+
  | \{{[^{{}}\s]*\}} | %\(\w+\)[sd] | (?<!\d)%[sd]
""",
    re.VERBOSE,
)
_LIKELY = ("&", "@", "{", "%(", "%s", "%d", "://", "www.", "mailto:", "tel:")
SIGNS = ("<", *_LIKELY)
"""What a text has in which there is anything that is no prose."""


@functools.lru_cache(maxsize=1 << 10)
def prose(text: str) -> str:
    """A text of the same length, with `TAG` and `ADDRESS` for what is no prose."""
    if any(map(text.__contains__, _LIKELY)):
        return _NO_PROSE.sub(_blank, text)
    return _TAGS.sub(_blank, text) if "<" in text else text


def core(text: str) -> str:
    """What people read of a text: `prose` without its stand-ins."""
    return prose(text).replace(TAG, "").replace(ADDRESS, "")


def _blank(found: re.Match[str]) -> str:
    return (TAG if found["tag"] else ADDRESS) * len(found[0])
