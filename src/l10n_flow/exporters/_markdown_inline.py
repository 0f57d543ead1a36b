"""Inline content as CommonMark: no text of an article becomes markup, nor a template of those who render it.

Inline(notes, breaks, brackets).joined(pieces) -> str
"""

from __future__ import annotations

import html
import re
import unicodedata
import urllib.parse
from typing import TYPE_CHECKING

from ..pages.safe import INLINE
from ..values import Value, replace
from ._blocks import inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.html import HtmlElement

    from ._blocks import Piece

_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~"}
_TAGS = frozenset("abbr cite dfn ins kbd mark q rp rt ruby s samp small sub sup u var".split())
"""Inline elements that Markdown has no signs for, and that say something."""
_KEPT = ("lang", "dir", "title")
"""Their attributes that readers notice."""
_OF_IMAGES = ("src", "alt", "title")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_ESCAPED = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~\s]|$)   # a backslash that would escape something
    | [`*~]                       # one tilde strikes text out, too, for some who render it
    | (?<![^\W_])_ | _(?![^\W_])  # within a word an underscore is one
    | <(?=[A-Za-z/!?]|$)
    | &(?=[A-Za-z0-9]+;|\#|$)
    | (?<=\{)\{(?=[<%]|$)         # {{< and {{% are Hugo's""",
    re.VERBOSE,
)
_BRACKETS = re.compile(r"[\[\]]")
_IN_TARGET = re.compile(r"[\\<>()\"]|&(?=[A-Za-z0-9]+;|\#)|(?<=\{)\{(?=[<%])")
_IN_TITLE = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|&(?=[A-Za-z0-9]+;|\#)|(?<=\{)\{(?=[<%])")
_TEMPLATE = re.compile(r"\{(?=\{[<%])")


class Inline(Value, frozen=True):
    """How inline content is written.

    Attributes:
        notes: the labels of the footnotes, by their addresses on the page.
        breaks: what a line ends with.
        brackets: whether those in texts could mean something, and are escaped.
        literal_alts: whether who reads it takes what a picture says in words literally: if that needs a backslash, the
            picture is an HTML tag.
    """

    notes: Mapping[str, str]
    breaks: str
    brackets: bool = False
    literal_alts: bool = False

    def joined(self, pieces: Sequence[Piece]) -> str:
        """Texts, and elements without what follows them, one after the other."""
        out = ""
        for number, piece in enumerate(pieces):
            if isinstance(piece, str):
                out += self._text(piece)
            elif piece.tag in _MARKS and not piece.get("lang"):
                out += self._marked(piece, out[-1:], _first(pieces[number + 1 :]))
            else:
                said = self._said(piece)
                if said.startswith("[") and out.endswith("!"):  # together they would be a picture
                    out = f"{out[:-1]}\\!"
                out += said
        return out

    def _text(self, text: str) -> str:
        text = _ESCAPED.sub(r"\\\g<0>", _SPACE.sub(" ", text))
        return _BRACKETS.sub(r"\\\g<0>", text) if self.brackets else text

    def _said(self, element: HtmlElement) -> str:
        tag = str(element.tag)
        if tag in {"a", "sup"} and (label := self._note(element)):
            said = f"[^{label}]"
        elif tag == "br":
            said = self.breaks
        elif tag == "img":
            inner = replace(self, brackets=True)._text(element.get("alt", ""))
            if self.literal_alts and "\\" in inner:
                said = f"<img{_attributes(element, _OF_IMAGES)}>"
            else:
                said = f"![{inner}]{_target(element.get('src', ''), element.get('title', ''))}"
        elif tag == "a" and element.get("href"):
            inner = replace(self, brackets=True).joined(inside(element))
            said = f"[{inner}]{_target(element.get('href', ''), element.get('title', ''))}"
        elif tag in {"code", "pre"}:
            said = _code(_SPACE.sub(" ", "".join(element.itertext())))
        elif tag in _TAGS or element.get("lang"):
            said = self._tagged(element, tag if tag in INLINE else "span")
        else:
            said = self.joined(inside(element))
            said = said if tag in INLINE else f" {said} "
        return said

    def _note(self, element: HtmlElement) -> str:
        """The label of the footnote that a mark leads to, empty if it is none."""
        links = element.iter("a") if "".join(element.itertext()).strip() else ()
        return next((self.notes[link.get("href", "")] for link in links if link.get("href") in self.notes), "")

    def _tagged(self, element: HtmlElement, tag: str) -> str:
        return f"<{tag}{_attributes(element, _KEPT)}>{self.joined(inside(element))}</{tag}>"

    def _marked(self, element: HtmlElement, before: str, after: str) -> str:
        """Emphasis between marks if they would be read as such where they stand, else between tags."""
        inner, mark = self.joined(inside(element)), _MARKS[str(element.tag)]
        text = inner.strip()
        if not text:
            return inner
        parent = element.getparent()
        if mark == "*" and parent is not None and _MARKS.get(str(parent.tag)) == "**":
            mark = "_"
        start, _, end = inner.partition(text)
        before, after = " " if start else before, " " if end else after
        fits = _fits(before, text[0]) and _fits(after, text[-1]) and mark[0] not in {before, after, text[0], text[-1]}
        if mark == "_" and (before.isalnum() or after.isalnum()):
            fits = False
        return f"{start}{mark}{text}{mark}{end}" if fits else self._tagged(element, str(element.tag))


def _first(pieces: Sequence[Piece]) -> str:
    """The character that comes next, empty at the end; an element begins with a mark, or with its text."""
    if not pieces:
        return ""
    first = pieces[0]
    if isinstance(first, str):
        return first[:1]
    return _MARKS[str(first.tag)][0] if first.tag in _MARKS else "["


def _fits(outside: str, inner: str) -> bool:
    """Whether a mark between two characters is one (CommonMark 0.31, "left-flanking delimiter run")."""
    return not _is_sign(inner) or not outside or outside.isspace() or _is_sign(outside)


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"


def _attributes(element: HtmlElement, names: Iterable[str]) -> str:
    kept = ((name, element.get(name)) for name in names)
    return "".join(f' {name}="{_guarded(html.escape(value))}"' for name, value in kept if value)


def _target(address: str, title: str) -> str:
    """What stands behind a link's or a picture's text."""
    address = re.sub(r"[\x00-\x20\x7f]", lambda found: urllib.parse.quote(found[0]), address)
    shown = _IN_TARGET.sub(r"\\\g<0>", address) or "<>"
    return f"({shown} {_title(title)})" if title else f"({shown})"


def _title(text: str) -> str:
    """A title between marks that it does not have, if there are any: Hugo shows a backslash in it."""
    said = _IN_TITLE.sub(r"\\\g<0>", _SPACE.sub(" ", text))
    if '"' not in said:
        return f'"{said}"'
    return f"'{said}'" if "'" not in said else '"{}"'.format(said.replace('"', '\\"'))


def _code(text: str) -> str:
    if not text.strip() or _TEMPLATE.search(text):
        return f"<code>{_guarded(html.escape(text, quote=False))}</code>" if text else ""
    fence = "`"
    while fence in re.findall(r"`+", text):
        fence += "`"
    pad = " " if "`" in (text[0], text[-1]) or text[0] == text[-1] == " " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def fenced(text: str) -> str:
    """Text that stands as it is, line by line."""
    if _TEMPLATE.search(text):
        return f"<pre>{_guarded(html.escape(text, quote=False))}</pre>"
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`{3,}", text))])
    return f"{fence}\n{text.strip(chr(10))}\n{fence}"


def _guarded(markup: str) -> str:
    """HTML in which nothing looks like a template: there text cannot be escaped with a backslash."""
    return markup.replace("{{", "{&#123;")
