"""What a unit of the article takes over from an old one: every text that people gave it, and what they must know.

Translations on a source that is not the one they were made for are fuzzy, always, and say what that one was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..catalogs import origin as origins
from ..catalogs.catalog import changed
from ..values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..languages.language import Language
    from ..model import Unit

__all__ = ["FORMER", "assembled", "carried", "from_memory", "in_step", "translated_from"]

FORMER = "[sync] former translation"
"""How the comment with the translation begins that a newer wording took the place of; then `: ` and the text.
Who has decided deletes that line and the fuzzy mark."""

_MEMORY = "memory: "
_CHANGED = "changed: "
_RECAST = f"{_CHANGED}split or joined"
_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\v": r"\v", "\f": r"\f"})
_NUMBERED = re.compile(r"%\d+\$")
_PLACEHOLDER = re.compile(r"%%|%[-+ #']*(?:\([^)]*\))?(?:\d+|\*)?(?:\.[\d*]+)?[hlLqjzt]*\w?|\{[^{}]*\}")
"""What some format takes for one."""


def carried(wanted: Unit, old: Unit, forms: int, source_language: Language) -> Unit:
    """The wanted unit with all that people gave the old one.

    Args:
        wanted: the unit as the article has it, without a translation.
        old: the unit that it goes on.
        forms: how many plural forms the catalog has.
        source_language: for what the `changed:` notes say.

    Returns:
        The old unit itself if nothing in it has to change, so that its own bytes are kept.
    """
    if in_step(wanted, old):
        return old
    same = wanted.key == old.key and wanted.plural_source == old.plural_source and not _breaks_format(wanted, old)
    new = replace(
        _in_forms(old, wanted, forms),
        source=wanted.source,
        context=wanted.context,
        plural_source=wanted.plural_source,
        obsolete=False,
        flags=_flags(wanted, old),
        references=wanted.references,
    )
    if not any(old.targets):
        new = replace(_without_previous(new), fuzzy=False)
    elif not same:
        new = _to_review(new, old)
    elif not old.fuzzy:
        new = _without_previous(new)
    new = replace(new, notes=wanted.notes + _waiting_notes(new, old.notes, source_language))
    return old if new == old else changed(new)


def assembled(wanted: Unit, olds: Sequence[Unit], target: str, previous: str, source_language: Language) -> Unit:
    """The wanted unit with a translation put together from old units, and with all their comments.

    A translation that the wanted unit has already goes into its comment.
    """
    former = f"{FORMER}: {wanted.target.translate(_ESCAPES)}" if wanted.target else ""
    comments = [origins.passed_on(unit.comment, unit.target, target) for unit in olds]
    comment = _comments([wanted.comment, *comments, former])
    new = replace(wanted, target=target, fuzzy=True, previous_source=previous, comment=comment)
    return changed(new, notes=wanted.notes + _waiting_notes(new, (_RECAST,), source_language))


def from_memory(article: str, rival: str) -> str:
    """The note on a translation that another article has; and maybe a third one has another."""
    return f"{_MEMORY}from {article}" + (f"; {rival} says otherwise" if rival else "")


def in_step(wanted: Unit, old: Unit) -> bool:
    """By far the commonest case, found out at once: a unit in use, in which nothing has to change."""
    return (
        wanted.source == old.source
        and wanted.context == old.context
        and wanted.notes == old.notes
        and wanted.references == old.references
        and wanted.flags == old.flags
        and wanted.plural_source == old.plural_source
        and old.previous_source is old.previous_context is old.previous_plural is None
        and not old.fuzzy
        and not old.obsolete
    )


def translated_from(unit: Unit) -> str:
    """The text that a unit's translation was made from: a fuzzy unit has it as its previous source."""
    return unit.previous_source if unit.fuzzy and unit.previous_source is not None else unit.source


def _comments(texts: Sequence[str]) -> str:
    """All comments, but those whose lines stand in another one."""
    different = list(dict.fromkeys(filter(None, texts)))
    return "\n".join(
        text
        for text in different
        if not any(f"\n{text}\n" in f"\n{other}\n" for other in different if other is not text)
    )


def _to_review(new: Unit, old: Unit) -> Unit:
    """Fuzzy, with the text that was translated; if it waited for review before, with the text of then."""
    if old.fuzzy and old.previous_source is not None:
        return replace(new, fuzzy=True)
    return replace(
        new,
        fuzzy=True,
        previous_source=old.source,
        previous_context=old.context,
        previous_plural=old.plural_source,
    )


def _without_previous(unit: Unit) -> Unit:
    return replace(unit, previous_source=None, previous_context=None, previous_plural=None)


def _waiting_notes(new: Unit, old_notes: Sequence[str], source_language: Language) -> tuple[str, ...]:
    """What is said as long as the unit waits for a person: where its translation is from, what changed since."""
    if not new.fuzzy:
        return ()
    is_machine = origins.is_untouched(new.comment, new.target)
    origin = tuple(
        note for note in old_notes if note.startswith(_MEMORY) or (is_machine and note.startswith(origins.NOTE))
    )
    if new.previous_source is None:
        return tuple(note for note in old_notes if note.startswith(_CHANGED)) + origin
    recast = tuple(note for note in old_notes if note == _RECAST)
    if new.previous_source == new.source:
        return recast + origin
    from . import wording

    lines = wording.changes(new.previous_source, new.source, source_language)
    return recast + tuple(_CHANGED + line for line in lines) + origin


def _in_forms(old: Unit, wanted: Unit, forms: int) -> Unit:
    """The old unit with as many translations as the wanted one has forms; one that has no place becomes a comment."""
    if (wanted.plural_source is None) == (old.plural_source is None):
        return old
    if wanted.plural_source is not None:
        return replace(old, target="", plural_targets=(old.target,) * forms)
    others = [text for text in old.plural_targets[1:] if text]
    comment = "\n".join(filter(None, [old.comment, *others]))
    return replace(old, target=old.plural_targets[0], plural_targets=(), comment=comment)


def _formats(unit: Unit) -> set[str]:
    """Flags such as `c-format`, which say what a translation must hold."""
    return {flag for flag in unit.flags if flag.endswith("-format")}


def _flags(wanted: Unit, old: Unit) -> tuple[str, ...]:
    """All flags; of the formats only those that are wanted, if any are."""
    stale = _formats(old) - _formats(wanted) if _formats(wanted) else set()
    return tuple(dict.fromkeys(flag for flag in wanted.flags + old.flags if flag not in stale))


def _breaks_format(wanted: Unit, old: Unit) -> bool:
    """A format is asked for that was not, and source and translation do not show the same placeholders."""
    if _formats(wanted) <= _formats(old):
        return False
    sources = {_placeholders(text) for text in (wanted.source, wanted.plural_source) if text}
    return any(_placeholders(text) not in sources for text in old.targets)


def _placeholders(text: str) -> frozenset[str]:
    """Those of a text in any order."""
    return frozenset(_PLACEHOLDER.findall(_NUMBERED.sub("%", text))) - {"%%"}
