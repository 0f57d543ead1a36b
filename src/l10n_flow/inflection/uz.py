"""How Uzbek words change, for both scripts: Cyrillic is folded to Latin before anything is compared.

Folding makes one spelling of what is one letter or one loan word: every apostrophe, the letters of other alphabets for
Uzbek (õ ğ ş ç), the letters ye and yu behind a consonant (obyekt and obekt, byudjet and budjet), -tsiya and -siya.
"""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..languages.uz_letters import MARKS, canonical, spell_latin
from .grammar import Forms
from .hyphens import are_words
from .letters import clean, to_cyrillic_look, to_latin_look
from .uz_tails import is_noun_tail, is_verb_tail, last_sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .grammar import PartOfSpeech

__all__ = ["GRAMMAR"]

_CYRILLIC = re.compile("[Ѐ-ӿ]")
_PLAIN = re.compile(f"[a-z{MARKS}-]+|[а-яёўқғҳ]+")
_NEIGHBOURS = str.maketrans(
    {"ӯ": "ў", "ӱ": "ў", "ҝ": "қ", "ќ": "қ", "ⱪ": "қ", "ҷ": "ж", "ӣ": "и", "і": "и", "‐": "-", "‑": "-", "ı": "i"}
    | dict.fromkeys("õōöŏóô", "oʻ")
    | {"ğ": "gʻ", "ĝ": "gʻ", "ǵ": "gʻ", "ḡ": "gʻ", "ş": "sh", "ç": "ch"}
)
_AFTER_CAPITALS = re.compile(f"(?<=[A-Z][A-Z])[{MARKS}](?=[a-z])")  # NATOʼga
_RESPELT = re.compile("ʻʼ|y[eu]|tyabr|tsi[yo]")
_ONE_SPELLING = (
    (re.compile("ʻʼ"), "ʻ"),  # moʻʼjiza
    (re.compile("(?<=[bdfghjklmnpqrstvxz])ʼ?y(?=[eu])"), ""),  # obʼyekt, obyekt, obekt; byudjet, budjet
    (re.compile("(?<=[aeiou])ye"), "e"),  # poyezd, poezd
    (re.compile("tyabr"), "tabr"),
    (re.compile("tsi(?=[yo])"), "si"),  # konstitutsiya, konstitusiya
)
_NOT_LOOSE = str.maketrans({"ʻ": None, "ʼ": None, "u": "o", "q": "k", "x": "h"})
_START = 3

_VOWEL = re.compile("[aeiou]")
_LETTER = re.compile("[cs]h|[og]ʻ|[a-zʼ]")
_VERBAL_NOUN = re.compile(".*[aeiou].*(?:a|[^aeiou]i)sh")
_LIGHT = ("et", "qil", "ayla")  # verbs of compound ones, with one meaning: tashkil etildi, tashkil qilindi
_LIGHT_HEAD = re.compile("(?:et(?:il)?|qil(?:in)?|ayla)(?:moq|i?shi?)")
_SELF = re.compile("oʻzi(?P<case>|ni|ning|ga|da|dan)")
_OWNERS = "(?:im|ing|i|imiz|ingiz)"
_VOICED = re.compile("n|t|l|sh")
_JOINER = re.compile("-|ʼ(?=[b-df-hj-np-tv-z])")  # Facebookʼda; not the tutuq of jamʼi
_PARTICLES = re.compile("(?<=[a-zʻʼ]{2})(?:[-‐‑](?:chi|ku|da|mi(?:kan|di)?|y?[aeu]))+$")  # migrantlarni-chi
_MISTAKEN = frozenset({("q", "k"), ("h", "x"), ("x", "h"), ("o", "u")})  # right and typed; u where oʻ was meant
_LEAST_OF_VERB = _LEAST_OF_CHANGED = 3
_LEAST_OF_NOUN = 4


class _Stem(NamedTuple):
    """A stem of a term's last word, the test of what follows it, and its last sound for that test.

    Of `least` letters and more it is recognised if it is misspelt; a shorter one could be too many other words.
    """

    text: str
    is_tail: Callable[[str, str], bool]
    sound: str
    least: int

    def begins(self, word: str) -> bool:
        """Whether a word is a form of it."""
        return word.startswith(self.text) and self.takes(word[len(self.text) :])

    def takes(self, tail: str) -> bool:
        """Whether it is a form of it that a piece of a word makes of it."""
        joined = _JOINER.match(tail)
        return self.is_tail(self.sound, tail[joined.end() :] if joined else tail)


