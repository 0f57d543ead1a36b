"""Whether what a machine answers can be a translation of what it was sent, as far as that can be seen. Pure.

The figures are from the newsroom's own catalogs (English, Russian, Tajik, Uzbek, `locales/`): of texts with 60 letters
and digits or more, the translation has .72 to 1.51 times as many, from 30 to 60 .53 to 2.09; none lacks the end mark
that its text has.
"""

from __future__ import annotations

import html
import itertools
import re
from typing import TYPE_CHECKING

from ..errors import EngineAnswerError
from ..languages import registry
from ..text.letters import CAPITAL
from . import _refused
from .untouched import MARKERS

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["cleaned", "is_name", "judge", "words"]

_LONGER, _ROOM = 4, 100
"""An answer that has more than so many times the characters of the text, and so many more, is no translation."""
_LONG = 40
"""From so many letters and digits on, a text's translation does not become much shorter."""
_SHORTEST, _SHORT = 0.45, 0.7
"""So much of a long text's length its translation has at least; and of a shorter one's, if it has lost its end mark."""
_SENTENCE = 12
"""A sentence of so many letters and digits does not lose its end mark and a third of itself at once."""
_ABBREVIATED = re.compile(rf"(?=.*\b[{CAPITAL}]{{2,5}}\b)\w+(?: \w+){{0,3}}")
"""A name of an organisation that is mostly its abbreviation."""
_NAME = 2
"""So many words a name has that may stand alone; of more, they may as well be a headline in capitals."""
_SHARED = 1
"""A text of so many words may be the same in two languages that are written in the same letters: km, radio."""
_FEW = 20
"""A text of so many letters and digits is in no translation of itself by chance, nor does it lose its end mark."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
_BLANKS = re.compile("[ \t\u00a0\u202f]{2,}")
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
    "|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)
"""What no reader sees: Unicode's `Default_Ignorable_Code_Point`, and the marks of annotations."""
_QUOTES = tuple(map(tuple, ("«»", "“”", "„“", "‘’", '""', "''", "``", "„”", "‚‘")))
_END = re.compile(r"[.!?…][\W_]*$")
_LEAD = re.compile(r"(?P<lead>[^\n:：]{1,100})[:：][*_ ]*(?P<line>\n)?")
_ANNOUNCES = re.compile(
    r"""
    \W* (?: (?: sure | certainly | of\ course | okay | конечно | хорошо | albatta ) \W+ )?
    (?: (?: here \s? (?:['’]s|is) | this\ is | below\ is | вот | ниже ) \s )? (?: (?: the | your | a | ваш | мой ) \s )?
    (?: (?: russian | english | tajik | uzbek | requested ) \s )?
    (?: translation | translated\ text | translate | перевод | перевед[её]нный\ текст | tarjima(?:si)? | тарҷума
      | таржима )
    (?: \s (?: of | from | to | into | in | for | текста | предложения | (?: на | с ) \s \w+ск\w+ ) \b .* )? \W*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CHATS = re.compile(r"\W*(?:sure|certainly|of course|okay|конечно|хорошо)[!.,]*\s*\n", re.IGNORECASE)
_NOTE = re.compile(r"\n\W*(?:notes?|explanation|примечани[ея]|пояснени[ея])\b", re.IGNORECASE)


def cleaned(answer: str, text: str) -> str:
    """An answer without what an engine adds to any text: escapes of HTML, what no reader sees, blanks side by side,
    quotation marks round it all. What of these is in the text itself may be in the answer.

    Args:
        answer: the engine's.
        text: what it was sent.
    """
    if not _ENTITY.search(text):
        while (shown := _ENTITY.sub(lambda one: html.unescape(one[0]), answer)) != answer:
            answer = shown
    seen = _UNSEEN.sub(lambda one: one[0] if one[0] in text else "", answer)
    return _unquoted(_BLANKS.sub(" ", seen.strip()), text)


def judge(answer: str, text: str, target: str) -> None:
    """Look whether an answer can be a translation.

    Args:
        answer: the engine's, cleaned.
        text: what it was sent.
        target: the language (BCP 47) of the translation.

    Raises:
        EngineAnswerError: it cannot be one; with why, for an editor.
    """
    if why := _why_not(answer, text, target):
        raise EngineAnswerError(why)


def is_name(some: Sequence[str]) -> bool:
    """Whether words may be a name, which is the same in many languages."""
    return 0 < len(some) <= _NAME and not _is_prose([*some])


def words(text: str) -> list[str]:
    """The words of what is sent or comes back; markers are none."""
    return re.findall(r"\w+", MARKERS.sub(" ", text))


def _why_not(answer: str, text: str, target: str) -> str:
    """Why an answer is no translation; empty if it may be one."""
    said, sent = words(answer), words(text)
    if not said:
        return "the answer has no words"
    if len(answer) > _LONGER * len(text) + _ROOM:
        return "the answer is much too long to be a translation"
    faults = {
        "the engine gave the text back as it was": said == sent and not _may_be_same(sent, target),
        "the answer has the text itself in it, beside something else": _is_quoted(said, sent),
        "the answer says everything twice": _is_repeated(answer) and not _is_repeated(text.title()),
        "something stands beside the translation in the answer": _has_talk(answer, text),
        "the answer is much shorter than the text: something is left out": _is_short(answer, text),
    }
    return _refused.why(answer, text, target) or next((why for why, is_so in faults.items() if is_so), "")


def _unquoted(answer: str, text: str) -> str:
    """An answer without quotation marks round the whole of it, if the text has none at its ends."""
    core = MARKERS.sub("", text).strip()
    if any(core.startswith(pair[0]) or core.endswith(pair[1]) for pair in _QUOTES):
        return answer
    for opening, closing in _QUOTES:
        inner = answer[1:-1].strip()
        if answer[:1] == opening and answer[-1:] == closing and inner and not {opening, closing} & {*inner}:
            return inner
    return answer


def _is_prose(some: list[str]) -> bool:
    """Whether a text is more than names."""
    return any(one[0].islower() for one in some)


def _may_be_same(sent: list[str], target: str) -> bool:
    """Whether a text may be the same in another language: names, or a word in the letters of both."""
    letters = {*filter(str.isalpha, registry.get(target).alphabet)}
    return not _is_prose(sent) or (len(sent) <= _SHARED and bool({*"".join(sent).lower()} & letters))


def _is_quoted(said: list[str], sent: list[str]) -> bool:
    """Whether a text stands in an answer as a part of it."""
    if len(said) <= len(sent) or len("".join(sent)) < _FEW or not _is_prose(sent):
        return False
    return f" {' '.join(sent)} " in f" {' '.join(said)} "


def _is_repeated(text: str) -> bool:
    """Whether a text is another one (words, or a word that begins with a capital) two or more times, or has a sentence
    two times in a row."""
    some = words(text)
    for times in range(2, 6):
        size, rest = divmod(len(some), times)
        if not rest and size and some == some[:size] * times and (size > 1 or some[1][0].isupper()):
            return True
    sentences = re.split(r"(?<=[.!?…])\s+", text)
    return any(one == next_one and len(one) >= _FEW for one, next_one in itertools.pairwise(sentences))


def _has_talk(answer: str, text: str) -> bool:
    """Whether there are words to the person who asks before a translation (`Here is the translation:`) or after it."""
    if "\n" not in text and (_CHATS.match(answer) or _NOTE.search(answer)):
        return True
    found = _LEAD.match(answer)
    if not found:
        return False
    is_known, is_alone = bool(_ANNOUNCES.fullmatch(found["lead"])), bool(found["line"])
    has_colon = ":" in text
    return (is_known and (is_alone or not has_colon)) or (is_alone and not has_colon and "\n" not in text)


def _is_short(answer: str, text: str) -> bool:
    """Whether something of a text is missing in an answer."""
    answer, text = MARKERS.sub("", answer), MARKERS.sub("", text)
    has, had = (sum(map(str.isalnum, one)) for one in (answer, text))
    if had >= _SENTENCE and has < _SHORT * had and _END.search(text) and not _END.search(answer):
        return True
    return had >= _LONG and has < _SHORTEST * had and not _ABBREVIATED.fullmatch(answer.strip())
