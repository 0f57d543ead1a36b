"""What changed between two wordings of a text: the numbers, negations and names, which a translator must not miss.

A help for the eye and no proof: the tables (in `languages`) are small, and what they do not know is not reported.
What only stands elsewhere, or in another grammatical form, has not changed.
"""

from __future__ import annotations

import difflib
import functools
import itertools
import re
from typing import TYPE_CHECKING, TypeAlias

from ..text import markup, segmentation
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..languages.language import Language

    Marks: TypeAlias = Callable[["_Part", Language], list["_Mark"]]
    Found: TypeAlias = tuple[int, str, str]
    _Place: TypeAlias = tuple[int, int, int, int]

__all__ = ["changes"]

_WORD = re.compile(r"\d+(?:[.,:\u00a0\u202f ]\d+)*\w*|[^\W\d_]+(?:['’‘ʻʼ‑-][^\W\d_]+)*[ʻʼ]?|[%№$€£₽]")
_GROUPS = re.compile(r"(?<=\d)[.,\u00a0\u202f ](?=\d{3}(?!\d))")
_SPEECH = re.compile(r"(?:[:,.!?…—–]\s*[“”\"«„‘(]+|[:—–]\s*)$")
"""What stands before a first word within a sentence."""
_SIGN = re.compile(r" (?=%)|(?<=[№$£]) ")
_TOGETHER = (" ", "\u00a0", "\u202f", "-", "‑", "%")
"""What stands between a number and the word that belongs to it."""
_MOST = 6
"""More changes than this are a new text, not a reworded one."""
_PLACES = 200
"""So many places where two texts differ are looked at."""
_PAIRS = 500_000
"""So many pairs of words are compared (a second); longer texts are compared by sentences."""
_SHORT = 3
"""So many words in the place of so many others are one change; more are another text."""
_LONG_ENOUGH = 4
"""Letters of a first word of a sentence that may belong to the name after it: shorter ones are `The`, `In`, `По`."""
_STEM = 2
_CASE = 3
"""Least letters of a stem, and most letters by which two forms are alike and that are none of it."""


class _Word(Value, frozen=True, gc=False):
    """A word as it stands, and in lower case; `first` in its sentence, where a capital says nothing; `apart` from the
    next one."""

    text: str
    lower: str
    capital: bool
    first: bool
    apart: bool


class _Part(Value, frozen=True):
    """Some of a text's words, `words[start:stop]`; `plain` are those that either text has without a capital."""

    words: Sequence[_Word]
    start: int
    stop: int
    plain: frozenset[str]

    @property
    def inside(self) -> Sequence[_Word]:
        return self.words[self.start : self.stop]

    @property
    def shown(self) -> str:
        return _joined(self.inside)


class _Mark(Value, frozen=True):
    """Something not to be missed: what it says, in words that can be compared, and how it is shown."""

    value: tuple[str, ...]
    shown: str


@functools.lru_cache(maxsize=256)  # an article's catalogs wait for the same texts, and each is gone through twice
def changes(before: str, after: str, lang: Language) -> tuple[str, ...]:
    """Say in words what a translator must not miss, e.g. `number "April 1" -> "April 30"`.

    Args:
        before: the text that was translated, with its inline tags.
        after: the text as it is now.
        lang: the language of both.

    Returns:
        A few lines at most, in the order of the text, each on a number, a negation or a name.
    """
    olds, news = _sentences(before, lang), _sentences(after, lang)
    old, new = (list(itertools.chain.from_iterable(sentences)) for sentences in (olds, news))
    plain = frozenset(word.lower for word in (*old, *new) if not word.capital)
    places = _places(old, new) if len(old) * len(new) <= _PAIRS else _places_in_sentences(olds, news)
    parts = [(_Part(old, a, b, plain), _Part(new, c, d, plain)) for a, b, c, d in itertools.islice(places, _PLACES)]
    numbers, negations = _changed(parts, _numbers, lang), _changed(parts, _negations, lang)
    negations += [(i, *pair) for i, part in enumerate(parts) for pair in _opposite(*part, lang)]
    said = [pair for _, *pair in numbers]
    names = [
        (i, gone, come)
        for i, gone, come in _changed(parts, _names, lang)
        if not any(gone in one and come in other for one, other in said)
    ]
    kinds = (("number", numbers), ("negation", negations), ("name", names))
    lines = [(i, _line(kind, gone, come)) for kind, found in kinds for i, gone, come in found]
    return tuple(dict.fromkeys(line for _, line in sorted(lines, key=lambda one: one[0])))[:_MOST]


