"""What robots may read (RFC 9309): everything. Pure.

robots(sitemaps: Sequence[str]) -> str
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def robots(sitemaps: Sequence[str]) -> str:
    """The text of `robots.txt`; `sitemaps` are absolute addresses.

    Pages that search engines are to leave out say so themselves: what robots may not read they may still list.
    """
    lines = ["User-agent: *", "Allow: /"]
    if sitemaps:
        lines += ["", *(f"Sitemap: {url}" for url in sitemaps)]
    return "\n".join(lines) + "\n"
