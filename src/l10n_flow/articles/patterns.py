"""Texts with `holes`, read once, and filled with what an edition says.

The translations are put between the tags of their runs. Nothing of a translation becomes markup but those tags.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from ..memo import Memo
from ..text import markup, typography
from ..values import Value
from . import holes

if TYPE_CHECKING:
    from ..languages.language import Bound

__all__ = ["Pattern", "Texts", "UnfitError", "as_html", "read"]

_SEVERAL_TAGS = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>')
_WORDS = re.compile(r"[^\s↑]")
"""What is no word is the way back from a footnote, and stands behind a text without a space."""
_TAGS = re.compile("(<[^<>]+></[^<>]+>)?")
"""Two tags as nh3 writes them, or none because pages do not have such an element."""
_FIRST = re.compile(r'<img\b| id="|^$')
"""What is not the same in a page the first time and the second; what is gone may stand somewhere else."""
_INSIDE = frozenset({"", "content", "end", "pair", "title", "void"})
"""Holes that belong to what is round them, and the end."""
_OF_LINK = re.compile(r"(lang-of-)?link-(\d+)")
_MANY = 64
"""In so many orders a run's tags are known at a time."""
_LINK = re.compile("</(?:a|rp|rt)>")
"""Elements that HTML's parser ends where another of their kind begins in them."""


class UnfitError(Exception):
    """A text, or a tree, that cannot be made of holes: it must be made as a whole."""


class Texts(Value, frozen=True):
    """What an edition puts into holes: its language, its texts by the numbers of their places, as they are and
    `as_html`, our own words, and the addresses of other articles, each with its language."""

    lang: str
    places: Sequence[str]
    html: Sequence[str]
    own: Callable[[str], str]
    links: Sequence[tuple[str, str]] = ()


Part: TypeAlias = str | Callable[[Texts], str]


class Pattern(Value, frozen=True):
    """A text with holes."""

    parts: tuple[Part, ...]

    def filled(self, texts: Texts) -> str:
        """The text of an edition.

        Raises:
            UnfitError: a translation does not have the tags of its source.
        """
        return "".join([part if isinstance(part, str) else part(texts) for part in self.parts])

    @property
    def part(self) -> Part:
        """It as a part of another one."""
        return self.fixed if all(isinstance(part, str) for part in self.parts) else self.filled

    @property
    def fixed(self) -> str:
        """What is in it but the holes."""
        return "".join([part for part in self.parts if isinstance(part, str)])

    @property
    def is_all_holes(self) -> bool:
        """Whether no word in it stands outside a hole, and no hole holds other tags than such as words go through."""
        runs = [part for part in self.parts if isinstance(part, _Run)]
        return not _WORDS.search(_SEVERAL_TAGS.sub("", self.fixed)) and all(run.is_plain for run in runs)


def as_html(texts: Iterable[str], bound: Bound | None) -> list[str]:
    """Texts (`holes.may_hold` them) written as HTML, all but their tags; if words are `bound`, with spaces for that."""
    return typography.bind_texts(texts, bound, lambda text: _escaped(markup.unescape(text)))


def read(text: str, *, html: bool) -> Pattern:
    """Read a text with holes; `html` if it is HTML as nh3 writes it, and not text that somebody else escapes.

    Raises:
        UnfitError: what belongs to a run is no longer in it.
    """
    reader = _Reader(holes.parted(text), html=html)
    pattern = reader.pattern()
    reader.expect("")
    return pattern


class _Reader:
    """Goes from hole to hole: `kind` and `name` are those of the one before it, `after` is the text up to the next."""

    def __init__(self, parted: Sequence[str], *, html: bool) -> None:
        self.after, *rest = parted
        self.kind = self.name = ""
        self._rest = zip(rest[::2], rest[1::2], strict=True)
        self._html, self._write = html, _quoted if html else _same

    def pattern(self) -> Pattern:
        """All up to a hole that belongs to what is round it, or to the end."""
        parts: list[Part] = [self.after]
        while part := self._part():
            parts += (part, self.after)
        return Pattern(tuple(filter(None, parts)))

    def expect(self, kind: str) -> None:
        """Make sure that the last hole is of a kind."""
        if self.kind != kind:
            raise UnfitError

    def _part(self) -> Part | None:
        code, self.after = next(self._rest, ("", ""))
        self.kind, _, self.name = code.partition(" ")
        if self.kind in _INSIDE:
            return None
        if self.kind in {"run", "said"}:
            return self._run()
        return self._label() if self.kind == "label" else self._word()

    def _word(self) -> Part:
        if self.kind == "attribute":
            return functools.partial(_text, self._write, int(self.name))
        if self.kind == "own":
            return functools.partial(_own, self.name)
        found = _OF_LINK.fullmatch(self.kind)
        return functools.partial(_link, int(found[2]), int(bool(found[1]))) if found else _lang

    def _label(self) -> Part:
        text, about = self.name, self.pattern()
        self.expect("end")
        return functools.partial(_label, text, about)

    def _run(self) -> Part:
        as_html = self._html and self.kind == "run"
        number, *names = self.name.split()
        if not names:
            write = _html if as_html else functools.partial(_text, self._write)
            return functools.partial(write, int(number))
        tags: dict[str, _Pair | Pattern] = {}
        links: set[str] = set()
        self.pattern()
        while self.kind in {"pair", "void"}:
            name = self.name
            tag = tags[name] = self._pair(as_html=as_html) if self.kind == "pair" else self.pattern()
            if names.count(name) > 1 and _FIRST.search(tag.fixed):
                raise UnfitError
            if _LINK.search(tag.fixed):
                links.add(name)
        self.expect("end")
        return _Run(int(number), sorted(names), tags, links, None if as_html else self._write)

    def _pair(self, *, as_html: bool) -> _Pair:
        opening = self.pattern()
        rest = self.pattern() if self.kind == "title" else None
        self.expect("content")
        pair = _Pair(opening, rest, self.pattern().fixed)
        if as_html and not _TAGS.fullmatch(pair.fixed):
            raise UnfitError
        return pair


