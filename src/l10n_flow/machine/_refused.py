"""What services and language models answer instead of a translation: complaints and refusals. Pure."""

from __future__ import annotations

import re

__all__ = ["why"]

_COMPLAINTS = re.compile(
    r"mymemory\W+(?:warning|unexpected|:)|query length limit exce|invalid (?:language pair|(?:source|target) language)|"
    r"please select two distinct languages|all available free translations|no query specified|<!doctype html",
    re.IGNORECASE,
)
"""Of MyMemory, as those who use it quote them (https://github.com/WeblateOrg/weblate/issues/179,
https://github.com/terryyin/translate-python/issues/57), and a page in the place of an answer."""
_ENGLISH_COMPLAINTS = re.compile(
    r"too many requests|rate limit (?:exceeded|reached)|quota (?:has been )?exceeded|error 5\d\d|"
    r"internal server error|bad gateway|service (?:is )?(?:temporarily )?unavailable|the server encountered|"
    r"invalid (?:email provided|api[ _]key)",
    re.IGNORECASE,
)
"""Of any service. An English translation may have such words of its own."""
_LINE_MARKS = re.compile(r"<{7}|={7}|>{7}|\|{7}|#-#-#-#-#")
"""What git and gettext's msgcat write between two versions: `git`, `msgcat` and our own readers would take a text with
them for a conflict."""
_SIGNS = ("```", "<think>", "</think>", "<|", "[INST]")
"""What language models put round their answers and thoughts."""
_REFUSALS = re.compile(
    r"""
    \W*
    (?: (?: (?:i['’]m|i\ am) \ (?:very\ |really\ |so\ )? sorry | sorry | i\ apologi[sz]e | my\ apologies
          | unfortunately )
        \b [^.\n]{0,40}? \b i (?:\ can(?:no|['’])t | ['’]m | \ am | \ do\ not | \ don['’]t | \ won['’]t )
      | i \ (?:can(?:no|['’])t | am\ (?:not\ able|unable)\ to | won['’]t) \ (?:\w+ly\ )?
        (?:translate | assist | help | comply | fulfil | provide | process | do\ that | continue)
      | i['’]m \ (?:not\ able|unable)\ to \ (?:translate | assist | help | comply | fulfil | provide | process)
      | as \ an? \ (?:ai | (?:large\ )?language\ model | artificial\ intelligence) \b
      | i \ (?:am|['’]m) \ (?:just\ |only\ )? an? \ (?:ai | (?:large\ )?language\ model) \b
      | (?: извините | простите | прошу\ прощения | приношу\ извинения | к\ сожалению | сожалею ) \b [^.\n]{0,40}?
        \b я \ (?: не\ (?:могу|смогу|имею|способ) | лишь | всего )
      | я \ не \ (?:могу|смогу) \ (?:помочь|перевести|переводить|выполнить|предоставить|обсуждать|продолжить)
      | не \ могу \ (?:с\ этим\ помочь | помочь\ с\ этим | выполнить\ (?:этот|ваш) )
      | (?:как|я \s? [—–-]? \s? (?:всего\ лишь\ |просто\ )?) \s? (?:ии\b | искусственный\ интеллект | (?:большая\ )?
        языковая\ модель | модель\ искусственного )
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""How language models say no, in English and in Russian; at the beginning of an answer."""
_SAYS_SO = re.compile(
    r"sorry|apolog|unfortunately|\bcan['’]?no?t\b|can['’]t|\bunable\b|not able|won['’]t|\bai\b|language model|"
    r"artificial|извин|прости|прощени|сожале|\bувы\b|нельз|не (?:могу|смогу|имею|в с)|неспособ|\bии\b|искусственн|"
    r"языков|kechir|uzr|afsus|taassuf|olma|qodir emas|sun.?iy|til modeli|кечир|узр|афс[уӯ]с|олма|сунъий|сунъӣ|"
    r"бубахш|мебахш|мутаассиф|наметавон|забонӣ",
    re.IGNORECASE,
)
"""What a text has that is honestly translated into such words, in our four languages."""


def why(answer: str, text: str, target: str) -> str:
    """Why an answer is none, if that is plain to see; else empty.

    Args:
        answer: the engine's.
        text: what it was sent. What it says itself is no complaint.
        target: the language (BCP 47) of the translation.
    """
    complaints = [_COMPLAINTS] if target == "en" else [_COMPLAINTS, _ENGLISH_COMPLAINTS]
    if any(one.search(answer) and not one.search(text) for one in complaints):
        return "the engine answers with a complaint of its own"
    if _REFUSALS.match(answer) and not _SAYS_SO.search(text):
        return "the engine refuses to translate it"
    if any(one[0] not in text for one in _LINE_MARKS.finditer(answer)):
        return "the answer has marks of git or gettext in it"
    if any(sign in answer and sign not in text for sign in _SIGNS):
        return "the answer has in it what a program says to programs"
    return ""
