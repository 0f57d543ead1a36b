"""A text as words that know where they stand in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..inflection.letters import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HYPHEN", "Word", "adjoin", "in_quotes", "parts", "quoted", "words"]

HYPHEN = "‐‑-"
"""What joins the parts of a word, as in a character class."""

_OPENING = "«“„‟\"‘‚'‹"
_CLOSING = "»”“\"’'›‟"
_TAG = r"</?[A-Za-z][^<>]*>"
_INLINE = r"</?(?!br\b|fn\d*\b)[a-z][a-z0-9]*>"  # what may stand inside a word: <em>rejim</em>iga
_MARK = "'`´‘’"  # apostrophes; ʻ and ʼ are letters to Unicode
_LETTER = rf"[\w\u0300-\u036f{INVISIBLE}]"
_SMALL = "[a-zа-яёўқғҳӣӯҷ]"
_WORD = rf"""
    {_LETTER}+
    (?:
        {_LETTER}+
      | (?<!\d)[{HYPHEN}](?={_LETTER})                                 # but the "yil" of 2025-yil is a word
      | [{_MARK}]+(?={_LETTER})
      | (?P<joined>
            (?:{_INLINE})+(?={_LETTER})
          | [{_MARK}](?:{_INLINE})+(?={_SMALL})
          | (?:{_INLINE})*[»”“"](?:{_INLINE})*[{HYPHEN}]?(?={_SMALL})              # “Meduza”ning, «Медуза»-ро
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
_WORDS = re.compile(f"(?P<word>{_WORD})", re.VERBOSE)
_WORDS_AND_OTHERS = re.compile(f"{_NO_WORD}|(?P<word>{_WORD})", re.VERBOSE)
_OTHERS = re.compile(r"[<&{%@]|://|www\.|mailto:|tel:|\.[a-z]{2}")
_ENDING_APART = re.compile(rf"[»”“\"](?:{_INLINE})*[{HYPHEN}]?(?={_LETTER})")
_NOT_SPELT = re.compile(rf"[»”“\"](?:{_INLINE})*[{HYPHEN}]?|{_INLINE}")
_PART = re.compile(f"[^{HYPHEN}]+")
_BETWEEN = re.compile(rf"(?:[\s{_OPENING}{_CLOSING}{INVISIBLE}]|&nbsp;|{_TAG})*")
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


def words(text: str) -> Iterator[Word]:
    """The words of a text, hyphenated ones as one. What is in tags, addresses and placeholders is no word.

    An ending behind a closing quotation mark belongs to the word before it (“Meduza”ning).
    """
    pattern = _WORDS_AND_OTHERS if _OTHERS.search(text) else _WORDS
    for match in pattern.finditer(text):
        spelt, joined = match.group(1, 2)  # word, joined
        if spelt is not None:
            yield Word(spelt if joined is None else _NOT_SPELT.sub("", spelt), match.start(), match.end())


def parts(word: Word) -> tuple[Word, ...]:
    """The parts of a hyphenated word; the word itself if it is none, or if there are tags or quotation marks in it."""
    if word.end - word.start != len(word.text):
        return (word,)
    return tuple(Word(m[0], word.start + m.start(), word.start + m.end()) for m in _PART.finditer(word.text))


def quoted(text: str, word: Word) -> Word:
    """The part of a word before the closing quotation mark that an ending follows; the word itself if there is none."""
    typed = text[word.start : word.end]
    mark = _ENDING_APART.search(typed) if len(typed) != len(word.text) else None
    return word._replace(text=_NOT_SPELT.sub("", typed[: mark.start()])) if mark else word


def adjoin(text: str, left: Word, right: Word) -> bool:
    """Whether nothing but white space, quotation marks and inline tags is between two words, or a hyphen alone."""
    gap = text[left.end : right.start]
    return gap == " " or _BETWEEN.fullmatch(gap) is not None or (len(gap) == 1 and gap in HYPHEN)


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
