"""How a language's words change: what a matcher of terms asks of a language."""

from __future__ import annotations

import functools
import importlib
import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, cast, runtime_checkable

from ..errors import LanguageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "Apposing",
    "Citing",
    "Enclitic",
    "Forms",
    "Grammar",
    "Naming",
    "Nominal",
    "PartOfSpeech",
    "Periphrastic",
    "get",
]

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
        owners: accepted words that are forms only with a possessive mark behind them: in "migrant rights" it is
            "migrants", for the sake of migrants' rights.
    """

    starts: frozenset[str]
    accepts: Callable[[str], bool]
    resembles: Callable[[str], bool]
    owners: frozenset[str] = frozenset()


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


@runtime_checkable
class Apposing(Protocol):
    """A grammar of a language that joins two nouns with a hyphen, where each stays a word with its own forms."""

    def are_apposed(self, first: str, last: str) -> bool:
        """Whether the (folded) parts of a hyphenated word may be such nouns: детей-мигрантов, not военно-морской."""
        ...


@runtime_checkable
class Citing(Protocol):
    """A grammar that can tell what an inflected word is a form of."""

    def citations(self, word: str) -> frozenset[str]:
        """The citation forms, folded, that a (folded) word is likely to be a form of; itself may be one."""
        ...


@runtime_checkable
class Enclitic(Protocol):
    """A grammar of a language that hangs particles on words in any form with a hyphen: migrantlarni-chi."""

    def bare(self, word: str) -> str:
        """A (folded) word without the particles behind it; the word itself if there are none."""
        ...


@runtime_checkable
class Naming(Protocol):
    """A grammar of a language where a name has other forms than a noun that is spelt alike."""

    def is_name(self, words: Sequence[str]) -> bool:
        """Whether a term of unknown part of speech, as it is written, word by word, is a name."""
        ...


@runtime_checkable
class Nominal(Protocol):
    """A grammar that can tell how a noun phrase is cited, whatever forms of it were seen."""

    def cited(self, forms: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
        """The words, folded, of the citation form of (folded) forms; None if they are no noun phrase."""
        ...


@runtime_checkable
class Periphrastic(Protocol):
    """A grammar of a language where a term has forms of more or fewer words than it has itself."""

    def periphrases(self, words: Sequence[str], pos: PartOfSpeech | None) -> tuple[tuple[Forms, ...], ...]:
        """Those forms of a term (ихроҷ хоҳад кард and ихроҷшуда of ихроҷ кардан), each word by word."""
        ...


@functools.cache
def get(tag: str) -> Grammar:
    """The grammar of a language by its BCP 47 tag: `uz_cyrl.py` or, if there is none, `uz.py` for `uz-Cyrl`.

    Raises:
        LanguageError: no file in this folder has it.
    """
    name = tag.replace("-", "_").lower()
    for module in (name, name.partition("_")[0]):
        if importlib.util.find_spec(f".{module}", __package__):
            return cast("Grammar", importlib.import_module(f".{module}", __package__).GRAMMAR)
    raise LanguageError(
        f"how words change in the language {tag!r} is not known", hint="a language is added by one file in inflection/"
    )
