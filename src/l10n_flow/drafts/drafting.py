"""A unit's first draft: what an engine makes of a text, put right or put away. Asks, and writes nothing."""

from __future__ import annotations

import contextlib
import html
import re
from typing import TYPE_CHECKING

from ..errors import EngineAnswerError, EngineUnansweredError, FlowError
from ..languages import registry
from ..machine import shields, soundness
from ..machine.untouched import MARKERS
from ..text import markup
from ..values import Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..machine.shields import Shielded
    from .asking import About, Asker

__all__ = ["Draft", "draft"]

_NUMBER = re.compile(r"\d[.,\s]+\d|%")
_TITLE = re.compile(r'(?<=[a-z0-9]) title="([^"<>]+)"(?=>)')


class Draft(Value, frozen=True):
    """What a unit is filled with; or, if that is empty, why it stays so: `error` if the engine was not to be reached,
    else `why`."""

    text: str = ""
    why: str = ""
    error: FlowError | None = None


def draft(asker: Asker, about: About, shielded: Shielded, recall: Callable[[str], str | None] | None = None) -> Draft:
    """Have a text translated: as a whole, or, if that comes back without all that must stay as it is, in the pieces
    between. What is no translation, or only half of one, is asked for again sentence by sentence.

    Args:
        asker: the engine.
        about: what the text is from.
        shielded: the text.
        recall: what the newsroom's catalogs say for a text; for an engine that asks them.
    """
    if shielded.is_bare:
        differs = _NUMBER.search(MARKERS.sub("", shielded.sent))
        return Draft(why="a number that languages write in different ways") if differs else Draft(shielded.text)

    def ask(text: str) -> str:
        some = shields.cut(text, asker.route.limit, registry.get(about.source))
        return some.joined([_translated(asker, about, one, recall) for one in some.texts])

    pieces = shielded.pieces
    try:
        target = registry.get(about.target)
        text = _whole(ask, shielded, target.endings if target.glues_endings else "") or shielded.assembled(
            [ask(one) for one in pieces.texts]
        )
    except (EngineAnswerError, EngineUnansweredError) as error:
        return Draft(why=error.message)
    except FlowError as error:
        return Draft(why=error.message, error=error)
    if text is None:
        return Draft(why="what must stay as it is did not come back")
    as_sent = shielded.assembled(pieces.texts) or ""  # in another script than the unit, it may be
    said, own = _words(text), _words(shielded.text)
    if said in (own, _words(as_sent)) and not (said == own and soundness.is_name(said)):
        return Draft(why="the engine gave the text back as it was")
    return Draft(_with_titles(text, ask))


def _with_titles(text: str, ask: Callable[[str], str]) -> str:
    """A text with the expansions of its abbreviations translated, too; one for which there is none stays as it is."""

    def translated(found: re.Match[str]) -> str:
        with contextlib.suppress(FlowError):
            title = re.sub(r'[<>"]', "", ask(html.unescape(found[1])))
            return f' title="{title}"'
        return found[0]

    return _TITLE.sub(translated, text)


def _whole(ask: Callable[[str], str], shielded: Shielded, endings: str) -> str | None:
    """The translation of a text that was sent in one piece; None if that did not come back whole."""
    try:
        return shielded.restore(ask(shielded.sent), endings)
    except EngineAnswerError:
        if len(shielded.pieces.texts) > 1:
            return None
        raise


def _translated(asker: Asker, about: About, text: str, recall: Callable[[str], str | None] | None) -> str:
    """The engine's translation of a text, asked for once or sentence by sentence.

    Raises:
        EngineAnswerError: what it answers is none.
    """
    parts = shields.sentences(text, registry.get(about.source))
    try:
        answer = soundness.cleaned(asker.ask(text, about, recall), text)
        soundness.judge(answer, text, about.target)
    except EngineAnswerError:
        asker.forget(text, about)
        if len(parts.texts) < 2:
            raise
    else:
        if len(shields.sentences(answer, registry.get(about.target)).texts) >= len(parts.texts):
            return answer
    return parts.joined([_translated(asker, about, one, recall) for one in parts.texts])


def _words(text: str) -> list[str]:
    return soundness.words(markup.plain(text))
