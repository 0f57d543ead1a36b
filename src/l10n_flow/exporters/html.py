"""An article's edition as one HTML page that stands alone: no script, no style sheet, no font from elsewhere.

What comes from the article passes an allow-list (nh3) and a content security policy that runs nothing.
"""

from __future__ import annotations

import contextlib
import functools
import os
import posixpath
import sys
import urllib.parse
from functools import cached_property
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined, pass_context
from markupsafe import Markup

from .. import document, elements, holes, locales
from ..errors import SourceError
from ..holes import Texts, UnfitError
from ..languages import registry
from ..model import Role
from ..values import Value, replace
from . import _layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2.runtime import Context

    from ..document import Key
    from ..languages.language import Language
    from ..model import Article
    from ._layout import Layout, Piece


class Link(Value, frozen=True):
    """One language's page of an article: its BCP 47 tag and its path from the folder that is published.

    `original` marks the language that the article was written in.
    """

    lang: str
    path: str
    original: bool = False


class Site(Value, frozen=True):
    """What the pages of an article need to know of the site.

    Attributes:
        publication: what the newsroom calls itself; empty for pages without a masthead.
        base_url: where `public/` is on the web (`https://example.org/news/`); empty if that is not known, then
            there are no absolute addresses.
        media: the way from the page to the folder that the article's relative image addresses count from.
    """

    publication: str = ""
    base_url: str = ""
    media: str = ""


_NOWHERE = Site()


class Sheet:
    """An article's pages: what they have in common is made once, when the first is made."""

    def __init__(self, skeleton: document.Skeleton, site: Site) -> None:
        """Take an article and the site that its pages are for."""
        self._skeleton, self._site = skeleton, site

    def page(
        self, translations: Mapping[Key, str], lang: str, editions: Sequence[Link], *, mark_missing: bool = False
    ) -> str:
        """The page of an edition.

        Args:
            translations: as `document.Skeleton.fill` takes them.
            lang: the edition's.
            editions: as `page` takes them.
            mark_missing: say of texts without a translation that they have none.

        Raises:
            As `page`.
        """
        if not mark_missing and self._layout and holes.may_hold(places := self._skeleton.texts(translations)):
            article = replace(self._skeleton.article, lang=lang)
            with contextlib.suppress(UnfitError):
                return _page(article, self._layout, places, editions, self._site)
        # Which passages are marked, or what an unusual translation does to the tree, is this edition's alone.
        return page(self._skeleton.fill(translations, lang, mark_missing=mark_missing, bare=True), editions, self._site)

    @cached_property
    def _layout(self) -> Layout | None:
        """That of all editions, None if each needs its own."""
        with contextlib.suppress(UnfitError):
            return _layout.of_all(self._skeleton.outline, self._site.media)
        return None


def page(article: Article, editions: Sequence[Link], site: Site = _NOWHERE) -> str:
    """The page of an edition.

    Args:
        article: filled, in the edition's language. Parts with the `lang` of the original count as untranslated.
        editions: all editions that readers can open, this one among them, in the order of the language switcher.
        site: what it is for.

    Raises:
        LanguageError: the article's language is not known.
        SourceError: its tree is broken, or a date is none.
        ValueError: `editions` lacks the article's own.
    """
    original = next((edition.lang for edition in editions if edition.original), article.lang)
    layout = _layout.of_edition(article.body, site.media, original if original != article.lang else None)
    return _page(article, layout, (), editions, site)


