"""An article's edition as one HTML page that stands alone: no script, no style sheet, no font from elsewhere.

What comes from the article passes an allow-list (nh3) and a content security policy that runs nothing.
"""

from __future__ import annotations

import functools
import posixpath
import urllib.parse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from lxml import etree
from markupsafe import Markup

from .. import document, elements, locales
from ..errors import SourceError
from ..languages import registry
from ..model import Role
from . import _tree
from ._safe import DROPPED, INLINE, clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..languages.language import Language
    from ..model import Article


@dataclass(frozen=True, slots=True)
class Link:
    """One language's page of an article: its BCP 47 tag and its path from the folder that is published.

    `original` marks the language that the article was written in.
    """

    lang: str
    path: str
    original: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the page's top: its inline markup, safe, and its `lang` if it has one of its own."""

    html: Markup
    lang: str | None


def page(
    article: Article,
    *,
    editions: Sequence[Link],
    publication: str = "",
    base_url: str = "",
    media: str = "",
) -> str:
    """The whole page of an edition.

    Args:
        article: filled, in the edition's language. Parts with the `lang` of the original count as untranslated.
        editions: all editions that readers can open, this one among them, in the order of the language switcher.
        publication: what the newsroom calls itself; empty for a page without a masthead.
        base_url: where `public/` is on the web (`https://example.org/news/`); empty if that is not known, then
            there are no absolute addresses.
        media: the way from this page to the folder that the article's relative image addresses count from.

    Raises:
        LanguageError: the article's language is not known.
        SourceError: its tree is broken, or a date is none.
        ValueError: `editions` lacks the article's own.
    """
    language = registry.get(article.lang)
    own = next((edition for edition in editions if edition.lang == article.lang), None)
    if own is None:
        raise ValueError(f"no edition in {article.lang!r} among those of {article.id}")
    original = next((edition for edition in editions if edition.original), own)
    root = document.parse(article.body)
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    head = _head(root)
    etree.strip_elements(root, *DROPPED, with_tail=False)
    partial = original is not own and _tree.mark_untranslated(root, original.lang, locales.ui(language))
    content = _tree.content(root)
    _tree.drop_date(content)
    front = _tree.pull_front(content)
    _tree.arrange(content, media, locales.ui(language))
    headline = " ".join(document.text_of(part) for part in front[Role.HEADLINE])
    return _template(language).render(
        article=article,
        language=language,
        head=head,
        title=head.get("title") or headline or article.id,
        description=head.get("description") or " ".join(document.text_of(part) for part in front[Role.DECK]),
        front={role.value: [_piece(part) for part in parts] for role, parts in front.items()},
        byline=_byline(front[Role.BYLINE], head.get("l10n:authors", ""), language),
        dates=_dates(article, language, [*front[Role.BYLINE], *front[Role.DATELINE], *content.iter("header")]),
        body=clean(content),
        partial=partial,
        own=own,
        original=original,
        original_name=locales.language_name(registry.get(original.lang), language),
        editions=[(edition, registry.get(edition.lang), _relative(edition.path, own.path)) for edition in editions],
        publication=publication,
        base_url=base_url and base_url.rstrip("/") + "/",
        image=_absolute(article.meta.image, media, own, base_url),
    )


@functools.cache
def _template(language: Language) -> Template:
    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(locales.ui(language), newstyle=True)  # type: ignore[attr-defined]
    return environment.get_template("article.html")


def _head(root: etree._Element) -> dict[str, str]:
    """The page's own title and meta texts, by their names."""
    found = {
        str(meta.get("name") or meta.get("property") or "").lower(): str(meta.get("content", ""))
        for meta in root.iter("meta")
    }
    title = root.find("head/title")
    if title is not None:
        found["title"] = document.text_of(title)
    return found


def _piece(element: etree._Element) -> _Piece:
    for block in element.iterdescendants("p", "div", "br"):
        block.tail = f" {block.tail or ''}"
    return _Piece(clean(element, INLINE), element.get("lang"))


def _byline(parts: list[etree._Element], authors: str, language: Language) -> dict[str, object]:
    """The authors as one text, how many, and whether the article itself says "by"."""
    names = [str(clean(part, INLINE)) for part in parts]
    names = names or [str(Markup.escape(name.strip())) for name in authors.split(",") if name.strip()]
    first = document.text_of(parts[0]).casefold() if parts else ""
    return {
        "authors": Markup(locales.format_list(names, language)),  # noqa: S704  cleaned above
        "count": len(names),
        "labelled": any(first.startswith(label) for label in _byline_labels()),
    }


@functools.cache
def _byline_labels() -> frozenset[str]:
    """What bylines begin with, in any language: `by `, `автор: `."""
    texts = [locales.ui(registry.get(tag)) for tag in registry.tags()]
    forms = {text.ngettext("By %(authors)s", "By %(authors)s", number) for text in texts for number in (1, 2, 5)}
    return frozenset(form.partition("%")[0].casefold() for form in forms)


def _dates(article: Article, language: Language, places: list[etree._Element]) -> Iterator[tuple[str, str, str]]:
    """The dates to show, as (what for, ISO 8601, text); none if the article's own words give one."""
    if any(next(place.iter("time"), None) is not None for place in places):
        return
    for name, iso in (("published", article.meta.date), ("updated", article.meta.updated)):
        if iso:
            try:
                yield name, iso, locales.format_date(iso, language)
            except ValueError as error:
                raise SourceError(f"{iso!r} is no date", path=article.path, hint="write it like 2025-05-12") from error


def _relative(path: str, page_path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(page_path) or ".")


def _absolute(image: str, media: str, own: Link, base_url: str) -> str:
    """A preview image's address, which must be absolute; empty if it cannot be."""
    here = f"{base_url.rstrip('/')}/{own.path}" if base_url else ""
    address = urllib.parse.urljoin(here, posixpath.join(media, image) if elements.is_relative(image) else image)
    return address if address.startswith(("https://", "http://")) and image else ""
