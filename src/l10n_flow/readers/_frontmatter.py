"""YAML front matter: its values with their places, and how a value is written back. The seam to PyYAML.

Only what an article needs is read: no tags, no anchors and aliases (a few lines of them can stand for gigabytes).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

import yaml

from ..errors import SourceError
from ._header import Field, Value

MAX_LENGTH = 100_000
"""Characters of front matter that are read."""

MAX_DEPTH = 20
"""Lists and mappings inside one another."""

_OPENING = re.compile(r"---[ \t]*\n(?=[^\n]*\S)")
_LINE_ENDS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
"""To YAML these end a line; to an editor's eye, and in a text that was pasted, they do not."""
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values of the front matter, the line of each key, and where the article's text starts."""

    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
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
    content = text[opening.end() : closing.start()].translate(_LINE_ENDS)
    if len(content) > MAX_LENGTH:
        raise SourceError(f"the front matter is longer than {MAX_LENGTH} characters", path=path, line=1)
    try:
        return _values(_composed(content, path), content, opening.end(), closing.end(), path)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        raise SourceError(
            f"the front matter is no valid YAML: {error.problem or error.context}",
            path=path,
            line=at.line + 2 if at else 1,
            hint='a text with a colon or quotes in it needs quotes round it: title: "One: two"',
        ) from error
    except yaml.YAMLError as error:
        raise SourceError("the front matter is no valid YAML", path=path, line=1) from error


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
    depth = 0
    for event in yaml.parse(content, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise SourceError(f"more than {MAX_DEPTH} lists inside one another in the front matter", path=path, line=1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise SourceError(
                "the front matter has an anchor or alias",
                path=path,
                line=event.start_mark.line + 2 if event.start_mark else 1,
                hint="write the value out; a text that starts with & or * needs quotes round it",
            )
    node: yaml.Node | None = yaml.compose(content, Loader=yaml.SafeLoader)
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
    for key, node in root.value:
        name, line = str(key.value), key.start_mark.line + 2
        if name in found.lines:
            raise SourceError(f"the key {name!r} stands twice in the front matter", path=path, line=line)
        found.lines[name] = line
        value = _value(node, content, offset)
        if value:
            found.values[name] = value
    return found


def _value(node: yaml.Node, content: str, offset: int) -> Value | None:
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
