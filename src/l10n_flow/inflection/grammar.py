"""How a language's words change: what a matcher of terms asks of a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Forms", "Grammar", "PartOfSpeech"]

PartOfSpeech: TypeAlias = Literal["noun", "verb", "adjective", "name", "other"]


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms of one word of a term.

    Attributes:
        starts: every form, as `Grammar.loose` gives it, begins with one of these (three letters, fewer if the word
            is shorter or changes early). A matcher looks words up by them, so few and long ones are good.
        accepts: whether a word, as `Grammar.fold` gives it, is a form.
        resembles: whether a word, as `Grammar.fold` gives it, is a form that was written with wrong or missing
            marks or look-alike letters; never if it is another word that people write (халқ is not ҳалқ).
    """

    starts: frozenset[str]
    accepts: Callable[[str], bool]
    resembles: Callable[[str], bool]


class Grammar(Protocol):
    """The grammar of a language, as far as terms need it. All of it is pure."""

    def fold(self, word: str) -> str:
        """A word as it is compared: case folded, without invisible marks, one spelling for what is one letter."""
        ...

    def loose(self, word: str) -> str:
        """A folded word without the marks that people forget or mistake; for look-up, and for `Forms.resembles`."""
        ...

    def forms(self, words: Sequence[str], pos: PartOfSpeech | None, also: Sequence[str] = ()) -> tuple[Forms, ...]:
        """The forms of each word of a term.

        Args:
            words: the term in its citation form, folded, word by word; hyphenated words are one.
            pos: what the term is as a whole; None if nobody said.
            also: endings and uses that this term allows beyond the language's own (uz "siz", "lik"; tg "ат").

        Returns:
            As many as words. The head takes all its forms, the other words those that they have inside a term.
        """
        ...
