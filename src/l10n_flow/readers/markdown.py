"""Markdown articles: CommonMark with GFM's tables and strikethrough, footnotes, and YAML front matter.

The front matter says what the article is: `title`, `kicker`, `deck`, `description`, `authors`, `date`,
`updated`, `location`, `image: {src, alt, caption, credit}`, `tags`, `sensitivity`, `lang`, `canonical`,
`segmentation` and `corrections` (a list of `{date, kind, text}`, kind `correction`, `clarification` or `update`);
other keys are left alone. Without a `title` the first `# heading` is the headline.

A paragraph that begins with a picture on a line of its own is a figure: its further lines are the caption,
`[brackets]` at the end the credit. Raw HTML stays what it is (`<span translate="no">Kontur</span>`). A comment
on a line of its own speaks of the next block: `<!-- l10n: note ... -->` tells translators something,
`<!-- l10n: skip -->` leaves the block untranslated, `<!-- l10n: role deck -->` gives it a role;
`<!-- l10n: off -->` to `<!-- l10n: on -->` leaves out all between them.
"""

from __future__ import annotations

import copy
import html
import re
from collections import Counter
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference, unescapeAll

from ..articles import trees
from ..articles.document import RAW, serialise
from ..articles.document import parse as parse_body
from ..articles.elements import RAW_TEXT
from ..errors import SourceError
from ..model import Article, Problem, Role
from ..values import Value
from . import _frontmatter, _html, _tokens
from ._fields import Field
from ._header import Header, build, mark_date, missing_text
from ._md_blocks import Blocks
from ._md_inline import MD, cdata
from ._md_render import inline, signature, titled
from ._source import AS, changed, continuation, flat, refuse_unreadable, span, spliced, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree
    from markdown_it.token import Token

    from ._md_inline import Env

SUFFIXES = (".md", ".markdown")

_TITLE = re.compile(r""""(?:\\.|[^"\\])*"(?=\s*$)|'(?:\\.|[^'\\])*'(?=\s*$)|\((?:\\.|[^()\\])*\)(?=\s*$)""")


def read(text: str, *, article_id: str, path: str, lang: str) -> Article:
    """Read a Markdown article (see `plugins.Reader`)."""
    parsed = _parsed(text, path)
    root = trees.parse(serialise(parsed.root))
    mark_date(root.places("time"), parsed.header.meta.date)
    problems = [*parsed.header.problems, *parsed.blocks.problems, *missing_text(parsed.root)]
    if parsed.root.find(".//*[@data-role='headline']") is None and "title" not in parsed.front.values:
        line = next((line for key, line in parsed.front.lines.items() if key.lower() == "title"), 1)
        problems.append(Problem("there is no headline", line, "write title: ... in the front matter, or # Headline"))
    return Article(
        id=article_id,
        lang=parsed.header.lang or lang,
        format="markdown",
        body=root,
        path=path,
        source=text,
        meta=parsed.header.meta,
        problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)),
    )


def write(article: Article) -> str:
    """The article as Markdown: its source, with the changed texts in their places (see `plugins.Reader`)."""
    parsed = _parsed(article.source, article.path)
    body = parse_body(article.body)
    env = parsed.blocks.env
    edits = list(_title_edits(body, article.source, env))
    for leaf in changed(parsed.root, body, _same):
        start, end = span(leaf)
        try:
            edits.append((start, end, _rendered(leaf, article.source, env)))
        except SourceError as error:
            line = article.source.count("\n", 0, start) + 1
            raise SourceError(error.message, path=article.path, line=line, hint=error.hint) from error
    said = parsed.front.values.get("lang")
    if isinstance(said, Field) and article.lang != parsed.header.lang:
        edits.append((said.start, said.end, article.lang))
    return spliced(article.source, edits)


class _Parsed(Value, frozen=True):
    root: etree._Element
    front: _frontmatter.FrontMatter
    header: Header
    blocks: Blocks


