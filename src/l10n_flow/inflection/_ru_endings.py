"""How Russian words that no dictionary has are declined: by their ending, in every way that it allows.

Names above all: foreign ones (Гейдельберг), surnames in -ов and -ин, and adjectives made from them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["declined", "named"]

# Ending of the citation form -> all endings; longer ones are tried first. `~` stands for ы (и after г к х ж ч ш щ),
# `@` for о (after ж ч ш щ ц also е: миражом, but стажем); 0 for none.
_HARD = "~й ий ой ого ому ~м ом ая ую ою ое ~е ~х ~ми его ему ем ее ей 0 а о ~"
_ENDINGS = {
    "ийся": "ийся егося емуся имся емся аяся ейся уюся еюся ееся иеся ихся имися",
    "ний": "ний него нему ним нем няя ней нюю нею нее ние них ними ния нию нием нии ниев ниям ниями ниях",
    "няя": "няя ней нюю нею ние них ним ними",
    "ия": "ия ии ию ией иею ий иям иями иях",
    "ие": "ие ия ию ием ии ий иям иями иях",
    "ье": "ье ья ью ьем ьи ий ьям ьями ьях",
    "ья": "ья ьи ье ью ьей ьею ей ий ьям ьями ьях",
    "ый": _HARD,
    "ий": f"{_HARD} ия ию ием ии иев иям иями иях",
    "ой": f"{_HARD} оя ою оем ое ои оев оям оями оях",
    "ая": _HARD,
    "ое": _HARD,
    "ые": _HARD,
    "а": "а ~ е у @й @ю 0 ам ами ах",
    "я": "я и е ю ей ею ь й ям ями ях",
    "ы": "ы 0 ов ам ами ах",
    "и": "и ов ев ей ам ами ах ям ями ях",
    "о": "о а у ом е 0 ам ами ах",
    "е": "е я ю ем и ей ям ями ях а у ам ами ах",
    "ь": "ь я ю ем е и ью ей ям ями ях",
    "й": "й я ю ем е и ев ям ями ях",
}
_CONSONANT = "0 а у @м е ~ @в ей ам ами ах"
_SURNAME = "ым ой ою ых ыми"
# By how a name ends: endings of another person's.
_WOMAN = "ая ую ей ею яя юю"
_OTHER_PERSON = {
    "ый": f"{_WOMAN} ой ою",
    "ий": f"{_WOMAN} ой ою ев иев",
    "ой": f"{_WOMAN} ев оев",
    "й": "ев",
    "а": "0",
    "о": "0",
    "я": "0 ь й",
    "": "ов ев ой ою",
}
_ENDING = re.compile("|".join(sorted(_ENDINGS, key=len, reverse=True)).join(("(?:", ")$")))
_I_AFTER = re.compile("[гкхжчшщ]$")
_HISSING = re.compile("[жчшщц]$")
_PRONOUNCED = re.compile(r"[^аеиоуыэюяьъ]{1,2}[аеиоуыэюя][^аеиоуыэюяьъ]|.*[аеиоуыэюя].{2,}|.{2,}[аеиоуыэюя].")
# A vowel that is there in some forms only: купец, купца; городок, городка; боец, бойца; палец, пальца.
_FLEETING = (
    ("лец", "льц"),
    ("аец", "айц"),
    ("иец", "ийц"),
    ("оец", "ойц"),
    ("ец", "ц"),
    ("ок", "к"),
    ("ек", "к"),
    ("ек", "ьк"),
)
_BEFORE_K = re.compile("[^аеиоуыэюя]к$")


def declined(word: str) -> Iterator[str]:
    """The forms of a word (lower case, е for ё), itself included; abbreviations (СВО, МВД) have but this one."""
    yield word
    if not _PRONOUNCED.fullmatch(word):
        return
    ending = _ENDING.search(word)
    if ending:
        stem = word[: ending.start()]
        yield from _with(stem, _ENDINGS[ending[0]])
        if ending[0] == "а" and _BEFORE_K.search(stem):  # заставка, заставок
            yield from (re.sub("[йь]?к$", vowel + "к", stem) for vowel in "ое")
    elif word[-1] not in "уюэ":
        yield from _with(word, _CONSONANT)
        if word.endswith(("ов", "ев", "ин", "ын")):
            yield from _with(word, _SURNAME)
        if word.endswith(("анин", "янин")):
            yield from _with(word[:-2], "е ам ами ах")
            yield word[:-2]
        for full, short in _FLEETING:
            if word.endswith(full):
                yield from _with(word.removesuffix(full) + short, _CONSONANT)


def named(name: str) -> frozenset[str]:
    """The forms of a name, written like a word for `declined`.

    Those that would be another's name are left out: the surname made from a name (Каримов of Карим), a man's for a
    woman's and hers for his (Каримова, Каримовой), a man's for a woman or a place (Умид of Умида, Сахаров of Сахарово).
    """
    if name.endswith(("ова", "ева")):
        return frozenset((name, *_with(name[:-1], "ой ою у")))
    if name.endswith("ая"):
        return frozenset((name, *_with(name[:-2], "ой ою ую ей ею")))
    ending = next(ending for ending in _OTHER_PERSON if name.endswith(ending))
    others = _with(name.removesuffix(ending), _OTHER_PERSON[ending])
    return frozenset(declined(name)).difference(others).union((name,))


def _with(stem: str, endings: str) -> Iterator[str]:
    hissing, i = _HISSING.search(stem), _I_AFTER.search(stem)
    for ending in endings.replace("~", "и" if i else "ы").replace("0", "").split(" "):
        if hissing and "@" in ending:
            yield stem + ending.replace("@", "е")
        yield stem + ending.replace("@", "о")
