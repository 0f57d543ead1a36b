"""What feeds and sitemaps need to know of a page, and how they write it. Pure.

Correction(date, label, text)    Topic(slug, name)    Entry(article, lang, url, title, published, updated, ...)
urn(said) -> str    escaped(text) -> str    cdata(text) -> str    moment(iso) -> str
"""

from __future__ import annotations

import datetime
import functools
import html
import re

from ..values import Value

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
"""How every XML file begins."""

_NAMES = "5c0f7f0e-6a0f-4c52-9d0e-0b8f3a1d7e64"
"""Where all names are from that `urn` makes."""

_NO_XML = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""What no XML 1.0 may have: all but the `Char` of its recommendation, production 2."""
_FORBIDDEN, _SPECIAL = re.compile(f"[{_NO_XML}]"), re.compile(f"[{_NO_XML}&<>\"']")
"""That, and what else does not stand for itself in XML; addresses have none of it."""


class Correction(Value, frozen=True):
    """What was put right on a page: when (ISO 8601), what it is called in the language of the page
    (`Correction, May 14, 2025`), and its text."""

    date: str
    label: str
    text: str


class Topic(Value, frozen=True):
    """A topic: its name in the language of the page, and how addresses spell it."""

    slug: str
    name: str


class Entry(Value, frozen=True):
    """An edition that readers can open.

    Attributes:
        article: its id.
        lang: BCP 47 tag.
        url: its address, absolute, like all addresses here.
        title: plain text, as all texts here.
        published: when it was first published, ISO 8601.
        updated: when what it says changed last.
        summary: what it is about.
        authors: as the page names them.
        topics: what readers find it under.
        image: the picture for previews.
        alternates: (`hreflang`, address) of all editions of the article; this one may be among them.
        corrections: the latest first.
        id: an address (IRI) that it keeps for ever, as `urn` makes it.
    """

    article: str
    lang: str
    url: str
    title: str
    published: str
    updated: str
    summary: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    image: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    corrections: tuple[Correction, ...] = ()
    id: str = ""


def urn(said: str) -> str:
    """A name for what is said, as feeds want it (RFC 4287, 4.2.6): always the same, and nobody else's (RFC 4122, 4.3).

    What it is made of must not change as long as the thing is the same one: no address, no headline.
    """
    import uuid

    return uuid.uuid5(uuid.UUID(_NAMES), said).urn


def escaped(text: str) -> str:
    """A text for XML, in an element or an attribute, without what no XML may have."""
    return html.escape(_FORBIDDEN.sub("", text)) if _SPECIAL.search(text) else text


def cdata(text: str) -> str:
    """A text for XML that is to be read as it stands, without what no XML may have."""
    return f"<![CDATA[{_FORBIDDEN.sub('', text).replace(']]>', ']]]]><![CDATA[>')}]]>"


@functools.lru_cache(maxsize=4096)
def moment(iso: str) -> str:
    """A point in time as RFC 3339 has it, in UTC: `2025-05-12T09:30:00Z`.

    Args:
        iso: ISO 8601; a day is taken for its first second, a time without a zone for UTC.

    Raises:
        ValueError: it is neither.
    """
    return _at(iso).strftime("%Y-%m-%dT%H:%M:%SZ")


def days_between(earlier: str, later: str) -> float:
    """How many days lie between two points in time. Raises as `moment`."""
    return (_at(later) - _at(earlier)) / datetime.timedelta(days=1)


@functools.lru_cache(maxsize=4096)
def _at(iso: str) -> datetime.datetime:
    found = datetime.datetime.fromisoformat(iso)
    return found.replace(tzinfo=datetime.UTC) if found.tzinfo is None else found.astimezone(datetime.UTC)
