"""Whether quotation marks are the language's own, in pairs, and not mixed.

What: a mark is not opened or not closed, neither here nor in the paragraph before or behind; typewriter's marks ("),
single ones or another language's, where the language has its own; two kinds of pairs beside each other. Only noted: a
mark alone at the end of the first text, whose speech may have begun where nobody can see it, and in paragraphs in
Tajik, as print is full of them; a typewriter's mark alone, if the source has none; single marks if the source has such,
too, and in Tajik; another pair that newsrooms of the language print as well; a pair inside one of its own kind. The
kind can be fixed.

Wrong: “the ‘Pamir’ cinema” - «кинотеатр "Памир"»

Right: “the ‘Pamir’ cinema” - «кинотеатр «Памир»»
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from ..languages import registry
from ..model import Finding, Severity
from . import _letters, _seen, _slips
from ._prose import TAG, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Edit
    from ..passages import Passage

SEVERITY = Severity.WARNING

_MARK = re.compile('[«»„“”‟"]')
_CLOSES = {"»": "«", "”": '“„‟"', "“": "„", '"': '"“„'}
_CLOSING = {"«": "»", "„": "“”", "“": "”", "‟": "”", '"': '"'}
_INCHES = re.compile(r"(?<=\d)[\"”]")
_BEHIND = re.compile(rf"[\s(\[{TAG}—–«„“\"-]?$")
_OPENS_SINGLE = re.compile(r"(?<!\w)['‘](?=\w)")
_CLOSES_SINGLE = re.compile(r"(?<=[^\W_sS]|[.,!?…])['’](?!\w)")
_SINGLE = re.compile(r"(?<!\w)(?P<opening>['‘])(?=\w)[^'‘’]+(?<=[\w.,!?…])(?P<closing>['’])(?!\w)")
_PARTS = ("opening", "closing")
_STRAIGHT_OR_CURLY = frozenset('"“”')


class Pair(NamedTuple):
    """A quotation: where its marks are, and in how many others it stands."""

    start: int
    end: int
    depth: int


@functools.lru_cache(maxsize=64)
def read(text: str) -> tuple[tuple[Pair, ...], tuple[int, ...]]:
    """The quotations of a text, and where marks without a partner are."""
    pairs: list[Pair] = []
    opened: list[int] = []
    alone: list[int] = []
    for found in _MARK.finditer(text):
        mark, at = found[0], found.start()
        if opened and text[opened[-1]] in _CLOSES.get(mark, ""):
            pairs.append(Pair(opened.pop(), at, len(opened)))
        elif mark in "»”":
            alone.append(at)
        else:
            opened.append(at)
    alone += opened
    if len(alone) == 2 and text[alone[0]] == text[alone[1]] and text[alone[0]] in "“”":  # typed alike, but a pair
        pairs.append(Pair(min(alone), max(alone), 0))
        alone = []
    return tuple(sorted(pairs)), tuple(sorted(alone))


def concerns(there: int, here: int) -> bool:
    """Whether there is a quotation mark."""
    return bool(here & (_seen.QUOTE | _seen.OPENS))


def check(passage: Passage) -> Iterator[Finding]:
    """Look at the quotation marks of a text."""
    source, text = passage.source, _seen.target(passage).text
    pairs, alone = read(text)
    if not pairs and not alone:
        yield from _single(passage, text)
        return
    if alone and not _INCHES.search(text):
        if source and _is_open(prose(source)):
            yield from _of_part(passage, text, alone)
        else:
            yield _of_one(passage, text, alone, pairs)
    outer = [pair for pair in pairs if pair.depth == 0]
    if not outer or alone:
        return
    language = registry.get(passage.version.lang)
    kinds = {(text[pair.start], text[pair.end]) for pair in outer}
    if kinds == {language.quotes}:
        inner = [pair for pair in pairs if pair.depth == 1 and text[pair.start] == language.quotes[0]]
        if inner:
            message, hint = "a quotation inside another has the same marks", f"write {''.join(language.inner_quotes)}"
            spans = tuple((pair.start, pair.end + 1) for pair in inner)
            yield Finding(message, hint, (), spans, "inner", Severity.INFO)
        return
    fix = _fix(passage.target, pairs, language.quotes, language.inner_quotes)
    spans = tuple((pair.start, pair.end + 1) for pair in outer if (text[pair.start], text[pair.end]) != language.quotes)
    hint = f"write {''.join(language.quotes)}"
    if len(kinds) > 1 or any(closing not in _CLOSING.get(opening, "") for opening, closing in kinds):
        names = " and ".join(sorted(map("".join, kinds)))
        used = {mark for kind in kinds for mark in kind}
        known = {mark for kind in language.other_quotes for mark in kind}
        severity = Severity.INFO if used <= _STRAIGHT_OR_CURLY & known else None
        yield Finding(f"quotation marks of two kinds: {names}", hint, (), spans, "mixed", severity, fix)
    else:
        (kind,) = kinds
        severity = Severity.INFO if kind in language.other_quotes else None
        message = f"{''.join(kind)} are not the language's quotation marks"
        yield Finding(message, hint, (), spans, "kind", severity, fix)


def _single(passage: Passage, text: str) -> Iterator[Finding]:
    """Single marks where no others are; in a language with apostrophes they may be these."""
    language = registry.get(passage.version.lang)
    if _letters.of(language.tag).foreign is None or not (found := list(_SINGLE.finditer(text))):
        return
    places = [(one.span(part), mark) for one in found for part, mark in zip(_PARTS, language.quotes, strict=True)]
    message, hint = "single marks are not the language's quotation marks", f"write {''.join(language.quotes)}"
    spans = tuple(one.span() for one in found)
    is_usual = bool(language.other_quotes) or _OPENS_SINGLE.search(passage.source or "")
    severity = Severity.INFO if is_usual else None
    yield Finding(message, hint, (), spans, "kind", severity, tuple(places))


def _is_open(source: str) -> bool:
    """Whether a speech in the source begins or ends in another text."""
    return bool(read(source)[1]) or len(_OPENS_SINGLE.findall(source)) != len(_CLOSES_SINGLE.findall(source))


def _of_one(passage: Passage, text: str, alone: tuple[int, ...], pairs: tuple[Pair, ...]) -> Finding:
    """A mark without a partner. One mark may close two quotations that end together: «ООО «Ромашка». But a translation
    that lacks a quotation of its source has lost the partner."""
    at = alone[0]
    lacks = len(pairs) < len(read(prose(passage.source or ""))[0])
    shared = (
        not lacks
        and len(alone) == 1
        and text[at] in "«“"
        and any(pair.start > at and text[pair.start] == text[at] for pair in pairs)
    )
    opens = _opens(text, at)
    message = f"{text[at]} is not {'closed' if opens else 'opened'}"
    is_inch = text[at] == '"' and not _seen.source(passage).marks & _seen.QUOTE
    is_doubtful = shared or is_inch or (_goes_on(passage) if opens else _began(passage, text[at + 1 :], lacks=lacks))
    severity = Severity.INFO if is_doubtful else _slips.severity("quotes", "alone", passage)
    return Finding(message, "write its partner", (), tuple((one, one + 1) for one in alone), "alone", severity)


def _of_part(passage: Passage, text: str, alone: tuple[int, ...]) -> Iterator[Finding]:
    """Another language's marks round a speech that begins or ends in another text."""
    language = registry.get(passage.version.lang)
    known = {mark for pair in (language.quotes, language.inner_quotes, *language.other_quotes) for mark in pair}
    if strange := [at for at in alone if text[at] not in known]:
        fix = tuple(((at, at + 1), language.quotes[not _opens(text, at)]) for at in strange)
        message = f"{text[strange[0]]} is not the language's quotation mark"
        hint = f"write {''.join(language.quotes)}"
        yield Finding(message, hint, (), tuple(span for span, _ in fix), "kind", fix=fix)


