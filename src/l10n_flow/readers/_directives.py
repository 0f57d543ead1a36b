"""What a reporter says to the desk about the next block: `l10n: note ...`, `skip`, `off`, `on`, `role ...`."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from ..model import Problem, Role, Severity

if TYPE_CHECKING:
    from lxml import etree

_DIRECTIVE = re.compile(r"\s*l10n:\s*(\S+)\s*(.*?)\s*", re.DOTALL)
_WORDS = ("note", "skip", "off", "on", "role")


def is_directive(comment: str) -> bool:
    """Whether a comment speaks to the desk."""
    return _DIRECTIVE.fullmatch(comment) is not None


class Directives:
    """Directives seen so far that wait for their block; `problems` has those that nobody understands."""

    def __init__(self) -> None:
        """Nothing seen."""
        self.problems: list[Problem] = []
        self._next: dict[str, str] = {}
        self._off = False
        self._line = 1

    def see(self, comment: str, line: int) -> None:
        """Take a comment's text; one that is no directive says nothing."""
        found = _DIRECTIVE.fullmatch(comment)
        if found is None:
            return
        self._line = line
        word, rest = found[1], " ".join(found[2].split())
        if word in {"off", "on"}:
            self._off = word == "off"
        elif word == "note":
            self._next["data-note"] = rest
        elif word == "skip":
            self._next["translate"] = "no"
        elif word == "role" and rest in set(Role):
            self._next["data-role"] = rest
        else:
            self._not_understood(word, rest, line)

    def taken(self) -> dict[str, str]:
        """What was said of the next block, as its attributes."""
        said, self._next = self._next, {}
        return said | {"translate": "no"} if self._off else said

    def apply(self, block: etree._Element) -> None:
        """Give a block what was said before it."""
        for name, value in self.taken().items():
            block.set(name, value)

    def unfinished(self) -> list[Problem]:
        """What, at the end of the article, waits for a block that does not come."""
        found = []
        if self._off:
            hint = "write l10n: on where translation goes on"
            found.append(Problem("nothing after l10n: off is translated", self._line, hint, Severity.WARNING))
        if self._next:
            hint = "write it before its block, or remove it"
            found.append(Problem("there is no block after this directive", self._line, hint, Severity.WARNING))
        return found

    def _not_understood(self, word: str, rest: str, line: int) -> None:
        given, known = (rest, [str(role) for role in Role]) if word == "role" else (word, list(_WORDS))
        close = difflib.get_close_matches(given, known, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}"
        what = "role" if word == "role" else "directive"
        self.problems.append(Problem(f"there is no {what} {given!r}", line, hint, Severity.WARNING))
