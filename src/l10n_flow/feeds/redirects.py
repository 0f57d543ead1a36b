"""Addresses that have moved, and those that are gone, for the server. Pure. Paths begin with a slash.

settled(moves: Mapping[str, str], live: Collection[str]) -> dict[str, str]
netlify(moves: Mapping[str, str]) -> str          `_redirects`, of Netlify and Cloudflare Pages
table(moves: Mapping[str, str]) -> str            `redirects.tsv`: from, to, status
gone(paths: Iterable[str]) -> str                 `gone.txt`: what to answer with 410
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

MOVED = 301
MARK = "# l10n-flow"
"""How our `_redirects` begins: a comment there, by which it is told from one that somebody has written."""


def settled(moves: Mapping[str, str], live: Collection[str]) -> dict[str, str]:
    """Where each former address leads in the end, sorted.

    An address at which there is a page again is not left, and a way that leads nowhere (in a circle, or to a page that
    is not there) is none.

    Args:
        moves: former address -> the next one.
        live: addresses of pages.
    """
    ends = {former: _end(former, moves, live) for former in sorted(moves) if former not in live}
    return {former: end for former, end in ends.items() if end}


def _end(former: str, moves: Mapping[str, str], live: Collection[str]) -> str:
    seen = {former}
    at = moves[former]
    while at not in live:
        if at in seen or at not in moves:
            return ""
        seen.add(at)
        at = moves[at]
    return at


def netlify(moves: Mapping[str, str]) -> str:
    """Redirects as Netlify and Cloudflare Pages read them (the latter up to 2,000): `/from /to 301`, below our mark."""
    rows = [" ".join((former, now, str(MOVED))) for former, now in moves.items()]
    return _rows([MARK, *rows]) if rows else ""


def table(moves: Mapping[str, str]) -> str:
    """Redirects for any other server, with tabs between the former address, the one now, and the status."""
    return _rows("\t".join((former, now, str(MOVED))) for former, now in moves.items())


def gone(paths: Iterable[str]) -> str:
    """Addresses whose page was taken down, one a line: to say 410 and not 404 makes search engines forget them."""
    return _rows(sorted(set(paths)))


def _rows(rows: Iterable[str]) -> str:
    return "".join(f"{row}\n" for row in rows)
