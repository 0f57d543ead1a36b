"""The gate: an article's editions as its catalogs give them, and what stands between each of them and the readers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import editions
from ..catalogs import approvals
from ..errors import FlowError
from ..model import Finding, Sensitivity, Severity
from ..reviewing import inspection
from ..values import replace
from . import exposure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..desk.opened import Opened
    from ..model import Article

__all__ = ["BARS", "checked", "is_barred", "made", "open_in"]

BARS = ("sensitivity", exposure.CHECK)
"""Findings with which nobody may publish an edition, and which nobody can waive."""
_SENSITIVITY = re.compile(r"\bsensitivity\b", re.IGNORECASE)
"""Where an article says who may see it, in every format; the first place is in its header."""


def made(opened: Opened, langs: Collection[str]) -> dict[str, editions.Edition | FlowError]:
    """An article's editions in all the newsroom's languages, or why there is none; those in `langs` are `checked`."""
    return {
        lang: checked(opened, one) if lang in langs else one
        for lang, one in _editions(opened, opened.project.config.languages)
    }


def open_in(opened: Opened, langs: Iterable[str]) -> dict[str, tuple[editions.Open, ...]]:
    """The texts of an article that are not translated, by edition; none of one that cannot be made."""
    found = dict(_editions(opened, langs))
    return {lang: () if isinstance(one, FlowError) else one.open for lang, one in found.items()}


def checked(opened: Opened, edition: editions.Edition | FlowError) -> editions.Edition | FlowError:
    """An edition with the errors in it, and how many people have yet to approve of it, if no text is missing."""
    if isinstance(edition, FlowError):
        return edition
    if opened.article.meta.sensitivity is Sensitivity.SECRET:
        return replace(edition, faults=(_secrecy(opened.article, edition.lang),))
    try:
        names = exposure.in_edition(opened, edition)
    except FlowError as error:
        return error
    if edition.open:
        return replace(edition, faults=names) if names else edition
    lang = editions.way(edition.lang, opened.article.lang).catalog_lang
    needed = opened.project.config.approvals if lang else 0
    given = approvals.of(opened.catalog(lang), opened.to_translate).standing if lang and needed else ()
    faults = inspection.errors_in(opened, edition.lang)
    return replace(edition, faults=(*names, *faults), unapproved=max(0, needed - len(given)))


def is_barred(edition: editions.Edition) -> bool:
    """Whether a checked edition may not be published, whoever asks: it is secret, or would tell a protected name."""
    return any(fault.check in BARS for fault in edition.faults)


def _editions(opened: Opened, langs: Iterable[str]) -> Iterator[tuple[str, editions.Edition | FlowError]]:
    """Each language's edition of an article, or why there is none."""
    project = opened.project
    for lang in langs:
        try:
            way = opened.way(lang)
            catalog = opened.catalog(way.catalog_lang) if way.catalog_lang else None
            yield lang, editions.edition(way, opened.skeleton.segments, catalog, project.config.keep_roles)
        except FlowError as error:
            yield lang, error


def _secrecy(article: Article, lang: str) -> Finding:
    """What keeps a secret article from readers, whoever asks and whatever is translated."""
    said = _SENSITIVITY.search(article.source)
    return Finding(
        "the article is secret, and stays in the newsroom",
        "write sensitivity: public, or embargoed, when it may be published; l10n-flow withdraw takes down what was",
        severity=Severity.ERROR,
        check=BARS[0],
        article=article.id,
        lang=lang,
        path=article.path,
        line=article.source.count("\n", 0, said.end()) + 1 if said else None,
    )
