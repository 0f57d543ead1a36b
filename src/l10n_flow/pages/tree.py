"""An article's tree made ready for a page: what goes to its top is taken out, the rest is arranged."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, cast

from lxml import etree

from ..articles import document, elements, holes
from ..model import Role
from . import images
from .safe import ALIGNED, UNTRANSLATED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .model import Ways

_FRONT = (Role.KICKER, Role.HEADLINE, Role.DECK, Role.BYLINE, Role.DATELINE)
"""What goes to the top of the page, wherever the article has it."""
_ONCE = frozenset({Role.KICKER, Role.HEADLINE})
_APART = frozenset({"aside", "blockquote", "figure", "footer", "form", "li", "nav", "table"})
"""Inside these, a byline or a date is somebody else's."""
_INSTEAD = {"h1": "h2", "listing": "pre", "xmp": "pre"}

_WHITE = re.compile(r"\s")
_TEXT_ALIGN = re.compile(r"(?:^|;)\s*text-align\s*:\s*(\w+)", re.IGNORECASE)

# Found by libxml2, of all elements only those that matter become objects of Python.
_DATES = etree.XPath("descendant::*[@data-l-date]")
_WITH_LANGUAGE = etree.XPath("descendant::*[@lang]")
_STYLED = etree.XPath("descendant::*[@style]")
_CORRECTIONS = etree.XPath("descendant::*[contains(@class, 'correction') or @data-role='correction']")
_LINKS_IN_LINKS = etree.XPath("descendant::a[ancestor::a]")
_NAMED = etree.XPath("descendant-or-self::*[@id]")
_TIGHT = etree.XPath("descendant::li/p[@data-l-tight]")
_OURS = ("l10n-main", "l10n-corrections")
"""Ids that the templates give."""
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


def pull_corrections(content: etree._Element) -> list[tuple[str, str, etree._Element]]:
    """Take the corrections out of the text, wherever the article has them: each with its date and kind."""
    found = [part for part in _found(_CORRECTIONS, content) if _is_correction(part)]
    for part in found:
        _detach(part, content)
    return [(*elements.correction(_attributes(part)), part) for part in found]


def _is_correction(element: etree._Element) -> bool:
    return elements.role_of(str(element.tag), _attributes(element), first_h1=False) is Role.CORRECTION


def _is_apart(element: etree._Element) -> bool:
    return any(ancestor.tag in _APART for ancestor in element.iterancestors())


def _detach(element: etree._Element, content: etree._Element) -> None:
    """Take an element out, but not the text after it, and with it the blocks that would be empty but for signs. What is
    left of a line of text stays as it is."""
    last = inner = element
    for outer in element.iterancestors():
        if outer is content or len(outer) > 1 or re.search(r"\w", f"{outer.text or ''}{inner.tail or ''}"):
            break
        inner = outer
        last = outer if outer.tag in elements.BLOCK else last
    before, parent = last.getprevious(), last.getparent()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (last.tail or "")
    else:
        parent.text = (parent.text or "") + (last.tail or "")
    last.tail = element.tail = None
    parent.remove(last)


def mark_untranslated(root: etree._Element, original: str) -> bool:
    """Mark what is still in the language of the original; whether there is anything."""
    marked = [part for part in _found(_WITH_LANGUAGE, root) if part.get("lang") == original]
    for part in marked:
        part.set("class", f"{part.get('class', '')} {UNTRANSLATED}".strip())
        part.set("title", holes.own(_("This passage has not been translated yet")))
    return bool(marked)


