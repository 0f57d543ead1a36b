"""Other terms of a concept, brought into a script for which the preferred one is agreed (a surname alone). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..inflection import grammar as grammars

if TYPE_CHECKING:
    from .concepts import Concept, Term

__all__ = ["carried"]


def carried(term: Term, concept: Concept, typed: str, lang: str) -> str:
    """A term with those of its words replaced that the preferred term has too.

    Args:
        term: one in `typed`.
        concept: its own.
        typed: a language.
        lang: the same in the other script.

    Returns:
        The term, its other words as they were; empty if it has no word of the preferred one, or if the preferred terms
        have not as many words in the one script as in the other.
    """
    model, best = concept.preferred(typed), concept.preferred(lang)
    if model is None or best is None:
        return ""
    fold = grammars.get(lang).fold
    words, others = model.text.split(), best.text.split()
    known = dict(zip(map(fold, words), others, strict=False)) if len(words) == len(others) else {}
    own = term.text.split()
    return " ".join(known.get(fold(word), word) for word in own) if not known.keys().isdisjoint(map(fold, own)) else ""
