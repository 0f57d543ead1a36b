"""An article's edition as one HTML page that stands alone: no script, no style sheet, no font from elsewhere.

What comes from the article passes an allow-list (nh3) and a content security policy that runs nothing.
"""

from __future__ import annotations

import functools
import posixpath
import urllib.parse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
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

    from jinja2.runtime import Context

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
    texts = locales.ui(language)
    root = document.parse(article.body)
    head = _head(root)
    etree.strip_elements(root, *DROPPED, with_tail=False)
    partial = original is not own and _tree.mark_untranslated(root, original.lang, texts)
    content = _tree.content(root)
    _tree.drop_date(content)
    front = _tree.pull_front(content)
    _tree.arrange(content, media, texts)
    headline = " ".join(document.text_of(part) for part in front[Role.HEADLINE])
    languages = [registry.get(edition.lang) for edition in editions]
    top = {role.value: [_piece(part) for part in parts] for role, parts in front.items()}
    return _TEMPLATE.render(
        texts=texts,
        article=article,
        language=language,
        head=head,
        title=head.get("title") or headline or article.id,
        description=head.get("description") or " ".join(document.text_of(part) for part in front[Role.DECK]),
        front=top,
        byline=_byline(front[Role.BYLINE], top[Role.BYLINE.value], head.get("l10n:authors", ""), language),
        dates=_dates(article, language, [*front[Role.BYLINE], *front[Role.DATELINE], *content.iter("header")]),
        body=clean(content),
        partial=partial,
        own=own,
        original=original,
        original_name=_language_name(original.lang, language.tag),
        original_href=_relative(original.path, own.path),
        editions=[(one, its, _relative(one.path, own.path)) for one, its in zip(editions, languages, strict=True)],
        other_locales=dict.fromkeys(its.open_graph for its in languages if its.open_graph != language.open_graph),
        publication=publication,
        base_url=base_url and base_url.rstrip("/") + "/",
        image=_absolute(article.meta.image, media, own, base_url),
    )


@pass_context
def _gettext(context: Context, text: str) -> str:
    """One of our own texts, in the language of the page."""
    translated: str = context["texts"].gettext(text)
    return translated


@pass_context
def _ngettext(context: Context, one: str, many: str, count: int) -> str:
    translated: str = context["texts"].ngettext(one, many, count)
    return translated


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment


_TEMPLATE = _environment().get_template("article.html")
"""For all languages; compiled by whoever imports this, before the work is spread over processes."""


@functools.cache
def _language_name(tag: str, reader: str) -> str:
    return locales.language_name(registry.get(tag), registry.get(reader))


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


def _byline(parts: list[etree._Element], pieces: list[_Piece], authors: str, language: Language) -> dict[str, object]:
    """The authors as one text, how many, and whether the article itself says "by"."""
    names = [str(piece.html) for piece in pieces]
    names = names or [str(Markup.escape(name.strip())) for name in authors.split(",") if name.strip()]
    first = document.text_of(parts[0]).casefold() if parts else ""
    return {
        "authors": Markup(locales.format_list(names, language)),  # noqa: S704  cleaned above
        "count": len(names),
        "labelled": first.startswith(_byline_labels()),
    }


@functools.cache
def _byline_labels() -> tuple[str, ...]:
    """What bylines begin with, in any language: `by `, `автор: `."""
    texts = [locales.ui(registry.get(tag)) for tag in registry.tags()]
    forms = {text.ngettext("By %(authors)s", "By %(authors)s", number) for text in texts for number in (1, 2, 5)}
    return tuple(sorted(form.partition("%")[0].casefold() for form in forms))


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
    there, here = path.split("/"), page_path.split("/")[:-1]
    while here and there[0] == here[0]:  # not `relpath`, which asks the system where we are
        del there[0], here[0]
    return "/".join([*[".."] * len(here), *there])


def _absolute(image: str, media: str, own: Link, base_url: str) -> str:
    """A preview image's address, which must be absolute; empty if it cannot be."""
    if not image:
        return ""
    here = f"{base_url.rstrip('/')}/{own.path}" if base_url else ""
    address = urllib.parse.urljoin(here, posixpath.join(media, image) if elements.is_relative(image) else image)
    return address if address.startswith(("https://", "http://")) else ""
