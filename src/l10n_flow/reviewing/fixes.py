"""What may be mended without a person: marks and spaces, never words. Pure."""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import TYPE_CHECKING

from ..catalogs.po_format import entry
from ..catalogs.po_scan import scan
from ..inflection.letters import INVISIBLE
from ..languages import registry
from ..model import Unit
from ..values import Value, replace

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from ..model import Edit, Finding

__all__ = ["Replacement", "edited", "fixed", "is_safe", "keeps_words", "replacement", "retargeted", "together"]

_APOSTROPHE = re.compile(r"(?P<of_word>(?:(?<=[^\W\d_])[X](?=[^\W\d_])|(?<=[OoGg])[X]))|[X]".replace("X", "'`´‘’ʻʼʽ"))
_UNSEEN = re.compile(f"[{INVISIBLE}\u202a-\u202e\u2066-\u2069]")
_LATIN, _CYRILLIC = "ABCEHIKMOPTXYaceikmoptxyëË", "АВСЕНІКМОРТХУасеікмортхуёЁ"
_LOOKS = str.maketrans(_LATIN, _CYRILLIC)
_KEYWORD = re.compile(r"^[ \t]*msg(?:ctxt|id)\b", re.MULTILINE)
_SIGNS = "%&@#§"
_MSGSTR = re.compile(r'^[ \t]*msgstr[ \t]*".*(?:\n[ \t]*".*)*', re.MULTILINE)


def is_safe(finding: Finding) -> bool:
    """Whether a finding's fix can be applied without asking a person. An article, which has no source, is never
    written."""
    right = fixed(finding)
    return bool(finding.source) and right is not None and right != finding.target and _keeps_words(finding, right)


def fixed(finding: Finding) -> str | None:
    """The text as it would be right; None if that takes a person."""
    return edited(finding.target, finding.fix) if finding.fix else None


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with something else in several places, which come in order and do not overlap."""
    out, at = [], 0
    for (start, end), new in edits:
        out += [text[at:start], new]
        at = end
    return "".join([*out, text[at:]])


def together(found: Iterable[Finding], former: Container[str]) -> tuple[str, Sequence[Finding]] | None:
    """A text with as many safe fixes as go together, and whose they are; None if there are none. Others that touch the
    same places, or would make it one of the texts that it was before, are left for another time."""
    taken: list[Finding] = []
    edits: list[Edit] = []
    text = ""
    for finding in filter(is_safe, found):
        if _touch(edits, finding.fix):
            continue
        more = sorted([*edits, *finding.fix])
        right = edited(finding.target, more)
        if right not in former and _keeps_words(finding, right):
            edits, text = more, right
            taken.append(finding)
    return (text, taken) if taken else None


def keeps_words(before: str, after: str, lang: str) -> bool:
    """Whether two texts have the same words, numbers and signs (%, $, <) in the same order, with spaces and marks
    anywhere between them.

    What people do not see is no difference: invisible characters, letters that look the same, how an apostrophe is
    typed; nor is a letter that is typed for one that the language has (`languages`: `strays`). An apostrophe is a part
    of a word between letters and behind o and g, elsewhere it is a quotation mark.
    """
    return _pieces(before, lang) == _pieces(after, lang)


def retargeted(unit: Unit, target: str) -> Unit:
    """A unit with another translation; all other lines of its entry stay as they are in the file."""
    target = unicodedata.normalize("NFC", target)
    new = replace(unit, target=target, raw=None)
    said = _MSGSTR.search(entry(Unit("x", target)))
    if unit.raw is None or said is None:
        return new
    raw, count = _MSGSTR.subn(lambda _: said[0], unit.raw)
    if count != 1 or scan(raw, "")[0] != (new,):  # an entry in a form that nobody's editor writes
        return new
    return replace(new, raw=raw)


def _touch(edits: Iterable[Edit], others: Iterable[Edit]) -> bool:
    """Whether a place of the ones is within one of the others, or beside it."""
    spans = sorted([*((span, 0) for span, _ in edits), *((span, 1) for span, _ in others)])
    pairs = itertools.pairwise(spans)
    return any(whose != other and end >= start for ((_, end), whose), ((start, _), other) in pairs)


def _keeps_words(finding: Finding, right: str) -> bool:
    return keeps_words(finding.target, right, finding.lang)


class Replacement(Value, frozen=True):
    """Lines of a file, `first` to `last` (1-based), that become `text`; the last of them has `width` characters."""

    first: int
    last: int
    width: int
    text: str


def replacement(unit: Unit, target: str) -> Replacement | None:
    """What another translation of a unit does to its file; None if that is not known."""
    begin = _KEYWORD.search(unit.raw or "")
    new = retargeted(unit, target).raw
    if begin is None or new is None or unit.raw is None:
        return None
    old_lines, new_lines = unit.raw.rstrip("\n").split("\n"), new.rstrip("\n").split("\n")
    same = next((i for i, (one, other) in enumerate(zip(old_lines, new_lines, strict=False)) if one != other), 0)
    behind = next((i for i, (a, b) in enumerate(zip(old_lines[::-1], new_lines[::-1], strict=False)) if a != b), 0)
    behind = min(behind, len(old_lines) - same - 1, len(new_lines) - same - 1)
    first = unit.line - unit.raw.count("\n", 0, begin.start()) + same
    gone = old_lines[same : len(old_lines) - behind]
    return Replacement(
        first, first + len(gone) - 1, len(gone[-1]), "\n".join(new_lines[same : len(new_lines) - behind])
    )


def _pieces(text: str, lang: str) -> list[str]:
    """The words, numbers and signs of a text."""
    strays = registry.get(lang).strays
    pairs = str.maketrans({**strays, **{typed.upper(): right.upper() for typed, right in strays.items()}})
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", text)).translate(pairs).translate(_LOOKS)
    seen = _APOSTROPHE.sub(lambda found: "ʼ" if found["of_word"] else " ", seen)
    return "".join(map(_piece, seen)).split()


def _piece(sign: str) -> str:
    kind = unicodedata.category(sign)[0]
    if kind in "LNM":
        return sign
    return f" {sign} " if kind == "S" or sign in _SIGNS else " "
