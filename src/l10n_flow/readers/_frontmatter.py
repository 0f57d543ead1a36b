"""YAML front matter: its values with their places, and how a value is written back. The seam to PyYAML.

Only what an article needs is read: no tags, no anchors and aliases (a few lines of them can stand for gigabytes).
"""

from __future__ import annotations

import contextlib
import math
import re
from typing import TYPE_CHECKING

import yaml

from ..errors import SourceError
from ..values import Value, field
from ._fields import KEYS, Field, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LENGTH = 100_000
"""Characters of front matter that are read."""

MAX_DEPTH = 20
"""Lists and mappings inside one another."""

_OPENING = re.compile(r"---[ \t]*\n(?=[^\n]*\S)")
_BLANKS = str.maketrans(dict.fromkeys("\t\x85\u2028\u2029", " "))
"""To YAML a tab is a mistake and the others end a line; in a text that was pasted they are blanks."""
_READ_OTHERWISE = re.compile(r"\ufeff|[|>][-+0-9]*#")
"""What libyaml reads, and PyYAML itself refuses or counts in another way."""
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no page can have, and YAML can spell all the same (`"\\x01"`)."""
_FAST: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Libyaml, if PyYAML was built with it."""
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


class FrontMatter(Value, frozen=True):
    """The values of the front matter, the line of each key, its corrections, and where the article's text starts."""

    values: dict[str, Said] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    corrections: list[dict[str, Field]] = field(default_factory=list)
    end: int = 0