class _Uzbek:
    """The grammar; see `Grammar`, `Joining`, `Enclitic` and `Marking` for what its methods take and return."""

    def fold(self, word: str) -> str:
        return _fold(word)

    def loose(self, word: str) -> str:
        return word.translate(_NOT_LOOSE)

    def forms(self, words: Sequence[str], pos: PartOfSpeech | None, also: Sequence[str] = ()) -> tuple[Forms, ...]:
        several = len(words) > 1
        stems = tuple(dict.fromkeys(_stems(words[-1], pos, also, several)))
        return (*(_as_cited(word) for word in words[:-1]), _inflected(stems, several))

    def are_joined(self, parts: Sequence[str]) -> bool:
        return are_words(parts, "uz")

    def bare(self, word: str) -> str:
        return _PARTICLES.sub("", word)

    def is_twin(self, word: str) -> bool:
        return _is_twin(word)


GRAMMAR = _Uzbek()


@functools.lru_cache(maxsize=1 << 16)
def _fold(typed: str) -> str:
    word = _AFTER_CAPITALS.sub("", typed).replace("İ", "i").lower()
    if not _PLAIN.fullmatch(word):
        word = to_latin_look(to_cyrillic_look(clean(word))).translate(_NEIGHBOURS)
    if _CYRILLIC.search(word):
        word = spell_latin(word)
    word = canonical(word).strip("ʼ")
    if _RESPELT.search(word):
        for pattern, spelling in _ONE_SPELLING:
            word = pattern.sub(spelling, word)
    return word


@functools.cache
def _list(name: str) -> frozenset[str]:
    """A list of words from `uz.toml`."""
    table = tomllib.loads(Path(__file__).with_name("uz.toml").read_text(encoding="utf-8"))
    return frozenset({**table, **table["twins"]}[name].split())


def _as_cited(word: str) -> Forms:
    """An inner word of a term: it has no other form, but that -self is mine and yours as well (oʻzini tutmoq)."""
    itself = _SELF.fullmatch(word)
    myself = itself and re.compile(f"oʻz(?:lar)?{_OWNERS}{itself['case']}")
    return Forms(
        starts=frozenset({GRAMMAR.loose(word)[:_START]}),
        accepts=(lambda typed: myself.fullmatch(typed) is not None) if myself else word.__eq__,
        resembles=lambda typed: typed != word and _end_of_misspelt(word, typed) == len(typed),
    )


def _inflected(stems: tuple[_Stem, ...], several: bool) -> Forms:
    whole = stems[0].text
    other_words = (word for word in _list("own_words") if word.startswith(whole) and word != whole)
    others = tuple(stem for word in other_words for stem in _noun_stems(word))

    def is_other(word: str) -> bool:
        return any(stem.begins(word) for stem in others)

    def accepts(word: str) -> bool:
        return any(stem.begins(word) for stem in stems) and not is_other(word)

    def resembles(word: str) -> bool:
        # Inside a term of several words there is no doubt which one was meant.
        is_meant = any(_is_misspelt(stem, word, several) for stem in stems) and not is_other(word)
        return is_meant and (several or not _is_twin(word))

    return Forms(frozenset(GRAMMAR.loose(stem.text)[:_START] for stem in stems), accepts, resembles)


def _stems(word: str, pos: PartOfSpeech | None, also: Sequence[str], several: bool) -> Iterator[_Stem]:
    """All stems of the last word of a term."""
    verbal = pos in {None, "verb"}
    if verbal and several and _LIGHT_HEAD.fullmatch(word):
        yield from (_Stem(verb, _is_light_tail, last_sound(verb), _LEAST_OF_VERB) for verb in _LIGHT)
    if verbal and len(word) > 4 and word.endswith("moq") and word not in _list("nouns_in_moq"):
        yield from _verb_stems(word.removesuffix("moq"))
        return
    yield from _noun_stems(word)
    if pos in {None, "adjective"}:
        yield from _noun_stems(word + "roq")
    for ending in also:
        yield from _noun_stems(word + GRAMMAR.fold(ending.strip("-")))
    if several:
        for owned in _owned(word):
            yield from _noun_stems(owned)
    if verbal and (several or pos == "verb") and _VERBAL_NOUN.fullmatch(word):
        yield from _verb_stems(word.removesuffix("sh"))
        if word.endswith("ish"):
            yield from _verb_stems(word.removesuffix("ish"))


