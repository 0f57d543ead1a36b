"""Markdown's inline content to elements. The parser's rules are set here too; `_md_render` is the way back.

`data-l-open` / `data-l-close` hold the tags of raw HTML as they were written, `data-l-md` what else the tree does
not say: a reference link's label (`[label]`), an automatic link (`<>`), a CDATA section, a footnote's label.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.rules_inline import html_inline
from mdit_py_plugins.footnote import footnote_plugin

from ..articles.document import RAW
from ..articles.elements import VOID
from . import _html
from ._source import add_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Env = dict[str, Any]

MD = "data-l-md"
CDATA = "cdata"
AUTOLINK = "<>"
MAX_DEPTH = 100
"""Markdown's blocks or inline marks inside one another."""

_ELEMENTS = {"em_open": "em", "strong_open": "strong", "s_open": "del"}
_END_TAG = re.compile(r"</([A-Za-z][^\s>]*)")
_CDATA = re.compile(r"\s*<!\[CDATA\[(.*?)\]\]>\s*", re.DOTALL)
_IN_ADDRESS = re.compile(r"[\s\"<>\\^`{|}]")


class _Markdown(MarkdownIt):
    """Leaves addresses as the reporter wrote them, but for what cannot stand in one."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return _IN_ADDRESS.sub(lambda found: quote(found[0]), url)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@functools.cache
def parser() -> MarkdownIt:
    """CommonMark with GFM's tables and strikethrough, and footnotes."""
    # Deeper nesting is dropped without a word by markdown-it: let it see one level more than we take.
    options = {"maxNesting": MAX_DEPTH + 2, "store_labels": True}
    markdown = _Markdown("commonmark", options).enable(["table", "strikethrough"])
    markdown.inline.ruler.at("html_inline", _html_inline)
    return markdown.use(footnote_plugin, inline=False, move_to_end=False)


def _html_inline(state: StateInline, silent: bool) -> bool:
    """The parser's own rule; its token remembers where in the block it stands."""
    start = state.pos
    found = html_inline(state, silent)
    if found and not silent:
        state.tokens[-1].meta["at"] = start
    return found


def tokens(text: str, env: Env) -> list[Token]:
    """The inline tokens of a text; `env` holds the labels that it may refer to."""
    return parser().parseInline(text, env)[0].children or []


def cdata(source: str) -> str | None:
    """The text of a CDATA section, None if the source is something else."""
    found = _CDATA.fullmatch(source)
    return found[1] if found else None


def depth(children: Sequence[Token]) -> int:
    """How deep inline marks and raw HTML stand inside one another, at the most."""
    deepest = open_tags = 0
    for token in children:
        if token.type == "html_inline":
            open_tags = max(0, open_tags + _tag_of(token.content)[0])
        deepest = max(deepest, token.level + open_tags)
    return deepest


class Notes:
    """Footnote labels in the order of their marks."""

    def __init__(self) -> None:
        """No mark seen."""
        self.uses: dict[str, int] = {}

    def number(self, label: str) -> int:
        """A footnote's number, from 1."""
        return list(self.uses).index(label) + 1

    def add_mark(self, parent: etree._Element, label: str) -> None:
        """Append a footnote mark to an element."""
        self.uses[label] = self.uses.get(label, 0) + 1
        number, use = self.number(label), self.uses[label]
        mark = etree.SubElement(parent, "sup", {"class": "footnote-ref", MD: label})
        ident = f"fnref{number}" if use == 1 else f"fnref{number}-{use}"
        etree.SubElement(mark, "a", {"href": f"#fn{number}", "id": ident}).text = str(number)


def fill(
    element: etree._Element,
    children: Sequence[Token],
    notes: Notes,
    labels: Callable[[str], str],
    stray: Callable[[str, str, int], None],
) -> None:
    """Append inline tokens to an element.

    Args:
        element: gets the content.
        children: markdown-it's inline tokens.
        notes: the document's footnotes.
        labels: a link label as markdown-it knows it -> as it was written.
        stray: takes a message, a hint and the offset of raw HTML that is not well paired.
    """
    stack = [element]
    pairs = _pairs(children)
    for index, token in enumerate(children):
        here = stack[-1]
        if token.type == "html_inline":
            end = pairs.get(index)
            if end is not None and end > index:
                raw = _html.elements(token.content)[0]
                raw.set("data-l-close", children[end].content)
                here.append(raw)
                stack.append(raw)
            elif end is not None:
                stack.pop()
            else:
                _add_single(here, token, stray)
        elif token.nesting == 1:
            stack.append(_opened(here, token, labels))
        elif token.nesting == -1:
            stack.pop()
        else:
            _add_leaf(here, token, notes, labels)
    for strong in element.iter("strong"):
        _put_emphasis_outside(strong)


