"""Whether what is written for machines stays as it is.

What: a placeholder of the source ({name}, %(name)s, %d, $NAME), a code of the site ([gallery ids=1]), a character
reference (&nbsp;), a line break (\\n), a sign of Markdown (**, `) or the place that a link leads to, an option
(--help), a function, a path (/etc/hosts) or somebody's name in a network (@name) is missing or was translated; or there
is one that the source does not have. A sign such as # | \\ ~ that is only in the translation.

Wrong: “Hello, {name}!” - «Здравствуйте, {имя}!»

Right: “Hello, {name}!” - «Здравствуйте, {name}!»
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ..model import Finding, Severity
from . import _seen
from ._prose import prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..model import Span
    from ..passages import Passage

SEVERITY = Severity.WARNING

_CODES = re.compile(
    r"""
    (?P<placeholder> \{\{\s*[^{}\s]*\s*\}\} | \{[^{}\s]*\} | %\(\w+\)[a-z]
        | (?<!\d)%(?:\d\$)?-?\d*(?:\.\d+)?l?[sdufcixr@] | \$\{\w+\} | (?<!\w)\$(?:[A-Z_]{3,}|[a-z_]{3,})(?!\w)
        | \[[a-z][\w-]*(?:\s[\w-]+=[^\]=]*)+\] | \[/[a-z][\w-]*\])
  | (?P<reference> &\#?\w+;)
  | (?P<escape> \\[nrt])
  | (?P<markdown> \*{2,3} | (?<![\w*])\*(?=\w) | (?<=\w)\*(?![\w*]) | ~~ | `+ | (?<=\w\])\[[^\]\s]*\])
  | (?P<link> (?<=\])\((?!\w+://|www\.)[^()\s]+\))
  | (?P<option> (?<![\w-])--[a-z][\w-]+)
  | (?P<function> [A-Za-z_]\w*\(\))
  | (?P<mention> (?<![\w./+-])@(?=\w)[A-Za-z0-9_]*)
  | (?P<path> (?<![\w/])~/[\w./-]*\w | (?<![\w/.:<~])/(?:[\w.-]+/)+[\w.-]*\w)
""",
    re.VERBOSE,
)
_NUMBERED = re.compile(r"^%\d\$")
_STRAY = re.compile(r"[\\|^~*#`]")


def concerns(there: int, here: int) -> bool:
    """Whether there may be something for machines."""
    return bool((there | here) & (_seen.CODE | _seen.LINKED | _seen.ADDRESSED))


def check(passage: Passage) -> Iterator[Finding]:
    """Compare what two texts have for machines."""
    source, target = passage.source, passage.target
    if source is None or not target.strip():
        return
    there, here = _codes(source), _codes(target)
    if there.keys() | here.keys():
        yield from _compared(there, here)
    elif stray := [found for found in _STRAY.finditer(prose(target)) if found[0] not in source]:
        message, hint = f"“{stray[0][0]}” is not in the source", "take it away, if it does not belong there"
        yield Finding(message, hint, (), tuple(found.span() for found in stray), "stray")


def _codes(text: str) -> Mapping[tuple[str, str], list[Span]]:
    """What a text has for machines: its kind and how it is written, and where."""
    found: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for one in _CODES.finditer(text):
        found[one.lastgroup or "", _NUMBERED.sub("%", one[0])].append(one.span())
    return found


def _compared(
    there: Mapping[tuple[str, str], list[Span]], here: Mapping[tuple[str, str], list[Span]]
) -> Iterator[Finding]:
    wanted, typed = (Counter({code: len(spans) for code, spans in text.items()}) for text in (there, here))
    missing, extra = wanted - typed, typed - wanted
    if len(missing) == len(extra) == 1:
        (was,), (now,) = missing, extra
        message, hint = f"“{was[1]}” was changed to “{now[1]}”", "write it as in the source"
        yield Finding(message, hint, tuple(there[was]), tuple(here[now]), subject=was[0])
        return
    for code in missing:
        message, hint = f"“{code[1]}” of the source is missing", "write it as there, where it belongs"
        yield Finding(message, hint, tuple(there[code]), subject=code[0])
    for code in extra:
        message, hint = f"“{code[1]}” is not in the source, or not as often", "take it away, or write what is there"
        yield Finding(message, hint, (), tuple(here[code]), subject=code[0])