def _opens(text: str, at: int) -> bool:
    """Whether a mark opens a quotation."""
    return text[at] in "«„“" or (text[at] == '"' and bool(_BEHIND.search(text[max(0, at - 1) : at])))


def _goes_on(passage: Passage) -> bool:
    """Whether a speech may go on in the text behind: that has a mark alone as well."""
    return _is_alone(passage, passage.number + 1)


def _began(passage: Passage, rest: str, *, lacks: bool) -> bool:
    """Whether a speech may have begun in the text before. Before the first one stands what is not translated (a
    picture, another's words); a speech that began there ends with this text, which lacks nothing of the source's."""
    if passage.number:
        return _is_alone(passage, passage.number - 1)
    return not lacks and not any(map(str.isalpha, rest))


def _is_alone(passage: Passage, number: int) -> bool:
    """Whether a text of the article has a mark without a partner."""
    units = passage.version.units
    return number < len(units) and bool(read(prose(units[number][0].target))[1])


def _fix(target: str, pairs: tuple[Pair, ...], outer: tuple[str, str], inner: tuple[str, str]) -> tuple[Edit, ...]:
    """The house's marks, each in its place; none if there are single marks, too, or pairs in pairs in pairs."""
    if any(pair.depth > 1 for pair in pairs) or _OPENS_SINGLE.search(target):
        return ()
    places: list[Edit] = []
    for pair in pairs:
        opening, closing = inner if pair.depth else outer
        places += [((pair.start, pair.start + 1), opening), ((pair.end, pair.end + 1), closing)]
    return tuple(sorted(places))
