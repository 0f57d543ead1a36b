"""An article's tree to segments and back, by one walk; and the lxml seam for readers and exporters.

A `Skeleton` is what all editions of an article have in common. It is walked once, in reading order, to find every
place where text for a translator stands: a run of inline content, or an attribute. What is cut there and what is
filled in there can never disagree.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from lxml import etree

from ..errors import SourceError
from ..languages import registry
from ..model import Article, Correction, Picture, Role, Segment
from ..text import markup, segmentation
from ..values import replace
from . import elements, holes, trees
from ._runs import RAW, Filling, Part, collapsed
from ._walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..nodes import Node
    from ._walk import Slot

    Key = tuple[str | None, str]

__all__ = ["BLOCK", "RAW", "SENTENCE", "Skeleton", "collapsed", "cut", "fill", "parse", "serialise", "text_of"]

BLOCK, SENTENCE = "block", "sentence"

_SENTENCES_IN = frozenset(
    {Role.PARAGRAPH, Role.QUOTE, Role.LIST_ITEM, Role.FOOTNOTE, Role.CAPTION, Role.DECK, Role.TABLE_CELL}
)


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def parse(body: Node | str) -> etree._Element:
    """Read `Article.body`, without its comments, for somebody who changes it.

    Raises:
        SourceError: it is no well-formed XML.
    """
    try:
        return etree.fromstring(str(body), _PARSER)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"the article's tree is broken: {error}") from error


def serialise(root: etree._Element) -> str:
    """Write a tree as `Article.body`."""
    return etree.tostring(root, encoding="unicode", with_tail=False)


def text_of(element: etree._Element) -> str:
    """All the text in an element, white space collapsed."""
    return collapsed("".join(cast("Iterator[str]", element.itertext())))


def cut(article: Article, rule: str = BLOCK) -> tuple[Segment, ...]:
    """The segments of an article, as its `Skeleton` has them."""
    return Skeleton(article, rule).segments


def fill(
    article: Article, translations: Mapping[Key, str], lang: str, rule: str = BLOCK, *, mark_missing: bool = False
) -> Article:
    """The article in another language, as its `Skeleton` makes it."""
    return Skeleton(article, rule).fill(translations, lang, mark_missing=mark_missing)


class Skeleton:
    """An article's tree with its places for text."""

    def __init__(self, article: Article, rule: str = BLOCK) -> None:
        """Walk the tree.

        Args:
            article: in its source language.
            rule: what a segment is, `block` or `sentence`; what the article itself asks for goes first.

        Raises:
            SourceError: the tree is broken.
        """
        self.article = article
        body = article.body
        self._root = trees.parse(body) if isinstance(body, str) else body
        walk = Walk(self._root)
        self._children = walk.children
        self._places = [(slot, _segments(slot, article, rule)) for slot in walk.slots]

    @cached_property
    def _nodes(self) -> Sequence[Node]:
        """All elements, in reading order."""
        return self._root.iter()

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """All the pictures in it, in reading order."""
        return tuple(_pictures(self._nodes, self.article.format))

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The relative addresses of its links, each once, without a `#` and what follows it."""
        return tuple(_links(self._nodes))

    @cached_property
    def embeds(self) -> tuple[str, ...]:
        """The relative addresses of films and sounds in it, each once."""
        return tuple(_embeds(self._nodes))

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """In reading order; texts that are the same in the same context are one."""
        found: dict[Key, Segment] = {}
        for segment in (segment for _, parts in self._places for segment, _ in parts):
            key = segment.key
            first = found.get(key)
            found[key] = replace(first, count=first.count + 1) if first else segment
        return tuple(found.values())

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """Those of the segments."""
        return tuple([segment.key for segment in self.segments])

    @cached_property
    def firsts(self) -> Mapping[Role, Segment]:
        """The first segment with each role that there is."""
        return {segment.role: segment for segment in self.segments[::-1]}

    @cached_property
    def images(self) -> tuple[str, ...]:
        """The relative addresses of its images, each once, its preview last: the files that its pages need."""
        found = (*(one.address for one in self.pictures), self.article.meta.image)
        return tuple(dict.fromkeys(address for address in found if elements.is_relative(address)))

    def fill(
        self, translations: Mapping[Key, str], lang: str, *, mark_missing: bool = False, bare: bool = False
    ) -> Article:
        """The article in another language.

        Args:
            translations: (context, text) of a segment -> its translation. A text that is not there, or whose
                translation is empty, stays as it is.
            lang: BCP 47 tag of the language of the translations.
            mark_missing: say of texts that stay as they are in which language they are.
            bare: for a page, without what the readers keep to write the article in its own format again.
        """
        filling = Filling(self._children, self.article.lang, lang, self.article.lang if mark_missing else None, bare)
        filling.attributes[self._root]["lang"] = lang
        direction = registry.get(lang).direction if lang in registry.tags() else "ltr"
        if "dir" in self._root.attributes or direction != "ltr":
            filling.attributes[self._root]["dir"] = direction
        for slot, segments in self._places:
            said = [(segment, translations.get(segment.key), names) for segment, names in segments]
            slot.put([Part(_text(*one), None if one[1] else filling.stays) for one in said], filling)
        return replace(self.article, lang=lang, body=filling.written(self._root))

    def corrections(self, translations: Mapping[Key, str]) -> tuple[Correction, ...]:
        """What was said wrong, or was added later, in the words of an edition; as the article has them, one by one."""
        if Role.CORRECTION not in self.firsts:
            return ()
        above: dict[Node, Node] = {}
        for node in self._nodes:
            if elements.role_of(node.tag, node.attributes, first_h1=False) is Role.CORRECTION:
                above |= {one: above.get(node, node) for one in node.iter()}
        texts: dict[Node, list[str]] = {}
        for (slot, _), text in zip(self._places, self.texts(translations), strict=True):
            if slot.role is Role.CORRECTION and slot.run and slot.element in above:
                texts.setdefault(above[slot.element], []).append(markup.plain(text))
        return tuple(Correction(*elements.correction(node.attributes), " ".join(said)) for node, said in texts.items())

    @property
    def outline(self) -> str:
        """The tree of a page of any edition, with holes (see `holes`) for its `texts`."""
        filling = Filling(self._children, self.article.lang, holes.LANG, bare=True)
        for number, (slot, _) in enumerate(self._places):
            if slot.run is None:
                filling.attributes[slot.element][slot.attribute] = holes.attribute(number)
            else:
                filling.places[slot.run] = number
        return filling.written(self._root)

    def texts(self, translations: Mapping[Key, str]) -> list[str]:
        """What goes into the holes of the `outline`: the text of each place, translated as `fill` does it."""
        if self._whole:
            return [translations.get(key) or text for key, text in self._whole]
        return [
            " ".join([_text(segment, translations.get(segment.key), names) for segment, names in segments])
            for _, segments in self._places
        ]

    @cached_property
    def _whole(self) -> tuple[tuple[Key, str], ...]:
        """The key and the text of each place; none if one of them is cut into several segments."""
        each = [parts[0] for _, parts in self._places if len(parts) == 1]
        if len(each) < len(self._places) or any(names for _, names in each):
            return ()
        return tuple([(segment.key, segment.text) for segment, _ in each])


def _pictures(nodes: Iterable[Node], format_id: str) -> Iterator[Picture]:
    figures: dict[Node, Node] = {}
    for node in nodes:
        if node.tag == "figure":
            figures |= dict.fromkeys((one for one in node.iter() if one.tag == "img"), node)
        elif node.tag == "img":
            figure = figures.get(node)
            captions = [one for one in figure.iter() if one.tag == "figcaption"] if figure else []
            credited = (one for caption in captions for one in caption.iter() if _is_credit(one))
            text = collapsed(" ".join(caption.text() for caption in captions))
            yield Picture(node.attributes.get("src", ""), _alt(node, format_id), text, any(credited))


def _links(nodes: Iterable[Node]) -> Iterator[str]:
    found = (node.attributes["href"].partition("#")[0] for node in nodes if "href" in node.attributes)
    return (address for address in dict.fromkeys(found) if elements.is_relative(address))


def _embeds(nodes: Iterable[Node]) -> Iterator[str]:
    players = (one for node in nodes if node.tag in elements.PLAYERS for one in node.iter())
    found = dict.fromkeys(
        one.attributes["src"].strip() for one in players if "src" in one.attributes and one.tag != "track"
    )
    return (address for address in found if elements.is_relative(address))


def _alt(image: Node, format_id: str) -> str | None:
    """What an image says in words. In HTML one that says nothing on purpose has an empty text; elsewhere there is no
    way to tell."""
    if image.attributes.get("aria-hidden") == "true" or image.attributes.get("role") in {"none", "presentation"}:
        return ""
    alt = image.attributes.get("alt")
    return alt if format_id == "html" or alt else None


def _is_credit(node: Node) -> bool:
    return node.has_text and elements.role_of(node.tag, node.attributes, first_h1=False) is Role.CREDIT


def _segments(slot: Slot, article: Article, rule: str) -> list[tuple[Segment, Mapping[str, str]]]:
    """The segments of a slot; with each, its tag names -> the slot's."""
    whole = Segment(slot.text, slot.role, slot.tags, slot.note, max_length=elements.MAX_LENGTH.get(slot.role))
    if (article.meta.segmentation or rule) != SENTENCE or slot.role not in _SENTENCES_IN:
        return [(whole, {})]
    says = {tag.name: tag for tag in whole.tags}
    found: list[tuple[Segment, Mapping[str, str]]] = []
    for text, names in map(markup.renumbered, segmentation.split(slot.text, registry.get(article.lang))):
        tags = tuple(replace(says[old], name=new) for new, old in names.items())
        found.append((replace(whole, text=text, tags=tags), names))
    return found


def _text(segment: Segment, translation: str | None, names: Mapping[str, str]) -> str:
    text = translation or segment.text
    return markup.renamed(text, names) if names else text
