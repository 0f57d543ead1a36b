"""Content for Hugo: a folder for each language, front matter, and a key that joins the translations of an article.

    files(edition: Edition, site: Site) -> Mapping[str, str]

The site's configuration gives each language its folder (`contentDir = "content/ru"`); pictures are found when `media/`
lies in `static/`. Text that looks like a shortcode is none.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from ..pasted.markdown import Value, front_matter
from . import _content
from ._markdown import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..publications import Edition, Site


def files(edition: Edition, site: Site) -> Mapping[str, str]:
    """The file of an edition (see `plugins.Exporter`)."""
    card, content = edition.card, _content.of(edition, site)
    values: dict[str, Value] = {
        "title": content.headline,
        "slug": card.slug,
        "translationKey": card.article,
        "date": card.date,
        "lastmod": card.updated or card.date,
        "description": content.description,
        "summary": content.deck or content.description,
        "tags": card.topics,
        "images": [_content.address(card.image, site)] if card.image else (),
        # What Hugo does not know is in `.Params`.
        "kicker": content.kicker,
        "authors": content.authors,
        "location": content.location,
        "original": card.source_lang,
        "corrections": [_content.correction(one) for one in card.corrections],
    }
    body = written(_content.body(edition, f"/{edition.media}", site))
    # The language's own folder; the article's own name, so that a new slug is no new file.
    path = posixpath.join("content", card.lang.lower(), f"{card.article}.md")
    return {path: f"{front_matter(values)}\n\n{body}"}
