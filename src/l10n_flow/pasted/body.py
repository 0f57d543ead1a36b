"""The rest of a pasted page: what is no article, what stands twice, captions, lists, headings."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from . import words
from .head import is_name_like
from .lines import bullet, is_closed, is_sure_bullet
from .page import Part, Taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .page import Page

_BRACKETED = re.compile(r"(?P<caption>.+?)\s*\[(?P<credit>[^\[\]]{2,80})\]\.?")
_IN_PARENTHESES = re.compile(r"(?P<caption>.+?)\s*\((?P<credit>[^()]{2,80})\)\.?")
_LABELLED = re.compile(r"(?P<caption>.+[.!?…»”\"/|—–)])\s+(?P<credit>[^\W\d]+(?:\s\w+)?\s*:\s*[^:.]{2,80})")
_COPYRIGHT_SIGN = re.compile(r"^(?:©|\(c\))\s*", re.IGNORECASE)
_SPEECH = re.compile(r"[,!?.…»”\"] [–—-] \w")
_QUESTION = re.compile(r"\w[^.!?…]*\?")
_URL = re.compile(r"://|www\.|\S@\S")

_SENTENCE = 40
"""Characters from which a text that ends with an end mark is surely part of an article."""
_SAID_TWICE = 25
"""A sentence shorter than this may stand twice."""
_LONGEST_CAPTION, _LONGEST_HEADING, _LONGEST_TAG = 600, 90, 40


def drop_boilerplate(page: Page) -> None:
    """What is surely a page's own words; what may be, only beside others of its kind."""
    why = {number: words.boilerplate(page.text(number), page.lang) for number in page.free()}
    near = {number for number in page.free() if not why[number] and words.is_near(page.text(number))}
    sentences = [n for n in page.free() if not why[n] and page.blocks[n].is_closed and len(page.text(n)) >= _SENTENCE]
    for is_page, group in itertools.groupby(page.free(), key=lambda n: bool(why[n]) or n in near):
        run = list(group)
        if not is_page:
            continue
        sure = [number for number in run if why[number]]
        for number in sure:
            page.take(number, Taken.BOILERPLATE, why[number])
        outside = not sentences or run[-1] < sentences[0] or run[0] > sentences[-1]
        listed = run[0] > 0 and page.text(run[0] - 1).endswith(":")
        if (sure or (outside and len(run) > 1)) and not listed:
            for number in near.intersection(run):
                page.take(number, Taken.BOILERPLATE, "a button or field beside others")


def take_tags(page: Page) -> None:
    """`Tags: a, b`, with the tags behind the label or on lines of their own below it; `#a #b`."""
    found: list[str] = []
    for number in page.free():
        said = words.labelled("tags", page.text(number))
        hashtags = re.fullmatch(r"(?:#[\w-]+[\s,]*){2,}", page.text(number))
        if said == "":
            below = _lines_below(page, number)
            page.take(number, Taken.TAGS if below else Taken.BOILERPLATE, "a label")
            for other in below:
                page.take(other, Taken.TAGS, "below the label of the tags")
                found += _tags(page.text(other))
        elif number not in page.parts and (tags := _tags(said or (page.text(number) if hashtags else ""))):
            page.take(number, Taken.TAGS, f"tags: {', '.join(tags)}")
            found += tags
    if found:
        page.meta["tags"] = list(dict.fromkeys(found))


def _tags(text: str) -> list[str]:
    tags = [tag.strip() for tag in re.split(r"[,;|•·]|\s*#", text) if tag.strip()]
    return [] if is_closed(text) or any(len(tag) > _LONGEST_TAG for tag in tags) else tags


def _lines_below(page: Page, number: int) -> list[int]:
    below = []
    for other in range(number + 1, len(page.blocks)):
        if page.blocks[other].gap or other in page.parts or not _tags(page.text(other)):
            break
        below.append(other)
    return below


