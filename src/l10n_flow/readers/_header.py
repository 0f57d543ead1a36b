"""An article's metadata, whatever the format it is written in: fields to the tree's header and `Metadata`."""

from __future__ import annotations

import contextlib
import difflib
import functools
import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from lxml import etree

from ..errors import LanguageError
from ..languages import registry
from ..model import Correction, Metadata, Problem, Role, Sensitivity, Severity
from ..values import Struct, Value, field, replace
from ._source import flat, mark, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..nodes import Place

KEYS = (
    *("title", "kicker", "deck", "description", "authors", "date", "updated", "location", "image", "tags"),
    *("sensitivity", "lang", "canonical", "segmentation", "waivers", "translators", "corrections"),
)
"""What a header may say; other keys are the newsroom's own and stay as they are."""

_LANGUAGE = "language"
"""What many write for `lang`."""
_APART = frozenset({"aside", "blockquote", "figure", "footer", "li", "nav", "table"})
"""Inside these, a date is somebody else's."""
_IMAGE_KEYS = ("src", "alt", "caption", "credit")
_CORRECTION_KEYS = ("date", "kind", "text")
_SEGMENTATIONS = ("block", "sentence")
MEANT = "did you mean 'sensitivity'?"
_TOP, _LONG = 20, 100
"""Lines at an article's top where a header that is none would stand, and characters that such a line has not."""
_STRAY = re.compile(rf"\W*([^\W\d_][\w:-]*)(?:\W*[:=]\W*\w*|\s+(?:{'|'.join(Sensitivity)}))\W*", re.IGNORECASE)


class Field(Value, frozen=True):
    """One value: its text, and where it stands in the source."""

    text: str
    start: int
    end: int
    line: int


Said = Field | tuple[Field, ...] | dict[str, Field]


class Header(Struct):
    """What a header says: the tree's `<header>`, the corrections that go to the end of the tree, metadata, the
    article's language (None if it is not said)."""

    element: etree._Element
    corrections: etree._Element
    meta: Metadata
    lang: str | None
    problems: list[Problem] = field(default_factory=list)


def build(
    values: Mapping[str, Said],
    lines: Mapping[str, int],
    text: str,
    *,
    kind: str,
    corrections: Iterable[Mapping[str, Field]] = (),
) -> Header:
    """Make the header.

    Args:
        values: key -> what it says; keys without a value are left out.
        lines: key -> its line, for all keys.
        text: the article.
        kind: how values are written in the source (`data-l-as`).
        corrections: each with its `date`, `kind` and `text`.
    """
    fields = _Fields(values)
    fields.find_typos(lines, KEYS)
    fields.find_lost(lines, text)
    header = etree.Element("header")
    _add_leaf(header, "p", Role.KICKER, fields.one("kicker"), kind)
    _add_leaf(header, "h1", Role.HEADLINE, fields.one("title"), kind)
    _add_leaf(header, "p", Role.DECK, fields.one("deck"), kind)
    if authors := fields.many("authors"):
        names = etree.SubElement(header, "p", {"class": "authors"})
        for said in authors:
            if len(names):
                names[-1].tail = ", "
            _add_leaf(names, "span", Role.BYLINE, said, kind)
    _add_leaf(header, "p", Role.DATELINE, fields.one("location"), kind)
    if description := fields.one("description"):
        described = etree.SubElement(header, "meta", {"name": "description", "content": description.text})
        mark(described, description.start, description.end, kind)
    image = fields.image()
    if "src" in image:
        _add_figure(header, image, kind)
    footer = etree.Element("footer", {"class": "corrections"})
    for one in corrections:
        if "text" in (parts := fields.correction(one)):
            _add_leaf(footer, "p", Role.CORRECTION, parts["text"], kind)
            footer[-1].set("data-kind", parts["kind"].text if "kind" in parts else Correction.KINDS[0])
            footer[-1].set("data-date", parts["date"].text if "date" in parts else "")
    return Header(header, footer, fields.metadata(image), fields.lang(), fields.problems)


@functools.lru_cache(maxsize=256)  # as below
def nearly(key: str, known: tuple[str, ...] = KEYS) -> str:
    """The known key that somebody meant who wrote another one; empty if there is none."""
    others = {_LANGUAGE: "lang"} if "lang" in known else {}
    close = difflib.get_close_matches(key.lower(), (*known, *others), 1, cutoff=0.8)
    return others.get(close[0], close[0]) if close else ""


@functools.lru_cache(maxsize=256)  # the names that articles have are few
def is_meant(key: str) -> bool:
    """Whether somebody may have meant `sensitivity`: what is secret must not get out for a slip of the keyboard."""
    written = key.casefold()
    return "sensitivity" in written or bool(difflib.get_close_matches(written, ["sensitivity"], cutoff=0.7))