def link_articles(root: etree._Element, links: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """Have links to other articles lead to their pages, which are not the same in every edition.

    A link to an article that no reader can open is none.

    Args:
        root: the tree.
        links: as `Ways` has them.

    Returns:
        The addresses of the articles that are linked to, in the order of `Texts.links`.
    """
    numbers: dict[str, int] = {}
    for link in root.iter("a") if links else ():
        address, mark, part = str(link.get("href", "")).partition("#")
        if address not in links:
            continue
        if links[address]:
            number = numbers.setdefault(address, len(numbers))
            link.set("href", f"{holes.link(number)}{mark}{part}")
            link.set("hreflang", holes.link_lang(number))
        else:
            no_link(link)
    return tuple(numbers)


def no_link(link: etree._Element) -> None:
    """Make a link to what nobody can open a text like all others."""
    link.tag = "span"
    etree.strip_attributes(link, "href", "hreflang", "title")


def name_once(root: etree._Element) -> None:
    """Leave each id to one element. What stands in a text twice (a footnote's mark) has its id twice: footnotes lead
    back to each of their marks, to all else leads the first."""
    seen = set(_OURS)
    for element in _found(_NAMED, root):
        name = str(element.get("id"))
        if name in seen and _marks_footnote(element):
            name = next(new for number in itertools.count(2) if (new := f"{name}-{number}") not in seen)
            element.set("id", name)
        elif name in seen or not name or _WHITE.search(name):
            del element.attrib["id"]
        seen.add(name)


def _marks_footnote(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "sup" and "footnote-ref" in parent.get("class", "").split()


def arrange(content: etree._Element, ways: Ways) -> None:
    """Make the text's elements those of the page."""
    for element in list(content.iter(*_INSTEAD)):
        element.tag = _INSTEAD[str(element.tag)]
    for link in _found(_LINKS_IN_LINKS, content):  # HTML's parser would end the one where the other begins
        link.tag = "span"
    _level_headings(content)
    keep_styles(content)
    for paragraph in _found(_TIGHT, content):
        paragraph.tag = "div" if paragraph.get("lang") else "l-tight"
    etree.strip_tags(content, "l-tight")
    for number, image in enumerate(content.iter("img")):
        images.arrange(image, ways)
        if number:
            image.set("loading", "lazy")
    for figure in content.iter("figure"):
        _label_credits(figure)
    for table in list(content.iter("table")):
        _make_scrollable(table)


def _level_headings(content: etree._Element) -> None:
    """Leave no level out between one heading and the next: those who hear the page go from level to level."""
    above = 1
    for heading in content.iter("h2", "h3", "h4", "h5", "h6"):
        above = min(int(str(heading.tag)[1]), above + 1)
        heading.tag = f"h{above}"


def keep_styles(content: etree._Element) -> None:
    """Say in HTML what a style says, which does not reach the page."""
    for element in _found(_STYLED, content):
        if elements.is_hidden(_attributes(element)):
            element.set("hidden", "")
        aligned = _TEXT_ALIGN.search(element.get("style", ""))
        if aligned and element.tag in {"td", "th"} and aligned[1].lower() in ALIGNED:
            element.set("class", f"{aligned[1].lower()} {element.get('class', '')}".strip())


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


def link_footnotes(root: etree._Element) -> None:
    """Give the footnotes a heading and ways back to where they are referred to."""
    marks: dict[str, list[str]] = {}
    for link in root.iter("a"):
        if link.get("id"):
            marks.setdefault(str(link.get("href", "")), []).append(f"#{link.get('id')}")
    for section in root.iter("section"):
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
            back = [address for address in marks.get(f"#{note.get('id')}", ()) if address not in known]
            for number, address in enumerate(back, 1):
                _add_way_back(last, address, number if len(back) > 1 else 0)


def _add_way_back(note: etree._Element, address: str, number: int) -> None:
    """A link to where a footnote is referred to, with its number if there are several."""
    label = holes.own(_("Back to the text")) + (f" ({number})" if number else "")
    link = etree.SubElement(
        note, "a", {"class": "backlink", "href": address, "aria-label": label, "role": "doc-backlink"}
    )
    link.text = "↑"


def _found(what: etree.XPath, where: etree._Element) -> list[etree._Element]:
    return cast("list[etree._Element]", what(where))


def _attributes(element: etree._Element) -> dict[str, str]:
    return cast("dict[str, str]", dict(element.attrib))
