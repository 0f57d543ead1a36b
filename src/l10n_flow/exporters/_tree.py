"""An article's tree made ready for a page: what goes to its top is taken out, the rest is arranged."""

from __future__ import annotations

import posixpath
import re
from typing import cast

from lxml import etree

from .. import document, elements, holes
from ..model import Role
from ._safe import UNTRANSLATED

_FRONT = (Role.KICKER, Role.HEADLINE, Role.DECK, Role.BYLINE, Role.DATELINE)
"""What goes to the top of the page, wherever the article has it."""
_ONCE = frozenset({Role.KICKER, Role.HEADLINE})
_APART = frozenset({"aside", "blockquote", "figure", "footer", "form", "li", "nav", "table"})
"""Inside these, a byline or a date is somebody else's."""
_INSTEAD = {"h1": "h2", "listing": "pre", "xmp": "pre"}

# Found by libxml2, of all elements only those that matter become objects of Python.
_DATES = etree.XPath("descendant::*[@data-l-date]")
_WITH_LANGUAGE = etree.XPath("descendant::*[@lang]")
_STYLED = etree.XPath("descendant::*[@style]")
_TIGHT = etree.XPath("descendant::li/p[@data-l-tight]")
_BY_NAME = sorted(tag for tag in elements.BLOCK if elements.role_of(tag, {}, first_h1=True) in _FRONT)
_MAY_BE_FRONT = etree.XPath(
    f"descendant::*[{' or '.join(['@data-role', '@class', *(f'self::{tag}' for tag in _BY_NAME)])}]"
)


def _(text: str) -> str:
    """Mark a text of ours for its translators; editions say it in their own language."""
    return text


def content(root: etree._Element) -> etree._Element:
    """The element that holds the article: of a page the first candidate with a headline in it."""
    if root.tag != "html":
        return root
    first = None
    for candidate in (found for name in ("article", "main", "body") for found in root.iter(name)):
        if next(candidate.iter("h1"), None) is not None:
            return candidate
        first = candidate if first is None else first
    return root if first is None else first


def drop_date(content: etree._Element) -> None:
    """Drop what its reader found to be nothing but the article's date: the page says it in its own words."""
    for block in _found(_DATES, content):
        _detach(block, content)


def pull_front(content: etree._Element) -> dict[Role, list[etree._Element]]:
    """Take what belongs to the top of the page out of the text."""
    front: dict[Role, list[etree._Element]] = {role: [] for role in _FRONT}
    taken: set[etree._Element] = set()
    for element in _found(_MAY_BE_FRONT, content):
        role = elements.role_of(str(element.tag), _attributes(element), first_h1=not front[Role.HEADLINE])
        if role not in front or (role in _ONCE and front[role]):
            continue
        if not _is_apart(element) and taken.isdisjoint(element.iterancestors()):
            front[role].append(element)
            taken.add(element)
    for element in [element for parts in front.values() for element in parts]:
        _detach(element, content)
    return front


def _is_apart(element: etree._Element) -> bool:
    return any(ancestor.tag in _APART for ancestor in element.iterancestors())


def _detach(element: etree._Element, content: etree._Element) -> None:
    """Take an element out, but not the text after it; then its parents, as far as they have become empty."""
    while element is not content and (parent := element.getparent()) is not None:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + (element.tail or "")
        else:
            parent.text = (parent.text or "") + (element.tail or "")
        element.tail = None
        parent.remove(element)
        if len(parent) or re.search(r"\w", parent.text or ""):
            break
        element = parent


def mark_untranslated(root: etree._Element, original: str) -> bool:
    """Mark what is still in the language of the original; whether there is anything."""
    marked = [part for part in _found(_WITH_LANGUAGE, root) if part.get("lang") == original]
    for part in marked:
        part.set("class", f"{part.get('class', '')} {UNTRANSLATED}".strip())
        part.set("title", holes.own(_("This passage has not been translated yet")))
    return bool(marked)


def arrange(content: etree._Element, media: str) -> None:
    """Make the text's elements those of the page."""
    for element in list(content.iter(*_INSTEAD)):
        element.tag = _INSTEAD[str(element.tag)]
    _keep_hidden(content)
    for paragraph in _found(_TIGHT, content):
        paragraph.tag = "div" if paragraph.get("lang") else "l-tight"
    etree.strip_tags(content, "l-tight")
    for number, image in enumerate(content.iter("img")):
        if elements.is_relative(address := str(image.get("src", ""))):
            image.set("src", posixpath.join(media, address))
        image.set("alt", image.get("alt", ""))
        if number:
            image.set("loading", "lazy")
    for figure in content.iter("figure"):
        _label_credits(figure)
    for table in list(content.iter("table")):
        _make_scrollable(table)
    _link_footnotes(content)


def _keep_hidden(content: etree._Element) -> None:
    """Say in HTML what a style says, which does not reach the page."""
    for element in _found(_STYLED, content):
        if elements.is_hidden(_attributes(element)):
            element.set("hidden", "")


def _label_credits(figure: etree._Element) -> None:
    image = next(figure.iter("img"), None)
    drawn = image is not None and str(image.get("src", "")).lower().endswith(".svg")
    label = _("Graphic: %(credit)s") if drawn else _("Photo: %(credit)s")
    for part in figure.iter("*"):
        if elements.role_of(str(part.tag), _attributes(part), first_h1=False) is Role.CREDIT:
            part.set("class", f"credit {part.get('class', '')}")
            if image is not None:
                part.text = holes.label(label, document.text_of(part)) + (part.text or "")


def _make_scrollable(table: etree._Element) -> None:
    """Put a table into a box of its own that can be scrolled with a finger and with the keyboard."""
    parent = table.getparent()
    if parent is None or next(table.iterancestors("table"), None) is not None:
        return
    caption = table.find("caption")
    name = holes.own(_("Table")) if caption is None else holes.said(document.text_of(caption))
    box = etree.Element("div", {"class": "table", "role": "region", "tabindex": "0", "aria-label": name})
    box.tail, table.tail = table.tail, None
    parent.replace(table, box)
    box.append(table)


def _link_footnotes(content: etree._Element) -> None:
    """Give the footnotes a heading and ways back to where they are referred to."""
    marks: dict[str, list[str]] = {}
    for link in content.iter("a"):
        if link.get("id"):
            marks.setdefault(str(link.get("href", "")), []).append(f"#{link.get('id')}")
    for section in content.iter("section"):
        if "footnotes" not in section.get("class", "").split():
            continue
        section.set("role", "doc-endnotes")
        if section.find("h2") is None:
            heading = etree.Element("h2")
            heading.text = holes.own(_("Footnotes"))
            section.insert(0, heading)
        for note in section.iterfind(".//li[@id]"):
            known = {link.get("href") for link in note.iter("a")}
            last = note[-1] if len(note) and note[-1].tag in {"p", "div"} else note
            for address in marks.get(f"#{note.get('id')}", ()):
                if address not in known:
                    text = {"aria-label": holes.own(_("Back to the text")), "role": "doc-backlink"}
                    etree.SubElement(last, "a", {"class": "backlink", "href": address, **text}).text = "↑"


def _found(what: etree.XPath, where: etree._Element) -> list[etree._Element]:
    return cast("list[etree._Element]", what(where))


def _attributes(element: etree._Element) -> dict[str, str]:
    return cast("dict[str, str]", dict(element.attrib))
