"""Whether a translation ends as its source does.

What: the full stop, question or exclamation mark, colon, semicolon or ellipsis at the end is missing or is another one;
a full stop is there twice (this can be fixed); a headline has one, and its source none. Quotation marks, brackets and
tags may stand before or behind it. A text without words has other marks than its source. Noted: a full stop elsewhere
that the source has not; a headline without the one of its source; a statement that became a question, if either has a
word that asks; in paragraphs in Tajik, where print is full of such ends, a full stop that is there twice or not at all.

Wrong: “Why did he leave?” - «Почему он уехал.»

Right: “Why did he leave?” - «Почему он уехал?»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..languages import registry
from ..model import Finding, Role, Severity
from . import _seen, _slips
from ._prose import ADDRESS, TAG, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..passages import Passage

SEVERITY = Severity.WARNING

_MARKS = ".:;!?…,"
_COUNTED = frozenset(_MARKS) | frozenset("#*/|+=")
_AROUND = f" \t\r\n\u00a0\u202f{TAG}\"'«»“”„‘’‹›)]—–-"
_OTHER_SCRIPTS = str.maketrans("？！。।؟؛：；，", "?!..?;:;,")
_BEHIND = _AROUND + _MARKS + "？！。।؟؛：；，"
_TWICE = re.compile(r"(?<!\.)\.\.(?!\.)")
_LAST_WORD = re.compile(r"([^\s(«“\"]+)$")
_SENTENCE_END = re.compile(r"[.!?…]+\s")
_TITLES = frozenset({Role.HEADLINE, Role.KICKER, Role.HEADING, Role.PAGE_TITLE})
_MILD = frozenset({(",", ""), (",", ".")})
_STRONG = frozenset("?!…:")
_NAMES = {".": "a full stop", "?": "a question mark", "!": "an exclamation mark", ":": "a colon", ";": "a semicolon",
          "…": "an ellipsis", ",": "a comma"}  # fmt: skip


def concerns(there: int, here: int) -> bool:
    """Whether the ends may differ, or there are two full stops."""
    return bool(here & _seen.DOTS or not (there & here & _seen.ENDS or there & _seen.ALONE))


def check(passage: Passage) -> Iterator[Finding]:
    """Compare the ends of a text and its source."""
    source, target = passage.source, passage.target
    if source and target and source[-1] == target[-1] in ".?!" and source[-2:-1].isalnum() and target[-2:-1].isalnum():
        return
    if source and not any(map(str.isalnum, source)):
        yield from _of_marks_only(source, target)
        return
    end = _end(target)
    if not end:
        return
    twice = _TWICE.search(target, end)
    if twice and (source is None or not _TWICE.search(source, _end(source))):
        fix = tuple((found.span(), ".") for found in _TWICE.finditer(target, end))
        severity = _slips.severity("end-punctuation", "twice", passage)
        yield Finding("two full stops", "one is enough", (), (twice.span(),), "twice", severity, fix)
    elif source and _end(source):
        wanted, found = _marks(source), _marks(target)
        strong = _STRONG & wanted, _STRONG & found
        if (wanted.isdisjoint(found) and wanted != found) or (all(strong) and strong[0] != strong[1]):
            yield from _compared(passage, wanted, found, end)


def _of_marks_only(source: str, target: str) -> Iterator[Finding]:
    """A text without words has the marks of its source; dashes and quotation marks are the language's."""
    wanted, found = ([sign for sign in text.replace("...", "…") if sign in _COUNTED] for text in (source, target))
    if wanted != found:
        message, hint = "these are not the marks of the source", "write them as there"
        yield Finding(message, hint, ((0, len(source)),), ((0, len(target)),), "only")


def _compared(passage: Passage, wanted: frozenset[str], found: frozenset[str], end: int) -> Iterator[Finding]:
    source = passage.unit.source
    was, now = (next((mark for mark in "?!…:;.," if mark in marks), "") for marks in (wanted, found))
    there, here = passage.version.source_lang or "en", passage.version.lang
    subject, severity = "", Severity.INFO if (was, now) in _MILD else None
    if (was, now) == (".", "?") and (_asks(source[: _end(source)], there) or _asks(passage.target[:end], here)):
        severity = Severity.INFO  # “Here is why” may well become a question
    if (was, now) == ("", "."):
        if _is_abbreviation(passage.target, here):
            return
        severity = None if passage.role in _TITLES else Severity.INFO
    elif (was, now) == (".", ""):
        if _is_abbreviation(source, there):
            return
        subject = "missing"
        severity = Severity.INFO if passage.role in _TITLES else _slips.severity("end-punctuation", subject, passage)
    if not was:
        message, hint = f"there is {_NAMES[now]} at the end, and none in the source", "take it away"
    elif not now:
        message, hint = f"{_NAMES[was]} is missing at the end", f"write “{was}”"
    else:
        message, hint = f"there is {_NAMES[now]} at the end, and in the source {_NAMES[was]}", f"write “{was}”"
    spans = ((max(end - 1, 0), len(passage.target)),)
    yield Finding(message, hint, ((_end(source) - 1, len(source)),), spans, subject, severity)


def _end(text: str) -> int:
    """Where the last word of a text ends."""
    return len(prose(text).rstrip(_BEHIND))


def _marks(text: str) -> frozenset[str]:
    """The marks after the last word."""
    tail = text[_end(text) :].translate(_OTHER_SCRIPTS).replace("...", "…")
    return frozenset(mark for mark in tail if mark in _MARKS)


def _asks(text: str, lang: str) -> bool:
    """Whether the last sentence of a text has a word that asks."""
    words = _SENTENCE_END.split(prose(text))[-1].lower().split()
    asking = registry.get(lang).interrogatives
    return not asking.isdisjoint(words) or any("-" + word[-2:] in asking for word in words[-1:])


def _is_abbreviation(text: str, lang: str) -> bool:
    """Whether the last full stop is one of an abbreviation: U.S., etc."""
    word = _LAST_WORD.search(prose(text)[: _end(text)])
    spelt = word[1].casefold() if word else ""
    language = registry.get(lang)
    known = spelt in language.final_abbreviations or spelt in language.abbreviations
    return known or ADDRESS in spelt or "." in spelt or (len(spelt) == 1 and spelt.isalpha())
