"""A unit's first draft: what an engine makes of a text, put right or put away. Asks, and writes nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import markup, shields
from .errors import EngineAnswerError, FlowError
from .languages import registry
from .values import Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from .asking import About, Asker
    from .shields import Shielded

__all__ = ["Draft", "draft"]

_LONGER, _ROOM = 4, 100
"""An answer that has more than so many times the characters of the text, and so many more, is no translation."""
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""What engines leave in their answers and no reader sees."""


class Draft(Value, frozen=True):
    """What a unit is filled with; or, if that is empty, why it stays so: `error` if the engine was not to be reached,
    else `why`."""

    text: str = ""
    why: str = ""
    error: FlowError | None = None


def draft(asker: Asker, about: About, shielded: Shielded, recall: Callable[[str], str | None] | None = None) -> Draft:
    """Have a text translated: as a whole, or, if that comes back without all that must stay as it is, in the pieces
    between.

    Args:
        asker: the engine.
        about: what the text is from.
        shielded: the text.
        recall: what the newsroom's catalogs say for a text; for an engine that asks them.
    """
    if shielded.is_bare:
        return Draft(shielded.text)
    language = registry.get(about.source)

    def ask(text: str) -> str:
        some = shields.cut(text, asker.route.limit, language)
        return some.joined([_sound(asker.ask(one, about, recall), one) for one in some.texts])

    try:
        text = _whole(ask, shielded) or shielded.assembled([ask(one) for one in shielded.pieces.texts])
    except EngineAnswerError as error:
        return Draft(why=error.message)
    except FlowError as error:
        return Draft(why=error.message, error=error)
    if text is None:
        return Draft(why="what must stay as it is did not come back")
    if _words(text) == _words(shielded.text):
        return Draft(why="the engine gave the text back as it was")
    return Draft(text)


def _whole(ask: Callable[[str], str], shielded: Shielded) -> str | None:
    """The translation of a text that was sent in one piece; None if that did not come back whole."""
    try:
        return shielded.restore(ask(shielded.sent))
    except EngineAnswerError:
        if len(shielded.pieces.texts) > 1:
            return None
        raise


def _sound(answer: str, text: str) -> str:
    """An answer without what nobody sees.

    Raises:
        EngineAnswerError: it cannot be a translation.
    """
    seen = re.sub(" {2,}", " ", _UNSEEN.sub("", answer))
    if len(seen) > _LONGER * len(text) + _ROOM:
        raise EngineAnswerError("the answer is much too long to be a translation")
    if not any(map(str.isalnum, seen)):
        raise EngineAnswerError("the answer has no words")
    return seen


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", markup.plain(text))
