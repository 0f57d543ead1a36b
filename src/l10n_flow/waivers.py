"""What checks are not to say: written by people, with a reason, beside what it is about. Pure.

In a unit's `# ` comment, which every PO editor keeps:

    # l10n-flow: ignore terms(expulsion-regime): the minister's own word

In an article's front matter, for all its texts in all languages:

    waivers: ["terms(expulsion-regime): the law is quoted"]

Several are divided by commas, `terms(patent, visa), quotes: reason`; without brackets it is the whole check. A line
of a comment that somebody's editor broke before the reason goes on in the next one.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from .values import Placed, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .model import Finding

__all__ = ["CHECK", "Mistake", "Waiver", "in_comment", "of", "of_article"]

CHECK = "waivers"
"""The id of the check that tells what is wrong with waivers; it cannot be waived."""

_LINE = re.compile(r"\s*l10n[-‐‑_ ]?flow\b(?P<colon>\s*:)?\s*(?P<verb>[^\s:]*):?(?P<rest>.*)", re.IGNORECASE)
_MORE = 3  # lines, at most, that a waiver goes on for until its reason
_ITEM = r"[\w-]+\s*(?:\([^()]*\))?"
_WAIVER = re.compile(rf"(?P<what>{_ITEM}(?:\s*,\s*{_ITEM})*)\s*(?::\s*(?P<reason>.*))?")
_ITEMS = re.compile(r"(?P<check>[\w-]+)\s*(?:\((?P<subjects>[^()]*)\))?")


class Waiver(Placed, frozen=True, eq=False):
    """Findings of a check that are all right, of one `subject` or (empty) of all, and why."""

    check: str
    subject: str = ""
    reason: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether it is meant."""
        return self.check == finding.check != CHECK and self.subject in ("", finding.subject)

    def __str__(self) -> str:
        """As people write it."""
        return f"{self.check}({self.subject})" if self.subject else self.check


class Mistake(Value, frozen=True):
    """A waiver that does not hold: what is wrong with it, what to do, and what people wrote (or a part of it)."""

    message: str
    hint: str
    text: str


def of(finding: Finding) -> str:
    """What a waiver calls a finding."""
    return str(Waiver(finding.check, "" if finding.check == CHECK else finding.subject))


def in_comment(comment: str) -> Iterator[Waiver | Mistake]:
    """The waivers in a unit's comment, in whatever capitals, with the colon behind our name or without it."""
    lines = comment.split("\n")
    for number, line in enumerate(map(_LINE.fullmatch, lines), 1):
        if line is None:
            continue
        verb = line["verb"]
        if verb.lower() == "ignore":
            yield from _read(_whole(line["rest"].strip(), lines[number:]))
        elif line["colon"]:
            yield Mistake(f"{verb!r} means nothing here", "write: l10n-flow: ignore CHECK: REASON", verb)


def of_article(waivers: tuple[str, ...]) -> Iterator[Waiver | Mistake]:
    """The waivers in an article's front matter."""
    for text in waivers:
        yield from _read(text.strip())


def _whole(text: str, behind: Sequence[str]) -> str:
    """A waiver in a comment with as many of the lines behind it as it takes to its reason, if there is one."""
    more = itertools.takewhile(lambda line: line.strip() and not _LINE.fullmatch(line), behind[:_MORE])
    for joined in itertools.accumulate(map(str.strip, more), lambda one, other: f"{one} {other}", initial=text):
        if (found := _WAIVER.fullmatch(joined)) and found["reason"]:
            return joined
    return text


def _read(text: str) -> Iterator[Waiver | Mistake]:
    found = _WAIVER.fullmatch(text)
    if found is None:
        yield Mistake(
            f"the waiver {text!r} cannot be read", "write it as CHECK: REASON, or CHECK(SUBJECT): REASON", text
        )
        return
    if not found["reason"]:
        yield Mistake(f"the waiver of {found['what']} gives no reason", f"write: {found['what']}: REASON", text)
        return
    for item in _ITEMS.finditer(found["what"]):
        subjects = [subject.strip() for subject in (item["subjects"] or "").split(",")]
        yield from (Waiver(item["check"], subject, found["reason"]) for subject in subjects)
