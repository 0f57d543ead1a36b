"""Files of a site that are ours though no list names them: it was lost, with all that is derived.

Ours is what says so (`generator`), what has a name that only we give, and copies of pictures that lie beside articles.
All else may be somebody's own, and stays.
"""

from __future__ import annotations

import contextlib
import os
import re
from typing import TYPE_CHECKING

from ..feeds import redirects

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

__all__ = ["found"]

_NAMES = re.compile(r"sitemap(-\d+)?\.xml|news\.xml|redirects\.tsv|gone\.txt")
_MARKS = {
    ".html": b'<meta name="generator" content="l10n-flow">',
    ".xml": b"<generator>l10n-flow</generator>",
    "_redirects": f"{redirects.MARK}\n".encode(),
}
"""What files of ours have in them, by their suffixes, or their names at the top of the site."""
_HEAD = 16 * 1024
"""So many bytes of a file have the mark, if any do: it stands near the top."""
_MEDIA = "media/"


def found(public: Path, sources: Path, wanted: Collection[str]) -> Iterator[str]:
    """The files of ours in the folder of the pages that nobody wants, as ways from there.

    Args:
        public: the folder.
        sources: that of the articles, where the pictures are whose copies are below `media/`.
        wanted: what is to be there.
    """
    top = str(public)
    for folder, below, names in os.walk(top):
        below[:] = sorted(name for name in below if not name.startswith("."))
        start = folder[len(top) + 1 :].replace(os.sep, "/")
        for name in sorted(names):
            path = f"{start}/{name}" if start else name
            if path not in wanted and _is_ours(public, sources, path):
                yield path


def _is_ours(public: Path, sources: Path, path: str) -> bool:
    if path.startswith(_MEDIA):
        return (sources / path.removeprefix(_MEDIA)).is_file()
    if _NAMES.fullmatch(path):
        return True
    mark = _MARKS.get(os.path.splitext(path)[1] or path)  # noqa: PTH122  a site has many
    if mark:
        with contextlib.suppress(OSError), (public / path).open("rb") as file:
            return mark in file.read(_HEAD)
    return False
