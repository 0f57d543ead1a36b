"""Whether a translation has the tags of its source, and they fit into each other.

What: a tag is missing, or there is one that the source does not have, or not as often; one was renamed or mistyped
(a Cyrillic letter in its name); one has other attributes; two of them cross; a tag that stands alone is not written
as in the source (this can be fixed). Their order is free. What is no tag of the source would be printed as text.

Wrong: “the <em>registry</em>” - «<еm>реестр</em>»

Right: “the <em>registry</em>” - «<em>реестр</em>»
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ..model import Finding, Severity
from ._prose import TAG_LIKE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..model import Span
    from ..passages import Passage, Version

SEVERITY = Severity.ERROR

_ANY = re.compile("<[^<>]*>?")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def applies(version: Version) -> bool:
    """Whether there is a tag in any text of a translation."""
    return version.source_lang is not None and "<" in version.whole


def among(version: Version) -> Collection[int]:
    """The texts with a tag, or whose sources have one."""
    return [number for number, (unit, _) in enumerate(version.units) if "<" in unit.target or "<" in unit.source]


def check(passage: Passage) -> Iterator[Finding]:
    """Compare the tags of a text with those of its source."""
    source, target = passage.source, passage.target
    if source is None or _ANY.findall(source) == _ANY.findall(target):
        return
    wanted, found = (tuple(TAG_LIKE.finditer(text)) for text in (source, target))
    there, here = _places(wanted), _places(found)
    missing = [name for name, places in there.items() if len(places) > len(here.get(name, ()))]
    extra = [name for name, places in here.items() if len(places) > len(there.get(name, ()))]
    for name in missing:
        spans = tuple(there[name])
        yield Finding(f"<{name}> is missing", "put it where its words are", spans, subject=name.strip("/"))
    for name in extra:
        spans = tuple(here[name])
        message, hint = f"<{name}> is no tag of the source, or too many", "take it away, or write the source's"
        yield Finding(message, hint, (), spans, subject=name.strip("/"))
    if not missing and not extra:
        yield from _same_names(wanted, found, target)


def _same_names(wanted: tuple[re.Match[str], ...], found: tuple[re.Match[str], ...], target: str) -> Iterator[Finding]:
    """What can still be wrong if all the names are right."""
    if changed := Counter(map(_attributes, wanted)) - Counter(map(_attributes, found)):
        name = next(iter(changed))[0]
        spans = tuple(tag.span() for tag in found if _name(tag) == name)
        yield Finding(f"<{name}> has other attributes than in the source", "write its tag as there", (), spans)
    if (crossing := _crossing(found)) and not _crossing(wanted):
        message, hint = f"<{_name(crossing)}> crosses another tag", "close first what was opened last"
        yield Finding(message, hint, (), (crossing.span(),), subject=crossing["name"])
    alone = {tag["name"]: tag[0] for tag in wanted if (tag["rest"] or "").strip() == "/"}
    odd = [tag for tag in found if tag["name"] in alone and not (tag["rest"] or "").endswith("/") and not tag["close"]]
    if odd:
        form = alone[odd[0]["name"]]
        spans = tuple(tag.span() for tag in odd)
        fix = tuple((tag.span(), alone[tag["name"]]) for tag in odd if not (tag["rest"] or "").strip())
        message = f"{odd[0][0]} is {form} in the source"
        yield Finding(message, f"write {form}", (), spans, severity=Severity.WARNING, fix=fix)


def _places(tags: Iterable[re.Match[str]]) -> Mapping[str, Sequence[Span]]:
    """Where the tags of each name are."""
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for tag in tags:
        places[_name(tag)].append(tag.span())
    return places


def _name(tag: re.Match[str]) -> str:
    return tag["close"] + tag["name"]


def _attributes(tag: re.Match[str]) -> tuple[str, frozenset[str]]:
    return _name(tag), frozenset(_ATTRIBUTE.findall(tag["rest"] or ""))


def _crossing(tags: tuple[re.Match[str], ...]) -> re.Match[str] | None:
    """The first closing tag that is not of the tag opened last; tags that stand alone are passed over."""
    closed = {tag["name"] for tag in tags if tag["close"]}
    opened: list[str] = []
    for tag in tags:
        name = tag["name"]
        if tag["close"]:
            if not opened or opened.pop() != name:
                return tag
        elif not (tag["rest"] or "").endswith("/") and (name in closed or name not in _VOID):
            opened.append(name)
    return None
