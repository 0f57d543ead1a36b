"""Elements to Markdown: what `_md_inline` reads, so written that it is read the same again.

A leaf is tried in three ways, the lightest first, and the first that reads back as the same is taken:
marks and only the needed backslashes; a backslash before every character that could be markup; HTML tags
instead of `*` and `~~`, for what CommonMark's marks cannot say (`<strong>«слово»</strong>ми`).
"""

from __future__ import annotations

import enum
import html
import re
from typing import TYPE_CHECKING

from lxml import etree
from markdown_it.common.utils import normalizeReference

from ..articles.document import RAW
from ..errors import SourceError
from . import _html
from ._md_inline import AUTOLINK, CDATA, MD, Notes, fill, parser
from ._md_places import SPACES
from ._source import AT, attributes, flat, text_of

if TYPE_CHECKING:
    from markdown_it.token import Token

    from ._md_inline import Env


class Style(enum.Enum):
    """How much is escaped."""

    LIGHT = 1
    ESCAPED = 2
    TAGS = 3


_NOTE = "note"
_MARKS = {"strong": "**", "em": "*", "del": "~~"}
_ONE_LINE = frozenset({"atx", "cell", "credit", "image"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_LIGHT = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~]|$)   # a backslash that would escape something
    | [`*] | ~(?=~)
    | (?<![^\W_])_ | _(?![^\W_])  # inside a word an underscore is one
    | <(?=[A-Za-z/!?])
    | &(?=[A-Za-z0-9]+;|\#)""",
    re.VERBOSE,
)
_ALL = re.compile(r"[\\`*_\[\]<>&~!]")
_IN_ADDRESS = re.compile(r"[\\<>()]|&(?=[A-Za-z0-9]+;|#)")
_IN_TITLE = re.compile(r"[\\\"]|&(?=[A-Za-z0-9]+;|#)")
_LINE_START = re.compile(
    r"""(?P<number>\d{1,9})(?=[.)](?:\s|$))
    | (?=[-+*](?:\s|$) | \#{1,6}(?:\s|$) | > | (?:=+|-+)\s*$ | ~~~ | [-:|][-:|\s]*$ | \[[ xX]\](?:\s|$))""",
    re.VERBOSE,
)
_DEFINITION = re.compile(r"(\[(?:\\.|[^\]\\])*\]):")
_EDGES = re.compile(f"^[{SPACES}]+|[{SPACES}]+$")
_CLOSING_HASHES = re.compile(r"(?:^|(?<=\s))(?=#+$)")


def inline(leaf: etree._Element, kind: str, env: Env, prefix: str = "") -> str:
    """A leaf's content as Markdown, on one line but for hard breaks.

    Args:
        leaf: the element; leaves inside it are left out.
        kind: `block`, `atx`, `setext`, `cell`, `caption`, `credit`, or `image` (the element itself).
        env: the labels that may be referred to.
        prefix: what further lines begin with.

    Raises:
        SourceError: no way of writing it reads back as the same.
    """
    wanted = signature(leaf, kind)
    for style in Style:
        if style is Style.LIGHT and kind in {"caption", "credit"} and re.search(r"[\[\]]", text_of(leaf)):
            continue  # brackets at the end of a caption are its credit
        writer = _Writer(style, kind, env)
        text = _guarded(writer.element(leaf) if kind == "image" else writer.content(leaf), kind)
        text = _EDGES.sub(_as_references, text) + _comments(leaf)
        holder = etree.Element("leaf")
        read = _read_back(text, kind, env)
        if read is None:
            continue
        fill(holder, read, Notes(), str, lambda *_: None)
        if signature(holder[0] if kind == "image" and len(holder) else holder, kind) == wanted:
            return _placed(text, kind, prefix)
    raise SourceError(
        f"no Markdown says the same as {flat(text_of(leaf))[:200]!r}", hint="use less markup in this block"
    )


