"""Sitemaps (sitemaps.org, protocol 0.9) that say of each page in which other languages it is there. Pure.

Group(pages: tuple[tuple[str, str, str], ...], default: str = "")
sitemaps(groups: Callable[[], Iterable[Group]], base_url: str, name: str = "sitemap") -> Iterator[Part]
"""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Callable, Iterable  # noqa: TC003  msgspec reads the annotations
from typing import TYPE_CHECKING

from ..values import Value, replace
from .entries import HEAD, escaped, moment

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_URLS = 50_000
MOST_BYTES = 50 * 1024 * 1024
"""What one sitemap may hold, uncompressed (sitemaps.org/protocol.html, "Using Sitemap index files")."""

_NAME = "sitemap"
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OPEN = f'{HEAD}<urlset xmlns="{_SPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_CLOSE = "</urlset>\n"


class Group(Value, frozen=True):
    """One page in all its languages: (`hreflang`, absolute address, when it changed last in ISO 8601 or empty) of each.

    `default` is the address for everybody else (`x-default`), empty if there is none.
    """

    pages: tuple[tuple[str, str, str], ...]
    default: str = ""


class Part(Value, frozen=True):
    """A sitemap: its name; the digest of what it says; that, piece by piece, for it may be large; and when what is in
    it changed last."""

    name: str
    of: str
    pieces: Callable[[], Iterable[str]]
    changed: str = ""


def sitemaps(
    groups: Callable[[], Iterable[Group]],
    base_url: str,
    most: int = MOST_URLS,
    size: int = MOST_BYTES,
) -> Iterator[Part]:
    """The sitemaps of a site: one, or several and their index, which then has the name of the one.

    Nobody holds all pages: they are gone through to see where each sitemap ends, and once more when one is written.

    Args:
        groups: all pages, in an order that stays, as often as they are asked for.
        base_url: where the files will be, absolute.
        most: addresses in a file.
        size: bytes of a file.

    Yields:
        Each file; nothing if there is no page, because an empty sitemap is not valid.
    """
    parts = list(_parts(groups, most, size - len(_OPEN) - len(_CLOSE)))
    if len(parts) == 1:
        yield replace(parts[0], name=f"{_NAME}.xml")
    elif parts:
        parts = [replace(part, name=f"{_NAME}-{number}.xml") for number, part in enumerate(parts, 1)]
        yield from parts
        index = _index(base_url, parts)
        yield Part(f"{_NAME}.xml", hashlib.sha256(index.encode()).hexdigest(), lambda: [index])


def _parts(groups: Callable[[], Iterable[Group]], most: int, size: int) -> Iterator[Part]:
    """The files, which have no names yet."""
    first, count, room, last, digest = 0, 0, size, "", hashlib.sha256()
    for text, changed in _all_urls(groups):
        said = text.encode()
        if count and (count == most or len(said) > room):
            yield Part("", digest.hexdigest(), functools.partial(_pieces, groups, first, count), last)
            first, count, room, last, digest = first + count, 0, size, "", hashlib.sha256()
        digest.update(said)
        count, room, last = count + 1, room - len(said), max(last, changed)
    if count:
        yield Part("", digest.hexdigest(), functools.partial(_pieces, groups, first, count), last)


def _pieces(groups: Callable[[], Iterable[Group]], first: int, count: int) -> Iterator[str]:
    """What a file with some of the pages says."""
    yield _OPEN
    yield from (text for text, _ in itertools.islice(_all_urls(groups), first, first + count))
    yield _CLOSE


def _all_urls(groups: Callable[[], Iterable[Group]]) -> Iterator[tuple[str, str]]:
    return itertools.chain.from_iterable(map(_urls, groups()))


def _urls(group: Group) -> Iterator[tuple[str, str]]:
    """Each page's entry and when it changed; every one lists all of them, itself too, or search engines ignore it."""
    known = [(lang, url) for lang, url, _ in group.pages]
    known += [("x-default", group.default)] if group.default else []
    links = "".join(
        f'    <xhtml:link rel="alternate" hreflang="{escaped(lang)}" href="{escaped(url)}"/>\n' for lang, url in known
    )
    links = links if len(known) > 1 else ""
    for _, url, changed in group.pages:
        last = moment(changed) if changed else ""
        when = f"    <lastmod>{last}</lastmod>\n" if last else ""
        yield f"  <url>\n    <loc>{escaped(url)}</loc>\n{when}{links}  </url>\n", last


def _index(base_url: str, parts: Iterable[Part]) -> str:
    rows = [f'{HEAD}<sitemapindex xmlns="{_SPACE}">\n']
    folder = escaped(base_url.rstrip("/"))
    for part in parts:
        when = f"<lastmod>{part.changed}</lastmod>" if part.changed else ""
        rows.append(f"  <sitemap><loc>{folder}/{part.name}</loc>{when}</sitemap>\n")
    return "".join([*rows, "</sitemapindex>\n"])
