"""Whether a translation has the web addresses of its source.

What: an address (https://..., www....) is missing, has other letters, or was put in. The part that says the language
may be another one (/en/ - /ru/, en.wikipedia.org - ru.wikipedia.org), so may http and https.

Wrong: “www.example.org” - «www.exampl.org»

Right: “https://example.org/en/news” - «https://example.org/ru/news»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from . import _addresses, _seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Finding
    from ..passages import Passage, Version

SEVERITY = Severity.ERROR

_SIGNS = ("://", "www.", "WWW.")
_URL = re.compile(
    r"(?:\bhttps?://|\bftp://|(?<![\w.@/-])www\.)[^\s<>«»“”„\"'‘’]*[^\s<>«»“”„\"'‘’.,;:!?…)\]}]", re.IGNORECASE
)
_LANGUAGE = re.compile(r"(?<=[/.])[a-z]{2}(?:[-_][a-z]{2,4})?(?=[/.]|$)", re.IGNORECASE)
_WIKI = re.compile(r"^[a-z]{2,3}(?=\.(?:m\.)?wiki)")


def applies(version: Version) -> bool:
    """Whether there may be an address in any text of a translation."""
    return version.source_lang is not None and any(map(version.whole.__contains__, _SIGNS))


def concerns(there: int, here: int) -> bool:
    """Whether there may be an address."""
    return bool((there | here) & _seen.ADDRESSED)


def check(passage: Passage) -> Iterator[Finding]:
    """Compare the addresses of a passage with those of its source."""
    if passage.source is not None and passage.target.strip():
        yield from _addresses.compared(passage, _URL, _same)


def _same(url: str) -> str:
    """An address without what may differ."""
    if url[:3].lower() == "ftp":
        return url.rstrip("/")
    host, slash, path = url.partition("://")[2].partition("/") if "://" in url else url.partition("/")
    host = _WIKI.sub("", host.lower().removeprefix("www."))
    return host + _LANGUAGE.sub("", slash + path).rstrip("/")
