"""A pasted page to a Markdown source for a person to look over.

The law: no sentence of the article is lost. What is not surely a page's own words (`phrases.toml`) or an exact
repetition stays, if need be as a plain paragraph, and every line is accounted for.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from ..errors import SourceError
from ..values import Value
from . import body, head, lines, markdown, words
from .page import Page, Part, Taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..languages.language import Language

_SHOWN = 80
_HTML = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
_PASSES = (
    body.drop_boilerplate,
    body.take_tags,
    body.drop_repetitions,
    body.take_captions,
    head.drop_menu,
    head.take_byline,
    head.take_head,
    body.drop_repetitions_of_head,
    body.take_lists,
    body.take_headings,
    body.take_paragraphs,
)


class Decision(Value, frozen=True):
    """What became of a line, or of a part of it.

    `line` is its 1-based number in the paste, `text` what stands there (at most 80 characters), `why` a few words.
    """

    line: int
    text: str
    taken_for: Taken
    why: str


class Pasted(Value, frozen=True):
    """What a page gave: the Markdown, and a decision on every line that is not empty, in the order of the page.

    `headline` and `date` (ISO 8601) are what `article_id` needs; each is empty if the page does not say it.
    """

    markdown: str
    decisions: tuple[Decision, ...]
    headline: str = ""
    date: str = ""


def clean(text: str, *, lang: Language) -> Pasted:
    """Make an article's source of a pasted page.

    Args:
        text: the page as it was copied, with any line ends; one paragraph a line, or wrapped with empty lines
            between paragraphs.
        lang: the language of the article.

    Raises:
        SourceError: nothing in it could be an article, or it is a page's HTML.
    """
    if _HTML.match(text):
        hint = "save it among the articles with the suffix .html; or paste what a browser shows of it"
        raise SourceError("this is HTML, which needs no import", line=1, hint=hint)
    blocks = lines.unwrap(lines.read(text), lambda line: _stands_alone(line, lang))
    page = Page([part for block in blocks for part in head.split_meta(block)], lang)
    for find in _PASSES:
        find(page)
    if all(part.taken.is_dropped for part in page.all_parts()):
        raise SourceError("there is no article in this text", hint="paste a page's text from its headline to its end")
    headline = page.first(Taken.HEADLINE)
    front = {
        "lang": lang.tag,
        "title": headline,
        "kicker": page.first(Taken.KICKER),
        "deck": page.first(Taken.DECK),
        **{key: page.meta.get(key, "") for key in ("authors", "date", "updated", "location", "tags")},
    }
    source = "\n\n".join([markdown.front_matter(front), *_body(list(page.all_parts()))])
    return Pasted(f"{source}\n", tuple(_decisions(page)), headline, str(front["date"]))


def _stands_alone(line: str, lang: Language) -> bool:
    labelled = any(words.labelled(kind, line) is not None for kind in ("authors", "photo", "tags"))
    return labelled or bool(words.date(line)) or bool(words.boilerplate(line, lang))


def _body(parts: Sequence[Part]) -> Iterator[str]:
    """The blocks of the Markdown below the front matter."""
    below = [part for part in parts if part.taken.is_body]
    for taken, group in itertools.groupby(below, key=_family):
        run = list(group)
        if taken == Taken.CAPTION:
            yield from _figures(run)
        elif taken == Taken.HEADING:
            yield from (markdown.heading(part.text) for part in run)
        elif taken == Taken.PARAGRAPH:
            yield from (markdown.paragraph(part.text) for part in run)
        else:
            yield markdown.items([(part.mark, part.text) for part in run])


def _family(part: Part) -> str:
    if part.taken is Taken.LIST_ITEM:
        return f"{part.taken} {part.mark[-1]}"
    return Taken.CAPTION if part.taken is Taken.CREDIT else part.taken


def _figures(parts: Sequence[Part]) -> Iterator[str]:
    """Captions with the credits behind them; a credit without a caption is a figure too."""
    for above, part, below in zip([None, *parts], parts, [*parts[1:], None], strict=False):
        if part.taken is Taken.CAPTION:
            yield markdown.figure(part.text, below.text if below and below.taken is Taken.CREDIT else "")
        elif above is None or above.taken is not Taken.CAPTION:
            yield markdown.figure("", part.text)


def _decisions(page: Page) -> Iterator[Decision]:
    for number, parts in sorted(page.parts.items()):
        block = page.blocks[number]
        first, *more = block.lines
        if not more:
            yield from (Decision(first.number, _short(part.text), part.taken, part.why) for part in parts)
            continue
        main = max(parts, key=lambda part: len(part.text))
        for line in block.lines:
            why = main.why if line is first else f"goes on from line {first.number}"
            yield Decision(line.number, _short(line.text), main.taken, why)
            at_edge = first if main is not parts[0] else block.lines[-1]
            if line is at_edge:
                yield from (Decision(line.number, _short(p.text), p.taken, p.why) for p in parts if p is not main)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
