"""How a language's words change: what a matcher of terms asks of a language."""

from __future__ import annotations

import functools
import importlib
import importlib.util
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, cast, runtime_checkable

from ..values import Value
from .letters import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "Citing",
    "Enclitic",
    "Forms",
    "Grammar",
    "Homographic",
    "Joining",
    "Linking",
    "Marking",
    "Naming",
    "Nominal",
    "PartOfSpeech",
    "Periphrastic",
    "Spacing",
    "as_written",
    "get",
]

PartOfSpeech: TypeAlias = Literal["noun", "verb", "adjective", "name", "other"]


class Forms(Value, frozen=True):
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
class Homographic(Protocol):
    """A grammar of a language where names are spelt like forms of common nouns, but for their capitals."""

    def is_homograph(self, cited: str, typed: str, *, begins: bool) -> bool:
        """Whether a word, as it is typed, is by its capital no form of a term of one word: Султанов of султан, песков
        of Песков. `begins` if it would have a capital anyhow, as at the beginning of a sentence.
        """
        ...


@runtime_checkable
class Joining(Protocol):
    """A grammar of a language that joins words with hyphens, where each stays a word with its own forms."""

    def are_joined(self, parts: Sequence[str]) -> bool:
        """Whether the (folded) parts of a hyphenated word are such words: детей-мигрантов, not военно-морской."""
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
class Linking(Protocol):
    """A grammar of a language where words end in what links them to the next."""

    def may_be_linked(self, word: str, cited: str) -> bool:
        """Whether a (folded) word is a misspelt term if nothing follows that it could be linked to, and another word if
        something does: шаҳрванди for шаҳрвандӣ.
        """
        ...

    def is_linked(self, behind: str) -> bool:
        """Whether what stands behind a word may be linked to it."""
        ...


@runtime_checkable
class Marking(Protocol):
    """A grammar of a language whose letters have marks that people forget."""

    def is_twin(self, word: str) -> bool:
        """Whether a (folded) word is right as it is, though another one becomes it without its marks."""
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


@runtime_checkable
class Spacing(Protocol):
    """A grammar of a language where some write in one, some with a hyphen, and some apart what is one thing."""

    def closed(self, word: str) -> str:
        """A (folded) hyphenated word as others write it in one (ceasefire for cease-fire); itself if nobody does."""
        ...

    def opened(self, word: str) -> Sequence[str]:
        """The words that some write for a (folded) word (web site for website); itself alone if nobody does."""
        ...


class _Unchanging:
    """A language whose grammar nobody has written down: words are found as the glossary has them."""

    def fold(self, word: str) -> str:
        """See `Grammar`."""
        return clean(word).casefold()

    def loose(self, word: str) -> str:
        """See `Grammar`."""
        return word

    def forms(self, words: Sequence[str], pos: PartOfSpeech | None, also: Sequence[str] = ()) -> tuple[Forms, ...]:
        """See `Grammar`. `also` has no use here."""
        return as_written(words, self.loose)


def as_written(words: Sequence[str], loose: Callable[[str], str]) -> tuple[Forms, ...]:
    """Words (folded) that have no form but themselves; `loose` as `Grammar.loose`."""
    return tuple(Forms(frozenset({loose(word)[:3]}), word.__eq__, _never) for word in words)


def _never(_word: str) -> bool:
    return False


@functools.cache
def get(tag: str) -> Grammar:
    """The grammar of a language by its BCP 47 tag: for `uz-Cyrl` that of `uz_cyrl.py` or `uz.py`; without a file
    words have one form each."""
    name = tag.replace("-", "_").lower()
    for module in (name, name.partition("_")[0]):
        if importlib.util.find_spec(f".{module}", __package__):
            return cast("Grammar", importlib.import_module(f".{module}", __package__).GRAMMAR)
    return _Unchanging()