def _places(old: Sequence[_Word], new: Sequence[_Word]) -> Iterator[_Place]:
    """Where words differ: from where to where in the one text, and in the other."""
    matcher = difflib.SequenceMatcher(None, [word.text for word in old], [word.text for word in new], autojunk=False)
    return ((a, b, c, d) for operation, a, b, c, d in matcher.get_opcodes() if operation != "equal")


def _places_in_sentences(old: Sequence[list[_Word]], new: Sequence[list[_Word]]) -> Iterator[_Place]:
    """The same for long texts: only sentences that differ are compared, and not if they are as long."""
    ones, others = ([tuple(word.text for word in sentence) for sentence in side] for side in (old, new))
    starts = [list(itertools.accumulate(map(len, side), initial=0)) for side in (old, new)]
    for operation, a, b, c, d in difflib.SequenceMatcher(None, ones, others).get_opcodes():
        ours, theirs = (list(itertools.chain.from_iterable(side)) for side in (old[a:b], new[c:d]))
        if operation != "equal" and len(ours) * len(theirs) <= _PAIRS:
            x, y = starts[0][a], starts[1][c]
            yield from ((x + i, x + j, y + k, y + m) for i, j, k, m in _places(ours, theirs))


def _sentences(text: str, lang: Language) -> list[list[_Word]]:
    """The words of each sentence of a text."""
    sentences = []
    for sentence in segmentation.split(markup.plain(text), lang):
        found = []
        for number, match in enumerate(_WORD.finditer(sentence)):
            word, (start, stop) = match[0], match.span()
            capital = word[0].isupper()
            first = number == 0 or (capital and _SPEECH.search(sentence, 0, start) is not None)
            found.append(_Word(word, word.casefold(), capital, first, sentence[stop : stop + 1] not in _TOGETHER))
        sentences.append(found)
    return sentences


def _joined(words: Sequence[_Word]) -> str:
    return _SIGN.sub("", " ".join(word.text for word in words))


def _line(kind: str, before: str, after: str) -> str:
    if before and after:
        return f'{kind} "{before}" -> "{after}"'
    return f'{kind} "{after}" is new' if after else f'{kind} "{before}" is gone'


def _changed(parts: Sequence[tuple[_Part, _Part]], marks: Marks, lang: Language) -> list[Found]:
    """(number of the part, what is gone, what is new) of marks of one kind.

    In a short part what is gone became what is new; else marks that are equal have only moved.
    """
    found: list[Found] = []
    left: list[tuple[list[_Mark], list[_Mark]]] = []
    for i, (old, new) in enumerate(parts):
        gone, come = _without_equal(marks(old, lang), marks(new, lang), lang)
        if 0 < len(old.inside) <= _SHORT and 0 < len(new.inside) <= _SHORT:
            pairs = list(zip(gone, come, strict=False))
            found += [(i, one.shown, other.shown) for one, other in pairs]
            gone, come = gone[len(pairs) :], come[len(pairs) :]
            if marks is _negations and (gone or come):
                found.append((i, old.shown, new.shown))
                gone, come = [], []
        left.append((gone, come))
    for (gone, _), (_, come) in itertools.product(left, left):
        gone[:], come[:] = _without_equal(gone, come, lang)
    if marks is _names and parts:
        olds, news = ({word.lower for word in side.words} for side in parts[0])
        left = [(_unknown(gone, news, lang), _unknown(come, olds, lang)) for gone, come in left]
    return found + _paired(left, lang)


def _paired(left: Sequence[tuple[list[_Mark], list[_Mark]]], lang: Language) -> list[Found]:
    """What is left of the marks of each part: the only two are a pair, as are those of one part."""
    gone, come = ([(i, mark) for i, both in enumerate(left) for mark in both[side]] for side in (0, 1))
    if len(gone) == len(come) == 1:
        return [(come[0][0], gone[0][1].shown, come[0][1].shown)]
    found: list[Found] = []
    for i, (before, after) in enumerate(left):
        for one, other in itertools.zip_longest(before, after):
            if (one and other) or _is_sure(one or other, lang):
                found.append((i, one.shown if one else "", other.shown if other else ""))
    return found


def _without_equal(gone: list[_Mark], come: list[_Mark], lang: Language) -> tuple[list[_Mark], list[_Mark]]:
    rest = list(come)
    kept = []
    for mark in gone:
        same = next((other for other in rest if _same(mark.value, other.value, lang)), None)
        if same:
            rest.remove(same)
        else:
            kept.append(mark)
    return kept, rest


def _same(one: tuple[str, ...], other: tuple[str, ...], lang: Language) -> bool:
    return len(one) == len(other) and all(_same_word(*pair, lang.endings) for pair in zip(one, other, strict=True))