def _page(article: Article, layout: Layout, places: Sequence[str], editions: Sequence[Link], site: Site) -> str:
    language = registry.get(article.lang)
    own = next((edition for edition in editions if edition.lang == article.lang), None)
    if own is None:
        raise ValueError(f"no edition in {article.lang!r} among those of {article.id}")
    original = next((edition for edition in editions if edition.original), own)
    ui = locales.ui(language)
    texts = Texts(article.lang, places, ui.gettext)
    head = {name: pattern.filled(texts) for name, pattern in layout.head.items()}
    front = {role: [_piece(piece, texts) for piece in pieces] for role, pieces in layout.front.items()}
    languages = [registry.get(edition.lang) for edition in editions]
    base_url = site.base_url and site.base_url.rstrip("/") + "/"
    return _TEMPLATE.render(
        texts=ui,
        article=article,
        language=language,
        head=head,
        title=head.get("title") or " ".join(piece.text for piece in front[Role.HEADLINE]) or article.id,
        description=head.get("description") or " ".join(piece.text for piece in front[Role.DECK]),
        front={role.value: pieces for role, pieces in front.items()},
        byline=_byline(front[Role.BYLINE], head.get("l10n:authors", ""), language),
        dates=() if layout.is_dated else _dates(article, language),
        body=Markup(layout.body.filled(texts).strip()),  # noqa: S704  it was cleaned, the texts were escaped
        partial=layout.is_partial,
        own=own,
        original=original,
        original_name=_language_name(original.lang, language.tag),
        original_href=_relative(original.path, own.path),
        editions=[(one, its, _relative(one.path, own.path)) for one, its in zip(editions, languages, strict=True)],
        other_locales=dict.fromkeys(its.open_graph for its in languages if its.open_graph != language.open_graph),
        publication=site.publication,
        base_url=base_url,
        image=_absolute(article.meta.image, site.media, own, base_url),
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
        bytecode_cache=_kept(),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = environment.get_template("article.css").render()
    environment.globals["style"] = Markup(style)  # noqa: S704  our own file
    environment.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    return environment


def _kept() -> FileSystemBytecodeCache | None:
    """What was compiled of the templates is where Python has what it compiled of this file, if it keeps that."""
    folder = Path(cache_from_source(__file__)).parent
    can_be = not sys.dont_write_bytecode and os.access(folder, os.W_OK)
    return FileSystemBytecodeCache(str(folder), "%s.jinja") if can_be else None


_TEMPLATE = _environment().get_template("article.html")
"""For all languages; compiled by whoever imports this, before the work is spread over processes."""


@functools.cache
def _language_name(tag: str, reader: str) -> str:
    return locales.language_name(registry.get(tag), registry.get(reader))


class _Piece(Value, frozen=True):
    """A part of the page's top: its inline markup, safe; its text; and its `lang` if it has one of its own."""

    html: Markup
    text: str
    lang: str | None


def _piece(piece: Piece, texts: Texts) -> _Piece:
    html = Markup(piece.html.filled(texts).strip())  # noqa: S704  it was cleaned, the texts were escaped
    lang = piece.lang.filled(texts) if piece.lang else None
    return _Piece(html, document.collapsed(piece.text.filled(texts)), lang)


def _byline(pieces: list[_Piece], authors: str, language: Language) -> dict[str, object]:
    """The authors as one text, how many, and whether the article itself says "by"."""
    names = [str(piece.html) for piece in pieces]
    names = names or [str(Markup.escape(name.strip())) for name in authors.split(",") if name.strip()]
    return {
        "authors": Markup(locales.format_list(names, language)),  # noqa: S704  cleaned above
        "count": len(names),
        "labelled": bool(pieces) and pieces[0].text.casefold().startswith(_byline_labels()),
    }


@functools.cache
def _byline_labels() -> tuple[str, ...]:
    """What bylines begin with, in any language: `by `, `автор: `."""
    texts = [locales.ui(registry.get(tag)) for tag in registry.tags()]
    forms = {text.ngettext("By %(authors)s", "By %(authors)s", number) for text in texts for number in (1, 2, 5)}
    return tuple(sorted(form.partition("%")[0].casefold() for form in forms))


def _dates(article: Article, language: Language) -> Iterator[tuple[str, str, str]]:
    """The dates to show, as (what for, ISO 8601, text)."""
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