def _parsed(text: str, path: str) -> _Parsed:
    refuse_unreadable(text, path)
    front = _frontmatter.parse(text, path)
    # Blank lines in the front matter's stead keep every offset.
    body = re.sub(r"[^\n]", " ", text[: front.end]) + text[front.end :].replace("\f", " ")
    if not body.strip() and not front.values:
        raise SourceError("the article is empty", path=path, line=1, hint="write its text below the front matter")
    header = build(front.values, front.lines, text, kind="yaml", corrections=front.corrections)
    blocks = Blocks(body, path)
    _refuse_loss(blocks, path)
    root = blocks.root
    headline = root.find("h1")
    if header.element.find("h1") is None and headline is not None:
        headline.set("data-role", Role.HEADLINE)
        kicker = header.element.find("p[@data-role='kicker']")
        headline.tail = None
        header.element.insert(0 if kicker is None else 1, headline)
    if len(header.element):
        root.insert(0, header.element)
    if len(header.corrections):
        root.append(header.corrections)
    return _Parsed(root, front, header, blocks)


def _refuse_loss(blocks: Blocks, path: str) -> None:
    """Text in is text out, whatever the parser does: no letter may be lost on the way to the tree."""
    said, kept = _letters("".join(_texts(blocks.tokens))), _letters(text_of(blocks.root))
    if said != kept:
        lost = "".join((said - kept).elements()) or "".join((kept - said).elements())
        raise SourceError(
            f"part of the text would be lost ({lost[:40]!r})", path=path, hint="simplify the HTML in this article"
        )


def _letters(text: str) -> Counter[str]:
    return Counter({sign: count for sign, count in Counter(text).items() if sign.isalpha()})


def _texts(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"html_block", "html_inline"}:
            section = cdata(token.content)
            yield from [section] if section is not None else _html_texts(token.content)
        elif token.type in {"text", "code_inline", "fence", "code_block"}:
            yield token.content
        yield from _texts(token.children or [] if token.type != "image" else [])


def _html_texts(source: str) -> Iterator[str]:
    raw = False
    for piece in _tokens.tokens(source):
        if piece.kind == "start":
            raw = piece.name in RAW_TEXT
        elif piece.kind == "text":
            yield piece.source if raw else html.unescape(piece.source)


def _same(leaf: etree._Element) -> str:
    """What to compare a leaf by; how it is written plays no role."""
    kind = leaf.get(AS, "")
    if kind.startswith("html"):
        shown = copy.deepcopy(leaf)
        for raw in shown.iter(RAW):
            if raw.get("data-l-kind") != "tag":  # filling moves comments
                raw.set("data-l-source", "")
        return flat(_as_html(shown, kind))
    return flat(_value(leaf)) if kind == "yaml" else signature(leaf, kind)


def _rendered(leaf: etree._Element, source: str, env: Env) -> str:
    kind, (start, end) = leaf.get(AS, ""), span(leaf)
    if kind == "yaml":
        return _frontmatter.quoted(flat(_value(leaf)), source[start:end])
    prefix = continuation(source, start)
    if kind.startswith("html"):
        return _as_html(leaf, kind).strip().replace("\n", "\n" + prefix)
    return inline(leaf, kind, env, prefix)


def _value(leaf: etree._Element) -> str:
    """The text of a leaf that is a value of the front matter."""
    name = {"meta": "content", "img": "alt"}.get(str(leaf.tag))
    return leaf.get(name, "") if name else text_of(leaf)


def _as_html(leaf: etree._Element, kind: str) -> str:
    if kind == "html":
        return _html.write(leaf)
    part = copy.deepcopy(leaf)
    if kind == "html content":
        part.attrib.clear()
    else:  # the start tag only
        del part[:]
        part.text = None
    return _html.write(part)


def _title_edits(body: etree._Element, source: str, env: Env) -> Iterator[tuple[int, int, str]]:
    """Changes of titles that stand in link definitions (`[label]: address "title"`); `env` learns them."""
    lines = source.split("\n")
    for element in body.iter("a", "img"):
        known = env.get("references", {}).get(normalizeReference(element.get(MD, "")[1:-1]))
        title = flat(element.get("title", ""))
        if known is None or flat(known["title"]) == title:
            continue
        start, end = known["map"]
        definition = "\n".join(lines[start:end])
        found = _TITLE.search(definition)
        if found and unescapeAll(found[0][1:-1]) == known["title"]:
            known["title"] = title
            at = len("\n".join([*lines[:start], ""])) + found.start()
            yield at, at + len(found[0]), titled(title)