def missing_text(root: etree._Element) -> Iterator[Problem]:
    """What to say of an article that has nothing but its header."""
    texts = (text_of(block) for block in root if block.tag != "header" and block.get("class") != "corrections")
    if not any(map(flat, texts)) and root.find("figure") is None:
        yield Problem("there is no text below the headline", None, "write it", Severity.WARNING)


def mark_date(times: Iterable[Place], date: str) -> None:
    """Mark the blocks that say nothing but the article's date (ISO 8601, or empty) in a `<time>` element.

    Pages say it in the words of their language: nobody translates it (`translate`), and pages leave it out
    (`data-l-date`).
    """
    for time, above in times if date else ():
        block = next((node for node in above[:-1] if node.bounds_text), above[-1])
        alone = block is not above[-1] and flat(block.text()) == flat(time.text())
        if alone and time.attributes.get("datetime", "")[:10] == date[:10] and _APART.isdisjoint(n.tag for n in above):
            block.attributes |= {"translate": "no", "data-l-date": ""}
            block.is_protected = True


def _add_leaf(parent: etree._Element, tag: str, role: Role, said: Field | None, kind: str) -> None:
    if said is not None:
        element = etree.SubElement(parent, tag, {"data-role": role.value})
        element.text = said.text
        mark(element, said.start, said.end, kind)


def _add_figure(header: etree._Element, image: Mapping[str, Field], kind: str) -> None:
    figure = etree.SubElement(header, "figure")
    img = etree.SubElement(figure, "img", {"src": image["src"].text})
    if "alt" in image:
        img.set("alt", image["alt"].text)
        mark(img, image["alt"].start, image["alt"].end, kind)
    if "caption" in image or "credit" in image:
        caption = etree.SubElement(figure, "figcaption")
        _add_leaf(caption, "span", Role.CAPTION, image.get("caption"), kind)
        _add_leaf(caption, "span", Role.CREDIT, image.get("credit"), kind)
        if len(caption) > 1:
            caption[0].tail = " "


