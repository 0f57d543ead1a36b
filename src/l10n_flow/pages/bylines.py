"""Who wrote an article, as its page says it."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from .. import locales
from ..languages import registry
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..languages.language import Language
    from .model import Say, Site


class Byline(Value, frozen=True):
    """The authors, as one text and each; `labelled` if the article itself says "by"."""

    authors: Markup
    names: tuple[str, ...]
    labelled: bool

    def blanked(self, say: Say) -> Byline:
        """The same as a form takes it."""
        return Byline(say(self.authors), tuple(map(say, self.names)), self.labelled)


def byline(said: Sequence[tuple[Markup, str]], authors: str, language: Language) -> Byline:
    """The byline of a page.

    Args:
        said: the bylines in the article, each as safe HTML and as text.
        authors: names with commas between them, which count if there are none.
        language: of the page.
    """
    names = [name.strip() for name in authors.split(",") if name.strip()]
    shown = [str(html) for html, _ in said] or [str(Markup.escape(name)) for name in names]
    texts = [text for _, text in said] or names
    label = _label_of(texts[0]) if said else ""
    return Byline(
        Markup(locales.format_list(shown, language)),  # noqa: S704  it was cleaned, or escaped above
        named(texts) if said else tuple(names),
        bool(label),
    )


def named(texts: Sequence[str]) -> tuple[str, ...]:
    """Who bylines name, without what the first one begins with: `By A. Reporter`."""
    label = _label_of(texts[0]) if texts else ""
    return tuple(text if number else text[len(label) :] for number, text in enumerate(texts))


def is_desk(name: str, site: Site) -> bool:
    """Whether an author is no person: the newsroom itself, a desk in the words of any language, or one of the
    newsroom's `desks`."""
    said = name.casefold()
    own = (site.publication, *site.desks)
    return any(one and one.casefold() in said for one in own) or not _desk_words().isdisjoint(_WORD.findall(said))


_WORD = re.compile(r"[^\W\d_]+(?:[ʻʼ’'][^\W\d_]+)*")


@functools.cache
def _desk_words() -> frozenset[str]:
    return frozenset().union(*(registry.get(tag).desks for tag in registry.tags()))


def _label_of(text: str) -> str:
    """What a byline begins with that is no name, empty if it is one; its length is that of the byline's beginning."""
    folded, labels = text.casefold(), _labels()
    return next(one for one in labels if folded.startswith(one)) if folded.startswith(labels) else ""


@functools.cache
def _labels() -> tuple[str, ...]:
    """What bylines begin with, in any language: `by `, `автор: `."""
    texts = [locales.ui(registry.get(tag)) for tag in registry.tags()]
    forms = {text.ngettext("By %(authors)s", "By %(authors)s", number) for text in texts for number in (1, 2, 5)}
    return tuple(sorted(form.partition("%")[0].casefold() for form in forms))
