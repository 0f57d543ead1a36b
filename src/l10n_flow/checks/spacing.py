"""Whether words and marks are the right space apart.

What: no space before a tag, or one where a word of the source goes on; one inside of a tag or within a Markdown link; a
line break, a tab or a space at an end that the source does not have; a space before a comma, a full stop or another
closing mark, or behind an opening one; no space behind a comma, at the end of a sentence or before a bracket; two
spaces. Noted: two spaces beside a dash, a colon or a quotation mark, where no word can have been lost between them; in
paragraphs (print is full of them) two spaces in Russian and Uzbek and a space before a mark in Tajik; a full stop of
its own behind another; a space where the house breaks no line (between the digits of 210 000, behind №). All but those
at tags can be fixed.

Wrong: «В реестре ,который ведет полиция»

Right: «В реестре, который ведет полиция»
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Finding, Severity
from ..text.letters import CAPITAL, SMALL
from . import _seen, _slips
from ._prose import ADDRESS, LETTER, TAG, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Span
    from ..passages import Passage

SEVERITY = Severity.WARNING

_BLANK = " \u00a0\u202f"
_DOUBLE = ("  ", "\u00a0", "\u202f")
_CLOSERS = rf"[\s{TAG}»”\")\]]|$"
_CLOSING = rf"(?:[,;!?](?:{_CLOSERS})|[,;](?={LETTER})|:(?:\s|$)|\.(?!\.)(?:{_CLOSERS})|[)\]»])"
_KINDS = (
    ("double", "two spaces", "one is enough", " ", re.compile(rf"[{_BLANK}]{{2,}}")),
    ("stray", "a full stop of its own", "take it away", "", re.compile(rf"[{_BLANK}]+\.(?={_CLOSERS})(?<=\. \.)")),
    (
        "before",
        "a space before a mark",
        "take it away",
        "",
        re.compile(rf"[{_BLANK}]+(?={_CLOSING})(?<=[^\s{TAG}.][{_BLANK}])|[{_BLANK}]+(?<=[(\[«][{_BLANK}])(?=\S)"),
    ),
    (
        "bracket",
        "no space before a bracket",
        "put one in",
        " (",
        re.compile(rf"(?:(?<={LETTER}{LETTER}{LETTER})|(?<=[»”]))\((?={LETTER}{{4}}|[{CAPITAL}\d«“]|{LETTER}+,?\s)"),
    ),
    (
        "after",
        "no space behind a mark",
        "put one in",
        " ",
        re.compile(
            rf"[,;.!?:](?=[\w«„])(?:(?<=[\w)»”%\"'{ADDRESS}][,;])(?<!\d[,;])(?={LETTER}|[«„])|(?<=\d,)(?={LETTER}{{2}})"
            rf"|(?<={LETTER},)(?=\d)|(?<=[{SMALL}][{SMALL}]:)(?=[{SMALL}][{SMALL}])|(?<=[{SMALL}][{SMALL}][.!?:])(?=[{CAPITAL}][{SMALL}ʻ‘’'\s]))"
        ),
    ),
)
_PARTED = re.compile(rf"(?<=[\w.!?…,;])[{_BLANK}]{{2,}}(?=\w)")
_GLUED = re.compile(rf"<(?<={LETTER}<)(?!br>)[a-z][a-z0-9]*>{LETTER}")  # that they begin with "<" makes them fast
_APART = re.compile(r"<(?:[a-z][a-z0-9]*(?: [^<>]*[^<>/])?>\s|/(?<=\s</)[a-z])")
_INSIDE = re.compile(r"<[a-z][a-z0-9]*(?: [^<>]*[^<>/])?>\s|\s</[a-z]")
_LINK = re.compile(r"(?<=\]) +(?=\(\S)")
_BREAK = re.compile(r"[^\S\n\r\t]*[\n\r\t]\s*")
_UNBROKEN = re.compile(r" (?=\d)(?:(?<=[№§] )|(?<=\d )(?=\d{3}(?!\d|-\d)))")


def concerns(there: int, here: int) -> bool:
    """Whether words and marks may stand too near to each other, or too far apart."""
    return bool(
        (there | here) & _seen.BLANKS
        or here & (_seen.EDGE | _seen.INNER | _seen.GROUP | _seen.TAGGED)
        or there & _seen.LINKED
    )


def check(passage: Passage) -> Iterator[Finding]:
    """Look at all the spaces of a text, and between its words and marks."""
    source, target = passage.source or "", passage.target
    inner = target.strip()
    if not inner:
        return
    if inner != target or source != source.strip():
        yield from _edges(passage)
    if any(map(target.__contains__, "\n\r\t")) or any(map(source.__contains__, "\n\r\t")):
        yield from _lines(passage)
    text, _, marks, _ = _seen.target(passage)
    if any(map(text.__contains__, _DOUBLE)) or marks & (_seen.EDGE | _seen.INNER):
        yield from _of_kinds(passage)
    if "<" in target or "](" in source:
        yield from _markup(passage)
    if marks & _seen.DIGIT and (places := [found.span() for found in _UNBROKEN.finditer(text)]):
        fix = tuple((place, "\u00a0") for place in places)
        message, hint = "a line could break here", "write a no-break space"
        yield Finding(message, hint, (), tuple(places), "break", Severity.INFO, fix)


def _of_kinds(passage: Passage) -> Iterator[Finding]:
    """Spaces that are wrong by what stands beside them."""
    source, target = passage.source or "", passage.target
    text = prose(target)
    inner = target.strip()
    lead, trail = target.index(inner), len(target.rstrip())
    for subject, message, hint, right, pattern in _KINDS:
        places = [_place(found, subject) for found in pattern.finditer(text, lead, trail)]
        if places and not (source and _is_like_source(pattern, places, text, prose(source))):
            fix = tuple((place, right) for place in places)
            is_mild = subject == "stray" or (subject == "double" and not _PARTED.search(text))
            severity = Severity.INFO if is_mild else _slips.severity("spacing", subject, passage)
            yield Finding(message, hint, (), tuple(map(_visible, places)), subject, severity, fix)


def _edges(passage: Passage) -> Iterator[Finding]:
    """White space at the start and the end, where the source has none, or other."""
    source, target = passage.source or "", passage.target
    if source and not source.strip():
        return
    (before, behind), (lead, trail) = (
        (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]) for text in (target, source)
    )
    if (before, behind) != (lead, trail):
        spans, source_spans = (
            tuple(
                span for span, other in zip(_of_edges(text, *here), there, strict=True) if text[slice(*span)] != other
            )
            for text, here, there in (
                (target, (before, behind), (lead, trail)),
                (source, (lead, trail), (before, behind)),
            )
        )
        ends = zip(_of_edges(target, before, behind), (lead, trail), strict=True)
        fix = tuple((span, right) for span, right in ends if target[slice(*span)] != right)
        where = "start" if before != lead else "end"
        message = f"the white space at the {where} is not the source's"
        hint = "take it away" if _some(spans) and not _some(source_spans) else "write it as there"
        yield Finding(message, hint, _some(source_spans), _some(spans), "edge", fix=fix)


def _of_edges(text: str, before: str, behind: str) -> tuple[Span, Span]:
    return (0, len(before)), (len(text) - len(behind), len(text))


def _some(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans that are not empty."""
    return tuple(span for span in spans if span[0] < span[1])