def _owned(word: str) -> Iterator[str]:
    """What a word may be the possessive of: rahbari of rahbar, fuqaroligi of fuqarolik, majlisi of majlis or majli."""
    if word.endswith("lari"):
        yield word.removesuffix("lari")
    elif word.endswith("i"):
        stem = word.removesuffix("i")
        yield stem
        if stem.endswith("gʻ"):
            yield stem.removesuffix("gʻ") + "q"
        elif stem.endswith("g"):
            yield stem.removesuffix("g") + "k"
        elif stem.endswith("s") and _VOWEL.match(stem[-2:-1]):
            yield stem.removesuffix("s")
        yield from (whole for whole in _list("vowel_drop") if _dropped(whole) == stem)


def _noun_stems(word: str) -> Iterator[_Stem]:
    sounds = {last_sound(word)}
    if word.endswith("iy") or not _VOWEL.search(word):  # asosiyi and asosiysi; an abbreviation may be read either way
        sounds = {"c", "o"}
    for sound in sorted(sounds):
        yield _Stem(word, is_noun_tail, sound, _LEAST_OF_NOUN)
    if word.endswith(("k", "q")) and (len(_VOWEL.findall(word)) > 1 or word in _list("voiced")):
        voiced = word[:-1] + ("g" if word.endswith("k") else "gʻ")
        yield _Stem(voiced, is_noun_tail, "i", _LEAST_OF_NOUN)
    if word in _list("vowel_drop"):
        yield _Stem(_dropped(word), is_noun_tail, "i", _LEAST_OF_CHANGED)
        yield _Stem(_dropped(word) + "i", is_noun_tail, "o", _LEAST_OF_CHANGED)  # singlisi


@functools.cache
def _dropped(word: str) -> str:
    """A word without the last of its vowels: shahr of shahar, oʻgʻl of oʻgʻil."""
    last = list(_VOWEL.finditer(word))[-1]
    return word[: last.start()] + word[last.end() :]


def _verb_stems(stem: str) -> Iterator[_Stem]:
    if stem in {"de", "ye"}:
        yield _Stem(stem, _is_tail_of_say, "o", _LEAST_OF_VERB)
        yield _Stem(stem + "y", is_verb_tail, "c", _LEAST_OF_VERB)
    else:
        yield _Stem(stem, is_verb_tail, last_sound(stem), _LEAST_OF_VERB)


def _is_tail_of_say(sound: str, tail: str) -> bool:
    # Their voices are those of dey- and yey-; den-, det-, yet-, yel- are other words.
    return not _VOICED.match(tail) and is_verb_tail(sound, tail)


def _is_light_tail(sound: str, tail: str) -> bool:
    return not (sound == "a" and tail.startswith("n")) and is_verb_tail(sound, tail)  # aylanmoq is to turn


def _is_misspelt(stem: _Stem, word: str, several: bool) -> bool:
    """Whether a word is a form of a stem but for letters that people mistake, and the stem is long enough to say so."""
    end = _end_of_misspelt(stem.text, word)
    if end < 0:
        return False
    tail = word[end:]
    if not several and len(_LETTER.findall(stem.text)) < stem.least:
        return False
    return stem.takes(tail) or ("k" in tail and stem.takes(tail.replace("k", "q")))


def _end_of_misspelt(right: str, typed: str) -> int:
    """Where in a word the end of its beginning is that was meant to be this stem; -1 if it was not.

    A mark may be missing, and a tutuq elsewhere than it should (maʼsul); other letters only as in `_MISTAKEN`.
    """
    at = 0
    for place, letter in enumerate(right):
        while letter != "ʼ" and typed[at : at + 1] == "ʼ":
            at += 1
        here = typed[at : at + 1]
        if here == letter:
            at += 1
        elif letter in "ʻʼ":
            continue
        elif (letter, here) in _MISTAKEN and (letter != "o" or right[place + 1 : place + 2] == "ʻ"):
            at += 1
        else:
            return -1
    return at if typed[:at].count("ʼ") <= right.count("ʼ") else -1


@functools.lru_cache(maxsize=1 << 14)
def _is_twin(word: str) -> bool:
    """Whether a word may be a form of one of those that others become when their marks are forgotten."""
    nouns, verbs = _list("nouns"), _list("verbs")
    beginnings = [word[:end] for end in range(2, len(word) + 1)]
    return any(
        (part in nouns and _is_form(part, word, is_noun_tail)) or (part in verbs and _is_form(part, word, is_verb_tail))
        for part in beginnings
    )


def _is_form(stem: str, word: str, is_tail: Callable[[str, str], bool] = is_noun_tail) -> bool:
    return word.startswith(stem) and is_tail(last_sound(stem), word[len(stem) :])