def drop_repetitions(page: Page) -> None:
    """Texts that stand twice: on neighbouring lines, or anywhere if they are long."""
    seen: dict[str, int] = {}
    above = -1
    for number in page.free():
        text = page.text(number)
        first = seen.setdefault(text, number)
        may_be_said_twice = is_closed(text) and len(text) < _SAID_TWICE
        if first != number and ((first == above and not may_be_said_twice) or len(text) >= _SENTENCE):
            page.take(number, Taken.DUPLICATE, f"the same as line {page.line(first)}")
            if first == above and not page.blocks[number].gap:
                page.repeated.add(first)
        else:
            above = number


def drop_repetitions_of_head(page: Page) -> None:
    """The headline, deck or byline once more."""
    known = {}
    for number, parts in sorted(page.parts.items()):
        if parts[0].taken in {Taken.HEADLINE, Taken.DECK, Taken.BYLINE, Taken.DATE}:
            known[page.text(number)] = (parts[0].taken, page.line(number))
    for number in page.free():
        if page.text(number) in known:
            taken, line = known[page.text(number)]
            page.take(number, Taken.DUPLICATE, f"the {taken} of line {line}")


def take_captions(page: Page) -> None:
    """Texts with a credit at their end; credits of their own; the same caption without its credit."""
    for number in page.free():
        if parts := _caption(page.text(number)):
            page.parts[number] = parts
    for number in page.free():
        if credit := _credit_line(page.text(number)):
            page.parts[number] = (Part(Taken.CREDIT, credit, "a credit of its own"),)
            above = number - 1
            beside = page.is_spaced and not page.blocks[number].gap
            if beside and above >= 0 and above not in page.parts and len(page.text(above)) <= _LONGEST_CAPTION:
                page.take(above, Taken.CAPTION, "right above a credit")
    for number in page.repeated.intersection(page.free()[2:]):  # the first two may be kicker and headline
        page.take(number, Taken.CAPTION, "it stands twice")
    _drop_bare_captions(page)


def _drop_bare_captions(page: Page) -> None:
    for one, other in itertools.pairwise(page.running()):
        for bare, full in ((one, other), (other, one)):
            if page.is_taken_for(full, Taken.CAPTION) and bare not in page.parts:
                caption = page.parts[full][0].text
                if page.text(bare).rstrip(".") == caption.rstrip("."):
                    page.take(bare, Taken.DUPLICATE, f"the caption of line {page.line(full)} without its credit")


def _caption(text: str) -> tuple[Part, ...]:
    """Caption and credit; nothing if there is no credit at the end."""
    for pattern in (_BRACKETED, _IN_PARENTHESES, _LABELLED):
        is_credit = _is_credit if pattern is _BRACKETED else _is_sure_credit
        found = pattern.fullmatch(text)
        if found and len(found["caption"]) <= _LONGEST_CAPTION and is_credit(found["credit"]):
            caption = found["caption"].rstrip(" /|—–") if pattern is _LABELLED else found["caption"]
            return (
                Part(Taken.CAPTION, caption, "it ends with a credit"),
                Part(Taken.CREDIT, _bare_credit(found["credit"]), "behind the caption"),
            )
    return ()


def _credit_line(text: str) -> str:
    """The credit that a whole line is; empty if it is none."""
    bare = re.sub(r"^[\[(](.{2,80})[\])]$", r"\1", text)
    if len(bare) <= 100 and (_is_sure_credit(bare) or (bare != text and text[0] == "[" and _is_credit(bare))):
        return _bare_credit(bare)
    return ""


def _is_credit(text: str) -> bool:
    return _is_sure_credit(text) or (len(text.split()) <= 8 and is_name_like(text) and not re.search(r"[.!?…:]$", text))


def _is_sure_credit(text: str) -> bool:
    """Whether a label, a copyright sign or `name/agency` says that it is a credit."""
    bare = _bare_credit(text)
    if not bare or len(bare.split()) > 8 or is_closed(bare):
        return False
    return bare != text or (is_name_like(text) and re.fullmatch(r"[^/\d]+/[^/\d]+", text) is not None)


