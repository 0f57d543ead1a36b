"""Uzbek text from one script into the other.

Left as they are in both directions: tags, code, character references, placeholders, URLs, domains, e-mail addresses,
handles, file names, quotation marks, and what is in the other script already. From Latin also Roman numerals and
names that are visibly not Uzbek (with w, with c outside ch, camelCase).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

from ..memo import Memo
from .uz_agreed import put, spell
from .uz_letters import MARKS, canonical, cyrillic_at, latin_letters
from .uz_lexicon import Lexicon, is_suffix, lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .language import Agreed, Spellings

_FIXED = r"""(?P<fixed>
    <(?P<code>(?:code|kbd|samp|var)\d*)>.*?</(?P=code)>
  | </?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>                                      # a tag
  | &lt;/?[A-Za-z](?:(?!&lt;|&gt;).){0,200}&gt;                                 # literal text that looks like one
  | &(?:\#\d+|\#x[0-9A-Fa-f]+|[A-Za-z]+\d*);                                # a character reference
  | (?<!\w)(?:[A-Za-z][\w+.-]*://|www\.|mailto:|tel:)[^\s<>«»“”"]*          # a URL
  | (?<![\w.+-])[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+                            # an e-mail address
  | (?<!\w)@\w+(?:\.\w+)*                                                   # a handle
  | (?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:uz|com|org|net|info|ru|tj|kz|kg|tm|uk|de|fr|us|tr|cn|eu|int|gov|edu|io|me|tv
        |ai|app|dev|media|news)(?:/[^\s<>«»“”"]*|(?=(?:ga|da|dan|dagi|ni|ning)?(?![a-z0-9])))  # a domain
  | (?<![\w.-])[\w.-]+\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|jpe?g|png|gif|svg|webp|mp[34]|html?|css|js|json|xml|csv|txt
        |zip|md|po|toml|py|apk|exe)(?!\w)                                   # a file
  | (?<![\w.-])[A-Za-z]+\d+[A-Za-z]+(?:-[A-Za-z]+)*(?![\w-])                # a name with a number in it: l10n-flow
  | \{[^{}\s]*\} | %\(\w+\)[sd] | %[sd](?!\w)                               # a placeholder
)"""
_L = "A-Za-zÀ-ÖØ-öø-ɏ"
_PART = f"[{_L}]+(?:[{MARKS}]{{1,2}}[{_L}]+)*(?:(?<=[OoGg])[{MARKS}])?"
_WORD = f"(?>{_PART}(?:[-‑]{_PART})*)"
# The standards differ: 2025-yil 5-fevral, 2025 йил 5 февраль. But decades are ordinals in both: 1990-йиллар.
_CASE = "(?:i|ning|ni|ga|da|dagi|dan|gacha)?"
_DATED = rf"""(?P<dated>(?i:
    (?<!\w)(?:(?<=\d[-–—])\d{{4}}[-‑](?=yil)|\d{{4}}[-‑](?=yil(?!lar|lik)))
  | (?<!\w)\d{{1,2}}[-‑](?=(?:yanvar|fevral|mart|aprel|may|iyun|iyul|avgust|sent[yi]?abr|okt[yi]?abr|noyabr|dekabr)
        {_CASE}(?![{_L}{MARKS}]))
))"""
# Most words stand alone, and a look at what follows them saves trying all of `_FIXED`.
_LATIN = re.compile(rf"(?P<plain>{_WORD})(?=[\s,;!?)”»]|$)|{_FIXED}|{_DATED}|(?P<word>{_WORD})", re.VERBOSE | re.DOTALL)
# 2000 йил олдин were years ago, and no year.
_CASE_IN_CYRILLIC = "(?:и|нинг|ни|га|да|даги|дан|гача)?"
_DATED_IN_CYRILLIC = rf"""(?P<dated>(?i:
    (?<!\w)(?:(?<=\d[-–—])\d{{4}}[ \u00a0](?=йил)
    | (?:1[5-9]|20)\d\d[ \u00a0](?=йил(?:ги|{_CASE_IN_CYRILLIC})(?!\w|\s(?:аввал|олдин|муқаддам))))
  | (?<!\w)\d{{1,2}}[ \u00a0](?=(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)ь?|март|май|август)
        {_CASE_IN_CYRILLIC}(?!\w))
))"""
_CYRILLIC = re.compile(rf"(?P<word>[Ѐ-ӿ]+)|{_DATED_IN_CYRILLIC}|{_FIXED}", re.VERBOSE | re.DOTALL)

_TAGS = re.compile(r"(</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>)")
_ACROSS = ("&lt;", "{", "<code", "<kbd", "<samp", "<var")
"""Where one of these is, what is left as it is may go over spaces or tags."""
# The end of a quotation, perhaps, or of an initial: that takes the words before or behind.
_IN_CONTEXT = re.compile(rf"[OoGg]['’](?![{_L}])|(?<![{_L}])[IVXL](?![{_L}]).*\.$", re.DOTALL)
_UNSURE = "\0"
_MOST = 1 << 16  # chunks that are remembered

_PART_END = re.compile(r"[-‑]|$")
_FOREIGN = re.compile(r"[Ww]|[Cc](?![Hh])|[^A-Za-zõöōğşçÕÖŌĞŞÇʻʼ]")
_CAMEL = re.compile(r"^[a-z]+[A-Z]|^[^ʻ]*[a-z][A-Z][a-z]")
_ROMAN = re.compile(r"(?=.)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_INITIALS = re.compile(r"\.\s?[A-Z]")
_QUOTATION = 300  # characters, at most
_OPENS_OR_CLOSES = re.compile(r"(?<!\w)(?P<opens>['‘])(?=\w)|(?<![\sOoGg])['’](?!\w)")


def to_cyrillic(text: str, exceptions: Spellings = frozenset(), agreed: Sequence[Agreed] = ()) -> str:
    """Uzbek text in Cyrillic.

    Args:
        text: in Latin.
        exceptions: a newsroom's own list, as `load_exceptions` gives it; where both have a word, it wins over the
            program's.
        agreed: places of the text (NFC) with terms that were agreed on; they win over both.
    """
    words = lexicon(exceptions)
    text, kept = put(unicodedata.normalize("NFC", text), agreed)
    by_chunks = None if kept else _by_chunks(text, words)
    return _as_a_whole(text, words, kept) if by_chunks is None else by_chunks


def _by_chunks(text: str, words: Lexicon) -> str | None:
    """A text in Cyrillic; its chunks between spaces and tags were seen before. None if it takes more than these."""
    if any(map(text.__contains__, _ACROSS)):
        return None
    known, out = _chunks(words), _TAGS.split(text) if "<" in text else [text]
    for at in range(0, len(out), 2):
        chunks = [*map(known.__getitem__, out[at].split(" "))]
        if _UNSURE in chunks:
            return None
        out[at] = " ".join(chunks)
    return "".join(out)


@functools.lru_cache(maxsize=4)
def _chunks(words: Lexicon) -> Memo[str, str]:
    """Chunks in Cyrillic; `_UNSURE` for one that takes what is before or behind it."""
    return Memo(lambda chunk: _UNSURE if _IN_CONTEXT.search(chunk) else _as_a_whole(chunk, words, ()), _MOST)


def _as_a_whole(text: str, words: Lexicon, kept: Sequence[tuple[int, int]]) -> str:
    """A text in Cyrillic, but for the parts that are `kept`."""

    def convert(match: re.Match[str]) -> str:
        if match["fixed"] is not None:
            return match[0]
        if match["dated"] is not None:
            return f"{match[0][:-1]} "
        word, closing, start = match["plain"] or match["word"], "", match.start()
        if word[-1] in "'’" and _in_quotation(text, start):
            word, closing = word[:-1], word[-1]
        before, after = text[max(0, start - 1) : start], text[start + len(word) : start + len(word) + 3]
        hashtag, digits = before == "#", before.isdigit() or after[:1].isdigit()
        spelt = functools.partial(
            _cyrillic_word, words=words, hashtag=hashtag, digits=digits, initial=bool(_INITIALS.match(after))
        )
        return _around(word, start, kept, spelt) + closing

    return _LATIN.sub(convert, text)


def to_latin(text: str, agreed: Sequence[Agreed] = ()) -> str:
    """Uzbek text in Latin, with U+02BB in oʻ and gʻ and U+02BC for the tutuq.

    Args:
        text: in Cyrillic.
        agreed: places of the text (NFC) with terms that were agreed on.
    """
    words = lexicon(frozenset())
    text, kept = put(unicodedata.normalize("NFC", text), agreed)

    def convert(match: re.Match[str]) -> str:
        if match["fixed"] is not None:
            return match[0]
        if match["dated"] is not None:
            return f"{match[0][:-1]}-"
        return _around(match["word"], match.start(), kept, lambda word: _latin_word(word, words))

    return _CYRILLIC.sub(convert, text)


def _around(word: str, start: int, kept: Sequence[tuple[int, int]], spelt: Callable[[str], str]) -> str:
    """A word in the other script, but for the parts of a text that are `kept`, behind which endings may stand."""
    inside = [(a - start, b - start) for a, b in kept if a < start + len(word) and start <= b] if kept else ()
    if not inside:
        return spelt(word)
    out, at = "", 0
    for a, b in inside:
        out += spelt(word[at:a]) if at < a else ""
        out += word[max(a, 0) : max(b, 0)]
        ending = _PART_END.search(word, at := max(b, 0))
        end = ending.start() if ending else len(word)
        mark = word[at : at + 1] if word[at : at + 1] in MARKS else ""
        out += mark + spell(word[at + len(mark) : end])
        at = end
    return out + (spelt(word[at:]) if at < len(word) else "")


@functools.lru_cache(maxsize=1 << 15)
def _cyrillic_word(typed: str, words: Lexicon, hashtag: bool, digits: bool, initial: bool) -> str:
    word = canonical(typed)
    low, shouted = word.lower(), word.isupper()
    out: list[str] = []
    at, part, compound = 0, 0, False
    while at < len(word):
        if word[at] in "-‑":
            out.append(word[at])
            at = part = at + 1
            continue
        entry = words.find(word, at, part, compound=compound)
        if entry:
            end, compound = at + len(entry.latin), entry.compound
            kept = entry.cyrillic.lower() == entry.latin
            out.append(typed[at:end] if kept else _cased(entry.written(word[end:]), word[at:end], shouted))
        elif at == part and (end := _foreign(word, at, hashtag, digits, initial)) > at:
            kept = True
            out.append(typed[at:end])
        else:
            kept, compound = word[at] == "ʼ" and _ends_acronym(word[part : at + 2]), False
            letter, end = cyrillic_at(low, at)
            out.append(typed[at] if kept else _cased(letter, word[at:end], shouted))
        if kept and word[end : end + 1] == "ʼ" and is_suffix(word[end + 1 :]):
            out.append(typed[end])
            end += 1
        at = end
    return "".join(out)


def _foreign(word: str, start: int, hashtag: bool, digits: bool, initial: bool) -> int:
    """Where a name or numeral that stays as it is ends, if the part of a word that begins here is one; else `start`.

    An Uzbek suffix behind an apostrophe is no part of it: WhatsAppʼdan.
    """
    whole = _rest_of_part(word, start)
    head, mark, suffix = whole.partition("ʼ")
    name = head if mark and is_suffix(suffix) else whole
    numeral = _ROMAN.fullmatch(name) and not (len(name) == 1 and initial)
    designation = digits and name.isupper()
    if numeral or designation or _FOREIGN.search(name) or (_CAMEL.search(name) and not hashtag):
        return start + len(name)
    return start


def _rest_of_part(word: str, at: int) -> str:
    end = _PART_END.search(word, at)
    return word[at : end.start()] if end else word[at:]


def _ends_acronym(head: str) -> bool:
    """Whether capitals, a mark and a small letter are an acronym with a suffix (BMTʼning) and not a word (TAʼLIM)."""
    return len(head) > 3 and head[:-2].isupper() and head[-1].islower()


def _in_quotation(text: str, at: int) -> bool:
    """Whether a single quotation mark is open, so that an apostrophe behind the word closes it: ‘katta tog’."""
    marks = list(_OPENS_OR_CLOSES.finditer(text, max(0, at - _QUOTATION), at + 1))
    return bool(marks) and marks[-1]["opens"] is not None


def _latin_word(word: str, words: Lexicon) -> str:
    low, start, out = word.lower(), 0, ""
    if known := words.official_latin(low):
        start = len(known[0])
        out = _cased(known[1], word[:start], word.isupper())
    for latin, at in latin_letters(low, start):
        loud = word[at].isupper() and (word[at - 1 : at].isupper() or word[at + 1 : at + 2].isupper())
        out += latin.upper() if loud else latin.capitalize() if word[at].isupper() else latin
    return out


def _cased(spelt: str, typed: str, shouted: bool) -> str:
    """A spelling in the letter case of what was typed; in its own where it is a name (Нью-Йорк)."""
    if shouted or (len(typed) > 2 and typed.isupper()):
        return spelt.upper()
    return spelt[0].upper() + spelt[1:] if typed[0].isupper() else spelt
