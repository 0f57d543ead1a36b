"""The stems of Tajik verbs, by their infinitives: present ones from `tg_verbs.toml`, past ones by rule."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["LIGHT", "PREVERBS", "VerbStems", "all_stems", "prefixed", "verb_stems"]

_DO: Final = ("кардан", "намудан")
_BECOME: Final = ("шудан", "гаштан", "гардидан")
LIGHT: Final = dict.fromkeys(_DO, (*_DO, *_BECOME)) | dict.fromkeys(_BECOME, _BECOME)
"""What stands for the verb of a compound one: others with the same meaning, and those of its passive (ихроҷ шуданд)."""
PREVERBS: Final = ("бар", "дар", "боз", "фур", "фурӯ", "во", "вар", "фаро")


class VerbStems(NamedTuple):
    """A way to read an infinitive: what stands before the verb (or nothing), and the stems of the verb itself."""

    preverb: str
    past: tuple[str, ...]
    present: tuple[str, ...]


def verb_stems(word: str, *, sure: bool) -> Sequence[VerbStems]:
    """The ways to read a word as an infinitive; one that is not known only if it is `sure` to be a verb."""
    if not word.endswith(("тан", "дан")):
        return ()
    readings = [("", word), *((p, word[len(p) :]) for p in PREVERBS if word.startswith(p))]
    known = [VerbStems(preverb, _past(verb), stems) for preverb, verb in readings if (stems := _present(verb))]
    return known or ([VerbStems("", _past(word), ())] if sure else [])


def prefixed(preverb: str, prefixes: Sequence[str]) -> Iterator[str]:
    """Prefixes before and behind a preverb: набаромад, барнагашт."""
    for prefix in prefixes:
        yield preverb + prefix
        if preverb and prefix:
            yield prefix + preverb


@functools.cache
def all_stems() -> frozenset[str]:
    """The present and past stems of all verbs of the table, the latter with every preverb."""
    table = _table()
    return frozenset(stem for stems in table.values() for stem in stems) | frozenset(
        preverb + infinitive[:-2] for infinitive in table for preverb in ("", *PREVERBS)
    )


def _past(verb: str) -> tuple[str, ...]:
    """One, or two for what is said both ways: расондан, расонидан."""
    if verb.endswith("ондан"):
        return (verb[:-2], f"{verb[:-3]}ид")
    return (verb[:-2], f"{verb[:-4]}д") if verb.endswith("онидан") else (verb[:-2],)


def _present(verb: str) -> tuple[str, ...]:
    stems = _table().get(verb)
    if stems:
        return stems
    if verb.endswith("идан") and len(verb) > 5:
        return (verb[:-4],)
    return (verb[:-3],) if verb.endswith("ондан") and len(verb) > 5 else ()


@functools.cache
def _table() -> dict[str, tuple[str, ...]]:
    verbs = tomllib.loads(resources.files(__package__).joinpath("tg_verbs.toml").read_text("utf-8"))
    return {infinitive: tuple(stems.split()) for infinitive, stems in verbs.items()}
