"""The lxml seam: an article's tree to segments and back, by one walk.

`slots` walks the tree once, in reading order, and finds every place where text for a translator stands: a run
of inline content, or an attribute. `cut` reads the slots and `fill` writes them, so the two can never disagree.
A reader's `l-raw` elements hold what is no text (comments, stray tags); its attributes start with `data-l-`.
"""

from __future__ import annotations

import copy
import dataclasses
import re
from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from lxml import etree

from . import elements, markup, segmentation
from .errors import SourceError
from .languages import registry
from .model import Article, Role, Segment, Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Key = tuple[str | None, str]

BLOCK, SENTENCE = "block", "sentence"

RAW = "l-raw"
"""A reader's element for source text that is neither element nor text. With `data-l-kind="tag"` it is a stray
tag, which keeps its place in a sentence; anything else (a comment) does not concern translators."""

_TEXT = "l-text"
_WHITE = " \t\n\r\f"
_SPACE = re.compile(f"[{_WHITE}]+")
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
_WORD = re.compile(r"\w")
_SENTENCES_IN = frozenset(
    {Role.PARAGRAPH, Role.QUOTE, Role.LIST_ITEM, Role.FOOTNOTE, Role.CAPTION, Role.DECK, Role.TABLE_CELL}
)


def parse(body: str) -> etree._Element:
    """Read `Article.body`.

    Raises:
        SourceError: it is no well-formed XML.
    """
    try:
        return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise SourceError(f"the article's tree is broken: {error}") from error


def serialise(root: etree._Element) -> str:
    """Write a tree as `Article.body`."""
    return etree.tostring(root, encoding="unicode", with_tail=False)


def text_of(element: etree._Element) -> str:
    """All the text in an element, white space collapsed."""
    return _SPACE.sub(" ", _all_text(element)).strip(" ")


def cut(article: Article, rule: str = BLOCK) -> tuple[Segment, ...]:
    """The segments of an article in reading order; texts that are the same in the same context are one.

    `rule` is `block` or `sentence`; what the article itself asks for goes first.
    """
    found: dict[Key, Segment] = {}
    for slot in slots(parse(article.body)):
        for segment, _ in _segments(slot, article, rule):
            first = found.get(segment.key)
            found[segment.key] = dataclasses.replace(first, count=first.count + 1) if first else segment
    return tuple(found.values())


def fill(
    article: Article,
    translations: Mapping[Key, str],
    lang: str,
    rule: str = BLOCK,
    *,
    mark_missing: bool = False,
) -> Article:
    """The article in another language.

    Args:
        article: in its source language.
        translations: (context, text) of a segment -> its translation. A text that is not there, or whose
            translation is empty, stays as it is.
        lang: BCP 47 tag of the language of the translations.
        rule: as for `cut`.
        mark_missing: say of texts that stay as they are in which language they are.
    """
    root = parse(article.body)
    _relabel(root, article.lang, lang)
    stays = article.lang if mark_missing else None
    for slot in list(slots(root)):
        parts = []
        for segment, names in _segments(slot, article, rule):
            translation = translations.get(segment.key)
            parts.append(Part(markup.renamed(translation or segment.text, names), None if translation else stays))
        slot.put(parts)
    etree.strip_tags(root, _TEXT)
    return dataclasses.replace(article, lang=lang, body=serialise(root))


