"""What a desk agreed on: concepts, each with its terms in every language. Frozen values."""

from __future__ import annotations

import enum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, ClassVar

from ..inflection.grammar import PartOfSpeech  # noqa: TC001  msgspec reads the annotations
from ..values import Placed, Value

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Case", "Concept", "Kind", "Scope", "Status", "Term", "UnknownLanguage", "is_ending"]

_ENDING = 3


class Status(enum.StrEnum):
    """What the desk thinks of a term."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"


class Kind(enum.StrEnum):
    """What a concept is."""

    TERM = "term"
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


class Case(enum.StrEnum):
    """What a term's capitals mean: nothing, something to check (Meduza), or that only they make it the term (US)."""

    IGNORED = "ignored"
    CHECKED = "checked"
    REQUIRED = "required"


class Scope(Value, frozen=True):
    """Where a concept holds: in the articles that match one of the patterns or have one of the tags.

    `articles` are article ids in which `*` stands for anything (`2025/*`). Without both it holds everywhere.
    """

    articles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def is_limited(self) -> bool:
        """Whether it holds in some articles only."""
        return bool(self.articles or self.tags)

    def holds(self, article_id: str, tags: Collection[str] = ()) -> bool:
        """Whether it holds in an article."""
        if not self.is_limited:
            return True
        return any(fnmatchcase(article_id, pattern) for pattern in self.articles) or not set(self.tags).isdisjoint(tags)


class Term(Placed, frozen=True, eq=False):
    """One way to call a concept in one language, in its citation form.

    `pos` is None where nobody said. An `invariable` term does not inflect. `forms` are forms, and `blocked` (`not` in
    the file) are words, whole and as they would stand in a text, that the grammar does not know to be the term's and
    not to be. `also` holds uses that this term allows beyond its language's grammar (uz "siz", "lik"; tg "ат"), and
    words made of it that a translation may have in its stead (en "Kyrgyz" for "Kyrgyzstan"). `quoted` if it must stand
    in quotation marks.
    """

    text: str
    lang: str
    concept: str
    status: Status = Status.PREFERRED
    pos: PartOfSpeech | None = None
    note: str = ""
    quoted: bool = False
    case: Case = Case.IGNORED
    invariable: bool = False
    forms: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    line: int | None = None


class UnknownLanguage(Value, frozen=True):
    """What a file says of a concept in a language that nothing is known of: it stays there, and is not used.

    `said` is its value as TOML has it; `line` (1-based) is where it stands.
    """

    lang: str
    said: Any
    line: int


class Concept(Placed, frozen=True, eq=False):
    """One thing and all that it is called.

    `sense` tells it in a few words from another concept with the same term ("flight", "founding document"); empty if
    there is none. `do_not_translate` if its term stays as it is in every language. `path` and `line` (1-based) are
    where it is written; `unknown` is what is written of it in languages that nothing is known of.
    """

    id: str
    kind: Kind = Kind.TERM
    terms: tuple[Term, ...] = ()
    definition: str = ""
    note: str = ""
    sense: str = ""
    do_not_translate: bool = False
    scope: Scope = Scope()
    path: str = ""
    line: int | None = None
    unknown: tuple[UnknownLanguage, ...] = ()
    _beside: ClassVar[int] = 3

    def in_language(self, lang: str, *statuses: Status) -> tuple[Term, ...]:
        """Its terms in a language, of the given statuses or of all."""
        return tuple(t for t in self.terms if t.lang == lang and (not statuses or t.status in statuses))

    def preferred(self, lang: str) -> Term | None:
        """The term to use in a language; None if nobody agreed on one."""
        return next(iter(self.in_language(lang, Status.PREFERRED)), None)


def is_ending(use: str) -> bool:
    """Whether what a term lists as `also` is an ending of its own (lik, ат); else it is a word made of it (Kyrgyz)."""
    return len(use.strip("-")) <= _ENDING
