"""English: orthographic rules, and the words that they do not cover in `en_irregular.toml`."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from .grammar import Forms
from .hyphens import are_words, opened
from .letters import clean, to_latin_look

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .grammar import PartOfSpeech

_POSSESSIVE = re.compile(r"(?<=[^\W_])['`´‘’ʼ]+s?$")
_MARK = re.compile("[\u0300-\u036f]")
_HYPHEN = re.compile("[‐‑-]")
_HISS = re.compile(r"(?:[sxz]|ch|sh)$")
_CONSONANT_Y = re.compile(r"(?:[^aeiou]|qu)y$")
_HIATUS = "[iu](?=[ae]l$|as$)"  # two syllables: dial, fuel, bias
_DOUBLED = re.compile(rf"(?:^|[^aeiou]|qu|{_HIATUS})[aeiouy][^aeiouwxyh]$")
_SYLLABLE = re.compile(rf"{_HIATUS}|[aeiouy]+")
_SINGULARS = (("s", ""), ("es", ""), ("ies", "y"), ("men", "man"), ("ves", "f"), ("ves", "fe"), ("people", "person"))
# The head of a phrase stands before these: ministry of the interior, right to asylum.
_BEHIND_HEAD = frozenset(
    "of for to in on at by with without against from under over between among into per as and or the a an".split()
)
_PARTICLES = frozenset(
    "about across ahead along apart around aside away back by down forth forward in off on out over through together up"
    " with without".split()
)
# Behind a noun that takes the plural itself: attorneys general, courts martial.
_BEHIND_NOUN = frozenset(
    "apparent d'affaires d'etat designate elect emeritus extraordinary general laureate martial plenipotentiary"
    " public".split()
)


class _Tables(NamedTuple):
    verbs: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    comparison: Mapping[str, frozenset[str]]
    ves: tuple[str, ...]
    no_man: frozenset[str]
    comparable: frozenset[str]
    not_comparable: frozenset[str]
    plural_already: frozenset[str]
    prefixes: tuple[str, ...]


class _English:
    """The grammar of English."""

    def fold(self, word: str) -> str:
        """See `Grammar`. The marks of foreign letters and a possessive ending are dropped."""
        return _fold(word)

    def loose(self, word: str) -> str:
        """See `Grammar`: nothing that English people write is a mark."""
        return word

    def forms(self, words: Sequence[str], pos: PartOfSpeech | None, also: Sequence[str] = ()) -> tuple[Forms, ...]:
        """See `Grammar`. `also` has no use here."""
        heads = _heads(words, pos)
        last = len(words) - 1
        return tuple(
            _as_forms(_inflected(word, pos) if at in heads else frozenset({word}), _owners(word, at, last))
            for at, word in enumerate(words)
        )

    def are_joined(self, parts: Sequence[str]) -> bool:
        """See `Joining`."""
        return are_words(parts, "en")

    def closed(self, word: str) -> str:
        """See `Spacing`. But to re-sign is not to resign."""
        return _closed(word)

    def opened(self, word: str) -> Sequence[str]:
        """See `Spacing`."""
        return opened(word, "en")


GRAMMAR = _English()


@functools.lru_cache(maxsize=1 << 16)
def _fold(word: str) -> str:
    low = word.casefold()
    if not low.isascii():
        low = to_latin_look(clean(low))
        low = unicodedata.normalize("NFC", _MARK.sub("", unicodedata.normalize("NFD", low)))
    return _POSSESSIVE.sub("", low).replace("’", "'")


def _closed(word: str) -> str:
    return word if word.startswith("re-") else _HYPHEN.sub("", word)


def _as_forms(words: frozenset[str], owners: frozenset[str]) -> Forms:
    every = words | owners
    return Forms(frozenset(word[:3] for word in every), every.__contains__, _never, owners - words)


def _never(_word: str) -> bool:
    return False


def _heads(words: Sequence[str], pos: PartOfSpeech | None) -> set[int]:
    """Which words of a term change: the last, what stands before a preposition, and the verb at the beginning."""
    last = len(words) - 1
    heads = {last}
    behind = next((at for at, word in enumerate(words) if at and word in _BEHIND_HEAD), None)
    if behind:
        heads.add(behind - 1)
    heads |= {at - 1 for at in heads if at and words[at] in _BEHIND_NOUN}
    if pos == "verb" or words[last] in _PARTICLES:
        heads.add(0)
    return heads


@functools.lru_cache(maxsize=1 << 14)
def _inflected(word: str, pos: PartOfSpeech | None) -> frozenset[str]:
    """A word in all forms that it has as a part of speech, or as any."""
    head, hyphen, last = word.rpartition("-")
    if hyphen:
        parts = word.split("-")
        behind = next((at for at, part in enumerate(parts) if at and part in _BEHIND_HEAD | _BEHIND_NOUN), 0)
        forms = {head + hyphen + form for form in _inflected(last, pos)}
        if behind:  # mother-in-law, passer-by, court-martial
            first, rest = "-".join(parts[:behind]), "-".join(parts[behind:])
            forms.update(f"{form}-{rest}" for form in _inflected(first, pos))
        return frozenset((*forms, *map(_closed, forms)))
    forms = {word}
    if pos != "verb" and word in _tables().plural_already:
        return frozenset(forms)
    if pos in (None, "noun", "name", "verb"):
        forms.update(_with_s(word))
    if pos in (None, "noun", "name"):
        forms.update(_irregular_plurals(word))
    if pos in (None, "verb"):
        forms.update(_verb_forms(word))
    if pos in (None, "adjective"):
        forms.update(_comparison(word, sure=pos is not None))
    return frozenset(forms)


def _with_s(word: str) -> Iterator[str]:
    """The plural of a noun, or the third person of a verb."""
    if _HISS.search(word):
        yield word + "es"
        if word.endswith(("s", "z")):
            yield word + word[-1] + "es"
        if word.endswith("ch"):  # monarchs
            yield word + "s"
        if word.endswith("sis"):
            yield word[:-2] + "es"
        return
    yield word + "s"
    if _CONSONANT_Y.search(word):
        yield word[:-1] + "ies"
    elif word.endswith("o"):
        yield word + "es"


def _plurals(word: str) -> frozenset[str]:
    return frozenset((*_with_s(word), *_irregular_plurals(word)))


def _owners(word: str, at: int, last: int) -> frozenset[str]:
    """The other number of a word inside a term, whose possessive it may have: migrants' rights, a migrant's rights."""
    if at == last or word in _BEHIND_HEAD:
        return frozenset()
    stems = {word.removesuffix(ending) + singular for ending, singular in _SINGULARS if word.endswith(ending)}
    irregular = (singular for singular, plurals in _tables().nouns.items() if word in plurals)
    return _plurals(word).union(irregular, (stem for stem in stems if len(stem) > 2 and word in _plurals(stem)))


def _irregular_plurals(word: str) -> Iterator[str]:
    tables = _tables()
    yield from tables.nouns.get(word, ())
    for ending in ("foot", "tooth", "child", "mouse", "goose", "person"):
        if word.endswith(ending) and word != ending:
            yield from (word[: -len(ending)] + plural for plural in tables.nouns[ending])
    if word.endswith("man") and word not in tables.no_man:
        yield word[:-2] + "en"
    if word.endswith(tables.ves):
        yield re.sub("fe?$", "ves", word)


def _verb_forms(word: str) -> Iterator[str]:
    """Forms in -ing and the past ones."""
    bare = word[:-1] if word.endswith("e") and not word.endswith(("ee", "oe", "ye", "ie")) else word
    stems = [bare]
    if word.endswith("ie"):
        yield word[:-2] + "ying"
    elif word.endswith(("ge", "ue")):
        stems.append(word)
    elif word.endswith("c"):
        stems.append(word + "k")  # panicked, but synced
    elif _DOUBLED.search(word):
        stems = _doubled(word)
    yield from (stem + "ing" for stem in stems)
    irregular = _irregular_past(word)
    yield from irregular
    if not irregular:
        yield from (stem + ("d" if stem.endswith("e") else "ed") for stem in (stems if bare == word else [bare]))
        if _CONSONANT_Y.search(word):
            yield word[:-1] + "ied"


def _doubled(word: str) -> list[str]:
    """A word with its last letter doubled as before -ing; a long one also without.

    One syllable doubles (planning); of longer words the stress would tell, and British usage is another.
    """
    return [word + word[-1]] + ([word] if len(_SYLLABLE.findall(word)) > 1 else [])


def _irregular_past(word: str) -> frozenset[str]:
    tables = _tables()
    if word in tables.verbs:
        return tables.verbs[word]
    for prefix in tables.prefixes:
        verb = word.removeprefix(prefix)
        if verb != word and verb in tables.verbs:
            return frozenset(prefix + form for form in tables.verbs[verb])
    return frozenset()


def _comparison(word: str, *, sure: bool) -> Iterator[str]:
    tables = _tables()
    yield from tables.comparison.get(word, ())
    if _CONSONANT_Y.search(word) and len(word) > 3:
        if sure or not (word in tables.not_comparable or word.endswith(("fy", "ply", "phy", "logy"))):
            yield from (word[:-1] + "ier", word[:-1] + "iest")
    elif sure or word in tables.comparable:
        stems = _doubled(word) if _DOUBLED.search(word) else [word.removesuffix("e")]
        yield from (stem + ending for stem in stems for ending in ("er", "est"))


@functools.cache
def _tables() -> _Tables:
    data = tomllib.loads(resources.files(__package__).joinpath("en_irregular.toml").read_text("utf-8"))
    lists = {name: tuple(words.split()) for name, words in data["lists"].items()}
    verbs, nouns, comparison = (
        {word: frozenset(forms.split()) for word, forms in data[name].items()}
        for name in ("verbs", "nouns", "comparison")
    )
    return _Tables(
        verbs,
        nouns,
        comparison,
        lists["ves"],
        frozenset(lists["no_man"]),
        frozenset(lists["comparable"]),
        frozenset(lists["no_comparison_in_y"]),
        frozenset(lists["plural_already"]),
        lists["prefixes"],
    )
