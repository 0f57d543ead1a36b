"""What changed between two wordings of a text: the numbers, negations and names, which a translator must not miss.

A help for the eye and no proof: the tables are small, and what they do not know is not reported.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import markup, segmentation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .languages.language import Language

__all__ = ["changes"]

_TOKEN = re.compile(r"\d+(?:[.,:\u00a0\u202f ]\d+)*\w*|[^\W\d_]+(?:['’ʻʼ‘-][^\W\d_]+)*|[%№$€£₽]")
_MOST = 6
"""More changes than this are a new text, not a reworded one."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A language's words (lower case): negations, what a word begins with or holds when it is negated, numerals."""

    negations: frozenset[str]
    prefixes: tuple[str, ...] = ()
    infixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    numerals: re.Pattern[str] = field(default=re.compile(r"(?!)"))


def _numerals(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_WORDS = {
    "en": _Words(
        frozenset("not no never none nobody nothing nowhere neither nor without cannot hardly".split()),
        prefixes=("un", "in", "im", "ir", "il", "non", "non-", "dis"),
        numerals=_numerals(
            r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?"
            r"|millions?|billions?|half|both|first|second|third|twice|doubled?|(?:thir|four|fif|six|seven|eigh|nine)teen"
            r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)"
        ),
    ),
    "ru": _Words(
        frozenset("не ни нет нельзя никто никого ничто ничего никогда нигде никак без отнюдь".split()),
        prefixes=("не", "без", "бес"),
        numerals=_numerals(
            r"(?:од(?:ин|на|но|ного|ной|ному|ним)|дв(?:а|е|ух|ум|умя|ое|оих)|тр(?:и|[её]х|[её]м|емя|ое|оих)"
            r"|четыр(?:е|[её]х|[её]м|ьмя)|четверо|пят(?:ь|и|ью|еро)|шест(?:ь|и|ью)|сем(?:ь|и|ью)|вос(?:емь|ьми|емью)"
            r"|девят(?:ь|и|ью)|десят(?:ь|и|ью|к\w*)|\w+надцат(?:ь|и|ью)|\w+дцат(?:ь|и|ью)|сорок\w?|сто|ста|сот\w*"
            r"|тысяч\w*|миллион\w*|миллиард\w*|об[ае]|полови\w+|перв\w+|втор\w+|трет\w+)"
        ),
    ),
    "uz": _Words(
        frozenset("emas yoʻq hech na biror".split()),
        prefixes=("no", "be"),
        infixes=("ma", "may"),
        suffixes=("siz", "mas", "maslik"),
        numerals=_numerals(
            r"(?:bir|ikki|uch|toʻrt|besh|olti|yetti|sakkiz|toʻqqiz|oʻn|yigirma|oʻttiz|qirq|ellik|oltmish|yetmish"
            r"|sakson|toʻqson|yuz|ming|million|milliard|yarim|ikkala)(?:lab|ta|nchi|inchi)?"
        ),
    ),
    "tg": _Words(
        frozenset("не на нест набуд ҳеҷ бе ҳаргиз".split()),
        prefixes=("на", "но", "бе", "ғайри"),
        numerals=_numerals(
            r"(?:як|ду|се|чор|чаҳор|панҷ|шаш|ҳафт|ҳашт|нуҳ|даҳ|ёздаҳ|дувоздаҳ|сездаҳ|чордаҳ|понздаҳ|бист|сӣ|чил|панҷоҳ"
            r"|шаст|ҳафтод|ҳаштод|навад|сад|ҳазор|миллион|миллиард|ним)(?:ум|юм|то|нафар)?"
        ),
    ),
}


