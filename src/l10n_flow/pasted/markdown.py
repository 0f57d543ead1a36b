"""Text to Markdown that means this very text, and no more: the pieces of which `clean` makes an article's source."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

_MARKS = re.compile(
    r"""
    [*`]
  | (?<![^\W_])_ | _(?![^\W_])                   # within a word an underscore is one
  | \\(?=[!-/:-@\[-`{-~]|$)                      # before punctuation
  | <(?=[A-Za-z/!?])                             # a tag, a comment, an address
  | &(?=\#?\w+;)                                 # a character reference
  | ~(?=~) | (?<=~)~                             # struck out
    """,
    re.VERBOSE,
)
_LINK = re.compile(r"\][(\[:]")
_AT_START = re.compile(
    r"\d{1,9}(?=[.)](?:\s|$)) | (?=(?:\#{1,6}|[-+])(?:\s|$) | > | [-=][-=\s]*$ | \[[ xX]\](?:\s|$))", re.VERBOSE
)
_PLAIN_VALUE = re.compile(r"[^\W\d_](?:[^:#,?\[\]{}]*[^:#,?\[\]{}\s])?")
_DATE_VALUE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?")
_DATES = frozenset(("date", "updated", "lastmod"))
"""Keys whose values are dates to YAML; a title that looks like one is a text."""
_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_YAML_WORDS = frozenset("y n yes no on off true false null".split())


def paragraph(text: str) -> str:
    """A paragraph that reads as the text, whatever it begins with or holds."""
    line = inline(text)
    found = _AT_START.match(line)
    return f"{line[: found.end()]}\\{line[found.end() :]}" if found else line


def inline(text: str) -> str:
    """Text within a block: what would be markup has a backslash, and nothing else has."""
    brackets = bool(_LINK.search(text))
    marked = _MARKS.sub(r"\\\g<0>", text)
    return marked.replace("[", r"\[") if brackets else marked


def heading(text: str) -> str:
    """A section's heading."""
    return "## " + re.sub(r"(?<=\s)(#+)$", r"\\\1", inline(text))


def items(texts: Sequence[tuple[str, str]]) -> str:
    """A list; each item is its number (`"3."`) or `"-"`, and its text."""
    return "\n".join(f"{mark} {paragraph(text)}" for mark, text in texts)


def figure(caption: str, credit: str) -> str:
    """A picture's caption and credit without the picture, which a paste does not have."""
    parts = [html.escape(caption, quote=False)] if caption else []
    if credit:
        parts.append(f'<span class="credit">{html.escape(credit, quote=False)}</span>')
    return f"<figure><figcaption>{' '.join(parts)}</figcaption></figure>"


Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"
"""What stands in front matter."""


def front_matter(values: Mapping[str, Value]) -> str:
    """The YAML block above an article; keys without a value are left out.

    Texts read back as they are in YAML 1.1 and in 1.2, which disagree about what is a number, a date or yes.
    """
    rows = [f"{key}: {_yaml(value, key)}" for key, value in values.items() if value]
    return "\n".join(["---", *rows, "---"])


def _yaml(value: Value, key: str = "") -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_yaml(one, key)}' for key, one in value.items())}}}"
    if not isinstance(value, str):
        return f"[{', '.join(map(_yaml, value))}]"
    plain = _PLAIN_VALUE.fullmatch(value) and value.casefold() not in _YAML_WORDS and value.isprintable()
    if plain or (key in _DATES and _DATE_VALUE.fullmatch(value)):
        return value
    # A JSON string is a YAML string too, but for what ends a line there.
    return _BREAKS.sub(_code, json.dumps(value, ensure_ascii=False))


def _code(letter: re.Match[str]) -> str:
    return f"\\u{ord(letter[0]):04x}"
