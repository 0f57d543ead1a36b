"""Clean Markdown (CommonMark with GFM's tables and footnotes) with YAML front matter, a file for each edition.

    files(edition: Edition, site: Site) -> Mapping[str, str]

Our own reader reads it: what a newsroom gets back from another system is an article again.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from ..pasted.markdown import Value, front_matter
from . import _content
from ._markdown import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..shown import Edition, Site


def files(edition: Edition, site: Site) -> Mapping[str, str]:
    """The file of an edition (see `plugins.Exporter`)."""
    card, content = edition.card, _content.of(edition, site)
    path = f"{posixpath.splitext(card.path)[0]}.md"
    values: dict[str, Value] = {
        "title": content.headline,
        "kicker": content.kicker,
        "deck": content.deck,
        "description": content.description,
        "authors": content.authors,
        "date": card.date,
        "updated": card.updated,
        "location": content.location,
        "tags": card.topics,
        "lang": card.lang,
        "canonical": _content.page(card, site) if site.base_url else "",
        "corrections": [_content.correction(one) for one in card.corrections],
    }
    body = written(_content.body(edition, _content.beside(edition, path), site))
    return {path: f"{front_matter(values)}\n\n{body}"}
