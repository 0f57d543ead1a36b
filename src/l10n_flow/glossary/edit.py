"""A glossary file with some of its concepts written anew and others added; what is not touched stays as it is."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from . import load, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .concepts import Concept

__all__ = ["edited"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def edited(before: bytes, updates: Mapping[str, Concept], added: Iterable[Concept] = ()) -> bytes:
    """Put concepts into a file.

    Args:
        before: what the file holds, in order as `load.parse` reads it; empty for a new one.
        updates: id of a concept in it -> what to write in its place. Comments on lines of their own stay, before its
            keys; those behind a key do not.
        added: concepts to write at its end.

    Raises:
        GlossaryError: the file is not in order.
    """
    read = load.parse(before, "")
    for error in read.errors:
        raise error
    text = before.decode()
    lines = _LINE.findall(text)
    line_end = "\r\n" if "\r\n" in text else "\n"
    starts = [concept.line - 1 for concept in read.concepts if concept.line]
    parts = lines[: starts[0] if starts else len(lines)]
    for concept, (start, end) in zip(read.concepts, itertools.pairwise([*starts, len(lines)]), strict=True):
        update = updates.get(concept.id)
        parts += _rewritten(update, lines[start:end], line_end) if update else lines[start:end]
    for concept in added:
        if parts:
            parts.append(line_end if parts[-1].endswith(("\n", "\r")) else line_end * 2)
        parts.append(write.entry(concept).replace("\n", line_end))
    return "".join(parts).encode()


def _rewritten(concept: Concept, lines: list[str], line_end: str) -> list[str]:
    """An entry in the place of another, with its comments, and what stands between it and the next."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    header, _, keys = write.entry(concept).replace("\n", line_end).partition(line_end)
    comments = [line for line in lines[:end] if line.lstrip().startswith("#")]
    return [header + line_end, *comments, keys, *lines[end:]]
