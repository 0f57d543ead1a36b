"""Whether capital letters are where the source has them.

What: a text begins with a small letter and its source with a capital, or the reverse; all of it is in capitals and its
source is not; a word begins with two capitals; there is one within a word (noted in paragraphs in Tajik, as print is
full of them). Words that are spelt so (iPhone, eBay), acronyms with an ending (YIga, СМИшный) and what stands in the
source as well are passed over.

Wrong: “The law is new.” - «закон новый.»

Right: “The law is new.” - «Закон новый.»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Finding, Severity
from ..text.letters import CAPITAL, CYRILLIC_CAPITAL, CYRILLIC_SMALL, SMALL
from . import _seen, _slips
from ._prose import ADDRESS, TAG, core, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage

SEVERITY = Severity.WARNING

_FIRST = re.compile(rf"[^\w»”{ADDRESS}]*(?P<word>[^\W\d_][\w'’‘ʻʼ-]*)")
_TWO = re.compile(rf"[{CAPITAL}](?<![\w'’‘ʻʼ-].)[{CAPITAL}](?P<rest>[{SMALL}ʻʼ‘’]{{2,}})(?![\w-])")
_INNER = re.compile(
    rf"(?<!\w)\w*(?:[{CYRILLIC_SMALL}]{{2}}(?P<one>[{CYRILLIC_CAPITAL}])[{CYRILLIC_SMALL}]{{2}}"
    r"|[a-z]{2}(?P<other>[A-Z])[a-z]{2})\w*"
)
_ENDINGS = re.compile(
    r"(?:lar|i|si|im|li|lik|chi)?(?:ning|ni|ga|ka|da|dan|dagi|dek|gacha|cha|ʼ.*|’.*|‘.*)?"
    r"|(?:лар|и|си|лик)?(?:нинг|ни|га|да|дан|даги|гача|ча)?|(?:ҳо)?(?:и|е|ро|у|ву|ям)?|(?:и|е)ву"
    r"|а|у|ом|е|ы|и|ов|ам|ами|ах|ш?ник\w*|шн\w+|щик\w*|эшн\w+|овск\w+|ист\w*"
)
_ENOUGH = 10  # letters in capitals that are no acronym


def concerns(there: int, here: int) -> bool:
    """Whether capitals may be where the source has none, or the reverse."""
    differs = not there & here & _seen.START or (there | here) & _seen.SHOUTED
    return bool(here & _seen.CAPITALS or (differs and not there & _seen.ALONE))


def check(passage: Passage) -> Iterator[Finding]:
    """Compare the first letters, and look at words in capitals."""
    source, target = passage.source, passage.target
    if source is not None:
        if not (source[:1].isupper() and target[:1].isupper()):
            yield from _start(source, target, passage.version.lang)
        if _is_shouted(target) and not source.isupper():
            yield Finding(
                "the whole text is in capitals", "write it as the source is written", (), ((0, len(target)),), "all"
            )
        elif _is_shouted(source) and not _is_shouted(target) and len(core(target)) >= _ENOUGH:
            message = "the source is all in capitals"
            yield Finding(message, "think about capitals", (), ((0, len(target)),), "all", Severity.INFO)
    text, _, marks, _ = _seen.target(passage)
    for found in _TWO.finditer(text) if marks & _seen.CAPITALS else ():
        if (source is None or found[0] not in source) and not _ENDINGS.fullmatch(found["rest"]):
            message = f"“{found[0]}” begins with two capitals"
            yield Finding(message, "write one", (), (found.span(),), "two")
    if source and marks & _seen.CAPITALS:
        yield from _within(passage, text, source)


def _within(passage: Passage, text: str, source: str) -> Iterator[Finding]:
    """Capitals within words that the source does not spell so."""
    for found in _INNER.finditer(text):
        at = found.start(found.lastgroup or 0)
        if text[at - 2 : at + 3] not in source:
            message, hint = f"there is a capital within “{found[0]}”", "write a small letter, or put a space in"
            severity = _slips.severity("capitals", "inner", passage)
            yield Finding(message, hint, (), ((at, at + 1),), "inner", severity)


def _start(source: str, target: str, lang: str) -> Iterator[Finding]:
    was, now = _FIRST.match(prose(source)), _FIRST.match(prose(target))
    if was is None or now is None:
        return
    old, new = was["word"], now["word"]
    if new in source:  # a name that is spelt so
        return
    is_short = len(new) == 1 or new in registry.get(lang).abbreviations
    if is_short and target[now.end() :].startswith("."):  # «г. Ташкент»
        return
    if old[0].isupper() and new[0].islower() and new.islower():
        message, hint = "it begins with a small letter, and the source with a capital", "write a capital"
    elif old.islower() and new[0].isupper() and not new.isupper() and TAG not in prose(source)[: was.end()]:
        if old in target:  # a name that is spelt so
            return
        message, hint = "it begins with a capital, and the source with a small letter", "write a small letter"
    else:
        return
    yield Finding(message, hint, (was.span("word"),), (now.span("word"),), "start")


def _is_shouted(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, core(text))) >= _ENOUGH