@functools.lru_cache(maxsize=4096)
def _same_word(one: str, other: str, endings: str) -> bool:
    """Two words, or two forms of one: a stem, and endings of the language."""
    if one == other or not endings or one[:1].isdigit() or one[:_STEM] != other[:_STEM]:
        return one == other
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    form = re.compile(f"(?:{endings})?")
    stems = range(max(_STEM, common - _CASE), common + 1)
    return any(form.fullmatch(one, stem) and form.fullmatch(other, stem) for stem in stems)


def _unknown(marks: Sequence[_Mark], words: set[str], lang: Language) -> list[_Mark]:
    """Names of which a word is nowhere in the other text."""

    def is_there(word: str) -> bool:
        return word in words or any(_same_word(word, other, lang.endings) for other in words)

    return [mark for mark in marks if not all(map(is_there, mark.value))]


def _is_sure(mark: _Mark | None, lang: Language) -> bool:
    """Not a word for one: where there is no other number in its place it may be an article, or a pronoun."""
    return mark is not None and not (lang.ones and all(re.fullmatch(lang.ones, word) for word in mark.value))


def _is_number(word: _Word, lang: Language) -> bool:
    """In digits or in words, or made with one (`two-year`)."""
    if word.text[0].isdigit() or not lang.numerals:
        return word.text[0].isdigit()
    return any(re.fullmatch(lang.numerals, one) for one in (word.lower, re.split("[-‑]", word.lower)[0]))


def _numbers(part: _Part, lang: Language) -> list[_Mark]:
    """The numbers of a part, each with the capitalised word before it or else the word after it (`1 апреля`)."""
    words, found = part.words, []
    numbers = [i for i in range(part.start, part.stop) if _is_number(words[i], lang)]
    for _, run in itertools.groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
        inside = [i for _, i in run]
        start, stop = inside[0], inside[-1] + 1
        if start > 0 and words[start - 1].capital and not words[start].first and not words[start - 1].first:
            start -= 1
        elif stop < len(words) and not words[stop - 1].apart:
            stop += 1
        elif start > 0 and not words[start].first and not words[start - 1].apart:
            start -= 1
        value = tuple(_GROUPS.sub("", words[i].lower) for i in inside)
        found.append(_Mark(value, _joined(words[start:stop])))
    return found


def _negations(part: _Part, lang: Language) -> list[_Mark]:
    """The negations of a part, each with the word after it; two are the same if that is."""
    words, found = part.words, []
    for i in range(part.start, part.stop):
        word = words[i].lower
        if word in lang.negations or word.endswith(("n't", "n’t")):
            after = words[i + 1].text if i + 1 < len(words) and not words[i + 1].first else ""
            found.append(_Mark((after.casefold(),), f"{words[i].text} {after}".strip()))
    return found


def _opposite(gone: _Part, come: _Part, lang: Language) -> Iterator[tuple[str, str]]:
    """Words that became their own opposites: `lawful`, `unlawful`."""
    for one, other in itertools.product(gone.inside, come.inside):
        pair = (one.lower, other.lower)
        if pair[1] in _opposites(pair[0], lang.negating) or pair[0] in _opposites(pair[1], lang.negating):
            yield one.text, other.text


@functools.lru_cache(maxsize=1024)
def _opposites(word: str, affixes: tuple[str, ...]) -> tuple[str, ...]:
    """The word with each affix: `un-` before, `-siz` after, `-ma-` anywhere inside."""
    made: list[str] = []
    for affix in affixes:
        bare = affix.strip("-")
        if not affix.startswith("-"):
            made += [bare + word, affix + word]
        elif affix.endswith("-"):
            made += [word[:i] + bare + word[i:] for i in range(2, len(word))]
        else:
            made.append(word + bare)
    return tuple(made)


def _names(part: _Part, lang: Language) -> list[_Mark]:
    """The names that have words in a part, whole."""
    words, start, stop = part.words, part.start, part.stop
    while start > 0 and _is_name(part, start - 1, lang):
        start -= 1
    while stop < len(words) and _is_name(part, stop, lang):
        stop += 1
    named = [i for i in range(start, stop) if _is_name(part, i, lang)]
    found = []
    for _, run in itertools.groupby(enumerate(named), key=lambda one: one[1] - one[0]):
        inside = [i for _, i in run]
        if any(part.start <= i < part.stop for i in inside):
            name = [words[i] for i in inside]
            found.append(_Mark(tuple(word.lower for word in name), _joined(name)))
    return found


def _is_name(part: _Part, i: int, lang: Language) -> bool:
    word, following = part.words[i], part.words[i + 1 : i + 2]
    if not word.capital or word.lower in part.plain or word.lower in lang.negations or _is_number(word, lang):
        return False
    if not word.first:
        return True
    return len(word.text) >= _LONG_ENOUGH and any(after.capital and not after.first for after in following)
