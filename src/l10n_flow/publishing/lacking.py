"""An article as it was, without pictures, films and files that are not there any more: no page says that one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..articles import elements, trees
from ..nodes import Node
from ..values import replace

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..model import Article

__all__ = ["without"]

_SHOWN = ("img", "table", "pre", "blockquote", "iframe", *elements.PLAYERS)
"""With one of these in it, a figure shows something."""


def without(article: Article, gone: Collection[str]) -> Article:
    """An article without some pictures and films, each with its figure, caption and all; of links to files the text
    stays.

    Args:
        article: as it was.
        gone: the addresses of all these.
    """
    root = trees.parse(str(article.body))
    _is_emptied(root, gone)
    meta = article.meta
    meta = replace(meta, image="") if meta.image in gone else meta
    return replace(article, body=str(root), meta=meta)


def _is_emptied(node: Node, gone: Collection[str]) -> bool:
    """Take the pictures and films out of an element; whether nothing is left in it then."""
    if node.tag == "img":
        return node.attributes.get("src") in gone
    if node.tag in elements.PLAYERS:
        return any(one.attributes.get("src", "").strip() in gone for one in node.iter())
    if node.attributes.get("href", "").partition("#")[0] in gone:
        del node.attributes["href"]
    left = [child for child in node.children if isinstance(child, str) or not _is_emptied(child, gone)]
    if len(left) == len(node.children):
        return False
    node.children = left
    if node.tag == "figure":
        return not any(one.tag in _SHOWN for one in node.iter())
    return not any(isinstance(child, Node) or child.strip() for child in left)