class _Fields:
    """The values, asked one by one; what is wrong with them gathers in `problems`."""

    def __init__(self, values: Mapping[str, Said]) -> None:
        self.values = values
        self.problems: list[Problem] = []
        self.may_be_secret = False

    def one(self, key: str) -> Field | None:
        value = self.values.get(key)
        if value is None or isinstance(value, Field):
            return value
        self._problem(f"{key} must be one text", _first(value), f"write {key}: ... on one line")
        return None

    def many(self, key: str) -> tuple[Field, ...]:
        value = self.values.get(key, ())
        if isinstance(value, dict):
            self._problem(f"{key} must be a list", _first(value), f"write {key}: [one, two]")
            return ()
        return (value,) if isinstance(value, Field) else value

    def image(self) -> dict[str, Field]:
        value = self.values.get("image")
        if isinstance(value, Field):
            return {"src": value}
        if isinstance(value, tuple):
            self._problem("image must be one picture", _first(value), "write image: {src: ..., alt: ...}")
            return {}
        image = value or {}
        self.find_typos({key: said.line for key, said in image.items()}, _IMAGE_KEYS)
        if image and "src" not in image:
            self._problem("image has no src", _first(image), "write where the picture is: src: images/...")
        return image

    def correction(self, said: Mapping[str, Field]) -> dict[str, Field]:
        """What is said of a correction, as far as it is right."""
        self.find_typos({key: one.line for key, one in said.items()}, _CORRECTION_KEYS)
        first = min(said.values(), key=lambda one: one.line)
        if "text" not in said:
            self._problem("a correction has no text", first, "write text: what was wrong, and what is right")
        if "date" not in said:
            self._problem("a correction has no date", first, "write date: 2025-05-12")
        day = moment(said["date"].text) if "date" in said else ""
        if "date" in said and not day:
            self._problem(f"date {said['date'].text!r} is no date", said["date"], "write it as 2025-05-12")
        if "kind" in said and said["kind"].text not in Correction.KINDS:
            hint = f"write {' or '.join(Correction.KINDS)}"
            self._problem(f"kind {said['kind'].text!r} is not known", said["kind"], hint)
        return {key: replace(one, text=day) if key == "date" else one for key, one in said.items()}

    def metadata(self, image: Mapping[str, Field]) -> Metadata:
        canonical, date = self.one("canonical"), self._moment("date")
        return Metadata(
            date=date,
            updated=self._updated(date),
            tags=self._texts("tags", ","),
            # A word that is not known must not let a text out.
            sensitivity=Sensitivity.SECRET
            if self.may_be_secret
            else Sensitivity(
                self._choice("sensitivity", tuple(Sensitivity), Sensitivity.EMBARGOED, Sensitivity.SECRET)
            ),
            canonical=canonical.text if canonical else "",
            image=image["src"].text if "src" in image else "",
            segmentation=self._choice("segmentation", _SEGMENTATIONS, "", ""),
            waivers=self._texts("waivers", ";"),
            translators=tuple(self._translators()),
        )

    def _translators(self) -> Iterator[tuple[str, str]]:
        value = self.values.get("translators", ())
        if isinstance(value, dict):
            said = [(f"{lang}: {name.text}", name) for lang, name in value.items()]
        else:
            fields = (value,) if isinstance(value, Field) else value
            said = [(text, one) for one in fields for text in one.text.split(";") if text.strip()]
        for text, at in said:
            found = translator(text)
            if found is None:
                hint = f"write the edition and the name: {NAMED}"
                self._problem(f"{text.strip()!r} names no translator", at, hint)
            else:
                yield found

    def _texts(self, key: str, mark: str) -> tuple[str, ...]:
        """A list of texts, which may also be one text with marks between them."""
        said = self.many(key)
        texts = said[0].text.split(mark) if isinstance(self.values.get(key), Field) else [one.text for one in said]
        return tuple(text.strip() for text in texts if text.strip())

    def lang(self) -> str | None:
        said = self.one("lang")
        if said is None:
            return None
        try:
            return registry.get(said.text).tag
        except LanguageError as error:
            self._problem(error.message, said, error.hint)
            return None

    def find_typos(self, lines: Mapping[str, int], known: tuple[str, ...]) -> None:
        for key, line in lines.items():
            close = nearly(key, known)
            if key not in known and close and not is_meant(key):
                hint = f"did you mean {close!r}?"
                self.problems.append(Problem(f"the key {key!r} means nothing here", line, hint, Severity.WARNING))

    def find_lost(self, lines: Mapping[str, int], text: str) -> None:
        """Find what is said of the sensitivity where it does not count: misspelt, inside another key, in no header."""
        found = {line: key for key, line in lines.items() if key not in KEYS}
        for value in self.values.values():
            found |= {said.line: key for key, said in value.items()} if isinstance(value, dict) else {}
        for line, said in enumerate(text.split("\n", _TOP)[:_TOP], 1):
            stray = _STRAY.fullmatch(said) if len(said) < _LONG else None
            if stray and line not in lines.values():
                found[line] = stray[1]
        for line, key in found.items():
            if is_meant(key):
                self.may_be_secret = True
                hint = (
                    MEANT
                    if line in lines.values()
                    else "write it in the header, on a line of its own: sensitivity: ..."
                )
                self.problems.append(Problem(f"the key {key!r} means nothing here", line, hint))

    def _choice(self, key: str, known: tuple[str, ...], default: str, wrong: str) -> str:
        said = self.one(key)
        if said is None:
            return wrong if key in self.values else default
        if said.text in known:
            return said.text
        close = difflib.get_close_matches(said.text, [str(word) for word in known], 1)
        hint = f"did you mean {close[0]!r}?" if close else f"write {' or '.join(known)}"
        self._problem(f"{key} {said.text!r} is not known", said, hint)
        return wrong

    def _updated(self, date: str) -> str:
        """When the article of that date was changed."""
        updated, said = self._moment("updated"), self.one("updated")
        if said and is_before(updated, date):
            self._problem(f"updated {said.text!r} is before date", said, "correct one of them")
        return updated

    def _moment(self, key: str) -> str:
        said = self.one(key)
        if said is None:
            return ""
        found = moment(said.text)
        if not found:
            self._problem(f"{key} {said.text!r} is no date", said, "write it as 2025-05-12")
        return found

    def _problem(self, message: str, at: Field, hint: str) -> None:
        self.problems.append(Problem(message, at.line, hint))


def is_plainly(key: str, said: str) -> bool:
    """Whether a text is so plainly the value of a key that it can hardly be anything else."""
    if key == "lang":
        return said in registry.tags()
    return key in {"date", "updated"} and bool(moment(said))


NAMED = "tg: Name Surname"
"""How a translator is named."""


def translator(said: str) -> tuple[str, str] | None:
    """(language, name) of a translator who may be named: `tg: Name Surname`; None if that is not said."""
    lang, _, name = (part.strip() for part in said.partition(":"))
    return (lang, name) if lang in registry.tags() and name else None


def moment(said: str) -> str:
    """A day, or a day and a time, as ISO 8601 has it; empty if it is none."""
    text = re.sub(r"\s+(?=[+-]\d)", "", said.strip())
    for kind in (date, datetime):
        with contextlib.suppress(ValueError):
            return kind.fromisoformat(text).isoformat()
    return ""


def is_before(one: str, other: str) -> bool:
    """Whether a time lies before another one, as far as both say it; ISO 8601, either may be empty."""
    if not (one and other):
        return False
    times = [datetime.fromisoformat(time) for time in (one, other)]
    if len({time.tzinfo is None for time in times}) > 1 or min(len(one), len(other)) == len("2025-05-12"):
        return one[:10] < other[:10]
    return times[0] < times[1]


def _first(value: Said) -> Field:
    if isinstance(value, Field):
        return value
    return next(iter(value.values() if isinstance(value, dict) else value))
