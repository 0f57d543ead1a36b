"""Names that nobody outside may learn, such as a source's: where a text has one, in whatever form. Pure.

A name is looked for in two ways: its words in any grammatical form of the text's language, as terms of the glossary
are, with the first name and the surname in either order, with initials, and the surname alone; and its letters as they
are listed, whatever stands between and around its words, so that it is found in addresses too (anna-petrova,
a.petrova@example.org). Letters may lack their marks: Қодирӣ is found as Кодири, O'Neill as O Neill.

Not found are nicknames and short forms (Аня), but for one between a first name and a surname; other spellings than
those listed (Yulia for Julia), in another script above all; words with a slip in them; and, in forms other than the
listed one, what is written with only some of its marks.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

from ..errors import LanguageError
from ..glossary.concepts import Term
from ..glossary.find import Index
from ..memo import Memo
from ..text.letters import CAPITAL
from ..values import Value
from .unmasked import Unmasked
from .untouched import merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..glossary.find import Occurrence
    from ..model import Span

__all__ = ["Names"]

_MARKS = "'`´‘’ʻʼʽ"
_WORD = re.compile(rf"[^\W\d_](?:[{_MARKS}-]?[^\W_])*[{_MARKS}]?")
_FEWEST = 4
"""A surname with fewer letters counts only with a first name or an initial: so short ones are words, too (Ким, Ли)."""
_UNMISTAKABLE = 6
"""A surname with so many letters is no other word with an initial before it, as Rose is (prose)."""
_ADDRESS = re.compile(r"[^\s<>\"'()]*(?:[/@]|\.[^\W\d_])[^\s<>\"'()]*")
_PATRONYMIC = re.compile(r"(?:вич|ич|вна|ична|vich|vna|ichna)$", re.IGNORECASE)
_CHILD_OF = re.compile(
    rf"(?:o[{_MARKS}]?g[{_MARKS}]?li|qizi|ўғли|угли|оглы|қизи|кизи|кызы|писари|духтари)$", re.IGNORECASE
)
_SURNAME = re.compile(
    r"..(?:[оеё]ва?|[сц]к(?:ий|ая)|енко|зода|заде|[oe]va?|[st]sk(?:iy|y|aya)|enko|zoda|zade)$", re.IGNORECASE
)
_UNSIGNED = re.compile(f"[{_MARKS}]")
_FAMILY, _GIVEN, _WHOLE = "family", "given", "whole"
_GAP = r"[\W_]{0,4}"
_INITIAL = rf"(?<!\w)[À-Þ{CAPITAL}]\w?\."
_BEFORE = re.compile(rf"(?:{_INITIAL}[^\S\n]{{0,2}}){{1,3}}$")
_AFTER = re.compile(rf",?(?:[^\S\n]{{0,2}}{_INITIAL}){{1,3}}")
_QUOTES = "\"“”„«»‘’'()"
_BETWEEN = re.compile(rf"[\s,{_QUOTES}-]*(?:\w[\w'’ʻʼ-]*\.?[\s,{_QUOTES}]*)?")
_MARKLESS = str.maketrans("қғҳўҷӣӯёҚҒҲЎҶӢӮЁ", "кгхучиуеКГХУЧИУЕ")
_SHAPES = {one: f"[{letters}]" for letters in ("кқ", "гғ", "хҳ", "уўӯ", "чҷ", "иӣ", "её") for one in letters}
_SHAPES |= {one: rf"{one}[{_MARKS}]?" for one in "og"}
_FONDLY = "xon|khon|jon|bek|boy|oy|gul|bonu|bibi|хон|жон|ҷон|чон|джон|бек|бой|ой|гуль|гул|бону|биби"
"""What is put to a first name in Uzbek and Tajik, out of respect or love."""
_FOND = re.compile(rf"(?<=\w{{{_FEWEST}}})(?:{_FONDLY})$", re.IGNORECASE)
_RUSSIAN = re.compile(r"(?P<stem>..+(?:[оеё]в|[иы]н))а?$|(?P<adjective>..+[сц]к)(?:ий|ой|ая)$", re.IGNORECASE)
_READ = 2048
"""So many texts, those of an article, are remembered as they are read: each is asked for in several languages."""
_FAR = 40
"""Characters that may be between a first name and a surname, a patronymic and tags; and in initials."""


class _Name(Value, frozen=True):
    """A name as it is listed: the surname (or the only word) and the other words."""

    family: str
    given: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """Whether the surname does not count alone."""
        return bool(self.given) and len(self.family) < _FEWEST


class Names:
    """Names that nobody outside may learn.

    Args:
        names: one by one, each in all its spellings; with the first name first, or as officials write it.
    """

    def __init__(self, names: Sequence[str]) -> None:
        """See the class."""
        listed = [
            _name(words)
            for name in names
            if (words := _WORD.findall(Unmasked(unicodedata.normalize("NFC", name)).text))
        ]
        self._names = tuple(dict.fromkeys([*listed, *map(_markless, listed)]))
        self._ways = [(_core(name.family), re.compile(_spelt(name), re.IGNORECASE)) for name in listed]
        self._lone = [(_core(word), way) for name in listed for word, way in _alone(name)]
        self._in_addresses = [(_core(name.family), _in_address(name)) for name in listed if name.given]
        self._indexes: dict[str, Index | None] = {}
        self._listed = Memo(self._as_listed, _READ)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._names)

    def spans(self, text: str, lang: str, *, alone: bool = False) -> tuple[Span, ...]:
        """Where a text has one, in order and without overlaps.

        Args:
            text: with tags or without, a unit's or a whole file's.
            lang: the language whose grammatical forms to look for; of one that is not known there are none.
            alone: with a capital letter, also first names without a surname (and with -jon, -xon and the like), short
                surnames without a first name, and Russian plurals of surnames (Петровых): any of them may be somebody
                else's. It is for texts in which a word too many does no harm.
        """
        if not self._names:
            return ()
        unmasked, listed = self._listed[text, alone]
        read, found = unmasked.text, [*listed, *self._inflected(unmasked.text, lang, alone)]
        return tuple(merged([unmasked.span(*one) for one in merged(found)] if read != text else found))

    def _as_listed(self, asked: tuple[str, bool]) -> tuple[Unmasked, list[Span]]:
        """A text (and whether also what may be somebody else's counts) as it is read, and where its letters are those
        of a name as it is listed: the same in all languages."""
        text, alone = asked
        unmasked = Unmasked(text)
        read = unmasked.text
        letters = _UNSIGNED.sub("", read.lower()).translate(_MARKLESS)
        near = [way for core, way in (*self._ways, *(self._lone if alone else ())) if core in letters]
        found = [match.span() for way in near for match in way.finditer(read)]
        near = [way for core, way in self._in_addresses if core in letters]
        for address in _ADDRESS.finditer(read) if near else ():
            found += [match.span() for way in near for match in way.finditer(read, *address.span())]
        return unmasked, found

    def places(self, text: str, lang: str) -> tuple[tuple[int, Span], ...]:
        """The same, each with its line (1-based)."""
        spans = self.spans(text, lang)
        ends = [match.start() for match in re.finditer("\n", text)] if spans else []
        return tuple((bisect_right(ends, start) + 1, (start, end)) for start, end in spans)

    def _inflected(self, text: str, lang: str, alone: bool) -> Iterator[Span]:
        """Where its words are in any form, with all that belongs to them."""
        if lang not in self._indexes:
            self._indexes[lang] = _index(self._names, lang)
        index = self._indexes[lang]
        hits = index.find(text) if index else ()
        for hit in hits:
            counts = alone and text[hit.start].isupper()
            kind, _, number = hit.term.concept.partition(":")
            if kind == _WHOLE or (counts and kind == _GIVEN):
                yield hit.start, hit.end
            elif kind == _FAMILY:
                name = self._names[int(number)]
                span = _with_initials(text, hit, name)
                others = [one for one in hits if one.term.concept == f"{_GIVEN}:{number}"]
                whole = _with_given(text, span, others)
                if counts or not name.is_short or whole != (hit.start, hit.end):
                    yield whole


def _name(words: Sequence[str]) -> _Name:
    """A name by its words. Officials put the surname first: then a patronymic is last, or nothing else is like one."""
    *others, last = [word for word in words if not _CHILD_OF.match(word)] or words
    is_official = _CHILD_OF.match(words[-1]) or (len(others) > 1 and _PATRONYMIC.search(last))
    if others and (is_official or (_SURNAME.search(others[0]) and not _SURNAME.search(last))):
        return _Name(others[0], (*others[1:], last))
    return _Name(last, tuple(others))


def _core(word: str) -> str:
    """The longest part of a word that is in every way to write it, in small letters without marks."""
    return max(re.split(f"[{_MARKS}-]", word), key=len).lower().translate(_MARKLESS)


def _markless(name: _Name) -> _Name:
    """The name in letters without marks."""
    family, *given = (re.sub(f"[{_MARKS}]", "", word).translate(_MARKLESS) for word in (name.family, *name.given))
    return _Name(family, tuple(given))


def _alone(name: _Name) -> Iterator[tuple[str, re.Pattern[str]]]:
    """What may be somebody else's: words, and regular expressions for them."""
    for word in name.given:
        yield _FOND.sub("", word), _capital(_FOND.sub("", word), rf"(?:(?:{_FONDLY})[^\W\d_]*)?")
    if name.is_short:
        yield name.family, _capital(name.family, "")
    if plural := _RUSSIAN.match(name.family):
        ends = "ы|ых|ым|ыми" if plural["stem"] else "ие|их|им|ими"
        yield plural["stem"] or plural["adjective"], _capital(plural["stem"] or plural["adjective"], f"(?:{ends})")


def _capital(word: str, ends: str) -> re.Pattern[str]:
    """A regular expression for a word with these ends that begins with a capital letter, or is all in such."""
    return re.compile(rf"(?<![^\W\d_])(?={_letters(word[0].upper())})(?i:{_letters(word)}{ends})(?![^\W\d_])")


def _spelt(name: _Name) -> str:
    """A regular expression for the ways to write a name with the letters that are listed."""
    family = _letters(name.family)
    ways = [] if name.is_short else [family]
    for given in name.given:
        ways += [f"{_letters(given)}{_GAP}{family}", f"{family}{_GAP}{_letters(given)}"]
    initials = "|".join(dict.fromkeys(re.escape(given[0]) for given in name.given))
    if initials:
        some = rf"(?:{initials})\.(?:[\W_]?[^\W\d_]\.)?"
        ways += [f"{some}{_GAP}{family}", f"{family}{_GAP}{some}"]
    return rf"(?<![^\W\d_])(?:{'|'.join(sorted(ways, key=len, reverse=True))})(?![^\W\d_])"


def _in_address(name: _Name) -> re.Pattern[str]:
    """A regular expression for a surname with an initial, and no sign between, in an address.

    A long surname may stand in any part of it; others, which are words with an initial before them (Rose: prose), only
    where people have their names: before or after `@`, and where messengers have them.
    """
    family, initials = _letters(name.family), "|".join(dict.fromkeys(_letters(given[0]) for given in name.given))
    before, after = rf"(?:{initials})[^\W\d_]?{family}", rf"{family}(?:{initials})"
    ways = [rf"(?:(?<=@)|(?<=\bt\.me/))(?:{before}|{after})(?![^\W\d_])", rf"(?<![^\W_])(?:{before}|{after})(?=\d*@)"]
    if len(name.family) >= _UNMISTAKABLE:
        ways.append(rf"(?<![^\W_]){before}(?![^\W\d_])")
    return re.compile("|".join(ways), re.IGNORECASE)


def _letters(word: str) -> str:
    """A regular expression for a word with any apostrophes, and letters without marks."""
    return "".join(map(_letter, word.strip(_MARKS)))


def _letter(one: str) -> str:
    if one in _MARKS:
        return rf"[{_MARKS}\s]?"
    if one == "-":
        return _GAP
    shape = _SHAPES.get(one.lower(), re.escape(one.lower()))
    return shape.upper() if one.isupper() else shape


def _index(names: Sequence[_Name], lang: str) -> Index | None:
    """The words of names in any form; None for a language that is not known."""
    terms = [term for at, name in enumerate(names) for term in _terms(at, name, lang)]
    try:
        return Index(terms, lang)
    except LanguageError:
        return None


def _terms(number: int, name: _Name, lang: str) -> Iterator[Term]:
    family = [name.family, name.family.lower()] if _SURNAME.search(name.family) else [name.family]
    for text in family:  # петровой, too; but not every волк for somebody whose name is Волк
        yield Term(text, lang, f"{_FAMILY}:{number}", pos="name")
    for given in name.given:
        for text in dict.fromkeys((given, _FOND.sub("", given))):
            yield Term(text, lang, f"{_GIVEN}:{number}", pos="name")
        for text in (f"{given} {name.family}", f"{name.family} {given}"):
            yield Term(text, lang, f"{_WHOLE}:{number}", pos="name")


def _with_initials(text: str, hit: Occurrence, name: _Name) -> Span:
    """Where a surname is, with the initials before or after it; with a short one only with those of the name."""
    start, end = hit.start, hit.end
    before = _BEFORE.search(text[max(0, start - _FAR) : start])
    after = _AFTER.match(text[end : end + _FAR])
    letters = {given[0].casefold() for given in name.given}

    def is_own(found: re.Match[str] | None) -> bool:
        if found is None:
            return False
        return not name.is_short or any(one.casefold() in letters for one in found[0])

    if is_own(before) and before:
        start -= len(before[0])
    if is_own(after) and after:
        end += len(after[0])
    return start, end


def _with_given(text: str, span: Span, others: Iterable[Occurrence]) -> Span:
    """A span with the first names that stand near, at most one word between."""
    start, end = span
    for one in others:
        gap = text[one.end : start] if one.end <= start else text[end : one.start] if end <= one.start else None
        if gap is not None and len(gap) <= _FAR and _BETWEEN.fullmatch(gap):
            start, end = min(start, one.start), max(end, one.end)
    return start, end