class _Pair(Value, frozen=True):
    """The start tag and the end tag of an element; the start tag has a `rest` if there is an expansion in it."""

    opening: Pattern
    rest: Pattern | None
    closing: str

    @property
    def fixed(self) -> str:
        """Both, but for their holes."""
        return f"{self.opening.fixed}{self.rest.fixed if self.rest else ''}{self.closing}"


class _Run:
    """A hole for a run: it has the tags with these `names`, each as often, in whatever order."""

    def __init__(
        self,
        number: int,
        names: list[str],
        tags: Mapping[str, _Pair | Pattern],
        links: Collection[str],
        write: Callable[[str], str] | None,
    ) -> None:
        """Take what stands for its tags; `write` is for what is between them, None where the texts are HTML."""
        self._number, self._names, self._tags, self._links, self._write = number, names, tags, links, write
        self._known = Memo(self._written, _MANY)

    @property
    def is_plain(self) -> bool:
        """Whether all its tags are such as words go through, or end a line, or are a footnote's mark."""
        return all(
            typography.is_seen_through(tag.fixed) if isinstance(tag, _Pair) else _is_plain(name, tag.fixed)
            for name, tag in self._tags.items()
        )

    def __call__(self, texts: Texts) -> str:
        pieces = markup.AT_TAGS.split(texts.places[self._number] if self._write else texts.html[self._number])
        if self._write:
            pieces[::2] = [self._write(markup.unescape(text)) for text in pieces[::2]]
        tags = self._known[tuple(pieces[1::2])]
        pieces[1::2] = [tag if isinstance(tag, str) else tag(texts) for tag in tags]
        return "".join(pieces)

    def _written(self, tags: Sequence[str]) -> list[Part]:
        """What stands for the tags of a translation, one after the other."""
        done: list[Part] = []
        names: list[str] = []
        closings: list[tuple[str, str]] = []
        for found in filter(None, map(markup.TAG.fullmatch, tags)):
            name = found["name"]
            if found["close"]:
                if not closings or closings[-1][0] != name:
                    raise UnfitError
                done.append(closings.pop()[1])
                continue
            names.append(name)
            tag = self._tags.get(name)
            if name in self._links and any(around in self._links for around, _ in closings):
                raise UnfitError
            if isinstance(tag, _Pair) and not found["void"]:
                done.append(self._opening(tag, found["title"]))
                closings.append((name, tag.closing))
            elif isinstance(tag, Pattern):
                done.append(tag.part)
            else:
                raise UnfitError
        if closings or sorted(names) != self._names:
            raise UnfitError
        return done

    def _opening(self, tag: _Pair, title: str | None) -> Part:
        if self._write:
            return ""
        if tag.rest is None and title is None:
            return tag.opening.part
        if tag.rest is None or title is None:
            raise UnfitError
        return Pattern((*tag.opening.parts, _quoted(title.replace("&quot;", chr(34))), *tag.rest.parts)).part


def _is_plain(name: str, element: str) -> bool:
    """The same for a tag without text of its own."""
    return name.rstrip("0123456789") == "fn" or element in {"", "<br>"} or typography.is_seen_through(element)


def _lang(texts: Texts) -> str:
    return _quoted(texts.lang)


def _link(number: int, part: int, texts: Texts) -> str:
    return _quoted(texts.links[number][part])


def _own(text: str, texts: Texts) -> str:
    return _quoted(texts.own(text))


def _label(text: str, about: Pattern, texts: Texts) -> str:
    return "" if ":" in about.filled(texts) else _quoted(texts.own(text).partition("%(credit)s")[0])


def _text(write: Callable[[str], str], number: int, texts: Texts) -> str:
    """A text without tags: what looks like one is none."""
    return write(markup.unescape(texts.places[number]))


def _html(number: int, texts: Texts) -> str:
    """The same in HTML."""
    text = texts.html[number]
    return markup.TAG.sub(lambda tag: _escaped(markup.unescape(tag[0])), text) if "<" in text else text


def _same(text: str) -> str:
    return text


def _escaped(text: str) -> str:
    """A text in HTML, as nh3 writes it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")


def _quoted(text: str) -> str:
    """A text in an attribute, as nh3 writes it."""
    return _escaped(text).replace('"', "&quot;")