@dataclass(frozen=True, slots=True)
class Part:
    """A text to put in a slot; `lang` if it is not the page's language."""

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a translation: the text there, with short tags, and `put`, which replaces it."""

    text: str
    role: Role
    note: str
    tags: tuple[Tag, ...]
    put: Callable[[Sequence[Part]], None]


def slots(root: etree._Element) -> Iterator[Slot]:
    """Every place for a translation in a tree, in reading order.

    It makes every text of the tree an element of its own; who changes the tree lists all the slots first.
    """
    _make_texts_elements(root)
    yield from _Walk(root).block(root, Role.PARAGRAPH, "")


class _Walk:
    def __init__(self, root: etree._Element) -> None:
        self.seen_headline = False
        self.holds_block: set[etree._Element] = set()
        for element in root.iter("*"):
            if _bounds_text(element):
                for above in element.iterancestors():
                    if above in self.holds_block:
                        break
                    self.holds_block.add(above)

    def block(self, element: etree._Element, role: Role, note: str) -> Iterator[Slot]:
        """The slots of a block-level element: its attributes, then its runs and blocks in turn."""
        yield from _attribute_slots(element)
        if _is_protected(element):
            return
        own = elements.role_of(_tag(element), _attributes(element), first_h1=not self.seen_headline)
        self.seen_headline = self.seen_headline or own is Role.HEADLINE
        if own and not (own is Role.LIST_ITEM and role is Role.FOOTNOTE):
            role = own
        note = element.get("data-note", note)
        run: list[etree._Element] = []
        for child in element:
            if _bounds_text(child) or child in self.holds_block:
                yield from _run_slots(element, run, role, note)
                run = []
                yield from self.block(child, role, note)
            else:
                run.append(child)
        yield from _run_slots(element, run, role, note)


def _attribute_slots(element: etree._Element) -> Iterator[Slot]:
    if not element.attrib or element.get("translate", "").lower() == "no":
        return
    for name, role in elements.translatable_attributes(_tag(element), _attributes(element)):
        text = _SPACE.sub(" ", element.get(name, "")).strip(" ")
        if _WORD.search(text):

            def put(parts: Sequence[Part], name: str = name) -> None:
                # An attribute holds no markup: what looks like a tag there is text.
                element.set(name, " ".join(markup.unescape(part.text) for part in parts))

            yield Slot(markup.escape(text), role, "", (), put)


def _run_slots(parent: etree._Element, pieces: list[etree._Element], role: Role, note: str) -> Iterator[Slot]:
    """The slots of a run of inline content: those of attributes in it, and its text if it has any."""
    if all(_tag(piece) == _TEXT and _is_blank(piece) for piece in pieces):
        return
    for piece in pieces:
        for element in piece.iter("*"):
            if _tag(element) not in elements.TITLE_IN_TEXT:
                yield from _attribute_slots(element)
    run = _Run(parent, pieces)
    if _WORD.search(markup.plain(run.text)):
        yield Slot(run.text, role, note, run.legend(), run.put)


class _Run:
    """A run of inline content, less the white space and the wrappers round it."""

    def __init__(self, parent: etree._Element, pieces: list[etree._Element]) -> None:
        self.parent, self.pieces = parent, _trimmed(pieces)
        # An emphasis or link round the whole block is the block's, not the translator's.
        while len(self.pieces) == 1 and _is_wrapper(self.pieces[0]):
            self.parent = self.pieces[0]
            self.pieces = _trimmed(list(self.parent))
        self.templates: dict[str, etree._Element] = {}
        self._names: dict[tuple[str, ...], str] = {}
        self._numbers: Counter[str] = Counter()
        self.text = _SPACE.sub(" ", "".join(map(self._render, self.pieces))).strip(" ")

    def legend(self) -> tuple[Tag, ...]:
        return tuple(Tag(name, _stands_alone(element), _says(element)) for name, element in self.templates.items())

    def put(self, parts: Sequence[Part]) -> None:
        """Replace the run; the white space round it stays."""
        voids = {name for name, element in self.templates.items() if _stands_alone(element)}
        used: set[str] = set()
        contents = [element for piece in self.pieces for element in piece.iter(RAW) if _is_hidden(element)]
        contents.append(_text(_edge_space(self.pieces[0], first=True)))
        for number, part in enumerate(parts):
            nodes = markup.parse(part.text, self.templates.keys() - voids, voids)
            built = [self._built(node, used) for node in nodes]
            if part.lang and len(parts) == 1 and self._fills_parent():
                self.parent.set("lang", part.lang)
            elif part.lang:
                built = [_element("span", {"lang": part.lang}, built)]
            contents += [_text(" "), *built] if number else built
        contents.append(_text(_edge_space(self.pieces[-1], first=False)))
        at = self.parent.index(self.pieces[0])
        for piece in self.pieces:
            self.parent.remove(piece)
        for element in reversed(contents):
            self.parent.insert(at, element)

    def _render(self, piece: etree._Element) -> str:
        if _tag(piece) == _TEXT:
            return markup.escape(piece.text or "")
        if _is_hidden(piece):
            return ""
        name = self._name(piece)
        if _stands_alone(piece):
            return f"<{name}/>"
        title = piece.get("title") if _tag(piece) in elements.TITLE_IN_TEXT else None
        return f"{markup.titled(name, title)}{''.join(map(self._render, piece))}</{name}>"

    def _name(self, element: etree._Element) -> str:
        """The element's short tag: elements that are alike share one, so that their order is free."""
        tag = _short(element)
        shown = {"title"} if _tag(element) in elements.TITLE_IN_TEXT else set()
        told_apart = [f"{k}={v}" for k, v in _attributes(element).items() if k not in shown and k[:7] != "data-l-"]
        if _stands_alone(element) and _tag(element) not in elements.VOID:
            inside = " ".join(_tag(child) for child in element.iterdescendants("*"))
            told_apart.append(f"/{inside}{_all_text(element)}{element.get('data-l-source', '')}")
        key = (tag, *sorted(filter(None, told_apart)))
        if key not in self._names:
            if len(key) > 1:
                self._numbers[tag] += 1
            self._names[key] = f"{tag}{self._numbers[tag]}" if len(key) > 1 else tag
            self.templates[self._names[key]] = element
        return self._names[key]

    def _built(self, node: markup.Node, used: set[str]) -> etree._Element:
        if isinstance(node, str):
            return _text(node)
        template = self.templates[node.name]
        if node.void:
            element = copy.deepcopy(template)
        else:
            children = [self._built(child, used) for child in node.children]
            element = _element(template.tag, _attributes(template), children)
            if node.title is not None and _tag(template) in elements.TITLE_IN_TEXT:
                element.set("title", node.title)
        if node.name in used:  # an id is unique in a page
            element.attrib.pop("id", "")
        used.add(node.name)
        return element

    def _fills_parent(self) -> bool:
        pieces = set(self.pieces)
        return all(child in pieces or _is_blank(child) for child in self.parent)


