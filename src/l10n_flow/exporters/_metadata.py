"""What an edition is, as JSON for any CMS; `docs/edition.schema.json` is its schema.

written(edition: Edition, content: Content, site: Site, *, whole: bool) -> str
schema() -> dict
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from ..languages import registry
from . import _content

if TYPE_CHECKING:
    from ..shown import Edition, Site
    from ._content import Content

VERSION: Literal[1] = 1
"""Of the shape. What is added later does not change it; what goes, or comes to mean something else, does."""


def _says(description: str, **rules: Any) -> msgspec.Meta:
    return msgspec.Meta(description=description, **rules)


_Tag = Annotated[
    str, _says("BCP 47, with the script where a language has two: uz-Cyrl.", pattern="^[a-z]{2,3}(-[A-Za-z]+)*$")
]
_Url = Annotated[str, _says("A whole address; without a base_url in the settings, from the top of the site.")]
_Day = Annotated[str, _says("ISO 8601: a day, or a day and a time; empty if the article does not say.")]


class Translation(msgspec.Struct, frozen=True, kw_only=True):
    """An edition of the article that readers can open."""

    lang: _Tag
    url: _Url
    title: Annotated[str, _says("Its headline.")]
    original: Annotated[bool, _says("Whether the article was written in this language.")]


class Image(msgspec.Struct, frozen=True, kw_only=True):
    """The picture for previews."""

    url: _Url
    alt: Annotated[str, _says("What it says in words.")]
    width: Annotated[int, _says("In pixels; 0 if that is not known.", ge=0)]
    height: Annotated[int, _says("In pixels; 0 if that is not known.", ge=0)]


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What was said wrong, or was added, after the article had been published."""

    date: _Day
    kind: Annotated[str, _says("correction, clarification or update.")]
    text: Annotated[str, _says("In the language of the edition.")]


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """An edition of an article, by l10n-flow. Texts are texts and not HTML, but for body."""

    version: Annotated[
        Literal[1], _says("Of this shape. New keys may come at any time; a change of old ones changes it.")
    ]
    article: Annotated[str, _says("The article's id, the same for all its editions: 2025/expulsion-regime.")]
    lang: _Tag
    direction: Annotated[Literal["ltr", "rtl"], _says("Of its script.")]
    original_lang: _Tag
    slug: Annotated[str, _says("The last part of its address.")]
    url: _Url
    canonical: Annotated[str, _says("Where the article came out first, if that was somewhere else; empty if not.")]
    editions: Annotated[list[Translation], _says("All that readers can open, this one among them.")]
    kicker: str
    headline: str
    deck: str
    description: Annotated[str, _says("For search engines and previews.")]
    authors: list[str]
    location: str
    date: _Day
    updated: _Day
    topics: list[str]
    image: Image | None
    corrections: list[Correction]
    partial: Annotated[
        bool, _says("Whether passages are still in the original's language; they have a lang of their own.")
    ]
    stale: Annotated[bool, _says("Whether the article says something else now, and this is what it said before.")]
    stale_since: Annotated[str, _says("ISO 8601, UTC; empty if it is not stale, or if that is not known.")]
    notice: Annotated[str, _says("What to tell readers above a stale edition, in its language; empty if nothing.")]
    publication: Annotated[str, _says("What the newsroom calls itself.")]
    body: (
        Annotated[str, _says("Clean HTML for the inside of an element; not there where it is a file of its own.")]
        | None
    ) = None


def written(edition: Edition, content: Content, site: Site, *, whole: bool) -> str:
    """The metadata of an edition as JSON, with its body if it is to be `whole`."""
    card = edition.card
    said = Metadata(
        version=VERSION,
        article=card.article,
        lang=card.lang,
        direction="rtl" if registry.get(card.lang).direction == "rtl" else "ltr",
        original_lang=card.source_lang or card.lang,
        slug=card.slug,
        url=_content.page(card, site),
        canonical=card.canonical,
        editions=[
            Translation(lang=one.lang, url=_content.page(one, site), title=one.title, original=one.is_original)
            for one in edition.others
        ],
        kicker=content.kicker,
        headline=content.headline,
        deck=content.deck,
        description=content.description,
        authors=list(content.authors),
        location=content.location,
        date=card.date,
        updated=card.updated,
        topics=list(card.topics),
        image=Image(url=_content.address(card.image, site), alt=card.alt, width=card.width, height=card.height)
        if card.image
        else None,
        corrections=[Correction(date=one.date, kind=one.kind, text=one.text) for one in card.corrections],
        partial=content.partial,
        stale=edition.stale,
        stale_since=edition.since,
        notice=_content.notice(edition, site),
        publication=site.name,
        body=content.body if whole else None,
    )
    found = msgspec.to_builtins(said)
    if not whole:
        del found["body"]
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


def schema() -> dict[str, Any]:
    """The JSON schema of the metadata."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Metadata)}
