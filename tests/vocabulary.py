"""What schema.org has words for, as the npm package schema-dts has it: its types in TypeScript."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from tests.tools import package

if TYPE_CHECKING:
    from collections.abc import Iterator

_INTERFACE = re.compile(r"^(?:export )?interface (\w+?)(?:<[^{]*?>)? extends ([^{]+)\{$", re.MULTILINE)
_PROPERTY = re.compile(r'^    "([^"@]+)"\?: SchemaValue<(.*), "[^"]+">;$', re.MULTILINE)
_UNION = re.compile(r"^export type (\w+)(?:<[^=]*>)? = ([\w |<>,=]+);$", re.MULTILINE)
_WORD = re.compile(r"\w+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?")
_STRINGS = frozenset(("Text", "string"))


class Vocabulary:
    """Types with their properties, and the types that the value of each may have."""

    def __init__(self, text: str) -> None:
        """Read the declarations."""
        self._parents: dict[str, list[str]] = {}
        self._own: dict[str, dict[str, frozenset[str]]] = {}
        for found in _INTERFACE.finditer(text):
            name, body = found[1], text[found.end() : text.index("\n}", found.end())]
            self._parents[name] = _WORD.findall(found[2])
            self._own[name] = {one[1]: frozenset(_WORD.findall(one[2])) for one in _PROPERTY.finditer(body)}
        self._kinds = {found[1]: _WORD.findall(found[2]) for found in _UNION.finditer(text)}

    @functools.cache  # noqa: B019  there is one
    def properties(self, name: str) -> dict[str, frozenset[str]]:
        """What a thing of a type may have, with what it inherits: property -> types of its value."""
        found: dict[str, frozenset[str]] = {}
        for one in (name, f"{name}Base", f"{name}Leaf"):
            for parent in self._parents.get(one, ()):
                found |= self.properties(parent)
            found |= self._own.get(one, {})
        return found

    @functools.cache  # noqa: B019
    def kinds(self, name: str) -> frozenset[str]:
        """A type and all that are more special."""
        below = [one for one in self._kinds.get(name, ()) if one != name and not one.endswith("Leaf")]
        return frozenset((name,)).union(*(self.kinds(one) for one in below))

    def faults(self, data: dict[str, Any]) -> Iterator[str]:
        """What a thing says that there are no words for."""
        name = data["@type"]
        known = self.properties(name)
        if not known:
            yield f"no type {name}"
        for key, value in data.items():
            if key == "@type":
                continue
            if key not in known:
                yield f"{name} has no {key}"
                continue
            for one in value if isinstance(value, list) else [value]:
                if not any(self._may_be(one, kind) for kind in known[key]):
                    yield f"{name}.{key} is no {one!r}"
                if isinstance(one, dict):
                    yield from self.faults(one)

    def _may_be(self, value: Any, kind: str) -> bool:
        if isinstance(value, dict):
            return value["@type"] in self.kinds(kind)
        if isinstance(value, bool):
            return kind == "Boolean"
        if isinstance(value, int):
            return kind in {"Number", "Integer"}
        if kind == "URL":
            return bool(re.match("https?://", value))
        return bool(value) and (kind in _STRINGS or (kind in {"Date", "DateTime"} and bool(_MOMENT.fullmatch(value))))


@functools.cache
def schema_org() -> Vocabulary:
    """The words of schema.org."""
    return Vocabulary(package("schema-dts/dist/schema.d.ts").read_text("utf-8"))