def _bare_credit(text: str) -> str:
    said = words.labelled("photo", text)
    return _COPYRIGHT_SIGN.sub("", said if said is not None else words.after("photo-by", text) or text)


def take_lists(page: Page) -> None:
    """Neighbouring lines with bullets, or numbers that go up by one."""
    for group in _runs(page):
        items = [bullet(page.text(number)) for number in group]
        mark, texts = items[0][0], [text for _, text in items]
        if not _is_list(mark, texts):
            continue
        for number, (given, text) in zip(group, items, strict=True):
            is_number = given[0].isdecimal()
            why = "a number in a row of them" if is_number else f"a {given} before it"
            page.parts[number] = (Part(Taken.LIST_ITEM, text, why, f"{given[:-1]}." if is_number else "-"),)


def _runs(page: Page) -> Iterator[list[int]]:
    """Neighbours that may be items of one list."""
    run: list[int] = []
    for number in page.running():
        mark = bullet(page.text(number))[0] if number not in page.parts else ""
        last = bullet(page.text(run[-1]))[0] if run else ""
        if run and not (mark and _follows(last, mark)):
            yield run
            run = []
        if mark:
            run.append(number)
    if run:
        yield run


def _follows(last: str, mark: str) -> bool:
    if mark[0].isdecimal() and last[0].isdecimal():
        return int(mark[:-1]) == int(last[:-1]) + 1
    return mark == last


def _is_list(mark: str, texts: list[str]) -> bool:
    if is_sure_bullet(mark):
        return True
    if len(texts) < 2 or (not mark[0].isdecimal() and any(map(_SPEECH.search, texts))):
        return False
    # A long dash before a capital opens direct speech.
    return mark not in "–—" or all(text[0].islower() or text.endswith(";") for text in texts)


def take_headings(page: Page) -> None:
    """Short lines without an end mark above running text; two of them together may be anything."""
    running = [number for number in page.running() if not _is_figure(page, number)]
    likely = {number for number in running if number not in page.parts and _looks_like_heading(page, number)}
    for above, number, below in zip([-1, *running], running, running[1:], strict=False):
        alone = number in likely and above not in likely and below not in likely
        # At the very top it may be a reporter's name.
        listed = page.text(above).endswith(":") if above >= 0 else is_name_like(page.text(number))
        if alone and not listed and _is_running_text(page, below):
            page.take(number, Taken.HEADING, "a short line without an end mark above running text")


def _is_figure(page: Page, number: int) -> bool:
    return page.is_taken_for(number, Taken.CAPTION) or page.is_taken_for(number, Taken.CREDIT)


def _looks_like_heading(page: Page, number: int) -> bool:
    block = page.blocks[number]
    text = block.text
    first = next((letter for letter in text if letter.isalnum()), "")
    asks = bool(_QUESTION.fullmatch(text)) and len(text.split()) <= 6
    if len(text) > _LONGEST_HEADING or len(text.split()) > 12 or _URL.search(text) or text[-1] in ",;:|—–-":
        return False
    if (block.is_closed and not asks) or not (first.isupper() or first.isdecimal()) or not re.search(r"[^\W\d]", text):
        return False
    return text[0] not in "—–-*•" and (block.gap or not page.is_spaced)


def _is_running_text(page: Page, number: int) -> bool:
    text = page.text(number)
    if page.is_taken_for(number, Taken.LIST_ITEM):
        return True
    return (is_closed(text) or text.endswith(":")) and not text[0].islower()


def take_paragraphs(page: Page) -> None:
    """What is left."""
    for number in page.free():
        above = page.text(number - 1) if number and page.is_taken_for(number - 1, Taken.BOILERPLATE) else ""
        link = bool(above) and words.says("links", above)
        page.take(number, Taken.PARAGRAPH, f"running text, or a link below “{above}”" if link else "running text")