def changes(before: str, after: str, lang: Language) -> tuple[str, ...]:
    """Say in words what a translator must not miss, e.g. `number "April 1" -> "April 30"`.

    Args:
        before: the text that was translated, with its inline tags.
        after: the text as it is now.
        lang: the language of both.

    Returns:
        At most a few lines, in the order of the text, each for a number, a negation or a name.
    """
    words = _WORDS.get(lang.tag.partition("-")[0], _Words(frozenset()))
    old, new = _tokens(before, lang), _tokens(after, lang)
    lines: list[str] = []
    matcher = difflib.SequenceMatcher(None, [t.text for t in old], [t.text for t in new], autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation != "equal":
            lines += _described(old, slice(a, b), new, slice(c, d), words)
    return tuple(dict.fromkeys(lines))[:_MOST]


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    first: bool
    """It begins a sentence, so that its capital says nothing."""

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


def _tokens(text: str, lang: Language) -> list[_Token]:
    return [
        _Token(found[0], first=not i)
        for sentence in segmentation.split(markup.plain(text), lang)
        for i, found in enumerate(_TOKEN.finditer(sentence))
    ]


def _described(old: Sequence[_Token], a: slice, new: Sequence[_Token], b: slice, words: _Words) -> Iterator[str]:
    gone, come = old[a], new[b]
    numbers = [[t.text for t in side if _is_number(t, words)] for side in (gone, come)]
    if numbers[0] != numbers[1]:
        yield _line("number", _in_context(old, a, words), _in_context(new, b, words))
    if _negations(gone, words) != _negations(come, words) or _negated(gone, come, words):
        yield _line("negation", _in_context(old, a, words), _in_context(new, b, words))
    names = [_names(old, a), _names(new, b)]
    if names[0] != names[1] and numbers[0] == numbers[1]:
        yield _line("name", *names)


def _line(kind: str, before: str, after: str) -> str:
    if before and after:
        return f'{kind} "{before}" -> "{after}"'
    return f'{kind} "{after}" is new' if after else f'{kind} "{before}" is gone'


def _is_number(token: _Token, words: _Words) -> bool:
    return token.text[:1].isdigit() or words.numerals.fullmatch(token.text.casefold()) is not None


def _negations(tokens: Sequence[_Token], words: _Words) -> int:
    return sum(t.text.casefold() in words.negations or t.text.casefold().endswith(("n't", "n’t")) for t in tokens)


def _negated(gone: Sequence[_Token], come: Sequence[_Token], words: _Words) -> bool:
    """One word became its own opposite: `lawful`, `unlawful`."""
    before, after = ([t.text.casefold() for t in side] for side in (gone, come))
    return any(
        word in opposites
        for one, other in ((before, after), (after, before))
        for opposites in [set(other)]
        for plain in one
        for word in _opposites(plain, words)
    )


def _opposites(word: str, words: _Words) -> Iterator[str]:
    yield from (prefix + word for prefix in words.prefixes)
    yield from (word + suffix for suffix in words.suffixes)
    yield from (word[:i] + infix + word[i:] for infix in words.infixes for i in range(2, len(word)))


def _names(tokens: Sequence[_Token], part: slice) -> str:
    """The capitalised words of a part, with those around it that belong to the same name."""
    start, stop = part.start, part.stop
    if not any(t.capital and not t.text[:1].isdigit() for t in tokens[part]):
        return ""
    while start > 0 and not tokens[start].first and tokens[start - 1].capital and tokens[start].capital:
        start -= 1
    while stop < len(tokens) and not tokens[stop].first and tokens[stop].capital and tokens[stop - 1].capital:
        stop += 1
    run = [t for t in tokens[start:stop] if t.capital]
    if len(run) == 1 and run[0].first:
        return ""
    return " ".join(t.text for t in run)


def _in_context(tokens: Sequence[_Token], part: slice, words: _Words) -> str:
    """The part, with the capitalised word before it or else the word after it (`April 1`, `1 апреля`)."""
    start, stop = part.start, part.stop
    if start == stop:
        return ""
    if start > 0 and tokens[start - 1].capital and not tokens[start].first:
        start -= 1
    elif stop < len(tokens) and not tokens[stop].first:
        stop += 1
    return " ".join(t.text for t in tokens[start:stop])
