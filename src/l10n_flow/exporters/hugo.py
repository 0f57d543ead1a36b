"""Content for Hugo: a folder for each language, front matter, and a key that joins the translations of an article.

    files(edition: Edition, site: Site) -> Mapping[str, str]

The site's configuration gives each language its folder (`contentDir = "content/ru"`); pictures are found when `media/`
lies in `static/`, and what they say in words is as it stands: in a site of several languages Hugo shows a backslash
there. Text that looks like a shortcode is none. Links to other articles are `relref`s: Hugo knows where its pages are.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from ..pasted.markdown import Value, front_matter
from ..values import replace
from . import _content
from ._markdown import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..shown import Edition, Site


_REF = "https://relref.invalid/"
"""Where links to articles lead, before Hugo's own stand there; nobody else's do (RFC 2606)."""
_REFS = re.compile(rf"\({re.escape(_REF)}([0-9]+)(?=[#) ])")


def files(edition: Edition, site: Site) -> Mapping[str, str]:
    """The file of an edition (see `plugins.Exporter`)."""
    card, content = edition.card, _content.of(edition, site)
    values: dict[str, Value] = {
        "title": content.headline,
        "slug": _name(card.slug),
        "translationKey": card.article,
        "date": card.date,
        "lastmod": card.updated or card.date,
        "description": content.description,
        "summary": content.deck or content.description,
        "tags": tuple(_content.topics(card, site).values()),
        "images": [card.image] if card.image else (),
        # What Hugo does not know is in `.Params`.
        "kicker": content.kicker,
        "authors": content.authors,
        "location": content.location,
        "original": card.source_lang,
        "stale": edition.since if edition.stale else "",
        "corrections": [_content.correction(one) for one in card.corrections],
    }
    body = _body(edition, site)
    # The language's own folder; the article's own name, so that a new slug is no new file.
    path = posixpath.join("content", card.lang.lower(), f"{_name(card.article)}.md")
    return {path: f"{front_matter(values)}\n\n{body}"}


def _name(article: str) -> str:
    """What Hugo calls an article, to whom `index` and `_index` are no names: all that lies beside such a file would be
    part of it, and at that address is its folder, whose page would take its place, or it that one's."""
    return re.sub(r"(?<![^/])(?=_?index\Z)", "~", article)  # which no id has


def _body(edition: Edition, site: Site) -> str:
    """The text, with references instead of links to articles."""
    refs: list[str] = []
    links: dict[str, dict[str, str]] = {}
    for address, pages in edition.links.items():
        links[address] = {}
        for lang in pages:
            links[address][lang] = f"{_REF}{len(refs)}"
            article = _name(edition.articles[address])
            refs.append(f'{{{{% relref path="/{article}" lang="{lang.lower()}" %}}}}')
    body = written(_content.body(replace(edition, links=links), f"/{edition.media}", site), literal_alts=True)
    return _REFS.sub(lambda found: f"({refs[int(found[1])]}" if int(found[1]) < len(refs) else found[0], body)