def _put_emphasis_outside(strong: etree._Element) -> None:
    """`**_x_**` says what `***x***` says: one order for both, so that they are one text to translate."""
    alone = len(strong) == 1 and strong[0].tag == "em" and not strong.text and not strong[0].tail
    if alone and strong.get("data-l-open") is None and strong[0].get("data-l-open") is None:
        strong.tag, strong[0].tag = "em", "strong"


def _pairs(children: Sequence[Token]) -> dict[int, int]:
    """Indexes of raw HTML tags that are well paired: start -> end and end -> start."""
    found: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for index, token in enumerate(children):
        # Markdown's own marks have no name.
        nesting, name = _tag_of(token.content) if token.type == "html_inline" else (token.nesting, "")
        if nesting == 1:
            stack.append((name, index))
        elif nesting == -1:
            names = [opened for opened, _ in stack]
            at, floor = _last(names, name), _last(names, "")
            if name and at > floor:  # no pair reaches over Markdown's own marks
                start = stack[at][1]
                found[start], found[index] = index, start
            if at >= max(floor, 0):
                del stack[at:]
    return found


def _last(names: Sequence[str], name: str) -> int:
    """The last index of a name, -1 if it is not there."""
    return max((index for index, known in enumerate(names) if known == name), default=-1)


@functools.lru_cache(maxsize=1000)
def _tag_of(source: str) -> tuple[int, str]:
    """Whether raw HTML opens (1) or closes (-1) an element, or neither (0), and which."""
    closing = _END_TAG.match(source)
    if closing:
        return -1, closing[1].lower()
    parsed = _html.elements(source)
    if len(parsed) and parsed[0].tag != RAW and not _is_complete(parsed[0], source):
        return 1, str(parsed[0].tag)
    return 0, ""


def _is_complete(element: etree._Element, source: str) -> bool:
    return element.tag in VOID or source.endswith("/>")


def _add_single(parent: etree._Element, token: Token, stray: Callable[[str, str, int], None]) -> None:
    """Append raw HTML that is no pair of tags: a void element, a comment, a CDATA section, a stray tag."""
    source, text = token.content, cdata(token.content)
    nesting, name = _tag_of(source)
    if text is not None:
        etree.SubElement(parent, "span", {MD: CDATA}).text = text
    elif nesting == 0:
        # `<!-->` is a comment to Markdown, and nothing that has ended to an HTML parser.
        comment = etree.Element(RAW, {"data-l-kind": "other", "data-l-source": source})
        parent.extend(list(_html.elements(source)) or [comment])
    else:
        message, hint = f"</{name}> closes nothing", f"remove it, or write <{name}> before it"
        if nesting == 1:
            message = f"<{name}> is not closed where it should be"
            hint = f"write </{name}>, or \\<{name}> if it is text"
        stray(message, hint, token.meta["at"])
        etree.SubElement(parent, RAW, {"data-l-kind": "tag", "data-l-source": source})


def _opened(parent: etree._Element, token: Token, labels: Callable[[str], str]) -> etree._Element:
    if token.type != "link_open":
        return etree.SubElement(parent, _ELEMENTS[token.type])
    link = etree.SubElement(parent, "a", {name: str(value) for name, value in token.attrs.items()})
    if token.markup == "autolink":
        link.set(MD, AUTOLINK)
    elif "label" in token.meta:
        link.set(MD, f"[{labels(token.meta['label'])}]")
    return link


def _add_leaf(parent: etree._Element, token: Token, notes: Notes, labels: Callable[[str], str]) -> None:
    if token.type == "text":
        add_text(parent, token.content)
    elif token.type == "softbreak":
        add_text(parent, "\n")
    elif token.type == "hardbreak":
        etree.SubElement(parent, "br").tail = "\n"
    elif token.type == "code_inline":
        etree.SubElement(parent, "code").text = token.content
    elif token.type == "footnote_ref":
        notes.add_mark(parent, token.meta["label"])
    elif token.type == "image":
        image = etree.SubElement(parent, "img", {"src": str(token.attrs["src"]), "alt": plain(token.children or [])})
        if "title" in token.attrs:
            image.set("title", str(token.attrs["title"]))
        if "label" in token.meta:
            image.set(MD, f"[{labels(token.meta['label'])}]")
    else:
        raise AssertionError(f"an inline token that nobody knows: {token.type}")


def plain(children: Sequence[Token]) -> str:
    """The text of inline tokens, as an image's alternative text needs it."""
    parts = []
    for token in children:
        if token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type == "image":
            parts.append(plain(token.children or []))
        elif token.type in {"text", "code_inline"}:
            parts.append(token.content)
    return "".join(parts)
