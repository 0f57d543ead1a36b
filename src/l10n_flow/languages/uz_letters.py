"""Uzbek letters in both scripts: what can be said by rule, word by word, without knowing the words.

Cyrillic to Latin follows the appendix to the orthography of 1995; all of it is rule. Latin to Cyrillic is the same
table read backwards, and is right wherever nothing was lost on the way (с or ц, э or е, ь): for the rest see
`uz_lexicon`. Words are lower case and in canonical spelling (U+02BB in oʻ gʻ, U+02BC for the tutuq).
"""

from __future__ import annotations

import re

MARKS = "'`´‘’ʻʼʽ"
"""What people type for the mark of oʻ and gʻ and for the tutuq."""

_MARK_OF_LETTER = re.compile(f"(?<=[OoGg])[{MARKS}]")
_TUTUQ = re.compile(f"(?<![OoGg])[{MARKS}]")

_CYRILLIC = {
    "yoʻ": "йў", "sʼh": "сҳ", "sh": "ш", "ch": "ч", "oʻ": "ў", "gʻ": "ғ", "yo": "ё", "yu": "ю", "ya": "я", "ye": "е",
    "a": "а", "b": "б", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "ҳ", "i": "и", "j": "ж", "k": "к", "l": "л",
    "m": "м", "n": "н", "o": "о", "p": "п", "q": "қ", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в", "x": "х",
    "y": "й", "z": "з", "ʼ": "ъ",
    "õ": "ў", "ö": "ў", "ō": "ў", "ğ": "ғ", "ş": "ш", "ç": "ч",  # drafts of a newer alphabet
}  # fmt: skip
_IN_CONTEXT = {"cc": "цц", "c": "ц", "soft_ye": "ье", "open_e": "э"}
# т and с stay two letters before a suffix with с (ketsa, etsin, hayotsiz, itsimon, soatsoz) and in т + сў, сқ.
# After и it is a noun in -ица rather; the verbs (eshitsa, kiritsa) are in the lexicon.
_END = "(?![a-zʻʼ])"
_AFTER_VOWEL = "(?:(?<=[aeiou])|(?<=oʻ))"
_AT_START = "(?<![a-zʻʼ])"
_SUFFIX_WITH_S = rf"""
    h | q | oʻ | (?<!its) a(?:m|k|ng|ngiz|lar|nglar|ngizlar)?(?:mi|da|chi|ku|yu)?{_END} | (?<!its) in(?:lar)?{_END}
    | iz(?!m) | imon | oz(?:i|lik|lar|ga|ni|da|ning)*{_END} | evar"""
_GRAPHEME = re.compile(
    rf"""
    (?P<cc> {_AFTER_VOWEL} tss )
  | (?P<c> (?: {_AFTER_VOWEL} | {_AT_START} ) ts (?! {_SUFFIX_WITH_S} ) )
  | (?P<soft_ye> (?: (?<=[bdfghjklmnpqrstvxz]) | (?<=gʻ) ) ye )
  | (?P<open_e> (?: (?<!i) {_AFTER_VOWEL} | {_AT_START} ) e )
  | {"|".join(_CYRILLIC)}
  | .
    """,
    re.VERBOSE | re.DOTALL,
)

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "x",
    "ц": "s", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "ʼ", "ы": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "ё": "yo", "ў": "oʻ", "қ": "q", "ғ": "gʻ", "ҳ": "h",
}  # fmt: skip
_LATIN_IN_CONTEXT = {"h_apart": "ʼh", "ye": "ye", "ts": "ts", "glide": "y", "mute": ""}
_VOWELS = "аеёиоуўэюяы"
_LETTER = re.compile(
    rf"""
    (?P<h_apart> (?<=с) ҳ )                                         # Isʼhoq, for s + h would be ш
  | (?P<ye> (?: (?<=[{_VOWELS}ъь]) | (?<![а-яёўқғҳ]) ) е )
  | (?P<ts> (?<=[{_VOWELS}]) ц )
  | (?P<glide> ь (?=о) )                                            # pavilyon
  | (?P<mute> (?<![{_VOWELS}]) ъ (?=[еёюя]) | (?<=ў) ъ )            # obyekt, moʻjiza
  | .
    """,
    re.VERBOSE | re.DOTALL,
)


def canonical(text: str) -> str:
    """Latin text with U+02BB after o and g and U+02BC elsewhere, whatever apostrophe was typed. The length stays."""
    return _TUTUQ.sub("ʼ", _MARK_OF_LETTER.sub("ʻ", text)).replace("İ", "I")  # İ is two characters in lower case


def cyrillic_at(word: str, at: int) -> tuple[str, int]:
    """The letter of a Latin word that begins at a position, in Cyrillic, and where the next one begins."""
    match = _GRAPHEME.match(word, at)
    if match is None:
        raise IndexError(at)
    if match.lastgroup:
        return _IN_CONTEXT[match.lastgroup], match.end()
    return _CYRILLIC.get(match[0], match[0]), match.end()


def latin_letters(word: str, start: int = 0) -> list[tuple[str, int]]:
    """The letters of a Cyrillic word from a position on, each in Latin and with its own position."""
    return [
        (_LATIN_IN_CONTEXT[m.lastgroup] if m.lastgroup else _LATIN.get(m[0], m[0]), m.start())
        for m in _LETTER.finditer(word, start)
    ]


def spell_latin(word: str, *, inside: bool = False) -> str:
    """A Cyrillic word in Latin by rule; `inside` says that it is a part before which a consonant stands."""
    return "".join(latin for latin, _ in latin_letters("б" * inside + word))[inside:]
