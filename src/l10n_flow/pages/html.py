"""An article's edition as one HTML page that stands alone: no script, no style sheet, no font from elsewhere.

What comes from the article passes an allow-list (nh3) and a content security policy that runs nothing.
"""

from __future__ import annotations

import contextlib
import functools
from functools import cached_property
from typing import TYPE_CHECKING

from .. import locales
from ..articles import document, holes
from ..articles.patterns import UnfitError
from ..errors import SourceError
from ..languages import registry
from ..model import Role
from ..values import Value, replace
from . import _filled_head, _forms, heads
from . import layout as layouts
from ._filled import Filled
from .model import About, Link, Shown, Site, Topic, Ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..articles.document import Key
    from ..languages.language import Language
    from ..model import Article
    from ._filled import Piece
    from .layout import Layout
    from .model import Say

__all__ = ["About", "Link", "Sheet", "Shown", "Site", "Topic", "Ways", "page"]

_SITE, _ABOUT = Site(), About()


class Sheet:
    """An article's pages: what they have in common is made once, when the first is made."""

    def __init__(self, skeleton: document.Skeleton, site: Site) -> None:
        """Take an article and the site that its pages are for."""
        self._skeleton, self._site = skeleton, site

    def page(
        self,
        translations: Mapping[Key, str],
        lang: str,
        editions: Sequence[Link],
        *,
        mark_missing: bool = False,
        about: About = _ABOUT,
    ) -> bytes:
        """The page of an edition, in UTF-8.

        Args:
            translations: as `document.Skeleton.fill` takes them.
            lang: the edition's.
            editions: as `page` takes them.
            mark_missing: say of texts without a translation that they have none.
            about: what else the page says.

        Raises:
            As `page`.
        """
        if not mark_missing and self._layout and holes.may_hold(places := self._skeleton.texts(translations)):
            article = replace(self._skeleton.article, lang=lang)
            with contextlib.suppress(UnfitError):
                return _page(Filled(article, self._layout, places, editions, self._site), about)
        # Which passages are marked, or what an unusual translation does to the tree, is this edition's alone.
        filled = self._skeleton.fill(translations, lang, mark_missing=mark_missing, bare=True)
        return page(filled, editions, self._site, about)

    @cached_property
    def _layout(self) -> Layout | None:
        """That of all editions, None if each needs its own."""
        with contextlib.suppress(UnfitError):
            return layouts.of_all(self._skeleton.outline, self._site.ways)
        return None


def page(article: Article, editions: Sequence[Link], site: Site = _SITE, about: About = _ABOUT) -> bytes:
    """The page of an edition, in UTF-8.

    Args:
        article: filled, in the edition's language. Parts with the `lang` of the original count as untranslated.
        editions: all editions that readers can open, this one among them, in the order of the language switcher.
        site: what it is for.
        about: what else it says.

    Raises:
        LanguageError: the article's language is not known.
        SourceError: its tree is broken, or a date is none.
        TemplateError: a template of the newsroom is wrong.
        ValueError: `editions` lacks the article's own.
    """
    original = next((edition.lang for edition in editions if edition.original), article.lang)
    layout = layouts.of_edition(article.body, site.ways, original if original != article.lang else None)
    return _page(Filled(article, layout, (), editions, site), about)


def _page(edition: Filled, about: About) -> bytes:
    """The page."""
    own, original, lang, site = edition.own, edition.original, edition.article.lang, edition.site
    form = _forms.Form(site.theme)
    say, others = form.say, edition.links if len(edition.links) > 1 else ()
    values = {
        "texts": edition.words,
        "site": site.frame,
        "language": edition.language,
        "head": _filled_head.head(edition, about).blanked(say),
        "home": heads.relative(f"{lang}/index.html", own.path) if lang in site.languages else "",
        "switcher": tuple([replace(one, href=say(one.href)) for one in heads.switcher(others, own.path)]),
        "icon": heads.relative("icon.svg", own.path),
        "switcher_label": edition.words.gettext("Read this article in"),
        "front": _Front(*[tuple([piece.blanked(say) for piece in edition.front[role]]) for role in _FRONT]),
        "location": say(edition.head.get("l10n:location", "")),
        "byline": edition.byline.blanked(say),
        "dates": () if edition.is_dated else tuple(_dates(edition.article, edition.language, say)),
        "body": say(edition.body),
        "corrections": tuple(
            [
                (say(heads.typeset(label, edition.language)), say(date), piece.blanked(say))
                for label, date, piece in edition.corrections
            ]
        ),
        "partial": edition.is_partial,
        "original": None if own is original else _original(original, own).blanked(say),
        "topics": tuple([one.blanked(say) for one in heads.topics(about.topics, own, edition.words)]),
        "translator": say(edition.translator),
        "stale": about.stale,
    }
    return form.page("article.html", values, {"site": site, "meta": edition.article.meta})


class _Original(Value, frozen=True):
    """The edition that the others were made from, as one of those links to it."""

    lang: str
    name: str
    href: str

    def blanked(self, say: Say) -> _Original:
        """The same as a form takes it."""
        return replace(self, href=say(self.href))


def _original(original: Link, own: Link) -> _Original:
    return _Original(original.lang, _language_name(original.lang, own.lang), heads.relative(original.path, own.path))


@functools.cache
def _language_name(tag: str, reader: str) -> str:
    return locales.language_name(registry.get(tag), registry.get(reader))


class _Front(Value, frozen=True):
    """The page's top."""

    kicker: tuple[Piece, ...]
    headline: tuple[Piece, ...]
    deck: tuple[Piece, ...]
    byline: tuple[Piece, ...]
    dateline: tuple[Piece, ...]


_FRONT = [Role(name) for name in _Front.__struct_fields__]


def _dates(article: Article, language: Language, say: Say) -> Iterator[tuple[str, str, str]]:
    """The dates to show, as (what for, ISO 8601, text)."""
    for name, iso in (("published", article.meta.date), ("updated", article.meta.updated)):
        if iso:
            try:
                yield name, say(iso), say(locales.format_published(iso, language))
            except ValueError as error:
                raise SourceError(f"{iso!r} is no date", path=article.path, hint="write it like 2025-05-12") from error
