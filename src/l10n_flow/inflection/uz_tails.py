"""The Uzbek endings: what may follow a stem, by how the stem ends.

Slots of a noun: plural, possessive, case, what follows -dagi and -niki, copula and particles. Slots of a verb: voice,
ability, negation, then a finite form with its person, or a participle or verbal noun with the slots of a noun. What
makes another word (-chi, -lik, -siz, -li, -gi, -iy, -uv) is no ending; but -lik is one behind a participle. Spelt after
the orthography of 1995: g of an ending is k after k, and q after q. Behind other endings -chi is a particle, which some
write without its hyphen.
"""

from __future__ import annotations

import functools
import re

__all__ = ["is_noun_tail", "is_verb_tail", "last_sound"]

_OWN = "(?:im|ing|i|imiz|ingiz|inglar)"
_OWN_AFTER = {"a": "(?:m|ng|si|miz|ngiz|nglar)", "o": "(?:m|ng|si|miz|ngiz|nglar|y?i|y?im|y?ing|y?imiz|y?ingiz)"}
_PERSON = "(?:man|san|miz|siz)?(?:lar)?"
_PAST = "(?:m|ng|k|ngiz)?(?:lar)?"
_PARTICLES = rf"""(?:
    (?:
        [gkq]ina | man | san | miz | dir(?:lar|siz)? | mas{_PERSON} | ku
      | mi (?: man | san | miz | siz | kan | kin | di )?
    ){{0,2}} (?: y?u )?
)"""
_VOICE = "(?: il | ish | t | [td]ir | [gkq]iz | gʻiz | [gkq]az )"
_ABLE = "(?: ol | aver | aqol )"


def _case(g: str) -> str:
    last = f"(?: ning | ni | {g}a(?:cha)? | dan? | dek | day(?:in)? )"
    return rf"""(?: {last} (?:y?oq)? | (?:dagi|niki) (?:lar)? {_OWN_AFTER["o"]}? (?:{last.replace(g + "a", "ga")})? )"""


def _noun(sound: str, g: str) -> str:
    owned = rf"(?: lar{_OWN}? | {_OWN_AFTER.get(sound, _OWN)} (?:lar)? )"
    inflected = rf"(?: {owned} (?: {_case('g')} | cha | siz )? | {_case(g)} )"
    return rf"(?: {inflected} (?: (?<!m) (?<!ng) chi | {_PARTICLES} ) | {_PARTICLES} )"


def _g(sound: str) -> str:
    """The first letter of -ga, -gan and the like after a sound; g is what many write after k and q as well."""
    return f"[g{sound}]" if sound in "kq" else "g"


def _finite(a: str, i: str, g: str) -> str:
    """What ends a verb: `a`, `i` and `g` are the first letters of -adi, -ib and -gan as they are after its stem."""
    participle = f"(?: {g}an | {a}digan | a?yotgan )"
    aorist = "a?r" if a == "a" else "r"
    return rf"""(?: (?:
        (?: di | sa ) {_PAST}
      | {a} (?: di(?:lar)? | {_PERSON} | jak )
      | {i}b (?: ti | di | man | san | miz | siz )? (?:lar)? (?: gina | oq )?
      | a?yap (?: ti )? {_PERSON}
      | moq(?:da|chi) {_PERSON}
      | sin(?:lar)? | {a}y? (?: in | lik )?
      | {i}ng(?:iz)?(?:lar)?
      | {g} (?: in | il | ach | ani | uncha | unga | un{_OWN}(?:cha|ga) | udek | uday )
      | {g}i (?: m | ng | si | miz | ngiz | lari )
      | {aorist} (?: {_PERSON} | di{_PAST} | kan{_PERSON} | mish{_PERSON} )
      | mas (?: {_PERSON} | dan ) | mish
      | (?: {participle} (?:li[kg])? | masli[kg] | {i}sh | moq | mogʻ(?=i) ) {_noun("c", "[gkq]")}
      | {participle} (?: siz(?:lar)? | di{_PAST} | cha | mish{_PERSON} )
    ) {_PARTICLES} )"""


@functools.cache
def _noun_pattern(sound: str) -> re.Pattern[str]:
    return re.compile(_noun(sound, _g(sound)), re.VERBOSE)


@functools.cache
def _verb_pattern(sound: str) -> re.Pattern[str]:
    after_vowel = _finite("y", "", "g")
    rest = rf"(?: {_ABLE}? (?: {_finite('a', 'i', _g(sound))} | ma{after_vowel} ) | {_ABLE} )"
    if sound in "ao":  # -ma behind a voice makes a noun, boʻlinma; else it is the imperative as well
        able = "(?: yol | yver | yqol )"
        voice = f"(?: (?: n | l | sh | t | t?tir ) {_VOICE}{{0,2}} )"
        return re.compile(f"(?: (?:ma)?{after_vowel} | ma | {able} {rest}? | {voice} {rest} )?", re.VERBOSE)
    passive = "(?:in)?" if sound == "l" else ""  # elsewhere -in makes another verb: urinmoq
    return re.compile(f"(?: {passive} {_VOICE}{{0,3}} {rest} | {_ABLE}? ma )?", re.VERBOSE)


def last_sound(stem: str) -> str:
    """How a folded stem ends, as far as endings depend on it: "a", "o" (other vowels), "k", "q", "l", "c" (others)."""
    if stem.endswith("a"):
        return "a"
    if stem[-1:] in "eiou" or stem.endswith("oʻ"):
        return "o"
    return stem[-1] if stem[-1] in "kql" else "c"


@functools.lru_cache(maxsize=1 << 16)
def is_noun_tail(sound: str, tail: str) -> bool:
    """Whether a folded piece of a word is what may follow a noun; nothing is.

    `sound` is the noun's last one, as `last_sound` gives it; "i" if it has this form only before endings with i
    (shahri, kitobligi).
    """
    if sound == "i":
        return tail[:1] == "i" and is_noun_tail("c", tail)
    return _noun_pattern(sound).fullmatch(tail) is not None


@functools.lru_cache(maxsize=1 << 16)
def is_verb_tail(sound: str, tail: str) -> bool:
    """Whether a folded piece of a word is what may follow a verb's stem; nothing is (the imperative)."""
    return _verb_pattern(sound).fullmatch(tail) is not None