def _segments(slot: Slot, article: Article, rule: str) -> list[tuple[Segment, dict[str, str]]]:
    """The segments of a slot; with each, its tag names -> the slot's."""
    rule = article.meta.segmentation or rule
    if rule == SENTENCE and slot.role in _SENTENCES_IN:
        texts = [markup.renumbered(text) for text in segmentation.split(slot.text, registry.get(article.lang))]
    else:
        texts = [(slot.text, {})]
    says = {tag.name: tag for tag in slot.tags}
    found = []
    for text, names in texts:
        present = dict.fromkeys(markup.tag_names(text))
        tags = tuple(dataclasses.replace(says[names.get(name, name)], name=name) for name in present)
        length = elements.MAX_LENGTH.get(slot.role)
        found.append((Segment(text, slot.role, tags, slot.note, max_length=length), names))
    return found


def _relabel(root: etree._Element, old: str, new: str) -> None:
    """Say that the page, and what was marked as in its language, is now in another."""
    for element in root.iter("*"):
        if element is root or element.get("lang") == old:
            element.set("lang", new)
    direction = registry.get(new).direction if new in registry.tags() else "ltr"
    if "dir" in root.attrib or direction != "ltr":
        root.set("dir", direction)


def _make_texts_elements(root: etree._Element) -> None:
    for element in list(root.iter("*")):
        if element.text:
            text, element.text = _text(element.text), None
            element.insert(0, text)
        if element.tail and element is not root:
            text, element.tail = _text(element.tail), None
            element.addnext(text)


def _text(text: str) -> etree._Element:
    element = etree.Element(_TEXT)
    element.text = text
    return element


def _element(tag: str, attributes: Mapping[str, str], children: Iterable[etree._Element]) -> etree._Element:
    element = etree.Element(tag, dict(attributes))
    element.extend(children)
    return element


def _all_text(element: etree._Element) -> str:
    return "".join(cast("Iterator[str]", element.itertext()))


def _tag(element: etree._Element) -> str:
    return str(element.tag)


def _attributes(element: etree._Element) -> Mapping[str, str]:
    return cast("dict[str, str]", dict(element.attrib)) if element.attrib else _NO_ATTRIBUTES


def _short(element: etree._Element) -> str:
    if "footnote-ref" in element.get("class", ""):
        return "fn"
    return re.sub(r"[^a-z]", "", _tag(element).removeprefix("l-raw")) or "x"


def _says(element: etree._Element) -> str:
    """What a translator must know of a tag, on one line: where a link goes, what a protected tag holds."""
    if _stands_alone(element):
        says = _all_text(element), element.get("alt", ""), element.get("src", ""), element.get("data-l-source", "")
    else:
        says = element.get("href", ""), element.get("title", "")
    return next((line for text in says if (line := " ".join(text.split()))), "")


def _bounds_text(element: etree._Element) -> bool:
    return elements.bounds_text(_tag(element), _attributes(element))


def _is_protected(element: etree._Element) -> bool:
    return elements.is_protected(_tag(element), _attributes(element))


def _is_hidden(element: etree._Element) -> bool:
    return _tag(element) == RAW and element.get("data-l-kind") != "tag"


def _is_blank(element: etree._Element) -> bool:
    """True for what a reader of the page sees no text of."""
    return _tag(element) in elements.OPAQUE or not _has_text(element)


def _has_text(element: etree._Element) -> bool:
    return any(text.strip(_WHITE) for text in cast("Iterator[str]", element.itertext()))


def _stands_alone(element: etree._Element) -> bool:
    """True for an element that is one tag in a text: there is nothing in it to translate."""
    return _tag(element) != _TEXT and (
        _is_protected(element) or "footnote-ref" in element.get("class", "") or not _has_text(element)
    )


def _is_wrapper(element: etree._Element) -> bool:
    return _tag(element) not in elements.TITLE_IN_TEXT | {_TEXT} and not _stands_alone(element)


def _trimmed(pieces: list[etree._Element]) -> list[etree._Element]:
    start, end = 0, len(pieces)
    while start < end and _is_blank(pieces[start]):
        start += 1
    while end > start and _is_blank(pieces[end - 1]):
        end -= 1
    return pieces[start:end]


def _edge_space(piece: etree._Element, *, first: bool) -> str:
    """The white space at the start (or end) of a run."""
    text = (piece.text or "") if _tag(piece) == _TEXT else ""
    rest = text.lstrip(_WHITE) if first else text.rstrip(_WHITE)
    return text[: len(text) - len(rest)] if first else text[len(rest) :]
