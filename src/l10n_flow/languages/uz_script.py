"""Uzbek from one script into the other.

Cyrillic to Latin is a matter of rules (the appendix to the orthography of 1995). Latin to Cyrillic is not: `s` is
both с and ц, `e` is both е and э, and ь was lost. What rules cannot know stands in `uz_cyrillic.toml`, which editors
own; `uz_lexicon` reads it.
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING

from .uz_lexicon import UZBEK_SUFFIX, Lexicon, lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKS = "'`´‘’ʻʼʽ"
"""What people type for the mark of oʻ and gʻ and for the tutuq."""

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
_FIXED = r"""
    <(?P<code>code|kbd|samp|var)(?P<n>\d*)>.*?</(?P=code)(?P=n)>
  | </?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>                                      # a tag
  | &lt;/?[A-Za-z](?:(?!&lt;|&gt;).)*&gt;                                   # a tag that is literal text
  | &(?:\#\d+|\#x[0-9A-Fa-f]+|[A-Za-z]+\d*);                                # a character reference
  | \b(?:[a-z][a-z0-9+.-]*://|www\.|mailto:|tel:)[^\s<>«»“”"]*              # a URL
  | [\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+                                        # an e-mail address
  | (?<!\w)@\w+(?:\.\w+)*                                                   # a handle
  | \b[\w-]+(?:\.[\w-]+)*\.(?:uz|com|org|net|info|ru|tj|kz|kg|tm|uk|de|fr|us|tr|cn|eu|int|gov|edu|io|me|tv|ai|app
        |dev|media|news)(?:/[^\s<>«»“”"]*|(?=(?:ga|da|dan|dagi|ni|ning)?(?!\w)))       # a domain
  | \b[\w-]+\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|jpe?g|png|gif|svg|webp|mp[34]|html?|css|js|json|xml|csv|txt|zip
        |md|po|toml|py|apk|exe)(?!\w)                                       # a file
  | \{[^{}\s]*\} | %\(\w+\)[sd] | %[sd](?!\w)                               # a placeholder
"""
_CHUNK = f"[{_LETTER}]+(?:[{MARKS}]{{1,2}}[{_LETTER}]+)*(?:(?<=[OoGg])[{MARKS}](?![{_LETTER}]))?"
_LATIN = re.compile(
    rf"(?P<fixed>{_FIXED})|(?P<word>(?<![{_LETTER}])(?:{_CHUNK})(?:[-‑](?:{_CHUNK}))*)", re.VERBOSE | re.DOTALL
)
_CYRILLIC = re.compile(rf"(?P<fixed>{_FIXED})|(?P<word>[Ѐ-ӿ]+)", re.VERBOSE | re.DOTALL)

_FOLDS = str.maketrans(dict.fromkeys("õōöŏóôǒ", "oʻ") | dict.fromkeys("ğǵĝġǧ", "gʻ") | {"ş": "sh", "ç": "ch"})
_FOLDS |= {ord(chr(c).upper()): v.capitalize() for c, v in _FOLDS.items()}
_FOREIGN = re.compile(r"[Ww]|[Cc](?![Hh])|[^A-Za-zʻʼ]")
_CAMEL = re.compile(r"^[a-z]+[A-Z]|[a-z][A-Z][a-z]")
_ROMAN = re.compile(r"(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_INITIAL = re.compile(r"\.\s?[A-ZОЎ]")

_VOWELS = "aeiouʻ"
_TO_CYRILLIC = {
    "yoʻ": "йў", "sʼh": "сҳ", "sh": "ш", "ch": "ч", "oʻ": "ў", "gʻ": "ғ", "yo": "ё", "yu": "ю", "ya": "я",
    "a": "а", "b": "б", "d": "д", "f": "ф", "g": "г", "h": "ҳ", "i": "и", "j": "ж", "k": "к", "l": "л", "m": "м",
    "n": "н", "o": "о", "p": "п", "q": "қ", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в", "x": "х", "y": "й",
    "z": "з", "e": "е", "ʼ": "ъ", "ʻ": "ъ",
}  # fmt: skip
# т + с is met where a suffix with с follows a stem in т: ketsa, yotsin, uyatsizlik, itsimon, soatsozlik, millatsevar.
_GRAPHEME = re.compile(
    rf"""
    (?P<ts> (?:(?<=[{_VOWELS}])|^) ts (?! h|q|oʻ | (?:a(?:m|ng|k|lar)?(?:iz|giz|lar)*|in(?:lar)?)(?:mi|da|chi|ku)?$
                                         | iz(?!m) | imon | oz(?:i|lik|lar|ga|ni|da)* | evar ))
  | (?P<ye> (?<=[a-zʼ]) (?<![{_VOWELS}yʼ]) ye )
  | (?P<initial_e> (?:(?<=[{_VOWELS}])|^) e )
  | ye | {"|".join(_TO_CYRILLIC)}
    """,
    re.VERBOSE,
)
_CONDITIONED = {"ts": "ц", "ye": "ье", "initial_e": "э"}

_TO_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ж": "j", "з": "z", "и": "i", "й": "y", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "x", "ч": "ch",
    "ш": "sh", "щ": "sh", "ъ": "ʼ", "ы": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ё": "yo", "ў": "oʻ", "қ": "q",
    "ғ": "gʻ", "ҳ": "h", "е": "e", "ц": "s",
}  # fmt: skip
_CYRILLIC_VOWELS = "аеёиоуўэюяы"
_LETTERS = re.compile(
    rf"""
    (?P<isolated_h> (?<=с) ҳ )
  | (?P<ye> (?:(?<=[{_CYRILLIC_VOWELS}ъь])|^) е )
  | (?P<ts> (?<=[{_CYRILLIC_VOWELS}]) ц )
  | (?P<glide> ь (?=о) )
  | (?P<mute> (?<![{_CYRILLIC_VOWELS}]) ъ (?=[еёюя]) | (?<=ў) ъ )
  | .
    """,
    re.VERBOSE,
)
_LATIN_CONDITIONED = {"isolated_h": "ʼh", "ye": "ye", "ts": "ts", "glide": "y", "mute": ""}


def to_cyrillic(text: str, exceptions: Mapping[str, str] = MappingProxyType({})) -> str:
    """Uzbek Latin text in the Cyrillic alphabet.

    Left as they are: tags, code, character references, placeholders, URLs, domains, e-mail addresses, handles, file
    names, Roman numerals, names that are visibly not Uzbek (with w, with c outside ch, camelCase), quotation marks,
    and text that is Cyrillic already. `exceptions` is a newsroom's own list, as `load_exceptions` gives it; it wins
    over the one that comes with the program.
    """
    words = lexicon(frozenset(exceptions.items()))
    text = unicodedata.normalize("NFC", text)

    def convert(match: re.Match[str]) -> str:
        return match[0] if match["fixed"] is not None else _token(match, words)

    return _LATIN.sub(convert, text)


def to_latin(text: str) -> str:
    """Uzbek Cyrillic text in the Latin alphabet, with U+02BB in oʻ gʻ and U+02BC for the tutuq.

    The same things are left as they are as in `to_cyrillic`.
    """
    words = lexicon(frozenset())

    def convert(match: re.Match[str]) -> str:
        return match[0] if match["fixed"] is not None else _cyrillic_word(match["word"], words)

    return _CYRILLIC.sub(convert, unicodedata.normalize("NFC", text))


def spell_latin(cyrillic: str, inside: bool = False) -> str:
    """A lower-case Cyrillic word in Latin by rule alone; `inside` says that a consonant stands before it."""
    latin = _LETTERS.sub(_latin_letter, "б" * inside + cyrillic)
    return latin[inside:]


def _latin_letter(match: re.Match[str]) -> str:
    return _LATIN_CONDITIONED[match.lastgroup] if match.lastgroup else _TO_LATIN.get(match[0], match[0])


def _cyrillic_word(word: str, words: Lexicon) -> str:
    low = word.lower()
    shouted = len(word) > 1 and word.isupper()
    known = words.latin_spelling(low)
    if known:
        stem, latin = known
        return _cased(latin, word[: len(stem)], shouted) + _cyrillic_rest(word, low, len(stem), shouted)
    return _cyrillic_rest(word, low, 0, shouted)


def _cyrillic_rest(word: str, low: str, start: int, shouted: bool) -> str:
    return "".join(_cased(_latin_letter(m), word[m.start() : m.end()], shouted) for m in _LETTERS.finditer(low, start))


def _token(match: re.Match[str], words: Lexicon) -> str:
    """One word with its hyphens. A mark at its end that closes a quotation is no letter."""
    token, tail = match["word"], ""
    if token[-1] in "'’" and _in_quotation(match.string, match.start()):
        token, tail = token[:-1], token[-1]
    token = _canonical(token)
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:3]
    whole = words.find(token, token.lower(), 0, starts=True)
    if whole and len(whole.latin) == len(token):
        return _cased(whole.cyrillic, token, shouted=token.isupper()) + tail
    parts = re.split(r"([-‑])", token)
    for at in range(0, len(parts), 2):
        left = before if at == 0 else ""
        right = tail + after if at == len(parts) - 1 else "-"
        if not _stays(parts[at], left, right, words):
            parts[at] = words.cached(parts[at], _latin_word)
        elif "ʼ" in parts[at]:
            parts[at] = _foreign_with_suffix(parts[at], token, match["word"])
    return "".join(parts) + tail