def signature(leaf: etree._Element, kind: str) -> str:
    """What a leaf says: the same for two leaves that a reader of the page cannot tell apart."""
    said = _says(leaf) if kind == "image" else _says_inside(leaf)
    return re.sub(r" ?\x03 ?", "\x03", flat(said)).strip(" ")


def _says_inside(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += ["" if child.get(AT) else _says(child), child.tail or ""]
    return "".join(parts)


def _says(element: etree._Element) -> str:
    kind = _kind(element)
    if kind == RAW:
        return _stray(element)
    if kind == "br":
        return "\x03"
    if kind == CDATA:
        return _says_inside(element)
    if kind == _NOTE:
        return f"\x01note {element.get(MD)}\x02"
    said = [f"{k}={flat(v)}" for k, v in sorted(attributes(element).items()) if not k.startswith("data-l-")]
    return f"\x01{kind} {' '.join(said)}\x01{_says_inside(element)}\x02"


def _kind(element: etree._Element) -> str:
    """An element's name, or what it is beyond its name."""
    if element.get("class") == "footnote-ref":
        return _NOTE
    return CDATA if element.get(MD) == CDATA else str(element.tag)


def _stray(raw: etree._Element) -> str:
    """A tag without a partner, as it was written; comments and the like are no part of what a leaf says."""
    return raw.get("data-l-source", "") if raw.get("data-l-kind") == "tag" else ""


def _read_back(text: str, kind: str, env: Env) -> list[Token] | None:
    """The inline tokens of a leaf written as `text`; None if it is no paragraph any more."""
    known = {
        "references": dict(env.get("references", {})),
        "footnotes": {"refs": dict.fromkeys(env.get("footnotes", {}).get("refs", {}), -1), "list": {}},
    }
    if kind in _ONE_LINE:
        return parser().parseInline(text, known)[0].children or []
    read = parser().parse(f"{text}\n---" if kind == "setext" else text, known)
    block = "heading" if kind == "setext" else "paragraph"
    if [token.type for token in read] not in ([f"{block}_open", "inline", f"{block}_close"], []):
        return None
    return (read[1].children or []) if read else []


def _guarded(text: str, kind: str) -> str:
    """The text with a backslash where a line begins (or ends) like a block of another kind."""
    lines = [_SPACE.sub(" ", line).strip(" ") for line in text.split("\n")]
    if kind == "atx":
        return _CLOSING_HASHES.sub(r"\\", lines[0])
    # The first cell of a row may stand at the start of its line.
    return lines[0] if kind in {"credit", "image"} else "\n".join(map(_guarded_line, lines))


def _guarded_line(line: str) -> str:
    found = _LINE_START.match(line)
    if found:
        line = f"{line[: found.end()]}\\{line[found.end() :]}"
    return _DEFINITION.sub(r"\1\\:", line, count=1) if _DEFINITION.match(line) else line


def _as_references(space: re.Match[str]) -> str:
    """White space that would be trimmed off a block if it stood there as it is."""
    return "".join("&nbsp;" if letter == "\u00a0" else f"&#{ord(letter)};" for letter in space[0])


def _placed(text: str, kind: str, prefix: str) -> str:
    return (text.replace("|", "\\|") if kind == "cell" else text).replace("\n", "\n" + prefix)


def _comments(leaf: etree._Element) -> str:
    """Comments in a leaf. They stand last: at the start they would turn the paragraph into HTML."""
    hidden = [raw for raw in leaf.iter(RAW) if raw.get("data-l-kind") != "tag"]
    return "".join(" " + flat(raw.get("data-l-source", "")) for raw in hidden)


class _Writer:
    def __init__(self, style: Style, kind: str, env: Env) -> None:
        self.style, self.kind, self.env = style, kind, env

    def content(self, element: etree._Element) -> str:
        parts = [self.text(element.text)]
        for child in element:
            parts += ["" if child.get(AT) else self.element(child), self.text(child.tail)]
        return "".join(parts)

    def text(self, text: str | None) -> str:
        escaped = (_LIGHT if self.style is Style.LIGHT else _ALL).sub(r"\\\g<0>", _SPACE.sub(" ", text or ""))
        # Above the line of such a heading a pipe, escaped or not, can make a table.
        return escaped.replace("|", "&#124;") if self.kind == "setext" else escaped

    def element(self, element: etree._Element) -> str:
        if element.get("data-l-open") is not None:
            return self._raw(element)
        writers = {
            RAW: _stray,
            CDATA: self._cdata,
            _NOTE: lambda mark: f"[^{mark.get(MD)}]",
            "br": self._break,
            "code": self._code,
            "a": self._link,
            "img": self._image,
            **dict.fromkeys(_MARKS, self._marked),
        }
        return writers.get(_kind(element), self._tagged)(element)

    def _cdata(self, element: etree._Element) -> str:
        text = text_of(element)
        whole = self.style is Style.LIGHT and "]]>" not in text and not len(element)
        return f"<![CDATA[{_SPACE.sub(' ', text)}]]>" if whole else self.content(element)

    def _marked(self, element: etree._Element) -> str:
        if self.style is Style.TAGS:
            return self._tagged(element)
        parent = element.getparent()
        mark = "_" if element.tag == "em" and parent is not None and parent.tag == "strong" else _MARKS[element.tag]
        return f"{mark}{self.content(element)}{mark}"

    def _tagged(self, element: etree._Element) -> str:
        own = attributes(element).items()
        shown = "".join(f' {name}="{html.escape(value)}"' for name, value in own if not name.startswith("data-l-"))
        return f"<{element.tag}{shown}>{self.content(element)}</{element.tag}>"

    def _raw(self, element: etree._Element) -> str:
        shell = etree.Element(element.tag, attributes(element) | {"data-l-close": ""})
        return _html.write(shell) + self.content(element) + element.get("data-l-close", "")

    def _break(self, _: etree._Element) -> str:
        return "<br>" if self.kind in _ONE_LINE or self.style is Style.TAGS else "\\\n"

    def _code(self, element: etree._Element) -> str:
        text = _SPACE.sub(" ", text_of(element))
        if not text or (self.style is Style.TAGS and text != text.strip(" ")):
            return self._tagged(element)
        fence = "`"
        while fence in re.findall(r"`+", text):
            fence += "`"
        pad = " " if "`" in (text[0], text[-1]) or (text[0] == text[-1] == " " and text.strip(" ")) else ""
        return f"{fence}{pad}{text}{pad}{fence}"

    def _link(self, element: etree._Element) -> str:
        address, text = element.get("href", ""), self.content(element)
        plain = text_of(element)
        if element.get(MD) == AUTOLINK and plain == address.removeprefix("mailto:"):
            return f"<{plain}>"
        return f"[{text}]{self._target(element, address, plain)}"

    def _image(self, element: etree._Element) -> str:
        alt = element.get("alt", "")
        return f"![{self.text(flat(alt))}]{self._target(element, element.get('src', ''), alt)}"

    def _target(self, element: etree._Element, address: str, text: str) -> str:
        """What stands behind a link's or picture's text in brackets: its label, or its address and title."""
        label = element.get(MD, "")[1:-1]
        reference = self.env.get("references", {}).get(normalizeReference(label)) if label else None
        title = flat(element.get("title", ""))
        if reference and flat(reference["title"]) == title:
            return "[]" if normalizeReference(text) == normalizeReference(label) else f"[{label}]"
        return f"({_address(address)} {titled(title)})" if title else f"({_address(address)})"


def _address(address: str) -> str:
    return _IN_ADDRESS.sub(r"\\\g<0>", address) or "<>"


def titled(title: str) -> str:
    """A link's title as it stands behind the address."""
    return '"' + _IN_TITLE.sub(r"\\\g<0>", title) + '"'
