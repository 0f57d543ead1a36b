"""A text as words that know where they stand in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple, overload

from ..inflection.letters import INVISIBLE
from ..text.letters import SMALL

__all__ = [
    "HYPHEN",
    "Word",
    "Words",
    "adjoin",
    "apart",
    "are_chunks_apart",
    "are_hyphens_in",
    "has_mark",
    "in_quotes",
    "is_possessive",
    "marks",
    "parts",
    "pieces",
    "quoted",
    "simple",
    "spelt",
    "words",
]

HYPHEN = "‐‑-"
"""What joins the parts of a word, as in a character class."""

_OPENING = "«“„‟\"‘‚'‹"
_CLOSING = "»”“\"’'›‟"
_TAG = r"</?[A-Za-z][^<>]*>"
_INLINE = r"</?(?!br\b|fn\d*\b)[a-z][a-z0-9]*>"  # what may stand inside a word: <em>rejim</em>iga
_MARK = "'`´‘’"  # apostrophes; ʻ and ʼ are letters to Unicode
_LETTER = rf"[\w\u0300-\u036f{INVISIBLE}]"
_PARTICLE = r"(?:chi|чи|чӣ|ку|дия|то|таки|ка|де)(?!\w)"  # no ending of the word that it hangs on: «Медуза»-то
_WORD = rf"""
    {_LETTER}+
    (?:
        {_LETTER}+
      | (?<!\d)[{HYPHEN}](?={_LETTER})                                 # but the "yil" of 2025-yil is a word
      | [{_MARK}]+(?={_LETTER})
      | (?:
            (?:{_INLINE})+(?={_LETTER})
          | [{_MARK}](?:{_INLINE})+(?=[{SMALL}])
          | (?:{_INLINE})*[»”“"](?:{_INLINE})*(?:[{HYPHEN}](?!{_PARTICLE}))?(?=[{SMALL}])   # “Meduza”ning, «Медуза»-ро
        )
    )*
    (?: (?<=[OoGg])[{_MARK}] )?
"""
_NO_WORD = rf"""
    {_TAG}
  | &\#?\w+;                                                          # a character reference
  | \{{\w*\}} | %\(\w+\)[sd]                                          # a placeholder
  | (?<![\w+.-])[A-Za-z][A-Za-z+.-]*://[^\s<>«»“”"]*
  | (?<!\w)(?:www\.|mailto:|tel:)[^\s<>«»“”"]+
  | (?<![\w.+-])[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+ | (?<!\w)@\w+
  | (?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|media|gov|edu|io|me|tv|uz|ru|tj|kz|kg|tm|uk|de|eu|int)
    (?!\w)(?:/[^\s<>«»“”"]*)?
  | (?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:pdf|docx?|xlsx?|pptx?|odt|jpe?g|png|gif|svg|webp|mp[34]|html?|css|js|json|xml|csv
    |txt|zip|md|po|toml|py)(?!\w)
"""
# Most words are told at once: what follows neither goes on nor makes an address.
_PLAIN = r"\w++(?=[ ,;!?)]|[.:](?:\s|\Z)|\Z)"
_WORDS = re.compile(f"({_PLAIN}|{_WORD})", re.VERBOSE)
_WORDS_AND_TAGS = re.compile(f"({_PLAIN})|{_TAG}|({_WORD})", re.VERBOSE)
_WORDS_AND_OTHERS = re.compile(rf"({_PLAIN})|(?!\s)(?:{_NO_WORD})|({_WORD})", re.VERBOSE)
# What others than tags have in them; that every branch begins with a letter of its own makes it fast.
_OTHERS = re.compile(r"&|\{|%|@|:(?://|(?<=mailto:)|(?<=tel:))|\.(?:[a-z]{2}|(?<=www\.))")
_TAG_WITH_SPACE = re.compile(r"<[^<>\s]*\s")
_ENDING_APART = re.compile(rf"[»”“\"](?:{_INLINE})*[{HYPHEN}]?(?={_LETTER})")
_NOT_SPELT = re.compile(rf"[»”“\"](?:{_INLINE})*[{HYPHEN}]?|{_INLINE}")
_PART = re.compile(f"[^{HYPHEN}]+")
_POSSESSIVE = re.compile(f"[{_MARK}ʼ]s?$", re.IGNORECASE)
_BETWEEN = re.compile(rf"(?:[\s{_OPENING}{_CLOSING}{_MARK}{INVISIBLE}]|&nbsp;|{_TAG})*")
_SKIPPED = re.compile(rf"{_TAG}|&nbsp;|[{INVISIBLE}]")
_IN_QUOTES = rf"(?:{_TAG}|[\u00a0\u202f{INVISIBLE}])*"
_OPENED = re.compile(f"([{_OPENING}]){_IN_QUOTES}$")
_CLOSED = re.compile(f"{_IN_QUOTES}[,.]?[{_CLOSING}]")  # in America a comma goes before the mark
_SINGLE, _DOUBLE = frozenset("‘’'›"), frozenset('»”“"')
_NOTHING_OPENS = frozenset(("", " ", "\n"))
_NEAR = 60  # characters before a quoted word in which its quotation mark is looked for: there may be tags between


class Word(NamedTuple):
    """A word of a text: `text` is how it is spelt, without tags and quotation marks in it; it is at `start`:`end`."""

    text: str
    start: int
    end: int

    def span(self) -> tuple[int, int]:
        """Where it stands, as a match of a regular expression says it."""
        return self.start, self.end


class Words(Sequence[Word]):
    """Words of a text in a row; `typed` are the same as they stand there, tags and all.

    A word is made of what was found of it when it is asked for: of most it is enough to see that no term has it.
    """

    __slots__ = ("found", "typed")

    def __init__(self, found: Sequence[re.Match[str] | Word]) -> None:
        """Take what was found of the words."""
        self.found = found
        self.typed: Sequence[str] = [one[0] for one in found]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from one to before another stand."""
        return self.found[first].span()[0], self.found[last - 1].span()[1]

    def __len__(self) -> int:
        """How many they are."""
        return len(self.found)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | Sequence[Word]:
        """A word, or some."""
        if isinstance(at, slice):
            return [Word(spelt(one[0]), *one.span()) for one in self.found[at]]
        one = self.found[at]
        return Word(spelt(one[0]), *one.span())


def words(text: str) -> Words:
    """The words of a text, hyphenated ones as one. What is in tags, addresses and placeholders is no word.

    An ending behind a closing quotation mark belongs to the word before it (“Meduza”ning).
    """
    has_others = _OTHERS.search(text) is not None
    if has_others or "<" in text:
        pattern = _WORDS_AND_OTHERS if has_others else _WORDS_AND_TAGS
        return Words([match for match in pattern.finditer(text) if match.lastindex])
    return Words([*_WORDS.finditer(text)])


def are_chunks_apart(text: str) -> bool:
    """Whether white space parts the words of a text, each chunk between it read as if it stood alone; if no tag has
    any, it does.
    """
    return "<" not in text or _TAG_WITH_SPACE.search(text) is None


def are_hyphens_in(text: str) -> bool:
    """Whether there are any, quicker than a regular expression can tell."""
    return any(map(text.__contains__, HYPHEN))


def simple(chunk: str) -> str | None:
    """The word at the beginning of a chunk that has nothing else but perhaps a mark behind it; None of other chunks."""
    if chunk.isalnum():
        return chunk
    return chunk[:-1] if chunk[-1] in ",.;:!?)" and chunk[:-1].isalnum() else None


def spelt(typed: str) -> str:
    """A word as it is spelt, without the tags and quotation marks that stand in it."""
    return typed if typed.isalnum() else _NOT_SPELT.sub("", typed)


def parts(word: Word) -> tuple[Word, ...]:
    """The parts of a hyphenated word; the word itself if it is none, or if there are tags or quotation marks in it."""
    if word.end - word.start != len(word.text):
        return (word,)
    return tuple(Word(m[0], word.start + m.start(), word.start + m.end()) for m in _PART.finditer(word.text))


def apart(words: Words) -> tuple[Words, Sequence[Sequence[Word]]]:
    """The words with the parts of hyphenated ones in their stead; and those parts, word by word."""
    row: list[re.Match[str] | Word] = []
    hyphenated = []
    for at, (found, typed) in enumerate(zip(words.found, words.typed, strict=True)):
        if typed.isalnum() or not are_hyphens_in(typed) or len(pieces := parts(words[at])) < 2:
            row.append(found)
        else:
            row += pieces
            hyphenated.append(pieces)
    return Words(row), hyphenated


def pieces(chunk: str) -> Sequence[Word]:
    """The words of a chunk, hyphenated ones in their parts."""
    return [piece for word in words(chunk) for piece in parts(word)]


def quoted(text: str, word: Word) -> Word:
    """The part of a word before the closing quotation mark that an ending follows; the word itself if there is none."""
    typed = text[word.start : word.end]
    mark = _ENDING_APART.search(typed) if len(typed) != len(word.text) else None
    return word._replace(text=_NOT_SPELT.sub("", typed[: mark.start()])) if mark else word


def adjoin(text: str, left: Word, right: Word) -> bool:
    """Whether nothing but white space, quotation marks and inline tags is between two words, or a hyphen alone."""
    gap = text[left.end : right.start]
    return gap == " " or _BETWEEN.fullmatch(gap) is not None or (len(gap) == 1 and gap in HYPHEN)


def marks(text: str) -> tuple[str, ...]:
    """What is between the words of a term, one by one; empty where that may be between any, nothing if it all may."""
    row = words(text)
    found = tuple("" if adjoin(text, a, b) else _bare_gap(text, a, b) for a, b in itertools.pairwise(row))
    return found if any(found) else ()


def has_mark(text: str, left: Word, right: Word, mark: str) -> bool:
    """Whether a mark of a term is between two words; it may be left out (St Petersburg), but not between letters that
    stand for words (U.S.).
    """
    if _bare_gap(text, left, right) == mark:
        return True
    return len(left.text) > 1 and len(right.text) > 1 and adjoin(text, left, right)


def _bare_gap(text: str, left: Word, right: Word) -> str:
    return "".join(_SKIPPED.sub("", text[left.end : right.start]).replace("&amp;", "&").split())


def is_possessive(text: str, word: Word) -> bool:
    """Whether an English possessive mark ends a word or stands behind it, where it might be a quotation mark, too."""
    return _POSSESSIVE.search(word.text) is not None or text[word.end : word.end + 1] in tuple(_MARK)


def in_quotes(text: str, start: int, end: int) -> bool:
    """Whether quotation marks are around a span; an ending of its last word may stand behind them."""
    if text[start - 1 : start] in _NOTHING_OPENS:
        return False
    opened = _OPENED.search(text[max(0, start - _NEAR) : start])
    if opened is None:
        return False
    return _CLOSED.match(text, end) is not None or not (_SINGLE if opened[1] in "‘'‚‹" else _DOUBLE).isdisjoint(
        text[start:end]
    )
