"""What the check `terms` says to an editor, in words."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ..languages import registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..glossary.concepts import Term
    from ..glossary.find import Letter

__all__ = ["advice", "listed", "mistake", "named", "places", "write"]

_STOPS = (".", "!", "?", "…")
_SHOWN = 5  # places of a variant


def named(text: str, lang: str = "", *, quoted: bool = False) -> str:
    """A term in a message; one that must stand in quotation marks has those of its language, and no others."""
    opening, closing = registry.get(lang).quotes if quoted else "“”"
    return f"{opening}{text}{closing}"


def write(terms: Sequence[tuple[Term, str]], lang: str) -> str:
    """What to write: terms with their texts, the best first."""
    if not terms:
        return f"say it in another way: nobody has agreed on a term in {lang}"
    best, *others = (named(text, lang, quoted=term.quoted) for term, text in terms)
    marks = ", quotation marks and all" if terms[0][0].quoted else ""
    return f"write {best}{marks}" + (f" (or {', '.join(others)})" if others else "")


def advice(todo: str, notes: Iterable[str]) -> str:
    """What to do, and the notes of the desk as they were written."""
    text = todo
    for note in filter(None, notes):
        text += f"{'' if text.endswith(_STOPS) else '.'} {note}"
    return text


def mistake(letter: Letter) -> str:
    """What is wrong with a letter."""
    if not letter.typed:
        return f"“{letter.right}” is missing"
    if not letter.right:
        return f"“{letter.typed}” is too much"
    scripts = [unicodedata.name(text[0], "").split(" ")[0].capitalize() for text in letter]
    typed, right = (f"{script} " for script in scripts) if scripts[0] != scripts[1] else ("", "")
    return f"{typed}“{letter.typed}” instead of {right}“{letter.right}”"


def places(lines: Sequence[int], numbers: Sequence[int]) -> str:
    """Where units are: by their lines, or if these are not known by their numbers."""
    shown = sorted({*(lines if all(lines) else numbers)})
    word = "line" if all(lines) else "text"
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return f"{word}{'s' if len(shown) > 1 else ''} {', '.join(map(str, shown[:_SHOWN]))}{more}"


def listed(parts: Sequence[str], word: str = "and") -> str:
    """Parts of a sentence: one, another and a third."""
    return f" {word} ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
