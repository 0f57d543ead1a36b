"""The head of an edition's page."""

from __future__ import annotations

import posixpath
import urllib.parse
from typing import TYPE_CHECKING

from ..articles import elements
from ..model import Role
from . import _jsonld, bylines, heads
from .model import Image

if TYPE_CHECKING:
    from markupsafe import Markup

    from ._filled import Filled
    from .model import About, Link, Site

__all__ = ["head"]


def head(edition: Filled, about: About) -> heads.Head:
    """What the head of an edition's page says; `about` is what else the page does."""
    site, meta, own = edition.site, edition.article.meta, edition.own
    address, description = _address(edition, own), edition.description or about.summary
    preview = about.preview or Image("" if elements.is_drawing(meta.image) else _absolute(meta.image, site, own))
    image = _shared(preview, site)
    share = (
        ("og:type", "article"),
        ("og:title", edition.head.get("og:title") or edition.title),
        ("og:description", edition.head.get("og:description") or description),
        ("og:url", address),
        ("og:image", image),
        ("og:image:width", image and str(preview.width or "")),
        ("og:image:height", image and str(preview.height or "")),
        ("og:image:alt", image and (edition.head.get("og:image:alt") or preview.alt)),
        ("article:published_time", meta.date),
        ("article:modified_time", meta.updated),
    )
    data = _data(edition, address, description, image or _absolute(meta.image, site, own))
    return heads.Head(
        title=edition.title,
        description=description,
        address=address,
        alternates=heads.alternates(edition.links, own.path, edition.original.path, site),
        share=tuple(heads.open_graph(share, site, edition.language, edition.links)),
        feeds=heads.feeds(site, edition.words, own),
        data=data,
        digest=heads.digest(data),
    )


def _address(edition: Filled, link: Link) -> str:
    """Where an edition is on the web; the original may have come out somewhere else first."""
    canonical = edition.article.meta.canonical if link is edition.original else ""
    return canonical or heads.address(link.path, edition.site)


def _data(edition: Filled, address: str, description: str, image: str) -> Markup:
    """What the page says to machines."""
    site, meta, own = edition.site, edition.article.meta, edition.own
    others = [(one.lang, _address(edition, one)) for one in edition.links if one not in (own, edition.original)]
    is_original = own is edition.original
    source = _address(edition, edition.original)
    return _jsonld.script(
        {
            "@type": "NewsArticle",
            "headline": edition.said(Role.HEADLINE) or edition.title,
            "description": description,
            "inLanguage": edition.article.lang,
            "datePublished": meta.date,
            "dateModified": max(meta.updated or meta.date, *(date for _, date, _ in edition.corrections), ""),
            "author": [_jsonld.author(name, is_desk=bylines.is_desk(name, site)) for name in edition.byline.names],
            "translator": _jsonld.person(edition.translator),
            "publisher": _jsonld.organization(site.publication, heads.root(site)),
            "url": address,
            "mainEntityOfPage": address,
            "image": [image] if image else [],
            "articleSection": edition.said(Role.KICKER),
            "dateline": edition.said(Role.DATELINE) or edition.head.get("l10n:location", ""),
            "keywords": [edition.words.gettext(tag) for tag in meta.tags],
            "isAccessibleForFree": True,
            "correction": [_jsonld.correction(date, piece.text) for _, date, piece in edition.corrections],
            "translationOfWork": None if is_original or not source else _jsonld.work(edition.original.lang, source),
            "workTranslation": [_jsonld.work(*one) for one in others if is_original and one[1]],
        }
    )


def _shared(image: Image, site: Site) -> str:
    """Where a preview image is on the web; empty if that is not known."""
    return image.path if "//" in image.path else image.path and heads.address(urllib.parse.unquote(image.path), site)


def _absolute(image: str, site: Site, own: Link) -> str:
    """A preview image's address, which must be absolute; empty if it cannot be."""
    if not image:
        return ""
    way = posixpath.join(site.ways.media, image) if elements.is_relative(image) else image
    address = urllib.parse.urljoin(heads.address(own.path, site), way)
    return address if address.startswith(("https://", "http://")) else ""