def _lines(passage: Passage) -> Iterator[Finding]:
    """Line breaks and tabs within the text, if the source has them otherwise."""
    spans, source_spans = (
        tuple(found.span() for found in _BREAK.finditer(text.rstrip(), len(text) - len(text.lstrip())))
        for text in (passage.target, passage.source or "")
    )
    lines, source_lines = (
        [text[start:end].count("\n") for start, end in places]
        for text, places in ((passage.target, spans), (passage.source or "", source_spans))
    )
    if lines != source_lines:
        fix = () if source_spans else tuple((span, " ") for span in spans)
        message = "the lines are broken elsewhere than in the source"
        yield Finding(message, "break them as there", source_spans, spans, "line", fix=fix)


def _markup(passage: Passage) -> Iterator[Finding]:
    """White space inside and before tags, and within a Markdown link, where the source has none; or the reverse."""
    source, target = passage.source or "", passage.target
    if "<" in target:
        if (glued := _GLUED.search(target)) and not _GLUED.search(source):
            span = glued.start() - 1, glued.end()
            yield Finding("no space before a tag", "put one in, or close the word", (), (span,), "tag")
        elif len(_GLUED.findall(source)) > len(_GLUED.findall(target)):
            spans = tuple((found.start() - 1, found.end()) for found in _GLUED.finditer(source))
            yield Finding("a word of the source goes on behind a tag", "put no space in there", spans, (), "tag")
        there, here = (
            tuple(found.span() for found in _INSIDE.finditer(text)) if _APART.search(text) else ()
            for text in (source, target)
        )
        if source and len(there) != len(here):
            yield Finding("the spaces inside of tags are not the source's", "write them as there", there, here, "tag")
    if "](" in source and (apart := [found.span() for found in _LINK.finditer(target)]) and not _LINK.search(source):
        fix = tuple((place, "") for place in apart)
        yield Finding("a space before a link's address", "take it away", (), tuple(apart), "link", fix=fix)


def _is_like_source(pattern: re.Pattern[str], places: list[tuple[int, int]], text: str, source: str) -> bool:
    """Whether the source is written like that at the same marks."""
    if pattern is _KINDS[0][-1]:
        return len(places) <= sum(1 for _ in pattern.finditer(source.strip()))
    there = {mark for found in pattern.finditer(source) for mark in source[found.end() - 1 : found.end() + 1]}
    return bool(there) and all(not there.isdisjoint(text[end - 1 : end + 1].strip()) for _, end in places)


def _place(found: re.Match[str], subject: str) -> tuple[int, int]:
    return (found.end(), found.end()) if subject == "after" else found.span()


def _visible(place: tuple[int, int]) -> tuple[int, int]:
    """A place that can be pointed at: where something is missing, the signs beside it."""
    return place if place[0] < place[1] else (place[0] - 1, place[1] + 1)