def parse(text: str, path: str) -> FrontMatter:
    """Read the front matter of a text. A first line `---` with a blank line below it is a rule, not front matter.

    Raises:
        SourceError: it is not closed, no valid YAML, no `key: value` lines, or says a key twice.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return FrontMatter()
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise SourceError(
            "the front matter is not closed",
            path=path,
            line=1,
            hint="write --- on a line of its own below it; a rule at the top needs a blank line below it",
        )
    content = text[opening.end() : closing.start()].translate(_BLANKS)
    if len(content) > MAX_LENGTH:
        hint = "write the text of the article below it"
        raise SourceError(f"the front matter is longer than {MAX_LENGTH} characters", path=path, line=1, hint=hint)
    try:
        return _values(_composed(content, path), content, opening.end(), closing.end(), path)
    except yaml.MarkedYAMLError as error:
        raise _invalid(error, path) from error
    except yaml.YAMLError as error:
        hint = "write it anew as lines of key: value"
        raise SourceError("the front matter is no valid YAML", path=path, line=1, hint=hint) from error


def _invalid(error: yaml.MarkedYAMLError, path: str) -> SourceError:
    """What PyYAML says, and the line where a text or list begins that does not end."""
    block = (error.context or "").startswith("while parsing a block")
    at = error.problem_mark if block or not error.context_mark else error.context_mark
    if error.context == "while scanning a simple key":
        hint = "every line says key: value; --- on a line of its own ends the front matter"
    else:
        hint = 'a text with a colon, quotes, or a sign like * [ @ at its start needs quotes round it: title: "One: two"'
    message = f"the front matter is no valid YAML: {error.problem or error.context}"
    return SourceError(message, path=path, line=at.line + 2 if at else 1, hint=hint)


def quoted(text: str, written: str) -> str:
    """A text as a YAML scalar on one line.

    Args:
        text: any text.
        written: how the value was written until now; a plain scalar stays plain if it can.
    """
    if written[:1] not in {'"', "'", ">", "|"} and _is_plain(text):
        return text
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=math.inf).rstrip("\n")


def _is_plain(text: str) -> bool:
    try:
        node = yaml.compose(f"[{text}]", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return False
    only = node.value[0] if isinstance(node, yaml.SequenceNode) and len(node.value) == 1 else None
    # Plain in a list is plain anywhere; a tag other than a string's would make it a date or a number.
    return isinstance(only, yaml.ScalarNode) and only.value == text and not only.style and only.tag.endswith(":str")


def _composed(content: str, path: str) -> yaml.Node | None:
    """The tree of the front matter, read by libyaml in a tenth of the time. What that refuses is left to PyYAML, which
    says more of what is wrong."""
    if not _READ_OTHERWISE.search(content):
        with contextlib.suppress(yaml.YAMLError):
            return _composed_by(_FAST, content, path)
    return _composed_by(yaml.SafeLoader, content, path)


def _composed_by(loader: type[yaml.SafeLoader], content: str, path: str) -> yaml.Node | None:
    depth = 0
    for event in yaml.parse(content, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            message = f"more than {MAX_DEPTH} lists inside one another in the front matter"
            raise SourceError(message, path=path, line=1, hint="a text that starts with [ or { needs quotes round it")
        line = event.start_mark.line + 2 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            message = "the front matter has an anchor or alias, or a tag of YAML's"
            hint = "write the value out; a text that starts with &, * or ! needs quotes round it"
            raise SourceError(message, path=path, line=line, hint=hint)
        if isinstance(event, yaml.ScalarEvent) and (found := _UNREADABLE.search(event.value)):
            message, hint = f"control character U+{ord(found[0]):04X}", "delete it; it cannot stand in a page"
            raise SourceError(message, path=path, line=line, hint=hint)
    node: yaml.Node | None = yaml.compose(content, Loader=loader)
    return node


def _values(root: yaml.Node | None, content: str, offset: int, end: int, path: str) -> FrontMatter:
    found = FrontMatter(end=end)
    if root is None:
        return found
    if not isinstance(root, yaml.MappingNode):
        raise SourceError(
            "the front matter is no list of key: value lines",
            path=path,
            line=root.start_mark.line + 2,
            hint="write title: ... ; a rule at the top of an article needs a blank line below it",
        )
    for name, key, node in _entries(root, path):
        found.lines[name] = key.start_mark.line + 2
        if name == "corrections":
            found.corrections.extend(_corrections(node, content, offset, path))
            continue
        if name in KEYS:
            _refuse_nesting(name, node, path)
        value = _value(node, content, offset)
        if value:
            found.values[name] = value
    return found


def _entries(mapping: yaml.MappingNode, path: str) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    seen: set[str] = set()
    for key, node in mapping.value:
        name = str(key.value)
        if name in seen:
            message = f"the key {name!r} stands twice in the front matter"
            raise SourceError(message, path=path, line=key.start_mark.line + 2, hint="keep one of them")
        seen.add(name)
        yield name, key, node


def _corrections(node: yaml.Node, content: str, offset: int, path: str) -> Iterator[dict[str, Field]]:
    """A list of corrections, or the one that there is; each with key: value lines."""
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if not isinstance(item, yaml.MappingNode):
            if item.tag.endswith(":null"):
                continue
            line, hint = item.start_mark.line + 2, "write each as date: ..., kind: ..., text: ..."
            raise SourceError("this is no correction", path=path, line=line, hint=hint)
        _refuse_nesting("corrections", item, path)
        value = _value(item, content, offset)
        if isinstance(value, dict) and value:
            yield value


def _refuse_nesting(name: str, node: yaml.Node, path: str) -> None:
    """Stop at a list or keys inside those of a value of ours: nobody would look for a text there."""
    if isinstance(node, yaml.MappingNode):
        inside = [item for _, _, item in _entries(node, path)]
    else:
        inside = node.value if isinstance(node, yaml.SequenceNode) else []
    for item in inside:
        if not isinstance(item, yaml.ScalarNode):
            message = f"{name} may hold texts only, and here is a list or key: value in it"
            raise SourceError(message, path=path, line=item.start_mark.line + 2, hint="write the text alone")


def _value(node: yaml.Node, content: str, offset: int) -> Said | None:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, content, offset)
    if isinstance(node, yaml.SequenceNode):
        items = [_scalar(item, content, offset) for item in node.value]
        return tuple(item for item in items if item)
    named = {str(key.value): _scalar(item, content, offset) for key, item in node.value}
    return {name: item for name, item in named.items() if item}


def _scalar(node: yaml.Node, content: str, offset: int) -> Field | None:
    if not isinstance(node, yaml.ScalarNode) or node.tag.endswith(":null") or not node.value.strip():
        return None
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in {"|", ">"}:  # such a scalar ends where the next key starts
        end = start + len(content[start:end].rstrip())
    return Field(node.value.strip("\n"), offset + start, offset + end, node.start_mark.line + 2)
