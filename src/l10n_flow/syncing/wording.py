"""What changed between two wordings of a text: the numbers, negations and names, which a translator must not miss.

A help for the eye and no proof: the tables (in `languages`) are small, and what they do not know is not reported.
What only stands elsewhere, or in another grammatical form, has not changed.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from ..values import Value
from . import differences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..languages.language import Language

    Marks: TypeAlias = Callable[["_Part", Language], list["_Mark"]]
    Found: TypeAlias = tuple[int, str, str]
    _Placed: TypeAlias = tuple[int, "_Mark"]

__all__ = ["changes"]

_GROUPS = re.compile(r"(?<=\d)[.,\u00a0\u202f ](?=\d{3}(?!\d))")
_SIGN = re.compile(r" (?=%)|(?<=[№$£]) ")
_MOST = 6
"""More changes than this are a new text, not a reworded one."""
_PLACES = 200
"""So many places where two texts differ are looked at."""
_SHORT = 3
"""So many words in the place of so many others are one change; more are another text."""
_LONG_ENOUGH = 4
"""Letters of a first word of a sentence that may belong to the name after it: shorter ones are `The`, `In`, `По`."""
_STEM = 2
_CASE = 3
"""Least letters of a stem, and most letters by which two forms are alike and that are none of it."""


class _Part(Value, frozen=True):
    """Some of a text's words, `words[start:stop]`; `plain` are those that either text has without a capital."""

    words: Sequence[differences.Word]
    start: int
    stop: int
    plain: frozenset[str]

    @property
    def inside(self) -> Sequence[differences.Word]:
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
    olds, news = differences.sentences(before, lang), differences.sentences(after, lang)
    old, new = (list(itertools.chain.from_iterable(sentences)) for sentences in (olds, news))
    plain = frozenset(word.lower for word in (*old, *new) if not word.capital)
    places = itertools.islice(differences.places(olds, news), _PLACES)
    parts = [(_Part(old, a, b, plain), _Part(new, c, d, plain)) for a, b, c, d in places]
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


def _joined(words: Sequence[differences.Word]) -> str:
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
    all_gone: list[_Placed] = []
    all_come: list[_Placed] = []
    for i, (old, new) in enumerate(parts):
        gone = [(i, mark) for mark in marks(old, lang)]
        gone, come = _without_equal(gone, [(i, mark) for mark in marks(new, lang)], lang)
        if 0 < len(old.inside) <= _SHORT and 0 < len(new.inside) <= _SHORT:
            pairs = list(zip(gone, come, strict=False))
            found += [(i, one.shown, other.shown) for (_, one), (_, other) in pairs]
            gone, come = gone[len(pairs) :], come[len(pairs) :]
            if marks is _negations and (gone or come):
                found.append((i, old.shown, new.shown))
                gone, come = [], []
        all_gone += gone
        all_come += come
    all_gone, all_come = _without_equal(all_gone, all_come, lang)
    if marks is _names and parts:
        olds, news = (_Forms((word.lower for word in side.words), lang) for side in parts[0])
        all_gone = [(i, mark) for i, mark in all_gone if not all(map(news.has, mark.value))]
        all_come = [(i, mark) for i, mark in all_come if not all(map(olds.has, mark.value))]
    return found + _paired(all_gone, all_come, lang)


def _paired(gone: Sequence[_Placed], come: Sequence[_Placed], lang: Language) -> list[Found]:
    """What is left of the marks of each part: the only two are a pair, as are those of one part."""
    if len(gone) == len(come) == 1:
        return [(come[0][0], gone[0][1].shown, come[0][1].shown)]
    left: defaultdict[int, tuple[list[_Mark], list[_Mark]]] = defaultdict(lambda: ([], []))
    for side, placed in enumerate((gone, come)):
        for i, mark in placed:
            left[i][side].append(mark)
    found: list[Found] = []
    for i, (before, after) in sorted(left.items(), key=lambda part: part[0]):
        for one, other in itertools.zip_longest(before, after):
            if (one and other) or _is_sure(one or other, lang):
                found.append((i, one.shown if one else "", other.shown if other else ""))
    return found


def _without_equal(
    gone: Sequence[_Placed], come: Sequence[_Placed], lang: Language
) -> tuple[list[_Placed], list[_Placed]]:
    """The marks but for those that are on both sides, each as often."""
    waiting: defaultdict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = defaultdict(dict)
    for i, (_, mark) in enumerate(come):
        waiting[_beginnings(mark)].setdefault(mark.value, []).append(i)
    kept, found = [], set()
    for placed in gone:
        there = waiting[_beginnings(placed[1])]
        same = next((value for value in there if _same(placed[1].value, value, lang)), None)
        if same is None:
            kept.append(placed)
            continue
        found.add(there[same].pop(0))
        if not there[same]:
            del there[same]
    return kept, [placed for i, placed in enumerate(come) if i not in found]


def _beginnings(mark: _Mark) -> tuple[str, ...]:
    """What marks have in common if they can be the same."""
    return tuple(word[:_STEM] for word in mark.value)


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


class _Forms:
    """The words of a text, which know forms of themselves."""

    def __init__(self, words: Iterable[str], lang: Language) -> None:
        self.endings = lang.endings
        self.words = set(words)
        self.by_stem: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.words:
            self.by_stem[word[:_STEM]].append(word)

    def has(self, word: str) -> bool:
        """Whether the word, or another form of it, is among them."""
        return word in self.words or any(_same_word(word, other, self.endings) for other in self.by_stem[word[:_STEM]])


def _is_sure(mark: _Mark | None, lang: Language) -> bool:
    """Not a word for one: where there is no other number in its place it may be an article, or a pronoun."""
    return mark is not None and not (lang.ones and all(re.fullmatch(lang.ones, word) for word in mark.value))


def _is_number(word: differences.Word, lang: Language) -> bool:
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
