"""Sitemaps (sitemaps.org, protocol 0.9) that say of each page in which other languages it is there. Pure.

Group(pages: tuple[tuple[str, str, str], ...], default: str = "")
sitemaps(groups: Iterable[Group], base_url: str, name: str = "sitemap") -> Iterator[tuple[str, str]]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..values import Value
from .entries import HEAD, escaped, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_URLS = 50_000
MOST_BYTES = 50 * 1024 * 1024
"""What one sitemap may hold, uncompressed (sitemaps.org/protocol.html, "Using Sitemap index files")."""

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OPEN = f'{HEAD}<urlset xmlns="{_SPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_CLOSE = "</urlset>\n"


class Group(Value, frozen=True):
    """One page in all its languages: (`hreflang`, absolute address, when it changed last in ISO 8601 or empty) of each.

    `default` is the address for everybody else (`x-default`), empty if there is none.
    """

    pages: tuple[tuple[str, str, str], ...]
    default: str = ""


def sitemaps(
    groups: Iterable[Group], base_url: str, name: str = "sitemap", most: int = MOST_URLS, size: int = MOST_BYTES
) -> Iterator[tuple[str, str]]:
    """The sitemaps of a site: one, or several and their index, which then has the name of the one.

    Args:
        groups: all pages, in an order that stays.
        base_url: where the files will be, absolute.
        name: of the file, without its suffix.
        most: addresses in a file.
        size: bytes of a file.

    Yields:
        File name and text; nothing if there is no page, because an empty sitemap is not valid.
    """
    parts = list(_parts(groups, most, size - len(_OPEN) - len(_CLOSE)))
    if len(parts) == 1:
        yield f"{name}.xml", parts[0][0]
    elif parts:
        names = [f"{name}-{number}.xml" for number in range(1, len(parts) + 1)]
        yield from zip(names, (text for text, _ in parts), strict=True)
        yield f"{name}.xml", _index(base_url, zip(names, (changed for _, changed in parts), strict=True))


def _parts(groups: Iterable[Group], most: int, size: int) -> Iterator[tuple[str, str]]:
    """The texts of the files, and when what is in them changed last."""
    urls: list[str] = []
    room, last = size, ""
    for group in groups:
        for text, changed in _urls(group):
            length = len(text) if text.isascii() else len(text.encode())
            if urls and (len(urls) == most or length > room):
                yield "".join((_OPEN, *urls, _CLOSE)), last
                urls, room, last = [], size, ""
            urls.append(text)
            room -= length
            last = max(last, changed)
    if urls:
        yield "".join((_OPEN, *urls, _CLOSE)), last


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


def _index(base_url: str, parts: Iterable[tuple[str, str]]) -> str:
    rows = [f'{HEAD}<sitemapindex xmlns="{_SPACE}">\n']
    folder = escaped(base_url.rstrip("/"))
    for name, changed in parts:
        when = f"<lastmod>{changed}</lastmod>" if changed else ""
        rows.append(f"  <sitemap><loc>{folder}/{name}</loc>{when}</sitemap>\n")
    return "".join([*rows, "</sitemapindex>\n"])
