"""Slips in a newsroom's own templates that jinja does not tell: what is written there, and would show nowhere."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from ..errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Environment

_PARTS = frozenset({"list.html", "stale.html", "topics.html", "style.css"})
"""What pages take in: here nothing may be what a newsroom wants to say."""
_CLOSE = 0.9
"""From here on a name is another one, misspelt: `artcle.html`."""


def check(environment: Environment, own: Mapping[str, str], ours: Mapping[str, str], folder: str) -> None:
    """Look through templates.

    Args:
        environment: that reads them.
        own: the newsroom's, name -> text.
        ours: those that there are without it, as it calls them: `article.html`, `default/article.html`.
        folder: where the newsroom has its own.

    Raises:
        TemplateError: the first slip, with its file and line.
    """
    trees = {name: environment.parse(text, name) for name, text in own.items()}
    parents = {name: environment.parse(text, name) for name, text in ours.items() if name not in own}
    for name, tree in trees.items():
        told = next(_of(name, own[name], tree, {**parents, **trees}), None)
        if told:
            message, line, hint = told
            raise TemplateError(message, path=f"{folder}/{name}", line=line, hint=hint)
    used = {said for tree in trees.values() for said, _ in _named(tree, (nodes.Extends, nodes.Include, *_IMPORTS))}
    for name in own.keys() - ours.keys() - used:
        if close := difflib.get_close_matches(name, ours, 1, _CLOSE):
            hint = f"did you mean {close[0]!r}?"
            raise TemplateError("no page is made with this template", path=f"{folder}/{name}", hint=hint)


_IMPORTS = (nodes.FromImport, nodes.Import)


def _of(
    name: str, text: str, tree: nodes.Template, all_: Mapping[str, nodes.Template]
) -> Iterator[tuple[str, int, str]]:
    """What is wrong with one template: message, line, what to do."""
    if not text.strip() and name not in _PARTS and name in all_ and f"default/{name}" in all_:
        yield "the template is empty, and so would be its pages", 1, "delete it, to have ours"
    for said, line in _named(tree, (nodes.Extends, nodes.Include)):
        if said == name:
            yield f"the template is made of itself: {said!r}", line, f'write "default/{name}" for ours'
    known: dict[str, None] = {}
    for parent in (chain := [*_chain(tree, all_)]):
        known |= {block.name: None for block in parent.find_all(nodes.Block)}
    for block in _outer_blocks(tree) if chain else ():
        if block.name not in known:
            close = difflib.get_close_matches(block.name, known, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}"
            yield f"there is no block {block.name!r} in what this template extends", block.lineno, hint


def _chain(tree: nodes.Template, all_: Mapping[str, nodes.Template]) -> Iterator[nodes.Template]:
    """What a template extends, what that extends and so on; nothing if that is not known before it is used."""
    seen = {id(tree)}
    found = []
    while any(True for _ in tree.find_all(nodes.Extends)):
        said = [name for name, _ in _named(tree, (nodes.Extends,))]
        parent = all_.get(said[0]) if said else None
        if parent is None or id(parent) in seen:
            return
        seen.add(id(parent))
        found.append(tree := parent)
    yield from found


def _named(tree: nodes.Template, kinds: tuple[type[nodes.Node], ...]) -> Iterator[tuple[str, int]]:
    """The templates that a template names as they are, with their lines."""
    found: Iterator[Any] = tree.find_all(kinds)
    for one in found:
        named = one.template
        if isinstance(named, nodes.Const) and isinstance(named.value, str):
            yield named.value, one.lineno


def _outer_blocks(node: nodes.Node) -> Iterator[nodes.Block]:
    """Blocks that are in no other block of a template."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outer_blocks(child)
