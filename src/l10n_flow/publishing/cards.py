"""What the site says of an edition elsewhere than on its page: its card, made of the texts of the edition."""

from __future__ import annotations

import functools
import posixpath
from typing import TYPE_CHECKING

from ..articles import elements
from ..model import Role
from ..shown import Card, Correction, said
from ..text import excerpts, markup
from . import media

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ..articles.document import Key, Skeleton
    from ..model import Picture
    from ..pages.model import Image

__all__ = ["card", "headline", "preview", "source"]

_ENOUGH = 60
"""Characters that say what a text is about; a first sentence or paragraph that is shorter is not alone."""


def headline(skeleton: Skeleton, translations: Mapping[Key, str]) -> str:
    """What an edition is called, as text; the article's id if it has no headline."""
    return _first(skeleton, translations, Role.HEADLINE, Role.PAGE_TITLE) or skeleton.article.id


@functools.lru_cache(maxsize=2)  # all editions of an article ask for it
def source(skeleton: Skeleton) -> str:
    """The digest of what an article says in its own language."""
    return said(skeleton.texts({}))


def card(
    skeleton: Skeleton,
    translations: Mapping[Key, str],
    lang: str,
    slug: str,
    shown: Sequence[media.Picture] = (),
    public: Path | None = None,
) -> Card:
    """The card of an edition.

    Args:
        skeleton: of its article.
        translations: as `document.Skeleton.fill` takes them.
        lang: the edition's.
        slug: the last part of its address.
        shown: the article's pictures, as `media.pictures` gave them.
        public: the folder that the copies of these are in.
    """
    article = skeleton.article
    meta = article.meta
    picture = next((one for one in skeleton.pictures if not meta.image or one.address == meta.image), None)
    address = meta.image or (picture.address if picture else "")
    sizes = dict(zip(skeleton.images, shown, strict=False))
    size = sizes.get(address)
    corrections = tuple(Correction(one.date, one.kind, one.text) for one in skeleton.corrections(translations))
    corrected = [f"{one.date} {one.kind}" for one in corrections]
    digest = said((*skeleton.texts(translations), meta.date, meta.updated, meta.image, *meta.tags, *corrected))
    return Card(
        article=article.id,
        lang=lang,
        slug=slug,
        title=headline(skeleton, translations),
        description=_first(skeleton, translations, Role.META_DESCRIPTION, Role.DECK) or _begins(skeleton, translations),
        image=_from_pages(address, article.id),
        alt=_alt(picture, translations),
        width=size.width if size else 0,
        height=size.height if size else 0,
        date=meta.date,
        updated=meta.updated,
        topics=meta.tags,
        corrections=corrections,
        source_lang=article.lang,
        canonical=meta.canonical if lang == article.lang else "",
        files=tuple(copy.path.relative_to(public).as_posix() for one in shown for copy in one.copies) if public else (),
        kicker=_first(skeleton, translations, Role.KICKER),
        authors=_authors(skeleton, translations),
        source=source(skeleton),
        texts=digest,
    )


def preview(skeleton: Skeleton, translations: Mapping[Key, str], pictures: Sequence[media.Picture]) -> Image | None:
    """The picture for those who share a link: the first that is no drawing, which nobody shows them; arguments as for
    `card`."""
    from ..pages.model import Image

    by_address = {one.address: one for one in skeleton.pictures[::-1]}
    for address in (skeleton.article.meta.image, *by_address):
        path = _from_pages(address, skeleton.article.id)
        if path and not elements.is_drawing(address):
            size = dict(zip(skeleton.images, pictures, strict=False)).get(address)
            alt = _alt(by_address.get(address), translations)
            return Image(path, alt, size.width if size else 0, size.height if size else 0)
    return None


def _alt(picture: Picture | None, translations: Mapping[Key, str]) -> str:
    """What a picture says in words."""
    alt = markup.escape(picture.alt) if picture and picture.alt else ""
    return markup.plain(translations.get((Role.ALT_TEXT.context, alt)) or alt)


def _begins(skeleton: Skeleton, translations: Mapping[Key, str]) -> str:
    """How the text of an article begins that says nowhere what it is about."""
    text = ""
    for segment in skeleton.segments:
        if segment.role is Role.PARAGRAPH:
            text += f" {markup.plain(translations.get(segment.key) or segment.text)}"
            if len(text) > _ENOUGH:
                break
    return excerpts.excerpt(text.strip())


def _first(skeleton: Skeleton, translations: Mapping[Key, str], *roles: Role) -> str:
    """The first text with the first of the roles that an article has a text with."""
    segment = next((skeleton.firsts[role] for role in roles if role in skeleton.firsts), None)
    return markup.plain(translations.get(segment.key) or segment.text) if segment else ""


def _authors(skeleton: Skeleton, translations: Mapping[Key, str]) -> tuple[str, ...]:
    """The authors of an edition, as its page names them."""
    said = [one for one in skeleton.segments if one.role is Role.BYLINE]
    if not said:
        return ()
    from ..pages import bylines

    names = bylines.named([markup.plain(translations.get(one.key) or one.text) for one in said])
    return tuple(dict.fromkeys(name.strip() for one in names for name in one.split(",") if name.strip()))


def _from_pages(address: str, article_id: str) -> str:
    """The address of a picture, from the folder of the pages."""
    if not address or not elements.is_relative(address):
        return address if address.startswith(("https://", "http://")) else ""
    return posixpath.normpath(posixpath.join(media.folder(article_id), address))
