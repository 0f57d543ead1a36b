"""What an edition's page says: the layout of its article, filled with its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from .. import locales
from ..articles import document, patterns
from ..articles.patterns import Texts
from ..model import Role
from ..text import typography
from ..values import Value
from . import bylines, heads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..articles.patterns import Pattern
    from ..model import Article
    from . import layout as layouts
    from .layout import Layout
    from .model import Link, Say, Site


class Piece(Value, frozen=True):
    """A part of the page's top: its inline markup, safe; its text; and its `lang` if it has one of its own."""

    html: Markup
    text: str
    lang: str | None

    def blanked(self, say: Say) -> Piece:
        """The same as a form takes it."""
        return Piece(say(self.html), say(self.text), self.lang)


class Filled:
    """An edition's page, in pieces.

    Attributes:
        article: in the edition's language.
        site: what the page is for.
        links: the editions that readers can open; `own` is this one, `original` the one in the article's own language.
        language: the edition's, as the newsroom writes it; `words` are our own texts in it.
        head: the article's own title and meta texts by their names.
        front: the pieces of the page's top, `body` is the HTML below it.
        corrections: what stands before each, its date, and what it says.
        title: of the page; `description` is empty if the article does not say what it is about.
        byline: who wrote it.
        is_dated: the article itself says its date at the top.
        is_partial: passages are marked as untranslated.
    """

    def __init__(
        self, article: Article, layout: Layout, places: Sequence[str], links: Sequence[Link], site: Site
    ) -> None:
        """Fill the layout with the edition's texts; raises as `html.page`."""
        own = next((edition for edition in links if edition.lang == article.lang), None)
        if own is None:
            raise ValueError(f"no edition in {article.lang!r} among those of {article.id}")
        self.article, self.site, self.links, self.own = article, site, links, own
        self.is_dated, self.is_partial = layout.is_dated, layout.is_partial
        self._typeset = typography.whole if layout.is_all_holes else typography.typeset
        self.original = next((edition for edition in links if edition.original), own)
        self.language = site.language(article.lang)
        self.words = heads.words(site.theme, article.lang)
        addresses = [_target(site.ways.links[one], own) for one in layout.links]
        as_html = patterns.as_html(places, self.language.bound if layout.is_all_holes else None)
        texts = Texts(article.lang, places, as_html, self.words.gettext, addresses)
        self.head = {name: pattern.filled(texts) for name, pattern in layout.head.items()}
        self.front = {role: [self._piece(piece, texts) for piece in pieces] for role, pieces in layout.front.items()}
        self.body = self._html(layout.body, texts)
        self.corrections = [
            (locales.correction(one.date, one.kind, self.language, self.words), one.date, self._piece(one.piece, texts))
            for one in layout.corrections
        ]
        self.title = self.head.get("title") or self.said(Role.HEADLINE) or article.id
        self.description = self.head.get("description") or self.said(Role.DECK)
        self.byline = bylines.byline(
            [(piece.html, piece.text) for piece in self.front[Role.BYLINE]],
            self.head.get("l10n:authors", ""),
            self.language,
        )

    def _piece(self, piece: layouts.Piece, texts: Texts) -> Piece:
        lang = piece.lang.filled(texts) if piece.lang else None
        text = document.collapsed(piece.text.filled(texts))
        return Piece(self._html(piece.html, texts), text, lang)

    def _html(self, pattern: Pattern, texts: Texts) -> Markup:
        """HTML with the edition's texts, in which words stay on a line that belong together."""
        html = pattern.filled(texts).strip()
        return Markup(self._typeset(html, self.language.bound))  # noqa: S704  it was cleaned, the texts were escaped

    def said(self, role: Role) -> str:
        """The text of all pieces of the top with a role."""
        return " ".join([piece.text for piece in self.front[role]])

    @property
    def translator(self) -> str:
        """Who is to be named as the translator; a derived edition was translated by that of its base."""
        names = dict(self.article.meta.translators)
        said = names.get(self.language.tag) or names.get(self.language.base or "", "")
        return "" if self.own is self.original else said


def _target(pages: Mapping[str, str], own: Link) -> tuple[str, str]:
    """Where a link to an article leads: to its page in the reader's language, else to the original."""
    lang = own.lang if own.lang in pages else next(iter(pages))
    return heads.relative(pages[lang], own.path), lang
